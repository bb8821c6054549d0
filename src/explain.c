// SPDX-License-Identifier: MIT
// explain.c: quoth_rules_explain. Comes in: a rule and a text. Goes out: for each anchor of the rule in the text the
// items around it, which step took which, where it stopped and why, or who won instead. Decides nothing: what it tells
// is read off match/trace and off the findings of the real pipeline.
#include "finding.h"
#include "match/block_rules.h"
#include "match/fold.h"
#include "match/trace.h"

#include <stdlib.h>
#include <string.h>

enum { AROUND = 3, ITEM_COLUMNS = 30, STEP_COLUMNS = 34, SENTENCE_POINTS = 110 };

#define VERDICTS(X)                                                                                            \
    X(WON, "won") X(LOST, "lost against others") X(REFUSED, "refused by a context")                           \
    X(UNFINISHED, "did not match")
typedef enum verdict {
#define X(name, text) VERDICT_##name,
    VERDICTS(X)
#undef X
    VERDICT_COUNT
} verdict;

typedef struct report {
    const rule_set *set;
    const rule *rule;
    const rule_program *program;
    stage_does does;
    quoth_analyser *analyser;
    matcher *matcher;
    analysis done;
    item_list items;       // as the rule sees them
    finding_list found;    // what won in the end
    uint64_t *asked;       // predicates that the rule's tests name
    size_t words;          // of a bit set
    uint32_t line, at;     // line number of byte `at`, counted on as the report goes through the text
    size_t counts[VERDICT_COUNT];
    buf out;
    quoth_write write;
    void *context;
    bool stopped;
} report;

static void flush(report *r)
{
    if (!r->stopped && r->out.len && !r->write(r->context, r->out.bytes, r->out.len))
        r->stopped = true;
    buf_clear(&r->out);
}

static const uint64_t *bits_at(const report *r, uint32_t i)
{
    return vocab_class_bits(r->analyser->vocab, r->items.items[i].class_id);
}

static bool item_is(const report *r, uint32_t i, predicate_id id) { return bits_has(bits_at(r, i), id); }

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
static void put_position(report *r, uint32_t position, size_t most)
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

