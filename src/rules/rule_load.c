// SPDX-License-Identifier: MIT
// rule_load.c: see rule_load.h. Everything is declared before it is used: all files become trees; then stages; names
// of word lists, items and shapes; the steps of rules and shapes, which make predicates; at last, when their number
// is known, bit sets.
#include "rules/loader.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const DOES[] = {
    [STAGE_BLOCKS] = "blocks",
    [STAGE_FOLDS] = "folds",
    [STAGE_FOLDS_QUOTATIONS] = "folds-quotations",
    [STAGE_ATTRIBUTES] = "attributes",
};

// ---- files

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const rule_file *)a)->name, ((const rule_file *)b)->name);
}

// A copy sorted by name, so that the order of rules does not depend on the caller.
static const rule_file *sort_files(arena *a, const rule_file *files, size_t count)
{
    rule_file *sorted = ARENA_ARRAY(a, rule_file, count);
    if (count) {
        memcpy(sorted, files, count * sizeof *sorted);
        qsort(sorted, count, sizeof *sorted, compare_files);
    }
    return sorted;
}

// weights.yaml is a file of the model (match/model.h).
static bool has_rules(const char *name)
{
    size_t len = strlen(name);
    return len > 5 && !strcmp(name + len - 5, ".yaml") && strcmp(name, "weights.yaml") != 0;
}

static void read_trees(loader *l, const rule_file *files, size_t count)
{
    static const char *const EXAMPLES[] = {"finds", "ignores", "wants", NULL};
    rule_set *set = l->set;
    l->sources = ARENA_ARRAY(l->arena, source_file, count);
    l->trees = ARENA_ARRAY(l->arena, tree_node *, count);
    set->file_names = ARENA_ARRAY(l->arena, const char *, count);
    set->file_count = count;
    for (size_t i = 0; i < count; i++) {
        set->file_names[i] = arena_copy(l->arena, files[i].name, strlen(files[i].name));
        const char *shown = files[i].path ? files[i].path : files[i].name;
        l->sources[i] = (source_file){arena_copy(l->arena, shown, strlen(shown)), files[i].text, files[i].len};
        if (!has_rules(files[i].name) || loader_full(l))
            continue;
        if (tree_read(&l->trees[i], l->arena, &l->sources[i], l->examples ? NULL : EXAMPLES, l->errors) != QUOTH_OK)
            l->trees[i] = NULL; // what is left of it would only raise more errors
    }
}

// ---- the keys of a file

static void check_file_keys(loader *l, tree_node **tree)
{
    static const char *const KEYS[] = {"stage", "rules", "shapes", "features", "stages"};
    tree_node *root = *tree;
    if (root->kind != TREE_MAP) {
        bool empty = root->kind == TREE_SCALAR && !root->len;
        if (!empty)
            error_at(l->errors, root->where, "a rule file begins with a key, as 'rules:'");
        *tree = NULL;
        return;
    }
    for (const tree_node *n = root->first; n && !loader_full(l); n = n->next)
        if (name_index(n->key, KEYS, COUNT(KEYS)) == COUNT(KEYS))
            error_unknown(l->errors, n->key_where, "key", n->key, KEYS, COUNT(KEYS));
}

static bool has_kind(loader *l, const tree_node *node, tree_kind kind, const char *what)
{
    if (node->kind == kind)
        return true;
    error_at(l->errors, node->key ? node->key_where : node->where, "%s is expected%s%s%s", what,
             node->key ? " under '" : "", node->key ? node->key : "", node->key ? "'" : "");
    return false;
}

// ---- stages

static void check_stage_keys(loader *l, const tree_node *node)
{
    static const char *const KEYS[] = {"name", "does"};
    for (const tree_node *n = node->first; n && !loader_full(l); n = n->next)
        if (name_index(n->key, KEYS, COUNT(KEYS)) == COUNT(KEYS))
            error_unknown(l->errors, n->key_where, "key", n->key, KEYS, COUNT(KEYS));
}

static const stage *find_stage(const rule_set *set, const char *name)
{
    for (size_t i = 0; i < set->stage_count; i++)
        if (!strcmp(set->stages[i].name, name))
            return &set->stages[i];
    return NULL;
}

