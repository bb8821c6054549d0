// SPDX-License-Identifier: MIT
// rule.h: checked rules as they leave rules/: plain data, immutable, all in the rule set's arena. What the language is:
// rules/README.md (repository root). What runs it: match/.
#ifndef QUOTH_RULES_RULE_H
#define QUOTH_RULES_RULE_H

#include "base/error.h"
#include "text/token.h"
#include "words/predicate.h"

// What a match may capture. `item`: what a folding rule makes one item of; `head`: the token or item whose lists the
// new item inherits; `name`, `title`: parts of a person; `opening`: a word before the content that belongs to its span
// and not to the text of the row (`that`).
#define CAPTURES(X)                                                                                                    \
    X(CONTENT, "content")                                                                                              \
    X(CUE, "cue")                                                                                                      \
    X(SPEAKER, "speaker")                                                                                              \
    X(ITEM, "item")                                                                                                    \
    X(HEAD, "head")                                                                                                    \
    X(NAME, "name")                                                                                                    \
    X(TITLE, "title")                                                                                                  \
    X(ROLE, "role")                                                                                                    \
    X(LISTENER, "listener")                                                                                            \
    X(OPENING, "opening")
typedef enum capture_id {
#define X(name, text) CAPTURE_##name,
    CAPTURES(X)
#undef X
        CAPTURE_COUNT
} capture_id;
#define CAPTURE_NONE (-1)
const char *capture_name(int id);

// A test of one item. Accepts it when (any, or one of `wanted`) and none of `refused`.
//   name or name            -> wanted          not name or name -> any, refused
//   name or name but not name or name          -> wanted, refused
typedef struct test {
    uint64_t *wanted;  // predicates_words() words
    uint64_t *refused; // the same
    bool any;          // `any`, or a test that only refuses. Never a sentence-end, paragraph-end, block-start/-end
    bool loop;         // `stretch`: any run of items of one sentence; `clause`: the same up to a clause-end; `passage`:
                       // of one paragraph. One
                       // position that repeats itself; at most MATCH_LONGEST items
    const char *text;  // as written, for messages and explain
} test;

typedef enum step_kind { STEP_TEST, STEP_EITHER, STEP_GROUP } step_kind;

// One step, shapes already expanded: a test, a choice of sequences, or a sequence (a shape).
typedef struct step {
    step_kind kind;
    uint16_t test;              // STEP_TEST: index into rule_set.tests
    int8_t capture;             // capture_id or CAPTURE_NONE; of a group: the whole of it
    uint8_t least, most;        // repeats, 0..20
    struct step_list *branches; // STEP_EITHER: each one a sequence; STEP_GROUP: exactly one
    size_t branch_count;
    const char *text; // as written: `manner-adverb{0,2}`
    place where;
} step;

typedef struct step_list {
    step *steps;
    size_t count;
} step_list;

typedef enum rule_within { WITHIN_SENTENCE, WITHIN_PARAGRAPH, WITHIN_ARTICLE } rule_within;

typedef enum row_type { ROW_NONE, ROW_DIRECT, ROW_MIXED, ROW_INDIRECT } row_type;

// Who a row's speaker is when the rule captures none.
typedef enum speaker_from { SPEAKER_CAPTURED, SPEAKER_PREVIOUS, SPEAKER_NEXT, SPEAKER_NOBODY } speaker_from;

typedef struct gives {
    predicate_id item; // folding stages: the item's kind, else PREDICATE_NONE
    bool
        inherits_nothing; // folding stages: `inherits: nothing`: the item keeps no word list of its head (`Will`, `US`)
    row_type type;        // attributing stages; ROW_NONE (`type: none`): the content is claimed and gives no row
    speaker_from speaker; // `speaker: previous|next|nobody`
    bool joins;           // `joins: previous`: the content goes on with that of the quotation before it in its block
    int block;            // block stages: block_kind, else -1
    bool through_end;     // `through: end`: all blocks behind it too
} gives;

