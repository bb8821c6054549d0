// SPDX-License-Identifier: MIT
// wrap.h: text -> lines that fit a number of terminal columns. Nothing that a terminal would obey is left in them.
#ifndef QUOTH_TABLE_WRAP_H
#define QUOTH_TABLE_WRAP_H

#include "base/vec.h"

#include <stdbool.h>

typedef struct text_line {
    const char *bytes; // not NUL-terminated
    size_t len;
    size_t columns; // of the terminal
    bool dim;
} text_line;

typedef VEC(text_line) text_lines;

// Copies valid UTF-8 into the arena: tabs and line ends become spaces, marks that turn the direction of writing are
// dropped, other control characters become U+FFFD.
char *text_harmless(arena *a, const char *text, size_t len, size_t *out_len);
// Appends the lines of a harmless text: broken at spaces, a word longer than a line between characters. Linear.
void text_wrap(arena *a, text_lines *lines, const char *text, size_t len, size_t width, bool dim);

#endif
