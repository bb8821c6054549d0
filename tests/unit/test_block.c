// SPDX-License-Identifier: MIT
// test_block.c: line ends, blank lines, hard-wrapped text, names of block kinds.
#include "text_page.h"

#include <stdio.h>

Suite *suite_block(void);

// Blocks as `[text]`, `+[text]` where a blank line stands before.
static const char *blocks_of(fixture *f, const char *text, size_t len)
{
    page p = page_of_bytes(f, text, len);
    buf_clear(&f->out);
    buf_puts(&f->out, "");
    for (size_t i = 0; i < p.block_count; i++) {
        buf_puts(&f->out, p.blocks[i].blank_before ? "+[" : "[");
        buf_put(&f->out, p.text.bytes + p.blocks[i].start, p.blocks[i].end - p.blocks[i].start);
        buf_putc(&f->out, ']');
    }
    return f->out.bytes;
}

#define BLOCKS(text, expected) ck_assert_str_eq(blocks_of(&f, text, sizeof(text) - 1), expected)

START_TEST(line_ends)
{
    fixture f = fixture_new();
    BLOCKS("", "");
    BLOCKS(" \t\r\n\n", "");
    BLOCKS("One", "+[One]");
    BLOCKS("One\nTwo\n\nThree", "+[One][Two]+[Three]");
    BLOCKS("One\r\nTwo\r\n\r\nThree\r\n", "+[One][Two]+[Three]");
    BLOCKS("One\rTwo\r\rThree", "+[One][Two]+[Three]");
    BLOCKS("One\xE2\x80\xA8Two\xE2\x80\xA9Three\xC2\x85"
           "Four",
           "+[One][Two][Three][Four]");
    BLOCKS("One\fTwo\vThree\0Four", "+[One][Two][Three][Four]");
    BLOCKS("One\n \t \xC2\xA0\nTwo", "+[One]+[Two]");
    fixture_free(&f);
}
END_TEST

