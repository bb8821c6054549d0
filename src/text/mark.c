// SPDX-License-Identifier: MIT
// mark.c: code point -> group and shape of a quotation mark. No context.
#include "text/mark.h"

#include "base/utf8.h"

static const struct {
    int32_t code_point;
    mark_kind kind;
} marks[] = {
    {'"', {MARK_DOUBLE, MARK_NEUTRAL}},       {'\'', {MARK_SINGLE, MARK_NEUTRAL}},
    {'`', {MARK_SINGLE, MARK_LEFT}},          {0xAB, {MARK_ANGLE, MARK_LEFT}},
    {0xB4, {MARK_SINGLE, MARK_NEUTRAL}},      {0xBB, {MARK_ANGLE, MARK_RIGHT}},
    {0x2018, {MARK_SINGLE, MARK_LEFT}},       {0x2019, {MARK_SINGLE, MARK_RIGHT}},
    {0x201A, {MARK_SINGLE, MARK_LOW}},        {0x201B, {MARK_SINGLE, MARK_LEFT}},
    {0x201C, {MARK_DOUBLE, MARK_LEFT}},       {0x201D, {MARK_DOUBLE, MARK_RIGHT}},
    {0x201E, {MARK_DOUBLE, MARK_LOW}},        {0x201F, {MARK_DOUBLE, MARK_LEFT}},
    {0x2032, {MARK_SINGLE, MARK_NEUTRAL}},    {0x2033, {MARK_DOUBLE, MARK_NEUTRAL}},
    {0x2039, {MARK_SINGLE_ANGLE, MARK_LEFT}}, {0x203A, {MARK_SINGLE_ANGLE, MARK_RIGHT}},
    {0xFF02, {MARK_DOUBLE, MARK_NEUTRAL}},    {0xFF07, {MARK_SINGLE, MARK_NEUTRAL}},
};

mark_kind mark_kind_of_code_point(int32_t code_point)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].code_point == code_point)
            return marks[i].kind;
    return (mark_kind){MARK_NONE, MARK_NEUTRAL};
}

mark_kind mark_kind_of(const char *bytes, size_t len)
{
    if (len == 0)
        return (mark_kind){MARK_NONE, MARK_NEUTRAL};
    size_t i = 0;
    mark_kind kind = mark_kind_of_code_point(utf8_next(bytes, len, &i));
    if (i == len)
        return kind;
    // The only marks of two characters are doubled single ones.
    if (i * 2 != len || kind.group != MARK_SINGLE)
        return (mark_kind){MARK_NONE, MARK_NEUTRAL};
    kind.group = MARK_DOUBLE;
    return kind;
}

bool mark_is_apostrophe(int32_t code_point)
{
    return code_point == '\'' || code_point == 0x2019 || code_point == 0x2018 || code_point == 0x201B ||
           code_point == 0xB4 || code_point == 0xFF07;
}
