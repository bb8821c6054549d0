// SPDX-License-Identifier: MIT
// features.c: see features.h. Comes in: all candidates of an article. Goes out: the features of one. Weighs nothing.
// The neighbourhood of candidates (rivals, nesting) is looked at through chains by item, each walked RIVALS_MOST far.
#include "match/choose.h"
#include "match/features.h"

#include <string.h>

enum { RIVALS_MOST = 16, COVER_MOST = 200 };

// ---- the vector ----

// One candidate while its features are collected.
typedef struct subject {
    const feature_input *in;
    const candidate *c;
    size_t index;
    feature *at;    // the next one's place
    feature *limit; // lists add nothing behind it
    feature_part rule, lemma;
    const capture_span *cue, *source, *opening, *first, *last; // as in feature_peer
} subject;

static inline void add1(subject *s, feature_group g, feature_part a) { *s->at++ = feature_of(g, a, 0, 0); }

static inline void add2(subject *s, feature_group g, feature_part a, feature_part b)
{
    *s->at++ = feature_of(g, a, b, 0);
}

static inline void add3(subject *s, feature_group g, feature_part a, feature_part b, feature_part c)
{
    *s->at++ = feature_of(g, a, b, c);
}

// A number as a word.
static feature_part size(size_t n)
{
    static const uint8_t words[] = {WORD_0,  WORD_1,  WORD_2,  WORD_3,  WORD_4,  WORD_5,  WORD_5,  WORD_7,  WORD_7,
                                    WORD_7,  WORD_10, WORD_10, WORD_10, WORD_10, WORD_10, WORD_15, WORD_15, WORD_15,
                                    WORD_15, WORD_15, WORD_15, WORD_15, WORD_15, WORD_15, WORD_15};
    return n < sizeof words ? words[n] : n <= 39 ? WORD_25 : WORD_40;
}

// ---- cue ----

// The token that stands for an item: its head if it was folded.
static uint32_t head_token(const feature_input *in, uint32_t i)
{
    const item *it = &in->items->items[i];
    return it->node >= 0 ? in->nodes->items[it->node].head : it->first;
}

static feature_part find_cue_lemma(const subject *s)
{
    for (uint32_t i = s->cue ? s->cue->end : 0; s->cue && i-- > s->cue->first;) {
        const item *it = &s->in->items->items[i];
        uint32_t head = head_token(s->in, i);
        if (it->end == it->first)
            continue;
        feature_part lemma = feature_lemma(s->in, it->first, it->end, true);
        if (!lemma && (it->end - it->first > 1 || head != it->first))
            lemma = feature_lemma(s->in, head, head + 1, true);
        if (lemma)
            return lemma;
    }
    return s->cue ? WORD_UNKNOWN : WORD_NONE;
}

static void add_cue_lists_of(subject *s)
{
    const feature_tables *t = s->in->tables;
    const uint64_t *lists = t->cue_lists;
    const uint64_t *bits = vocab_class_bits(s->in->m->vocab, s->in->items->items[s->cue->end - 1].class_id);
    for (size_t w = 0; w < t->bit_words; w++)
        for (uint64_t rest = bits[w] & lists[w]; rest && s->at < s->limit; rest &= rest - 1) {
            feature_part list = t->predicates[w * 64 + (size_t)__builtin_ctzll(rest)];
            add1(s, GROUP_LIST, list);
            add2(s, GROUP_RULE_LIST, s->rule, list);
        }
}

// Every word of a cue of several words but the head: `not`, `has`, `to`.
static void add_cue_words(subject *s)
{
    const feature_input *in = s->in;
    uint32_t first = in->items->items[s->cue->first].first, end = in->items->items[s->cue->end - 1].end;
    uint32_t head = head_token(in, s->cue->end - 1);
    for (uint32_t t = first; t < end && t < first + 6; t++) {
        feature_part word = t != head ? feature_lemma(in, t, t + 1, false) : WORD_NO_PART;
        if (word)
            add1(s, GROUP_CUE_WITH, word);
    }
    add1(s, GROUP_CUE_WITH, end - first > 1 ? WORD_SEVERAL : WORD_ALONE);
}

static void add_cue(subject *s)
{
    s->lemma = find_cue_lemma(s);
    add1(s, GROUP_LEMMA, s->lemma);
    add2(s, GROUP_RULE_LEMMA, s->rule, s->lemma);
    if (!s->cue)
        return;
    add_cue_lists_of(s);
    feature_part form = feature_ending(s->in, head_token(s->in, s->cue->end - 1)),
                 before = feature_word(s->in, (int64_t)s->cue->first - 1), after = feature_word(s->in, s->cue->end);
    add1(s, GROUP_CUE_FORM, form);
    add2(s, GROUP_LEMMA_FORM, s->lemma, form);
    add_cue_words(s);
    add2(s, GROUP_CUE_NEAR, WORD_BEFORE, before);
    add2(s, GROUP_CUE_NEAR, WORD_AFTER, after);
}

