// SPDX-License-Identifier: MIT
// finding.c: see finding.h. Decides nothing: it only brings what the stages decided into one form.
#include "finding.h"

#include <stdlib.h>
#include <string.h>

// As in quoth.c: what a thread keeps between texts.
enum { KEEP_TYPES = 400000, KEEP_CLASSES = 20000, KEEP_BYTES = 16 << 20, SPAN_POINTS = 70 };

void finding_analyse(quoth_analyser *r, size_t stage, bool through, analysis_mode mode, const char *text, size_t len,
                     analysis *out)
{
    const rule_set *set = r->rules->set;
    *out = (analysis){0};
    arena_reset(r->arena, KEEP_BYTES);
    matcher_trim(r->matcher, KEEP_TYPES, KEEP_CLASSES);
    analysis_read(r, text, len < INT32_MAX ? len : INT32_MAX, mode, out);
    if (set->stages[stage].does == STAGE_BLOCKS)
        return;
    bool attributes = set->stages[stage].does == STAGE_ATTRIBUTES;
    analysis_fold(r, out, attributes ? set->stage_count : stage + through);
    if (attributes)
        analysis_attribute(r, out);
}

static void add_span(finding *f, int capture, uint32_t start, uint32_t end)
{
    if (f->count < FINDING_SPANS)
        f->spans[f->count++] = (example_span){(int8_t)capture, start, end};
}

// Nothing for an empty range of tokens.
static void add_tokens(finding *f, int capture, const page *p, uint32_t first, uint32_t end)
{
    if (first < end)
        add_span(f, capture, p->tokens[first].start, p->tokens[end - 1].start + p->tokens[end - 1].len);
}

static finding of_attribution(const attribution *a, const page *p)
{
    finding f = {.rule = a->rule};
    for (size_t i = 0; i < a->content_count; i++)
        if (a->content_rule[i] == a->rule)
            add_tokens(&f, CAPTURE_CONTENT, p, a->content[i].first, a->content[i].end);
    add_tokens(&f, CAPTURE_CUE, p, a->cue.first, a->cue.end);
    add_tokens(&f, CAPTURE_SPEAKER, p, a->source.first, a->source.end);
    add_tokens(&f, CAPTURE_LISTENER, p, a->listener.first, a->listener.end);
    return f;
}

// A span that another rule joined to the row is a finding of that rule.
static void add_rows(arena *a, finding_list *out, const attribution *row, const page *p)
{
    vec_push(a, out, of_attribution(row, p));
    for (size_t i = 0; i < row->content_count; i++) {
        finding f = {.rule = row->content_rule[i]};
        add_tokens(&f, CAPTURE_CONTENT, p, row->content[i].first, row->content[i].end);
        if (f.rule != row->rule)
            vec_push(a, out, f);
    }
}

static finding of_node(const node *n, const rule *r, const page *p)
{
    finding f = {.rule = r};
    add_tokens(&f, CAPTURE_ITEM, p, n->first, n->end);
    for (int c = 0; c < CAPTURE_COUNT; c++) {
        const node_capture *s = node_captured(n, (capture_id)c);
        if (s)
            add_tokens(&f, c, p, s->first, s->end);
    }
    return f;
}

static const rule *block_rule(const rule_set *set, const block *b)
{
    for (size_t i = 0; b->rule && i < set->rule_count; i++)
        if (strcmp(set->rules[i].name, b->rule) == 0)
            return &set->rules[i];
    return NULL;
}

finding_list findings_of(arena *a, const rule_set *set, stage_does does, const analysis *done)
{
    finding_list out = {0};
    const page *p = &done->page;
    if (does == STAGE_ATTRIBUTES)
        for (size_t i = 0; i < done->attributions.len; i++)
            add_rows(a, &out, &done->attributions.items[i], p);
    if (does == STAGE_FOLDS)
        for (size_t i = 0; i < done->nodes.len; i++)
            if (done->nodes.items[i].rule < set->rule_count)
                vec_push(a, &out, of_node(&done->nodes.items[i], &set->rules[done->nodes.items[i].rule], p));
    for (size_t i = 0; does == STAGE_BLOCKS && i < p->block_count; i++) {
        finding f = {.rule = block_rule(set, &p->blocks[i])};
        add_span(&f, CAPTURE_ITEM, p->blocks[i].start, p->blocks[i].end);
        vec_push(a, &out, f);
    }
    return out;
}