static void read_stage(loader *l, const tree_node *node)
{
    if (!has_kind(l, node, TREE_MAP, "{name: ..., does: ...}"))
        return;
    check_stage_keys(l, node);
    const tree_node *name = tree_find(node, "name"), *does = tree_find(node, "does");
    if (!name || !does) {
        error_at(l->errors, node->where, "a stage has 'name' and 'does'");
        return;
    }
    if (!scalar_of(l, name, "a name") || !scalar_of(l, does, "what the stage does"))
        return;
    size_t kind = name_index(does->text, DOES, COUNT(DOES));
    if (kind == COUNT(DOES))
        error_unknown(l->errors, does->where, "kind of stage", does->text, DOES, COUNT(DOES));
    else if (!step_name_valid(name->text))
        error_at(l->errors, name->where, "'%s' cannot be the name of a stage: small letters, digits, hyphens",
                 name->text);
    else if (l->set->stage_count == STAGES_MOST)
        error_at(l->errors, name->where, "more than %d stages", STAGES_MOST);
    else if (find_stage(l->set, name->text))
        error_at(l->errors, name->where, "the stage '%s' is there twice", name->text);
    else
        l->set->stages[l->set->stage_count++] =
            (stage){.name = name->text, .does = (stage_does)kind, .where = name->where};
}

static void read_stages(loader *l)
{
    const tree_node *stages = NULL;
    for (size_t i = 0; i < l->set->file_count; i++) {
        const tree_node *node = l->trees[i] ? tree_find(l->trees[i], "stages") : NULL;
        if (node && stages)
            error_at(l->errors, node->key_where, "the stages stand in %s already", stages->where.file->name);
        else if (node)
            stages = node;
    }
    if (!stages) {
        if (!quoth_error_count(l->errors))
            error_add(l->errors, "no rule file has 'stages:'");
        return;
    }
    if (!has_kind(l, stages, TREE_LIST, "a list of stages"))
        return;
    l->set->stages = ARENA_ARRAY(l->arena, stage, stages->count);
    for (const tree_node *n = stages->first; n && !loader_full(l); n = n->next)
        read_stage(l, n);
}

// The stage of a file's rules, or NULL after an error.
static const stage *stage_of_file(loader *l, const tree_node *root, const tree_node *rules)
{
    const tree_node *node = tree_find(root, "stage");
    if (!node) {
        if (rules)
            error_at(l->errors, rules->key_where, "a file with rules says of which 'stage' they are");
        return NULL;
    }
    if (!scalar_of(l, node, "the name of a stage"))
        return NULL;
    const stage *found = find_stage(l->set, node->text);
    if (found && rules && found->does == STAGE_FOLDS_QUOTATIONS) {
        error_at(l->errors, node->where, "the stage '%s' folds quotations and has no rules", node->text);
        return NULL;
    }
    if (!found && l->set->stage_count) {
        const char **names = ARENA_ARRAY(l->arena, const char *, l->set->stage_count);
        for (size_t i = 0; i < l->set->stage_count; i++)
            names[i] = l->set->stages[i].name;
        error_unknown(l->errors, node->where, "stage", node->text, names, l->set->stage_count);
    }
    return found;
}

// ---- declarations

static void declare_name(loader *l, rule_draft *d)
{
    const tree_node *name = tree_find(d->node, "name");
    d->broken = true;
    if (!name) {
        error_at(l->errors, d->node->where, "a rule needs a 'name'");
        return;
    }
    if (!scalar_of(l, name, "a name"))
        return;
    d->rule->name = name->text;
    d->rule->where = name->where;
    if (!step_name_valid(name->text)) {
        error_at(l->errors, name->where, "'%s' cannot be the name of a rule: small letters, digits, hyphens",
                 name->text);
        return;
    }
    const rule_draft *known = name_map_put(l->arena, &l->rules, name->text, name->len, d);
    if (known)
        error_at(l->errors, name->where, "the rule '%s' is defined twice; the first stands in %s:%u", name->text,
                 known->rule->where.file->name, (unsigned)known->rule->where.line);
    else
        d->broken = false;
}

