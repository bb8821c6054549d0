// SPDX-License-Identifier: MIT
// same_name.h: whether a speaker's name means the annotated one, as the scorer of the PolNeAR speakers decides it.
#ifndef QUOTH_CLI_SAME_NAME_H
#define QUOTH_CLI_SAME_NAME_H

#include "cli/gold.h"

// Words of the measurement, read from a file, one a line, # comments: a word in capitals is a name that stands for
// nobody in particular (no table could name it), one that begins with an apostrophe is taken off words, the others
// are titles.
typedef struct name_words {
    pool pool;
    const char **words;
    size_t count;
    characters *characters;
} name_words;

bool name_words_read(name_words *n, const char *path);
void name_words_free(name_words *n);
// The name is one of those in capitals.
bool name_is_neutral(const name_words *n, const char *name);
// Whether `name` means the speaker of a gold attribution: the same words, or without titles; for a person the same
// surname and no other given name; else most words in common.
bool name_is_same(const name_words *n, const char *name, const gold_attribution *gold);

#endif
