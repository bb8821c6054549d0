// SPDX-License-Identifier: MIT
// test_vocab.c: types and classes.
#include "words/vocab.h"

#include "words/hash.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_vocab(void);

static arena *memory;
static predicates *set;
static vocab *words;

static void setup(void)
{
    static const char TEXT[] = "say|says|said\nMarch\n";
    memory = arena_new(NULL, NULL);
    set = predicates_new(memory);
    source_file file = {"say.txt", TEXT, strlen(TEXT)};
    ck_assert_int_eq(predicates_add_list(set, "say", &file, NULL), QUOTH_OK);
    predicates_freeze(set);
    words = vocab_new(set);
}

static void teardown(void)
{
    vocab_free(words);
    predicates_free(set);
    arena_free(memory);
}

// The type of a copy of exactly the text, which is gone afterwards.
static type_id type_of(const char *text, size_t len)
{
    char *copy = malloc(len ? len : 1);
    memcpy(copy, text, len);
    type_id type = vocab_type(words, copy, len);
    memset(copy, '?', len);
    free(copy);
    return type;
}

static class_id class_of(const char *text) { return vocab_type_class(words, type_of(text, strlen(text))); }

START_TEST(types_are_texts)
{
    type_id said = type_of("said", 4);
    ck_assert_uint_eq(type_of("said", 4), said);
    ck_assert_uint_ne(type_of("Said", 4), said);
    ck_assert_uint_ne(type_of("sai", 3), said);
    ck_assert_uint_ne(type_of("sai\0", 4), type_of("sai", 3));
    ck_assert_uint_ne(type_of("", 0), said);
    ck_assert_uint_eq(type_of("", 0), type_of("", 0));
    ck_assert_uint_eq(vocab_type_count(words), 5);
    ck_assert_ptr_eq(vocab_predicates(words), set);
}
END_TEST

START_TEST(classes_are_bit_sets)
{
    predicate_id say = predicates_find(set, "say");
    ck_assert_uint_eq(class_of("said"), class_of("says"));
    ck_assert_uint_ne(class_of("said"), class_of("sang"));
    ck_assert_uint_eq(class_of("sang"), class_of("rang"));
    ck_assert(vocab_class_has(words, class_of("said"), say));
    ck_assert(vocab_class_has(words, class_of("said"), PREDICATE_LOWER));
    ck_assert(!vocab_class_has(words, class_of("march"), say));
    ck_assert(vocab_class_has(words, class_of("March"), say));
}
END_TEST

START_TEST(classes_of_the_caller)
{
    uint64_t bits[PREDICATE_MAX / 64] = {0};
    class_id none = vocab_class(words, bits);
    bits_set(bits, PREDICATE_QUOTATION);
    class_id quotation = vocab_class(words, bits);
    ck_assert_uint_ne(none, quotation);
    ck_assert_uint_eq(vocab_class(words, bits), quotation);
    const uint64_t *kept = vocab_class_bits(words, quotation);
    memset(bits, 0xFF, sizeof bits);
    ck_assert(bits_has(kept, PREDICATE_QUOTATION) && !bits_has(kept, PREDICATE_COMMA));
    size_t count = vocab_class_count(words);
    ck_assert_uint_eq(vocab_class(words, vocab_class_bits(words, class_of("said"))), class_of("said"));
    ck_assert_uint_eq(vocab_class_count(words), count + 1);
    memset(bits, 0, sizeof bits);
    for (predicate_id id = 0; id < PREDICATE_BUILTIN_COUNT; id++) {
        bits_set(bits, id);
        vocab_class(words, bits);
    }
    ck_assert_ptr_eq(vocab_class_bits(words, quotation), kept);
}
END_TEST

enum { LENGTHS = 70, EACH = 90 };

// Text number i of this length: differs from the others in its last byte, and elsewhere.
static void write_text(char *text, size_t len, size_t i)
{
    memset(text, 'a', len);
    if (len > 1)
        text[i * 7 % (len - 1)] = '0';
    text[len - 1] = (char)(33 + i);
}

// Texts of every length, more than the first table holds.
START_TEST(many_types)
{
    char text[LENGTHS];
    static type_id types[LENGTHS + 1][EACH];
    for (size_t len = 1; len <= LENGTHS; len++) {
        for (size_t i = 0; i < EACH; i++) {
            write_text(text, len, i);
            types[len][i] = type_of(text, len);
        }
    }
    ck_assert_uint_eq(vocab_type_count(words), LENGTHS * EACH);
    for (size_t len = 1; len <= LENGTHS; len++) {
        for (size_t i = 0; i < EACH; i++) {
            write_text(text, len, i);
            ck_assert_uint_eq(type_of(text, len), types[len][i]);
        }
    }
    ck_assert_uint_eq(vocab_type_count(words), LENGTHS * EACH);
}
END_TEST

START_TEST(trim_forgets_all)
{
    char text[40];
    uint64_t first = vocab_class_bits(words, class_of("said"))[0];
    uint32_t generation = vocab_generation(words);
    ck_assert(!vocab_trim(words, 10, 10));
    ck_assert_uint_eq(vocab_generation(words), generation);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 10000; i++) {
            int len = snprintf(text, sizeof text, "a-word-of-more-than-24-bytes-%d", i);
            type_of(text, (size_t)len);
        }
        ck_assert(!vocab_trim(words, 20000, 20000));
        ck_assert(vocab_trim(words, 9999, 20000));
        ck_assert_uint_eq(vocab_generation(words), ++generation);
        ck_assert_uint_eq(vocab_type_count(words), 0);
        ck_assert_uint_eq(vocab_class_count(words), 0);
        ck_assert_uint_eq(vocab_class_bits(words, class_of("said"))[0], first);
        class_of("Said");
        ck_assert(vocab_trim(words, 20000, 1));
        generation++;
    }
}
END_TEST

START_TEST(hash_tells_texts_apart)
{
    char text[64];
    for (size_t len = 1; len < sizeof text; len++) {
        memset(text, 'e', sizeof text);
        uint32_t before = hash_text(text, len, 0);
        ck_assert_uint_eq(hash_text(text, len, 0), before);
        ck_assert_uint_ne(hash_text(text, len, 1), before);
        for (size_t i = 0; i < len; i++) {
            text[i] = 'f';
            ck_assert_msg(hash_text(text, len, 0) != before, "byte %zu of %zu does not count", i, len);
            ck_assert(hash_same(text, text, len));
            char other[64];
            memset(other, 'e', sizeof other);
            ck_assert_msg(!hash_same(text, other, len), "byte %zu of %zu is not compared", i, len);
            text[i] = 'e';
        }
    }
}
END_TEST

Suite *suite_vocab(void)
{
    Suite *suite = suite_create("vocab");
    TCase *tests = tcase_create("vocab");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, types_are_texts);
    tcase_add_test(tests, classes_are_bit_sets);
    tcase_add_test(tests, classes_of_the_caller);
    tcase_add_test(tests, many_types);
    tcase_add_test(tests, trim_forgets_all);
    tcase_add_test(tests, hash_tells_texts_apart);
    suite_add_tcase(suite, tests);
    return suite;
}
