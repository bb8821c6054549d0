// SPDX-License-Identifier: MIT
// name.c: tokens -> comparable words, parts of names, descriptions. In: tokens of mentions and what the lists say of
// them. Out: small numbers that are equal when the words are. It links nobody: cluster.c does.
#include "people/name.h"

#include "base/vec.h"

#include <string.h>

#define WORD_BYTES 120 // more of a word is not compared: no name is longer

typedef struct word {
    const char *text; // folded, no full stops
    uint32_t len;
    uint32_t hash;
} word;

// What the table knows of a type of the vocabulary: a word stands in many mentions, and each is asked many times.
typedef struct type_words {
    uint32_t type;        // + 1; 0: free
    uint32_t word, lemma; // ids; 0: not asked yet
} type_words;

enum { FIRST_SLOTS = 256 }; // a power of two

struct name_table {
    arena *arena;
    token_facts facts;
    uint64_t *nouns;   // lists whose canonical form stands for a word
    VEC(word) words;   // word id - 1
    uint32_t *slots;   // id or 0, open addressing
    size_t slot_count; // a power of two
    type_words *types; // open addressing
    size_t type_slots, type_count;
};

token_facts token_facts_of(const page *p, const rule_set *rules, vocab *v)
{
    return (token_facts){p, rules, v, predicates_words(rules->predicates)};
}

static const uint64_t *bits_of(const token_facts *f, uint32_t at)
{
    return vocab_class_bits(f->vocab, vocab_type_class(f->vocab, f->page->tokens[at].type));
}

bool token_means(const token_facts *f, uint32_t at, feature_id feature)
{
    return bits_meet(bits_of(f, at), f->rules->features[feature], f->words);
}

bool token_is(const token_facts *f, uint32_t at, predicate_id predicate)
{
    return predicate != PREDICATE_NONE && bits_has(bits_of(f, at), predicate);
}

bool token_is_word(const token_facts *f, uint32_t at)
{
    const uint64_t *bits = bits_of(f, at);
    predicate_id clitic = f->rules->lists.clitic;
    if (clitic != PREDICATE_NONE && bits_has(bits, clitic))
        return false;
    return bits_has(bits, PREDICATE_WORD) || bits_has(bits, PREDICATE_NUMBER);
}

name_table *name_table_new(arena *a, const token_facts *f)
{
    static const feature_id nouns[] = {FEATURE_TITLE, FEATURE_PERSON_NOUN, FEATURE_GROUP_NOUN, FEATURE_DOCUMENT_NOUN,
                                       FEATURE_ORGANISATION_NOUN};
    name_table *t = ARENA_NEW(a, name_table);
    t->arena = a;
    t->facts = *f;
    t->nouns = ARENA_ARRAY(a, uint64_t, f->words);
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        for (size_t w = 0; w < f->words; w++)
            t->nouns[w] |= f->rules->features[nouns[i]][w];
    t->slot_count = t->type_slots = FIRST_SLOTS;
    t->slots = ARENA_ARRAY(a, uint32_t, t->slot_count);
    t->types = ARENA_ARRAY(a, type_words, t->type_slots);
    return t;
}

