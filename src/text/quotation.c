// SPDX-License-Identifier: MIT
// quotation.c: pairs quotation marks. Comes in: tokens with TOKEN_MARK. Goes out: page.quotations, TOKEN_OPENS and
// TOKEN_CLOSES; TOKEN_MARK is taken from single marks that turn out to be apostrophes. Each block is paired on its
// own with a small stack; only the marks that were left open at its end are handed to the next body block, which may
// reopen them. Whose words a quotation holds is not decided here.
#include "text/quotation.h"

#include "base/vec.h"
#include "text/context.h"

enum { DEEPEST = 8 }; // levels; deeper marks are counted, not paired
#define NOWHERE (-1)

// A quotation of the block at hand; close == open while it is not closed.
typedef struct pair {
    uint32_t mark; // the opening one
    uint32_t open, close;
    uint8_t group;
    bool unclosed, reopened, dropped;
} pair;

// Kinds of the opening marks of the unclosed quotations of a block, outermost first.
typedef struct carry {
    uint8_t kinds[DEEPEST]; // kind_of()
    size_t count;
} carry;

typedef struct pairer {
    page *page;
    arena *memory;
    const block *block;
    const block *next; // body block that may reopen, or NULL
    block_marks marks;
    VEC(pair) pairs;
    uint32_t stack[DEEPEST]; // pairs that are open
    int depth;
    uint32_t overflow[MARK_GROUP_COUNT]; // marks opened beyond DEEPEST
    carry carried;                       // from the block before
    VEC(quotation) quotations;
} pairer;

// Group and family in one number. Only a mark of the same kind reopens a quotation.
static uint8_t kind_of(uint8_t group, uint8_t family) { return (uint8_t)(group * 4 + family); }
#define KIND_NONE 0

static uint8_t mark_kind_at(const page *p, uint32_t i)
{
    const token *t = &p->tokens[i];
    const char *text = p->text.bytes + t->start;
    return kind_of(mark_kind_of(text, t->len).group, (uint8_t)mark_family_of(text, t->len));
}

static pair *open_pair(pairer *r, int level) { return &r->pairs.items[r->stack[level]]; }

static const block_mark *mark_of(const pairer *r, const pair *q) { return &r->marks.items[q->mark]; }

// A single mark that found no partner is an apostrophe where it may be one.
static void make_apostrophe(pairer *r, const block_mark *m)
{
    if (m->group == MARK_SINGLE && (m->shape == MARK_NEUTRAL || m->shape == MARK_RIGHT || m->left == SIDE_WORD))
        r->page->tokens[m->token].flags &= (uint16_t)~TOKEN_MARK;
}

static void drop(pairer *r, pair *q)
{
    q->dropped = true;
    make_apostrophe(r, mark_of(r, q));
}

static void open_at(pairer *r, uint32_t i)
{
    const block_mark *m = &r->marks.items[i];
    if (r->depth == DEEPEST) {
        r->overflow[m->group]++;
        return;
    }
    pair q = {.mark = i, .open = m->token, .close = m->token, .group = m->group};
    q.reopened = (size_t)r->depth < r->carried.count && r->carried.kinds[r->depth] == kind_of(m->group, m->family) &&
                 m->token == r->block->first_token + (uint32_t)r->depth;
    r->stack[r->depth++] = (uint32_t)r->pairs.len;
    vec_push(r->memory, &r->pairs, q);
}

// Closes the quotation at that level; those that were opened inside and are still open lose their marks.
static void close_at(pairer *r, int level, uint32_t i)
{
    open_pair(r, level)->close = r->marks.items[i].token;
    while (--r->depth > level)
        drop(r, open_pair(r, r->depth));
}

// Innermost open level of the group; of two families rather the mark's own.
static int find_open(pairer *r, const block_mark *m)
{
    int found = NOWHERE;
    for (int level = r->depth - 1; level >= 0; level--) {
        const pair *q = open_pair(r, level);
        if (q->group != m->group)
            continue;
        if (mark_of(r, q)->family == m->family)
            return level;
        if (found == NOWHERE)
            found = level;
    }
    return found;
}

