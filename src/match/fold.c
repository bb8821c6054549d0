// SPDX-License-Identifier: MIT
// fold.c: see fold.h. Only contenders whose items overlap have to be compared, so they are taken in clusters; most
// clusters are one contender.
#include "match/fold.h"

#include <stdlib.h>
#include <string.h>

enum { SORT_FEW = 12 };

// A match and the items [first, end) that it would make one of.
typedef struct contender {
    uint64_t key; // the smaller one claims first: the longer item, the longer match, the earlier start
    uint32_t first, end;
    rule_match match;
} contender;

// Contenders of a block, from `begin` to those of the next cluster; their items lie in [first, end).
typedef struct cluster {
    uint32_t begin, first, end;
} cluster;

// An anchor and those rules in one word of the stage's that may match there.
typedef struct hit {
    uint32_t at;
    const stage_word *of;
    uint64_t rules; // as bits
} hit;

typedef struct folder {
    matcher *m;
    arena *arena;
    size_t stage;
    const stage_word *words, *words_end; // of its rules
    item_list *items;
    node_list *nodes;
    uint32_t *owner; // by item of the cluster at hand: index + 1 of the contender that claimed it
    // of the block at hand
    uint32_t *anchors; // items on which rules of the stage are anchored
    size_t anchor_count;
    VEC(hit) hits;
    VEC(contender) found;
    VEC(cluster) clusters;
    VEC(const contender *) winners; // in text order
} folder;

// ---- contenders ----

// The captures of a match whose run is at hand.
static void find_captures(capture_set *out, const folder *f, const rule_match *found)
{
    const program *p = &f->m->programs->programs[found->rule].match;
    if (!p->captures_anchor) {
        captures_find(out, &f->m->run, p, found->at);
        return;
    }
    out->count = 0;
    for (uint16_t rest = p->captured; rest; rest &= (uint16_t)(rest - 1))
        out->spans[out->count++] = (capture_span){(uint8_t)__builtin_ctz(rest), found->at, found->at + 1};
}

// The items that a match whose run is at hand would make one of.
static capture_span item_span(const folder *f, const program *p, const rule_match *found)
{
    capture_span all = {CAPTURE_ITEM, found->first, found->end};
    if (!(p->captured >> CAPTURE_ITEM & 1))
        return all;
    capture_set captures;
    find_captures(&captures, f, found);
    const capture_span *item = captures_get(&captures, CAPTURE_ITEM);
    return item ? *item : all;
}

static int compare(const void *left, const void *right)
{
    const contender *a = left, *b = right;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->match.rule != b->match.rule)
        return a->match.rule < b->match.rule ? -1 : 1;
    return (a->match.at > b->match.at) - (a->match.at < b->match.at);
}

// Of contenders for the same items, as rules of one anchor often are, only the first could ever claim them.
static void add_contender(folder *f, const rule_match *found)
{
    capture_span s = item_span(f, &f->m->programs->programs[found->rule].match, found);
    uint64_t items = s.end - s.first, all = found->end - found->first; // at most 2 * MATCH_LONGEST
    uint64_t key = (UINT16_MAX - items) << 48 | (UINT16_MAX - all) << 32 | s.first;
    contender c = {key, s.first, s.end, *found}, *last = f->found.len ? &f->found.items[f->found.len - 1] : NULL;
    if (!last || last->first != c.first || last->end != c.end)
        vec_push(f->arena, &f->found, c);
    else if (compare(&c, last) < 0)
        *last = c;
}

// Finds the items of the block that begins at `from` on which rules of the stage are anchored; returns its end. Without
// a branch on what is found: too many are, and too few, to be guessed.
static size_t find_anchors(folder *f, size_t from)
{
    const uint64_t *marks = f->items->marks;
    const unsigned stage = (unsigned)f->stage;
    uint32_t *anchors = f->anchors;
    size_t i = from, count = 0;
    do {
        anchors[count] = (uint32_t)i;
        count += marks[i] >> stage & 1;
    } while (!(marks[i++] & CLASSES_END_OF_BLOCK));
    f->anchor_count = count;
    return i < f->items->len ? i : f->items->len;
}

