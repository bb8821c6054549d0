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

typedef struct matcher {
    arena *arena;
    const rule_set *rules;
    const program_set *programs;
    vocab *vocab;
    classes classes;
    class_info edge; // what stands beside the first and last item
    run_state run;
    const struct model *model;     // decides among candidates; NULL: the order of stages does
    struct feature_tables *tables; // what its features ask; NULL without it
    uint64_t *kinds;               // bits of all item kinds: what a fold takes away from the
                                   // head's bits
} matcher;

matcher *matcher_new(const program_set *programs, vocab *v);
void matcher_free(matcher *m);
// Lets a model decide from now on (NULL: none). It must outlive the matcher.
void matcher_use_model(matcher *m, const struct model *model);
// Between articles: drops what the vocabulary forgot.
void matcher_trim(matcher *m, size_t types, size_t classes);

// Adds every match of the stage's rules that begins from an anchor in items
// [from, end).
void stage_collect(matcher *m, arena *a, size_t stage, const item_list *items, size_t from, size_t end,
                   candidate_list *out);
// The same for the block of items that begins at `from`; returns the index
// behind its paragraph-end.
size_t stage_collect_block(matcher *m, arena *a, size_t stage, const item_list *items, size_t from,
                           candidate_list *out);
// The first span of a capture, or NULL.
const capture_span *candidate_span(const candidate *c, capture_id capture);

#endif
