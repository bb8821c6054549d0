// SPDX-License-Identifier: MIT
// dump.c: quoth_rules_list and quoth_rules_dump: what the rules are, for people who write them and for those who
// doubt the compiler of them (match/program.c). Reads no text.
#include "finding.h"

#include <stdlib.h>
#include <string.h>

enum { TEST_BYTES = 100 };

typedef struct sink {
    buf out;
    quoth_write write;
    void *context;
    bool stopped;
} sink;

static void flush(sink *s)
{
    if (!s->stopped && s->out.len && !s->write(s->context, s->out.bytes, s->out.len))
        s->stopped = true;
    buf_clear(&s->out);
}

static int widest(int least, const char *text)
{
    size_t columns = utf8_columns(text, strlen(text));
    return columns > (size_t)least ? (int)columns : least;
}

// ---- list ----

static size_t count_examples(const rule *r, example_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < r->example_count; i++)
        n += r->examples[i].kind == kind;
    return n;
}

static void list_rule(sink *s, const rule_set *set, const rule *r, int stage_width, int name_width)
{
    buf_printf(&s->out, "%-*s  %-*s  %5zu  %7zu  %5zu  ", stage_width, set->stages[r->stage].name, name_width, r->name,
               count_examples(r, EXAMPLE_FINDS), count_examples(r, EXAMPLE_IGNORES), count_examples(r, EXAMPLE_WANTS));
    for (const char *c = r->about ? r->about : ""; *c; c++)
        buf_putc(&s->out, *c == '\n' ? ' ' : *c);
    while (s->out.len && s->out.bytes[s->out.len - 1] == ' ')
        s->out.bytes[--s->out.len] = 0;
    buf_putc(&s->out, '\n');
    flush(s);
}

quoth_status quoth_rules_list(const quoth_rules *rules, quoth_write write, void *context)
{
    quoth_rules *whole = NULL;
    quoth_status status = rules_load_whole(&whole, rules, NULL);
    if (status != QUOTH_OK)
        return status;
    sink s = {.write = write, .context = context};
    const rule_set *set = whole->set;
    int stage_width = widest(0, "stage"), name_width = widest(0, "rule");
    for (size_t i = 0; i < set->rule_count; i++) {
        stage_width = widest(stage_width, set->stages[set->rules[i].stage].name);
        name_width = widest(name_width, set->rules[i].name);
    }
    buf_printf(&s.out, "%-*s  %-*s  finds  ignores  wants  about\n", stage_width, "stage", name_width, "rule");
    for (size_t k = 0; k < set->stage_count; k++)
        for (size_t i = 0; i < set->stages[k].rule_count; i++)
            list_rule(&s, set, &set->rules[set->stages[k].rules[i]], stage_width, name_width);
    flush(&s);
    buf_free(&s.out);
    quoth_rules_free(whole);
    return s.stopped ? QUOTH_E_STOPPED : QUOTH_OK;
}

// ---- dump ----

// Positions of a set, runs shortened: `0 2-5`; `-` for none.
static void put_set(buf *out, uint64_t set)
{
    const char *before = "";
    if (!set)
        buf_putc(out, '-');
    for (unsigned i = 0; i < PROGRAM_POSITIONS; i++) {
        if (!(set >> i & 1))
            continue;
        unsigned end = i;
        while (end + 1 < PROGRAM_POSITIONS && set >> (end + 1) & 1)
            end++;
        if (end > i + 1)
            buf_printf(out, "%s%u-%u", before, i, end);
        else
            buf_printf(out, end > i ? "%s%u %u" : "%s%u", before, i, end);
        before = " ";
        i = end;
    }
}

static void put_column(buf *out, size_t from, size_t columns)
{
    for (size_t used = out->len - from; used < columns; used++)
        buf_putc(out, ' ');
    buf_puts(out, "  ");
}

static void put_test(buf *out, const test *t)
{
    size_t len = strlen(t->text);
    if (len > TEST_BYTES) {
        for (len = TEST_BYTES; len && ((unsigned char)t->text[len] & 0xC0) == 0x80;)
            len--;
        buf_put(out, t->text, len);
        buf_puts(out, " ...");
    } else {
        buf_puts(out, t->text);
    }
    if (t->loop)
        buf_puts(out, " (repeats)");
}

static void put_captures(buf *out, uint16_t captures)
{
    const char *before = "";
    if (!captures)
        buf_putc(out, '-');
    for (; captures; captures &= (uint16_t)(captures - 1)) {
        buf_printf(out, "%s%s", before, capture_name(__builtin_ctz(captures)));
        before = " ";
    }
}

