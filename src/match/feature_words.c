// SPDX-License-Identifier: MIT
// feature_words.c: the words of which the names of features are made: rules, item kinds, signs, lemmas of word lists.
// See features.h. What the features are is in features.c. Each type and class is looked up once, as long as the
// vocabulary remembers it.
#include "match/features.h"
#include "words/hash.h"
#include "words/phrase.h"

#include <string.h>

enum { PHRASE_SLOTS = 512, PHRASE_LONGEST = 40, LEMMA_LONGEST = 64, FIRST_ROOM = 1024 };

// Several words whose lemma was asked: looking them up in the lists takes fifty times longer than finding them here.
struct lemma_slot {
    char text[PHRASE_LONGEST];
    uint8_t len; // 0: free
    bool of_cues;
    feature_part lemma;
};

// ---- tables ----

static void add_cue_lists(uint64_t *lists, const program_set *set, const program *p)
{
    size_t words = predicates_words(set->rules->predicates);
    for (uint32_t i = 0; i < p->count; i++)
        if (p->captures[i] >> CAPTURE_CUE & 1)
            for (size_t w = 0; w < words; w++)
                lists[w] |= set->rules->tests[p->test[i]].wanted[w];
}

static void list_features(feature_tables *t, const rule_set *set)
{
    t->listed = ARENA_ARRAY(t->arena, uint64_t, t->bit_words);
    t->listed_features = ARENA_ARRAY(t->arena, uint32_t, t->bit_words * 64);
    for (int f = 0; f < FEATURE_COUNT; f++)
        for (size_t w = 0; w < t->bit_words; w++) {
            t->listed[w] |= set->features[f][w];
            for (uint64_t rest = set->features[f][w]; rest; rest &= rest - 1)
                t->listed_features[w * 64 + (size_t)__builtin_ctzll(rest)] |= UINT32_C(1) << f;
        }
}
_Static_assert(FEATURE_COUNT <= 32, "listed_features has a bit for each");

static feature_part number(feature_tables *t, const char *text)
{
    return feature_parts_add(t->parts, text, strlen(text));
}

feature_tables *feature_tables_new(arena *a, const program_set *programs, const feature_parts *before)
{
    const rule_set *set = programs->rules;
    size_t count = predicates_count(set->predicates);
    feature_tables *t = ARENA_NEW(a, feature_tables);
    t->arena = a;
    t->parts = feature_parts_new(a, before);
    t->bit_words = predicates_words(set->predicates);
    t->rules = ARENA_ARRAY(a, feature_part, set->rule_count + 1);
    t->predicates = ARENA_ARRAY(a, feature_part, count);
    t->lists = ARENA_ARRAY(a, uint64_t, t->bit_words);
    t->cue_lists = ARENA_ARRAY(a, uint64_t, t->bit_words);
    t->phrases = ARENA_ARRAY(a, struct lemma_slot, PHRASE_SLOTS);
    for (size_t i = 0; i < set->rule_count; i++) {
        t->rules[i] = number(t, set->rules[i].name);
        if (set->stages[set->rules[i].stage].does == STAGE_ATTRIBUTES)
            add_cue_lists(t->cue_lists, programs, &programs->programs[i].match);
    }
    for (size_t i = 0; i < count; i++) {
        predicate_kind kind = predicates_kind(set->predicates, (predicate_id)i);
        t->predicates[i] = number(t, predicates_name(set->predicates, (predicate_id)i));
        if (kind != PREDICATE_LIST)
            bits_clear(t->cue_lists, (predicate_id)i);
        if (kind == PREDICATE_LIST || kind == PREDICATE_IS_WORD)
            bits_set(t->lists, (predicate_id)i);
    }
    for (int f = 0; f < FEATURE_COUNT; f++)
        t->features[f] = number(t, feature_name((feature_id)f));
    for (int k = 0; k < BLOCK_KIND_COUNT; k++)
        t->blocks[k] = number(t, block_kind_name((block_kind)k));
    list_features(t, set);
    return t;
}

