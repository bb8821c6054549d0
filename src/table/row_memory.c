// SPDX-License-Identifier: MIT
// row_memory.c: see row_memory.h. Comes in: rules and words. Goes out: texts. Decides nothing.
#include "table/row_memory.h"

#include <string.h>

enum { LEMMA_SLOTS = 4096, LEMMA_LONGEST = 23 };

// A word whose lemma was asked; a later one with the same slot takes its place.
typedef struct lemma_slot {
    char word[LEMMA_LONGEST];
    uint8_t len; // 0: free
    const char *lemma;
} lemma_slot;

struct row_memory {
    arena *home;
    const rule_set *rules;
    const char **names; // by rule and step; NULL: not asked yet
    lemma_slot *lemmas;
    buf work;
};

row_memory *row_memory_new(const rule_set *rules)
{
    arena *home = arena_new(NULL, NULL);
    row_memory *m = ARENA_NEW(home, row_memory);
    m->home = home;
    m->rules = rules;
    m->names = ARENA_ARRAY(home, const char *, rules->rule_count *LINK_STEP_COUNT);
    m->lemmas = ARENA_ARRAY(home, lemma_slot, LEMMA_SLOTS);
    return m;
}

void row_memory_free(row_memory *m)
{
    if (!m)
        return;
    buf_free(&m->work);
    arena_free(m->home);
}

const char *row_memory_rule(row_memory *m, const rule *r, link_step step)
{
    const char **name = &m->names[(size_t)(r - m->rules->rules) * LINK_STEP_COUNT + step];
    if (!*name)
        *name = arena_printf(m->home, "%s/%s%s%s", m->rules->stages[r->stage].name, r->name,
                             step == LINK_NONE ? "" : " ", step == LINK_NONE ? "" : link_step_name(step));
    return *name;
}

static size_t slot_of(const char *word, size_t len)
{
    uint32_t hash = (uint32_t)len;
    for (size_t i = 0; i < len; i++)
        hash = hash * 31 + (unsigned char)word[i];
    return (hash * UINT32_C(2654435769) >> 16) % LEMMA_SLOTS;
}

const char *row_memory_lemma(row_memory *m, const char *word, size_t len)
{
    const uint64_t *speech = m->rules->features[FEATURE_SPEECH_VERB];
    if (len == 0 || len > LEMMA_LONGEST)
        return predicates_lemma(m->rules->predicates, word, len, speech);
    lemma_slot *slot = &m->lemmas[slot_of(word, len)];
    if (slot->len != len || memcmp(slot->word, word, len) != 0) {
        slot->lemma = predicates_lemma(m->rules->predicates, word, len, speech);
        slot->len = (uint8_t)len;
        memcpy(slot->word, word, len);
    }
    return slot->lemma;
}

buf *row_memory_work(row_memory *m)
{
    buf_clear(&m->work);
    return &m->work;
}
