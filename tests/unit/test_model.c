// SPDX-License-Identifier: MIT
// test_model.c: weights.yaml as src/match/model.c reads it, what it refuses, and how weights become confidence.
#include "match/model.h"

#include <check.h>
#include <string.h>

Suite *suite_model(void);

static const char good[] = "# Made by hand.\n"
                           "thresholds:\n"
                           "  plain: 0.310\n"
                           "  nobody: 1\n"
                           "\n"
                           "confidence:\n"
                           "  plain: [[0.200, 0.100], [0.600, 0.500], [0.800, 0.950]]\n"
                           "features:\n"
                           "  bias:\n"
                           "    all: -1.250\n"
                           "  rule lemma:\n"
                           "    source-said say: 2.5\n"
                           "    source-said point_out: 0.125\n"
                           "  content first:\n"
                           "    a:b: -0.001\n";

static arena *memory;

static void set_up(void) { memory = arena_new(NULL, NULL); }

static void tear_down(void) { arena_free(memory); }

static quoth_status read(model **out, const char *text, size_t len, quoth_error *e)
{
    static source_file file;
    file = (source_file){MODEL_FILE, text, len};
    *out = NULL;
    return model_read(out, memory, &file, e);
}

static model *read_good(void)
{
    model *m;
    ck_assert_int_eq(read(&m, good, strlen(good), NULL), QUOTH_OK);
    return m;
}

static feature feature_named(const model *m, feature_group g, const char *first, const char *second)
{
    feature_part one = feature_parts_add(m->parts, first, strlen(first));
    return feature_of(g, one, second ? feature_parts_add(m->parts, second, strlen(second)) : WORD_NO_PART,
                      WORD_NO_PART);
}

static float weight(const model *m, feature_group g, const char *first, const char *second)
{
    return model_weight(m, feature_named(m, g, first, second));
}

START_TEST(weights_are_found_by_name)
{
    model *m = read_good();
    ck_assert_uint_eq(m->count, 4);
    ck_assert_float_eq_tol(weight(m, GROUP_BIAS, "all", NULL), -1.25f, 1e-6f);
    ck_assert_float_eq_tol(weight(m, GROUP_RULE_LEMMA, "source-said", "say"), 2.5f, 1e-6f);
    ck_assert_float_eq_tol(weight(m, GROUP_RULE_LEMMA, "source-said", "point_out"), 0.125f, 1e-6f);
    ck_assert_float_eq_tol(weight(m, GROUP_CONTENT_FIRST, "a:b", NULL), -0.001f, 1e-6f); // the last colon counts
    // another order, group or number of parts is another feature
    ck_assert_float_eq(weight(m, GROUP_RULE_LEMMA, "say", "source-said"), 0);
    ck_assert_float_eq(weight(m, GROUP_RULE_LIST, "source-said", "say"), 0);
    ck_assert_float_eq(weight(m, GROUP_RULE_LEMMA, "source-said", NULL), 0);
    ck_assert_float_eq(weight(m, GROUP_RULE_LEMMA, "source-said say", NULL), 0);
}
END_TEST

START_TEST(thresholds_and_curves_are_read)
{
    model *m = read_good();
    ck_assert_float_eq_tol(m->thresholds[MODEL_PLAIN], 0.31f, 1e-6f);
    ck_assert_float_eq(m->thresholds[MODEL_NOBODY], 1);
    ck_assert_float_eq(m->thresholds[MODEL_QUOTED], 0);
    ck_assert_float_eq(m->thresholds[MODEL_INNER], 0); // not written
    ck_assert_uint_eq(m->curves[MODEL_PLAIN].count, 3);
    ck_assert_uint_eq(m->curves[MODEL_QUOTED].count, 0);
}
END_TEST

START_TEST(inner_has_a_threshold_only)
{
    static const char text[] = "thresholds:\n  inner: 0.125\n  quoted: 0.250\n";
    model *m;
    ck_assert_int_eq(read(&m, text, strlen(text), NULL), QUOTH_OK);
    ck_assert_float_eq_tol(m->thresholds[MODEL_INNER], 0.125f, 1e-6f);
    ck_assert_float_eq_tol(m->thresholds[MODEL_QUOTED], 0.25f, 1e-6f);
    ck_assert_str_eq(model_case_name(MODEL_INNER), "inner");
    rule r = {.gives = {.type = ROW_DIRECT, .speaker = SPEAKER_CAPTURED}};
    ck_assert_int_eq(model_case_of(&r, true), MODEL_QUOTED); // no candidate is of this case
    ck_assert_int_eq(model_case_of(&r, false), MODEL_PLAIN);
    r.gives.speaker = SPEAKER_PREVIOUS;
    ck_assert_int_eq(model_case_of(&r, true), MODEL_CARRIED);
    r.gives.type = ROW_NONE;
    ck_assert_int_eq(model_case_of(&r, true), MODEL_NOBODY);
}
END_TEST

