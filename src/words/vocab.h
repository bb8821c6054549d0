// SPDX-License-Identifier: MIT
// vocab.h: text -> type -> bits -> class. One per thread, lives for the whole run. A token's text is interned once as
// a type; the type is judged once; equal bit sets share a class. Classes are the alphabet of the automata.
#ifndef QUOTH_WORDS_VOCAB_H
#define QUOTH_WORDS_VOCAB_H

#include "words/predicate.h"

typedef uint32_t type_id;
typedef uint32_t class_id;

typedef struct vocab vocab;

vocab *vocab_new(const predicates *p);
void vocab_free(vocab *v);

// The type of a token's text; judged when it is new.
type_id vocab_type(vocab *v, const char *text, size_t len);
// The same in two steps: the first one begins to fetch the memory that the second one reads. Who has several texts to
// look up makes all keys first and so waits once. A key lives as long as its text, until the next vocab_trim.
typedef struct vocab_key {
    const char *text;
    uint64_t front, back; // of the text; all of it when it is short
    uint32_t len, hash;
} vocab_key;
vocab_key vocab_key_of(const vocab *v, const char *text, size_t len);
type_id vocab_key_type(vocab *v, const vocab_key *key);
// Its hash in phrases (word_text.hash).
uint32_t vocab_type_word(const vocab *v, type_id type);
// The class of a bit set (predicates_words() words), new or known. Copied.
class_id vocab_class(vocab *v, const uint64_t *bits);
// The class of the bits of `c` (or of none: VOCAB_NO_CLASS) and one more. Remembered.
#define VOCAB_NO_CLASS UINT32_MAX
class_id vocab_class_with(vocab *v, class_id c, predicate_id more);
// Whether an entry may begin with these two words (predicates_phrase_begins).
bool vocab_phrase_begins(vocab *v, type_id first, type_id second);
size_t vocab_class_count(const vocab *v);
size_t vocab_type_count(const vocab *v);
const predicates *vocab_predicates(const vocab *v);
// Between articles: when more than `types` types or `classes` classes are held, forgets all and returns true (the
// caller then drops whatever it had cached by class).
bool vocab_trim(vocab *v, size_t types, size_t classes);
// How often it forgot all: who keeps things by type or class sees that they are out of date.
uint32_t vocab_generation(const vocab *v);

// What is asked for every item several times, so without a call: a vocab begins with this.
typedef struct type_view {
    class_id class_id;
    uint32_t word; // word_text.hash
} type_view;

typedef struct vocab_view {
    const type_view *types;
    const uint64_t *const *class_bits; // by class
} vocab_view;

static inline class_id vocab_type_class(const vocab *v, type_id type)
{
    return ((const vocab_view *)(const void *)v)->types[type].class_id;
}

// Valid until the next vocab_trim.
static inline const uint64_t *vocab_class_bits(const vocab *v, class_id c)
{
    return ((const vocab_view *)(const void *)v)->class_bits[c];
}

static inline bool vocab_class_has(const vocab *v, class_id c, predicate_id id)
{
    return bits_has(vocab_class_bits(v, c), id);
}

#endif
