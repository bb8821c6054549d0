// SPDX-License-Identifier: MIT
// error.c: lists of messages. Comes in: places and printf formats. Goes out: "FILE:LINE:COLUMN: message", the source
// line and a caret. It prints nothing. Source text may be any bytes: the line is shown cut to a window around the
// column and with control characters as spaces, so that a message cannot steer a terminal.
#include "base/error.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BEFORE = 100, LINE_BEHIND = 100 }; // code points of a long source line that are shown around the column

struct quoth_error {
    char **messages;
    size_t count;
    size_t room;
};

quoth_error *quoth_error_new(void)
{
    quoth_error *e = memory_resize(NULL, sizeof *e);
    *e = (quoth_error){0};
    return e;
}

void quoth_error_free(quoth_error *error)
{
    if (!error)
        return;
    quoth_error_clear(error);
    free(error->messages);
    free(error);
}

void quoth_error_clear(quoth_error *error)
{
    if (!error)
        return;
    for (size_t i = 0; i < error->count; i++)
        free(error->messages[i]);
    error->count = 0;
}

size_t quoth_error_count(const quoth_error *error) { return error ? error->count : 0; }

const char *quoth_error_message(const quoth_error *error, size_t i)
{
    return error && i < error->count ? error->messages[i] : NULL;
}

// Takes over the buffer's bytes as the next message.
static void append(quoth_error *e, buf *text)
{
    if (e->count == e->room) {
        e->room = e->room ? e->room * 2 : 4;
        e->messages = memory_resize(e->messages, e->room * sizeof *e->messages);
    }
    e->messages[e->count++] = text->bytes;
}

// The line with this number (from 1), without its line end; false when the file has fewer lines.
static bool find_line(const source_file *file, uint32_t line, const char **start, size_t *len)
{
    const char *at = file->text, *end = file->text + file->len;
    for (uint32_t i = 1; i < line; i++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline)
            return false;
        at = newline + 1;
    }
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    *start = at;
    *len = (size_t)((newline ? newline : end) - at);
    if (*len && at[*len - 1] == '\r')
        --*len;
    return true;
}

// One code point of the line and the blank that stands for it above the caret.
static void put_code_point(buf *shown, buf *blank, const char *bytes, size_t len)
{
    unsigned char first = (unsigned char)bytes[0];
    if (first == '\t') {
        buf_putc(shown, '\t');
        buf_putc(blank, '\t');
        return;
    }
    if (len == 1 && (first < ' ' || first == 0x7F))
        buf_putc(shown, ' ');
    else
        buf_put(shown, bytes, len);
    size_t columns = len == 1 ? 1 : utf8_columns(bytes, len);
    for (size_t i = 0; i < columns; i++)
        buf_putc(blank, ' ');
}

// Adds "\nLINE\n   ^". A column behind the end of the line puts the caret behind it.
static void put_line(buf *out, arena *a, const char *line, size_t len, uint32_t column)
{
    buf shown = {0}, blank = {0};
    buf_clear(&shown);
    buf_clear(&blank);
    decoded d = utf8_decode(a, line, len);
    if (d.encoding != TEXT_UTF8)
        d = (decoded){.bytes = "", .len = 0};
    uint32_t number = 1;
    size_t caret = 0;
    for (size_t i = 0; i < d.len && number <= (uint64_t)column + LINE_BEHIND; number++) {
        size_t start = i;
        utf8_next(d.bytes, d.len, &i);
        if (number == column)
            caret = blank.len;
        if ((uint64_t)number + LINE_BEFORE >= column)
            put_code_point(&shown, &blank, d.bytes + start, i - start);
    }
    if (number <= column)
        caret = blank.len;
    buf_putc(out, '\n');
    buf_put(out, shown.bytes, shown.len);
    buf_putc(out, '\n');
    buf_put(out, blank.bytes, caret);
    buf_putc(out, '^');
    buf_free(&shown);
    buf_free(&blank);
}

void error_at(quoth_error *e, place where, const char *format, ...)
{
    if (!e)
        return;
    buf out = {0};
    if (where.file) {
        buf_puts(&out, where.file->name);
        if (where.line)
            buf_printf(&out, ":%u", (unsigned)where.line);
        if (where.line && where.column)
            buf_printf(&out, ":%u", (unsigned)where.column);
        buf_puts(&out, ": ");
    }
    va_list list;
    va_start(list, format);
    buf_vprintf(&out, format, list);
    va_end(list);
    const char *line = NULL;
    size_t len = 0;
    if (where.file && where.file->text && where.line && where.column &&
        find_line(where.file, where.line, &line, &len)) {
        arena *a = arena_new(NULL, NULL);
        put_line(&out, a, line, len, where.column);
        arena_free(a);
    }
    append(e, &out);
}

void error_add(quoth_error *e, const char *format, ...)
{
    if (!e)
        return;
    buf out = {0};
    va_list list;
    va_start(list, format);
    buf_vprintf(&out, format, list);
    va_end(list);
    append(e, &out);
}
