// SPDX-License-Identifier: MIT
// name_map.c: see name_map.h.
#include "rules/name_map.h"

#include "words/hash.h"

// The place of a name, or the free place where it belongs. Assumes at least one free place.
static name_entry *find(const name_map *m, const char *name, size_t len, uint32_t hash)
{
    for (size_t i = hash & (m->room - 1);; i = (i + 1) & (m->room - 1)) {
        name_entry *e = &m->entries[i];
        if (!e->name || (e->hash == hash && e->len == len && hash_same(e->name, name, len)))
            return e;
    }
}

static void grow(arena *a, name_map *m)
{
    name_map larger = {.room = m->room ? m->room * 2 : 32, .count = m->count};
    larger.entries = ARENA_ARRAY(a, name_entry, larger.room);
    for (size_t i = 0; i < m->room; i++) {
        name_entry *e = &m->entries[i];
        if (e->name)
            *find(&larger, e->name, e->len, e->hash) = *e;
    }
    *m = larger;
}

void *name_map_get(const name_map *m, const char *name, size_t len)
{
    return m->room ? find(m, name, len, hash_text(name, len, 0))->value : NULL;
}

void *name_map_put(arena *a, name_map *m, const char *name, size_t len, void *value)
{
    if ((m->count + 1) * 4 > m->room * 3)
        grow(a, m);
    uint32_t hash = hash_text(name, len, 0);
    name_entry *e = find(m, name, len, hash);
    if (e->name)
        return e->value;
    *e = (name_entry){name, len, hash, value};
    m->count++;
    return NULL;
}