// > 3  cue         4-6       0 1       test
static void put_positions(buf *out, const rule_set *set, const program *p, bool anchored)
{
    buf_puts(out, "    position  capture     follow        before        test\n");
    for (uint32_t i = 0; i < p->count; i++) {
        buf_printf(out, "    %c %6u  ", anchored && i == p->anchor ? '>' : ' ', (unsigned)i);
        size_t from = out->len;
        put_captures(out, p->captures[i]);
        put_column(out, from, 10);
        from = out->len;
        put_set(out, p->follow[i]);
        put_column(out, from, 12);
        from = out->len;
        put_set(out, p->before[i]);
        put_column(out, from, 12);
        put_test(out, &set->tests[p->test[i]]);
        buf_putc(out, '\n');
    }
}

static void put_program(buf *out, const rule_set *set, const char *key, const program *p, bool anchored)
{
    if (!p)
        return;
    buf_printf(out, "  %s: %u of %d positions, column %u of the class table; first ", key, (unsigned)p->count,
               PROGRAM_POSITIONS, (unsigned)p->index);
    put_set(out, p->first);
    buf_puts(out, "; last ");
    put_set(out, p->last);
    if (anchored)
        buf_printf(out, "; anchor %u", (unsigned)p->anchor);
    buf_putc(out, '\n');
    put_positions(out, set, p, anchored);
}

static void put_gives(buf *out, const rule_set *set, const rule *r)
{
    static const char *const types[] = {"none", "direct", "mixed", "indirect"};
    static const char *const from[] = {NULL, "previous", "next", "nobody"};
    static const char *const within[] = {"sentence", "paragraph", "article"};
    const gives *g = &r->gives;
    stage_does does = set->stages[r->stage].does;
    if (does == STAGE_BLOCKS)
        buf_printf(out, "  gives block: %s%s", block_kind_name((block_kind)g->block),
                   g->through_end ? ", through: end" : "");
    else if (does == STAGE_FOLDS)
        buf_printf(out, "  gives item: %s", predicates_name(set->predicates, g->item));
    else
        buf_printf(out, "  gives type: %s", types[g->type]);
    if (does == STAGE_ATTRIBUTES && from[g->speaker])
        buf_printf(out, ", speaker: %s", from[g->speaker]);
    buf_printf(out, "; within: %s", within[r->within]);
    for (size_t i = 0; i < r->beats_count; i++)
        buf_printf(out, "%s%s", i ? ", " : "; beats: ", set->rules[r->beats[i]].name);
    buf_putc(out, '\n');
}

static void put_where(buf *out, const block_where *w)
{
    buf_puts(out, "  where zone:");
    buf_puts(out, !w->zones ? " any" : "");
    buf_puts(out, w->zones & ZONE_HEAD ? " head" : "");
    buf_puts(out, w->zones & ZONE_BODY ? " body" : "");
    buf_puts(out, w->zones & ZONE_TAIL ? " tail" : "");
    buf_printf(out, "; words: %u-%u", (unsigned)w->least_words, (unsigned)w->most_words);
    if (w->ends_sentence >= 0)
        buf_printf(out, "; ends-sentence: %s", w->ends_sentence ? "yes" : "no");
    for (int k = 0; k < BLOCK_KIND_COUNT; k++)
        if (w->seen[k] >= 0)
            buf_printf(out, "; seen %s: %s", block_kind_name((block_kind)k), w->seen[k] ? "yes" : "no");
    for (int k = 0; k < BLOCK_KIND_COUNT; k++)
        if (w->after >> k & 1)
            buf_printf(out, "; after: %s", block_kind_name((block_kind)k));
    buf_putc(out, '\n');
}

static void dump_rule(sink *s, const rule_set *set, const program_set *programs, const rule *r)
{
    const rule_program *p = &programs->programs[r - set->rules];
    buf_printf(&s->out, "%s/%s", set->stages[r->stage].name, r->name);
    if (r->where.file)
        buf_printf(&s->out, "  (%s:%u)", r->where.file->name, (unsigned)r->where.line);
    buf_putc(&s->out, '\n');
    put_gives(&s->out, set, r);
    if (set->stages[r->stage].does == STAGE_BLOCKS)
        put_where(&s->out, &r->block);
    put_program(&s->out, set, "match", &p->match, true);
    put_program(&s->out, set, "unless-before", p->unless_before, false);
    put_program(&s->out, set, "unless-after", p->unless_after, false);
    buf_putc(&s->out, '\n');
    flush(s);
}

quoth_status quoth_rules_dump(const quoth_rules *rules, const char *name, quoth_write write, void *context,
                              quoth_error *error)
{
    sink s = {.write = write, .context = context};
    const rule *only = NULL;
    if (name && !(only = rule_named(rules->set, name, error)))
        return QUOTH_E_OPTION;
    for (size_t i = 0; i < rules->set->rule_count && !s.stopped; i++)
        if (!only || only == &rules->set->rules[i])
            dump_rule(&s, rules->set, rules->programs, &rules->set->rules[i]);
    buf_free(&s.out);
    return s.stopped ? QUOTH_E_STOPPED : QUOTH_OK;
}
