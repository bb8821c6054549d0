// SPDX-License-Identifier: MIT
// item.c: see item.h. Does not know rules.
#include "match/item.h"

#include "words/phrase.h"

#include <string.h>

enum { SHORT_WORDS = 3, LONG_WORDS = 6 };

_Static_assert(PREDICATE_BUILTIN_COUNT <= 64, "the first word of a class's bits holds all built-in predicates");
#define BIT(name) (UINT64_C(1) << PREDICATE_##name)

#define STOPS (BIT(FULL_STOP) | BIT(QUESTION) | BIT(EXCLAMATION) | BIT(ELLIPSIS))

static uint32_t signs_of(const page *p, const vocab *v, uint32_t i)
{
    return vocab_view_of(v)->signs[p->tokens[i].type];
}

// ---- tokens ----

// The token behind the longest phrase of tokens [i, end), whose class goes to *c; i + 1 if there is none. Phrases do
// not cross sentences.
static uint32_t phrase_end(const page *p, uint32_t i, uint32_t end, vocab *v, class_id *c)
{
    const token *t = &p->tokens[i], *last = &p->tokens[end - 1];
    phrase_walk walk = phrases_start(t->type, p->words[i]);
    uint32_t longest = i + 1;
    while (t < last && !(t->flags & TOKEN_ENDS_SENTENCE)) {
        uint32_t word = p->words[++t - p->tokens];
        const phrase_node *n = phrases_step(vocab_phrases(v), v, &walk, t->type, word);
        if (!n)
            break;
        if (n->class_id != VOCAB_NO_CLASS) {
            *c = n->class_id;
            longest = (uint32_t)(t - p->tokens) + 1;
        }
        if (!n->goes_on)
            break;
    }
    return longest;
}

// The token behind the item that begins at token i; its class goes to *c.
static inline uint32_t take(const page *p, uint32_t i, uint32_t end, vocab *v, class_id *c)
{
    const token *t = &p->tokens[i];
    *c = t->class_id;
    if ((t->flags & (TOKEN_STARTS_PHRASE | TOKEN_ENDS_SENTENCE)) != TOKEN_STARTS_PHRASE || i + 1 == end ||
        !phrases_may_begin(vocab_phrases(v), p->words[i], p->words[i + 1]))
        return i + 1;
    return phrase_end(p, i, end, v, c);
}

static class_id edge(vocab *v, predicate_id kind) { return vocab_class_with(v, VOCAB_NO_CLASS, kind); }

static item plain(uint32_t first, uint32_t end, class_id c) { return (item){first, end, c, -1}; }

void items_of_block(arena *a, item_list *out, const page *p, size_t block, vocab *v, size_t most)
{
    const struct block *b = &p->blocks[block];
    class_id c;
    if (out->room < most)
        *out = (item_list){.items = arena_take(a, most * sizeof *out->items), .room = most};
    item *at = out->items, *end = at + most;
    *at++ = plain(b->first_token, b->first_token, edge(v, PREDICATE_ITEM_BLOCK_START));
    for (uint32_t i = b->first_token, next; i < b->end_token && at < end; i = next) {
        next = take(p, i, b->end_token, v, &c);
        *at++ = plain(i, next, c);
    }
    if (at < end)
        *at++ = plain(b->end_token, b->end_token, edge(v, PREDICATE_ITEM_BLOCK_END));
    out->len = (size_t)(at - out->items);
}

// Classes of what stands where sentences and paragraphs begin and end.
typedef struct edges {
    class_id sentence_start, sentence_end, paragraph_end;
    class_id stop, stop_end; // the last stop that ended a sentence, and its class there
} edges;

// The stop that ends a sentence is the sentence-end itself; otherwise an empty item follows.
static item *put_last(item *at, item last, vocab *v, edges *e)
{
    if (last.end == last.first + 1 && *vocab_class_bits(v, last.class_id) & STOPS) {
        if (e->stop != last.class_id) {
            e->stop = last.class_id;
            e->stop_end = vocab_class_with(v, last.class_id, PREDICATE_SENTENCE_END);
        }
        last.class_id = e->stop_end;
        *at++ = last;
        return at;
    }
    *at++ = last;
    *at++ = plain(last.end, last.end, e->sentence_end);
    return at;
}

