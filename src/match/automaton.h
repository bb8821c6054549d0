// SPDX-License-Identifier: MIT
// automaton.h: the sets of positions that a program has been in, numbered, and where each of them leads: filled as
// texts ask for it (lazy determinisation, as in grep and RE2). So a step of a run is one look into a small table. One
// per program and thread; forgets all when it is full, so that memory is bounded.
//
//     class -> column: classes that the same positions of the program accept share one
//     states[i].next[column] -> state
#ifndef QUOTH_MATCH_AUTOMATON_H
#define QUOTH_MATCH_AUTOMATON_H

#include "match/program.h"

enum {
    AUTOMATON_DEAD,         // state: no position left
    AUTOMATON_START,        // the anchor
    AUTOMATON_UNKNOWN = 255 // not asked for yet
};

typedef struct automaton_state {
    uint64_t set;  // positions
    uint8_t *next; // by column: state
    bool ends;     // one of the positions may be the match's outermost
    bool stuck;    // none of them leads further
} automaton_state;

typedef struct automaton_table {
    automaton_state *states;
    uint8_t *cells; // of all states' `next`
    uint16_t count, room;
} automaton_table;

typedef struct automaton {
    const program *program; // NULL: not begun
    automaton_table sides[PROGRAM_SIDES];
    uint64_t *columns;     // by column: positions that accept its classes; column 0 is of no class
    uint16_t column_count; // with column 0
    uint16_t column_room;
} automaton;

void automaton_begin(automaton *x, arena *a, const program *p);
// Where `set` leads with an item of a class that the tests `accepts` accept; enters it. *column is the class's column,
// filled when it is 0.
uint8_t automaton_step(automaton *x, arena *a, enum program_side side, uint64_t set, const uint64_t *accepts,
                       uint8_t *column);

#endif
