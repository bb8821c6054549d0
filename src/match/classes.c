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
}

void classes_clear(classes *c)
{
    arena_free(c->arena);
    *c = (classes){0};
}

void classes_forget(classes *c)
{
    arena_reset(c->arena, SIZE_MAX);
    c->items = NULL;
    c->marks = NULL;
    c->room = 0;
}

static void grow(classes *c, class_id id)
{
    size_t room = c->room ? c->room : 256;
    while (room <= id)
        room *= 2;
    const class_info **items = ARENA_ARRAY(c->arena, const class_info *, room);
    uint64_t *marks = ARENA_ARRAY(c->arena, uint64_t, room);
    if (c->room) {
        memcpy(items, c->items, c->room * sizeof *items);
        memcpy(marks, c->marks, c->room * sizeof *marks);
    }
    for (size_t i = c->room; i < room; i++)
        marks[i] = CLASSES_NEW;
    c->items = items;
    c->marks = marks;
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

// The rules in which one of the accepting tests has a role.
static void find_roles(const classes *c, class_info *info)
{
    const rule_index *x = &c->programs->index;
    size_t row = RULE_ROLES * x->words;
    uint64_t *roles = ARENA_ARRAY(c->arena, uint64_t, row);
    for (size_t w = 0; w < c->programs->tests.words; w++)
        for (uint64_t rest = info->accepts[w]; rest; rest &= rest - 1) {
            const uint64_t *of_test = &x->roles[(64 * w + (size_t)__builtin_ctzll(rest)) * row];
            for (size_t k = 0; k < row; k++)
                roles[k] |= of_test[k];
        }
    for (size_t i = 0; i < RULE_ROLES; i++)
        info->roles[i] = roles + i * x->words;
}

static size_t count_bits(const uint64_t *bits, size_t words)
{
    size_t count = 0;
    for (size_t i = 0; i < words; i++)
        count += (size_t)__builtin_popcountll(bits[i]);
    return count;
}

// Lists the anchored rules; returns the stages that have some, as bits.
static uint64_t list_anchored(const classes *c, class_info *info)
{
    const rule_index *x = &c->programs->index;
    const uint64_t *anchored = info->roles[RULE_ANCHOR];
    uint16_t *list = ARENA_ARRAY(c->arena, uint16_t, count_bits(anchored, x->words)), n = 0;
    uint64_t stages = 0;
    for (size_t s = 0; s < c->programs->rules->stage_count; s++) {
        for (size_t w = 0; w < x->words; w++)
            for (uint64_t rest = anchored[w] & x->stages[s * x->words + w]; rest; rest &= rest - 1)
                list[n++] = (uint16_t)(64 * w + (size_t)__builtin_ctzll(rest));
        info->start[s + 1] = n;
        if (n > info->start[s])
            stages |= UINT64_C(1) << s;
    }
    info->anchored = list;
    return stages;
}

const class_info *classes_add(classes *c, class_id id)
{
    if (id >= c->room)
        grow(c, id);
    const uint64_t *bits = vocab_class_bits(c->vocab, id);
    class_info *info = ARENA_NEW(c->arena, class_info);
    info->accepts = accepting_tests(c, bits);
    find_roles(c, info);
    c->marks[id] = list_anchored(c, info);
    if (bits_has(bits, PREDICATE_PARAGRAPH_END))
        c->marks[id] |= CLASSES_END_OF_BLOCK;
    c->items[id] = info;
    return info;
}
