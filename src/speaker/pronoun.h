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

#endif
