// SPDX-License-Identifier: MIT
// mention.h: items that name somebody -> mentions, in text order; and mentions -> entities (cluster.h).
#ifndef QUOTH_PEOPLE_MENTION_H
#define QUOTH_PEOPLE_MENTION_H

#include "match/node.h"
#include "people/name_table.h"

typedef enum mention_kind {
    MENTION_PERSON,
    MENTION_PRONOUN,
    MENTION_ROLE,
    MENTION_GROUP,
    MENTION_ORGANISATION,
    MENTION_DOCUMENT,
    MENTION_PLACE,
    MENTION_OTHER
} mention_kind;

enum { // what is known of a mention; MALE and FEMALE both unset: unknown
    MENTION_IS_MALE = 1,
    MENTION_IS_FEMALE = 2,
    MENTION_IS_PLURAL = 4,
    MENTION_IS_FIRST = 8,
    MENTION_IS_SECOND = 16,
    MENTION_IS_NEUTER = 32,
    MENTION_IS_RELATIVE = 64,
    MENTION_IS_DEFINITE = 128,
    MENTION_IS_POSSESSIVE = 256,
    MENTION_IS_INDEFINITE = 512,
    MENTION_IS_NAMED = 1024 // organisations and places: their words are a name; set by entities_cluster
};

typedef struct mention {
    uint32_t node;
    mention_kind kind;
    unsigned flags;
    uint32_t first, end;           // tokens of the whole mention
    uint32_t name_first, name_end; // the name without title, suffix, apposition; empty when it has none
    uint32_t role_first, role_end; // role words: title before the name or apposition behind it; may be empty
    int32_t entity;                // index into entity_list, or -1
    // remembered once asked, else NULL (name.h)
    const struct description *about; // organisations and places: what the name says; others: the whole mention
    const struct description *role;  // what the role says
    const struct name_parts *parts;  // persons: of the name
} mention;

typedef struct mention_list {
    mention *items;
    size_t len, room;
    name_table *names; // begun with their page, for all who link them
} mention_list;

// Makes mentions of the nodes that name somebody, sorted by first token (an enclosing one before those inside it),
// sets node.mention. The table's vocabulary is the page's; a list lives until the table begins another page.
mention_list mentions_collect(arena *a, const page *p, name_table *names, node_list *nodes);

#endif
