// SPDX-License-Identifier: MIT
// pronoun.c: pronouns -> entities, by scoring the mentions before each: fit of gender and number, nearness, subject,
// whoever spoke last. In: linked mentions, attributions. It leaves first and second person alone.
#include "speaker/pronoun.h"

#define LOOK_MENTIONS 60 // how far back a pronoun may reach
#define LOOK_BLOCKS   3

// What a candidate's place and form are worth. Chosen by hand on the development articles.
enum {
    WORTH_SENTENCE = -2, // for each sentence back
    WORTH_BLOCK = -2,    // for each block back
    WORTH_SUBJECT = 3,
    WORTH_SOURCE = 1,        // said something itself
    WORTH_SPEAKER = 6,       // spoke last, in this block or the one before
    WORTH_RIVAL = -3,        // ... but somebody who fits too was named in a sentence since then
    WORTH_NAMED_BEHIND = -5, // named in the same sentence behind the pronoun: `she said Lopez would come`
    WORTH_GENDER = 3,        // known, not only possible
    WORTH_NUMBER = 3,
    WORTH_NAMED = 2,
    WORTH_OFTEN = 3,   // at most: 1 for each doubling of its mentions
    WORTH_INSIDE = -2, // part of another mention: `Clinton` in `Clinton's lawyer`
    WORTH_LEAST = -6   // below this nobody
};

typedef struct site { // what of a mention counts here, close together: each is looked at by many pronouns
    uint32_t sentence, block;
    uint32_t end;      // behind its last token
    int32_t entity;    // or -1
    int32_t quotation; // innermost one around it, or -1
    uint8_t kind;      // mention_kind
    bool subject, source, inside;
} site;

typedef struct search {
    const resolve_input *in;
    site *sites;
    int32_t speaker; // entity of the last attribution before the pronoun, or -1
    uint32_t speaker_block, speaker_sentence;
} search;

static void mark_sources(const resolve_input *in, site *sites)
{
    for (size_t i = 0; i < in->attributions->len; i++) {
        const attribution *a = &in->attributions->items[i];
        if (a->mention >= 0)
            sites[a->mention].source = sites[a->mention].subject = true;
    }
}

// Sentences that end in [*at, end); *at moves there.
static uint32_t sentence_ends(const page *p, uint32_t *at, uint32_t end)
{
    uint32_t count = 0;
    for (; *at < end; ++*at)
        count += (p->tokens[*at].flags & TOKEN_ENDS_SENTENCE) != 0;
    return count;
}

// Blocks and sentences are counted without furniture. A mention is a subject when it is the first one of its
// sentence.
static site *find_sites(const resolve_input *in)
{
    const page *p = in->page;
    const mention *all = in->mentions->items;
    site *sites = arena_take(in->arena, in->mentions->len * sizeof *sites);
    uint32_t at = 0, sentence = 0, b = 0, counted = 0, last_sentence = UINT32_MAX, covered = 0;
    for (size_t i = 0; i < in->mentions->len; i++) {
        for (; b + 1 < p->block_count && all[i].first >= p->blocks[b].end_token; b++) {
            bool read = p->blocks[b].kind != BLOCK_FURNITURE;
            counted += read;
            sentence += read ? sentence_ends(p, &at, p->blocks[b].end_token) : 0;
            at = p->blocks[b].end_token;
        }
        sentence += sentence_ends(p, &at, all[i].first);
        sites[i] = (site){.sentence = sentence,
                          .block = counted,
                          .end = all[i].end,
                          .entity = all[i].entity,
                          .quotation = in->nodes->items[all[i].node].quotation,
                          .kind = (uint8_t)all[i].kind,
                          .subject = sentence != last_sentence,
                          .inside = all[i].first < covered};
        last_sentence = sentence;
        covered = all[i].end > covered ? all[i].end : covered;
    }
    mark_sources(in, sites);
    return sites;
}

// Whether the candidate stands where the pronoun can see it: outside quotations, or in one that holds the pronoun
// too.
static bool is_visible(const resolve_input *in, const site *candidate, const site *pronoun)
{
    if (candidate->quotation < 0)
        return true;
    int32_t q = pronoun->quotation;
    for (unsigned depth = 0; q >= 0 && depth < 16; depth++, q = in->page->quotations[q].parent)
        if (q == candidate->quotation)
            return true;
    return false;
}

