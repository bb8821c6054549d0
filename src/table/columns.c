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

unsigned column_groups_of(const quoth_row *row)
{
#define X(id, key, parent, present) (unsigned)(present) << GROUP_##id |
    return COLUMN_GROUPS(X) 0u;
#undef X
}

bool column_is_absent(column_id id, const quoth_row *row) { return !(column_groups_of(row) >> columns[id].group & 1); }

// What a value of each kind is as another one.
#define TEXT_OF_TEXT(expression)         expression
#define TEXT_OF_OPTIONAL(expression)     expression
#define TEXT_OF_TYPE(expression)         expression
#define TEXT_OF_KIND(expression)         expression
#define TEXT_OF_COUNT(expression)        NULL
#define TEXT_OF_FRACTION(expression)     NULL
#define TEXT_OF_SPANS(expression)        NULL
#define NUMBER_OF_TEXT(expression)       0
#define NUMBER_OF_OPTIONAL(expression)   0
#define NUMBER_OF_TYPE(expression)       0
#define NUMBER_OF_KIND(expression)       0
#define NUMBER_OF_COUNT(expression)      expression
#define NUMBER_OF_FRACTION(expression)   0
#define NUMBER_OF_SPANS(expression)      0
#define FRACTION_OF_TEXT(expression)     0
#define FRACTION_OF_OPTIONAL(expression) 0
#define FRACTION_OF_TYPE(expression)     0
#define FRACTION_OF_KIND(expression)     0
#define FRACTION_OF_COUNT(expression)    0
#define FRACTION_OF_FRACTION(expression) expression
#define FRACTION_OF_SPANS(expression)    0

const char *column_text(column_id id, const quoth_article *article, const quoth_row *row)
{
    const char *text = NULL;
    switch (id) {
#define X(id, name, group, key, part, kind, width, expression, about)                                                  \
    case COLUMN_##id:                                                                                                  \
        text = TEXT_OF_##kind(expression);                                                                             \
        break;
        COLUMNS(X)
#undef X
    case COLUMN_COUNT:
        break;
    }
    return text ? text : "";
}

uint32_t column_number(column_id id, const quoth_article *article, const quoth_row *row)
{
    (void)article;
    switch (id) {
#define X(id, name, group, key, part, kind, width, expression, about)                                                  \
    case COLUMN_##id:                                                                                                  \
        return NUMBER_OF_##kind(expression);
        COLUMNS(X)
#undef X
    case COLUMN_COUNT:
        break;
    }
    return 0;
}

double column_fraction(column_id id, const quoth_article *article, const quoth_row *row)
{
    (void)article;
    switch (id) {
#define X(id, name, group, key, part, kind, width, expression, about)                                                  \
    case COLUMN_##id:                                                                                                  \
        return FRACTION_OF_##kind(expression);
        COLUMNS(X)
#undef X
    case COLUMN_COUNT:
        break;
    }
    return 0;
}
