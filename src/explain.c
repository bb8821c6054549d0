// SPDX-License-Identifier: MIT
// explain.c: quoth_rules_explain. Comes in: a rule and a text. Goes out: for each anchor of the rule in the text the
// items around it, which step took which, where it stopped and why, or who won instead. Decides nothing: what it
// tells is read off match/trace and off the findings of the real pipeline.
#include "match/block_rules.h"
#include "match/fold.h"
#include "report.h"

#include <string.h>

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
        report_item(r, i, 40);
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
    static const char *const types[] = {"nobody's words (type: none)", "a direct row", "a mixed row",
                                        "an indirect row"};
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

// Index behind the sentence that begins at items[from], and of no more than what a match may span.
static uint32_t sentence_end(const report *r, uint32_t from)
{
    while (from < r->items.len && !report_item_is(r, from, PREDICATE_SENTENCE_END) &&
           !report_item_is(r, from, PREDICATE_PARAGRAPH_END))
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
        report_place(r, byte_of(r, from), p->token_count ? p->tokens[token].start + p->tokens[token].len : 0);
    }
    report_trace(r, &t);
    r->counts[judge(r, &t)]++;
    buf_putc(&r->out, '\n');
    report_flush(r);
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
        report_trace(r, &t);
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
        anchors += classes_anchor(&r->matcher->classes, r->items.items[i].class_id, &r->program->match);
    if (!anchors)
        return;
    report_place(r, b->start, b->end);
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
    report_flush(r);
}

static void explain_blocks(report *r)
{
    page *p = &r->done.page;
    arena *a = r->analyser->arena;
    for (size_t i = 0; i < p->token_count; i++) // block rules run before sentences are known
        p->tokens[i].flags &= (uint16_t) ~(TOKEN_ENDS_SENTENCE | TOKEN_STARTS_SENTENCE);
    const block_facts *facts = blocks_facts(block_index_of(r->matcher, r->rule->stage), a, p);
    uint16_t seen = 0;
    int before = -1;
    for (size_t i = 0; i < p->block_count && !r->stopped; i++) {
        r->items = (item_list){0};
        items_of_block(a, &r->items, p, i, r->analyser->vocab, BLOCK_ITEMS);
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
        item_list copy = {.items = ARENA_ARRAY(a, item, r->items.len + 1), .len = r->items.len};
        memcpy(copy.items, r->items.items, r->items.len * sizeof *copy.items);
        stage_fold(r->matcher, a, r->rule->stage, &r->done.page, &copy, &r->done.nodes);
    }
    r->found = findings_of(a, r->set, r->does, &r->done);
    if (before) // those of this stage; without findings there is no array
        r->found.items += before;
    r->found.len -= before;
    report_ask(r);
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
        buf_printf(&r->out, "%zu %s%s:", all, r->does == STAGE_BLOCKS ? "place" : "anchor", all == 1 ? "" : "s");
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
        report_position(r, p->anchor, 200);
        buf_puts(&r->out, "`.\n");
    }
    size_t furniture = 0;
    for (size_t i = 0; i < r->done.page.block_count; i++)
        furniture += r->done.page.blocks[i].kind == BLOCK_FURNITURE;
    if (furniture && r->does != STAGE_BLOCKS)
        buf_printf(&r->out, "%zu %s taken for furniture and not read.\n", furniture,
                   furniture == 1 ? "block is" : "blocks are");
    report_flush(r);
}

static void explain(report *r, const char *text, size_t len)
{
    prepare(r, text, len);
    report_head(r);
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