// ---- source ----

// The item that names the source: the first that was folded, else the last.
static uint32_t source_item(const subject *s)
{
    for (uint32_t i = s->source->first; i < s->source->end; i++)
        if (s->in->items->items[i].node >= 0)
            return i;
    return s->source->end - 1;
}

static void add_source_lists(subject *s, uint32_t i)
{
    const feature_input *in = s->in;
    const token *first = &in->page->tokens[in->items->items[s->source->first].first];
    const class_facts *begin = facts_of_token(in, first);
    uint32_t own = item_facts(in, i)->listed;
    for (uint32_t rest = own | begin->listed; rest; rest &= rest - 1) {
        int f = __builtin_ctz(rest);
        if (own >> f & 1)
            add1(s, GROUP_SOURCE_LIST, in->tables->features[f]);
        if (begin->listed >> f & 1)
            add2(s, GROUP_SOURCE_LIST, WORD_BEGIN, in->tables->features[f]);
    }
    if (begin->is_capitalised)
        add2(s, GROUP_SOURCE_LIST, WORD_BEGIN, in->tables->predicates[PREDICATE_CAPITALISED]);
}

static void add_source(subject *s)
{
    if (!s->source) {
        add1(s, GROUP_SOURCE, WORD_NONE);
        return;
    }
    uint32_t i = source_item(s), count = s->source->end - s->source->first;
    feature_part kind = feature_word(s->in, i), before = feature_word(s->in, (int64_t)s->source->first - 1);
    if (s->in->items->items[i].node < 0)
        kind = WORD_WORD;
    add1(s, GROUP_SOURCE, kind);
    add2(s, GROUP_SOURCE, WORD_ITEMS, size(count));
    add2(s, GROUP_RULE_SOURCE, s->rule, kind);
    add2(s, GROUP_LEMMA_SOURCE, s->lemma, kind);
    add2(s, GROUP_SOURCE_NEAR, WORD_BEFORE, before);
    add2(s, GROUP_SOURCE_NEAR, WORD_AFTER, feature_word(s->in, s->source->end));
    add3(s, GROUP_SOURCE_NEAR, kind, WORD_BEFORE, before);
    add_source_lists(s, i);
}

static void add_gap(subject *s, feature_part what, const capture_span *a, const capture_span *b)
{
    if (!a || !b)
        return;
    bool forward = a->first <= b->first;
    uint32_t end = forward ? a->end : b->end, first = forward ? b->first : a->first;
    add3(s, GROUP_DISTANCE, what, (forward ? WORD_BEHIND : WORD_BEFORE), size(first > end ? first - end : 0));
}

// ---- content ----

static feature_part marks_of(const subject *s)
{
    bool starts = item_facts(s->in, s->first->first)->is_quotation;
    bool ends = item_facts(s->in, s->last->end - 1)->is_quotation;
    if (s->first == s->last && s->first->end == s->first->first + 1 && starts)
        return WORD_WHOLE;
    if (starts || ends)
        return starts && ends ? WORD_BOTH : starts ? WORD_STARTS : WORD_ENDS;
    return candidate_is_quoted(s->in, s->index) ? WORD_INSIDE : WORD_NONE;
}

// What is known of a quotation.
#define QUOTATION_FACTS                                                                                                \
    ((UINT64_C(2) << PREDICATE_QUOTATION_BLOCK) - (UINT64_C(1) << PREDICATE_QUOTATION_COMMA)) // in the first word
_Static_assert(PREDICATE_QUOTATION_BLOCK < 63, "the facts of a quotation stand in the first word");

static void add_marks(subject *s)
{
    const feature_input *in = s->in;
    feature_part marks = marks_of(s);
    add1(s, GROUP_MARKS, marks);
    add2(s, GROUP_LEMMA_MARKS, s->lemma, marks);
    if (!item_facts(in, s->first->first)->is_quotation)
        return;
    uint64_t facts = *vocab_class_bits(in->m->vocab, in->items->items[s->first->first].class_id) & QUOTATION_FACTS;
    for (; facts; facts &= facts - 1) {
        feature_part fact = in->tables->predicates[__builtin_ctzll(facts)];
        add1(s, GROUP_MARKS, fact);
    }
}

static feature_part token_word(const feature_input *in, uint32_t t)
{
    feature_part lemma = feature_lemma(in, t, t + 1, false);
    return lemma ? lemma : feature_ending(in, t);
}

