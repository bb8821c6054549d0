// SPDX-License-Identifier: MIT
// pronoun.c: pronouns -> entities, by scoring the mentions before each: fit of gender and number, nearness, subject,
// whoever spoke last. In: linked mentions, attributions. It leaves first and second person alone.
#include "speaker/pronoun.h"
#include "base/vec.h"

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

// What pronouns may stand for, one list of mentions for each; a mention may be in several.
typedef enum pronoun_kind { PRONOUN_PERSON, PRONOUN_PLURAL, PRONOUN_NEUTER, PRONOUN_KIND_COUNT } pronoun_kind;

typedef struct search {
    const resolve_input *in;
    site *sites;
    uint32_t *antecedents[PRONOUN_KIND_COUNT]; // mentions before the one at hand that fit but for their gender
    size_t antecedent_count[PRONOUN_KIND_COUNT];
    uint8_t *suits;  // by entity: bit k: its mentions may stand in antecedents[k]
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

// Adds the tokens from *t up to the one at `end` with which a sentence ends.
static uint32_t *add_ends(uint32_t *out, const page *p, const token *t, const token *end)
{
    for (; t < end; t++)
        if (t->flags & TOKEN_ENDS_SENTENCE)
            *out++ = (uint32_t)(t - p->tokens);
    return out;
}

// The tokens with which a sentence ends, without furniture; then UINT32_MAX.
static const uint32_t *find_ends(arena *a, const page *p)
{
    uint32_t *ends = arena_take(a, (p->token_count + 1) * sizeof *ends), *out = ends;
    for (const block *b = p->blocks, *behind = b + p->block_count; b < behind; b++) {
        const token *t = p->tokens + b->first_token, *end = p->tokens + b->end_token;
        if (b->kind == BLOCK_FURNITURE)
            continue;
        for (; end - t >= 4; t += 4) // sentences are long
            if ((t[0].flags | t[1].flags | t[2].flags | t[3].flags) & TOKEN_ENDS_SENTENCE)
                out = add_ends(out, p, t, t + 4);
        out = add_ends(out, p, t, end);
    }
    *out = UINT32_MAX;
    return ends;
}

typedef struct surroundings { // of a token, and of those behind it up to `changes`
    const page *page;
    size_t opened;           // quotations that open before it
    int32_t innermost;       // of those that hold it, or -1
    uint32_t close, changes; // its closing mark, or UINT32_MAX; the next mark of any
} surroundings;

static void move_on(surroundings *s, uint32_t token)
{
    const quotation *all = s->page->quotations;
    while (s->opened < s->page->quotation_count && all[s->opened].open < token)
        s->innermost = (int32_t)s->opened++;
    while (s->innermost >= 0 && all[s->innermost].close < token)
        s->innermost = all[s->innermost].parent;
    uint32_t open = s->opened < s->page->quotation_count ? all[s->opened].open : UINT32_MAX;
    s->close = s->innermost >= 0 ? all[s->innermost].close : UINT32_MAX;
    s->changes = open < s->close ? open : s->close;
}

// The innermost quotation around [first, end), which begins no earlier than the tokens of the call before; or -1.
static inline int32_t quotation_around(surroundings *s, uint32_t first, uint32_t end)
{
    if (first > s->changes)
        move_on(s, first);
    if (end <= s->close)
        return s->innermost;
    int32_t q = s->innermost;
    while (q >= 0 && s->page->quotations[q].close < end)
        q = s->page->quotations[q].parent;
    return q;
}

// Blocks and sentences are counted without furniture. A mention is a subject when it is the first one of its
// sentence.
static site *find_sites(const resolve_input *in)
{
    const page *p = in->page;
    const mention *m = in->mentions->items, *end = m + in->mentions->len;
    site *sites = arena_take(in->arena, in->mentions->len * sizeof *sites), *out = sites;
    const uint32_t *ends = find_ends(in->arena, p);
    uint32_t b = 0, block_end = p->block_count > 1 ? p->blocks[0].end_token : UINT32_MAX; // the last one has none
    uint32_t blocks = 0, sentence = 0, last_sentence = UINT32_MAX, covered = 0;
    surroundings around = {.page = p, .innermost = -1, .close = UINT32_MAX};
    for (; m < end; m++) {
        while (m->first >= block_end) {
            blocks += p->blocks[b++].kind != BLOCK_FURNITURE;
            block_end = b + 1 < p->block_count ? p->blocks[b].end_token : UINT32_MAX;
        }
        while (ends[sentence] < m->first)
            sentence++;
        *out++ = (site){.sentence = sentence,
                        .block = blocks,
                        .end = m->end,
                        .entity = m->entity,
                        .quotation = quotation_around(&around, m->first, m->end),
                        .kind = (uint8_t)m->kind,
                        .subject = sentence != last_sentence,
                        .inside = m->first < covered};
        last_sentence = sentence;
        covered = m->end > covered ? m->end : covered;
    }
    mark_sources(in, sites);
    return sites;
}

// Whether a pronoun can see what stands in a quotation: outside all, or in one that holds the pronoun too.
static bool is_visible(const page *p, int32_t quotation, const site *pronoun)
{
    if (quotation < 0)
        return true;
    int32_t q = pronoun->quotation;
    for (unsigned depth = 0; q >= 0 && depth < 16; depth++, q = p->quotations[q].parent)
        if (q == quotation)
            return true;
    return false;
}

static const unsigned gender = MENTION_IS_MALE | MENTION_IS_FEMALE;

// The kinds of pronouns that may stand for an entity, as bits; what is asked here stays as it is while pronouns are
// linked. A thing stays one when `who` points to it: the mention that gave the entity its name tells.
static uint8_t suits_of(const search *s, const entity *e)
{
    enum { PERSON = 1 << PRONOUN_PERSON, PLURAL = 1 << PRONOUN_PLURAL, NEUTER = 1 << PRONOUN_NEUTER };
    static const uint8_t of_kind[] = {
        [ENTITY_UNKNOWN] = 0,    [ENTITY_PERSON] = PERSON,           [ENTITY_ORGANISATION] = PLURAL | NEUTER,
        [ENTITY_GROUP] = PLURAL, [ENTITY_UNNAMED] = PERSON | PLURAL, [ENTITY_DOCUMENT] = NEUTER};
    bool plural = e->flags & MENTION_IS_PLURAL, thing = s->sites[e->best].kind == MENTION_OTHER;
    unsigned never = plural || thing ? PERSON : 0, always = plural ? PLURAL : 0;
    return (uint8_t)((of_kind[e->kind] & ~never) | always);
}

// Lets later pronouns find a mention that has an entity.
static void offer(search *s, const site *m, uint32_t i)
{
    unsigned suits = s->suits[m->entity];
    if (m->kind == MENTION_OTHER)
        suits &= 1u << PRONOUN_NEUTER | (m->source ? 1u << PRONOUN_PLURAL : 0);
    for (int kind = 0; kind < PRONOUN_KIND_COUNT; kind++) { // written in any case, kept if it suits
        s->antecedents[kind][s->antecedent_count[kind]] = i;
        s->antecedent_count[kind] += suits >> kind & 1;
    }
}

static pronoun_kind kind_of(unsigned flags)
{
    return flags & gender              ? PRONOUN_PERSON
           : flags & MENTION_IS_PLURAL ? PRONOUN_PLURAL
           : flags & MENTION_IS_NEUTER ? PRONOUN_NEUTER
                                       : PRONOUN_KIND_COUNT;
}

// What the fit of gender and number is worth, -1: impossible. The mention is one that was offered.
static int fit_of(const site *m, const entity *e, pronoun_kind kind, unsigned wanted)
{
    bool known = e->flags & gender;
    if (kind == PRONOUN_NEUTER)
        return 1;
    if (kind == PRONOUN_PERSON && known && !(e->flags & wanted & gender))
        return -1;
    if (kind == PRONOUN_PERSON)
        return (known ? WORTH_GENDER : 0) + (e->kind == ENTITY_PERSON ? WORTH_NAMED : 0);
    if (e->kind == ENTITY_GROUP || e->flags & MENTION_IS_PLURAL)
        return WORTH_NUMBER;
    return (e->kind == ENTITY_UNNAMED && known) || (e->kind == ENTITY_ORGANISATION && m->kind == MENTION_PLACE) ? -1
                                                                                                                : 1;
}

// What the distance alone is worth: never more for a mention further back.
static int worth_of_place(const site *theirs, const site *ours)
{
    int sentences = (int)(ours->sentence - theirs->sentence), blocks = (int)(ours->block - theirs->block);
    return (sentences > 5 ? 5 : sentences) * WORTH_SENTENCE + blocks * WORTH_BLOCK;
}

// All that a candidate can be worth beside its place when it did not speak last.
enum {
    WORTH_FIT_MOST = WORTH_GENDER + WORTH_NAMED > WORTH_NUMBER ? WORTH_GENDER + WORTH_NAMED : WORTH_NUMBER,
    WORTH_MOST = WORTH_FIT_MOST + WORTH_SUBJECT + WORTH_SOURCE + WORTH_OFTEN
};

// What a candidate is worth beside its place and fit, and beside having spoken last.
static int worth_of(const search *s, const site *m)
{
    uint32_t count = s->in->entities->items[m->entity].mention_count;
    int worth = count >= 8 ? 3 : count >= 4 ? 2 : count >= 2 ? 1 : 0;
    worth += m->subject ? WORTH_SUBJECT : 0;
    return worth + (m->source ? WORTH_SOURCE : m->inside ? WORTH_INSIDE : 0);
}
_Static_assert(WORTH_OFTEN == 3, "worth_of counts up to it");

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

// Whether a fitting candidate outside quotations takes the attention from whoever spoke last.
static bool is_rival(const search *s, const site *candidate)
{
    return candidate->kind == MENTION_PERSON && candidate->entity != s->speaker && !candidate->inside &&
           candidate->sentence > s->speaker_sentence;
}

static void tell(const search *s, uint32_t pronoun, uint32_t candidate, pronoun_verdict verdict, int worth)
{
    pronoun_option o = {pronoun, candidate, (int16_t)worth, (uint8_t)verdict};
    if (s->in->told && s->sites[pronoun].source)
        vec_push(s->in->arena, s->in->told, o);
}

static int32_t find_antecedent(const search *s, uint32_t i)
{
    int32_t behind[BEHIND_MOST], best = -1;
    unsigned behind_count = find_behind(s, i, behind), wanted = s->in->mentions->items[i].flags;
    uint32_t first = s->in->mentions->items[i].first;
    const site *ours = &s->sites[i];
    int worth_speaker = s->speaker_block + 1 >= ours->block ? WORTH_SPEAKER : 0, top = WORTH_LEAST;
    bool rival = false;
    pronoun_kind kind = kind_of(wanted);
    if (kind == PRONOUN_KIND_COUNT)
        return -1;
    const uint32_t *all = s->antecedents[kind];
    for (size_t k = s->antecedent_count[kind]; k-- > 0 && all[k] + LOOK_MENTIONS >= i;) {
        const site *m = &s->sites[all[k]];
        int worth = worth_of_place(m, ours);
        bool spoke = m->entity == s->speaker, rises = !rival && is_rival(s, m);
        if (m->block + LOOK_BLOCKS < ours->block || worth + WORTH_MOST + worth_speaker <= top)
            break;
        if (m->end > first || (!spoke && !rises && worth + WORTH_MOST <= top))
            continue;
        int fit = fit_of(m, &s->in->entities->items[m->entity], kind, wanted);
        if (fit < 0 || !is_visible(s->in->page, m->quotation, ours)) {
            tell(s, i, all[k], fit < 0 ? PRONOUN_MISFIT : PRONOUN_UNSEEN, 0);
            continue;
        }
        worth += fit + worth_of(s, m) + (spoke ? worth_speaker : 0) + (spoke && rival ? WORTH_RIVAL : 0);
        worth += is_among(m->entity, behind, behind_count) ? WORTH_NAMED_BEHIND : 0;
        rival |= m->quotation < 0 && rises;
        tell(s, i, all[k], PRONOUN_FITS, worth);
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

static void begin(search *s, const resolve_input *in)
{
    size_t mentions = in->mentions->len, entities = in->entities->len;
    *s = (search){.in = in, .sites = find_sites(in), .speaker = -1};
    for (int k = 0; k < PRONOUN_KIND_COUNT; k++)
        s->antecedents[k] = arena_take(in->arena, mentions * sizeof *s->antecedents[k]);
    s->suits = arena_take(in->arena, entities);
    for (size_t i = 0; i < entities; i++)
        s->suits[i] = suits_of(s, &in->entities->items[i]);
}

void pronouns_link(const resolve_input *in)
{
    sources_find(in);
    search s;
    if (!in->mentions->len)
        return;
    begin(&s, in);
    for (uint32_t i = 0, count = (uint32_t)in->mentions->len; i < count; i++) {
        const site *m = &s.sites[i];
        if (m->kind == MENTION_PRONOUN)
            link(&s, i);
        if (m->entity < 0)
            continue;
        offer(&s, m, i);
        if (m->source) {
            s.speaker = m->entity;
            s.speaker_block = m->block;
            s.speaker_sentence = m->sentence;
        }
    }
}
