// SPDX-License-Identifier: MIT
// rule_names.c: what a name in a test means: a built-in, a word list, an item kind that a rule gives, or a shape. A
// name that is two of these is an error. Word lists become predicates only when something uses them.
#include "rules/loader.h"

#include <string.h>

static const char *describe(const name_info *info)
{
    switch (info->kind) {
    case NAME_LIST:
        return "a word list";
    case NAME_ITEM:
        return "an item kind";
    case NAME_SHAPE:
        return "a shape";
    default:
        return "a built-in";
    }
}

// Enters a name; one that has a meaning already is an error at its place and not entered.
static bool enter(loader *l, name_info info)
{
    name_info *copy = ARENA_NEW(l->arena, name_info);
    *copy = info;
    const name_info *known = name_map_put(l->arena, &l->names, copy->name, strlen(copy->name), copy);
    if (known) {
        error_at(l->errors, info.where, "'%s' is %s already; %s needs another name", info.name, describe(known),
                 describe(&info));
        return false;
    }
    vec_push(l->arena, &l->name_list, copy);
    return true;
}

// NAME of words/NAME.txt in the arena, or NULL.
static const char *list_name(arena *a, const char *file)
{
    size_t len = strlen(file);
    if (len < 10 || memcmp(file, "words/", 6) || memcmp(file + len - 4, ".txt", 4))
        return NULL;
    return arena_copy(a, file + 6, len - 10);
}

static void enter_lists(loader *l, const rule_file *files, size_t count)
{
    for (size_t i = 0; i < count && !loader_full(l); i++) {
        const char *name = list_name(l->arena, files[i].name);
        place where = {.file = &l->sources[i]};
        if (!name)
            continue;
        if (step_name_valid(name))
            enter(l,
                  (name_info){
                      .name = name, .kind = NAME_LIST, .id = PREDICATE_NONE, .file = &l->sources[i], .where = where});
        else
            error_at(l->errors, where, "'%s' cannot be the name of a word list: small letters, digits, hyphens", name);
    }
}

void names_begin(loader *l, const rule_file *files, size_t count)
{
    const predicates *p = l->set->predicates;
    for (predicate_id id = 0; id < PREDICATE_BUILTIN_COUNT; id++)
        enter(l, (name_info){.name = predicates_name(p, id), .kind = NAME_BUILTIN, .id = id});
    enter(l, (name_info){.name = "any", .kind = NAME_ANY, .id = PREDICATE_NONE});
    enter(l, (name_info){.name = "clause", .kind = NAME_CLAUSE, .id = PREDICATE_NONE});
    enter(l, (name_info){.name = "stretch", .kind = NAME_STRETCH, .id = PREDICATE_NONE});
    enter(l, (name_info){.name = "passage", .kind = NAME_PASSAGE, .id = PREDICATE_NONE});
    enter_lists(l, files, count);
}

// Built-ins that rules may give.
static bool is_item(predicate_id id) { return id >= PREDICATE_ITEM_PERSON && id <= PREDICATE_ITEM_CLAUSE_END; }

predicate_id names_add_item(loader *l, const tree_node *node)
{
    const char *name = node->text;
    const name_info *known = names_find(l, name);
    if (known && (known->kind == NAME_ITEM || (known->kind == NAME_BUILTIN && is_item(known->id))))
        return known->id;
    if (!known && !step_name_valid(name)) {
        error_at(l->errors, node->where, "'%s' cannot be the name of an item kind: small letters, digits, hyphens",
                 name);
        return PREDICATE_NONE;
    }
    name_info info = {.name = name, .kind = NAME_ITEM, .id = PREDICATE_NONE, .where = node->where};
    if (!known && (info.id = predicates_add_item(l->set->predicates, name)) == PREDICATE_NONE)
        error_at(l->errors, node->where, "more than %d lists, words, regular expressions and items", PREDICATE_MAX);
    else
        enter(l, info);
    return info.id;
}

void names_add_shape(loader *l, const tree_node *node)
{
    shape *s = ARENA_NEW(l->arena, shape);
    *s = (shape){.name = node->key, .node = node};
    if (!step_name_valid(s->name)) {
        error_at(l->errors, node->key_where, "'%s' cannot be the name of a shape: small letters, digits, hyphens",
                 s->name);
        return;
    }
    const name_info *known = names_find(l, s->name);
    if (known && known->kind == NAME_SHAPE)
        error_at(l->errors, node->key_where, "the shape '%s' is defined twice; the first stands in %s:%u", s->name,
                 known->where.file->name, (unsigned)known->where.line);
    else if (enter(
                 l,
                 (name_info){
                     .name = s->name, .kind = NAME_SHAPE, .id = PREDICATE_NONE, .shape = s, .where = node->key_where}))
        vec_push(l->arena, &l->shapes, s);
}

predicate_id names_use_list(loader *l, name_info *info)
{
    if (info->id != PREDICATE_NONE || info->broken)
        return info->id;
    if (predicates_add_list(l->set->predicates, info->name, info->file, l->errors) == QUOTH_OK)
        info->id = predicates_find(l->set->predicates, info->name);
    else
        info->broken = true;
    return info->id;
}

name_info *names_find(const loader *l, const char *name) { return name_map_get(&l->names, name, strlen(name)); }

void names_unknown(loader *l, place where, const char *what, const char *name)
{
    if (!l->name_texts) {
        l->name_texts = ARENA_ARRAY(l->arena, const char *, l->name_list.len);
        for (size_t i = 0; i < l->name_list.len; i++)
            l->name_texts[i] = l->name_list.items[i]->name;
    }
    error_unknown(l->errors, where, what, name, l->name_texts, l->name_list.len);
}
