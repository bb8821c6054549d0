// SPDX-License-Identifier: MIT
// features.h: a candidate -> the named facts from which the model (model.h) judges it. Cheap and without language:
// the words in them are rules, item kinds, features and lemmas of word lists, never a name or another word of the
// text.
#ifndef QUOTH_MATCH_FEATURES_H
#define QUOTH_MATCH_FEATURES_H

#include "match/feature_names.h"
#include "match/matcher.h"

enum {
    FEATURES_MOST = 160,                // more are left out
    FEATURES_ROOM = FEATURES_MOST + 256 // a candidate has at most 256 beside those for lists
};

typedef struct feature_vector {
    feature items[FEATURES_ROOM];
    size_t len;
} feature_vector;

// What features ask of a class.
typedef enum class_rank {
    CLASS_EDGE = 1, // begins or ends a sentence or block: that is its word, whatever was folded
    CLASS_SIGN,     // its word, unless something was folded
    CLASS_WORD      // ... unless it has a lemma
} class_rank;
enum { CLASS_COMMA = 1, CLASS_SENTENCE_END = 256 }; // counted together for up to 255 items
typedef struct class_facts {
    feature_part word;
    uint8_t rank;
    bool is_quotation, is_capitalised, is_lower, is_word;
    bool is_unlisted; // of one word that stands in no list: it has no lemma
    uint16_t signs;   // CLASS_COMMA, CLASS_SENTENCE_END
    uint32_t listed;  // features of the rule set in whose lists it stands, as bits
} class_facts;        // a quarter of a line of a cache

// What they ask of a type; 0: not asked yet, else the number of the word + 1.
typedef struct type_memory {
    uint32_t lemma[2]; // in any list, in those of cues; 1: none
    uint32_t ending;
} type_memory;

// What the features ask of a rule set, its vocabulary and model. Belongs to a matcher; what it knows of words stays
// from article to article.
typedef struct feature_tables {
    arena *arena;
    feature_parts *parts;     // behind those of the model
    feature_part *rules;      // names
    feature_part *predicates; // names
    feature_part features[FEATURE_COUNT], blocks[BLOCK_KIND_COUNT];
    size_t bit_words;          // of a bit set of predicates
    uint64_t *lists;           // predicates that a look into the word lists may give
    uint64_t *cue_lists;       // word lists that the rules name for cues
    uint64_t *listed;          // predicates that stand for some feature of the rule set
    uint32_t *listed_features; // by predicate: these features as bits
    class_facts *classes;
    size_t class_count, class_room;
    type_memory *types;
    size_t type_room;
    struct lemma_slot *phrases; // feature_words.c: those asked last
} feature_tables;
feature_tables *feature_tables_new(arena *a, const program_set *programs, const feature_parts *before);
// When the vocabulary forgot its types and classes.
void feature_tables_forget(feature_tables *t);
// Makes room for all types that the vocabulary has now, and judges its new classes.
void feature_tables_follow(feature_tables *t, const vocab *v);

// What is asked of an item, and of a candidate by its rivals. Candidates are index + 1, 0: none.
typedef struct feature_place {
    uint32_t on_cue;     // first candidate whose cue ends with it
    uint32_t on_content; // first candidate whose content begins with it
    uint32_t cover;      // candidate with the longest content there
    feature_part word;   // WORD_NO_PART: not asked yet
} feature_place;

typedef struct feature_peer {
    uint32_t next_on_cue, next_on_content;
    uint32_t size : 31; // items of its content
    uint32_t is_quoted : 1;
    feature_part rule;
    // the first spans of captures and the last one of the content; NULL: none
    const capture_span *cue, *source, *opening, *first, *last;
} feature_peer;

// The candidates of one article, in the order in which they would win without a model.
typedef struct feature_input {
    matcher *m;
    arena *arena;
    const page *page;
    const item_list *items;
    const node_list *nodes;
    const candidate_list *candidates;
    feature_tables *tables;
    feature_place *places; // by item
    feature_peer *peers;   // by candidate
    uint64_t *cues;        // items with which the cue of a candidate ends, as bits
} feature_input;

// Fills what is derived; the caller has set the first seven fields.
void features_begin(feature_input *in);
void features_of(const feature_input *in, size_t candidate, feature_vector *out);

// Some part of the content stands in quotation marks. After features_begin.
static inline bool candidate_is_quoted(const feature_input *in, size_t candidate)
{
    return in->peers[candidate].is_quoted;
}

// ---- feature_words.c, for features.c ----

// The lemma of tokens [first, end) in one of the lists of cues, or in any list; WORD_NO_PART if they are in none.
feature_part feature_lemma(const feature_input *in, uint32_t first, uint32_t end, bool of_cues);
// The last two letters of a token, `_` for others and where it is shorter.
feature_part feature_ending(const feature_input *in, uint32_t token);

static inline const class_facts *item_facts(const feature_input *in, uint32_t i)
{
    return &in->tables->classes[in->items->items[i].class_id];
}

// Of a token's own class, whatever item it became.
static inline const class_facts *facts_of_token(const feature_input *in, const token *t)
{
    return &in->tables->classes[t->class_id];
}

// What an item is, in one word: its kind, its sign or its lemma.
feature_part feature_word_of(const feature_input *in, uint32_t i);
// The same, remembered, since each is asked for by many candidates; `edge` outside the article.
static inline feature_part feature_word(const feature_input *in, int64_t i)
{
    if ((uint64_t)i >= in->items->len)
        return WORD_EDGE;
    feature_part *known = &in->places[i].word;
    if (*known == WORD_NO_PART)
        *known = feature_word_of(in, (uint32_t)i);
    return *known;
}

#endif
