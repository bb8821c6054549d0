// SPDX-License-Identifier: MIT
// explain_row.c: quoth_row_explain. Comes in: a row of the article that was analysed last. Goes out: in words, which
// rule found it, which others competed, what spoke for and against each, how the speaker was found. Decides nothing:
// the attributing stages run once more on the same items and write down what becomes of whom.
#include "explain_row.h"
#include "match/feature_phrases.h"

#include <string.h>

enum { RIVALS_SHOWN = 4 };

// ---- the article once more ----

static void find_winners(explanation *e)
{
    const competition *c = &e->competition;
    size_t count = e->done.attributions.len;
    e->winners = arena_take(e->analyser->arena, (count + 1) * sizeof *e->winners);
    for (size_t i = 0; i < count; i++)
        e->winners[i] = EXPLAIN_NONE;
    for (uint32_t k = 0; k < c->candidates.len; k++) {
        const candidate *own = &c->candidates.items[k];
        if (c->ends[k].fate != FATE_WON || c->ends[k].owner < 0)
            continue;
        uint32_t *winner = &e->winners[c->ends[k].owner]; // what was joined begins behind it
        if (*winner == EXPLAIN_NONE || candidate_span(own, CAPTURE_CONTENT)->first <
                                           candidate_span(&c->candidates.items[*winner], CAPTURE_CONTENT)->first)
            *winner = k;
    }
}

static void order_rows(explanation *e)
{
    const attribution_list *list = &e->done.attributions;
    arena *a = e->analyser->arena;
    e->places = arena_take(a, (list->len + 1) * sizeof *e->places);
    e->row_count = rows_order(list, e->places);
    e->rows = ARENA_ARRAY(a, uint32_t, list->len + 1);
    for (size_t i = 0; i < e->row_count; i++)
        e->rows[e->places[i].attribution] = (uint32_t)i + 1;
}

static void prepare_features(explanation *e)
{
    matcher *m = e->analyser->matcher;
    e->features = (feature_input){.m = m,
                                  .arena = e->analyser->arena,
                                  .page = &e->done.page,
                                  .items = &e->done.items,
                                  .nodes = &e->done.nodes,
                                  .candidates = &e->competition.candidates,
                                  .tables = m->tables};
    if (m->model && e->competition.candidates.len) {
        features_begin(&e->features);
        e->shares = fact_shares_find(&e->features);
    }
}

static explanation *explanation_new(quoth_analyser *r)
{
    explanation *e = ARENA_NEW(r->arena, explanation);
    bool timed = r->timed;
    e->analyser = r;
    e->done = *r->done;
    e->done.competition = &e->competition;
    e->done.pronouns = &e->pronouns;
    r->timed = false;
    analysis_attribute(r, &e->done);
    r->timed = timed;
    competition_sort(r->arena, &e->competition, &e->done.items, e->done.attributions.len);
    find_winners(e);
    order_rows(e);
    prepare_features(e);
    explain_lines(e);
    return e;
}

// ---- rules ----

// What a rule is about, or NULL. The rules with which a program starts are without it.
static const char *about_of(teller *t, uint16_t rule)
{
    quoth_analyser *r = t->e->analyser;
    const rule_set *set = r->rules->set;
    if (set->rules[rule].about || r->rules->folder)
        return set->rules[rule].about;
    if (!r->whole && rules_load_whole(&r->whole, r->rules, NULL) != QUOTH_OK)
        return NULL;
    return rule < r->whole->set->rule_count ? r->whole->set->rules[rule].about : NULL;
}

static void put_rule_name(teller *t, uint16_t rule)
{
    const rule_set *set = t->e->analyser->rules->set;
    buf_printf(&t->text, "%s/%s", set->stages[set->rules[rule].stage].name, set->rules[rule].name);
}

static void put_rule(teller *t, uint16_t rule)
{
    const char *about = about_of(t, rule);
    put_rule_name(t, rule);
    if (about)
        buf_printf(&t->text, " (about: %s)", about);
}

// ---- for and against ----

static void tell_facts(teller *t, const char *head, const evidence *list, size_t count)
{
    explanation *e = t->e;
    bool some = false;
    for (size_t i = 0; i < count; i++) {
        size_t before = t->text.len;
        buf_puts(&t->text, some ? "; " : head);
        size_t behind = t->text.len;
        feature_print(&t->text, list[i].fact, e->features.tables->parts, e->analyser->rules->set->predicates);
        if (t->text.len > behind)
            some = true;
        else
            t->text.bytes[t->text.len = before] = '\0';
    }
    if (!some)
        return;
    buf_puts(&t->text, ".");
    tell_end(t, 4, 6);
}

static void tell_evidence(teller *t, uint32_t k)
{
    const model *m = t->e->analyser->matcher->model;
    if (!m)
        return;
    evidence_list list = candidate_evidence(m, &t->e->features, &t->e->shares, k);
    tell_facts(t, "For it: ", list.pro, list.pro_count);
    tell_facts(t, "Against it: ", list.contra, list.contra_count);
}

