// SPDX-License-Identifier: MIT
// organisations.c: mentions of organisations and places -> entities: names, acronyms, `the ministry` for `Ministry of
// X`, `the company` for the one named just before.
#include "people/cast.h"

#include <string.h>

static const description *about_of(cast *c, mention *m)
{
    bool owned = m->name_first + 1 < m->name_end && token_means(&c->facts, m->name_first, FEATURE_POSSESSIVE);
    return mention_about(c->names, m, m->name_first + owned, m->name_end);
}

static uint64_t exact_key(const description *d)
{
    uint64_t key = d->count;
    for (unsigned i = 0; i < d->count; i++)
        key = key * UINT64_C(0x100000001B3) + d->words[i];
    return key;
}

static bool is_same(const description *a, const description *b)
{
    unsigned i = 0;
    while (i < a->count && i < b->count && a->words[i] == b->words[i])
        i++;
    return i == a->count && i == b->count;
}

// A name has a word in upper case that is neither the article nor only upper case because the sentence begins.
static bool is_named(const token_facts *f, const mention *m)
{
    unsigned upper = 0;
    bool only_first = false;
    for (uint32_t i = m->name_first; i < m->name_end; i++) {
        uint64_t means = token_meaning(f, i);
        if ((means & (MEANS(FACT_WORD) | MEANS(FACT_LOWER))) != MEANS(FACT_WORD))
            continue;
        only_first = upper++ == 0 && f->tokens[i].flags & TOKEN_STARTS_SENTENCE &&
                     means & (MEANS(FEATURE_ORGANISATION_NOUN) | MEANS(FEATURE_GROUP_NOUN));
    }
    return upper > 0 && !only_first;
}

static bool is_acronym(const cast *c, const mention *m)
{
    return m->name_end == m->name_first + 1 && token_means(&c->facts, m->name_first, FACT_ALL_CAPS);
}

static int32_t find_exact(const cast *c, const description *d)
{
    int32_t entry = cast_first(c, CAST_EXACT, exact_key(d));
    for (unsigned looked = 0; entry >= 0 && looked < CAST_LOOK; looked++, entry = cast_next(c, entry))
        if (is_same(c->cards[cast_value(c, entry)].about, d))
            return (int32_t)cast_value(c, entry);
    return -1;
}

// The key of the initials of the words in upper case, at least two; else 0.
static uint64_t initials_of(cast *c, const mention *m)
{
    char initials[NAME_WORDS * 4 + 1];
    size_t len = 0, count = 0;
    for (uint32_t i = m->name_first; i < m->name_end && count < NAME_WORDS; i++) {
        if (!token_is_word(&c->facts, i) || token_means(&c->facts, i, FACT_LOWER))
            continue;
        const token *k = &c->page->tokens[i];
        size_t next = 0;
        utf8_next(c->page->text.bytes + k->start, k->len, &next);
        memcpy(initials + len, c->page->text.bytes + k->start, next);
        len += next;
        count++;
    }
    return count < 2 ? 0 : name_key_of(c->names, initials, len);
}

// `Environmental Protection Agency (EPA)`: the key of the word in brackets behind the name, or 0.
static uint64_t bracketed(cast *c, const mention *m)
{
    uint32_t i = m->name_end;
    if (i + 2 >= c->page->token_count || !token_means(&c->facts, i, FACT_OPEN_BRACKET))
        return 0;
    if (!token_means(&c->facts, i + 1, FACT_ALL_CAPS) || !token_means(&c->facts, i + 2, FACT_CLOSE_BRACKET))
        return 0;
    return name_key_at(c->names, i + 1);
}

static bool rest_is_common(const cast *c, const mention *m)
{
    for (uint32_t i = m->name_first + 1; i < m->name_end; i++)
        if (!(token_meaning(&c->facts, i) & (MEANS(FEATURE_ORGANISATION_NOUN) | MEANS(FEATURE_SUFFIX))))
            return false;
    return m->name_end > m->name_first + 1;
}

static uint32_t enter(cast *c, uint32_t i, const description *d)
{
    const mention *m = &c->mentions->items[i];
    uint32_t e = cast_entity(c, ENTITY_ORGANISATION, i);
    c->cards[e].about = d;
    cast_add(c, CAST_EXACT, exact_key(d), e);
    cast_add(c, CAST_HEAD, d->head, e);
    if (rest_is_common(c, m))
        cast_add(c, CAST_FIRST_WORD, d->words[0], e);
    return e;
}