// Which rules of one word may match at the anchors. All before the first rule is run, and again without a branch: the
// looks into the tables do not wait for each other.
static void find_hits(folder *f, const stage_word *of)
{
    const item *items = f->items->items;
    const behaviours *known = &f->m->classes.words[of->word];
    size_t last = f->items->len - 1;
    while (f->hits.room - f->hits.len < f->anchor_count)
        f->hits.items = vec_grow(f->arena, f->hits.items, f->hits.len, &f->hits.room, sizeof *f->hits.items);
    hit *out = f->hits.items + f->hits.len;
    for (size_t i = 0; i < f->anchor_count; i++) {
        uint32_t at = f->anchors[i];
        *out = (hit){at, of, rules_fitting(known, of, items + at, at > 0, at < last)};
        out += out->rules != 0;
    }
    f->hits.len = (size_t)(out - f->hits.items);
}

// Finds the contenders of the block [from, end). A match may not leave it: what lies before is rewritten already.
static void find_contenders(folder *f, size_t from, size_t end)
{
    matcher *m = f->m;
    rule_match found;
    f->found.len = 0;
    for (size_t i = 0; i < f->hits.len; i++) {
        const hit *h = &f->hits.items[i];
        for (uint64_t rest = h->rules; rest; rest &= rest - 1)
            if (run_rule(&found, &m->run, &m->classes, h->of->rules[__builtin_ctzll(rest)], f->items, h->at) &&
                found.first >= from && found.end <= end)
                add_contender(f, &found);
    }
}

// ---- winners ----

// Puts contender i, found behind all others, into its cluster: with those before it whose items it overlaps, and all
// that stand between.
static void add_to_clusters(folder *f, uint32_t i)
{
    const contender *c = &f->found.items[i];
    cluster own = {i, c->first, c->end};
    for (; f->clusters.len; f->clusters.len--) {
        const cluster *before = &f->clusters.items[f->clusters.len - 1];
        if (before->end <= c->first)
            break;
        own.begin = before->begin;
        own.first = before->first < own.first ? before->first : own.first;
        own.end = before->end > own.end ? before->end : own.end;
    }
    vec_push(f->arena, &f->clusters, own);
}

// By insertion: a cluster has a few, and qsort costs more than to sort them.
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

static void claim(folder *f, uint32_t contender_index)
{
    const contender *c = &f->found.items[contender_index];
    for (uint32_t i = c->first; i < c->end; i++)
        if (f->owner[i])
            return;
    for (uint32_t i = c->first; i < c->end; i++)
        f->owner[i] = contender_index + 1;
}

// Who wins among the contenders of a cluster, which end before `end`.
static void contest(folder *f, const cluster *x, uint32_t end)
{
    contender *all = f->found.items + x->begin;
    size_t count = end - x->begin;
    if (count > SORT_FEW)
        qsort(all, count, sizeof *all, compare);
    else
        sort_few(all, count);
    memset(f->owner + x->first, 0, (x->end - x->first) * sizeof *f->owner);
    for (uint32_t i = x->begin; i < end; i++)
        claim(f, i);
    for (uint32_t i = x->first; i < x->end;) {
        const contender *winner = f->owner[i] ? &f->found.items[f->owner[i] - 1] : NULL;
        i = winner ? winner->end : i + 1;
        if (winner)
            vec_push(f->arena, &f->winners, winner);
    }
}

static void find_winners(folder *f)
{
    f->winners.len = f->clusters.len = 0;
    for (size_t i = 0; i < f->found.len; i++)
        add_to_clusters(f, (uint32_t)i);
    for (size_t i = 0; i < f->clusters.len; i++) {
        const cluster *x = &f->clusters.items[i];
        uint32_t end = i + 1 < f->clusters.len ? x[1].begin : (uint32_t)f->found.len;
        if (end == x->begin + 1)
            vec_push(f->arena, &f->winners, &f->found.items[x->begin]);
        else
            contest(f, x, end);
    }
}

