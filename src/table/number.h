// SPDX-License-Identifier: MIT
// number.h: numbers as digits, never in another locale's notation. Each returns where the next byte goes; no NUL.
#ifndef QUOTH_TABLE_NUMBER_H
#define QUOTH_TABLE_NUMBER_H

#include <stdint.h>

enum { NUMBER_ROOM = 10, FRACTION_ROOM = 5 }; // bytes at most

char *number_print(char *to, uint32_t number);
// 0.9, 0.125, 1: at most three decimals; what is not between 0 and 1 is taken for the nearer one.
char *fraction_print(char *to, double fraction);

#endif
