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
// Its text; lives until the next vocab_trim and until the next new type.
word_text vocab_type_text(const vocab *v, type_id type);
// predicates_lemma of the type, remembered. `among` must be the same bit set at every call.
const char *vocab_type_lemma(vocab *v, type_id type, const uint64_t *among);
// The class of a bit set (predicates_words() words), new or known. Copied.
class_id vocab_class(vocab *v, const uint64_t *bits);
// The class of the bits of `c` (or of none: VOCAB_NO_CLASS) and one more. Remembered.
#define VOCAB_NO_CLASS UINT32_MAX
class_id vocab_class_with(vocab *v, class_id c, predicate_id more);
size_t vocab_class_count(const vocab *v);
size_t vocab_type_count(const vocab *v);
const predicates *vocab_predicates(const vocab *v);
// Between articles: when more than `types` types or `classes` classes are held, forgets all and returns true (the
// caller then drops whatever it had cached by class).
bool vocab_trim(vocab *v, size_t types, size_t classes);

// What is asked for every item several times, so without a call: a vocab begins with this.
typedef struct type_view {
    class_id class_id;
    uint32_t word; // what predicates_judge returned
} type_view;

typedef struct vocab_view {
    const type_view *types;
    const uint64_t *const *class_bits; // by class
    const uint32_t *signs;             // by type: built-in predicates that are judged from a text, as bits
    struct phrases *phrases;           // what it remembers of them, see phrase.h
} vocab_view;

static inline const vocab_view *vocab_view_of(const vocab *v) { return (const vocab_view *)(const void *)v; }

static inline class_id vocab_type_class(const vocab *v, type_id type) { return vocab_view_of(v)->types[type].class_id; }

static inline struct phrases *vocab_phrases(const vocab *v) { return vocab_view_of(v)->phrases; }

// The word's hash in phrases, or 0.
static inline uint32_t vocab_type_word(const vocab *v, type_id type) { return vocab_view_of(v)->types[type].word; }

// Valid until the next vocab_trim.
static inline const uint64_t *vocab_class_bits(const vocab *v, class_id c) { return vocab_view_of(v)->class_bits[c]; }

static inline bool vocab_class_has(const vocab *v, class_id c, predicate_id id)
{
    return bits_has(vocab_class_bits(v, c), id);
}

#endif
