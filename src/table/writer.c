// SPDX-License-Identifier: MIT
// writer.c: the public writer functions: chooses format and columns, hands complete rows over. Prints nothing itself.
#include "table/writer.h"
#include "base/error.h"
#include "base/utf8.h"
#include "table/scan.h"

#include <string.h>

#define SCRATCH_KEEP ((size_t)1 << 20)

enum { NARROW_TABLE = 56, WIDE_TABLE = 100, DEFAULT_WIDTH = 80, NARROWEST = 20 };

static int find_column(const char *name, size_t len)
{
    for (column_id id = 0; id < COLUMN_COUNT; id++)
        if (strlen(column_of(id)->name) == len && memcmp(column_of(id)->name, name, len) == 0)
            return (int)id;
    return -1;
}

static void report_unknown(arena *a, const char *name, size_t len, quoth_error *error)
{
    const char *names[COLUMN_COUNT];
    for (column_id id = 0; id < COLUMN_COUNT; id++)
        names[id] = column_of(id)->name;
    const char *word = arena_copy(a, name, len), *near = suggest(word, names, COLUMN_COUNT);
    if (!len)
        error_add(error, "a column without a name");
    else if (near)
        error_add(error, "unknown column '%s'; did you mean '%s'?", word, near);
    else
        error_add(error, "unknown column '%s'", word);
}

// Reads "a, b,c" into w->columns.
static quoth_status choose_columns(quoth_writer *w, const char *list, quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    for (const char *at = list;; at++) {
        at += strspn(at, " ");
        size_t size = strcspn(at, ","), len = size;
        while (len && at[len - 1] == ' ')
            len--;
        int id = find_column(at, len);
        if (id < 0) {
            report_unknown(w->home, at, len, error);
            status = QUOTH_E_OPTION;
        } else if (w->column_count == WRITER_COLUMNS) {
            error_add(error, "more than %d columns", WRITER_COLUMNS);
            return QUOTH_E_OPTION;
        } else {
            w->columns[w->column_count++] = (column_id)id;
        }
        at += size;
        if (!*at)
            return status;
    }
}

static void choose_all(quoth_writer *w)
{
    for (column_id id = 0; id < COLUMN_COUNT; id++)
        if (!column_of(id)->part)
            w->columns[w->column_count++] = id;
}

// JSON takes the parts of a group (start, end ...) with its main column.
static void select_parts(quoth_writer *w)
{
    for (size_t i = 0; i < w->column_count; i++)
        w->selected[w->columns[i]] = true;
    bool with_parts = false;
    for (column_id id = 0; id < COLUMN_COUNT; id++) {
        if (!column_of(id)->part)
            with_parts = w->selected[id];
        else if (with_parts)
            w->selected[id] = true;
    }
}

static const char *fitting_columns(size_t width)
{
    if (width < NARROW_TABLE)
        return "speaker,quote";
    return width < WIDE_TABLE ? "speaker,cue,quote" : "speaker,cue,quote,type";
}

static quoth_status choose(quoth_writer *w, const quoth_writer_options *options, quoth_error *error)
{
    quoth_status status = QUOTH_OK;
    if (options->columns)
        status = choose_columns(w, options->columns, error);
    else if (options->format == QUOTH_TABLE)
        status = choose_columns(w, fitting_columns(w->width), error);
    else
        choose_all(w);
    select_parts(w);
    return status;
}

quoth_status quoth_writer_new(quoth_writer **writer, const quoth_writer_options *options, quoth_write write,
                              void *context, quoth_error *error)
{
    arena *home = arena_new(NULL, NULL);
    quoth_writer *w = ARENA_NEW(home, quoth_writer);
    w->home = home;
    w->scratch = arena_new(NULL, NULL);
    w->write = write;
    w->context = context;
    w->bom = options->bom;
    w->colour = options->colour;
    w->width = options->width > 0 ? (size_t)options->width : DEFAULT_WIDTH;
    if (w->width < NARROWEST)
        w->width = NARROWEST;
    quoth_status status = QUOTH_E_OPTION;
    if (!quoth_format_name((size_t)options->format))
        error_add(error, "unknown format %d", (int)options->format);
    else
        status = choose(w, options, error);
    if (status != QUOTH_OK) {
        quoth_writer_free(w);
        w = NULL;
    } else {
        w->format = format_of(options->format);
    }
    *writer = w;
    return status;
}

static quoth_status hand_over(quoth_writer *w)
{
    if (w->out.len && !w->holding) {
        if (!w->write(w->context, w->out.bytes, w->out.len))
            w->stopped = true;
        buf_clear(&w->out);
    }
    arena_reset(w->scratch, SCRATCH_KEEP);
    return w->stopped ? QUOTH_E_STOPPED : QUOTH_OK;
}

quoth_status quoth_writer_begin(quoth_writer *w)
{
    w->format->begin(w);
    return hand_over(w);
}

quoth_status quoth_writer_row(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    if (w->stopped)
        return QUOTH_E_STOPPED;
    w->format->row(w, article, row);
    w->rows++;
    return hand_over(w);
}

quoth_status quoth_writer_end(quoth_writer *w)
{
    if (w->stopped)
        return QUOTH_E_STOPPED;
    w->format->end(w);
    return hand_over(w);
}

void quoth_writer_free(quoth_writer *w)
{
    if (!w)
        return;
    buf_free(&w->out);
    buf_free(&w->article);
    buf_free(&w->heading);
    arena_free(w->scratch);
    arena_free(w->home);
}

static bool is_ascii(const char *text, size_t len)
{
    size_t i = 0;
    for (; i + 8 <= len; i += 8)
        if (scan_high(bytes_load8(text + i)))
            return false;
    if (len >= 8)
        return !scan_high(bytes_load8(text + len - 8));
    for (; i < len; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

const char *writer_text(quoth_writer *w, const char *text, size_t *len)
{
    *len = strlen(text);
    if (is_ascii(text, *len))
        return text;
    decoded d = utf8_decode(w->scratch, text, *len);
    if (d.repairs == 0 && d.encoding == TEXT_UTF8)
        return text;
    *len = d.len;
    return arena_copy(w->scratch, d.bytes, d.len);
}

void writer_grow(buf *out, size_t size)
{
    if (size > SIZE_MAX / 4 || out->len > SIZE_MAX / 4)
        memory_exhausted(size);
    size_t room = out->room ? out->room : 1024;
    while (room - out->len <= size)
        room *= 2;
    out->bytes = memory_resize(out->bytes, room);
    out->room = room;
}