typedef enum action { ACTION_SKIP, ACTION_OPEN, ACTION_CLOSE } action;

// True if the next double mark may close what this one would open.
static bool partner_follows(const pairer *r, const block_mark *m)
{
    return m->next_double < r->marks.len && m->next_double == m->next_double_close;
}

// Double marks: white space around them decides; where it does not, the glyph; where that says nothing, they
// alternate.
static action decide_double(pairer *r, const block_mark *m, int open)
{
    bool has = open != NOWHERE;
    bool low = has && mark_of(r, open_pair(r, open))->shape == MARK_LOW;
    switch (m->context) {
    case CONTEXT_OPENS:
        return m->shape == MARK_RIGHT && has ? ACTION_CLOSE : ACTION_OPEN;
    case CONTEXT_CLOSES:
        if (m->shape == MARK_LOW)
            return ACTION_SKIP;
        if (has)
            return ACTION_CLOSE;
        return m->shape == MARK_LEFT && partner_follows(r, m) ? ACTION_OPEN : ACTION_SKIP;
    default:
        break;
    }
    switch (m->shape) {
    case MARK_LEFT:
        return low ? ACTION_CLOSE : ACTION_OPEN;
    case MARK_LOW:
        return ACTION_OPEN;
    case MARK_RIGHT:
        if (has)
            return ACTION_CLOSE;
        return partner_follows(r, m) ? ACTION_OPEN : ACTION_SKIP;
    default:
        return has ? ACTION_CLOSE : ACTION_OPEN;
    }
}

// Guillemets point either way («French», »German«, »Swedish»), and French sets them off by spaces: where the context
// says nothing the other glyph than the one that opened closes.
static action decide_angle(pairer *r, const block_mark *m, int open)
{
    if (m->context == CONTEXT_OPENS)
        return ACTION_OPEN;
    if (open == NOWHERE)
        return m->context == CONTEXT_CLOSES ? ACTION_SKIP : ACTION_OPEN;
    if (m->context == CONTEXT_CLOSES)
        return ACTION_CLOSE;
    return mark_of(r, open_pair(r, open))->shape == m->shape ? ACTION_OPEN : ACTION_CLOSE;
}

static void read_outer(pairer *r, uint32_t i)
{
    const block_mark *m = &r->marks.items[i];
    int open = find_open(r, m);
    action what = m->group == MARK_DOUBLE ? decide_double(r, m, open) : decide_angle(r, m, open);
    if (what == ACTION_OPEN) {
        open_at(r, i);
    } else if (what == ACTION_CLOSE) {
        if (r->overflow[m->group])
            r->overflow[m->group]--;
        else
            close_at(r, open, i);
    }
}

// Kind of the mark number `level` at the very start of a block, KIND_NONE if there is none.
static uint8_t leading_kind(const page *p, const block *b, size_t level)
{
    if (!b || b->first_token + level >= b->end_token)
        return KIND_NONE;
    for (size_t i = 0; i <= level; i++)
        if (!(p->tokens[b->first_token + i].flags & TOKEN_MARK))
            return KIND_NONE;
    return mark_kind_at(p, b->first_token + (uint32_t)level);
}

// Innermost open single quotation that no other kind of quotation separates from here.
static int find_single(pairer *r)
{
    int top = r->depth - 1;
    return top >= 0 && open_pair(r, top)->group == MARK_SINGLE ? top : NOWHERE;
}

// Levels of single quotations on top of the stack.
static uint32_t count_singles(pairer *r)
{
    uint32_t count = 0;
    while ((int)count < r->depth && open_pair(r, r->depth - 1 - (int)count)->group == MARK_SINGLE)
        count++;
    return count;
}

// The mark before which a single quotation has to close: the one that may close the double quotation around it.
static uint32_t find_barrier(pairer *r, const block_mark *m)
{
    for (int level = r->depth - 1; level >= 0; level--)
        if (open_pair(r, level)->group == MARK_DOUBLE)
            return m->next_double_close;
    return (uint32_t)r->marks.len;
}

static uint32_t closers_ahead(pairer *r, uint32_t i)
{
    uint32_t barrier = find_barrier(r, &r->marks.items[i]);
    return barrier > i ? r->marks.items[barrier].closers - r->marks.items[i + 1].closers : 0;
}

