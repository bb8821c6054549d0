// SPDX-License-Identifier: MIT
// test_snapshot.c: the rules that were written into the library as constants are those that its embedded files give
// when they are loaded: the same predicates, words, tests, rules, stages.
#include "embedded.h"

#include "words/vocab.h"

#include <check.h>
#include <string.h>

Suite *suite_snapshot(void);

static rule_set *loaded, *taken;

static void setup(void)
{
    quoth_error *e = quoth_error_new();
    ck_assert_int_eq(
        rule_set_load(&loaded, embedded_snapshot.set.language, embedded_files, embedded_file_count, true, e), QUOTH_OK);
    quoth_error_free(e);
    taken = rule_set_of_snapshot(&embedded_snapshot);
}

static void teardown(void)
{
    rule_set_free(taken);
    rule_set_free(loaded);
}

START_TEST(same_predicates)
{
    const predicates *a = loaded->predicates, *b = taken->predicates;
    ck_assert_uint_gt(predicates_count(a), PREDICATE_BUILTIN_COUNT);
    ck_assert_uint_eq(predicates_count(a), predicates_count(b));
    for (predicate_id i = 0; i < predicates_count(a); i++) {
        ck_assert_str_eq(predicates_name(a, i), predicates_name(b, i));
        ck_assert_int_eq(predicates_kind(a, i), predicates_kind(b, i));
        ck_assert_uint_eq(predicates_find(a, predicates_name(a, i)), predicates_find(b, predicates_name(b, i)));
    }
    ck_assert_mem_eq(&loaded->lists, &taken->lists, sizeof taken->lists);
}
END_TEST

static void same_bits(const uint64_t *a, const uint64_t *b)
{
    ck_assert_mem_eq(a, b, predicates_words(loaded->predicates) * sizeof *a);
}

START_TEST(same_tests_and_features)
{
    ck_assert_uint_gt(loaded->test_count, 0);
    ck_assert_uint_eq(loaded->test_count, taken->test_count);
    for (size_t i = 0; i < loaded->test_count; i++) {
        const test *a = &loaded->tests[i], *b = &taken->tests[i];
        same_bits(a->wanted, b->wanted);
        same_bits(a->refused, b->refused);
        ck_assert_str_eq(a->text, b->text);
        ck_assert(a->any == b->any && a->loop == b->loop);
    }
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        same_bits(loaded->features[i], taken->features[i]);
}
END_TEST

static void same_steps(const step_list *a, const step_list *b)
{
    ck_assert_uint_eq(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const step *s = &a->steps[i], *t = &b->steps[i];
        ck_assert(s->kind == t->kind && s->test == t->test && s->capture == t->capture);
        ck_assert(s->least == t->least && s->most == t->most && s->branch_count == t->branch_count);
        ck_assert_str_eq(s->text, t->text);
        for (size_t k = 0; k < s->branch_count; k++)
            same_steps(&s->branches[k], &t->branches[k]);
    }
}

static void same_gives(const gives *a, const gives *b)
{
    ck_assert(a->item == b->item && a->inherits_nothing == b->inherits_nothing && a->type == b->type);
    ck_assert(a->speaker == b->speaker && a->joins == b->joins && a->block == b->block);
    ck_assert(a->through_end == b->through_end);
}

static void same_where(const block_where *a, const block_where *b)
{
    ck_assert(a->zones == b->zones && a->least_words == b->least_words && a->most_words == b->most_words);
    ck_assert(a->ends_sentence == b->ends_sentence && a->after == b->after);
    ck_assert_mem_eq(a->seen, b->seen, sizeof a->seen);
}

START_TEST(same_rules)
{
    ck_assert_uint_gt(loaded->rule_count, 0);
    ck_assert_uint_eq(loaded->rule_count, taken->rule_count);
    for (size_t i = 0; i < loaded->rule_count; i++) {
        const rule *a = &loaded->rules[i], *b = &taken->rules[i];
        ck_assert_str_eq(a->name, b->name);
        ck_assert_str_eq(a->where.file->name, b->where.file->name);
        ck_assert(a->where.line == b->where.line && a->where.column == b->where.column);
        ck_assert(a->stage == b->stage && a->order == b->order && a->anchor == b->anchor && a->within == b->within);
        same_steps(&a->match, &b->match);
        same_steps(&a->unless_before, &b->unless_before);
        same_steps(&a->unless_after, &b->unless_after);
        same_gives(&a->gives, &b->gives);
        same_where(&a->block, &b->block);
        ck_assert_uint_eq(a->beats_count, b->beats_count);
        if (a->beats_count)
            ck_assert_mem_eq(a->beats, b->beats, a->beats_count * sizeof *a->beats);
    }
}
END_TEST

START_TEST(same_stages)
{
    ck_assert_uint_eq(loaded->stage_count, taken->stage_count);
    for (size_t i = 0; i < loaded->stage_count; i++) {
        const stage *a = &loaded->stages[i], *b = &taken->stages[i];
        ck_assert_str_eq(a->name, b->name);
        ck_assert_int_eq(a->does, b->does);
        ck_assert_uint_eq(a->rule_count, b->rule_count);
        if (a->rule_count)
            ck_assert_mem_eq(a->rules, b->rules, a->rule_count * sizeof *a->rules);
    }
    ck_assert_uint_eq(loaded->file_count, taken->file_count);
    for (size_t i = 0; i < loaded->file_count; i++)
        ck_assert_str_eq(loaded->file_names[i], taken->file_names[i]);
}
END_TEST

// What both sets know of a word: its bits and its canonical form.
static void same_word(predicate_scratch *s, const char *word, size_t len)
{
    uint64_t a[PREDICATE_MAX / 64] = {0}, b[PREDICATE_MAX / 64] = {0};
    uint32_t hash = predicates_judge(loaded->predicates, s, word, len, a);
    ck_assert_uint_eq(hash, predicates_judge(taken->predicates, s, word, len, b));
    same_bits(a, b);
    const char *lemma = predicates_lemma(loaded->predicates, word, len, NULL);
    ck_assert_pstr_eq(lemma, predicates_lemma(taken->predicates, word, len, NULL));
}

// Every word of the rule files themselves: their examples, and the first lists.
START_TEST(same_words)
{
    predicate_scratch *s = predicate_scratch_new(taken->predicates);
    size_t count = 0;
    for (size_t i = 0; i < embedded_file_count; i++) {
        const rule_file *f = &embedded_files[i];
        size_t len = f->len < 4000 ? f->len : 4000;
        for (size_t at = 0; at < len; count++) {
            size_t word = strcspn(f->text + at, " |\n\"");
            same_word(s, f->text + at, word < 200 ? word : 200);
            at += word + 1;
        }
    }
    ck_assert_uint_gt(count, 1000);
    same_word(s, "prime minister", strlen("prime minister"));
    predicate_scratch_free(s);
}
END_TEST

Suite *suite_snapshot(void)
{
    Suite *s = suite_create("snapshot");
    TCase *t = tcase_create("embedded");
    tcase_add_checked_fixture(t, setup, teardown);
    tcase_set_timeout(t, 60);
    tcase_add_test(t, same_predicates);
    tcase_add_test(t, same_tests_and_features);
    tcase_add_test(t, same_rules);
    tcase_add_test(t, same_stages);
    tcase_add_test(t, same_words);
    suite_add_tcase(s, t);
    return s;
}
