// SPDX-License-Identifier: MIT
// test_explain.c: how a row is explained: rivals and why they lost, features in words, the steps to the speaker. A
// small rule set stands here.
#include "base/buf.h"
#include "match/feature_phrases.h"
#include "rules_fixture.h"

#include <check.h>
#include <string.h>

Suite *suite_explain(void);

static const char stages[] = "stages:\n"
                             "  - {name: names, does: folds}\n"
                             "  - {name: quotations, does: folds-quotations}\n"
                             "  - {name: sure, does: attributes}\n"
                             "  - {name: unsure, does: attributes}\n";
static const char names[] = "stage: names\n"
                            "rules:\n"
                            "  - {name: name, match: [given], anchor: given, gives: {item: person}}\n"
                            "  - {name: she, match: [female], anchor: female, gives: {item: pronoun}}\n";
static const char sure[] = "stage: sure\n"
                           "rules:\n"
                           "  - name: that\n"
                           "    about: Somebody says that.\n"
                           "    match: ['speaker: person or pronoun', 'cue: say', word \"that\", 'content: clause']\n"
                           "    anchor: cue\n"
                           "    gives: {type: indirect}\n"
                           "  - name: sign\n"
                           "    about: What stands on a sign.\n"
                           "    match: ['content: quotation', word \"sign\"]\n"
                           "    anchor: content\n"
                           "    gives: {type: none}\n";
static const char unsure[] = "stage: unsure\n"
                             "rules:\n"
                             "  - name: short\n"
                             "    about: Only a word.\n"
                             "    match: ['speaker: person', 'cue: say', word \"that\", 'content: any']\n"
                             "    anchor: cue\n"
                             "    gives: {type: indirect}\n"
                             "  - name: master\n"
                             "    match: ['speaker: person', 'cue: say', word \"so\", 'content: any']\n"
                             "    anchor: cue\n"
                             "    beats: [slave]\n"
                             "    gives: {type: indirect}\n"
                             "  - name: slave\n"
                             "    match: ['speaker: person', 'cue: say', 'content: any']\n"
                             "    anchor: cue\n"
                             "    gives: {type: indirect}\n"
                             "  - name: bare\n"
                             "    match: ['content: quotation']\n"
                             "    anchor: content\n"
                             "    gives: {type: direct, speaker: previous}\n";
static const char people[] = "features:\n  female: [female]\n  given-name: [given]\n";

static quoth_rules rules;
static quoth_analyser *analyser;
static buf out;
static size_t calls_left; // until the writer stops

static void set_up(void)
{
    const rule_file files[] = {{"names.yaml", names, sizeof names - 1},    {"people.yaml", people, sizeof people - 1},
                               {"stages.yaml", stages, sizeof stages - 1}, {"sure.yaml", sure, sizeof sure - 1},
                               {"unsure.yaml", unsure, sizeof unsure - 1}, {"words/female.txt", "she\n", 4},
                               {"words/given.txt", "Ann\nBob\nEve\n", 12}, {"words/say.txt", "say|said\n", 9}};
    rules_fixture_load(&rules, files, sizeof files / sizeof *files);
    analyser = quoth_analyser_new(&rules);
    out = (buf){0};
    calls_left = SIZE_MAX;
}

static void tear_down(void)
{
    quoth_analyser_free(analyser);
    rules_fixture_clear(&rules);
    buf_free(&out);
}

static void use(const char *weights) { rules_fixture_weigh(&rules, analyser, weights); }

static bool keep(void *context, const char *bytes, size_t len)
{
    buf_put(context, bytes, len);
    return calls_left-- > 1;
}

static const quoth_article *read_text(const char *text)
{
    quoth_input input = {.bytes = text, .len = strlen(text), .id = "a"};
    return quoth_analyse(analyser, &input);
}

static const char *explained(const char *text, size_t row)
{
    const quoth_article *article = read_text(text);
    ck_assert_uint_lt(row, article->row_count);
    buf_clear(&out);
    ck_assert_int_eq(quoth_row_explain(analyser, &article->rows[row], 200, keep, &out), QUOTH_OK);
    return out.bytes;
}

#define CHECK_EXPLAINED(text, row, expected) ck_assert_str_eq(explained(text, row), expected)
#define CHECK_HAS(text, row, expected)                                                                                 \
    ck_assert_msg(strstr(explained(text, row), expected) != NULL, "`%s` is not in:\n%s", expected, out.bytes)

// ---- rows ----

