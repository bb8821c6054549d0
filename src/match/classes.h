// SPDX-License-Identifier: MIT
// classes.h: class -> which rules are anchored on it, and which positions of a program accept it. Filled as classes
// appear; one per thread, beside its vocabulary.
#ifndef QUOTH_MATCH_CLASSES_H
#define QUOTH_MATCH_CLASSES_H

#include "match/program.h"

enum { CLASSES_STAGES = 32 }; // stages a rule set may have

typedef struct class_info {
    uint64_t *masks;                    // by program.index: accepting positions; CLASSES_UNKNOWN: not computed yet
    const uint64_t *accepts;            // bit set of tests
    uint16_t *anchored;                 // rules, by stage, in file order
    uint16_t start[CLASSES_STAGES + 1]; // anchored[start[s] .. start[s + 1]) belong to stage s
} class_info;

#define CLASSES_UNKNOWN UINT64_MAX // may also be a true value: it is then computed each time

// What a look at an item has to tell at once, for each class: bit s: some rule of stage s is anchored on it; and these.
#define CLASSES_NEW          (UINT64_C(1) << 63) // not looked at yet
#define CLASSES_END_OF_BLOCK (UINT64_C(1) << 62) // a paragraph-end

typedef struct classes {
    arena *arena;
    const program_set *programs;
    vocab *vocab;
    class_info **items;
    uint64_t *marks; // by class
    size_t room;
} classes;

void classes_init(classes *c, const program_set *programs, vocab *v);
void classes_clear(classes *c);
// After vocab_trim said true.
void classes_forget(classes *c);
const class_info *classes_add(classes *c, class_id id);
uint64_t classes_mask_new(const class_info *info, const program *p);
// Does the test accept the class?
bool test_accepts(const test *t, const uint64_t *bits, size_t words);

static inline const class_info *classes_get(classes *c, class_id id)
{
    return id < c->room && c->items[id] ? c->items[id] : classes_add(c, id);
}

static inline uint64_t classes_marks(classes *c, class_id id)
{
    if (id >= c->room || c->marks[id] & CLASSES_NEW)
        classes_add(c, id);
    return c->marks[id];
}

static inline uint64_t classes_mask(classes *c, class_id id, const program *p)
{
    const class_info *info = classes_get(c, id);
    uint64_t mask = info->masks[p->index];
    return mask != CLASSES_UNKNOWN ? mask : classes_mask_new(info, p);
}

#endif
