// SPDX-License-Identifier: MIT
// descriptions.c: mentions without a name -> entities: a role that somebody named has, an unnamed source described
// before, a document; several who speak as one. Indefinite ones begin a new entity.
#include "people/cast.h"

#include <string.h>

typedef enum fit { FIT_NONE, FIT_OTHER_WAY, FIT_WITHIN, FIT_EQUAL } fit;

// An unnamed one may also have been described with fewer words than now; a named one's role may not.
static fit fit_of(const cast *c, const cast_entry *r, const mention *m, const description *d)
{
    const entity *who = &c->entities.items[r->value];
    if (r->about->plural != d->plural || (r->about->former && !d->former) || genders_differ(who->flags, m->flags) ||
        (who->kind == ENTITY_PERSON && m->flags & MENTION_IS_PLURAL))
        return FIT_NONE;
    bool within = description_within(d, r->about);
    if (within && r->about->count == d->count)
        return FIT_EQUAL;
    if (d->plural && !(m->flags & MENTION_IS_DEFINITE))
        return FIT_NONE; // `officials` are not the `state officials` of before
    if (within)
        return FIT_WITHIN;
    bool unnamed = who->kind != ENTITY_PERSON;
    return unnamed && description_within(r->about, d) ? FIT_OTHER_WAY : FIT_NONE;
}

// Among those seen so far the best fit, then the last one; else the only one to come who has a name.
// `entry`: the first under its noun.
static int32_t find_described(const cast *c, int32_t entry, const mention *m, const description *d)
{
    int32_t seen = -1, coming = -1;
    fit best = FIT_NONE;
    bool clash = false;
    for (unsigned looked = 0; entry >= 0 && looked < CAST_LOOK; looked++, entry = cast_next(c, entry)) {
        const cast_entry *r = &c->entries.items[entry];
        int32_t e = (int32_t)r->value;
        fit f = fit_of(c, r, m, d);
        if (f == FIT_NONE)
            continue;
        if (!c->cards[e].seen) {
            clash |= coming >= 0 && coming != e;
            coming = e;
        } else if (f > best || (f == best && c->cards[e].last_seen > c->cards[seen].last_seen)) {
            best = f;
            seen = e;
        }
    }
    if (seen >= 0)
        return seen;
    return clash ? -1 : coming;
}

static entity_kind kind_of(const mention *m)
{
    if (m->kind == MENTION_DOCUMENT)
        return ENTITY_DOCUMENT;
    if (m->kind == MENTION_GROUP || m->flags & MENTION_IS_PLURAL)
        return ENTITY_GROUP;
    return ENTITY_UNNAMED;
}

void description_link(cast *c, uint32_t i)
{
    mention *m = &c->mentions->items[i];
    cast_key kind = m->kind == MENTION_DOCUMENT ? CAST_DOCUMENT : CAST_ROLE;
    const description *d = mention_about(c->names, m, m->first, m->end);
    if (!d->head)
        return;
    bool new_one = m->flags & MENTION_IS_INDEFINITE;
    size_t slot = cast_slot(c, cast_whole_key(kind, d->head));
    int32_t e = new_one ? -1 : find_described(c, c->slots[slot], m, d);
    if (e >= 0) {
        bool person = c->entities.items[e].kind == ENTITY_PERSON;
        cast_link(c, i, (uint32_t)e, person ? LINK_ROLE : LINK_DESCRIPTION);
    } else {
        e = (int32_t)cast_entity(c, kind_of(m), i);
        cast_link(c, i, (uint32_t)e, LINK_DESCRIPTION);
    }
    if (c->entities.items[e].kind == ENTITY_PERSON)
        return;
    const description *known = c->cards[e].about;
    if (d->count > (known ? known->count : 0)) {
        c->cards[e].about = d;
        c->entities.items[e].best = i;
        cast_add_about(c, kind, d, (uint32_t)e, slot);
    }
}

#define TOGETHER_MOST 8

