// SPDX-License-Identifier: MIT
// tokeniser.h: state of the tokeniser, shared by token.c (words and signs) and apostrophe.c (everything that begins
// with an apostrophe). Not for other folders.
#ifndef QUOTH_TEXT_TOKENISER_H
#define QUOTH_TEXT_TOKENISER_H

#include "base/vec.h"
#include "text/scan.h"
#include "text/token.h"

enum { TOKENISER_KEYS = 16 }; // texts that are looked up together

typedef struct tokeniser {
    scan_text text;                // ends where the block ends
    uint32_t at;                   // next byte to read
    bool space;                    // white space or the block's start stands before `at`
    bool double_open, single_open; // by parity: an odd number of such marks was met in this block
    VEC(token) tokens;
    size_t block_start; // first token of the block
    vocab_key keys[TOKENISER_KEYS];
    size_t key_count; // the last so many tokens wait for their types
    arena *memory;
    vocab *vocab;
    const token_lists *lists;
} tokeniser;

// Adds the token [at, end) and moves behind it.
void tokeniser_emit(tokeniser *k, uint32_t end, unsigned flags);
// True if the text stands in the list (PREDICATE_NONE: false).
bool tokeniser_listed(const tokeniser *k, predicate_id list, uint32_t start, uint32_t end);
// True if the token before stands in this block, without space between.
bool tokeniser_touches(const tokeniser *k);
// True if the token before stands in this block and is a word (begins with a letter or digit).
bool tokeniser_behind_word(const tokeniser *k);

// Tokens from the run of apostrophes at k->at: a clitic, an elided word, a decade, single or doubled marks.
void tokeniser_read_apostrophes(tokeniser *k);

#endif
