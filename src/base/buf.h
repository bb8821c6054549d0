// SPDX-License-Identifier: MIT
// buf.h: a growing byte buffer (malloc) that all writers print into. The bytes always end in a NUL that is not counted.
#ifndef QUOTH_BASE_BUF_H
#define QUOTH_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

typedef struct buf {
    char *bytes; // owned; never NULL after the first buf_ call
    size_t len;  // without the final NUL
    size_t room;
} buf; // {0} is a valid empty buffer

void buf_free(buf *b);
void buf_clear(buf *b);
void buf_put(buf *b, const void *bytes, size_t len);
void buf_puts(buf *b, const char *string);
void buf_putc(buf *b, char c);
// A number in decimal digits.
void buf_number(buf *b, uint64_t number);
void buf_printf(buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(buf *b, const char *format, va_list list) __attribute__((format(printf, 2, 0)));

#endif
