// SPDX-License-Identifier: MIT
// test_json.c: JSON and JSONL byte for byte: nesting, null, escapes, chosen columns; the schema.
#include "table_fixture.h"

Suite *suite_json(void);

#define FULL                                                                                                           \
    "{\"article\": {\"id\": \"a\", \"title\": null, \"outlet\": null, \"published\": \"2016-09-12\", \"url\": "        \
    "null}, "                                                                                                          \
    "\"n\": 1, \"speaker\": {\"name\": \"Maria Lopez\", \"kind\": \"person\", \"role\": \"mayor of Tellano\", "        \
    "\"mention\": {\"text\": \"Ms Lopez\", \"start\": 46, \"end\": 54}}, "                                             \
    "\"cue\": {\"text\": \"said\", \"start\": 41, \"end\": 45, \"lemma\": \"say\"}, \"type\": \"direct\", "            \
    "\"quote\": {\"text\": \"We will appeal. We always do.\", "                                                        \
    "\"spans\": [{\"start\": 12, \"end\": 40}, {\"start\": 55, \"end\": 70}]}, \"block\": \"body\", "                  \
    "\"confidence\": 0.9, \"rule\": \"direct/quotation-said-person full-name\"}"
#define BARE                                                                                                           \
    "{\"article\": {\"id\": \"a\", \"title\": null, \"outlet\": null, \"published\": \"2016-09-12\", \"url\": "        \
    "null}, "                                                                                                          \
    "\"n\": 2, \"speaker\": {\"name\": \"\", \"kind\": \"unknown\", \"role\": null, \"mention\": null}, "              \
    "\"cue\": null, \"type\": \"indirect\", \"quote\": {\"text\": \"x\", \"spans\": [{\"start\": 3, \"end\": 9}]}, "   \
    "\"block\": \"body\", \"confidence\": 0, \"rule\": \"r/x\"}"

static void expect_columns(const char *columns, const char *first, const char *second)
{
    quoth_article a = article_named("a");
    quoth_row rows[] = {full_row(), bare_row(2, "x")};
    char wanted[1024];
    snprintf(wanted, sizeof wanted, "%s\n%s\n", first, second);
    expect_table((quoth_writer_options){.format = QUOTH_JSONL, .columns = columns}, &a, rows, 2, wanted);
}

START_TEST(rows_as_an_array_and_as_lines)
{
    quoth_article a = article_named("a");
    quoth_row rows[] = {full_row(), bare_row(2, "x")};
    a.published = "2016-09-12";
    expect_table((quoth_writer_options){.format = QUOTH_JSONL}, &a, rows, 2, FULL "\n" BARE "\n");
    expect_table((quoth_writer_options){.format = QUOTH_JSON}, &a, rows, 2, "[\n" FULL ",\n" BARE "\n]\n");
    expect_table((quoth_writer_options){.format = QUOTH_JSON}, &a, rows, 1, "[\n" FULL "\n]\n");
    expect_table((quoth_writer_options){.format = QUOTH_JSON}, &a, rows, 0, "[]\n");
}
END_TEST

START_TEST(chosen_columns_keep_their_nesting)
{
    expect_columns("quote,speaker",
                   "{\"speaker\": {\"name\": \"Maria Lopez\"}, \"quote\": {\"text\": \"We will appeal. "
                   "We always do.\", \"spans\": [{\"start\": 12, \"end\": 40}, {\"start\": 55, "
                   "\"end\": 70}]}}",
                   "{\"speaker\": {\"name\": \"\"}, \"quote\": {\"text\": \"x\", \"spans\": [{\"start\": 3, \"end\": "
                   "9}]}}");
    expect_columns("mention,n",
                   "{\"n\": 1, \"speaker\": {\"mention\": {\"text\": \"Ms Lopez\", \"start\": 46, \"end\": "
                   "54}}}",
                   "{\"n\": 2, \"speaker\": {\"mention\": null}}");
    expect_columns("cue_lemma", "{\"cue\": {\"lemma\": \"say\"}}", "{\"cue\": null}");
    expect_columns("mention_start,type", "{\"speaker\": {\"mention\": {\"start\": 46}}, \"type\": \"direct\"}",
                   "{\"speaker\": {\"mention\": null}, \"type\": \"indirect\"}");
}
END_TEST

