// SPDX-License-Identifier: MIT
// cluster.c: mentions -> entities, in passes over the article: names are entered, every mention but pronouns is
// linked in text order, those that speak together are joined, entities get their texts. Linear in the mentions.
#include "people/cluster.h"

#include "people/cast.h"

const char *link_step_name(link_step id)
{
    static const char *const names[LINK_STEP_COUNT] = {
        "",        "full-name", "part-of-name", "role",         "description", "organisation",
        "pronoun", "continued", "introduced",   "speaker-line", "alternating"};
    return (unsigned)id < LINK_STEP_COUNT ? names[id] : "";
}

static void link_one(cast *c, uint32_t i)
{
    mention *m = &c->mentions->items[i];
    switch (m->kind) {
    case MENTION_PERSON:
        if (!person_link(c, i))
            description_link(c, i);
        break;
    case MENTION_ORGANISATION:
    case MENTION_PLACE:
        organisation_link(c, i);
        break;
    case MENTION_PRONOUN:
        break;
    case MENTION_GROUP:
        if (mention_is_together(c, i))
            vec_push(c->arena, &c->together, i);
        else
            description_link(c, i);
        break;
    default:
        description_link(c, i);
    }
}

// A role that stands beside its bearer's name, inside one mention, is that bearer.
static bool link_inside(cast *c, uint32_t i, int32_t outer)
{
    if (outer < 0)
        return false;
    const mention *m = &c->mentions->items[i], *person = &c->mentions->items[outer];
    if (m->flags & MENTION_IS_PLURAL || person->entity < 0 || m->end > person->end)
        return false;
    bool title = m->first == person->first && m->end == person->name_first;
    bool role =
        person->role_first < person->role_end && m->end == person->role_end &&
        skip_articles(&c->facts, m->first, m->end) == skip_articles(&c->facts, person->role_first, person->role_end);
    if (title || role)
        cast_link(c, i, (uint32_t)person->entity, LINK_ROLE);
    return title || role;
}

// The block of a token behind the one in hand; the last one if it is in none.
static void find_block(cast *c, uint32_t at)
{
    const page *p = c->page;
    while (c->block + 1 < p->block_count && at >= p->blocks[c->block].end_token)
        c->block++;
    c->block_end = c->block + 1 < p->block_count ? p->blocks[c->block].end_token : UINT32_MAX;
}

static void link_all(cast *c)
{
    int32_t outer = -1; // the last person mention that is not inside another one
    for (uint32_t i = 0; i < c->mentions->len; i++) {
        mention *m = &c->mentions->items[i];
        if (m->first >= c->block_end)
            find_block(c, m->first);
        if (m->kind != MENTION_ROLE || !link_inside(c, i, outer))
            link_one(c, i);
        if (m->kind == MENTION_PERSON && (outer < 0 || m->end > c->mentions->items[outer].end))
            outer = (int32_t)i;
    }
}

// Behind the name may stand a suffix, with or without a comma.
static uint32_t with_suffix(const token_facts *f, const mention *m)
{
    uint32_t end = m->name_end;
    if (end < m->end && token_means(f, end, FEATURE_SUFFIX))
        return end + 1;
    if (end + 1 < m->end && token_means(f, end, FACT_COMMA) && token_means(f, end + 1, FEATURE_SUFFIX))
        return end + 2;
    return end;
}

// A description goes on to its first comma, bracket or relative clause.
static uint32_t end_of_description(const token_facts *f, const mention *m)
{
    const uint64_t ending = MEANS(FACT_COMMA) | MEANS(FACT_OPEN_BRACKET) | MEANS(FEATURE_RELATIVE);
    uint32_t i = m->first + 1;
    while (i < m->end && !(token_meaning(f, i) & ending))
        i++;
    return i;
}

void entity_write(arena *a, const mention_list *mentions, entity *e)
{
    if (e->name)
        return;
    const token_facts *f = name_table_facts(mentions->names);
    const page *p = name_table_page(mentions->names);
    const mention *m = &mentions->items[e->best];
    uint32_t first = m->name_first, end = m->name_end;
    if (first >= end)
        first = m->first, end = end_of_description(f, m);
    else if (m->kind == MENTION_PERSON)
        end = with_suffix(f, m);
    end = without_clitics(f, first, end);
    if (m->kind != MENTION_PERSON)
        first = skip_articles(f, first, end);
    e->name = token_text(a, p, first, end);
    if (e->role_first < e->role_end)
        e->role = token_text(a, p, e->role_first, e->role_end);
}

entity_list entities_cluster(arena *a, const page *p, mention_list *mentions, link_step **steps)
{
    cast c = {.arena = a, .page = p, .mentions = mentions, .names = mentions->names};
    c.facts = *name_table_facts(c.names);
    c.steps = ARENA_ARRAY(a, link_step, mentions->len);
    *steps = c.steps;
    cast_begin(&c);
    persons_enter(&c);
    organisations_enter(&c);
    link_all(&c);
    for (size_t i = 0; i < c.together.len; i++)
        together_link(&c, c.together.items[i]);
    return c.entities;
}
