// SPDX-License-Identifier: MIT
// order.h: sorts records by two numbers each. Most sorts here are of a dozen records, for which a call of qsort and
// its comparisons cost more than all else.
#ifndef QUOTH_BASE_ORDER_H
#define QUOTH_BASE_ORDER_H

#include "base/arena.h"

#include <stdint.h>

// What decides first, what decides next. The caller keeps in them what leads back to the record.
typedef struct order_key {
    uint64_t high, low;
} order_key;

// Rising. Keys that are equal keep their order.
void order_sort(arena *a, order_key *keys, size_t count);

#endif
