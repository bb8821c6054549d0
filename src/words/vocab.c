// SPDX-License-Identifier: MIT
// vocab.c: text -> type -> class. Comes in: token texts, bit sets. Goes out: small numbers. A known type costs one
// hash and one probe, because a slot holds the whole of a short text; a new one is judged by its predicates.
//
//     type slots: | short text, type | ...    types: | text, len | ...    classes: bits, interned
#include "words/vocab.h"

#include "words/phrase.h"

#include <stdlib.h>
#include <string.h>

enum {
    KEY_TEXT = 16,      // bytes that a key holds
    SHORT_TEXT = 24,    // bytes that are kept in the type itself
    FIRST_TYPES = 4096, // powers of two
    FIRST_CLASSES = 256,
    DERIVED = 256,            // classes that are remembered
    KEPT_MEMORY = 1024 * 1024 // bytes of the arena that outlive vocab_trim
};

typedef struct type {
    uint32_t len;
    union {
        char inside[SHORT_TEXT]; // len <= SHORT_TEXT
        const char *outside;     // in the arena
    } text;
} type;

// A vocab_key and its type. Two texts of the same length, up to KEY_TEXT, are the same if front and back are.
typedef struct type_slot {
    uint64_t front, back;
    uint32_t len;
    uint32_t number; // type + 1; 0: free
} type_slot;

typedef struct class_slot {
    uint32_t hash;
    uint32_t number; // class + 1; 0: free
} class_slot;

// Open-addressing indexes, at most half full: `mask` is the number of slots - 1.
typedef struct type_table {
    type_slot *slots;
    size_t mask, count;
} type_table;

typedef struct class_table {
    class_slot *slots;
    size_t mask, count;
} class_table;

// What was asked before: the last such question of its place.
typedef struct derived_class {
    class_id from, class_id;
    predicate_id more; // PREDICATE_NONE: free
} derived_class;

struct vocab {
    vocab_view view; // first: see vocab.h
    const predicates *predicates;
    predicate_scratch *scratch;
    arena *memory; // long texts, bits of classes
    uint64_t seed;
    size_t words;     // of a bit set
    uint64_t *judged; // a bit set
    type_table type_table;
    class_table class_table;
    type *types;
    type_view *type_views;
    uint32_t *type_signs;
    const char **lemmas; // by type; NOT_ASKED
    const uint64_t **classes;
    size_t type_room, class_room;
    derived_class derived[DERIVED];
};

static const char NOT_ASKED[] = "";

_Static_assert(PREDICATE_SENTENCE_START <= 32, "vocab_view.signs holds what is judged from a text");

static void *open_slots(void *slots, size_t size)
{
    slots = memory_resize(slots, size);
    memset(slots, 0, size);
    return slots;
}

static uint32_t hash_key(const vocab *v, uint64_t front, uint64_t back, size_t len)
{
    uint64_t h = hash_mix(front ^ HASH_SECOND ^ len, back ^ v->seed);
    return (uint32_t)(h ^ h >> 32);
}

static void grow_types(vocab *v)
{
    type_table old = v->type_table, *t = &v->type_table;
    t->mask = old.mask * 2 + 1;
    t->slots = open_slots(NULL, (t->mask + 1) * sizeof *t->slots);
    for (size_t i = 0; i <= old.mask; i++) {
        const type_slot *s = &old.slots[i];
        if (!s->number)
            continue;
        size_t at = hash_key(v, s->front, s->back, s->len) & t->mask;
        while (t->slots[at].number)
            at = (at + 1) & t->mask;
        t->slots[at] = *s;
    }
    free(old.slots);
}

static void grow_classes(class_table *t)
{
    class_table old = *t;
    t->mask = old.mask * 2 + 1;
    t->slots = open_slots(NULL, (t->mask + 1) * sizeof *t->slots);
    for (size_t i = 0; i <= old.mask; i++) {
        if (!old.slots[i].number)
            continue;
        size_t at = old.slots[i].hash & t->mask;
        while (t->slots[at].number)
            at = (at + 1) & t->mask;
        t->slots[at] = old.slots[i];
    }
    free(old.slots);
}

