// SPDX-License-Identifier: MIT
// embed.h: what the two files of the build tool quoth_embed share.
#ifndef QUOTH_EMBED_H
#define QUOTH_EMBED_H

#include "rules/rule_load.h"

#include <stdio.h>

// Writes bytes as a C string literal.
void embed_string(FILE *out, const char *text, size_t len);
// Writes `const rule_snapshot embedded_snapshot` and all it points to. The array `sources` has been written, in the
// order of the files that the set was made of.
void embed_rules(FILE *out, const rule_set *set, const rule_file *files);

#endif
