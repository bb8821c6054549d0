// SPDX-License-Identifier: MIT
// columns.c: columns.h expanded into tables. Comes in: a column and a row. Goes out: its value. Formats nothing.
#include "table/columns.h"

enum { MAIN = false, PART = true };

static const column columns[] = {
#define X(id, name, group, key, part, value, width, expression, about)                                                 \
    [COLUMN_##id] = {name, key, about, GROUP_##group, COLUMN_IS_##value, part, width},
    COLUMNS(X)
#undef X
};

const column *column_of(column_id id) { return &columns[id]; }

const char *quoth_column_name(size_t i) { return i < COLUMN_COUNT ? columns[i].name : NULL; }

const char *quoth_column_about(size_t i) { return i < COLUMN_COUNT ? columns[i].about : NULL; }

const char *column_group_key(column_group group)
{
    static const char *const keys[] = {
#define X(id, key, parent, present) [GROUP_##id] = key,
        COLUMN_GROUPS(X)
#undef X
    };
    return keys[group];
}

column_group column_group_parent(column_group group)
{
    static const column_group parents[] = {
#define X(id, key, parent, present) [GROUP_##id] = GROUP_##parent,
        COLUMN_GROUPS(X)
#undef X
    };
    return parents[group];
}

bool column_group_present(column_group group, const quoth_row *row)
{
    switch (group) {
#define X(id, key, parent, present)                                                                                    \
    case GROUP_##id:                                                                                                   \
        return present;
        COLUMN_GROUPS(X)
#undef X
    case GROUP_COUNT:
        break;
    }
    return false;
}

#define VALUE_TEXT(expression)     value.text = expression
#define VALUE_OPTIONAL(expression) value.text = expression
#define VALUE_TYPE(expression)     value.text = expression
#define VALUE_KIND(expression)     value.text = expression
#define VALUE_COUNT(expression)    value.count = expression
#define VALUE_FRACTION(expression) value.fraction = expression
#define VALUE_SPANS(expression)    value.spans = row->spans, value.span_count = row->span_count

column_value column_value_of(column_id id, const quoth_article *article, const quoth_row *row)
{
    column_value value = {.text = NULL};
    switch (id) {
#define X(id, name, group, key, part, kind, width, expression, about)                                                  \
    case COLUMN_##id:                                                                                                  \
        VALUE_##kind(expression);                                                                                      \
        break;
        COLUMNS(X)
#undef X
    case COLUMN_COUNT:
        break;
    }
    value.absent = !column_group_present(columns[id].group, row);
    if (!value.text)
        value.text = "";
    return value;
}
