// SPDX-License-Identifier: MIT
// capture.c: see capture.h.
#include "match/capture.h"

static uint32_t lowest(uint64_t state) { return (uint32_t)__builtin_ctzll(state); }

// Chosen from the far end towards the anchor: the lowest position each time, which is the earliest step.
void path_forward(uint8_t *path, const run_state *r, const program *p, uint32_t len, uint64_t ends)
{
    uint32_t position = lowest(r->forward[len] & ends);
    path[len] = (uint8_t)position;
    for (uint32_t k = len; k-- > 0;) {
        position = lowest(r->forward[k] & p->before[position]);
        path[k] = (uint8_t)position;
    }
}

void path_backward(uint8_t *path, const run_state *r, const program *p, uint32_t len, uint64_t ends)
{
    uint32_t position = lowest(r->backward[len] & ends);
    path[len] = (uint8_t)position;
    for (uint32_t k = len; k-- > 0;) {
        position = lowest(r->backward[k] & p->follow[position]);
        path[k] = (uint8_t)position;
    }
}

// Spans while they are found.
typedef struct finder {
    capture_set *out;
    uint8_t last[CAPTURE_COUNT]; // by capture: its last span, index + 1; 0: none
} finder;

// Adds one item with its captures: extends the last span of a capture that ends here, or opens a new one.
static inline void add_item(finder *f, uint16_t captures, uint32_t at)
{
    for (; captures; captures &= (uint16_t)(captures - 1)) {
        uint8_t capture = (uint8_t)__builtin_ctz(captures), last = f->last[capture];
        if (last && f->out->spans[last - 1].end == at) {
            f->out->spans[last - 1].end = at + 1;
        } else if (f->out->count < CAPTURE_SPANS) {
            f->out->spans[f->out->count++] = (capture_span){capture, at, at + 1};
            f->last[capture] = (uint8_t)f->out->count;
        }
    }
}

void captures_find(capture_set *out, const run_state *r, const program *p, size_t at)
{
    uint8_t path[MATCH_LONGEST];
    finder f = {.out = out};
    out->count = 0;
    path_backward(path, r, p, r->behind, p->first);
    for (uint32_t k = r->behind; k > 0; k--)
        add_item(&f, p->captures[path[k]], (uint32_t)at - k);
    path_forward(path, r, p, r->ahead, p->last);
    for (uint32_t k = 0; k <= r->ahead; k++)
        add_item(&f, p->captures[path[k]], (uint32_t)at + k);
}
