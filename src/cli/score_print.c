// SPDX-License-Identifier: MIT
// score_print.c: counts -> figures on standard output, in the words of eval/score.py.
#include "cli/score.h"

#include <stdio.h>

figure tally_figure(const tally *t)
{
    figure f = {0, 0, 0};
    if (t->predicted)
        f.precision = (double)t->right_predicted / (double)t->predicted;
    if (t->gold)
        f.recall = (double)t->right_gold / (double)t->gold;
    if (f.precision + f.recall > 0)
        f.f1 = 2 * f.precision * f.recall / (f.precision + f.recall);
    return f;
}

double score_alpha(const score *s)
{
    double marginal[4] = {0}, disagree = 0, expected = 0, total = 0;
    for (int a = 0; a < 4; a++)
        for (int b = 0; b < 4; b++) {
            double k = (double)s->pairs[a][b];
            marginal[a] += k;
            marginal[b] += k;
            total += 2 * k;
            disagree += a != b ? k : 0;
        }
    for (int a = 0; a < 4; a++)
        for (int b = 0; b < 4; b++)
            expected += a != b ? marginal[a] * marginal[b] : 0;
    expected /= total - 1;
    return expected > 0 ? 1 - 2 * disagree / expected : 1;
}

double score_calibration_error(const score *s)
{
    double error = 0, rows = 0;
    for (int i = 0; i < CONFIDENCE_BINS; i++) {
        double distance = s->bins[i].sum - (double)s->bins[i].right;
        error += distance < 0 ? -distance : distance;
        rows += (double)s->bins[i].rows;
    }
    return rows > 0 ? error / rows : 0;
}

// A figure and its name in the order of the scorer.
typedef struct named_tally {
    const char *name;
    const tally *tally; // NULL: the recall of each type stands here
} named_tally;

enum { MOST_TALLIES = 16 };

static size_t name_tallies(const score *s, named_tally *out)
{
    size_t n = 0;
    out[n++] = (named_tally){"quoted_mention", &s->mention};
    if (s->has_speakers)
        out[n++] = (named_tally){"quoted_entity", &s->entity};
    out[n++] = (named_tally){"speech", &s->speech_rows};
    out[n++] = (named_tally){"all", &s->all};
    out[n++] = (named_tally){"recall_by_type", NULL};
    out[n++] = (named_tally){"cue_exact", &s->exact[SPAN_CUE]};
    out[n++] = (named_tally){"cue_overlap", &s->overlap[SPAN_CUE]};
    out[n++] = (named_tally){"source_exact", &s->exact[SPAN_SOURCE]};
    out[n++] = (named_tally){"source_overlap", &s->overlap[SPAN_SOURCE]};
    out[n++] = (named_tally){"content_exact", &s->exact[SPAN_CONTENT]};
    out[n++] = (named_tally){"content_overlap", &s->overlap[SPAN_CONTENT]};
    return n;
}

static double type_recall(const score *s, quoth_type type)
{
    return s->type_gold[type] ? (double)s->type_right[type] / (double)s->type_gold[type] : 0;
}

static double precision(const part_tally *p) { return (double)p->right / (double)p->rows; }

static void print_parts(const char *head, const part_list *list)
{
    printf("\n%-52s  rows  right  precision\n", head);
    for (size_t i = 0; i < list->count; i++)
        printf("%-52s %5zu  %5zu      %.3f\n", list->items[i].name, list->items[i].rows, list->items[i].right,
               precision(&list->items[i]));
}

// Not where no weights gave a confidence.
static void print_confidence(const score *s)
{
    double sum = 0;
    for (int i = 0; i < CONFIDENCE_BINS; i++)
        sum += s->bins[i].sum;
    if (sum <= 0)
        return;
    printf("\n%-16s  rows   mean  right\n", "confidence");
    for (int i = 0; i < CONFIDENCE_BINS; i++) {
        const confidence_bin *b = &s->bins[i];
        if (b->rows)
            printf("%.1f to %.1f       %5zu  %.3f  %.3f\n", i / 10.0, (i + 1) / 10.0, b->rows, b->sum / (double)b->rows,
                   (double)b->right / (double)b->rows);
    }
    printf("%-16s %.3f\n", "calibration error", score_calibration_error(s));
}

void score_print(const score *s, bool per_rule)
{
    named_tally tallies[MOST_TALLIES];
    size_t count = name_tallies(s, tallies);
    printf("%-16s %zu\n", "articles", s->articles);
    for (size_t i = 0; i < count; i++) {
        const tally *t = tallies[i].tally;
        if (!t) {
            printf("%-16s direct %.3f  mixed %.3f  indirect %.3f\n", tallies[i].name, type_recall(s, QUOTH_DIRECT),
                   type_recall(s, QUOTH_MIXED), type_recall(s, QUOTH_INDIRECT));
            continue;
        }
        figure f = tally_figure(t);
        printf("%-16s P %.3f  R %.3f  F1 %.3f   (%zu predicted, %zu gold)\n", tallies[i].name, f.precision, f.recall,
               f.f1, t->predicted, t->gold);
    }
    printf("%-16s %.3f\n", "alpha", score_alpha(s));
    print_confidence(s);
    if (per_rule) {
        print_parts("rule", &s->rules);
        print_parts("speaker step (rows of known speakers)", &s->steps);
    }
    for (size_t i = 0; i < s->wrong_count; i++)
        puts(s->wrong[i].text);
}

static void print_json_parts(const char *key, const part_list *list)
{
    printf(", \"%s\": {", key);
    for (size_t i = 0; i < list->count; i++)
        printf("%s\"%s\": [%zu, %zu]", i ? ", " : "", list->items[i].name, list->items[i].right, list->items[i].rows);
    putchar('}');
}

void score_print_json(const score *s, bool per_rule)
{
    named_tally tallies[MOST_TALLIES];
    size_t count = name_tallies(s, tallies);
    printf("{\"articles\": %zu", s->articles);
    for (size_t i = 0; i < count; i++) {
        const tally *t = tallies[i].tally;
        if (!t) {
            printf(", \"%s\": {\"direct\": %.6f, \"mixed\": %.6f, \"indirect\": %.6f}", tallies[i].name,
                   type_recall(s, QUOTH_DIRECT), type_recall(s, QUOTH_MIXED), type_recall(s, QUOTH_INDIRECT));
            continue;
        }
        figure f = tally_figure(t);
        printf(", \"%s\": {\"p\": %.6f, \"r\": %.6f, \"f1\": %.6f, \"predicted\": %zu, \"gold\": %zu}", tallies[i].name,
               f.precision, f.recall, f.f1, t->predicted, t->gold);
    }
    printf(", \"alpha\": %.6f, \"calibration_error\": %.6f, \"confidence\": [", score_alpha(s),
           score_calibration_error(s));
    for (int i = 0; i < CONFIDENCE_BINS; i++)
        printf("%s[%zu, %.6f, %zu]", i ? ", " : "", s->bins[i].rows, s->bins[i].sum, s->bins[i].right);
    putchar(']');
    if (per_rule) {
        print_json_parts("rules", &s->rules);
        print_json_parts("steps", &s->steps);
    }
    puts("}");
}
