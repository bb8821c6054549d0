// SPDX-License-Identifier: MIT
// json_plan.h: how the object of a row is put together: the texts between its values, known before any row. There is
// one plan for each choice of groups that are there.
//
//     {"n": | 1 | , "speaker": {"name": " | Maria Lopez | ", "kind": " | person | ", "mention": null}}
#ifndef QUOTH_TABLE_JSON_PLAN_H
#define QUOTH_TABLE_JSON_PLAN_H

#include "base/arena.h"
#include "table/columns.h"

enum {
    JSON_PIECE = 32, // bytes of `text` are copied in such pieces
    JSON_SHORT = 32  // bytes of a string for which there is always room
};

// A value and what stands before it.
typedef struct json_step {
    uint16_t len;   // of the text before it
    uint8_t column; // column_id
    uint8_t kind;   // column_kind
} json_step;

typedef struct json_plan {
    const char *text; // of all steps, one behind the other; JSON_PIECE bytes behind the end may be read
    json_step steps[COLUMN_COUNT];
    size_t count;
    size_t end_len; // of the text behind the last value
    size_t room;    // for all of it with its numbers, nulls and short strings; without spans and longer strings
} json_plan;

// Whether the marks around a value of this kind belong to the plan; an optional one may be null and brings its own.
static inline bool json_plan_quotes(column_kind kind)
{
    return kind == COLUMN_IS_TEXT || kind == COLUMN_IS_TYPE || kind == COLUMN_IS_KIND;
}

// The plan for the selected columns and the groups (column_groups_of).
const json_plan *json_plan_new(arena *home, const bool *selected, unsigned groups);

#endif
