// SPDX-License-Identifier: MIT
// test_quotation.c: which quotation marks pair. Expected: `[depth flags words]`, flags U unclosed, R reopened, S
// single.
#include "text_page.h"

#include <stdlib.h>

Suite *suite_quotation(void);

#define QUOTES(text, expected) ck_assert_str_eq(quotations_of(&f, text), expected)

START_TEST(straight)
{
    fixture f = fixture_new();
    QUOTES("\"We won,\" said Doe. \"They lost.\"", "[0 \"We won,\"][0 \"They lost.\"]");
    QUOTES("He called it a \"double game\" (\"no less\").", "[0 \"double game\"][0 \"no less\"]");
    QUOTES("One man\xE2\x80\x94\"the worst\"\xE2\x80\x94left", "[0 \"the worst\"]");
    QUOTES("He said \"...and then\" and \"so on...\" twice", "[0 \"...and then\"][0 \"so on...\"]");
    QUOTES("\"I was--\" he said. \"No.\"", "[0 \"I was--\"][0 \"No.\"]");
    QUOTES("\" We won , \" he said", "[0 \" We won , \"]");
    QUOTES("No marks at all.", "");
    fixture_free(&f);
}
END_TEST

START_TEST(curly)
{
    fixture f = fixture_new();
    QUOTES("“We won,” said Doe. “They lost.”", "[0 “We won,”][0 “They lost.”]");
    QUOTES("“We won, ” he said, “and lost.”", "[0 “We won, ”][0 “and lost.”]");
    QUOTES("It’s Doe’s “view”.", "[0 “view”]");
    fixture_free(&f);
}
END_TEST

START_TEST(other_traditions)
{
    fixture f = fixture_new();
    QUOTES("« Nous avons gagné », dit Doe. «Non.»", "[0 « Nous avons gagné »][0 «Non.»]");
    QUOTES("«\u00A0Oui\u00A0», dit-il", "[0 «\u00A0Oui\u00A0»]");
    QUOTES("»Gewonnen«, sagte Doe, »und verloren.«", "[0 »Gewonnen«][0 »und verloren.«]");
    QUOTES("»Vunnet», sa Doe. »Nej»", "[0 »Vunnet»][0 »Nej»]");
    QUOTES("„Gewonnen“, sagte Doe. „Nein.“", "[0 „Gewonnen“][0 „Nein.“]");
    QUOTES("„Wygrana” i „nie”", "[0 „Wygrana”][0 „nie”]");
    QUOTES("”Vunnet”, sa Doe. ”Nej”", "[0 ”Vunnet”][0 ”Nej”]");
    QUOTES("„Er rief ‚nein‘ und ging“, sagte Doe", "[0 „Er rief ‚nein‘ und ging“][1S ‚nein‘]");
    QUOTES("‹Oui› et «il dit ‹non› ici»", "[0S ‹Oui›][0 «il dit ‹non› ici»][1S ‹non›]");
    QUOTES("``We won,'' he said. ``No''.", "[0 ``We won,''][0 ``No'']");
    QUOTES("''We won,'' he said. ''No''.", "[0 ''We won,''][0 ''No'']");
    QUOTES("‘‘We won,’’ he said", "[0 ‘‘We won,’’]");
    QUOTES("＂We won,＂ he said", "[0 ＂We won,＂]");
    QUOTES("It was `odd' and `so'.", "[0S `odd'][0S `so']");
    fixture_free(&f);
}
END_TEST

