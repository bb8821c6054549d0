// SPDX-License-Identifier: MIT
// test_token.c: how text is cut into tokens.
#include "text_page.h"

#include <stdio.h>

#include <stdlib.h>

Suite *suite_token(void);

#define TOKENS(text, expected) ck_assert_str_eq(tokens_of(&f, text), expected)

START_TEST(words_and_signs)
{
    fixture f = fixture_new();
    TOKENS("The board, said Maud: no!", "The|board|,|said|Maud|:|no|!");
    TOKENS("al-Qaeda's rock-solid AT&T plan", "al-Qaeda|'s|rock-solid|AT&T|plan");
    TOKENS("and/or (either) [sic]", "and|/|or|(|either|)|[|sic|]");
    TOKENS("Yahoo!'s shares", "Yahoo|!|'s|shares");
    TOKENS("Wait?! What?", "Wait|?|!|What|?");
    TOKENS("pre- and post-war", "pre-|and|post-war");
    TOKENS("It ended.But nobody knew", "It|ended|.|But|nobody|knew");
    fixture_free(&f);
}
END_TEST

START_TEST(dashes_and_dots)
{
    fixture f = fixture_new();
    TOKENS("yes - no -- well\xE2\x80\x94then \xE2\x80\x93 a---b",
           "yes|-|no|--|well|\xE2\x80\x94|then|\xE2\x80\x93|a|---|b");
    TOKENS("Well ... yes. . . . no\xE2\x80\xA6 hm....", "Well|...|yes|. . . .|no|\xE2\x80\xA6|hm|....");
    TOKENS("Odd .. dots", "Odd|.|.|dots");
    fixture_free(&f);
}
END_TEST

START_TEST(spaced_ellipsis_has_the_type_of_a_plain_one)
{
    fixture f = fixture_new();
    page p = page_of(&f, "a . . . b ... c .... d");
    ck_assert_uint_eq(p.token_count, 7);
    ck_assert_uint_eq(p.tokens[1].len, 5);
    ck_assert_uint_eq(p.tokens[1].type, p.tokens[3].type);
    ck_assert_uint_eq(p.tokens[1].type, p.tokens[5].type);
    fixture_free(&f);
}
END_TEST

START_TEST(numbers)
{
    fixture f = fixture_new();
    TOKENS("1,200 or 3.5 of $4.5bn at 10:30 on 2011-10-21 (10/21/2011), .38",
           "1,200|or|3.5|of|$|4.5bn|at|10:30|on|2011-10-21|(|10/21/2011|)|,|.38");
    TOKENS("In 2010\xE2\x80\x93"
           "11, 5 % of 200, then 7.",
           "In|2010\xE2\x80\x93"
           "11|,|5|%|of|200|,|then|7|.");
    TOKENS("US$5 \xE2\x82\xAC"
           "6m",
           "US|$|5|\xE2\x82\xAC|6m");
    fixture_free(&f);
}
END_TEST

START_TEST(links)
{
    fixture f = fixture_new();
    TOKENS("See https://example.com/a?b=1,2. Or www.example.org, now",
           "See|https://example.com/a?b=1,2|.|Or|www.example.org|,|now");
    TOKENS("ask maud.q@example.com, @maud_q or #PierClosing; pic.example.com/aZ1",
           "ask|maud.q@example.com|,|@maud_q|or|#PierClosing|;|pic.example.com/aZ1");
    TOKENS("# 1 @ 5", "#|1|@|5");
    fixture_free(&f);
}
END_TEST

