// SPDX-License-Identifier: MIT
// vec.c: growing of typed arrays in an arena: in place where that is possible, else the old place is left to the arena.
#include "base/vec.h"

#include <stdint.h>

void *vec_grow(arena *a, void *items, size_t len, size_t *room, size_t size)
{
    size_t wanted = *room < 4 ? 8 : *room > SIZE_MAX / 2 ? SIZE_MAX : *room * 2;
    if (wanted > SIZE_MAX / size)
        memory_exhausted(SIZE_MAX);
    *room = wanted;
    return arena_extend(a, items, len * size, wanted * size); // a push writes the whole element
}
