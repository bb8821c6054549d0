// SPDX-License-Identifier: MIT
// cast.c: the index of an article's entities and what each link teaches it. Who is linked to whom is decided in
// persons.c, organisations.c and descriptions.c.
#include "people/cast.h"

#include <string.h>

enum { FIRST_SHIFT = 64 - 10 }; // enough slots for most articles

// Empty slots, and room for half as many entries.
static void open_slots(cast *c, unsigned shift)
{
    size_t count = (size_t)1 << (64 - shift);
    const cast_entry *old = c->entries.items;
    c->shift = shift;
    c->mask = count - 1;
    c->slots = arena_take(c->arena, count * sizeof *c->slots);
    memset(c->slots, 0xFF, count * sizeof *c->slots);
    c->entries.room = count / 2;
    c->entries.items = arena_take(c->arena, c->entries.room * sizeof *c->entries.items);
    if (old)
        memcpy(c->entries.items, old, c->entries.len * sizeof *old);
}

// Lists the mentions of persons, and of organisations and places.
static void sort_mentions(cast *c)
{
    c->persons = arena_take(c->arena, c->mentions->len * sizeof *c->persons);
    c->organisations = arena_take(c->arena, c->mentions->len * sizeof *c->organisations);
    for (uint32_t i = 0; i < c->mentions->len; i++) {
        mention_kind kind = c->mentions->items[i].kind;
        if (kind == MENTION_PERSON)
            c->persons[c->person_count++] = i;
        else if (kind == MENTION_ORGANISATION || kind == MENTION_PLACE)
            c->organisations[c->organisation_count++] = i;
    }
}

void cast_begin(cast *c)
{
    sort_mentions(c);
    open_slots(c, FIRST_SHIFT);
    c->companies[0] = c->companies[1] = -1;
    size_t most = c->mentions->len; // a mention begins one entity at most
    c->entities.items = arena_take(c->arena, most * sizeof *c->entities.items);
    c->cards = arena_take(c->arena, most * sizeof *c->cards);
    c->entities.room = most;
}

static inline void add(cast *c, size_t slot, uint64_t whole, uint32_t value, const description *about)
{
    int32_t number = (int32_t)c->entries.len++;
    c->entries.items[number] = (cast_entry){whole, value, c->slots[slot], about};
    c->slots[slot] = number;
}

// Not inlined, so that adding without it saves no registers.
static __attribute__((noinline)) void widen_and_add(cast *c, uint64_t whole, uint32_t value, const description *about)
{
    open_slots(c, c->shift - 1);
    for (size_t i = 0; i < c->entries.len; i++) // the newest of a key remains
        c->slots[cast_slot(c, c->entries.items[i].key)] = (int32_t)i;
    add(c, cast_slot(c, whole), whole, value, about);
}

void cast_add(cast *c, cast_key kind, uint64_t key, uint32_t value)
{
    uint64_t whole = cast_whole_key(kind, key);
    if (c->entries.len < c->entries.room)
        add(c, cast_slot(c, whole), whole, value, NULL);
    else
        widen_and_add(c, whole, value, NULL);
}

void cast_add_about(cast *c, cast_key kind, const description *about, uint32_t e, size_t slot)
{
    uint64_t whole = cast_whole_key(kind, about->head);
    if (c->entries.len < c->entries.room)
        add(c, slot, whole, e, about);
    else
        widen_and_add(c, whole, e, about);
}

uint32_t cast_entity(cast *c, entity_kind kind, uint32_t i)
{
    size_t e = c->entities.len++;
    c->entities.items[e] = (entity){.kind = kind, .best = i, .first_mention = i};
    c->cards[e] = (card){.last_seen = 0};
    return (uint32_t)e;
}

// A form of address (`Mr.`) tells the gender and no role.
static bool is_address(const token_facts *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        uint64_t means = token_meaning(f, i);
        if (!(means & (MEANS(FEATURE_MALE) | MEANS(FEATURE_FEMALE))) || !(means & MEANS(FACT_SHORT_TITLE)))
            return false;
    }
    return true;
}

static void note_titles(card *known, const description *d)
{
    for (unsigned i = 0; i < d->count && known->title_count < CAST_TITLES; i++)
        known->titles[known->title_count++] = d->words[i];
}

void cast_role(cast *c, uint32_t e, uint32_t first, uint32_t end, const description *d)
{
    card *known = &c->cards[e];
    if (!d->head || d->plural)
        return;
    if (known->title_count == 0)
        note_titles(known, d);
    if (is_address(&c->facts, first, end))
        return;
    cast_add_about(c, CAST_ROLE, d, e, cast_slot(c, cast_whole_key(CAST_ROLE, d->head)));
    if (d->count > known->role_words) {
        entity *who = &c->entities.items[e];
        known->role_words = d->count;
        who->role_first = skip_articles(&c->facts, first, end);
        while (end > who->role_first + 1 && !token_is_word(&c->facts, end - 1))
            end--; // the comma of an apposition
        who->role_end = end;
    }
}
