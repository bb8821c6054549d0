// SPDX-License-Identifier: MIT
// test_choose.c: which matches become rows, with weights and without, and what a trainer learns. The choice without
// weights is also in test_match.c. A small rule set stands here: `say` and `see` both propose rows.
#include "base/buf.h"
#include "rules_fixture.h"

#include <check.h>
#include <string.h>

Suite *suite_choose(void);

static const char stages[] = "stages:\n"
                             "  - {name: names, does: folds}\n"
                             "  - {name: quotations, does: folds-quotations}\n"
                             "  - {name: sure, does: attributes}\n"
                             "  - {name: unsure, does: attributes}\n"
                             "  - {name: rest, does: attributes}\n";
static const char names[] = "stage: names\n"
                            "rules:\n"
                            "  - {name: name, match: [given], anchor: given, gives: {item: person}}\n";
static const char sure[] = "stage: sure\n"
                           "rules:\n"
                           "  - name: quoted\n"
                           "    match: ['content: quotation', 'comma?', 'cue: say', 'speaker: person']\n"
                           "    anchor: cue\n"
                           "    gives: {type: direct}\n"
                           "  - name: sign\n"
                           "    match: ['content: quotation', word \"sign\"]\n"
                           "    anchor: content\n"
                           "    gives: {type: none}\n";
static const char unsure[] = "stage: unsure\n"
                             "rules:\n"
                             "  - name: again\n"
                             "    match: ['content: quotation', 'comma?', 'cue: say', 'speaker: person']\n"
                             "    anchor: cue\n"
                             "    gives: {type: mixed}\n"
                             "  - name: that\n"
                             "    match: ['speaker: person', 'cue: say or see', word \"that\", 'content: clause']\n"
                             "    anchor: cue\n"
                             "    gives: {type: indirect}\n"
                             "  - name: short\n"
                             "    match: ['speaker: person', 'cue: say', word \"that\", 'content: any']\n"
                             "    anchor: cue\n"
                             "    gives: {type: indirect}\n";
static const char rest[] = "stage: rest\n"
                           "rules:\n"
                           "  - name: bare\n"
                           "    match: ['content: quotation']\n"
                           "    anchor: content\n"
                           "    gives: {type: direct, speaker: previous}\n";

static quoth_rules rules;
static quoth_analyser *analyser;
static buf out;

static void set_up(void)
{
    const rule_file files[] = {
        {"names.yaml", names, sizeof names - 1},    {"rest.yaml", rest, sizeof rest - 1},
        {"stages.yaml", stages, sizeof stages - 1}, {"sure.yaml", sure, sizeof sure - 1},
        {"unsure.yaml", unsure, sizeof unsure - 1}, {"weights.yaml", "no: rules", 9}, // not a file of rules
        {"words/given.txt", "Ann\nBob\nEve\n", 12}, {"words/say.txt", "say|said\n", 9},
        {"words/see.txt", "see|saw\n", 8}};
    rules_fixture_load(&rules, files, sizeof files / sizeof *files);
    analyser = quoth_analyser_new(&rules);
    out = (buf){0};
}

static void tear_down(void)
{
    quoth_analyser_free(analyser);
    rules_fixture_clear(&rules);
    buf_free(&out);
}

static void use(const char *weights) { rules_fixture_weigh(&rules, analyser, weights); }

// `rule confidence: content`, one a line, of rows and of words that are nobody's.
static const char *chosen(const char *text)
{
    analysis done;
    analysis_begin(analyser, text, strlen(text), &done);
    analysis_attribute(analyser, &done);
    buf_clear(&out);
    buf_puts(&out, "");
    for (size_t i = 0; i < done.attributions.len; i++) {
        const attribution *a = &done.attributions.items[i];
        const token *first = &done.page.tokens[a->content[0].first];
        const token *last = &done.page.tokens[a->content[0].end - 1];
        buf_printf(&out, "%s%s %.2f: %.*s", i ? "\n" : "", a->rule->name, (double)a->confidence,
                   (int)(last->start + last->len - first->start), done.page.text.bytes + first->start);
    }
    return out.bytes;
}

