// SPDX-License-Identifier: MIT
// name_table.c: types of the vocabulary -> what the lists say of them and their comparable words. In: tokens. Out:
// bits, and small numbers that are equal when the words are. Each type is looked at once in the life of its vocabulary.
#include "people/name_table.h"

#include "base/vec.h"
#include "words/hash.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORD_BYTES = 120,    // more of a word is not compared: no name is longer
    WORDS_MOST = 400000, // after so many the table begins anew: memory does not grow with an archive
    FIRST_SLOTS = 1024,  // powers of two
    FIRST_TYPES = 4096,
    FIRST_CLASSES = 1024,
    KEPT_MEMORY = 1024 * 1024 // bytes of words that outlive this
};

typedef folded_text word;

struct name_table {
    name_view view; // first: see name_table.h
    vocab *vocab;
    const predicates *predicates;
    arena *own; // what stands in this struct
    // from predicates to what they mean
    size_t bit_words; // of a bit set
    uint64_t *asked;  // the predicates that mean something
    uint64_t *means;  // of each predicate
    uint64_t *nouns;  // lists whose canonical form stands for a word
    // by class: what its predicates mean
    uint64_t *classes;
    size_t class_count, class_room;
    // by type
    type_words *types;
    size_t type_count, type_room;
    uint32_t generation; // of the vocabulary
    // words
    arena *memory;     // texts
    VEC(word) words;   // word id - 1
    uint32_t *slots;   // id or 0, open addressing
    size_t slot_count; // a power of two
};

// Lists whose canonical form stands for a word.
#define NOUN_MEANS                                                                                                     \
    (MEANS(FEATURE_TITLE) | MEANS(FEATURE_PERSON_NOUN) | MEANS(FEATURE_GROUP_NOUN) | MEANS(FEATURE_DOCUMENT_NOUN) |    \
     MEANS(FEATURE_ORGANISATION_NOUN))

// ---- what the lists say ----

static void add_meaning(name_table *t, predicate_id predicate, unsigned fact)
{
    if (predicate == PREDICATE_NONE)
        return;
    bits_set(t->asked, predicate);
    t->means[predicate] |= MEANS(fact);
}

static void read_features(name_table *t, const rule_set *rules)
{
    for (unsigned f = 0; f < FEATURE_COUNT; f++) {
        for (size_t w = 0; w < t->bit_words; w++) {
            t->nouns[w] |= NOUN_MEANS >> f & 1 ? rules->features[f][w] : 0;
            for (uint64_t left = rules->features[f][w]; left; left &= left - 1)
                add_meaning(t, (predicate_id)(w * 64 + (size_t)__builtin_ctzll(left)), f);
        }
    }
}

static void read_shapes(name_table *t, const token_lists *lists)
{
    add_meaning(t, PREDICATE_WORD, FACT_WORD);
    add_meaning(t, PREDICATE_NUMBER, FACT_WORD);
    add_meaning(t, PREDICATE_LOWER, FACT_LOWER);
    add_meaning(t, PREDICATE_ALL_CAPS, FACT_ALL_CAPS);
    add_meaning(t, PREDICATE_COMMA, FACT_COMMA);
    add_meaning(t, PREDICATE_COLON, FACT_COLON);
    add_meaning(t, PREDICATE_OPEN_BRACKET, FACT_OPEN_BRACKET);
    add_meaning(t, PREDICATE_CLOSE_BRACKET, FACT_CLOSE_BRACKET);
    add_meaning(t, lists->clitic, FACT_CLITIC);
    add_meaning(t, lists->abbreviation_before_name, FACT_SHORT_TITLE);
}

// Adds what follows from the other bits.
static uint64_t conclude(uint64_t means)
{
    const uint64_t outside = MEANS(FEATURE_PREPOSITION) | MEANS(FEATURE_ARTICLE);
    const uint64_t ending = MEANS(FEATURE_PREPOSITION) | MEANS(FEATURE_RELATIVE);
    if (means & MEANS(FACT_CLITIC))
        return means & ~MEANS(FACT_WORD);
    if (!(means & MEANS(FACT_WORD)))
        return means | MEANS(FACT_ENDS_NOUN);
    return means | (means & outside ? 0 : MEANS(FACT_TELLS)) | (means & ending ? MEANS(FACT_ENDS_NOUN) : 0);
}

static uint64_t means_of(const name_table *t, class_id class)
{
    const uint64_t *bits = vocab_class_bits(t->vocab, class);
    uint64_t means = 0;
    for (size_t w = 0; w < t->bit_words; w++)
        for (uint64_t left = bits[w] & t->asked[w]; left; left &= left - 1)
            means |= t->means[w * 64 + (size_t)__builtin_ctzll(left)];
    return conclude(means);
}

