// SPDX-License-Identifier: MIT
// analysis.c: see analysis.h. The only place where all stages stand together; reads from top to bottom.
#include "analysis.h"

#include "match/block_rules.h"
#include "match/fold.h"
#include "speaker/pronoun.h"
#include "text/block.h"
#include "text/quotation.h"
#include "text/sentence.h"

#include <time.h>

static uint64_t now(const quoth_analyser *r)
{
    struct timespec t = {0};
    if (r->timed)
        clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// Adds the time since *since to a stage and begins the next one.
static void lap(quoth_analyser *r, analysis_stage stage_id, uint64_t *since)
{
    if (!r->timed)
        return;
    uint64_t t = now(r);
    r->nanoseconds[stage_id] += t - *since;
    *since = t;
}

void analysis_read(quoth_analyser *r, const char *bytes, size_t len, analysis_mode mode, analysis *out)
{
    const token_lists *lists = &r->rules->set->lists;
    page *p = &out->page;
    uint64_t since = now(r);
    p->text = utf8_decode(r->arena, bytes, len);
    lap(r, ANALYSIS_DECODE, &since);
    page_split_blocks(r->arena, p);
    lap(r, ANALYSIS_BLOCKS, &since);
    page_tokenise(r->arena, p, r->vocab, lists);
    lap(r, ANALYSIS_TOKENS, &since);
    if (mode == ANALYSIS_PAGE)
        blocks_classify(r->matcher, r->arena, p);
    lap(r, ANALYSIS_BLOCKS, &since);
    page_pair_quotations(r->arena, p, r->vocab, lists);
    lap(r, ANALYSIS_QUOTATIONS, &since);
    page_mark_sentences(p, r->vocab, lists);
    lap(r, ANALYSIS_SENTENCES, &since);
}

void analysis_fold(quoth_analyser *r, analysis *out, size_t stop)
{
    const rule_set *set = r->rules->set;
    uint64_t since = now(r);
    out->items = items_of_page(r->arena, &out->page, r->vocab);
    for (size_t s = 0; s < stop; s++) {
        if (set->stages[s].does == STAGE_FOLDS_QUOTATIONS)
            items_fold_quotations(r->arena, &out->items, &out->page, r->vocab, &out->nodes);
        else if (set->stages[s].does == STAGE_FOLDS)
            stage_fold(r->matcher, r->arena, s, &out->page, &out->items, &out->nodes);
    }
    lap(r, ANALYSIS_FOLDS, &since);
}

void analysis_begin(quoth_analyser *r, const char *bytes, size_t len, analysis *out)
{
    // After so many distinct words or classes the vocabulary begins anew: memory does not grow with an archive.
    enum { VOCABULARY_TYPES = 400000, VOCABULARY_CLASSES = 20000, ARENA_KEEP = 16 << 20 };
    *out = (analysis){0};
    arena_reset(r->arena, ARENA_KEEP);
    matcher_trim(r->matcher, VOCABULARY_TYPES, VOCABULARY_CLASSES);
    analysis_read(r, bytes, len < INT32_MAX ? len : INT32_MAX, ANALYSIS_PAGE, out);
    analysis_fold(r, out, r->rules->set->stage_count);
}

void analysis_attribute(quoth_analyser *r, analysis *out)
{
    const rule_set *set = r->rules->set;
    uint64_t since = now(r);
    out->attributions =
        attributions_choose(r->matcher, r->arena, &out->page, &out->items, &out->nodes, out->competition);
    lap(r, ANALYSIS_ATTRIBUTIONS, &since);
    out->mentions = mentions_collect(r->arena, &out->page, r->names, &out->nodes);
    out->entities = entities_cluster(r->arena, &out->page, &out->mentions, &out->steps);
    lap(r, ANALYSIS_MENTIONS, &since);
    resolve_input in = {.arena = r->arena,
                        .page = &out->page,
                        .rules = set,
                        .vocab = r->vocab,
                        .nodes = &out->nodes,
                        .mentions = &out->mentions,
                        .entities = &out->entities,
                        .steps = out->steps,
                        .attributions = &out->attributions,
                        .told = out->pronouns};
    pronouns_link(&in);
    speakers_resolve(&in);
    lap(r, ANALYSIS_SPEAKERS, &since);
}
