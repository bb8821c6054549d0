// SPDX-License-Identifier: MIT
// item.c: see item.h. Does not know rules.
#include "match/item.h"

enum { PHRASE_WORDS = 8, SHORT_WORDS = 3, LONG_WORDS = 6 };

static const uint64_t *bits_of(const vocab *v, const token *t)
{
    return vocab_class_bits(v, vocab_type_class(v, t->type));
}

static class_id class_of(vocab *v, const predicate_id *kinds, size_t count)
{
    uint64_t set[PREDICATE_MAX / 64] = {0};
    for (size_t i = 0; i < count; i++)
        bits_set(set, kinds[i]);
    return vocab_class(v, set);
}

static void push(arena *a, item_list *out, uint32_t first, uint32_t end, class_id class_id, int32_t node)
{
    vec_push(a, out, ((item){first, end, class_id, node}));
}

static void push_edge(arena *a, item_list *out, vocab *v, uint32_t at, predicate_id kind)
{
    push(a, out, at, at, vocab_class_with(v, VOCAB_NO_CLASS, kind), -1);
}

// The class of a phrase: its lists, and the letter shapes and regular expressions of its first word (`pointing out`).
static class_id phrase_class(vocab *v, const token *first, uint64_t *bits)
{
    static const predicate_id shapes[] = {PREDICATE_WORD, PREDICATE_CAPITALISED, PREDICATE_ALL_CAPS, PREDICATE_LOWER};
    const uint64_t *own = bits_of(v, first);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (bits_has(own, shapes[i]))
            bits_set(bits, shapes[i]);
    const uint64_t *expressions = predicates_expressions(vocab_predicates(v));
    for (size_t i = 0; i < predicates_words(vocab_predicates(v)); i++)
        bits[i] |= own[i] & expressions[i];
    return vocab_class(v, bits);
}

// Tokens that the longest phrase at token i takes (0: none); its class goes to *out. Phrases do not cross sentences.
static size_t phrase_at(const page *p, uint32_t i, uint32_t end, vocab *v, class_id *out)
{
    word_text words[PHRASE_WORDS];
    size_t count = 0;
    if (i + 1 == end || p->tokens[i].flags & TOKEN_ENDS_SENTENCE ||
        !vocab_phrase_begins(v, p->tokens[i].type, p->tokens[i + 1].type))
        return 0;
    for (; count < PHRASE_WORDS && i + count < end; count++) {
        const token *t = &p->tokens[i + count];
        words[count] = (word_text){p->text.bytes + t->start, t->len, vocab_type_word(v, t->type)};
        if (t->flags & TOKEN_ENDS_SENTENCE) {
            count++;
            break;
        }
    }
    uint64_t bits[PREDICATE_MAX / 64];
    size_t taken = predicates_phrase(vocab_predicates(v), words, count, bits);
    if (taken)
        *out = phrase_class(v, &p->tokens[i], bits);
    return taken;
}

static bool is_stop(const vocab *v, class_id c)
{
    return vocab_class_has(v, c, PREDICATE_FULL_STOP) || vocab_class_has(v, c, PREDICATE_QUESTION) ||
           vocab_class_has(v, c, PREDICATE_EXCLAMATION) || vocab_class_has(v, c, PREDICATE_ELLIPSIS);
}

// The stop that ends a sentence is the sentence-end itself; otherwise an empty item follows.
static void push_token(arena *a, item_list *out, const page *p, uint32_t i, uint32_t taken, class_id c, vocab *v)
{
    bool ends = p->tokens[i + taken - 1].flags & TOKEN_ENDS_SENTENCE;
    bool stop = ends && taken == 1 && is_stop(v, c);
    push(a, out, i, i + taken, stop ? vocab_class_with(v, c, PREDICATE_SENTENCE_END) : c, -1);
    if (ends && !stop)
        push_edge(a, out, v, i + taken, PREDICATE_SENTENCE_END);
}

void items_of_block(arena *a, item_list *out, const page *p, size_t block, vocab *v, bool edges)
{
    const struct block *b = &p->blocks[block];
    if (edges)
        push_edge(a, out, v, b->first_token, PREDICATE_ITEM_BLOCK_START);
    for (uint32_t i = b->first_token; i < b->end_token;) {
        class_id c = vocab_type_class(v, p->tokens[i].type);
        if (!edges && p->tokens[i].flags & TOKEN_STARTS_SENTENCE)
            push_edge(a, out, v, i, PREDICATE_SENTENCE_START);
        size_t taken = 0;
        if (vocab_class_has(v, c, PREDICATE_PHRASE_START))
            taken = phrase_at(p, i, b->end_token, v, &c);
        if (!taken)
            taken = 1;
        push_token(a, out, p, i, (uint32_t)taken, c, v);
        i += (uint32_t)taken;
    }
    push_edge(a, out, v, b->end_token, edges ? PREDICATE_ITEM_BLOCK_END : PREDICATE_PARAGRAPH_END);
}

item_list items_of_page(arena *a, const page *p, vocab *v)
{
    item_list out = {0};
    out.room = p->token_count + p->token_count / 8 + 16;
    out.items = arena_take(a, out.room * sizeof *out.items); // written before it is read
    for (size_t i = 0; i < p->block_count; i++)
        if (p->blocks[i].kind != BLOCK_FURNITURE && p->blocks[i].first_token < p->blocks[i].end_token)
            items_of_block(a, &out, p, i, v, false);
    return out;
}