// ---- rivals ----

static const candidate_end *end_of(const teller *t, uint32_t k) { return &t->e->competition.ends[k]; }

static double percent(float probability) { return (double)probability * 100; }

static token_span tokens_of(const teller *t, const capture_span *s)
{
    const item *items = t->e->done.items.items;
    return (token_span){items[s->first].first, items[s->end - 1].end};
}

static bool put_capture(teller *t, const candidate *c, capture_id capture)
{
    const capture_span *s = candidate_span(c, capture);
    token_span words = s ? tokens_of(t, s) : (token_span){0, 0};
    if (words.first < words.end)
        tell_words(t, words);
    return words.first < words.end;
}

// Whom it would have named, with which cue, for which words.
static void tell_claim(teller *t, const candidate *c)
{
    static const char *const lent[] = {"nobody", "the speaker of the quotation before",
                                       "the speaker of the quotation behind it", "nobody"};
    const gives *g = &t->e->analyser->rules->set->rules[c->rule].gives;
    if (g->type == ROW_NONE) {
        buf_puts(&t->text, "It takes these words for nobody’s: ");
        put_capture(t, c, CAPTURE_CONTENT);
    } else {
        buf_puts(&t->text, "It would have named ");
        if (!put_capture(t, c, CAPTURE_SPEAKER))
            buf_puts(&t->text, lent[g->speaker]);
        buf_puts(&t->text, ", ");
        buf_puts(&t->text, candidate_span(c, CAPTURE_CUE) ? "with the cue " : "without a cue");
        put_capture(t, c, CAPTURE_CUE);
        buf_puts(&t->text, ", for ");
        put_capture(t, c, CAPTURE_CONTENT);
    }
    buf_puts(&t->text, ".");
    tell_end(t, 4, 6);
}

// `the winner`, or the rule and row of another one.
static void put_blocker(teller *t, uint32_t by, uint32_t winner)
{
    const candidate_end *end = end_of(t, by);
    if (by == winner) {
        buf_puts(&t->text, "the winner");
        return;
    }
    put_rule_name(t, t->e->competition.candidates.items[by].rule);
    if (end->fate == FATE_WON && end->owner >= 0 && t->e->rows[end->owner])
        buf_printf(&t->text, " (row %u)", (unsigned)t->e->rows[end->owner]);
}

static void put_order(teller *t, uint32_t k, uint32_t by, uint32_t winner)
{
    const candidate_end *own = end_of(t, k), *other = end_of(t, by);
    if (!t->e->analyser->matcher->model)
        buf_puts(&t->text, "it comes later in the order of stages than ");
    else if (own->late && !other->late)
        buf_puts(&t->text, "what has no cue or no speaker of its own comes behind the others, here ");
    else if (own->probability >= other->probability)
        buf_puts(&t->text, "it is no likelier and comes later in the order of stages than ");
    else
        buf_printf(&t->text, "it is less likely, %.1f %%, than the %.1f %% of ", percent(own->probability),
                   percent(other->probability));
    put_blocker(t, by, winner);
}

static void tell_fate(teller *t, uint32_t k, uint32_t winner)
{
    const candidate_end *end = end_of(t, k);
    const model *m = t->e->analyser->matcher->model;
    buf_puts(&t->text, "It lost: ");
    switch ((candidate_fate)end->fate) {
    case FATE_UNLIKELY:
        buf_printf(&t->text, "%.1f %% is below the threshold, %.1f %%", percent(end->probability),
                   m ? percent(m->thresholds[end->kind]) : 0);
        break;
    case FATE_BEATEN:
        buf_puts(&t->text, "its rule always gives way to ");
        put_blocker(t, end->by, winner);
        break;
    case FATE_NOT_INNER:
        buf_printf(&t->text, "%.1f %% is below the threshold, %.1f %%, but for words inside somebody else’s",
                   percent(end->probability), m ? percent(m->thresholds[end->kind]) : 0);
        break;
    case FATE_CUE_TAKEN:
        put_order(t, k, end->by, winner);
        buf_puts(&t->text, ", which has the same cue");
        break;
    case FATE_CROSSED:
        put_order(t, k, end->by, winner);
        buf_puts(&t->text, ", whose words it crosses");
        break;
    case FATE_CUE_INSIDE:
        put_order(t, k, end->by, winner);
        buf_puts(&t->text, ", in whose words its cue stands");
        break;
    case FATE_WON:
        break;
    }
    buf_puts(&t->text, ".");
    tell_end(t, 4, 6);
}

static void tell_rival(teller *t, uint32_t k, uint32_t winner)
{
    const candidate *c = &t->e->competition.candidates.items[k];
    buf_puts(&t->text, "Against it stood ");
    put_rule(t, c->rule);
    tell_end(t, 2, 4);
    tell_claim(t, c);
    tell_fate(t, k, winner);
    tell_evidence(t, k);
    tell_blank(t);
}

