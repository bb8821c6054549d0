// SPDX-License-Identifier: MIT
// scan.c: kinds of characters by a table for ASCII, and the extent of words. Comes in: bytes. Goes out: byte
// positions. Nothing here asks a word list.
#include "text/scan.h"

#include "base/utf8.h"
#include "text/mark.h"

#include <string.h>

// One letter for each ASCII character: its CHAR_ kind.
const char scan_ascii_kinds[129] = "ssssssssssssssss"
                                   "ssssssssssssssss"
                                   "somoooo'ooooo-.o"
                                   "0000000000oooooo"
                                   "oaaaaaaaaaaaaaaa"
                                   "aaaaaaaaaaaooooa"
                                   "`aaaaaaaaaaaaaaa"
                                   "aaaaaaaaaaaoooos";

int32_t scan_code_point(scan_text t, uint32_t i)
{
    size_t at = i;
    return utf8_next(t.bytes, t.end, &at);
}

bool scan_is_upper(scan_text t, uint32_t i)
{
    return i < t.end && (utf8_class(scan_code_point(t, i)) & UTF8_UPPER) != 0;
}

bool scan_is_lower(scan_text t, uint32_t i)
{
    return i < t.end && (utf8_class(scan_code_point(t, i)) & UTF8_LOWER) != 0;
}

static char kind_of_class(unsigned class)
{
    if (class & UTF8_INVISIBLE)
        return CHAR_INVISIBLE;
    if (class & UTF8_SPACE)
        return CHAR_SPACE;
    if (class & (UTF8_LETTER | UTF8_MARK))
        return CHAR_LETTER;
    return class & UTF8_DIGIT ? CHAR_DIGIT : CHAR_OTHER;
}

