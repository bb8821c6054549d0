// SPDX-License-Identifier: MIT
// block.c: decoded text -> blocks. Comes in: page.text. Goes out: page.blocks, trimmed of white space, in text order.
// First the text is cut into lines, then lines are joined where the page turns out to be hard-wrapped. What kind of
// block it is (headline, caption ...) is not decided here.
#include "text/block.h"

#include "base/bytes.h"
#include "base/vec.h"

enum {
    WRAP_LEAST = 30,             // columns: no text is wrapped narrower
    WRAP_MOST = 100,             // columns: wider lines are paragraphs
    SURELY_WIDE = 4 * WRAP_MOST, // bytes
    INDENT = 2                   // columns of space that start a paragraph in wrapped text
};

typedef struct line {
    uint32_t start, end; // bytes, trimmed; start < end
    uint32_t columns;    // code points between them; WRAP_MOST stands for any greater number
    uint32_t indent;     // white-space characters before start
    bool blank_before;
} line;

typedef VEC(line) line_list;

// Bytes of the line end at i, 0 if there is none.
static size_t line_end_at(const char *bytes, size_t len, size_t i)
{
    unsigned char c = (unsigned char)bytes[i];
    if (c > '\r' && c < 0xC2)
        return 0;
    if (c == '\r')
        return i + 1 < len && bytes[i + 1] == '\n' ? 2 : 1;
    if (c == '\n' || c == '\f' || c == '\v' || c == '\0')
        return 1;
    if (c == 0xC2 && i + 1 < len && (unsigned char)bytes[i + 1] == 0x85)
        return 2;
    if (c == 0xE2 && i + 2 < len && (unsigned char)bytes[i + 1] == 0x80 && ((unsigned char)bytes[i + 2] & 0xFE) == 0xA8)
        return 3;
    return 0;
}

#ifdef __SSE2__
// Where line ends may begin among 16 bytes, as bits; reads two bytes more.
static inline unsigned may_end_line(const char *bytes)
{
    __m128i text = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i third = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 2));
    __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(text, _mm_set1_epi8('\r')), text);
    __m128i next_line = _mm_cmpeq_epi8(text, _mm_set1_epi8('\xC2'));
    __m128i separator = _mm_and_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('\xE2')),
                                      _mm_cmpeq_epi8(_mm_or_si128(third, _mm_set1_epi8(1)), _mm_set1_epi8('\xA9')));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(control, _mm_or_si128(next_line, separator)));
}
#endif

// The line end from i on, or the end of the text.
static size_t find_line_end(const char *bytes, size_t len, size_t i)
{
#ifdef __SSE2__
    for (; i + 18 <= len; i += 16)
        for (unsigned marks = may_end_line(bytes + i); marks; marks &= marks - 1)
            if (line_end_at(bytes, len, i + (unsigned)__builtin_ctz(marks)))
                return i + (unsigned)__builtin_ctz(marks);
#endif
    for (; i + 8 <= len; i += 8) {
        uint64_t marks = bytes_below_or_high(bytes_load8(bytes + i), '\r' + 1);
        for (; marks; marks &= marks - 1)
            if (line_end_at(bytes, len, i + bytes_before(marks)))
                return i + bytes_before(marks);
    }
    while (i < len && !line_end_at(bytes, len, i))
        i++;
    return i;
}

static bool is_blank(int32_t c)
{
    if (c < 0x80)
        return c <= ' ' || c == 0x7F;
    return (utf8_class(c) & (UTF8_SPACE | UTF8_INVISIBLE)) != 0;
}

// Start of the last code point before `end`.
static size_t step_back(const char *bytes, size_t start, size_t end)
{
    size_t i = end - 1;
    while (i > start && ((unsigned char)bytes[i] & 0xC0) == 0x80)
        i--;
    return i;
}

static int32_t code_point_at(const char *bytes, size_t end, size_t i) { return utf8_next(bytes, end, &i); }

static void trim(const char *bytes, line *l)
{
    size_t i = l->start;
    while (i < l->end) {
        size_t next = i;
        if (!is_blank(utf8_next(bytes, l->end, &next)))
            break;
        i = next;
        l->indent++;
    }
    l->start = (uint32_t)i;
    while (l->end > l->start) {
        size_t last = step_back(bytes, l->start, l->end);
        if (!is_blank(code_point_at(bytes, l->end, last)))
            break;
        l->end = (uint32_t)last;
    }
}

