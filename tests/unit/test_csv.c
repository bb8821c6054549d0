// SPDX-License-Identifier: MIT
// test_csv.c: CSV and TSV byte for byte: quoting, formulas, escapes, columns, byte order mark; and what all formats
// share.
#include "table_fixture.h"

Suite *suite_csv(void);

#define HEAD                                                                                                           \
    "article,title,outlet,published,url,n,speaker,speaker_kind,role,mention,cue,type,quote,block,confidence,"          \
    "rule\r\n"

static const quoth_writer_options csv = {.format = QUOTH_CSV};

static void expect_cell(quoth_format format, const char *text, const char *cell)
{
    quoth_article a = article_named("a");
    quoth_row row = bare_row(1, text);
    char wanted[512];
    snprintf(wanted, sizeof wanted, format == QUOTH_CSV ? "n,quote\r\n1,%s\r\n" : "n\tquote\n1\t%s\n", cell);
    expect_table((quoth_writer_options){.format = format, .columns = "n,quote"}, &a, &row, 1, wanted);
}

START_TEST(a_full_row_and_a_bare_one)
{
    quoth_article a = article_named("a");
    quoth_row rows[] = {full_row(), bare_row(2, "x")};
    expect_table(csv, &a, rows, 2,
                 HEAD "a,,,,,1,Maria Lopez,person,mayor of Tellano,Ms Lopez,said,direct,We will appeal. We always "
                      "do.,body,0.9,direct/quotation-said-person full-name\r\n"
                      "a,,,,,2,,unknown,,,,indirect,x,body,0,r/x\r\n");
    expect_table(csv, &a, rows, 0, HEAD);
}
END_TEST

START_TEST(cells_are_quoted_where_they_must)
{
    expect_cell(QUOTH_CSV, "plain; words", "plain; words");
    expect_cell(QUOTH_CSV, "one, two", "\"one, two\"");
    expect_cell(QUOTH_CSV, "a \"b\"", "\"a \"\"b\"\"\"");
    expect_cell(QUOTH_CSV, "\"", "\"\"\"\"");
    expect_cell(QUOTH_CSV, "a\nb", "\"a\nb\"");
    expect_cell(QUOTH_CSV, " a", "\" a\"");
    expect_cell(QUOTH_CSV, "", "");
}
END_TEST

START_TEST(formulas_are_made_harmless)
{
    expect_cell(QUOTH_CSV, "=1+1", "'=1+1");
    expect_cell(QUOTH_CSV, "+1", "'+1");
    expect_cell(QUOTH_CSV, "-", "'-");
    expect_cell(QUOTH_CSV, "@SUM(A1,A2)", "\"'@SUM(A1,A2)\"");
    expect_cell(QUOTH_CSV, "\r=1", "\"'\r=1\"");
    expect_cell(QUOTH_CSV, "a=1", "a=1");
    expect_cell(QUOTH_TSV, "\t=1", "'\\t=1");
    expect_cell(QUOTH_TSV, "=1", "'=1");
}
END_TEST

START_TEST(tsv_escapes)
{
    expect_cell(QUOTH_TSV, "a\tb\nc\rd\\n", "a\\tb\\nc\\rd\\\\n");
    expect_cell(QUOTH_TSV, "one, \"two\"", "one, \"two\"");
}
END_TEST

START_TEST(positions_only_on_request)
{
    quoth_article a = article_named("a");
    quoth_row rows[] = {full_row(), bare_row(2, "x")};
    expect_table((quoth_writer_options){.format = QUOTH_CSV,
                                        .bom = true,
                                        .columns = "cue_lemma,cue_start, cue_end ,mention_start,quote_spans,n,n"},
                 &a, rows, 2,
                 "\xEF\xBB\xBF"
                 "cue_lemma,cue_start,cue_end,mention_start,quote_spans,n,n\r\n"
                 "say,41,45,46,12-40;55-70,1,1\r\n,,,,3-9,2,2\r\n");
}
END_TEST

START_TEST(one_empty_cell_is_a_row)
{
    quoth_article a = article_named("a");
    quoth_row row = bare_row(1, "x");
    expect_table((quoth_writer_options){.format = QUOTH_CSV, .columns = "speaker"}, &a, &row, 1, "speaker\r\n\"\"\r\n");
}
END_TEST

