// SPDX-License-Identifier: MIT
// rule_check.c: what a rule as a whole must keep to: number of positions, anchor, captures, limits, examples. Comes
// in: a rule whose keys were read without errors. Chooses the anchor where none is named.
#include "rules/loader.h"

#include <string.h>

// ---- walks over steps. All are called with lists of at most POSITIONS_MOST positions, except the first one.

static unsigned count_positions(const step *s)
{
    unsigned once = s->kind == STEP_TEST;
    for (size_t i = 0; i < s->branch_count && once <= POSITIONS_MOST; i++)
        once += steps_positions(&s->branches[i]);
    unsigned all = once * s->most;
    return all > POSITIONS_MOST ? POSITIONS_MOST + 1 : all;
}

unsigned steps_positions(const step_list *list)
{
    unsigned all = 0;
    for (size_t i = 0; i < list->count && all <= POSITIONS_MOST; i++)
        all += count_positions(&list->steps[i]);
    return all > POSITIONS_MOST ? POSITIONS_MOST + 1 : all;
}

static bool may_be_empty(const step *s)
{
    bool empty = s->least == 0;
    for (size_t i = 0; i < s->branch_count && !empty; i++)
        empty = steps_may_be_empty(&s->branches[i]);
    return empty;
}

bool steps_may_be_empty(const step_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (!may_be_empty(&list->steps[i]))
            return false;
    return true;
}

// Captures of a step as a bit set.
static unsigned step_captures(const step *s)
{
    unsigned captures = s->capture == CAPTURE_NONE ? 0 : 1u << s->capture;
    for (size_t i = 0; i < s->branch_count; i++)
        for (size_t k = 0; k < s->branches[i].count; k++)
            captures |= step_captures(&s->branches[i].steps[k]);
    return captures;
}

static bool names_predicate(const loader *l, const step *s, predicate_id id)
{
    if (s->kind == STEP_TEST) {
        const test_draft *t = &l->tests.items[s->test];
        for (size_t i = 0; i < t->wanted_count; i++)
            if (t->wanted[i] == id)
                return true;
        return false;
    }
    for (size_t i = 0; i < s->branch_count; i++)
        for (size_t k = 0; k < s->branches[i].count; k++)
            if (names_predicate(l, &s->branches[i].steps[k], id))
                return true;
    return false;
}

// ---- checks. Each returns whether it found nothing.

static place key_place(const rule_draft *d, const char *key)
{
    const tree_node *node = tree_find(d->node, key);
    return node ? node->key_where : d->rule->where;
}

static bool check_steps(loader *l, const rule_draft *d, const step_list *list, const char *key)
{
    unsigned all = 0;
    for (size_t i = 0; i < list->count; i++) {
        all += count_positions(&list->steps[i]);
        if (all > POSITIONS_MOST) {
            error_at(l->errors, list->steps[i].where,
                     "with the step '%s' the rule has more than %d positions when its repeats are written out",
                     list->steps[i].text, POSITIONS_MOST);
            return false;
        }
    }
    if (!list->count || !steps_may_be_empty(list))
        return true;
    error_at(l->errors, key_place(d, key), "all steps of '%s' may be left out, so it says nothing", key);
    return false;
}

static unsigned allowed_captures(stage_does does)
{
    switch (does) {
    case STAGE_ATTRIBUTES:
        return 1u << CAPTURE_CONTENT | 1u << CAPTURE_CUE | 1u << CAPTURE_SPEAKER | 1u << CAPTURE_LISTENER |
               1u << CAPTURE_OPENING;
    case STAGE_BLOCKS:
        return 1u << CAPTURE_ITEM;
    default:
        return 1u << CAPTURE_ITEM | 1u << CAPTURE_HEAD | 1u << CAPTURE_NAME | 1u << CAPTURE_TITLE | 1u << CAPTURE_ROLE;
    }
}

static const char *first_capture(unsigned captures) { return capture_name(__builtin_ctz(captures)); }

static bool check_captures(loader *l, const rule_draft *d, unsigned *captures)
{
    const rule *r = d->rule;
    const stage *st = &l->set->stages[r->stage];
    bool ok = true;
    for (size_t i = 0; i < r->match.count; i++) {
        unsigned here = step_captures(&r->match.steps[i]), wrong = here & ~allowed_captures(st->does);
        *captures |= here;
        if (wrong)
            error_at(l->errors, r->match.steps[i].where, "'%s' cannot be captured in the stage '%s'",
                     first_capture(wrong), st->name);
        ok &= !wrong;
    }
    if (st->does != STAGE_ATTRIBUTES || r->gives.type == ROW_NONE)
        return ok;
    if (!(*captures & 1u << CAPTURE_CONTENT)) {
        error_at(l->errors, key_place(d, "match"), "the rule '%s' captures no 'content'", r->name);
        return false;
    }
    if (*captures & 1u << CAPTURE_SPEAKER || r->gives.speaker != SPEAKER_CAPTURED)
        return ok;
    error_at(l->errors, key_place(d, "gives"),
             "no 'speaker' is captured, so 'gives' needs 'speaker: previous', 'next' or 'nobody'");
    return false;
}

