// SPDX-License-Identifier: MIT
// scan.h: looks at text sixteen or eight bytes at a time: how many of them stand in the output as they are?
#ifndef QUOTH_TABLE_SCAN_H
#define QUOTH_TABLE_SCAN_H

#include "base/bytes.h"

#include <stdbool.h>

enum { SCAN_BLOCK = 16 }; // bytes

// All of 4 to 8 bytes, some of them twice.
static inline uint64_t scan_load_short(const char *bytes, size_t len)
{
    uint32_t left, right;
    memcpy(&left, bytes, sizeof left);
    memcpy(&right, bytes + len - sizeof right, sizeof right);
    return (uint64_t)left << 32 | right;
}

// Each is 0 if no byte is so: beyond ASCII, below a limit (up to 0x80), equal to one.
static inline uint64_t scan_high(uint64_t word) { return word & BYTES_HIGH; }
static inline uint64_t scan_below(uint64_t word, unsigned char limit)
{
    return (word - BYTES_OF(limit)) & ~word & BYTES_HIGH;
}
static inline uint64_t scan_equal(uint64_t word, unsigned char c) { return scan_below(word ^ BYTES_OF(c), 1); }

// Bytes that JSON holds as they are and that need no look at their neighbours: visible ASCII without `"` and `\`.
static inline bool scan_is_plain(unsigned char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; }

static inline bool scan_plain_word(uint64_t word)
{
    return !(scan_high(word) | scan_below(word, ' ') | scan_equal(word, '"') | scan_equal(word, '\\') |
             scan_equal(word, 0x7F));
}

#ifdef __SSE2__
// A bit for each byte that is not plain.
static inline unsigned scan_special_bits(__m128i block)
{
    __m128i low_or_high = _mm_cmplt_epi8(block, _mm_set1_epi8(' ')); // signed: what is beyond ASCII is below 0
    __m128i marks = _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8('"')), _mm_cmpeq_epi8(block, _mm_set1_epi8(0x7F)));
    __m128i found = _mm_or_si128(_mm_or_si128(low_or_high, marks), _mm_cmpeq_epi8(block, _mm_set1_epi8('\\')));
    return (unsigned)_mm_movemask_epi8(found);
}
#endif

static inline bool scan_plain_words(uint64_t left, uint64_t right)
{
#ifdef __SSE2__
    return !scan_special_bits(_mm_set_epi64x((long long)right, (long long)left));
#else
    return scan_plain_word(left) && scan_plain_word(right);
#endif
}

// How many of SCAN_BLOCK bytes are plain before the first one that is not.
static inline size_t scan_plain_block(const char *bytes)
{
#ifdef __SSE2__
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    return (size_t)__builtin_ctz(scan_special_bits(block) | 1u << SCAN_BLOCK);
#else
    if (scan_plain_words(bytes_load8(bytes), bytes_load8(bytes + 8)))
        return SCAN_BLOCK;
    size_t i = 0;
    while (scan_is_plain((unsigned char)bytes[i]))
        i++;
    return i;
#endif
}

// Whether all of a text is plain.
static inline bool scan_plain_text(const char *text, size_t len)
{
    if (len < 4) {
        while (len && scan_is_plain((unsigned char)text[len - 1]))
            len--;
        return len == 0;
    }
    if (len < 8)
        return scan_plain_word(scan_load_short(text, len));
    if (len < SCAN_BLOCK)
        return scan_plain_words(bytes_load8(text), bytes_load8(text + len - 8));
    for (size_t i = 0; i + SCAN_BLOCK < len; i += SCAN_BLOCK)
        if (scan_plain_block(text + i) < SCAN_BLOCK)
            return false;
    return scan_plain_block(text + len - SCAN_BLOCK) == SCAN_BLOCK;
}

// Bytes that are no control character and no part of a line or paragraph separator (U+0085, U+2028, U+2029).
static inline bool scan_is_unbroken(unsigned char c) { return c >= ' ' && c != 0x85 && c != 0xA8 && c != 0xA9; }

static inline bool scan_unbroken_word(uint64_t word)
{
    return !(scan_below(word, ' ') | scan_equal(word, 0x85) | scan_equal(word | BYTES_OF(1), 0xA9));
}

static inline bool scan_unbroken_block(const char *bytes)
{
#ifdef __SSE2__
    __m128i block = _mm_loadu_si128((const __m128i *)(const void *)bytes), ones = _mm_set1_epi8(1);
    __m128i control = _mm_cmpeq_epi8(_mm_max_epu8(block, _mm_set1_epi8(0x1F)), _mm_set1_epi8(0x1F));
    __m128i next_line = _mm_cmpeq_epi8(block, _mm_set1_epi8((char)0x85));
    __m128i separator = _mm_cmpeq_epi8(_mm_or_si128(block, ones), _mm_set1_epi8((char)0xA9));
    return !_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(control, next_line), separator));
#else
    return scan_unbroken_word(bytes_load8(bytes)) && scan_unbroken_word(bytes_load8(bytes + 8));
#endif
}

#endif
