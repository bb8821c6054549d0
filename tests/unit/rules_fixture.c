// SPDX-License-Identifier: MIT
// rules_fixture.c: see rules_fixture.h.
#include "rules_fixture.h"

#include "match/model.h"

#include <check.h>
#include <string.h>

void rules_fixture_load(quoth_rules *rules, const rule_file *files, size_t count)
{
    quoth_error *e = quoth_error_new();
    *rules = (quoth_rules){.arena = arena_new(NULL, NULL), .folder = "test"};
    quoth_status status = rule_set_load(&rules->set, "xx", files, count, false, e);
    ck_assert_msg(status == QUOTH_OK, "%s", quoth_error_message(e, 0));
    quoth_error_free(e);
    rules->programs = program_set_new(rules->arena, rules->set);
}

void rules_fixture_clear(quoth_rules *rules)
{
    rule_set_free(rules->set);
    arena_free(rules->arena);
}

void rules_fixture_weigh(quoth_rules *rules, quoth_analyser *analyser, const char *weights)
{
    source_file *file = ARENA_NEW(rules->arena, source_file);
    *file = (source_file){MODEL_FILE, weights, strlen(weights)};
    quoth_error *e = quoth_error_new();
    ck_assert_msg(model_read(&rules->model, rules->arena, file, e) == QUOTH_OK, "%s", quoth_error_message(e, 0));
    quoth_error_free(e);
    matcher_use_model(analyser->matcher, rules->model);
}
