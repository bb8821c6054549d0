// SPDX-License-Identifier: MIT
// features.c: see features.h. Comes in: all candidates of an article. Goes out: the features of one. Weighs nothing.
// The neighbourhood of candidates (rivals, nesting) is looked at through chains by item, each walked RIVALS_MOST far.
#include "match/choose.h"
#include "match/features.h"

#include <string.h>

enum { RIVALS_MOST = 16, COVER_MOST = 200 };

static feature_part text(const char *t) { return feature_part_text(t); }

static const char *bucket(size_t n)
{
    return n <= 4    ? (const char *[]){"0", "1", "2", "3", "4"}[n]
           : n <= 6  ? "5+"
           : n <= 9  ? "7+"
           : n <= 14 ? "10+"
           : n <= 24 ? "15+"
           : n <= 39 ? "25+"
                     : "40+";
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

// ---- cue ----

// The token that stands for an item: its head if it was folded.
static uint32_t head_token(const feature_input *in, uint32_t i)
{
    const item *it = &in->items->items[i];
    return it->node >= 0 ? in->nodes->items[it->node].head : it->first;
}

static void find_cue_lemma(subject *s)
{
    const uint64_t *lists = s->in->tables->cue_lists;
    s->lemma = text(s->cue ? "unknown" : "none");
    for (uint32_t i = s->cue ? s->cue->end : 0; s->cue && i-- > s->cue->first;) {
        const item *it = &s->in->items->items[i];
        uint32_t head = head_token(s->in, i);
        if (it->end > it->first && (feature_lemma(s->in, it->first, it->end, lists, &s->lemma) ||
                                    feature_lemma(s->in, head, head + 1, lists, &s->lemma)))
            return;
    }
}

static void add_cue_lists_of(subject *s)
{
    const uint64_t *lists = s->in->tables->cue_lists, *bits = item_bits(s->in, s->cue->end - 1);
    for (size_t w = 0; w < predicates_words(s->in->m->rules->predicates); w++)
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
        if (t != head && feature_lemma(in, t, t + 1, NULL, &word))
            add1(s->out, GROUP_CUE_WITH, word);
    }
    add1(s->out, GROUP_CUE_WITH, text(end - first > 1 ? "several" : "alone"));
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
    add2(s->out, GROUP_CUE_NEAR, text("before"), before);
    add2(s->out, GROUP_CUE_NEAR, text("after"), after);
    add3(s->out, GROUP_LEMMA_NEAR, s->lemma, text("before"), before);
    add3(s->out, GROUP_LEMMA_NEAR, s->lemma, text("after"), after);
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
    const rule_set *set = s->in->m->rules;
    size_t words = predicates_words(set->predicates);
    uint32_t first = s->in->items->items[s->source->first].first;
    const uint64_t *own = item_bits(s->in, i);
    const uint64_t *begin =
        vocab_class_bits(s->in->m->vocab, vocab_type_class(s->in->m->vocab, s->in->page->tokens[first].type));
    for (int f = 0; f < FEATURE_COUNT; f++) {
        if (bits_meet(own, set->features[f], words))
            add1(s->out, GROUP_SOURCE_LIST, s->in->tables->features[f]);
        if (bits_meet(begin, set->features[f], words))
            add2(s->out, GROUP_SOURCE_LIST, text("begin"), s->in->tables->features[f]);
    }
    if (bits_has(begin, PREDICATE_CAPITALISED))
        add2(s->out, GROUP_SOURCE_LIST, text("begin"), s->in->tables->predicates[PREDICATE_CAPITALISED]);
}

static void add_source(subject *s)
{
    if (!s->source) {
        add1(s->out, GROUP_SOURCE, text("none"));
        return;
    }
    uint32_t i = source_item(s), count = s->source->end - s->source->first;
    feature_part kind = feature_word(s->in, i), before = feature_word(s->in, (int64_t)s->source->first - 1);
    if (s->in->items->items[i].node < 0)
        kind = text("word");
    add1(s->out, GROUP_SOURCE, kind);
    add2(s->out, GROUP_SOURCE, text("items"), text(bucket(count)));
    add2(s->out, GROUP_RULE_SOURCE, s->rule, kind);
    add2(s->out, GROUP_LEMMA_SOURCE, s->lemma, kind);
    add2(s->out, GROUP_SOURCE_NEAR, text("before"), before);
    add2(s->out, GROUP_SOURCE_NEAR, text("after"), feature_word(s->in, s->source->end));
    add3(s->out, GROUP_SOURCE_NEAR, kind, text("before"), before);
    add_source_lists(s, i);
}

