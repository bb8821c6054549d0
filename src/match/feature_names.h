// SPDX-License-Identifier: MIT
// feature_names.h: what a feature is: a group and up to three words, its parts. Words are numbered, so that a feature
// is one number, made without a look at any text.
#ifndef QUOTH_MATCH_FEATURE_NAMES_H
#define QUOTH_MATCH_FEATURE_NAMES_H

#include "base/arena.h"

#include <stdint.h>

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
    X(SOURCE, "source")                                                                                                \
    X(SOURCE_LIST, "source list")                                                                                      \
    X(RULE_SOURCE, "rule source")                                                                                      \
    X(LEMMA_SOURCE, "lemma source")                                                                                    \
    X(SOURCE_NEAR, "source near")                                                                                      \
    X(DISTANCE, "distance")                                                                                            \
    X(CONTENT, "content")                                                                                              \
    X(CONTENT_FIRST, "content first")                                                                                  \
    X(RULE_FIRST, "rule first")                                                                                        \
    X(CONTENT_END, "content end")                                                                                      \
    X(LENGTH, "length")                                                                                                \
    X(MARKS, "marks")                                                                                                  \
    X(LEMMA_MARKS, "lemma marks")                                                                                      \
    X(QUOTED, "quoted")                                                                                                \
    X(BLOCK, "block")                                                                                                  \
    X(INSIDE, "inside")                                                                                                \
    X(RIVALS, "rivals")
typedef enum feature_group {
#define X(id, name) GROUP_##id,
    FEATURE_GROUPS(X)
#undef X
        GROUP_COUNT
} feature_group;
const char *feature_group_name(feature_group g);
// GROUP_COUNT if there is none.
feature_group feature_group_of(const char *name, size_t len);

// The fixed words in names; sizes first. Every numbering begins with them.
#define FIXED_WORDS(X)                                                                                                 \
    X(0, "0")                                                                                                          \
    X(1, "1")                                                                                                          \
    X(2, "2")                                                                                                          \
    X(3, "3")                                                                                                          \
    X(4, "4")                                                                                                          \
    X(5, "5+")                                                                                                         \
    X(7, "7+")                                                                                                         \
    X(10, "10+")                                                                                                       \
    X(15, "15+")                                                                                                       \
    X(25, "25+")                                                                                                       \
    X(40, "40+")                                                                                                       \
    X(AFTER, "after")                                                                                                  \
    X(ALL, "all")                                                                                                      \
    X(ALONE, "alone")                                                                                                  \
    X(BEFORE, "before")                                                                                                \
    X(BEGIN, "begin")                                                                                                  \
    X(BEHIND, "behind")                                                                                                \
    X(BOTH, "both")                                                                                                    \
    X(CAPITAL, "Capital")                                                                                              \
    X(COMMAS, "commas")                                                                                                \
    X(CONTENT, "content")                                                                                              \
    X(CUE, "cue")                                                                                                      \
    X(CUES, "cues")                                                                                                    \
    X(CUE_CONTENT, "cue-content")                                                                                      \
    X(CUE_SOURCE, "cue-source")                                                                                        \
    X(EDGE, "edge")                                                                                                    \
    X(ENDS, "ends")                                                                                                    \
    X(INSIDE, "inside")                                                                                                \
    X(ITEMS, "items")                                                                                                  \
    X(LAST, "last")                                                                                                    \
    X(LONGER, "longer")                                                                                                \
    X(NONE, "none")                                                                                                    \
    X(NOTHING, "nothing")                                                                                              \
    X(NO_LONGER, "no-longer")                                                                                          \
    X(NO_SHORTER, "no-shorter")                                                                                        \
    X(OTHER, "other")                                                                                                  \
    X(SENTENCE_ENDS, "sentence-ends")                                                                                  \
    X(SEVERAL, "several")                                                                                              \
    X(SHORTER, "shorter")                                                                                              \
    X(SMALL, "small")                                                                                                  \
    X(STARTS, "starts")                                                                                                \
    X(THEN, "then")                                                                                                    \
    X(TITLE, "title")                                                                                                  \
    X(UNKNOWN, "unknown")                                                                                              \
    X(WHOLE, "whole")                                                                                                  \
    X(WORD, "word")
enum {
    WORD_NO_PART, // behind the last part of a feature
#define X(id, text) WORD_##id,
    FIXED_WORDS(X)
#undef X
        WORD_COUNT
};

// One word of a feature's name, as its number.
typedef uint32_t feature_part;

enum { FEATURE_PARTS = 3, FEATURE_PART_BITS = 19, FEATURE_PARTS_MOST = (1 << FEATURE_PART_BITS) - 1 };

// | group + 1 | part | part | part |; never 0. Missing parts are WORD_NO_PART.
typedef uint64_t feature;

static inline feature feature_of(feature_group g, feature_part a, feature_part b, feature_part c)
{
    return ((((uint64_t)g + 1) << FEATURE_PART_BITS | a) << FEATURE_PART_BITS | b) << FEATURE_PART_BITS | c;
}

static inline feature_group feature_group_in(feature f)
{
    return (feature_group)((f >> FEATURE_PARTS * FEATURE_PART_BITS) - 1);
}

static inline feature_part feature_part_in(feature f, unsigned part)
{
    return f >> (FEATURE_PARTS - 1 - part) * FEATURE_PART_BITS & FEATURE_PARTS_MOST;
}

typedef struct feature_text {
    const char *text;
    uint32_t len;
} feature_text;

// Words <-> numbers.
typedef struct feature_parts {
    const struct feature_parts *before; // has the first numbers; NULL: none
    arena *arena;
    feature_text *items; // by number, from `first` on
    size_t len, room;
    feature_part first;
    uint32_t *slots; // open addressing, at most half full: number, 0: free
    size_t mask;
} feature_parts;

// A numbering that goes on behind `before`, which must not grow any more; NULL: behind the fixed words.
feature_parts *feature_parts_new(arena *a, const feature_parts *before);
// The number of a word, known or new; its text is copied. When the numbers are used up: WORD_UNKNOWN.
feature_part feature_parts_add(feature_parts *p, const char *text, size_t len);
feature_text feature_parts_text(const feature_parts *p, feature_part part);

#endif
