// SPDX-License-Identifier: MIT
// shape.h: what a token's letters and signs say without any list. Private to words/.
#ifndef QUOTH_WORDS_SHAPE_H
#define QUOTH_WORDS_SHAPE_H

#include "words/predicate.h"

// Sets the built-in bits that are judged from a text (valid UTF-8). Linear.
void shape_judge(const char *text, size_t len, uint64_t *bits);

#endif
