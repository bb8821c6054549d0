// SPDX-License-Identifier: MIT
// cast.h: the entities of one article while they are being found: what is known of each one and the indexes by which
// persons.c, organisations.c and descriptions.c look them up. Private to people/.
//
//     key (kind of key, word ids) -> entry -> entry ...      newest first; a look-up reads at most CAST_LOOK of them
#ifndef QUOTH_PEOPLE_CAST_H
#define QUOTH_PEOPLE_CAST_H

#include "base/vec.h"
#include "people/cluster.h"
#include "people/name.h"

#define CAST_LOOK   32 // candidates that one look-up compares: keeps 100,000 Smiths linear
#define CAST_TITLES 4

typedef enum cast_key {
    CAST_SURNAME = 1, // last word of a person's name -> entity
    CAST_NAME_PART,   // any other word of it -> entity
    CAST_PAIR,        // first and last word -> entity
    CAST_ALONE,       // a word that somewhere is the whole name -> mention
    CAST_ROLE,        // noun of a role or an unnamed source -> entity
    CAST_DOCUMENT,    // noun of a document -> entity
    CAST_EXACT,       // all words of an organisation's name -> entity
    CAST_HEAD,        // its noun -> entity
    CAST_FIRST_WORD,  // its first word, where the others only say what it is (`Peabody Energy`) -> entity
    CAST_ACRONYM,     // `EPA` -> entity
    CAST_TOGETHER     // entities that speak as one: hash of their names -> index of cast.joined
} cast_key;

// What is known of an entity beyond what leaves people/. Parallel to the entity list.
typedef struct card {
    const name_parts *parts;  // persons; NULL: none
    const description *about; // organisations, unnamed ones; NULL: nothing yet
    uint32_t last_seen;       // last mention so far
    bool seen;                // mentioned so far, in text order
    uint8_t role_words;       // of entity.role
    uint8_t title_count;
    uint32_t titles[CAST_TITLES]; // titles that stood before the name
} card;

typedef struct cast_entry {
    uint64_t key;
    uint32_t value;
    int32_t next;
    const description *about; // of CAST_ROLE and CAST_DOCUMENT
} cast_entry;

// Several who speak as one.
typedef struct joined_name {
    folded_text text;
    uint32_t entity;
} joined_name;

typedef struct cast {
    arena *arena;
    const page *page;
    token_facts facts;
    name_table *names;
    mention_list *mentions;
    uint32_t *persons, *organisations; // mentions that name some, and places, in text order
    size_t person_count, organisation_count;
    entity_list entities;
    link_step *steps;
    card *cards;
    VEC(cast_entry) entries;
    VEC(uint32_t) together;     // mentions of several who speak as one: linked when all others are
    VEC(joined_name) joined;    // of these, by what their names are together
    int32_t *slots;             // index: first entry of a key or -1
    size_t mask;                // their number - 1
    unsigned shift;             // 64 - n of 2^n slots
    uint32_t block, block_end;  // of the mention in hand, and the token behind it
    int32_t companies[2];       // the two organisations named last, newest first, or -1
    uint32_t company_blocks[2]; // where
} cast;

void cast_begin(cast *c);
void cast_add(cast *c, cast_key kind, uint64_t key, uint32_t value);
// What an entity is described as, under its noun. `slot`: that of the key, nothing was added since it was asked.
void cast_add_about(cast *c, cast_key kind, const description *about, uint32_t e, size_t slot);
// The first 8 bits of a key do not count.
static inline uint64_t cast_whole_key(cast_key kind, uint64_t key) { return key << 8 | (uint64_t)kind; }
static inline size_t cast_slot(const cast *c, uint64_t whole)
{
    size_t at = (size_t)(whole * UINT64_C(0x9E3779B97F4A7C15) >> c->shift);
    while (c->slots[at] >= 0 && c->entries.items[c->slots[at]].key != whole)
        at = (at + 1) & c->mask;
    return at;
}
// Walks what was added under a key: entry indexes, -1 at the end.
static inline int32_t cast_first(const cast *c, cast_key kind, uint64_t key)
{
    return c->slots[cast_slot(c, cast_whole_key(kind, key))];
}
static inline int32_t cast_next(const cast *c, int32_t entry) { return c->entries.items[entry].next; }
static inline uint32_t cast_value(const cast *c, int32_t entry) { return c->entries.items[entry].value; }

// A new entity that mention i begins. It is not linked to it yet.
uint32_t cast_entity(cast *c, entity_kind kind, uint32_t i);
// Links mention i to an entity: the entity learns gender, number and time from it.
static inline void cast_link(cast *c, uint32_t i, uint32_t e, link_step how)
{
    const unsigned gender = MENTION_IS_MALE | MENTION_IS_FEMALE;
    mention *m = &c->mentions->items[i];
    entity *who = &c->entities.items[e];
    unsigned learns = who->flags & gender ? 0 : gender;
    learns |= who->kind == ENTITY_PERSON ? 0 : MENTION_IS_PLURAL | MENTION_IS_NEUTER;
    who->flags |= m->flags & learns;
    who->mention_count++;
    m->entity = (int32_t)e;
    c->steps[i] = how;
    c->cards[e].seen = true;
    c->cards[e].last_seen = i;
}
// Notes the words [first, end) that say what e is, and their description. Titles are kept for telling namesakes apart;
// roles are indexed.
void cast_role(cast *c, uint32_t e, uint32_t first, uint32_t end, const description *d);
static inline bool genders_differ(unsigned a, unsigned b)
{
    unsigned both = MENTION_IS_MALE | MENTION_IS_FEMALE;
    return (a & both) && (b & both) && !(a & b & both);
}

// persons.c: full names are entered over the whole article first, then short forms are linked in text order.
void persons_enter(cast *c);
// False when nobody fits and the mention has no name.
bool person_link(cast *c, uint32_t i);
// organisations.c: the same for organisations and places.
void organisations_enter(cast *c);
void organisation_link(cast *c, uint32_t i);
// The organisation with exactly these words or this acronym, or -1.
int32_t organisation_find(cast *c, uint32_t first, uint32_t end);
// descriptions.c: roles, groups, unnamed sources, documents.
void description_link(cast *c, uint32_t i);
// `A and B`: whether the mention of a group is nothing but other mentions, and the link of such a one, once those are
// linked.
bool mention_is_together(const cast *c, uint32_t i);
void together_link(cast *c, uint32_t i);

#endif
