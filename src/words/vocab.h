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
// Its hash in phrases (word_text.hash).
uint32_t vocab_type_word(const vocab *v, type_id type);
// predicates_lemma of the type, remembered. `among` must be the same bit set at every call.
const char *vocab_type_lemma(vocab *v, type_id type, const uint64_t *among);
// The class of a bit set (predicates_words() words), new or known. Copied.
class_id vocab_class(vocab *v, const uint64_t *bits);
size_t vocab_class_count(const vocab *v);
size_t vocab_type_count(const vocab *v);
const predicates *vocab_predicates(const vocab *v);
// Between articles: when more than `types` types or `classes` classes are held, forgets all and returns true (the
// caller then drops whatever it had cached by class).
bool vocab_trim(vocab *v, size_t types, size_t classes);

// What is asked for every item several times, so without a call: a vocab begins with this.
typedef struct vocab_view {
    const class_id *type_classes;      // by type
    const uint64_t *const *class_bits; // by class
} vocab_view;

static inline class_id vocab_type_class(const vocab *v, type_id type)
{
    return ((const vocab_view *)(const void *)v)->type_classes[type];
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
