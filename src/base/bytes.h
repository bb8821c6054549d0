// SPDX-License-Identifier: MIT
// bytes.h: eight bytes of a text at a time. The first byte is the lowest one of the word on every machine; answers are
// the high bits of the bytes (BYTES_HIGH) that are meant.
#ifndef QUOTH_BASE_BYTES_H
#define QUOTH_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

// The same byte eight times.
#define BYTES_OF(byte) (UINT64_C(0x0101010101010101) * (byte))
#define BYTES_HIGH     BYTES_OF(0x80)

static inline uint64_t bytes_in_order(uint64_t word)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return __builtin_bswap64(word);
#else
    return word;
#endif
}

static inline uint64_t bytes_load8(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, 8);
    return bytes_in_order(word);
}

static inline uint64_t bytes_load4(const char *bytes)
{
    uint64_t word = 0;
    memcpy(&word, bytes, 4); // the first bytes of the word in memory
    return bytes_in_order(word);
}

static inline void bytes_store8(char *bytes, uint64_t word)
{
    word = bytes_in_order(word);
    memcpy(bytes, &word, 8);
}

// Up to eight bytes, zeros behind them. Reads no others.
static inline uint64_t bytes_load(const char *bytes, size_t len)
{
    if (len >= 8)
        return bytes_load8(bytes);
    if (len >= 4) { // the parts may overlap
        return bytes_load4(bytes) | bytes_load4(bytes + len - 4) << 8 * (len - 4);
    }
    if (!len)
        return 0;
    const unsigned char *b = (const unsigned char *)bytes;
    return b[0] | (uint64_t)b[len >> 1] << 8 * (len >> 1) | (uint64_t)b[len - 1] << 8 * (len - 1);
}

// How many bytes stand before the first marked one; `marks` is not 0.
static inline unsigned bytes_before(uint64_t marks) { return (unsigned)__builtin_ctzll(marks) >> 3; }

// Bytes below `limit` (<= 0x80) and those that are not ASCII.
static inline uint64_t bytes_below_or_high(uint64_t word, unsigned limit)
{
    return (~((word & ~BYTES_HIGH) + BYTES_OF(0x80 - limit)) | word) & BYTES_HIGH;
}

// Bytes that are no ASCII letters.
static inline uint64_t bytes_no_letters(uint64_t word)
{
    uint64_t low = (word | BYTES_OF(0x20)) & ~BYTES_HIGH;
    uint64_t from_a = low + BYTES_OF(0x80 - 'a'), behind_z = low + BYTES_OF(0x7F - 'z');
    return (~from_a | behind_z | word) & BYTES_HIGH;
}

// How many of the first 16 bytes are ASCII letters before one that is none.
static inline unsigned bytes_letters(const char *bytes)
{
#ifdef __SSE2__
    __m128i text = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i from_a = _mm_sub_epi8(_mm_or_si128(text, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    __m128i letters = _mm_cmpeq_epi8(_mm_min_epu8(from_a, _mm_set1_epi8('z' - 'a')), from_a);
    return (unsigned)__builtin_ctz(~(unsigned)_mm_movemask_epi8(letters));
#else
    uint64_t ends = bytes_no_letters(bytes_load8(bytes)), later = bytes_no_letters(bytes_load8(bytes + 8));
    return ends ? bytes_before(ends) : later ? 8 + bytes_before(later) : 16;
#endif
}

// Not 0 if some byte of an ASCII word is this one.
static inline uint64_t bytes_has(uint64_t word, unsigned byte)
{
    return ((word ^ BYTES_OF(byte)) - BYTES_OF(1)) & BYTES_HIGH;
}

// ASCII capitals.
static inline uint64_t bytes_capitals(uint64_t word)
{
    uint64_t low = word & ~BYTES_HIGH;
    uint64_t from_a = low + BYTES_OF(0x80 - 'A'), behind_z = low + BYTES_OF(0x7F - 'Z');
    return from_a & ~behind_z & ~word & BYTES_HIGH;
}

#endif