// Writes the items of tokens from *first on, up to the first one where a sentence begins or ends or a phrase may begin,
// or the last one: they are nearly all there are.
static item *put_plain(item *restrict at, const page *p, uint32_t *first, uint32_t last, const phrases *f)
{
    const token *tokens = p->tokens;
    const uint32_t *words = p->words;
    uint32_t i = *first;
    for (; i < last; i++) {
        const token *t = &tokens[i];
        if (t->flags & (TOKEN_STARTS_SENTENCE | TOKEN_ENDS_SENTENCE) ||
            (t->flags & TOKEN_STARTS_PHRASE && phrases_filter_passes(f, words[i], words[i + 1])))
            break;
        *at++ = plain(i, i + 1, t->class_id);
    }
    *first = i;
    return at;
}

// Writes a block's items behind `at`, where there is room; the place behind them.
static item *put_block(item *at, const page *p, const block *b, vocab *v, edges *e)
{
    const token *tokens = p->tokens;
    uint32_t end = b->end_token;
    class_id c;
    for (uint32_t i = b->first_token, next; i < end; i = next) {
        at = put_plain(at, p, &i, end - 1, vocab_phrases(v));
        if (tokens[i].flags & TOKEN_STARTS_SENTENCE)
            *at++ = plain(i, i, e->sentence_start);
        next = take(p, i, end, v, &c);
        if (tokens[next - 1].flags & TOKEN_ENDS_SENTENCE)
            at = put_last(at, plain(i, next, c), v, e);
        else
            *at++ = plain(i, next, c);
    }
    *at++ = plain(end, end, e->paragraph_end);
    return at;
}

// Room for so many items more.
static void reserve(arena *a, item_list *out, size_t more)
{
    while (out->room - out->len < more)
        out->items = vec_grow(a, out->items, out->len, &out->room, sizeof *out->items);
}

item_list items_of_page(arena *a, const page *p, vocab *v)
{
    enum { LONG_BLOCK = 1024 };
    item_list out = {.room = p->token_count + p->token_count / 8 + LONG_BLOCK};
    edges e = {edge(v, PREDICATE_SENTENCE_START), edge(v, PREDICATE_SENTENCE_END), edge(v, PREDICATE_PARAGRAPH_END),
               VOCAB_NO_CLASS, VOCAB_NO_CLASS};
    out.items = arena_take(a, out.room * sizeof *out.items); // written before it is read
    for (size_t i = 0; i < p->block_count; i++) {
        const block *b = &p->blocks[i];
        if (b->kind == BLOCK_FURNITURE || b->first_token == b->end_token)
            continue;
        reserve(a, &out, 3 * (size_t)(b->end_token - b->first_token) + 1);
        out.len = (size_t)(put_block(out.items + out.len, p, b, v, &e) - out.items);
    }
    return out;
}

// ---- quotations ----

static uint64_t first_letter(const page *p, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        if (p->tokens[i].flags & TOKEN_LOWER)
            return BIT(QUOTATION_LOWER);
        if (p->tokens[i].flags & TOKEN_WORD)
            return BIT(QUOTATION_UPPER);
    }
    return BIT(QUOTATION_LOWER);
}

static uint64_t last_sign(const page *p, const vocab *v, uint32_t first, uint32_t end)
{
    while (end > first && p->tokens[end - 1].flags & TOKEN_MARK)
        end--; // a nested quotation that closes here
    uint32_t signs = end > first ? signs_of(p, v, end - 1) : 0;
    uint64_t asks = signs & (BIT(QUESTION) | BIT(EXCLAMATION)) ? BIT(QUOTATION_QUESTION) : 0;
    if (signs & BIT(COMMA))
        return BIT(QUOTATION_COMMA) | asks;
    return (signs & (STOPS | BIT(DASH)) ? BIT(QUOTATION_STOP) : BIT(QUOTATION_OPEN)) | asks;
}

