// SPDX-License-Identifier: MIT
// slow_match.c: see slow_match.h. Works from the steps; knows nothing of positions and programs.
//
// Longest match: the anchor takes its item; the steps before it and those behind it match on their own, each side as
// many items as it can, at most MATCH_LONGEST - 1. A step is a function from the set of places where it may begin to
// the set where it may end.
//
// Captures: of all ways in which a side can take exactly its items, write the steps that took them (with repeats
// written out) in order. On the left side the way wins that is first in the dictionary, read from the left end: an
// earlier step takes as much as it can. On the right side the way wins that is first when read from the right end
// towards the anchor: the last item goes to the earliest step that can have it, and so on. (The two readings differ
// only where a choice between sequences depends on an optional step before it.) A back-tracking walk that tries its
// choices in this order finds the winner first.
#include "slow_match.h"

#include <string.h>

enum { WORDS = (MATCH_LONGEST + 63) / 64, WALK_STEPS = 200000 };

typedef struct places {
    uint64_t bits[WORDS];
} places; // number of items taken so far, as a set

typedef struct side {
    const rule_set *set;
    const vocab *vocab;
    const item_list *items;
    size_t from;   // the item next to the anchor
    bool backward; // the left side
} side;

// ---- one test ----

static bool item_fits(const side *s, const test *t, size_t i)
{
    const uint64_t *bits = vocab_class_bits(s->vocab, s->items->items[i].class_id);
    bool wanted = false, refused = false;
    for (size_t w = 0; w < predicates_words(vocab_predicates(s->vocab)); w++) {
        wanted |= t->wanted && (t->wanted[w] & bits[w]) != 0;
        refused |= t->refused && (t->refused[w] & bits[w]) != 0;
    }
    return !refused && (t->any || wanted);
}

// Does the test take the item that is `taken` items away from the side's beginning?
static bool takes(const side *s, const test *t, uint32_t taken)
{
    if (taken + 1 >= MATCH_LONGEST)
        return false;
    if (s->backward)
        return taken <= s->from && s->from < s->items->len && item_fits(s, t, s->from - taken);
    return s->from + taken < s->items->len && item_fits(s, t, s->from + taken);
}

// ---- sets of places ----

static bool place_in(const places *p, uint32_t i) { return p->bits[i / 64] >> (i % 64) & 1; }
static void place_add(places *p, uint32_t i) { p->bits[i / 64] |= UINT64_C(1) << (i % 64); }

static void places_add(places *p, const places *more)
{
    for (size_t i = 0; i < WORDS; i++)
        p->bits[i] |= more->bits[i];
}

static places ends_of_list(const side *s, const step_list *list, places from);

static places ends_of_copy(const side *s, const step *st, places from)
{
    places out = {{0}};
    for (size_t b = 0; b < st->branch_count; b++) {
        places one = ends_of_list(s, &st->branches[b], from);
        places_add(&out, &one);
    }
    if (st->kind != STEP_TEST)
        return out;
    const test *t = &s->set->tests[st->test];
    for (uint32_t i = 0; i + 1 < MATCH_LONGEST; i++)
        if ((place_in(&from, i) || (t->loop && place_in(&out, i))) && takes(s, t, i))
            place_add(&out, i + 1);
    return out;
}

static places ends_of_step(const side *s, const step *st, places from)
{
    places out = {{0}};
    for (unsigned copies = 0; copies <= st->most; copies++) {
        if (copies >= st->least)
            places_add(&out, &from);
        if (copies < st->most)
            from = ends_of_copy(s, st, from);
    }
    return out;
}

static places ends_of_list(const side *s, const step_list *list, places from)
{
    for (size_t i = 0; i < list->count; i++)
        from = ends_of_step(s, &list->steps[s->backward ? list->count - 1 - i : i], from);
    return from;
}

static places ends_of_all(const side *s, const step_list *list)
{
    places from = {{1}};
    return ends_of_list(s, list, from);
}

// ---- the walk that finds the captures ----

// What is still to be matched: step number i of a list, the steps behind it, then `up`.
typedef struct rest {
    const step_list *list;
    size_t i;
    unsigned copies; // of step i: taken (left to right), or still to take (right to left, once `counted`)
    bool counted;
    uint16_t captures; // of the groups around it
    uint32_t from;     // a copy of a group must take at least one item more than this
    const struct rest *up;
} rest;

typedef struct walker {
    const side *side; // always read left to right or right to left as `reversed` says, whatever the side
    bool reversed;
    uint32_t goal;   // items to take
    size_t first;    // item number 0 of the walk
    uint16_t *taken; // captures of each item of the walk, in the order of the walk
    unsigned budget;
} walker;

static bool walk(walker *w, rest r, uint32_t at);

static bool can_be_empty(const step *s)
{
    if (!s->least || !s->most)
        return true;
    for (size_t b = 0; b < s->branch_count; b++) {
        bool empty = true;
        for (size_t i = 0; i < s->branches[b].count; i++)
            empty &= can_be_empty(&s->branches[b].steps[i]);
        if (empty)
            return true;
    }
    return false;
}

static rest one_copy_less(const walker *w, rest r)
{
    r.copies = w->reversed ? r.copies - 1 : r.copies + 1;
    return r;
}