// Words in marks, and whether all but short ones are capitalised, as in titles.
static void add_quoted_words(subject *s, const quotation *q)
{
    enum { LONG_WORD = 4, COUNTED_MOST = 40 };
    const page *p = s->in->page;
    uint32_t words = 0, capitals = 0, small = 0;
    for (uint32_t t = q->open + 1; t < q->close && words < COUNTED_MOST; t++) {
        const class_facts *facts = facts_of_token(s->in, &p->tokens[t]);
        words += facts->is_word;
        capitals += facts->is_word & facts->is_capitalised;
        small += facts->is_word & facts->is_lower & (p->tokens[t].len >= LONG_WORD);
    }
    feature_part form = capitals > 1 && !small ? WORD_TITLE : capitals ? WORD_CAPITAL : WORD_SMALL;
    add2(s, GROUP_QUOTED, WORD_ITEMS, size(words));
    add1(s, GROUP_QUOTED, form);
}

// The first quotation in the content, wherever it stands.
static void add_quoted(subject *s)
{
    const page *p = s->in->page;
    const item *items = s->in->items->items;
    const quotation *q = page_quotation_from(p, items[s->first->first].first);
    if (q == p->quotations + p->quotation_count || q->open >= items[s->last->end - 1].end)
        return;
    add_quoted_words(s, q);
    if (q->open > 0)
        add2(s, GROUP_QUOTED, WORD_BEFORE, token_word(s->in, q->open - 1));
    if (q->close + 1 < p->token_count)
        add2(s, GROUP_QUOTED, WORD_AFTER, token_word(s->in, q->close + 1));
}

// Signs and cues of candidates inside what would be the content.
static void add_insides(subject *s)
{
    const feature_input *in = s->in;
    uint32_t first = s->first->first, signs = 0, cues = 0;
    uint32_t end = s->first->end - first > COVER_MOST ? first + COVER_MOST : s->first->end;
    for (uint32_t i = first; i < end; i++)
        signs += item_facts(in, i)->signs;
    for (uint32_t w = first / 64; w <= (end - 1) / 64; w++) {
        uint64_t rest = in->cues[w] & (w == first / 64 ? ~UINT64_C(0) << first % 64 : ~UINT64_C(0));
        rest &= w == (end - 1) / 64 ? ~UINT64_C(0) >> (63 - (end - 1) % 64) : ~UINT64_C(0);
        cues += (uint32_t)__builtin_popcountll(rest);
    }
    add2(s, GROUP_CONTENT, WORD_COMMAS, size(signs % CLASS_SENTENCE_END));
    add2(s, GROUP_CONTENT, WORD_SENTENCE_ENDS, size(signs / CLASS_SENTENCE_END));
    add2(s, GROUP_CONTENT, WORD_CUES, size(cues));
}

static void add_content(subject *s)
{
    const feature_input *in = s->in;
    uint32_t tokens = in->items->items[s->last->end - 1].end - in->items->items[s->first->first].first;
    const capture_span *opening = s->opening;
    feature_part first = feature_word(in, opening ? opening->first : s->first->first), length = size(tokens);
    feature_part last = feature_word(in, (int64_t)s->last->end - 1), behind = feature_word(in, s->last->end);
    add1(s, GROUP_CONTENT_FIRST, first);
    add2(s, GROUP_CONTENT_FIRST, WORD_THEN,
         feature_word(in, (int64_t)(opening ? s->first->first : s->first->first + 1)));
    add2(s, GROUP_CONTENT_FIRST, WORD_BEFORE, feature_word(in, (int64_t)s->first->first - 1));
    add2(s, GROUP_RULE_FIRST, s->rule, first);
    add2(s, GROUP_CONTENT_END, WORD_LAST, last);
    add2(s, GROUP_CONTENT_END, WORD_BEHIND, behind);
    add1(s, GROUP_LENGTH, length);
    add_marks(s);
    if (candidate_is_quoted(s->in, s->index))
        add_quoted(s);
    add_insides(s);
}

// ---- place ----

static void add_place(subject *s)
{
    uint32_t b = page_block_of(s->in->page, s->in->items->items[s->first->first].first);
    add1(s, GROUP_BLOCK, s->in->tables->blocks[s->in->page->blocks[b].kind]);
}

// ---- other candidates ----

// Compares a candidate with those of one chain (same cue, or same beginning of the content).
static inline void add_rivals(subject *s, feature_part what, uint32_t first)
{
    const feature_peer *peers = s->in->peers;
    size_t count = 0;
    bool longer = false, shorter = false;
    uint32_t own = peers[s->index].size;
    for (uint32_t i = first; i > 0 && count < RIVALS_MOST;) {
        const feature_peer *rival = &peers[i - 1];
        size_t index = i - 1;
        i = what == WORD_CUE ? rival->next_on_cue : rival->next_on_content;
        if (index == s->index)
            continue;
        count++;
        longer |= rival->size > own;
        shorter |= rival->size < own;
    }
    add2(s, GROUP_RIVALS, what, size(count));
    if (count)
        add3(s, GROUP_RIVALS, what, longer ? WORD_LONGER : WORD_NO_LONGER, shorter ? WORD_SHORTER : WORD_NO_SHORTER);
}

