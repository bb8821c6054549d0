// SPDX-License-Identifier: MIT
// block_rules.c: see block_rules.h. Knows lengths and positions, no words.
#include "match/block_rules.h"

enum {
    PROSE_WORDS = 22,
    BRACKET_TOKENS = 16,
    TAIL_LINES = 6, // short lines behind the body, and
    TAIL_SHARE = 8  // one in so many blocks of prose may stand behind them
};

// A block as the rules of a stage see it: what it is like and what stands before it (see block_where_fails).
typedef struct block_view {
    const block_facts *facts;
    uint16_t seen;
    int before;
} block_view;

static bool has(const page *p, const vocab *v, uint32_t token, predicate_id id)
{
    return vocab_class_has(v, vocab_type_class(v, p->tokens[token].type), id);
}

static bool is_word(const page *p, const vocab *v, uint32_t token)
{
    const uint64_t *bits = vocab_class_bits(v, vocab_type_class(v, p->tokens[token].type));
    return bits_has(bits, PREDICATE_WORD) || bits_has(bits, PREDICATE_NUMBER);
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

block_facts *blocks_facts(arena *a, const page *p, const vocab *v)
{
    block_facts *facts = ARENA_ARRAY(a, block_facts, p->block_count + 1);
    for (size_t i = 0; i < p->block_count; i++) {
        const block *b = &p->blocks[i];
        for (uint32_t t = b->first_token; t < b->end_token; t++)
            facts[i].words += is_word(p, v, t);
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
static bool rule_matches_at(matcher *m, const item_list *items, uint16_t rule, size_t at)
{
    const rule_program *p = &m->programs->programs[rule];
    if (!run_program(&m->run, &m->classes, &p->match, items, at))
        return false;
    return run_contexts_hold(&m->classes, p, items, at - m->run.behind, at + m->run.ahead + 1);
}

// The first rule in file order, before `best` (NULL: any), that matches from items[at] and whose `where` holds; else
// `best`.
static const rule *match_at(matcher *m, const item_list *items, size_t at, size_t stage, const block_view *b,
                            const rule *best)
{
    const class_info *info = classes_get(&m->classes, items->items[at].class_id);
    for (uint16_t k = info->start[stage]; k < info->start[stage + 1]; k++) {
        const rule *r = &m->rules->rules[info->anchored[k]];
        if (best && r->order >= best->order)
            break;
        if (!block_where_fails(&r->block, b->facts, b->seen, b->before) &&
            rule_matches_at(m, items, info->anchored[k], at))
            return r;
    }
    return best;
}

// The first rule of the stage in file order that matches and whose `where` holds, or NULL. `items` is scratch.
static const rule *decide(matcher *m, arena *a, item_list *items, const page *p, size_t block, size_t stage,
                          const block_view *b)
{
    const rule *best = NULL;
    items_of_block(a, items, p, block, m->vocab, BLOCK_ITEMS);
    for (size_t i = 0; i < items->len; i++)
        if (classes_marks(&m->classes, items->items[i].class_id) >> stage & 1)
            best = match_at(m, items, i, stage, b, best);
    return best;
}

static void classify_stage(matcher *m, arena *a, page *p, size_t stage, const block_facts *facts)
{
    const rule *all = NULL;
    item_list items = {0};
    block_view view = {.before = -1};
    for (size_t i = 0; i < p->block_count; i++) {
        block *b = &p->blocks[i];
        view.facts = &facts[i];
        const rule *r = all ? all : decide(m, a, &items, p, i, stage, &view);
        b->kind = r ? (uint8_t)r->gives.block : BLOCK_BODY;
        b->rule = r ? r->name : NULL;
        if (r && r->gives.through_end)
            all = r;
        view.seen |= (uint16_t)(1u << b->kind);
        view.before = b->kind;
    }
}

void blocks_classify(matcher *m, arena *a, page *p)
{
    const block_facts *facts = NULL;
    for (size_t s = 0; s < m->rules->stage_count; s++)
        if (m->rules->stages[s].does == STAGE_BLOCKS && m->rules->stages[s].rule_count) {
            if (!facts)
                facts = blocks_facts(a, p, m->vocab);
            classify_stage(m, a, p, s, facts);
        }
}
