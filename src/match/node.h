// SPDX-License-Identifier: MIT
// node.h: one folded item: a name, a noun phrase, a quotation ... that a rule of a folding stage made of smaller items.
#ifndef QUOTH_MATCH_NODE_H
#define QUOTH_MATCH_NODE_H

#include "rules/rule.h"

typedef struct node {
    predicate_id kind;   // PREDICATE_ITEM_PERSON, ..., or an item kind of the rules
    uint32_t first, end; // tokens
    uint32_t head;       // token whose lists it inherited
    class_id class_id;   // its class: bits of the head's lists + kind
    int32_t parent;      // node that was folded around it later, or -1
    int32_t quotation;   // innermost quotation it stands in, or -1
    uint32_t block;
    uint16_t rule; // index into rule_set.rules that made it
    struct {
        uint32_t first, end;
    } captures[CAPTURE_COUNT]; // tokens; first == end: not captured
    int32_t mention;           // mention made of it, or -1 (filled by mentions_collect)
} node;

typedef struct node_list {
    node *items;
    size_t len, room;
} node_list;

#endif
