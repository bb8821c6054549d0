// SPDX-License-Identifier: MIT
// json_plan.c: see json_plan.h. Comes in: columns and groups. Goes out: keys, commas and brackets. Sees no row.
#include "table/json_plan.h"
#include "base/buf.h"

enum { VALUE_ROOM = JSON_SHORT + 2 }; // a short string with its marks, a number, null

// Where the making of a plan stands.
typedef struct planner {
    json_plan *plan;
    buf text;
    size_t step_begin;      // in `text`
    column_group open;      // innermost object
    bool empty;             // nothing stands in it yet
    bool done[GROUP_COUNT]; // null was written for it
} planner;

static void put_key(planner *p, const char *key, const char *value)
{
    buf_printf(&p->text, "%s\"%s\": %s", p->empty ? "" : ", ", key, value);
    p->empty = false;
}

static bool within(column_group inner, column_group outer)
{
    while (inner != outer && inner != GROUP_ROW)
        inner = column_group_parent(inner);
    return inner == outer;
}

static void close_until(planner *p, column_group group)
{
    while (!within(group, p->open)) {
        buf_putc(&p->text, '}');
        p->open = column_group_parent(p->open);
        p->empty = false;
    }
}

// Opens `group`, which is present, inside what is open. Groups nest two deep at most.
static void open_group(planner *p, column_group group)
{
    if (group == p->open)
        return;
    open_group(p, column_group_parent(group));
    put_key(p, column_group_key(group), "{");
    p->open = group;
    p->empty = true;
}

static void add_value(planner *p, column_id id)
{
    const column *c = column_of(id);
    bool quotes = json_plan_quotes(c->kind);
    put_key(p, c->key, quotes ? "\"" : "");
    p->plan->steps[p->plan->count++] =
        (json_step){(uint16_t)(p->text.len - p->step_begin), (uint8_t)id, (uint8_t)c->kind};
    p->step_begin = p->text.len;
    if (quotes)
        buf_putc(&p->text, '"');
}

static void add_column(planner *p, column_id id, unsigned groups)
{
    column_group own = column_of(id)->group;
    bool absent = !(groups >> own & 1);
    column_group group = absent ? column_group_parent(own) : own;
    close_until(p, group);
    open_group(p, group);
    if (absent)
        put_key(p, column_group_key(own), "null");
    else
        add_value(p, id);
    p->done[own] = absent;
}

const json_plan *json_plan_new(arena *home, const bool *selected, unsigned groups)
{
    planner p = {.plan = ARENA_NEW(home, json_plan), .open = GROUP_ROW, .empty = true};
    buf_putc(&p.text, '{');
    for (column_id id = 0; id < COLUMN_COUNT; id++)
        if (selected[id] && !p.done[column_of(id)->group])
            add_column(&p, id, groups);
    close_until(&p, GROUP_ROW);
    buf_putc(&p.text, '}');
    p.plan->end_len = p.text.len - p.step_begin;
    for (size_t i = 0; i < JSON_PIECE; i++)
        buf_putc(&p.text, ' ');
    p.plan->room = p.text.len + p.plan->count * VALUE_ROOM;
    p.plan->text = arena_copy(home, p.text.bytes, p.text.len);
    buf_free(&p.text);
    return p.plan;
}
