// SPDX-License-Identifier: MIT
// examples.c: quoth_rules_test. Comes in: rules with their examples. Goes out: counts, and a message with its place
// for each example that does not hold. Examples run through the same pipeline as articles; nothing is matched here.
#include "finding.h"

#include <stdlib.h>
#include <string.h>

enum { SHOWN = 6 }; // findings that a message lists

typedef struct session {
    quoth_rules *rules; // a copy of its own, with the examples
    quoth_analyser *analyser;
    quoth_rules_result *result;
    quoth_error *error;
} session;

typedef struct outcome {
    analysis done;
    finding_list all; // what any rule of this kind of stage found
    size_t own;       // how many of them are the rule's
    bool passed;      // as `finds`: a finding of the rule has exactly the captures written
} outcome;

static stage_does does_of(const session *s, const rule *r) { return s->rules->set->stages[r->stage].does; }

// ---- does a finding have the captures that an example writes? ----

// Spaces inside the braces do not count.
static example_span trimmed(const example *x, size_t i)
{
    example_span s = x->spans[i];
    while (s.start < s.end && strchr(" \n\t", x->text[s.start]))
        s.start++;
    while (s.end > s.start && strchr(" \n\t", x->text[s.end - 1]))
        s.end--;
    return s;
}

static bool same(const example_span *a, const example_span *b)
{
    return a->capture == b->capture && a->start == b->start && a->end == b->end;
}

static bool has_span(const finding *f, const example_span *s)
{
    for (size_t i = 0; i < f->count; i++)
        if (same(&f->spans[i], s))
            return true;
    return false;
}

// A row: every written span is there, and of each capture that is written no further one.
static bool row_is_as_written(const finding *f, const example *x)
{
    size_t more[CAPTURE_COUNT] = {0};
    for (size_t i = 0; i < f->count; i++)
        more[f->spans[i].capture]++;
    bool written[CAPTURE_COUNT] = {false};
    for (size_t i = 0; i < x->span_count; i++) {
        example_span s = trimmed(x, i);
        if (!has_span(f, &s))
            return false;
        written[s.capture] = true;
        more[s.capture]--;
    }
    for (int c = 0; c < CAPTURE_COUNT; c++)
        if (written[c] && more[c])
            return false;
    return true;
}

// The item that the example writes around a span (itself for an item), or the span.
static example_span enclosing(const example *x, example_span s)
{
    for (size_t i = 0; i < x->span_count; i++) {
        example_span item = trimmed(x, i);
        if (item.capture == CAPTURE_ITEM && item.start <= s.start && s.end <= item.end)
            return item;
    }
    return s;
}

// Items: an example may write several; each span must be in a finding of the rule, the parts of an item in its own.
static bool items_are_as_written(const outcome *o, const rule *r, const example *x)
{
    for (size_t i = 0; i < x->span_count; i++) {
        example_span s = trimmed(x, i), item = enclosing(x, s);
        size_t k = 0;
        while (k < o->all.len &&
               !(o->all.items[k].rule == r && has_span(&o->all.items[k], &s) && has_span(&o->all.items[k], &item)))
            k++;
        if (k == o->all.len)
            return false;
    }
    return o->own > 0;
}

// Blocks: each written span must lie in a block of the rule.
static bool blocks_are_as_written(const outcome *o, const rule *r, const example *x)
{
    for (size_t i = 0; i < x->span_count; i++) {
        example_span s = trimmed(x, i);
        size_t k = 0;
        while (k < o->all.len && !(o->all.items[k].rule == r && o->all.items[k].spans[0].start <= s.start &&
                                   s.end <= o->all.items[k].spans[0].end))
            k++;
        if (k == o->all.len)
            return false;
    }
    return o->own > 0;
}

static bool rows_are_as_written(const outcome *o, const rule *r, const example *x)
{
    for (size_t i = 0; i < o->all.len; i++)
        if (o->all.items[i].rule == r && row_is_as_written(&o->all.items[i], x))
            return true;
    return false;
}

static outcome run(session *s, const rule *r, const example *x)
{
    outcome o = {0};
    stage_does does = does_of(s, r);
    analysis_mode mode = does == STAGE_BLOCKS ? ANALYSIS_PAGE : ANALYSIS_BODY;
    finding_analyse(s->analyser, r->stage, true, mode, x->text, x->len, &o.done);
    o.all = findings_of(s->analyser->arena, s->rules->set, does, &o.done);
    for (size_t i = 0; i < o.all.len; i++)
        o.own += o.all.items[i].rule == r;
    o.passed = does == STAGE_BLOCKS  ? blocks_are_as_written(&o, r, x)
               : does == STAGE_FOLDS ? items_are_as_written(&o, r, x)
                                     : rows_are_as_written(&o, r, x);
    return o;
}

// ---- messages ----

static void print_expected(buf *out, const outcome *o, const example *x)
{
    buf_puts(out, "\n  expected: ");
    if (!x->span_count)
        buf_puts(out, "anything");
    for (size_t i = 0; i < x->span_count; i++) {
        example_span s = trimmed(x, i);
        if (i)
            buf_putc(out, ' ');
        span_print(out, &s, &o->done.page);
    }
}

// Whether a finding helps to see what went wrong: rows and blocks always, items where they touch what was expected.
static bool is_of_interest(const finding *f, stage_does does, const rule *r, const example *x)
{
    if (does != STAGE_FOLDS || f->rule == r || !x->span_count)
        return does != STAGE_FOLDS || f->rule == r || f->rule->stage == r->stage;
    for (size_t i = 0; i < x->span_count; i++)
        if (f->spans[0].start < x->spans[i].end && x->spans[i].start < f->spans[0].end)
            return true;
    return false;
}