START_TEST(confidence_follows_the_curve)
{
    model *m = read_good();
    ck_assert_float_eq_tol(model_confidence(m, MODEL_PLAIN, 0.0f), 0.1f, 1e-6f); // before the first point
    ck_assert_float_eq_tol(model_confidence(m, MODEL_PLAIN, 0.2f), 0.1f, 1e-6f);
    ck_assert_float_eq_tol(model_confidence(m, MODEL_PLAIN, 0.4f), 0.3f, 1e-6f); // between
    ck_assert_float_eq_tol(model_confidence(m, MODEL_PLAIN, 0.6f), 0.5f, 1e-6f);
    ck_assert_float_eq_tol(model_confidence(m, MODEL_PLAIN, 1.0f), 0.95f, 1e-6f); // behind the last
    ck_assert_float_eq_tol(model_confidence(m, MODEL_QUOTED, 0.4f), 0.4f, 1e-6f); // no curve
    for (float p = 0, before = 0; p <= 1; p += 0.01f) {
        float c = model_confidence(m, MODEL_PLAIN, p);
        ck_assert(c >= before && c <= 1);
        before = c;
    }
}
END_TEST

START_TEST(probability_is_logistic)
{
    model *m = read_good();
    feature_vector *v = ARENA_NEW(memory, feature_vector);
    ck_assert_float_eq_tol(model_probability(m, v), 0.5f, 1e-6f);
    v->items[v->len++] = feature_named(m, GROUP_BIAS, "all", NULL);
    ck_assert_float_eq_tol(model_probability(m, v), 0.2227f, 1e-4f);
    v->items[v->len++] = feature_named(m, GROUP_RULE_LEMMA, "source-said", "say");
    v->items[v->len++] = feature_named(m, GROUP_RULE_LEMMA, "source-said", "unheard-of");
    ck_assert_float_eq_tol(model_probability(m, v), 0.7773f, 1e-4f);
}
END_TEST

START_TEST(many_weights_collide_and_are_found)
{
    enum { COUNT = 5000 };
    model *m = model_new(memory, NULL, COUNT + 1);
    uint64_t step = UINT64_C(1) << 45; // the low bits of all are the same
    for (uint64_t i = 1; i <= COUNT; i++)
        model_set(m, i * step, (float)i);
    model_seal(m);
    ck_assert_uint_eq(m->count, COUNT);
    for (uint64_t i = 1; i <= COUNT; i += 97)
        ck_assert_float_eq(model_weight(m, i * step), (float)i);
    ck_assert_float_eq(model_weight(m, 7), 0);
    model_set(m, step, 9);
    model_seal(m);
    ck_assert_uint_eq(m->count, COUNT);
    ck_assert_float_eq(model_weight(m, step), 9);
}
END_TEST

START_TEST(words_keep_their_numbers)
{
    enum { COUNT = 1000 };
    feature_parts *first = feature_parts_new(memory, NULL);
    ck_assert_uint_eq(feature_parts_add(first, "all", 3), WORD_ALL);
    feature_part say = feature_parts_add(first, "say", 3);
    feature_parts *second = feature_parts_new(memory, first);
    ck_assert_uint_eq(feature_parts_add(second, "say", 3), say);
    for (int i = 0; i < COUNT; i++) {
        const char *text = arena_printf(memory, "word%d", i);
        ck_assert_uint_eq(feature_parts_add(second, text, strlen(text)), say + 1 + (feature_part)i);
    }
    ck_assert_uint_eq(feature_parts_add(second, "word7", 5), say + 8);
    ck_assert_str_eq(feature_parts_text(second, say + 8).text, "word7");
    ck_assert_str_eq(feature_parts_text(second, say).text, "say");
    ck_assert_str_eq(feature_parts_text(second, WORD_40).text, "40+");
}
END_TEST

START_TEST(features_are_taken_apart)
{
    feature f = feature_of(GROUP_RIVALS, FEATURE_PARTS_MOST, WORD_CUE, WORD_NO_PART);
    ck_assert_int_eq((int)feature_group_in(f), GROUP_RIVALS);
    ck_assert_uint_eq(feature_part_in(f, 0), FEATURE_PARTS_MOST);
    ck_assert_uint_eq(feature_part_in(f, 1), WORD_CUE);
    ck_assert_uint_eq(feature_part_in(f, 2), WORD_NO_PART);
    ck_assert(feature_of((feature_group)0, WORD_NO_PART, WORD_NO_PART, WORD_NO_PART) != 0);
}
END_TEST

