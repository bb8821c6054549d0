// SPDX-License-Identifier: MIT
// matcher.c: see matcher.h.
#include "match/model.h"

#include <stdlib.h>

matcher *matcher_new(const program_set *programs, vocab *v)
{
    arena *a = arena_new(NULL, NULL);
    matcher *m = ARENA_NEW(a, matcher);
    m->rules = programs->rules;
    m->programs = programs;
    m->vocab = v;
    const predicates *p = programs->rules->predicates;
    m->kinds = ARENA_ARRAY(a, uint64_t, predicates_words(p));
    for (predicate_id i = 0; i < predicates_count(p); i++)
        if ((i >= PREDICATE_SENTENCE_START && i < PREDICATE_BUILTIN_COUNT) || predicates_kind(p, i) == PREDICATE_ITEM)
            bits_set(m->kinds, i);
    classes_init(&m->classes, programs, v);
    uint64_t *none = ARENA_ARRAY(a, uint64_t, programs->index.words);
    for (size_t i = 0; i < RULE_ROLES; i++)
        m->edge.roles[i] = none;
    m->arena = a;
    return m;
}

void matcher_free(matcher *m)
{
    if (!m)
        return;
    classes_clear(&m->classes);
    arena_free(m->arena);
}

void matcher_use_model(matcher *m, const struct model *model)
{
    m->model = model;
    if (model && (!m->tables || m->tables->parts->before != model->parts))
        m->tables = feature_tables_new(m->arena, m->programs, model->parts);
}

void matcher_trim(matcher *m, size_t types, size_t classes_held)
{
    if (vocab_trim(m->vocab, types, classes_held)) {
        classes_forget(&m->classes);
        if (m->tables)
            feature_tables_forget(m->tables);
    }
}

static void try_rule(matcher *m, arena *a, uint16_t rule, const item_list *items, size_t at, candidate_list *out)
{
    const rule_program *p = &m->programs->programs[rule];
    if (!run_anchored(&m->run, &m->classes, &p->match, items, at))
        return;
    if (out->len == out->room)
        out->items = vec_grow(a, out->items, out->len, &out->room, sizeof *out->items);
    candidate *c = &out->items[out->len]; // filled in place: most of it is room for captures
    c->rule = rule;
    c->level = p->level;
    c->first = (uint32_t)at - m->run.behind;
    c->end = (uint32_t)at + m->run.ahead + 1;
    c->at = (uint32_t)at;
    if (!run_contexts_hold(&m->classes, p, items, c->first, c->end))
        return;
    captures_find(&c->captures, &m->run, &p->match, at);
    out->len++;
}

// The class on that side of items[at], or one that fits nothing.
static const class_info *neighbour(matcher *m, const item_list *items, size_t at)
{
    return at < items->len ? classes_get(&m->classes, items->items[at].class_id) : &m->edge;
}

// The stage's rules that are anchored on items[at]. Most fail at the items
// beside it, which is seen for all at once.
static void try_rules(matcher *m, arena *a, size_t stage, const item_list *items, size_t at, candidate_list *out)
{
    const class_info *info = classes_get(&m->classes, items->items[at].class_id);
    const class_info *left = neighbour(m, items, at - 1), *right = neighbour(m, items, at + 1);
    const rule_index *x = &m->programs->index;
    for (size_t w = 0; w < x->words; w++) {
        uint64_t rest = info->roles[RULE_ANCHOR][w] & x->stages[stage * x->words + w];
        rest &= x->begins[w] | left->roles[RULE_BEFORE][w];
        rest &= x->ends[w] | right->roles[RULE_BEHIND][w];
        for (; rest; rest &= rest - 1)
            try_rule(m, a, (uint16_t)(64 * w + (size_t)__builtin_ctzll(rest)), items, at, out);
    }
}

void stage_collect(matcher *m, arena *a, size_t stage, const item_list *items, size_t from, size_t end,
                   candidate_list *out)
{
    for (size_t i = from; i < end; i++)
        if (classes_marks(&m->classes, items->items[i].class_id) >> stage & 1)
            try_rules(m, a, stage, items, i, out);
}

size_t stage_collect_block(matcher *m, arena *a, size_t stage, const item_list *items, size_t from, candidate_list *out)
{
    uint64_t wanted = UINT64_C(1) << stage | CLASSES_END_OF_BLOCK;
    for (size_t i = from; i < items->len; i++) {
        uint64_t marks = classes_marks(&m->classes, items->items[i].class_id) & wanted;
        if (!marks)
            continue;
        if (marks >> stage & 1)
            try_rules(m, a, stage, items, i, out);
        if (marks & CLASSES_END_OF_BLOCK)
            return i + 1;
    }
    return items->len;
}

const capture_span *candidate_span(const candidate *c, capture_id capture)
{
    for (size_t i = 0; i < c->captures.count; i++)
        if (c->captures.spans[i].capture == capture)
            return &c->captures.spans[i];
    return NULL;
}