// True if the line's last character, closing marks and brackets left aside, is one that may end a sentence.
static bool ends_in_stop(const char *bytes, const line *l)
{
    for (size_t i = l->end; i > l->start;) {
        i = step_back(bytes, l->start, i);
        int32_t c = code_point_at(bytes, l->end, i);
        if (c == '.' || c == '?' || c == '!' || c == ':' || c == 0x2026)
            return true;
        if (c != '"' && c != '\'' && c != ')' && c != ']' && c != 0x201D && c != 0x2019 && c != 0xBB)
            return false;
    }
    return false;
}

static bool is_lower(const char *bytes, const line *l)
{
    return (utf8_class(code_point_at(bytes, l->end, l->start)) & UTF8_LOWER) != 0;
}

static uint32_t first_word(const char *bytes, const line *l)
{
    uint32_t count = 0;
    for (size_t i = l->start; i < l->end && !is_blank(utf8_next(bytes, l->end, &i));)
        count++;
    return count;
}

static uint32_t count_columns(const decoded *text, const line *l)
{
    size_t len = l->end - l->start;
    if (len < SURELY_WIDE && !text->ascii)
        len = utf8_count(text->bytes + l->start, len);
    return len < WRAP_MOST ? (uint32_t)len : WRAP_MOST;
}

// All lines that are not blank.
static line_list split_lines(arena *a, const decoded *text)
{
    line_list lines = {0};
    bool blank_before = true;
    for (size_t i = 0; i < text->len;) {
        line l = {.start = (uint32_t)i, .blank_before = blank_before};
        i = find_line_end(text->bytes, text->len, i);
        l.end = (uint32_t)i;
        if (i < text->len)
            i += line_end_at(text->bytes, text->len, i);
        trim(text->bytes, &l);
        blank_before = l.start == l.end;
        if (blank_before)
            continue;
        l.columns = count_columns(text, &l);
        vec_push(a, &lines, l);
    }
    return lines;
}

// Columns at which the page is hard-wrapped, or 0. Evidence: few lines are wide, most lines that another one follows
// are nearly as long as the longest, and some of these run over into a lower-case word.
static uint32_t wrap_width(const char *bytes, const line_list *lines)
{
    uint32_t width = 0;
    size_t wide = 0, pairs = 0, full = 0, over = 0;
    for (size_t i = 0; i < lines->len; i++) {
        if (lines->items[i].columns >= WRAP_MOST)
            wide++;
        else if (lines->items[i].columns > width)
            width = lines->items[i].columns;
    }
    if (width < WRAP_LEAST || wide * 10 > lines->len)
        return 0;
    for (size_t i = 0; i + 1 < lines->len; i++) {
        const line *l = &lines->items[i], *next = l + 1;
        if (next->blank_before)
            continue;
        pairs++;
        if (l->columns * 4 < width * 3)
            continue;
        full++;
        over += !ends_in_stop(bytes, l) && is_lower(bytes, next);
    }
    return over > 0 && full * 2 >= pairs && over * 4 >= full ? width : 0;
}

// True if line l was broken only because the first word behind it did not fit. One column is granted for ragged ends.
static bool runs_over(const char *bytes, const line *l, const line *next, uint32_t width)
{
    if (width == 0 || next->blank_before || next->indent >= l->indent + INDENT)
        return false;
    if (is_lower(bytes, next) && !ends_in_stop(bytes, l))
        return true;
    return l->columns + 1 + first_word(bytes, next) + 1 > width;
}

void page_split_blocks(arena *a, page *p)
{
    line_list lines = split_lines(a, &p->text);
    uint32_t width = wrap_width(p->text.bytes, &lines);
    p->blocks = ARENA_ARRAY(a, block, lines.len);
    p->block_count = 0;
    for (size_t i = 0; i < lines.len; i++) {
        const line *l = &lines.items[i];
        if (i > 0 && runs_over(p->text.bytes, l - 1, l, width)) {
            p->blocks[p->block_count - 1].end = l->end;
            continue;
        }
        p->blocks[p->block_count++] =
            (block){.start = l->start, .end = l->end, .kind = BLOCK_BODY, .blank_before = l->blank_before};
    }
}