START_TEST(nested)
{
    fixture f = fixture_new();
    QUOTES("“He said ‘no’ to me,” she said.", "[0 “He said ‘no’ to me,”][1S ‘no’]");
    QUOTES("\"The word was 'Noted.'\" He left.", "[0 \"The word was 'Noted.'\"][1S 'Noted.']");
    QUOTES("“‘No,’ he told me,” she said.", "[0 “‘No,’ he told me,”][1S ‘No,’]");
    QUOTES("\"He told me \"no way\" and left,\" she said.", "[0 \"He told me \"no way\" and left,\"][1 \"no way\"]");
    QUOTES("“She said ‘he wrote “no” twice’ today”", "[0 “She said ‘he wrote “no” twice’ today”]"
                                                     "[1S ‘he wrote “no” twice’][2 “no”]");
    QUOTES("''He said, 'No.''' She left.", "[0 ''He said, 'No.'''][1S 'No.']");
    QUOTES("\"Doe said, “No.” But he went,\" she wrote", "[0 \"Doe said, “No.” But he went,\"][1 “No.”]");
    QUOTES("\"Doe said ``no'' twice,\" she wrote", "[0 \"Doe said ``no'' twice,\"][1 ``no'']");
    page p = page_of(&f, "“a ‘b “c” d’ e” ‘f’");
    ck_assert_uint_eq(p.quotation_count, 4);
    ck_assert_int_eq(p.quotations[0].parent, -1);
    ck_assert_int_eq(p.quotations[1].parent, 0);
    ck_assert_int_eq(p.quotations[2].parent, 1);
    ck_assert_int_eq(p.quotations[3].parent, -1);
    fixture_free(&f);
}
END_TEST

START_TEST(single_marks_outside)
{
    fixture f = fixture_new();
    QUOTES("'We'll win,' said Doe. 'The officials' view is wrong.'",
           "[0S 'We'll win,'][0S 'The officials' view is wrong.']");
    QUOTES("‘He said “no” and left,’ she said.", "[0S ‘He said “no” and left,’][1 “no”]");
    QUOTES("'Double game'", "[0S 'Double game']");
    QUOTES("Doe: Council 'Not Fit' To Rule", "[0S 'Not Fit']");
    QUOTES("'Feed the dogs' campaign begins", "[0S 'Feed the dogs']");
    QUOTES("'The Does' and the 'Cures' play", "[0S 'The Does'][0S 'Cures']");
    QUOTES("‘I was goin’ home,’ he said.", "[0S ‘I was goin’ home,’]");
    QUOTES("‘choice, not an echo,' she wrote", "[0S ‘choice, not an echo,']");
    QUOTES("It got a ‘D-‘ rating", "[0S ‘D-‘]");
    fixture_free(&f);
}
END_TEST

START_TEST(apostrophes_pair_with_nothing)
{
    fixture f = fixture_new();
    QUOTES("The officials' plan and the dogs' dinner.", "");
    QUOTES("The officials’ plan. It’s ’90s rock ’n’ roll, tell ’em.", "");
    QUOTES("James' boat, 'til the '90s, rock 'n' roll, o'clock, goin' home", "");
    QUOTES("He’s from the ’hood and 'cept for that fine", "");
    QUOTES("\"The officials' plan,\" she said, \"is Doe's.\"", "[0 \"The officials' plan,\"][0 \"is Doe's.\"]");
    QUOTES("“the officials’” plan, James’ “boat”", "[0 “the officials’”][0 “boat”]");
    QUOTES("He is 6'2\" tall and 24\" wide, \"or so\".", "[0 \"or so\"]");
    QUOTES("\"He is 6'2\" tall,\" she said.", "[0 \"He is 6'2\" tall,\"]");
    QUOTES("\"He stood 6' 2\" in 1990,\" she said.", "[0 \"He stood 6' 2\" in 1990,\"]");
    page p = page_of(&f, "The officials' plan");
    ck_assert(!(p.tokens[2].flags & TOKEN_MARK));
    fixture_free(&f);
}
END_TEST

