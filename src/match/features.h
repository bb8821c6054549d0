// SPDX-License-Identifier: MIT
// features.h: a candidate -> the named facts from which the model (model.h) judges it. Cheap and without language:
// the words in them are rules, item kinds, features and lemmas of word lists, never a name or another word of the
// text.
#ifndef QUOTH_MATCH_FEATURES_H
#define QUOTH_MATCH_FEATURES_H

#include "match/matcher.h"
#include "words/hash.h"

// Groups of features: X(ID, name in weights.yaml). What the parts of a group's features are stands in features.c.
#define FEATURE_GROUPS(X)                                                                                              \
    X(BIAS, "bias")                                                                                                    \
    X(RULE, "rule")                                                                                                    \
    X(LEMMA, "lemma")                                                                                                  \
    X(LIST, "list")                                                                                                    \
    X(RULE_LEMMA, "rule lemma")                                                                                        \
    X(RULE_LIST, "rule list")                                                                                          \
    X(CUE_FORM, "cue form")                                                                                            \
    X(LEMMA_FORM, "lemma form")                                                                                        \
    X(CUE_WITH, "cue with")                                                                                            \
    X(CUE_NEAR, "cue near")                                                                                            \
    X(LEMMA_NEAR, "lemma near")                                                                                        \
    X(SOURCE, "source")                                                                                                \
    X(SOURCE_LIST, "source list")                                                                                      \
    X(RULE_SOURCE, "rule source")                                                                                      \
    X(LEMMA_SOURCE, "lemma source")                                                                                    \
    X(SOURCE_NEAR, "source near")                                                                                      \
    X(DISTANCE, "distance")                                                                                            \
    X(CONTENT, "content")                                                                                              \
    X(CONTENT_FIRST, "content first")                                                                                  \
    X(LEMMA_FIRST, "lemma first")                                                                                      \
    X(RULE_FIRST, "rule first")                                                                                        \
    X(CONTENT_END, "content end")                                                                                      \
    X(RULE_END, "rule end")                                                                                            \
    X(MATCH_NEAR, "match near")                                                                                        \
    X(LENGTH, "length")                                                                                                \
    X(RULE_LENGTH, "rule length")                                                                                      \
    X(MARKS, "marks")                                                                                                  \
    X(RULE_MARKS, "rule marks")                                                                                        \
    X(LEMMA_MARKS, "lemma marks")                                                                                      \
    X(BLOCK, "block")                                                                                                  \
    X(INSIDE, "inside")                                                                                                \
    X(ENCLOSES, "encloses")                                                                                            \
    X(RIVALS, "rivals")                                                                                                \
    X(RIVAL, "rival")                                                                                                  \
    X(RANK, "rank")
typedef enum feature_group {
#define X(id, name) GROUP_##id,
    FEATURE_GROUPS(X)
#undef X
        GROUP_COUNT
} feature_group;
const char *feature_group_name(feature_group g);
// GROUP_COUNT if there is none.
feature_group feature_group_of(const char *name, size_t len);

// One word of a feature's name: no blank in it.
typedef struct feature_part {
    const char *text;
    uint32_t len, hash;
} feature_part;
feature_part feature_part_of(const char *text, size_t len);

enum { FEATURE_PARTS = 3, FEATURES_MOST = 160 };

typedef struct feature {
    uint64_t hash; // of group and parts
    feature_group group;
    unsigned count;
    feature_part parts[FEATURE_PARTS];
} feature;
static inline uint64_t feature_hash(feature_group g, const feature_part *parts, unsigned count)
{
    uint64_t h = HASH_FIRST + (uint64_t)g * HASH_SECOND;
    for (unsigned i = 0; i < count; i++)
        h = hash_mix(h ^ parts[i].hash, HASH_SECOND + i);
    return h ? h : 1;
}

typedef struct feature_vector {
    feature items[FEATURES_MOST];
    size_t len;
} feature_vector;

// What the features ask of a rule set, made once for each matcher; for one thread.
typedef struct feature_tables {
    feature_part *rules;      // names
    feature_part *predicates; // names
    feature_part features[FEATURE_COUNT];
    uint64_t *cue_lists;       // word lists that the rules name for cues
    struct lemma_slot *lemmas; // feature_words.c: those asked last; the one thing here that changes
} feature_tables;
feature_tables *feature_tables_new(arena *a, const program_set *programs);

// The candidates of one article, in the order in which they would win without a model.
typedef struct feature_input {
    matcher *m;
    arena *arena;
    const page *page;
    const item_list *items;
    const node_list *nodes;
    const candidate_list *candidates;
    const feature_tables *tables;
    feature_part *words;       // by item; text NULL: not asked yet
    int32_t *on_cue;           // by item: first candidate whose cue ends with it, or -1
    int32_t *on_content;       // by item: first candidate whose content begins with it, or -1
    int32_t *next_on_cue;      // by candidate
    int32_t *next_on_content;  // by candidate
    int32_t *cover;            // by item: candidate with the longest content there, or -1
    uint32_t *sizes;           // by candidate: items of its content
    const feature_part *fixed; // words that features.c has in names
    size_t bit_words;          // of a bit set of predicates
    uint64_t *listed;          // predicates that stand for some feature of the rule set
    uint32_t *listed_features; // by predicate: these features as bits
} feature_input;

// Fills what is derived; the caller has set the first seven fields.
void features_begin(feature_input *in);
void features_of(const feature_input *in, size_t candidate, feature_vector *out);

// Some part of the content stands in quotation marks.
bool candidate_is_quoted(const feature_input *in, const candidate *c);

// ---- feature_words.c, for features.c ----

feature_part feature_part_text(const char *text);
const uint64_t *item_bits(const feature_input *in, uint32_t i);
// What an item is, in one word: its kind, its sign or its lemma; `edge` outside the article.
feature_part feature_word(const feature_input *in, int64_t i);
// The lemma of tokens [first, end) in one of the lists of cues, or in any list; false if they are in none.
bool feature_lemma(const feature_input *in, uint32_t first, uint32_t end, bool of_cues, feature_part *out);

#endif
