// SPDX-License-Identifier: MIT
// resolve.h: attributions + mentions -> who. Calls the steps of DESIGN.md section 6 in order and records which
// decided.
#ifndef QUOTH_SPEAKER_RESOLVE_H
#define QUOTH_SPEAKER_RESOLVE_H

#include "match/attribution.h"
#include "people/cluster.h"

typedef struct resolve_input {
    arena *arena;
    const page *page;
    const rule_set *rules;
    vocab *vocab;
    node_list *nodes;
    mention_list *mentions;
    entity_list *entities;
    link_step *steps;               // of each mention
    attribution_list *attributions; // sorted by first content token
    struct pronoun_log *told;       // what pronouns might have meant (pronoun.h); NULL: nobody asks
} resolve_input;

// Sets attribution.mention of those whose source is a mention; the first thing to do, may be done again.
void sources_find(const resolve_input *in);

// Expects pronouns_link to have run. Fills mention, entity and step of every attribution. Attributions whose rule
// says `speaker: previous` take the speaker of the nearest one before, `next` of the one behind (carry.h). A source
// that no rule folded becomes an entity of its own without a mention: entity >= 0, mention -1, its words are
// attribution.source. Unknown stays -1: never a guess. The entities of attributions are written (entity_write).
void speakers_resolve(const resolve_input *in);

#endif
