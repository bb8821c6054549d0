// SPDX-License-Identifier: MIT
// features.c: see features.h. Comes in: all candidates of an article. Goes out: the features of one. Weighs nothing.
// The neighbourhood of candidates (rivals, nesting) is looked at through chains by item, each walked RIVALS_MOST far.
#include "match/choose.h"
#include "match/features.h"

#include <string.h>

enum { RIVALS_MOST = 16, COVER_MOST = 200 };

// The fixed words in names; sizes first. Hashed once for an article, so that no text is hashed for a candidate.
#define FIXED_WORDS(X)                                                                                                 \
    X(0, "0")                                                                                                          \
    X(1, "1")                                                                                                          \
    X(2, "2")                                                                                                          \
    X(3, "3")                                                                                                          \
    X(4, "4")                                                                                                          \
    X(5, "5+")                                                                                                         \
    X(7, "7+")                                                                                                         \
    X(10, "10+")                                                                                                       \
    X(15, "15+")                                                                                                       \
    X(25, "25+")                                                                                                       \
    X(40, "40+")                                                                                                       \
    X(AFTER, "after")                                                                                                  \
    X(ALL, "all")                                                                                                      \
    X(ALONE, "alone")                                                                                                  \
    X(BEFORE, "before")                                                                                                \
    X(BEGIN, "begin")                                                                                                  \
    X(BEHIND, "behind")                                                                                                \
    X(BOTH, "both")                                                                                                    \
    X(COMMAS, "commas")                                                                                                \
    X(CONTENT, "content")                                                                                              \
    X(CUE, "cue")                                                                                                      \
    X(CUES, "cues")                                                                                                    \
    X(CUE_CONTENT, "cue-content")                                                                                      \
    X(CUE_SOURCE, "cue-source")                                                                                        \
    X(ENDS, "ends")                                                                                                    \
    X(INSIDE, "inside")                                                                                                \
    X(ITEMS, "items")                                                                                                  \
    X(LAST, "last")                                                                                                    \
    X(LONGER, "longer")                                                                                                \
    X(NONE, "none")                                                                                                    \
    X(NOTHING, "nothing")                                                                                              \
    X(NO_LONGER, "no-longer")                                                                                          \
    X(NO_SHORTER, "no-shorter")                                                                                        \
    X(SENTENCE_ENDS, "sentence-ends")                                                                                  \
    X(SEVERAL, "several")                                                                                              \
    X(SHORTER, "shorter")                                                                                              \
    X(STARTS, "starts")                                                                                                \
    X(THEN, "then")                                                                                                    \
    X(UNKNOWN, "unknown")                                                                                              \
    X(WHOLE, "whole")                                                                                                  \
    X(WORD, "word")
typedef enum fixed_word {
#define X(id, text) WORD_##id,
    FIXED_WORDS(X)
#undef X
        WORD_COUNT
} fixed_word;

static const feature_part *fixed_words(arena *a)
{
    static const char *const texts[WORD_COUNT] = {
#define X(id, text) text,
        FIXED_WORDS(X)
#undef X
    };
    feature_part *out = ARENA_ARRAY(a, feature_part, WORD_COUNT);
    for (int i = 0; i < WORD_COUNT; i++)
        out[i] = feature_part_text(texts[i]);
    return out;
}

// ---- the vector ----

static void add(feature_vector *v, feature_group g, unsigned count, const feature_part *parts)
{
    if (v->len == FEATURES_MOST)
        return;
    feature *f = &v->items[v->len++];
    f->group = g;
    f->count = count;
    memcpy(f->parts, parts, count * sizeof *parts);
    f->hash = feature_hash(g, parts, count);
}

static void add1(feature_vector *v, feature_group g, feature_part a) { add(v, g, 1, &a); }

static void add2(feature_vector *v, feature_group g, feature_part a, feature_part b)
{
    add(v, g, 2, (feature_part[]){a, b});
}