START_TEST(abbreviations)
{
    fixture f = fixture_new();
    TOKENS("Mr. Brandwijk, Ph.D., left the U.S. on Jan. 3 at 7 a.m. sharp.",
           "Mr.|Brandwijk|,|Ph.D.|,|left|the|U.S.|on|Jan.|3|at|7|a.m.|sharp|.");
    TOKENS("a U.S.-led force", "a|U.S.-led|force");
    TOKENS("the U.S.'s and U.S.\xE2\x80\x99s", "the|U.S.|'s|and|U.S.|\xE2\x80\x99s");
    TOKENS("nails, etc... and", "nails|,|etc|...|and");
    // Letters with stops need no list; one capital is an initial only before a name.
    TOKENS("X.Y.Z. J. R. Doe", "X.Y.Z.|J.|R.|Doe");
    TOKENS("It was Plan B. He knew. Or Plan C.", "It|was|Plan|B|.|He|knew|.|Or|Plan|C|.");
    // The word `No` at the end of its sentence, and the abbreviation of number.
    TOKENS("No. We never met. See No. 10.", "No|.|We|never|met|.|See|No.|10|.");
    fixture_free(&f);
}
END_TEST

START_TEST(clitics)
{
    fixture f = fixture_new();
    TOKENS("he\xE2\x80\x99ll Haqqani's we've I'd", "he|\xE2\x80\x99ll|Haqqani|'s|we|'ve|I|'d");
    TOKENS("o'clock l'Opera O\xE2\x80\x99"
           "Brien don't",
           "o'clock|l'Opera|O\xE2\x80\x99"
           "Brien|don't");
    TOKENS("James' boat, officials\xE2\x80\x99 cars", "James|'|boat|,|officials|\xE2\x80\x99|cars");
    TOKENS("the 1980's and MAUD'S", "the|1980|'s|and|MAUD|'S");
    fixture_free(&f);
}
END_TEST

START_TEST(elisions)
{
    fixture f = fixture_new();
    TOKENS("the \xE2\x80\x99"
           "90s and '90s, in '08",
           "the|\xE2\x80\x99"
           "90s|and|'90s|,|in|'08");
    TOKENS("rock \xE2\x80\x99n\xE2\x80\x99 roll, rock 'n' roll, rock'n'roll",
           "rock|\xE2\x80\x99n\xE2\x80\x99|roll|,|rock|'n'|roll|,|rock'n'roll");
    TOKENS("told \xE2\x80\x99"
           "em 'til dawn, \xE2\x80\x98round and 'tisn't",
           "told|\xE2\x80\x99"
           "em|'til|dawn|,|\xE2\x80\x98round|and|'tisn't");
    // The same words and numbers at the beginning of a quotation.
    TOKENS("It was 'round the bend'.", "It|was|'|round|the|bend|'|.");
    TOKENS("'90 of us agree,' she said.", "'|90|of|us|agree|,|'|she|said|.");
    TOKENS("'I told 'em in '08,' she said.", "'|I|told|'em|in|'08|,|'|she|said|.");
    fixture_free(&f);
}
END_TEST

START_TEST(marks)
{
    fixture f = fixture_new();
    TOKENS("``No,'' he said. ''No.''", "``|No|,|''|he|said|.|''|No|.|''");
    TOKENS("''He said, 'No.''' '''Sir,' she began''", "''|He|said|,|'|No|.|'|''|''|'|Sir|,|'|she|began|''");
    TOKENS("\xC2\xAB Oui \xC2\xBB \xE2\x80\x9EJa\xE2\x80\x9C", "\xC2\xAB|Oui|\xC2\xBB|\xE2\x80\x9E|Ja|\xE2\x80\x9C");
    TOKENS("said\"We won\"and", "said|\"|We|won|\"|and");
    fixture_free(&f);
}
END_TEST

// Number of tokens with TOKEN_MARK.
static size_t count_marks(fixture *f, const char *text)
{
    page p = page_of(f, text);
    size_t count = 0;
    for (size_t i = 0; i < p.token_count; i++)
        count += (p.tokens[i].flags & TOKEN_MARK) != 0;
    return count;
}

