// SPDX-License-Identifier: MIT
// feature_names.c: see feature_names.h.
#include "match/feature_names.h"

#include "base/vec.h"
#include "words/hash.h"

enum { FIRST_SLOTS = 256 };

static const char *const group_names[GROUP_COUNT] = {
#define X(id, name) name,
    FEATURE_GROUPS(X)
#undef X
};

const char *feature_group_name(feature_group g) { return group_names[g]; }

feature_group feature_group_of(const char *name, size_t len)
{
    for (int g = 0; g < GROUP_COUNT; g++)
        if (strlen(group_names[g]) == len && memcmp(group_names[g], name, len) == 0)
            return (feature_group)g;
    return GROUP_COUNT;
}

static void enter(feature_parts *p, feature_part part, const feature_text *t)
{
    size_t at = hash_text(t->text, t->len, 0) & p->mask;
    while (p->slots[at])
        at = (at + 1) & p->mask;
    p->slots[at] = part;
}

static void open_slots(feature_parts *p, size_t count)
{
    p->slots = ARENA_ARRAY(p->arena, uint32_t, count);
    p->mask = count - 1;
    for (size_t i = 0; i < p->len; i++)
        enter(p, p->first + (feature_part)i, &p->items[i]);
}

feature_parts *feature_parts_new(arena *a, const feature_parts *before)
{
    static const char *const fixed[WORD_COUNT] = {NULL,
#define X(id, text) text,
                                                  FIXED_WORDS(X)
#undef X
    };
    feature_parts *p = ARENA_NEW(a, feature_parts);
    *p = (feature_parts){.before = before, .arena = a, .first = before ? before->first + (uint32_t)before->len : 1};
    open_slots(p, FIRST_SLOTS);
    for (int i = 1; i < WORD_COUNT && !before; i++)
        feature_parts_add(p, fixed[i], strlen(fixed[i]));
    return p;
}

static feature_part find(const feature_parts *p, const char *text, size_t len, uint32_t hash)
{
    for (size_t at = hash & p->mask; p->slots[at]; at = (at + 1) & p->mask) {
        const feature_text *t = &p->items[p->slots[at] - p->first];
        if (t->len == len && hash_same(t->text, text, len))
            return p->slots[at];
    }
    return p->before ? find(p->before, text, len, hash) : WORD_NO_PART;
}

feature_part feature_parts_add(feature_parts *p, const char *text, size_t len)
{
    feature_part known = find(p, text, len, hash_text(text, len, 0));
    if (known)
        return known;
    if (p->first + p->len > FEATURE_PARTS_MOST)
        return WORD_UNKNOWN;
    feature_text t = {arena_copy(p->arena, text, len), (uint32_t)len};
    vec_push(p->arena, p, t);
    if (p->len * 2 > p->mask)
        open_slots(p, 2 * (p->mask + 1));
    else
        enter(p, p->first + (feature_part)p->len - 1, &t);
    return p->first + (feature_part)p->len - 1;
}

feature_text feature_parts_text(const feature_parts *p, feature_part part)
{
    while (part < p->first)
        p = p->before;
    return p->items[part - p->first];
}