static void add3(feature_vector *v, feature_group g, feature_part a, feature_part b, feature_part c)
{
    add(v, g, 3, (feature_part[]){a, b, c});
}

// One candidate while its features are collected.
typedef struct subject {
    const feature_input *in;
    const candidate *c;
    size_t index;
    feature_vector *out;
    feature_part rule, lemma;
    const capture_span *cue, *source, *first, *last; // of the content: first and last span; NULL: none
} subject;

static feature_part word(const subject *s, fixed_word w) { return s->in->fixed[w]; }

// A number as a word.
static feature_part size(const subject *s, size_t n)
{
    return word(s, n <= 4    ? WORD_0 + (fixed_word)n
                   : n <= 6  ? WORD_5
                   : n <= 9  ? WORD_7
                   : n <= 14 ? WORD_10
                   : n <= 24 ? WORD_15
                   : n <= 39 ? WORD_25
                             : WORD_40);
}

// ---- cue ----

// The token that stands for an item: its head if it was folded.
static uint32_t head_token(const feature_input *in, uint32_t i)
{
    const item *it = &in->items->items[i];
    return it->node >= 0 ? in->nodes->items[it->node].head : it->first;
}

static void find_cue_lemma(subject *s)
{
    s->lemma = word(s, s->cue ? WORD_UNKNOWN : WORD_NONE);
    for (uint32_t i = s->cue ? s->cue->end : 0; s->cue && i-- > s->cue->first;) {
        const item *it = &s->in->items->items[i];
        uint32_t head = head_token(s->in, i);
        if (it->end > it->first && (feature_lemma(s->in, it->first, it->end, true, &s->lemma) ||
                                    feature_lemma(s->in, head, head + 1, true, &s->lemma)))
            return;
    }
}

static void add_cue_lists_of(subject *s)
{
    const uint64_t *lists = s->in->tables->cue_lists, *bits = item_bits(s->in, s->cue->end - 1);
    for (size_t w = 0; w < s->in->bit_words; w++)
        for (uint64_t rest = bits[w] & lists[w]; rest; rest &= rest - 1) {
            feature_part list = s->in->tables->predicates[w * 64 + (size_t)__builtin_ctzll(rest)];
            add1(s->out, GROUP_LIST, list);
            add2(s->out, GROUP_RULE_LIST, s->rule, list);
        }
}

// The last two letters of the cue's head, for its inflection; `_` where it is shorter.
static feature_part ending(subject *s)
{
    const token *t = &s->in->page->tokens[head_token(s->in, s->cue->end - 1)];
    const char *bytes = s->in->page->text.bytes + t->start;
    char *out = arena_copy(s->in->arena, "__", 2);
    for (size_t i = 0; i < 2 && i + 2 < t->len; i++) {
        char c = bytes[t->len - 2 + i];
        out[i] = c >= 'a' && c <= 'z' ? c : '_';
    }
    return feature_part_of(out, 2);
}

// Every word of a cue of several words but the head: `not`, `has`, `to`.
static void add_cue_words(subject *s)
{
    const feature_input *in = s->in;
    uint32_t first = in->items->items[s->cue->first].first, end = in->items->items[s->cue->end - 1].end;
    uint32_t head = head_token(in, s->cue->end - 1);
    for (uint32_t t = first; t < end && t < first + 6; t++) {
        feature_part word;
        if (t != head && feature_lemma(in, t, t + 1, false, &word))
            add1(s->out, GROUP_CUE_WITH, word);
    }
    add1(s->out, GROUP_CUE_WITH, word(s, end - first > 1 ? WORD_SEVERAL : WORD_ALONE));
}

