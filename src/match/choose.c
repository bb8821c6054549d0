// SPDX-License-Identifier: MIT
// choose.c: see choose.h. Claims are kept per item, so that a choice costs the length of its match, whatever the
// text.
#include "base/order.h"
#include "match/choose.h"

#include <string.h>

// Winners that claim an item, index + 1; 0: none.
typedef struct claim {
    uint32_t content; // innermost one whose content covers it
    uint32_t cue;     // whose cue covers it
} claim;

typedef struct chooser {
    matcher *m;
    arena *arena;
    const page *page;
    const item_list *items;
    const node_list *nodes;
    claim *claims; // by item
    VEC(const candidate *) winners;
    attribution_list attributions; // of the winners
    competition *told;             // NULL: nobody asks how it came
} chooser;

static const rule *rule_of(const chooser *h, const candidate *c) { return &h->m->rules->rules[c->rule]; }

static const candidate *winner(const chooser *h, uint32_t claimed) { return h->winners.items[claimed - 1]; }

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

bool lies_in_content(const candidate *inner, const candidate *outer)
{
    capture_span e = extent(inner);
    bool has_cue = candidate_span(inner, CAPTURE_CUE) != NULL;
    for (size_t i = 0; i < outer->captures.count; i++) {
        const capture_span *s = &outer->captures.spans[i];
        if (s->capture == CAPTURE_CONTENT && s->first <= e.first && e.end <= s->end)
            return has_cue;
    }
    return false;
}

// These three tell who stands in the way, as claims do; 0: nobody.
static uint32_t who_has_cue(const chooser *h, const candidate *c)
{
    const capture_span *cue = candidate_span(c, CAPTURE_CUE);
    if (!cue)
        return 0;
    for (uint32_t i = cue->first; i < cue->end; i++)
        if (h->claims[i].cue)
            return h->claims[i].cue;
    return 0;
}

// Every winner that owns an item of the content must enclose all of c, or lie in c's content with all its parts; one
// whose cue stands there must lie there as a whole.
static uint32_t who_crosses_content(const chooser *h, const candidate *c)
{
    for (const capture_span *s = c->captures.spans, *end = s + c->captures.count; s < end; s++) {
        if (s->capture != CAPTURE_CONTENT)
            continue;
        uint32_t seen = 0;
        for (const claim *at = h->claims + s->first, *behind = h->claims + s->end; at < behind; at++) {
            if (at->cue && !lies_in_content(winner(h, at->cue), c))
                return at->cue;
            if (at->content == 0 || at->content == seen)
                continue;
            const candidate *other = winner(h, at->content);
            if (!lies_in_content(c, other) && !lies_in_content(other, c))
                return at->content;
            seen = at->content;
        }
    }
    return 0;
}

// A cue that stands in somebody's content belongs to what is said, unless all of the candidate stands there.
static uint32_t who_says_cue(const chooser *h, const candidate *c)
{
    const capture_span *cue = candidate_span(c, CAPTURE_CUE);
    if (!cue)
        return 0;
    for (uint32_t i = cue->first; i < cue->end; i++) {
        uint32_t owner = h->claims[i].content;
        if (owner && !lies_in_content(c, winner(h, owner)))
            return owner;
    }
    return 0;
}

// ---- what became of candidates ----

static void tell(const chooser *h, const candidate *c, candidate_fate fate, const candidate *by)
{
    if (!h->told)
        return;
    const candidate *first = h->told->candidates.items;
    candidate_end *end = &h->told->ends[c - first];
    end->fate = (uint8_t)fate;
    end->by = by ? (uint32_t)(by - first) : 0;
}

static void win(chooser *h, const candidate *c, float confidence)
{
    vec_push(h->arena, &h->winners, c);
    uint32_t id = (uint32_t)h->winners.len;
    for (const capture_span *s = c->captures.spans, *end = s + c->captures.count; s < end; s++) {
        if (s->capture == CAPTURE_CUE)
            for (uint32_t i = s->first; i < s->end; i++)
                h->claims[i].cue = id;
        if (s->capture == CAPTURE_CONTENT)
            for (uint32_t i = s->first; i < s->end; i++) {
                uint32_t owner = h->claims[i].content;
                if (!owner || !lies_in_content(winner(h, owner), c))
                    h->claims[i].content = id;
            }
    }
    if (h->attributions.len == h->attributions.room)
        h->attributions.items = vec_grow(h->arena, h->attributions.items, h->attributions.len, &h->attributions.room,
                                         sizeof *h->attributions.items);
    attribution *won = &h->attributions.items[h->attributions.len++];
    *won = attribution_of(c, rule_of(h, c), h->page, h->items);
    won->confidence = confidence;
}

// Does all of it lie in the content of a winner?
static bool is_inner(const chooser *h, const candidate *c)
{
    uint32_t owner = h->claims[candidate_span(c, CAPTURE_CONTENT)->first].content;
    return owner && lies_in_content(c, winner(h, owner));
}

