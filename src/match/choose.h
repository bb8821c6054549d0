// SPDX-License-Identifier: MIT
// choose.h: the attributing stages: their matches, and which of them become attributions.
//
// Order without a model: the earlier stage, `beats`, the longer match, the earlier start, file order. With one: the
// probability that it gives, what is below its threshold is dropped; candidates without a cue, or whose speaker is
// another row's, come last. A match loses against one chosen before it when both claim the same cue, or when their
// contents cross. Contents may lie one in the other: then the inner attribution has a cue, and all of it lies in the
// outer content (somebody quotes somebody). Such a row with marks, below the threshold `quoted`, needs only `inner`.
#ifndef QUOTH_MATCH_CHOOSE_H
#define QUOTH_MATCH_CHOOSE_H

#include "match/competition.h"

// All matches of the attributing stages, in the order without a model; of those that say the same (content, cue,
// speaker) only the first.
candidate_list candidates_collect(matcher *m, arena *a, const item_list *items);
// What a candidate says in tokens, of its rule's type; confidence 0. Expects a content.
attribution attribution_of(const candidate *c, const rule *r, const page *p, const item_list *items);
// Does a quotation begin among the tokens?
bool tokens_have_quotation(const page *p, token_span s);

// The block of a token.
uint32_t page_block_of(const page *p, uint32_t token);

// All of the inner candidate (which needs a cue) lies in a content of the outer one.
bool lies_in_content(const candidate *inner, const candidate *outer);

// Winners, sorted by their first content token. Those that give `type: none` are among them. told: for what became of
// every candidate; NULL: nobody asks.
attribution_list attributions_choose(matcher *m, arena *a, const page *p, const item_list *items,
                                     const node_list *nodes, competition *told);

#endif