START_TEST(stages_decide_without_weights)
{
    CHECK_EXPLAINED("Ann said that it rained.", 0,
                    "a, row 1: Ann is quoted indirectly in line 1 with the cue “said”: it rained\n\n"
                    "  Found by rule sure/that (about: Somebody says that.)\n"
                    "    There are no weights: the order of stages decided.\n\n"
                    "  Against it stood unsure/short (about: Only a word.)\n"
                    "    It would have named “Ann”, with the cue “said”, for “it”.\n"
                    "    It lost: it comes later in the order of stages than the winner, which has the same cue.\n\n"
                    "  Against it stood unsure/slave\n"
                    "    It would have named “Ann”, with the cue “said”, for “that”.\n"
                    "    It lost: it comes later in the order of stages than the winner, which has the same cue.\n\n"
                    "  The speaker: Ann (step full-name)\n"
                    "    “Ann” gives the name in full: Ann.\n\n");
}
END_TEST

START_TEST(weights_decide)
{
    use("thresholds:\n  plain: 0.4\nfeatures:\n  rule:\n    short: -1\n  lemma:\n    say: 2\n  cue near:\n"
        "    after small: 0.5\n  source:\n    items 1: -0.5\n");
    CHECK_EXPLAINED(
        "Eve slept.\nAnn said that it rained.", 0,
        "a, row 1: Ann is quoted indirectly in line 2 with the cue “said”: it rained\n\n"
        "  Found by rule sure/that (about: Somebody says that.)\n"
        "    It is 88 % likely (the threshold is 40.0 %), which gives the confidence 0.88.\n"
        "    For it: the cue `say`; behind the cue stands a word in small letters.\n"
        "    Against it: the source has one item.\n\n"
        "  Against it stood unsure/slave\n"
        "    It would have named “Ann”, with the cue “said”, for “that”.\n"
        "    It lost: it is no likelier and comes later in the order of stages than the winner, which has the "
        "same cue.\n"
        "    For it: the cue `say`; behind the cue stands a word in small letters.\n"
        "    Against it: the source has one item.\n\n"
        "  Against it stood unsure/short (about: Only a word.)\n"
        "    It would have named “Ann”, with the cue “said”, for “it”.\n"
        "    It lost: it is less likely, 73.1 %, than the 88.1 % of the winner, which has the same cue.\n"
        "    For it: the cue `say`; behind the cue stands a word in small letters.\n"
        "    Against it: the rule itself; the source has one item.\n\n"
        "  The speaker: Ann (step full-name)\n"
        "    “Ann” gives the name in full: Ann.\n\n");
}
END_TEST

START_TEST(reasons_of_losing)
{
    use("thresholds:\n  plain: 0.4\nfeatures:\n  rule:\n    short: -1\n");
    CHECK_HAS("Ann said that it rained.", 0, "    It lost: 26.9 % is below the threshold, 40.0 %.\n");
    use("features:\n  rule:\n    slave: 1\n    bare: 2\n");
    CHECK_HAS("Ann said so much.", 0, "    It lost: its rule always gives way to the winner.\n");
    use("features:\n  rule:\n    short: 1\n    bare: 2\n");
    CHECK_HAS("Bob said that \"No\" it is.", 0, "whose words it crosses.");
    CHECK_HAS("Bob said that \"No\" it is.", 0, "It lost: what has no cue or no speaker of its own comes behind");
}
END_TEST

START_TEST(speakers_are_explained)
{
    use("features:\n  rule:\n    that: 1\n");
    CHECK_HAS("Ann slept. Eve ate. She said that it rained.", 0,
              "  The speaker: Eve (step pronoun)\n"
              "    “She” was taken for Eve, in line 1 “Eve”.\n"
              "    Passed over: Ann (line 1): less near or less in the foreground");
    CHECK_HAS("Ann said that it rained. \"No.\"", 1,
              "  The speaker: Ann (step continued)\n"
              "    The rule names nobody; the speaker is that of the quotation before (row 1).\n"
              "    “Ann” gives the name in full: Ann.\n");
    CHECK_HAS("She said that it rained.", 0,
              "  The speaker: nobody is named\n    “She” could not be put down to anybody.\n");
    CHECK_HAS("\"No.\"", 0, "    The rule names nobody, and no row beside it lends its speaker.\n");
}
END_TEST

START_TEST(nothing_to_explain)
{
    quoth_row row = {.n = 1};
    ck_assert_int_eq(quoth_row_explain(analyser, &row, 0, keep, &out), QUOTH_E_OPTION); // no article yet
    const quoth_article *article = read_text("Ann said that it rained.");
    row.n = (uint32_t)article->row_count + 1;
    ck_assert_int_eq(quoth_row_explain(analyser, &row, 0, keep, &out), QUOTH_E_OPTION);
    row.n = 0;
    ck_assert_int_eq(quoth_row_explain(analyser, &row, 0, keep, &out), QUOTH_E_OPTION);
    calls_left = 2;
    ck_assert_int_eq(quoth_row_explain(analyser, &article->rows[0], 0, keep, &out), QUOTH_E_STOPPED);
    read_text("");
    row.n = 1;
    ck_assert_int_eq(quoth_row_explain(analyser, &row, 0, keep, &out), QUOTH_E_OPTION);
}
END_TEST

