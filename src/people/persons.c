// SPDX-License-Identifier: MIT
// persons.c: mentions with a person's name -> entities. Full names are entered over the whole article, since a
// headline uses the short form first; then the short forms find theirs in text order.
#include "people/cast.h"

static uint64_t pair_key(const name_parts *parts)
{
    return (uint64_t)parts->words[0] << 32 | parts->words[parts->count - 1];
}

// `de Blasio` is a surname; `Al Gore` a full name although `al` is a particle.
static bool is_full(const cast *c, const mention *m, const name_parts *parts)
{
    if (parts->count < 2)
        return false;
    return !(token_means(&c->facts, m->name_first, FEATURE_PARTICLE) &&
             token_means(&c->facts, m->name_first, FACT_LOWER));
}

static void enter_parts(cast *c, uint32_t e, const name_parts *parts)
{
    const name_parts *known = c->cards[e].parts;
    bool first_time = !known;
    if (first_time || (known->words[0] != parts->words[0]))
        cast_add(c, CAST_PAIR, pair_key(parts), e);
    if (first_time)
        cast_add(c, CAST_SURNAME, parts->words[parts->count - 1], e);
    if (!first_time && parts->count <= known->count)
        return;
    for (unsigned i = 0; i + 1 < parts->count; i++)
        cast_add(c, CAST_NAME_PART, parts->words[i], e);
    c->cards[e].parts = parts;
}

// An entity under the key whose name can be the same full name, or -1.
static int32_t find_full(const cast *c, cast_key kind, uint64_t key, const name_parts *parts, unsigned flags)
{
    int32_t entry = cast_first(c, kind, key);
    for (unsigned looked = 0; entry >= 0 && looked < CAST_LOOK; looked++, entry = cast_next(c, entry)) {
        uint32_t e = cast_value(c, entry);
        if (name_parts_agree(c->names, c->cards[e].parts, parts) && !genders_differ(c->entities.items[e].flags, flags))
            return (int32_t)e;
    }
    return -1;
}

static void enter_roles(cast *c, uint32_t e, mention *m)
{
    bool before = m->role_first == m->first && m->role_end == m->name_first;
    if (m->first < m->name_first)
        cast_role(c, e, m->first, m->name_first,
                  before ? mention_role(c->names, m) : description_of(c->names, m->first, m->name_first));
    if (m->role_first < m->role_end && m->role_first >= m->name_end)
        cast_role(c, e, m->role_first, m->role_end, mention_role(c->names, m));
}

// The parts with a suffix that may stand behind the name.
static const name_parts *full_parts(cast *c, mention *m)
{
    uint32_t end = m->name_end + 2 < m->end ? m->name_end + 2 : m->end; // a comma and `Jr.`
    bool suffix = false;
    for (uint32_t i = m->name_first; i < end && m->name_end < m->end; i++)
        suffix |= token_means(&c->facts, i, FEATURE_SUFFIX);
    const name_parts *parts = suffix ? name_parts_of(c->names, m->name_first, end) : NULL;
    return parts && parts->suffix ? parts : mention_parts(c->names, m);
}

// In the title case of a headline a name runs into the words beside it: `Hillary Clinton Goes`. Somebody whose full
// name is the beginning or the end of it.
static int32_t find_part_of_line(const cast *c, const name_parts *parts)
{
    for (unsigned count = parts->count - 1u; count >= 2; count--) {
        for (unsigned from = 0; from + count <= parts->count; from += parts->count - count) {
            name_parts part = {.count = (uint8_t)count};
            for (unsigned i = 0; i < count; i++)
                part.words[i] = parts->words[from + i];
            int32_t e = find_full(c, CAST_PAIR, pair_key(&part), &part, 0);
            if (e >= 0)
                return e;
        }
    }
    return -1;
}

// The first line and headings.
static bool is_title_case(const page *p, uint32_t *b, uint32_t at)
{
    while (*b + 1 < p->block_count && at >= p->blocks[*b].end_token)
        ++*b;
    block_kind kind = p->blocks[*b].kind;
    return *b == 0 || kind == BLOCK_HEADLINE || kind == BLOCK_SUBHEAD;
}

