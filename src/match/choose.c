// SPDX-License-Identifier: MIT
// choose.c: see choose.h. Claims are kept per item, so that a choice costs the length of its match, whatever the
// text.
#include "match/choose.h"
#include "match/model.h"

#include <stdlib.h>
#include <string.h>

typedef struct chooser {
    matcher *m;
    arena *arena;
    const page *page;
    const item_list *items;
    const node_list *nodes;
    int32_t *content_owner; // by item: innermost winner whose content covers it, or -1
    int32_t *cue_owner;     // by item: winner whose cue covers it, or -1
    int32_t *outer;         // by winner: the winner whose content encloses it, or -1
    VEC(candidate) winners;
    attribution_list attributions; // of the winners
} chooser;

static const rule *rule_of(const chooser *h, const candidate *c) { return &h->m->rules->rules[c->rule]; }

static int compare(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->level != b->level)
        return a->level < b->level ? -1 : 1;
    if (a->end - a->first != b->end - b->first)
        return a->end - a->first > b->end - b->first ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->rule != b->rule ? (a->rule < b->rule ? -1 : 1) : (a->at > b->at) - (a->at < b->at);
}

static bool is_part(uint8_t capture)
{
    return capture == CAPTURE_CONTENT || capture == CAPTURE_CUE || capture == CAPTURE_SPEAKER;
}

// First and last item of a candidate's parts (content, cue, speaker), for nesting.
static capture_span extent(const candidate *c)
{
    capture_span all = {0, UINT32_MAX, 0};
    for (size_t i = 0; i < c->captures.count; i++) {
        const capture_span *s = &c->captures.spans[i];
        if (!is_part(s->capture))
            continue;
        all.first = s->first < all.first ? s->first : all.first;
        all.end = s->end > all.end ? s->end : all.end;
    }
    return all;
}

static bool lies_in_content(const candidate *inner, const candidate *outer)
{
    capture_span e = extent(inner);
    bool has_cue = candidate_span(inner, CAPTURE_CUE) != NULL;
    for (size_t i = 0; i < outer->captures.count; i++) {
        const capture_span *s = &outer->captures.spans[i];
        if (s->capture == CAPTURE_CONTENT && s->first <= e.first && e.end <= s->end)
            return has_cue || s->end - s->first > e.end - e.first;
    }
    return false;
}

static bool cue_is_free(const chooser *h, const candidate *c)
{
    const capture_span *cue = candidate_span(c, CAPTURE_CUE);
    if (!cue)
        return true;
    for (uint32_t i = cue->first; i < cue->end; i++)
        if (h->cue_owner[i] >= 0)
            return false;
    return true;
}

// Every winner that owns an item of the content must enclose all of c, or lie in c's content with all its parts.
static bool content_is_free(const chooser *h, const candidate *c)
{
    for (size_t k = 0; k < c->captures.count; k++) {
        const capture_span *s = &c->captures.spans[k];
        if (s->capture != CAPTURE_CONTENT)
            continue;
        int32_t seen = -1;
        for (uint32_t i = s->first; i < s->end; i++) {
            int32_t owner = h->content_owner[i];
            if (owner < 0 || owner == seen)
                continue;
            const candidate *other = &h->winners.items[owner];
            if (!lies_in_content(c, other) && !lies_in_content(other, c))
                return false;
            seen = owner;
        }
    }
    return true;
}

// A cue that stands in somebody's content belongs to what is said, unless all of the candidate stands there.
static bool cue_is_outside(const chooser *h, const candidate *c)
{
    const capture_span *cue = candidate_span(c, CAPTURE_CUE);
    if (!cue)
        return true;
    for (uint32_t i = cue->first; i < cue->end; i++) {
        int32_t owner = h->content_owner[i];
        if (owner >= 0 && !lies_in_content(c, &h->winners.items[owner]))
            return false;
    }
    return true;
}

// c's content must not swallow the cue of a winner that it does not enclose as a whole.
static bool swallows_no_cue(const chooser *h, const candidate *c)
{
    for (size_t k = 0; k < c->captures.count; k++) {
        const capture_span *s = &c->captures.spans[k];
        for (uint32_t i = s->first; s->capture == CAPTURE_CONTENT && i < s->end; i++)
            if (h->cue_owner[i] >= 0 && !lies_in_content(&h->winners.items[h->cue_owner[i]], c))
                return false;
    }
    return true;
}

static bool owner_is_inside(const chooser *h, int32_t owner, const candidate *c)
{
    return owner >= 0 && lies_in_content(&h->winners.items[owner], c);
}

static void claim(chooser *h, const candidate *c, float confidence)
{
    int32_t id = (int32_t)h->winners.len;
    for (size_t k = 0; k < c->captures.count; k++) {
        const capture_span *s = &c->captures.spans[k];
        for (uint32_t i = s->first; i < s->end; i++) {
            if (s->capture == CAPTURE_CUE)
                h->cue_owner[i] = id;
            else if (s->capture == CAPTURE_CONTENT && !owner_is_inside(h, h->content_owner[i], c))
                h->content_owner[i] = id;
        }
    }
    vec_push(h->arena, &h->winners, *c);
    attribution won = attribution_of(c, rule_of(h, c), h->page, h->items);
    won.confidence = confidence;
    vec_push(h->arena, &h->attributions, won);
}

