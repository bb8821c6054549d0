// SPDX-License-Identifier: MIT
// resolve.c: attributions -> mention, entity and step. In: mentions that are linked (people/cluster.c, pronoun.c). It
// puts sources and mentions together, makes an entity of a source that no rule folded, and hands the rest to carry.c.
#include "speaker/resolve.h"

#include "base/vec.h"
#include "people/name.h"
#include "speaker/carry.h"

#include <string.h>

#define SOURCE_LONGEST 25 // tokens; a longer source without a mention describes nobody

// First mention that begins at or behind a token.
static size_t mention_at(const mention_list *mentions, uint32_t token_index)
{
    size_t low = 0, high = mentions->len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (mentions->items[middle].first < token_index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_preposition(const token_facts *f, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && i < first + SOURCE_LONGEST; i++)
        if (token_means(f, i, FEATURE_PREPOSITION))
            return true;
    return false;
}

// Where no node is the source: the mention with which it begins, or the one that ends it (`the angry mayor`) unless a
// preposition stands between (`friends of the mayor`).
static int32_t find_inside(const resolve_input *in, const token_facts *f, const attribution *a)
{
    const mention *all = in->mentions->items;
    uint32_t first = skip_articles(f, a->source.first, a->source.end);
    for (size_t i = mention_at(in->mentions, a->source.first); i < in->mentions->len; i++) {
        const mention *m = &all[i];
        if (m->first >= a->source.end || m->first > a->source.first + SOURCE_LONGEST)
            break;
        if (m->end > a->source.end)
            continue;
        if (m->first <= first || (m->end == a->source.end && !has_preposition(f, first, m->first)))
            return (int32_t)i;
    }
    return -1;
}

void sources_find(const resolve_input *in)
{
    const token_facts *f = name_table_facts(in->mentions->names);
    for (size_t i = 0; i < in->attributions->len; i++) {
        attribution *a = &in->attributions->items[i];
        a->mention = -1;
        a->entity = -1;
        a->step = LINK_NONE;
        if (a->source.first >= a->source.end)
            continue;
        if (a->source_node >= 0 && (size_t)a->source_node < in->nodes->len)
            a->mention = in->nodes->items[a->source_node].mention;
        if (a->mention < 0)
            a->mention = find_inside(in, f, a);
    }
}

static bool describes(const token_facts *f, const attribution *a)
{
    uint32_t i = a->source.first;
    return a->source.end - i <= SOURCE_LONGEST && token_is_word(f, i) && !token_means(f, i, FEATURE_FIRST_PERSON) &&
           !token_means(f, i, FEATURE_SECOND_PERSON) && !token_means(f, i, FEATURE_RELATIVE) &&
           !token_means(f, i, FEATURE_POSSESSIVE) && !token_means(f, i, FEATURE_NEUTER);
}

// The words themselves are all that is known of this source.
static void describe(const resolve_input *in, const token_facts *f, attribution *a)
{
    if (!describes(f, a))
        return;
    uint32_t first = skip_articles(f, a->source.first, a->source.end), end = a->source.end;
    while (end > first + 1 && !token_is_word(f, end - 1))
        end--;
    entity e = {.kind = ENTITY_UNNAMED, .name = token_text(in->arena, in->page, first, end), .mention_count = 1};
    vec_push(in->arena, in->entities, e);
    a->entity = (int32_t)in->entities->len - 1;
    a->step = LINK_DESCRIPTION;
}

static void resolve_source(const resolve_input *in, const token_facts *f, attribution *a)
{
    if (a->source.first >= a->source.end)
        return;
    if (a->mention < 0) {
        describe(in, f, a);
        return;
    }
    a->entity = in->mentions->items[a->mention].entity;
    a->step = (uint8_t)in->steps[a->mention];
}

// The first token of the content that is a word.
static uint32_t first_word(const token_facts *f, const attribution *a)
{
    uint32_t i = a->content[0].first;
    while (i < a->content[0].end && i < a->content[0].first + 3 && !token_is_word(f, i))
        i++;
    return i;
}

// A transcript in marks, `"LOPEZ: Thank you."`: the speaker stands inside, before a colon.
static void resolve_speaker_line(const resolve_input *in, const token_facts *f, attribution *a)
{
    if (a->source.first < a->source.end || a->content_count == 0)
        return;
    uint32_t word = first_word(f, a);
    for (size_t i = mention_at(in->mentions, word); i < in->mentions->len; i++) {
        const mention *m = &in->mentions->items[i];
        if (m->first != word)
            break;
        if (m->kind != MENTION_PERSON || m->entity < 0 || m->end >= a->content[0].end ||
            !token_means(f, m->end, FACT_COLON))
            continue;
        a->mention = (int32_t)i;
        a->entity = m->entity;
        a->step = LINK_SPEAKER_LINE;
        break;
    }
}

static bool holds(const attribution *a, uint32_t at)
{
    for (unsigned i = 0; i < a->content_count; i++)
        if (a->content[i].first <= at && at < a->content[i].end)
            return true;
    return false;
}

// `I` inside a quotation is whoever speaks there: the attribution before it in the list whose content holds it.
static void resolve_first_person(const resolve_input *in)
{
    attribution *all = in->attributions->items;
    for (size_t i = 0; i < in->attributions->len; i++) {
        attribution *a = &all[i];
        if (a->entity >= 0 || a->mention < 0 || !(in->mentions->items[a->mention].flags & MENTION_IS_FIRST))
            continue;
        size_t from = i > 8 ? i - 8 : 0;
        for (size_t k = i + 2 < in->attributions->len ? i + 2 : in->attributions->len; k-- > from;) {
            if (k == i || all[k].entity < 0 || !holds(&all[k], in->mentions->items[a->mention].first))
                continue;
            a->entity = all[k].entity;
            a->step = LINK_PRONOUN;
            break;
        }
    }
}

// Only those who speak need a name.
static void write_speakers(const resolve_input *in)
{
    for (size_t i = 0; i < in->attributions->len; i++)
        if (in->attributions->items[i].entity >= 0)
            entity_write(in->arena, in->mentions, &in->entities->items[in->attributions->items[i].entity]);
}

void speakers_resolve(const resolve_input *in)
{
    const token_facts *f = name_table_facts(in->mentions->names);
    sources_find(in);
    for (size_t i = 0; i < in->attributions->len; i++)
        resolve_source(in, f, &in->attributions->items[i]);
    for (size_t i = 0; i < in->attributions->len; i++)
        resolve_speaker_line(in, f, &in->attributions->items[i]);
    speakers_carry(in);
    resolve_first_person(in);
    write_speakers(in);
}
