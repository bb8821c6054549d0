// SPDX-License-Identifier: MIT
// hash.h: a fast hash of short texts, 8 bytes at a time, in the manner of wyhash (Wang Yi, public domain): fold the
// product of two mixed words. Not for anything secret; `seed` only makes collisions hard to prepare.
#ifndef QUOTH_WORDS_HASH_H
#define QUOTH_WORDS_HASH_H

#include "base/bytes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define HASH_FIRST  UINT64_C(0xA0761D6478BD642F)
#define HASH_SECOND UINT64_C(0xE7037ED1A0B428DB)

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 hash_product;
#endif

// The two halves of a 128-bit product, combined.
static inline uint64_t hash_mix(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    hash_product product = (hash_product)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
    uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX), middle = (a >> 32) * (b & UINT32_MAX);
    uint64_t other = (a & UINT32_MAX) * (b >> 32), high = (a >> 32) * (b >> 32);
    middle += (low >> 32) + (other & UINT32_MAX);
    return (middle << 32 | (low & UINT32_MAX)) ^ (high + (middle >> 32) + (other >> 32));
#endif
}

// `len` bytes; reads none beyond them (the last words overlap instead).
static inline uint32_t hash_text(const char *bytes, size_t len, uint64_t seed)
{
    uint64_t h = seed ^ HASH_FIRST, a = 0, b = 0;
    size_t left = len;
    for (; left > 16; left -= 16, bytes += 16)
        h = hash_mix(bytes_load8(bytes) ^ HASH_SECOND, bytes_load8(bytes + 8) ^ h);
    if (left >= 8) {
        a = bytes_load8(bytes);
        b = bytes_load8(bytes + left - 8);
    } else if (left >= 4) {
        a = bytes_load4(bytes);
        b = bytes_load4(bytes + left - 4);
    } else if (left) {
        a = (uint64_t)(unsigned char)bytes[0] << 16 | (uint64_t)(unsigned char)bytes[left >> 1] << 8 |
            (unsigned char)bytes[left - 1];
    }
    h = hash_mix(a ^ HASH_SECOND ^ len, b ^ h);
    return (uint32_t)(h ^ h >> 32);
}

// Whether two texts of the same length are equal. Faster than memcmp for words.
static inline bool hash_same(const char *a, const char *b, size_t len)
{
    if (len > 16)
        return memcmp(a, b, len) == 0;
    if (len >= 8)
        return !((bytes_load8(a) ^ bytes_load8(b)) | (bytes_load8(a + len - 8) ^ bytes_load8(b + len - 8)));
    if (len >= 4)
        return !((bytes_load4(a) ^ bytes_load4(b)) | (bytes_load4(a + len - 4) ^ bytes_load4(b + len - 4)));
    for (size_t i = 0; i < len; i++)
        if (a[i] != b[i])
            return false;
    return true;
}

#endif