static void add_capture(finding *f, int capture, const capture_set *captures, const item_list *items, const page *p,
                        bool all)
{
    for (size_t i = 0; i < captures->count; i++) {
        const capture_span *s = &captures->spans[i];
        if (s->capture != capture)
            continue;
        add_tokens(f, capture, p, items->items[s->first].first, items->items[s->end - 1].end);
        if (!all)
            return;
    }
}

finding finding_of_match(const rule *r, stage_does does, const capture_set *captures, uint32_t first, uint32_t end,
                         const item_list *items, const page *p)
{
    static const int of_row[] = {CAPTURE_CONTENT, CAPTURE_CUE, CAPTURE_SPEAKER, CAPTURE_LISTENER};
    finding f = {.rule = r};
    if (does == STAGE_ATTRIBUTES) {
        for (size_t i = 0; i < sizeof of_row / sizeof *of_row; i++)
            add_capture(&f, of_row[i], captures, items, p, of_row[i] == CAPTURE_CONTENT);
        return f;
    }
    add_capture(&f, CAPTURE_ITEM, captures, items, p, false);
    if (!f.count)
        add_tokens(&f, CAPTURE_ITEM, p, items->items[first].first, items->items[end - 1].end);
    for (int c = 0; c < CAPTURE_COUNT; c++)
        if (c != CAPTURE_ITEM)
            add_capture(&f, c, captures, items, p, false);
    return f;
}

bool finding_equals(const finding *a, const finding *b)
{
    if (a->rule != b->rule || a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->spans[i].capture != b->spans[i].capture || a->spans[i].start != b->spans[i].start ||
            a->spans[i].end != b->spans[i].end)
            return false;
    return true;
}

// ---- printing ----

static void put_clean(buf *out, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        buf_putc(out, (unsigned char)bytes[i] < ' ' || bytes[i] == 0x7F ? ' ' : bytes[i]);
}

// Start of the code point `count` code points away from `at`, inside [low, high].
static size_t step_forward(const char *bytes, size_t at, size_t high, size_t count)
{
    for (; count && at < high; count--)
        for (at++; at < high && ((unsigned char)bytes[at] & 0xC0) == 0x80;)
            at++;
    return at;
}

static size_t step_back(const char *bytes, size_t at, size_t low, size_t count)
{
    for (; count && at > low; count--)
        for (at--; at > low && ((unsigned char)bytes[at] & 0xC0) == 0x80;)
            at--;
    return at;
}

void excerpt_print(buf *out, const page *p, uint32_t start, uint32_t end, size_t most)
{
    const char *bytes = p->text.bytes;
    size_t left = step_forward(bytes, start, end, most * 2 / 3), right = step_back(bytes, end, left, most / 3);
    if (right <= left + 8) { // nothing to gain from leaving so little out
        put_clean(out, bytes + start, end - start);
        return;
    }
    put_clean(out, bytes + start, left - start);
    buf_puts(out, " [...] ");
    put_clean(out, bytes + right, end - right);
}

void span_print(buf *out, const example_span *s, const page *p)
{
    buf_printf(out, "{%s: ", capture_name(s->capture));
    excerpt_print(out, p, s->start, s->end, SPAN_POINTS);
    buf_putc(out, '}');
}

void finding_print(buf *out, const finding *f, const page *p)
{
    for (size_t i = 0; i < f->count; i++) {
        if (i)
            buf_putc(out, ' ');
        span_print(out, &f->spans[i], p);
    }
}

// ---- names ----

const rule *rule_named(const rule_set *set, const char *name, quoth_error *e)
{
    const char *slash = strrchr(name, '/'), *last = slash ? slash + 1 : name;
    for (size_t i = 0; i < set->rule_count; i++)
        if (strcmp(set->rules[i].name, last) == 0)
            return &set->rules[i];
    const char **names = memory_resize(NULL, (set->rule_count + 1) * sizeof *names);
    for (size_t i = 0; i < set->rule_count; i++)
        names[i] = set->rules[i].name;
    const char *near = suggest(last, names, set->rule_count);
    free(names);
    if (near)
        error_add(e, "there is no rule `%s`; did you mean `%s`?", name, near);
    else
        error_add(e, "there is no rule `%s` (`quoth rules list` shows all)", name);
    return NULL;
}