// `the former first lady and senator` is one person: of two functions the second needs an article of its own.
static bool stands_alone(const mention *m)
{
    return m->kind != MENTION_ROLE || m->flags & (MENTION_IS_PLURAL | MENTION_IS_DEFINITE | MENTION_IS_INDEFINITE);
}

// The mentions next inside i, at most TOGETHER_MOST; 0 when something else than marks and conjunctions stands
// between.
static unsigned parts_of(const cast *c, uint32_t i, uint32_t *parts)
{
    const mention *all = c->mentions->items, *m = &all[i];
    unsigned count = 0;
    uint32_t at = m->first, steps = 0;
    for (uint32_t k = i + 1; k < c->mentions->len && all[k].first < m->end; k++) {
        if (++steps > 4 * TOGETHER_MOST)
            return 0;
        if (all[k].first < at || all[k].kind == MENTION_PRONOUN || (all[k].first == m->first && all[k].end == m->end))
            continue;
        for (; at < all[k].first; at++)
            if (count == 0 || (token_is_word(&c->facts, at) && !token_means(&c->facts, at, FEATURE_CONJUNCTION)))
                return 0;
        if (count == TOGETHER_MOST || (count > 0 && !stands_alone(&all[k])))
            return 0;
        parts[count++] = k;
        at = all[k].end;
    }
    return at == m->end && count > 1 ? count : 0;
}

bool mention_is_together(const cast *c, uint32_t i)
{
    uint32_t parts[TOGETHER_MOST];
    return parts_of(c, i, parts) > 0;
}

static const char *name_of(cast *c, uint32_t i)
{
    const mention *m = &c->mentions->items[i];
    if (m->entity >= 0) {
        entity *who = &c->entities.items[m->entity];
        entity_write(c->arena, c->mentions, who);
        return who->name;
    }
    return token_text(c->arena, c->page, skip_articles(&c->facts, m->first, m->end), m->end);
}

// `A & B & C`
static const char *join_names(cast *c, const uint32_t *parts, unsigned count)
{
    static const char between[] = " & ";
    const char *names[TOGETHER_MOST];
    size_t lens[TOGETHER_MOST], len = 0;
    for (unsigned k = 0; k < count; k++) {
        names[k] = name_of(c, parts[k]);
        lens[k] = strlen(names[k]);
        len += lens[k] + strlen(between);
    }
    char *joined = arena_take(c->arena, len + 1), *at = joined;
    for (unsigned k = 0; k < count; k++) {
        if (k > 0)
            at = (char *)memcpy(at, between, strlen(between)) + strlen(between);
        at = (char *)memcpy(at, names[k], lens[k]) + lens[k];
    }
    *at = '\0';
    return joined;
}

// The entity of those who have these names together; a new one that mention i begins if there is none.
static uint32_t find_joined(cast *c, uint32_t i, const char *name)
{
    joined_name wanted = {.text = name_folded(c->names, name, strlen(name))};
    int32_t entry = cast_first(c, CAST_TOGETHER, wanted.text.hash);
    for (unsigned looked = 0; entry >= 0 && looked < CAST_LOOK; looked++, entry = cast_next(c, entry)) {
        const joined_name *known = &c->joined.items[cast_value(c, entry)];
        if (name_texts_agree(&known->text, &wanted.text))
            return known->entity;
    }
    wanted.entity = cast_entity(c, ENTITY_GROUP, i);
    cast_add(c, CAST_TOGETHER, wanted.text.hash, (uint32_t)c->joined.len);
    vec_push(c->arena, &c->joined, wanted);
    return wanted.entity;
}

void together_link(cast *c, uint32_t i)
{
    uint32_t parts[TOGETHER_MOST];
    unsigned count = parts_of(c, i, parts);
    const char *name = join_names(c, parts, count);
    uint32_t e = find_joined(c, i, name);
    c->entities.items[e].name = name;
    c->mentions->items[i].flags |= MENTION_IS_PLURAL;
    cast_link(c, i, e, LINK_FULL_NAME);
}
