// SPDX-License-Identifier: MIT
// matcher.h: the run state of match/ for one thread, and one pass of a stage
// over items.
#ifndef QUOTH_MATCH_MATCHER_H
#define QUOTH_MATCH_MATCHER_H

#include "match/attribution.h"
#include "match/capture.h"

// A match of a rule that no other has beaten yet.
typedef struct candidate {
    uint16_t rule;
    uint16_t level;      // rule_program.level
    uint32_t first, end; // items of the whole match
    uint32_t at;         // item of the anchor
    capture_set captures;
} candidate;

typedef struct candidate_list {
    candidate *items;
    size_t len, room;
} candidate_list;

struct model;          // model.h
struct feature_tables; // features.h
struct block_index;    // block_index.h

// The class of the item that a fold makes, by its head's class and what the rule gives; key 0: none.
typedef struct folded_class {
    uint64_t key;
    class_id class_id;
} folded_class;

enum { MATCHER_FOLDED = 8192 };

typedef struct matcher {
    arena *arena;
    const rule_set *rules;
    const program_set *programs;
    vocab *vocab;
    classes classes;
    run_state run;
    const struct model *model;          // decides among candidates; NULL: the order of stages does
    struct feature_tables *tables;      // what its features ask; NULL without it
    struct block_index **block_indexes; // by stage; NULL until one is asked for
    uint64_t *kinds;                    // bits of all item kinds: what a fold takes away from the
                                        // head's bits
    folded_class *folded;               // MATCHER_FOLDED that were made last, by hash of the key
} matcher;

matcher *matcher_new(const program_set *programs, vocab *v);
void matcher_free(matcher *m);
// Lets a model decide from now on (NULL: none). It must outlive the matcher.
void matcher_use_model(matcher *m, const struct model *model);
// Between articles: drops what the vocabulary forgot.
void matcher_trim(matcher *m, size_t types, size_t classes);

// Items on which rules of some stages are anchored, in text order.
typedef struct anchor {
    uint32_t at;
    uint64_t marks; // of its class
} anchor;

typedef struct anchor_list {
    anchor *items;
    size_t len, room;
} anchor_list;

// `stages`: as bits.
anchor_list anchors_find(matcher *m, arena *a, uint64_t stages, const item_list *items);
// Adds every match of the stage's rules from these anchors.
void stage_collect(matcher *m, arena *a, size_t stage, const item_list *items, const anchor_list *anchors,
                   candidate_list *out);
// Of a stage's rules in one word: those that are anchored on *at and do not fail at the items beside it, as most do;
// `left`, `right`: there is one. The marks of these items must have been asked for.
static inline uint64_t rules_fitting(const behaviours *x, const stage_word *of, const item *at, bool left, bool right)
{
    const rule_roles *before = left ? &x->roles[x->of_class[at[-1].class_id]] : &of->edge;
    const rule_roles *behind = right ? &x->roles[x->of_class[at[1].class_id]] : &of->edge;
    return of->own & x->roles[x->of_class[at->class_id]].of[RULE_ANCHOR] & before->of[RULE_BEFORE] &
           behind->of[RULE_BEHIND];
}

// The first span of a capture, or NULL.
static inline const capture_span *candidate_span(const candidate *c, capture_id capture)
{
    return captures_get(&c->captures, capture);
}

#endif
