// SPDX-License-Identifier: MIT
// rule_tests.c: a parsed line -> a step. Names are looked up; word lists, words and regular expressions become
// predicates; equal tests get the same number. One test says "one of these and none of those", so a line that joins
// shapes with conditions of their own becomes a choice of several:
//
//     initial or name-word        with name-word: [capitalised but not month]
//     either: [[initial], [capitalised but not month]]
#include "rules/loader.h"

#include <string.h>

typedef struct id_list {
    predicate_id *items;
    size_t len, room;
} id_list; // sorted, each once

typedef struct test_names {
    id_list wanted, refused;
    bool any, loop;
} test_names;

// One line while its names are looked up.
typedef struct resolver {
    loader *loader;
    const step_line *line;
    test_names plain;    // all that fits into one test
    VEC(shape *) others; // shapes that do not
} resolver;

static bool fail(const resolver *r, size_t at, const char *message)
{
    error_at(r->loader->errors, tree_place(r->line->node, at), "%s", message);
    return false;
}

static void add_id(arena *a, id_list *list, predicate_id id)
{
    size_t i = 0;
    while (i < list->len && list->items[i] < id)
        i++;
    if (i < list->len && list->items[i] == id)
        return;
    vec_push(a, list, id);
    memmove(list->items + i + 1, list->items + i, (list->len - 1 - i) * sizeof *list->items);
    list->items[i] = id;
}

static void add_ids(arena *a, id_list *list, const predicate_id *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_id(a, list, ids[i]);
}

// The test of a shape that is nothing but one test, or NULL.
static const test_draft *plain_test(const loader *l, const shape *s)
{
    const step *only = s->steps.steps;
    bool plain = s->steps.count == 1 && only->kind == STEP_TEST && only->least == 1 && only->most == 1 &&
                 only->capture == CAPTURE_NONE;
    return plain ? &l->tests.items[only->test] : NULL;
}

static bool add_shape(resolver *r, const atom *a, shape *s, bool refused)
{
    loader *l = r->loader;
    if (!shape_read(l, s))
        return false;
    const test_draft *plain = plain_test(l, s);
    if (plain && !plain->any && !plain->refused_count) {
        add_ids(l->arena, refused ? &r->plain.refused : &r->plain.wanted, plain->wanted, plain->wanted_count);
        return true;
    }
    if (refused)
        return fail(r, a->at, "only a shape of names joined by 'or' can be refused");
    if (plain && plain->loop && r->line->wanted_count + r->line->refused_count > 1)
        return fail(r, a->at, "'clause' and 'stretch' cannot be joined with other tests");
    if (!plain && r->line->refused_count)
        return fail(r, a->at, "'but not' needs single items, and this shape has several steps");
    if (s->depth > l->shape_depth)
        l->shape_depth = s->depth;
    vec_push(l->arena, &r->others, s);
    return true;
}

static bool add_name(resolver *r, const atom *a, bool refused)
{
    loader *l = r->loader;
    name_info *info = names_find(l, a->text);
    if (!info) {
        names_unknown(l, tree_place(r->line->node, a->at), "test", a->text);
        return false;
    }
    switch (info->kind) {
    case NAME_ANY:
        r->plain.any = true;
        return (!refused && r->line->wanted_count == 1) || fail(r, a->at, "'any' can only stand before 'but not'");
    case NAME_PASSAGE: // a stretch that names the ends of sentences, so that `within` is asked for and limits know
        add_id(l->arena, &r->plain.wanted, PREDICATE_SENTENCE_START);
        add_id(l->arena, &r->plain.wanted, PREDICATE_SENTENCE_END);
        r->plain.any = r->plain.loop = true;
        return (!refused && r->line->wanted_count + r->line->refused_count == 1) ||
               fail(r, a->at, "'passage' cannot be joined with other tests");
    case NAME_CLAUSE:
        add_id(l->arena, &r->plain.refused, PREDICATE_ITEM_CLAUSE_END); // a clause is a stretch without these
        // fall through
    case NAME_STRETCH:
        r->plain.any = r->plain.loop = true;
        return (!refused && r->line->wanted_count + r->line->refused_count == 1) ||
               fail(r, a->at, "'clause' and 'stretch' cannot be joined with other tests");
    case NAME_SHAPE:
        return add_shape(r, a, info->shape, refused);
    default:
        break;
    }
    predicate_id id = info->kind == NAME_LIST ? names_use_list(l, info) : info->id;
    if (id != PREDICATE_NONE)
        add_id(l->arena, refused ? &r->plain.refused : &r->plain.wanted, id);
    return id != PREDICATE_NONE;
}

static bool add_atom(resolver *r, const atom *a, bool refused)
{
    loader *l = r->loader;
    predicate_id id = PREDICATE_NONE;
    if (a->kind == ATOM_NAME)
        return add_name(r, a, refused);
    if (a->kind == ATOM_REGEX) {
        place where = tree_place(r->line->node, a->at);
        if (predicates_add_regex(&id, l->set->predicates, a->text, a->len, where, l->errors) != QUOTH_OK)
            return false;
    } else if ((id = predicates_add_word(l->set->predicates, a->text, a->len)) == PREDICATE_NONE) {
        return fail(r, a->at, "the word is too long, or there are too many lists, words and expressions");
    }
    add_id(l->arena, refused ? &r->plain.refused : &r->plain.wanted, id);
    return true;
}

