// SPDX-License-Identifier: MIT
// rule_load.h: rule files -> a checked rule_set. Read once, before any text; the only stage here that can fail.
#ifndef QUOTH_RULES_RULE_LOAD_H
#define QUOTH_RULES_RULE_LOAD_H

#include "rules/rule.h"

// One file of a rule folder: `direct.yaml`, `words/title.txt`. Contents are used in place and must outlive the set.
typedef struct rule_file {
    const char *name; // within the folder
    const char *text;
    size_t len;
    const char *path; // as messages show it; NULL: the name
} rule_file;

// Loads and checks a whole folder's files (any order). All errors found are added to e (at most 50); QUOTH_E_RULES if
// any. `examples` false skips the example lists (faster start). On success the caller owns *out (rule_set_free).
quoth_status rule_set_load(rule_set **out, const char *language, const rule_file *files, size_t count, bool examples,
                           quoth_error *e);
void rule_set_free(rule_set *s);

// Reads *.yaml and words/*.txt of a folder into the arena, sorted by name. QUOTH_E_IO with a message naming the file.
quoth_status rule_folder_read(arena *a, const char *folder, rule_file **files, size_t *count, quoth_error *e);

#endif
