// SPDX-License-Identifier: MIT
// utf8.c: what Unicode knows of a code point, and the forms under which words are compared. Comes in: valid UTF-8.
// Goes out: classes, widths, folded words. The only file that uses utf8proc.
#include "base/utf8.h"

#include "base/bytes.h"

#include <string.h>
#include <utf8proc.h>

// Code points that are composed together; longer words are in no list and keep the marks as they are (putting marks
// into order takes quadratic time).
enum { LONGEST_COMPOSED = 256 };

int32_t utf8_next(const char *bytes, size_t len, size_t *i)
{
    const unsigned char *b = (const unsigned char *)bytes + *i;
    if (b[0] < 0x80) {
        *i += 1;
        return b[0];
    }
    size_t size = b[0] < 0xE0 ? 2 : b[0] < 0xF0 ? 3 : 4;
    if (size > len - *i) { // cut by a caller: not valid, but nothing is read beyond
        *i = len;
        return 0xFFFD;
    }
    *i += size;
    if (size == 2)
        return (b[0] & 0x1F) << 6 | (b[1] & 0x3F);
    if (size == 3)
        return (b[0] & 0x0F) << 12 | (b[1] & 0x3F) << 6 | (b[2] & 0x3F);
    return (b[0] & 0x07) << 18 | (b[1] & 0x3F) << 12 | (b[2] & 0x3F) << 6 | (b[3] & 0x3F);
}

size_t utf8_columns(const char *bytes, size_t len)
{
    size_t columns = 0;
    for (size_t i = 0; i < len;) {
        int32_t c = utf8_next(bytes, len, &i);
        columns += c >= ' ' && c < 0x7F ? 1 : (size_t)utf8proc_charwidth(c);
    }
    return columns;
}

// Format characters that are seen: Arabic number signs and the like.
static bool is_seen_format(int32_t c)
{
    return (c >= 0x600 && c <= 0x605) || c == 0x6DD || c == 0x70F || c == 0x890 || c == 0x891 || c == 0x8E2 ||
           c == 0x110BD || c == 0x110CD;
}

// Marks that are not seen: the grapheme joiner and variation selectors.
static bool is_unseen_mark(int32_t c)
{
    return c == 0x34F || (c >= 0x180B && c <= 0x180D) || c == 0x180F || (c >= 0xFE00 && c <= 0xFE0F) ||
           (c >= 0xE0100 && c <= 0xE01EF);
}

// The classes of ASCII.
enum {
    CTL = 0,
    SPC = UTF8_SPACE,
    PUN = UTF8_PUNCT,
    SYM = UTF8_SYMBOL,
    DIG = UTF8_DIGIT,
    UPP = UTF8_LETTER | UTF8_UPPER,
    LOW = UTF8_LETTER | UTF8_LOWER
};
// clang-format off
static const uint16_t ASCII[128] = {
    CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, SPC, SPC, SPC, SPC, SPC, CTL, CTL,
    CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL, CTL,
    SPC, PUN, PUN, PUN, SYM, PUN, PUN, PUN, PUN, PUN, PUN, SYM, PUN, PUN, PUN, PUN,
    DIG, DIG, DIG, DIG, DIG, DIG, DIG, DIG, DIG, DIG, PUN, PUN, SYM, SYM, SYM, PUN,
    PUN, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP,
    UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, UPP, PUN, PUN, PUN, SYM, PUN,
    SYM, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW,
    LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, LOW, PUN, SYM, PUN, SYM, CTL,
};
// clang-format on

unsigned utf8_class(int32_t code_point)
{
    int32_t c = code_point;
    if (c >= 0 && c < 0x80)
        return ASCII[c];
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LT:
        return UTF8_LETTER | UTF8_UPPER;
    case UTF8PROC_CATEGORY_LL:
        return UTF8_LETTER | UTF8_LOWER;
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return UTF8_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return is_unseen_mark(c) ? UTF8_MARK | UTF8_INVISIBLE : UTF8_MARK;
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return UTF8_DIGIT;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
        return UTF8_PUNCT;
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
        return UTF8_SYMBOL;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return UTF8_SPACE;
    case UTF8PROC_CATEGORY_CF:
        return is_seen_format(c) ? UTF8_SYMBOL : UTF8_INVISIBLE;
    default:
        return c == 0x85 ? UTF8_SPACE : 0; // next line
    }
}