static void take(chooser *h, const candidate *c, float confidence)
{
    if (cue_is_free(h, c) && content_is_free(h, c) && cue_is_outside(h, c) && swallows_no_cue(h, c))
        claim(h, c, confidence);
}

enum { REPEATED_MOST = 32 }; // candidates with the same first content item that are compared

// Two candidates that say the same of the same words. Spans stand in text order.
static bool says_same(const candidate *a, const candidate *b)
{
    size_t i = 0, k = 0;
    for (;; i++, k++) {
        while (i < a->captures.count && !is_part(a->captures.spans[i].capture))
            i++;
        while (k < b->captures.count && !is_part(b->captures.spans[k].capture))
            k++;
        if (i == a->captures.count || k == b->captures.count)
            return i == a->captures.count && k == b->captures.count;
        const capture_span *s = &a->captures.spans[i], *t = &b->captures.spans[k];
        if (s->capture != t->capture || s->first != t->first || s->end != t->end)
            return false;
    }
}

// Leaves out what an earlier rule says too: it could never win without a model, and a model should not choose by
// hairs.
static void drop_repeated(arena *a, candidate_list *all, size_t item_count)
{
    int32_t *last = ARENA_ARRAY(a, int32_t, item_count + 1), *before = ARENA_ARRAY(a, int32_t, all->len + 1);
    size_t kept = 0;
    for (size_t i = 0; i < all->len; i++) {
        const candidate *c = &all->items[i];
        const capture_span *content = candidate_span(c, CAPTURE_CONTENT);
        bool repeated = !content;
        uint32_t at = content ? content->first : 0;
        int32_t k = content ? last[at] : 0; // index + 1 among those that are kept
        for (int looked = 0; k > 0 && !repeated && looked < REPEATED_MOST; looked++, k = before[k - 1])
            repeated = says_same(c, &all->items[k - 1]);
        if (repeated)
            continue;
        before[kept] = last[at];
        last[at] = (int32_t)kept + 1;
        all->items[kept++] = *c;
    }
    all->len = kept;
}

candidate_list candidates_collect(matcher *m, arena *a, const item_list *items)
{
    candidate_list out = {0};
    for (size_t s = 0; s < m->rules->stage_count; s++) {
        if (m->rules->stages[s].does != STAGE_ATTRIBUTES)
            continue;
        size_t before = out.len;
        stage_collect(m, a, s, items, 0, items->len, &out);
        if (out.len > before)
            qsort(out.items + before, out.len - before, sizeof *out.items, compare);
    }
    drop_repeated(a, &out, items->len);
    return out;
}

// ---- what the model says ----

typedef struct judged {
    uint32_t candidate;
    bool late; // of a case that takes what the others leave
    float probability, confidence;
} judged;

static int by_probability(const void *left, const void *right)
{
    const judged *a = left, *b = right;
    if (a->late != b->late)
        return a->late ? 1 : -1;
    if (a->probability != b->probability)
        return a->probability > b->probability ? -1 : 1;
    return a->candidate < b->candidate ? -1 : a->candidate > b->candidate;
}

static bool beats(const rule *winner, uint16_t loser)
{
    for (size_t i = 0; i < winner->beats_count; i++)
        if (winner->beats[i] == loser)
            return true;
    return false;
}

// `beats` holds against any probability: a match loses to one of a rule that beats its own on the same anchor.
static size_t drop_beaten(const chooser *h, const candidate_list *found, judged *all, size_t count)
{
    uint32_t *beater = ARENA_ARRAY(h->arena, uint32_t, h->items->len + 1); // by anchor: a judged one + 1
    for (size_t i = 0; i < count; i++)
        if (rule_of(h, &found->items[all[i].candidate])->beats_count)
            beater[found->items[all[i].candidate].at] = (uint32_t)i + 1;
    size_t out = 0;
    judged *kept = ARENA_ARRAY(h->arena, judged, count + 1);
    for (size_t i = 0; i < count; i++) {
        const candidate *c = &found->items[all[i].candidate];
        uint32_t by = beater[c->at];
        if (!by || !beats(rule_of(h, &found->items[all[by - 1].candidate]), c->rule))
            kept[out++] = all[i];
    }
    memcpy(all, kept, out * sizeof *kept);
    return out;
}

// Without a cue there is less to go by, and probabilities of other cases are not comparable: such candidates take what
// the others leave.
static bool is_late(const candidate *c, model_case kind)
{
    return kind == MODEL_CARRIED || (kind != MODEL_NOBODY && !candidate_span(c, CAPTURE_CUE));
}

