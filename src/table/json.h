// SPDX-License-Identifier: MIT
// json.h: one array of objects, or one object a line (JSONL). Keys and nesting come from columns.h; chosen columns
// keep the order of the list, since objects nest. What is absent is null; only a speaker's name is an empty string.
#ifndef QUOTH_TABLE_JSON_H
#define QUOTH_TABLE_JSON_H

#include "table/writer.h"

void json_begin(quoth_writer *w);
void json_row(quoth_writer *w, const quoth_article *article, const quoth_row *row);
void json_end(quoth_writer *w);
void jsonl_begin(quoth_writer *w);
void jsonl_row(quoth_writer *w, const quoth_article *article, const quoth_row *row);
void jsonl_end(quoth_writer *w);

#endif
