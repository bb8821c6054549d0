// SPDX-License-Identifier: MIT
// loader.h: what the parts of the rule loader share while a rule set is being made. Internal to rules/.
//
//     rule_load.c   files -> trees, stages, names of lists, items, shapes and rules; finishes the set
//     rule_names.c  what a name in a test means
//     rule_tests.c  a parsed line -> a step: names looked up, equal tests shared
//     rule_steps.c  lists of steps -> step_list: captures, branches, shapes expanded
//     rule_read.c   the keys of one rule
//     rule_check.c  what a rule as a whole must keep to
#ifndef QUOTH_RULES_LOADER_H
#define QUOTH_RULES_LOADER_H

#include "base/vec.h"
#include "rules/name_map.h"
#include "rules/names.h"
#include "rules/rule_load.h"
#include "rules/step.h"

enum {
    ERRORS_MOST = 50,    // messages of one load
    POSITIONS_MOST = 64, // of one list of steps, repeats unrolled (match/program.h: bits of a word)
    SHAPES_DEEPEST = 16  // shapes that use shapes
};

// A test before the number of predicates is known.
typedef struct test_draft {
    predicate_id *wanted, *refused; // sorted
    size_t wanted_count, refused_count;
    bool any, loop;
    const char *text;
} test_draft;

typedef enum shape_state { SHAPE_UNREAD, SHAPE_READING, SHAPE_READ, SHAPE_BROKEN } shape_state;

typedef struct shape {
    const char *name;
    const tree_node *node;
    shape_state state;
    step_list steps;
    unsigned depth; // 1: uses no other shape
} shape;

typedef enum name_kind {
    NAME_BUILTIN,
    NAME_ANY,
    NAME_CLAUSE,
    NAME_STRETCH,
    NAME_PASSAGE,
    NAME_LIST,
    NAME_ITEM,
    NAME_SHAPE
} name_kind;

// What a name in a test means.
typedef struct name_info {
    const char *name;
    name_kind kind;
    predicate_id id;         // PREDICATE_NONE: a list that no test has used yet, or a shape
    bool broken;             // a list with errors, which have been reported
    const source_file *file; // of a list
    shape *shape;
    place where; // where it was declared
} name_info;

typedef struct rule_draft {
    rule *rule;
    const tree_node *node;   // the map
    const tree_node *anchor; // or NULL
    const tree_node *beats;
    bool broken; // has errors already: checks of the whole rule are left out
} rule_draft;

typedef struct loader {
    arena *arena;
    quoth_error *errors;
    rule_set *set;
    bool examples;
    source_file *sources; // one for each file
    tree_node **trees;    // the same; NULL for word lists and empty files
    name_map names;       // name_info
    VEC(name_info *) name_list;
    const char **name_texts; // of name_list, made for the first unknown name
    name_map rules;          // rule_draft by name
    rule_draft *drafts;      // the same order as set->rules
    VEC(predicate_id) features[FEATURE_COUNT];
    place feature_where[FEATURE_COUNT];
    VEC(shape *) shapes;
    name_map test_keys; // test index + 1 by content
    VEC(test_draft) tests;
    unsigned shape_depth; // deepest shape used by the steps that are being read
    unsigned shapes_open; // shapes whose steps are being read, inside each other
} loader;

static inline bool loader_full(const loader *l) { return quoth_error_count(l->errors) >= ERRORS_MOST; }

// ---- rule_names.c

// Enters built-ins and word lists.
void names_begin(loader *l, const rule_file *files, size_t count);
// `gives: {item: x}`; PREDICATE_NONE after an error.
predicate_id names_add_item(loader *l, const tree_node *node);
void names_add_shape(loader *l, const tree_node *node);
// Makes a list's predicate if it has none; PREDICATE_NONE if the list is wrong (which has been reported).
predicate_id names_use_list(loader *l, name_info *info);
name_info *names_find(const loader *l, const char *name);
void names_unknown(loader *l, place where, const char *what, const char *name);

// ---- rule_tests.c

// Fills kind, test or branches of a step whose repeats and capture are set. False if there were errors.
bool tests_resolve(loader *l, const step_line *line, step *out);

// ---- rule_steps.c

// Reads a list of steps. False if there were errors (all are reported).
bool steps_read(loader *l, const tree_node *node, step_list *out);
// Reads a shape's steps, once.
bool shape_read(loader *l, shape *s);
// The entries of a list of names, or one name without brackets; calls visit for each scalar.
bool names_each(loader *l, const tree_node *node, const char *what,
                bool (*visit)(loader *l, const tree_node *name, void *context), void *context);
// The value of a key as one word; NULL after an error.
const char *scalar_of(loader *l, const tree_node *node, const char *what);

// ---- rule_read.c

void rule_read(loader *l, rule_draft *d);

// ---- rule_check.c

// Positions of a list with its repeats unrolled, at most POSITIONS_MOST + 1.
unsigned steps_positions(const step_list *list);
bool steps_may_be_empty(const step_list *list);
void rule_check(loader *l, rule_draft *d);

#endif