// Makes room for type_room types and class_room classes.
static void size_arrays(vocab *v)
{
    v->types = memory_resize(v->types, v->type_room * sizeof *v->types);
    v->type_views = memory_resize(v->type_views, v->type_room * sizeof *v->type_views);
    v->type_signs = memory_resize(v->type_signs, v->type_room * sizeof *v->type_signs);
    v->lemmas = memory_resize(v->lemmas, v->type_room * sizeof *v->lemmas);
    v->classes = memory_resize(v->classes, v->class_room * sizeof *v->classes);
    v->view.types = v->type_views;
    v->view.signs = v->type_signs;
    v->view.class_bits = v->classes;
}

// Empty tables of the first size.
static void open_tables(vocab *v)
{
    v->type_room = FIRST_TYPES;
    v->class_room = FIRST_CLASSES;
    size_arrays(v);
    type_table *t = &v->type_table;
    class_table *c = &v->class_table;
    *t = (type_table){open_slots(t->slots, 2 * FIRST_TYPES * sizeof *t->slots), 2 * FIRST_TYPES - 1, 0};
    *c = (class_table){open_slots(c->slots, 2 * FIRST_CLASSES * sizeof *c->slots), 2 * FIRST_CLASSES - 1, 0};
    for (size_t i = 0; i < DERIVED; i++)
        v->derived[i].more = PREDICATE_NONE;
}

vocab *vocab_new(const predicates *p)
{
    vocab *v = memory_resize(NULL, sizeof *v);
    *v = (vocab){.predicates = p, .words = predicates_words(p)};
    v->scratch = predicate_scratch_new(p);
    v->view.phrases = phrases_new(p);
    v->memory = arena_new(NULL, NULL);
    v->seed = hash_mix((uint64_t)(uintptr_t)v, HASH_SECOND); // numbers do not depend on it
    v->judged = memory_resize(NULL, v->words * sizeof *v->judged);
    open_tables(v);
    return v;
}

void vocab_free(vocab *v)
{
    if (!v)
        return;
    predicate_scratch_free(v->scratch);
    phrases_free(v->view.phrases);
    arena_free(v->memory);
    free(v->judged);
    free(v->type_table.slots);
    free(v->class_table.slots);
    free(v->types);
    free(v->type_views);
    free(v->type_signs);
    free(v->lemmas);
    free(v->classes);
    free(v);
}

static const char *type_text(const type *t) { return t->len <= SHORT_TEXT ? t->text.inside : t->text.outside; }

// Makes the type of the free slot `at`.
static type_id add_type(vocab *v, size_t at, const vocab_key *key)
{
    type t = {.len = key->len};
    uint32_t word = predicates_judge(v->predicates, v->scratch, key->text, key->len, v->judged);
    class_id class = vocab_class(v, v->judged);
    if (key->len > SHORT_TEXT)
        t.text.outside = arena_copy(v->memory, key->text, key->len);
    else if (key->len)
        memcpy(t.text.inside, key->text, key->len);
    type_id number = (type_id)v->type_table.count++;
    v->type_table.slots[at] = (type_slot){key->front, key->back, key->len, number + 1};
    if (v->type_table.count * 2 > v->type_table.mask)
        grow_types(v);
    if (number == v->type_room) {
        v->type_room *= 2;
        size_arrays(v);
    }
    v->types[number] = t;
    v->type_views[number] = (type_view){class, word};
    v->type_signs[number] = (uint32_t)*v->classes[class];
    v->lemmas[number] = NOT_ASKED;
    return number;
}