START_TEST(explaining_changes_nothing)
{
    static const char text[] = "Ann said that Bob said that it rained. She said that Eve slept.";
    explained(text, 0);
    const quoth_article *article = read_text(text);
    buf before = {0};
    for (size_t i = 0; i < article->row_count; i++)
        buf_printf(&before, "%s %s %s\n", article->rows[i].speaker.name, article->rows[i].quote, article->rows[i].rule);
    for (size_t k = 0; k < 2; k++) {
        quoth_row_explain(analyser, &article->rows[k], 0, keep, &out);
        buf after = {0};
        for (size_t i = 0; i < article->row_count; i++)
            buf_printf(&after, "%s %s %s\n", article->rows[i].speaker.name, article->rows[i].quote,
                       article->rows[i].rule);
        ck_assert_str_eq(before.bytes, after.bytes);
        buf_free(&after);
    }
    buf_free(&before);
}
END_TEST

// ---- features ----

static feature_part part(feature_parts *parts, const char *word)
{
    return *word ? feature_parts_add(parts, word, strlen(word)) : WORD_NO_PART;
}

static const char *said_of(feature_group g, const char *a, const char *b, const char *c)
{
    feature_parts *parts = feature_parts_new(rules.arena, NULL);
    feature f = feature_of(g, part(parts, a), part(parts, b), part(parts, c));
    buf_clear(&out);
    feature_print(&out, feature_fact(f), parts, rules.set->predicates);
    return out.bytes;
}

START_TEST(features_have_words)
{
    static const struct {
        feature_group group;
        const char *parts[3], *text;
    } cases[] = {
        {GROUP_LEMMA, {"according_to"}, "the cue `according to`"},
        {GROUP_RULE_LEMMA, {"that", "say"}, "the cue `say`"},
        {GROUP_LEMMA, {"none"}, "it has no cue"},
        {GROUP_CUE_FORM, {"_s"}, "the cue ends in `s`"},
        {GROUP_LEMMA_FORM, {"say", "__"}, "the cue ends in no small letter"},
        {GROUP_CUE_NEAR, {"before", "comma"}, "before the cue stands a comma"},
        {GROUP_SOURCE, {"organisation"}, "the source is an organisation"},
        {GROUP_SOURCE, {"items", "3"}, "the source has three items"},
        {GROUP_LEMMA_SOURCE, {"say", "word"}, "the source is a plain word"},
        {GROUP_SOURCE_NEAR, {"person", "before", "edge"}, "before the source stands the end of the text"},
        {GROUP_DISTANCE, {"cue-content", "behind", "3"}, "three items between the cue and the quote behind it"},
        {GROUP_CONTENT, {"commas", "1"}, "one comma in the quote"},
        {GROUP_CONTENT_FIRST, {"before"}, "the quote begins with `before`"},
        {GROUP_CONTENT_FIRST, {"before", "Capital"}, "before the quote stands a word with a capital"},
        {GROUP_QUOTED, {"after", "ed"}, "behind the quotation marks stands a word that ends in `ed`"},
        {GROUP_QUOTED, {"after", "say"}, "behind the quotation marks stands `say`"},
        {GROUP_MARKS, {"quotation-long"}, "the quote begins with a long quotation"},
        {GROUP_INSIDE, {"that", "short"}, "it may stand in what `short` finds"},
        {GROUP_RIVALS, {"cue", "longer", "shorter"}, "rivals at its cue have longer quotes"},
        {GROUP_BIAS, {"all"}, ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const *p = cases[i].parts;
        ck_assert_str_eq(said_of(cases[i].group, p[0], p[1] ? p[1] : "", p[2] ? p[2] : ""), cases[i].text);
    }
}
END_TEST

// A group that is new needs a phrase.
START_TEST(every_group_has_words)
{
    static const char *const tries[][3] = {{"cue", "behind", "3"},        {"cue", "before", "a"}, {"before", "a", ""},
                                           {"cue-source", "before", "1"}, {"commas", "1", ""},    {"last", "a", ""}};
    for (int g = 0; g < GROUP_COUNT; g++) {
        bool some = g == GROUP_BIAS;
        for (size_t i = 0; i < sizeof tries / sizeof *tries && !some; i++)
            some = *said_of((feature_group)g, tries[i][0], tries[i][1], tries[i][2]);
        ck_assert_msg(some, "%s", feature_group_name((feature_group)g));
    }
}
END_TEST

Suite *suite_explain(void)
{
    Suite *s = suite_create("explain");
    TCase *t = tcase_create("explain");
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, stages_decide_without_weights);
    tcase_add_test(t, weights_decide);
    tcase_add_test(t, reasons_of_losing);
    tcase_add_test(t, speakers_are_explained);
    tcase_add_test(t, nothing_to_explain);
    tcase_add_test(t, explaining_changes_nothing);
    tcase_add_test(t, features_have_words);
    tcase_add_test(t, every_group_has_words);
    suite_add_tcase(s, t);
    return s;
}
