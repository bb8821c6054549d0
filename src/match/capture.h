// SPDX-License-Identifier: MIT
// capture.h: the state history of a run -> which position took each item -> spans of captures. Greedy: where several
// paths end alike, earlier steps take as much as they can.
#ifndef QUOTH_MATCH_CAPTURE_H
#define QUOTH_MATCH_CAPTURE_H

#include "match/run.h"

enum { CAPTURE_SPANS = 16 };

typedef struct capture_span {
    uint8_t capture;
    uint32_t first, end;
} capture_span; // items

typedef struct capture_set {
    capture_span spans[CAPTURE_SPANS]; // in text order of their beginnings; more are dropped
    size_t count;
} capture_set;

// Positions that took the items 0 .. len behind (before) the anchor; path[0] is the anchor's. `ends`: positions that
// may have taken the last of them, at least one of which was reached.
void path_forward(uint8_t *path, const run_state *r, const program *p, uint32_t len, uint64_t ends);
void path_backward(uint8_t *path, const run_state *r, const program *p, uint32_t len, uint64_t ends);

// The first span of a capture, or NULL.
static inline const capture_span *captures_get(const capture_set *s, capture_id capture)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->spans[i].capture == capture)
            return &s->spans[i];
    return NULL;
}

// After run_program said true.
void captures_find(capture_set *out, const run_state *r, const program *p, size_t at);

#endif
