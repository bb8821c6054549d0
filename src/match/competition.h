// SPDX-License-Identifier: MIT
// competition.h: what became of every candidate of an article, for explaining rows. The choice (choose.h) writes it
// down when it is asked to; the rest is read off afterwards.
#ifndef QUOTH_MATCH_COMPETITION_H
#define QUOTH_MATCH_COMPETITION_H

#include "base/order.h"
#include "match/features.h"
#include "match/model.h"

typedef enum candidate_fate {
    FATE_UNLIKELY,   // below the threshold of its case
    FATE_BEATEN,     // the rule of `by` beats its own
    FATE_NOT_INNER,  // likely enough only inside what somebody else is quoted with, and it does not lie there
    FATE_CUE_TAKEN,  // its cue was `by`'s already
    FATE_CROSSED,    // its content and `by` cross
    FATE_CUE_INSIDE, // its cue stands in the content of `by`
    FATE_WON
} candidate_fate;

typedef struct candidate_end {
    uint8_t fate;      // candidate_fate
    uint8_t kind;      // model_case
    bool late;         // came behind the others, whatever its probability
    float probability; // 0 without a model
    uint32_t by;       // candidate
    int32_t owner;     // winners: the attribution that it became or was joined to, -1: none
} candidate_end;

typedef struct competition {
    candidate_list candidates;
    candidate_end *ends; // by candidate
    // filled by competition_sort
    int32_t *first; // by attribution: the first of its rivals, -1: none
    struct rival *rivals;
} competition;

// A candidate that lost against (one of) the winners of an attribution, or that could not have won beside it.
typedef struct rival {
    uint32_t candidate;
    int32_t next; // -1: the last one
} rival;

// Finds the rivals of each attribution, in the order of candidates.
void competition_sort(arena *a, competition *c, const item_list *items, size_t attributions);

// All that says the same of a candidate (whatever rule and cue it is weighed with) as one fact: the sum of its weights,
// less what it does for any candidate: the share of those in the article that have it too (as in SHAP values of a
// linear model, Lundberg and Lee 2017).
typedef struct evidence {
    feature fact; // feature_phrases.h
    float weight;
} evidence;

// How many of a sample of the article's candidates have a fact. After features_begin.
typedef struct fact_shares {
    const order_key *facts; // rising; `low`: how many have it
    size_t count;
    float size;
} fact_shares;
fact_shares fact_shares_find(const feature_input *in);

enum { EVIDENCE_MOST = 4 };
// The facts that spoke most for and most against a candidate, the strongest first.
typedef struct evidence_list {
    evidence pro[EVIDENCE_MOST], contra[EVIDENCE_MOST];
    size_t pro_count, contra_count;
} evidence_list;
evidence_list candidate_evidence(const model *m, const feature_input *in, const fact_shares *shares, size_t candidate);

#endif