#define CHECK_CHOSEN(text, expected) ck_assert_str_eq(chosen(text), expected)

START_TEST(stages_decide_without_weights)
{
    CHECK_CHOSEN("\"No,\" said Ann.", "quoted 0.00: \"No,\"");
    CHECK_CHOSEN("Ann saw that it rained.", "that 0.00: it rained");
    CHECK_CHOSEN("Ann said that it rained.", "that 0.00: it rained"); // the longer match of one stage
}
END_TEST

START_TEST(weights_drop_what_is_unlikely)
{
    use("thresholds:\n  plain: 0.4\nfeatures:\n  lemma:\n    see: -1\n    say: 2\n");
    CHECK_CHOSEN("Ann saw that it rained.", "");
    CHECK_CHOSEN("Ann said that it rained.", "that 0.88: it rained");
    use("thresholds:\n  quoted: 0.4\nfeatures:\n  lemma:\n    see: -1\n    say: -2\n"); // of another case
    CHECK_CHOSEN("Ann saw that it rained.", "that 0.27: it rained");
    CHECK_CHOSEN("\"No,\" said Ann.", "bare 0.50: \"No,\"");
}
END_TEST

START_TEST(weights_choose_among_rivals)
{
    use("features:\n  rule:\n    short: 1\n");
    CHECK_CHOSEN("Ann said that it rained.", "short 0.73: it");
    use("features:\n  rule lemma:\n    short say: -1\n");
    CHECK_CHOSEN("Ann said that it rained.", "that 0.50: it rained");
    use("features:\n  length:\n    1: 1\n  rule:\n    that: 1.5\n");
    CHECK_CHOSEN("Ann said that it rained.", "that 0.82: it rained");
}
END_TEST

// Two rules that say the same: the earlier one, whatever their weights.
START_TEST(repeated_candidates_count_once)
{
    use("features:\n  rule:\n    again: 5\n");
    CHECK_CHOSEN("\"No,\" said Ann.", "quoted 0.50: \"No,\"");
}
END_TEST

// What has no cue waits for the others; words that are nobody's compete with them.
START_TEST(carried_candidates_come_last)
{
    use("features:\n  rule:\n    bare: 5\n    quoted: -1\n");
    CHECK_CHOSEN("\"No,\" said Ann. \"Oh!\"", "quoted 0.27: \"No,\"\nbare 0.99: \"Oh!\"");
    CHECK_CHOSEN("The \"No\" sign fell.", "sign 0.50: \"No\"");
}
END_TEST

START_TEST(confidence_is_calibrated)
{
    use("confidence:\n  plain: [[0, 0], [1, 0.5]]\n");
    CHECK_CHOSEN("Ann said that it rained.", "that 0.25: it rained");
}
END_TEST

START_TEST(weights_do_not_disturb_nesting)
{
    use("features:\n  source:\n    person: 1\n");
    CHECK_CHOSEN("Ann said that Bob said that it rained.", "that 0.73: Bob said that it rained\nthat 0.73: it rained");
}
END_TEST

// ---- rows inside others ----

#define INNER_TEXT    "Ann said that \"it rained\" said Bob before Eve came."
#define OUTER_ROW     "that 0.95: \"it rained\" said Bob before Eve came"
#define INNER_WEIGHTS "features:\n  rule:\n    that: 3\n    quoted: -1\n    bare: -9\n"

