// SPDX-License-Identifier: MIT
// mark.h: the glyphs of quotation marks and apostrophes. Knows code points, nothing of what stands around them.
#ifndef QUOTH_TEXT_MARK_H
#define QUOTH_TEXT_MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Marks of one group may pair with each other.
typedef enum mark_group {
    MARK_NONE,
    MARK_DOUBLE,       // " “ ” „ ‟ `` ''
    MARK_SINGLE,       // ' ‘ ’ ‚ ‛ `
    MARK_ANGLE,        // « »
    MARK_SINGLE_ANGLE, // ‹ ›
    MARK_GROUP_COUNT
} mark_group;

typedef enum mark_shape {
    MARK_LEFT,   // opens in English: “ ‘ « ‹ ``
    MARK_RIGHT,  // closes in English: ” ’ » ›
    MARK_LOW,    // opens everywhere: „ ‚
    MARK_NEUTRAL // says nothing: " ' ''
} mark_shape;

typedef struct mark_kind {
    uint8_t group; // mark_group
    uint8_t shape; // mark_shape
} mark_kind;

// The kind of a token that is a quotation mark; group MARK_NONE for any other text.
mark_kind mark_kind_of(const char *bytes, size_t len);
// The kind of one code point.
mark_kind mark_kind_of_code_point(int32_t code_point);
// ' ’ ‘ and what is typed for them: may be an apostrophe as well as a single mark.
bool mark_is_apostrophe(int32_t code_point);

#endif
