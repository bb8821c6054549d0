// SPDX-License-Identifier: MIT
// vocab.h: text -> type -> bits -> class. One per thread, lives for the whole run. A token's text is interned once as
// a type; the type is judged once; equal bit sets share a class. Classes are the alphabet of the automata.
#ifndef QUOTH_WORDS_VOCAB_H
#define QUOTH_WORDS_VOCAB_H

#include "words/hash.h"
#include "words/predicate.h"

typedef uint32_t type_id;
typedef uint32_t class_id;

typedef struct vocab vocab;

vocab *vocab_new(const predicates *p);
void vocab_free(vocab *v);

// The type of a token's text; judged when it is new.
static inline type_id vocab_type(vocab *v, const char *text, size_t len);
// Its text; lives until the next vocab_trim and until the next new type.
word_text vocab_type_text(const vocab *v, type_id type);
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
// How often it forgot all: who keeps things by type or class sees that they are out of date.
uint32_t vocab_generation(const vocab *v);

// What is asked for every token, so without a call: a vocab begins with this.
typedef struct type_view {
    class_id class_id;
    uint32_t word; // what predicates_judge returned
} type_view;

enum { VOCAB_KEY = 16 }; // bytes of a text that a slot holds

// What a type tells of each of its tokens.
enum {
    TYPE_STARTS_PHRASE = 128, // PREDICATE_PHRASE_START
    TYPE_WORD = 256,          // PREDICATE_WORD or PREDICATE_NUMBER
    TYPE_LOWER = 512          // PREDICATE_LOWER
};

// A text of up to 16 bytes is its first 8 and its other bytes, zeros behind; of a longer one these are a hash and the
// last 8. Half a line of a cache, with all that a token takes from its type, so that it costs one look into memory.
typedef struct type_slot {
    uint64_t front, back;
    uint32_t number; // type + 1; 0: free
    class_id class_id;
    uint32_t word;  // as in type_view
    uint8_t len;    // of all texts longer than VOCAB_KEY: VOCAB_KEY + 1
    uint16_t flags; // TYPE_
} type_slot;

// The slot of a token's text; valid until the next look.
const type_slot *vocab_look(vocab *v, const char *text, size_t len);

typedef struct vocab_view {
    const type_view *types;
    const uint64_t *const *class_bits;  // by class
    const uint32_t *signs;              // by type: built-in predicates that are judged from a text, as bits
    struct phrases *phrases;            // what it remembers of them, see phrase.h
    uint8_t *notes;                     // by type
    type_slot *slots;                   // open addressing; aligned as cache lines are, of which one has two
    uint64_t front_factor, back_factor; // of the hash
    unsigned slot_shift;                // its upper bits: 64 - log2(number of slots)
} vocab_view;

static inline const vocab_view *vocab_view_of(const vocab *v) { return (const vocab_view *)(const void *)v; }

// Where to look for a text first. The factors are odd and not foreseeable, so that nobody can prepare texts that meet.
static inline size_t vocab_slot(const vocab_view *v, uint64_t front, uint64_t back)
{
    return (size_t)((front * v->front_factor + back * v->back_factor) >> v->slot_shift);
}

static inline struct phrases *vocab_phrases(const vocab *v) { return vocab_view_of(v)->phrases; }

// The word's hash in phrases, or 0.
static inline uint32_t vocab_type_word(const vocab *v, type_id type) { return vocab_view_of(v)->types[type].word; }

// vocab_look at a text of 1 to VOCAB_KEY bytes that the caller has already read as front and back. `slot` was its
// vocab_slot at any time since the last vocab_trim.
static inline const type_slot *vocab_look_at(vocab *v, size_t slot, uint64_t front, uint64_t back, const char *text,
                                             uint32_t len)
{
    const type_slot *slots = vocab_view_of(v)->slots, *s = &slots[slot];
    if (s->front == front && s->back == back && s->len == len)
        return s;
    s = &slots[slot ^ 1]; // in the same line of the cache
    return s->front == front && s->back == back && s->len == len ? s : vocab_look(v, text, len);
}

static inline const type_slot *vocab_look_short(vocab *v, uint64_t front, uint64_t back, const char *text, uint32_t len)
{
    return vocab_look_at(v, vocab_slot(vocab_view_of(v), front, back), front, back, text, len);
}

static inline type_id vocab_type(vocab *v, const char *text, size_t len)
{
    return vocab_look(v, text, len)->number - 1;
}

// A byte that belongs to the type: 0 until somebody writes it. What it means is the tokeniser's business.
static inline uint8_t *vocab_type_note(vocab *v, type_id type) { return &vocab_view_of(v)->notes[type]; }

static inline class_id vocab_type_class(const vocab *v, type_id type) { return vocab_view_of(v)->types[type].class_id; }

// Valid until the next vocab_trim.
static inline const uint64_t *vocab_class_bits(const vocab *v, class_id c) { return vocab_view_of(v)->class_bits[c]; }

static inline bool vocab_class_has(const vocab *v, class_id c, predicate_id id)
{
    return bits_has(vocab_class_bits(v, c), id);
}

#endif
