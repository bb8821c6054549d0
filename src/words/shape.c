// SPDX-License-Identifier: MIT
// shape.c: a token's letters and signs -> built-in predicates. Comes in: the text of one token. Goes out: bits. It
// knows Unicode and punctuation, no word.
#include "words/shape.h"

#include "base/bytes.h"
#include "base/utf8.h"

#include <string.h>

// Punctuation that has a predicate of its own, sorted by code point.
typedef struct sign {
    int32_t code_point;
    predicate_id predicate;
} sign;

static const sign SIGNS[] = {
    {'!', PREDICATE_EXCLAMATION},
    {'"', PREDICATE_MARK},
    {'\'', PREDICATE_MARK},
    {'(', PREDICATE_OPEN_BRACKET},
    {')', PREDICATE_CLOSE_BRACKET},
    {',', PREDICATE_COMMA},
    {'-', PREDICATE_DASH},
    {'.', PREDICATE_FULL_STOP},
    {'/', PREDICATE_SLASH},
    {':', PREDICATE_COLON},
    {';', PREDICATE_SEMICOLON},
    {'?', PREDICATE_QUESTION},
    {'[', PREDICATE_OPEN_BRACKET},
    {']', PREDICATE_CLOSE_BRACKET},
    {'`', PREDICATE_MARK},
    {'{', PREDICATE_OPEN_BRACKET},
    {'}', PREDICATE_CLOSE_BRACKET},
    {0xA1, PREDICATE_EXCLAMATION},
    {0xAB, PREDICATE_MARK},
    {0xB4, PREDICATE_MARK},
    {0xBB, PREDICATE_MARK},
    {0xBF, PREDICATE_QUESTION},
    {0x37E, PREDICATE_QUESTION},
    {0x589, PREDICATE_FULL_STOP},
    {0x60C, PREDICATE_COMMA},
    {0x61B, PREDICATE_SEMICOLON},
    {0x61F, PREDICATE_QUESTION},
    {0x6D4, PREDICATE_FULL_STOP},
    {0x964, PREDICATE_FULL_STOP},
    {0x2010, PREDICATE_DASH},
    {0x2011, PREDICATE_DASH},
    {0x2012, PREDICATE_DASH},
    {0x2013, PREDICATE_DASH},
    {0x2014, PREDICATE_DASH},
    {0x2015, PREDICATE_DASH},
    {0x2018, PREDICATE_MARK},
    {0x2019, PREDICATE_MARK},
    {0x201A, PREDICATE_MARK},
    {0x201B, PREDICATE_MARK},
    {0x201C, PREDICATE_MARK},
    {0x201D, PREDICATE_MARK},
    {0x201E, PREDICATE_MARK},
    {0x201F, PREDICATE_MARK},
    {0x2025, PREDICATE_ELLIPSIS},
    {0x2026, PREDICATE_ELLIPSIS},
    {0x2039, PREDICATE_MARK},
    {0x203A, PREDICATE_MARK},
    {0x203C, PREDICATE_EXCLAMATION},
    {0x2044, PREDICATE_SLASH},
    {0x2047, PREDICATE_QUESTION},
    {0x2212, PREDICATE_DASH},
    {0x275B, PREDICATE_MARK},
    {0x275C, PREDICATE_MARK},
    {0x275D, PREDICATE_MARK},
    {0x275E, PREDICATE_MARK},
    {0x2E3A, PREDICATE_DASH},
    {0x2E3B, PREDICATE_DASH},
    {0x2E42, PREDICATE_MARK},
    {0x3001, PREDICATE_COMMA},
    {0x3002, PREDICATE_FULL_STOP},
    {0x300A, PREDICATE_MARK},
    {0x300B, PREDICATE_MARK},
    {0x300C, PREDICATE_MARK},
    {0x300D, PREDICATE_MARK},
    {0x300E, PREDICATE_MARK},
    {0x300F, PREDICATE_MARK},
    {0x3010, PREDICATE_OPEN_BRACKET},
    {0x3011, PREDICATE_CLOSE_BRACKET},
    {0x301D, PREDICATE_MARK},
    {0x301E, PREDICATE_MARK},
    {0x301F, PREDICATE_MARK},
    {0xFF01, PREDICATE_EXCLAMATION},
    {0xFF02, PREDICATE_MARK},
    {0xFF07, PREDICATE_MARK},
    {0xFF08, PREDICATE_OPEN_BRACKET},
    {0xFF09, PREDICATE_CLOSE_BRACKET},
    {0xFF0C, PREDICATE_COMMA},
    {0xFF0D, PREDICATE_DASH},
    {0xFF0E, PREDICATE_FULL_STOP},
    {0xFF0F, PREDICATE_SLASH},
    {0xFF1A, PREDICATE_COLON},
    {0xFF1B, PREDICATE_SEMICOLON},
    {0xFF1F, PREDICATE_QUESTION},
    {0xFF3B, PREDICATE_OPEN_BRACKET},
    {0xFF3D, PREDICATE_CLOSE_BRACKET},
    {0xFF62, PREDICATE_MARK},
    {0xFF63, PREDICATE_MARK},
};

// What a scan over the text found.
typedef struct scan {
    size_t letters, upper, digits, at_signs;
    unsigned first;        // class of the first letter or digit
    int32_t first_point;   // the very first code point
    unsigned first_class;  // and its class
    bool hyphenated;       // a hyphen between letters or digits
    bool lettered_initial; // upper-case letters, each with a full stop (the last may lack it), hyphens between
} scan;

static bool is_hyphen(int32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }

