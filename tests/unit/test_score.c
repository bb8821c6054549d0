// SPDX-License-Identifier: MIT
// test_score.c: a tiny gold folder with known figures (the same that eval/score.py gives), and who counts as the
// same.
#include "cli/passages.h"
#include "cli/score.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

Suite *suite_score(void);

static char folder[64];

static void put(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

static void make_folder(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    ck_assert_int_eq(mkdir(path, 0700), 0);
}

static const char *const files[] = {
    "text/one.txt", "text/two.txt", "attributions/one_aaaa.ann", "attributions/one_zzzz.ann",
    "speakers.tsv", "titles.txt"};

// Code points: “Yes,” 0-6 said 7-11 Dr Ann Lee. 12-22
static void set_up(void)
{
    strcpy(folder, "/tmp/quoth-score-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    make_folder("text");
    make_folder("attributions");
    put("text/one.txt", "“Yes,” said Dr Ann Lee.\nShe thinks it rains, “often” and much.\nThe “Old Inn” burns.\n");
    put("text/two.txt", "Nobody annotated this.\n");
    put("attributions/one_zzzz.ann", "T1\tSource 0 1\tx\n");
    put("attributions/one_aaaa.ann", "E1\tAttribution:T9 Content:T3 Cue:T2 Source:T1\n"
                                     "T1\tSource 12 22\tDr Ann Lee\nT2\tCue 7 11\tsaid\nT3\tContent 0 6\t“Yes,”\n"
                                     "T4\tSource 24 27\tShe\nT5\tCue 28 34\tthinks\n"
                                     "T6\tContent 45 52;35 43;53 61\tit rains\n"
                                     "E2\tAttribution:T9 Content:T6 Cue:T5 Source:T4\n#1\tnote\n");
    put("speakers.tsv", "one\tE1\tAnn Lee\tperson\tthe doctor\none\tE2\tAnn Lee\tperson\t\n");
    put("titles.txt", "# comment\nUNKNOWN\n’s\n's\ndr\nthe\nsenator\n");
}

static void tear_down(void)
{
    char path[128];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/text", folder);
    rmdir(path);
    snprintf(path, sizeof path, "%s/attributions", folder);
    rmdir(path);
    rmdir(folder);
}

static void read_all(gold_set *g, name_words *names)
{
    char path[128];
    snprintf(path, sizeof path, "%s/titles.txt", folder);
    ck_assert(gold_read(g, folder, ""));
    ck_assert(name_words_read(names, path));
}

static void expect_figure(const tally *t, double precision, double recall, size_t predicted, size_t gold)
{
    figure f = tally_figure(t);
    ck_assert_double_eq_tol(f.precision, precision, 0.0005);
    ck_assert_double_eq_tol(f.recall, recall, 0.0005);
    ck_assert_uint_eq(t->predicted, predicted);
    ck_assert_uint_eq(t->gold, gold);
}

START_TEST(gold_is_read)
{
    gold_set g;
    name_words names;
    read_all(&g, &names);
    ck_assert_uint_eq(g.count, 1);
    ck_assert(g.has_speakers);
    const gold_article *a = &g.articles[0];
    ck_assert_str_eq(a->name, "one");
    ck_assert_uint_eq(a->point_count, 84);
    ck_assert_uint_eq(a->count, 2);
    ck_assert_uint_eq(a->attributions[0].cue.items[0].end, 11);
    ck_assert_uint_eq(a->attributions[1].content.count, 3);
    ck_assert_uint_eq(a->attributions[1].content.items[0].start, 35);
    ck_assert_uint_eq(a->attributions[1].content.items[2].end, 61);
    ck_assert_str_eq(a->attributions[1].who, "Ann Lee");
    ck_assert_uint_eq(a->attributions[1].alias_count, 1);
    gold_free(&g);
    name_words_free(&names);
}
END_TEST

// Three rows: one right; one with half of its content and no source; one where gold has nothing.
START_TEST(figures_are_those_of_the_scorer)
{
    gold_set g;
    name_words names;
    read_all(&g, &names);
    const char *speech[] = {"said", "says"};
    score s = {.names = &names, .speech = speech, .speech_count = 2, .most_wrong = 1, .has_speakers = true};
    const quoth_span first[] = {{1, 4}}, second[] = {{45, 61}}, third[] = {{67, 74}};
    const quoth_row rows[] = {
        {.n = 1,
         .speaker = {"Lee", "", QUOTH_PERSON, 0},
         .mention = {"Ann Lee", {15, 22}},
         .cue = {"said", {7, 11}},
         .spans = first,
         .span_count = 1,
         .rule = "direct/a full-name"},
        {.n = 2, .speaker = {"", "", QUOTH_UNKNOWN, -1}, .spans = second, .span_count = 1, .rule = "indirect/b"},
        {.n = 3,
         .speaker = {"Old Inn", "", QUOTH_UNKNOWN, 1},
         .mention = {"The", {63, 66}},
         .spans = third,
         .span_count = 1,
         .rule = "direct/a pronoun"},
    };
    score_add(&s, &g.articles[0], rows, 3);
    score_sort(&s);
    expect_figure(&s.mention, 0.5, 0.5, 2, 2);
    expect_figure(&s.entity, 0.5, 0.5, 2, 2);
    expect_figure(&s.speech_rows, 0.333, 1, 3, 1);
    expect_figure(&s.all, 0.333, 0.5, 3, 2);
    ck_assert_uint_eq(s.type_right[QUOTH_DIRECT], 1);
    ck_assert_uint_eq(s.type_gold[QUOTH_MIXED], 1);
    expect_figure(&s.exact[SPAN_CUE], 1, 0.5, 1, 2);
    expect_figure(&s.exact[SPAN_SOURCE], 0, 0, 2, 2);
    expect_figure(&s.exact[SPAN_CONTENT], 0.333, 0.5, 3, 2);
    expect_figure(&s.overlap[SPAN_CONTENT], 18.0 / 26, 18.0 / 29, 26, 29);
    ck_assert_double_eq_tol(score_alpha(&s), 0.324, 0.0005);
    ck_assert_uint_eq(s.rules.count, 2);
    ck_assert_str_eq(s.rules.items[0].name, "direct/a");
    ck_assert_uint_eq(s.rules.items[0].rows, 2);
    ck_assert_uint_eq(s.rules.items[0].right, 1);
    ck_assert_uint_eq(s.steps.count, 2);
    ck_assert_uint_eq(s.wrong_count, 1);
    ck_assert_str_eq(s.wrong[0].text, "  one @46 gold='Ann Lee' got='' “often”");
    score_free(&s);
    gold_free(&g);
    name_words_free(&names);
}
END_TEST

START_TEST(names_that_mean_the_same)
{
    static const struct {
        const char *name, *who, *kind;
        bool same;
    } cases[] = {
        {"Ann Lee", "Ann Lee", "person", true},
        {"Dr Lee", "Ann Lee", "person", true},
        {"Bob Lee", "Ann Lee", "person", false},
        {"Ann", "Ann Lee", "person", false},
        {"ANN LEE’S", "Ann Lee", "person", true},
        {"Lee Ann Lee", "Ann Lee", "person", true},
        {"the doctor", "Ann Lee", "person", true},
        {"doctor", "Ann Lee", "person", true},
        {"", "Ann Lee", "person", false},
        {"Harbour Union", "the Harbour Union", "organisation", true},
        {"Harbour Quay Workers", "Harbour Workers", "organisation", true},
        {"Harbour", "Harbour Quay Workers Union", "organisation", false},
        {"senator", "senator", "person", true},
        {"dr", "Ann Lee", "person", false},
    };
    const char *alias = "the doctor";
    gold_set g;
    name_words names;
    read_all(&g, &names);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        gold_attribution a = {.who = cases[i].who, .kind = cases[i].kind, .aliases = &alias, .alias_count = 1};
        ck_assert_msg(name_is_same(&names, cases[i].name, &a) == cases[i].same, "%s / %s", cases[i].name, cases[i].who);
    }
    ck_assert(name_is_neutral(&names, "UNKNOWN"));
    ck_assert(!name_is_neutral(&names, "unknown"));
    ck_assert(!name_is_neutral(&names, "dr"));
    gold_free(&g);
    name_words_free(&names);
}
END_TEST

static void expect_passages(const char *text, const char *wanted)
{
    uint32_t points[256];
    gold_article a = {.points = points, .point_count = characters_decode(points, text, strlen(text))};
    char got[256] = "";
    pool p = {0};
    spans found = passages_find(&p, &a);
    for (size_t i = 0; i < found.count; i++)
        snprintf(got + strlen(got), sizeof got - strlen(got), "%u-%u ", (unsigned)found.items[i].start,
                 (unsigned)found.items[i].end);
    ck_assert_str_eq(got, wanted);
    pool_free(&p);
}

START_TEST(passages_in_marks)
{
    expect_passages("\"ab\" c \"d\"", "1-3 8-9 ");
    expect_passages("“ab” «c»", "1-3 6-7 ");
    expect_passages("“ab\n“cd”", "1-3 5-7 ");
    expect_passages("„ab“ c »d« e", "1-3 8-9 ");
    expect_passages("“a “b” c”", "1-3 4-5 ");
    expect_passages("\"\" ”a", "");
}
END_TEST

Suite *suite_score(void)
{
    Suite *s = suite_create("score");
    TCase *t = tcase_create("score");
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, gold_is_read);
    tcase_add_test(t, figures_are_those_of_the_scorer);
    tcase_add_test(t, names_that_mean_the_same);
    tcase_add_test(t, passages_in_marks);
    suite_add_tcase(s, t);
    return s;
}