// Many bytes are looked at together: a line end at each place among them, between characters that resemble it.
START_TEST(line_ends_in_long_text)
{
    static const char *const ENDS[] = {"\n", "\r", "\r\n", "\v", "\f", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    static const char ROW[] = "bbbbbbbbbbbbbbbbbbbb", BEHIND[] = "\xE2\x80\x9C"
                                                                 "aa aaa aaaa\xE2\x81\xA8"
                                                                 "a";
    fixture f = fixture_new();
    for (size_t e = 0; e < sizeof ENDS / sizeof *ENDS; e++)
        for (int count = 0; count < 20; count++) {
            char text[128], expected[128];
            snprintf(text, sizeof text, "\xE2\x80\xA6%.*s\t\xC2\xA9%s%s", count, ROW, ENDS[e], BEHIND);
            snprintf(expected, sizeof expected, "+[\xE2\x80\xA6%.*s\t\xC2\xA9][%s]", count, ROW, BEHIND);
            ck_assert_str_eq(blocks_of(&f, text, strlen(text)), expected);
        }
    fixture_free(&f);
}
END_TEST

START_TEST(trims)
{
    fixture f = fixture_new();
    BLOCKS("\xEF\xBB\xBF  One two \xC2\xA0\n\xE2\x80\x8B Two\xE2\x80\x8B \n", "+[One two][Two]");
    BLOCKS("\xEF\xBB\xBF\n\nOne", "+[One]");
    fixture_free(&f);
}
END_TEST

START_TEST(wrapped_paragraphs_are_joined)
{
    fixture f = fixture_new();
    BLOCKS("The harbour board of Port Ellery voted on Tuesday to close its\n"
           "oldest pier, a step that the engineer Maud Quillfeather called\n"
           "overdue by a decade.\n\n"
           "Nobody on the board spoke against it, and the vote was taken in\n"
           "less than a minute.",
           "+[The harbour board of Port Ellery voted on Tuesday to close its\n"
           "oldest pier, a step that the engineer Maud Quillfeather called\n"
           "overdue by a decade.]"
           "+[Nobody on the board spoke against it, and the vote was taken in\n"
           "less than a minute.]");
    fixture_free(&f);
}
END_TEST

START_TEST(wrapped_paragraphs_may_be_indented)
{
    fixture f = fixture_new();
    BLOCKS("The harbour board of Port Ellery voted on Tuesday to close its\n"
           "oldest pier, a step that the engineer Maud Quillfeather urged.\n"
           "    Nobody on the board spoke against it, and the vote was taken\n"
           "in less than a minute. The pier was built before the last flood\n"
           "and has been repaired twice.\n"
           "Tickets stay valid.",
           "+[The harbour board of Port Ellery voted on Tuesday to close its\n"
           "oldest pier, a step that the engineer Maud Quillfeather urged.]"
           "[Nobody on the board spoke against it, and the vote was taken\n"
           "in less than a minute. The pier was built before the last flood\n"
           "and has been repaired twice.][Tickets stay valid.]");
    fixture_free(&f);
}
END_TEST

START_TEST(lines_that_are_paragraphs_stay_apart)
{
    fixture f = fixture_new();
    BLOCKS("Pier to close\nBy Maud Quillfeather\nand Otto Brandwijk\nPort Ellery",
           "+[Pier to close][By Maud Quillfeather][and Otto Brandwijk][Port Ellery]");
    // Headlines of a teaser list are of equal length, but no word runs over.
    BLOCKS("Harbour board of Port Ellery votes to close its oldest pier\n"
           "Ferry company of Saint Ondine asks for another two million\n"
           "Museum of Port Ellery finds a bronze dog in its own cellars",
           "+[Harbour board of Port Ellery votes to close its oldest pier]"
           "[Ferry company of Saint Ondine asks for another two million]"
           "[Museum of Port Ellery finds a bronze dog in its own cellars]");
    // Lines wider than a screen are paragraphs.
    BLOCKS("The harbour board of Port Ellery voted on Tuesday to close its oldest pier, which the engineer called\n"
           "overdue by a decade, and nobody on the board spoke against it, so that the vote was over in a minute or "
           "two.\n"
           "tickets stay valid",
           "+[The harbour board of Port Ellery voted on Tuesday to close its oldest pier, which the engineer called]"
           "[overdue by a decade, and nobody on the board spoke against it, so that the vote was over in a minute or "
           "two.]"
           "[tickets stay valid]");
    fixture_free(&f);
}
END_TEST

START_TEST(kind_names)
{
    for (int i = 0; i < BLOCK_KIND_COUNT; i++)
        ck_assert_int_eq(block_kind_of(block_kind_name((block_kind)i)), i);
    ck_assert_str_eq(block_kind_name(BLOCK_STANDFIRST), "standfirst");
    ck_assert_int_eq(block_kind_of("Headline"), -1);
    ck_assert_int_eq(block_kind_of(""), -1);
}
END_TEST

START_TEST(many_lines_are_fast)
{
    fixture f = fixture_new();
    size_t len = 5 << 20;
    char *text = arena_alloc(f.memory, len);
    memset(text, '\n', len);
    ck_assert_uint_eq(page_in_time(&f, text, len).block_count, 0);
    for (size_t i = 0; i < len; i += 2)
        text[i] = 'a';
    ck_assert_uint_eq(page_in_time(&f, text, 1 << 20).block_count, 1 << 19);
    fixture_free(&f);
}
END_TEST

Suite *suite_block(void)
{
    Suite *s = suite_create("block");
    TCase *t = tcase_create("block");
    tcase_set_timeout(t, 60);
    tcase_add_test(t, line_ends);
    tcase_add_test(t, line_ends_in_long_text);
    tcase_add_test(t, trims);
    tcase_add_test(t, wrapped_paragraphs_are_joined);
    tcase_add_test(t, wrapped_paragraphs_may_be_indented);
    tcase_add_test(t, lines_that_are_paragraphs_stay_apart);
    tcase_add_test(t, kind_names);
    tcase_add_test(t, many_lines_are_fast);
    suite_add_tcase(s, t);
    return s;
}
