// SPDX-License-Identifier: MIT
// block_index.h: which rules of a block stage can still hold for a block, for all of them at once, so that few blocks
// are made items of. Says yes too often, never no: who asks then looks closely. One per matcher and stage.
//
// Sets of rules are the lower bits of a word: a bit for each rule in file order; the last one stands for all the rest.
#ifndef QUOTH_MATCH_BLOCK_INDEX_H
#define QUOTH_MATCH_BLOCK_INDEX_H

#include "match/matcher.h"

#define BLOCK_RULE_BITS 60
// What else the marks of a class say.
#define BLOCK_MARK_NEW    (UINT64_C(1) << 61) // nobody looked at the class yet
#define BLOCK_MARK_PHRASE (UINT64_C(1) << 62) // a phrase may begin with it
#define BLOCK_MARK_WORD   (UINT64_C(1) << 63) // a word or a number

// Words of a block that are told apart.
enum { BLOCK_WORDS = 255 };

// Rules for which it is enough that an item is accepted by this test.
typedef struct block_need {
    uint64_t rules;
    uint16_t test;
} block_need;

typedef struct block_index {
    matcher *matcher;
    size_t stage;
    // Rules whose `where` allows it.
    uint64_t words[BLOCK_WORDS + 1];
    uint64_t zones[ZONE_TAIL + 1];
    uint64_t ends_sentence[2];
    uint64_t seen[BLOCK_KIND_COUNT][2];
    uint64_t after[BLOCK_KIND_COUNT + 1]; // by kind + 1; 0: no block stands before
    // Of items. What a rule needs beside its anchor is one of its steps that has to be in every match, or several of
    // which one has to.
    class_id block_start, block_end;
    block_need *needs;
    size_t need_count;
    uint64_t free;           // rules that need nothing in particular
    uint64_t needed_phrases; // what they need may be a phrase
    uint64_t anchor_phrases; // their anchor may be one
    uint64_t *marks;         // by class: rules that need it, and BLOCK_MARK_...
    uint64_t *anchored;      // by class: rules that are anchored on it
    uint64_t *behind;        // by class: rules that allow it directly behind the anchor; BLOCK_MARK_NEW
    size_t room;
} block_index;

// The one of a stage that `does: blocks`, made when it is first asked for.
block_index *block_index_of(matcher *m, size_t stage);
// Makes room for every class that the vocabulary has now.
void block_index_reserve(block_index *x);
// The marks of a class, and which rules are anchored on it.
uint64_t block_index_look(block_index *x, class_id c);
// Rules that allow this class directly behind their anchor or end with it.
uint64_t block_index_behind(block_index *x, class_id c);
// Rules that allow that these kinds of blocks were seen and no others.
uint64_t block_index_seen(const block_index *x, uint16_t kinds);
// After vocab_trim said true.
void block_indexes_forget(matcher *m);

// The marks of a class for which block_index_reserve has made room.
static inline uint64_t block_index_marks(block_index *x, class_id c)
{
    return x->marks[c] & BLOCK_MARK_NEW ? block_index_look(x, c) : x->marks[c];
}

static inline uint64_t block_index_anchored(block_index *x, class_id c)
{
    block_index_marks(x, c);
    return x->anchored[c];
}

#endif
