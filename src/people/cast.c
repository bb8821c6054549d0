// SPDX-License-Identifier: MIT
// cast.c: the index of an article's entities and what each link teaches it. Who is linked to whom is decided in
// persons.c, organisations.c and descriptions.c.
#include "people/cast.h"

#include <string.h>

static uint64_t spread(cast_key kind, uint64_t key)
{
    uint64_t x = (key + 1) * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)kind * UINT64_C(0xD1B54A32D192ED03);
    x ^= x >> 32;
    return (x * UINT64_C(0xBF58476D1CE4E5B9)) ^ (uint64_t)kind; // the whole 64 bits stand for kind and key
}

static void open_slots(cast *c, size_t count)
{
    c->slot_count = count;
    c->slots = arena_take(c->arena, count * sizeof *c->slots);
    memset(c->slots, 0xFF, count * sizeof *c->slots);
}

void cast_begin(cast *c)
{
    open_slots(c, 1024); // enough for most articles
    c->companies[0] = c->companies[1] = -1;
    size_t most = c->mentions->len; // a mention begins one entity at most
    c->entities.items = arena_take(c->arena, most * sizeof *c->entities.items);
    c->cards.items = arena_take(c->arena, most * sizeof *c->cards.items);
    c->entities.room = c->cards.room = most;
}

static size_t slot_of(const cast *c, uint64_t key)
{
    size_t at = (size_t)(key >> 20) & (c->slot_count - 1);
    while (c->slots[at] >= 0 && c->entries.items[c->slots[at]].key != key)
        at = (at + 1) & (c->slot_count - 1);
    return at;
}

static void widen(cast *c)
{
    int32_t *old = c->slots;
    size_t count = c->slot_count;
    open_slots(c, count * 2);
    for (size_t i = 0; i < count; i++)
        if (old[i] >= 0)
            c->slots[slot_of(c, c->entries.items[old[i]].key)] = old[i];
}

void cast_add(cast *c, cast_key kind, uint64_t key, uint32_t value)
{
    if (c->entries.len * 2 >= c->slot_count)
        widen(c);
    uint64_t whole = spread(kind, key);
    size_t at = slot_of(c, whole);
    cast_entry entry = {whole, value, c->slots[at]};
    vec_push(c->arena, &c->entries, entry);
    c->slots[at] = (int32_t)(c->entries.len - 1);
}

int32_t cast_first(const cast *c, cast_key kind, uint64_t key) { return c->slots[slot_of(c, spread(kind, key))]; }

uint32_t cast_entity(cast *c, entity_kind kind, uint32_t i)
{
    entity fresh = {.kind = kind, .best = i, .first_mention = i};
    card blank = {.last_seen = 0};
    vec_push(c->arena, &c->entities, fresh);
    vec_push(c->arena, &c->cards, blank);
    return (uint32_t)c->entities.len - 1;
}

void cast_link(cast *c, uint32_t i, uint32_t e, link_step how)
{
    static const unsigned gender = MENTION_IS_MALE | MENTION_IS_FEMALE;
    mention *m = &c->mentions->items[i];
    entity *who = &c->entities.items[e];
    card *known = &c->cards.items[e];
    m->entity = (int32_t)e;
    c->steps[i] = how;
    known->seen = true;
    known->last_seen = i;
    who->mention_count++;
    if (!(who->flags & gender))
        who->flags |= m->flags & gender;
    if (who->kind != ENTITY_PERSON)
        who->flags |= m->flags & (MENTION_IS_PLURAL | MENTION_IS_NEUTER);
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
    card *known = &c->cards.items[e];
    if (!d->head || d->plural)
        return;
    if (known->title_count == 0)
        note_titles(known, d);
    if (is_address(&c->facts, first, end))
        return;
    role_record record = {e, d};
    vec_push(c->arena, &c->roles, record);
    cast_add(c, CAST_ROLE, d->head, (uint32_t)c->roles.len - 1);
    if (d->count > known->role_words) {
        entity *who = &c->entities.items[e];
        known->role_words = d->count;
        who->role_first = skip_articles(&c->facts, first, end);
        while (end > who->role_first + 1 && !token_is_word(&c->facts, end - 1))
            end--; // the comma of an apposition
        who->role_end = end;
    }
}
