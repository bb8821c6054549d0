// SPDX-License-Identifier: MIT
// phrase.c: see phrase.h. Comes in: types. Goes out: how many of them are a phrase, and its class. Only what begins or
// is an entry is remembered, so memory grows with the lists and not with the text.
#include "words/phrase.h"

#include "words/predicate_table.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_NODES = 256,   // a power of two
    FILTER_WORTH = 5000, // questions after which the filter is worth its making
};

#define PHRASE_DEEPER (UINT32_C(1) << 31)

static void size_tables(phrases *f, size_t room)
{
    f->room = room;
    f->mask = 2 * room - 1;
    f->nodes = memory_resize(f->nodes, f->room * sizeof *f->nodes);
    f->slots = memory_resize(f->slots, (f->mask + 1) * sizeof *f->slots);
    memset(f->slots, 0, (f->mask + 1) * sizeof *f->slots);
}

phrases *phrases_new(const predicates *p)
{
    phrases *f = memory_resize(NULL, sizeof *f);
    *f = (phrases){.predicates = p, .lexicon = &predicates_table(p)->lexicon};
    size_tables(f, FIRST_NODES);
    return f;
}

void phrases_free(phrases *f)
{
    if (!f)
        return;
    free(f->nodes);
    free(f->slots);
    free(f->filter);
    free(f);
}

void phrases_forget(phrases *f)
{
    f->len = 0;
    size_tables(f, FIRST_NODES);
}

// Whether an entry begins with words of this hash, or is them.
static bool may_be_entry(const phrases *f, uint32_t hash)
{
    return lexicon_has_prefix(f->lexicon, hash) || lexicon_has_entry(f->lexicon, hash);
}

bool phrases_ask(phrases *f, uint32_t first, uint32_t second)
{
    if (++f->questions > FILTER_WORTH) {
        f->filter = memory_resize(NULL, LEXICON_FILTER_WORDS * sizeof *f->filter);
        memset(f->filter, 0, LEXICON_FILTER_WORDS * sizeof *f->filter);
        lexicon_filter(f->lexicon, f->filter);
    }
    return may_be_entry(f, lexicon_join(first, second));
}

static uint32_t hash_of(const phrase_node *n)
{
    uint64_t mixed = hash_mix(n->before ^ HASH_FIRST, n->type ^ HASH_SECOND);
    return (uint32_t)(mixed ^ mixed >> 32);
}

// The slot of the node with these words, or the free one where it belongs.
static uint32_t *find_slot(const phrases *f, const phrase_node *wanted)
{
    size_t at = hash_of(wanted) & f->mask;
    for (; f->slots[at]; at = (at + 1) & f->mask) {
        const phrase_node *n = &f->nodes[f->slots[at] - 1];
        if (n->before == wanted->before && n->type == wanted->type)
            break;
    }
    return &f->slots[at];
}

static void grow(phrases *f)
{
    size_tables(f, 2 * f->room);
    for (uint32_t i = 0; i < f->len; i++)
        *find_slot(f, &f->nodes[i]) = i + 1;
}

// The words of a node; their number.
static size_t words_of(const phrases *f, const phrase_node *n, type_id *words)
{
    size_t count = 2;
    for (const phrase_node *at = n; at->before & PHRASE_DEEPER; count++)
        at = &f->nodes[at->before & ~PHRASE_DEEPER];
    for (size_t i = count - 1; i > 1; i--) {
        words[i] = n->type;
        n = &f->nodes[n->before & ~PHRASE_DEEPER];
    }
    words[1] = n->type;
    words[0] = n->before;
    return count;
}

// The class of the entries that are exactly these words; VOCAB_NO_CLASS if there is none.
static class_id entry_class(const phrases *f, vocab *v, const type_id *words, size_t count)
{
    static const predicate_id shapes[] = {PREDICATE_WORD, PREDICATE_CAPITALISED, PREDICATE_ALL_CAPS, PREDICATE_LOWER};
    uint64_t bits[PREDICATE_MAX / 64];
    word_text texts[PHRASE_WORDS];
    for (size_t i = 0; i < count; i++)
        texts[i] = vocab_type_text(v, words[i]);
    if (!predicates_entry(f->predicates, texts, count, bits))
        return VOCAB_NO_CLASS;
    const uint64_t *own = vocab_class_bits(v, vocab_type_class(v, words[0]));
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (bits_has(own, shapes[i]))
            bits_set(bits, shapes[i]);
    const uint64_t *expressions = predicates_expressions(f->predicates);
    for (size_t i = 0; i < predicates_words(f->predicates); i++)
        bits[i] |= own[i] & expressions[i];
    return vocab_class(v, bits);
}

// Remembers what the words of a new node are.
static uint32_t add_node(phrases *f, vocab *v, phrase_node n, uint32_t hash)
{
    type_id words[PHRASE_WORDS];
    size_t count = words_of(f, &n, words);
    n.goes_on = count < PHRASE_WORDS && lexicon_has_prefix(f->lexicon, hash);
    n.class_id = entry_class(f, v, words, count);
    if (f->len == f->room)
        grow(f);
    f->nodes[f->len++] = n;
    *find_slot(f, &n) = (uint32_t)f->len;
    return (uint32_t)f->len - 1;
}

const phrase_node *phrases_step(phrases *f, vocab *v, phrase_walk *walk, type_id next, uint32_t word)
{
    phrase_node n = {.before = walk->before, .type = next};
    walk->hash = lexicon_join(walk->hash, word);
    if (!phrases_pass(f, walk->hash))
        return NULL;
    uint32_t known = *find_slot(f, &n);
    if (!known && !(word && may_be_entry(f, walk->hash)))
        return NULL;
    uint32_t at = known ? known - 1 : add_node(f, v, n, walk->hash);
    walk->before = PHRASE_DEEPER | at;
    return &f->nodes[at];
}