static bool add_atoms(resolver *r)
{
    const step_line *line = r->line;
    bool ok = true;
    r->plain.any = line->negative;
    for (size_t i = 0; i < line->wanted_count; i++)
        ok &= add_atom(r, &line->wanted[i], false);
    for (size_t i = 0; i < line->refused_count; i++)
        ok &= add_atom(r, &line->refused[i], true);
    return ok;
}

// `any`, `clause` and `stretch` do not run over the places where sentences, paragraphs and blocks begin and end;
// `passage` runs over the ends of sentences.
static void add_limits(loader *l, test_names *t)
{
    static const predicate_id SENTENCE[] = {PREDICATE_SENTENCE_START, PREDICATE_SENTENCE_END};
    static const predicate_id PARAGRAPH[] = {PREDICATE_PARAGRAPH_END, PREDICATE_ITEM_BLOCK_START,
                                             PREDICATE_ITEM_BLOCK_END};
    if (!t->wanted.len)
        add_ids(l->arena, &t->refused, SENTENCE, sizeof SENTENCE / sizeof *SENTENCE);
    add_ids(l->arena, &t->refused, PARAGRAPH, sizeof PARAGRAPH / sizeof *PARAGRAPH);
}

// The number of a test: the same for equal ones.
static bool intern(resolver *r, const test_names *t, uint16_t *out)
{
    loader *l = r->loader;
    size_t wanted = t->wanted.len * sizeof(predicate_id), refused = t->refused.len * sizeof(predicate_id);
    size_t len = sizeof(uint32_t) + wanted + refused;
    uint32_t head = (uint32_t)t->wanted.len << 2 | (uint32_t)t->any << 1 | (uint32_t)t->loop;
    char *key = arena_alloc(l->arena, len);
    memcpy(key, &head, sizeof head);
    if (wanted)
        memcpy(key + sizeof head, t->wanted.items, wanted);
    if (refused)
        memcpy(key + sizeof head + wanted, t->refused.items, refused);
    uintptr_t number = l->tests.len + 1;
    void *known = name_map_put(l->arena, &l->test_keys, key, len, (void *)number);
    if (known) {
        *out = (uint16_t)((uintptr_t)known - 1);
        return true;
    }
    test_draft draft = {t->wanted.items, t->refused.items, t->wanted.len, t->refused.len,
                        t->any,          t->loop,          r->line->test};
    vec_push(l->arena, &l->tests, draft);
    *out = (uint16_t)(number - 1);
    return number <= UINT16_MAX || fail(r, 0, "more than 65535 different tests");
}

static bool set_plain(resolver *r, step *out)
{
    test_names *t = &r->plain;
    if (t->any)
        add_limits(r->loader, t);
    out->kind = STEP_TEST;
    return intern(r, t, &out->test);
}

// A shape with conditions of its own: its test with what the line refuses, or all its steps.
static bool set_shape(resolver *r, shape *s, step *out)
{
    const test_draft *plain = plain_test(r->loader, s);
    if (!plain) {
        out->kind = STEP_GROUP;
        out->branches = &s->steps;
        out->branch_count = 1;
        return true;
    }
    test_names t = {.any = plain->any, .loop = plain->loop};
    add_ids(r->loader->arena, &t.wanted, plain->wanted, plain->wanted_count);
    add_ids(r->loader->arena, &t.refused, plain->refused, plain->refused_count);
    add_ids(r->loader->arena, &t.refused, r->plain.refused.items, r->plain.refused.len);
    out->kind = STEP_TEST;
    return intern(r, &t, &out->test);
}

static step *add_branch(resolver *r, step *either, const char *text)
{
    step *inner = ARENA_NEW(r->loader->arena, step);
    *inner = (step){.capture = CAPTURE_NONE, .least = 1, .most = 1, .text = text, .where = either->where};
    either->branches[either->branch_count++] = (step_list){inner, 1};
    return inner;
}

static bool set_choice(resolver *r, step *out)
{
    bool ok = true;
    out->kind = STEP_EITHER;
    out->branches = ARENA_ARRAY(r->loader->arena, step_list, r->others.len + 1);
    if (r->plain.wanted.len)
        ok &= set_plain(r, add_branch(r, out, r->line->test));
    for (size_t i = 0; i < r->others.len; i++)
        ok &= set_shape(r, r->others.items[i], add_branch(r, out, r->others.items[i]->name));
    return ok;
}

bool tests_resolve(loader *l, const step_line *line, step *out)
{
    resolver r = {.loader = l, .line = line};
    if (!add_atoms(&r))
        return false;
    bool single = r.others.len == 1 && !r.plain.wanted.len;
    bool ok = !r.others.len ? set_plain(&r, out) : single ? set_shape(&r, r.others.items[0], out) : set_choice(&r, out);
    if (ok && out->kind == STEP_TEST && out->most > 1 && l->tests.items[out->test].loop)
        return fail(&r, line->repeat_at, "'clause' and 'stretch' repeat by themselves; only '?' may stand behind");
    return ok;
}
