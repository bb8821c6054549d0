// SPDX-License-Identifier: MIT
// fuzz_rules.c: any bytes as a rule file beside three stages and two small word lists. Where they load, the rules
// read one sentence; where not, there has to be a message. A first line `--- words` makes them a word list.
#include "../support.h"
#include "analysis.h"
#include "rules/rule_load.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char stages[] = "stages:\n"
                             "  - {name: blocks, does: blocks}\n"
                             "  - {name: names, does: folds}\n"
                             "  - {name: quotations, does: folds-quotations}\n"
                             "  - {name: direct, does: attributes}\n";
static const char said[] = "# verbs\nsay|says|said|saying\nspeak up|speaks up\n";
static const char title[] = "# titles\nMr|Mr.\nsenator\n";
static const char words_mark[] = "--- words\n";
static const char article[] =
    "Mr. Smith came on Monday.\n\n“We will go,” said Senator Ann Lopez, “or not.” He spoke up.\n";

static void read_article(rule_set *set, arena *a)
{
    quoth_rules rules = {.arena = a, .set = set, .programs = program_set_new(a, set)};
    quoth_analyser *analyser = quoth_analyser_new(&rules);
    quoth_input input = {.bytes = article, .len = sizeof article - 1, .id = "fuzz"};
    const quoth_article *rows = quoth_analyse(analyser, &input);
    if (!support_rows_good("fuzz", &input, rows) || !support_writes(rows))
        abort();
    quoth_analyser_free(analyser);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena *a = arena_new(NULL, NULL);
    quoth_error *error = quoth_error_new();
    bool list = size >= sizeof words_mark - 1 && memcmp(data, words_mark, sizeof words_mark - 1) == 0;
    const rule_file files[] = {
        {"stages.yaml", stages, sizeof stages - 1},
        {list ? "words/fuzz.txt" : "fuzz.yaml", arena_copy(a, (const char *)data, size), size},
        {"words/said.txt", said, sizeof said - 1},
        {"words/title.txt", title, sizeof title - 1},
    };
    rule_set *set = NULL;
    quoth_status status = rule_set_load(&set, "fuzz", files, sizeof files / sizeof *files, true, error);
    if (status == QUOTH_OK) {
        read_article(set, a);
        rule_set_free(set);
    } else if (quoth_error_count(error) == 0) {
        abort();
    }
    for (size_t i = 0; i < quoth_error_count(error); i++)
        if (!quoth_error_message(error, i)[0])
            abort();
    quoth_error_free(error);
    arena_free(a);
    return 0;
}
