// SPDX-License-Identifier: MIT
// text_table.c: rows -> a table for a terminal. Comes in: rows. Goes out: lines no wider than asked (as far as so
// many columns fit at all). Never lets control characters of the text through.
#include "table/text_table.h"
#include "base/utf8.h"
#include "table/number.h"
#include "table/wrap.h"

#include <string.h>

enum { GAP = 2, LEAST_QUOTE = 24, LEAST_COLUMN = 3 };

#define BOLD  "\033[1m"
#define DIM   "\033[2m"
#define PLAIN "\033[0m"

// What the columns of fixed width get together when they leave too little for the rest.
static size_t shrunk(size_t wanted, size_t sum, size_t available, size_t rests)
{
    if (sum + rests * LEAST_QUOTE <= available)
        return wanted;
    size_t rest = rests * LEAST_QUOTE, share = available * 2 / 5;
    if (rests == 0 || available - share > rest) // the rest gets no more than it needs before others shrink
        share = available > rest ? available - rest : 1;
    size_t width = sum ? wanted * share / sum : wanted;
    return width < LEAST_COLUMN ? LEAST_COLUMN : width;
}

static void lay_out(quoth_writer *w)
{
    size_t gaps = GAP * (w->column_count - 1), rests = 0, sum = 0, used = 0;
    size_t available = w->width > gaps ? w->width - gaps : 1;
    for (size_t i = 0; i < w->column_count; i++) {
        int width = column_of(w->columns[i])->width;
        sum += (size_t)width;
        rests += width == 0;
    }
    for (size_t i = 0; i < w->column_count; i++) {
        int width = column_of(w->columns[i])->width;
        w->places[i].width = width ? shrunk((size_t)width, sum, available, rests) : 0;
        used += w->places[i].width;
    }
    size_t left = available > used ? available - used : 0, start = 0;
    for (size_t i = 0; i < w->column_count; i++) {
        table_place *p = &w->places[i];
        if (column_of(w->columns[i])->width == 0)
            p->width = left / rests < LEAST_COLUMN ? LEAST_COLUMN : left / rests;
        else if (rests == 0 && i + 1 == w->column_count)
            p->width += left;
        p->start = start;
        start += p->width + GAP;
    }
}

static void put_styled(quoth_writer *w, const char *style, const char *bytes, size_t len)
{
    bool styled = w->colour && style[0];
    if (styled)
        buf_puts(&w->out, style);
    buf_put(&w->out, bytes, len);
    if (styled)
        buf_puts(&w->out, PLAIN);
}

static void put_rule(quoth_writer *w)
{
    if (w->colour)
        buf_puts(&w->out, DIM);
    for (size_t i = 0; i < w->width; i++)
        buf_puts(&w->out, "─");
    buf_puts(&w->out, w->colour ? PLAIN "\n" : "\n");
}

// One line of a row: the k-th line of each cell, padded only as far as something follows.
static void put_lines(quoth_writer *w, const text_lines *cells, size_t k, const char *head_style)
{
    size_t at = 0;
    for (size_t i = 0; i < w->column_count; i++) {
        if (k >= cells[i].len)
            continue;
        const text_line *line = &cells[i].items[k];
        for (; at < w->places[i].start; at++)
            buf_putc(&w->out, ' ');
        const char *style = line->dim ? DIM : w->columns[i] == COLUMN_SPEAKER ? BOLD : "";
        put_styled(w, head_style ? head_style : style, line->bytes, line->len);
        at += line->columns;
    }
    buf_putc(&w->out, '\n');
}

static void put_cells(quoth_writer *w, const text_lines *cells, const char *head_style)
{
    size_t height = 1;
    for (size_t i = 0; i < w->column_count; i++)
        if (cells[i].len > height)
            height = cells[i].len;
    for (size_t k = 0; k < height; k++)
        put_lines(w, cells, k, head_style);
}

static void put_head(quoth_writer *w)
{
    text_lines cells[WRITER_COLUMNS] = {0};
    for (size_t i = 0; i < w->column_count; i++) {
        const char *name = column_of(w->columns[i])->name;
        text_wrap(w->scratch, &cells[i], name, strlen(name), w->places[i].width, false);
    }
    put_cells(w, cells, DIM);
}

