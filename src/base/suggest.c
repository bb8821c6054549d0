// SPDX-License-Identifier: MIT
// suggest.c: "did you mean". Optimal string alignment distance (Damerau 1964: insert, delete, replace, swap of
// neighbours) over bytes.
#include "base/error.h"

#include <string.h>

enum { LONGEST = 100 }; // bytes; longer words get no suggestion

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

// The distance of two words of at most LONGEST bytes.
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][LONGEST + 1];
    size_t *older = rows[0], *old = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_len; j++)
        old[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t best = smaller(old[j] + 1, now[j - 1] + 1);
            best = smaller(best, old[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = smaller(best, older[j - 2] + 1);
            now[j] = best;
        }
        size_t *free_row = older;
        older = old;
        old = now;
        now = free_row;
    }
    return old[b_len];
}

const char *suggest(const char *word, const char *const *candidates, size_t count)
{
    size_t len = strlen(word);
    if (len > LONGEST)
        return NULL;
    const char *nearest = NULL;
    size_t limit = len < 3 ? 1 : len / 3;
    for (size_t i = 0; i < count; i++) {
        size_t candidate_len = strlen(candidates[i]);
        if (candidate_len > LONGEST || candidate_len > len + limit || len > candidate_len + limit)
            continue;
        size_t found = distance(word, len, candidates[i], candidate_len);
        if (found > limit || (nearest && found == limit))
            continue;
        nearest = candidates[i];
        limit = found;
        if (!found)
            break;
    }
    return nearest;
}