// Nobody's full name is in it, but one of its words is a surname elsewhere and its last one is not: it ends there.
static const name_parts *cut_line(cast *c, mention *m, const name_parts *parts)
{
    if (cast_first(c, CAST_ALONE, parts->words[parts->count - 1]) >= 0)
        return parts;
    for (uint32_t i = m->name_end - 1; i > m->name_first; i--) {
        if (!token_is_word(&c->facts, i) || cast_first(c, CAST_ALONE, name_word(c->names, i)) < 0)
            continue;
        mention_cut(m, i + 1);
        return mention_parts(c->names, m);
    }
    return parts;
}

static void enter_full(cast *c, uint32_t i, const name_parts *parts, bool line)
{
    mention *m = &c->mentions->items[i];
    int32_t e = find_full(c, CAST_PAIR, pair_key(parts), parts, m->flags);
    if (e < 0)
        e = find_full(c, CAST_SURNAME, parts->words[parts->count - 1], parts, m->flags);
    if (e < 0 && line && (e = find_part_of_line(c, parts)) >= 0) {
        mention_cut(m, m->name_first); // its words are not the name
        m->entity = e;
        return;
    }
    if (e < 0 && line)
        parts = cut_line(c, m, parts);
    if (e < 0)
        e = (int32_t)cast_entity(c, ENTITY_PERSON, i);
    m->entity = e;
    if (i < c->entities.items[e].first_mention)
        c->entities.items[e].first_mention = i;
    enter_parts(c, (uint32_t)e, parts);
    enter_roles(c, (uint32_t)e, m);
    c->entities.items[e].flags |= m->flags & (MENTION_IS_MALE | MENTION_IS_FEMALE);
}

typedef struct rank { // compared in this order
    bool title, plain, seen;
    uint32_t often; // mentions so far
    uint32_t near;
} rank;

// A namesake mentioned so much oftener that the bare surname has become his: a wife named once does not take it over.
#define OFTENER 4

static bool title_fits(cast *c, const mention *m, const card *known)
{
    for (uint32_t i = m->first; i < m->name_first; i++)
        for (unsigned k = 0; k < known->title_count; k++)
            if (token_means(&c->facts, i, FEATURE_TITLE) && known->titles[k] == name_lemma(c->names, i))
                return true;
    return false;
}

static rank rank_of(cast *c, const mention *m, uint32_t e)
{
    const card *known = &c->cards[e];
    uint32_t near = known->seen ? known->last_seen : UINT32_MAX - c->entities.items[e].first_mention;
    return (rank){title_fits(c, m, known), known->parts->suffix == 0, known->seen, c->entities.items[e].mention_count,
                  near};
}

static bool is_above(rank a, rank b)
{
    if (a.title != b.title)
        return a.title;
    if (a.plain != b.plain)
        return a.plain;
    if (a.seen != b.seen)
        return a.seen;
    if (a.often >= b.often + OFTENER || b.often >= a.often + OFTENER)
        return a.often > b.often;
    return a.near > b.near;
}

// The best bearer of the surname: the title's, else the one mentioned last, else the first to come.
static int32_t find_surname(cast *c, const mention *m, const name_parts *parts)
{
    int32_t best = -1, entry = cast_first(c, CAST_SURNAME, parts->words[parts->count - 1]);
    rank top = {0};
    for (unsigned looked = 0; entry >= 0 && looked < CAST_LOOK; looked++, entry = cast_next(c, entry)) {
        uint32_t e = cast_value(c, entry);
        const name_parts *theirs = c->cards[e].parts;
        if ((parts->suffix != 0 && theirs->suffix != parts->suffix) ||
            !name_parts_agree_in_words(c->names, theirs, parts) || genders_differ(c->entities.items[e].flags, m->flags))
            continue;
        rank r = rank_of(c, m, e);
        if (best < 0 || is_above(r, top)) {
            best = (int32_t)e;
            top = r;
        }
    }
    return best;
}

// `Mr. Obama` beside a Michelle Obama is somebody of his own, also where `Obama` stands before him.
static void enter_titled(cast *c)
{
    for (size_t k = 0; k < c->person_count; k++) {
        uint32_t i = c->persons[k];
        mention *m = &c->mentions->items[i];
        if (m->entity >= 0 || !(m->flags & (MENTION_IS_MALE | MENTION_IS_FEMALE)))
            continue;
        const name_parts *parts = mention_parts(c->names, m);
        if (parts->count == 0 || cast_first(c, CAST_SURNAME, parts->words[parts->count - 1]) < 0 ||
            find_surname(c, m, parts) >= 0)
            continue;
        m->entity = (int32_t)cast_entity(c, ENTITY_PERSON, i);
        c->entities.items[m->entity].flags |= m->flags & (MENTION_IS_MALE | MENTION_IS_FEMALE);
        enter_parts(c, (uint32_t)m->entity, parts);
    }
}