START_TEST(primes_are_no_marks)
{
    fixture f = fixture_new();
    TOKENS("He is 6'2\" tall, 6' 2\" in shoes", "He|is|6'2\"|tall|,|6'|2\"|in|shoes");
    TOKENS("24\" of snow, 5\xE2\x80\xB3 and 6\xE2\x80\xB2"
           "2\xE2\x80\xB3",
           "24\"|of|snow|,|5\xE2\x80\xB3|and|6\xE2\x80\xB2"
           "2\xE2\x80\xB3");
    TOKENS("\"He is 6'2\" tall,\" she said", "\"|He|is|6'2\"|tall|,|\"|she|said");
    // With a quotation open a mark behind a number closes it.
    TOKENS("\"We met in 99\" he said", "\"|We|met|in|99|\"|he|said");
    ck_assert_uint_eq(count_marks(&f, "6'2\" 24\" 5\xE2\x80\xB3 officials' 'em '90s it's Maud\xE2\x80\x99s"), 0);
    ck_assert_uint_eq(count_marks(&f, "\"No\" 'No' ``No'' \xC2\xABNo\xC2\xBB"), 8);
    fixture_free(&f);
}
END_TEST

START_TEST(invisible_characters)
{
    fixture f = fixture_new();
    page p = page_of(&f, "har\xC2\xAD"
                         "bour harbour cafe\xCC\x81 caf\xC3\xA9 a\xE2\x80\x8B b\xC2\xA0"
                         "c");
    ck_assert_uint_eq(p.token_count, 7);
    ck_assert_uint_eq(p.tokens[0].len, 9);
    ck_assert_uint_eq(p.tokens[2].len, 6);
    ck_assert_uint_eq(p.tokens[4].len, 1); // the zero-width space behind the word is none of it
    ck_assert(p.tokens[6].flags & TOKEN_SPACE_BEFORE);
    fixture_free(&f);
}
END_TEST

START_TEST(repaired_bytes_stay_in_words)
{
    fixture f = fixture_new();
    TOKENS("caf\xE9s and\xFF \xFE", "caf\xEF\xBF\xBDs|and|\xEF\xBF\xBD|\xEF\xBF\xBD");
    fixture_free(&f);
}
END_TEST

START_TEST(spaces_are_remembered)
{
    fixture f = fixture_new();
    page p = page_of(&f, "One, two\nthree");
    ck_assert_uint_eq(p.token_count, 4);
    ck_assert(p.tokens[0].flags & TOKEN_SPACE_BEFORE);
    ck_assert(!(p.tokens[1].flags & TOKEN_SPACE_BEFORE));
    ck_assert(p.tokens[2].flags & TOKEN_SPACE_BEFORE);
    ck_assert(p.tokens[3].flags & TOKEN_SPACE_BEFORE);
    fixture_free(&f);
}
END_TEST

START_TEST(lists_may_be_missing)
{
    fixture f = fixture_new();
    f.lists = (token_lists){PREDICATE_NONE, PREDICATE_NONE, PREDICATE_NONE, PREDICATE_NONE, PREDICATE_NONE};
    TOKENS("Mr. Doe's boat", "Mr|.|Doe's|boat");
    fixture_free(&f);
}
END_TEST

// A text made of one part over and over.
static char *repeat(fixture *f, const char *part, size_t len)
{
    size_t size = strlen(part);
    char *text = arena_alloc(f->memory, len);
    for (size_t i = 0; i < len; i++)
        text[i] = part[i % size];
    return text;
}

START_TEST(hostile_text_is_fast)
{
    static const char *const parts[] = {"a",
                                        "a.",
                                        "a-",
                                        "a'",
                                        "'",
                                        "''",
                                        "`",
                                        ".",
                                        ". ",
                                        "-",
                                        "'a ",
                                        "'em ",
                                        "'90 ",
                                        "'90s, ",
                                        "6'",
                                        "6'2\"",
                                        "@a",
                                        "#a",
                                        "A. ",
                                        "No. ",
                                        "www.",
                                        "http://",
                                        "a/b.c/",
                                        "a\xC2\xAD",
                                        "\xC2\xAD",
                                        "\xE2\x80\x99",
                                        "\xE2\x80\x99\x61",
                                        "a.-",
                                        "\xCC\x81",
                                        "said.But",
                                        "x\"",
                                        "a\xEF\xBF\xBD",
                                        "\xE2\x80\xB2",
                                        "1,",
                                        "Mr.'s"};
    fixture f = fixture_new();
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char *text = repeat(&f, parts[i], 1 << 20);
        page_in_time(&f, text, 1 << 20);
        fixture_free(&f);
        f = fixture_new();
    }
    fixture_free(&f);
}
END_TEST

