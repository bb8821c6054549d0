// SPDX-License-Identifier: MIT
// test_examples.c: what `quoth rules test`, `explain`, `list` and `dump` say about a small rule folder, compared in
// full.
#include "quoth.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_examples(void);

typedef struct folder {
    char path[64], file[96];
    quoth_rules *rules;
    quoth_error *error;
    char out[1 << 16];
    size_t len;
} folder;

static const char *const names[] = {"stages.yaml", "rules.yaml", "words/say.txt", "words/given.txt"};

static void put(folder *f, const char *name, const char *text)
{
    snprintf(f->file, sizeof f->file, "%s/%s", f->path, name);
    FILE *out = fopen(f->file, "w");
    ck_assert_ptr_nonnull(out);
    fputs(text, out);
    fclose(out);
}

static void load(folder *f, const char *stages, const char *rules)
{
    *f = (folder){.path = "/tmp/quoth-test-XXXXXX", .error = quoth_error_new()};
    ck_assert_ptr_nonnull(mkdtemp(f->path));
    snprintf(f->file, sizeof f->file, "%s/words", f->path);
    ck_assert_int_eq(mkdir(f->file, 0700), 0);
    put(f, names[0], stages);
    put(f, names[1], rules);
    put(f, names[2], "say|said|says\n");
    put(f, names[3], "Ann\nBob\n");
    quoth_status status = quoth_rules_load(&f->rules, f->path, f->error);
    ck_assert_msg(status == QUOTH_OK, "%s", quoth_error_message(f->error, 0));
}

static void drop(folder *f)
{
    quoth_rules_free(f->rules);
    quoth_error_free(f->error);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(f->file, sizeof f->file, "%s/%s", f->path, names[i]);
        unlink(f->file);
    }
    snprintf(f->file, sizeof f->file, "%s/words", f->path);
    rmdir(f->file);
    rmdir(f->path);
}

static bool collect(void *context, const char *bytes, size_t len)
{
    folder *f = context;
    ck_assert_uint_lt(f->len + len, sizeof f->out);
    memcpy(f->out + f->len, bytes, len);
    f->out[f->len += len] = 0;
    return true;
}

static bool refuse(void *context, const char *bytes, size_t len)
{
    (void)bytes, (void)len;
    ++*(size_t *)context;
    return false;
}

// The message without its place and source line: from the rule's name to the line before the source.
static void check_message(const folder *f, size_t i, const char *place, const char *expected)
{
    const char *message = quoth_error_message(f->error, i);
    ck_assert_ptr_nonnull(message);
    const char *at = strstr(message, "rules.yaml:");
    ck_assert_ptr_nonnull(at);
    at += strlen("rules.yaml:");
    ck_assert_msg(strncmp(at, place, strlen(place)) == 0, "expected place %s in %s", place, message);
    at += strlen(place);
    ck_assert_msg(strncmp(at, expected, strlen(expected)) == 0 && at[strlen(expected)] == '\n', "expected %s\nfound %s",
                  expected, at);
}

#define ROWS                                                                                                           \
    "stages:\n  - {name: names, does: folds}\n  - {name: marks, does: folds-quotations}\n  - {name: rows, does: "      \
    "attributes}\n"
#define ROW_RULE                                                                                                       \
    "stage: rows\n"                                                                                                    \
    "rules:\n"                                                                                                         \
    "  - name: said\n"                                                                                                 \
    "    about: Quotation, cue, name.\n"                                                                               \
    "    match:\n"                                                                                                     \
    "      - content: quotation\n"                                                                                     \
    "      - comma?\n"                                                                                                 \
    "      - cue: say\n"                                                                                               \
    "      - speaker: given\n"                                                                                         \
    "    anchor: cue\n"                                                                                                \
    "    unless-before: [word \"not\"]\n"                                                                              \
    "    unless-after: [word \"never\"]\n"                                                                             \
    "    gives: {type: direct}\n"