// ---- its life ----

static void open_slots(name_table *t, size_t count)
{
    t->slot_count = count;
    t->slots = memory_resize(t->slots, count * sizeof *t->slots);
    memset(t->slots, 0, count * sizeof *t->slots);
}

static void forget(name_table *t)
{
    t->generation = vocab_generation(t->vocab);
    t->type_count = t->class_count = 0;
    arena_reset(t->memory, KEPT_MEMORY);
    t->words.items = NULL;
    t->words.len = t->words.room = 0;
    open_slots(t, FIRST_SLOTS);
}

name_table *name_table_new(const rule_set *rules, vocab *v)
{
    arena *a = arena_new(NULL, NULL);
    name_table *t = ARENA_NEW(a, name_table);
    t->own = a;
    t->vocab = v;
    t->predicates = rules->predicates;
    t->bit_words = predicates_words(rules->predicates);
    t->asked = ARENA_ARRAY(a, uint64_t, t->bit_words);
    t->means = ARENA_ARRAY(a, uint64_t, t->bit_words * 64);
    t->nouns = ARENA_ARRAY(a, uint64_t, t->bit_words);
    t->memory = arena_new(NULL, NULL);
    t->type_room = FIRST_TYPES;
    t->types = memory_resize(NULL, t->type_room * sizeof *t->types);
    t->class_room = FIRST_CLASSES;
    t->classes = memory_resize(NULL, t->class_room * sizeof *t->classes);
    read_features(t, rules);
    read_shapes(t, &rules->lists);
    forget(t);
    return t;
}

void name_table_free(name_table *t)
{
    if (!t)
        return;
    free(t->types);
    free(t->classes);
    free(t->slots);
    arena_free(t->memory);
    arena_free(t->own);
}

static void *make_room(void *items, size_t *room, size_t count, size_t size)
{
    if (count <= *room)
        return items;
    while (*room < count)
        *room *= 2;
    return memory_resize(items, *room * size);
}

void name_table_begin(name_table *t, arena *a, const page *p)
{
    if (t->generation != vocab_generation(t->vocab) || t->words.len > WORDS_MOST)
        forget(t);
    size_t types = vocab_type_count(t->vocab), classes = vocab_class_count(t->vocab);
    t->types = make_room(t->types, &t->type_room, types, sizeof *t->types);
    t->classes = make_room(t->classes, &t->class_room, classes, sizeof *t->classes);
    memset(t->types + t->type_count, 0, (types - t->type_count) * sizeof *t->types);
    t->type_count = types;
    for (; t->class_count < classes; t->class_count++)
        t->classes[t->class_count] = means_of(t, (class_id)t->class_count);
    t->view = (name_view){{p->tokens, t->classes, t->types}, p, a, NULL, NULL};
}

const vocab *name_table_vocab(const name_table *t) { return t->vocab; }

// ---- words ----

static void widen(name_table *t)
{
    open_slots(t, t->slot_count * 2);
    for (size_t i = 0; i < t->words.len; i++) {
        size_t at = t->words.items[i].hash & (t->slot_count - 1);
        while (t->slots[at])
            at = (at + 1) & (t->slot_count - 1);
        t->slots[at] = (uint32_t)i + 1;
    }
}

static uint32_t intern(name_table *t, const char *text, size_t len)
{
    uint32_t hash = hash_text(text, len, 0);
    size_t at = hash & (t->slot_count - 1);
    for (; t->slots[at]; at = (at + 1) & (t->slot_count - 1)) {
        const word *w = &t->words.items[t->slots[at] - 1];
        if (w->hash == hash && w->len == len && hash_same(w->text, text, len))
            return t->slots[at];
    }
    word fresh = {arena_copy(t->memory, text, len), (uint32_t)len, hash};
    vec_push(t->memory, &t->words, fresh);
    uint32_t id = (uint32_t)t->words.len;
    t->slots[at] = id;
    if (t->words.len * 2 > t->slot_count)
        widen(t);
    return id;
}

// Small letters of ASCII: folding changes nothing.
static bool is_folded(const char *text, size_t len)
{
    unsigned odd = 0;
    for (size_t i = 0; i < len; i++)
        odd |= (unsigned)(unsigned char)text[i] - 'a' > 'z' - 'a';
    return !odd;
}

enum { FOLDED_BYTES = 2 * WORD_BYTES + 16 };

