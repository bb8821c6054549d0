// SPDX-License-Identifier: MIT
// run.c: see run.h. One step: the union of the follow sets of the positions
// reached, cut down to those that accept the next item's class.
#include "match/run.h"

static uint64_t spread(const uint64_t *links, uint64_t state)
{
    uint64_t next = 0;
    for (; state; state &= state - 1)
        next |= links[__builtin_ctzll(state)];
    return next;
}

static bool run_forward(run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    uint64_t state = UINT64_C(1) << p->anchor;
    bool found = false;
    for (uint32_t k = 0; state; k++) {
        r->forward[k] = state;
        r->reached = k;
        if (state & p->last) {
            r->ahead = k;
            found = true;
        }
        if (k + 1 == MATCH_LONGEST || at + k + 1 >= items->len)
            break;
        state = spread(p->follow, state);
        if (state)
            state = classes_filter(c, items->items[at + k + 1].class_id, p, state);
    }
    return found;
}

static bool run_backward(run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    uint64_t state = UINT64_C(1) << p->anchor;
    bool found = false;
    for (uint32_t k = 0; state; k++) {
        r->backward[k] = state;
        r->reached_before = k;
        if (state & p->first) {
            r->behind = k;
            found = true;
        }
        if (k + 1 == MATCH_LONGEST || at < k + 1)
            break;
        state = spread(p->before, state);
        if (state)
            state = classes_filter(c, items->items[at - k - 1].class_id, p, state);
    }
    return found;
}

bool run_anchored(run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    return run_forward(r, c, p, items, at) && run_backward(r, c, p, items, at);
}

bool run_program(run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    r->reached = r->reached_before = 0;
    if (!classes_anchor(c, items->items[at].class_id, p))
        return false;
    return run_anchored(r, c, p, items, at);
}

bool run_sides(run_state *r, classes *c, const program *p, const item_list *items, size_t at, bool *behind, bool *ahead)
{
    r->reached = r->reached_before = 0;
    if (!classes_anchor(c, items->items[at].class_id, p))
        return false;
    *ahead = run_forward(r, c, p, items, at);
    *behind = run_backward(r, c, p, items, at);
    return true;
}

bool run_context_after(classes *c, const program *p, const item_list *items, size_t from)
{
    uint64_t state = p->first;
    for (size_t i = from; i < items->len && i < from + MATCH_LONGEST && state; i++) {
        state = classes_filter(c, items->items[i].class_id, p, state);
        if (state & p->last)
            return true;
        state = spread(p->follow, state);
    }
    return false;
}

bool run_context_before(classes *c, const program *p, const item_list *items, size_t from)
{
    uint64_t state = p->last;
    for (size_t k = 0; k <= from && k < MATCH_LONGEST && from < items->len && state; k++) {
        state = classes_filter(c, items->items[from - k].class_id, p, state);
        if (state & p->first)
            return true;
        state = spread(p->before, state);
    }
    return false;
}

bool run_contexts_hold(classes *c, const rule_program *p, const item_list *items, size_t first, size_t end)
{
    if (p->unless_before && first > 0 && run_context_before(c, p->unless_before, items, first - 1))
        return false;
    return !(p->unless_after && run_context_after(c, p->unless_after, items, end));
}
