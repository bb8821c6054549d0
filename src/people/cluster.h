// SPDX-License-Identifier: MIT
// cluster.h: mentions -> entities: the forms of one name, role or description in one article ("Maria Lopez", "Lopez",
// "the senator"). Pronouns are not linked here (speaker/pronoun.h).
#ifndef QUOTH_PEOPLE_CLUSTER_H
#define QUOTH_PEOPLE_CLUSTER_H

#include "people/mention.h"

typedef enum entity_kind {
    ENTITY_UNKNOWN,
    ENTITY_PERSON,
    ENTITY_ORGANISATION,
    ENTITY_GROUP,
    ENTITY_UNNAMED,
    ENTITY_DOCUMENT
} entity_kind;

typedef struct entity {
    entity_kind kind;
    unsigned flags;                // MENTION_IS_MALE ... agreed by its mentions
    uint32_t best;                 // mention that gave the name
    uint32_t role_first, role_end; // tokens of the fullest role the article gives; may be empty
    uint32_t first_mention;
    uint32_t mention_count;
    // NULL until entity_write, which only those need who are spoken of in rows
    const char *name; // fullest name without title, or the fullest description without leading article
    const char *role; // NULL then too if the article gives none
} entity;

typedef struct entity_list {
    entity *items;
    size_t len, room;
} entity_list;

// The step that linked a mention to its entity; names for rows and explain in link_step_name().
typedef enum link_step {
    LINK_NONE,
    LINK_FULL_NAME,
    LINK_PART_OF_NAME,
    LINK_ROLE,
    LINK_DESCRIPTION,
    LINK_ORGANISATION,
    LINK_PRONOUN,
    LINK_CONTINUED,
    LINK_INTRODUCED,
    LINK_SPEAKER_LINE,
    LINK_ALTERNATING,
    LINK_STEP_COUNT
} link_step;
const char *link_step_name(link_step id); // "full-name", "part-of-name", ...

// Gives every mention but pronouns an entity. The list comes from mentions_collect with the same page. steps[i] (arena,
// one for each mention) says how it was linked.
entity_list entities_cluster(arena *a, const page *p, mention_list *mentions, link_step **steps);
// Writes the entity's name and role, if they are not written yet.
void entity_write(arena *a, const mention_list *mentions, entity *e);

#endif
