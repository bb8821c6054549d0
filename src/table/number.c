// SPDX-License-Identifier: MIT
// number.c: see number.h.
#include "table/number.h"

#include <string.h>

static const char pairs[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

static unsigned count_digits(uint32_t number)
{
    unsigned count = 1;
    for (; number >= 10000; number /= 10000)
        count += 4;
    return count + (number >= 10) + (number >= 100) + (number >= 1000);
}

char *number_print(char *to, uint32_t number)
{
    char *end = to + count_digits(number), *at = end;
    for (; number >= 100; number /= 100) {
        at -= 2;
        memcpy(at, pairs + 2 * (number % 100), 2);
    }
    if (number >= 10)
        memcpy(at - 2, pairs + 2 * number, 2);
    else
        at[-1] = (char)('0' + number);
    return end;
}

char *fraction_print(char *to, double fraction)
{
    double bounded = fraction > 1 ? 1 : fraction > 0 ? fraction : 0; // also NaN: 0
    unsigned thousandths = (unsigned)(bounded * 1000 + 0.5), rest = thousandths % 1000;
    *to++ = thousandths < 1000 ? '0' : '1';
    if (!rest)
        return to;
    *to++ = '.';
    for (unsigned unit = 100; rest; unit /= 10) {
        *to++ = (char)('0' + rest / unit);
        rest %= unit;
    }
    return to;
}
