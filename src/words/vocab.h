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
class_id vocab_type_class(const vocab *v, type_id type);
// The class of a bit set (predicates_words() words), new or known. Copied.
class_id vocab_class(vocab *v, const uint64_t *bits);
// Valid until the next vocab_trim.
const uint64_t *vocab_class_bits(const vocab *v, class_id c);
size_t vocab_class_count(const vocab *v);
size_t vocab_type_count(const vocab *v);
const predicates *vocab_predicates(const vocab *v);
// Between articles: when more than `types` types or `classes` classes are held, forgets all and returns true (the
// caller then drops whatever it had cached by class).
bool vocab_trim(vocab *v, size_t types, size_t classes);

static inline bool vocab_class_has(const vocab *v, class_id c, predicate_id id)
{
    return bits_has(vocab_class_bits(v, c), id);
}

#endif
