// SPDX-License-Identifier: MIT
// writer.h: what all formats share. A format is three functions that print complete rows into writer->out; writer.c
// hands what they printed to the caller's write function. Comes in: public rows. Knows no tokens, no rules.
#ifndef QUOTH_TABLE_WRITER_H
#define QUOTH_TABLE_WRITER_H

#include "base/arena.h"
#include "base/buf.h"
#include "table/columns.h"

#define WRITER_COLUMNS 64 // most columns that can be asked for

// A column as the terminal table places it.
typedef struct table_place {
    size_t start, width; // columns of the terminal
} table_place;

typedef struct format format;

struct quoth_writer {
    arena *home;    // of the writer itself
    arena *scratch; // of one row
    const format *format;
    quoth_write write;
    void *context;
    buf out;      // complete rows that were not handed over yet
    bool stopped; // `write` said so
    size_t rows;  // so far
    bool bom, colour;
    column_id columns[WRITER_COLUMNS];
    size_t column_count;
    bool selected[COLUMN_COUNT];                     // JSON: columns that a row has
    const struct json_plan *plans[1 << GROUP_COUNT]; // JSON: by column_groups_of; NULL: not made yet
    // terminal table
    size_t width;
    table_place places[WRITER_COLUMNS];
    buf article;  // id of the article of the last row
    uint32_t n;   // number of the last row in its article
    buf heading;  // of the first article, in case a second one comes
    bool holding; // `out` is kept until it is known whether a second one comes
};

struct format {
    const char *name;
    const char *endings; // of file names, separated by spaces
    void (*begin)(quoth_writer *w);
    void (*row)(quoth_writer *w, const quoth_article *article, const quoth_row *row);
    void (*end)(quoth_writer *w);
};

// formats.c: the table of formats, in the order of quoth_format.
const format *format_of(quoth_format id);

// The text as valid UTF-8 (callers may give file names of any bytes), its length in *len. Lives until the next row.
const char *writer_text(quoth_writer *w, const char *text, size_t *len);
// More room in `out` for `size` bytes and a NUL.
void writer_grow(buf *out, size_t size);
// Where the next `size` bytes of `out` go. Who writes them adds to out->len; the last of a row is added by a buf_
// function, which puts the NUL behind.
static inline char *writer_room(buf *out, size_t size)
{
    if (out->room - out->len <= size)
        writer_grow(out, size);
    return out->bytes + out->len;
}

#endif