static bool check_context(loader *l, const step_list *list, const char *key)
{
    for (size_t i = 0; i < list->count; i++) {
        unsigned captures = step_captures(&list->steps[i]);
        if (captures) {
            error_at(l->errors, list->steps[i].where, "'%s' captures nothing, but here stands '%s'", key,
                     first_capture(captures));
            return false;
        }
    }
    return true;
}

// Whether the steps may name the ends that they name.
static bool check_within(loader *l, const rule_draft *d)
{
    static const struct limit {
        predicate_id id;
        rule_within least;
        const char *name, *needs;
    } LIMITS[] = {
        {PREDICATE_SENTENCE_END, WITHIN_PARAGRAPH, "sentence-end", "'within: paragraph' or 'within: article'"},
        {PREDICATE_PARAGRAPH_END, WITHIN_ARTICLE, "paragraph-end", "'within: article'"}};
    const rule *r = d->rule;
    bool ok = true;
    if (l->set->stages[r->stage].does == STAGE_BLOCKS)
        return true;
    for (size_t i = 0; i < r->match.count; i++)
        for (size_t k = 0; k < sizeof LIMITS / sizeof *LIMITS; k++)
            if (r->within < LIMITS[k].least && names_predicate(l, &r->match.steps[i], LIMITS[k].id)) {
                error_at(l->errors, r->match.steps[i].where, "a step with '%s' needs %s", LIMITS[k].name,
                         LIMITS[k].needs);
                ok = false;
            }
    return ok;
}

// ---- the anchor

// A step that repeats is anchored at its first item.
static bool may_anchor(const loader *l, const step *s)
{
    return s->kind == STEP_TEST && s->least > 0 && !l->tests.items[s->test].loop;
}

// How rare the items are that a step takes, by what it names: 3 words, lists and quotations only, 2 other names, 1
// any.
static unsigned rarity(const loader *l, const step *s)
{
    const test_draft *t = &l->tests.items[s->test];
    if (t->any)
        return 1;
    for (size_t i = 0; i < t->wanted_count; i++) {
        predicate_id id = t->wanted[i];
        bool rare = (id >= PREDICATE_QUOTATION && id <= PREDICATE_QUOTATION_BLOCK) ||
                    (id >= PREDICATE_BUILTIN_COUNT && predicates_kind(l->set->predicates, id) != PREDICATE_ITEM);
        if (!rare)
            return 2;
    }
    return 3;
}

static bool choose_anchor(loader *l, const rule_draft *d)
{
    rule *r = d->rule;
    unsigned best = 0;
    for (size_t i = 0; i < r->match.count; i++) {
        const step *s = &r->match.steps[i];
        unsigned found = may_anchor(l, s) ? rarity(l, s) : 0;
        if (found > best) {
            best = found;
            r->anchor = i;
        }
    }
    if (!best)
        error_at(l->errors, key_place(d, "match"),
                 "the rule '%s' needs one step that must occur once, without branches, as its anchor", r->name);
    return best > 0;
}

// Whether `written` is `name` or `name` with a repeat.
static bool is_repeat_of(const char *written, const char *name)
{
    size_t len = strlen(name);
    if (strncmp(written, name, len))
        return false;
    return !written[len] || !strcmp(written + len, "?") || (written[len] == '{' && strchr(written, '}'));
}

// Whether a step is meant by the key `anchor`: as written, with or without its capture and its repeat.
static bool is_written(const step *s, const char *anchor)
{
    if (is_repeat_of(s->text, anchor))
        return true;
    const char *colon = s->capture == CAPTURE_NONE ? NULL : strchr(s->text, ':');
    return colon && is_repeat_of(colon + 1 + strspn(colon + 1, " "), anchor);
}

static void refuse_anchor(loader *l, const rule_draft *d)
{
    const step_list *match = &d->rule->match;
    const char **names = ARENA_ARRAY(l->arena, const char *, 2 * match->count);
    size_t count = 0;
    for (size_t i = 0; i < match->count; i++) {
        if (match->steps[i].capture != CAPTURE_NONE)
            names[count++] = capture_name(match->steps[i].capture);
        names[count++] = match->steps[i].text;
    }
    const char *near = suggest(d->anchor->text, names, count);
    if (near)
        error_at(l->errors, d->anchor->where, "the rule has no step '%s'; did you mean '%s'?", d->anchor->text, near);
    else
        error_at(l->errors, d->anchor->where, "the rule has no step '%s'", d->anchor->text);
}

