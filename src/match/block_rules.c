// SPDX-License-Identifier: MIT
// block_rules.c: see block_rules.h. Knows lengths and positions, no words.
#include "match/block_rules.h"

enum {
    PROSE_WORDS = 22,
    BRACKET_TOKENS = 16,
    TAIL_LINES = 6, // short lines behind the body, and
    TAIL_SHARE = 8  // one in so many blocks of prose may stand behind them
};

// Where the rules of a stage have come to on a page.
typedef struct block_reader {
    block_index *index;
    item_list items;     // scratch
    uint64_t seen_rules; // that allow what was seen
    uint16_t seen;       // kinds of the blocks before, as bits
    int before;          // kind of the block before, or -1
} block_reader;

static bool has(const page *p, const vocab *v, uint32_t token, predicate_id id)
{
    return vocab_class_has(v, p->tokens[token].class_id, id);
}

static bool is_stop(const page *p, const vocab *v, uint32_t token)
{
    return has(p, v, token, PREDICATE_FULL_STOP) || has(p, v, token, PREDICATE_QUESTION) ||
           has(p, v, token, PREDICATE_EXCLAMATION) || has(p, v, token, PREDICATE_ELLIPSIS);
}

// Token of the bracket that the one before `end` closes, or `end`: credits at the end of a block are short.
static uint32_t bracket_before(const page *p, const vocab *v, const block *b, uint32_t end)
{
    if (end == b->first_token || !has(p, v, end - 1, PREDICATE_CLOSE_BRACKET))
        return end;
    for (uint32_t i = end - 1; i > b->first_token && end - i <= BRACKET_TOKENS; i--)
        if (has(p, v, i - 1, PREDICATE_OPEN_BRACKET))
            return i - 1;
    return end;
}

// The last sign is a stop; closing marks, and a bracket that stands behind all, are left aside.
static bool ends_sentence(const page *p, const vocab *v, const block *b)
{
    uint32_t i = b->end_token;
    while (i > b->first_token && p->tokens[i - 1].flags & TOKEN_MARK)
        i--;
    uint32_t end = bracket_before(p, v, b, i);
    if (end == b->first_token)
        end = i; // the whole block stands in brackets
    while (end > b->first_token &&
           (p->tokens[end - 1].flags & TOKEN_MARK || has(p, v, end - 1, PREDICATE_CLOSE_BRACKET)))
        end--;
    return end > b->first_token && is_stop(p, v, end - 1);
}

static bool is_prose(const block_facts *f) { return f->words >= PROSE_WORDS && f->ends_sentence; }

// Prose blocks from `from` on.
static size_t count_prose(const block_facts *facts, size_t from, size_t count)
{
    size_t prose = 0;
    for (size_t i = from; i < count; i++)
        prose += is_prose(&facts[i]);
    return prose;
}

// The last block of the body. A long teaser far behind the last paragraph, with many short lines between, is not
// body.
static size_t body_last(const block_facts *facts, size_t count)
{
    size_t last = count, prose = count_prose(facts, 0, count), seen = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_prose(&facts[i]))
            continue;
        if (seen && i - last > TAIL_LINES && (prose - seen) * TAIL_SHARE <= seen)
            break;
        last = i;
        seen++;
    }
    return last;
}

static void divide(block_facts *facts, size_t count)
{
    size_t first = 0, last = body_last(facts, count);
    while (first < count && !is_prose(&facts[first]))
        first++;
    if (first == count)
        first = 0;
    for (size_t i = 0; i < count; i++)
        facts[i].zone = i < first ? ZONE_HEAD : i <= last ? ZONE_BODY : ZONE_TAIL;
}

// The marks of all tokens; those that are words are counted.
static uint64_t read_marks(const block_index *x, const token *first, const token *end, uint64_t *words)
{
    uint64_t all = 0, count = 0;
    for (const token *t = first; t < end; t++) {
        uint64_t marks = x->marks[t->class_id];
        all |= marks;
        count += marks / BLOCK_MARK_WORD;
    }
    *words = count;
    return all;
}

static void read_tokens(block_facts *f, block_index *x, const token *first, const token *end)
{
    uint64_t words;
    f->marks = read_marks(x, first, end, &words);
    if (f->marks & BLOCK_MARK_NEW) {
        for (const token *t = first; t < end; t++)
            block_index_marks(x, t->class_id);
        f->marks = read_marks(x, first, end, &words);
    }
    f->words = (uint32_t)words;
}

block_facts *blocks_facts(block_index *x, arena *a, const page *p)
{
    const vocab *v = x->matcher->vocab;
    block_facts *facts = ARENA_ARRAY(a, block_facts, p->block_count + 1);
    block_index_reserve(x);
    for (size_t i = 0; i < p->block_count; i++) {
        const block *b = &p->blocks[i];
        read_tokens(&facts[i], x, &p->tokens[b->first_token], &p->tokens[b->end_token]);
        facts[i].ends_sentence = ends_sentence(p, v, b);
    }
    divide(facts, p->block_count);
    return facts;
}