// Gender and number: -1 impossible, else what the fit is worth.
// A thing stays one when `who` points to it: the mention that gave the entity its name tells.
static int fit_person(const search *s, const site *candidate, unsigned wanted)
{
    static const unsigned gender = MENTION_IS_MALE | MENTION_IS_FEMALE;
    const entity *e = &s->in->entities->items[candidate->entity];
    if (candidate->kind == MENTION_OTHER || (e->kind != ENTITY_PERSON && e->kind != ENTITY_UNNAMED))
        return -1;
    if (e->flags & MENTION_IS_PLURAL || (e->flags & gender && !(e->flags & wanted)))
        return -1;
    if (s->sites[e->best].kind == MENTION_OTHER)
        return -1;
    return (e->flags & gender ? WORTH_GENDER : 0) + (e->kind == ENTITY_PERSON ? WORTH_NAMED : 0);
}

static int fit_plural(const entity *e, const site *candidate)
{
    if (candidate->kind == MENTION_OTHER && !candidate->source)
        return -1;
    if (e->kind == ENTITY_GROUP || e->flags & MENTION_IS_PLURAL)
        return WORTH_NUMBER;
    if (e->kind == ENTITY_ORGANISATION && candidate->kind != MENTION_PLACE)
        return 1;
    return e->kind == ENTITY_UNNAMED && !(e->flags & (MENTION_IS_MALE | MENTION_IS_FEMALE)) ? 1 : -1;
}

static int fit_of(const search *s, const site *candidate, unsigned wanted)
{
    if (wanted & (MENTION_IS_MALE | MENTION_IS_FEMALE))
        return fit_person(s, candidate, wanted & (MENTION_IS_MALE | MENTION_IS_FEMALE));
    const entity *e = &s->in->entities->items[candidate->entity];
    if (wanted & MENTION_IS_PLURAL)
        return fit_plural(e, candidate);
    if (wanted & MENTION_IS_NEUTER)
        return e->kind == ENTITY_ORGANISATION || e->kind == ENTITY_DOCUMENT ? 1 : -1;
    return -1;
}

// What the distance alone is worth: never more for a mention further back.
static int worth_of_place(const site *theirs, const site *ours)
{
    int sentences = (int)(ours->sentence - theirs->sentence), blocks = (int)(ours->block - theirs->block);
    return (sentences > 5 ? 5 : sentences) * WORTH_SENTENCE + blocks * WORTH_BLOCK;
}

static bool speaker_is_near(const search *s, const site *ours) { return s->speaker_block + 1 >= ours->block; }

// All that a candidate can be worth beside its place.
static int most_worth(const search *s, const site *ours)
{
    int fit = WORTH_GENDER + WORTH_NAMED > WORTH_NUMBER ? WORTH_GENDER + WORTH_NAMED : WORTH_NUMBER;
    return fit + WORTH_SUBJECT + WORTH_SOURCE + WORTH_OFTEN + (speaker_is_near(s, ours) ? WORTH_SPEAKER : 0);
}

static int worth_of(const search *s, const site *theirs, const site *ours)
{
    int worth = worth_of_place(theirs, ours);
    worth += theirs->subject ? WORTH_SUBJECT : 0;
    worth += theirs->source ? WORTH_SOURCE : 0;
    worth += theirs->inside && !theirs->source ? WORTH_INSIDE : 0;
    if (theirs->entity == s->speaker && speaker_is_near(s, ours))
        worth += WORTH_SPEAKER;
    uint32_t count = s->in->entities->items[theirs->entity].mention_count;
    for (int often = 0; often < WORTH_OFTEN && count > 1; often++, count /= 2)
        worth++;
    return worth;
}

#define BEHIND_MOST 6

// The entities named in the sentence behind a pronoun that is a source: what it says of them is hardly said by them.
static unsigned find_behind(const search *s, uint32_t i, int32_t *behind)
{
    const site *ours = &s->sites[i];
    size_t end = s->in->mentions->len - i > 2 * BEHIND_MOST ? i + 1 + 2 * BEHIND_MOST : s->in->mentions->len;
    unsigned count = 0;
    for (size_t k = i + 1; ours->source && k < end && count < BEHIND_MOST; k++) {
        if (s->sites[k].sentence != ours->sentence)
            break;
        if (s->sites[k].kind == MENTION_PERSON && s->sites[k].entity >= 0)
            behind[count++] = s->sites[k].entity;
    }
    return count;
}