// ---- quotations ----

static bool has_word(const page *p, const vocab *v, uint32_t i)
{
    const uint64_t *bits = bits_of(v, &p->tokens[i]);
    return bits_has(bits, PREDICATE_WORD) || bits_has(bits, PREDICATE_NUMBER);
}

static predicate_id first_letter(const page *p, const vocab *v, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const uint64_t *bits = bits_of(v, &p->tokens[i]);
        if (bits_has(bits, PREDICATE_LOWER))
            return PREDICATE_QUOTATION_LOWER;
        if (has_word(p, v, i))
            return PREDICATE_QUOTATION_UPPER;
    }
    return PREDICATE_QUOTATION_LOWER;
}

static predicate_id last_sign(const page *p, const vocab *v, uint32_t first, uint32_t end)
{
    while (end > first && p->tokens[end - 1].flags & TOKEN_MARK)
        end--; // a nested quotation that closes here
    if (end == first)
        return PREDICATE_QUOTATION_OPEN;
    class_id c = vocab_type_class(v, p->tokens[end - 1].type);
    if (vocab_class_has(v, c, PREDICATE_COMMA))
        return PREDICATE_QUOTATION_COMMA;
    return is_stop(v, c) || vocab_class_has(v, c, PREDICATE_DASH) ? PREDICATE_QUOTATION_STOP : PREDICATE_QUOTATION_OPEN;
}

static bool asks_or_calls(const page *p, const vocab *v, uint32_t first, uint32_t end)
{
    while (end > first && p->tokens[end - 1].flags & TOKEN_MARK)
        end--;
    class_id c = end > first ? vocab_type_class(v, p->tokens[end - 1].type) : 0;
    return end > first && (vocab_class_has(v, c, PREDICATE_QUESTION) || vocab_class_has(v, c, PREDICATE_EXCLAMATION));
}

static class_id quotation_class(const page *p, const quotation *q, bool whole_block, vocab *v)
{
    predicate_id set[9] = {PREDICATE_QUOTATION};
    size_t n = 1, words = 0;
    uint32_t first = q->open + 1;
    for (uint32_t i = first; i < q->close && words < LONG_WORDS; i++)
        words += has_word(p, v, i);
    set[n++] = first_letter(p, v, first, q->close);
    set[n++] = last_sign(p, v, first, q->close);
    if (asks_or_calls(p, v, first, q->close))
        set[n++] = PREDICATE_QUOTATION_QUESTION;
    if (words <= SHORT_WORDS)
        set[n++] = PREDICATE_QUOTATION_SHORT;
    if (words >= LONG_WORDS)
        set[n++] = PREDICATE_QUOTATION_LONG;
    if (q->unclosed)
        set[n++] = PREDICATE_QUOTATION_UNCLOSED;
    if (q->reopened)
        set[n++] = PREDICATE_QUOTATION_REOPENED;
    if (whole_block)
        set[n++] = PREDICATE_QUOTATION_BLOCK;
    return class_of(v, set, n);
}

static uint32_t quotation_end(const quotation *q) { return q->unclosed ? q->close : q->close + 1; }

// Index behind the last item that lies in the quotation, or 0 when an item crosses its closing mark.
static size_t items_inside(const item_list *items, size_t i, uint32_t end)
{
    while (i < items->len && items->items[i].first < end) {
        if (items->items[i].end > end)
            return 0;
        i++;
    }
    return i;
}

// Headings in marks are no statements: only blocks of the body count.
static bool fills_block(const page *p, const item *open, uint32_t end, uint32_t *block)
{
    while (*block + 1 < p->block_count && p->blocks[*block].end_token <= open->first)
        ++*block;
    const struct block *b = &p->blocks[*block];
    return b->kind == BLOCK_BODY && b->first_token == open->first && b->end_token == end;
}

void items_fold_quotations(arena *a, item_list *items, const page *p, vocab *v, node_list *nodes)
{
    size_t out = 0, q = 0;
    uint32_t block = 0;
    for (size_t i = 0; i < items->len;) {
        const item *it = &items->items[i];
        while (q < p->quotation_count && (p->quotations[q].open < it->first || p->quotations[q].parent >= 0))
            q++;
        size_t behind = 0;
        if (q < p->quotation_count && it->end == it->first + 1 && p->quotations[q].open == it->first)
            behind = items_inside(items, i, quotation_end(&p->quotations[q]));
        if (!behind) {
            items->items[out++] = items->items[i++];
            continue;
        }
        uint32_t first = it->first, end = quotation_end(&p->quotations[q]);
        class_id c = quotation_class(p, &p->quotations[q], fills_block(p, it, end, &block), v);
        node n = {.kind = PREDICATE_QUOTATION,
                  .first = first,
                  .end = end,
                  .head = first,
                  .class_id = c,
                  .parent = -1,
                  .quotation = (int32_t)q,
                  .block = block,
                  .rule = UINT16_MAX,
                  .mention = -1};
        vec_push(a, nodes, n);
        items->items[out++] = (item){first, end, c, (int32_t)nodes->len - 1};
        i = behind;
    }
    items->len = out;
    items->marks = NULL;
}