// The same for a text of ASCII letters alone, which most are; false for others.
static bool read_letters(scan *s, const char *text, size_t len)
{
    size_t upper = 0;
    for (size_t i = 0; i < len; i += 8) {
        uint64_t word = bytes_load(text + i, len - i);
        uint64_t others = bytes_no_letters(word);
        if (others && bytes_before(others) < len - i)
            return false;
        upper += (size_t)__builtin_popcountll(bytes_capitals(word));
    }
    unsigned first = utf8_class(text[0]);
    *s = (scan){.letters = len, .upper = upper, .first = first, .first_point = text[0], .first_class = first};
    s->lettered_initial = len == 1 && upper;
    return true;
}

static scan read(const char *text, size_t len)
{
    scan s = {.lettered_initial = true};
    unsigned before = 0;
    int32_t last = 0;
    bool hyphen = false; // the one before was a hyphen behind a letter or digit
    for (size_t i = 0; i < len;) {
        int32_t c = utf8_next(text, len, &i);
        unsigned class = utf8_class(c);
        bool word = class & (UTF8_LETTER | UTF8_DIGIT);
        if (!before && !last) {
            s.first_point = c;
            s.first_class = class;
        }
        if (word && !s.first)
            s.first = class;
        s.hyphenated |= hyphen && word;
        hyphen = is_hyphen(c) && before & (UTF8_LETTER | UTF8_DIGIT);
        s.lettered_initial &= class & UTF8_UPPER ? last == 0 || last == '.' || is_hyphen(last)
                              : c == '.'         ? (before & UTF8_UPPER) != 0
                              : is_hyphen(c)     ? last == '.'
                                                 : false;
        s.letters += (class & UTF8_LETTER) != 0;
        s.upper += (class & UTF8_UPPER) != 0;
        s.digits += (class & UTF8_DIGIT) != 0;
        s.at_signs += c == '@';
        if (!(class & (UTF8_MARK | UTF8_INVISIBLE))) {
            before = class;
            last = c ? c : -1;
        }
    }
    s.lettered_initial &= s.upper > 0 && !is_hyphen(last);
    return s;
}

static bool begins(const char *text, size_t len, const char *with)
{
    size_t with_len = strlen(with);
    if (len < with_len)
        return false;
    for (size_t i = 0; i < with_len; i++) {
        char c = text[i];
        if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != with[i])
            return false;
    }
    return true;
}

// something@something.something
static bool is_email(const char *text, size_t len)
{
    const char *at = memchr(text, '@', len);
    if (!at || at == text)
        return false;
    const char *rest = at + 1, *end = text + len;
    const char *dot = memchr(rest, '.', (size_t)(end - rest));
    return dot && dot > rest && dot + 1 < end;
}

static bool is_link(const char *text, size_t len, const scan *s)
{
    if (s->at_signs == 1 && is_email(text, len))
        return true;
    if (begins(text, len, "www.") || begins(text, len, "mailto:"))
        return len > 7;
    const char *colon = memchr(text, ':', len);
    return colon && colon > text && text + len - colon > 3 && memcmp(colon, "://", 3) == 0;
}

static predicate_id find_sign(int32_t c)
{
    size_t low = 0, high = sizeof SIGNS / sizeof *SIGNS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (SIGNS[middle].code_point < c)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof SIGNS / sizeof *SIGNS && SIGNS[low].code_point == c ? SIGNS[low].predicate : PREDICATE_NONE;
}

// A token without letters and digits: `?!` has both bits, `...` is an ellipsis, `,,` a low mark; what has no name is
// a symbol.
static void judge_signs(const char *text, size_t len, uint64_t *bits)
{
    size_t count = 0;
    predicate_id all = PREDICATE_NONE;
    bool same = true, stops = true;
    for (size_t i = 0; i < len;) {
        predicate_id id = find_sign(utf8_next(text, len, &i));
        same &= !count || id == all;
        stops &= id == PREDICATE_QUESTION || id == PREDICATE_EXCLAMATION;
        if (stops)
            bits_set(bits, id);
        all = id;
        count++;
    }
    if (stops)
        return;
    bits_clear(bits, PREDICATE_QUESTION);
    bits_clear(bits, PREDICATE_EXCLAMATION);
    if (!same || all == PREDICATE_NONE)
        all = PREDICATE_SYMBOL;
    else if (all == PREDICATE_FULL_STOP && count > 1)
        all = PREDICATE_ELLIPSIS;
    else if (all == PREDICATE_COMMA && count == 2)
        all = PREDICATE_MARK;
    bits_set(bits, all);
}

static void judge_case(const scan *s, uint64_t *bits)
{
    if (s->first & UTF8_UPPER)
        bits_set(bits, PREDICATE_CAPITALISED);
    if (s->first & UTF8_LOWER)
        bits_set(bits, PREDICATE_LOWER);
    if (s->letters > 1 && s->upper == s->letters)
        bits_set(bits, PREDICATE_ALL_CAPS);
    if (s->lettered_initial)
        bits_set(bits, PREDICATE_INITIAL);
}

void shape_judge(const char *text, size_t len, uint64_t *bits)
{
    if (!len)
        return;
    scan s;
    if (!read_letters(&s, text, len))
        s = read(text, len);
    if (s.letters + s.digits == 0) {
        judge_signs(text, len, bits);
        return;
    }
    if (s.letters)
        bits_set(bits, PREDICATE_WORD);
    if (s.first_class & UTF8_DIGIT)
        bits_set(bits, PREDICATE_NUMBER);
    if (s.hyphenated)
        bits_set(bits, PREDICATE_HYPHENATED);
    if (is_link(text, len, &s))
        bits_set(bits, PREDICATE_LINK);
    else if (s.first_point == '@')
        bits_set(bits, PREDICATE_HANDLE);
    else if (s.first_point == '#' && s.letters)
        bits_set(bits, PREDICATE_HASHTAG);
    else
        judge_case(&s, bits);
}
