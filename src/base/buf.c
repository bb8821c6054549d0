// SPDX-License-Identifier: MIT
// buf.c: the growing byte buffer. Comes in: bytes, strings, printf formats.
// Goes out: one NUL-terminated run of bytes.
#include "base/buf.h"

#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void grow(buf *b, size_t more)
{
    if (more > SIZE_MAX / 4 || b->len > SIZE_MAX / 4)
        memory_exhausted(more);
    size_t wanted = b->len + more + 1;
    size_t room = b->room ? b->room : 64;
    while (room < wanted)
        room *= 2;
    b->bytes = memory_resize(b->bytes, room);
    b->room = room;
}

// Makes room for `more` bytes and the NUL.
static inline void reserve(buf *b, size_t more)
{
    if (more >= b->room - b->len)
        grow(b, more);
}

void buf_free(buf *b)
{
    free(b->bytes);
    *b = (buf){0};
}

void buf_clear(buf *b)
{
    b->len = 0;
    reserve(b, 0);
    b->bytes[0] = '\0';
}

void buf_put(buf *b, const void *bytes, size_t len)
{
    reserve(b, len);
    if (len)
        memcpy(b->bytes + b->len, bytes, len);
    b->len += len;
    b->bytes[b->len] = '\0';
}

void buf_puts(buf *b, const char *string) { buf_put(b, string, strlen(string)); }

void buf_putc(buf *b, char c)
{
    reserve(b, 1);
    b->bytes[b->len++] = c;
    b->bytes[b->len] = '\0';
}

void buf_number(buf *b, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    buf_put(b, digits + at, sizeof digits - at);
}

void buf_vprintf(buf *b, const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    reserve(b, 0);
    size_t free_bytes = b->room - b->len;
    int len = vsnprintf(b->bytes + b->len, free_bytes, format, list);
    if (len >= 0 && (size_t)len >= free_bytes) {
        reserve(b, (size_t)len);
        vsnprintf(b->bytes + b->len, (size_t)len + 1, format, again);
    }
    va_end(again);
    if (len > 0)
        b->len += (size_t)len;
    b->bytes[b->len] = '\0';
}

void buf_printf(buf *b, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    buf_vprintf(b, format, list);
    va_end(list);
}