static uint32_t hash_of(const char *text, size_t len)
{
    uint32_t hash = 2166136261u; // FNV-1a
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static void widen(name_table *t)
{
    size_t count = t->slot_count * 2;
    uint32_t *slots = ARENA_ARRAY(t->arena, uint32_t, count);
    for (size_t i = 0; i < t->words.len; i++) {
        size_t at = t->words.items[i].hash & (count - 1);
        while (slots[at])
            at = (at + 1) & (count - 1);
        slots[at] = (uint32_t)i + 1;
    }
    t->slots = slots;
    t->slot_count = count;
}

static uint32_t intern(name_table *t, const char *text, size_t len)
{
    uint32_t hash = hash_of(text, len);
    size_t at = hash & (t->slot_count - 1);
    for (; t->slots[at]; at = (at + 1) & (t->slot_count - 1)) {
        const word *w = &t->words.items[t->slots[at] - 1];
        if (w->hash == hash && w->len == len && memcmp(w->text, text, len) == 0)
            return t->slots[at];
    }
    word fresh = {arena_copy(t->arena, text, len), (uint32_t)len, hash};
    vec_push(t->arena, &t->words, fresh);
    uint32_t id = (uint32_t)t->words.len;
    t->slots[at] = id;
    if (t->words.len * 2 > t->slot_count)
        widen(t);
    return id;
}

uint32_t name_word_of(name_table *t, const char *text, size_t len)
{
    char folded[2 * WORD_BYTES + 16];
    if (len > WORD_BYTES)
        for (len = WORD_BYTES; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
            len--;
    size_t folded_len = utf8_fold(folded, sizeof folded, text, len), kept = 0;
    for (size_t i = 0; i < folded_len; i++)
        if (folded[i] != '.')
            folded[kept++] = folded[i];
    return intern(t, folded, kept);
}

// The place of a type, which may be free.
static type_words *place_of(type_words *types, size_t slots, uint32_t type)
{
    size_t at = type * 2654435761u & (slots - 1);
    while (types[at].type && types[at].type != type)
        at = (at + 1) & (slots - 1);
    return &types[at];
}

static void widen_types(name_table *t)
{
    size_t slots = t->type_slots * 2;
    type_words *types = ARENA_ARRAY(t->arena, type_words, slots);
    for (size_t i = 0; i < t->type_slots; i++)
        if (t->types[i].type)
            *place_of(types, slots, t->types[i].type) = t->types[i];
    t->types = types;
    t->type_slots = slots;
}

// What is known of a token's type; valid until the next call.
static type_words *words_at(name_table *t, uint32_t at)
{
    uint32_t type = t->facts.page->tokens[at].type + 1;
    type_words *known = place_of(t->types, t->type_slots, type);
    if (known->type)
        return known;
    if (++t->type_count * 2 > t->type_slots) {
        widen_types(t);
        known = place_of(t->types, t->type_slots, type);
    }
    known->type = type;
    return known;
}

uint32_t name_word(name_table *t, uint32_t at)
{
    type_words *known = words_at(t, at);
    const token *k = &t->facts.page->tokens[at];
    if (!known->word)
        known->word = name_word_of(t, t->facts.page->text.bytes + k->start, k->len);
    return known->word;
}

uint32_t name_lemma(name_table *t, uint32_t at)
{
    type_words *known = words_at(t, at);
    if (known->lemma)
        return known->lemma;
    const char *lemma = vocab_type_lemma(t->facts.vocab, known->type - 1, t->nouns);
    known->lemma = lemma ? name_word_of(t, lemma, strlen(lemma)) : name_word(t, at);
    return known->lemma;
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

static void add_word(name_parts *parts, uint32_t id)
{
    if (parts->count == NAME_WORDS) {
        memmove(parts->words, parts->words + 1, (NAME_WORDS - 1) * sizeof *parts->words);
        parts->count--;
    }
    parts->words[parts->count++] = id;
}

name_parts name_parts_of(name_table *t, uint32_t first, uint32_t end)
{
    name_parts parts = {{0}, 0, 0};
    bool nickname = false;
    for (uint32_t i = first; i < end; i++) {
        if (t->facts.page->tokens[i].flags & TOKEN_MARK)
            nickname = !nickname;
        else if (nickname || !token_is_word(&t->facts, i))
            continue;
        else if (parts.count > 0 && token_means(&t->facts, i, FEATURE_SUFFIX))
            parts.suffix = name_word(t, i);
        else
            add_word(&parts, name_word(t, i));
    }
    return parts;
}

static bool surname_holds(const name_parts *shorter, const name_parts *longer)
{
    unsigned from = 0; // all words of the shorter one in the same order
    for (unsigned i = 0; i < shorter->count; i++) {
        while (from < longer->count && longer->words[from] != shorter->words[i])
            from++;
        if (from++ >= longer->count)
            return false;
    }
    return true;
}

bool name_parts_agree(const name_table *t, const name_parts *a, const name_parts *b)
{
    if (a->count == 0 || b->count == 0 || a->suffix != b->suffix)
        return false;
    if (a->words[a->count - 1] != b->words[b->count - 1])
        return false;
    if (a->count == 1 || b->count == 1)
        return true;
    const name_parts *shorter = a->count <= b->count ? a : b, *longer = shorter == a ? b : a;
    if (!name_words_agree(t, a->words[0], b->words[0]))
        return shorter->count < longer->count && longer->count - shorter->count <= 2 && surname_holds(shorter, longer);
    if (shorter->count == 2)
        return true;
    return name_words_agree(t, a->words[1], b->words[1]) || surname_holds(shorter, longer);
}

// A comma, bracket, preposition or relative ends the part of a description in which its noun stands.
static bool ends_noun(const token_facts *f, uint32_t i)
{
    return !token_is_word(f, i) ? !token_is(f, i, f->rules->lists.clitic)
                                : token_means(f, i, FEATURE_PREPOSITION) || token_means(f, i, FEATURE_RELATIVE);
}

// Lists give plurals as variants of the singular; they end in another letter, variants of spelling in the same one.
static bool is_plural(name_table *t, uint32_t at, uint32_t lemma)
{
    uint32_t id = name_word(t, at);
    if (token_means(&t->facts, at, FEATURE_PLURAL))
        return true;
    const token *k = &t->facts.page->tokens[at];
    if (id == lemma || t->facts.page->text.bytes[k->start + k->len - 1] == '.')
        return false;
    const word *w = &t->words.items[id - 1], *l = &t->words.items[lemma - 1];
    return w->len > 0 && l->len > 0 && w->len >= l->len && w->text[w->len - 1] != l->text[l->len - 1];
}

description description_of(name_table *t, uint32_t first, uint32_t end)
{
    description d = {{0}, 0, 0, first, false, false};
    bool noun = true;
    for (uint32_t i = skip_articles(&t->facts, first, end); i < end && d.count < NAME_WORDS; i++) {
        if (d.count > 0 && noun && ends_noun(&t->facts, i))
            noun = false;
        if (!token_is_word(&t->facts, i) || token_means(&t->facts, i, FEATURE_PREPOSITION) ||
            token_means(&t->facts, i, FEATURE_ARTICLE))
            continue;
        d.former |= token_means(&t->facts, i, FEATURE_FORMER);
        d.words[d.count++] = name_lemma(t, i);
        if (noun) {
            d.head = d.words[d.count - 1];
            d.head_token = i;
        }
    }
    if (d.head)
        d.plural = is_plural(t, d.head_token, d.head);
    return d;
}

bool description_within(const description *small, const description *large)
{
    for (unsigned i = 0; i < small->count; i++) {
        unsigned k = 0;
        while (k < large->count && large->words[k] != small->words[i])
            k++;
        if (k == large->count)
            return false;
    }
    return true;
}

uint32_t skip_articles(const token_facts *f, uint32_t first, uint32_t end)
{
    while (first + 1 < end && token_means(f, first, FEATURE_ARTICLE))
        first++;
    return first;
}

char *token_text(arena *a, const page *p, uint32_t first, uint32_t end)
{
    if (first >= end)
        return arena_copy(a, "", 0);
    const token *from = &p->tokens[first], *last = &p->tokens[end - 1];
    char *text = arena_copy(a, p->text.bytes + from->start, last->start + last->len - from->start);
    size_t len = strlen(text), kept = 0;
    for (size_t i = 0; i < len;) {
        size_t at = i;
        bool space = utf8_class(utf8_next(text, len, &i)) & UTF8_SPACE || (unsigned char)text[at] <= ' ';
        if (space && kept > 0 && text[kept - 1] != ' ')
            text[kept++] = ' ';
        if (!space) {
            memmove(text + kept, text + at, i - at);
            kept += i - at;
        }
    }
    text[kept] = '\0';
    return text;
}
