// SPDX-License-Identifier: MIT
// explain_text.c: the layout of explanations: paragraphs that fit the terminal, excerpts, line numbers. Knows nothing
// of rules and speakers.
#include "explain_row.h"
#include "finding.h"
#include "table/wrap.h"

#include <string.h>

enum { EXCERPT_POINTS = 90, NARROWEST_TEXT = 20, LINES_KEPT = 1 << 16 };

void explain_lines(explanation *e)
{
    const decoded *text = &e->done.page.text;
    VEC(uint32_t) lines = {0};
    arena *a = e->analyser->arena;
    vec_push(a, &lines, 0);
    for (const char *at = text->bytes, *end = at + text->len; (at = memchr(at, '\n', (size_t)(end - at))) != NULL;) {
        at++;
        vec_push(a, &lines, (uint32_t)(at - text->bytes));
    }
    e->lines = lines.items;
    e->line_count = lines.len;
}

unsigned explain_line(const explanation *e, uint32_t token)
{
    uint32_t byte = e->done.page.tokens[token].start;
    size_t low = 0, high = e->line_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (e->lines[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return (unsigned)low + 1;
}

void tell_words(teller *t, token_span words)
{
    const page *p = &t->e->done.page;
    const token *first = &p->tokens[words.first], *last = &p->tokens[words.end - 1];
    bool marked = (first->flags & TOKEN_OPENS) && (last->flags & TOKEN_CLOSES);
    buf_puts(&t->text, marked ? "" : "“");
    excerpt_print(&t->text, p, first->start, last->start + last->len, EXCERPT_POINTS);
    buf_puts(&t->text, marked ? "" : "”");
}

static void put_spaces(buf *out, size_t count)
{
    while (count--)
        buf_putc(out, ' ');
}

static void hand_over(teller *t)
{
    if (!t->stopped && t->out.len && !t->write(t->context, t->out.bytes, t->out.len))
        t->stopped = true;
    buf_clear(&t->out);
}

void tell_end(teller *t, size_t first, size_t others)
{
    text_lines lines = {0};
    size_t len, room = t->width > others + NARROWEST_TEXT ? t->width - others : NARROWEST_TEXT;
    put_spaces(&t->out, first);
    char *text = text_harmless(t->lines, t->text.bytes, t->text.len, &len);
    text_wrap(t->lines, &lines, text, len, room, false);
    for (size_t i = 0; i < lines.len; i++) {
        put_spaces(&t->out, i ? others : 0);
        buf_put(&t->out, lines.items[i].bytes, lines.items[i].len);
        buf_putc(&t->out, '\n');
    }
    buf_clear(&t->text);
}

void tell_blank(teller *t)
{
    buf_putc(&t->out, '\n');
    hand_over(t);
    arena_reset(t->lines, LINES_KEPT);
}
