// SPDX-License-Identifier: MIT
// trace.h: how far a rule came from an anchor, to both sides, and what the next item lacked: for `quoth rules
// explain`.
#ifndef QUOTH_MATCH_TRACE_H
#define QUOTH_MATCH_TRACE_H

#include "match/capture.h"

typedef struct trace {
    uint32_t at;                     // item of the anchor
    bool left, right;                // that side is complete; both: the rule matches
    uint32_t first, end;             // items taken: of a complete side the longest match, else the furthest path
    uint8_t path[2 * MATCH_LONGEST]; // path[i - first]: the position that took item i
    uint64_t wanted_left;  // positions one of which would have to take item first - 1; 0 when the left side is complete
    uint64_t wanted_right; // ... item `end`
} trace;

// Why a position does not take an item.
typedef enum trace_lack {
    LACK_NOTHING, // it takes it
    LACK_WANTED,  // the item is nothing of what the test names
    LACK_REFUSED, // it is something that the test excludes
    LACK_EDGE     // a sentence, paragraph, block or clause ends here, which only a step that names it may take
} trace_lack;

// False when items[at] is no anchor of the program. r holds the run afterwards, as run_program leaves it.
bool trace_run(trace *out, run_state *r, classes *c, const program *p, const item_list *items, size_t at);
trace_lack trace_why(const test *t, const uint64_t *bits, size_t words);
// Where the match of a context lies that refuses items [first, end): the fewest items directly before or behind.
// False: it does not refuse them.
bool trace_before(uint32_t *from, classes *c, const program *context, const item_list *items, uint32_t first);
bool trace_after(uint32_t *to, classes *c, const program *context, const item_list *items, uint32_t end);

#endif