START_TEST(rows_that_hold)
{
    folder f;
    load(&f, ROWS,
         ROW_RULE "    finds:\n"
                  "      - 'So {content: \"No,\"} {cue: said} {speaker: Ann}.'\n"
                  "      - '{content: \"No,\" } {cue: said} Ann.'\n"
                  "      - 'She \"No,\" said Ann and {content: \"Yes,\"} said {speaker: Bob}.'\n"
                  "    ignores:\n"
                  "      - 'Not \"No,\" said Ann.'\n"
                  "      - '\"No,\" said Ann never.'\n"
                  "      - 'Ann said no.'\n"
                  "    wants:\n"
                  "      - '{content: \"No,\"} {speaker: Ann} {cue: said}.'\n");
    quoth_rules_result r;
    ck_assert_int_eq(quoth_rules_test(f.rules, NULL, &r, f.error), QUOTH_OK);
    ck_assert_msg(quoth_error_count(f.error) == 0, "%s", quoth_error_message(f.error, 0));
    ck_assert_uint_eq(r.rules, 1);
    ck_assert_uint_eq(r.examples, 6);
    ck_assert_uint_eq(r.failed, 0);
    ck_assert_uint_eq(r.wants, 1);
    ck_assert_uint_eq(r.wants_passed, 0);
    drop(&f);
}
END_TEST

START_TEST(rows_that_do_not_hold)
{
    folder f;
    load(&f, ROWS,
         ROW_RULE "    finds:\n"
                  "      - '{content: \"No\"}; {cue: said} {speaker: Ann}.'\n"
                  "      - '{content: \"No,\"} {cue: said} {speaker: Ann Lee}.'\n"
                  "      - '\"No,\" said Ann.'\n"
                  "    ignores:\n"
                  "      - '\"No,\" said Ann.'\n"
                  "      - '\"No,\" said Ann never.'\n"
                  "    wants:\n"
                  "      - '{content: \"No,\"} {cue: said} Ann.'\n");
    quoth_rules_result r;
    ck_assert_int_eq(quoth_rules_test(f.rules, "rows/said", &r, f.error), QUOTH_OK);
    ck_assert_uint_eq(r.failed, 5);
    ck_assert_uint_eq(r.wants_passed, 1);
    ck_assert_uint_eq(quoth_error_count(f.error), 5);
    check_message(&f, 0, "15:10: ",
                  "rows/said: this `finds` line does not hold\n"
                  "  expected: {content: \"No\"} {cue: said} {speaker: Ann}\n"
                  "  found:    nothing\n"
                  "  the rule matches nowhere in this text");
    check_message(&f, 1, "16:10: ",
                  "rows/said: this `finds` line does not hold\n"
                  "  expected: {content: \"No,\"} {cue: said} {speaker: Ann Lee}\n"
                  "  found:    {content: \"No,\"} {cue: said} {speaker: Ann}  by rows/said");
    check_message(&f, 2, "19:10: ",
                  "rows/said: this `ignores` line is found\n"
                  "  found:    {content: \"No,\"} {cue: said} {speaker: Ann}  by rows/said");
    check_message(&f, 3, "22:10: ", "rows/said: this `wants` line passes now: move it to `finds`");
    check_message(
        &f, 4, "11:21: ", "rows/said: no `ignores` line needs this `unless-before`: add one that is found without it");
    drop(&f);
}
END_TEST

#define FOLDS "stages:\n  - {name: names, does: folds}\n"
#define FOLD_RULES                                                                                                     \
    "stage: names\n"                                                                                                   \
    "rules:\n"                                                                                                         \
    "  - name: long\n"                                                                                                 \
    "    match: ['name: given', 'name: capitalised', capitalised]\n"                                                   \
    "    anchor: given\n"                                                                                              \
    "    gives: {item: person}\n"                                                                                      \
    "    finds: ['So {item: {name: Ann Lee} Senior} came.']\n"                                                         \
    "    ignores: ['Ann Lee.']\n"                                                                                      \
    "  - name: short\n"                                                                                                \
    "    match: ['item: given', capitalised?]\n"                                                                       \
    "    anchor: given\n"                                                                                              \
    "    gives: {item: person}\n"

START_TEST(items_may_be_several)
{
    folder f;
    load(&f, FOLDS,
         FOLD_RULES "    finds:\n"
                    "      - '{item: Ann} Lee and {item: Bob} came.'\n"
                    "      - 'So {item: Ann} Lee Senior came.'\n"
                    "    ignores: ['He came.']\n");
    quoth_rules_result r;
    ck_assert_int_eq(quoth_rules_test(f.rules, NULL, &r, f.error), QUOTH_OK);
    ck_assert_uint_eq(r.failed, 1);
    check_message(&f, 0, "15:10: ",
                  "names/short: this `finds` line does not hold\n"
                  "  expected: {item: Ann}\n"
                  "  found:    {item: Ann Lee Senior} {name: Ann Lee}  by names/long\n"
                  "  the rule matches in this text, but others win");
    drop(&f);
}
END_TEST

