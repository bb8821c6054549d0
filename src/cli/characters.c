// SPDX-License-Identifier: MIT
// characters.c: see characters.h. Comes in: UTF-8. Goes out: code points and what they are.
#include "cli/characters.h"
#include "cli/support.h"

#include <locale.h>
#include <stdlib.h>
#include <wchar.h>
#include <wctype.h>

struct characters {
    locale_t locale; // (locale_t)0: ASCII only
};

characters *characters_new(void)
{
    static const char *const names[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
    characters *c = memory_grow(NULL, 1, sizeof *c);
    c->locale = (locale_t)0;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && c->locale == (locale_t)0; i++)
        c->locale = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
    return c;
}

void characters_free(characters *c)
{
    if (c && c->locale != (locale_t)0)
        freelocale(c->locale);
    free(c);
}

// Bytes that may follow the lead byte, by its value: number and the bounds of the first of them (Unicode 15, table
// 3-7).
static int continuation(unsigned char lead, unsigned char *low, unsigned char *high)
{
    *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return lead < 0xC2 ? -1 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : -1;
}

static uint32_t decode_one(const unsigned char *bytes, size_t len, size_t *i)
{
    unsigned char lead = bytes[(*i)++], low, high;
    if (lead < 0x80)
        return lead;
    int more = continuation(lead, &low, &high);
    if (more < 0)
        return 0xFFFD;
    uint32_t point = lead & (0x3Fu >> more);
    for (; more; more--) {
        if (*i == len || bytes[*i] < low || bytes[*i] > high)
            return 0xFFFD;
        point = point << 6 | (bytes[(*i)++] & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    return point;
}

size_t characters_decode(uint32_t *points, const char *bytes, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len;)
        points[count++] = decode_one((const unsigned char *)bytes, len, &i);
    return count;
}

// Numbers that are no decimal digits, which the C library counts as symbols.
static bool is_other_number(uint32_t point)
{
    return point == 0xB2 || point == 0xB3 || point == 0xB9 || (point >= 0xBC && point <= 0xBE) ||
           (point >= 0x2070 && point <= 0x2089 && point != 0x2071 && point != 0x2072 && point != 0x2073) ||
           (point >= 0x2150 && point <= 0x2189) || (point >= 0x2460 && point <= 0x249B) ||
           (point >= 0x2776 && point <= 0x2793);
}

bool characters_is_alnum(const characters *c, uint32_t point)
{
    if (point < 0x80 || c->locale == (locale_t)0)
        return (point >= '0' && point <= '9') || ((point | 0x20) >= 'a' && (point | 0x20) <= 'z');
    return iswalnum_l((wint_t)point, c->locale) || is_other_number(point);
}

bool characters_is_space(uint32_t point)
{
    return (point >= '\t' && point <= '\r') || (point >= 0x1C && point <= 0x20) || point == 0x85 || point == 0xA0 ||
           point == 0x1680 || (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
           point == 0x202F || point == 0x205F || point == 0x3000;
}

uint32_t characters_lower(const characters *c, uint32_t point)
{
    if (point < 0x80 || c->locale == (locale_t)0)
        return point >= 'A' && point <= 'Z' ? point | 0x20 : point;
    return (uint32_t)towlower_l((wint_t)point, c->locale);
}
