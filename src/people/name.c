// SPDX-License-Identifier: MIT
// name.c: tokens -> comparable words, parts of names, descriptions. In: tokens of mentions and what the lists say of
// them. Out: small numbers that are equal when the words are. It links nobody: cluster.c does.
#include "people/name.h"

#include "base/vec.h"
#include "words/hash.h"

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

enum { FIRST_SLOTS = 512 }; // a power of two; enough for most articles

// Lists whose canonical form stands for a word.
#define BIT(feature)  (UINT32_C(1) << FEATURE_##feature)
#define NOUN_FEATURES (BIT(TITLE) | BIT(PERSON_NOUN) | BIT(GROUP_NOUN) | BIT(DOCUMENT_NOUN) | BIT(ORGANISATION_NOUN))

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

// ---- what the lists say of tokens ----

#define IS_CLITIC (UINT32_C(1) << 30)

enum { CLASS_SLOTS = 512 }; // a power of two

// From the predicates of a class to what they mean.
typedef struct meaning {
    size_t words;    // of a bit set
    uint64_t *asked; // the predicates that mean something
    uint32_t *means; // of each predicate
} meaning;

static void add_meaning(meaning *m, size_t predicate, uint32_t bit)
{
    m->asked[predicate / 64] |= UINT64_C(1) << predicate % 64;
    m->means[predicate] |= bit;
}

static meaning meaning_of(arena *a, const rule_set *rules)
{
    meaning m = {.words = predicates_words(rules->predicates)};
    m.asked = ARENA_ARRAY(a, uint64_t, m.words);
    m.means = ARENA_ARRAY(a, uint32_t, m.words * 64);
    for (unsigned f = 0; f < FEATURE_COUNT; f++)
        for (size_t w = 0; w < m.words; w++)
            for (uint64_t left = rules->features[f][w]; left; left &= left - 1)
                add_meaning(&m, w * 64 + (size_t)__builtin_ctzll(left), UINT32_C(1) << f);
    add_meaning(&m, PREDICATE_WORD, TOKEN_IS_WORD);
    add_meaning(&m, PREDICATE_NUMBER, TOKEN_IS_WORD);
    if (rules->lists.clitic != PREDICATE_NONE)
        add_meaning(&m, rules->lists.clitic, IS_CLITIC);
    return m;
}

static uint32_t means_of(const meaning *m, const uint64_t *bits)
{
    uint32_t means = 0;
    for (size_t w = 0; w < m->words; w++)
        for (uint64_t left = bits[w] & m->asked[w]; left; left &= left - 1)
            means |= m->means[w * 64 + (size_t)__builtin_ctzll(left)];
    return means & IS_CLITIC ? means & ~TOKEN_IS_WORD : means;
}

// Of each token. Few classes stand in one article, so a small table remembers nearly all of them.
static uint32_t *find_means(arena *a, const page *p, const rule_set *rules, const vocab *v)
{
    struct {
        class_id class; // + 1; 0: free
        uint32_t means;
    } known[CLASS_SLOTS] = {0};
    meaning m = meaning_of(a, rules);
    uint32_t *means = arena_take(a, p->token_count * sizeof *means);
    for (size_t i = 0; i < p->token_count; i++) {
        class_id class = vocab_type_class(v, p->tokens[i].type);
        size_t slot = class & (CLASS_SLOTS - 1);
        if (known[slot].class != class + 1) {
            known[slot].class = class + 1;
            known[slot].means = means_of(&m, vocab_class_bits(v, class));
        }
        means[i] = known[slot].means;
    }
    return means;
}

// ---- words ----

name_table *name_table_new(arena *a, const page *p, const rule_set *rules, vocab *v)
{
    name_table *t = ARENA_NEW(a, name_table);
    t->arena = a;
    t->facts = (token_facts){p, rules, v, find_means(a, p, rules, v)};
    size_t words = predicates_words(rules->predicates);
    t->nouns = ARENA_ARRAY(a, uint64_t, words);
    for (unsigned f = 0; f < FEATURE_COUNT; f++)
        for (size_t w = 0; w < words && NOUN_FEATURES >> f & 1; w++)
            t->nouns[w] |= rules->features[f][w];
    t->slot_count = t->type_slots = FIRST_SLOTS;
    t->slots = ARENA_ARRAY(a, uint32_t, t->slot_count);
    t->types = ARENA_ARRAY(a, type_words, t->type_slots);
    return t;
}