void feature_tables_forget(feature_tables *t)
{
    t->class_count = 0;
    if (t->type_room)
        memset(t->types, 0, t->type_room * sizeof *t->types);
}

// ---- classes ----

// The word of a class by its own bits.
static feature_part judge_word(const feature_tables *t, const uint64_t *bits, uint8_t *rank)
{
    *rank = CLASS_EDGE;
    for (predicate_id k = PREDICATE_SENTENCE_START; k <= PREDICATE_PARAGRAPH_END; k++)
        if (bits_has(bits, k))
            return t->predicates[k];
    *rank = CLASS_SIGN;
    for (predicate_id k = PREDICATE_COMMA; k <= PREDICATE_MARK; k++)
        if (bits_has(bits, k))
            return t->predicates[k];
    if (bits_has(bits, PREDICATE_NUMBER))
        return t->predicates[PREDICATE_NUMBER];
    *rank = CLASS_WORD;
    return bits_has(bits, PREDICATE_LOWER)         ? WORD_SMALL
           : bits_has(bits, PREDICATE_CAPITALISED) ? WORD_CAPITAL
                                                   : WORD_OTHER;
}

// The features in whose lists one of the predicates stands, as bits.
static uint32_t listed_features(const feature_tables *t, const uint64_t *bits)
{
    uint32_t out = 0;
    for (size_t w = 0; w < t->bit_words; w++)
        for (uint64_t rest = bits[w] & t->listed[w]; rest; rest &= rest - 1)
            out |= t->listed_features[w * 64 + (size_t)__builtin_ctzll(rest)];
    return out;
}

static bool stands_in_list(const feature_tables *t, const uint64_t *bits)
{
    uint64_t some = 0;
    for (size_t w = 0; w < t->bit_words; w++)
        some |= bits[w] & t->lists[w];
    return some;
}

static class_facts judge_class(const feature_tables *t, const uint64_t *bits)
{
    class_facts out = {.is_quotation = bits_has(bits, PREDICATE_QUOTATION),
                       .is_capitalised = bits_has(bits, PREDICATE_CAPITALISED),
                       .is_lower = bits_has(bits, PREDICATE_LOWER),
                       .is_word = bits_has(bits, PREDICATE_WORD),
                       .listed = listed_features(t, bits)};
    out.word = judge_word(t, bits, &out.rank);
    out.is_unlisted = out.rank == CLASS_WORD && !stands_in_list(t, bits);
    out.signs = (uint16_t)((bits_has(bits, PREDICATE_COMMA) ? CLASS_COMMA : 0) |
                           (bits_has(bits, PREDICATE_SENTENCE_END) ? CLASS_SENTENCE_END : 0));
    return out;
}

// A larger array with the same beginning; the old one is left to the arena.
static void *grow(arena *a, const void *old, size_t *room, size_t wanted, size_t size)
{
    size_t before = *room;
    while (*room < wanted)
        *room = *room ? *room * 2 : FIRST_ROOM;
    void *larger = arena_calloc(a, *room, size);
    if (before)
        memcpy(larger, old, before * size);
    return larger;
}

void feature_tables_follow(feature_tables *t, const vocab *v)
{
    size_t types = vocab_type_count(v), classes = vocab_class_count(v);
    if (types > t->type_room)
        t->types = grow(t->arena, t->types, &t->type_room, types, sizeof *t->types);
    if (classes > t->class_room)
        t->classes = grow(t->arena, t->classes, &t->class_room, classes, sizeof *t->classes);
    for (; t->class_count < classes; t->class_count++)
        t->classes[t->class_count] = judge_class(t, vocab_class_bits(v, (class_id)t->class_count));
}

// ---- lemmas ----