static void declare_item(loader *l, rule_draft *d)
{
    const tree_node *item = tree_find(tree_find(d->node, "gives"), "item");
    d->rule->gives.item = PREDICATE_NONE;
    if (item && l->set->stages[d->rule->stage].does == STAGE_FOLDS && scalar_of(l, item, "the kind of item"))
        d->rule->gives.item = names_add_item(l, item);
}

static void declare_rule(loader *l, const tree_node *node, const stage *st)
{
    if (!has_kind(l, node, TREE_MAP, "a rule ('- name: ...')"))
        return;
    rule_set *set = l->set;
    rule *r = &set->rules[set->rule_count];
    rule_draft *d = &l->drafts[set->rule_count];
    *r = (rule){.name = "", .where = node->where, .order = (uint16_t)set->rule_count++};
    r->stage = (uint16_t)(st - set->stages);
    *d = (rule_draft){.rule = r, .node = node};
    declare_name(l, d);
    declare_item(l, d);
}

static void declare_rules(loader *l, const tree_node *root)
{
    const tree_node *rules = tree_find(root, "rules");
    const stage *st = stage_of_file(l, root, rules);
    if (!rules || !has_kind(l, rules, TREE_LIST, "a list of rules") || !st)
        return;
    for (const tree_node *n = rules->first; n && !loader_full(l); n = n->next)
        declare_rule(l, n, st);
}

static void declare_shapes(loader *l, const tree_node *root)
{
    const tree_node *shapes = tree_find(root, "shapes");
    if (shapes && has_kind(l, shapes, TREE_MAP, "names with lists of steps"))
        for (const tree_node *n = shapes->first; n && !loader_full(l); n = n->next)
            names_add_shape(l, n);
}

static size_t count_rules(const loader *l)
{
    size_t count = 0;
    for (size_t i = 0; i < l->set->file_count; i++) {
        const tree_node *rules = l->trees[i] ? tree_find(l->trees[i], "rules") : NULL;
        count += rules ? rules->count : 0;
    }
    return count;
}

static void declare(loader *l)
{
    size_t rules = count_rules(l);
    if (rules > UINT16_MAX) {
        error_add(l->errors, "more than %d rules", UINT16_MAX);
        return;
    }
    l->set->rules = ARENA_ARRAY(l->arena, rule, rules);
    l->drafts = ARENA_ARRAY(l->arena, rule_draft, rules);
    for (size_t i = 0; i < l->set->file_count && !loader_full(l); i++) {
        if (!l->trees[i])
            continue;
        declare_rules(l, l->trees[i]);
        declare_shapes(l, l->trees[i]);
    }
}

// ---- word lists that the code asks for

static void use_tokenizer_lists(loader *l)
{
    static const char *const NAMES[] = {"abbreviation", "abbreviation-before-name", "clitic", "elision",
                                        "sentence-starter"};
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        name_info *info = names_find(l, NAMES[i]);
        if (info && info->kind == NAME_LIST)
            names_use_list(l, info);
    }
}

static bool add_feature_name(loader *l, const tree_node *name, void *context)
{
    name_info *info = names_find(l, name->text);
    if (!info) {
        names_unknown(l, name->where, "word list", name->text);
        return false;
    }
    predicate_id id = info->kind == NAME_LIST ? names_use_list(l, info) : info->id;
    if (id == PREDICATE_NONE && info->kind != NAME_LIST && info->kind != NAME_ITEM)
        error_at(l->errors, name->where, "a feature is made of word lists, and '%s' is none", name->text);
    if (id != PREDICATE_NONE)
        vec_push(l->arena, &l->features[*(const feature_id *)context], id);
    return id != PREDICATE_NONE;
}

static void read_feature(loader *l, const tree_node *node)
{
    feature_id feature = feature_of(node->key);
    if (feature == FEATURE_COUNT) {
        error_unknown_feature(l->errors, node->key_where, node->key);
        return;
    }
    const place *known = &l->feature_where[feature];
    if (known->file) {
        error_at(l->errors, node->key_where, "the feature '%s' stands in %s:%u already", node->key, known->file->name,
                 (unsigned)known->line);
        return;
    }
    l->feature_where[feature] = node->key_where;
    names_each(l, node, "a word list", add_feature_name, &feature);
}

