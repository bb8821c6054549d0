// SPDX-License-Identifier: MIT
// rule_snapshot.h: a checked rule set as plain constant data. scripts/embed.c loads the rule folder when the program is
// built and writes one of these as C; at start nothing is parsed, hashed or checked any more.
#ifndef QUOTH_RULES_RULE_SNAPSHOT_H
#define QUOTH_RULES_RULE_SNAPSHOT_H

#include "rules/rule.h"
#include "words/predicate_table.h"

typedef struct rule_snapshot {
    predicate_table predicates;
    rule_set set; // without arena and predicates; of steps and rules it has no places, no examples, no `about`
} rule_snapshot;

// The set of a snapshot, which must stay alive. The caller frees it (rule_set_free). Nobody writes to what it points
// to.
rule_set *rule_set_of_snapshot(const rule_snapshot *s);

#endif