// Characters that are written for an apostrophe inside a word: grave and acute accent standing free, the curly marks,
// the letter apostrophe, the full-width one.
static bool is_apostrophe(int32_t c)
{
    return c == '`' || c == 0xB4 || c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2BC || c == 0xFF07;
}

static int32_t lower(int32_t c)
{
    return c == 0x3C2 ? 0x3C3 : utf8proc_tolower(c); // the final sigma is a sigma
}

// Copies ASCII; returns how many bytes it could. Whole words of memory first, with the room behind the last letter.
static size_t fold_ascii(char *out, size_t room, const char *word, size_t len, bool fold)
{
    size_t i = 0;
    for (; i < len && i + 8 <= room; i += 8) {
        uint64_t w = bytes_load(word + i, len - i);
        if (w & BYTES_HIGH || bytes_has(w, '`'))
            break;
        bytes_store8(out + i, fold ? w | bytes_capitals(w) >> 2 : w);
    }
    if (i >= len)
        return len;
    for (; i < len && (unsigned char)word[i] < 0x80; i++) {
        char c = word[i];
        if (fold && c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        out[i] = c == '`' ? '\'' : c;
    }
    return i;
}

// Writes one code point if it fits.
static size_t put(char *out, size_t room, size_t at, int32_t c)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t size = utf8proc_encode_char(c, bytes);
    if (size <= 0 || (size_t)size > room - at)
        return at;
    memcpy(out + at, bytes, (size_t)size);
    return at + (size_t)size;
}

// Puts code points into NFC in place and returns their number; unchanged if the result would not fit.
static size_t compose(int32_t *points, size_t count, size_t room)
{
    int32_t apart[LONGEST_COMPOSED * 2];
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        int boundary = 0;
        size_t left = sizeof apart / sizeof *apart - len;
        utf8proc_ssize_t n = utf8proc_decompose_char(points[i], apart + len, (utf8proc_ssize_t)left,
                                                     UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, &boundary);
        if (n < 0 || (size_t)n > left)
            return count;
        len += (size_t)n;
    }
    for (size_t i = 1; i < len; i++) { // canonical order: marks sorted by class, stable
        int32_t c = apart[i];
        int class = utf8proc_get_property(c)->combining_class;
        size_t j = i;
        for (; class && j && utf8proc_get_property(apart[j - 1])->combining_class > class; j--)
            apart[j] = apart[j - 1];
        apart[j] = c;
    }
    utf8proc_ssize_t n = utf8proc_normalize_utf32(apart, (utf8proc_ssize_t)len, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (n < 0 || (size_t)n > room)
        return count;
    memcpy(points, apart, (size_t)n * sizeof *points);
    return (size_t)n;
}

// Code points up to here are in NFC whatever stands beside them.
static bool is_simple(int32_t c) { return c < 0x300 || (c >= 0x2010 && c <= 0x2027); }

// The code points of a word from `i` on that are to be seen, apostrophes as ', composed, until the buffer is full;
// moves *i behind them.
static size_t collect(int32_t *points, const char *word, size_t len, size_t *i)
{
    size_t count = 0;
    bool simple = true;
    while (*i < len && count < LONGEST_COMPOSED) {
        int32_t c = utf8_next(word, len, i);
        if (is_apostrophe(c))
            c = '\'';
        else if (c >= 0x80 && utf8_class(c) & UTF8_INVISIBLE)
            continue;
        simple &= is_simple(c);
        points[count++] = c;
    }
    return simple ? count : compose(points, count, LONGEST_COMPOSED);
}

static size_t fold_word(char *out, size_t room, const char *word, size_t len, bool fold)
{
    size_t at = fold_ascii(out, room, word, len < room ? len : room, fold);
    if (at == len)
        return len;
    size_t i = at ? at - 1 : 0; // the letter before may be composed with a mark
    at = i;
    while (i < len) {
        int32_t points[LONGEST_COMPOSED];
        size_t count = collect(points, word, len, &i);
        for (size_t j = 0; j < count; j++)
            at = put(out, room, at, fold ? lower(points[j]) : points[j]);
    }
    return at;
}

size_t utf8_fold(char *out, size_t room, const char *word, size_t len) { return fold_word(out, room, word, len, true); }

size_t utf8_plain(char *out, size_t room, const char *word, size_t len)
{
    return fold_word(out, room, word, len, false);
}
