// SPDX-License-Identifier: MIT
// example.c: see example.h.
#include "rules/example.h"
#include "base/vec.h"
#include "rules/names.h"

#include <string.h>

enum { EXAMPLE_DEPTH = 8 };

typedef struct reader {
    const tree_node *node;
    const char *text;
    size_t at;
    char *out;
    size_t len;
    VEC(example_span) spans; // in the order of their opening braces
    size_t open[EXAMPLE_DEPTH], open_at[EXAMPLE_DEPTH];
    size_t depth;
    arena *arena;
    quoth_error *errors;
} reader;

static bool fail(const reader *r, size_t at, const char *message)
{
    error_at(r->errors, tree_place(r->node, at), "%s", message);
    return false;
}

// `{cue: `, the cursor is on the brace.
static bool open_capture(reader *r)
{
    size_t brace = r->at++, start = r->at;
    while (r->text[r->at] && !strchr(":{} \n", r->text[r->at]))
        r->at++;
    if (r->text[r->at] != ':')
        return fail(r, brace, "a brace begins a capture, as {cue: said}; a literal brace is written {{");
    const char *name = arena_copy(r->arena, r->text + start, r->at - start);
    int capture = capture_of(name);
    if (capture == CAPTURE_NONE) {
        error_unknown_capture(r->errors, tree_place(r->node, start), name);
        return false;
    }
    if (r->depth == EXAMPLE_DEPTH)
        return fail(r, brace, "captures are nested too deeply");
    r->at++;
    while (r->text[r->at] == ' ')
        r->at++;
    r->open_at[r->depth] = brace;
    r->open[r->depth++] = r->spans.len;
    example_span span = {(int8_t)capture, (uint32_t)r->len, (uint32_t)r->len};
    vec_push(r->arena, &r->spans, span);
    return true;
}

static bool close_capture(reader *r)
{
    if (!r->depth)
        return fail(r, r->at, "this brace closes nothing; a literal brace is written }}");
    r->at++;
    example_span *span = &r->spans.items[r->open[--r->depth]];
    span->end = (uint32_t)r->len;
    return span->start < span->end || fail(r, r->open_at[r->depth], "the capture is empty");
}

static bool take(reader *r)
{
    char c = r->text[r->at], next = c ? r->text[r->at + 1] : 0;
    if ((c == '{' || (c == '}' && r->depth < 2)) && next == c) {
        r->out[r->len++] = c;
        r->at += 2;
        return true;
    }
    if (c == '{')
        return open_capture(r);
    if (c == '}')
        return close_capture(r);
    r->out[r->len++] = c;
    r->at++;
    return true;
}

bool example_read(example *out, arena *a, const tree_node *node, example_kind kind, quoth_error *e)
{
    if (node->kind != TREE_SCALAR) {
        error_at(e, node->where, "an example is one line of text; put it in quotes");
        return false;
    }
    reader r = {.node = node, .text = node->text, .arena = a, .errors = e};
    if (!node->len)
        return fail(&r, 0, "the example is empty");
    if (node->len > INT32_MAX)
        return fail(&r, 0, "the example is too long");
    r.out = arena_alloc(a, node->len + 1);
    while (r.text[r.at])
        if (!take(&r))
            return false;
    if (r.depth)
        return fail(&r, r.open_at[r.depth - 1], "this brace is never closed");
    *out = (example){.kind = kind,
                     .text = r.out,
                     .len = r.len,
                     .spans = r.spans.items,
                     .span_count = r.spans.len,
                     .where = node->where};
    return true;
}
