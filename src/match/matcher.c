// SPDX-License-Identifier: MIT
// matcher.c: see matcher.h.
#include "match/block_index.h"
#include "match/model.h"

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
    m->folded = ARENA_ARRAY(a, folded_class, MATCHER_FOLDED);
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
    if (!vocab_trim(m->vocab, types, classes_held))
        return;
    classes_forget(&m->classes);
    block_indexes_forget(m);
    memset(m->folded, 0, MATCHER_FOLDED * sizeof *m->folded);
    if (m->tables)
        feature_tables_forget(m->tables);
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

anchor_list anchors_find(matcher *m, arena *a, uint64_t stages, const item_list *items)
{
    anchor_list out = {arena_take(a, (items->len + 1) * sizeof *out.items), 0, items->len + 1};
    classes_fill(&m->classes);
    const uint64_t *by_class = m->classes.marks;
    for (size_t i = 0; i < items->len; i++) { // without a branch: anchors are too many to be guessed
        uint64_t marks = by_class[items->items[i].class_id];
        out.items[out.len] = (anchor){(uint32_t)i, marks};
        out.len += (marks & stages) != 0;
    }
    return out;
}

static void collect_word(matcher *m, arena *a, const stage_word *of, const item_list *items, size_t at,
                         candidate_list *out)
{
    rule_match found;
    uint64_t rest = rules_fitting(&m->classes.words[of->word], of, &items->items[at], at > 0, at + 1 < items->len);
    for (; rest; rest &= rest - 1)
        if (run_rule(&found, &m->run, &m->classes, of->rules[__builtin_ctzll(rest)], items, at))
            add_candidate(m, a, &found, out);
}

void stage_collect(matcher *m, arena *a, size_t stage, const item_list *items, const anchor_list *anchors,
                   candidate_list *out)
{
    const rule_index *x = &m->programs->index;
    for (size_t i = 0; i < anchors->len; i++) {
        if (!(anchors->items[i].marks >> stage & 1))
            continue;
        for (size_t k = x->starts[stage]; k < x->starts[stage + 1]; k++)
            collect_word(m, a, &x->stages[k], items, anchors->items[i].at, out);
    }
}