vocab_key vocab_key_of(const vocab *v, const char *text, size_t len)
{
    vocab_key k = {.text = text, .len = (uint32_t)len};
    if (len >= 8) {
        k.front = len <= KEY_TEXT ? hash_load8(text) : hash_text(text, len, v->seed);
        k.back = hash_load8(text + len - 8);
    } else if (len >= 4) {
        k.front = hash_load4(text);
        k.back = hash_load4(text + len - 4);
    } else if (len) {
        k.front = (uint64_t)(unsigned char)text[0] << 16 | (uint64_t)(unsigned char)text[len >> 1] << 8 |
                  (unsigned char)text[len - 1];
    }
    k.hash = hash_key(v, k.front, k.back, len);
    __builtin_prefetch(&v->type_table.slots[k.hash & v->type_table.mask]);
    return k;
}

type_id vocab_key_type(vocab *v, const vocab_key *key)
{
    const type_table *t = &v->type_table;
    size_t at = key->hash & t->mask;
    for (; t->slots[at].number; at = (at + 1) & t->mask) {
        const type_slot *s = &t->slots[at];
        if (s->front != key->front || s->back != key->back || s->len != key->len)
            continue;
        if (key->len <= KEY_TEXT || memcmp(type_text(&v->types[s->number - 1]), key->text, key->len) == 0)
            return s->number - 1;
    }
    return add_type(v, at, key);
}

type_id vocab_type(vocab *v, const char *text, size_t len)
{
    vocab_key key = vocab_key_of(v, text, len);
    return vocab_key_type(v, &key);
}

word_text vocab_type_text(const vocab *v, type_id number)
{
    const type *t = &v->types[number];
    return (word_text){type_text(t), t->len};
}

const char *vocab_type_lemma(vocab *v, type_id number, const uint64_t *among)
{
    if (v->lemmas[number] == NOT_ASKED) {
        const type *t = &v->types[number];
        v->lemmas[number] = predicates_lemma(v->predicates, type_text(t), t->len, among);
    }
    return v->lemmas[number];
}

class_id vocab_class(vocab *v, const uint64_t *bits)
{
    size_t size = v->words * sizeof *bits;
    uint32_t hash = hash_text((const char *)bits, size, v->seed);
    class_table *t = &v->class_table;
    size_t at = hash & t->mask;
    for (; t->slots[at].number; at = (at + 1) & t->mask)
        if (t->slots[at].hash == hash && memcmp(v->classes[t->slots[at].number - 1], bits, size) == 0)
            return t->slots[at].number - 1;
    uint64_t *copy = arena_alloc(v->memory, size);
    memcpy(copy, bits, size);
    class_id number = (class_id)t->count++;
    t->slots[at] = (class_slot){hash, number + 1};
    if (t->count * 2 > t->mask)
        grow_classes(t);
    if (number == v->class_room) {
        v->class_room *= 2;
        size_arrays(v);
    }
    v->classes[number] = copy;
    return number;
}

class_id vocab_class_with(vocab *v, class_id c, predicate_id more)
{
    derived_class *d = &v->derived[(c * 31 + more) % DERIVED];
    if (d->more != more || d->from != c) {
        uint64_t bits[PREDICATE_MAX / 64] = {0};
        if (c != VOCAB_NO_CLASS)
            memcpy(bits, v->classes[c], v->words * sizeof *bits);
        bits_set(bits, more);
        *d = (derived_class){c, vocab_class(v, bits), more};
    }
    return d->class_id;
}

size_t vocab_class_count(const vocab *v) { return v->class_table.count; }

size_t vocab_type_count(const vocab *v) { return v->type_table.count; }

const predicates *vocab_predicates(const vocab *v) { return v->predicates; }

bool vocab_trim(vocab *v, size_t types, size_t classes)
{
    if (v->type_table.count <= types && v->class_table.count <= classes)
        return false;
    arena_reset(v->memory, KEPT_MEMORY);
    open_tables(v);
    phrases_forget(v->view.phrases);
    return true;
}
