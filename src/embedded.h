// SPDX-License-Identifier: MIT
// embedded.h: the rule files that were put into the library when it was built (scripts/embed.c makes embedded.c).
#ifndef QUOTH_EMBEDDED_H
#define QUOTH_EMBEDDED_H

#include "rules/rule_load.h"

extern const char embedded_language[];
// With examples: the files as they are. Without: the same rules with `about` and the examples taken out, which is what
// a program needs that only reads articles.
const rule_file *embedded_rules(bool examples, size_t *count);

#endif
