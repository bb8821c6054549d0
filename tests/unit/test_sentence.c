// SPDX-License-Identifier: MIT
// test_sentence.c: where sentences start (^) and end (/).
#include "text_page.h"

#include <stdlib.h>

Suite *suite_sentence(void);

#define SENTENCES(text, expected) ck_assert_str_eq(sentences_of(&f, text), expected)

START_TEST(stops)
{
    fixture f = fixture_new();
    SENTENCES("We won. They lost! Who? Doe.", "^We won./ ^They lost!/ ^Who?/ ^Doe./");
    SENTENCES("We won; they lost: no", "^We won; they lost: no/");
    SENTENCES("What?! No.", "^What?!/ ^No./");
    SENTENCES("The site example.com. the rest", "^The site example.com. the rest/");
    SENTENCES("It fell 3.5 points to 1,200. 20 people left.", "^It fell 3.5 points to 1,200./ ^20 people left./");
    SENTENCES("Yahoo! said so. Why? he asked", "^Yahoo! said so./ ^Why? he asked/");
    SENTENCES("It ended.But he knew", "^It ended./^But he knew/");
    SENTENCES("One line\nTwo line", "^One line/\n^Two line/");
    SENTENCES("1. Bring water. 2. Leave.", "^1. Bring water./ ^2. Leave./");
    SENTENCES("He won. — Doe lost. - yes", "^He won./ ^— Doe lost. - yes/");
    fixture_free(&f);
}
END_TEST

START_TEST(abbreviations)
{
    fixture f = fixture_new();
    SENTENCES("Mr. Doe met Dr. Brandwijk.", "^Mr. Doe met Dr. Brandwijk./");
    SENTENCES("He left the U.S. He returned.", "^He left the U.S./ ^He returned./");
    SENTENCES("A U.S. Senator spoke.", "^A U.S. Senator spoke./");
    SENTENCES("It sank at 7 a.m. Monday. It rose at 9 p.m. The end.",
              "^It sank at 7 a.m. Monday./ ^It rose at 9 p.m./ ^The end./");
    SENTENCES("J. R. Doe and J.R. Doe left.", "^J. R. Doe and J.R. Doe left./");
    SENTENCES("It was Plan B. He knew.", "^It was Plan B./ ^He knew./");
    SENTENCES("Nails, etc. and so on in the U.S.", "^Nails, etc. and so on in the U.S./");
    SENTENCES("He joined Doe Inc. “We won,” he said.", "^He joined Doe Inc./ ^“We won,” he said./");
    SENTENCES("No. We never met. See No. 10 now.", "^No./ ^We never met./ ^See No. 10 now./");
    SENTENCES("Doe v. The State", "^Doe v. The State/");
    SENTENCES("Doe Jr., of Doe Co., left. (He is 9 a.m. He knows.)",
              "^Doe Jr., of Doe Co., left./ ^(He is 9 a.m./ ^He knows.)/");
    fixture_free(&f);
}
END_TEST

START_TEST(ellipses)
{
    fixture f = fixture_new();
    SENTENCES("Well ... no. But ... Doe won.", "^Well ... no./ ^But ... Doe won./");
    SENTENCES("We waited... He came. So.... Doe won. So. . . . Doe won",
              "^We waited.../ ^He came./ ^So..../ ^Doe won./ ^So. . . ./ ^Doe won/");
    SENTENCES("“... Council members” left… I knew", "^“... Council members” left…/ ^I knew/");
    fixture_free(&f);
}
END_TEST

START_TEST(quotations_end_sentences)
{
    fixture f = fixture_new();
    SENTENCES("“We won.” They left.", "^“We won./”/ ^They left./");
    SENTENCES("\"We won,\" he said. \"They lost.\" Doe left.", "^\"We won,\" he said./ ^\"They lost./\"/ ^Doe left./");
    SENTENCES("It is the “Great Pier.” Doe left.", "^It is the “Great Pier./”/ ^Doe left./");
    SENTENCES("He says “no”. Doe left.", "^He says “no”./ ^Doe left./");
    SENTENCES("“Really?” he asked. “Yes!” – and left.", "^“Really?/” he asked./ ^“Yes!/” – and left./");
    SENTENCES("“Really?” Doe asked.", "^“Really?/”/ ^Doe asked./");
    SENTENCES("“We won. They lost,” he said.", "^“We won./ ^They lost,” he said./");
    SENTENCES("“He said ‘No.’” She left.", "^“He said ‘No./’”/ ^She left./");
    SENTENCES("« Nous avons. » Elle part.", "^« Nous avons./ »/ ^Elle part./");
    SENTENCES("''We won.'' They left.", "^''We won./''/ ^They left./");
    SENTENCES("“We left the U.S.” He knew. The “U.S.” Senate", "^“We left the U.S./”/ ^He knew./ ^The “U.S.” Senate/");
    SENTENCES("He left. “war on waste” is his phrase.", "^He left./ ^“war on waste” is his phrase./");
    SENTENCES("We won.” They left.", "^We won.”/ ^They left./");
    fixture_free(&f);
}
END_TEST

START_TEST(brackets)
{
    fixture f = fixture_new();
    SENTENCES("He left. (She stayed.) They won.", "^He left./ ^(She stayed.)/ ^They won./");
    SENTENCES("He (really!) left.", "^He (really!) left./");
    SENTENCES("He left (twice). Doe won.", "^He left (twice)./ ^Doe won./");
    SENTENCES("Sen. Doe (Fla.) spoke", "^Sen. Doe (Fla.) spoke/");
    fixture_free(&f);
}
END_TEST

START_TEST(apostrophes_behind_stops)
{
    fixture f = fixture_new();
    SENTENCES("the U.S.' plan. It is Yahoo!'s. 'Tis late", "^the U.S.' plan./ ^It is Yahoo!'s./ ^'Tis late/");
    SENTENCES("He left. '90s rock won.", "^He left./ ^'90s rock won./");
    fixture_free(&f);
}
END_TEST

START_TEST(other_scripts)
{
    fixture f = fixture_new();
    SENTENCES("Élan won. Étude lost. été", "^Élan won./ ^Étude lost. été/");
    SENTENCES("Она ушла. Он остался.", "^Она ушла./ ^Он остался./");
    fixture_free(&f);
}
END_TEST

START_TEST(hostile_sentences_are_fast)
{
    static const char *const parts[] = {"and so on ", ".", ". ",     ".\" ", "a.) ", "A. ",
                                        "U.S. ",      "?", "!\" a ", "\". ", "(",    ".) "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        fixture f = fixture_new();
        buf text = {0};
        while (text.len < (i == 0 ? 5u << 20 : 1u << 20))
            buf_puts(&text, parts[i]);
        page_in_time(&f, text.bytes, text.len);
        buf_free(&text);
        fixture_free(&f);
    }
}
END_TEST

Suite *suite_sentence(void)
{
    Suite *s = suite_create("sentence");
    TCase *t = tcase_create("sentence");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, stops);
    tcase_add_test(t, abbreviations);
    tcase_add_test(t, ellipses);
    tcase_add_test(t, quotations_end_sentences);
    tcase_add_test(t, brackets);
    tcase_add_test(t, apostrophes_behind_stops);
    tcase_add_test(t, other_scripts);
    tcase_add_test(t, hostile_sentences_are_fast);
    suite_add_tcase(s, t);
    return s;
}
