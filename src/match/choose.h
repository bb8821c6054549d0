// SPDX-License-Identifier: MIT
// choose.h: the attributing stages: their matches, and which of them become attributions.
//
// Order: `beats`, then the earlier stage, the longer match, the earlier start, file order. A match loses against one
// chosen before it when both claim the same cue, or when their contents cross. Contents may lie one in the other: then
// all of the inner attribution has to lie in the outer content (somebody quotes somebody).
#ifndef QUOTH_MATCH_CHOOSE_H
#define QUOTH_MATCH_CHOOSE_H

#include "match/matcher.h"

// Winners, sorted by their first content token. Those that give `type: none` are among them.
attribution_list attributions_choose(matcher *m, arena *a, const page *p, const item_list *items,
                                     const node_list *nodes);

#endif