#define BLOCKS "stages:\n  - {name: page, does: blocks}\n"
#define BLOCK_RULE                                                                                                     \
    "stage: page\n"                                                                                                    \
    "rules:\n"                                                                                                         \
    "  - name: by\n"                                                                                                   \
    "    match: [block-start, word \"by\", 'any{1,3}', block-end]\n"                                                   \
    "    anchor: word \"by\"\n"                                                                                        \
    "    gives: {block: byline}\n"

START_TEST(blocks_contain_what_is_written)
{
    folder f;
    load(&f, BLOCKS,
         BLOCK_RULE "    finds:\n"
                    "      - \"One\\n{item: By Ann}\\nTwo\"\n"
                    "      - \"One\\nBy {item: Ann}\"\n"
                    "      - \"{item: One}\\nBy Ann\"\n"
                    "    ignores: ['He came by']\n");
    quoth_rules_result r;
    ck_assert_int_eq(quoth_rules_test(f.rules, NULL, &r, f.error), QUOTH_OK);
    ck_assert_uint_eq(r.failed, 1);
    check_message(&f, 0, "10:10: ",
                  "page/by: this `finds` line does not hold\n"
                  "  expected: {item: One}\n"
                  "  found:    {item: One}  by no rule\n"
                  "            {item: By Ann}  by page/by");
    drop(&f);
}
END_TEST

START_TEST(unknown_names_get_a_suggestion)
{
    folder f;
    load(&f, BLOCKS, BLOCK_RULE "    finds: ['By Ann']\n    ignores: ['He came by']\n");
    quoth_rules_result r;
    ck_assert_int_eq(quoth_rules_test(f.rules, "bye", &r, f.error), QUOTH_E_OPTION);
    ck_assert_int_eq(quoth_rules_explain(f.rules, "page/b", "", 0, collect, &f, f.error), QUOTH_E_OPTION);
    ck_assert_int_eq(quoth_rules_dump(f.rules, "headline", collect, &f, f.error), QUOTH_E_OPTION);
    ck_assert_str_eq(quoth_error_message(f.error, 0), "there is no rule `bye`; did you mean `by`?");
    ck_assert_str_eq(quoth_error_message(f.error, 1), "there is no rule `page/b`; did you mean `by`?");
    ck_assert_str_eq(quoth_error_message(f.error, 2), "there is no rule `headline` (`quoth rules list` shows all)");
    ck_assert_uint_eq(f.len, 0);
    drop(&f);
}
END_TEST

// ---- explain ----

#define EXAMPLES                                                                                                       \
    "    finds: ['{content: \"No,\"} said Ann.']\n"                                                                    \
    "    ignores: ['not \"No,\" said Ann.', '\"No,\" said Ann never.']\n"

static void check_explained(folder *f, const char *name, const char *text, const char *expected)
{
    f->len = 0;
    ck_assert_int_eq(quoth_rules_explain(f->rules, name, text, strlen(text), collect, f, f->error), QUOTH_OK);
    const char *blank = strstr(f->out, "\n\n"); // before the steps
    ck_assert_ptr_nonnull(blank);
    blank = strstr(blank + 2, "\n\n"); // behind them
    ck_assert_ptr_nonnull(blank);
    ck_assert_str_eq(blank + 2, expected);
}

START_TEST(explain_tells_what_was_lacking)
{
    folder f;
    load(&f, ROWS, ROW_RULE EXAMPLES);
    check_explained(
        &f, "said", "One.\n\n\"No,\" said she.",
        "line 3: \"No,\" said she.\n"
        "      \"No,\"                          content: quotation                 quotation, quotation-comma, "
        "quotation-upper, quotation-short\n"
        "      <comma>                        comma                              comma\n"
        "    > said                           cue: say                           say\n"
        "    x she\n"
        "      .                                                                 sentence-end\n"
        "    right: `she` (lower-case) does not fit; the rule wants\n"
        "        speaker: given\n"
        "\n"
        "1 anchor: 1 did not match\n");
    check_explained(&f, "said", "No.", "No item of this text can be the anchor `cue: say`.\n");
    drop(&f);
}
END_TEST

