// SPDX-License-Identifier: MIT
// order.c: see order.h. Short runs by insertion, then merged in pairs.
#include "base/order.h"

#include <stdbool.h>
#include <string.h>

enum { RUN = 12 };

static inline bool is_before(const order_key *a, const order_key *b)
{
    return a->high != b->high ? a->high < b->high : a->low < b->low;
}

static void insert_all(order_key *keys, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        order_key key = keys[i];
        size_t k = i;
        for (; k > 0 && is_before(&key, &keys[k - 1]); k--)
            keys[k] = keys[k - 1];
        keys[k] = key;
    }
}

static void merge(order_key *out, const order_key *a, const order_key *a_end, const order_key *b,
                  const order_key *b_end)
{
    while (a < a_end && b < b_end)
        *out++ = is_before(b, a) ? *b++ : *a++;
    while (a < a_end)
        *out++ = *a++;
    while (b < b_end)
        *out++ = *b++;
}

void order_sort(arena *a, order_key *keys, size_t count)
{
    for (size_t i = 0; i < count; i += RUN)
        insert_all(keys + i, count - i < RUN ? count - i : RUN);
    if (count <= RUN)
        return;
    order_key *from = keys, *to = arena_take(a, count * sizeof *to);
    for (size_t run = RUN; run < count; run *= 2) {
        for (size_t i = 0; i < count; i += 2 * run) {
            size_t middle = count - i < run ? count : i + run, end = count - i < 2 * run ? count : i + 2 * run;
            merge(to + i, from + i, from + middle, from + middle, from + end);
        }
        order_key *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != keys)
        memcpy(keys, from, count * sizeof *keys);
}
