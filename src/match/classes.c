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
    c->room = 0;
}

static void grow(classes *c, class_id id)
{
    size_t room = c->room ? c->room : 256;
    while (room <= id)
        room *= 2;
    class_info **items = ARENA_ARRAY(c->arena, class_info *, room);
    if (c->room)
        memcpy(items, c->items, c->room * sizeof *items);
    c->items = items;
    c->room = room;
}

static bool anchored_on(const classes *c, uint16_t rule, const uint64_t *bits, size_t words)
{
    const program *p = &c->programs->programs[rule].match;
    return test_accepts(&c->programs->rules->tests[p->test[p->anchor]], bits, words);
}

static void index_anchors(classes *c, class_info *info, const uint64_t *bits)
{
    const rule_set *rules = c->programs->rules;
    size_t words = predicates_words(rules->predicates);
    uint16_t *found = ARENA_ARRAY(c->arena, uint16_t, rules->rule_count);
    uint16_t n = 0;
    for (size_t s = 0; s < rules->stage_count; s++) {
        info->start[s] = n;
        for (size_t i = 0; i < rules->stages[s].rule_count; i++)
            if (anchored_on(c, rules->stages[s].rules[i], bits, words))
                found[n++] = rules->stages[s].rules[i];
        if (n > info->start[s])
            info->stages |= UINT32_C(1) << s;
    }
    for (size_t s = rules->stage_count; s <= CLASSES_STAGES; s++)
        info->start[s] = n;
    info->anchored = found;
}

const class_info *classes_add(classes *c, class_id id)
{
    if (id >= c->room)
        grow(c, id);
    class_info *info = ARENA_NEW(c->arena, class_info);
    info->masks = ARENA_ARRAY(c->arena, uint64_t, c->programs->count);
    memset(info->masks, 0xFF, c->programs->count * sizeof *info->masks);
    index_anchors(c, info, vocab_class_bits(c->vocab, id));
    c->items[id] = info;
    return info;
}

uint64_t classes_mask_new(const classes *c, const class_info *info, class_id id, const program *p)
{
    const rule_set *rules = c->programs->rules;
    const uint64_t *bits = vocab_class_bits(c->vocab, id);
    size_t words = predicates_words(rules->predicates);
    uint64_t mask = 0;
    for (uint32_t i = 0; i < p->count; i++)
        if (test_accepts(&rules->tests[p->test[i]], bits, words))
            mask |= UINT64_C(1) << i;
    info->masks[p->index] = mask;
    return mask;
}
