// SPDX-License-Identifier: MIT
// test_arena.c: the arena and the growable arrays in it.
#include "base/arena.h"
#include "base/vec.h"

#include <check.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

Suite *suite_arena(void);

static void assert_zero(const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i])
            ck_abort_msg("byte %zu of %zu is %u", i, len, bytes[i]);
}

START_TEST(memory_is_zeroed_aligned_and_stays)
{
    arena *a = arena_new(NULL, NULL);
    unsigned char *all[500];
    for (size_t i = 0; i < 500; i++) {
        all[i] = arena_alloc(a, i * 7);
        ck_assert_uint_eq((uintptr_t)all[i] % 16, 0);
        assert_zero(all[i], i * 7);
        memset(all[i], (int)(i % 251), i * 7);
    }
    for (size_t i = 0; i < 500; i++)
        for (size_t j = 0; j < i * 7; j++)
            if (all[i][j] != i % 251)
                ck_abort_msg("allocation %zu was written over at %zu", i, j);
    arena_free(a);
}
END_TEST

START_TEST(memory_is_zeroed_again_after_reset)
{
    arena *a = arena_new(NULL, NULL);
    for (int round = 0; round < 4; round++) {
        for (size_t size = 1; size < 300000; size = size * 3 + round) {
            unsigned char *bytes = arena_alloc(a, size);
            assert_zero(bytes, size);
            memset(bytes, 0xAA, size);
        }
        arena_reset(a, round == 2 ? 1000 : 1 << 20);
        ck_assert_uint_eq(arena_used(a), 0);
    }
    arena_free(a);
}
END_TEST

START_TEST(used_counts_since_reset)
{
    arena *a = arena_new(NULL, NULL);
    ck_assert_uint_eq(arena_used(a), 0);
    arena_alloc(a, 1000);
    ck_assert_uint_ge(arena_used(a), 1000);
    ck_assert_uint_lt(arena_used(a), 1100);
    arena_alloc(a, 3000000);
    ck_assert_uint_ge(arena_used(a), 3001000);
    arena_reset(a, 0);
    ck_assert_uint_eq(arena_used(a), 0);
    arena_free(a);
}
END_TEST

START_TEST(size_zero_and_null)
{
    arena *a = arena_new(NULL, NULL);
    ck_assert_ptr_nonnull(arena_alloc(a, 0));
    ck_assert_ptr_nonnull(arena_calloc(a, 0, 100));
    ck_assert_str_eq(arena_copy(a, NULL, 0), "");
    arena_reset(a, 0);
    ck_assert_ptr_nonnull(arena_alloc(a, 0));
    arena_free(a);
    arena_free(NULL);
}
END_TEST

START_TEST(copy_keeps_nul_bytes)
{
    arena *a = arena_new(NULL, NULL);
    const char *copy = arena_copy(a, "a\0b", 3);
    ck_assert_mem_eq(copy, "a\0b", 4);
    arena_free(a);
}
END_TEST

START_TEST(printf_of_any_length)
{
    arena *a = arena_new(NULL, NULL);
    ck_assert_str_eq(arena_printf(a, "%s", ""), "");
    ck_assert_str_eq(arena_printf(a, "%d-%s", 7, "x"), "7-x");
    const char *wide = arena_printf(a, "%*d", 100000, 5);
    ck_assert_uint_eq(strlen(wide), 100000);
    ck_assert_int_eq(wide[99999], '5');
    arena_free(a);
}
END_TEST

typedef struct escape {
    jmp_buf back;
    size_t size;
} escape;

static void leave(size_t size, void *context)
{
    escape *e = context;
    e->size = size;
    longjmp(e->back, 1);
}

START_TEST(overflow_calls_the_handler)
{
    static escape e;
    static arena *a;
    a = arena_new(leave, &e);
    if (setjmp(e.back) == 0) {
        arena_calloc(a, SIZE_MAX / 2, 4);
        ck_abort_msg("a product that overflows was allocated");
    }
    if (setjmp(e.back) == 0) {
        arena_alloc(a, SIZE_MAX - 3);
        ck_abort_msg("SIZE_MAX - 3 bytes were allocated");
    }
    ck_assert_uint_ge(e.size, SIZE_MAX - 20);
    arena_free(a);
}
END_TEST

START_TEST(extending_keeps_what_is_there)
{
    arena *a = arena_new(NULL, NULL);
    for (size_t round = 0; round < 3; round++) {
        char *memory = arena_take(a, 100);
        memset(memory, 7, 100);
        memory = arena_extend(a, memory, 100, 5000);
        memset(memory + 100, 8, 4900);
        char *other = arena_alloc(a, 64);
        ck_assert_int_eq(other[0] | other[63], 0);
        char *moved = arena_extend(a, memory, 5000, 100000);
        ck_assert_ptr_ne(moved, memory);
        for (size_t i = 0; i < 5000; i++)
            ck_assert_int_eq(moved[i], i < 100 ? 7 : 8);
        memset(moved, 9, 100000);
        other = arena_alloc(a, 64);
        ck_assert_int_eq(other[0] | other[63], 0);
        arena_reset(a, round ? 1 << 20 : 0);
    }
    ck_assert_ptr_nonnull(arena_extend(a, NULL, 0, 16));
    arena_free(a);
}
END_TEST

START_TEST(vec_keeps_items_while_growing)
{
    arena *a = arena_new(NULL, NULL);
    VEC(uint64_t) numbers = {0};
    for (uint64_t i = 0; i < 10000; i++)
        vec_push(a, &numbers, i * i);
    ck_assert_uint_eq(numbers.len, 10000);
    ck_assert_uint_ge(numbers.room, numbers.len);
    for (uint64_t i = 0; i < 10000; i++)
        ck_assert_uint_eq(numbers.items[i], i * i);
    arena_free(a);
}
END_TEST

Suite *suite_arena(void)
{
    Suite *suite = suite_create("arena");
    TCase *tests = tcase_create("arena");
    tcase_add_test(tests, memory_is_zeroed_aligned_and_stays);
    tcase_add_test(tests, memory_is_zeroed_again_after_reset);
    tcase_add_test(tests, used_counts_since_reset);
    tcase_add_test(tests, size_zero_and_null);
    tcase_add_test(tests, copy_keeps_nul_bytes);
    tcase_add_test(tests, printf_of_any_length);
    tcase_add_test(tests, overflow_calls_the_handler);
    tcase_add_test(tests, extending_keeps_what_is_there);
    tcase_add_test(tests, vec_keeps_items_while_growing);
    suite_add_tcase(suite, tests);
    return suite;
}
