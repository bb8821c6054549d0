// SPDX-License-Identifier: MIT
// name_map.h: bytes -> pointer, a hash table in an arena (open addressing, linear probing). Keys are not copied.
#ifndef QUOTH_RULES_NAME_MAP_H
#define QUOTH_RULES_NAME_MAP_H

#include "base/arena.h"

#include <stdint.h>

typedef struct name_entry {
    const char *name; // NULL: free place
    size_t len;
    uint32_t hash;
    void *value;
} name_entry;

typedef struct name_map {
    name_entry *entries;
    size_t count, room; // room is a power of two or 0
} name_map;             // {0} is a valid empty map

// The value of a name, or NULL.
void *name_map_get(const name_map *m, const char *name, size_t len);
// Adds a name. If it is there already, nothing changes and its value is returned; else NULL.
void *name_map_put(arena *a, name_map *m, const char *name, size_t len, void *value);

#endif
