// SPDX-License-Identifier: MIT
// vocab.c: text -> type -> class. Comes in: token texts, bit sets. Goes out: small numbers. A known type costs one
// hash, one probe and one comparison; a new one is judged by its predicates.
//
//     slots: | hash, type | ...     types: | text (short ones inside), len, word hash | ...   classes: bits, interned
#include "words/vocab.h"

#include "words/hash.h"

#include <stdlib.h>
#include <string.h>

enum {
    SHORT_TEXT = 24,    // bytes that are kept in the type itself
    FIRST_TYPES = 4096, // powers of two
    FIRST_CLASSES = 256,
    KEPT_MEMORY = 1024 * 1024 // bytes of the arena that outlive vocab_trim
};

typedef struct type {
    uint32_t len;
    uint32_t word; // word_text.hash
    union {
        char inside[SHORT_TEXT]; // len <= SHORT_TEXT
        const char *outside;     // in the arena
    } text;
} type;

typedef struct slot {
    uint32_t hash;
    uint32_t number; // type or class + 1; 0: free
} slot;

// An open-addressing index at most half full.
typedef struct table {
    slot *slots;
    size_t mask; // number of slots - 1
    size_t count;
} table;

struct vocab {
    vocab_view view; // first: see vocab.h
    const predicates *predicates;
    predicate_scratch *scratch;
    arena *memory; // long texts, bits of classes
    uint64_t seed;
    size_t words;     // of a bit set
    uint64_t *judged; // a bit set
    table type_table, class_table;
    type *types;
    class_id *type_classes;
    const char **lemmas; // by type; NOT_ASKED
    const uint64_t **classes;
    size_t type_room, class_room;
};

static const char NOT_ASKED[] = "";

static void table_open(table *t, size_t slots)
{
    t->slots = memory_resize(t->slots, slots * sizeof *t->slots);
    memset(t->slots, 0, slots * sizeof *t->slots);
    t->mask = slots - 1;
    t->count = 0;
}

static void table_grow(table *t)
{
    table old = *t;
    t->slots = NULL;
    table_open(t, (old.mask + 1) * 2);
    t->count = old.count;
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

// Takes the free slot `at` for the next number, which it returns (from 0).
static uint32_t table_take(table *t, size_t at, uint32_t hash)
{
    uint32_t number = (uint32_t)t->count++;
    t->slots[at] = (slot){hash, number + 1};
    if (t->count * 2 > t->mask)
        table_grow(t);
    return number;
}

// Makes room for type_room types and class_room classes.
static void size_arrays(vocab *v)
{
    v->types = memory_resize(v->types, v->type_room * sizeof *v->types);
    v->type_classes = memory_resize(v->type_classes, v->type_room * sizeof *v->type_classes);
    v->lemmas = memory_resize(v->lemmas, v->type_room * sizeof *v->lemmas);
    v->classes = memory_resize(v->classes, v->class_room * sizeof *v->classes);
    v->view = (vocab_view){v->type_classes, v->classes};
}

// Empty tables of the first size.
static void open_tables(vocab *v)
{
    v->type_room = FIRST_TYPES;
    v->class_room = FIRST_CLASSES;
    size_arrays(v);
    table_open(&v->type_table, 2 * FIRST_TYPES);
    table_open(&v->class_table, 2 * FIRST_CLASSES);
}

vocab *vocab_new(const predicates *p)
{
    vocab *v = memory_resize(NULL, sizeof *v);
    *v = (vocab){.predicates = p, .words = predicates_words(p)};
    v->scratch = predicate_scratch_new(p);
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
    arena_free(v->memory);
    free(v->judged);
    free(v->type_table.slots);
    free(v->class_table.slots);
    free(v->types);
    free(v->type_classes);
    free(v->lemmas);
    free(v->classes);
    free(v);
}

static const char *type_text(const type *t) { return t->len <= SHORT_TEXT ? t->text.inside : t->text.outside; }

static type_id add_type(vocab *v, size_t at, uint32_t hash, const char *text, size_t len)
{
    type t = {.len = (uint32_t)len};
    t.word = predicates_judge(v->predicates, v->scratch, text, len, v->judged);
    class_id class = vocab_class(v, v->judged);
    if (len > SHORT_TEXT)
        t.text.outside = arena_copy(v->memory, text, len);
    else if (len)
        memcpy(t.text.inside, text, len);
    type_id number = table_take(&v->type_table, at, hash);
    if (number == v->type_room) {
        v->type_room *= 2;
        size_arrays(v);
    }
    v->types[number] = t;
    v->type_classes[number] = class;
    v->lemmas[number] = NOT_ASKED;
    return number;
}

type_id vocab_type(vocab *v, const char *text, size_t len)
{
    uint32_t hash = hash_text(text, len, v->seed);
    const table *t = &v->type_table;
    size_t at = hash & t->mask;
    for (; t->slots[at].number; at = (at + 1) & t->mask) {
        if (t->slots[at].hash != hash)
            continue;
        const type *known = &v->types[t->slots[at].number - 1];
        if (known->len == len && hash_same(type_text(known), text, len))
            return t->slots[at].number - 1;
    }
    return add_type(v, at, hash, text, len);
}

uint32_t vocab_type_word(const vocab *v, type_id number) { return v->types[number].word; }

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
    const table *t = &v->class_table;
    size_t at = hash & t->mask;
    for (; t->slots[at].number; at = (at + 1) & t->mask)
        if (t->slots[at].hash == hash && memcmp(v->classes[t->slots[at].number - 1], bits, size) == 0)
            return t->slots[at].number - 1;
    uint64_t *copy = arena_alloc(v->memory, size);
    memcpy(copy, bits, size);
    class_id number = table_take(&v->class_table, at, hash);
    if (number == v->class_room) {
        v->class_room *= 2;
        size_arrays(v);
    }
    v->classes[number] = copy;
    return number;
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
    return true;
}
