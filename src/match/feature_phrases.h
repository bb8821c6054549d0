// SPDX-License-Identifier: MIT
// feature_phrases.h: a feature -> a few words that somebody who reads newspapers understands. The phrases stand in one
// table; what they quote (verbs, lists, kinds of items) comes from the feature.
#ifndef QUOTH_MATCH_FEATURE_PHRASES_H
#define QUOTH_MATCH_FEATURE_PHRASES_H

#include "base/buf.h"
#include "match/feature_names.h"
#include "words/predicate.h"

// The feature without the rule or the verb it was weighed together with: `rule first: source-said person` and
// `lemma first: say person` say what `content first: person` says.
feature feature_fact(feature f);

// Prints a fact in words. Nothing for what is the same for all candidates.
void feature_print(buf *out, feature fact, const feature_parts *parts, const predicates *p);

#endif
