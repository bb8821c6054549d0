// SPDX-License-Identifier: MIT
// content.c: see content.h. Comes in: token spans. Goes out: shorter token spans and their text. Linear in the
// tokens.
#include "table/content.h"
#include "table/scan.h"

#define NOWHERE UINT32_MAX

// The quotation that token i opens, or NULL.
static const quotation *opened_at(const page *p, uint32_t i)
{
    if (!(p->tokens[i].flags & TOKEN_OPENS))
        return NULL;
    const quotation *q = page_quotation_from(p, i);
    return q < p->quotations + p->quotation_count && q->open == i ? q : NULL;
}

// The token that closes a quotation, also when later paragraphs up to token `last` reopen it; if none does, the token
// behind it. Paragraphs behind `last` are not looked at: an article may be one quotation that never ends.
static uint32_t closing_of(const page *p, const quotation *q, uint32_t last, bool *unclosed)
{
    const quotation *end = p->quotations + p->quotation_count, *next = q + 1;
    while (q->unclosed && q->close <= last) {
        while (next < end && next->open < q->close)
            next++;
        if (next == end || !next->reopened || next->depth != q->depth)
            break;
        q = next++;
    }
    *unclosed = q->unclosed;
    return q->close;
}

static bool is_kind(const page *p, vocab *v, uint32_t i, predicate_id kind)
{
    return vocab_class_has(v, vocab_type_class(v, p->tokens[i].type), kind);
}

// Takes off what belongs to the sentence around: a comma, or a stop behind a closing mark.
static void drop_punctuation(const page *p, vocab *v, token_span *span)
{
    while (span->end - span->first > 1) {
        uint32_t last = span->end - 1;
        bool behind_mark = p->tokens[last - 1].flags & TOKEN_CLOSES;
        if (!is_kind(p, v, last, PREDICATE_COMMA) && !(behind_mark && is_kind(p, v, last, PREDICATE_FULL_STOP)))
            return;
        span->end--;
    }
}

static void drop_comma(const page *p, vocab *v, token_span *span)
{
    if (span->end - span->first > 1 && is_kind(p, v, span->end - 1, PREDICATE_COMMA))
        span->end--;
}

// Takes the outer marks off one part. *awaited is the closing mark of a part before that is still to come.
static token_span strip(const page *p, vocab *v, token_span span, uint32_t *awaited, bool *marked)
{
    drop_punctuation(p, v, &span);
    const quotation *q = opened_at(p, span.first);
    uint32_t last = span.end - 1;
    *marked = false;
    if (q) {
        bool unclosed = false;
        uint32_t close = closing_of(p, q, last, &unclosed);
        bool ends_here = close == last && !unclosed;
        if (!ends_here && close <= last) // a quotation at the beginning of a longer content
            return span;
        *marked = true;
        span.first++;
        span.end -= ends_here;
        *awaited = ends_here || unclosed ? NOWHERE : close;
    } else if (*awaited == last) {
        *marked = true;
        span.end--;
        *awaited = NOWHERE;
    }
    drop_comma(p, v, &span);
    return span;
}

content content_of(const page *p, vocab *v, const attribution *source)
{
    content c = {.count = 0};
    uint32_t awaited = NOWHERE;
    for (size_t i = 0; i < source->content_count; i++) {
        token_span span = source->content[i];
        if (span.first >= span.end)
            continue;
        span = strip(p, v, span, &awaited, &c.marked[c.count]);
        if (span.first < span.end)
            c.parts[c.count++] = span;
    }
    for (size_t i = 0; c.count == 0 && i < source->content_count; i++) // nothing but marks: show them
        if (source->content[i].first < source->content[i].end)
            c.parts[c.count++] = source->content[i];
    return c;
}

static bool breaks_line(int32_t c) { return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029; }

// Whether the text is printed as it is: nothing in it may break a line.
static bool is_unbroken(const char *bytes, size_t len)
{
    if (len < 4) {
        while (len && scan_is_unbroken((unsigned char)bytes[len - 1]))
            len--;
        return len == 0;
    }
    if (len < 8)
        return scan_unbroken_word(scan_load_short(bytes, len));
    if (len < SCAN_BLOCK)
        return scan_unbroken_word(bytes_load8(bytes)) && scan_unbroken_word(bytes_load8(bytes + len - 8));
    for (size_t i = 0; i + SCAN_BLOCK < len; i += SCAN_BLOCK)
        if (!scan_unbroken_block(bytes + i))
            return false;
    return scan_unbroken_block(bytes + len - SCAN_BLOCK);
}

