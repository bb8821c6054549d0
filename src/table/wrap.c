// SPDX-License-Identifier: MIT
// wrap.c: see wrap.h. Comes in: valid UTF-8. Goes out: lines. Knows no colours.
#include "table/wrap.h"
#include "base/utf8.h"

#include <string.h>

// Embeddings, overrides and isolates: a text could show another order than it has.
static bool turns_direction(int32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

static bool is_control(int32_t c) { return c < 0x20 || (c >= 0x7F && c <= 0x9F); }

static bool is_white(int32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

char *text_harmless(arena *a, const char *text, size_t len, size_t *out_len)
{
    char *out = arena_alloc(a, len * 3 + 1); // a byte becomes three at most
    size_t at = 0;
    for (size_t i = 0; i < len;) {
        size_t start = i;
        int32_t c = utf8_next(text, len, &i);
        if (is_white(c)) {
            out[at++] = ' ';
        } else if (is_control(c)) {
            memcpy(out + at, "\xEF\xBF\xBD", 3);
            at += 3;
        } else if (!turns_direction(c)) {
            memcpy(out + at, text + start, i - start);
            at += i - start;
        }
    }
    *out_len = at;
    return out;
}

// Cuts as much off the word at *from as fits into width columns (at least one character) and returns the columns.
static size_t cut(const char *text, size_t end, size_t *from, size_t width)
{
    size_t columns = 0, i = *from;
    while (i < end) {
        size_t next = i;
        utf8_next(text, end, &next);
        size_t wide = utf8_columns(text + i, next - i);
        if (columns + wide > width && i > *from)
            break;
        columns += wide;
        i = next;
    }
    *from = i;
    return columns;
}

// Emits lines of a word that is longer than a line until the rest fits; *columns is the width of the rest.
static void break_word(arena *a, text_lines *lines, text_line *rest, size_t width)
{
    const char *text = rest->bytes;
    size_t from = 0, start = 0;
    while (rest->columns > width) {
        size_t columns = cut(text, rest->len, &from, width);
        if (from == rest->len)
            return;
        text_line line = {text + start, from - start, columns, rest->dim};
        vec_push(a, lines, line);
        rest->columns -= columns;
        start = from;
    }
    rest->bytes = text + start;
    rest->len -= start;
}

void text_wrap(arena *a, text_lines *lines, const char *text, size_t len, size_t width, bool dim)
{
    text_line line = {text, 0, 0, dim};
    for (size_t i = 0; i < len;) {
        size_t start = i + strspn(text + i, " ");
        const char *space = memchr(text + start, ' ', len - start);
        size_t end = space ? (size_t)(space - text) : len;
        if (start == end)
            break;
        size_t columns = utf8_columns(text + start, end - start), gap = line.len ? start - i : 0;
        if (line.len && line.columns + gap + columns <= width) {
            line.len = (size_t)(text + end - line.bytes);
            line.columns += gap + columns;
        } else {
            if (line.len)
                vec_push(a, lines, line);
            line = (text_line){text + start, end - start, columns, dim};
            break_word(a, lines, &line, width);
        }
        i = end;
    }
    if (line.len)
        vec_push(a, lines, line);
}
