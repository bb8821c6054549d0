// SPDX-License-Identifier: MIT
// predicate_table.h: a frozen predicate set as plain constant data, for those who write it into a program
// (scripts/embed.c) and take it from there (rules/rule_snapshot.c). Holds no addresses of this process but its own
// parts.
#ifndef QUOTH_WORDS_PREDICATE_TABLE_H
#define QUOTH_WORDS_PREDICATE_TABLE_H

#include "words/lexicon.h"

enum { PREDICATE_NAME_SLOTS = 4 * PREDICATE_MAX }; // open addressing, a power of two

typedef struct predicate_info {
    const char *name; // with the quotes of words and the slashes of regular expressions
    size_t len;
    predicate_kind kind;
} predicate_info;

typedef struct predicate_table {
    const predicate_info *infos; // by predicate_id
    size_t count;
    const uint16_t *names; // PREDICATE_NAME_SLOTS times predicate_id + 1; 0: free
    lexicon_table lexicon;
} predicate_table;

// Of a frozen set; lives as long as it.
const predicate_table *predicates_table(const predicates *p);
// A frozen set with these tables, which must stay alive. Only the regular expressions cost time: they are compiled.
predicates *predicates_of_table(arena *a, const predicate_table *table);

#endif
