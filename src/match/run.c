// SPDX-License-Identifier: MIT
// run.c: see run.h. One step: the union of the follow sets of the positions
// reached, cut down to those that accept the next item's class; runs from an
// anchor ask the automaton, which remembers it.
#include "match/run.h"

// One side of a run from items[at], which is an anchor that has something beside it.
static bool walk(run_state *r, classes *c, const program *p, const item_list *items, size_t at, enum program_side side)
{
    automaton *x = classes_automaton(c, p);
    const behaviours *known = &c->words[p->word];
    const automaton_state *states = x->sides[side].states, *s = &states[AUTOMATON_START];
    uint64_t *sets = side == PROGRAM_AHEAD ? r->forward : r->backward;
    size_t most = side == PROGRAM_AHEAD ? items->len - at : at + 1, k = 1;
    ptrdiff_t direction = side == PROGRAM_AHEAD ? 1 : -1;
    const item *next = &items->items[at] + direction;
    uint32_t taken = s->ends ? 0 : UINT32_MAX;
    for (most = most < MATCH_LONGEST ? most : MATCH_LONGEST; k < most; next += direction) {
        uint32_t behaviour = known->of_class[next->class_id];
        uint8_t *column = &known->columns[behaviour].of[p->bit];
        unsigned state = s->next[*column];
        if (state == AUTOMATON_UNKNOWN) {
            state = automaton_step(x, c->arena, side, s->set, known->accepts[behaviour], column);
            states = x->sides[side].states;
        }
        if (state == AUTOMATON_DEAD)
            break;
        s = &states[state];
        sets[k] = s->set;
        if (s->ends)
            taken = (uint32_t)k;
        k++;
        if (s->stuck)
            break;
    }
    *(side == PROGRAM_AHEAD ? &r->ahead : &r->behind) = taken;
    *(side == PROGRAM_AHEAD ? &r->reached : &r->reached_before) = (uint32_t)k - 1;
    return taken != UINT32_MAX;
}

static inline bool run_forward(run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    r->forward[0] = UINT64_C(1) << p->anchor;
    r->ahead = r->reached = 0;
    return p->stuck[PROGRAM_AHEAD] || walk(r, c, p, items, at, PROGRAM_AHEAD);
}

static inline bool run_backward(run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    r->backward[0] = UINT64_C(1) << p->anchor;
    r->behind = r->reached_before = 0;
    return p->stuck[PROGRAM_BEHIND] || walk(r, c, p, items, at, PROGRAM_BEHIND);
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
    classes_fill(c);
    if (!classes_anchor(c, items->items[at].class_id, p))
        return false;
    return run_anchored(r, c, p, items, at);
}

bool run_sides(run_state *r, classes *c, const program *p, const item_list *items, size_t at, bool *behind, bool *ahead)
{
    r->reached = r->reached_before = 0;
    classes_fill(c);
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
        state = positions_linked(p->follow, state);
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
        state = positions_linked(p->before, state);
    }
    return false;
}

bool run_contexts_hold(classes *c, const rule_program *p, const item_list *items, size_t first, size_t end)
{
    if (p->unless_before && first > 0 && run_context_before(c, p->unless_before, items, first - 1))
        return false;
    return !(p->unless_after && run_context_after(c, p->unless_after, items, end));
}
