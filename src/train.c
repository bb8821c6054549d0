// SPDX-License-Identifier: MIT
// train.c: quoth_trainer: articles with their gold -> weights.yaml. Comes in: texts, annotated attributions. Goes
// out: the weights, thresholds and calibration of match/model.h. Rules are not changed. This file collects the
// candidates.
#include "train.h"
#include "base/buf.h"
#include "table/content.h"
#include "words/hash.h"

#include <stdlib.h>
#include <string.h>

// ---- spans ----

size_t spans_shared(const quoth_span *a, size_t a_count, const quoth_span *b, size_t b_count)
{
    size_t shared = 0;
    for (size_t i = 0; i < a_count; i++)
        for (size_t k = 0; k < b_count; k++) {
            uint32_t start = a[i].start > b[k].start ? a[i].start : b[k].start;
            uint32_t end = a[i].end < b[k].end ? a[i].end : b[k].end;
            shared += end > start ? end - start : 0;
        }
    return shared;
}

size_t spans_length(const quoth_span *spans, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += spans[i].end - spans[i].start;
    return length;
}

place_list token_places(const analysis *done, const offsets *o, token_span tokens)
{
    place_list out = {.count = 0};
    if (tokens.first >= tokens.end)
        return out;
    const token *first = &done->page.tokens[tokens.first], *last = &done->page.tokens[tokens.end - 1];
    out.spans[out.count++] =
        (quoth_span){offsets_code_point(o, first->start), offsets_code_point(o, last->start + last->len)};
    return out;
}

place_list content_places(const quoth_trainer *t, const analysis *done, const offsets *o, const attribution *a)
{
    content c = content_of(&done->page, t->analyser->vocab, a);
    place_list out = {.count = 0};
    for (size_t i = 0; i < c.count; i++)
        out.spans[out.count++] = token_places(done, o, c.parts[i]).spans[0];
    return out;
}

// ---- names of features ----

static size_t slot_of(const quoth_trainer *t, feature f)
{
    size_t at = hash_mix(f, HASH_SECOND) & t->slot_mask;
    while (t->slots[at] && t->names.items[t->slots[at] - 1].feature != f)
        at = (at + 1) & t->slot_mask;
    return at;
}

static void grow_slots(quoth_trainer *t)
{
    size_t room = t->slot_mask ? (t->slot_mask + 1) * 2 : 1 << 16;
    t->slots = ARENA_ARRAY(t->arena, uint32_t, room);
    t->slot_mask = room - 1;
    for (size_t i = 0; i < t->names.len; i++)
        t->slots[slot_of(t, t->names.items[i].feature)] = (uint32_t)i + 1;
}

static const char *name_text(const quoth_trainer *t, feature f)
{
    buf out = {0};
    for (unsigned i = 0; i < FEATURE_PARTS && feature_part_in(f, i); i++) {
        feature_text part = feature_parts_text(t->analyser->matcher->tables->parts, feature_part_in(f, i));
        buf_puts(&out, i ? " " : "");
        buf_put(&out, part.text, part.len);
    }
    const char *text = arena_copy(t->arena, out.bytes, out.len);
    buf_free(&out);
    return text;
}

static uint32_t name_of(quoth_trainer *t, feature f)
{
    if (t->names.len * 2 >= t->slot_mask)
        grow_slots(t);
    size_t at = slot_of(t, f);
    if (!t->slots[at]) {
        train_name name = {f, name_text(t, f), 0};
        vec_push(t->arena, &t->names, name);
        t->slots[at] = (uint32_t)t->names.len;
    }
    t->names.items[t->slots[at] - 1].seen++;
    return t->slots[at] - 1;
}

// ---- labels ----

// How a candidate stands to the gold of its article.
typedef struct verdict_of_gold {
    size_t best;    // gold attribution of the largest overlap among those that make it right
    double overlap; // intersection over union with it; 0: it is not right
    double covered; // largest share of the candidate that lies in one gold content
    double nearest; // largest intersection over union with any
    double spoken;  // largest share of it that lies in one gold content of its speaker
} verdict_of_gold;

