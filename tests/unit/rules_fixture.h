// SPDX-License-Identifier: MIT
// rules_fixture.h: a small rule set that stands in a test, loaded and compiled as quoth_rules_load does it, and weights
// that stand there too. Whatever fails, fails the test.
#ifndef QUOTH_TESTS_RULES_FIXTURE_H
#define QUOTH_TESTS_RULES_FIXTURE_H

#include "analysis.h"
#include "rules/rule_load.h"

// Fills `rules` from files sorted by name; free them with rules_fixture_clear, after the analysers that use them.
void rules_fixture_load(quoth_rules *rules, const rule_file *files, size_t count);
void rules_fixture_clear(quoth_rules *rules);

// Has the analyser of these rules choose with weights, the text of a MODEL_FILE.
void rules_fixture_weigh(quoth_rules *rules, quoth_analyser *analyser, const char *weights);

#endif