static bool walk_test(walker *w, const step *s, rest r, uint16_t captures, uint32_t at)
{
    const test *t = &w->side->set->tests[s->test];
    size_t i = w->reversed ? w->first - at : w->first + at;
    if (at >= w->goal || !item_fits(w->side, t, i))
        return false;
    w->taken[at] = captures;
    rest next = one_copy_less(w, r);
    if (!t->loop)
        return walk(w, next, at + 1);
    if (w->reversed) // the item before it goes to an earlier step if it can
        return walk(w, next, at + 1) || walk_test(w, s, r, captures, at + 1);
    return walk_test(w, s, r, captures, at + 1) || walk(w, next, at + 1);
}

static bool walk_copy(walker *w, const step *s, rest r, uint32_t at)
{
    uint16_t captures = r.captures;
    if (s->capture != CAPTURE_NONE)
        captures |= (uint16_t)(1u << s->capture);
    if (s->kind == STEP_TEST)
        return walk_test(w, s, r, captures, at);
    rest next = one_copy_less(w, r);
    for (size_t b = 0; b < s->branch_count; b++)
        if (walk(w, (rest){.list = &s->branches[b], .captures = captures, .from = at, .up = &next}, at))
            return true;
    return false;
}

static bool walk(walker *w, rest r, uint32_t at)
{
    if (!w->budget || !--w->budget)
        return false;
    if (r.i == r.list->count) {
        if (!r.up)
            return at == w->goal;
        return at > r.from && walk(w, *r.up, at);
    }
    const step *s = &r.list->steps[w->reversed ? r.list->count - 1 - r.i : r.i];
    rest next = r;
    next.i++;
    next.copies = 0;
    next.counted = false;
    if (!w->reversed) // an earlier step takes as much as it can
        return (r.copies < s->most && walk_copy(w, s, r, at)) ||
               ((r.copies >= s->least || can_be_empty(s)) && walk(w, next, at));
    if (r.counted)
        return r.copies ? walk_copy(w, s, r, at) : walk(w, next, at);
    r.counted = true; // the earliest copy that can take the last item; copies that take nothing do not count
    for (r.copies = can_be_empty(s) ? 0 : s->least; r.copies <= s->most; r.copies++)
        if (walk(w, r, at))
            return true;
    return false;
}

// Captures of the items [from, from + goal), which `list` is known to match.
static bool walk_side(const side *s, const step_list *list, size_t from, uint32_t goal, uint16_t *captures)
{
    uint16_t taken[MATCH_LONGEST] = {0};
    walker w = {.side = s, .reversed = !s->backward, .goal = goal, .taken = taken, .budget = WALK_STEPS};
    w.first = w.reversed ? from + goal - 1 : from;
    if (!walk(&w, (rest){.list = list}, 0))
        return false;
    for (uint32_t i = 0; i < goal; i++)
        captures[w.reversed ? goal - 1 - i : i] = taken[i];
    return true;
}

// ---- together ----

static bool longest(const places *p, uint32_t *out)
{
    for (uint32_t i = MATCH_LONGEST; i-- > 0;)
        if (place_in(p, i)) {
            *out = i;
            return true;
        }
    return false;
}

// Runs of items with the same capture, in the order of their beginnings, then of the captures.
static void collect(capture_set *out, const uint16_t *captures, uint32_t first, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint8_t c = 0; c < CAPTURE_COUNT; c++) {
            if (!(captures[i] >> c & 1) || (i && captures[i - 1] >> c & 1) || out->count == CAPTURE_SPANS)
                continue;
            uint32_t end = i;
            while (end < count && captures[end] >> c & 1)
                end++;
            out->spans[out->count++] = (capture_span){c, first + i, first + end};
        }
}

bool slow_match_at(slow_match *out, const rule_set *set, const rule *r, const vocab *v, const item_list *items,
                   size_t at)
{
    const step *anchor = &r->match.steps[r->anchor];
    step_list before = {r->match.steps, r->anchor};
    step_list behind = {r->match.steps + r->anchor + 1, r->match.count - r->anchor - 1};
    side left = {set, v, items, at - 1, true}, right = {set, v, items, at + 1, false};
    uint32_t ahead, back;
    *out = (slow_match){0};
    if (!item_fits(&right, &set->tests[anchor->test], at))
        return false;
    places left_ends = ends_of_all(&left, &before), right_ends = ends_of_all(&right, &behind);
    if (!longest(&left_ends, &back) || !longest(&right_ends, &ahead))
        return false;
    out->first = (uint32_t)at - back;
    out->end = (uint32_t)at + 1 + ahead;
    uint16_t captures[2 * MATCH_LONGEST] = {0};
    if (anchor->capture != CAPTURE_NONE)
        captures[back] = (uint16_t)(1u << anchor->capture);
    out->gave_up = !walk_side(&left, &before, out->first, back, captures) ||
                   !walk_side(&right, &behind, at + 1, ahead, captures + back + 1);
    if (!out->gave_up)
        collect(&out->captures, captures, out->first, out->end - out->first);
    return true;
}

bool slow_match_behind(const rule_set *set, const step_list *steps, const vocab *v, const item_list *items, size_t from)
{
    side s = {set, v, items, from, false};
    places ends = ends_of_all(&s, steps);
    uint32_t most;
    return longest(&ends, &most) && most > 0;
}

bool slow_match_before(const rule_set *set, const step_list *steps, const vocab *v, const item_list *items, size_t from)
{
    side s = {set, v, items, from, true};
    places ends = ends_of_all(&s, steps);
    uint32_t most;
    return longest(&ends, &most) && most > 0;
}