const token_facts *name_table_facts(const name_table *t) { return &t->facts; }

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
    uint32_t hash = hash_text(text, len, 0);
    size_t at = hash & (t->slot_count - 1);
    for (; t->slots[at]; at = (at + 1) & (t->slot_count - 1)) {
        const word *w = &t->words.items[t->slots[at] - 1];
        if (w->hash == hash && w->len == len && hash_same(w->text, text, len))
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

// Small letters of ASCII: folding changes nothing.
static bool is_folded(const char *text, size_t len)
{
    unsigned odd = 0;
    for (size_t i = 0; i < len; i++)
        odd |= (unsigned)(unsigned char)text[i] - 'a' > 'z' - 'a';
    return !odd;
}

uint32_t name_word_of(name_table *t, const char *text, size_t len)
{
    char folded[2 * WORD_BYTES + 16];
    if (len > WORD_BYTES)
        for (len = WORD_BYTES; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80;)
            len--;
    if (is_folded(text, len))
        return intern(t, text, len);
    size_t folded_len = utf8_fold(folded, sizeof folded, text, len);
    const char *stop = memchr(folded, '.', folded_len);
    size_t kept = stop ? (size_t)(stop - folded) : folded_len;
    for (size_t i = kept; i < folded_len; i++)
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

// Whether a list whose canonical forms count has the token. Its bits and its lemma come from the same entries.
static bool has_lemma(const name_table *t, uint32_t at) { return t->facts.means[at] & NOUN_FEATURES; }

uint32_t name_lemma(name_table *t, uint32_t at)
{
    if (!has_lemma(t, at))
        return name_word(t, at);
    type_words *known = words_at(t, at);
    if (known->lemma)
        return known->lemma;
    const char *lemma = vocab_type_lemma(t->facts.vocab, known->type - 1, t->nouns);
    uint32_t id = lemma ? name_word_of(t, lemma, strlen(lemma)) : name_word(t, at);
    known->lemma = id;
    return id;
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
    if (token_means(&t->facts, at, FEATURE_PLURAL))
        return true;
    if (!has_lemma(t, at))
        return false;
    const token *k = &t->facts.page->tokens[at];
    uint32_t id = name_word(t, at);
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

const description *mention_about(name_table *t, mention *m, uint32_t first, uint32_t end)
{
    if (!m->about) {
        description *about = arena_take(t->arena, sizeof *about);
        *about = description_of(t, first, end);
        m->about = about;
    }
    return m->about;
}

const name_parts *mention_parts(name_table *t, mention *m)
{
    if (!m->parts) {
        name_parts *parts = arena_take(t->arena, sizeof *parts);
        *parts = name_parts_of(t, m->name_first, m->name_end);
        m->parts = parts;
    }
    return m->parts;
}

void mention_cut(mention *m, uint32_t end)
{
    m->name_end = end;
    m->parts = NULL;
}

// The length of the space character that begins at text[i], or 0.
static size_t space_at(const char *text, size_t len, size_t i)
{
    size_t next = i;
    unsigned char byte = (unsigned char)text[i];
    if (byte < 0xC0)
        return byte <= ' ';
    return utf8_class(utf8_next(text, len, &next)) & UTF8_SPACE ? next - i : 0;
}

// Whether all white space is single blanks inside; false where it is not seen at a glance.
static bool is_tidy(const char *bytes, size_t len)
{
    unsigned odd = len == 0 || (unsigned char)bytes[0] <= ' ' || (unsigned char)bytes[0] >= 0xC0;
    for (size_t i = 1; i < len; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        odd |= (byte < ' ') | (byte >= 0xC0) | ((byte == ' ') & (bytes[i - 1] == ' '));
    }
    return !odd;
}

char *token_text(arena *a, const page *p, uint32_t first, uint32_t end)
{
    if (first >= end)
        return arena_copy(a, "", 0);
    const token *from = &p->tokens[first], *last = &p->tokens[end - 1];
    const char *bytes = p->text.bytes + from->start;
    size_t len = last->start + last->len - from->start, kept = 0;
    if (is_tidy(bytes, len))
        return arena_copy(a, bytes, len);
    char *text = arena_take(a, len + 1);
    for (size_t i = 0; i < len && bytes[i];) {
        size_t space = space_at(bytes, len, i);
        i += space;
        if (!space)
            text[kept++] = bytes[i++];
        else if (kept > 0 && text[kept - 1] != ' ')
            text[kept++] = ' ';
    }
    text[kept] = '\0';
    return text;
}
