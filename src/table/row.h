// SPDX-License-Identifier: MIT
// row.h: attributions + entities -> the public rows (quoth.h): offsets in the caller's unit, the row's own text,
// lemma, names, rule. Copies into the arena; nothing else stands between the analysis and the writers.
#ifndef QUOTH_TABLE_ROW_H
#define QUOTH_TABLE_ROW_H

#include "speaker/resolve.h"
#include "table/row_memory.h"

// The attribution of each row, by n - 1; places: room for one of each attribution. Returns the number of rows.
typedef struct row_place {
    uint32_t first; // token of its content
    size_t attribution;
} row_place;
size_t rows_order(const attribution_list *list, row_place *places);

// Fills rows, blocks and code_points of the article. Attributions with type ROW_NONE give no row. Rows are in text
// order of their content, n from 1.
void rows_make(quoth_article *article, const quoth_input *input, const resolve_input *analysis, row_memory *memory);

#endif