START_TEST(random_bytes)
{
    static const char signs[] = "aB1'\"`.,-? \n\r\t(&@/:#$\xE2\x80\x98\x99\x9C\x9D\xC2\xAB\xBB\xAD\xFF";
    fixture f = fixture_new();
    srand(1);
    for (int round = 0; round < 400; round++) {
        char text[600];
        size_t len = (size_t)rand() % sizeof text;
        for (size_t i = 0; i < len; i++)
            text[i] = round % 4 ? signs[(size_t)rand() % sizeof signs] : (char)rand();
        page_of_bytes(&f, text, len);
    }
    fixture_free(&f);
}
END_TEST

// A text of up to PLAIN_READS bytes is read closely, character by character, the same text before another one quickly.
START_TEST(quick_and_close_reading_agree)
{
    static const char *const parts[] = {
        "said", "Mr", "a", "Http", "No", "He", "U", "www", ".",    ". ", "..", " ",        "  ",       ",",
        "\"",   "“",  "”", "’",    "'s", "-",  "—", "–",   "…",    "_",  "5",  ":",        "/",        "//",
        "é",    "&",  "@", "#",    "?",  "!",  "(", ")",   "\xA0", "\t", "`",  "abcdefgh", "ijklmnop", "q",
    };
    fixture f = fixture_new();
    srand(3);
    for (int round = 0; round < 4000; round++) {
        char text[80] = "", tokens[200];
        for (;;) {
            const char *part = parts[(size_t)rand() % (sizeof parts / sizeof *parts)];
            if (strlen(text) + strlen(part) > 20)
                break;
            strcat(text, part);
        }
        snprintf(tokens, sizeof tokens, "%s//and|there|is|more|of|it", tokens_of(&f, text));
        strcat(text, "\n\nand there is more of it");
        ck_assert_str_eq(tokens_of(&f, text), strncmp(tokens, "//", 2) == 0 ? tokens + 2 : tokens);
    }
    fixture_free(&f);
}
END_TEST

START_TEST(long_words_are_cut_between_characters)
{
    fixture f = fixture_new();
    char *text = repeat(&f, "\xC3\xA9", 100000);
    page p = page_in_time(&f, text, 100000);
    ck_assert_uint_gt(p.token_count, 10);
    for (size_t i = 0; i < p.token_count; i++)
        ck_assert_uint_eq(p.tokens[i].len % 2, 0);
    ck_assert(!(p.tokens[1].flags & TOKEN_SPACE_BEFORE));
    fixture_free(&f);
}
END_TEST

Suite *suite_token(void)
{
    Suite *s = suite_create("token");
    TCase *t = tcase_create("token");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, words_and_signs);
    tcase_add_test(t, dashes_and_dots);
    tcase_add_test(t, spaced_ellipsis_has_the_type_of_a_plain_one);
    tcase_add_test(t, numbers);
    tcase_add_test(t, links);
    tcase_add_test(t, abbreviations);
    tcase_add_test(t, clitics);
    tcase_add_test(t, elisions);
    tcase_add_test(t, marks);
    tcase_add_test(t, primes_are_no_marks);
    tcase_add_test(t, invisible_characters);
    tcase_add_test(t, repaired_bytes_stay_in_words);
    tcase_add_test(t, spaces_are_remembered);
    tcase_add_test(t, lists_may_be_missing);
    tcase_add_test(t, hostile_text_is_fast);
    tcase_add_test(t, random_bytes);
    tcase_add_test(t, quick_and_close_reading_agree);
    tcase_add_test(t, long_words_are_cut_between_characters);
    suite_add_tcase(s, t);
    return s;
}
