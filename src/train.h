// SPDX-License-Identifier: MIT
// train.h: what the parts of learning share. Private to train.c, train_fit.c and train_judge.c.
//
//     train.c        articles with gold -> candidates with features and labels; the public functions
//     train_fit.c    candidates -> weights
//     train_judge.c  held-out rows -> thresholds, calibration, figures
//     train_write.c  weights.yaml
#ifndef QUOTH_TRAIN_H
#define QUOTH_TRAIN_H

#include "analysis.h"
#include "match/model.h"

enum { TRAIN_SEEN = 5 };   // features of fewer candidates are left out
#define TRAIN_TINY   0.05f // weights nearer to 0 are left out
#define TRAIN_PART   0.3f  // label of a candidate whose words are its speaker's, but only a part of what was said
#define TRAIN_SECOND 0.3f  // label of a candidate that is right where another one is nearer to the gold
#define TRAIN_LEAST                                                                                                    \
    0.28 // rows are kept that are right with at least this share of F1 (F1 itself is highest at 0.5,
         // but hardly lower here, and a wrong row says by its confidence what it is)

typedef struct train_gold {
    quoth_span *content, *source; // code points
    size_t content_count, source_count;
} train_gold;

typedef struct train_article {
    quoth_input input;
    train_gold *gold;
    size_t gold_count;
    size_t first_example, end_example;
    int fold;
} train_article;

// One candidate.
typedef struct train_example {
    size_t first_feature, end_feature; // in trainer.features
    float label;                       // 0..1
} train_example;

typedef struct train_name {
    feature feature;
    const char *text; // parts with a blank between
    uint32_t seen;
} train_name;

// A row that a model chose for an article it had not seen.
typedef struct train_row {
    model_case kind;
    float probability;
    bool right;
} train_row;

struct quoth_trainer {
    arena *arena;
    const quoth_rules *rules;
    quoth_analyser *analyser;
    bool without[GROUP_COUNT];
    VEC(train_article) articles;
    VEC(train_example) examples;
    VEC(uint32_t) features; // index into names
    VEC(train_name) names;
    uint32_t *slots; // names by feature: index + 1
    size_t slot_mask;
    VEC(train_row) rows;
    size_t gold_count;
    double *weights; // by name; those of the last fit
    model *model;    // what they make
    quoth_training_result result;
};

// Where something stands, for comparing with gold.
typedef struct place_list {
    quoth_span spans[ATTRIBUTION_SPANS];
    size_t count;
} place_list;
size_t spans_shared(const quoth_span *a, size_t a_count, const quoth_span *b, size_t b_count);
size_t spans_length(const quoth_span *spans, size_t count);
place_list content_places(const quoth_trainer *t, const analysis *done, const offsets *o, const attribution *a);
place_list token_places(const analysis *done, const offsets *o, token_span tokens);

// Weights from the articles whose fold is not `held_out` (-1: all); t->weights.
void train_fit(quoth_trainer *t, int held_out, uint64_t seed);
// A model of t->weights in the arena, without thresholds and calibration.
model *train_model(const quoth_trainer *t, arena *a);
// Adds the rows of the articles of a fold to t->rows, as t->model chooses them.
void train_judge(quoth_trainer *t, int fold);
// t->rows -> thresholds and curves of the model; result figures.
void train_calibrate(quoth_trainer *t, model *m);

#endif