// Conditions on a block (`where:` in block rules). A bit set of zones and block kinds; words 0..0xFFFF.
enum { ZONE_HEAD = 1, ZONE_BODY = 2, ZONE_TAIL = 4 };
typedef struct block_where {
    uint8_t zones; // 0: any
    uint16_t least_words, most_words;
    int8_t ends_sentence;          // -1 any, 0 no, 1 yes (a stop, perhaps inside a closing mark, is its last character)
    int8_t seen[BLOCK_KIND_COUNT]; // `seen: {headline: no}`: a block of that kind came before: -1 any, 0, 1
    uint16_t after;                // `after: [headline]`: kinds of the block before, as bits; 0: any
} block_where;

typedef enum example_kind { EXAMPLE_FINDS, EXAMPLE_IGNORES, EXAMPLE_WANTS } example_kind;

// One capture written in braces, as bytes of example.text.
typedef struct example_span {
    int8_t capture;
    uint32_t start, end;
} example_span;

typedef struct example {
    example_kind kind;
    const char *text; // braces taken out
    size_t len;
    example_span *spans; // sorted by start; a capture may occur several times (discontinuous)
    size_t span_count;
    place where;
} example;

typedef struct rule {
    const char *name;  // unique in the set
    const char *about; // may be NULL
    uint16_t stage;    // index into rule_set.stages
    uint16_t order;    // position in the file order of the whole set
    place where;
    step_list match;
    size_t anchor; // index into match.steps: a STEP_TEST with least > 0, no loop; it is anchored at its first item
    step_list unless_before, unless_after; // count 0: none
    rule_within within;
    gives gives;
    block_where block;
    uint16_t *beats;
    size_t beats_count; // indexes into rule_set.rules
    example *examples;
    size_t example_count;
} rule;

#define STAGES_MOST 60 // of a rule set: match/ has a bit of a word for each

typedef enum stage_does { STAGE_BLOCKS, STAGE_FOLDS, STAGE_FOLDS_QUOTATIONS, STAGE_ATTRIBUTES } stage_does;

typedef struct stage {
    const char *name;
    stage_does does; // `does: blocks|folds|folds-quotations|attributes`
    const uint16_t *rules;
    size_t rule_count; // in file order
    place where;
} stage;

// `features:` in people.yaml: what the code needs to know of words, given as lists. See FEATURES.
#define FEATURES(X)                                                                                                    \
    X(MALE, "male")                                                                                                    \
    X(FEMALE, "female")                                                                                                \
    X(PLURAL, "plural")                                                                                                \
    X(FIRST_PERSON, "first-person")                                                                                    \
    X(SECOND_PERSON, "second-person")                                                                                  \
    X(NEUTER, "neuter")                                                                                                \
    X(RELATIVE, "relative")                                                                                            \
    X(TITLE, "title")                                                                                                  \
    X(GIVEN_NAME, "given-name")                                                                                        \
    X(PARTICLE, "particle")                                                                                            \
    X(SUFFIX, "suffix")                                                                                                \
    X(ARTICLE, "article")                                                                                              \
    X(DEFINITE, "definite")                                                                                            \
    X(PERSON_NOUN, "person-noun")                                                                                      \
    X(GROUP_NOUN, "group-noun")                                                                                        \
    X(ORGANISATION_NOUN, "organisation-noun")                                                                          \
    X(DOCUMENT_NOUN, "document-noun")                                                                                  \
    X(POSSESSIVE, "possessive")                                                                                        \
    X(GOVERNMENT, "government")                                                                                        \
    X(FORMER, "former")                                                                                                \
    X(INDEFINITE, "indefinite")                                                                                        \
    X(CONJUNCTION, "conjunction")                                                                                      \
    X(PREPOSITION, "preposition")                                                                                      \
    X(SPEECH_VERB, "speech-verb")
typedef enum feature_id {
#define X(name, text) FEATURE_##name,
    FEATURES(X)
#undef X
        FEATURE_COUNT
} feature_id;
const char *feature_name(feature_id id);

typedef struct rule_set {
    arena *arena;
    predicates *predicates;
    token_lists lists;    // what the tokenizer asks
    const char *language; // folder name, `en`
    stage *stages;
    size_t stage_count;
    rule *rules;
    size_t rule_count;
    test *tests;
    size_t test_count;
    uint64_t *features[FEATURE_COUNT]; // bit sets of predicates; all zero where the language has none
    const char **file_names;
    size_t file_count;
} rule_set;

static inline bool bits_meet(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t i = 0; i < words; i++)
        if (a[i] & b[i])
            return true;
    return false;
}

#endif