static void add_cue(subject *s)
{
    find_cue_lemma(s);
    add1(s->out, GROUP_LEMMA, s->lemma);
    add2(s->out, GROUP_RULE_LEMMA, s->rule, s->lemma);
    if (!s->cue)
        return;
    add_cue_lists_of(s);
    feature_part form = ending(s), before = feature_word(s->in, (int64_t)s->cue->first - 1),
                 after = feature_word(s->in, s->cue->end);
    add1(s->out, GROUP_CUE_FORM, form);
    add2(s->out, GROUP_LEMMA_FORM, s->lemma, form);
    add_cue_words(s);
    add2(s->out, GROUP_CUE_NEAR, word(s, WORD_BEFORE), before);
    add2(s->out, GROUP_CUE_NEAR, word(s, WORD_AFTER), after);
    add3(s->out, GROUP_LEMMA_NEAR, s->lemma, word(s, WORD_BEFORE), before);
    add3(s->out, GROUP_LEMMA_NEAR, s->lemma, word(s, WORD_AFTER), after);
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

// The features in whose lists one of the predicates stands, as bits.
static uint32_t listed_features(const feature_input *in, const uint64_t *bits)
{
    uint32_t out = 0;
    for (size_t w = 0; w < in->bit_words; w++)
        for (uint64_t rest = bits[w] & in->listed[w]; rest; rest &= rest - 1)
            out |= in->listed_features[w * 64 + (size_t)__builtin_ctzll(rest)];
    return out;
}

static void add_source_lists(subject *s, uint32_t i)
{
    const feature_input *in = s->in;
    const vocab *v = in->m->vocab;
    uint32_t first = in->items->items[s->source->first].first;
    const uint64_t *begin = vocab_class_bits(v, vocab_type_class(v, in->page->tokens[first].type));
    uint32_t own = listed_features(in, item_bits(in, i)), beginning = listed_features(in, begin);
    for (uint32_t rest = own | beginning; rest; rest &= rest - 1) {
        int f = __builtin_ctz(rest);
        if (own >> f & 1)
            add1(s->out, GROUP_SOURCE_LIST, in->tables->features[f]);
        if (beginning >> f & 1)
            add2(s->out, GROUP_SOURCE_LIST, word(s, WORD_BEGIN), in->tables->features[f]);
    }
    if (bits_has(begin, PREDICATE_CAPITALISED))
        add2(s->out, GROUP_SOURCE_LIST, word(s, WORD_BEGIN), in->tables->predicates[PREDICATE_CAPITALISED]);
}

static void add_source(subject *s)
{
    if (!s->source) {
        add1(s->out, GROUP_SOURCE, word(s, WORD_NONE));
        return;
    }
    uint32_t i = source_item(s), count = s->source->end - s->source->first;
    feature_part kind = feature_word(s->in, i), before = feature_word(s->in, (int64_t)s->source->first - 1);
    if (s->in->items->items[i].node < 0)
        kind = word(s, WORD_WORD);
    add1(s->out, GROUP_SOURCE, kind);
    add2(s->out, GROUP_SOURCE, word(s, WORD_ITEMS), size(s, count));
    add2(s->out, GROUP_RULE_SOURCE, s->rule, kind);
    add2(s->out, GROUP_LEMMA_SOURCE, s->lemma, kind);
    add2(s->out, GROUP_SOURCE_NEAR, word(s, WORD_BEFORE), before);
    add2(s->out, GROUP_SOURCE_NEAR, word(s, WORD_AFTER), feature_word(s->in, s->source->end));
    add3(s->out, GROUP_SOURCE_NEAR, kind, word(s, WORD_BEFORE), before);
    add_source_lists(s, i);
}

static void add_gap(subject *s, fixed_word what, const capture_span *a, const capture_span *b)
{
    if (!a || !b)
        return;
    bool forward = a->first <= b->first;
    uint32_t end = forward ? a->end : b->end, first = forward ? b->first : a->first;
    add3(s->out, GROUP_DISTANCE, word(s, what), word(s, forward ? WORD_BEHIND : WORD_BEFORE),
         size(s, first > end ? first - end : 0));
}

// ---- content ----

static bool is_quotation(const feature_input *in, uint32_t i)
{
    return bits_has(item_bits(in, i), PREDICATE_QUOTATION);
}

static bool span_is_quoted(const feature_input *in, const capture_span *s)
{
    const item *items = in->items->items;
    return tokens_have_quotation(in->page, (token_span){items[s->first].first, items[s->end - 1].end});
}

bool candidate_is_quoted(const feature_input *in, const candidate *c)
{
    for (size_t i = 0; i < c->captures.count; i++)
        if (c->captures.spans[i].capture == CAPTURE_CONTENT && span_is_quoted(in, &c->captures.spans[i]))
            return true;
    return false;
}

static fixed_word marks_of(const subject *s)
{
    bool starts = is_quotation(s->in, s->first->first), ends = is_quotation(s->in, s->last->end - 1);
    if (s->first == s->last && s->first->end == s->first->first + 1 && starts)
        return WORD_WHOLE;
    if (starts || ends)
        return starts && ends ? WORD_BOTH : starts ? WORD_STARTS : WORD_ENDS;
    return candidate_is_quoted(s->in, s->c) ? WORD_INSIDE : WORD_NONE;
}

static void add_marks(subject *s)
{
    feature_part marks = word(s, marks_of(s));
    const uint64_t *bits = item_bits(s->in, s->first->first);
    add1(s->out, GROUP_MARKS, marks);
    add2(s->out, GROUP_RULE_MARKS, s->rule, marks);
    add2(s->out, GROUP_LEMMA_MARKS, s->lemma, marks);
    if (!bits_has(bits, PREDICATE_QUOTATION))
        return;
    for (int k = PREDICATE_QUOTATION_COMMA; k <= PREDICATE_QUOTATION_BLOCK; k++)
        if (bits_has(bits, (predicate_id)k)) {
            add1(s->out, GROUP_MARKS, s->in->tables->predicates[k]);
            add2(s->out, GROUP_RULE_MARKS, s->rule, s->in->tables->predicates[k]);
        }
}

// Signs and verbs inside what would be the content.
static void add_insides(subject *s)
{
    size_t commas = 0, ends = 0, cues = 0;
    for (uint32_t i = s->first->first; i < s->first->end && i < s->first->first + COVER_MOST; i++) {
        const uint64_t *bits = item_bits(s->in, i);
        commas += bits_has(bits, PREDICATE_COMMA);
        ends += bits_has(bits, PREDICATE_SENTENCE_END);
        cues += s->in->on_cue[i] >= 0;
    }
    add2(s->out, GROUP_CONTENT, word(s, WORD_COMMAS), size(s, commas));
    add2(s->out, GROUP_CONTENT, word(s, WORD_SENTENCE_ENDS), size(s, ends));
    add2(s->out, GROUP_CONTENT, word(s, WORD_CUES), size(s, cues));
}

static void add_content(subject *s)
{
    const feature_input *in = s->in;
    uint32_t tokens = in->items->items[s->last->end - 1].end - in->items->items[s->first->first].first;
    const capture_span *opening = candidate_span(s->c, CAPTURE_OPENING);
    feature_part first = feature_word(in, opening ? opening->first : s->first->first), length = size(s, tokens);
    feature_part last = feature_word(in, (int64_t)s->last->end - 1), behind = feature_word(in, s->last->end);
    add1(s->out, GROUP_CONTENT_FIRST, first);
    add2(s->out, GROUP_CONTENT_FIRST, word(s, WORD_THEN),
         feature_word(in, (int64_t)(opening ? s->first->first : s->first->first + 1)));
    add2(s->out, GROUP_CONTENT_FIRST, word(s, WORD_BEFORE), feature_word(in, (int64_t)s->first->first - 1));
    add2(s->out, GROUP_LEMMA_FIRST, s->lemma, first);
    add2(s->out, GROUP_RULE_FIRST, s->rule, first);
    add2(s->out, GROUP_CONTENT_END, word(s, WORD_LAST), last);
    add2(s->out, GROUP_CONTENT_END, word(s, WORD_BEHIND), behind);
    add3(s->out, GROUP_RULE_END, s->rule, word(s, WORD_LAST), last);
    add3(s->out, GROUP_RULE_END, s->rule, word(s, WORD_BEHIND), behind);
    add1(s->out, GROUP_LENGTH, length);
    add2(s->out, GROUP_RULE_LENGTH, s->rule, length);
    add_marks(s);
    add_insides(s);
}

// ---- place ----

static void add_place(subject *s)
{
    uint32_t b = page_block_of(s->in->page, s->in->items->items[s->first->first].first);
    add1(s->out, GROUP_BLOCK, feature_part_text(block_kind_name((block_kind)s->in->page->blocks[b].kind)));
    feature_part before = feature_word(s->in, (int64_t)s->c->first - 1), after = feature_word(s->in, s->c->end);
    add2(s->out, GROUP_MATCH_NEAR, word(s, WORD_BEFORE), before);
    add2(s->out, GROUP_MATCH_NEAR, word(s, WORD_AFTER), after);
    add3(s->out, GROUP_MATCH_NEAR, s->rule, word(s, WORD_BEFORE), before);
    add3(s->out, GROUP_MATCH_NEAR, s->rule, word(s, WORD_AFTER), after);
}

// ---- other candidates ----

static uint32_t content_size(const candidate *c)
{
    uint32_t items = 0;
    for (size_t i = 0; i < c->captures.count; i++)
        if (c->captures.spans[i].capture == CAPTURE_CONTENT)
            items += c->captures.spans[i].end - c->captures.spans[i].first;
    return items;
}

// Compares a candidate with those of one chain (same cue, or same beginning of the content).
static void add_rivals(subject *s, fixed_word what, int32_t first, const int32_t *next)
{
    size_t count = 0, earlier = 0, longer = 0, shorter = 0;
    uint32_t own = s->in->sizes[s->index];
    for (int32_t i = first; i >= 0 && count < RIVALS_MOST; i = next[i]) {
        const candidate *rival = &s->in->candidates->items[i];
        if ((size_t)i == s->index)
            continue;
        uint32_t other = s->in->sizes[i];
        count++;
        earlier += (size_t)i < s->index;
        longer += other > own;
        shorter += other < own;
        if (count <= 6)
            add3(s->out, GROUP_RIVAL, word(s, what), s->rule, s->in->tables->rules[rival->rule]);
    }
    add2(s->out, GROUP_RIVALS, word(s, what), size(s, count));
    add2(s->out, GROUP_RANK, word(s, what), size(s, earlier));
    if (count)
        add3(s->out, GROUP_RIVALS, word(s, what), word(s, longer ? WORD_LONGER : WORD_NO_LONGER),
             word(s, shorter ? WORD_SHORTER : WORD_NO_SHORTER));
}

static void add_nesting(subject *s)
{
    int32_t cover = s->cue ? s->in->cover[s->cue->end - 1] : s->in->cover[s->first->first];
    if (cover >= 0 && (size_t)cover != s->index) {
        feature_part outer = s->in->tables->rules[s->in->candidates->items[cover].rule];
        add1(s->out, GROUP_INSIDE, outer);
        add2(s->out, GROUP_INSIDE, s->rule, outer);
    } else {
        add1(s->out, GROUP_INSIDE, word(s, WORD_NOTHING));
    }
    for (uint32_t i = s->first->first; i < s->first->end && i < s->first->first + COVER_MOST; i++)
        if (s->in->on_cue[i] >= 0) {
            feature_part inner = s->in->tables->rules[s->in->candidates->items[s->in->on_cue[i]].rule];
            add1(s->out, GROUP_ENCLOSES, inner);
            add2(s->out, GROUP_ENCLOSES, s->rule, inner);
            return;
        }
    add1(s->out, GROUP_ENCLOSES, word(s, WORD_NOTHING));
}

void features_of(const feature_input *in, size_t candidate_index, feature_vector *out)
{
    const candidate *c = &in->candidates->items[candidate_index];
    subject s = {.in = in,
                 .c = c,
                 .index = candidate_index,
                 .out = out,
                 .rule = in->tables->rules[c->rule],
                 .cue = candidate_span(c, CAPTURE_CUE),
                 .source = candidate_span(c, CAPTURE_SPEAKER)};
    for (size_t i = 0; i < c->captures.count; i++)
        if (c->captures.spans[i].capture == CAPTURE_CONTENT) {
            s.last = &c->captures.spans[i];
            s.first = s.first ? s.first : s.last;
        }
    out->len = 0;
    add1(out, GROUP_BIAS, word(&s, WORD_ALL));
    add1(out, GROUP_RULE, s.rule);
    if (!s.first)
        return;
    add_cue(&s);
    add_source(&s);
    add_gap(&s, WORD_CUE_SOURCE, s.cue, s.source);
    add_gap(&s, WORD_CUE_CONTENT, s.cue, s.first);
    add_content(&s);
    add_place(&s);
    if (s.cue)
        add_rivals(&s, WORD_CUE, in->on_cue[s.cue->end - 1], in->next_on_cue);
    add_rivals(&s, WORD_CONTENT, in->on_content[s.first->first], in->next_on_content);
    add_nesting(&s);
}

// ---- the article ----

static int32_t *filled(arena *a, size_t count)
{
    int32_t *out = ARENA_ARRAY(a, int32_t, count + 1);
    memset(out, 0xFF, (count + 1) * sizeof *out);
    return out;
}

static void cover_content(feature_input *in, int32_t id, const capture_span *s)
{
    for (uint32_t i = s->first; i < s->end; i++) {
        int32_t old = in->cover[i];
        if (old < 0 || in->sizes[old] < in->sizes[id])
            in->cover[i] = id;
    }
}

static void list_features(feature_input *in)
{
    const rule_set *set = in->m->rules;
    in->bit_words = predicates_words(set->predicates);
    in->listed = ARENA_ARRAY(in->arena, uint64_t, in->bit_words);
    in->listed_features = ARENA_ARRAY(in->arena, uint32_t, in->bit_words * 64);
    for (int f = 0; f < FEATURE_COUNT; f++)
        for (size_t w = 0; w < in->bit_words; w++) {
            in->listed[w] |= set->features[f][w];
            for (uint64_t rest = set->features[f][w]; rest; rest &= rest - 1)
                in->listed_features[w * 64 + (size_t)__builtin_ctzll(rest)] |= UINT32_C(1) << f;
        }
}
_Static_assert(FEATURE_COUNT <= 32, "listed_features has a bit for each");

// From the last candidate to the first, so that chains run in order.
void features_begin(feature_input *in)
{
    size_t items = in->items->len, count = in->candidates->len;
    in->words = ARENA_ARRAY(in->arena, feature_part, items + 1);
    in->on_cue = filled(in->arena, items);
    in->on_content = filled(in->arena, items);
    in->cover = filled(in->arena, items);
    in->next_on_cue = filled(in->arena, count);
    in->next_on_content = filled(in->arena, count);
    in->sizes = ARENA_ARRAY(in->arena, uint32_t, count + 1);
    in->fixed = fixed_words(in->arena);
    list_features(in);
    for (size_t k = count; k-- > 0;) {
        const candidate *c = &in->candidates->items[k];
        const capture_span *cue = candidate_span(c, CAPTURE_CUE), *content = candidate_span(c, CAPTURE_CONTENT);
        in->sizes[k] = content_size(c);
        if (cue) {
            in->next_on_cue[k] = in->on_cue[cue->end - 1];
            in->on_cue[cue->end - 1] = (int32_t)k;
        }
        if (content) {
            in->next_on_content[k] = in->on_content[content->first];
            in->on_content[content->first] = (int32_t)k;
        }
        for (size_t i = 0; i < c->captures.count; i++)
            if (c->captures.spans[i].capture == CAPTURE_CONTENT)
                cover_content(in, (int32_t)k, &c->captures.spans[i]);
    }
}
