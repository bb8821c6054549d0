// SPDX-License-Identifier: MIT
// block_index.c: see block_index.h.
#include "match/block_index.h"

#include <string.h>

static const stage *stage_of(const block_index *x) { return &x->matcher->rules->stages[x->stage]; }

static uint64_t bit_of(size_t k) { return UINT64_C(1) << (k < BLOCK_RULE_BITS ? k : BLOCK_RULE_BITS - 1); }

static const program *program_of(const block_index *x, size_t k)
{
    return &x->matcher->programs->programs[stage_of(x)->rules[k]].match;
}

// ---- conditions ----

static void enter_words(block_index *x, const block_where *w, uint64_t bit)
{
    for (size_t n = w->least_words; n < BLOCK_WORDS && n <= w->most_words; n++)
        x->words[n] |= bit;
    if (w->most_words >= BLOCK_WORDS)
        x->words[BLOCK_WORDS] |= bit;
}

static void enter_where(block_index *x, const block_where *w, uint64_t bit)
{
    enter_words(x, w, bit);
    for (size_t zone = ZONE_HEAD; zone <= ZONE_TAIL; zone *= 2)
        if (!w->zones || w->zones & zone)
            x->zones[zone] |= bit;
    for (int yes = 0; yes < 2; yes++) {
        if (w->ends_sentence < 0 || w->ends_sentence == yes)
            x->ends_sentence[yes] |= bit;
        for (int kind = 0; kind < BLOCK_KIND_COUNT; kind++)
            if (w->seen[kind] < 0 || w->seen[kind] == yes)
                x->seen[kind][yes] |= bit;
    }
    for (int kind = -1; kind < BLOCK_KIND_COUNT; kind++)
        if (!w->after || (kind >= 0 && w->after >> kind & 1))
            x->after[kind + 1] |= bit;
}

uint64_t block_index_seen(const block_index *x, uint16_t kinds)
{
    uint64_t rules = ~UINT64_C(0);
    for (int kind = 0; kind < BLOCK_KIND_COUNT; kind++)
        rules &= x->seen[kind][kinds >> kind & 1];
    return rules;
}

// ---- items ----

// Whether the test may accept a phrase and not its first word alone, which gives the phrase its letter shapes and
// regular expressions. `lists`: the bits of all word lists.
static bool may_be_phrase(const predicates *p, const uint64_t *lists, const test *t)
{
    size_t words = predicates_words(p);
    return t->any || bits_meet(t->wanted, lists, words) || (t->refused && bits_meet(t->refused, t->refused, words));
}

// How much it tells about a block that it has an item which the test accepts.
typedef enum worth { WORTH_NOTHING, WORTH_PHRASES, WORTH_SIGN, WORTH_WORD } worth;

// While an index is made.
typedef struct index_maker {
    block_index *index;
    const rule_set *rules;
    const uint64_t *lists; // bits of all word lists
    uint64_t *needs;       // by test: block_need.rules
} index_maker;

static worth worth_of(const index_maker *m, const test *t)
{
    if (t->any || bits_has(t->wanted, PREDICATE_ITEM_BLOCK_START) || bits_has(t->wanted, PREDICATE_ITEM_BLOCK_END))
        return WORTH_NOTHING;
    if (may_be_phrase(m->rules->predicates, m->lists, t))
        return WORTH_PHRASES;
    for (predicate_id id = 0; id < PREDICATE_BUILTIN_COUNT; id++)
        if (bits_has(t->wanted, id))
            return WORTH_SIGN;
    return WORTH_WORD;
}

// Steps of a rule of which every match takes one.
typedef struct need {
    uint64_t positions;
    worth worth;
} need;

static need need_of_list(const index_maker *m, const program *p, const step_list *list, size_t except);

static need need_of_step(const index_maker *m, const program *p, const step *s)
{
    need all = {0, s->least ? WORTH_WORD : WORTH_NOTHING};
    if (s->kind == STEP_TEST && all.worth)
        all.worth = worth_of(m, &m->rules->tests[s->test]);
    for (uint32_t i = 0; s->kind == STEP_TEST && i < p->count; i++)
        if (p->step[i] == s)
            all.positions |= UINT64_C(1) << i;
    for (size_t i = 0; i < s->branch_count && all.worth; i++) {
        need one = need_of_list(m, p, &s->branches[i], SIZE_MAX);
        all.positions |= one.positions;
        all.worth = one.worth < all.worth ? one.worth : all.worth;
    }
    return all;
}

// What tells most; of several such the last: rules begin with what is common.
static need need_of_list(const index_maker *m, const program *p, const step_list *list, size_t except)
{
    need best = {0, WORTH_NOTHING};
    for (size_t i = 0; i < list->count; i++) {
        need one = {0, WORTH_NOTHING};
        if (i != except)
            one = need_of_step(m, p, &list->steps[i]);
        if (one.worth >= best.worth)
            best = one;
    }
    return best;
}

static void enter_items(const index_maker *m, size_t k)
{
    block_index *x = m->index;
    const rule *r = &m->rules->rules[stage_of(x)->rules[k]];
    const program *p = program_of(x, k);
    need wanted = need_of_list(m, p, &r->match, r->anchor);
    if (wanted.worth == WORTH_NOTHING)
        x->free |= bit_of(k);
    else if (wanted.worth == WORTH_PHRASES)
        x->needed_phrases |= bit_of(k);
    for (uint64_t rest = wanted.worth ? wanted.positions : 0; rest; rest &= rest - 1)
        m->needs[p->test[__builtin_ctzll(rest)]] |= bit_of(k);
    if (may_be_phrase(m->rules->predicates, m->lists, &m->rules->tests[p->test[p->anchor]]))
        x->anchor_phrases |= bit_of(k);
}