static void take(chooser *h, const candidate *c, float confidence)
{
    uint32_t by;
    if ((by = who_has_cue(h, c)) != 0)
        tell(h, c, FATE_CUE_TAKEN, winner(h, by));
    else if ((by = who_crosses_content(h, c)) != 0)
        tell(h, c, FATE_CROSSED, winner(h, by));
    else if ((by = who_says_cue(h, c)) != 0)
        tell(h, c, FATE_CUE_INSIDE, winner(h, by));
    else {
        win(h, c, confidence);
        tell(h, c, FATE_WON, NULL);
    }
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

// What was collected, put in order.
typedef struct ordering {
    arena *arena;
    uint32_t *last;   // by item: the last of those kept whose content begins there, index + 1
    uint32_t *before; // by one kept: the one before it whose content begins there, index + 1
    candidate_list kept;
} ordering;

// Leaves out what an earlier rule says too: it could never win without a model, and a model should not choose by
// hairs.
static void keep(ordering *o, const candidate *c)
{
    const capture_span *content = candidate_span(c, CAPTURE_CONTENT);
    if (!content)
        return;
    uint32_t *last = &o->last[content->first], k = *last;
    for (int looked = 0; k > 0 && looked < REPEATED_MOST; looked++, k = o->before[k - 1])
        if (says_same(c, &o->kept.items[k - 1]))
            return;
    o->before[o->kept.len] = *last;
    o->kept.items[o->kept.len++] = *c;
    *last = (uint32_t)o->kept.len;
}

// `all` came by rising anchors.
static void keep_in_order(ordering *o, const candidate *all, size_t count)
{
    order_key *keys = arena_take(o->arena, count * sizeof *keys);
    for (size_t i = 0; i < count; i++) {
        const candidate *c = &all[i];
        uint64_t size = c->end - c->first;
        keys[i] =
            (order_key){(uint64_t)c->level << 48 | (UINT16_MAX - size) << 32 | c->first, (uint64_t)c->rule << 32 | i};
    }
    order_sort(o->arena, keys, count);
    for (size_t i = 0; i < count; i++)
        keep(o, &all[keys[i].low & UINT32_MAX]);
}
_Static_assert(2 * MATCH_LONGEST <= UINT16_MAX, "the size of a match takes 16 bits of a key");

candidate_list candidates_collect(matcher *m, arena *a, const item_list *items)
{
    candidate_list found = {0};
    uint64_t attributing = 0;
    for (size_t s = 0; s < m->rules->stage_count; s++)
        attributing |= (uint64_t)(m->rules->stages[s].does == STAGE_ATTRIBUTES) << s;
    anchor_list anchors = anchors_find(m, a, attributing, items);
    size_t ends[STAGES_MOST], stages = 0;
    for (; attributing; attributing &= attributing - 1) {
        stage_collect(m, a, (size_t)__builtin_ctzll(attributing), items, &anchors, &found);
        ends[stages++] = found.len;
    }
    ordering o = {.arena = a};
    if (!found.len)
        return o.kept;
    o.last = ARENA_ARRAY(a, uint32_t, items->len + 1);
    o.before = arena_take(a, found.len * sizeof *o.before);
    o.kept = (candidate_list){arena_take(a, found.len * sizeof *o.kept.items), 0, found.len};
    for (size_t s = 0, from = 0; s < stages; from = ends[s++])
        keep_in_order(&o, found.items + from, ends[s] - from);
    return o.kept;
}

// ---- what the model says ----

typedef struct judged {
    uint32_t candidate;
    bool late;       // of a case that takes what the others leave
    bool only_inner; // too unlikely to stand on its own
    float probability, confidence;
} judged;

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
    bool some = false;
    for (size_t i = 0; i < count && !some; i++)
        some = rule_of(h, &found->items[all[i].candidate])->beats_count;
    if (!some)
        return count;
    uint32_t *beater = ARENA_ARRAY(h->arena, uint32_t, h->items->len + 1); // by anchor: a candidate + 1
    for (size_t i = 0; i < count; i++)
        if (!all[i].only_inner && rule_of(h, &found->items[all[i].candidate])->beats_count)
            beater[found->items[all[i].candidate].at] = all[i].candidate + 1;
    size_t out = 0;
    for (size_t i = 0; i < count; i++) {
        const candidate *c = &found->items[all[i].candidate];
        uint32_t by = beater[c->at];
        if (!by || !beats(rule_of(h, &found->items[by - 1]), c->rule))
            all[out++] = all[i];
        else
            tell(h, c, FATE_BEATEN, &found->items[by - 1]);
    }
    return out;
}