// A single mark opens if enough marks that may close follow, or if its quotation runs on into the next paragraph.
static void open_single(pairer *r, uint32_t i)
{
    const block_mark *m = &r->marks.items[i];
    size_t level = (size_t)r->depth;
    bool leads = m->token == r->block->first_token + level;
    bool is_sure = leads || level > 0 || m->shape == MARK_LEFT;
    uint8_t kind = kind_of(m->group, m->family);
    bool runs_on = (is_sure && leading_kind(r->page, r->next, level) == kind) ||
                   (leads && level < r->carried.count && r->carried.kinds[level] == kind);
    if (runs_on || closers_ahead(r, i) > count_singles(r))
        open_at(r, i);
    else
        make_apostrophe(r, m);
}

// True if a mark behind a letter is more likely an apostrophe, because a better one to close with comes before the
// next that opens: `'The officials' view is wrong,'`.
static bool is_possessive(pairer *r, uint32_t i)
{
    const block_mark *m = &r->marks.items[i];
    if (m->left != SIDE_WORD || m->right != SIDE_SPACE)
        return false;
    uint32_t better = m->firm ? m->next_hard : m->next_firm;
    return better < find_barrier(r, m) && better < m->next_single_open;
}

// Level of a single quotation that a broken double one inside it hides: closed only by a mark that is sure.
static int find_hidden_single(pairer *r, const block_mark *m)
{
    if (!m->firm || m->next_double_close < r->marks.len || (m->left == SIDE_WORD && m->right == SIDE_SPACE))
        return NOWHERE;
    for (int level = r->depth - 1; level >= 0; level--)
        if (open_pair(r, level)->group == MARK_SINGLE)
            return level;
    return NOWHERE;
}

static void close_single(pairer *r, uint32_t i)
{
    const block_mark *m = &r->marks.items[i];
    int level = find_single(r);
    if (level == NOWHERE)
        level = find_hidden_single(r, m);
    if (r->overflow[MARK_SINGLE])
        r->overflow[MARK_SINGLE]--;
    else if (level != NOWHERE && !is_possessive(r, i))
        close_at(r, level, i);
    else if (m->left == SIDE_WORD)
        make_apostrophe(r, m);
}

static void read_single(pairer *r, uint32_t i)
{
    const block_mark *m = &r->marks.items[i];
    bool has = find_single(r) != NOWHERE;
    if (m->context == CONTEXT_OPENS) {
        if (m->shape == MARK_RIGHT && has && closers_ahead(r, i) == 0) // ‘We won ’he said
            close_single(r, i);
        else
            open_single(r, i);
    } else if (m->context == CONTEXT_UNCLEAR && !has && m->shape != MARK_RIGHT) {
        open_single(r, i);
    } else {
        close_single(r, i);
    }
}

// True if the quotation holds another of its kind.
static bool holds_its_like(const pairer *r, uint32_t number)
{
    const pair *q = &r->pairs.items[number];
    for (size_t i = number + 1; i < r->pairs.len; i++) {
        const pair *inner = &r->pairs.items[i];
        if (!inner->dropped && inner->group == q->group && mark_of(r, inner)->family == mark_of(r, q)->family)
            return true;
    }
    return false;
}

// True for the » of a list or a link: it stands apart and goes on with nothing.
static bool is_bullet(const pairer *r, const pair *q)
{
    const block_mark *m = mark_of(r, q);
    return m->group >= MARK_ANGLE && m->shape == MARK_RIGHT && m->right == SIDE_SPACE && !q->reopened;
}

// True if the mark was meant to open and the text behind it, up to the block's end, is likely its quotation. One that
// holds others of its kind was rather forgotten to be closed, unless the next paragraph reopens it.
static bool runs_to_end(pairer *r, int level, size_t kept)
{
    const pair *q = open_pair(r, level);
    if (is_bullet(r, q))
        return false;
    if (q->reopened || leading_kind(r->page, r->next, kept) == mark_kind_at(r->page, q->open))
        return mark_of(r, q)->context == CONTEXT_OPENS;
    if (q->group == MARK_SINGLE || holds_its_like(r, r->stack[level]))
        return false;
    return mark_of(r, q)->context == CONTEXT_OPENS || q->open == r->block->first_token;
}

