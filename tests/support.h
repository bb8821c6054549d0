// SPDX-License-Identifier: MIT
// support.h: what the test programs outside Check share: rules, a text file, a check that rows are what the header
// promises. Uses the public interface only.
#ifndef QUOTH_TESTS_SUPPORT_H
#define QUOTH_TESTS_SUPPORT_H

#include "quoth.h"

#include <stdbool.h>

// The embedded rules; prints why and exits where they do not load.
quoth_rules *support_rules(void);

typedef struct support_file {
    char *name;  // without folder
    char *bytes; // owned; a NUL behind the last one
    size_t len;
} support_file;

// All regular files of a folder whose names end so (NULL: all), sorted by name. Exits where there are none.
support_file *support_folder(const char *folder, const char *ending, size_t *count);
void support_folder_free(support_file *files, size_t count);

// Length of the input in its unit.
size_t support_length(const quoth_input *input, const quoth_article *article);
// True when every offset lies inside the text, spans are in order, strings are there and numbers count. Otherwise
// prints what is wrong with the first row that is not good.
bool support_rows_good(const char *name, const quoth_input *input, const quoth_article *article);
// Writes the article in every format into nothing; false where a writer failed.
bool support_writes(const quoth_article *article);
// Explains all rows of the analyser's article into nothing; false where that failed or a line was not whole.
bool support_explains(quoth_analyser *analyser, const quoth_article *article);

#endif