START_TEST(fractions_have_three_decimals_at_most)
{
    static const struct {
        double value;
        const char *wanted;
    } cases[] = {{0, "0"},         {1, "1"},      {0.1, "0.1"},  {0.25, "0.25"}, {0.0625, "0.063"},
                 {0.005, "0.005"}, {0.9996, "1"}, {0.0004, "0"}, {7, "1"},       {-1, "0"}};
    quoth_article a = article_named("a");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        quoth_row row = bare_row(1, "x");
        char wanted[64];
        row.confidence = cases[i].value;
        snprintf(wanted, sizeof wanted, "confidence\r\n%s\r\n", cases[i].wanted);
        expect_table((quoth_writer_options){.format = QUOTH_CSV, .columns = "confidence"}, &a, &row, 1, wanted);
    }
}
END_TEST

START_TEST(unknown_columns_are_named)
{
    static const struct {
        const char *columns, *message;
    } cases[] = {{"speaker,qoute", "unknown column 'qoute'; did you mean 'quote'?"},
                 {"zzzzzzzzz", "unknown column 'zzzzzzzzz'"},
                 {"", "a column without a name"},
                 {"quote,", "a column without a name"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        quoth_error *e = quoth_error_new();
        quoth_writer *w = NULL;
        quoth_writer_options options = {.format = QUOTH_CSV, .columns = cases[i].columns};
        ck_assert_int_eq(quoth_writer_new(&w, &options, keep, NULL, e), QUOTH_E_OPTION);
        ck_assert_ptr_null(w);
        ck_assert_uint_eq(quoth_error_count(e), 1);
        ck_assert_str_eq(quoth_error_message(e, 0), cases[i].message);
        quoth_error_free(e);
    }
}
END_TEST

START_TEST(each_row_is_one_call_and_stop_is_obeyed)
{
    written out = {.most_calls = 3};
    quoth_article a = article_named("a");
    quoth_row row = full_row();
    quoth_writer *w = writer_of(&out, csv);
    ck_assert_int_eq(quoth_writer_row(w, &a, &row), QUOTH_OK);
    ck_assert_uint_eq(out.calls, 2);
    ck_assert_int_eq(quoth_writer_row(w, &a, &row), QUOTH_E_STOPPED);
    size_t len = out.len;
    ck_assert_int_eq(quoth_writer_row(w, &a, &row), QUOTH_E_STOPPED);
    ck_assert_int_eq(quoth_writer_end(w), QUOTH_E_STOPPED);
    ck_assert_uint_eq(out.len, len);
    ck_assert_str_eq(out.bytes + out.len - 2, "\r\n");
    quoth_writer_free(w);
}
END_TEST

START_TEST(formats_are_found_by_name_and_ending)
{
    ck_assert_int_eq(quoth_format_of("csv"), QUOTH_CSV);
    ck_assert_int_eq(quoth_format_of("table"), QUOTH_TABLE);
    ck_assert_int_eq(quoth_format_of("a/b.JSONL"), QUOTH_JSONL);
    ck_assert_int_eq(quoth_format_of("x.ndjson"), QUOTH_JSONL);
    ck_assert_int_eq(quoth_format_of("json"), QUOTH_JSON);
    ck_assert_int_eq(quoth_format_of("x.tsv"), QUOTH_TSV);
    ck_assert_int_eq(quoth_format_of("html"), -1);
    ck_assert_int_eq(quoth_format_of("x.html"), -1);
    ck_assert_int_eq(quoth_format_of("a.csv/x"), -1);
    ck_assert_int_eq(quoth_format_of(""), -1);
}
END_TEST

Suite *suite_csv(void)
{
    Suite *s = suite_create("csv");
    TCase *t = tcase_create("csv");
    tcase_add_test(t, a_full_row_and_a_bare_one);
    tcase_add_test(t, cells_are_quoted_where_they_must);
    tcase_add_test(t, formulas_are_made_harmless);
    tcase_add_test(t, tsv_escapes);
    tcase_add_test(t, positions_only_on_request);
    tcase_add_test(t, one_empty_cell_is_a_row);
    tcase_add_test(t, fractions_have_three_decimals_at_most);
    tcase_add_test(t, unknown_columns_are_named);
    tcase_add_test(t, each_row_is_one_call_and_stop_is_obeyed);
    tcase_add_test(t, formats_are_found_by_name_and_ending);
    suite_add_tcase(s, t);
    return s;
}
