// SPDX-License-Identifier: MIT
// scan.h: how far a word, a link, a run of dots reaches. Works on bytes of valid UTF-8; knows no vocabulary.
#ifndef QUOTH_TEXT_SCAN_H
#define QUOTH_TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What a character means to the tokeniser. ASCII characters of kinds with one member are their own kind.
enum {
    CHAR_SPACE = 's',
    CHAR_LETTER = 'a', // letters, combining marks, `_`
    CHAR_DIGIT = '0',
    CHAR_APOSTROPHE = '\'',
    CHAR_MARK = 'm', // quotation marks that are never apostrophes
    CHAR_BACKTICK = '`',
    CHAR_DOT = '.',
    CHAR_HYPHEN = '-', // and U+2010, U+2011
    CHAR_DASH = 'd',   // en dash and longer
    CHAR_ELLIPSIS = 'e',
    CHAR_PRIME = 'p',     // U+2032, U+2033: feet, inches, minutes
    CHAR_INVISIBLE = 'i', // soft hyphen, zero-width characters
    CHAR_REPAIRED = 'f',  // U+FFFD
    CHAR_OTHER = 'o'
};

enum { WORD_LONGEST = 2048 }; // bytes; a longer run without a space is cut

typedef struct scan_text {
    const char *bytes;
    uint32_t end;
} scan_text;

typedef struct word_extent {
    uint32_t end;
    uint32_t apostrophe; // byte of the last inner apostrophe; 0: none (a word never begins with one here)
    bool feet;           // the last inner apostrophe stands between digits: 6'2
} word_extent;

extern const char scan_ascii_kinds[129];
// Kind of the character at i < end; *next is behind it.
char scan_high_kind(scan_text t, uint32_t i, uint32_t *next);
static inline char scan_kind(scan_text t, uint32_t i, uint32_t *next)
{
    unsigned char c = (unsigned char)t.bytes[i];
    if (c >= 0x80)
        return scan_high_kind(t, i, next);
    *next = i + 1;
    return scan_ascii_kinds[c];
}
// Kind of the character at i, CHAR_SPACE at the end.
static inline char scan_peek(scan_text t, uint32_t i)
{
    uint32_t next;
    return i < t.end ? scan_kind(t, i, &next) : CHAR_SPACE;
}
static inline bool scan_is_word(char kind) { return kind == CHAR_LETTER || kind == CHAR_DIGIT; }
// Code point at i < end.
int32_t scan_code_point(scan_text t, uint32_t i);
bool scan_is_upper(scan_text t, uint32_t i);
bool scan_is_lower(scan_text t, uint32_t i);

// The word that begins at start (a letter or digit, or any first character that is taken as it is), with inner
// hyphens, apostrophes, full stops and number signs, without a final stop. Reads each byte at most twice.
word_extent scan_word(scan_text t, uint32_t start);
// End of the letters and digits from i on.
uint32_t scan_letters(scan_text t, uint32_t i);
// End of the URL that begins at start, 0 if none does.
uint32_t scan_link(scan_text t, uint32_t start);
// End of an ellipsis that begins at start: three dots or more, or three or more with one space between; 0 for none.
uint32_t scan_dots(scan_text t, uint32_t start);

#endif