// Length of the spans of a gold content that a candidate touches: parts that another rule joins to it are not its
// fault.
static size_t touched_length(const train_gold *g, const place_list *content)
{
    size_t length = 0;
    for (size_t i = 0; i < g->content_count; i++)
        if (spans_shared(content->spans, content->count, &g->content[i], 1))
            length += spans_length(&g->content[i], 1);
    return length;
}

// `quoted`: the rest of the content may join the first part later on.
static verdict_of_gold compare_with_gold(const train_article *article, const place_list *content,
                                         const place_list *source, bool quoted)
{
    verdict_of_gold v = {0, 0, 0, 0, 0};
    size_t own = spans_length(content->spans, content->count);
    for (size_t i = 0; i < article->gold_count; i++) {
        const train_gold *g = &article->gold[i];
        size_t shared = spans_shared(content->spans, content->count, g->content, g->content_count);
        if (!shared)
            continue;
        double overlap = (double)shared / (double)(own + spans_length(g->content, g->content_count) - shared);
        double covered = (double)shared / (double)own;
        bool source_fits = !g->source_count || spans_shared(source->spans, source->count, g->source, g->source_count);
        v.covered = covered > v.covered ? covered : v.covered;
        v.nearest = overlap > v.nearest ? overlap : v.nearest;
        v.spoken = source_fits && covered > v.spoken ? covered : v.spoken;
        double touched = (double)shared / (double)(own + touched_length(g, content) - shared);
        if (quoted && content->spans[0].start < g->content[0].end)
            overlap = touched;
        if (touched >= 0.5 && source_fits && overlap > v.overlap) {
            v.overlap = overlap;
            v.best = i;
        }
    }
    return v;
}

static void add_features(quoth_trainer *t, train_example *e, const feature_vector *v)
{
    e->first_feature = t->features.len;
    for (size_t i = 0; i < v->len; i++)
        if (!t->without[feature_group_in(v->items[i])])
            vec_push(t->arena, &t->features, name_of(t, v->items[i]));
    e->end_feature = t->features.len;
}

// Of the candidates that are right for the same gold only the nearest counts in full.
static void label(quoth_trainer *t, const train_article *article, const candidate_list *found, const verdict_of_gold *v)
{
    const rule_set *set = t->rules->set;
    double *most = ARENA_ARRAY(t->analyser->arena, double, article->gold_count + 1);
    for (size_t i = 0; i < found->len; i++)
        if (v[i].overlap > most[v[i].best])
            most[v[i].best] = v[i].overlap;
    for (size_t i = 0; i < found->len; i++) {
        train_example *e = &t->examples.items[article->first_example + i];
        model_case kind = model_case_of(&set->rules[found->items[i].rule], false);
        if (kind == MODEL_NOBODY)
            e->label = v[i].nearest < 0.5;
        else if (kind == MODEL_CARRIED)
            e->label = v[i].covered >= 0.5;
        else if (v[i].overlap > 0)
            e->label = v[i].overlap > most[v[i].best] - 0.01 ? 1 : TRAIN_SECOND;
        else if (v[i].spoken >= 0.5)
            e->label = TRAIN_PART;
    }
}

static void collect(quoth_trainer *t, train_article *article)
{
    quoth_analyser *r = t->analyser;
    analysis done;
    analysis_begin(r, article->input.bytes, article->input.len, &done);
    candidate_list found = candidates_collect(r->matcher, r->arena, &done.items);
    feature_input in = {.m = r->matcher,
                        .arena = r->arena,
                        .page = &done.page,
                        .items = &done.items,
                        .nodes = &done.nodes,
                        .candidates = &found,
                        .tables = r->matcher->tables};
    feature_vector *features = ARENA_NEW(r->arena, feature_vector);
    verdict_of_gold *verdicts = ARENA_ARRAY(r->arena, verdict_of_gold, found.len + 1);
    offsets *o = offsets_new(r->arena, &done.page.text);
    features_begin(&in);
    article->first_example = t->examples.len;
    for (size_t i = 0; i < found.len; i++) {
        const candidate *c = &found.items[i];
        attribution a = attribution_of(c, &t->rules->set->rules[c->rule], &done.page, &done.items);
        place_list content = content_places(t, &done, o, &a), source = token_places(&done, o, a.source);
        verdicts[i] = compare_with_gold(article, &content, &source, candidate_is_quoted(&in, i));
        train_example e = {0};
        features_of(&in, i, features);
        add_features(t, &e, features);
        vec_push(t->arena, &t->examples, e);
    }
    article->end_example = t->examples.len;
    label(t, article, &found, verdicts);
}

