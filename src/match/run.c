// SPDX-License-Identifier: MIT
// run.c: see run.h. One step: the union of the follow sets of the positions
// reached, cut down to those that accept the next item's class; runs from an
// anchor ask the automaton, which remembers it.
#include "match/run.h"

static uint64_t spread(const uint64_t *links, uint64_t state)
{
    uint64_t next = 0;
    for (; state; state &= state - 1)
        next |= links[__builtin_ctzll(state)];
    return next;
}

// One side of a run from items[at], which is an anchor: sets[k] are the positions reached k items away from it. Inlined
// for each side.
static inline bool run_side(uint64_t *sets, uint32_t *taken, uint32_t *reached, classes *c, const program *p,
                            const item_list *items, size_t at, enum program_side side)
{
    bool found = p->ends[side];
    sets[0] = UINT64_C(1) << p->anchor;
    *taken = *reached = 0;
    if (p->stuck[side])
        return found;
    size_t most = side == PROGRAM_AHEAD ? items->len - at : at + 1;
    if (most > MATCH_LONGEST)
        most = MATCH_LONGEST;
    automaton *x = classes_automaton(c, p);
    automaton_table t = x->sides[side];
    const item *next = &items->items[at];
    unsigned state = AUTOMATON_START;
    uint32_t k = 1, last = 0;
    for (; k < most; k++) {
        next += side == PROGRAM_AHEAD ? 1 : -1;
        class_info *info = classes_get(c, next->class_id);
        state = t.next[state * t.stride + info->columns[p->index]];
        if (state == AUTOMATON_UNKNOWN) {
            state = automaton_step(x, c->arena, side, sets[k - 1], info->accepts, &info->columns[p->index]);
            t = x->sides[side];
        }
        if (state == AUTOMATON_DEAD)
            break;
        const automaton_state *s = &t.states[state];
        sets[k] = s->set;
        if (s->ends) {
            last = k;
            found = true;
        }
        if (s->stuck) {
            k++;
            break;
        }
    }
    *taken = last;
    *reached = k - 1;
    return found;
}

static bool run_forward(run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    return run_side(r->forward, &r->ahead, &r->reached, c, p, items, at, PROGRAM_AHEAD);
}

static bool run_backward(run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    return run_side(r->backward, &r->behind, &r->reached_before, c, p, items, at, PROGRAM_BEHIND);
}

bool run_anchored(run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    return run_forward(r, c, p, items, at) && run_backward(r, c, p, items, at);
}

bool run_rule(rule_match *out, run_state *r, classes *c, uint16_t rule, const item_list *items, size_t at)
{
    const rule_program *p = &c->programs->programs[rule];
    if (!run_forward(r, c, &p->match, items, at) || !run_backward(r, c, &p->match, items, at))
        return false;
    *out = (rule_match){(uint32_t)at - r->behind, (uint32_t)at + r->ahead + 1, (uint32_t)at, rule};
    return !(p->unless_before || p->unless_after) || run_contexts_hold(c, p, items, out->first, out->end);
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