// A lemma as a part: small letters only, so that no name gets in; blanks become underscores.
static feature_part lemma_part(feature_tables *t, const char *lemma)
{
    char text[256];
    size_t len = 0;
    for (; lemma && lemma[len]; len++) {
        unsigned char c = (unsigned char)lemma[len];
        bool letter = (c >= 'a' && c <= 'z') || c >= 0x80, sign = c == '-' || c == '\'' || c == ' ';
        if ((!letter && !(sign && len > 0)) || len == sizeof text)
            return WORD_NO_PART;
        text[len] = c == ' ' ? '_' : (char)c;
    }
    return len ? feature_parts_add(t->parts, text, len) : WORD_NO_PART;
}

static feature_part look_up(const feature_input *in, const char *text, size_t len, bool of_cues)
{
    const uint64_t *among = of_cues ? in->tables->cue_lists : NULL;
    return len <= LEMMA_LONGEST ? lemma_part(in->tables, predicates_lemma(in->m->rules->predicates, text, len, among))
                                : WORD_NO_PART;
}

// No entry begins with the first two words, where they are cut as entries are.
static bool begins_none(const feature_input *in, uint32_t first, uint32_t end)
{
    const token *t = &in->page->tokens[first];
    bool stands_free = t[1].flags & TOKEN_SPACE_BEFORE && (first + 2 == end || t[2].flags & TOKEN_SPACE_BEFORE);
    const vocab *v = in->m->vocab;
    return stands_free &&
           !phrases_may_begin(vocab_phrases(v), vocab_type_word(v, t[0].type), vocab_type_word(v, t[1].type));
}

static feature_part phrase_lemma(const feature_input *in, uint32_t first, uint32_t end, bool of_cues)
{
    const token *a = &in->page->tokens[first], *b = &in->page->tokens[end - 1];
    const char *text = in->page->text.bytes + a->start;
    size_t len = b->start + b->len - a->start;
    if (begins_none(in, first, end))
        return WORD_NO_PART;
    if (len > PHRASE_LONGEST)
        return look_up(in, text, len, of_cues);
    struct lemma_slot *slot = &in->tables->phrases[hash_text(text, len, of_cues) % PHRASE_SLOTS];
    if (slot->len != len || slot->of_cues != of_cues || !hash_same(slot->text, text, len)) {
        *slot = (struct lemma_slot){.len = (uint8_t)len, .of_cues = of_cues, .lemma = look_up(in, text, len, of_cues)};
        memcpy(slot->text, text, len);
    }
    return slot->lemma;
}

feature_part feature_lemma(const feature_input *in, uint32_t first, uint32_t end, bool of_cues)
{
    if (end - first > 1)
        return phrase_lemma(in, first, end, of_cues);
    const token *t = &in->page->tokens[first];
    if (facts_of_token(in, t)->is_unlisted) // most are; classes are few and near
        return WORD_NO_PART;
    uint32_t *known = &in->tables->types[t->type].lemma[of_cues];
    if (!*known)
        *known = look_up(in, in->page->text.bytes + t->start, t->len, of_cues) + 1;
    return *known - 1;
}

feature_part feature_ending(const feature_input *in, uint32_t token_index)
{
    const token *t = &in->page->tokens[token_index];
    uint32_t *known = &in->tables->types[t->type].ending;
    if (!*known) {
        const char *bytes = in->page->text.bytes + t->start;
        char ending[] = "__";
        for (size_t i = 0; i < 2 && i + 2 < t->len; i++) {
            char c = bytes[t->len - 2 + i];
            ending[i] = c >= 'a' && c <= 'z' ? c : '_';
        }
        *known = feature_parts_add(in->tables->parts, ending, 2) + 1;
    }
    return *known - 1;
}

feature_part feature_word_of(const feature_input *in, uint32_t i)
{
    const item *it = &in->items->items[i];
    const class_facts *facts = item_facts(in, i);
    if (facts->rank == CLASS_EDGE)
        return facts->word;
    if (it->node >= 0)
        return in->tables->predicates[in->nodes->items[it->node].kind];
    if (facts->rank == CLASS_SIGN || it->end == it->first)
        return facts->word;
    feature_part lemma = feature_lemma(in, it->first, it->end, false);
    return lemma ? lemma : facts->word;
}
