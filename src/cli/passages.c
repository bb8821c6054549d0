// SPDX-License-Identifier: MIT
// passages.c: see passages.h. Comes in: code points and spans. Goes out: spans, numbers. Scores nothing.
#include "cli/passages.h"

size_t spans_size(spans s)
{
    size_t size = 0;
    for (size_t i = 0; i < s.count; i++)
        size += s.items[i].end > s.items[i].start ? s.items[i].end - s.items[i].start : 0;
    return size;
}

size_t spans_common(spans a, spans b)
{
    size_t common = 0;
    for (size_t i = 0; i < a.count; i++)
        for (size_t j = 0; j < b.count; j++) {
            uint32_t start = a.items[i].start > b.items[j].start ? a.items[i].start : b.items[j].start;
            uint32_t end = a.items[i].end < b.items[j].end ? a.items[i].end : b.items[j].end;
            common += end > start ? end - start : 0;
        }
    return common;
}

// One span without what is no letter or digit at its ends.
static quoth_span trim(const characters *c, const gold_article *article, quoth_span s)
{
    const uint32_t *points = article->points;
    if (s.end > article->point_count)
        s.end = (uint32_t)article->point_count;
    while (s.start < s.end && !characters_is_alnum(c, points[s.start]))
        s.start++;
    while (s.end > s.start && !characters_is_alnum(c, points[s.end - 1]))
        s.end--;
    return s;
}

// The next span from *i on that has letters; false when there is none.
static bool next_trimmed(const characters *c, const gold_article *article, spans s, size_t *i, quoth_span *out)
{
    while (*i < s.count) {
        *out = trim(c, article, s.items[(*i)++]);
        if (out->end > out->start)
            return true;
    }
    return false;
}

static bool same_untrimmed(spans a, spans b)
{
    bool same = a.count == b.count;
    for (size_t i = 0; same && i < a.count; i++)
        same = a.items[i].start == b.items[i].start && a.items[i].end == b.items[i].end;
    return same;
}

bool spans_same(const characters *c, const gold_article *article, spans a, spans b)
{
    size_t i = 0, j = 0, found = 0;
    for (;;) {
        quoth_span left = {0, 0}, right = {0, 0};
        bool more_left = next_trimmed(c, article, a, &i, &left), more_right = next_trimmed(c, article, b, &j, &right);
        if (more_left != more_right)
            return false;
        if (!more_left)
            return found || same_untrimmed(a, b);
        if (left.start != right.start || left.end != right.end)
            return false;
        found++;
    }
}

// Marks of one paragraph: the low German one changes what the others mean.
typedef struct marks {
    uint32_t opening[4], closing[4];
} marks;

static bool among(const uint32_t *list, uint32_t point)
{
    return point && (point == list[0] || point == list[1] || point == list[2] || point == list[3]);
}

static void append(spans *out, size_t start, size_t end)
{
    if (end > start)
        out->items[out->count++] = (quoth_span){(uint32_t)start, (uint32_t)end};
}

// Appends the passages of the paragraph [start, end).
static void find_in_paragraph(const uint32_t *points, size_t start, size_t end, spans *out)
{
    static const marks english = {{0x201C, 0xAB}, {0x201D, 0xBB}};
    static const marks german = {{0x201E, 0xAB, 0xBB}, {0x201C, 0x201D, 0xAB, 0xBB}};
    const marks *used = &english;
    for (size_t i = start; i < end; i++)
        if (points[i] == 0x201E)
            used = &german;
    size_t open_at = 0; // 0: none (a passage begins behind a mark)
    for (size_t i = start; i < end; i++) {
        bool straight = points[i] == '"';
        if (among(used->closing, points[i]) && open_at) {
            append(out, open_at, i);
            open_at = 0;
        } else if (among(used->opening, points[i]) || (straight && !open_at)) {
            if (open_at)
                append(out, open_at, i);
            open_at = i + 1;
        } else if (straight) {
            append(out, open_at, i);
            open_at = 0;
        }
    }
    if (open_at)
        append(out, open_at, end);
}

spans passages_find(pool *p, const gold_article *article)
{
    size_t marks_seen = 0;
    for (size_t i = 0; i < article->point_count; i++) {
        uint32_t c = article->points[i];
        marks_seen += c == '"' || c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201E);
    }
    spans out = {pool_alloc(p, marks_seen + 1, sizeof(quoth_span)), 0};
    for (size_t start = 0; start <= article->point_count;) {
        size_t end = start;
        while (end < article->point_count && article->points[end] != '\n')
            end++;
        find_in_paragraph(article->points, start, end, &out);
        start = end + 1;
    }
    return out;
}

static bool is_word(const characters *c, uint32_t point) { return point == '_' || characters_is_alnum(c, point); }

size_t word_next(const characters *c, const gold_article *article, size_t *i)
{
    while (*i < article->point_count && characters_is_space(article->points[*i]))
        ++*i;
    size_t start = *i;
    if (start == article->point_count)
        return start;
    do
        ++*i;
    while (is_word(c, article->points[start]) && *i < article->point_count && is_word(c, article->points[*i]));
    return start;
}

quoth_type content_type(pool *p, const characters *c, const gold_article *article, spans content)
{
    uint32_t *body = pool_alloc(p, spans_size(content) + 1, sizeof *body);
    size_t len = 0, seen = 0;
    for (size_t i = 0; i < content.count; i++)
        for (size_t k = content.items[i].start; k < content.items[i].end && k < article->point_count; k++)
            body[len++] = article->points[k];
    for (size_t i = 0; i < len; i++)
        seen += body[i] == '"' || body[i] == 0x201C || body[i] == 0x201D;
    if (!seen)
        return QUOTH_INDIRECT;
    bool opens = false, closes = false;
    for (size_t i = 0; i < len && !is_word(c, body[i]); i++)
        opens |= body[i] == '"' || body[i] == 0x201C;
    for (size_t i = len; i > 0 && !is_word(c, body[i - 1]); i--)
        closes |= body[i - 1] == '"' || body[i - 1] == 0x201D;
    return opens && closes ? QUOTH_DIRECT : QUOTH_MIXED;
}
