// SPDX-License-Identifier: MIT
// offsets.c: byte positions -> code points, UTF-16 units, bytes of the input. Comes in: decoded text. Goes out:
// counts, each from the checkpoint before the position. Positions behind the end count as the end. Positions are
// those of code points; inside of one, code points and UTF-16 units count it whole and source bytes mean nothing.
#include "base/utf8.h"

#include <string.h>

enum { STEP = 64 }; // bytes between checkpoints

typedef struct checkpoint {
    uint32_t code_points; // before this byte
    uint32_t long_ones;   // of these, beyond U+FFFF (two UTF-16 units)
    uint32_t repairs;     // repairs before this byte
    int32_t shift;        // how many bytes more these took in the input than a sound code point would have
} checkpoint;

struct offsets {
    const decoded *text;
    checkpoint *points; // one for each STEP bytes; NULL when the text is ASCII
    size_t count;       // of points
};

#define ONES UINT64_C(0x0101010101010101)
#define HIGH UINT64_C(0x8080808080808080)

enum { WORDS = 31 }; // that can be counted byte by byte before their sum has no room in one byte

static uint64_t load(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

// A one in each byte that continues a code point, or that begins one of four bytes.
static uint64_t continuing(uint64_t w) { return w >> 7 & ~w >> 6 & ONES; }
static uint64_t beginning_four(uint64_t w) { return (w & w << 1 & w << 2 & w << 3) >> 7 & ONES; }

static size_t sum_bytes(uint64_t ones) { return (size_t)(ones * ONES >> 56); }

static inline size_t count(const char *bytes, size_t len, uint64_t (*ones_of)(uint64_t word))
{
    size_t i = 0, total = 0;
    while (len - i >= 8) {
        size_t words = (len - i) / 8 < WORDS ? (len - i) / 8 : WORDS;
        uint64_t sum = 0;
        for (size_t end = i + words * 8; i < end; i += 8)
            sum += ones_of(load(bytes + i));
        total += sum_bytes(sum);
    }
    uint64_t rest = 0; // filled up with bytes that do not count
    memcpy(&rest, bytes + i, len - i);
    return total + sum_bytes(ones_of(rest));
}

static size_t count_starts(const char *bytes, size_t len) { return len - count(bytes, len, continuing); }

static size_t count_fours(const char *bytes, size_t len) { return count(bytes, len, beginning_four); }

size_t utf8_count(const char *bytes, size_t len) { return count_starts(bytes, len); }

// Moves over the repairs before `byte`. A repaired place is U+FFFD: 3 bytes of UTF-8, one UTF-16 unit.
static void pass_repairs(const decoded *d, uint32_t byte, checkpoint *c)
{
    int32_t usual = d->encoding == TEXT_UTF8 ? 3 : 2;
    for (; c->repairs < d->repairs && d->repair_at[c->repairs] < byte; c->repairs++)
        c->shift += d->repair_size[c->repairs] - usual;
}

// Adds what begins in the STEP bytes.
static void pass_step(const char *bytes, checkpoint *c)
{
    uint64_t all = 0, continued = 0, fours = 0;
    for (size_t i = 0; i < STEP; i += 8)
        all |= load(bytes + i);
    c->code_points += STEP;
    if (!(all & HIGH))
        return;
    for (size_t i = 0; i < STEP; i += 8) {
        continued += continuing(load(bytes + i));
        fours += beginning_four(load(bytes + i));
    }
    c->code_points -= (uint32_t)sum_bytes(continued);
    c->long_ones += (uint32_t)sum_bytes(fours);
}

offsets *offsets_new(arena *a, const decoded *d)
{
    offsets *o = ARENA_NEW(a, offsets);
    decoded *text = ARENA_NEW(a, decoded);
    *text = *d;
    o->text = text;
    if (d->ascii)
        return o;
    checkpoint c = {0};
    o->count = d->len / STEP + 1;
    o->points = arena_take(a, o->count * sizeof *o->points);
    o->points[0] = c;
    for (size_t i = 1; i < o->count; i++) {
        pass_step(d->bytes + (i - 1) * STEP, &c);
        pass_repairs(d, (uint32_t)(i * STEP), &c);
        o->points[i] = c;
    }
    return o;
}

static uint32_t clamp(const offsets *o, uint32_t byte) { return byte < o->text->len ? byte : (uint32_t)o->text->len; }

uint32_t offsets_code_point(const offsets *o, uint32_t byte)
{
    byte = clamp(o, byte);
    if (!o->points)
        return byte;
    size_t step = byte / STEP;
    uint32_t before = o->points[step].code_points;
    if (step + 1 < o->count && o->points[step + 1].code_points - before == STEP) // ASCII
        return before + byte % STEP;
    return before + (uint32_t)count_starts(o->text->bytes + step * STEP, byte % STEP);
}

uint32_t offsets_utf16(const offsets *o, uint32_t byte)
{
    byte = clamp(o, byte);
    if (!o->points)
        return byte;
    size_t step = byte / STEP;
    uint32_t long_ones = (uint32_t)count_fours(o->text->bytes + step * STEP, byte % STEP);
    return offsets_code_point(o, byte) + o->points[step].long_ones + long_ones;
}

uint32_t offsets_source(const offsets *o, uint32_t byte)
{
    byte = clamp(o, byte);
    if (!o->points)
        return byte;
    uint32_t source = o->text->encoding == TEXT_UTF8 ? byte : 2 * offsets_utf16(o, byte);
    checkpoint c = o->points[byte / STEP];
    pass_repairs(o->text, byte, &c);
    return (uint32_t)((int64_t)source + c.shift);
}
