// SPDX-License-Identifier: MIT
// classes.c: see classes.h.
#include "match/classes.h"

#include <stdlib.h>
#include <string.h>

bool test_accepts(const test *t, const uint64_t *bits, size_t words)
{
    return !(t->refused && bits_meet(t->refused, bits, words)) && (t->any || bits_meet(t->wanted, bits, words));
}

void classes_init(classes *c, const program_set *programs, vocab *v)
{
    *c = (classes){.arena = arena_new(NULL, NULL), .programs = programs, .vocab = v};
    c->automata = ARENA_ARRAY(c->arena, automaton, programs->count);
}

void classes_clear(classes *c)
{
    arena_free(c->arena);
    *c = (classes){0};
}

void classes_forget(classes *c)
{
    arena_reset(c->arena, SIZE_MAX);
    c->automata = ARENA_ARRAY(c->arena, automaton, c->programs->count);
    c->items = NULL;
    c->marks = NULL;
    c->roles = NULL;
    c->count = c->room = 0;
}

static void grow(classes *c, size_t count)
{
    size_t room = c->room ? c->room : 256;
    while (room < count)
        room *= 2;
    class_info **items = ARENA_ARRAY(c->arena, class_info *, room);
    uint64_t *marks = ARENA_ARRAY(c->arena, uint64_t, room);
    size_t words = c->programs->index.words;
    rule_roles *roles = ARENA_ARRAY(c->arena, rule_roles, room * words);
    if (c->count) {
        memcpy(items, c->items, c->count * sizeof *items);
        memcpy(marks, c->marks, c->count * sizeof *marks);
        for (size_t w = 0; w < words; w++)
            memcpy(roles + w * room, c->roles + w * c->room, c->count * sizeof *roles);
    }
    c->items = items;
    c->marks = marks;
    c->roles = roles;
    c->room = room;
}

// The tests that accept a bit set of predicates: test_accepts for all of them
// at once.
static const uint64_t *accepting_tests(const classes *c, const uint64_t *bits)
{
    const test_index *x = &c->programs->tests;
    size_t words = predicates_words(c->programs->rules->predicates);
    uint64_t *accepts = ARENA_ARRAY(c->arena, uint64_t, 2 * x->words), *refuses = accepts + x->words;
    if (x->words)
        memcpy(accepts, x->any, x->words * sizeof *accepts);
    for (size_t w = 0; w < words; w++)
        for (uint64_t rest = bits[w]; rest; rest &= rest - 1) {
            size_t predicate = 64 * w + (size_t)__builtin_ctzll(rest);
            for (size_t k = 0; k < x->words; k++) {
                accepts[k] |= x->wanted[predicate * x->words + k];
                refuses[k] |= x->refused[predicate * x->words + k];
            }
        }
    for (size_t k = 0; k < x->words; k++)
        accepts[k] &= ~refuses[k];
    return accepts;
}

// The rules in which one of the accepting tests has a role, and those that need nothing beside their anchor.
static rule_roles *find_roles(const classes *c, const uint64_t *accepts)
{
    const rule_index *x = &c->programs->index;
    rule_roles *roles = ARENA_ARRAY(c->arena, rule_roles, x->words);
    if (x->words)
        memcpy(roles, x->edge, x->words * sizeof *roles);
    for (size_t w = 0; w < c->programs->tests.words; w++)
        for (uint64_t rest = accepts[w]; rest; rest &= rest - 1) {
            const rule_roles *of_test = &x->roles[(64 * w + (size_t)__builtin_ctzll(rest)) * x->words];
            for (size_t k = 0; k < x->words; k++)
                for (size_t role = 0; role < RULE_ROLES; role++)
                    roles[k].of[role] |= of_test[k].of[role];
        }
    return roles;
}

static size_t count_anchored(const rule_roles *roles, size_t words)
{
    size_t count = 0;
    for (size_t i = 0; i < words; i++)
        count += (size_t)__builtin_popcountll(roles[i].of[RULE_ANCHOR]);
    return count;
}

// Lists the anchored rules; returns the stages that have some, as bits.
static uint64_t list_anchored(const classes *c, class_info *info, const rule_roles *roles)
{
    const rule_index *x = &c->programs->index;
    uint16_t *list = ARENA_ARRAY(c->arena, uint16_t, count_anchored(roles, x->words)), n = 0;
    uint64_t stages = 0;
    for (size_t s = 0; s < c->programs->rules->stage_count; s++) {
        for (size_t k = x->starts[s]; k < x->starts[s + 1]; k++) {
            const stage_word *of = &x->stages[k];
            for (uint64_t rest = roles[of->word].of[RULE_ANCHOR] & of->own; rest; rest &= rest - 1)
                list[n++] = of->rules[__builtin_ctzll(rest)];
        }
        info->start[s + 1] = n;
        if (n > info->start[s])
            stages |= UINT64_C(1) << s;
    }
    info->anchored = list;
    return stages;
}

static void add(classes *c, class_id id)
{
    const uint64_t *bits = vocab_class_bits(c->vocab, id);
    class_info *info = arena_alloc(c->arena, sizeof *info + c->programs->count);
    info->accepts = accepting_tests(c, bits);
    const rule_roles *roles = find_roles(c, info->accepts);
    for (size_t w = 0; w < c->programs->index.words; w++)
        c->roles[w * c->room + id] = roles[w];
    c->marks[id] = list_anchored(c, info, roles);
    if (bits_has(bits, PREDICATE_PARAGRAPH_END))
        c->marks[id] |= CLASSES_END_OF_BLOCK;
    c->items[id] = info;
}

void classes_fill(classes *c)
{
    size_t count = vocab_class_count(c->vocab);
    if (count > c->room)
        grow(c, count);
    for (; c->count < count; c->count++)
        add(c, (class_id)c->count);
}
