// SPDX-License-Identifier: MIT
// fold.c: see fold.h.
#include "match/fold.h"

#include <stdlib.h>
#include <string.h>

// The items that the candidate would make one of.
static capture_span item_span(const candidate *c)
{
    const capture_span *item = candidate_span(c, CAPTURE_ITEM);
    return item ? *item : (capture_span){CAPTURE_ITEM, c->first, c->end};
}

enum { SORT_FEW = 12 };

// A candidate while they are sorted.
typedef struct contender {
    candidate *candidate;
    uint32_t first, len; // of its item
} contender;

static int compare(const void *left, const void *right)
{
    const contender *x = left, *y = right;
    const candidate *a = x->candidate, *b = y->candidate;
    if (x->len != y->len)
        return x->len > y->len ? -1 : 1;
    if (a->end - a->first != b->end - b->first)
        return a->end - a->first > b->end - b->first ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return a->rule != b->rule ? (a->rule < b->rule ? -1 : 1) : (a->at > b->at) - (a->at < b->at);
}

// By insertion: a block has a few, and qsort costs more than to sort them.
static void sort_few(contender *all, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        contender moved = all[i];
        size_t at = i;
        for (; at > 0 && compare(&all[at - 1], &moved) > 0; at--)
            all[at] = all[at - 1];
        all[at] = moved;
    }
}

// In the order in which they may claim their items.
static const contender *sort(arena *a, const candidate_list *found)
{
    contender *sorted = arena_take(a, found->len * sizeof *sorted);
    for (size_t i = 0; i < found->len; i++) {
        capture_span s = item_span(&found->items[i]);
        sorted[i] = (contender){&found->items[i], s.first, s.end - s.first};
    }
    if (found->len > SORT_FEW)
        qsort(sorted, found->len, sizeof *sorted, compare);
    else
        sort_few(sorted, found->len);
    return sorted;
}

// A match may not leave its block [base, end): what lies before is rewritten
// already.
static bool claim(candidate **owner, candidate *c, size_t base, size_t end)
{
    capture_span s = item_span(c);
    if (c->first < base || c->end > end)
        return false;
    for (uint32_t i = s.first; i < s.end; i++)
        if (owner[i - base])
            return false;
    for (uint32_t i = s.first; i < s.end; i++)
        owner[i - base] = c;
    return true;
}

// What the new item inherits its lists from: the capture `head`, else the last
// token of it.
static uint32_t head_item(const candidate *c, capture_span s)
{
    const capture_span *head = candidate_span(c, CAPTURE_HEAD);
    return (head ? head->end : s.end) - 1;
}

static class_id folded_class(matcher *m, class_id head, const gives *given)
{
    uint64_t bits[PREDICATE_MAX / 64];
    size_t words = predicates_words(m->rules->predicates);
    memcpy(bits, vocab_class_bits(m->vocab, head), words * sizeof *bits);
    if (given->inherits_nothing)
        memset(bits, 0, words * sizeof *bits);
    for (size_t i = 0; i < words; i++)
        bits[i] &= ~m->kinds[i];
    bits_set(bits, given->item);
    return vocab_class(m->vocab, bits);
}

static void adopt(node_list *nodes, const item_list *items, capture_span s, int32_t parent)
{
    for (uint32_t i = s.first; i < s.end; i++)
        if (items->items[i].node >= 0)
            nodes->items[items->items[i].node].parent = parent;
}

static void set_captures(node *n, const candidate *c, const item_list *items)
{
    for (size_t i = 0; i < c->captures.count; i++) {
        const capture_span *s = &c->captures.spans[i];
        if (n->captures[s->capture].first == n->captures[s->capture].end) {
            n->captures[s->capture].first = items->items[s->first].first;
            n->captures[s->capture].end = items->items[s->end - 1].end;
        }
    }
}

static int32_t make_node(matcher *m, arena *a, const candidate *c, const item_list *items, node_list *nodes,
                         uint32_t block)
{
    capture_span s = item_span(c);
    const item *head = &items->items[head_item(c, s)];
    const rule *r = &m->rules->rules[c->rule];
    node n = {.kind = r->gives.item,
              .first = items->items[s.first].first,
              .end = items->items[s.end - 1].end,
              .parent = -1,
              .quotation = -1,
              .block = block,
              .rule = c->rule,
              .mention = -1};
    n.head = head->node >= 0 ? nodes->items[head->node].head : head->end > head->first ? head->end - 1 : head->first;
    n.class_id = folded_class(m, head->class_id, &r->gives);
    set_captures(&n, c, items);
    vec_push(a, nodes, n);
    adopt(nodes, items, s, (int32_t)nodes->len - 1);
    return (int32_t)nodes->len - 1;
}

// Rewrites items [from, end) to out; returns the new end of out.
static size_t rewrite(matcher *m, arena *a, candidate **owner, item_list *items, size_t from, size_t end, size_t out,
                      node_list *nodes, uint32_t block)
{
    for (size_t i = from; i < end;) {
        size_t next = i; // the next item that is folded; those before it are moved together
        while (next < end && !owner[next - from])
            next++;
        if (out != i)
            memmove(&items->items[out], &items->items[i], (next - i) * sizeof *items->items);
        out += next - i;
        if (next == end)
            break;
        candidate *c = owner[next - from];
        capture_span s = item_span(c);
        int32_t n = make_node(m, a, c, items, nodes, block);
        items->items[out++] = (item){nodes->items[n].first, nodes->items[n].end, nodes->items[n].class_id, n};
        i = s.end;
    }
    return out;
}

static uint32_t block_of(const page *p, const item *it, uint32_t block)
{
    while (block + 1 < p->block_count && p->blocks[block].end_token <= it->first)
        block++;
    return block;
}

void stage_fold(matcher *m, arena *a, size_t stage, const page *p, item_list *items, node_list *nodes)
{
    size_t out = 0;
    uint32_t block = 0;
    candidate_list found = {0};
    candidate **owner = arena_take(a, (items->len + 1) * sizeof *owner); // cleared block by block
    for (size_t from = 0, end; from < items->len; from = end) {
        found.len = 0;
        end = stage_collect_block(m, a, stage, items, from, &found);
        if (!found.len) {
            if (out != from)
                memmove(&items->items[out], &items->items[from], (end - from) * sizeof *items->items);
            out += end - from;
            continue;
        }
        const contender *sorted = sort(a, &found);
        memset(owner, 0, (end - from) * sizeof *owner);
        for (size_t i = 0; i < found.len; i++)
            claim(owner, sorted[i].candidate, from, end);
        block = block_of(p, &items->items[from], block);
        out = rewrite(m, a, owner, items, from, end, out, nodes, block);
    }
    items->len = out;
}