// Bytes from i on that are printed as they are: visible ASCII with single spaces. Spaces at their end are left, they
// may belong to white space with a line break.
static size_t plain_run(const char *bytes, size_t i, size_t end)
{
    size_t stop = i;
    while (stop < end && bytes[stop] >= ' ' && bytes[stop] < 0x7F)
        stop++;
    while (stop < end && stop > i && bytes[stop - 1] == ' ')
        stop--;
    return stop - i;
}

// Appends the text from byte `start` to `end`; white space with a line break or tab in it becomes one space.
static void print_text(buf *out, const page *p, uint32_t start, uint32_t end)
{
    const char *bytes = p->text.bytes;
    if (is_unbroken(bytes + start, end - start)) {
        buf_put(out, bytes + start, end - start);
        return;
    }
    for (size_t i = start; i < end;) {
        size_t plain = plain_run(bytes, i, end);
        buf_put(out, bytes + i, plain);
        i += plain;
        size_t from = i, next = i;
        bool white = false, broken = false;
        for (; next < end; i = next) { // a run of white space
            int32_t c = utf8_next(bytes, end, &next);
            if (!(utf8_class(c) & UTF8_SPACE) && !breaks_line(c))
                break;
            white = true;
            broken |= breaks_line(c);
        }
        if (white && broken)
            buf_putc(out, ' ');
        else if (white)
            buf_put(out, bytes + from, i - from);
        if (i == end)
            break;
        next = i;
        if (utf8_next(bytes, end, &next) == 0)
            buf_puts(out, "\xEF\xBF\xBD");
        else
            buf_put(out, bytes + i, next - i);
        i = next;
    }
}

static uint32_t token_end(const page *p, uint32_t i) { return p->tokens[i].start + p->tokens[i].len; }

static void print_tokens(buf *out, const page *p, token_span span)
{
    if (span.first < span.end)
        print_text(out, p, p->tokens[span.first].start, token_end(p, span.end - 1));
}

// The next quotation from q on that goes on in a new paragraph inside of the span; NULL: none.
static const quotation *next_reopened(const page *p, const quotation *q, token_span span)
{
    for (const quotation *end = p->quotations + p->quotation_count; q < end && q->open < span.end; q++)
        if (q->reopened && !q->depth)
            return q;
    return NULL;
}

static const quotation *first_reopened(const page *p, const content *c, size_t part)
{
    return c->marked[part] ? next_reopened(p, page_quotation_from(p, c->parts[part].first), c->parts[part]) : NULL;
}

// One part; marks that reopen its quotation in a new paragraph are left out.
static void print_part(buf *out, const page *p, const content *c, size_t part)
{
    token_span span = c->parts[part];
    uint32_t from = span.first;
    for (const quotation *q = first_reopened(p, c, part); q; q = next_reopened(p, q + 1, span)) {
        if (q->open > from) {
            print_text(out, p, p->tokens[from].start, token_end(p, q->open - 1));
            buf_putc(out, ' ');
        }
        from = q->open + 1;
    }
    print_tokens(out, p, (token_span){from, span.end});
}

void content_print(buf *out, const page *p, const content *c)
{
    for (size_t i = 0; i < c->count; i++) {
        if (i)
            buf_putc(out, ' ');
        print_part(out, p, c, i);
    }
}

const char *tokens_text(arena *a, buf *work, const page *p, token_span span)
{
    uint32_t start = p->tokens[span.first].start, end = token_end(p, span.end - 1);
    const char *bytes = p->text.bytes + start;
    size_t len = end - start;
    if (!is_unbroken(bytes, len)) {
        buf_clear(work);
        print_text(work, p, start, end);
        bytes = work->bytes;
        len = work->len;
    }
    return arena_copy(a, bytes, len);
}

const char *content_text(arena *a, buf *work, const page *p, const content *c)
{
    if (c->count == 1 && !first_reopened(p, c, 0))
        return tokens_text(a, work, p, c->parts[0]);
    buf_clear(work);
    content_print(work, p, c);
    return arena_copy(a, work->bytes, work->len);
}
