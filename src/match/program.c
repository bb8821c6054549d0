// SPDX-License-Identifier: MIT
// program.c: see program.h.
#include "match/program.h"

// What is known of a part of the expression while it is built: can it be empty,
// with which positions does it begin and end.
typedef struct part {
    bool empty;
    uint64_t first, last;
} part;

typedef struct builder {
    program *out;
    const rule_set *rules;
    uint16_t captures; // of the groups around the step
} builder;

static part build_list(builder *b, const step_list *list);

static void link_positions(program *out, uint64_t from, uint64_t to)
{
    for (uint64_t rest = from; rest; rest &= rest - 1)
        out->follow[__builtin_ctzll(rest)] |= to;
}

static part join(builder *b, part left, part right)
{
    link_positions(b->out, left.last, right.first);
    return (part){left.empty && right.empty, left.first | (left.empty ? right.first : 0),
                  right.last | (right.empty ? left.last : 0)};
}

static part build_test(builder *b, const step *s)
{
    uint32_t i = b->out->count++;
    uint64_t bit = UINT64_C(1) << i;
    b->out->test[i] = s->test;
    b->out->captures[i] = b->captures;
    b->out->step[i] = s;
    if (b->rules->tests[s->test].loop)
        b->out->follow[i] |= bit;
    return (part){false, bit, bit};
}

static part build_branches(builder *b, const step *s)
{
    part all = {false, 0, 0};
    for (size_t i = 0; i < s->branch_count; i++) {
        part one = build_list(b, &s->branches[i]);
        all.empty |= one.empty;
        all.first |= one.first;
        all.last |= one.last;
    }
    return all;
}

static part build_once(builder *b, const step *s)
{
    uint16_t outside = b->captures;
    if (s->capture != CAPTURE_NONE)
        b->captures |= (uint16_t)(1u << s->capture);
    part p = s->kind == STEP_TEST ? build_test(b, s) : build_branches(b, s);
    b->captures = outside;
    return p;
}

// x{1,3} is x x? x?.
static part build_step(builder *b, const step *s)
{
    part all = {true, 0, 0};
    for (unsigned i = 0; i < s->most && b->out->count < PROGRAM_POSITIONS; i++) {
        part one = build_once(b, s);
        if (i >= s->least)
            one.empty = true;
        all = join(b, all, one);
    }
    return all;
}

static part build_list(builder *b, const step_list *list)
{
    part all = {true, 0, 0};
    for (size_t i = 0; i < list->count; i++)
        all = join(b, all, build_step(b, &list->steps[i]));
    return all;
}

static void reverse_links(program *out)
{
    for (uint32_t i = 0; i < out->count; i++)
        for (uint64_t rest = out->follow[i]; rest; rest &= rest - 1)
            out->before[__builtin_ctzll(rest)] |= UINT64_C(1) << i;
}

static void find_sides(program *out)
{
    out->stuck[PROGRAM_AHEAD] = !out->follow[out->anchor];
    out->stuck[PROGRAM_BEHIND] = !out->before[out->anchor];
}

static void sum_captures(program *out)
{
    uint16_t elsewhere = 0;
    for (uint32_t i = 0; i < out->count; i++) {
        out->captured |= out->captures[i];
        elsewhere |= i == out->anchor ? 0 : out->captures[i];
    }
    out->captures_anchor = !elsewhere;
}

void program_compile(program *out, const rule_set *rules, const step_list *list, size_t anchor, uint32_t index)
{
    builder b = {.out = out, .rules = rules};
    part all = {true, 0, 0};
    for (size_t i = 0; i < list->count; i++) {
        if (i == anchor)
            out->anchor = out->count;
        all = join(&b, all, build_step(&b, &list->steps[i]));
    }
    out->first = all.first;
    out->last = all.last;
    out->index = index;
    reverse_links(out);
    sum_captures(out);
    find_sides(out);
}

static program *compile_context(arena *a, program_set *set, const step_list *list)
{
    if (!list->count)
        return NULL;
    program *out = ARENA_NEW(a, program);
    program_compile(out, set->rules, list, SIZE_MAX, set->count++);
    return out;
}

// A rule is looked at after those that beat it. Rounds end at the number of
// rules even where `beats` go in a circle.
static void set_levels(program_set *set)
{
    bool changed = true;
    for (size_t round = 0; changed && round < set->rules->rule_count; round++) {
        changed = false;
        for (size_t i = 0; i < set->rules->rule_count; i++) {
            const rule *r = &set->rules->rules[i];
            for (size_t k = 0; k < r->beats_count; k++) {
                uint16_t *level = &set->programs[r->beats[k]].level;
                if (*level <= set->programs[i].level) {
                    *level = (uint16_t)(set->programs[i].level + 1);
                    changed = true;
                }
            }
        }
    }
}

// Enters test number i under each predicate of a bit set.
static void enter(const test_index *x, uint64_t *table, const uint64_t *predicates_named, size_t words, size_t i)
{
    for (size_t w = 0; w < words; w++)
        for (uint64_t rest = predicates_named ? predicates_named[w] : 0; rest; rest &= rest - 1) {
            size_t predicate = 64 * w + (size_t)__builtin_ctzll(rest);
            table[predicate * x->words + i / 64] |= UINT64_C(1) << i % 64;
        }
}

