// SPDX-License-Identifier: MIT
// vec.h: typed growable arrays in an arena. `VEC(int) numbers = {0}; vec_push(a, &numbers, 7);`
// Growing copies to a new place and leaves the old one to the arena, so pointers into a vec last until the next push.
#ifndef QUOTH_BASE_VEC_H
#define QUOTH_BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                                                                                                      \
    struct {                                                                                                           \
        type *items;                                                                                                   \
        size_t len;                                                                                                    \
        size_t room;                                                                                                   \
    }

// Makes room for one more element where len is the room and returns the address of the items (which may have moved).
void *vec_grow(arena *a, void *items, size_t len, size_t *room, size_t size);

#define vec_push(a, v, value)                                                                                          \
    do {                                                                                                               \
        if ((v)->len == (v)->room)                                                                                     \
            (v)->items = vec_grow((a), (v)->items, (v)->len, &(v)->room, sizeof *(v)->items);                          \
        (v)->items[(v)->len++] = (value);                                                                              \
    } while (0)

#endif
