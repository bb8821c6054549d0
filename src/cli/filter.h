// SPDX-License-Identifier: MIT
// filter.h: which rows the options ask for.
#ifndef QUOTH_CLI_FILTER_H
#define QUOTH_CLI_FILTER_H

#include "cli/characters.h"
#include "cli/option.h"
#include "quoth.h"

typedef struct filter {
    bool types[3];         // by quoth_type
    double min_confidence; // 0: any
    uint32_t *speaker;     // lower-case code points of words in the name (owned), or NULL
    size_t speaker_len;
    characters *characters; // owned, only with a speaker
} filter;

// False after a message about a wrong value.
bool filter_init(filter *f, const arguments *args);
void filter_free(filter *f);
// Reads f only: may be called from several threads.
bool filter_passes(const filter *f, const quoth_row *row);

#endif