// Returns the length of what it writes.
static size_t fold(char *folded, const char *text, size_t len)
{
    size_t folded_len = utf8_fold(folded, FOLDED_BYTES, text, len);
    const char *stop = memchr(folded, '.', folded_len);
    size_t kept = stop ? (size_t)(stop - folded) : folded_len;
    for (size_t i = kept; i < folded_len; i++)
        if (folded[i] != '.')
            folded[kept++] = folded[i];
    return kept;
}

// Not more of a text than is compared.
static size_t cut(const char *text, size_t len)
{
    if (len > WORD_BYTES)
        for (len = WORD_BYTES; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
            len--;
    return len;
}

uint32_t name_word_of(name_table *t, const char *text, size_t len)
{
    char folded[FOLDED_BYTES];
    len = cut(text, len);
    if (is_folded(text, len))
        return intern(t, text, len);
    return intern(t, folded, fold(folded, text, len));
}

folded_text name_folded(const name_table *t, const char *text, size_t len)
{
    char folded[FOLDED_BYTES];
    size_t folded_len = fold(folded, text, cut(text, len));
    return (folded_text){arena_copy(name_table_arena(t), folded, folded_len), (uint32_t)folded_len,
                         hash_text(folded, folded_len, 0)};
}

bool name_texts_agree(const folded_text *a, const folded_text *b)
{
    return a->hash == b->hash && a->len == b->len && hash_same(a->text, b->text, a->len);
}

enum { KEY_LETTERS = 6, KEY_BITS = 55 };

// A text of few letters of ASCII: the letters in small and without full stops.
static bool is_own_key(const char *text, size_t len, uint64_t *key)
{
    *key = 1;
    for (size_t i = 0; i < len; i++) {
        unsigned letter = (unsigned char)text[i] | ('a' - 'A');
        if (text[i] == '.')
            continue;
        if (letter < 'a' || letter > 'z' || *key >> KEY_LETTERS * 8)
            return false;
        *key = *key << 8 | letter;
    }
    *key |= UINT64_C(1) << KEY_BITS; // more than the number of a word
    return len <= WORD_BYTES;
}

static uint64_t key_of_word(const name_table *t, uint32_t id)
{
    uint64_t key;
    const word *w = &t->words.items[id - 1]; // `É.U.` may be `eu`
    return is_own_key(w->text, w->len, &key) ? key : id;
}

uint64_t name_key_of(name_table *t, const char *text, size_t len)
{
    uint64_t key;
    return is_own_key(text, len, &key) ? key : key_of_word(t, name_word_of(t, text, len));
}

uint64_t name_key_at(name_table *t, uint32_t at)
{
    const token *k = &t->view.page->tokens[at];
    uint64_t key;
    if (is_own_key(t->view.page->text.bytes + k->start, k->len, &key))
        return key;
    return key_of_word(t, name_word(t, at));
}

// Lists give plurals as variants of the singular; they end in another letter, variants of spelling in the same one.
static bool is_plural_form(const name_table *t, const token *k, const type_words *known)
{
    uint32_t id = known->word, lemma = known->lemma;
    if (id == lemma || t->view.page->text.bytes[k->start + k->len - 1] == '.')
        return false;
    const word *w = &t->words.items[id - 1], *l = &t->words.items[lemma - 1];
    return w->len > 0 && l->len > 0 && w->len >= l->len && w->text[w->len - 1] != l->text[l->len - 1];
}

void name_learn(name_table *t, uint32_t at)
{
    const token *k = &t->view.page->tokens[at];
    const char *text = t->view.page->text.bytes + k->start;
    type_words *known = &t->types[k->type];
    known->lemma = known->word = name_word_of(t, text, k->len);
    if (!(t->classes[k->class_id] & NOUN_MEANS))
        return;
    const char *lemma = predicates_lemma(t->predicates, text, k->len, t->nouns);
    if (lemma)
        known->lemma = name_word_of(t, lemma, strlen(lemma));
    known->plural_form = is_plural_form(t, k, known);
}

// Length of the first code point.
static size_t first_letter(const word *w)
{
    size_t i = 0;
    if (w->len > 0)
        utf8_next(w->text, w->len, &i);
    return i;
}

bool name_words_agree(const name_table *t, uint32_t a, uint32_t b)
{
    if (a == b)
        return true;
    const word *x = &t->words.items[a - 1], *y = &t->words.items[b - 1];
    size_t i = first_letter(x), k = first_letter(y);
    if (i != k || i == 0 || memcmp(x->text, y->text, i) != 0)
        return false;
    return x->len == i || y->len == k;
}
