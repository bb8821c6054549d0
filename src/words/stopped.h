// SPDX-License-Identifier: MIT
// stopped.h: which short words of ASCII letters may be entries of a list with a full stop behind them: a set of bits
// that stays in a processor's cache, so that the last word of a sentence need not be looked up before its stop is cut
// off. Says yes too often, never no.
#ifndef QUOTH_WORDS_STOPPED_H
#define QUOTH_WORDS_STOPPED_H

#include "words/predicate.h"

enum { STOPPED_BITS = 8192 };

typedef struct stopped_words {
    uint64_t bits[STOPPED_BITS / 64];
} stopped_words;

// Adds the entries of a list; PREDICATE_NONE has none.
void stopped_add(stopped_words *s, const predicates *p, predicate_id list);

// The place of a word of 1 to 8 letters of any case, with zeros behind them (bytes_load).
static inline size_t stopped_place(uint64_t letters)
{
    uint64_t folded = letters | UINT64_C(0x2020202020202020);
    return (size_t)(folded * UINT64_C(0x9E3779B97F4A7C15) >> (64 - 13));
}

static inline bool stopped_may_have(const stopped_words *s, uint64_t letters)
{
    size_t place = stopped_place(letters);
    return s->bits[place / 64] >> place % 64 & 1;
}

_Static_assert(STOPPED_BITS == 1 << 13, "stopped_place takes so many bits");

#endif
