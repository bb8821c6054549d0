// SPDX-License-Identifier: MIT
// classes.c: see classes.h.
#include "match/classes.h"

#include <stdlib.h>
#include <string.h>

enum { CLASSES_FIRST = 256, BEHAVIOURS_FIRST = 64 };

bool test_accepts(const test *t, const uint64_t *bits, size_t words)
{
    return !(t->refused && bits_meet(t->refused, bits, words)) && (t->any || bits_meet(t->wanted, bits, words));
}

static void begin(classes *c)
{
    c->automata = ARENA_ARRAY(c->arena, automaton, c->programs->count);
    c->words = ARENA_ARRAY(c->arena, behaviours, c->programs->index.words);
    c->own = ARENA_ARRAY(c->arena, uint64_t, c->programs->tests.words);
    c->items = NULL;
    c->marks = NULL;
    c->count = c->room = 0;
}

void classes_init(classes *c, const program_set *programs, vocab *v)
{
    *c = (classes){.arena = arena_new(NULL, NULL), .programs = programs, .vocab = v};
    begin(c);
}

void classes_clear(classes *c)
{
    arena_free(c->arena);
    *c = (classes){0};
}

void classes_forget(classes *c)
{
    arena_reset(c->arena, SIZE_MAX);
    begin(c);
}

// A longer array that begins with the `count` elements of `old`.
static void *widen(arena *a, const void *old, size_t count, size_t room, size_t size)
{
    void *out = arena_calloc(a, room, size);
    if (count)
        memcpy(out, old, count * size);
    return out;
}

static void grow(classes *c, size_t count)
{
    size_t room = c->room ? c->room : CLASSES_FIRST;
    while (room < count)
        room *= 2;
    c->items = widen(c->arena, c->items, c->count, room, sizeof *c->items);
    c->marks = widen(c->arena, c->marks, c->count, room, sizeof *c->marks);
    for (size_t w = 0; w < c->programs->index.words; w++) {
        behaviours *x = &c->words[w];
        x->of_class = widen(c->arena, x->of_class, c->count, room, sizeof *x->of_class);
    }
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

// Of one word the rules in which one of the accepting tests has a role, and those that need nothing beside their
// anchor.
static rule_roles find_roles(const classes *c, size_t word, const uint64_t *accepts)
{
    const rule_index *x = &c->programs->index;
    rule_roles roles = x->edge[word];
    for (size_t w = 0; w < c->programs->tests.words; w++)
        for (uint64_t rest = accepts[w]; rest; rest &= rest - 1) {
            const rule_roles *of_test = &x->roles[(64 * w + (size_t)__builtin_ctzll(rest)) * x->words + word];
            for (size_t role = 0; role < RULE_ROLES; role++)
                roles.of[role] |= of_test->of[role];
        }
    return roles;
}

static uint64_t hash(const uint64_t *accepts, size_t words)
{
    uint64_t h = 0;
    for (size_t i = 0; i < words; i++)
        h = (h ^ accepts[i]) * UINT64_C(0x9E3779B97F4A7C15) ^ h >> 29;
    return h ^ h >> 32;
}

// The slot of the behaviour that these tests accept, or the free one for it.
static uint32_t *slot_of(const behaviours *x, const uint64_t *accepts, size_t words)
{
    size_t mask = 2 * x->room - 1, i = hash(accepts, words) & mask;
    while (x->slots[i] && memcmp(x->accepts[x->slots[i] - 1], accepts, words * sizeof *accepts))
        i = (i + 1) & mask;
    return &x->slots[i];
}

static void grow_behaviours(arena *a, behaviours *x, size_t words)
{
    size_t room = x->room ? 2 * x->room : BEHAVIOURS_FIRST;
    x->roles = widen(a, x->roles, x->count, room, sizeof *x->roles);
    x->columns = widen(a, x->columns, x->count, room, sizeof *x->columns);
    x->accepts = widen(a, x->accepts, x->count, room, sizeof *x->accepts);
    x->slots = ARENA_ARRAY(a, uint32_t, 2 * room);
    x->room = room;
    for (size_t i = 0; i < x->count; i++)
        *slot_of(x, x->accepts[i], words) = (uint32_t)i + 1;
}

// The behaviour of a class that the tests `accepts` accept.
static uint32_t behaviour_of(classes *c, size_t word, const uint64_t *accepts)
{
    behaviours *x = &c->words[word];
    size_t words = c->programs->tests.words;
    const uint64_t *tests = c->programs->index.tests + word * words;
    for (size_t i = 0; i < words; i++)
        c->own[i] = accepts[i] & tests[i];
    if (x->count == x->room)
        grow_behaviours(c->arena, x, words);
    uint32_t *slot = slot_of(x, c->own, words);
    if (!*slot) {
        x->accepts[x->count] = widen(c->arena, c->own, words, words, sizeof *c->own);
        x->roles[x->count] = find_roles(c, word, c->own);
        *slot = (uint32_t)++x->count;
    }
    return *slot - 1;
}

static const rule_roles *roles_of(const classes *c, class_id id, size_t word)
{
    const behaviours *x = &c->words[word];
    return &x->roles[x->of_class[id]];
}

static size_t count_anchored(const classes *c, class_id id)
{
    size_t count = 0;
    for (size_t w = 0; w < c->programs->index.words; w++)
        count += (size_t)__builtin_popcountll(roles_of(c, id, w)->of[RULE_ANCHOR]);
    return count;
}

// Lists the anchored rules; returns the stages that have some, as bits.
static uint64_t list_anchored(const classes *c, class_info *info, class_id id)
{
    const rule_index *x = &c->programs->index;
    uint16_t *list = ARENA_ARRAY(c->arena, uint16_t, count_anchored(c, id)), n = 0;
    uint64_t stages = 0;
    for (size_t s = 0; s < c->programs->rules->stage_count; s++) {
        for (size_t k = x->starts[s]; k < x->starts[s + 1]; k++) {
            const stage_word *of = &x->stages[k];
            for (uint64_t rest = roles_of(c, id, of->word)->of[RULE_ANCHOR] & of->own; rest; rest &= rest - 1)
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
    class_info *info = ARENA_NEW(c->arena, class_info);
    info->accepts = accepting_tests(c, bits);
    for (size_t w = 0; w < c->programs->index.words; w++)
        c->words[w].of_class[id] = behaviour_of(c, w, info->accepts);
    c->marks[id] = list_anchored(c, info, id);
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