static void list_needs(const index_maker *m, arena *a)
{
    block_index *x = m->index;
    x->needs = ARENA_ARRAY(a, block_need, m->rules->test_count);
    for (size_t i = 0; i < m->rules->test_count; i++)
        if (m->needs[i])
            x->needs[x->need_count++] = (block_need){m->needs[i], (uint16_t)i};
}

static uint64_t rules_that_need(const block_index *x, const class_info *info)
{
    uint64_t rules = 0;
    for (size_t i = 0; i < x->need_count; i++) {
        const block_need *n = &x->needs[i];
        if (info->accepts[n->test / 64] >> n->test % 64 & 1)
            rules |= n->rules;
    }
    return rules;
}

static uint64_t rules_anchored(const block_index *x, const class_info *info)
{
    const stage *s = stage_of(x);
    uint64_t rules = 0;
    size_t k = 0;
    for (size_t i = info->start[x->stage]; i < info->start[x->stage + 1]; i++) { // both in file order
        while (s->rules[k] != info->anchored[i])
            k++;
        rules |= bit_of(k);
    }
    return rules;
}

uint64_t block_index_look(block_index *x, class_id c)
{
    const uint64_t *bits = vocab_class_bits(x->matcher->vocab, c);
    const class_info *info = classes_get(&x->matcher->classes, c);
    uint64_t marks = rules_that_need(x, info);
    if (bits_has(bits, PREDICATE_PHRASE_START))
        marks |= BLOCK_MARK_PHRASE;
    if (bits_has(bits, PREDICATE_WORD) || bits_has(bits, PREDICATE_NUMBER))
        marks |= BLOCK_MARK_WORD;
    x->anchored[c] = rules_anchored(x, info);
    x->marks[c] = marks;
    return marks;
}

uint64_t block_index_behind(block_index *x, class_id c)
{
    const stage *s = stage_of(x);
    if (!(x->behind[c] & BLOCK_MARK_NEW))
        return x->behind[c];
    uint64_t behind = 0;
    for (size_t k = 0; k < s->rule_count; k++) {
        const program *p = program_of(x, k);
        if (p->last >> p->anchor & 1 || classes_filter(&x->matcher->classes, c, p, p->follow[p->anchor]))
            behind |= bit_of(k);
    }
    x->behind[c] = behind;
    return behind;
}

static void forget(uint64_t *marks, size_t from, size_t end)
{
    for (size_t c = from; c < end; c++)
        marks[c] = BLOCK_MARK_NEW;
}

static uint64_t *widen(const block_index *x, const uint64_t *old, size_t room)
{
    uint64_t *wider = ARENA_ARRAY(x->matcher->arena, uint64_t, room);
    if (x->room)
        memcpy(wider, old, x->room * sizeof *wider);
    forget(wider, x->room, room);
    return wider;
}

void block_index_reserve(block_index *x)
{
    vocab *v = x->matcher->vocab;
    x->block_start = vocab_class_with(v, VOCAB_NO_CLASS, PREDICATE_ITEM_BLOCK_START);
    x->block_end = vocab_class_with(v, VOCAB_NO_CLASS, PREDICATE_ITEM_BLOCK_END);
    size_t room = x->room ? x->room : 1024, count = vocab_class_count(v);
    while (room < count)
        room *= 2;
    if (room == x->room)
        return;
    x->marks = widen(x, x->marks, room);
    x->anchored = widen(x, x->anchored, room);
    x->behind = widen(x, x->behind, room);
    x->room = room;
}

// ---- one for each stage ----

static const uint64_t *lists_of(const predicates *p, arena *a)
{
    uint64_t *lists = ARENA_ARRAY(a, uint64_t, predicates_words(p));
    for (predicate_id id = 0; id < predicates_count(p); id++)
        if (predicates_kind(p, id) == PREDICATE_LIST)
            bits_set(lists, id);
    return lists;
}

static block_index *make(matcher *m, size_t stage)
{
    block_index *x = ARENA_NEW(m->arena, block_index);
    index_maker maker = {x, m->rules, lists_of(m->rules->predicates, m->arena),
                         ARENA_ARRAY(m->arena, uint64_t, m->rules->test_count)};
    x->matcher = m;
    x->stage = stage;
    for (size_t k = 0; k < stage_of(x)->rule_count; k++) {
        enter_where(x, &m->rules->rules[stage_of(x)->rules[k]].block, bit_of(k));
        enter_items(&maker, k);
    }
    list_needs(&maker, m->arena);
    return x;
}

block_index *block_index_of(matcher *m, size_t stage)
{
    if (!m->block_indexes)
        m->block_indexes = ARENA_ARRAY(m->arena, block_index *, m->rules->stage_count);
    if (!m->block_indexes[stage])
        m->block_indexes[stage] = make(m, stage);
    return m->block_indexes[stage];
}

void block_indexes_forget(matcher *m)
{
    for (size_t s = 0; m->block_indexes && s < m->rules->stage_count; s++) {
        block_index *x = m->block_indexes[s];
        if (!x)
            continue;
        forget(x->marks, 0, x->room);
        forget(x->behind, 0, x->room);
    }
}