static uint64_t length_of(const page *p, uint32_t first, uint32_t end)
{
    size_t words = 0;
    for (uint32_t i = first; i < end && words < LONG_WORDS; i++)
        words += (p->tokens[i].flags & TOKEN_WORD) != 0;
    return words <= SHORT_WORDS ? BIT(QUOTATION_SHORT) : words >= LONG_WORDS ? BIT(QUOTATION_LONG) : 0;
}

// What rules can ask about a quotation: built-in predicates.
static uint64_t quotation_signs(const page *p, const quotation *q, bool whole_block, const vocab *v)
{
    uint32_t first = q->open + 1;
    return BIT(QUOTATION) | first_letter(p, first, q->close) | last_sign(p, v, first, q->close) |
           length_of(p, first, q->close) | (q->unclosed ? BIT(QUOTATION_UNCLOSED) : 0) |
           (q->reopened ? BIT(QUOTATION_REOPENED) : 0) | (whole_block ? BIT(QUOTATION_BLOCK) : 0);
}

static class_id class_of_signs(vocab *v, uint64_t signs)
{
    uint64_t bits[PREDICATE_MAX / 64] = {signs};
    return vocab_class(v, bits);
}

static uint32_t quotation_end(const quotation *q) { return q->unclosed ? q->close : q->close + 1; }

// Index of the item that is the token, looked for from item i on, or of the one that would stand behind it.
static size_t item_at(const item_list *items, size_t i, uint32_t token)
{
    size_t step = 1, end;
    while (i + step < items->len && items->items[i + step].end <= token) {
        i += step;
        step *= 2;
    }
    end = i + step < items->len ? i + step : items->len;
    while (i < end) {
        size_t middle = (i + end) / 2;
        if (items->items[middle].end <= token) // an empty one before the token too
            i = middle + 1;
        else
            end = middle;
    }
    return i;
}

// Headings in marks are no statements: only blocks of the body count.
static bool fills_block(const page *p, uint32_t first, uint32_t end, uint32_t *block)
{
    while (*block + 1 < p->block_count && p->blocks[*block].end_token <= first)
        ++*block;
    const struct block *b = &p->blocks[*block];
    return b->kind == BLOCK_BODY && b->first_token == first && b->end_token == end;
}

static node node_of(const page *p, size_t number, vocab *v, uint32_t *block)
{
    const quotation *q = &p->quotations[number];
    uint32_t end = quotation_end(q);
    bool whole_block = fills_block(p, q->open, end, block);
    return (node){.kind = PREDICATE_QUOTATION,
                  .first = q->open,
                  .end = end,
                  .head = q->open,
                  .class_id = class_of_signs(v, quotation_signs(p, q, whole_block, v)),
                  .parent = -1,
                  .rule = UINT16_MAX,
                  .mention = -1};
}

// Moves items [from, end) to place `out`.
static size_t move(item_list *items, size_t out, size_t from, size_t end)
{
    if (out != from)
        memmove(&items->items[out], &items->items[from], (end - from) * sizeof *items->items);
    return out + (end - from);
}

void items_fold_quotations(arena *a, item_list *items, const page *p, vocab *v, node_list *nodes)
{
    class_id comma = class_of_signs(v, BIT(COMMA));
    size_t out = 0, from = 0;
    uint32_t block = 0;
    for (size_t i = 0; i < p->quotation_count && from < items->len; i++) {
        const quotation *q = &p->quotations[i];
        if (q->parent >= 0 || q->open < items->items[from].first)
            continue;
        size_t at = item_at(items, from, q->open);
        if (at == items->len || items->items[at].first != q->open || items->items[at].end != q->open + 1)
            continue;
        size_t last = item_at(items, at, quotation_end(q) - 1);
        if (last == items->len || items->items[last].end > quotation_end(q)) // crosses the closing mark
            continue;
        node n = node_of(p, i, v, &block);
        vec_push(a, nodes, n);
        out = move(items, out, from, at);
        items->items[out++] = (item){n.first, n.end, n.class_id, (int32_t)nodes->len - 1};
        if (vocab_class_has(v, n.class_id, PREDICATE_QUOTATION_COMMA))
            items->items[out++] = (item){n.end, n.end, comma, -1}; // in the place of the comma inside
        from = last + 1;
    }
    items->len = move(items, out, from, items->len);
    items->marks = NULL;
}