static void put_item(report *r, uint32_t i, size_t most)
{
    const item *it = &r->items.items[i];
    const page *p = &r->done.page;
    if (it->first < it->end) {
        const token *last = &p->tokens[it->end - 1];
        excerpt_print(&r->out, p, p->tokens[it->first].start, last->start + last->len, most);
        return;
    }
    for (predicate_id id = 0; id < PREDICATE_BUILTIN_COUNT; id++)
        if (item_is(r, i, id)) {
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
    return all && (kind == PREDICATE_LIST || (kind == PREDICATE_BUILTIN && id != PREDICATE_WORD && id != PREDICATE_PHRASE_START));
}

static void put_kinds(report *r, uint32_t i, bool all)
{
    bool any = false;
    for (predicate_id id = 0; id < predicates_count(r->set->predicates); id++)
        if (item_is(r, i, id) && is_told(r, id, all)) {
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

static void put_head(report *r)
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
    while (*low > 0 && t->first - *low < AROUND && !item_is(r, *low - 1, PREDICATE_SENTENCE_END) &&
           !item_is(r, *low - 1, PREDICATE_PARAGRAPH_END))
        --*low;
    while (*high < r->items.len && *high - t->end < AROUND && !item_is(r, *high - 1, PREDICATE_SENTENCE_END))
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
    put_item(r, i, ITEM_COLUMNS - 8);
    pad(&r->out, from, ITEM_COLUMNS);
    buf_putc(&r->out, ' ');
    from = r->out.len;
    if (taken)
        put_position(r, t->path[i - t->first], STEP_COLUMNS);
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
        if (bits_has(t->refused, id) && item_is(r, i, id)) {
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
        put_position(r, position, 90);
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
        put_item(r, i, 40);
        buf_puts(&r->out, "` (");
        put_kinds(r, i, true);
        buf_puts(&r->out, ") does not fit; the rule wants\n");
    }
    put_wanted(r, wanted, i);
}

static void put_trace(report *r, const trace *t)
{
    uint32_t low, high;
    find_window(r, t, &low, &high);
    for (uint32_t i = low; i < high; i++)
        put_row(r, t, i);
    put_stop(r, t, t->wanted_left, true);
    put_stop(r, t, t->wanted_right, false);
}

// ---- one anchor: the verdict ----

static bool refused(report *r, const trace *t)
{
    uint32_t low = t->first, high = t->end;
    const char *key = NULL;
    classes *c = &r->matcher->classes;
    if (r->program->unless_before && trace_before(&low, c, r->program->unless_before, &r->items, t->first)) {
        key = "unless-before";
        high = t->first;
    } else if (r->program->unless_after && trace_after(&high, c, r->program->unless_after, &r->items, t->end)) {
        key = "unless-after";
        low = t->end;
    }
    if (!key)
        return false;
    buf_printf(&r->out, "    it matches, but `%s` refuses it: `", key);
    for (uint32_t i = low; i < high; i++) {
        buf_puts(&r->out, i > low ? " " : "");
        put_item(r, i, 40);
    }
    buf_puts(&r->out, "`\n");
    return true;
}

static bool touch(const finding *a, const finding *b)
{
    for (size_t i = 0; i < a->count; i++)
        for (size_t k = 0; k < b->count; k++)
            if (a->spans[i].start < b->spans[k].end && b->spans[k].start < a->spans[i].end)
                return true;
    return false;
}

static void put_finding(report *r, const finding *f)
{
    finding_print(&r->out, f, &r->done.page);
    buf_putc(&r->out, '\n');
}

static void put_winners(report *r, const finding *own)
{
    bool any = false;
    for (size_t i = 0; i < r->found.len; i++) {
        const finding *f = &r->found.items[i];
        if (!touch(own, f))
            continue;
        buf_printf(&r->out, "        %s/%s  ", r->set->stages[f->rule->stage].name, f->rule->name);
        put_finding(r, f);
        any = true;
    }
    if (!any)
        buf_puts(&r->out, "        (nobody: the match leaves its paragraph)\n");
}

// What the rule gives, in a few words.
static void put_gives(report *r)
{
    static const char *const types[] = {"nobody's words (type: none)", "a direct row", "a mixed row", "an indirect row"};
    const gives *g = &r->rule->gives;
    if (r->does == STAGE_BLOCKS)
        buf_printf(&r->out, "a block of kind %s", block_kind_name((block_kind)g->block));
    else if (r->does == STAGE_FOLDS)
        buf_printf(&r->out, "one item: %s", predicates_name(r->set->predicates, g->item));
    else
        buf_puts(&r->out, types[g->type]);
}

static verdict judge(report *r, const trace *t)
{
    if (!t->left || !t->right)
        return VERDICT_UNFINISHED;
    if (refused(r, t))
        return VERDICT_REFUSED;
    if (r->does == STAGE_BLOCKS)
        return VERDICT_WON; // the caller knows better
    capture_set captures;
    captures_find(&captures, &r->matcher->run, &r->program->match, t->at);
    finding own = finding_of_match(r->rule, r->does, &captures, t->first, t->end, &r->items, &r->done.page);
    for (size_t i = 0; i < r->found.len; i++)
        if (finding_equals(&own, &r->found.items[i])) {
            buf_puts(&r->out, "    it matches and gives ");
            put_gives(r);
            buf_puts(&r->out, "\n        ");
            put_finding(r, &own);
            return VERDICT_WON;
        }
    buf_puts(&r->out, "    it matches\n        ");
    put_finding(r, &own);
    buf_puts(&r->out, "    but loses to\n");
    put_winners(r, &own);
    return VERDICT_LOST;
}

// ---- places in the text ----

static uint32_t byte_of(const report *r, uint32_t i)
{
    const page *p = &r->done.page;
    uint32_t first = r->items.items[i].first;
    if (!p->token_count)
        return 0;
    return first < p->token_count ? p->tokens[first].start : (uint32_t)p->text.len;
}

// "line 3: the sentence"
static void put_place(report *r, uint32_t start, uint32_t end)
{
    for (; r->at < start; r->at++)
        r->line += r->done.page.text.bytes[r->at] == '\n';
    buf_printf(&r->out, "line %u: ", (unsigned)r->line);
    excerpt_print(&r->out, &r->done.page, start, end, SENTENCE_POINTS);
    buf_putc(&r->out, '\n');
}

// Index behind the sentence that begins at items[from], and of no more than what a match may span.
static uint32_t sentence_end(const report *r, uint32_t from)
{
    while (from < r->items.len && !item_is(r, from, PREDICATE_SENTENCE_END) && !item_is(r, from, PREDICATE_PARAGRAPH_END))
        from++;
    return from < r->items.len ? from + 1 : from;
}

// True when items[i] is an anchor; then it is told.
static bool explain_anchor(report *r, uint32_t i, bool told_place, uint32_t from, uint32_t end)
{
    trace t;
    if (!trace_run(&t, &r->matcher->run, &r->matcher->classes, &r->program->match, &r->items, i))
        return false;
    if (!told_place) {
        const item *last = &r->items.items[end - 1];
        uint32_t token = last->end > 0 ? last->end - 1 : 0;
        const page *p = &r->done.page;
        put_place(r, byte_of(r, from), p->token_count ? p->tokens[token].start + p->tokens[token].len : 0);
    }
    put_trace(r, &t);
    r->counts[judge(r, &t)]++;
    buf_putc(&r->out, '\n');
    flush(r);
    return true;
}

static void explain_sentences(report *r)
{
    for (uint32_t from = 0, end; from < r->items.len && !r->stopped; from = end) {
        end = sentence_end(r, from);
        bool told = false;
        for (uint32_t i = from; i < end && !r->stopped; i++)
            told |= explain_anchor(r, i, told, from, end);
    }
}

// ---- block rules ----

static const char *const zone_names[] = {"", "head", "body", "", "tail"};

// The match must be told to the caller's count: a block is decided once, whatever its anchors.
static bool explain_block_items(report *r)
{
    for (uint32_t i = 0; i < r->items.len; i++) {
        trace t;
        if (!trace_run(&t, &r->matcher->run, &r->matcher->classes, &r->program->match, &r->items, i))
            continue;
        put_trace(r, &t);
        verdict v = judge(r, &t);
        if (v == VERDICT_WON)
            return true;
        r->counts[v]++;
    }
    return false;
}

static void explain_block(report *r, const block *b, const block_facts *f, uint16_t seen, int before)
{
    size_t anchors = 0;
    for (uint32_t i = 0; i < r->items.len; i++)
        anchors += classes_mask(&r->matcher->classes, r->items.items[i].class_id, &r->program->match) >>
                       r->program->match.anchor & 1;
    if (!anchors)
        return;
    put_place(r, b->start, b->end);
    const char *failed = block_where_fails(&r->rule->block, f, seen, before);
    bool matches = !failed && explain_block_items(r);
    if (failed) {
        buf_printf(&r->out, "    `where: %s` does not hold: zone %s, %u words, %s, after %s\n", failed,
                   zone_names[f->zone], (unsigned)f->words, f->ends_sentence ? "ends a sentence" : "ends no sentence",
                   before < 0 ? "nothing" : block_kind_name((block_kind)before));
        r->counts[VERDICT_UNFINISHED]++;
    }
    bool own = b->rule && strcmp(b->rule, r->rule->name) == 0;
    if (own) {
        buf_printf(&r->out, "    %s and gives ", matches ? "it matches" : "an earlier block decides (`through: end`)");
        put_gives(r);
        buf_putc(&r->out, '\n');
        r->counts[VERDICT_WON]++;
    } else if (matches) {
        buf_printf(&r->out, "    it matches, but `%s` comes first: %s\n", b->rule ? b->rule : "no rule",
                   block_kind_name((block_kind)b->kind));
        r->counts[VERDICT_LOST]++;
    }
    buf_putc(&r->out, '\n');
    flush(r);
}

static void explain_blocks(report *r)
{
    page *p = &r->done.page;
    arena *a = r->analyser->arena;
    for (size_t i = 0; i < p->token_count; i++) // block rules run before sentences are known
        p->tokens[i].flags &= (uint16_t)~(TOKEN_ENDS_SENTENCE | TOKEN_STARTS_SENTENCE);
    const block_facts *facts = blocks_facts(a, p, r->analyser->vocab);
    uint16_t seen = 0;
    int before = -1;
    for (size_t i = 0; i < p->block_count && !r->stopped; i++) {
        r->items = (item_list){0};
        items_of_block(a, &r->items, p, i, r->analyser->vocab, true);
        if (r->items.len > BLOCK_ITEMS)
            r->items.len = BLOCK_ITEMS;
        explain_block(r, &p->blocks[i], &facts[i], seen, before);
        before = p->blocks[i].kind;
        seen |= (uint16_t)(1u << before);
    }
}

// ---- all ----

// The items as the rule sees them, and what won of its kind.
static void prepare(report *r, const char *text, size_t len)
{
    arena *a = r->analyser->arena;
    finding_analyse(r->analyser, r->rule->stage, false, ANALYSIS_PAGE, text, len, &r->done);
    r->items = r->done.items;
    size_t before = 0;
    if (r->does == STAGE_FOLDS) { // the stage itself, on a copy of the items
        before = findings_of(a, r->set, r->does, &r->done).len;
        item_list copy = {ARENA_ARRAY(a, item, r->items.len + 1), r->items.len, r->items.len + 1};
        memcpy(copy.items, r->items.items, r->items.len * sizeof *copy.items);
        stage_fold(r->matcher, a, r->rule->stage, &r->done.page, &copy, &r->done.nodes);
    }
    r->found = findings_of(a, r->set, r->does, &r->done);
    r->found.items += before; // those of this stage
    r->found.len -= before;
    r->words = predicates_words(r->set->predicates);
    r->asked = ARENA_ARRAY(a, uint64_t, r->words);
    ask(r, &r->rule->match);
    ask(r, &r->rule->unless_before);
    ask(r, &r->rule->unless_after);
}

static void put_foot(report *r)
{
    static const char *const names[] = {
#define X(name, text) text,
        VERDICTS(X)
#undef X
    };
    size_t all = 0;
    for (int v = 0; v < VERDICT_COUNT; v++)
        all += r->counts[v];
    if (all) {
        buf_printf(&r->out, "%zu %s:", all, r->does == STAGE_BLOCKS ? "places" : "anchors");
        const char *before = " ";
        for (int v = 0; v < VERDICT_COUNT; v++)
            if (r->counts[v]) {
                buf_printf(&r->out, "%s%zu %s", before, r->counts[v], names[v]);
                before = ", ";
            }
        buf_putc(&r->out, '\n');
    } else {
        const program *p = &r->program->match;
        buf_puts(&r->out, "No item of this text can be the anchor `");
        put_position(r, p->anchor, 200);
        buf_puts(&r->out, "`.\n");
    }
    size_t furniture = 0;
    for (size_t i = 0; i < r->done.page.block_count; i++)
        furniture += r->done.page.blocks[i].kind == BLOCK_FURNITURE;
    if (furniture && r->does != STAGE_BLOCKS)
        buf_printf(&r->out, "%zu blocks are taken for furniture and not read.\n", furniture);
    flush(r);
}

static void explain(report *r, const char *text, size_t len)
{
    prepare(r, text, len);
    put_head(r);
    if (r->does == STAGE_BLOCKS)
        explain_blocks(r);
    else
        explain_sentences(r);
    put_foot(r);
}

quoth_status quoth_rules_explain(const quoth_rules *rules, const char *name, const char *text, size_t len,
                                 quoth_write write, void *context, quoth_error *error)
{
    quoth_rules *whole = NULL;
    report r = {.write = write, .context = context, .line = 1};
    quoth_status status = rules_load_whole(&whole, rules, error);
    if (status != QUOTH_OK)
        return status;
    r.set = whole->set;
    r.rule = rule_named(r.set, name, error);
    if (!r.rule) {
        status = QUOTH_E_OPTION;
        goto done;
    }
    r.program = &whole->programs->programs[r.rule - r.set->rules];
    r.does = r.set->stages[r.rule->stage].does;
    r.analyser = quoth_analyser_new(whole);
    r.matcher = r.analyser->matcher;
    buf_clear(&r.out);
    explain(&r, text, len);
    status = r.stopped ? QUOTH_E_STOPPED : QUOTH_OK;
done:
    buf_free(&r.out);
    quoth_analyser_free(r.analyser);
    quoth_rules_free(whole);
    return status;
}