static void print_found(buf *out, const session *s, const outcome *o, const rule *r, const example *x)
{
    size_t shown = 0, more = 0;
    for (size_t i = 0; i < o->all.len; i++) {
        const finding *f = &o->all.items[i];
        if (!is_of_interest(f, does_of(s, r), r, x))
            continue;
        if (shown == SHOWN) {
            more++;
            continue;
        }
        const char *stage = f->rule ? s->rules->set->stages[f->rule->stage].name : NULL;
        buf_printf(out, "\n  %s ", shown++ ? "         " : "found:   ");
        finding_print(out, f, &o->done.page);
        buf_printf(out, "  by %s%s%s", stage ? stage : "no rule", stage ? "/" : "", stage ? f->rule->name : "");
    }
    if (more)
        buf_printf(out, "\n            and %zu more", more);
    if (!shown)
        buf_puts(out, "\n  found:    nothing");
}

// Does the rule match anywhere in the text, whoever wins there?
static bool matches_somewhere(session *s, const rule *r, const example *x)
{
    analysis done;
    finding_analyse(s->analyser, r->stage, false, ANALYSIS_BODY, x->text, x->len, &done);
    candidate_list found = {0};
    matcher *m = s->analyser->matcher;
    arena *a = s->analyser->arena;
    anchor_list anchors = anchors_find(m, a, UINT64_C(1) << r->stage, &done.items);
    stage_collect(m, a, r->stage, &done.items, &anchors, &found);
    for (size_t i = 0; i < found.len; i++)
        if (&s->rules->set->rules[found.items[i].rule] == r)
            return true;
    return false;
}

static void print_hint(buf *out, session *s, const rule *r, const example *x, size_t own)
{
    if (own || does_of(s, r) == STAGE_BLOCKS)
        return;
    buf_puts(out, matches_somewhere(s, r, x) ? "\n  the rule matches in this text, but others win"
                                             : "\n  the rule matches nowhere in this text");
}

static void report(session *s, const rule *r, const example *x, const outcome *o, const char *what)
{
    buf out = {0};
    buf_clear(&out);
    if (x->kind == EXAMPLE_FINDS)
        print_expected(&out, o, x);
    print_found(&out, s, o, r, x);
    if (x->kind == EXAMPLE_FINDS)
        print_hint(&out, s, r, x, o->own);
    error_at(s->error, x->where, "%s/%s: %s%s", s->rules->set->stages[r->stage].name, r->name, what, out.bytes);
    buf_free(&out);
}

// ---- examples and contexts ----

static void test_example(session *s, const rule *r, const example *x)
{
    quoth_rules_result *result = s->result;
    outcome o = run(s, r, x);
    if (x->kind == EXAMPLE_WANTS) {
        result->wants++;
        if (!o.passed)
            return;
        result->wants_passed++;
        result->failed++;
        error_at(s->error, x->where, "%s/%s: this `wants` line passes now: move it to `finds`",
                 s->rules->set->stages[r->stage].name, r->name);
        return;
    }
    result->examples++;
    if (x->kind == EXAMPLE_FINDS ? o.passed : o.own == 0)
        return;
    result->failed++;
    report(s, r, x, &o, x->kind == EXAMPLE_FINDS ? "this `finds` line does not hold" : "this `ignores` line is found");
}

static bool is_found(session *s, const rule *r, const example *x) { return run(s, r, x).own > 0; }

// Takes one context out of the program (the session's own copy) and looks for an `ignores` line that is now found.
static void test_context(session *s, const rule *r, program **context, const step_list *steps, const char *key)
{
    if (!*context)
        return;
    program *kept = *context;
    bool needed = false;
    for (size_t i = 0; !needed && i < r->example_count; i++) {
        const example *x = &r->examples[i];
        if (x->kind != EXAMPLE_IGNORES)
            continue;
        *context = NULL;
        needed = is_found(s, r, x);
        *context = kept;
        needed = needed && !is_found(s, r, x);
    }
    if (needed)
        return;
    s->result->failed++;
    error_at(s->error, steps->steps[0].where,
             "%s/%s: no `ignores` line needs this `%s`: add one that is found without it",
             s->rules->set->stages[r->stage].name, r->name, key);
}

static void test_rule(session *s, const rule *r)
{
    rule_program *p = &s->rules->programs->programs[r - s->rules->set->rules];
    s->result->rules++;
    for (size_t i = 0; i < r->example_count; i++)
        test_example(s, r, &r->examples[i]);
    test_context(s, r, &p->unless_before, &r->unless_before, "unless-before");
    test_context(s, r, &p->unless_after, &r->unless_after, "unless-after");
}

quoth_status quoth_rules_test(const quoth_rules *rules, const char *name, quoth_rules_result *result,
                              quoth_error *error)
{
    quoth_rules_result own;
    session s = {.result = result ? result : &own, .error = error};
    *s.result = (quoth_rules_result){0};
    const rule *only = NULL;
    quoth_status status = rules_load_whole(&s.rules, rules, error);
    if (status != QUOTH_OK)
        return status;
    if (name && !(only = rule_named(s.rules->set, name, error))) {
        status = QUOTH_E_OPTION;
        goto done;
    }
    s.analyser = quoth_analyser_new(s.rules);
    for (size_t i = 0; i < s.rules->set->rule_count; i++)
        if (!only || only == &s.rules->set->rules[i])
            test_rule(&s, &s.rules->set->rules[i]);
done:
    quoth_analyser_free(s.analyser);
    quoth_rules_free(s.rules);
    return status;
}
