// SPDX-License-Identifier: MIT
// train_judge.c: what a model decides in articles that it has not seen -> how likely its rows are right, where to
// cut, and the figures of the cross-validation. A row is right as eval/score.py has it: one to one, contents overlap
// by half, sources overlap.
#include "train.h"

#include <math.h>
#include <stdlib.h>

// ---- rows against gold ----

typedef struct pairing {
    double overlap;
    size_t row, gold;
} pairing;

static int by_overlap(const void *left, const void *right)
{
    const pairing *a = left, *b = right;
    if (a->overlap != b->overlap)
        return a->overlap > b->overlap ? -1 : 1;
    return a->row != b->row ? (a->row < b->row ? -1 : 1) : (a->gold > b->gold) - (a->gold < b->gold);
}

typedef struct judged_row {
    const attribution *a;
    place_list content, source;
    bool right, taken;
} judged_row;

static place_list source_places(const analysis *done, const offsets *o, const attribution *a)
{
    if (a->mention < 0)
        return token_places(done, o, a->source);
    const mention *m = &done->mentions.items[a->mention];
    return token_places(done, o, (token_span){m->first, m->end});
}

static void pair(arena *memory, const train_article *article, judged_row *rows, size_t count)
{
    VEC(pairing) pairs = {0};
    bool *taken = ARENA_ARRAY(memory, bool, article->gold_count + 1);
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < article->gold_count; i++) {
            const train_gold *g = &article->gold[i];
            const place_list *c = &rows[r].content;
            size_t shared = spans_shared(c->spans, c->count, g->content, g->content_count);
            double all =
                (double)(spans_length(c->spans, c->count) + spans_length(g->content, g->content_count) - shared);
            if (shared)
                vec_push(memory, &pairs, ((pairing){(double)shared / all, r, i}));
        }
    if (pairs.len)
        qsort(pairs.items, pairs.len, sizeof *pairs.items, by_overlap);
    for (size_t k = 0; k < pairs.len; k++) {
        const pairing *p = &pairs.items[k];
        const train_gold *g = &article->gold[p->gold];
        judged_row *row = &rows[p->row];
        if (row->taken || taken[p->gold])
            continue;
        row->taken = taken[p->gold] = true;
        row->right = p->overlap >= 0.5 && (!g->source_count || spans_shared(row->source.spans, row->source.count,
                                                                            g->source, g->source_count));
    }
}

static bool is_marked(const analysis *done, const attribution *a)
{
    for (size_t i = 0; i < a->content_count; i++)
        if (tokens_have_quotation(&done->page, a->content[i]))
            return true;
    return false;
}

static void judge_article(quoth_trainer *t, const train_article *article)
{
    quoth_analyser *r = t->analyser;
    analysis done;
    analysis_begin(r, article->input.bytes, article->input.len, &done);
    analysis_attribute(r, &done);
    offsets *o = offsets_new(r->arena, &done.page.text);
    judged_row *rows = ARENA_ARRAY(r->arena, judged_row, done.attributions.len + 1);
    size_t count = 0;
    for (size_t i = 0; i < done.attributions.len; i++) {
        const attribution *a = &done.attributions.items[i];
        if (a->type != ROW_NONE && a->content_count)
            rows[count++] =
                (judged_row){.a = a, .content = content_places(t, &done, o, a), .source = source_places(&done, o, a)};
    }
    pair(r->arena, article, rows, count);
    for (size_t i = 0; i < count; i++) {
        train_row row = {model_case_of(rows[i].a->rule, is_marked(&done, rows[i].a)), rows[i].a->confidence,
                         rows[i].right};
        vec_push(t->arena, &t->rows, row);
    }
}

void train_judge(quoth_trainer *t, int fold)
{
    matcher_use_model(t->analyser->matcher, t->model);
    for (size_t i = 0; i < t->articles.len; i++)
        if (t->articles.items[i].fold == fold)
            judge_article(t, &t->articles.items[i]);
}

// ---- calibration ----

static int by_probability(const void *left, const void *right)
{
    const train_row *a = left, *b = right;
    return (a->probability > b->probability) - (a->probability < b->probability);
}

typedef struct bin {
    double probability, right, count; // sums
} bin;

