// SPDX-License-Identifier: MIT
// rule_steps.c: YAML lists of steps -> step_list: captures, branches, shapes (read once, their steps are shared, not
// copied). What stands in one line is left to step.c and rule_tests.c.
#include "rules/loader.h"

#include <string.h>

static bool read_line(loader *l, const tree_node *node, step *out)
{
    step_line line;
    bool keyed = out->capture != CAPTURE_NONE;
    if (!step_parse(&line, l->arena, node, !keyed, l->errors))
        return false;
    out->least = line.least;
    out->most = line.most;
    if (line.capture && (out->capture = (int8_t)capture_of(line.capture)) == CAPTURE_NONE) {
        error_unknown_capture(l->errors, tree_place(node, line.capture_at), line.capture);
        return false;
    }
    return tests_resolve(l, &line, out);
}

static bool read_either(loader *l, const tree_node *node, step *out)
{
    if (node->kind != TREE_LIST || node->count < 2) {
        error_at(l->errors, node->where, "'either' needs two branches or more: [[a], [b, c]]");
        return false;
    }
    out->kind = STEP_EITHER;
    out->branch_count = node->count;
    out->branches = ARENA_ARRAY(l->arena, step_list, node->count);
    bool ok = true;
    size_t i = 0, empty = 0;
    for (const tree_node *branch = node->first; branch; branch = branch->next, i++) {
        if (branch->kind != TREE_LIST) {
            error_at(l->errors, branch->where, "a branch is a list of steps in brackets");
            ok = false;
        } else if (!branch->count && empty++) {
            error_at(l->errors, branch->where, "two branches are empty; one is enough");
            ok = false;
        } else if (branch->count) {
            ok &= steps_read(l, branch, &out->branches[i]);
        }
    }
    return ok;
}

// `capture: test` as a YAML map of one entry.
static bool read_pair(loader *l, const tree_node *node, step *out)
{
    const tree_node *value = node->first;
    if (node->count != 1) {
        error_at(l->errors, node->count ? value->next->key_where : node->where,
                 "one step is 'test' or 'capture: test'; begin the next one with '- '");
        return false;
    }
    out->where = value->key_where;
    out->text = "either";
    if (!strcmp(value->key, "either"))
        return read_either(l, value, out);
    out->capture = (int8_t)capture_of(value->key);
    if (out->capture == CAPTURE_NONE) {
        error_unknown_capture(l->errors, value->key_where, value->key);
        return false;
    }
    if (value->kind != TREE_SCALAR) {
        error_at(l->errors, value->where, "behind a capture one test is expected; make a shape of several steps");
        return false;
    }
    out->text = arena_printf(l->arena, "%s: %s", value->key, value->text);
    return read_line(l, value, out);
}

static bool read_step(loader *l, const tree_node *node, step *out)
{
    *out = (step){.kind = STEP_TEST, .capture = CAPTURE_NONE, .least = 1, .most = 1, .where = node->where};
    if (node->kind == TREE_MAP)
        return read_pair(l, node, out);
    if (node->kind == TREE_LIST) {
        error_at(l->errors, node->where, "a step is one line; branches stand behind 'either:'");
        return false;
    }
    out->text = node->text;
    return read_line(l, node, out);
}

bool steps_read(loader *l, const tree_node *node, step_list *out)
{
    if (node->kind != TREE_LIST || !node->count) {
        if (node->key)
            error_at(l->errors, node->key_where, "'%s' needs a list of steps", node->key);
        else
            error_at(l->errors, node->where, "a list of steps is expected");
        return false;
    }
    bool ok = true;
    out->steps = ARENA_ARRAY(l->arena, step, node->count);
    for (const tree_node *n = node->first; n && !loader_full(l); n = n->next)
        ok &= read_step(l, n, &out->steps[out->count++]);
    return ok;
}

static bool break_shape(shape *s)
{
    s->state = SHAPE_BROKEN;
    return false;
}

bool shape_read(loader *l, shape *s)
{
    place where = s->node->key_where;
    if (s->state == SHAPE_READING) {
        error_at(l->errors, where, "the shape '%s' uses itself", s->name);
        return break_shape(s);
    }
    if (s->state != SHAPE_UNREAD)
        return s->state == SHAPE_READ;
    unsigned outer = l->shape_depth;
    bool ok = false;
    s->state = SHAPE_READING;
    l->shape_depth = 0;
    if (l->shapes_open++ < SHAPES_DEEPEST)
        ok = steps_read(l, s->node, &s->steps) && s->state == SHAPE_READING;
    s->depth = l->shape_depth + 1;
    l->shape_depth = outer;
    if (l->shapes_open-- > SHAPES_DEEPEST || s->depth > SHAPES_DEEPEST) {
        error_at(l->errors, where, "shapes that use shapes are more than %d deep at '%s'", SHAPES_DEEPEST, s->name);
        ok = false;
    }
    s->state = SHAPE_READ;
    return ok || break_shape(s);
}

const char *scalar_of(loader *l, const tree_node *node, const char *what)
{
    if (node->kind == TREE_SCALAR && node->len)
        return node->text;
    error_at(l->errors, node->key && node->kind == TREE_SCALAR ? node->key_where : node->where, "%s is expected", what);
    return NULL;
}

bool names_each(loader *l, const tree_node *node, const char *what,
                bool (*visit)(loader *l, const tree_node *name, void *context), void *context)
{
    bool ok = true;
    if (node->kind == TREE_SCALAR)
        return scalar_of(l, node, what) && visit(l, node, context);
    if (node->kind != TREE_LIST || !node->count)
        return scalar_of(l, node, what) != NULL;
    for (const tree_node *n = node->first; n && !loader_full(l); n = n->next)
        ok &= scalar_of(l, n, what) && visit(l, n, context);
    return ok;
}