// The likeliest first, those of late cases behind the others.
static void take_in_order(chooser *h, const candidate_list *found, const judged *all, size_t count)
{
    order_key *keys = arena_take(h->arena, count * sizeof *keys);
    for (size_t i = 0; i < count; i++) {
        uint32_t bits; // of a number that is not negative: they rise with it
        memcpy(&bits, &all[i].probability, sizeof bits);
        keys[i] = (order_key){(uint64_t)all[i].late << 32 | (UINT32_MAX - bits), i};
    }
    order_sort(h->arena, keys, count);
    for (size_t i = 0; i < count; i++) {
        const judged *j = &all[keys[i].low];
        const candidate *c = &found->items[j->candidate];
        if (!j->only_inner || is_inner(h, c))
            take(h, c, j->confidence);
        else
            tell(h, c, FATE_NOT_INNER, NULL);
    }
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
    judged *all = arena_take(h->arena, found->len * sizeof *all);
    size_t count = 0;
    features_begin(&in);
    for (size_t i = 0; i < found->len; i++) {
        const candidate *c = &found->items[i];
        model_case kind = model_case_of(rule_of(h, c), candidate_is_quoted(&in, i));
        features_of(&in, i, features);
        float p = model_probability(model, features);
        if (h->told)
            h->told->ends[i] = (candidate_end){.kind = (uint8_t)kind, .late = is_late(c, kind), .probability = p};
        bool alone = p >= model->thresholds[kind];
        if (alone || (kind == MODEL_QUOTED && p >= model->thresholds[MODEL_INNER]))
            all[count++] = (judged){(uint32_t)i, is_late(c, kind), !alone, p, model_confidence(model, kind, p)};
    }
    count = drop_beaten(h, found, all, count);
    take_in_order(h, found, all, count);
}

// ---- winners ----

// Does a content hold a quotation of its own? What an attribution inside it says with a cue is that one's, not this
// one's. Tokens are looked at, not items: a quotation may be part of a noun phrase (`a "strong" state`).
static bool has_quotation(const chooser *h, const candidate *c, const capture_span *s)
{
    const item *items = h->items->items;
    if (!tokens_have_quotation(h->page, (token_span){items[s->first].first, items[s->end - 1].end}))
        return false;
    for (uint32_t i = s->first; i < s->end; i++) {
        uint32_t owner = h->claims[i].content;
        const candidate *inner = owner ? winner(h, owner) : c;
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
        set_type(h, h->winners.items[k], &h->attributions.items[k]);
}

static void tell_owner(const chooser *h, size_t won, size_t owner)
{
    if (h->told)
        h->told->ends[h->winners.items[won] - h->told->candidates.items].owner = (int32_t)owner;
}

static bool is_quoted(const attribution *a) { return a->type == ROW_DIRECT || a->type == ROW_MIXED; }

// By the first token of their content, then of their cue. Contents that only go on with the quotation before them in
// their block become further spans of it.
static attribution_list join_contents(const chooser *h)
{
    arena *memory = h->arena;
    const attribution_list *all = &h->attributions;
    order_key *keys = arena_take(memory, all->len * sizeof *keys);
    for (size_t i = 0; i < all->len; i++)
        keys[i] = (order_key){(uint64_t)all->items[i].content[0].first << 32 | all->items[i].cue.first, i};
    order_sort(memory, keys, all->len);
    attribution_list out = {arena_take(memory, all->len * sizeof *out.items), 0, all->len};
    attribution *before = NULL;
    for (size_t i = 0; i < all->len; i++) {
        const attribution *a = &all->items[keys[i].low];
        tell_owner(h, keys[i].low, out.len);
        if (a->rule->gives.joins && before && before->block == a->block && before->content_count < ATTRIBUTION_SPANS) {
            tell_owner(h, keys[i].low, (size_t)(before - out.items));
            if (a->content[0].first < before->content[before->content_count - 1].end)
                continue; // it is part of that content already
            before->content_rule[before->content_count] = a->rule;
            before->content[before->content_count++] = a->content[0];
            continue;
        }
        out.items[out.len] = *a;
        if (is_quoted(a))
            before = &out.items[out.len];
        out.len++;
    }
    return out;
}

attribution_list attributions_choose(matcher *m, arena *a, const page *p, const item_list *items,
                                     const node_list *nodes, competition *told)
{
    chooser h = {.m = m, .arena = a, .page = p, .items = items, .nodes = nodes, .told = told};
    candidate_list found = candidates_collect(m, a, items);
    if (told)
        *told = (competition){.candidates = found, .ends = ARENA_ARRAY(a, candidate_end, found.len + 1)};
    if (!found.len)
        return h.attributions;
    h.claims = ARENA_ARRAY(a, claim, items->len + 1);
    if (m->model)
        choose_by_model(&h, &found);
    for (size_t i = 0; !m->model && i < found.len; i++)
        take(&h, &found.items[i], 0);
    set_types(&h);
    return join_contents(&h);
}
