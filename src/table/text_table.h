// SPDX-License-Identifier: MIT
// text_table.h: the table that people read on a terminal: fits its width, wraps at words, thin lines between rows, a
// speaker's role below the name, a heading for each article where there are several.
#ifndef QUOTH_TABLE_TEXT_TABLE_H
#define QUOTH_TABLE_TEXT_TABLE_H

#include "table/writer.h"

void text_table_begin(quoth_writer *w);
// Rows of the first article are kept until a second one begins: only then does it get a heading.
void text_table_row(quoth_writer *w, const quoth_article *article, const quoth_row *row);
void text_table_end(quoth_writer *w);

#endif