START_TEST(reopened)
{
    fixture f = fixture_new();
    QUOTES("“We won.\n\n“They lost,” he said.", "[0U “We won.][0R “They lost,”]");
    QUOTES("\"We won.\n\n\"They lost.\n\n\"All of them,\" he said.\n\n\"No,\" she said.",
           "[0U \"We won.][0UR \"They lost.][0R \"All of them,\"][0 \"No,\"]");
    QUOTES("'We won.\n\n'They lost,' he said.", "[0US 'We won.][0RS 'They lost,']");
    QUOTES("«Nous.\n\n»Eux», dit-il", "[0U «Nous.][0R »Eux»]");
    QUOTES("“He told me, ‘We won.\n\n“‘They lost,’” she said.",
           "[0U “He told me, ‘We won.][1US ‘We won.][0R “‘They lost,’”][1RS ‘They lost,’]");
    // With an inner pair of the same marks in the first paragraph.
    QUOTES("\"Doe said \"no\" to it.\n\n\"She left,\" he wrote.",
           "[0U \"Doe said \"no\" to it.][1 \"no\"][0R \"She left,\"]");
    QUOTES("\"Doe said, “no.” She left.\n\n“They lost,” he said.",
           "[0U \"Doe said, “no.” She left.][1 “no.”][0 “They lost,”]");
    // Another kind of mark does not reopen, and a paragraph between ends it.
    QUOTES("“We won.\n\n\"They lost,\" he said.", "[0U “We won.][0 \"They lost,\"]");
    QUOTES("“We won.\n\nHe paused.\n\n“They lost,” he said.", "[0U “We won.][0 “They lost,”]");
    fixture_free(&f);
}
END_TEST

START_TEST(furniture_carries_nothing)
{
    fixture f = fixture_new();
    page p = {.text = utf8_decode(f.memory, "“We won.\n\n“A teaser\n\n“They lost,” he said.",
                                  strlen("“We won.\n\n“A teaser\n\n“They lost,” he said."))};
    page_split_blocks(f.memory, &p);
    ck_assert_uint_eq(p.block_count, 3);
    p.blocks[1].kind = BLOCK_CAPTION;
    page_tokenise(f.memory, &p, f.vocab, &f.lists);
    page_pair_quotations(f.memory, &p, f.vocab, &f.lists);
    ck_assert_str_eq(quotations_of_page(&f, &p), "[0U “We won.][0U “A teaser][0R “They lost,”]");
    fixture_free(&f);
}
END_TEST

START_TEST(one_bad_mark_costs_its_paragraph)
{
    fixture f = fixture_new();
    QUOTES("“We won, he said.\n\n“They lost,” she said.\n\nHe wrote: “No.”",
           "[0U “We won, he said.][0R “They lost,”][0 “No.”]");
    QUOTES("\"We won, he said.\n\nShe said \"no\" twice.", "[0U \"We won, he said.][0 \"no\"]");
    QUOTES("We won,\" he said.\n\nShe said \"no\" twice.", "[0 \"no\"]");
    QUOTES("We won,” he said. “We lost.”", "[0 “We lost.”]");
    QUOTES("Doe said: “We won. Then we left.", "[0U “We won. Then we left.]");
    fixture_free(&f);
}
END_TEST

START_TEST(never_closed_or_closed_twice)
{
    fixture f = fixture_new();
    // The first mark was never closed: the second quotation is kept.
    QUOTES("He said “we won and “nobody lost,” she added.", "[0 “nobody lost,”]");
    QUOTES("He said \"we won and \"nobody lost,\" she added.", "[0 \"nobody lost,\"]");
    QUOTES("“We won,”” he said. “No.”", "[0 “We won,”][0 “No.”]");
    QUOTES("\"We won,\"\" he said. \"No.\"", "[0 \"We won,\"][0 \"No.\"]");
    QUOTES("““We won,” he said. “No.”", "[0 “We won,”][0 “No.”]");
    QUOTES("\"\"We won,\" he said. \"No.\"", "[0 \"We won,\"][0 \"No.\"]");
    QUOTES("She calls him “‘odd.” Yet he is “kind”.", "[0 “‘odd.”][0 “kind”]");
    QUOTES("‘He said “no and left,’ she said. ‘Yes.’", "[0S ‘He said “no and left,’][0S ‘Yes.’]");
    fixture_free(&f);
}
END_TEST

START_TEST(wrong_direction)
{
    fixture f = fixture_new();
    QUOTES("”We won,” he said.", "[0 ”We won,”]");
    QUOTES("“We won,“ he said. “No.“", "[0 “We won,“][0 “No.“]");
    QUOTES("“We won,” he said, ”and lost.”", "[0 “We won,”][0 ”and lost.”]");
    QUOTES("”We won“, he said.", "[0 ”We won“]");
    QUOTES("He called it ’odd’ today.", "[0S ’odd’]");
    QUOTES("“We won,\" he said. \"No.”", "[0 “We won,\"][0 \"No.”]");
    QUOTES("A “question’’ that he asked", "[0 “question’’]");
    QUOTES("\"We won \"he said. \"No.\"", "[0 \"We won \"][0 \"No.\"]");
    fixture_free(&f);
}
END_TEST

