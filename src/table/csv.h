// SPDX-License-Identifier: MIT
// csv.h: comma and tab separated tables. CSV is RFC 4180: lines end in CR LF, cells with a comma, a mark or a line
// break stand in double quotation marks. TSV: lines end in LF; tab, line breaks and backslash are \t \n \r \\. In
// both a cell that a spreadsheet would run as a formula (it begins with = + - @ tab CR) gets an apostrophe before it.
#ifndef QUOTH_TABLE_CSV_H
#define QUOTH_TABLE_CSV_H

#include "table/writer.h"

void csv_begin(quoth_writer *w);
void csv_row(quoth_writer *w, const quoth_article *article, const quoth_row *row);
void tsv_begin(quoth_writer *w);
void tsv_row(quoth_writer *w, const quoth_article *article, const quoth_row *row);
// Both have no foot.
void csv_end(quoth_writer *w);

#endif
