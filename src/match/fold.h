// SPDX-License-Identifier: MIT
// fold.h: a folding stage: the winners among its matches become one item each.
#ifndef QUOTH_MATCH_FOLD_H
#define QUOTH_MATCH_FOLD_H

#include "match/matcher.h"

// Winners: the longer item, then the longer match, the earlier start, file order; none overlap. Works block by block,
// changes items in place, adds a node for each new item.
void stage_fold(matcher *m, arena *a, size_t stage, const page *p, item_list *items, node_list *nodes);

#endif