// 0.27 is too little for a row of its own, not for one in what Ann says.
START_TEST(inner_rows_have_a_threshold_of_their_own)
{
    use("thresholds:\n  quoted: 0.4\n  carried: 0.1\n  inner: 0.2\n" INNER_WEIGHTS);
    CHECK_CHOSEN(INNER_TEXT, OUTER_ROW "\nquoted 0.27: \"it rained\"");
    CHECK_CHOSEN("\"It rained\" said Bob before Eve came.", "");                              // alone
    CHECK_CHOSEN("Ann said that it rained. \"It rained\" said Bob.", "that 0.95: it rained"); // beside
    use("thresholds:\n  quoted: 0.4\n  carried: 0.1\n  inner: 0.3\n" INNER_WEIGHTS);
    CHECK_CHOSEN(INNER_TEXT, OUTER_ROW); // too little for that too
    use("thresholds:\n  quoted: 0.2\n  carried: 0.1\n  inner: 0.9\n" INNER_WEIGHTS);
    CHECK_CHOSEN(INNER_TEXT, OUTER_ROW "\nquoted 0.27: \"it rained\""); // likely enough to stand anywhere
}
END_TEST

START_TEST(inner_rows_are_calibrated_as_quoted)
{
    use("thresholds:\n  quoted: 0.4\n  inner: 0.2\nconfidence:\n  quoted: [[0, 0.25], [0.5, 0.25]]\n" INNER_WEIGHTS);
    CHECK_CHOSEN(INNER_TEXT, "that 0.25: \"it rained\" said Bob before Eve came\nquoted 0.25: \"it rained\"");
}
END_TEST

// As any threshold that is not written, it is 0.
START_TEST(inner_threshold_may_be_left_out)
{
    use("thresholds:\n  quoted: 0.4\n  carried: 0.1\n" INNER_WEIGHTS);
    CHECK_CHOSEN(INNER_TEXT, OUTER_ROW); // then it is that of other quoted rows
    CHECK_CHOSEN("\"It rained\" said Bob before Eve came.", "");
}
END_TEST

// A row without marks has none but its own threshold, and one without a cue is never inner.
START_TEST(inner_rows_are_quoted_and_have_a_cue)
{
    use("thresholds:\n  plain: 0.4\n  inner: 0.1\nfeatures:\n  lemma:\n    say: 2\n    see: -1\n");
    CHECK_CHOSEN("Ann said that Bob saw that it rained.", "that 0.88: Bob saw that it rained");
    use("features:\n  rule:\n    that: 3\n    quoted: -99\n    bare: 1\n");
    CHECK_CHOSEN("Ann said that \"it rained\" on Bob.", "that 0.95: \"it rained\" on Bob");
}
END_TEST

// ---- learning ----

static bool keep(void *context, const char *bytes, size_t len)
{
    buf_put(context, bytes, len);
    return true;
}

enum { ARTICLES = 60 };
static const char said[] = "Ann said that it rained. Bob saw that it rained.";
static const char saw[] = "Eve saw that it rained. Ann said that it rained.";

// Gold: what Ann said, never what somebody saw.
static void teach(quoth_trainer *t)
{
    static const quoth_span content[] = {{14, 23}, {38, 47}}, source[] = {{0, 3}, {24, 27}};
    for (int i = 0; i < ARTICLES; i++) {
        int k = i % 2;
        quoth_input input = {.bytes = k ? saw : said, .len = strlen(k ? saw : said), .id = "x"};
        quoth_gold gold = {&content[k], &source[k], 1, 1};
        quoth_trainer_add(t, &input, &gold, 1);
    }
}

static char *learned(uint64_t seed, const char *without, quoth_training_result *result)
{
    buf text = {0};
    quoth_trainer *t = quoth_trainer_new(&rules);
    teach(t);
    quoth_training how = {.folds = 3, .seed = seed, .without = without};
    ck_assert_int_eq(quoth_trainer_learn(t, &how, result, NULL), QUOTH_OK);
    ck_assert_int_eq(quoth_trainer_write(t, "first\nsecond", keep, &text), QUOTH_OK);
    quoth_trainer_free(t);
    char *copy = arena_copy(rules.arena, text.bytes, text.len);
    buf_free(&text);
    return copy;
}

