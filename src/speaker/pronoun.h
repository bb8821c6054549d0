// SPDX-License-Identifier: MIT
// pronoun.h: a pronoun mention -> entity.
#ifndef QUOTH_SPEAKER_PRONOUN_H
#define QUOTH_SPEAKER_PRONOUN_H

#include "speaker/resolve.h"

// Links the pronoun mentions in text order: number and gender (titles, given names, earlier pronouns), subject before
// object, nearest sentence first, never somebody inside a quotation unless the pronoun is in the same one, first
// person inside a quotation is left to its row. Sets mention.entity and steps[] (LINK_PRONOUN); -1 where undecided.
// Recency ordering with salience by syntactic role follows Lappin and Leass (1994) in spirit.
void pronouns_link(const resolve_input *in);

// What was looked at for the pronouns that are sources, for explaining: in text order of the pronouns, the nearest
// mention first.
typedef enum pronoun_verdict {
    PRONOUN_FITS,   // worth counts: the highest one was taken
    PRONOUN_MISFIT, // of another gender or number
    PRONOUN_UNSEEN  // stands in a quotation that the pronoun does not stand in
} pronoun_verdict;

typedef struct pronoun_option {
    uint32_t pronoun, mention; // mentions
    int16_t worth;
    uint8_t verdict;
} pronoun_option;

typedef struct pronoun_log {
    pronoun_option *items;
    size_t len, room;
} pronoun_log;

#endif