static void choose_by_model(chooser *h, const candidate_list *found)
{
    const model *model = h->m->model;
    feature_input in = {.m = h->m,
                        .arena = h->arena,
                        .page = h->page,
                        .items = h->items,
                        .nodes = h->nodes,
                        .candidates = found,
                        .tables = h->m->tables};
    feature_vector *features = arena_take(h->arena, sizeof *features);
    judged *all = ARENA_ARRAY(h->arena, judged, found->len);
    size_t count = 0;
    features_begin(&in);
    for (size_t i = 0; i < found->len; i++) {
        const candidate *c = &found->items[i];
        model_case kind = model_case_of(rule_of(h, c), candidate_is_quoted(&in, i));
        features_of(&in, i, features);
        float p = model_probability(model, features);
        if (p >= model->thresholds[kind])
            all[count++] = (judged){(uint32_t)i, is_late(c, kind), p, model_confidence(model, kind, p)};
    }
    count = drop_beaten(h, found, all, count);
    if (count)
        qsort(all, count, sizeof *all, by_probability);
    for (size_t i = 0; i < count; i++)
        take(h, &found->items[all[i].candidate], all[i].confidence);
}

// ---- winners ----

// Does a content hold a quotation of its own? What an attribution inside it says with a cue is that one's, not this
// one's. Tokens are looked at, not items: a quotation may be part of a noun phrase (`a "strong" state`).
static bool has_quotation(const chooser *h, const candidate *c, const capture_span *s)
{
    for (uint32_t i = s->first; i < s->end; i++) {
        int32_t owner = h->content_owner[i];
        const candidate *inner = owner >= 0 ? &h->winners.items[owner] : c;
        if (inner != c && candidate_span(inner, CAPTURE_CUE) && lies_in_content(inner, c))
            continue;
        if (tokens_have_quotation(h->page, (token_span){h->items->items[i].first, h->items->items[i].end}))
            return true;
    }
    return false;
}

// Is a content nothing but one quotation?
static bool is_quotation(const chooser *h, const capture_span *s)
{
    return s->end == s->first + 1 &&
           vocab_class_has(h->m->vocab, h->items->items[s->first].class_id, PREDICATE_QUOTATION);
}

// What a row is follows from its marks: `direct` is left, `mixed` needs a quotation, `indirect` is mixed with one and
// direct when it is nothing else. When all winners are known.
static void set_type(const chooser *h, const candidate *c, attribution *a)
{
    bool some = false, all = true;
    for (size_t i = 0; i < c->captures.count; i++) {
        const capture_span *s = &c->captures.spans[i];
        if (s->capture != CAPTURE_CONTENT)
            continue;
        some |= has_quotation(h, c, s);
        all &= is_quotation(h, s);
    }
    if (a->type == ROW_INDIRECT)
        a->type = !some ? ROW_INDIRECT : all ? ROW_DIRECT : ROW_MIXED;
    else if (a->type == ROW_MIXED && !some)
        a->type = ROW_INDIRECT;
}

static void set_types(chooser *h)
{
    for (size_t k = 0; k < h->winners.len; k++)
        set_type(h, &h->winners.items[k], &h->attributions.items[k]);
}

static int by_content(const void *left, const void *right)
{
    const attribution *a = left, *b = right;
    if (a->content[0].first != b->content[0].first)
        return a->content[0].first < b->content[0].first ? -1 : 1;
    return (a->cue.first > b->cue.first) - (a->cue.first < b->cue.first);
}

static bool is_quoted(const attribution *a) { return a->type == ROW_DIRECT || a->type == ROW_MIXED; }

// Contents that only go on with the quotation before them in their block become further spans of it.
static void join_contents(attribution_list *all)
{
    size_t out = 0;
    attribution *before = NULL;
    for (size_t i = 0; i < all->len; i++) {
        attribution *a = &all->items[i];
        if (a->rule->gives.joins && before && before->block == a->block && before->content_count < ATTRIBUTION_SPANS) {
            if (a->content[0].first < before->content[before->content_count - 1].end)
                continue; // it is part of that content already
            before->content_rule[before->content_count] = a->rule;
            before->content[before->content_count++] = a->content[0];
            continue;
        }
        all->items[out] = *a;
        if (is_quoted(a))
            before = &all->items[out];
        out++;
    }
    all->len = out;
}

attribution_list attributions_choose(matcher *m, arena *a, const page *p, const item_list *items,
                                     const node_list *nodes)
{
    chooser h = {.m = m, .arena = a, .page = p, .items = items, .nodes = nodes};
    candidate_list found = candidates_collect(m, a, items);
    if (!found.len)
        return h.attributions;
    h.content_owner = ARENA_ARRAY(a, int32_t, items->len + 1);
    h.cue_owner = ARENA_ARRAY(a, int32_t, items->len + 1);
    for (size_t i = 0; i < items->len; i++)
        h.content_owner[i] = h.cue_owner[i] = -1;
    if (m->model)
        choose_by_model(&h, &found);
    for (size_t i = 0; !m->model && i < found.len; i++)
        take(&h, &found.items[i], 0);
    set_types(&h);
    if (h.attributions.len)
        qsort(h.attributions.items, h.attributions.len, sizeof *h.attributions.items, by_content);
    join_contents(&h.attributions);
    return h.attributions;
}
