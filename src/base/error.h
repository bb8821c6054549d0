// SPDX-License-Identifier: MIT
// error.h: messages with a place. A function that can fail returns a quoth_status and writes what went wrong into the
// quoth_error that its caller passed (NULL is allowed: nothing is written). No printing here, no global state.
#ifndef QUOTH_BASE_ERROR_H
#define QUOTH_BASE_ERROR_H

#include "quoth.h"

#include <stddef.h>
#include <stdint.h>

// A file as it was read, kept for messages. Owned by whoever loaded it, alive as long as places point to it.
typedef struct source_file {
    const char *name; // as shown to the user
    const char *text; // whole content
    size_t len;       // bytes
} source_file;

typedef struct place {
    const source_file *file; // NULL: no place known
    uint32_t line;           // from 1
    uint32_t column;         // from 1, in code points
} place;

// Adds "FILE:LINE:COLUMN: message", the source line and a caret under the column. Tabs count as one column and are
// repeated before the caret.
void error_at(quoth_error *e, place where, const char *format, ...) __attribute__((format(printf, 3, 4)));
// Adds a message without a place.
void error_add(quoth_error *e, const char *format, ...) __attribute__((format(printf, 2, 3)));

// The candidate nearest to `word` by optimal string alignment distance (Damerau 1964), or NULL when none is within
// a third of its length (at least 1). For "did you mean".
const char *suggest(const char *word, const char *const *candidates, size_t count);

#endif
