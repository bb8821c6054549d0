// SPDX-License-Identifier: MIT
// item.h: tokens -> the stream of items that rules see. An item is a token, a phrase of a word list, something that a
// rule folded, a paired quotation, or an empty item: where a sentence or a block begins or ends, or a comma that stands
// inside the marks of the quotation before it.
#ifndef QUOTH_MATCH_ITEM_H
#define QUOTH_MATCH_ITEM_H

#include "base/vec.h"
#include "match/node.h"

typedef struct item {
    uint32_t first, end; // tokens; first == end: an empty item
    class_id class_id;
    int32_t node; // what was folded here, or -1
} item;

typedef struct item_list {
    item *items;
    size_t len, room;
    uint64_t *marks; // by item: classes_marks, kept by folding stages; NULL: to be made
} item_list;

// Refills the list with the first `most` items of a block as it is before sentences are known: block-start, tokens with
// phrases joined, block-end.
void items_of_block(arena *a, item_list *out, const page *p, size_t block, vocab *v, size_t most);
// The whole article without its furniture: tokens with phrases joined, sentence-start and sentence-end where the tokens
// say so, paragraph-end.
item_list items_of_page(arena *a, const page *p, vocab *v);
// Folds each outermost paired quotation into one item; what lies across its marks keeps it from being folded. Behind
// one whose last sign is a comma stands an empty comma: rules see it where `"No", she said` has its own.
void items_fold_quotations(arena *a, item_list *items, const page *p, vocab *v, node_list *nodes);

#endif
