// SPDX-License-Identifier: MIT
// row_memory.h: what the rows of all articles of one thread share: names of rules with their steps, dictionary forms of
// verbs. Both are few and asked for every row.
#ifndef QUOTH_TABLE_ROW_MEMORY_H
#define QUOTH_TABLE_ROW_MEMORY_H

#include "base/buf.h"
#include "people/cluster.h"

typedef struct row_memory row_memory;

row_memory *row_memory_new(const rule_set *rules);
void row_memory_free(row_memory *m);

// "stage/rule", and after a space the step, if any. Lives as long as the memory.
const char *row_memory_rule(row_memory *m, const rule *r, link_step step);
// predicates_lemma among the verbs of speech. Lives as long as the rules.
const char *row_memory_lemma(row_memory *m, const char *word, size_t len);

// An empty buffer for the text of one cell.
buf *row_memory_work(row_memory *m);

#endif
