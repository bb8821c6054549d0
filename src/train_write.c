// SPDX-License-Identifier: MIT
// train_write.c: quoth_trainer_write: the learned model as weights.yaml, in the form that match/model.c reads.
#include "base/buf.h"
#include "train.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct line {
    const char *name;
    feature_group group;
    double weight;
} line;

static int compare(const void *left, const void *right)
{
    const line *a = left, *b = right;
    if (a->group != b->group)
        return strcmp(feature_group_name(a->group), feature_group_name(b->group));
    return strcmp(a->name, b->name);
}

static void put_head(buf *out, const quoth_training_result *r, const char *note)
{
    buf_puts(out,
             "# Weights of the rules. Made by `quoth train`; do not edit.\n#\n"
             "# features    a match is an attribution with the probability 1 / (1 + exp(-sum of its features)). Names\n"
             "#             are made of rules, item kinds, word lists, lemmas of word lists, numbers of items\n"
             "# thresholds  matches of less probability are dropped: quoted and plain, those whose speaker is carried\n"
             "#             from another row, words that are nobody's, quoted ones inside another row's content\n"
             "# confidence  [probability, share of rows that were right in held-out articles]\n#\n");
    for (const char *at = note ? note : ""; *at;) {
        size_t len = strcspn(at, "\n");
        buf_printf(out, "# %.*s\n", (int)len, at);
        at += len + (at[len] == '\n');
    }
    buf_printf(out, "# Articles: %zu. Attributions: %zu. Candidates: %zu. Features: %zu.\n", r->articles, r->gold,
               r->candidates, r->features);
    buf_printf(out, "# Held-out articles: rows %zu, precision %.3f, recall %.3f, F1 %.3f, calibration error %.3f.\n",
               r->rows, r->precision, r->recall, r->f1, r->calibration_error);
}

static void put_decision(buf *out, const model *m)
{
    buf_puts(out, "thresholds:\n");
    for (int c = 0; c < MODEL_CASE_COUNT; c++)
        buf_printf(out, "  %s: %.3f\n", model_case_name((model_case)c), (double)m->thresholds[c]);
    buf_puts(out, "confidence:\n");
    for (int c = 0; c < MODEL_CASE_COUNT; c++) {
        const model_curve *curve = &m->curves[c];
        if (!curve->count)
            continue;
        buf_printf(out, "  %s: [", model_case_name((model_case)c));
        for (size_t i = 0; i < curve->count; i++)
            buf_printf(out, "%s[%.3f, %.3f]", i ? ", " : "", (double)curve->points[i].probability,
                       (double)curve->points[i].confidence);
        buf_puts(out, "]\n");
    }
}

static void put_features(buf *out, const line *lines, size_t count)
{
    buf_puts(out, "features:\n");
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || lines[i].group != lines[i - 1].group)
            buf_printf(out, "  %s:\n", feature_group_name(lines[i].group));
        buf_printf(out, "    %s: %.3f\n", lines[i].name, lines[i].weight);
    }
}

quoth_status quoth_trainer_write(const quoth_trainer *t, const char *note, quoth_write write, void *context)
{
    buf out = {0};
    line *lines = memory_resize(NULL, (t->names.len + 1) * sizeof *lines);
    size_t count = 0;
    for (size_t i = 0; t->weights && i < t->names.len; i++)
        if (fabs(t->weights[i]) >= (double)TRAIN_TINY)
            lines[count++] = (line){t->names.items[i].text, feature_group_in(t->names.items[i].feature), t->weights[i]};
    qsort(lines, count, sizeof *lines, compare);
    put_head(&out, &t->result, note);
    put_decision(&out, t->model);
    put_features(&out, lines, count);
    bool fine = write(context, out.bytes, out.len);
    free(lines);
    buf_free(&out);
    return fine ? QUOTH_OK : QUOTH_E_STOPPED;
}
