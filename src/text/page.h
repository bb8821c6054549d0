// SPDX-License-Identifier: MIT
// page.h: one article as it was read: the decoded text, its blocks, tokens, sentences and quotations. All arrays are in
// the article's arena; positions are bytes of page.text.bytes, indexes are into the arrays here.
//
//     block      |  0 headline  |  1 body ...                                   |
//     token      |  0  1  2  3  |  4  5  6  7  8 ...                            |
//     sentence   |  [0..4)      |  [4..9)   [9..17)                             |
//     quotation  |              |        6 ------- 12                           |
#ifndef QUOTH_TEXT_PAGE_H
#define QUOTH_TEXT_PAGE_H

#include "base/utf8.h"
#include "words/vocab.h"

typedef enum block_kind { // names for rules and output are in block_kind_name()
    BLOCK_BODY,
    BLOCK_HEADLINE,
    BLOCK_STANDFIRST,
    BLOCK_BYLINE,
    BLOCK_DATELINE,
    BLOCK_TIMESTAMP,
    BLOCK_CAPTION,
    BLOCK_CREDIT,
    BLOCK_SUBHEAD,
    BLOCK_FURNITURE,
    BLOCK_KIND_COUNT
} block_kind;

typedef struct block {
    uint32_t start, end; // bytes, without the line ends around it
    uint32_t first_token, end_token;
    uint8_t kind;      // block_kind; BLOCK_BODY until match/block_rules decides
    bool has_marks;    // some token has TOKEN_MARK; an apostrophe that was taken for one counts
    bool blank_before; // an empty line (or the start of the text) stands before it
    const char *rule;  // name of the rule that decided the kind, or NULL
} block;

enum {
    TOKEN_SPACE_BEFORE = 1,  // white space or a block start stands before it
    TOKEN_ENDS_SENTENCE = 2, // the sentence ends behind this token (set by sentence.c)
    TOKEN_OPENS = 4,         // a quotation mark that opens quotation `pair` (set by quotation.c)
    TOKEN_CLOSES = 8,        // a quotation mark that closes it
    TOKEN_MARK = 16,         // any quotation mark, paired or not (an apostrophe is none)
    TOKEN_STARTS_SENTENCE = 32,
    TOKEN_MAY_STOP = 64, // looks like something that may end a sentence: the last character is a stop or a long one
    // What its type tells.
    TOKEN_STARTS_PHRASE = TYPE_STARTS_PHRASE, // an entry of several words may begin with it
    TOKEN_WORD = TYPE_WORD,                   // a word or a number
    TOKEN_LOWER = TYPE_LOWER                  // has a small first letter
};

typedef struct token {
    uint32_t start;
    uint16_t len; // bytes
    uint16_t flags;
    type_id type;
    class_id class_id; // of the type
} token;

typedef struct quotation {
    uint32_t open, close; // tokens of the marks; unclosed: close is the token behind the last one of the block
    int32_t parent;       // enclosing quotation or -1
    uint8_t depth;        // 0 = outermost
    bool unclosed;        // ran to the end of its block
    bool reopened;        // its opening mark repeats the one of the unclosed quotation before it
    bool single;          // single marks
} quotation;

typedef struct page {
    decoded text;
    block *blocks;
    size_t block_count;
    token *tokens;
    uint32_t *words; // by token: vocab_type_word
    size_t token_count;
    quotation *quotations;
    size_t quotation_count; // in order of their opening marks
} page;

// The first quotation whose opening mark is the token or stands behind it; the end of the list if there is none.
const quotation *page_quotation_from(const page *p, uint32_t token);

// The first token from i on, before `end`, that has one of the flags; `end` if none has.
static inline uint32_t page_find_flag(const page *p, uint32_t i, uint32_t end, unsigned flags)
{
    const token *t = p->tokens + i, *behind = p->tokens + end;
    while (t < behind && !(t->flags & flags))
        t++;
    return (uint32_t)(t - p->tokens);
}

// `headline`, `body`, ...: what rules and rows call a kind.
const char *block_kind_name(block_kind kind);
// The kind of a name, or -1.
int block_kind_of(const char *name);

#endif
