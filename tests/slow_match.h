// SPDX-License-Identifier: MIT
// slow_match.h: the slow twin of src/match: the same matches, found from the steps of a rule in the obvious way.
#ifndef QUOTH_TESTS_SLOW_MATCH_H
#define QUOTH_TESTS_SLOW_MATCH_H

#include "match/matcher.h"

typedef struct slow_match {
    uint32_t first, end; // items of the match
    bool gave_up;        // too many ways to walk: captures are not filled in
    capture_set captures;
} slow_match;

// What a rule matches around the anchor items[at]; false: nothing.
bool slow_match_at(slow_match *out, const rule_set *set, const rule *r, const vocab *v, const item_list *items,
                   size_t at);
// Do the steps match items that begin at `from`, or that end with item `from`?
bool slow_match_behind(const rule_set *set, const step_list *steps, const vocab *v, const item_list *items,
                       size_t from);
bool slow_match_before(const rule_set *set, const step_list *steps, const vocab *v, const item_list *items,
                       size_t from);

#endif
