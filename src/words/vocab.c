// SPDX-License-Identifier: MIT
// vocab.c: text -> type -> class. Comes in: token texts, bit sets. Goes out: small numbers. A known type costs one
// hash and one probe, because a slot holds the whole of a short text; a new one is judged by its predicates.
//
//     type slots: | short text, type | ...    types: | text, len | ...    classes: bits, interned
#include "words/vocab.h"

#include "base/bytes.h"
#include "words/phrase.h"

#include <stdlib.h>
#include <string.h>

enum {
    CACHE_LINE = 64,
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

typedef struct class_slot {
    uint32_t hash;
    uint32_t number; // class + 1; 0: free
} class_slot;

// Open addressing, at most half full: `mask` is the number of slots - 1.
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
    vocab_view view; // first: see vocab.h; has the slots of types
    const predicates *predicates;
    predicate_scratch *scratch;
    arena *memory;    // long texts, bits of classes
    size_t words;     // of a bit set
    uint64_t *judged; // a bit set
    class_table class_table;
    type *types;
    type_view *type_views;
    size_t type_count;
    size_t slot_mask; // number of slots of types - 1
    uint64_t seed;
    uint32_t *type_signs;
    const uint64_t **classes;
    size_t type_room, class_room;
    uint32_t generation;
    derived_class derived[DERIVED];
};

_Static_assert(PREDICATE_SENTENCE_START <= 32, "vocab_view.signs holds what is judged from a text");

static void *open_slots(void *slots, size_t size)
{
    slots = memory_resize(slots, size);
    memset(slots, 0, size);
    return slots;
}

// Makes an empty index of so many slots of types, a power of two. The one before is the caller's.
static void open_types(vocab *v, size_t count)
{
    size_t size = count * sizeof *v->view.slots;
    v->view.slots = aligned_alloc(CACHE_LINE, size);
    if (!v->view.slots)
        memory_exhausted(size);
    memset(v->view.slots, 0, size);
    v->slot_mask = count - 1;
    v->view.slot_shift = 64 - (unsigned)__builtin_ctzll(count);
}

// The n-th slot to look at behind `first`: the other one of its line of the cache, then those of the next lines.
static size_t probe(const vocab *v, size_t first, size_t n)
{
    return ((first + (n & ~(size_t)1)) ^ (n & 1)) & v->slot_mask;
}

static void grow_types(vocab *v)
{
    vocab_view *t = &v->view;
    type_slot *old = t->slots;
    size_t old_mask = v->slot_mask;
    open_types(v, old_mask * 2 + 2);
    for (size_t i = 0; i <= old_mask; i++) {
        const type_slot *s = &old[i];
        if (!s->number)
            continue;
        size_t first = vocab_slot(t, s->front, s->back), n = 0;
        while (t->slots[probe(v, first, n)].number)
            n++;
        t->slots[probe(v, first, n)] = *s;
    }
    free(old);
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
    v->classes = memory_resize(v->classes, v->class_room * sizeof *v->classes);
    v->view.notes = memory_resize(v->view.notes, v->type_room * sizeof *v->view.notes);
    v->view.types = v->type_views;
    v->view.class_bits = v->classes;
    v->view.signs = v->type_signs;
}

// Empty tables of the first size.
static void open_tables(vocab *v)
{
    v->type_room = FIRST_TYPES;
    v->class_room = FIRST_CLASSES;
    size_arrays(v);
    class_table *c = &v->class_table;
    free(v->view.slots);
    open_types(v, 2 * FIRST_TYPES);
    v->type_count = 0;
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
    v->view.front_factor = hash_mix(v->seed, HASH_FIRST) | 1;
    v->view.back_factor = hash_mix(v->seed, HASH_SECOND) | 1;
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
    free(v->view.slots);
    free(v->view.notes);
    free(v->class_table.slots);
    free(v->types);
    free(v->type_views);
    free(v->type_signs);
    free(v->classes);
    free(v);
}

static const char *type_text(const type *t) { return t->len <= SHORT_TEXT ? t->text.inside : t->text.outside; }

// The slot of the text, or the free one where it belongs.
static type_slot *find_slot(const vocab *v, const type_slot *key, const char *text, size_t len)
{
    type_slot *slots = v->view.slots;
    size_t first = vocab_slot(&v->view, key->front, key->back);
    for (size_t n = 0;; n++) {
        type_slot *s = &slots[probe(v, first, n)];
        if (!s->number)
            return s;
        if (s->front != key->front || s->back != key->back || s->len != key->len)
            continue;
        if (len <= VOCAB_KEY)
            return s;
        const type *t = &v->types[s->number - 1];
        if (t->len == len && memcmp(type_text(t), text, len) == 0)
            return s;
    }
}

static uint16_t flags_of(const uint64_t *bits)
{
    bool word = bits_has(bits, PREDICATE_WORD) || bits_has(bits, PREDICATE_NUMBER);
    return (uint16_t)((bits_has(bits, PREDICATE_PHRASE_START) ? TYPE_STARTS_PHRASE : 0) | (word ? TYPE_WORD : 0) |
                      (bits_has(bits, PREDICATE_LOWER) ? TYPE_LOWER : 0));
}

// Makes the type of a text.
static const type_slot *add_type(vocab *v, type_slot key, const char *text, size_t len)
{
    type t = {.len = (uint32_t)len};
    uint32_t word = predicates_judge(v->predicates, v->scratch, text, len, v->judged);
    class_id class = vocab_class(v, v->judged);
    if (len > SHORT_TEXT)
        t.text.outside = arena_copy(v->memory, text, len);
    else if (len)
        memcpy(t.text.inside, text, len);
    type_id number = (type_id)v->type_count++;
    if (v->type_count * 4 > v->slot_mask * 3)
        grow_types(v);
    if (number == v->type_room) {
        v->type_room *= 2;
        size_arrays(v);
    }
    v->types[number] = t;
    v->type_views[number] = (type_view){class, word};
    v->view.notes[number] = 0;
    v->type_signs[number] = (uint32_t)*v->classes[class];
    type_slot *slot = find_slot(v, &key, text, len);
    key.number = number + 1;
    key.class_id = class;
    key.word = word;
    key.flags = flags_of(v->classes[class]);
    *slot = key;
    return slot;
}

const type_slot *vocab_look(vocab *v, const char *text, size_t len)
{
    type_slot key = {.len = len <= VOCAB_KEY ? (uint8_t)len : VOCAB_KEY + 1};
    key.front = len <= VOCAB_KEY ? bytes_load(text, len) : hash_text(text, len, v->seed);
    key.back = len <= 8 ? 0 : len <= VOCAB_KEY ? bytes_load(text + 8, len - 8) : bytes_load8(text + len - 8);
    const type_slot *slot = find_slot(v, &key, text, len);
    return slot->number ? slot : add_type(v, key, text, len);
}

word_text vocab_type_text(const vocab *v, type_id number)
{
    const type *t = &v->types[number];
    return (word_text){type_text(t), t->len};
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

size_t vocab_type_count(const vocab *v) { return v->type_count; }

const predicates *vocab_predicates(const vocab *v) { return v->predicates; }

bool vocab_trim(vocab *v, size_t types, size_t classes)
{
    if (v->type_count <= types && v->class_table.count <= classes)
        return false;
    arena_reset(v->memory, KEPT_MEMORY);
    open_tables(v);
    v->generation++;
    phrases_forget(v->view.phrases);
    return true;
}

uint32_t vocab_generation(const vocab *v) { return v->generation; }