START_TEST(explain_tells_who_refused_and_who_won)
{
    folder f;
    load(&f, ROWS, ROW_RULE EXAMPLES);
    check_explained(
        &f, "said", "\"No,\" said Ann never.",
        "line 1: \"No,\" said Ann never.\n"
        "      \"No,\"                          content: quotation                 quotation, quotation-comma, "
        "quotation-upper, quotation-short\n"
        "      <comma>                        comma                              comma\n"
        "    > said                           cue: say                           say\n"
        "      Ann                            speaker: given                     given\n"
        "      never                                                             word \"never\"\n"
        "      .                                                                 sentence-end\n"
        "    it matches, but `unless-after` refuses it: `never`\n"
        "\n"
        "1 anchor: 1 refused by a context\n");
    drop(&f);
    load(&f, FOLDS, FOLD_RULES "    finds: ['{item: Ann} came.']\n    ignores: ['He came.']\n");
    check_explained(&f, "short", "Ann Lee Senior",
                    "line 1: Ann Lee Senior\n"
                    "    > Ann                            item: given                        capitalised, given\n"
                    "      Lee                            capitalised                        capitalised\n"
                    "      Senior                                                            capitalised\n"
                    "    it matches\n"
                    "        {item: Ann}\n"
                    "    but loses to\n"
                    "        names/long  {item: Ann Lee Senior} {name: Ann Lee}\n"
                    "\n"
                    "1 anchor: 1 lost against others\n");
    drop(&f);
}
END_TEST

START_TEST(explain_stops_when_told)
{
    folder f;
    size_t calls = 0;
    load(&f, ROWS, ROW_RULE EXAMPLES);
    const char text[] = "\"No,\" said Ann. \"No,\" said Ann. \"No,\" said Ann.";
    ck_assert_int_eq(quoth_rules_explain(f.rules, "said", text, sizeof text - 1, refuse, &calls, f.error),
                     QUOTH_E_STOPPED);
    ck_assert_uint_eq(calls, 1);
    calls = 0;
    ck_assert_int_eq(quoth_rules_list(f.rules, refuse, &calls), QUOTH_E_STOPPED);
    ck_assert_uint_eq(calls, 1);
    drop(&f);
}
END_TEST

START_TEST(list_and_dump)
{
    folder f;
    load(&f, ROWS, ROW_RULE EXAMPLES);
    ck_assert_int_eq(quoth_rules_list(f.rules, collect, &f), QUOTH_OK);
    ck_assert_str_eq(f.out, "stage  rule  finds  ignores  wants  about\n"
                            "rows   said      1        2      0  Quotation, cue, name.\n");
    f.len = 0;
    ck_assert_int_eq(quoth_rules_dump(f.rules, "said", collect, &f, f.error), QUOTH_OK);
    const char *gives = strstr(f.out, "\n");
    ck_assert_str_eq(gives + 1, "  gives type: direct; within: sentence\n"
                                "  match: 4 of 64 positions, column 0 of the class table; first 0; last 3; anchor 2\n"
                                "    position  capture     follow        before        test\n"
                                "           0  content     1 2           -             quotation\n"
                                "           1  -           2             0             comma\n"
                                "    >      2  cue         3             0 1           say\n"
                                "           3  speaker     -             2             given\n"
                                "  unless-before: 1 of 64 positions, column 1 of the class table; first 0; last 0\n"
                                "    position  capture     follow        before        test\n"
                                "           0  -           -             -             word \"not\"\n"
                                "  unless-after: 1 of 64 positions, column 2 of the class table; first 0; last 0\n"
                                "    position  capture     follow        before        test\n"
                                "           0  -           -             -             word \"never\"\n"
                                "\n");
    drop(&f);
}
END_TEST

Suite *suite_examples(void)
{
    Suite *s = suite_create("examples");
    TCase *t = tcase_create("examples");
    tcase_add_test(t, rows_that_hold);
    tcase_add_test(t, rows_that_do_not_hold);
    tcase_add_test(t, items_may_be_several);
    tcase_add_test(t, blocks_contain_what_is_written);
    tcase_add_test(t, unknown_names_get_a_suggestion);
    tcase_add_test(t, explain_tells_what_was_lacking);
    tcase_add_test(t, explain_tells_who_refused_and_who_won);
    tcase_add_test(t, explain_stops_when_told);
    tcase_add_test(t, list_and_dump);
    suite_add_tcase(s, t);
    return s;
}