char scan_high_kind(scan_text t, uint32_t i, uint32_t *next)
{
    size_t at = i;
    int32_t c = utf8_next(t.bytes, t.end, &at);
    *next = (uint32_t)at;
    if (mark_is_apostrophe(c))
        return CHAR_APOSTROPHE;
    if (c == 0x2032 || c == 0x2033)
        return CHAR_PRIME;
    if (c == 0x2010 || c == 0x2011)
        return CHAR_HYPHEN;
    if (c >= 0x2012 && c <= 0x2015)
        return CHAR_DASH;
    if (c == 0x2026)
        return CHAR_ELLIPSIS;
    if (c == 0xFFFD)
        return CHAR_REPAIRED;
    if (c == 0x85 || c == 0x2028 || c == 0x2029) // line ends inside a hard-wrapped block
        return CHAR_SPACE;
    if (mark_kind_of_code_point(c).group != MARK_NONE)
        return CHAR_MARK;
    return c < 0xA0 ? CHAR_SPACE : kind_of_class(utf8_class(c));
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

uint32_t scan_letters(scan_text t, uint32_t i)
{
    uint32_t next;
    while (i < t.end && scan_is_word(scan_kind(t, i, &next)))
        i = next;
    return i;
}

// True for the stop of `said.But`, where the writer forgot the space: three letters or more before it, the last one
// small, and behind it a capital with a small letter.
static bool forgot_space(scan_text t, uint32_t start, uint32_t dot)
{
    if (dot + 2 >= t.end || dot < start + 3)
        return false;
    const char *c = t.bytes + dot;
    for (int i = 1; i <= 3; i++)
        if (!is_ascii_letter(c[-i]) && (unsigned char)c[-i] < 0x80)
            return false;
    return c[-1] >= 'a' && c[1] >= 'A' && c[1] <= 'Z' && c[2] >= 'a' && c[2] <= 'z';
}

// True if what stands before the slash looks like `pic.example.com`.
static bool ends_in_domain(scan_text t, uint32_t start, uint32_t slash)
{
    return slash >= start + 4 && is_ascii_letter(t.bytes[slash - 1]) && is_ascii_letter(t.bytes[slash - 2]) &&
           memchr(t.bytes + start, '.', slash - start) != NULL;
}

// True if the sign at i (kind, with *next behind it) stands inside a word that began at start.
static bool joins(scan_text t, uint32_t start, char kind, uint32_t i, uint32_t next)
{
    bool digit_before = is_digit(t.bytes[i - 1]);
    char behind = scan_peek(t, next);
    if (!scan_is_word(behind))
        return kind == CHAR_DOT && t.bytes[i - 1] != '.' && behind == CHAR_HYPHEN && next + 1 < t.end &&
               is_ascii_letter(t.bytes[next + 1]); // `U.S.-led`
    bool digit_behind = is_digit(t.bytes[next]);
    switch (kind) {
    case CHAR_APOSTROPHE:
    case CHAR_HYPHEN:
        return true;
    case CHAR_DOT:
        return !forgot_space(t, start, i);
    case CHAR_DASH:
        return digit_before && digit_behind;
    default:
        break;
    }
    switch (t.bytes[i]) {
    case ',':
    case ':':
        return digit_before && digit_behind;
    case '/':
        return (digit_before && digit_behind) || ends_in_domain(t, start, i);
    case '&':
        return !digit_before && !digit_behind;
    case '@':
        return true;
    default:
        return false;
    }
}

// Behind the run of invisible or repaired characters at i if a letter or digit follows, else i.
static uint32_t skip_unseen(scan_text t, uint32_t i)
{
    uint32_t at = i, next;
    while (at < t.end) {
        char kind = scan_kind(t, at, &next);
        if (scan_is_word(kind))
            return at;
        if ((kind != CHAR_INVISIBLE && kind != CHAR_REPAIRED) || at - i > WORD_LONGEST)
            return i;
        at = next;
    }
    return i;
}

// One sign inside a word. Returns the place behind it, or i where the word ends.
static uint32_t join(scan_text t, uint32_t start, uint32_t i, word_extent *w)
{
    uint32_t next;
    char kind = scan_kind(t, i, &next);
    if (scan_is_word(kind))
        return next;
    if (kind == CHAR_INVISIBLE || kind == CHAR_REPAIRED)
        return skip_unseen(t, i);
    if (kind == CHAR_PRIME)
        return is_digit(t.bytes[i - 1]) ? next : i;
    if (!joins(t, start, kind, i, next))
        return i;
    if (kind == CHAR_APOSTROPHE) {
        w->apostrophe = i;
        w->feet = is_digit(t.bytes[i - 1]) && is_digit(t.bytes[next]);
    }
    return next;
}

word_extent scan_word(scan_text t, uint32_t start)
{
    word_extent w = {0};
    uint32_t i, limit = t.end - start > WORD_LONGEST ? start + WORD_LONGEST : t.end;
    scan_kind(t, start, &i);
    while (i < limit) {
        unsigned char c = (unsigned char)t.bytes[i];
        if (c < 0x80 && scan_is_word(scan_ascii_kinds[c])) {
            i++;
            continue;
        }
        uint32_t next = join(t, start, i, &w);
        if (next == i)
            break;
        i = next;
    }
    // `pre- and post-war`: a hyphen that hangs on the word belongs to it.
    if (i + 1 < limit && t.bytes[i] == '-' && t.bytes[i + 1] == ' ' && is_ascii_letter(t.bytes[i - 1]))
        i++;
    w.end = i;
    return w;
}

static bool starts_with(scan_text t, uint32_t i, const char *lower)
{
    for (; *lower; lower++, i++)
        if (i >= t.end || (t.bytes[i] | 0x20) != *lower)
            return false;
    return true;
}

uint32_t scan_link(scan_text t, uint32_t start)
{
    char c = (char)(t.bytes[start] | 0x20);
    if (c != 'h' && c != 'w')
        return 0;
    if (!starts_with(t, start, "http://") && !starts_with(t, start, "https://") && !starts_with(t, start, "www."))
        return 0;
    uint32_t i = start, next, last = 0;
    while (i < t.end && i - start < WORD_LONGEST) {
        char kind = scan_kind(t, i, &next);
        if (kind == CHAR_SPACE || kind == CHAR_MARK || t.bytes[i] == '<' || t.bytes[i] == '>')
            break;
        if (scan_is_word(kind) || kind == CHAR_HYPHEN || t.bytes[i] == '/' || t.bytes[i] == '=')
            last = next; // other signs belong to the link only if something follows
        i = next;
    }
    return last;
}

uint32_t scan_dots(scan_text t, uint32_t start)
{
    uint32_t i = start, next, dots = 0;
    uint32_t limit = t.end - start > WORD_LONGEST ? start + WORD_LONGEST : t.end;
    while (i < limit && t.bytes[i] == '.') {
        i++;
        dots++;
    }
    if (dots == 0 || dots >= 3)
        return dots ? i : 0;
    while (i < limit && scan_kind(t, i, &next) == CHAR_SPACE && next < t.end && t.bytes[next] == '.') {
        if (scan_is_word(scan_peek(t, next + 1))) // ` .5`
            break;
        i = next + 1;
        dots++;
    }
    return dots >= 3 ? i : 0;
}
