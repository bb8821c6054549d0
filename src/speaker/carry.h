// SPDX-License-Identifier: MIT
// carry.h: attributions that name nobody themselves -> the speaker of the one before or behind.
#ifndef QUOTH_SPEAKER_CARRY_H
#define QUOTH_SPEAKER_CARRY_H

#include "speaker/resolve.h"

// Expects the attributions that have a source to be resolved. `speaker: previous` takes entity and mention from the
// nearest one before, in its own block or the body block before it (there from quoted content only); `next` from the
// one behind in the same way. A chain of continued quotations carries on from one to the next.
void speakers_carry(const resolve_input *in);

#endif
