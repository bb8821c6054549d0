// SPDX-License-Identifier: MIT
// classes.h: class -> which tests accept it, which rules are anchored on it or beside it. Filled as classes appear; one
// per thread, beside its vocabulary.
//
//     class -> behaviour, of each word of rules: classes that no test of these rules tells apart share one
//     behaviour -> roles, columns
//
// Behaviours are few and numbered as they appear, so what the steps of a run look into stays in the nearest cache.
#ifndef QUOTH_MATCH_CLASSES_H
#define QUOTH_MATCH_CLASSES_H

#include "match/automaton.h"

typedef struct class_info {
    const uint64_t *accepts;         // tests that accept it, as bits
    const uint16_t *anchored;        // rules anchored on it, by stage, in file order
    uint16_t start[STAGES_MOST + 1]; // anchored[start[s] .. start[s + 1]) belong to stage s
} class_info;

// By rule of a word: the column in the automaton of its match, 0: not known.
typedef struct rule_columns {
    uint8_t of[RULES_OF_WORD];
} rule_columns;

// What the rules of one word know of classes.
typedef struct behaviours {
    uint32_t *of_class;       // by class: its behaviour
    rule_roles *roles;        // by behaviour: rules that it lets match as anchor or beside one
    rule_columns *columns;    // by behaviour
    const uint64_t **accepts; // by behaviour: tests of these rules that accept it
    uint32_t *slots;          // 2 * room, by hash of `accepts`: behaviour + 1, 0: free
    size_t count, room;       // a power of two
} behaviours;

// What a look at an item has to tell at once, for each class: bit s: some rule
// of stage s is anchored on it; and this.
#define CLASSES_END_OF_BLOCK (UINT64_C(1) << 62) // a paragraph-end

typedef struct classes {
    arena *arena;
    const program_set *programs;
    vocab *vocab;
    class_info **items; // of the vocabulary's first `count` classes
    uint64_t *marks;    // of the same
    size_t count, room;
    behaviours *words;   // by word of rules
    uint64_t *own;       // scratch: the accepting tests of one word
    automaton *automata; // by program
} classes;

void classes_init(classes *c, const program_set *programs, vocab *v);
void classes_clear(classes *c);
// After vocab_trim said true.
void classes_forget(classes *c);
// Adds the vocabulary's new classes.
void classes_fill(classes *c);
// Does the test accept the class?
bool test_accepts(const test *t, const uint64_t *bits, size_t words);

static inline class_info *classes_get(classes *c, class_id id)
{
    if (id >= c->count)
        classes_fill(c);
    return c->items[id];
}

static inline uint64_t classes_marks(classes *c, class_id id)
{
    if (id >= c->count)
        classes_fill(c);
    return c->marks[id];
}

static inline automaton *classes_automaton(classes *c, const program *p)
{
    automaton *x = &c->automata[p->index];
    if (!x->program)
        automaton_begin(x, c->arena, p);
    return x;
}

// Those of the positions that accept the class.
static inline uint64_t classes_filter(classes *c, class_id id, const program *p, uint64_t positions)
{
    const uint64_t *accepts = classes_get(c, id)->accepts;
    uint64_t out = 0;
    for (uint64_t rest = positions; rest; rest &= rest - 1) {
        unsigned i = (unsigned)__builtin_ctzll(rest), test = p->test[i];
        out |= (accepts[test / 64] >> test % 64 & 1) << i;
    }
    return out;
}

// Whether a program can be anchored on the class.
static inline bool classes_anchor(classes *c, class_id id, const program *p)
{
    return classes_filter(c, id, p, UINT64_C(1) << p->anchor) != 0;
}

#endif
