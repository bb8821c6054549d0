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
};

static size_t sum_bytes(uint64_t ones) { return (size_t)(ones * UINT64_C(0x0101010101010101) >> 56); }

// Adds what begins in these bytes.
static void count_bytes(const char *bytes, size_t len, uint32_t *code_points, uint32_t *long_ones)
{
    size_t i = 0, starts = 0, fours = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t w;
        memcpy(&w, bytes + i, 8);
        starts += sum_bytes((~w >> 7 | w >> 6) & UINT64_C(0x0101010101010101));
        fours += sum_bytes((w & w << 1 & w << 2 & w << 3) >> 7 & UINT64_C(0x0101010101010101));
    }
    for (; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        starts += (c & 0xC0) != 0x80;
        fours += c >= 0xF0;
    }
    *code_points += (uint32_t)starts;
    *long_ones += (uint32_t)fours;
}

size_t utf8_count(const char *bytes, size_t len)
{
    size_t total = 0;
    while (len) {
        size_t part = len < (1u << 30) ? len : 1u << 30;
        uint32_t code_points = 0, long_ones = 0;
        count_bytes(bytes, part, &code_points, &long_ones);
        total += code_points;
        bytes += part;
        len -= part;
    }
    return total;
}

// Moves over the repairs before `byte`. A repaired place is U+FFFD: 3 bytes of UTF-8, one UTF-16 unit.
static void pass_repairs(const decoded *d, uint32_t byte, checkpoint *c)
{
    int32_t usual = d->encoding == TEXT_UTF8 ? 3 : 2;
    for (; c->repairs < d->repairs && d->repair_at[c->repairs] < byte; c->repairs++)
        c->shift += d->repair_size[c->repairs] - usual;
}

offsets *offsets_new(arena *a, const decoded *d)
{
    offsets *o = ARENA_NEW(a, offsets);
    decoded *text = ARENA_NEW(a, decoded);
    *text = *d;
    o->text = text;
    if (d->ascii)
        return o;
    size_t count = d->len / STEP + 1;
    o->points = ARENA_ARRAY(a, checkpoint, count);
    for (size_t i = 1; i < count; i++) {
        checkpoint c = o->points[i - 1];
        count_bytes(d->bytes + (i - 1) * STEP, STEP, &c.code_points, &c.long_ones);
        pass_repairs(d, (uint32_t)(i * STEP), &c);
        o->points[i] = c;
    }
    return o;
}

static uint32_t clamp(const offsets *o, uint32_t byte) { return byte < o->text->len ? byte : (uint32_t)o->text->len; }

// The counts at `byte`, repairs not looked at.
static checkpoint reach(const offsets *o, uint32_t byte)
{
    checkpoint c = o->points[byte / STEP];
    count_bytes(o->text->bytes + byte / STEP * STEP, byte % STEP, &c.code_points, &c.long_ones);
    return c;
}

uint32_t offsets_code_point(const offsets *o, uint32_t byte)
{
    byte = clamp(o, byte);
    return o->points ? reach(o, byte).code_points : byte;
}

uint32_t offsets_utf16(const offsets *o, uint32_t byte)
{
    byte = clamp(o, byte);
    if (!o->points)
        return byte;
    checkpoint c = reach(o, byte);
    return c.code_points + c.long_ones;
}

uint32_t offsets_source(const offsets *o, uint32_t byte)
{
    byte = clamp(o, byte);
    if (!o->points)
        return byte;
    checkpoint c = o->points[byte / STEP];
    uint32_t source = byte;
    if (o->text->encoding != TEXT_UTF8) {
        c = reach(o, byte);
        source = 2 * (c.code_points + c.long_ones);
    }
    pass_repairs(o->text, byte, &c);
    return (uint32_t)((int64_t)source + c.shift);
}
