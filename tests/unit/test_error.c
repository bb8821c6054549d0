// SPDX-License-Identifier: MIT
// test_error.c: whole messages with source line and caret, and "did you mean".
#include "base/error.h"

#include <check.h>
#include <string.h>

Suite *suite_error(void);

// One message about a place in `text`.
static void expect(const char *text, uint32_t line, uint32_t column, const char *wanted)
{
    source_file file = {"a.yaml", text, strlen(text)};
    quoth_error *e = quoth_error_new();
    error_at(e, (place){&file, line, column}, "no %s", "luck");
    ck_assert_uint_eq(quoth_error_count(e), 1);
    ck_assert_str_eq(quoth_error_message(e, 0), wanted);
    quoth_error_free(e);
}

START_TEST(caret_stands_under_the_column)
{
    expect("one\ntwo words\nthree\n", 2, 5, "a.yaml:2:5: no luck\ntwo words\n    ^");
    expect("one", 1, 1, "a.yaml:1:1: no luck\none\n^");
}
END_TEST

START_TEST(tabs_are_repeated) { expect("\ta:\tb\n", 1, 5, "a.yaml:1:5: no luck\n\ta:\tb\n\t  \t^"); }
END_TEST

START_TEST(columns_are_code_points_and_wide_ones_take_two)
{
    expect("é: x\r\n", 1, 4, "a.yaml:1:4: no luck\né: x\n   ^");
    expect("日本: x", 1, 5, "a.yaml:1:5: no luck\n日本: x\n      ^");
    expect("e\xCC\x81: x", 1, 4, "a.yaml:1:4: no luck\ne\xCC\x81: x\n  ^");
}
END_TEST

START_TEST(column_behind_the_end)
{
    expect("ab\ncd", 1, 3, "a.yaml:1:3: no luck\nab\n  ^");
    expect("ab\ncd", 1, 30, "a.yaml:1:30: no luck\nab\n  ^");
    expect("", 1, 1, "a.yaml:1:1: no luck\n\n^");
    expect("ab\n", 2, 1, "a.yaml:2:1: no luck\n\n^");
}
END_TEST

START_TEST(without_line_or_column)
{
    expect("ab\n", 0, 0, "a.yaml: no luck");
    expect("ab\n", 1, 0, "a.yaml:1: no luck");
    expect("ab\n", 9, 4, "a.yaml:9:4: no luck");
}
END_TEST

START_TEST(odd_bytes_are_made_harmless)
{
    expect("a\x1B[31mb", 1, 3, "a.yaml:1:3: no luck\na [31mb\n  ^");
    expect("a\xFF"
           "b",
           1, 3,
           "a.yaml:1:3: no luck\na\xEF\xBF\xBD"
           "b\n  ^");
}
END_TEST

START_TEST(long_line_is_cut_around_the_column)
{
    char text[2001];
    memset(text, 'x', 2000);
    text[2000] = '\0';
    text[999] = 'O';
    source_file file = {"f", text, 2000};
    quoth_error *e = quoth_error_new();
    error_at(e, (place){&file, 1, 1000}, "m");
    const char *message = quoth_error_message(e, 0);
    const char *shown = strchr(message, '\n') + 1, *caret = strchr(message, '^');
    const char *second = strchr(shown, '\n') + 1;
    ck_assert_uint_lt(strlen(message), 400);
    ck_assert_int_eq(shown[caret - second], 'O');
    quoth_error_free(e);
}
END_TEST

START_TEST(lists_of_messages)
{
    quoth_error *e = quoth_error_new();
    ck_assert_uint_eq(quoth_error_count(e), 0);
    ck_assert_ptr_null(quoth_error_message(e, 0));
    for (int i = 0; i < 50; i++)
        error_add(e, "message %d%%", i);
    error_at(e, (place){0}, "placeless");
    error_add(e, "%s", "");
    ck_assert_uint_eq(quoth_error_count(e), 52);
    ck_assert_str_eq(quoth_error_message(e, 49), "message 49%");
    ck_assert_str_eq(quoth_error_message(e, 50), "placeless");
    ck_assert_str_eq(quoth_error_message(e, 51), "");
    quoth_error_clear(e);
    ck_assert_uint_eq(quoth_error_count(e), 0);
    error_add(e, "again");
    ck_assert_str_eq(quoth_error_message(e, 0), "again");
    quoth_error_free(e);
}
END_TEST

START_TEST(null_takes_everything)
{
    source_file file = {"f", "x", 1};
    error_add(NULL, "x");
    error_at(NULL, (place){&file, 1, 1}, "x");
    quoth_error_clear(NULL);
    quoth_error_free(NULL);
    ck_assert_uint_eq(quoth_error_count(NULL), 0);
}
END_TEST

static const char *const NAMES[] = {"anchor", "match", "unless-before", "unless-after", "name", "ab"};

static const char *nearest(const char *word) { return suggest(word, NAMES, sizeof NAMES / sizeof *NAMES); }

START_TEST(suggestions)
{
    ck_assert_str_eq(nearest("anchro"), "anchor");           // swapped neighbours count one
    ck_assert_str_eq(nearest("mach"), "match");              // one is allowed for four letters
    ck_assert_str_eq(nearest("matches"), "match");           // two for seven
    ck_assert_str_eq(nearest("unles-aftr"), "unless-after"); // two missing
    ck_assert_str_eq(nearest("ba"), "ab");
    ck_assert_ptr_null(nearest("nema")); // two apart, one allowed
    ck_assert_ptr_null(nearest("colour"));
    ck_assert_ptr_null(nearest("xyz"));
    ck_assert_ptr_null(suggest("a", NULL, 0));
    ck_assert_str_eq(nearest("unless-befter"), "unless-before"); // nearest, not first: after is three apart
}
END_TEST

START_TEST(suggestion_for_very_long_words)
{
    char word[5000];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    ck_assert_ptr_null(nearest(word));
    const char *candidates[] = {word};
    ck_assert_ptr_null(suggest("aaa", candidates, 1));
}
END_TEST

Suite *suite_error(void)
{
    Suite *suite = suite_create("error");
    TCase *tests = tcase_create("error");
    tcase_add_test(tests, caret_stands_under_the_column);
    tcase_add_test(tests, tabs_are_repeated);
    tcase_add_test(tests, columns_are_code_points_and_wide_ones_take_two);
    tcase_add_test(tests, column_behind_the_end);
    tcase_add_test(tests, without_line_or_column);
    tcase_add_test(tests, odd_bytes_are_made_harmless);
    tcase_add_test(tests, long_line_is_cut_around_the_column);
    tcase_add_test(tests, lists_of_messages);
    tcase_add_test(tests, null_takes_everything);
    tcase_add_test(tests, suggestions);
    tcase_add_test(tests, suggestion_for_very_long_words);
    suite_add_tcase(suite, tests);
    return suite;
}