// The likeliest first.
static void tell_rivals(teller *t, size_t which)
{
    const competition *c = &t->e->competition;
    uint32_t shown[RIVALS_SHOWN], winner = t->e->winners[which];
    size_t count = 0, all = 0;
    for (int32_t i = c->first[which]; i >= 0; i = c->rivals[i].next, all++) {
        uint32_t k = c->rivals[i].candidate;
        size_t at = count;
        while (at > 0 && c->ends[shown[at - 1]].probability < c->ends[k].probability)
            at--;
        if (at == RIVALS_SHOWN)
            continue;
        count += count < RIVALS_SHOWN;
        memmove(shown + at + 1, shown + at, (count - 1 - at) * sizeof *shown);
        shown[at] = k;
    }
    for (size_t i = 0; i < count; i++)
        tell_rival(t, shown[i], winner);
    if (all == count && count)
        return;
    if (count)
        buf_printf(&t->text, "%zu more stood against it and lost, none of them likelier.", all - count);
    else
        buf_puts(&t->text, "No other rule found anything in these words or at this cue.");
    tell_end(t, 2, 4);
    tell_blank(t);
}

// ---- the winner ----

static void tell_joined(teller *t, const attribution *a)
{
    for (size_t i = 1; i < a->content_count; i++) {
        if (a->content_rule[i] == a->rule)
            continue;
        tell_words(t, a->content[i]);
        buf_puts(&t->text, " goes on with it, by ");
        put_rule(t, (uint16_t)(a->content_rule[i] - t->e->analyser->rules->set->rules));
        tell_end(t, 4, 6);
    }
}

static void tell_winner(teller *t, size_t which)
{
    const attribution *a = &t->e->done.attributions.items[which];
    const model *m = t->e->analyser->matcher->model;
    uint32_t k = t->e->winners[which];
    buf_puts(&t->text, "Found by rule ");
    put_rule(t, (uint16_t)(a->rule - t->e->analyser->rules->set->rules));
    tell_end(t, 2, 4);
    if (m && k != EXPLAIN_NONE) {
        const candidate_end *end = end_of(t, k);
        bool inner = end->probability < m->thresholds[end->kind];
        buf_printf(&t->text, "It is %.0f %% likely (the threshold %sis %.1f %%), which gives the confidence %.2f.",
                   percent(end->probability), inner ? "inside somebody else’s words " : "",
                   percent(m->thresholds[inner ? MODEL_INNER : end->kind]), (double)a->confidence);
        tell_end(t, 4, 6);
        tell_evidence(t, k);
    } else if (!m) {
        buf_puts(&t->text, "There are no weights: the order of stages decided.");
        tell_end(t, 4, 6);
    }
    tell_joined(t, a);
    tell_blank(t);
}

static void tell_row(teller *t, const quoth_row *row, const attribution *a)
{
    static const char *const types[] = {"quoted directly", "quoted partly in marks (mixed)", "quoted indirectly"};
    bool marks = row->type == QUOTH_DIRECT;
    buf_printf(&t->text, "%s, row %u: ", t->e->analyser->article.id, (unsigned)row->n);
    buf_puts(&t->text, row->speaker.name[0] ? row->speaker.name : "Somebody who is not named");
    if (row->speaker.role[0])
        buf_printf(&t->text, " (%s)", row->speaker.role);
    buf_printf(&t->text, " is %s in line %u", types[row->type], explain_line(t->e, a->content[0].first));
    if (row->cue.text)
        buf_printf(&t->text, " with the cue “%s”", row->cue.text);
    else
        buf_puts(&t->text, " without a cue");
    buf_printf(&t->text, ": %s%s%s", marks ? "“" : "", row->quote, marks ? "”" : "");
    tell_end(t, 0, 0);
    tell_blank(t);
}

quoth_status quoth_row_explain(quoth_analyser *analyser, const quoth_row *row, int width, quoth_write write,
                               void *context)
{
    if (!analyser->done)
        return QUOTH_E_OPTION;
    if (!analyser->explanation)
        analyser->explanation = explanation_new(analyser);
    if (row->n < 1 || row->n > analyser->explanation->row_count)
        return QUOTH_E_OPTION;
    teller t = {.e = analyser->explanation,
                .lines = arena_new(NULL, NULL),
                .width = width > 0 ? (size_t)width : 80,
                .write = write,
                .context = context};
    size_t which = t.e->places[row->n - 1].attribution;
    buf_clear(&t.text);
    buf_clear(&t.out);
    tell_row(&t, row, &t.e->done.attributions.items[which]);
    tell_winner(&t, which);
    tell_rivals(&t, which);
    tell_speaker(&t, which);
    arena_free(t.lines);
    buf_free(&t.text);
    buf_free(&t.out);
    return t.stopped ? QUOTH_E_STOPPED : QUOTH_OK;
}
