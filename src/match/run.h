// SPDX-License-Identifier: MIT
// run.h: the bit-parallel run of one program over items, from an anchor to both
// sides, and nothing else.
//
//     items      ... "We will appeal" , said quietly Maria-Lopez , ...
//                     <---- backward --|^^^^|-- forward -------->
//                                      anchor
#ifndef QUOTH_MATCH_RUN_H
#define QUOTH_MATCH_RUN_H

#include "match/classes.h"
#include "match/item.h"

enum { MATCH_LONGEST = 400 }; // items to each side of an anchor: keeps every text linear

typedef struct run_state {
    uint64_t forward[MATCH_LONGEST];  // [k]: positions reached k items behind the
                                      // anchor
    uint64_t backward[MATCH_LONGEST]; // [k]: positions reached k items before it
    uint32_t ahead, behind;           // of the match: how many items behind and before the
                                      // anchor it takes
    uint32_t reached;                 // for explain: items that were accepted to the right of the
                                      // anchor
    uint32_t reached_before;          // ... to the left
} run_state;

// Runs p with its anchor at items[at]. True when it matches; then the longest
// match is [at - behind, at + ahead], both ends included.
bool run_program(run_state *r, classes *c, const program *p, const item_list *items, size_t at);

// A match of a rule, contexts and all.
typedef struct rule_match {
    uint32_t first, end; // items of the whole match
    uint32_t at;         // item of the anchor
    uint16_t rule;
} rule_match;

// Does a rule match whose anchor items[at] is known to be? All items' marks must have been asked for.
bool run_rule(rule_match *out, run_state *r, classes *c, uint16_t rule, const item_list *items, size_t at);
// run_program where items[at] is known to be an anchor of p; the same holds.
bool run_anchored(run_state *r, classes *c, const program *p, const item_list *items, size_t at);

// For explain: both sides, also where one of them fails. Returns false when
// items[at] is no anchor; else *behind and *ahead say which side is complete,
// and reached_before, reached how far each came.
bool run_sides(run_state *r, classes *c, const program *p, const item_list *items, size_t at, bool *behind,
               bool *ahead);

// Does p match items that begin at `from` (forward) or end at `from` (backward,
// item `from` included)?
bool run_context_after(classes *c, const program *p, const item_list *items, size_t from);
bool run_context_before(classes *c, const program *p, const item_list *items, size_t from);

// Do the unless- contexts of a rule allow its match of items [first, end)?
bool run_contexts_hold(classes *c, const rule_program *p, const item_list *items, size_t first, size_t end);

#endif
