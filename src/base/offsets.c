// SPDX-License-Identifier: MIT
// offsets.c: byte positions -> code points, UTF-16 units, bytes of the input. Comes in: decoded text. Goes out:
// counts, each from the checkpoint before the position. Positions behind the end count as the end. Positions are
// those of code points; inside of one, code points and UTF-16 units count it whole and source bytes mean nothing.
#include "base/bytes.h"
#include "base/utf8.h"

enum { STEP = 64 }; // bytes between checkpoints

typedef struct checkpoint {
    uint64_t continuing; // a bit for each byte from here to the next checkpoint that does not begin a code point
    uint32_t continued;  // such bytes before this one
    uint32_t long_ones;  // code points beyond U+FFFF before it (two UTF-16 units)
    uint32_t repairs;    // repairs before it
    int32_t shift;       // how many bytes more these took in the input than a sound code point would have
} checkpoint;

struct offsets {
    const decoded *text;
    checkpoint *points; // one for each STEP bytes; NULL when the text is ASCII
};

enum { WORDS = 31 }; // that can be counted byte by byte before their sum has no room in one byte

// A one in each byte that continues a code point, or that begins one of four bytes.
static uint64_t continuing(uint64_t w) { return w >> 7 & ~w >> 6 & BYTES_OF(1); }
static uint64_t beginning_four(uint64_t w) { return (w & w << 1 & w << 2 & w << 3) >> 7 & BYTES_OF(1); }

static size_t sum_bytes(uint64_t ones) { return (size_t)(ones * BYTES_OF(1) >> 56); }

static inline size_t count(const char *bytes, size_t len, uint64_t (*ones_of)(uint64_t word))
{
    size_t i = 0, total = 0;
    while (len - i >= 8) {
        size_t words = (len - i) / 8 < WORDS ? (len - i) / 8 : WORDS;
        uint64_t sum = 0;
        for (size_t end = i + words * 8; i < end; i += 8)
            sum += ones_of(bytes_load8(bytes + i));
        total += sum_bytes(sum);
    }
    uint64_t rest = 0; // filled up with bytes that do not count
    memcpy(&rest, bytes + i, len - i);
    return total + sum_bytes(ones_of(rest));
}

static size_t count_fours(const char *bytes, size_t len) { return count(bytes, len, beginning_four); }

size_t utf8_count(const char *bytes, size_t len) { return len - count(bytes, len, continuing); }

// Moves over the repairs before `byte`. A repaired place is U+FFFD: 3 bytes of UTF-8, one UTF-16 unit.
static void pass_repairs(const decoded *d, uint32_t byte, checkpoint *c)
{
    int32_t usual = d->encoding == TEXT_UTF8 ? 3 : 2;
    for (; c->repairs < d->repairs && d->repair_at[c->repairs] < byte; c->repairs++)
        c->shift += d->repair_size[c->repairs] - usual;
}

// The bits of up to STEP bytes that continue a code point.
static uint64_t bits_of_bytes(const char *bytes, size_t len)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < len; i++)
        bits |= (uint64_t)(((unsigned char)bytes[i] & 0xC0) == 0x80) << i;
    return bits;
}

static uint64_t bits_of_step(const char *bytes)
{
#ifdef __SSE2__
    uint64_t bits = 0;
    for (int i = 0; i < STEP / 16; i++) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * i));
        __m128i found = _mm_cmplt_epi8(block, _mm_set1_epi8(-64)); // signed: 0x80 to 0xBF
        bits |= (uint64_t)(unsigned)_mm_movemask_epi8(found) << 16 * i;
    }
    return bits;
#else
    return bits_of_bytes(bytes, STEP);
#endif
}

static uint32_t count_bits(uint64_t bits) { return bits ? (uint32_t)__builtin_popcountll(bits) : 0; }

// The checkpoint behind *c.
static checkpoint pass_step(const decoded *d, uint32_t byte, const checkpoint *c)
{
    checkpoint next = *c;
    next.continued += count_bits(c->continuing);
    if (c->continuing || (unsigned char)d->bytes[byte + STEP - 1] >= 0x80) // the last byte may begin one that goes on
        next.long_ones += (uint32_t)count_fours(d->bytes + byte, STEP);
    pass_repairs(d, byte + STEP, &next);
    return next;
}

offsets *offsets_new(arena *a, const decoded *d)
{
    offsets *o = ARENA_NEW(a, offsets);
    decoded *text = ARENA_NEW(a, decoded);
    *text = *d;
    o->text = text;
    if (d->ascii)
        return o;
    size_t whole = d->len / STEP;
    o->points = arena_take(a, (whole + 1) * sizeof *o->points);
    checkpoint c = {0};
    for (size_t i = 0; i < whole; i++) {
        c.continuing = bits_of_step(d->bytes + i * STEP);
        o->points[i] = c;
        c = pass_step(d, (uint32_t)(i * STEP), &c);
    }
    c.continuing = bits_of_bytes(d->bytes + whole * STEP, d->len % STEP);
    o->points[whole] = c;
    return o;
}

static uint32_t clamp(const offsets *o, uint32_t byte) { return byte < o->text->len ? byte : (uint32_t)o->text->len; }

uint32_t offsets_code_point(const offsets *o, uint32_t byte)
{
    byte = clamp(o, byte);
    if (!o->points)
        return byte;
    const checkpoint *c = &o->points[byte / STEP];
    uint64_t before = ((uint64_t)1 << byte % STEP) - 1;
    return byte - c->continued - count_bits(c->continuing & before);
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