START_TEST(what_is_learned_decides)
{
    quoth_training_result r;
    const char *weights = learned(1, NULL, &r);
    ck_assert_uint_eq(r.articles, ARTICLES);
    ck_assert_uint_eq(r.gold, ARTICLES);
    ck_assert_double_eq_tol(r.precision, 1, 1e-9);
    ck_assert_double_eq_tol(r.recall, 1, 1e-9);
    ck_assert_ptr_nonnull(strstr(weights, "# first\n# second\n"));
    ck_assert_ptr_null(strstr(weights, "Ann")); // no names
    ck_assert_ptr_nonnull(strstr(weights, "\n  inner: 0."));
    use(weights);
    ck_assert_ptr_nonnull(strstr(chosen("Eve said that it snowed."), ": it snowed"));
    CHECK_CHOSEN("Eve saw that it snowed.", "");
}
END_TEST

START_TEST(learning_is_repeatable) { ck_assert_str_eq(learned(7, NULL, NULL), learned(7, NULL, NULL)); }
END_TEST

START_TEST(groups_can_be_left_out)
{
    ck_assert_ptr_nonnull(strstr(learned(1, NULL, NULL), "\n  lemma:\n"));
    const char *weights = learned(1, "lemma,rule lemma", NULL);
    ck_assert_ptr_null(strstr(weights, "\n  lemma:\n"));
    ck_assert_ptr_null(strstr(weights, "\n  rule lemma:\n"));
    quoth_trainer *t = quoth_trainer_new(&rules);
    quoth_error *e = quoth_error_new();
    quoth_training how = {.folds = 2, .without = "lemma,lama"};
    ck_assert_int_eq(quoth_trainer_learn(t, &how, NULL, e), QUOTH_E_OPTION);
    ck_assert_str_eq(quoth_error_message(e, 0), "there is no group of features 'lama'");
    quoth_error_free(e);
    quoth_trainer_free(t);
}
END_TEST

// Nothing to learn from, fewer articles than folds, gold outside of the text: weights that load all the same.
START_TEST(poor_gold_is_safe)
{
    static const quoth_span nowhere[] = {{900, 905}, {4000000000u, 4000000001u}};
    for (int articles = 0; articles < 3; articles++) {
        buf text = {0};
        quoth_trainer *t = quoth_trainer_new(&rules);
        for (int i = 0; i < articles; i++) {
            quoth_input input = {.bytes = i ? said : "", .len = i ? strlen(said) : 0};
            quoth_gold gold[] = {{nowhere, nowhere, 2, 0}, {NULL, NULL, 0, 0}};
            quoth_trainer_add(t, &input, gold, 2);
        }
        quoth_training how = {.folds = 10};
        ck_assert_int_eq(quoth_trainer_learn(t, &how, NULL, NULL), QUOTH_OK);
        ck_assert_int_eq(quoth_trainer_write(t, NULL, keep, &text), QUOTH_OK);
        use(arena_copy(rules.arena, text.bytes, text.len));
        chosen(said);
        quoth_trainer_free(t);
        buf_free(&text);
    }
}
END_TEST

Suite *suite_choose(void)
{
    Suite *s = suite_create("choose");
    TCase *t = tcase_create("choose");
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, stages_decide_without_weights);
    tcase_add_test(t, weights_drop_what_is_unlikely);
    tcase_add_test(t, weights_choose_among_rivals);
    tcase_add_test(t, repeated_candidates_count_once);
    tcase_add_test(t, carried_candidates_come_last);
    tcase_add_test(t, confidence_is_calibrated);
    tcase_add_test(t, weights_do_not_disturb_nesting);
    tcase_add_test(t, inner_rows_have_a_threshold_of_their_own);
    tcase_add_test(t, inner_rows_are_calibrated_as_quoted);
    tcase_add_test(t, inner_threshold_may_be_left_out);
    tcase_add_test(t, inner_rows_are_quoted_and_have_a_cue);
    tcase_add_test(t, what_is_learned_decides);
    tcase_add_test(t, learning_is_repeatable);
    tcase_add_test(t, groups_can_be_left_out);
    tcase_add_test(t, poor_gold_is_safe);
    suite_add_tcase(s, t);
    return s;
}
