// SPDX-License-Identifier: MIT
// vec.c: growing of typed arrays in an arena. The old place is left to the arena.
#include "base/vec.h"

#include <stdint.h>
#include <string.h>

void *vec_grow(arena *a, void *items, size_t len, size_t *room, size_t size)
{
    size_t wanted = *room < 4 ? 8 : *room > SIZE_MAX / 2 ? SIZE_MAX : *room * 2;
    if (wanted > SIZE_MAX / size)
        memory_exhausted(SIZE_MAX);
    void *grown = arena_take(a, wanted * size); // a push writes the whole element
    if (len)
        memcpy(grown, items, len * size);
    *room = wanted;
    return grown;
}
