// SPDX-License-Identifier: MIT
// competition.c: see competition.h. Comes in: what the choice wrote down. Goes out: who competed with each winner, and
// what the features say for and against a candidate. Decides nothing.
#include "match/competition.h"
#include "base/vec.h"
#include "match/choose.h"
#include "match/feature_phrases.h"

enum { RIVAL_OF_MOST = 4 }; // winners with which one candidate is told

// ---- rivals ----

// The winners of an article by the items that they claim: candidate + 1, 0: none.
typedef struct claimed {
    uint32_t content, cue;
} claimed;

typedef struct sorting {
    competition *c;
    claimed *items;
    uint32_t found[RIVAL_OF_MOST]; // winners of the candidate in hand
    size_t count;
} sorting;

static claimed *claim(arena *a, const competition *c, const item_list *items)
{
    claimed *out = ARENA_ARRAY(a, claimed, items->len + 1);
    for (uint32_t k = 0; k < c->candidates.len; k++) {
        const candidate *w = &c->candidates.items[k];
        for (size_t i = 0; c->ends[k].fate == FATE_WON && i < w->captures.count; i++) {
            const capture_span *s = &w->captures.spans[i];
            for (uint32_t at = s->first; at < s->end; at++)
                if (s->capture == CAPTURE_CUE)
                    out[at].cue = k + 1;
                else if (s->capture == CAPTURE_CONTENT &&
                         (!out[at].content || lies_in_content(w, &c->candidates.items[out[at].content - 1])))
                    out[at].content = k + 1;
        }
    }
    return out;
}

static void add(sorting *s, uint32_t winner)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->found[i] == winner)
            return;
    if (s->count < RIVAL_OF_MOST)
        s->found[s->count++] = winner;
}

// Adds a winner that stands where the candidate does, unless both could have won.
static void add_claimed(sorting *s, const candidate *c, uint32_t winner, bool same_cue)
{
    if (!winner)
        return;
    const candidate *w = &s->c->candidates.items[winner - 1];
    if (same_cue || (!lies_in_content(c, w) && !lies_in_content(w, c)))
        add(s, winner - 1);
}

static void find_winners(sorting *s, uint32_t k)
{
    const candidate *c = &s->c->candidates.items[k];
    const candidate_end *end = &s->c->ends[k];
    s->count = 0;
    if (end->by != k && s->c->ends[end->by].fate == FATE_WON && end->fate != FATE_UNLIKELY &&
        end->fate != FATE_NOT_INNER)
        add(s, end->by);
    for (size_t i = 0; i < c->captures.count; i++) {
        const capture_span *span = &c->captures.spans[i];
        claimed seen = {0, 0};
        if (span->capture != CAPTURE_CUE && span->capture != CAPTURE_CONTENT)
            continue;
        for (uint32_t at = span->first; at < span->end; at++) {
            claimed here = s->items[at];
            if (here.cue != seen.cue)
                add_claimed(s, c, here.cue, span->capture == CAPTURE_CUE);
            if (here.content != seen.content)
                add_claimed(s, c, here.content, false);
            seen = here;
        }
    }
}

void competition_sort(arena *a, competition *c, const item_list *items, size_t attributions)
{
    VEC(rival) rivals = {0};
    sorting s = {.c = c, .items = claim(a, c, items)};
    c->first = arena_take(a, (attributions + 1) * sizeof *c->first);
    for (size_t i = 0; i < attributions; i++)
        c->first[i] = -1;
    for (uint32_t k = (uint32_t)c->candidates.len; k-- > 0;) { // chains run from the first to the last
        if (c->ends[k].fate == FATE_WON)
            continue;
        find_winners(&s, k);
        for (size_t i = 0; i < s.count; i++) {
            int32_t *first = &c->first[c->ends[s.found[i]].owner];
            if (*first >= 0 && rivals.items[*first].candidate == k) // of two winners of one attribution
                continue;
            rival r = {k, *first};
            *first = (int32_t)rivals.len;
            vec_push(a, &rivals, r);
        }
    }
    c->rivals = rivals.items;
}

// ---- evidence ----

// Replaces features by facts, each once; weights[i] is the sum for facts[i]. m: NULL: without weights. Returns how
// many.
static size_t find_facts(const feature_vector *v, feature *facts, float *weights, const model *m)
{
    size_t count = 0;
    for (size_t i = 0; i < v->len; i++) {
        feature fact = feature_fact(v->items[i]);
        size_t at = 0;
        while (at < count && facts[at] != fact)
            at++;
        if (at == count) {
            facts[count] = fact;
            weights[count++] = 0;
        }
        weights[at] += m ? model_weight(m, v->items[i]) : 0;
    }
    return count;
}

fact_shares fact_shares_find(const feature_input *in)
{
    enum { SAMPLE = 32, DOUBT = 4 }; // in a short article little is known of what is common
    size_t all = in->candidates->len, size = all < SAMPLE ? all : SAMPLE, found = 0, kept = 0;
    order_key *keys = arena_take(in->arena, (size * FEATURES_MOST + 1) * sizeof *keys);
    for (size_t i = 0; i < size; i++) {
        feature_vector v;
        feature facts[FEATURES_MOST];
        float weights[FEATURES_MOST];
        features_of(in, i * all / size, &v);
        size_t count = find_facts(&v, facts, weights, NULL);
        for (size_t k = 0; k < count; k++)
            keys[found++] = (order_key){facts[k], 1};
    }
    order_sort(in->arena, keys, found);
    for (size_t i = 0; i < found; i++)
        if (kept && keys[kept - 1].high == keys[i].high)
            keys[kept - 1].low++;
        else
            keys[kept++] = keys[i];
    return (fact_shares){keys, kept, (float)(size + DOUBT)};
}

static float share_of(const fact_shares *shares, feature fact)
{
    size_t low = 0, high = shares->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (shares->facts[middle].high < fact)
            low = middle + 1;
        else
            high = middle;
    }
    bool known = low < shares->count && shares->facts[low].high == fact;
    return known ? (float)shares->facts[low].low / shares->size : 0;
}

// Puts a fact among the strongest so far.
static void rank(evidence *list, size_t *count, evidence e, float sign)
{
    size_t at = *count;
    while (at > 0 && list[at - 1].weight * sign < e.weight * sign)
        at--;
    if (at == EVIDENCE_MOST)
        return;
    *count += *count < EVIDENCE_MOST;
    for (size_t i = *count - 1; i > at; i--)
        list[i] = list[i - 1];
    list[at] = e;
}

evidence_list candidate_evidence(const model *m, const feature_input *in, const fact_shares *shares, size_t k)
{
    static const float least = 0.05f; // what weighs less decides nothing
    evidence_list out = {.pro_count = 0};
    feature_vector v;
    feature facts[FEATURES_MOST];
    float weights[FEATURES_MOST];
    features_of(in, k, &v);
    size_t count = find_facts(&v, facts, weights, m);
    for (size_t i = 0; i < count; i++) {
        evidence e = {facts[i], weights[i] * (1 - share_of(shares, facts[i]))};
        if (e.weight > least)
            rank(out.pro, &out.pro_count, e, 1);
        else if (e.weight < -least)
            rank(out.contra, &out.contra_count, e, -1);
    }
    return out;
}
