// SPDX-License-Identifier: MIT
// rule_snapshot.c: see rule_snapshot.h.
#include "rules/rule_snapshot.h"

rule_set *rule_set_of_snapshot(const rule_snapshot *s)
{
    arena *a = arena_new(NULL, NULL);
    rule_set *set = ARENA_NEW(a, rule_set);
    *set = s->set;
    set->arena = a;
    set->predicates = predicates_of_table(a, &s->predicates);
    return set;
}