// ---- nodes ----

static class_id make_class(matcher *m, class_id head, const gives *given)
{
    uint64_t bits[PREDICATE_MAX / 64];
    size_t words = predicates_words(m->rules->predicates);
    if (given->inherits_nothing)
        memset(bits, 0, words * sizeof *bits);
    else
        memcpy(bits, vocab_class_bits(m->vocab, head), words * sizeof *bits);
    for (size_t i = 0; i < words; i++)
        bits[i] &= ~m->kinds[i];
    bits_set(bits, given->item);
    return vocab_class(m->vocab, bits);
}

// The same class again and again: `the` and a noun that is in no list.
static class_id class_of(matcher *m, class_id head, const gives *given)
{
    uint64_t key = UINT64_C(1) << 63 | (uint64_t)given->inherits_nothing << 48 | (uint64_t)given->item << 32 | head;
    folded_class *known = &m->folded[key * UINT64_C(0x9E3779B97F4A7C15) >> 51 & (MATCHER_FOLDED - 1)];
    if (known->key != key)
        *known = (folded_class){key, make_class(m, head, given)};
    return known->class_id;
}

static void adopt(folder *f, const contender *c, int32_t parent)
{
    for (uint32_t i = c->first; i < c->end; i++)
        if (f->items->items[i].node >= 0)
            f->nodes->items[f->items->items[i].node].parent = parent;
}

// The first span of each capture that holds a token.
static void set_captures(folder *f, node *n, const capture_set *captures)
{
    enum { AT_ONCE = 32 * CAPTURE_COUNT };
    node_list *nodes = f->nodes;
    if (nodes->spare_end - nodes->spare < CAPTURE_COUNT) {
        nodes->spare = arena_take(f->arena, AT_ONCE * sizeof *nodes->spare);
        nodes->spare_end = nodes->spare + AT_ONCE;
    }
    unsigned seen = 1u << CAPTURE_ITEM;
    node_capture *out = nodes->spare;
    for (size_t i = 0; i < captures->count; i++) {
        const capture_span *s = &captures->spans[i];
        uint32_t first = f->items->items[s->first].first, end = f->items->items[s->end - 1].end;
        if (seen >> s->capture & 1 || first == end)
            continue;
        seen |= 1u << s->capture;
        *out++ = (node_capture){s->capture, first, end};
    }
    n->captured = (uint16_t)(seen & ~(1u << CAPTURE_ITEM));
    n->captures = nodes->spare;
    nodes->spare = out;
}

// What the new item inherits its lists from: the capture `head`, else the last item of it.
static const item *head_of(const folder *f, const contender *c, const capture_set *captures)
{
    const capture_span *head = captures_get(captures, CAPTURE_HEAD);
    return &f->items->items[(head ? head->end : c->end) - 1];
}

static void add_node(folder *f, const contender *c)
{
    static const node plain = {.parent = -1, .mention = -1};
    const rule_match *won = &c->match;
    const rule *r = &f->m->rules->rules[won->rule];
    const program *p = &f->m->programs->programs[won->rule].match;
    const item *items = f->items->items;
    capture_set captures;
    if (!p->captures_anchor)
        run_anchored(&f->m->run, &f->m->classes, p, f->items, won->at);
    find_captures(&captures, f, won);
    const item *head = head_of(f, c, &captures);
    node_list *nodes = f->nodes;
    uint32_t head_token = head->node >= 0           ? nodes->items[head->node].head
                          : head->end > head->first ? head->end - 1
                                                    : head->first;
    adopt(f, c, (int32_t)nodes->len);
    if (nodes->len == nodes->room)
        nodes->items = vec_grow(f->arena, nodes->items, nodes->len, &nodes->room, sizeof *nodes->items);
    node *n = &nodes->items[nodes->len++];
    *n = plain;
    n->kind = r->gives.item;
    n->first = items[c->first].first;
    n->end = items[c->end - 1].end;
    n->head = head_token;
    n->class_id = class_of(f->m, head->class_id, &r->gives);
    n->rule = won->rule;
    set_captures(f, n, &captures);
}

