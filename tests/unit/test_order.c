// SPDX-License-Identifier: MIT
// test_order.c: base/order.c against its definition, for every length around its runs.
#include "base/order.h"

#include <check.h>

Suite *suite_order(void);

START_TEST(rises_and_keeps_all)
{
    arena *a = arena_new(NULL, NULL);
    uint64_t state = 1;
    for (size_t count = 0; count < 200; count++) {
        order_key *keys = ARENA_ARRAY(a, order_key, count + 1);
        uint64_t sum = 0, sorted_sum = 0;
        for (size_t i = 0; i < count; i++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
            keys[i] = (order_key){state >> 60, i % 3 ? i : state >> 8};
            sum += keys[i].low;
        }
        order_sort(a, keys, count);
        for (size_t i = 0; i < count; i++) {
            sorted_sum += keys[i].low;
            ck_assert(i == 0 || keys[i - 1].high < keys[i].high ||
                      (keys[i - 1].high == keys[i].high && keys[i - 1].low <= keys[i].low));
        }
        ck_assert(sum == sorted_sum);
    }
    arena_free(a);
}
END_TEST

Suite *suite_order(void)
{
    Suite *s = suite_create("order");
    TCase *t = tcase_create("order");
    tcase_add_test(t, rises_and_keeps_all);
    suite_add_tcase(s, t);
    return s;
}
