// SPDX-License-Identifier: MIT
// train_fit.c: logistic regression by FTRL-Proximal (McMahan et al. 2013, Ad Click Prediction: a View from the
// Trenches): a learning rate for each weight, and an L1 penalty that makes most weights exactly 0. The same seed
// gives the same weights.
#include "train.h"

#include <math.h>

enum { ROUNDS = 8 };

typedef struct fit {
    quoth_trainer *t;
    double *z, *n;                     // by feature: see the paper
    double rate, beta, sparse, smooth; // alpha, beta, lambda 1, lambda 2 there; found by cross-validation, all flat
} fit;

static double weight_of(const fit *f, uint32_t i)
{
    double z = f->z[i];
    if (fabs(z) <= f->sparse)
        return 0;
    return -(z - (z < 0 ? -f->sparse : f->sparse)) / ((f->beta + sqrt(f->n[i])) / f->rate + f->smooth);
}

static void learn_from(fit *f, const train_example *e)
{
    const uint32_t *features = f->t->features.items;
    double *weights = f->t->weights, sum = 0;
    for (size_t k = e->first_feature; k < e->end_feature; k++) {
        uint32_t i = features[k];
        if (f->t->names.items[i].seen < TRAIN_SEEN)
            continue;
        weights[i] = weight_of(f, i);
        sum += weights[i];
    }
    double gradient = 1 / (1 + exp(-sum)) - (double)e->label, square = gradient * gradient;
    for (size_t k = e->first_feature; k < e->end_feature; k++) {
        uint32_t i = features[k];
        if (f->t->names.items[i].seen < TRAIN_SEEN)
            continue;
        double sigma = (sqrt(f->n[i] + square) - sqrt(f->n[i])) / f->rate;
        f->z[i] += gradient - sigma * weights[i];
        f->n[i] += square;
    }
}

static size_t list_examples(const quoth_trainer *t, int held_out, uint32_t *order)
{
    size_t count = 0;
    for (size_t i = 0; i < t->articles.len; i++) {
        const train_article *a = &t->articles.items[i];
        for (size_t k = a->first_example; a->fold != held_out && k < a->end_example; k++)
            order[count++] = (uint32_t)k;
    }
    return count;
}

static void shuffle(uint32_t *order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        size_t k = (size_t)(*state >> 33) % i;
        uint32_t swapped = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swapped;
    }
}

void train_fit(quoth_trainer *t, int held_out, uint64_t seed)
{
    arena *a = arena_new(NULL, NULL);
    size_t names = t->names.len;
    fit f = {.t = t,
             .z = ARENA_ARRAY(a, double, names + 1),
             .n = ARENA_ARRAY(a, double, names + 1),
             .rate = 0.1,
             .beta = 1,
             .sparse = 8,
             .smooth = 1};
    uint32_t *order = ARENA_ARRAY(a, uint32_t, t->examples.len + 1);
    size_t count = list_examples(t, held_out, order);
    uint64_t state = seed + 1;
    for (int round = 0; round < ROUNDS; round++) {
        shuffle(order, count, &state);
        for (size_t i = 0; i < count; i++)
            learn_from(&f, &t->examples.items[order[i]]);
    }
    for (size_t i = 0; i < names; i++)
        t->weights[i] = t->names.items[i].seen < TRAIN_SEEN ? 0 : weight_of(&f, (uint32_t)i);
    arena_free(a);
}

model *train_model(const quoth_trainer *t, arena *a)
{
    size_t count = 0;
    for (size_t i = 0; i < t->names.len; i++)
        count += fabs(t->weights[i]) >= TRAIN_TINY;
    model *m = model_new(a, t->model->parts, count + 1);
    for (size_t i = 0; i < t->names.len; i++)
        if (fabs(t->weights[i]) >= TRAIN_TINY)
            model_set(m, t->names.items[i].feature, (float)(round(t->weights[i] * 1000) / 1000));
    model_seal(m);
    return m;
}