START_TEST(marks_inside_words)
{
    fixture f = fixture_new();
    QUOTES("He said“We won,” today", "[0 “We won,”]");
    QUOTES("\"We won\"said Doe. \"No.\"", "[0 \"We won\"][0 \"No.\"]");
    QUOTES("the \"un\"fair law", "[0 \"un\"]");
    QUOTES("un\"fair law", "");
    fixture_free(&f);
}
END_TEST

START_TEST(deep_nesting_is_flattened)
{
    fixture f = fixture_new();
    page p = page_of(&f, "“a “b “c “d “e “f “g “h “i “j” k” l” m” n” o” p” q” r” s” t “u”");
    ck_assert_uint_eq(p.quotation_count, 9);
    ck_assert_uint_eq(p.quotations[7].depth, 7);
    ck_assert_uint_eq(p.quotations[8].depth, 0); // “u”
    fixture_free(&f);
}
END_TEST

START_TEST(hostile_marks_are_fast)
{
    static const char *const parts[] = {"“",       "“a ",     "\"",   "\"a ",   "a\" ",   "'a ",    "a' ",
                                        "as' ",    "‘a ",     "’",    "„",      "«",      "« ",     "»a",
                                        "''",      "``a ",    "‘“a ", "a”’ ",   "“a\n\n", "'a\n\n", "\"a \"b\n",
                                        "‘a as’ ", "“a as’ ", "\"'",  "a‘ “b ", "'a “b "};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        fixture f = fixture_new();
        buf text = {0};
        for (int n = 0; n < 100000; n++)
            buf_puts(&text, parts[i]);
        page_in_time(&f, text.bytes, text.len);
        buf_puts(&text, " end.\n\n“We won,” he said.");
        page p = page_in_time(&f, text.bytes, text.len);
        ck_assert_uint_gt(p.quotation_count, 0); // the last paragraph is not lost
        buf_free(&text);
        fixture_free(&f);
    }
}
END_TEST

START_TEST(random_marks)
{
    static const char *const parts[] = {"\"", "'", "“", "”", "‘",  "’",  "„", "«", "»", "‚", "‹", "›",  "``",   "''",
                                        " ",  " ", " ", "a", "Be", "as", ",", ".", "—", "(", ")", "\n", "\n\n", "6"};
    fixture f = fixture_new();
    srand(7);
    for (int round = 0; round < 3000; round++) {
        buf text = {0};
        for (int n = rand() % 80; n >= 0; n--)
            buf_puts(&text, parts[(size_t)rand() % (sizeof parts / sizeof *parts)]);
        page_of_bytes(&f, text.bytes, text.len);
        buf_free(&text);
        if (round % 100 == 99) {
            fixture_free(&f);
            f = fixture_new();
        }
    }
    fixture_free(&f);
}
END_TEST

Suite *suite_quotation(void)
{
    Suite *s = suite_create("quotation");
    TCase *t = tcase_create("quotation");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, straight);
    tcase_add_test(t, curly);
    tcase_add_test(t, other_traditions);
    tcase_add_test(t, nested);
    tcase_add_test(t, single_marks_outside);
    tcase_add_test(t, apostrophes_pair_with_nothing);
    tcase_add_test(t, reopened);
    tcase_add_test(t, furniture_carries_nothing);
    tcase_add_test(t, one_bad_mark_costs_its_paragraph);
    tcase_add_test(t, never_closed_or_closed_twice);
    tcase_add_test(t, wrong_direction);
    tcase_add_test(t, marks_inside_words);
    tcase_add_test(t, deep_nesting_is_flattened);
    tcase_add_test(t, hostile_marks_are_fast);
    tcase_add_test(t, random_marks);
    suite_add_tcase(s, t);
    return s;
}
