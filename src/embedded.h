// SPDX-License-Identifier: MIT
// embedded.h: the rules that were put into the library when it was built (scripts/embed.c makes embedded.c).
#ifndef QUOTH_EMBEDDED_H
#define QUOTH_EMBEDDED_H

#include "rules/rule_load.h"
#include "rules/rule_snapshot.h"

// Ready for use: what a program needs that only reads articles.
extern const rule_snapshot embedded_snapshot;
// The same rules as files, as they stand in the folder: for messages, examples, lists.
extern const rule_file embedded_files[];
extern const size_t embedded_file_count;

#endif
