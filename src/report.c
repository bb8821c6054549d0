// SPDX-License-Identifier: MIT
// report.c: see report.h. Lays out; knows nothing of who won.
#include "report.h"

#include <stdlib.h>
#include <string.h>

enum { AROUND = 3, ITEM_COLUMNS = 30, STEP_COLUMNS = 34, SENTENCE_POINTS = 110 };

void report_flush(report *r)
{
    if (!r->stopped && r->out.len && !r->write(r->context, r->out.bytes, r->out.len))
        r->stopped = true;
    buf_clear(&r->out);
}

static const uint64_t *bits_at(const report *r, uint32_t i)
{
    return vocab_class_bits(r->analyser->vocab, r->items.items[i].class_id);
}

bool report_item_is(const report *r, uint32_t i, predicate_id id) { return bits_has(bits_at(r, i), id); }

// ---- words for steps and items ----

static void pad(buf *out, size_t from, size_t columns)
{
    for (size_t used = utf8_columns(out->bytes + from, out->len - from); used < columns; used++)
        buf_putc(out, ' ');
}

static void put_cut(buf *out, const char *text, size_t most)
{
    size_t len = strlen(text);
    if (len <= most) {
        buf_puts(out, text);
        return;
    }
    for (len = most - 3; len && ((unsigned char)text[len] & 0xC0) == 0x80;)
        len--;
    buf_put(out, text, len);
    buf_puts(out, "...");
}

// `speaker: person or organisation`
void report_position(report *r, uint32_t position, size_t most)
{
    const program *p = &r->program->match;
    buf text = {0};
    buf_clear(&text);
    for (uint16_t c = p->captures[position]; c; c &= (uint16_t)(c - 1))
        buf_printf(&text, "%s: ", capture_name(__builtin_ctz(c)));
    buf_puts(&text, r->set->tests[p->test[position]].text);
    put_cut(&r->out, text.bytes, most);
    buf_free(&text);
}

void report_item(report *r, uint32_t i, size_t most)
{
    const item *it = &r->items.items[i];
    const page *p = &r->done.page;
    if (it->first < it->end) {
        const token *last = &p->tokens[it->end - 1];
        excerpt_print(&r->out, p, p->tokens[it->first].start, last->start + last->len, most);
        return;
    }
    for (predicate_id id = 0; id < PREDICATE_BUILTIN_COUNT; id++)
        if (report_item_is(r, i, id)) {
            buf_printf(&r->out, "<%s>", predicates_name(r->set->predicates, id));
            return;
        }
}

// Kinds, and what the rule asks for; of an item that failed (`all`) every list and shape of letters.
static bool is_told(const report *r, predicate_id id, bool all)
{
    if (bits_has(r->asked, id) || bits_has(r->matcher->kinds, id))
        return true;
    predicate_kind kind = predicates_kind(r->set->predicates, id);
    return all && (kind == PREDICATE_LIST ||
                   (kind == PREDICATE_BUILTIN && id != PREDICATE_WORD && id != PREDICATE_PHRASE_START));
}

static void put_kinds(report *r, uint32_t i, bool all)
{
    bool any = false;
    for (predicate_id id = 0; id < predicates_count(r->set->predicates); id++)
        if (report_item_is(r, i, id) && is_told(r, id, all)) {
            buf_printf(&r->out, "%s%s", any ? ", " : "", predicates_name(r->set->predicates, id));
            any = true;
        }
    if (!any && all)
        buf_puts(&r->out, "in no list");
}

static void ask(report *r, const step_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const step *s = &list->steps[i];
        const test *t = s->kind == STEP_TEST ? &r->set->tests[s->test] : NULL;
        for (size_t w = 0; t && w < r->words; w++)
            r->asked[w] |= (t->wanted ? t->wanted[w] : 0) | (t->refused ? t->refused[w] : 0);
        for (size_t b = 0; b < s->branch_count; b++)
            ask(r, &s->branches[b]);
    }
}

// ---- the head ----

static void put_steps(report *r, const char *key, const step_list *list, size_t anchor)
{
    for (size_t i = 0; i < list->count; i++) {
        buf_printf(&r->out, "  %-14s%s ", i ? "" : key, i == anchor ? ">" : " ");
        const step *s = &list->steps[i];
        if (s->kind != STEP_EITHER)
            put_cut(&r->out, s->text, 90);
        for (size_t b = 0; s->kind == STEP_EITHER && b < s->branch_count; b++) {
            buf_puts(&r->out, b ? " | " : "either ");
            for (size_t k = 0; k < s->branches[b].count; k++) {
                buf_puts(&r->out, k ? ", " : "");
                put_cut(&r->out, s->branches[b].steps[k].text, 40);
            }
            buf_puts(&r->out, s->branches[b].count ? "" : "nothing");
        }
        buf_putc(&r->out, '\n');
    }
}

void report_head(report *r)
{
    const rule *rule = r->rule;
    buf_printf(&r->out, "%s/%s", r->set->stages[rule->stage].name, rule->name);
    if (rule->where.file)
        buf_printf(&r->out, "  (%s:%u)", rule->where.file->name, (unsigned)rule->where.line);
    buf_printf(&r->out, "\n%s%s\n", rule->about ? rule->about : "", rule->about ? "\n" : "");
    put_steps(r, "match", &rule->match, rule->anchor);
    put_steps(r, "unless-before", &rule->unless_before, SIZE_MAX);
    put_steps(r, "unless-after", &rule->unless_after, SIZE_MAX);
    buf_putc(&r->out, '\n');
}

// ---- one anchor: the table ----