static void read_features(loader *l)
{
    for (size_t i = 0; i < l->set->file_count && !loader_full(l); i++) {
        const tree_node *features = l->trees[i] ? tree_find(l->trees[i], "features") : NULL;
        if (features && has_kind(l, features, TREE_MAP, "names with word lists"))
            for (const tree_node *n = features->first; n && !loader_full(l); n = n->next)
                read_feature(l, n);
    }
}

// ---- the finished set

static uint64_t *bits_of(loader *l, const predicate_id *ids, size_t count)
{
    uint64_t *bits = ARENA_ARRAY(l->arena, uint64_t, predicates_words(l->set->predicates));
    for (size_t i = 0; i < count; i++)
        bits_set(bits, ids[i]);
    return bits;
}

static void finish_tests(loader *l)
{
    rule_set *set = l->set;
    set->test_count = l->tests.len;
    set->tests = ARENA_ARRAY(l->arena, test, set->test_count);
    for (size_t i = 0; i < set->test_count; i++) {
        const test_draft *d = &l->tests.items[i];
        set->tests[i] = (test){.wanted = bits_of(l, d->wanted, d->wanted_count),
                               .refused = bits_of(l, d->refused, d->refused_count),
                               .any = d->any,
                               .loop = d->loop,
                               .text = d->text};
    }
}

static void finish_stages(loader *l)
{
    rule_set *set = l->set;
    for (size_t k = 0; k < set->rule_count; k++)
        set->stages[set->rules[k].stage].rule_count++;
    for (size_t i = 0; i < set->stage_count; i++) {
        uint16_t *rules = ARENA_ARRAY(l->arena, uint16_t, set->stages[i].rule_count);
        size_t count = 0;
        for (size_t k = 0; k < set->rule_count && count < set->stages[i].rule_count; k++)
            if (set->rules[k].stage == i)
                rules[count++] = (uint16_t)k;
        set->stages[i].rules = rules;
    }
}

static void finish(loader *l)
{
    rule_set *set = l->set;
    predicates_freeze(set->predicates);
    set->lists = token_lists_of(set->predicates);
    finish_tests(l);
    finish_stages(l);
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        set->features[i] = bits_of(l, l->features[i].items, l->features[i].len);
}

static void load(loader *l, const rule_file *files, size_t count)
{
    read_trees(l, files, count);
    for (size_t i = 0; i < count && !loader_full(l); i++)
        if (l->trees[i])
            check_file_keys(l, &l->trees[i]);
    names_begin(l, files, count);
    read_stages(l);
    declare(l);
    use_tokenizer_lists(l);
    for (size_t i = 0; i < l->set->rule_count && !loader_full(l); i++) {
        rule_read(l, &l->drafts[i]);
        rule_check(l, &l->drafts[i]);
    }
    for (size_t i = 0; i < l->shapes.len && !loader_full(l); i++)
        shape_read(l, l->shapes.items[i]);
    read_features(l);
    if (!quoth_error_count(l->errors))
        finish(l);
}

quoth_status rule_set_load(rule_set **out, const char *language, const rule_file *files, size_t count, bool examples,
                           quoth_error *e)
{
    arena *a = arena_new(NULL, NULL);
    loader *l = ARENA_NEW(a, loader);
    *l = (loader){.arena = a, .errors = quoth_error_new(), .set = ARENA_NEW(a, rule_set), .examples = examples};
    l->set->arena = a;
    l->set->predicates = predicates_new(a);
    l->set->language = arena_copy(a, language, strlen(language));
    load(l, sort_files(a, files, count), count);
    size_t errors = quoth_error_count(l->errors);
    for (size_t i = 0; i < errors && i < ERRORS_MOST; i++)
        error_add(e, "%s", quoth_error_message(l->errors, i));
    quoth_error_free(l->errors);
    *out = l->set;
    if (!errors)
        return QUOTH_OK;
    rule_set_free(*out);
    *out = NULL;
    return QUOTH_E_RULES;
}

void rule_set_free(rule_set *s)
{
    if (!s)
        return;
    predicates_free(s->predicates);
    arena_free(s->arena);
}
