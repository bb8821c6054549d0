// SPDX-License-Identifier: MIT
// model.h: weights.yaml of a rule folder -> a linear model: how likely a candidate is an attribution. Immutable,
// shared by threads. Learned by train.c; the head of the file tells its form.
#ifndef QUOTH_MATCH_MODEL_H
#define QUOTH_MATCH_MODEL_H

#include "base/error.h"
#include "match/features.h"

#define MODEL_FILE "weights.yaml" // its name in a rule folder; rules/rule_load.c knows that it has no rules

// Candidates of different cases are not comparable: each case has a threshold and a calibration of its own.
//   quoted: the speaker is captured, part of the content stands in marks     plain: no part of it does
//   carried: the speaker is that of another row                              nobody: `type: none`
//   inner: quoted, and all of it lies in what somebody else is quoted with; a threshold only, else it is quoted
#define MODEL_CASES(X) X(QUOTED, "quoted") X(PLAIN, "plain") X(CARRIED, "carried") X(NOBODY, "nobody") X(INNER, "inner")
typedef enum model_case {
#define X(id, name) MODEL_##id,
    MODEL_CASES(X)
#undef X
        MODEL_CASE_COUNT
} model_case;
const char *model_case_name(model_case c);
model_case model_case_of(const rule *r, bool quoted);

enum { MODEL_POINTS = 24 };

// Between two points confidence is linear; before the first and behind the last one it is theirs.
typedef struct model_point {
    float probability, confidence;
} model_point;

typedef struct model_curve {
    model_point points[MODEL_POINTS]; // by rising probability
    size_t count;                     // 0: confidence is the probability
} model_curve;

typedef struct model_slot {
    feature feature; // 0: free
    float weight;
} model_slot;

typedef struct model {
    arena *arena;
    feature_parts *parts; // numbers of the words in its features
    model_slot *set;      // weights in the order in which they were set
    size_t set_count;
    // what they are looked up in: see model.c
    model_slot *slots;
    uint16_t *factors;                  // by bucket
    unsigned bucket_shift, shift;       // a hash to its bucket, times the factor to its slot
    size_t count;                       // features
    float thresholds[MODEL_CASE_COUNT]; // candidates below are no attributions
    model_curve curves[MODEL_CASE_COUNT];
} model;

// Without weights; has room for `count` features. `parts`: of the model before it, for features whose words were
// numbered by a matcher that used that one; NULL: new.
model *model_new(arena *a, feature_parts *parts, size_t count);
// Replaces the weight of a feature, from model_seal on. Expects room: of `count`, the same feature twice counts twice.
void model_set(model *m, feature f, float weight);
void model_seal(model *m);
// 0 for a feature that it does not know.
float model_weight(const model *m, feature f);
// Reads weights.yaml. All in the arena; the first error is reported with its place, QUOTH_E_RULES.
quoth_status model_read(model **out, arena *a, const source_file *file, quoth_error *e);

float model_probability(const model *m, const feature_vector *v);
float model_confidence(const model *m, model_case c, float probability);

#endif