// Bins of equal numbers of rows, neighbours joined until the share of right ones rises (pool adjacent violators).
static void fit_curve(model_curve *out, const train_row *rows, size_t count)
{
    bin bins[MODEL_POINTS];
    size_t used = 0, wanted = count / 40 < MODEL_POINTS ? count / 40 : MODEL_POINTS;
    for (size_t b = 0; b < wanted; b++) {
        bins[used] = (bin){0, 0, 0};
        for (size_t i = count * b / wanted; i < count * (b + 1) / wanted; i++) {
            bins[used].probability += (double)rows[i].probability;
            bins[used].right += rows[i].right;
            bins[used].count++;
        }
        for (used++;
             used > 1 && bins[used - 2].right * bins[used - 1].count >= bins[used - 1].right * bins[used - 2].count;
             used--) {
            bins[used - 2].probability += bins[used - 1].probability;
            bins[used - 2].right += bins[used - 1].right;
            bins[used - 2].count += bins[used - 1].count;
        }
    }
    *out = (model_curve){.count = 0};
    for (size_t b = 0; b < used; b++) {
        model_point p = {(float)(round(bins[b].probability / bins[b].count * 1000) / 1000),
                         (float)(round(bins[b].right / bins[b].count * 1000) / 1000)};
        if (!out->count || p.probability > out->points[out->count - 1].probability)
            out->points[out->count++] = p;
    }
}

// ---- thresholds ----

typedef struct counts {
    double rows, right;
} counts;

static counts count_kept(const quoth_trainer *t, const model *m, int only)
{
    counts c = {0, 0};
    for (size_t i = 0; i < t->rows.len; i++) {
        const train_row *row = &t->rows.items[i];
        if (row->probability < m->thresholds[row->kind] || (only >= 0 && (int)row->kind != only))
            continue;
        c.rows++;
        c.right += row->right;
    }
    return c;
}

// The lowest probability from which on rows are right with at least this confidence.
static void set_threshold(model *m, model_case c, double least)
{
    m->thresholds[c] = 0;
    for (int p = 0; p <= 99; p++)
        if (model_confidence(m, c == MODEL_INNER ? MODEL_QUOTED : c, (float)p / 100) < (float)least)
            m->thresholds[c] = (float)(p + 1) / 100;
}

static double mean_error(const quoth_trainer *t, const model *m)
{
    enum { BINS = 10 };
    bin bins[BINS] = {{0, 0, 0}};
    double error = 0, rows = 0;
    for (size_t i = 0; i < t->rows.len; i++) {
        const train_row *row = &t->rows.items[i];
        if (row->probability < m->thresholds[row->kind])
            continue;
        double confidence = (double)model_confidence(m, row->kind, row->probability);
        bin *b = &bins[confidence < 1 ? (int)(confidence * BINS) : BINS - 1];
        b->probability += confidence;
        b->right += row->right;
        b->count++;
        rows++;
    }
    for (int b = 0; b < BINS; b++)
        error += fabs(bins[b].probability - bins[b].right);
    return rows > 0 ? error / rows : 0;
}

void train_calibrate(quoth_trainer *t, model *m)
{
    size_t first = 0, count = t->rows.len;
    train_row *sorted = ARENA_ARRAY(t->arena, train_row, count + 1);
    for (int c = 0; c < MODEL_CASE_COUNT; c++) {
        size_t of_case = 0;
        for (size_t i = 0; i < count; i++)
            if ((int)t->rows.items[i].kind == c)
                sorted[first + of_case++] = t->rows.items[i];
        if (of_case)
            qsort(sorted + first, of_case, sizeof *sorted, by_probability);
        fit_curve(&m->curves[c], sorted + first, of_case);
        first += of_case;
    }
    double f1 = 0;
    for (int round = 0; round < 6; round++) {
        // Within what somebody else says a doubtful row takes no words from a surer one.
        set_threshold(m, MODEL_INNER, f1 * TRAIN_LEAST * 2 / 3);
        set_threshold(m, MODEL_QUOTED, f1 * TRAIN_LEAST * 11 / 10); // their F1 is higher: so is its best threshold
        set_threshold(m, MODEL_PLAIN, f1 * TRAIN_LEAST);
        counts all = count_kept(t, m, -1);
        f1 = 2 * all.right / (all.rows + (double)t->gold_count);
    }
    counts all = count_kept(t, m, -1), quoted = count_kept(t, m, MODEL_QUOTED);
    t->result = (quoth_training_result){.articles = t->articles.len,
                                        .gold = t->gold_count,
                                        .candidates = t->examples.len,
                                        .features = m->count,
                                        .rows = (size_t)all.rows,
                                        .precision = all.rows > 0 ? all.right / all.rows : 0,
                                        .recall = t->gold_count ? all.right / (double)t->gold_count : 0,
                                        .f1 = f1,
                                        .quoted_precision = quoted.rows > 0 ? quoted.right / quoted.rows : 0,
                                        .calibration_error = mean_error(t, m)};
}