static void add_gap(subject *s, const char *what, const capture_span *a, const capture_span *b)
{
    if (!a || !b)
        return;
    bool forward = a->first <= b->first;
    uint32_t end = forward ? a->end : b->end, first = forward ? b->first : a->first;
    add3(s->out, GROUP_DISTANCE, text(what), text(forward ? "behind" : "before"),
         text(bucket(first > end ? first - end : 0)));
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

static const char *marks_of(const subject *s)
{
    bool starts = is_quotation(s->in, s->first->first), ends = is_quotation(s->in, s->last->end - 1);
    if (s->first == s->last && s->first->end == s->first->first + 1 && starts)
        return "whole";
    if (starts || ends)
        return starts && ends ? "both" : starts ? "starts" : "ends";
    return candidate_is_quoted(s->in, s->c) ? "inside" : "none";
}

static void add_marks(subject *s)
{
    feature_part marks = text(marks_of(s));
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
    add2(s->out, GROUP_CONTENT, text("commas"), text(bucket(commas)));
    add2(s->out, GROUP_CONTENT, text("sentence-ends"), text(bucket(ends)));
    add2(s->out, GROUP_CONTENT, text("cues"), text(bucket(cues)));
}

static void add_content(subject *s)
{
    const feature_input *in = s->in;
    uint32_t tokens = in->items->items[s->last->end - 1].end - in->items->items[s->first->first].first;
    const capture_span *opening = candidate_span(s->c, CAPTURE_OPENING);
    feature_part first = feature_word(in, opening ? opening->first : s->first->first), length = text(bucket(tokens));
    feature_part last = feature_word(in, (int64_t)s->last->end - 1), behind = feature_word(in, s->last->end);
    add1(s->out, GROUP_CONTENT_FIRST, first);
    add2(s->out, GROUP_CONTENT_FIRST, text("then"),
         feature_word(in, (int64_t)(opening ? s->first->first : s->first->first + 1)));
    add2(s->out, GROUP_CONTENT_FIRST, text("before"), feature_word(in, (int64_t)s->first->first - 1));
    add2(s->out, GROUP_LEMMA_FIRST, s->lemma, first);
    add2(s->out, GROUP_RULE_FIRST, s->rule, first);
    add2(s->out, GROUP_CONTENT_END, text("last"), last);
    add2(s->out, GROUP_CONTENT_END, text("behind"), behind);
    add3(s->out, GROUP_RULE_END, s->rule, text("last"), last);
    add3(s->out, GROUP_RULE_END, s->rule, text("behind"), behind);
    add1(s->out, GROUP_LENGTH, length);
    add2(s->out, GROUP_RULE_LENGTH, s->rule, length);
    add_marks(s);
    add_insides(s);
}

// ---- place ----

static void add_place(subject *s)
{
    uint32_t b = page_block_of(s->in->page, s->in->items->items[s->first->first].first);
    add1(s->out, GROUP_BLOCK, text(block_kind_name((block_kind)s->in->page->blocks[b].kind)));
    feature_part before = feature_word(s->in, (int64_t)s->c->first - 1), after = feature_word(s->in, s->c->end);
    add2(s->out, GROUP_MATCH_NEAR, text("before"), before);
    add2(s->out, GROUP_MATCH_NEAR, text("after"), after);
    add3(s->out, GROUP_MATCH_NEAR, s->rule, text("before"), before);
    add3(s->out, GROUP_MATCH_NEAR, s->rule, text("after"), after);
}

// ---- other candidates ----

static uint32_t content_size(const candidate *c)
{
    uint32_t size = 0;
    for (size_t i = 0; i < c->captures.count; i++)
        if (c->captures.spans[i].capture == CAPTURE_CONTENT)
            size += c->captures.spans[i].end - c->captures.spans[i].first;
    return size;
}

// Compares a candidate with those of one chain (same cue, or same beginning of the content).
static void add_rivals(subject *s, const char *what, int32_t first, const int32_t *next)
{
    size_t count = 0, earlier = 0, longer = 0, shorter = 0;
    uint32_t own = content_size(s->c);
    for (int32_t i = first; i >= 0 && count < RIVALS_MOST; i = next[i]) {
        const candidate *rival = &s->in->candidates->items[i];
        if ((size_t)i == s->index)
            continue;
        uint32_t size = content_size(rival);
        count++;
        earlier += (size_t)i < s->index;
        longer += size > own;
        shorter += size < own;
        if (count <= 6)
            add3(s->out, GROUP_RIVAL, text(what), s->rule, s->in->tables->rules[rival->rule]);
    }
    add2(s->out, GROUP_RIVALS, text(what), text(bucket(count)));
    add2(s->out, GROUP_RANK, text(what), text(bucket(earlier)));
    if (count)
        add3(s->out, GROUP_RIVALS, text(what), text(longer ? "longer" : "no-longer"),
             text(shorter ? "shorter" : "no-shorter"));
}

static void add_nesting(subject *s)
{
    int32_t cover = s->cue ? s->in->cover[s->cue->end - 1] : s->in->cover[s->first->first];
    if (cover >= 0 && (size_t)cover != s->index) {
        feature_part outer = s->in->tables->rules[s->in->candidates->items[cover].rule];
        add1(s->out, GROUP_INSIDE, outer);
        add2(s->out, GROUP_INSIDE, s->rule, outer);
    } else {
        add1(s->out, GROUP_INSIDE, text("nothing"));
    }
    for (uint32_t i = s->first->first; i < s->first->end && i < s->first->first + COVER_MOST; i++)
        if (s->in->on_cue[i] >= 0) {
            feature_part inner = s->in->tables->rules[s->in->candidates->items[s->in->on_cue[i]].rule];
            add1(s->out, GROUP_ENCLOSES, inner);
            add2(s->out, GROUP_ENCLOSES, s->rule, inner);
            return;
        }
    add1(s->out, GROUP_ENCLOSES, text("nothing"));
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
    add1(out, GROUP_BIAS, text("all"));
    add1(out, GROUP_RULE, s.rule);
    if (!s.first)
        return;
    add_cue(&s);
    add_source(&s);
    add_gap(&s, "cue-source", s.cue, s.source);
    add_gap(&s, "cue-content", s.cue, s.first);
    add_content(&s);
    add_place(&s);
    if (s.cue)
        add_rivals(&s, "cue", in->on_cue[s.cue->end - 1], in->next_on_cue);
    add_rivals(&s, "content", in->on_content[s.first->first], in->next_on_content);
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
        if (old < 0 || content_size(&in->candidates->items[old]) < content_size(&in->candidates->items[id]))
            in->cover[i] = id;
    }
}

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
    for (size_t k = count; k-- > 0;) {
        const candidate *c = &in->candidates->items[k];
        const capture_span *cue = candidate_span(c, CAPTURE_CUE), *content = candidate_span(c, CAPTURE_CONTENT);
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
