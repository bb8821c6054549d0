// SPDX-License-Identifier: MIT
// test_option.c: the GNU conventions of the command line.
#include "cli/option.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

Suite *suite_option(void);

enum { MOST_WORDS = 16 };

// Parses words that are separated by spaces (`_` stands for an empty one); the words live as long as `line`.
static bool parse(arguments *out, char *line, unsigned command)
{
    char *words[MOST_WORDS];
    int count = 0;
    for (char *word = strtok(line, " "); word; word = strtok(NULL, " "))
        words[count++] = strcmp(word, "_") == 0 ? word + 1 : word;
    return arguments_parse(out, count, words, command);
}

// Parses a wrong line and compares the message on standard error.
static void expect_message(const char *line, unsigned command, const char *wanted)
{
    char words[256], message[1024] = "";
    arguments a;
    snprintf(words, sizeof words, "%s", line);
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    fflush(stderr);
    int saved = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    bool fine = parse(&a, words, command);
    fflush(stderr);
    dup2(saved, STDERR_FILENO);
    close(saved);
    rewind(file);
    size_t len = fread(message, 1, sizeof message - 1, file);
    message[len] = '\0';
    fclose(file);
    arguments_free(&a);
    ck_assert_msg(!fine, "%s", line);
    ck_assert_str_eq(message, wanted);
}

START_TEST(long_and_short_forms)
{
    static const char *const lines[] = {"--format=csv --quiet x",
                                        "--format csv --quiet x",
                                        "--form csv --qui x",
                                        "-f csv -q x",
                                        "-fcsv -q x",
                                        "-qf csv x",
                                        "x -q --fo=csv",
                                        "-q -f csv -- x",
                                        "-f json --format csv -q x"};
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char line[128];
        arguments a;
        snprintf(line, sizeof line, "%s", lines[i]);
        ck_assert_msg(parse(&a, line, FOR_EXTRACT), "%s", lines[i]);
        ck_assert_str_eq(a.value[OPTION_FORMAT], "csv");
        ck_assert_ptr_nonnull(a.value[OPTION_QUIET]);
        ck_assert_ptr_null(a.value[OPTION_BOM]);
        ck_assert_uint_eq(a.operand_count, 1);
        ck_assert_str_eq(a.operands[0], "x");
        arguments_free(&a);
    }
}
END_TEST

START_TEST(operands)
{
    char line[] = "a - -- -q --bom --";
    arguments a;
    ck_assert(parse(&a, line, FOR_EXTRACT));
    ck_assert_uint_eq(a.operand_count, 5);
    ck_assert_str_eq(a.operands[1], "-");
    ck_assert_str_eq(a.operands[2], "-q");
    ck_assert_str_eq(a.operands[4], "--");
    ck_assert_ptr_null(a.value[OPTION_QUIET]);
    arguments_free(&a);
}
END_TEST

START_TEST(values_may_look_like_options)
{
    char line[] = "--speaker --bom --columns= -o -";
    arguments a;
    ck_assert(parse(&a, line, FOR_EXTRACT));
    ck_assert_str_eq(a.value[OPTION_SPEAKER], "--bom");
    ck_assert_str_eq(a.value[OPTION_COLUMNS], "");
    ck_assert_str_eq(a.value[OPTION_OUTPUT], "-");
    ck_assert_ptr_null(a.value[OPTION_BOM]);
    arguments_free(&a);
}
END_TEST

START_TEST(help_ends_the_reading)
{
    char line[] = "--help --nonsense";
    arguments a;
    ck_assert(parse(&a, line, FOR_EXTRACT));
    ck_assert_ptr_nonnull(a.value[OPTION_HELP]);
    arguments_free(&a);
}
END_TEST

START_TEST(mistakes_are_named)
{
    expect_message("--fromat csv", FOR_EXTRACT, "quoth: unknown option '--fromat'; did you mean '--format'?\n");
    expect_message("--zzzzzzz", FOR_EXTRACT, "quoth: unknown option '--zzzzzzz'; 'quoth --help' lists them\n");
    expect_message("--gold x", FOR_EXTRACT, "quoth: unknown option '--gold'; 'quoth --help' lists them\n");
    expect_message("-z", FOR_EXTRACT, "quoth: unknown option '-z'; 'quoth --help' lists them\n");
    expect_message("--co x", FOR_EXTRACT, "quoth: option '--co' is ambiguous; it could be --columns --color\n");
    expect_message("--output", FOR_EXTRACT, "quoth: option '--output' needs an argument: FILE\n");
    expect_message("-qo", FOR_EXTRACT, "quoth: option '--output' needs an argument: FILE\n");
    expect_message("--quiet=yes", FOR_EXTRACT, "quoth: option '--quiet' takes no argument\n");
    expect_message("--format csv", FOR_EVAL, "quoth: unknown option '--format'; 'quoth --help' lists them\n");
}
END_TEST

START_TEST(numbers)
{
    static const struct {
        const char *text;
        bool fine;
    } whole[] = {{"0", true}, {"12", true},  {"13", false},  {"-1", false},
                 {"", false}, {"1x", false}, {"1e1", false}, {"99999999999999999999", false}};
    arguments a = {.operands = NULL};
    long number = 0;
    double decimal = 0;
    ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
        a.value[OPTION_JOBS] = whole[i].text;
        ck_assert_msg(option_number(&a, OPTION_JOBS, 0, 12, &number) == whole[i].fine, "%s", whole[i].text);
    }
    a.value[OPTION_MIN_CONFIDENCE] = "nan";
    ck_assert(!option_decimal(&a, OPTION_MIN_CONFIDENCE, 0, 1, &decimal));
    a.value[OPTION_MIN_CONFIDENCE] = "1.01";
    ck_assert(!option_decimal(&a, OPTION_MIN_CONFIDENCE, 0, 1, &decimal));
    a.value[OPTION_MIN_CONFIDENCE] = ".5";
    ck_assert(option_decimal(&a, OPTION_MIN_CONFIDENCE, 0, 1, &decimal));
    ck_assert_double_eq(decimal, 0.5);
    ck_assert_int_eq(option_choice(OPTION_TYPE, "mixed,x", 5), 1);
    ck_assert_int_eq(option_choice(OPTION_TYPE, "mix", 3), -1);
    ck_assert_int_eq(option_choice(OPTION_TYPE, "", 0), -1);
}
END_TEST

// The table itself: names are unique and sorted into commands, letters too.
START_TEST(no_name_or_letter_is_given_twice)
{
    for (option_id i = 0; i < OPTION_COUNT; i++)
        for (option_id j = 0; j < i; j++) {
            const option_info *a = option_of(i), *b = option_of(j);
            ck_assert_str_ne(a->name, b->name);
            ck_assert_msg(!a->letter || a->letter != b->letter, "%s %s", a->name, b->name);
        }
}
END_TEST

Suite *suite_option(void)
{
    Suite *s = suite_create("option");
    TCase *t = tcase_create("option");
    tcase_add_test(t, long_and_short_forms);
    tcase_add_test(t, operands);
    tcase_add_test(t, values_may_look_like_options);
    tcase_add_test(t, help_ends_the_reading);
    tcase_add_test(t, mistakes_are_named);
    tcase_add_test(t, numbers);
    tcase_add_test(t, no_name_or_letter_is_given_twice);
    suite_add_tcase(s, t);
    return s;
}
