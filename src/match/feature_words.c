// SPDX-License-Identifier: MIT
// feature_words.c: the words of which the names of features are made: rules, item kinds, signs, lemmas of word lists.
// See features.h. What the features are is in features.c.
#include "match/features.h"
#include "words/hash.h"

#include <string.h>

enum { LEMMA_SLOTS = 2048, LEMMA_LONGEST = 30 };

// A text whose lemma was asked: looking it up in the lists takes fifty times longer than finding it here.
struct lemma_slot {
    char text[LEMMA_LONGEST];
    uint8_t len;        // 0: free
    bool of_cues;       // among the lists of cues, not among all
    feature_part lemma; // text NULL: it has none
};

static const char *const group_names[GROUP_COUNT] = {
#define X(id, name) name,
    FEATURE_GROUPS(X)
#undef X
};

const char *feature_group_name(feature_group g) { return group_names[g]; }

feature_group feature_group_of(const char *name, size_t len)
{
    for (int g = 0; g < GROUP_COUNT; g++)
        if (strlen(group_names[g]) == len && memcmp(group_names[g], name, len) == 0)
            return (feature_group)g;
    return GROUP_COUNT;
}

feature_part feature_part_of(const char *text, size_t len)
{
    return (feature_part){text, (uint32_t)len, hash_text(text, len, 0)};
}

feature_part feature_part_text(const char *text) { return feature_part_of(text, strlen(text)); }

// ---- tables ----

static void add_cue_lists(uint64_t *lists, const program_set *set, const program *p)
{
    size_t words = predicates_words(set->rules->predicates);
    for (uint32_t i = 0; i < p->count; i++)
        if (p->captures[i] >> CAPTURE_CUE & 1)
            for (size_t w = 0; w < words; w++)
                lists[w] |= set->rules->tests[p->test[i]].wanted[w];
}

feature_tables *feature_tables_new(arena *a, const program_set *programs)
{
    const rule_set *set = programs->rules;
    size_t count = predicates_count(set->predicates);
    feature_tables *t = ARENA_NEW(a, feature_tables);
    t->rules = ARENA_ARRAY(a, feature_part, set->rule_count + 1);
    t->predicates = ARENA_ARRAY(a, feature_part, count);
    t->cue_lists = ARENA_ARRAY(a, uint64_t, predicates_words(set->predicates));
    t->lemmas = ARENA_ARRAY(a, struct lemma_slot, LEMMA_SLOTS);
    for (size_t i = 0; i < set->rule_count; i++) {
        t->rules[i] = feature_part_text(set->rules[i].name);
        if (set->stages[set->rules[i].stage].does == STAGE_ATTRIBUTES)
            add_cue_lists(t->cue_lists, programs, &programs->programs[i].match);
    }
    for (size_t i = 0; i < count; i++) {
        t->predicates[i] = feature_part_text(predicates_name(set->predicates, (predicate_id)i));
        if (predicates_kind(set->predicates, (predicate_id)i) != PREDICATE_LIST)
            bits_clear(t->cue_lists, (predicate_id)i);
    }
    for (int f = 0; f < FEATURE_COUNT; f++)
        t->features[f] = feature_part_text(feature_name((feature_id)f));
    return t;
}

// ---- words ----

const uint64_t *item_bits(const feature_input *in, uint32_t i)
{
    return vocab_class_bits(in->m->vocab, in->items->items[i].class_id);
}

// A lemma as a part: small letters only, so that no name gets in; blanks become underscores.
static bool lemma_part(const feature_input *in, const char *lemma, feature_part *out)
{
    size_t len = lemma ? strlen(lemma) : 0;
    bool blank = false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)lemma[i];
        bool letter = (c >= 'a' && c <= 'z') || c >= 0x80, sign = c == '-' || c == '\'' || c == ' ';
        if (!letter && !(sign && i > 0))
            return false;
        blank |= c == ' ';
    }
    if (!len)
        return false;
    if (blank) {
        char *copy = arena_copy(in->arena, lemma, len);
        for (size_t i = 0; i < len; i++)
            copy[i] = copy[i] == ' ' ? '_' : copy[i];
        lemma = copy;
    }
    *out = feature_part_of(lemma, len);
    return true;
}

static bool look_up(const feature_input *in, const char *text, size_t len, const uint64_t *among, feature_part *out)
{
    return lemma_part(in, predicates_lemma(in->m->rules->predicates, text, len, among), out);
}

// Lemmas with an underscore are not remembered: they are in the arena of the article.
bool feature_lemma(const feature_input *in, uint32_t first, uint32_t end, bool of_cues, feature_part *out)
{
    const token *a = &in->page->tokens[first], *b = &in->page->tokens[end - 1];
    const uint64_t *among = of_cues ? in->tables->cue_lists : NULL;
    const char *text = in->page->text.bytes + a->start;
    size_t len = b->start + b->len - a->start;
    if (len == 0 || len > LEMMA_LONGEST)
        return len && len <= 64 && look_up(in, text, len, among, out);
    struct lemma_slot *slot = &in->tables->lemmas[hash_text(text, len, of_cues) % LEMMA_SLOTS];
    if (slot->len != len || slot->of_cues != of_cues || !hash_same(slot->text, text, len)) {
        feature_part lemma = {0};
        if (look_up(in, text, len, among, &lemma) && memchr(lemma.text, '_', lemma.len)) {
            *out = lemma;
            return true;
        }
        *slot = (struct lemma_slot){.len = (uint8_t)len, .of_cues = of_cues, .lemma = lemma};
        memcpy(slot->text, text, len);
    }
    if (slot->lemma.text)
        *out = slot->lemma;
    return slot->lemma.text != NULL;
}

static feature_part judge_word(const feature_input *in, uint32_t i)
{
    const item *it = &in->items->items[i];
    const uint64_t *bits = item_bits(in, i);
    feature_part out;
    for (int k = PREDICATE_SENTENCE_START; k <= PREDICATE_PARAGRAPH_END; k++)
        if (bits_has(bits, (predicate_id)k))
            return in->tables->predicates[k];
    if (it->node >= 0)
        return in->tables->predicates[in->nodes->items[it->node].kind];
    for (int k = PREDICATE_COMMA; k <= PREDICATE_MARK; k++)
        if (bits_has(bits, (predicate_id)k))
            return in->tables->predicates[k];
    if (bits_has(bits, PREDICATE_NUMBER))
        return in->tables->predicates[PREDICATE_NUMBER];
    if (it->end > it->first && feature_lemma(in, it->first, it->end, false, &out))
        return out;
    return feature_part_text(bits_has(bits, PREDICATE_LOWER)         ? "small"
                             : bits_has(bits, PREDICATE_CAPITALISED) ? "Capital"
                                                                     : "other");
}

// What an item is, in one word: its kind, its sign or its lemma.
feature_part feature_word(const feature_input *in, int64_t i)
{
    if (i < 0 || (size_t)i >= in->items->len)
        return feature_part_text("edge");
    if (!in->words[i].text)
        in->words[i] = judge_word(in, (uint32_t)i);
    return in->words[i];
}