// Items [low, high) of the sentence around the trace, or those nearest to it.
static void find_window(const report *r, const trace *t, uint32_t *low, uint32_t *high)
{
    *low = t->first;
    *high = t->end;
    while (*low > 0 && t->first - *low < AROUND && !report_item_is(r, *low - 1, PREDICATE_SENTENCE_END) &&
           !report_item_is(r, *low - 1, PREDICATE_PARAGRAPH_END))
        --*low;
    while (*high < r->items.len && *high - t->end < AROUND && !report_item_is(r, *high - 1, PREDICATE_SENTENCE_END))
        ++*high;
    if (t->wanted_left && *low == t->first && *low > 0)
        --*low;
    if (t->wanted_right && *high == t->end && *high < r->items.len)
        ++*high;
}

// Edges that no step took only clutter.
static bool is_clutter(const report *r, uint32_t i) { return r->items.items[i].first == r->items.items[i].end; }

static void put_row(report *r, const trace *t, uint32_t i)
{
    bool taken = i >= t->first && i < t->end;
    bool failed = (t->wanted_left && i + 1 == t->first) || (t->wanted_right && i == t->end);
    if (!taken && !failed && is_clutter(r, i))
        return;
    buf_printf(&r->out, "    %s ", i == t->at ? ">" : failed ? "x" : " ");
    size_t from = r->out.len;
    report_item(r, i, ITEM_COLUMNS - 8);
    pad(&r->out, from, ITEM_COLUMNS);
    buf_putc(&r->out, ' ');
    from = r->out.len;
    if (taken)
        report_position(r, t->path[i - t->first], STEP_COLUMNS);
    pad(&r->out, from, STEP_COLUMNS);
    buf_putc(&r->out, ' ');
    put_kinds(r, i, false);
    while (r->out.len && r->out.bytes[r->out.len - 1] == ' ')
        r->out.bytes[--r->out.len] = 0;
    buf_putc(&r->out, '\n');
}

static void put_refused(report *r, const test *t, uint32_t i)
{
    const char *before = ", but it is ";
    for (predicate_id id = 0; id < predicates_count(r->set->predicates); id++)
        if (bits_has(t->refused, id) && report_item_is(r, i, id)) {
            buf_printf(&r->out, "%s%s", before, predicates_name(r->set->predicates, id));
            before = " and ";
        }
}

// One line for each step that would have to take the item; a step that is written or unrolled twice is told once.
static void put_wanted(report *r, uint64_t wanted, uint32_t i)
{
    const program *p = &r->program->match;
    for (uint64_t rest = wanted; rest; rest &= rest - 1) {
        uint32_t position = (uint32_t)__builtin_ctzll(rest);
        bool told = false;
        for (uint64_t before = wanted & ((UINT64_C(1) << position) - 1); before; before &= before - 1) {
            uint32_t other = (uint32_t)__builtin_ctzll(before);
            told |= p->test[other] == p->test[position] && p->captures[other] == p->captures[position];
        }
        if (told)
            continue;
        const test *t = &r->set->tests[p->test[position]];
        buf_puts(&r->out, "        ");
        report_position(r, position, 90);
        trace_lack lack = i < r->items.len ? trace_why(t, bits_at(r, i), r->words) : LACK_WANTED;
        if (lack == LACK_REFUSED)
            put_refused(r, t, i);
        else if (lack == LACK_EDGE)
            buf_puts(&r->out, ", but never beyond the end of a sentence, block or clause");
        buf_putc(&r->out, '\n');
    }
}

// `at` is the item that a side stopped at; behind the last one (or before the first one) there is none.
static void put_stop(report *r, const trace *t, uint64_t wanted, bool left)
{
    if (!wanted)
        return;
    bool none = left ? t->first == 0 : t->end >= r->items.len;
    uint32_t i = none ? UINT32_MAX : left ? t->first - 1 : t->end;
    if (t->end - t->at >= MATCH_LONGEST || t->at - t->first >= MATCH_LONGEST - 1)
        buf_printf(&r->out, "    a match may take at most %d items to each side of its anchor\n", MATCH_LONGEST);
    buf_printf(&r->out, "    %s: ", left ? "left" : "right");
    if (none) {
        buf_printf(&r->out, "the text %s here; the rule wants\n", left ? "begins" : "ends");
    } else {
        buf_puts(&r->out, "`");
        report_item(r, i, 40);
        buf_puts(&r->out, "` (");
        put_kinds(r, i, true);
        buf_puts(&r->out, ") does not fit; the rule wants\n");
    }
    put_wanted(r, wanted, i);
}

void report_trace(report *r, const trace *t)
{
    uint32_t low, high;
    find_window(r, t, &low, &high);
    for (uint32_t i = low; i < high; i++)
        put_row(r, t, i);
    put_stop(r, t, t->wanted_left, true);
    put_stop(r, t, t->wanted_right, false);
}

// "line 3: the sentence"
void report_place(report *r, uint32_t start, uint32_t end)
{
    for (; r->at < start; r->at++)
        r->line += r->done.page.text.bytes[r->at] == '\n';
    buf_printf(&r->out, "line %u: ", (unsigned)r->line);
    excerpt_print(&r->out, &r->done.page, start, end, SENTENCE_POINTS);
    buf_putc(&r->out, '\n');
}

void report_ask(report *r)
{
    r->words = predicates_words(r->set->predicates);
    r->asked = ARENA_ARRAY(r->analyser->arena, uint64_t, r->words);
    ask(r, &r->rule->match);
    ask(r, &r->rule->unless_before);
    ask(r, &r->rule->unless_after);
}
