// SPDX-License-Identifier: MIT
// automaton.c: see automaton.h.
#include "match/automaton.h"

#include <string.h>

enum {
    COLUMNS_FIRST = 16,
    COLUMNS_MOST = 256,
    STATES_FIRST = 16,
    STATES_MOST = AUTOMATON_UNKNOWN,
    CELLS_MOST = 16384 // of one table: of states * columns
};

static const uint64_t *links_of(const automaton *x, enum program_side side)
{
    return side == PROGRAM_AHEAD ? x->program->follow : x->program->before;
}

static uint8_t add_state(automaton *x, enum program_side side, uint64_t set)
{
    automaton_table *t = &x->sides[side];
    automaton_state *s = &t->states[t->count];
    s->set = set;
    s->next = t->cells + (size_t)t->count * x->column_room;
    s->ends = set & (side == PROGRAM_AHEAD ? x->program->last : x->program->first);
    s->stuck = !positions_linked(links_of(x, side), set);
    memset(s->next, AUTOMATON_UNKNOWN, x->column_room);
    return (uint8_t)t->count++;
}

// Forgets all states but the two that have a name.
static void empty_table(automaton *x, enum program_side side)
{
    x->sides[side].count = 0;
    add_state(x, side, 0);
    add_state(x, side, UINT64_C(1) << x->program->anchor);
}

static void begin_table(automaton *x, arena *a, enum program_side side, size_t room)
{
    automaton_table *t = &x->sides[side];
    if (room * x->column_room > CELLS_MOST)
        room = CELLS_MOST / x->column_room;
    if (room > STATES_MOST)
        room = STATES_MOST;
    t->states = arena_take(a, room * sizeof *t->states);
    t->cells = arena_take(a, room * x->column_room);
    t->room = (uint16_t)room;
    empty_table(x, side);
}

static void begin_columns(automaton *x, arena *a, uint16_t room)
{
    uint64_t *columns = arena_take(a, room * sizeof *columns);
    if (x->column_count > 1)
        memcpy(columns, x->columns, x->column_count * sizeof *columns);
    x->columns = columns;
    x->column_room = room;
}

void automaton_begin(automaton *x, arena *a, const program *p)
{
    *x = (automaton){.program = p, .column_count = 1};
    begin_columns(x, a, COLUMNS_FIRST);
    for (int side = 0; side < PROGRAM_SIDES; side++)
        begin_table(x, a, side, STATES_FIRST);
}

static uint64_t accepting(const program *p, const uint64_t *accepts)
{
    uint64_t out = 0;
    for (uint32_t i = 0; i < p->count; i++)
        out |= (accepts[p->test[i] / 64] >> p->test[i] % 64 & 1) << i;
    return out;
}

// The column of the classes that these positions accept, 0 when there is no room for another.
static uint8_t column_of(automaton *x, arena *a, uint64_t positions)
{
    for (uint16_t i = 1; i < x->column_count; i++)
        if (x->columns[i] == positions)
            return (uint8_t)i;
    if (x->column_count == COLUMNS_MOST)
        return 0;
    if (x->column_count == x->column_room) {
        begin_columns(x, a, 2 * x->column_room);
        for (int side = 0; side < PROGRAM_SIDES; side++)
            begin_table(x, a, side, x->sides[side].room);
    }
    x->columns[x->column_count] = positions;
    return (uint8_t)x->column_count++;
}

static uint8_t state_of(automaton *x, enum program_side side, uint64_t set)
{
    const automaton_table *t = &x->sides[side];
    for (uint16_t i = 0; i < t->count; i++)
        if (t->states[i].set == set)
            return (uint8_t)i;
    return add_state(x, side, set);
}

// Room for two more states; where the table cannot grow it is emptied.
static void make_room(automaton *x, arena *a, enum program_side side)
{
    automaton_table *t = &x->sides[side];
    if (t->count + 2u <= t->room)
        return;
    size_t most = CELLS_MOST / x->column_room < STATES_MOST ? CELLS_MOST / x->column_room : STATES_MOST;
    if (t->room < most)
        begin_table(x, a, side, 2u * t->room);
    else
        empty_table(x, side);
}

uint8_t automaton_step(automaton *x, arena *a, enum program_side side, uint64_t set, const uint64_t *accepts,
                       uint8_t *column)
{
    uint64_t positions = *column ? x->columns[*column] : accepting(x->program, accepts);
    if (!*column)
        *column = column_of(x, a, positions);
    make_room(x, a, side);
    uint8_t from = state_of(x, side, set), to = state_of(x, side, positions_linked(links_of(x, side), set) & positions);
    if (*column)
        x->sides[side].states[from].next[*column] = to;
    return to;
}