// ---- items ----

// Moves items [from, end) to `to`; returns the end of them there.
static size_t move(item_list *items, size_t to, size_t from, size_t end)
{
    if (to != from && end > from) {
        memmove(&items->items[to], &items->items[from], (end - from) * sizeof *items->items);
        memmove(&items->marks[to], &items->marks[from], (end - from) * sizeof *items->marks);
    }
    return to + (end - from);
}

// Moves items [from, end) to `out`, the winners' as one each; their nodes are the last ones. Returns the new end.
static size_t rewrite(folder *f, size_t out, size_t from, size_t end)
{
    item_list *items = f->items;
    size_t n = f->nodes->len - f->winners.len;
    for (size_t i = 0; i < f->winners.len; i++, n++) {
        const node *made = &f->nodes->items[n];
        out = move(items, out, from, f->winners.items[i]->first);
        items->items[out] = (item){made->first, made->end, made->class_id, (int32_t)n};
        items->marks[out++] = classes_marks(&f->m->classes, made->class_id);
        from = f->winners.items[i]->end;
    }
    return move(items, out, from, end);
}

// Room that most articles never outgrow: growing copies.
static void make_room(folder *f)
{
    enum { MATCHES = 64, ITEMS_OF_NODE = 3 };
    f->hits.items = arena_take(f->arena, MATCHES * sizeof *f->hits.items);
    f->found.items = arena_take(f->arena, MATCHES * sizeof *f->found.items);
    f->clusters.items = arena_take(f->arena, MATCHES * sizeof *f->clusters.items);
    f->winners.items = arena_take(f->arena, MATCHES * sizeof *f->winners.items);
    f->hits.room = f->found.room = f->clusters.room = f->winners.room = MATCHES;
    f->owner = arena_take(f->arena, f->items->len * sizeof *f->owner); // cleared cluster by cluster
    f->anchors = arena_take(f->arena, (f->items->len + 1) * sizeof *f->anchors);
    if (f->nodes->items)
        return;
    f->nodes->room = f->items->len / ITEMS_OF_NODE + 1;
    f->nodes->items = arena_take(f->arena, f->nodes->room * sizeof *f->nodes->items);
}

static void make_marks(matcher *m, arena *a, item_list *items)
{
    classes_fill(&m->classes);
    const uint64_t *by_class = m->classes.marks;
    size_t count = items->len;
    uint64_t *marks = arena_take(a, (count + 1) * sizeof *marks);
    for (size_t i = 0; i < count; i++)
        marks[i] = by_class[items->items[i].class_id];
    marks[count] = CLASSES_END_OF_BLOCK;
    items->marks = marks;
}

static uint32_t block_of(const page *p, const item *it, uint32_t block)
{
    while (block + 1 < p->block_count && p->blocks[block].end_token <= it->first)
        block++;
    return block;
}

void stage_fold(matcher *m, arena *a, size_t stage, const page *p, item_list *items, node_list *nodes)
{
    folder f = {.m = m, .arena = a, .stage = stage, .items = items, .nodes = nodes};
    const rule_index *x = &m->programs->index;
    f.words = x->stages + x->starts[stage];
    f.words_end = x->stages + x->starts[stage + 1];
    if (!items->marks)
        make_marks(m, a, items);
    make_room(&f);
    size_t out = 0;
    uint32_t block = 0;
    for (size_t from = 0, end = items->len; from < items->len; from = end) {
        f.hits.len = 0;
        end = find_anchors(&f, from);
        for (const stage_word *of = f.words; of < f.words_end; of++)
            find_hits(&f, of);
        find_contenders(&f, from, end);
        find_winners(&f);
        if (f.winners.len) {
            block = block_of(p, &items->items[from], block);
            for (size_t i = 0; i < f.winners.len; i++)
                add_node(&f, f.winners.items[i]);
        }
        out = rewrite(&f, out, from, end);
    }
    items->len = out;
    items->marks[out] = CLASSES_END_OF_BLOCK;
}
