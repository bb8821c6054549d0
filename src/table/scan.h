// SPDX-License-Identifier: MIT
// scan.h: looks at text eight bytes at a time: does one of them have a property? Which one is then found byte by byte.
#ifndef QUOTH_TABLE_SCAN_H
#define QUOTH_TABLE_SCAN_H

#include <stdint.h>
#include <string.h>

#define SCAN_ONES UINT64_C(0x0101010101010101)
#define SCAN_HIGH UINT64_C(0x8080808080808080)

static inline uint64_t scan_load(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

// Each is 0 if no byte is so: beyond ASCII, below a limit (up to 0x80), equal to one below 0x80.
static inline uint64_t scan_high(uint64_t word) { return word & SCAN_HIGH; }
static inline uint64_t scan_below(uint64_t word, unsigned char limit)
{
    return (word - SCAN_ONES * limit) & ~word & SCAN_HIGH;
}
static inline uint64_t scan_equal(uint64_t word, unsigned char c) { return scan_below(word ^ SCAN_ONES * c, 1); }

#endif