START_TEST(strings_are_escaped)
{
    quoth_article a = article_named("caf\xE9 \xC3\xA9\"\\"); // a file name in Latin-1 and UTF-8
    quoth_row row = bare_row(1, "=a\tb\nc\r\x01\x7F \xE2\x80\x9Cx\xE2\x80\x9D \xF0\x9F\x98\x80");
    expect_table((quoth_writer_options){.format = QUOTH_JSONL, .columns = "article,quote"}, &a, &row, 1,
                 "{\"article\": {\"id\": \"caf\xEF\xBF\xBD \xC3\xA9\\\"\\\\\"}, \"quote\": {\"text\": "
                 "\"=a\\tb\\nc\\u000d\\u0001\\u007f \xE2\x80\x9Cx\xE2\x80\x9D \xF0\x9F\x98\x80\", "
                 "\"spans\": [{\"start\": 3, \"end\": 9}]}}\n");
}
END_TEST

// What the writer copies in blocks, byte by byte: a special character at every place of texts of every length.
START_TEST(long_strings_are_escaped_everywhere)
{
    static const struct {
        const char *text, *wanted;
    } specials[] = {
        {"\"", "\\\""}, {"\n", "\\n"}, {"\x7F", "\\u007f"}, {"\xC3\xA9", "\xC3\xA9"}, {"\xFF", "\xEF\xBF\xBD"}};
    quoth_article a = article_named("a");
    for (size_t k = 0; k < sizeof specials / sizeof *specials; k++)
        for (int before = 0; before < 50; before++)
            for (int behind = 0; behind < 40; behind++) {
                char text[128], wanted[256];
                snprintf(text, sizeof text, "%0*d%s%0*d", before + 1, 1, specials[k].text, behind + 1, 2);
                snprintf(wanted, sizeof wanted,
                         "{\"quote\": {\"text\": \"%0*d%s%0*d\", \"spans\": [{\"start\": 3, \"end\": 9}]}}\n",
                         before + 1, 1, specials[k].wanted, behind + 1, 2);
                quoth_row row = bare_row(1, text);
                expect_table((quoth_writer_options){.format = QUOTH_JSONL, .columns = "quote"}, &a, &row, 1, wanted);
            }
}
END_TEST

START_TEST(numbers_have_all_their_digits)
{
    quoth_article a = article_named("a");
    char wanted[32];
    for (uint64_t n = 1; n <= UINT32_MAX; n = n * 3 + 1) {
        quoth_row row = bare_row((uint32_t)n, "x");
        snprintf(wanted, sizeof wanted, "{\"n\": %u}\n", (unsigned)n);
        expect_table((quoth_writer_options){.format = QUOTH_JSONL, .columns = "n"}, &a, &row, 1, wanted);
    }
    for (uint64_t n = 1; n <= UINT32_MAX; n *= 10)
        for (uint64_t near = n - 1; near <= n; near++) {
            quoth_row row = bare_row((uint32_t)near, "x");
            snprintf(wanted, sizeof wanted, "{\"n\": %u}\n", (unsigned)near);
            expect_table((quoth_writer_options){.format = QUOTH_JSONL, .columns = "n"}, &a, &row, 1, wanted);
        }
}
END_TEST

// Brackets that match and every key of a row: the schema comes from the list of columns.
START_TEST(schema_names_every_column)
{
    const char *schema = quoth_row_schema();
    int depth = 0;
    bool in_string = false;
    for (const char *c = schema; *c; c++) {
        in_string ^= *c == '"';
        if (!in_string)
            depth += (*c == '{' || *c == '[') - (*c == '}' || *c == ']');
        ck_assert_int_ge(depth, 0);
    }
    ck_assert(!in_string);
    ck_assert_int_eq(depth, 0);
    for (size_t i = 0; quoth_column_name(i); i++)
        ck_assert_msg(strstr(schema, quoth_column_about(i)) != NULL, "%s", quoth_column_name(i));
    ck_assert_ptr_nonnull(strstr(schema, "\"required\": [\"text\", \"start\", \"end\", \"lemma\"]"));
    ck_assert_ptr_nonnull(strstr(schema, "\"required\": [\"name\", \"kind\", \"role\", \"mention\"]"));
}
END_TEST

Suite *suite_json(void)
{
    Suite *s = suite_create("json");
    TCase *t = tcase_create("json");
    tcase_add_test(t, rows_as_an_array_and_as_lines);
    tcase_add_test(t, chosen_columns_keep_their_nesting);
    tcase_add_test(t, strings_are_escaped);
    tcase_add_test(t, long_strings_are_escaped_everywhere);
    tcase_add_test(t, numbers_have_all_their_digits);
    tcase_add_test(t, schema_names_every_column);
    suite_add_tcase(s, t);
    return s;
}
