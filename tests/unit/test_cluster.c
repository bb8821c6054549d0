// SPDX-License-Identifier: MIT
// test_cluster.c: mentions -> entities (people/): names and their short forms, namesakes, roles, organisations,
// unnamed sources, and how long hostile articles take.
#include "people_fixture.h"

#include "base/buf.h"
#include "people/name.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

Suite *suite_cluster(void);

typedef struct row {
    const char *markup, *text; // the mention asked for
    unsigned n;
    const char *who, *how;
} row;

static void check_rows(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        people_fixture *f = people_fixture_new(rows[i].markup, false);
        const char *who = people_fixture_who(f, rows[i].text, rows[i].n);
        const char *how = people_fixture_how(f, rows[i].text, rows[i].n);
        ck_assert_msg(strcmp(who, rows[i].who) == 0, "%s\n%s: %s, not %s", rows[i].markup, rows[i].text, who,
                      rows[i].who);
        ck_assert_msg(strcmp(how, rows[i].how) == 0, "%s\n%s: by %s, not %s", rows[i].markup, rows[i].text, how,
                      rows[i].how);
        people_fixture_free(f);
    }
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

START_TEST(short_forms)
{
    static const row rows[] = {
        {"<p {Hillary Clinton} > spoke . <p {Clinton} > left .", "Clinton", 0, "Hillary Clinton", "part-of-name"},
        {"<p {Hillary Clinton} > spoke . <p Mrs. {Clinton} > left .", "Mrs. Clinton", 0, "Hillary Clinton",
         "part-of-name"},
        {"<p {Clinton} > wins\n<p {Hillary Clinton} > spoke .", "Clinton", 0, "Hillary Clinton", "part-of-name"},
        {"<p {Hillary Clinton} > spoke . <p {Hillary} > left .", "Hillary", 0, "Hillary Clinton", "part-of-name"},
        {"<p {CLINTON} > : No .\n<p {Hillary Clinton} > spoke .", "CLINTON", 0, "Hillary Clinton", "speaker-line"},
        {"<p {HILLARY CLINTON} > spoke .\n<p {Hillary Clinton} > left .", "HILLARY CLINTON", 0, "Hillary Clinton",
         "full-name"},
        {"<p {Bill de Blasio} > spoke . <p {de Blasio} > left .", "de Blasio", 0, "Bill de Blasio", "part-of-name"},
        {"<p {Ban Ki-moon} > spoke . <p Mr. {Ban} > left .", "Mr. Ban", 0, "Ban Ki-moon", "part-of-name"},
        {"<p {Hillary Clinton Goes} > home\n<p {Clinton} > left .", "Clinton", 0, "Hillary Clinton", "part-of-name"},
        {"<p {Hillary Clinton Goes} > home\n<p {Hillary Clinton} > left .", "Hillary Clinton Goes", 0,
         "Hillary Clinton", "full-name"},
        {"<p {Martin Luther King} Jr. > spoke . <p {King} > left .", "King", 0, "Martin Luther King Jr.",
         "part-of-name"},
        {"<p {Obama} > spoke . <p {Obama} > left .", "Obama", 1, "Obama", "full-name"},
        {"<p {Hillary Clinton} > spoke . <p {Hillary Rodham Clinton} > left .", "Hillary Clinton", 0,
         "Hillary Rodham Clinton", "full-name"},
        {"<p {H. Clinton} > spoke . <p {Hillary Clinton} > left .", "H. Clinton", 0, "Hillary Clinton", "full-name"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(namesakes)
{
    static const row rows[] = {
        {"<p {Hillary Clinton} > and <p {Bill Clinton} > spoke . <p Mrs. {Clinton} > left .", "Mrs. Clinton", 0,
         "Hillary Clinton", "part-of-name"},
        {"<p {Hillary Clinton} > and <p {Bill Clinton} > spoke . <p Mr. {Clinton} > left .", "Mr. Clinton", 0,
         "Bill Clinton", "part-of-name"},
        {"<p {Hillary Clinton} > and <p {Bill Clinton} > spoke . <p {Clinton} > left .", "Clinton", 0, "Bill Clinton",
         "part-of-name"},
        {"<p {Hillary Clinton} > . <p {Clinton} > . <p {Clinton} > . <p {Clinton} > . <p {Clinton} > met <p {Bill "
         "Clinton} "
         "> . <p {Clinton} > left .",
         "Clinton", 4, "Hillary Clinton", "part-of-name"}, // his name once does not take hers over
        {"<p {Clinton} > wins\n<p Mr. {Clinton} > spoke .\n<p {Hillary Clinton} > left .", "Clinton", 0, "Clinton",
         "full-name"},
        {"<p {Hillary Clinton} > spoke . <p Mr. {Clinton} > left .", "Mr. Clinton", 0, "Clinton", "full-name"},
        {"<p {Hillary Clinton} > spoke . <p {Bill Clinton} > left .", "Bill Clinton", 0, "Bill Clinton", "full-name"},
        {"<p {Maria Lopez} > spoke . <p {Maria Ruiz} > came . <p {Maria} > left .", "Maria", 0, "Maria", "full-name"},
        {"<p {Donald Trump} > spoke . <p {Donald Trump} Jr. > left .", "Donald Trump Jr.", 0, "Donald Trump Jr.",
         "full-name"},
        {"<p {Donald Trump} > spoke . <p {Donald Trump} Jr. > came . <p {Trump} > left .", "Trump", 0, "Donald Trump",
         "part-of-name"},
        {"<p {George H. Bush} > spoke . <p {George W. Bush} > left .", "George W. Bush", 0, "George W. Bush",
         "full-name"},
        {"<p Sen. {Anna Lopez} > , <p Judge {Maria Lopez} > . <p Sen. {Lopez} > left .", "Sen. Lopez", 0, "Anna Lopez",
         "part-of-name"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(roles)
{
    static const row rows[] = {
        {"<r the US secretary of state > spoke .\n<p {Hillary Clinton} , ~the US secretary of state~ , > left .",
         "the US secretary of state", 0, "Hillary Clinton", "role"},
        {"<p {Hillary Clinton} , ~the US secretary of state~ , > left . <r The secretary > spoke .", "The secretary", 0,
         "Hillary Clinton", "role"},
        {"<p Sen. {Maria Lopez} > spoke . <r The senator > left .", "The senator", 0, "Maria Lopez", "role"},
        {"<p Sen. {Maria Lopez} > spoke . <r A senator > left .", "A senator", 0, "senator", "description"},
        {"<p Sen. {Maria Lopez} > spoke . <r The senators > left .", "The senators", 0, "senators", "description"},
        {"<p President {Obama} > spoke . <r The president of Mexico > left .", "The president of Mexico", 0,
         "president of Mexico", "description"},
        {"<p former President {Bill Clinton} > spoke . <r The president > left .", "The president", 0, "president",
         "description"},
        {"<p {Maria Lopez} , ~a spokesman~ , > left . <r The spokeswoman > spoke .", "The spokeswoman", 0,
         "spokeswoman", "description"},
        {"<r The mayor > spoke .\n<p Mayor {Anna Lopez} > and <p Mayor {Carlos Ruiz} > left .", "The mayor", 0, "mayor",
         "description"},
        {"<p {Anna Lopez} , ~+ <r the mayor > ~- , > left .", "the mayor", 0, "Anna Lopez", "role"},
        {"<p <r <p {Clinton} > 's lawyer > {Anna Lopez} > left .", "Clinton 's lawyer", 0, "Anna Lopez", "role"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(role_texts)
{
    people_fixture *f = people_fixture_new(
        "<p Mrs. {Clinton} > spoke .\n<p {Hillary Clinton} , ~the US secretary of state~ , > left .", false);
    ck_assert_str_eq(people_fixture_role(f, "Mrs. Clinton", 0), "US secretary of state");
    people_fixture_free(f);
    f = people_fixture_new("<p Mrs. {Clinton} > spoke .", false);
    ck_assert_str_eq(people_fixture_role(f, "Mrs. Clinton", 0), "-"); // a form of address is no role
    people_fixture_free(f);
}
END_TEST

START_TEST(organisations)
{
    static const row rows[] = {
        {"<o the Environmental Protection Agency > ( EPA ) . <o The EPA > left .", "The EPA", 0,
         "Environmental Protection Agency", "organisation"},
        {"<o EPA > left .\n<o the Environmental Protection Agency > .", "EPA", 0, "Environmental Protection Agency",
         "organisation"},
        {"<o the National Weather Bureau > ( DWD ) . <o DWD > left .", "DWD", 0, "National Weather Bureau",
         "organisation"},
        {"<l the United Nations > . <o The U.N. > spoke .", "The U.N.", 0, "United Nations", "organisation"},
        {"<o the Ministry of Defence > spoke . <o The ministry > left .", "The ministry", 0, "Ministry of Defence",
         "organisation"},
        {"<o Facebook > spoke . <o The company > left .", "The company", 0, "Facebook", "organisation"},
        {"<o Facebook > and <o Apple > spoke . <o The company > left .", "The company", 0, "company", "full-name"},
        {"<o Facebook > spoke .\nOne .\nTwo .\n<o The company > left .", "The company", 0, "company", "full-name"},
        {"<o Peabody Energy > spoke . <o Peabody > left .", "Peabody", 0, "Peabody Energy", "organisation"},
        {"<o the New York Post > spoke . <o The Post > left .", "The Post", 0, "New York Post", "organisation"},
        {"<l United States > . <o United States Senate > spoke .", "United States", 0, "United States", "full-name"},
        {"<o Facebook > spoke . <p {Facebook} > left .", "Facebook", 1, "Facebook", "full-name"},
    };
    CHECK_ROWS(rows);
}
END_TEST

START_TEST(unnamed)
{
    static const row rows[] = {
        {"<r A senior US official > spoke . <r The official > left .", "The official", 0, "senior US official",
         "description"},
        {"<r An official > spoke . <r The senior US official > left .", "An official", 0, "senior US official",
         "description"},
        {"<r A source > spoke . <r Another source > left .", "A source", 0, "source", "description"},
        {"<g State officials > spoke . <g officials > spoke .", "officials", 0, "officials", "description"},
        {"<r The former president and senator > spoke .", "The former president and senator", 0,
         "former president and senator", "description"},
        {"<r A spokesman for the court , which left > spoke .", "A spokesman for the court , which left", 0,
         "spokesman for the court", "description"},
        {"<g Police > spoke . <g Police > left .", "Police", 1, "Police", "description"},
        {"<d A report by the court > . <d The report > says .", "The report", 0, "report by the court", "description"},
        {"<d A report > . <d The letter > says .", "The letter", 0, "letter", "description"},
        {"<g <p {Anna Lopez} > and <p {Carlos Ruiz} > > spoke .", "Anna Lopez and Carlos Ruiz", 0,
         "Anna Lopez & Carlos Ruiz", "full-name"},
        {"<p {Anna Lopez} > came . <g <p {Lopez} > and <g voters > > spoke .", "Lopez and voters", 0,
         "Anna Lopez & voters", "full-name"},
        {"<g voters for <p {Anna Lopez} > and <p {Carlos Ruiz} > > spoke .", "voters for Anna Lopez and Carlos Ruiz", 0,
         "voters for Anna Lopez and Carlos Ruiz", "description"},
    };
    CHECK_ROWS(rows);
}
END_TEST

// Another Source: two indefinite sources are two people.
START_TEST(indefinite_sources_stay_apart)
{
    people_fixture *f = people_fixture_new("<r A source > spoke . <r A source > left .", false);
    ck_assert_int_ne(f->mentions.items[0].entity, f->mentions.items[1].entity);
    people_fixture_free(f);
}
END_TEST

static double seconds_for(const char *form, int count)
{
    buf b = {0};
    for (int i = 0; i < count; i++)
        buf_printf(&b, form, 'A' + i % 26, i, i % 7);
    clock_t begin = clock();
    people_fixture *f = people_fixture_new(b.bytes, true);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    ck_assert_uint_ge(f->mentions.len, (size_t)count);
    people_fixture_free(f);
    buf_free(&b);
    return seconds;
}

START_TEST(many_names_are_fast)
{
    static const char *const forms[] = {
        "<p {%c%dx Smith%d} > . ",              // many of few surnames
        "<p {Maria %c%dx%d} > . ",              // one given name
        "<p {Smith} , ~the mayor~ > %c%d%d . ", // one name and role
        "<r The %c%d official%d > . ",
        "<o The %c%d Agency%d > . ",
        "<r the senator > <n he > %c%d%d , ",
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        ck_assert_msg(seconds_for(forms[i], 100000) < 6, "%s", forms[i]); // 0.5 s; sanitizers are slow
}
END_TEST

START_TEST(nothing_to_link)
{
    people_fixture *f = people_fixture_new("", true);
    ck_assert_uint_eq(f->entities.len, 0);
    people_fixture_free(f);
    f = people_fixture_new("<p , > <r the > <o . > <g “ > ”", true); // kinds without a word
    ck_assert_uint_eq(f->mentions.len, 4);
    people_fixture_free(f);
}
END_TEST

// Whether the table says of `Sen. Maria Lopez` what is true of it.
static void check_names(people_fixture *f)
{
    name_table *t = f->names;
    name_table_begin(t, f->arena, &f->page);
    ck_assert_uint_eq(name_lemma(t, 0), name_word_of(t, "SENATOR", 7));
    ck_assert_uint_eq(name_word(t, 0), name_word_of(t, "sen", 3));
    ck_assert_uint_eq(name_word(t, 1), name_word_of(t, "maria", 5));
    ck_assert_uint_eq(name_word(t, 2), name_word_of(t, "L.opez", 6));
    ck_assert_uint_ne(name_word(t, 1), name_word(t, 2));
    ck_assert(token_means(name_table_facts(t), 0, FEATURE_TITLE));
    ck_assert(token_means(name_table_facts(t), 1, FEATURE_GIVEN_NAME));
    ck_assert(!token_means(name_table_facts(t), 2, FEATURE_GIVEN_NAME));
}

START_TEST(names_outlive_articles)
{
    people_fixture *f = people_fixture_new("<p Sen. {Maria Lopez} >", false);
    uint32_t known = name_word(f->names, 2);
    check_names(f);
    ck_assert_uint_eq(name_word(f->names, 2), known);
    ck_assert(vocab_trim(f->vocab, 0, 0));
    for (size_t i = f->page.token_count; i-- > 0;) { // other numbers for the same types
        token *k = &f->page.tokens[i];
        k->type = vocab_type(f->vocab, f->page.text.bytes + k->start, k->len);
        k->class_id = vocab_type_class(f->vocab, k->type);
    }
    check_names(f);
    people_fixture_free(f);
}
END_TEST

Suite *suite_cluster(void)
{
    Suite *suite = suite_create("cluster");
    TCase *cases = tcase_create("cluster");
    tcase_set_timeout(cases, 120);
    tcase_add_test(cases, short_forms);
    tcase_add_test(cases, namesakes);
    tcase_add_test(cases, roles);
    tcase_add_test(cases, role_texts);
    tcase_add_test(cases, organisations);
    tcase_add_test(cases, unnamed);
    tcase_add_test(cases, indefinite_sources_stay_apart);
    tcase_add_test(cases, nothing_to_link);
    tcase_add_test(cases, many_names_are_fast);
    tcase_add_test(cases, names_outlive_articles);
    suite_add_tcase(suite, cases);
    return suite;
}