static void add_text(quoth_writer *w, text_lines *cell, const char *text, size_t width, bool dim)
{
    size_t len;
    text = writer_text(w, text, &len);
    text = text_harmless(w->scratch, text, len, &len);
    text_wrap(w->scratch, cell, text, len, width, dim);
}

static const char *spans_text(quoth_writer *w, const quoth_row *row)
{
    char *out = arena_alloc(w->scratch, 1);
    for (size_t i = 0; i < row->span_count && i < 16; i++)
        out = arena_printf(w->scratch, "%s%s%u-%u", out, i ? "; " : "", (unsigned)row->spans[i].start,
                           (unsigned)row->spans[i].end);
    return out;
}

static const char *fraction_text(quoth_writer *w, double fraction)
{
    char digits[FRACTION_ROOM];
    return arena_copy(w->scratch, digits, (size_t)(fraction_print(digits, fraction) - digits));
}

static const char *value_text(quoth_writer *w, column_id id, const quoth_article *article, const quoth_row *row)
{
    switch (column_of(id)->kind) {
    case COLUMN_IS_COUNT:
        return arena_printf(w->scratch, "%u", (unsigned)column_number(id, article, row));
    case COLUMN_IS_FRACTION:
        return fraction_text(w, column_fraction(id, article, row));
    case COLUMN_IS_SPANS:
        return spans_text(w, row);
    case COLUMN_IS_TEXT:
    case COLUMN_IS_OPTIONAL:
    case COLUMN_IS_TYPE:
    case COLUMN_IS_KIND:
        break;
    }
    const char *text = column_text(id, article, row);
    // Marks show which quotations are word for word when there is no room for the type.
    if (id == COLUMN_QUOTE && row->type == QUOTH_DIRECT)
        return arena_printf(w->scratch, "“%s”", text);
    if (id == COLUMN_SPEAKER && !text[0])
        return "–";
    return text;
}

static void put_row(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    text_lines cells[WRITER_COLUMNS] = {0};
    for (size_t i = 0; i < w->column_count; i++) {
        column_id id = w->columns[i];
        size_t width = w->places[i].width;
        if (!column_is_absent(id, row))
            add_text(w, &cells[i], value_text(w, id, article, row), width, id == COLUMN_CUE || id == COLUMN_TYPE);
        if (id == COLUMN_SPEAKER && row->speaker.role[0] && !w->selected[COLUMN_ROLE])
            add_text(w, &cells[i], row->speaker.role, width, true);
    }
    put_rule(w);
    put_cells(w, cells, NULL);
}

static void put_heading(quoth_writer *w, const quoth_article *article)
{
    text_lines lines = {0};
    add_text(w, &lines, article->id, w->width, false);
    if (article->title[0])
        add_text(w, &lines, article->title, w->width, true);
    if (w->rows)
        put_rule(w);
    buf_putc(&w->out, '\n');
    for (size_t i = 0; i < lines.len; i++) {
        put_styled(w, lines.items[i].dim ? DIM : BOLD, lines.items[i].bytes, lines.items[i].len);
        buf_putc(&w->out, '\n');
    }
}

// Puts head and, when there are several articles, the first heading before the rows that were held back.
static void release(quoth_writer *w, bool several)
{
    buf rows = w->out;
    w->out = (buf){0};
    put_head(w);
    if (several)
        buf_put(&w->out, w->heading.bytes, w->heading.len);
    buf_put(&w->out, rows.bytes, rows.len);
    buf_free(&rows);
    w->holding = false;
}

static void begin_article(quoth_writer *w, const quoth_article *article)
{
    if (w->rows == 0) {
        put_heading(w, article);
        w->heading = w->out;
        w->out = (buf){0};
        w->holding = true;
    } else {
        if (w->holding)
            release(w, true);
        put_heading(w, article);
    }
    buf_clear(&w->article);
    buf_puts(&w->article, article->id);
}

void text_table_begin(quoth_writer *w) { lay_out(w); }

void text_table_row(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    if (w->rows == 0 || row->n <= w->n || strcmp(w->article.bytes, article->id) != 0)
        begin_article(w, article);
    w->n = row->n;
    put_row(w, article, row);
}

void text_table_end(quoth_writer *w)
{
    if (w->holding)
        release(w, false);
    if (w->rows)
        put_rule(w);
    else
        buf_puts(&w->out, "No quotations.\n");
}
