// SPDX-License-Identifier: MIT
// program.h: a rule's steps -> a position automaton (Glushkov 1961;
// bit-parallel as in Navarro and Raffinot 2002, Flexible Pattern Matching in
// Strings, ch. 5). A position is one test after all repeats are unrolled; a set
// of positions is one 64-bit word. It runs in both directions from the anchor.
#ifndef QUOTH_MATCH_PROGRAM_H
#define QUOTH_MATCH_PROGRAM_H

#include "rules/rule.h"

enum { PROGRAM_POSITIONS = 64 };
enum program_side { PROGRAM_AHEAD, PROGRAM_BEHIND, PROGRAM_SIDES };

typedef struct program {
    uint32_t index;                             // its number among all programs
    uint32_t word, bit;                         // of the rule that it is the match of: see rule_index
    uint32_t anchor;                            // position of the anchor step (0 for contexts)
    uint16_t captured;                          // all captures, as bits
    bool captures_anchor;                       // no position but the anchor's captures anything
    bool stuck[PROGRAM_SIDES];                  // nothing may stand beside the anchor
    uint32_t count;                             // positions
    uint64_t first, last;                       // positions that may begin and end a match
    uint64_t follow[PROGRAM_POSITIONS];         // positions that may stand behind this one
    uint64_t before[PROGRAM_POSITIONS];         // ... before it
    uint16_t test[PROGRAM_POSITIONS];           // index into rule_set.tests
    uint16_t captures[PROGRAM_POSITIONS];       // bit set of capture_id
    const struct step *step[PROGRAM_POSITIONS]; // for explain
} program;

// Where a set of positions leads by `follow` or `before`.
static inline uint64_t positions_linked(const uint64_t *links, uint64_t positions)
{
    uint64_t next = 0;
    for (; positions; positions &= positions - 1)
        next |= links[__builtin_ctzll(positions)];
    return next;
}

// Compiles steps. `anchor` is an index into list->steps or SIZE_MAX. The rule
// checker has made sure that the positions fit and that the list is not empty.
void program_compile(program *out, const rule_set *rules, const step_list *list, size_t anchor, uint32_t index);

// The programs of a whole rule set; immutable, shared by threads.
typedef struct rule_program {
    program *unless_before, *unless_after; // or NULL
    uint16_t level;                        // 0, or one more than the highest of the rules that beat it
    program match;
} rule_program;

// All tests of the rules turned round: predicate -> which tests name it. So one
// walk over the few predicates of a class gives all tests that accept it.
typedef struct test_index {
    size_t words;      // of a bit set of tests
    uint64_t *any;     // tests that accept whatever they do not refuse
    uint64_t *wanted;  // by predicate, `words` each: tests that want it
    uint64_t *refused; // the same: tests that refuse it
} test_index;

// What a test may be in a rule: that of the anchor, of an item directly before
// it, or directly behind it.
enum { RULE_ANCHOR, RULE_BEFORE, RULE_BEHIND, RULE_ROLES };

enum { RULES_OF_WORD = 64 };

// Up to 64 rules by role, as bits.
typedef struct rule_roles {
    uint64_t of[RULE_ROLES];
} rule_roles;

// The rules of a stage within one word of a bit set of rules.
typedef struct stage_word {
    size_t word;
    const uint16_t *rules; // by bit
    uint64_t own;          // those of the stage
    rule_roles edge;       // those that match at an end of the items, as they begin or end with the anchor
} stage_word;

// The rules as bit sets: what can be decided about all of them at once before
// one of them runs. The rules of a stage stand together, in file order, in one
// word where they fit.
typedef struct rule_index {
    size_t words;       // of a bit set of rules
    uint16_t *rules;    // by bit
    rule_roles *edge;   // by word: see stage_word
    rule_roles *roles;  // by test, `words` each: rules in which it has a role
    uint64_t *tests;    // by word, test_index.words each: tests of its rules' matches
    stage_word *stages; // of stage s: stages[starts[s]] .. stages[starts[s + 1]]
    size_t *starts;     // by stage
} rule_index;

typedef struct program_set {
    const rule_set *rules;
    test_index tests;
    rule_index index;
    rule_program *programs; // one for each rule
    uint32_t count;         // programs in all
} program_set;

// In the arena.
program_set *program_set_new(arena *a, const rule_set *rules);

#endif