const char *block_where_fails(const block_where *w, const block_facts *f, uint16_t seen, int before)
{
    if (w->zones && !(w->zones & f->zone))
        return "zone";
    if (f->words < w->least_words || f->words > w->most_words)
        return "words";
    if (w->ends_sentence >= 0 && w->ends_sentence != f->ends_sentence)
        return "ends-sentence";
    if (w->after && (before < 0 || !(w->after >> before & 1)))
        return "after";
    for (int k = 0; k < BLOCK_KIND_COUNT; k++)
        if (w->seen[k] >= 0 && w->seen[k] != (seen >> k & 1))
            return "seen";
    return NULL;
}

// Does the rule match from an anchor at items[at]?
static bool matches_at(matcher *m, const item_list *items, uint16_t rule, size_t at)
{
    const rule_program *p = &m->programs->programs[rule];
    if (!run_program(&m->run, &m->classes, &p->match, items, at))
        return false;
    return run_contexts_hold(&m->classes, p, items, at - m->run.behind, at + m->run.ahead + 1);
}

// Does the rule match from one of the items whose marks have its bit?
static bool matches(block_reader *r, uint16_t rule, uint64_t bit)
{
    const item_list *items = &r->items;
    for (size_t i = 0; i < items->len; i++)
        if (block_index_anchored(r->index, items->items[i].class_id) & bit &&
            matches_at(r->index->matcher, items, rule, i))
            return true;
    return false;
}

static void make_items(block_reader *r, arena *a, const page *p, size_t block, size_t most)
{
    items_of_block(a, &r->items, p, block, r->index->matcher->vocab, most);
    block_index_reserve(r->index); // for phrases that are new
}

// The rules that are anchored on some token of the block.
static uint64_t anchored_inside(const block_reader *r, const page *p, const block *b, const block_facts *f)
{
    uint64_t rules = f->marks & BLOCK_MARK_PHRASE ? r->index->anchor_phrases : 0;
    for (uint32_t t = b->first_token; t < b->end_token; t++)
        rules |= r->index->anchored[p->tokens[t].class_id];
    return rules;
}

// The rules that may match the block, by its facts, its tokens and the item that it begins with.
static uint64_t likely(block_reader *r, arena *a, const page *p, size_t block, const block_facts *f)
{
    block_index *x = r->index;
    uint64_t rules = x->words[f->words < BLOCK_WORDS ? f->words : BLOCK_WORDS] & x->zones[f->zone] &
                     x->ends_sentence[f->ends_sentence] & x->after[r->before + 1] & r->seen_rules;
    rules &= x->free | f->marks | (f->marks & BLOCK_MARK_PHRASE ? x->needed_phrases : 0);
    if (!rules)
        return 0;
    uint64_t likely = rules & block_index_anchored(x, x->block_start);
    if (likely) {
        make_items(r, a, p, block, 2);
        likely &= block_index_behind(x, r->items.items[1].class_id);
    }
    likely |= rules & block_index_anchored(x, x->block_end);
    if (rules & ~likely)
        likely |= rules & anchored_inside(r, p, &p->blocks[block], f);
    return likely;
}

// The first rule of the stage in file order that matches and whose `where` holds, or NULL.
static const rule *decide(block_reader *r, arena *a, const page *p, size_t block, const block_facts *f)
{
    const matcher *m = r->index->matcher;
    const stage *s = &m->rules->stages[r->index->stage];
    uint64_t rest = likely(r, a, p, block, f);
    if (rest)
        make_items(r, a, p, block, BLOCK_ITEMS);
    for (; rest; rest &= rest - 1) {
        size_t k = (size_t)__builtin_ctzll(rest), end = k + 1 < BLOCK_RULE_BITS ? k + 1 : s->rule_count;
        for (; k < end; k++) {
            const rule *rule = &m->rules->rules[s->rules[k]];
            if (!block_where_fails(&rule->block, f, r->seen, r->before) && matches(r, s->rules[k], rest & -rest))
                return rule;
        }
    }
    return NULL;
}

static void classify_stage(block_index *x, arena *a, page *p, const block_facts *facts)
{
    const rule *all = NULL;
    block_reader r = {.index = x, .before = -1};
    r.seen_rules = block_index_seen(x, 0);
    for (size_t i = 0; i < p->block_count; i++) {
        block *b = &p->blocks[i];
        const rule *found = all ? all : decide(&r, a, p, i, &facts[i]);
        b->kind = found ? (uint8_t)found->gives.block : BLOCK_BODY;
        b->rule = found ? found->name : NULL;
        if (found && found->gives.through_end)
            all = found;
        r.before = b->kind;
        if (r.seen >> b->kind & 1)
            continue;
        r.seen |= (uint16_t)(1u << b->kind);
        r.seen_rules = block_index_seen(x, r.seen);
    }
}

void blocks_classify(matcher *m, arena *a, page *p)
{
    for (size_t s = 0; s < m->rules->stage_count; s++)
        if (m->rules->stages[s].does == STAGE_BLOCKS && m->rules->stages[s].rule_count) {
            block_index *x = block_index_of(m, s);
            classify_stage(x, a, p, blocks_facts(x, a, p));
        }
}