// Two straight marks left open one behind the other: the second closes the first, its space is on the wrong side.
static bool pair_straight(pairer *r, int level)
{
    if (level + 1 >= r->depth)
        return false;
    pair *first = open_pair(r, level), *second = open_pair(r, level + 1);
    const block_mark *a = mark_of(r, first), *b = mark_of(r, second);
    if (a->group != MARK_DOUBLE || b->group != MARK_DOUBLE || a->shape != MARK_NEUTRAL || a->family != b->family ||
        b->shape != MARK_NEUTRAL)
        return false;
    first->close = second->open;
    second->dropped = true;
    return true;
}

// What is still open at the end of the block either runs to it or loses its mark. Returns what the next block may
// reopen.
static carry end_block(pairer *r)
{
    carry left = {.count = 0};
    for (int level = 0; level < r->depth; level++) {
        pair *q = open_pair(r, level);
        if (runs_to_end(r, level, left.count)) {
            q->close = r->block->end_token;
            q->unclosed = true;
            left.kinds[left.count++] = mark_kind_at(r->page, q->open);
        } else if (pair_straight(r, level)) {
            level++;
        } else {
            drop(r, q);
        }
    }
    return left;
}

// Moves the block's quotations to the page with parent and depth, and sets the flags of their marks.
static void hand_over(pairer *r)
{
    int32_t around[DEEPEST + 1];
    int depth = 0;
    for (size_t i = 0; i < r->pairs.len; i++) {
        const pair *q = &r->pairs.items[i];
        if (q->dropped)
            continue;
        while (depth > 0 && r->quotations.items[around[depth - 1]].close <= q->open)
            depth--;
        r->page->tokens[q->open].flags |= TOKEN_OPENS;
        if (!q->unclosed)
            r->page->tokens[q->close].flags |= TOKEN_CLOSES;
        quotation out = {.open = q->open,
                         .close = q->close,
                         .parent = depth ? around[depth - 1] : -1,
                         .depth = (uint8_t)depth,
                         .unclosed = q->unclosed,
                         .reopened = q->reopened,
                         .single = q->group == MARK_SINGLE || q->group == MARK_SINGLE_ANGLE};
        around[depth++] = (int32_t)r->quotations.len;
        vec_push(r->memory, &r->quotations, out);
    }
}

static carry pair_block(pairer *r, const block *b)
{
    if (!b->has_marks)
        return (carry){.count = 0};
    r->block = b;
    r->pairs.len = 0;
    r->depth = 0;
    for (int i = 0; i < MARK_GROUP_COUNT; i++)
        r->overflow[i] = 0;
    block_marks_collect(r->memory, &r->marks, r->page, b);
    for (uint32_t i = 0; i < r->marks.len; i++) {
        if (r->marks.items[i].group == MARK_SINGLE)
            read_single(r, i);
        else if (r->marks.items[i].group != MARK_NONE)
            read_outer(r, i);
    }
    carry left = end_block(r);
    hand_over(r);
    return left;
}

void page_pair_quotations(arena *a, page *p, vocab *v, const token_lists *lists)
{
    (void)v; // words decided in the tokeniser which apostrophes are no marks
    (void)lists;
    pairer r = {.page = p, .memory = a};
    carry body = {.count = 0};
    size_t next = 0;
    for (size_t i = 0; i < p->block_count; i++) {
        bool is_body = p->blocks[i].kind == BLOCK_BODY;
        next = next > i ? next : i + 1;
        while (is_body && next < p->block_count && p->blocks[next].kind != BLOCK_BODY)
            next++;
        r.next = is_body && next < p->block_count ? &p->blocks[next] : NULL;
        r.carried = is_body ? body : (carry){.count = 0};
        carry left = pair_block(&r, &p->blocks[i]);
        if (is_body)
            body = left;
    }
    p->quotations = r.quotations.items;
    p->quotation_count = r.quotations.len;
}