void organisations_enter(cast *c)
{
    for (size_t k = 0; k < c->organisation_count; k++) {
        uint32_t i = c->organisations[k];
        mention *m = &c->mentions->items[i];
        if (!is_named(&c->facts, m))
            continue;
        m->flags |= MENTION_IS_NAMED;
        if (is_acronym(c, m))
            continue;
        const description *d = about_of(c, m);
        if (!d->head)
            continue;
        int32_t e = find_exact(c, d);
        if (e < 0) {
            e = (int32_t)enter(c, i, d);
            uint64_t initials = initials_of(c, m);
            if (initials)
                cast_add(c, CAST_ACRONYM, initials, (uint32_t)e);
        }
        uint64_t acronym = bracketed(c, m);
        if (acronym)
            cast_add(c, CAST_ACRONYM, acronym, (uint32_t)e);
        m->entity = e;
    }
}

int32_t organisation_find(cast *c, uint32_t first, uint32_t end)
{
    const description *d = description_of(c->names, first, end);
    if (!d->head)
        return -1;
    int32_t entry = d->count == 1 ? cast_first(c, CAST_ACRONYM, name_key_at(c->names, d->head_token)) : -1;
    return entry >= 0 ? (int32_t)cast_value(c, entry) : find_exact(c, d);
}

// The longer name that a short form stands for: the one seen last, else the only one to come; -1 where undecided.
static int32_t find_host(const cast *c, cast_key kind, uint32_t key, const description *d)
{
    int32_t seen = -1, coming = -1, entry = cast_first(c, kind, key);
    unsigned to_come = 0;
    for (unsigned looked = 0; entry >= 0 && looked < CAST_LOOK; looked++, entry = cast_next(c, entry)) {
        int32_t e = (int32_t)cast_value(c, entry);
        const card *known = &c->cards[e];
        if (known->about->count <= d->count || !description_within(d, known->about))
            continue;
        if (known->seen && (seen < 0 || known->last_seen > c->cards[seen].last_seen))
            seen = e;
        if (!known->seen) {
            coming = e;
            to_come++;
        }
    }
    return seen >= 0 ? seen : to_come == 1 ? coming : -1;
}

// `the company`: the only organisation that this block and the one before it named.
static int32_t find_company(const cast *c, const mention *m, const description *d)
{
    if (!(m->flags & MENTION_IS_DEFINITE) || d->count != 1 || c->companies[0] < 0 ||
        token_means(&c->facts, d->head_token, FEATURE_GOVERNMENT) ||
        !token_means(&c->facts, d->head_token, FEATURE_ORGANISATION_NOUN))
        return -1;
    bool near = c->company_blocks[0] + 1 >= c->block;
    bool other = c->companies[1] >= 0 && c->company_blocks[1] + 1 >= c->block;
    return near && !other ? c->companies[0] : -1;
}

static void note_company(cast *c, uint32_t e)
{
    if (c->companies[0] != (int32_t)e) {
        c->companies[1] = c->companies[0];
        c->company_blocks[1] = c->company_blocks[0];
        c->companies[0] = (int32_t)e;
    }
    c->company_blocks[0] = c->block;
}

static int32_t find_named(cast *c, const mention *m, const description *d)
{
    if (is_acronym(c, m)) {
        int32_t entry = cast_first(c, CAST_ACRONYM, name_key_at(c->names, m->name_first));
        return entry >= 0 ? (int32_t)cast_value(c, entry) : find_exact(c, d);
    }
    if (m->entity >= 0 && c->cards[m->entity].seen)
        return m->entity;
    int32_t host = find_host(c, CAST_HEAD, d->head, d);
    bool single = d->count == 1 && !token_means(&c->facts, d->head_token, FEATURE_GOVERNMENT);
    if (host < 0 && single)
        host = find_host(c, CAST_FIRST_WORD, d->head, d);
    return host >= 0 ? host : m->entity;
}

static int32_t find_common(cast *c, const mention *m, const description *d)
{
    bool definite = m->flags & MENTION_IS_DEFINITE;
    int32_t e = definite ? find_host(c, CAST_HEAD, d->head, d) : -1;
    if (e < 0 && !(m->flags & MENTION_IS_INDEFINITE))
        e = find_exact(c, d);
    return e < 0 ? find_company(c, m, d) : e;
}

void organisation_link(cast *c, uint32_t i)
{
    mention *m = &c->mentions->items[i];
    const description *d = about_of(c, m);
    if (!d->head)
        return;
    bool named = m->flags & MENTION_IS_NAMED;
    int32_t e = named ? find_named(c, m, d) : find_common(c, m, d);
    if (e < 0)
        e = (int32_t)enter(c, i, d);
    cast_link(c, i, (uint32_t)e, is_same(c->cards[e].about, d) ? LINK_FULL_NAME : LINK_ORGANISATION);
    if (named && m->kind == MENTION_ORGANISATION)
        note_company(c, (uint32_t)e);
    entity *who = &c->entities.items[e];
    if (c->cards[e].about->count < d->count)
        who->best = i;
}
