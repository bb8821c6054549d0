// SPDX-License-Identifier: MIT
// context.c: what stands around the quotation marks of a block, and which marks come behind each. Comes in: tokens.
// Goes out: a list of marks. Pairs nothing.
#include "text/context.h"

#include "base/vec.h"

static const char *text_of(const page *p, const token *t) { return p->text.bytes + t->start; }

static bool is_dash(const page *p, const token *t)
{
    const char *c = text_of(p, t);
    size_t i = 0;
    if (*c == '-')
        return true;
    if ((unsigned char)*c != 0xE2)
        return false;
    int32_t code_point = utf8_next(c, t->len, &i);
    return code_point >= 0x2010 && code_point <= 0x2015;
}

static bool is_ellipsis(const page *p, const token *t)
{
    const char *c = text_of(p, t);
    return (t->len > 1 && c[0] == '.' && (c[1] == '.' || t->len > 3) && c[t->len - 1] == '.') ||
           (t->len == 3 && c[0] == '\xE2' && c[1] == '\x80' && c[2] == '\xA6');
}

static mark_side left_of(const page *p, const token *t)
{
    char c = text_of(p, t)[0], last = text_of(p, t)[t->len - 1];
    if (c == '(' || c == '[' || c == '{' || c == '/' || is_dash(p, t))
        return SIDE_OPEN;
    if (last == '.' || last == ',' || last == ';' || last == ':' || last == '?' || last == '!' || is_ellipsis(p, t))
        return SIDE_STOP;
    return SIDE_WORD;
}

static mark_side right_of(const page *p, const token *t)
{
    char c = text_of(p, t)[0];
    if (is_dash(p, t) || is_ellipsis(p, t))
        return SIDE_DASH;
    if (t->len == 1 &&
        (c == '.' || c == ',' || c == ';' || c == ':' || c == '?' || c == '!' || c == ')' || c == ']' || c == '}'))
        return SIDE_STOP;
    return SIDE_WORD;
}

static mark_context judge(mark_side left, mark_side right)
{
    if (left == SIDE_SPACE || left == SIDE_OPEN) {
        if (right == SIDE_WORD || right == SIDE_DASH)
            return CONTEXT_OPENS;
        return left == SIDE_OPEN || right == SIDE_STOP ? CONTEXT_CLOSES : CONTEXT_UNCLEAR;
    }
    return right == SIDE_WORD ? CONTEXT_UNCLEAR : CONTEXT_CLOSES;
}

mark_family mark_family_of(const char *text, size_t len)
{
    if (len == 2 && (*text == '\'' || *text == '`'))
        return FAMILY_DOUBLED;
    return *text == '"' || *text == '\xEF' ? FAMILY_STRAIGHT : FAMILY_CURLY;
}

// From the first mark to the last: kinds and left sides.
static void find_marks(arena *a, block_marks *marks, const page *p, const block *b)
{
    for (uint32_t i = b->first_token;; i++) {
        i = page_find_flag(p, i, b->end_token, TOKEN_MARK);
        if (i >= b->end_token)
            break;
        const token *t = &p->tokens[i];
        mark_kind kind = mark_kind_of(text_of(p, t), t->len);
        block_mark m = {.token = i, .group = kind.group, .shape = kind.shape};
        m.family = (uint8_t)mark_family_of(text_of(p, t), t->len);
        if (i == b->first_token || t->flags & TOKEN_SPACE_BEFORE)
            m.left = SIDE_SPACE;
        else if (t[-1].flags & TOKEN_MARK)
            m.left = marks->items[marks->len - 1].left;
        else
            m.left = (uint8_t)left_of(p, t - 1);
        vec_push(a, marks, m);
    }
}

static bool behind_letter_s(const page *p, const block *b, uint32_t i)
{
    if (i == b->first_token)
        return false;
    const token *before = &p->tokens[i - 1];
    return (p->text.bytes[before->start + before->len - 1] | 0x20) == 's';
}

// True if a dot behind the mark belongs to the word behind it, as in ".@name" or ".50 calibre".
static bool leads_word(const page *p, const block *b, const block_mark *m)
{
    const token *t = &p->tokens[m->token + 1];
    return m->left <= SIDE_OPEN && m->token + 2 < b->end_token && t->len == 1 && text_of(p, t)[0] == '.' &&
           !(t[1].flags & (TOKEN_SPACE_BEFORE | TOKEN_MARK)) && right_of(p, t + 1) == SIDE_WORD;
}

static mark_side find_right(const page *p, const block *b, const block_mark *m)
{
    const token *t = &p->tokens[m->token + 1];
    if (m->token + 1 == b->end_token)
        return SIDE_STOP;
    if (t->flags & TOKEN_SPACE_BEFORE)
        return SIDE_SPACE;
    if (t->flags & TOKEN_MARK)
        return (mark_side)m[1].right;
    return leads_word(p, b, m) ? SIDE_WORD : right_of(p, t);
}

static void judge_single(const page *p, const block *b, block_mark *m)
{
    m->closes = m->shape != MARK_LOW && m->context != CONTEXT_OPENS;
    m->firm = m->closes && !(m->left == SIDE_WORD && m->right == SIDE_SPACE && behind_letter_s(p, b, m->token));
    m->hard = m->closes && m->left == SIDE_STOP;
}

// Copies to mark i what the one behind it knows of its followers, and adds that one itself. A double mark that opens
// is skipped together with the one that closes it.
static void look_ahead(block_mark *first, uint32_t i, uint32_t none)
{
    block_mark *m = first + i;
    const block_mark *n = m + 1;
    uint32_t next = i + 1;
    m->next_firm = n->firm ? next : n->next_firm;
    m->next_hard = n->hard ? next : n->next_hard;
    m->next_single_open = n->group == MARK_SINGLE && n->context == CONTEXT_OPENS ? next : n->next_single_open;
    m->next_double = n->group == MARK_DOUBLE ? next : n->next_double;
    m->next_double_close = n->next_double_close;
    if (n->group != MARK_DOUBLE)
        return;
    if (n->shape != MARK_LOW && n->context != CONTEXT_OPENS)
        m->next_double_close = next;
    else if (n->next_double_close != none)
        m->next_double_close = first[n->next_double_close].next_double_close;
}

void block_marks_collect(arena *a, block_marks *marks, const page *p, const block *b)
{
    marks->len = 0;
    find_marks(a, marks, p, b);
    uint32_t count = (uint32_t)marks->len, closers = 0;
    block_mark none = {.token = b->end_token,
                       .next_firm = count,
                       .next_hard = count,
                       .next_single_open = count,
                       .next_double = count,
                       .next_double_close = count};
    vec_push(a, marks, none);
    marks->len--;
    for (uint32_t i = count; i-- > 0;) {
        block_mark *m = &marks->items[i];
        m->right = (uint8_t)find_right(p, b, m);
        m->context = (uint8_t)judge(m->left, m->right);
        if (m->group == MARK_SINGLE)
            judge_single(p, b, m);
        look_ahead(marks->items, i, count);
    }
    for (uint32_t i = 0; i <= count; i++) {
        marks->items[i].closers = closers;
        closers += marks->items[i].closes;
    }
}