static bool is_among(int32_t entity, const int32_t *list, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        if (list[i] == entity)
            return true;
    return false;
}

// Whether a fitting candidate takes the attention from whoever spoke last.
static bool is_rival(const search *s, const site *candidate)
{
    return candidate->kind == MENTION_PERSON && candidate->entity != s->speaker && !candidate->inside &&
           candidate->sentence > s->speaker_sentence && candidate->quotation < 0;
}

static int32_t find_antecedent(const search *s, uint32_t i)
{
    int32_t behind[BEHIND_MOST], best = -1;
    unsigned behind_count = find_behind(s, i, behind);
    const mention *pronoun = &s->in->mentions->items[i];
    const site *ours = &s->sites[i];
    bool rival = false;
    int top = WORTH_LEAST, most = most_worth(s, ours);
    for (uint32_t k = i, from = i > LOOK_MENTIONS ? i - LOOK_MENTIONS : 0; k-- > from;) {
        const site *m = &s->sites[k];
        if (m->block + LOOK_BLOCKS < ours->block || worth_of_place(m, ours) + most <= top)
            break;
        if (m->entity < 0 || m->end > pronoun->first)
            continue;
        int fit = fit_of(s, m, pronoun->flags);
        if (fit < 0 || !is_visible(s->in, m, ours))
            continue;
        int worth = fit + worth_of(s, m, ours);
        worth += is_among(m->entity, behind, behind_count) ? WORTH_NAMED_BEHIND : 0;
        worth += rival && m->entity == s->speaker ? WORTH_RIVAL : 0;
        rival |= is_rival(s, m);
        if (worth > top) {
            top = worth;
            best = m->entity;
        }
    }
    return best;
}

static bool is_somebody(const site *m)
{
    return m->kind != MENTION_OTHER && m->kind != MENTION_DOCUMENT && m->kind != MENTION_PLACE;
}

// The mention that ends directly before `who`, a comma or preposition between; the outermost of those, but somebody
// rather than something (`the rise of Lopez, who`).
static int32_t find_relative(const search *s, uint32_t i)
{
    uint32_t first = s->in->mentions->items[i].first, end = first < 3 ? 0 : first - 3;
    int32_t best = -1;
    bool somebody = false;
    for (uint32_t k = i, looked = 0; k-- > 0 && looked < 12; looked++) {
        const site *m = &s->sites[k];
        if (m->sentence != s->sites[i].sentence)
            break;
        if (m->entity < 0 || m->end > first || m->end < end)
            continue;
        if (best < 0 || m->end > end || is_somebody(m) || !somebody) {
            best = m->entity;
            end = m->end;
            somebody = is_somebody(m);
        }
    }
    return best;
}

static void teach(entity *e, unsigned flags)
{
    static const unsigned gender = MENTION_IS_MALE | MENTION_IS_FEMALE;
    if (!(e->flags & gender) && (e->kind == ENTITY_PERSON || e->kind == ENTITY_UNNAMED))
        e->flags |= flags & gender;
}

static void link(search *s, uint32_t i)
{
    mention *m = &s->in->mentions->items[i];
    if (m->flags & (MENTION_IS_FIRST | MENTION_IS_SECOND))
        return;
    m->entity = m->flags & MENTION_IS_RELATIVE ? find_relative(s, i) : find_antecedent(s, i);
    s->sites[i].entity = m->entity;
    if (m->entity < 0)
        return;
    s->in->steps[i] = LINK_PRONOUN;
    s->in->entities->items[m->entity].mention_count++;
    teach(&s->in->entities->items[m->entity], m->flags);
}

void pronouns_link(const resolve_input *in)
{
    sources_find(in);
    search s = {.in = in, .speaker = -1};
    s.sites = find_sites(in);
    for (uint32_t i = 0; i < in->mentions->len; i++) {
        if (in->mentions->items[i].kind == MENTION_PRONOUN)
            link(&s, i);
        if (s.sites[i].source && in->mentions->items[i].entity >= 0) {
            s.speaker = in->mentions->items[i].entity;
            s.speaker_block = s.sites[i].block;
            s.speaker_sentence = s.sites[i].sentence;
        }
    }
}
