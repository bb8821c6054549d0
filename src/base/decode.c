// SPDX-License-Identifier: MIT
// decode.c: any bytes -> valid UTF-8. Comes in: UTF-8, good or bad, or UTF-16 with a byte order mark. Goes out: the
// input itself when it is valid UTF-8, else a repaired copy in the arena with the place of each repair. It does not
// guess other encodings.
#include "base/bytes.h"
#include "base/utf8.h"

#include "base/vec.h"

#include <string.h>

typedef struct repairs {
    VEC(uint32_t) at;
    VEC(uint8_t) size;
} repairs;

static const char REPLACEMENT[3] = "\xEF\xBF\xBD"; // U+FFFD

// Number of ASCII bytes at the front.
static size_t skip_ascii(const char *bytes, size_t len)
{
    size_t i = 0;
    for (; i + 32 <= len; i += 32) {
        uint64_t word[4];
        memcpy(word, bytes + i, 32);
        if ((word[0] | word[1] | word[2] | word[3]) & BYTES_HIGH)
            break;
    }
    for (; i + 8 <= len; i += 8) {
        if (bytes_load8(bytes + i) & BYTES_HIGH)
            break;
    }
    while (i < len && (unsigned char)bytes[i] < 0x80)
        i++;
    return i;
}

static bool continues(unsigned char c) { return (c & 0xC0) == 0x80; }

// Bytes that a lead byte announces, 0 for a byte that cannot begin a sequence, and the range of the second byte,
// which leaves out overlong forms, surrogates and what lies behind U+10FFFF (Unicode 15, table 3-7).
static size_t announce(unsigned char lead, unsigned char *low, unsigned char *high)
{
    *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

// Length of the sequence at the front of `len` > 0 bytes that do not begin with ASCII; *valid tells whether it is
// well formed. Otherwise it is the maximal subpart that one U+FFFD replaces.
static size_t measure(const unsigned char *bytes, size_t len, bool *valid)
{
    unsigned char low, high;
    size_t wanted = announce(bytes[0], &low, &high);
    *valid = false;
    if (!wanted || len < 2 || bytes[1] < low || bytes[1] > high)
        return 1;
    size_t i = 2;
    while (i < wanted && i < len && continues(bytes[i]))
        i++;
    *valid = i == wanted;
    return i;
}

size_t utf8_sequence(const char *bytes, size_t len)
{
    bool valid;
    size_t size = measure((const unsigned char *)bytes, len, &valid);
    return valid ? size : 0;
}

// Number of well-formed bytes at the front.
static size_t skip_valid(const char *bytes, size_t len, bool *ascii)
{
    size_t i = skip_ascii(bytes, len);
    *ascii = i == len;
    while (i < len) {
        bool valid;
        size_t size = measure((const unsigned char *)bytes + i, len - i, &valid);
        if (!valid)
            break;
        i += size;
        if (i < len && (unsigned char)bytes[i] < 0x80)
            i += skip_ascii(bytes + i, len - i);
    }
    return i;
}

static void note_repair(arena *a, repairs *r, size_t at, size_t size)
{
    vec_push(a, &r->at, (uint32_t)at);
    vec_push(a, &r->size, (uint8_t)size);
}

static decoded finish(decoded d, const repairs *r)
{
    d.repairs = r->at.len;
    d.repair_at = r->at.items;
    d.repair_size = r->size.items;
    return d;
}

// Bytes that the repaired copy of an ill-formed input takes.
static size_t measure_repaired(const char *bytes, size_t len)
{
    size_t total = 0;
    for (size_t i = 0; i < len;) {
        bool valid = true, ascii;
        size_t good = skip_valid(bytes + i, len - i, &ascii);
        total += good;
        i += good;
        if (i < len) {
            i += measure((const unsigned char *)bytes + i, len - i, &valid);
            total += sizeof REPLACEMENT;
        }
    }
    return total;
}

static decoded repair(arena *a, const char *bytes, size_t len)
{
    char *out = arena_alloc(a, measure_repaired(bytes, len) + 1);
    size_t out_len = 0;
    repairs r = {0};
    for (size_t i = 0; i < len;) {
        bool valid, ascii;
        size_t good = skip_valid(bytes + i, len - i, &ascii);
        memcpy(out + out_len, bytes + i, good);
        out_len += good;
        i += good;
        if (i == len)
            break;
        size_t bad = measure((const unsigned char *)bytes + i, len - i, &valid);
        note_repair(a, &r, out_len, bad);
        memcpy(out + out_len, REPLACEMENT, sizeof REPLACEMENT);
        out_len += sizeof REPLACEMENT;
        i += bad;
    }
    return finish((decoded){.bytes = out, .len = out_len, .encoding = TEXT_UTF8}, &r);
}

static size_t encode(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

static uint32_t read_unit(const char *bytes, bool big)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return big ? (uint32_t)b[0] << 8 | b[1] : (uint32_t)b[1] << 8 | b[0];
}

static bool is_surrogate(uint32_t unit, uint32_t first) { return (unit & 0xFC00) == first; }

// One code point of UTF-16 at bytes[i]; *used is its size in bytes. -1 where it is ill-formed: a surrogate without
// its partner, half a unit at the end (together with a high surrogate before it).
static int32_t next_utf16(const char *bytes, size_t len, size_t i, bool big, size_t *used)
{
    *used = len - i < 2 ? 1 : 2;
    if (*used < 2)
        return -1;
    uint32_t unit = read_unit(bytes + i, big);
    if (!is_surrogate(unit, 0xD800))
        return is_surrogate(unit, 0xDC00) ? -1 : (int32_t)unit;
    if (len - i < 4) {
        *used = len - i;
        return -1;
    }
    uint32_t low = read_unit(bytes + i + 2, big);
    if (!is_surrogate(low, 0xDC00))
        return -1;
    *used = 4;
    return (int32_t)(0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF));
}

static decoded convert_utf16(arena *a, const char *bytes, size_t len, bool big)
{
    char *out = arena_alloc(a, len / 2 * 3 + 4); // a unit becomes three bytes at most
    size_t out_len = 0;
    repairs r = {0};
    for (size_t i = 0; i < len;) {
        size_t used;
        int32_t c = next_utf16(bytes, len, i, big, &used);
        if (c < 0)
            note_repair(a, &r, out_len, used);
        out_len += encode(out + out_len, c < 0 ? 0xFFFD : (uint32_t)c);
        i += used;
    }
    decoded d = {.bytes = out, .len = out_len, .encoding = big ? TEXT_UTF16BE : TEXT_UTF16LE};
    return finish(d, &r);
}

decoded utf8_decode(arena *a, const char *bytes, size_t len)
{
    if (len >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return convert_utf16(a, bytes, len, false);
    if (len >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0)
        return convert_utf16(a, bytes, len, true);
    bool ascii = true;
    if (len == 0 || skip_valid(bytes, len, &ascii) == len)
        return (decoded){.bytes = len ? bytes : "", .len = len, .encoding = TEXT_UTF8, .ascii = ascii};
    return repair(a, bytes, len);
}