static void enter(cast *c, uint32_t i, bool line)
{
    mention *m = &c->mentions->items[i];
    const name_parts *parts = full_parts(c, m);
    if (is_full(c, m, parts))
        enter_full(c, i, parts, line);
    else if (parts->count == 1)
        cast_add(c, CAST_ALONE, parts->words[0], i);
}

// Headlines last: the article tells where a name ends.
void persons_enter(cast *c)
{
    uint32_t *late = arena_take(c->arena, c->person_count * sizeof *late), b = 0;
    size_t late_count = 0;
    for (size_t k = 0; k < c->person_count; k++) {
        uint32_t i = c->persons[k];
        if (is_title_case(c->page, &b, c->mentions->items[i].first))
            late[late_count++] = i;
        else
            enter(c, i, false);
    }
    for (size_t k = 0; k < late_count; k++)
        enter(c, late[k], true);
    enter_titled(c);
}

// Who alone has this word in the name: `Hillary`, `Ban`.
static int32_t find_part(const cast *c, const mention *m, uint32_t part)
{
    int32_t found = -1, entry = cast_first(c, CAST_NAME_PART, part);
    for (unsigned looked = 0; entry >= 0 && looked < CAST_LOOK; looked++, entry = cast_next(c, entry)) {
        int32_t e = (int32_t)cast_value(c, entry);
        if (e == found || genders_differ(c->entities.items[e].flags, m->flags))
            continue;
        if (found >= 0)
            return -1;
        found = e;
    }
    return found;
}

static bool is_speaker_line(const cast *c, const mention *m)
{
    const page *p = c->page;
    return p->blocks[c->block].first_token == m->first && m->end < p->token_count &&
           token_means(&c->facts, m->end, FACT_COLON) && token_means(&c->facts, m->name_end - 1, FACT_ALL_CAPS);
}

static uint32_t name_bytes(const cast *c, const mention *m)
{
    if (m->name_first >= m->name_end)
        return 0;
    const token *first = &c->page->tokens[m->name_first], *last = &c->page->tokens[m->name_end - 1];
    return last->start + last->len - first->start;
}

// More words win, then those that are not shouted, then the longer one: initials are short.
static void improve_name(cast *c, uint32_t e, uint32_t i, unsigned words)
{
    entity *who = &c->entities.items[e];
    const mention *m = &c->mentions->items[i];
    mention *best = &c->mentions->items[who->best];
    unsigned known = mention_parts(c->names, best)->count;
    if (i == who->best || words != known) {
        who->best = words > known ? i : who->best;
        return;
    }
    bool was_loud = token_means(&c->facts, best->name_end - 1, FACT_ALL_CAPS);
    bool loud = token_means(&c->facts, m->name_end - 1, FACT_ALL_CAPS);
    if (was_loud != loud ? was_loud : name_bytes(c, m) > name_bytes(c, best))
        who->best = i;
}

bool person_link(cast *c, uint32_t i)
{
    mention *m = &c->mentions->items[i];
    const name_parts *parts = mention_parts(c->names, m);
    int32_t e = m->entity;
    if (e >= 0 && parts->count == 0)
        cast_link(c, i, (uint32_t)e, LINK_FULL_NAME);
    if (parts->count == 0)
        return e >= 0;
    if (e < 0) {
        e = find_surname(c, m, parts);
        if (e < 0 && parts->count == 1)
            e = find_part(c, m, parts->words[0]);
        if (e < 0 && m->name_first == m->first)
            e = organisation_find(c, m->name_first, m->name_end);
        if (e < 0) {
            e = (int32_t)cast_entity(c, ENTITY_PERSON, i);
            enter_parts(c, (uint32_t)e, parts);
        }
    }
    const name_parts *known = c->cards[e].parts; // none if it is an organisation
    bool whole = !known || parts->count >= known->count || m->entity >= 0;
    bool line = is_speaker_line(c, m);
    cast_link(c, i, (uint32_t)e, line ? LINK_SPEAKER_LINE : whole ? LINK_FULL_NAME : LINK_PART_OF_NAME);
    enter_roles(c, (uint32_t)e, m);
    improve_name(c, (uint32_t)e, i, parts->count);
    return true;
}
