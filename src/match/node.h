// SPDX-License-Identifier: MIT
// node.h: one folded item: a name, a noun phrase, a quotation ... that a rule of a folding stage made of smaller items.
#ifndef QUOTH_MATCH_NODE_H
#define QUOTH_MATCH_NODE_H

#include "rules/rule.h"

typedef struct node_capture {
    uint32_t capture;    // capture_id
    uint32_t first, end; // tokens, at least one
} node_capture;

typedef struct node {             // small: an article has hundreds, and several stages walk them
    predicate_id kind;            // PREDICATE_ITEM_PERSON, ..., or an item kind of the rules
    uint16_t rule;                // index into rule_set.rules that made it
    uint32_t first, end;          // tokens
    uint32_t head;                // token whose lists it inherited
    class_id class_id;            // its class: bits of the head's lists + kind
    int32_t parent;               // node that was folded around it later, or -1
    int32_t mention;              // mention made of it, or -1 (filled by mentions_collect)
    uint16_t captured;            // a bit for each capture_id that it has
    const node_capture *captures; // each id once; never CAPTURE_ITEM, which is the node itself
} node;
_Static_assert(CAPTURE_COUNT <= 16, "captured has a bit for each capture");

typedef struct node_list {
    node *items;
    size_t len, room;
    node_capture *spare, *spare_end; // room for captures
} node_list;

// NULL if the rule captured nothing under this name.
static inline const node_capture *node_captured(const node *n, capture_id id)
{
    if (!(n->captured >> id & 1))
        return NULL;
    const node_capture *c = n->captures;
    while (c->capture != id)
        c++;
    return c;
}

#endif
