// SPDX-License-Identifier: MIT
// tokeniser.h: state of the tokeniser, shared by token.c (words and signs), plain.c (words of ASCII letters) and
// apostrophe.c (everything that begins with an apostrophe). Not for other folders.
#ifndef QUOTH_TEXT_TOKENISER_H
#define QUOTH_TEXT_TOKENISER_H

#include "base/vec.h"
#include "text/scan.h"
#include "text/token.h"

enum {
    PLAIN_READS = 20, // bytes from the beginning of a plain word on that are read
    // What a type's note says of the word with a stop behind it.
    NOTE_JUDGED = 1,
    NOTE_ABBREVIATION = 2
};

// A token that waits for its type: what it needs of the vocabulary is being fetched meanwhile.
typedef struct waiting_word {
    uint64_t front, back; // as in type_slot
    uint32_t slot;        // vocab_slot
    uint32_t token;       // its number
} waiting_word;

enum { WAITING_GROUP = 8 };

typedef struct tokeniser {
    scan_text text;                // ends where the block ends
    uint32_t at;                   // next byte to read
    bool space;                    // white space or the block's start stands before `at`
    bool double_open, single_open; // by parity: an odd number of such marks was met in this block
    bool has_marks;                // a quotation mark was met in this block
    VEC(token) tokens;
    uint32_t *words;                        // page.words; room for as many as there is for tokens
    size_t block_start;                     // first token of the block
    waiting_word waiting[2][WAITING_GROUP]; // some of the last tokens, in two groups
    size_t waiting_count;                   // in the later group
    size_t older_count;                     // in the other one
    bool group;                             // which is the later one
    uint32_t plain_end;                     // from here on there are less than PLAIN_READS bytes
    arena *memory;
    vocab *vocab;
    const token_lists *lists;
} tokeniser;

// Adds the token [at, end) and moves behind it.
void tokeniser_emit(tokeniser *k, uint32_t end, unsigned flags);
// What a token takes from its type.
static inline void tokeniser_give_type(const tokeniser *k, token *t, const type_slot *type)
{
    k->words[t - k->tokens.items] = type->word;
    t->type = type->number - 1;
    t->class_id = type->class_id;
    t->flags |= type->flags;
}

// True if the class or the text stands in the list (PREDICATE_NONE: false).
bool tokeniser_has(const tokeniser *k, class_id c, predicate_id list);
bool tokeniser_listed(const tokeniser *k, predicate_id list, uint32_t start, uint32_t end);
// True if the token before stands in this block, without space between.
bool tokeniser_touches(const tokeniser *k);
// True if the token before stands in this block and is a word (begins with a letter or digit).
bool tokeniser_behind_word(const tokeniser *k);

// What is known of the word with the stop behind it (NOTE_): remembered by its type.
unsigned tokeniser_note(const tokeniser *k, type_id type, const char *word, size_t len);
// Gives the tokens that wait their types.
void tokeniser_give_types(tokeniser *k);
// Tokens from the plain words, signs and spaces at k->at, if there are such.
void tokeniser_read_plain(tokeniser *k);
// Tokens from the run of apostrophes at k->at: a clitic, an elided word, a decade, single or doubled marks.
void tokeniser_read_apostrophes(tokeniser *k);

#endif
