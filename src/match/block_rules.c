// SPDX-License-Identifier: MIT
// block_rules.c: see block_rules.h. Knows lengths and positions, no words.
#include "match/block_rules.h"

enum {
    PROSE_WORDS = 22,
    BRACKET_TOKENS = 16,
    TAIL_LINES = 6, // short lines behind the body, and
    TAIL_SHARE = 8  // one in so many blocks of prose may stand behind them
};

static bool has(const page *p, const vocab *v, uint32_t token, predicate_id id)
{
    return vocab_class_has(v, vocab_type_class(v, p->tokens[token].type), id);
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
            facts[i].words += has(p, v, t, PREDICATE_WORD) || has(p, v, t, PREDICATE_NUMBER);
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

static bool rule_matches(matcher *m, const item_list *items, uint16_t rule)
{
    const rule_program *p = &m->programs->programs[rule];
    for (size_t i = 0; i < items->len; i++) {
        if (!run_program(&m->run, &m->classes, &p->match, items, i))
            continue;
        size_t first = i - m->run.behind, end = i + m->run.ahead + 1;
        bool context = m->without_context != rule;
        if (context && p->unless_before && first > 0 &&
            run_context_before(&m->classes, p->unless_before, items, first - 1))
            continue;
        if (context && p->unless_after && run_context_after(&m->classes, p->unless_after, items, end))
            continue;
        return true;
    }
    return false;
}

// Marks the rules of the stage that are anchored on some item of the block: the others need not be tried.
static void note_anchored(matcher *m, size_t stage_index, const item_list *items, bool *anchored)
{
    for (size_t i = 0; i < items->len; i++) {
        class_id c = items->items[i].class_id;
        if (!(classes_marks(&m->classes, c) >> stage_index & 1))
            continue;
        const class_info *info = classes_get(&m->classes, c);
        for (uint16_t k = info->start[stage_index]; k < info->start[stage_index + 1]; k++)
            anchored[info->anchored[k]] = true;
    }
}

// The items of a block are made when the first rule asks for them.
static const rule *decide(matcher *m, arena *a, const page *p, size_t block_index, const stage *s, const block_facts *f,
                          uint16_t seen, int before)
{
    item_list items = {0};
    bool *anchored = NULL;
    for (size_t i = 0; i < s->rule_count; i++) {
        const rule *r = &m->rules->rules[s->rules[i]];
        if (block_where_fails(&r->block, f, seen, before))
            continue;
        if (!items.len) {
            items_of_block(a, &items, p, block_index, m->vocab, true);
            items.len = items.len < BLOCK_ITEMS ? items.len : BLOCK_ITEMS;
            anchored = ARENA_ARRAY(a, bool, m->rules->rule_count);
            note_anchored(m, (size_t)(s - m->rules->stages), &items, anchored);
        }
        if (anchored[s->rules[i]] && rule_matches(m, &items, s->rules[i]))
            return r;
    }
    return NULL;
}

static void classify_stage(matcher *m, arena *a, page *p, const stage *s, const block_facts *facts)
{
    const rule *all = NULL;
    uint16_t seen = 0;
    int before = -1;
    for (size_t i = 0; i < p->block_count; i++) {
        block *b = &p->blocks[i];
        const rule *r = all;
        if (!r)
            r = decide(m, a, p, i, s, &facts[i], seen, before);
        b->kind = r ? (uint8_t)r->gives.block : BLOCK_BODY;
        b->rule = r ? r->name : NULL;
        if (r && r->gives.through_end)
            all = r;
        seen |= (uint16_t)(1u << b->kind);
        before = b->kind;
    }
}

void blocks_classify(matcher *m, arena *a, page *p)
{
    const block_facts *facts = NULL;
    for (size_t s = 0; s < m->rules->stage_count; s++)
        if (m->rules->stages[s].does == STAGE_BLOCKS && m->rules->stages[s].rule_count) {
            if (!facts)
                facts = blocks_facts(a, p, m->vocab);
            classify_stage(m, a, p, &m->rules->stages[s], facts);
        }
}
