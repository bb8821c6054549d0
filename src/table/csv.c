// SPDX-License-Identifier: MIT
// csv.c: rows -> CSV and TSV. Comes in: rows. Goes out: complete lines. Chooses no columns.
#include "table/csv.h"
#include "table/number.h"

#include <string.h>

// Puts one cell's text; the two dialects.
typedef void (*put_cell)(buf *out, const char *text, size_t len);

static void put_csv(buf *out, const char *text, size_t len)
{
    bool quoted = len && (text[0] == ' ' || text[len - 1] == ' ');
    if (!quoted && strcspn(text, ",\"\r\n") == len) {
        buf_put(out, text, len);
        return;
    }
    buf_putc(out, '"');
    for (const char *rest = text; *rest;) {
        size_t plain = strcspn(rest, "\"");
        buf_put(out, rest, plain);
        rest += plain;
        if (*rest) {
            buf_puts(out, "\"\"");
            rest++;
        }
    }
    buf_putc(out, '"');
}

static void put_tsv(buf *out, const char *text, size_t len)
{
    (void)len;
    while (*text) {
        size_t plain = strcspn(text, "\t\n\r\\");
        buf_put(out, text, plain);
        text += plain;
        if (!*text)
            break;
        buf_putc(out, '\\');
        buf_putc(out, *text == '\t' ? 't' : *text == '\n' ? 'n' : *text == '\r' ? 'r' : '\\');
        text++;
    }
}

// Text that others wrote; a formula is made harmless.
static void put_text(quoth_writer *w, const char *text, put_cell put)
{
    size_t len;
    text = writer_text(w, text, &len);
    if (len && strchr("=+-@\t\r", text[0])) {
        char *guarded = arena_alloc(w->scratch, len + 2);
        guarded[0] = '\'';
        memcpy(guarded + 1, text, len);
        text = guarded;
        len++;
    }
    put(&w->out, text, len);
}

static void put_number(buf *out, uint32_t number)
{
    char digits[NUMBER_ROOM];
    buf_put(out, digits, (size_t)(number_print(digits, number) - digits));
}

static void put_fraction(buf *out, double fraction)
{
    char digits[FRACTION_ROOM];
    buf_put(out, digits, (size_t)(fraction_print(digits, fraction) - digits));
}

static void put_spans(buf *out, const quoth_row *row)
{
    for (size_t i = 0; i < row->span_count; i++) {
        if (i)
            buf_putc(out, ';');
        put_number(out, row->spans[i].start);
        buf_putc(out, '-');
        put_number(out, row->spans[i].end);
    }
}

static void put_value(quoth_writer *w, column_id id, const quoth_article *article, const quoth_row *row, put_cell put)
{
    if (column_is_absent(id, row))
        return;
    switch (column_of(id)->kind) {
    case COLUMN_IS_COUNT:
        put_number(&w->out, column_number(id, article, row));
        break;
    case COLUMN_IS_FRACTION:
        put_fraction(&w->out, column_fraction(id, article, row));
        break;
    case COLUMN_IS_SPANS:
        put_spans(&w->out, row);
        break;
    case COLUMN_IS_TEXT:
    case COLUMN_IS_OPTIONAL:
    case COLUMN_IS_TYPE:
    case COLUMN_IS_KIND:
        put_text(w, column_text(id, article, row), put);
        break;
    }
}

static void put_head(quoth_writer *w, char separator, const char *line_end)
{
    if (w->bom)
        buf_puts(&w->out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < w->column_count; i++) {
        if (i)
            buf_putc(&w->out, separator);
        buf_puts(&w->out, column_of(w->columns[i])->name);
    }
    buf_puts(&w->out, line_end);
}

void csv_begin(quoth_writer *w) { put_head(w, ',', "\r\n"); }

void tsv_begin(quoth_writer *w) { put_head(w, '\t', "\n"); }

void csv_row(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    size_t begin = w->out.len;
    for (size_t i = 0; i < w->column_count; i++) {
        if (i)
            buf_putc(&w->out, ',');
        put_value(w, w->columns[i], article, row, put_csv);
    }
    if (w->out.len == begin) // one empty cell: an empty line would be no row
        buf_puts(&w->out, "\"\"");
    buf_puts(&w->out, "\r\n");
}

void tsv_row(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    for (size_t i = 0; i < w->column_count; i++) {
        if (i)
            buf_putc(&w->out, '\t');
        put_value(w, w->columns[i], article, row, put_tsv);
    }
    buf_putc(&w->out, '\n');
}

void csv_end(quoth_writer *w) { (void)w; }