// ---- the public functions ----

quoth_trainer *quoth_trainer_new(const quoth_rules *rules)
{
    quoth_trainer *t = calloc(1, sizeof *t);
    if (!t)
        memory_exhausted(sizeof *t);
    t->arena = arena_new(NULL, NULL);
    t->rules = rules;
    t->analyser = quoth_analyser_new(rules);
    t->model = model_new(t->arena, NULL, 1);
    matcher_use_model(t->analyser->matcher, t->model);
    return t;
}

void quoth_trainer_free(quoth_trainer *t)
{
    if (!t)
        return;
    quoth_analyser_free(t->analyser);
    arena_free(t->arena);
    free(t);
}

static quoth_span *copy_spans(arena *a, const quoth_span *spans, size_t count)
{
    quoth_span *out = ARENA_ARRAY(a, quoth_span, count + 1);
    if (count)
        memcpy(out, spans, count * sizeof *spans);
    return out;
}

void quoth_trainer_add(quoth_trainer *t, const quoth_input *input, const quoth_gold *gold, size_t count)
{
    train_article article = {.input = *input, .gold_count = count};
    article.gold = ARENA_ARRAY(t->arena, train_gold, count + 1);
    for (size_t i = 0; i < count; i++)
        article.gold[i] = (train_gold){copy_spans(t->arena, gold[i].content, gold[i].content_count),
                                       copy_spans(t->arena, gold[i].source, gold[i].source_count),
                                       gold[i].content_count, gold[i].source_count};
    t->gold_count += count;
    vec_push(t->arena, &t->articles, article);
}

static quoth_status read_without(quoth_trainer *t, const char *list, quoth_error *e)
{
    memset(t->without, 0, sizeof t->without);
    for (const char *at = list ? list : ""; *at;) {
        size_t len = strcspn(at, ",");
        feature_group g = feature_group_of(at, len);
        if (g == GROUP_COUNT) {
            error_add(e, "there is no group of features '%.*s'", (int)len, at);
            return QUOTH_E_OPTION;
        }
        t->without[g] = true;
        at += len;
        at += *at == ',';
    }
    return QUOTH_OK;
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

// Shuffled, then dealt out, so that folds are of equal size and mix outlets.
static void deal_folds(quoth_trainer *t, int folds, uint64_t seed)
{
    size_t count = t->articles.len;
    size_t *order = ARENA_ARRAY(t->arena, size_t, count + 1);
    uint64_t state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
    for (size_t i = 0; i < count; i++) {
        size_t k = next_random(&state) % (i + 1);
        order[i] = order[k];
        order[k] = i;
    }
    for (size_t i = 0; i < count; i++)
        t->articles.items[order[i]].fold = (int)(i % (size_t)folds);
}

quoth_status quoth_trainer_learn(quoth_trainer *t, const quoth_training *how, quoth_training_result *result,
                                 quoth_error *error)
{
    int folds = how->folds > 1 ? how->folds : 2;
    quoth_status status = read_without(t, how->without, error);
    if (status != QUOTH_OK)
        return status;
    t->examples.len = t->features.len = t->names.len = t->rows.len = 0;
    t->slot_mask = 0;
    for (size_t i = 0; i < t->articles.len; i++)
        collect(t, &t->articles.items[i]);
    t->weights = ARENA_ARRAY(t->arena, double, t->names.len + 1);
    deal_folds(t, folds, how->seed);
    for (int fold = 0; fold < folds; fold++) {
        train_fit(t, fold, how->seed);
        t->model = train_model(t, t->arena);
        train_judge(t, fold);
    }
    train_fit(t, -1, how->seed);
    t->model = train_model(t, t->arena);
    train_calibrate(t, t->model);
    matcher_use_model(t->analyser->matcher, t->model);
    if (result)
        *result = t->result;
    return QUOTH_OK;
}