static void index_tests(test_index *out, arena *a, const rule_set *rules)
{
    size_t words = predicates_words(rules->predicates), predicate_room = 64 * words;
    out->words = (rules->test_count + 63) / 64;
    out->any = ARENA_ARRAY(a, uint64_t, out->words);
    out->wanted = ARENA_ARRAY(a, uint64_t, predicate_room * out->words);
    out->refused = ARENA_ARRAY(a, uint64_t, predicate_room * out->words);
    for (size_t i = 0; i < rules->test_count; i++) {
        const test *t = &rules->tests[i];
        if (t->any)
            out->any[i / 64] |= UINT64_C(1) << i % 64;
        enter(out, out->wanted, t->wanted, words, i);
        enter(out, out->refused, t->refused, words, i);
    }
}

static void add_role(rule_index *x, uint16_t test, int role, size_t bit)
{
    x->roles[(size_t)test * x->words + bit / 64].of[role] |= UINT64_C(1) << bit % 64;
}

static void index_rule(program_set *set, program *p, size_t bit)
{
    rule_index *x = &set->index;
    uint64_t mask = UINT64_C(1) << bit % 64;
    p->word = (uint32_t)(bit / 64);
    p->bit = bit % 64;
    if (p->first >> p->anchor & 1)
        x->edge[bit / 64].of[RULE_BEFORE] |= mask;
    if (p->last >> p->anchor & 1)
        x->edge[bit / 64].of[RULE_BEHIND] |= mask;
    add_role(x, p->test[p->anchor], RULE_ANCHOR, bit);
    for (uint64_t rest = p->before[p->anchor]; rest; rest &= rest - 1)
        add_role(x, p->test[__builtin_ctzll(rest)], RULE_BEFORE, bit);
    for (uint64_t rest = p->follow[p->anchor]; rest; rest &= rest - 1)
        add_role(x, p->test[__builtin_ctzll(rest)], RULE_BEHIND, bit);
    for (uint32_t i = 0; i < p->count; i++)
        bits_set(x->tests + p->word * set->tests.words, p->test[i]);
}

// Gives the rules of a stage their bits, from `bit` on or from the next word where that saves one; returns the bit
// behind them.
static size_t place_stage(rule_index *x, const rule_set *rules, size_t stage, size_t bit)
{
    size_t count = rules->stages[stage].rule_count, next = x->starts[stage];
    if (bit % 64 + count > 64)
        bit = (bit + 63) / 64 * 64;
    for (size_t i = 0; i < rules->rule_count; i++) {
        if (rules->rules[i].stage != stage)
            continue;
        if (next == x->starts[stage] || x->stages[next - 1].word != bit / 64)
            x->stages[next++] = (stage_word){.word = bit / 64, .rules = x->rules + bit / 64 * 64};
        x->stages[next - 1].own |= UINT64_C(1) << bit % 64;
        x->rules[bit++] = (uint16_t)i;
    }
    x->starts[stage + 1] = next;
    return bit;
}

static void index_rules(program_set *set, arena *a)
{
    const rule_set *rules = set->rules;
    rule_index *x = &set->index;
    size_t most = rules->rule_count / 64 + rules->stage_count + 1, bit = 0;
    x->rules = ARENA_ARRAY(a, uint16_t, 64 * most);
    x->stages = ARENA_ARRAY(a, stage_word, most + rules->stage_count);
    x->starts = ARENA_ARRAY(a, size_t, rules->stage_count + 1);
    for (size_t s = 0; s < rules->stage_count; s++)
        bit = place_stage(x, rules, s, bit);
    x->words = (bit + 63) / 64;
    x->edge = ARENA_ARRAY(a, rule_roles, x->words);
    x->roles = ARENA_ARRAY(a, rule_roles, rules->test_count * x->words);
    x->tests = ARENA_ARRAY(a, uint64_t, set->tests.words * x->words);
    for (size_t s = 0; s < x->starts[rules->stage_count]; s++) {
        stage_word *of = &x->stages[s];
        for (uint64_t rest = of->own; rest; rest &= rest - 1) {
            size_t i = (size_t)__builtin_ctzll(rest);
            index_rule(set, &set->programs[of->rules[i]].match, 64 * of->word + i);
        }
        of->edge = x->edge[of->word];
    }
}

program_set *program_set_new(arena *a, const rule_set *rules)
{
    program_set *set = ARENA_NEW(a, program_set);
    set->rules = rules;
    index_tests(&set->tests, a, rules);
    set->programs = ARENA_ARRAY(a, rule_program, rules->rule_count);
    for (size_t i = 0; i < rules->rule_count; i++) {
        const rule *r = &rules->rules[i];
        rule_program *p = &set->programs[i];
        program_compile(&p->match, rules, &r->match, r->anchor, set->count++);
        p->unless_before = compile_context(a, set, &r->unless_before);
        p->unless_after = compile_context(a, set, &r->unless_after);
    }
    set_levels(set);
    index_rules(set, a);
    return set;
}
