// SPDX-License-Identifier: MIT
// matcher.c: see matcher.h.
#include "match/features.h"

#include <string.h>

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
    m->edge.roles = programs->index.edge;
    m->folded = ARENA_ARRAY(a, folded_class, MATCHER_FOLDED);
    m->fitting = ARENA_ARRAY(a, uint16_t, programs->index.rules_of_stage);
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
    if (model && !m->tables)
        m->tables = feature_tables_new(m->arena, m->programs);
}

void matcher_trim(matcher *m, size_t types, size_t classes_held)
{
    if (!vocab_trim(m->vocab, types, classes_held))
        return;
    classes_forget(&m->classes);
    memset(m->folded, 0, MATCHER_FOLDED * sizeof *m->folded);
}

// The class on that side of items[at], or one that fits nothing.
static const class_info *neighbour(matcher *m, const item_list *items, size_t at)
{
    return at < items->len ? classes_get(&m->classes, items->items[at].class_id) : &m->edge;
}

size_t rules_fitting(matcher *m, size_t stage, const item_list *items, size_t at)
{
    const rule_roles *own = classes_get(&m->classes, items->items[at].class_id)->roles;
    const rule_roles *left = neighbour(m, items, at - 1)->roles, *right = neighbour(m, items, at + 1)->roles;
    const rule_index *x = &m->programs->index;
    size_t count = 0;
    for (size_t k = x->starts[stage]; k < x->starts[stage + 1]; k++) {
        size_t word = x->stages[k].word;
        uint64_t rest =
            x->stages[k].rules & own[word].of[RULE_ANCHOR] & left[word].of[RULE_BEFORE] & right[word].of[RULE_BEHIND];
        for (; rest; rest &= rest - 1)
            m->fitting[count++] = x->rules[64 * word + (size_t)__builtin_ctzll(rest)];
    }
    return count;
}

bool rule_matches(matcher *m, rule_match *out, uint16_t rule, const item_list *items, size_t at)
{
    const rule_program *p = &m->programs->programs[rule];
    if (!run_anchored(&m->run, &m->classes, &p->match, items, at))
        return false;
    *out = (rule_match){(uint32_t)at - m->run.behind, (uint32_t)at + m->run.ahead + 1, (uint32_t)at, rule};
    return run_contexts_hold(&m->classes, p, items, out->first, out->end);
}

static void add_candidate(matcher *m, arena *a, const rule_match *found, candidate_list *out)
{
    if (out->len == out->room)
        out->items = vec_grow(a, out->items, out->len, &out->room, sizeof *out->items);
    const rule_program *p = &m->programs->programs[found->rule];
    candidate *c = &out->items[out->len++]; // filled in place: most of it is room for captures
    c->rule = found->rule;
    c->level = p->level;
    c->first = found->first;
    c->end = found->end;
    c->at = found->at;
    captures_find(&c->captures, &m->run, &p->match, found->at);
}

void stage_collect(matcher *m, arena *a, size_t stage, const item_list *items, size_t from, size_t end,
                   candidate_list *out)
{
    rule_match found;
    for (size_t i = from; i < end; i++) {
        if (!(classes_marks(&m->classes, items->items[i].class_id) >> stage & 1))
            continue;
        size_t count = rules_fitting(m, stage, items, i);
        for (size_t k = 0; k < count; k++)
            if (rule_matches(m, &found, m->fitting[k], items, i))
                add_candidate(m, a, &found, out);
    }
}
