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
    class_info **items = ARENA_ARRAY(c->arena, class_info *, room);
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

// The tests that accept a bit set of predicates: test_accepts for all of them at once.
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

static bool has_test(const class_info *info, uint16_t test) { return info->accepts[test / 64] >> test % 64 & 1; }

// Fills the anchored rules; returns the stages that have some, as bits.
static uint64_t index_anchors(const classes *c, class_info *info)
{
    const rule_set *rules = c->programs->rules;
    uint64_t stages = 0;
    uint16_t n = 0;
    info->anchored = ARENA_ARRAY(c->arena, uint16_t, rules->rule_count);
    for (size_t s = 0; s < rules->stage_count; s++) {
        info->start[s] = n;
        for (size_t i = 0; i < rules->stages[s].rule_count; i++) {
            const program *p = &c->programs->programs[rules->stages[s].rules[i]].match;
            if (has_test(info, p->test[p->anchor]))
                info->anchored[n++] = rules->stages[s].rules[i];
        }
        if (n > info->start[s])
            stages |= UINT64_C(1) << s;
    }
    for (size_t s = rules->stage_count; s <= CLASSES_STAGES; s++)
        info->start[s] = n;
    return stages;
}

const class_info *classes_add(classes *c, class_id id)
{
    if (id >= c->room)
        grow(c, id);
    const uint64_t *bits = vocab_class_bits(c->vocab, id);
    class_info *info = ARENA_NEW(c->arena, class_info);
    info->masks = ARENA_ARRAY(c->arena, uint64_t, c->programs->count);
    memset(info->masks, 0xFF, c->programs->count * sizeof *info->masks);
    info->accepts = accepting_tests(c, bits);
    c->marks[id] = index_anchors(c, info);
    if (bits_has(bits, PREDICATE_PARAGRAPH_END))
        c->marks[id] |= CLASSES_END_OF_BLOCK;
    c->items[id] = info;
    return info;
}

uint64_t classes_mask_new(const class_info *info, const program *p)
{
    uint64_t mask = 0;
    for (uint32_t i = 0; i < p->count; i++)
        mask |= (uint64_t)has_test(info, p->test[i]) << i;
    info->masks[p->index] = mask;
    return mask;
}
