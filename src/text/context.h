// SPDX-License-Identifier: MIT
// context.h: the quotation marks of one block with what stands around them. Made for quotation.c.
#ifndef QUOTH_TEXT_CONTEXT_H
#define QUOTH_TEXT_CONTEXT_H

#include "text/mark.h"
#include "text/page.h"

typedef enum mark_context { CONTEXT_UNCLEAR, CONTEXT_OPENS, CONTEXT_CLOSES } mark_context;

// What touches a mark; other marks are looked through.
typedef enum mark_side {
    SIDE_SPACE, // white space, or the block's start
    SIDE_OPEN,  // left: bracket, dash, slash
    SIDE_DASH,  // right: dash, ellipsis
    SIDE_STOP,  // stop, comma, colon; right also a closing bracket or the block's end
    SIDE_WORD   // anything else
} mark_side;

// Marks that a writer uses together: `"` with `"`, `` with '', “ with ”. Where a text mixes them they rather pair
// inside their family.
typedef enum mark_family { FAMILY_STRAIGHT, FAMILY_DOUBLED, FAMILY_CURLY } mark_family;

// Numbers of marks are indexes into the block's list; the list's length stands for none.
typedef struct block_mark {
    uint32_t token;
    uint8_t group, shape, family, context, left, right;
    bool closes;      // single mark: may close
    bool firm;        // ... and is no plural possessive (s' and space)
    bool hard;        // ... and can be no apostrophe at all (a comma or stop stands before it)
    uint32_t closers; // single marks that may close, before this one
    uint32_t next_firm, next_hard, next_single_open;
    uint32_t next_double;       // next double mark
    uint32_t next_double_close; // next one that may close what is open here
} block_mark;

typedef struct block_marks {
    block_mark *items;
    size_t len, room;
} block_marks;

mark_family mark_family_of(const char *text, size_t len);

// Refills the list (kept from block to block) with the marks of the block; one more item behind the last is a
// sentinel that says "none" to all questions. Linear in the block's tokens.
void block_marks_collect(arena *a, block_marks *marks, const page *p, const block *b);

#endif