static void add_nesting(subject *s)
{
    const feature_input *in = s->in;
    uint32_t cover = in->places[s->cue ? s->cue->end - 1 : s->first->first].cover;
    if (cover && cover - 1 != s->index) {
        feature_part outer = in->peers[cover - 1].rule;
        add1(s, GROUP_INSIDE, outer);
        add2(s, GROUP_INSIDE, s->rule, outer);
    } else {
        add1(s, GROUP_INSIDE, WORD_NOTHING);
    }
}

static void add_all(subject *s)
{
    add1(s, GROUP_BIAS, WORD_ALL);
    add1(s, GROUP_RULE, s->rule);
    if (!s->first)
        return;
    add_cue(s);
    add_source(s);
    add_gap(s, WORD_CUE_SOURCE, s->cue, s->source);
    add_gap(s, WORD_CUE_CONTENT, s->cue, s->first);
    add_content(s);
    add_place(s);
    if (s->cue)
        add_rivals(s, WORD_CUE, s->in->places[s->cue->end - 1].on_cue);
    add_rivals(s, WORD_CONTENT, s->in->places[s->first->first].on_content);
    add_nesting(s);
}

void features_of(const feature_input *in, size_t candidate_index, feature_vector *out)
{
    const feature_peer *own = &in->peers[candidate_index];
    subject s = {.in = in,
                 .c = &in->candidates->items[candidate_index],
                 .index = candidate_index,
                 .at = out->items,
                 .limit = out->items + FEATURES_MOST,
                 .rule = own->rule,
                 .cue = own->cue,
                 .source = own->source,
                 .opening = own->opening,
                 .first = own->first,
                 .last = own->last};
    add_all(&s);
    out->len = (size_t)(s.at - out->items);
    if (out->len > FEATURES_MOST)
        out->len = FEATURES_MOST;
}

// ---- the article ----

static void cover_content(feature_input *in, uint32_t k, const capture_span *s)
{
    uint32_t size = in->peers[k].size;
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t *cover = &in->places[i].cover;
        if (!*cover || in->peers[*cover - 1].size < size)
            *cover = k + 1;
    }
}

// What its captures say of a candidate.
static void find_spans(const feature_input *in, feature_peer *peer, const candidate *c)
{
    const item *items = in->items->items;
    uint32_t size = 0;
    for (const capture_span *s = c->captures.spans, *end = s + c->captures.count; s < end; s++)
        switch (s->capture) {
        case CAPTURE_CONTENT: {
            token_span tokens = {items[s->first].first, items[s->end - 1].end};
            peer->first = peer->first ? peer->first : s;
            peer->last = s;
            size += s->end - s->first;
            peer->is_quoted = peer->is_quoted || tokens_have_quotation(in->page, tokens);
            break;
        }
        case CAPTURE_CUE:
            peer->cue = peer->cue ? peer->cue : s;
            break;
        case CAPTURE_SPEAKER:
            peer->source = peer->source ? peer->source : s;
            break;
        case CAPTURE_OPENING:
            peer->opening = peer->opening ? peer->opening : s;
            break;
        default:
            break;
        }
    peer->size = size & INT32_MAX;
}

static void enter(feature_input *in, uint32_t k)
{
    const candidate *c = &in->candidates->items[k];
    feature_peer *peer = &in->peers[k];
    *peer = (feature_peer){.rule = in->tables->rules[c->rule]};
    find_spans(in, peer, c);
    if (peer->cue) {
        uint32_t at = peer->cue->end - 1, *head = &in->places[at].on_cue;
        peer->next_on_cue = *head;
        *head = k + 1;
        in->cues[at / 64] |= UINT64_C(1) << at % 64;
    }
    if (!peer->first)
        return;
    uint32_t *head = &in->places[peer->first->first].on_content;
    peer->next_on_content = *head;
    *head = k + 1;
    for (const capture_span *s = peer->first; s <= peer->last; s++)
        if (s->capture == CAPTURE_CONTENT)
            cover_content(in, k, s);
}

// From the last candidate to the first, so that chains run in order.
void features_begin(feature_input *in)
{
    size_t items = in->items->len;
    in->places = ARENA_ARRAY(in->arena, feature_place, items + 1);
    in->peers = arena_take(in->arena, in->candidates->len * sizeof *in->peers);
    in->cues = ARENA_ARRAY(in->arena, uint64_t, items / 64 + 1);
    feature_tables_follow(in->tables, in->m->vocab);
    for (size_t k = in->candidates->len; k-- > 0;)
        enter(in, (uint32_t)k);
}
