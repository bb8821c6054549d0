// SPDX-License-Identifier: MIT
// test_table.c: the terminal table: layout, wrapping by display columns, headings, colours, harmless text.
#include "table_fixture.h"

Suite *suite_table(void);

#define RULE40 "────────────────────────────────────────"
#define RULE60 RULE40 "────────────────────"

static const quoth_writer_options narrow = {.format = QUOTH_TABLE, .width = 60};

START_TEST(one_article)
{
    quoth_article a = article_named("a");
    quoth_row rows[] = {full_row(), bare_row(2, "that it would not\x1b[31m do")};
    rows[1].cue = (quoth_words){"according to", {1, 2}};
    expect_table(narrow, &a, rows, 2,
                 "speaker               cue          quote\n" RULE60 "\n"
                 "Maria Lopez           said         “We will appeal. We\n"
                 "mayor of Tellano                   always do.”\n" RULE60 "\n"
                 "–                     according    that it would not\xEF\xBF\xBD[31m do\n"
                 "                      to\n" RULE60 "\n");
}
END_TEST

START_TEST(nothing_found)
{
    quoth_article a = article_named("a");
    expect_table(narrow, &a, NULL, 0, "No quotations.\n");
}
END_TEST

START_TEST(several_articles_get_headings)
{
    written out = {.most_calls = 0};
    quoth_article a = article_named("a"), b = article_named("b");
    quoth_row row = bare_row(1, "x");
    b.title = "Ferry vote";
    quoth_writer *w = writer_of(&out, (quoth_writer_options){.format = QUOTH_TABLE, .width = 40});
    quoth_writer_row(w, &a, &row);
    ck_assert_uint_eq(out.len, 0); // it may be the only one
    quoth_writer_row(w, &b, &row);
    ck_assert_uint_gt(out.len, 0);
    row.n = 2;
    quoth_writer_row(w, &b, &row);
    quoth_writer_end(w);
    quoth_writer_free(w);
    ck_assert_str_eq(out.bytes, "speaker          quote\n"
                                "\na\n" RULE40 "\n–                x\n" RULE40 "\n"
                                "\nb\nFerry vote\n" RULE40 "\n–                x\n" RULE40 "\n"
                                "–                x\n" RULE40 "\n");
}
END_TEST

START_TEST(wide_and_combining_characters_are_counted_by_columns)
{
    quoth_article a = article_named("a");
    quoth_row row = bare_row(1, "日本語日本語日本語日 e\xCC\x81"
                                "e\xCC\x81 x");
    expect_table((quoth_writer_options){.format = QUOTH_TABLE, .width = 20, .columns = "quote"}, &a, &row, 1,
                 "quote\n────────────────────\n日本語日本語日本語日\ne\xCC\x81"
                 "e\xCC\x81 x\n────────────────────\n");
    row.quote = "日本語日本語日本語日本 x";
    expect_table((quoth_writer_options){.format = QUOTH_TABLE, .width = 20, .columns = "quote"}, &a, &row, 1,
                 "quote\n────────────────────\n日本語日本語日本語日\n本 x\n────────────────────\n");
}
END_TEST

START_TEST(control_characters_never_get_through)
{
    quoth_article a = article_named("a\x1b]0;x\x07");
    quoth_row row = bare_row(1, "a\tb\nc\xC2\x9B d\xE2\x80\xAE"
                                "e\x7F");
    row.speaker.name = "A\x1b[2JB";
    row.speaker.role = "\x9B";
    expect_table((quoth_writer_options){.format = QUOTH_TABLE, .width = 50, .columns = "quote,article"}, &a, &row, 1,
                 "quote                             article\n──────────────────────────────────────────────────\n"
                 "a b c\xEF\xBF\xBD de\xEF\xBF\xBD                        a\xEF\xBF\xBD]0;x\xEF\xBF\xBD\n"
                 "──────────────────────────────────────────────────\n");
    expect_table((quoth_writer_options){.format = QUOTH_TABLE, .width = 20, .columns = "speaker"}, &a, &row, 1,
                 "speaker\n────────────────────\nA\xEF\xBF\xBD[2JB\n\xEF\xBF\xBD\n────────────────────\n");
}
END_TEST

START_TEST(colours_only_when_asked)
{
    quoth_article a = article_named("a");
    quoth_row row = full_row();
    row.speaker.role = "";
    expect_table((quoth_writer_options){.format = QUOTH_TABLE, .width = 60, .colour = true}, &a, &row, 1,
                 "\033[2mspeaker\033[0m               \033[2mcue\033[0m          \033[2mquote\033[0m\n"
                 "\033[2m" RULE60 "\033[0m\n"
                 "\033[1mMaria Lopez\033[0m           \033[2msaid\033[0m         “We will appeal. We\n"
                 "                                   always do.”\n"
                 "\033[2m" RULE60 "\033[0m\n");
}
END_TEST

// Every choice of width gives lines that fit, also with a word of 300 letters.
START_TEST(lines_fit)
{
    char word[301];
    memset(word, 'x', 300);
    word[300] = '\0';
    quoth_article a = article_named("a");
    quoth_row row = bare_row(1, word);
    for (int width = 20; width < 130; width++) {
        written out = {.most_calls = 0};
        quoth_writer *w = writer_of(&out, (quoth_writer_options){.format = QUOTH_TABLE, .width = width});
        quoth_writer_row(w, &a, &row);
        quoth_writer_end(w);
        quoth_writer_free(w);
        size_t letters = 0;
        for (const char *line = out.bytes; *line; line += strcspn(line, "\n") + 1) {
            size_t columns = 0;
            for (const char *c = line; *c != '\n'; c++) {
                columns += ((unsigned char)*c & 0xC0) != 0x80;
                letters += *c == 'x';
            }
            ck_assert_msg(columns <= (size_t)width, "%d: %zu columns", width, columns);
        }
        ck_assert_uint_eq(letters, 300);
    }
}
END_TEST

Suite *suite_table(void)
{
    Suite *s = suite_create("table");
    TCase *t = tcase_create("table");
    tcase_add_test(t, one_article);
    tcase_add_test(t, nothing_found);
    tcase_add_test(t, several_articles_get_headings);
    tcase_add_test(t, wide_and_combining_characters_are_counted_by_columns);
    tcase_add_test(t, control_characters_never_get_through);
    tcase_add_test(t, colours_only_when_asked);
    tcase_add_test(t, lines_fit);
    suite_add_tcase(s, t);
    return s;
}
