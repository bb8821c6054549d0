// SPDX-License-Identifier: MIT
// test_pronoun.c: pronouns -> entities (speaker/pronoun.c).
#include "people_fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_pronoun(void);

static const struct {
    const char *markup, *text;
    unsigned n;
    const char *who;
} rows[] = {
    // gender by title, given name, role noun
    {"<p {Hillary Clinton} > met <p {Bill Ruiz} > . <n She > left .", "She", 0, "Hillary Clinton"},
    {"<p {Hillary Clinton} > met <p {Bill Ruiz} > . <n He > left .", "He", 0, "Bill Ruiz"},
    {"<p Mrs. {Smith} > met <p {Jones} > . <n She > left .", "She", 0, "Smith"},
    {"<r The spokeswoman > met <p {Jones} > . <n She > left .", "She", 0, "spokeswoman"},
    {"<p {Hillary Clinton} > came . <n He > left .", "He", 0, "-"},
    // an earlier pronoun tells the gender
    {"<p {Jones} > came . <n She > ate . <p {Smith} > met <p {Jones} > . <n He > left .", "He", 0, "Smith"},
    // subject before object, nearest sentence first
    {"<p {Anna Lopez} > met <p {Maria Ruiz} > . <n She > left .", "She", 0, "Anna Lopez"},
    {"<p {Anna Lopez} > came . <p {Maria Ruiz} > came . <n She > left .", "She", 0, "Maria Ruiz"},
    // the one who spoke last
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > of <p {Maria Ruiz} > .\nRain fell . [1 “ Oh ” 1] , <1n she > said .",
     "she", 0, "Anna Lopez"},
    // unless somebody else was named in a sentence since then
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > .\n<p {Maria Ruiz} > left . [1 “ Oh ” 1] , <1n she > said .", "she", 0,
     "Maria Ruiz"},
    // hardly the one of whom is spoken
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > . <p {Maria Ruiz} > left . <1n She > said [1 <p {Ruiz} > came 1] .", "She",
     0, "Anna Lopez"},
    // a word alone tells no gender: it may be a surname
    {"<p {Hillary} > came . <n He > left .", "He", 0, "Hillary"},
    // never somebody inside a quotation
    {"<p {Anna Lopez} > said “ <p {Maria Ruiz} > came . <p {Maria Ruiz} > left ” . <n She > ate .", "She", 0,
     "Anna Lopez"},
    {"“ <p {Maria Ruiz} > left . <n She > ate ” .", "She", 0, "Maria Ruiz"},
    // too far away
    {"<p {Anna Lopez} > left .\nOne .\nTwo .\nThree .\nFour .\n<n She > ate .", "She", 0, "-"},
    {"<p {Anna Lopez} > left .\nOne .\n# two .\n# three .\n# four .\n<n She > ate .", "She", 0, "Anna Lopez"},
    // they: groups, organisations, one unnamed person; not a named one
    {"<r Officials > met <p {Anna Lopez} > . <n They > left .", "They", 0, "Officials"},
    {"<r A senior US official > left . <n They > spoke .", "They", 0, "senior US official"},
    {"<p {Anna Lopez} > left . <n They > spoke .", "They", 0, "-"},
    {"<g <p {Anna Lopez} > and <p {Bill Ruiz} > > left . <n They > spoke .", "They", 0, "Anna Lopez & Bill Ruiz"},
    // it: organisations and documents
    {"<o Facebook > met <p {Anna Lopez} > . <n It > left .", "It", 0, "Facebook"},
    {"<d The report > cites <p {Anna Lopez} > . <n It > says .", "It", 0, "report"},
    // relative
    {"<p {Anna Lopez} > and <p {Maria Ruiz} > , <n who > left .", "who", 0, "Maria Ruiz"},
    {"<r the lawyer of <p {Maria Ruiz} > > , <n who > left .", "who", 0, "lawyer of Maria Ruiz"},
    {"<x the rise of <p {Maria Ruiz} > > , <n who > left .", "who", 0, "Maria Ruiz"},
    {"<x the lamp > , <n which > fell . <n She > left .", "She", 0, "-"},
    {"<p {Maria Ruiz} > left the house by the door , <n who > ?", "who", 0, "-"},
    // possessive, also inside its own phrase
    {"<p {Anna Lopez} > sent <r her lawyer > .", "her", 0, "Anna Lopez"},
    {"<p {Bill Ruiz} > sent <r her lawyer > .", "her", 0, "-"},
    // first and second person are left to the row
    {"<p {Anna Lopez} > left . <n I > stayed .", "I", 0, "-"},
    {"<p {Anna Lopez} > left . <n you > stayed .", "you", 0, "-"},
};

START_TEST(links)
{
    people_fixture *f = people_fixture_new(rows[_i].markup, true);
    const char *who = people_fixture_who(f, rows[_i].text, rows[_i].n);
    ck_assert_msg(strcmp(who, rows[_i].who) == 0, "%s\n%s: %s, not %s", rows[_i].markup, rows[_i].text, who,
                  rows[_i].who);
    people_fixture_free(f);
}
END_TEST

Suite *suite_pronoun(void)
{
    Suite *suite = suite_create("pronoun");
    TCase *cases = tcase_create("pronoun");
    tcase_add_loop_test(cases, links, 0, (int)(sizeof rows / sizeof *rows));
    suite_add_tcase(suite, cases);
    return suite;
}
