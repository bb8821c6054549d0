// SPDX-License-Identifier: MIT
// utf8.h: bytes -> valid UTF-8 once, and everything that needs Unicode tables (the only file that uses utf8proc).
#ifndef QUOTH_BASE_UTF8_H
#define QUOTH_BASE_UTF8_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum text_encoding { TEXT_UTF8, TEXT_UTF16LE, TEXT_UTF16BE } text_encoding;

// The input as decoded: one code point here for each code point (or repaired place) of the input, in order.
typedef struct decoded {
    const char *bytes; // valid UTF-8; the input itself when nothing had to be changed, else a copy in the arena
    size_t len;        // bytes
    size_t repairs;    // places that became U+FFFD (one for each maximal ill-formed part: Unicode 15, 3.9, table 3-8)
    text_encoding encoding;
    bool ascii;                 // every byte < 0x80: offsets are the same in every unit
    const uint32_t *repair_at;  // byte position in `bytes` of each repair
    const uint8_t *repair_size; // bytes that the repaired place had in the input
} decoded;

// Checks the bytes; UTF-16 is known by its byte order mark. A byte order mark stays as one code point. Never fails.
decoded utf8_decode(arena *a, const char *bytes, size_t len);

// Length of the sequence at the front of len > 0 bytes that do not begin with ASCII; 0: it is ill-formed.
size_t utf8_sequence(const char *bytes, size_t len);

// Turns byte positions of decoded.bytes into other units; asked in any order, cheap by checkpoints.
typedef struct offsets offsets;
offsets *offsets_new(arena *a, const decoded *d);
uint32_t offsets_code_point(const offsets *o, uint32_t byte);
uint32_t offsets_utf16(const offsets *o, uint32_t byte);  // UTF-16 code units
uint32_t offsets_source(const offsets *o, uint32_t byte); // bytes of the input before repair and conversion

// One code point at bytes[*i] (valid UTF-8, *i < len); moves *i behind it, never beyond len.
int32_t utf8_next(const char *bytes, size_t len, size_t *i);
// Number of code points.
size_t utf8_count(const char *bytes, size_t len);
// Columns that the text takes on a terminal (wide characters 2, combining 0).
size_t utf8_columns(const char *bytes, size_t len);

// What a code point is, as a set of UTF8_ bits (tables: utf8proc categories). Control characters, private and
// unassigned ones are none of these (0), but for tab, line feed and their like, which are spaces.
enum {
    UTF8_LETTER = 1,
    UTF8_UPPER = 2,
    UTF8_LOWER = 4,
    UTF8_DIGIT = 8,
    UTF8_SPACE = 16,     // incl. U+00A0, U+2000..200A
    UTF8_MARK = 32,      // combining
    UTF8_INVISIBLE = 64, // zero-width space, joiners, soft hyphen, BOM, direction marks
    UTF8_PUNCT = 128,
    UTF8_SYMBOL = 256
};
unsigned utf8_class(int32_t code_point);

// Writes the form under which a word is looked up: NFC, lower case, invisible characters dropped, apostrophes as ',
// into out (room >= 2 * len + 16 bytes) and returns its length. ASCII takes a fast path. What would not fit is left
// out; marks are composed within 256 code points.
size_t utf8_fold(char *out, size_t room, const char *word, size_t len);
// The same without changing case.
size_t utf8_plain(char *out, size_t room, const char *word, size_t len);

#endif
