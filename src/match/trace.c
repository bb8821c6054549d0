// SPDX-License-Identifier: MIT
// trace.c: see trace.h. Slow and plain: it runs only when somebody asks.
#include "match/trace.h"

bool trace_run(trace *out, run_state *r, classes *c, const program *p, const item_list *items, size_t at)
{
    *out = (trace){.at = (uint32_t)at};
    if (!run_sides(r, c, p, items, at, &out->left, &out->right))
        return false;
    uint8_t path[MATCH_LONGEST];
    uint32_t behind = out->left ? r->behind : r->reached_before, ahead = out->right ? r->ahead : r->reached;
    out->first = out->at - behind;
    out->end = out->at + ahead + 1;
    path_backward(path, r, p, behind, out->left ? p->first : UINT64_MAX);
    for (uint32_t k = 0; k <= behind; k++)
        out->path[behind - k] = path[k];
    path_forward(path, r, p, ahead, out->right ? p->last : UINT64_MAX);
    for (uint32_t k = 0; k <= ahead; k++)
        out->path[behind + k] = path[k];
    out->wanted_left = out->left ? 0 : positions_linked(p->before, r->backward[behind]);
    out->wanted_right = out->right ? 0 : positions_linked(p->follow, r->forward[ahead]);
    return true;
}

trace_lack trace_why(const test *t, const uint64_t *bits, size_t words)
{
    if (test_accepts(t, bits, words))
        return LACK_NOTHING;
    if (!t->refused || !bits_meet(t->refused, bits, words))
        return LACK_WANTED;
    static const predicate_id edges[] = {PREDICATE_SENTENCE_START, PREDICATE_SENTENCE_END,
                                         PREDICATE_PARAGRAPH_END,  PREDICATE_ITEM_BLOCK_START,
                                         PREDICATE_ITEM_BLOCK_END, PREDICATE_ITEM_CLAUSE_END};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        if (t->any && bits_has(t->refused, edges[i]) && bits_has(bits, edges[i]))
            return LACK_EDGE;
    return LACK_REFUSED;
}

bool trace_before(uint32_t *from, classes *c, const program *context, const item_list *items, uint32_t first)
{
    for (uint32_t k = 1; k <= first && k <= MATCH_LONGEST; k++) {
        item_list cut = {.items = items->items + (first - k), .len = k};
        if (!run_context_before(c, context, &cut, k - 1))
            continue;
        *from = first - k;
        return true;
    }
    return false;
}

bool trace_after(uint32_t *to, classes *c, const program *context, const item_list *items, uint32_t end)
{
    for (uint32_t k = 1; end + k <= items->len && k <= MATCH_LONGEST; k++) {
        item_list cut = {.items = items->items, .len = end + k};
        if (!run_context_after(c, context, &cut, end))
            continue;
        *to = end + k;
        return true;
    }
    return false;
}