// The step that the key means: of a capture the first step that may be the anchor, else its first one; match.count if
// there is none.
static size_t named_step(const loader *l, const rule_draft *d)
{
    const step_list *match = &d->rule->match;
    int capture = capture_of(d->anchor->text);
    size_t first = match->count;
    for (size_t i = 0; i < match->count && capture != CAPTURE_NONE; i++) {
        if (match->steps[i].capture != capture)
            continue;
        if (may_anchor(l, &match->steps[i]))
            return i;
        if (first == match->count)
            first = i;
    }
    for (size_t i = 0; i < match->count && first == match->count; i++)
        if (is_written(&match->steps[i], d->anchor->text))
            first = i;
    return first;
}

static bool find_anchor(loader *l, const rule_draft *d)
{
    rule *r = d->rule;
    size_t i = named_step(l, d);
    if (i == r->match.count) {
        refuse_anchor(l, d);
        return false;
    }
    r->anchor = i;
    const step *s = &r->match.steps[i];
    if (may_anchor(l, s))
        return true;
    const char *why = s->kind != STEP_TEST ? "has branches or several steps"
                      : !s->least          ? "may be left out"
                                           : "is a run of items";
    error_at(l->errors, d->anchor->where, "the step '%s' cannot be the anchor, because it %s", s->text, why);
    return false;
}

// ---- examples and other rules

// Captures that an example writes must be captures that the rule can make.
static bool check_example(loader *l, const rule_draft *d, const example *x, unsigned captures)
{
    for (size_t i = 0; i < x->span_count; i++) {
        if (x->kind == EXAMPLE_IGNORES) {
            error_at(l->errors, x->where, "an 'ignores' line has no captures: the rule must not match there");
            return false;
        }
        if (!(captures & 1u << x->spans[i].capture)) {
            error_at(l->errors, x->where, "the rule '%s' captures no '%s'", d->rule->name,
                     capture_name(x->spans[i].capture));
            return false;
        }
    }
    return true;
}

static bool check_examples(loader *l, const rule_draft *d, unsigned captures)
{
    const rule *r = d->rule;
    bool ok = true, finds = false, ignores = false;
    if (l->set->stages[r->stage].does != STAGE_ATTRIBUTES)
        captures |= 1u << CAPTURE_ITEM; // without the capture it is the whole match
    for (size_t i = 0; i < r->example_count; i++) {
        finds |= r->examples[i].kind == EXAMPLE_FINDS;
        ignores |= r->examples[i].kind == EXAMPLE_IGNORES;
        ok &= check_example(l, d, &r->examples[i], captures);
    }
    if (!finds)
        error_at(l->errors, r->where, "the rule '%s' needs a 'finds' line", r->name);
    if (!ignores)
        error_at(l->errors, r->where, "the rule '%s' needs an 'ignores' line", r->name);
    return ok && finds && ignores;
}

static bool beats(const rule *r, size_t other)
{
    for (size_t i = 0; i < r->beats_count; i++)
        if (r->beats[i] == other)
            return true;
    return false;
}

static void refuse_rule_name(loader *l, const tree_node *name)
{
    const char **names = ARENA_ARRAY(l->arena, const char *, l->set->rule_count);
    for (size_t i = 0; i < l->set->rule_count; i++)
        names[i] = l->set->rules[i].name;
    error_unknown(l->errors, name->where, "rule", name->text, names, l->set->rule_count);
}

static bool add_beaten(loader *l, const tree_node *name, void *context)
{
    rule *r = context;
    const rule_draft *other = name_map_get(&l->rules, name->text, name->len);
    if (!other) {
        refuse_rule_name(l, name);
        return false;
    }
    uint16_t self = (uint16_t)(r - l->set->rules), index = (uint16_t)(other - l->drafts);
    if (index == self || beats(&l->set->rules[index], self)) {
        error_at(l->errors, name->where,
                 index == self ? "the rule '%s' cannot beat itself" : "the rule '%s' beats this one already",
                 name->text);
        return false;
    }
    if (!beats(r, index))
        r->beats[r->beats_count++] = index;
    return true;
}

static bool check_beats(loader *l, rule_draft *d)
{
    if (!d->beats)
        return true;
    d->rule->beats = ARENA_ARRAY(l->arena, uint16_t, d->beats->count + 1);
    return names_each(l, d->beats, "the name of a rule", add_beaten, d->rule);
}

void rule_check(loader *l, rule_draft *d)
{
    rule *r = d->rule;
    unsigned captures = 0;
    bool ok = check_beats(l, d);
    if (d->broken)
        return;
    if (check_steps(l, d, &r->match, "match")) {
        ok &= d->anchor ? find_anchor(l, d) : choose_anchor(l, d);
        ok &= check_within(l, d);
        ok &= check_captures(l, d, &captures) && (!l->examples || check_examples(l, d, captures));
    }
    if (check_steps(l, d, &r->unless_before, "unless-before"))
        ok &= check_context(l, &r->unless_before, "unless-before");
    if (check_steps(l, d, &r->unless_after, "unless-after"))
        ok &= check_context(l, &r->unless_after, "unless-after");
    d->broken |= !ok;
}
