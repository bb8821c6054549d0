// SPDX-License-Identifier: MIT
// csv.c: rows -> CSV and TSV. Comes in: rows. Goes out: complete lines. Chooses no columns.
#include "table/csv.h"
#include "table/number.h"
#include "table/scan.h"

#include <string.h>

// Puts one cell's text; the two dialects. `plain`: scan_plain_text.
typedef void (*put_cell)(buf *out, const char *text, size_t len, bool plain);

static void put_csv(buf *out, const char *text, size_t len, bool plain)
{
    bool quoted = len && (text[0] == ' ' || text[len - 1] == ' ');
    if (!quoted && (plain ? !memchr(text, ',', len) : strcspn(text, ",\"\r\n") == len)) {
        buf_put(out, text, len);
        return;
    }
    buf_putc(out, '"');
    const char *mark;
    for (; !plain && (mark = memchr(text, '"', len)) != NULL; len -= (size_t)(mark + 1 - text), text = mark + 1) {
        buf_put(out, text, (size_t)(mark - text));
        buf_put(out, "\"\"", 2);
    }
    buf_put(out, text, len);
    buf_putc(out, '"');
}

static void put_tsv(buf *out, const char *text, size_t len, bool plain)
{
    if (plain) {
        buf_put(out, text, len);
        return;
    }
    while (*text) {
        size_t run = strcspn(text, "\t\n\r\\");
        buf_put(out, text, run);
        text += run;
        if (!*text)
            break;
        buf_putc(out, '\\');
        buf_putc(out, *text == '\t' ? 't' : *text == '\n' ? 'n' : *text == '\r' ? 'r' : '\\');
        text++;
    }
}

static bool begins_formula(char c) { return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r'; }

// Text that others wrote; a formula is made harmless.
static void put_text(quoth_writer *w, const char *text, put_cell put)
{
    if (!text[0])
        return;
    size_t len = strlen(text);
    bool plain = scan_plain_text(text, len);
    if (!plain)
        text = writer_text(w, text, &len);
    if (begins_formula(text[0])) {
        char *guarded = arena_alloc(w->scratch, len + 2);
        guarded[0] = '\'';
        memcpy(guarded + 1, text, len);
        text = guarded;
        len++;
    }
    put(&w->out, text, len, plain);
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

// A row on its way into a line.
typedef struct line {
    const quoth_article *article;
    const quoth_row *row;
    unsigned groups; // column_groups_of(row)
    put_cell put;
} line;

static void put_value(quoth_writer *w, column_id id, const line *l)
{
    const column *c = column_of(id);
    if (!(l->groups >> c->group & 1))
        return;
    switch (c->kind) {
    case COLUMN_IS_COUNT:
        put_number(&w->out, column_number(id, l->article, l->row));
        break;
    case COLUMN_IS_FRACTION:
        put_fraction(&w->out, column_fraction(id, l->article, l->row));
        break;
    case COLUMN_IS_SPANS:
        put_spans(&w->out, l->row);
        break;
    case COLUMN_IS_TEXT:
    case COLUMN_IS_OPTIONAL:
    case COLUMN_IS_TYPE:
    case COLUMN_IS_KIND:
        put_text(w, column_text(id, l->article, l->row), l->put);
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

static void put_line(quoth_writer *w, char separator, line l)
{
    l.groups = column_groups_of(l.row);
    for (size_t i = 0; i < w->column_count; i++) {
        if (i)
            buf_putc(&w->out, separator);
        put_value(w, w->columns[i], &l);
    }
}

void csv_row(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    size_t begin = w->out.len;
    put_line(w, ',', (line){.article = article, .row = row, .put = put_csv});
    if (w->out.len == begin) // one empty cell: an empty line would be no row
        buf_puts(&w->out, "\"\"");
    buf_puts(&w->out, "\r\n");
}

void tsv_row(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    put_line(w, '\t', (line){.article = article, .row = row, .put = put_tsv});
    buf_putc(&w->out, '\n');
}

void csv_end(quoth_writer *w) { (void)w; }