START_TEST(line_ends_of_windows)
{
    static const char text[] = "features:\r\n  bias:\r\n    all: 1.5\r\n";
    model *m;
    ck_assert_int_eq(read(&m, text, strlen(text), NULL), QUOTH_OK);
    ck_assert_float_eq(weight(m, GROUP_BIAS, "all", NULL), 1.5f);
    ck_assert_int_eq(read(&m, "", 0, NULL), QUOTH_OK); // no weights: all weigh 0
    ck_assert_uint_eq(m->count, 0);
}
END_TEST

static const struct {
    const char *text, *message;
} wrong[] = {
    {"weights:\n", "weights.yaml:1:1: thresholds, confidence or features is expected\nweights:\n^"},
    {"features:\n  rhyme:\n", "weights.yaml:2:3: there is no such group of features\n  rhyme:\n  ^"},
    {"features:\n    all: 1\n",
     "weights.yaml:2:5: a group of features is expected before a feature\n    all: 1\n    ^"},
    {"features:\n  bias:\n    all: one\n", "weights.yaml:3:10: a number is expected\n    all: one\n         ^"},
    {"features:\n  bias:\n    all: 1x\n", "weights.yaml:3:11: a number is expected\n    all: 1x\n          ^"},
    {"features:\n  bias:\n    all\n", "weights.yaml:3:5: a key and ':' are expected\n    all\n    ^"},
    {"features:\n   bias:\n", "weights.yaml:2:4: this is not indented as a file of weights is\n   bias:\n   ^"},
    {"  plain: 0.5\n", "weights.yaml:1:3: this is not indented as a file of weights is\n  plain: 0.5\n  ^"},
    {"thresholds:\n  simple: 0.5\n",
     "weights.yaml:2:3: quoted, plain, carried, nobody or inner is expected\n  simple: 0.5\n  ^"},
    {"thresholds:\n  plain: 1.5\n", "weights.yaml:2:13: a number from 0 to 1 is expected\n  plain: 1.5\n            ^"},
    {"confidence:\n  plain: 0.5\n",
     "weights.yaml:2:10: a list of points is expected, as [[0.300, 0.412], [0.950, 0.987]]\n  plain: 0.5\n"
     "         ^"},
    {"confidence:\n  plain: [[0.5, 0.1], [0.5, 0.2]]\n",
     "weights.yaml:2:33: the first numbers of up to 24 points rise\n  plain: [[0.5, 0.1], [0.5, 0.2]]\n"
     "                                ^"},
};

START_TEST(wrong_files_are_refused)
{
    model *m;
    quoth_error *e = quoth_error_new();
    ck_assert_int_eq(read(&m, wrong[_i].text, strlen(wrong[_i].text), e), QUOTH_E_RULES);
    ck_assert_ptr_null(m);
    ck_assert_uint_eq(quoth_error_count(e), 1);
    ck_assert_str_eq(quoth_error_message(e, 0), wrong[_i].message);
    quoth_error_free(e);
}
END_TEST

// Cut anywhere, and with any byte in any place: read or refused, never more (sanitizers look).
START_TEST(broken_files_are_safe)
{
    char *text = arena_copy(memory, good, strlen(good));
    model *m;
    for (size_t len = 0; len <= strlen(good); len++) {
        char *cut = arena_alloc(memory, len + 1); // ends where the block does
        memcpy(cut, good, len);
        read(&m, cut, len, NULL);
    }
    for (size_t i = 0; i < strlen(good); i++) {
        static const char bytes[] = "\0\n:[],- 9\xFF";
        for (size_t k = 0; k < sizeof bytes - 1; k++) {
            text[i] = bytes[k];
            read(&m, text, strlen(good), NULL);
        }
        text[i] = good[i];
    }
}
END_TEST

START_TEST(groups_have_one_name_each)
{
    for (int g = 0; g < GROUP_COUNT; g++) {
        const char *name = feature_group_name((feature_group)g);
        ck_assert_int_eq((int)feature_group_of(name, strlen(name)), g);
        ck_assert_ptr_null(strpbrk(name, ":#,"));
    }
    ck_assert_int_eq((int)feature_group_of("rul", 3), GROUP_COUNT);
}
END_TEST

Suite *suite_model(void)
{
    Suite *s = suite_create("model");
    TCase *t = tcase_create("model");
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, weights_are_found_by_name);
    tcase_add_test(t, thresholds_and_curves_are_read);
    tcase_add_test(t, inner_has_a_threshold_only);
    tcase_add_test(t, confidence_follows_the_curve);
    tcase_add_test(t, probability_is_logistic);
    tcase_add_test(t, many_weights_collide_and_are_found);
    tcase_add_test(t, words_keep_their_numbers);
    tcase_add_test(t, features_are_taken_apart);
    tcase_add_test(t, line_ends_of_windows);
    tcase_add_loop_test(t, wrong_files_are_refused, 0, sizeof wrong / sizeof *wrong);
    tcase_add_test(t, broken_files_are_safe);
    tcase_add_test(t, groups_have_one_name_each);
    suite_add_tcase(s, t);
    return s;
}
