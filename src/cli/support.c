// SPDX-License-Identifier: MIT
// support.c: see support.h. Ends the program only when memory is exhausted.
#include "cli/support.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void say(const char *format, ...)
{
    char message[4096];
    va_list list;
    va_start(list, format);
    vsnprintf(message, sizeof message, format, list);
    va_end(list);
    for (char *c = message; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = '?';
    fprintf(stderr, "quoth: %s\n", message);
}

void say_errors(const quoth_error *error)
{
    for (size_t i = 0; i < quoth_error_count(error); i++)
        fprintf(stderr, "%s\n", quoth_error_message(error, i));
}

static void exhaust(void)
{
    fputs("quoth: out of memory\n", stderr);
    abort();
}

void *memory_grow(void *old, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        exhaust();
    size_t bytes = count * size;
    void *memory = realloc(old, bytes ? bytes : 1);
    if (!memory)
        exhaust();
    return memory;
}

char *text_copy(const char *text, size_t len)
{
    char *copy = memory_grow(NULL, len + 1, 1);
    memcpy(copy, text, len);
    copy[len] = '\0';
    return copy;
}

struct pool_block {
    struct pool_block *next;
    max_align_t memory[];
};

void *pool_alloc(pool *p, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - sizeof(struct pool_block)) / size)
        exhaust();
    struct pool_block *block = calloc(1, sizeof *block + count * size);
    if (!block)
        exhaust();
    block->next = p->blocks;
    p->blocks = block;
    return block->memory;
}

char *pool_copy(pool *p, const char *text, size_t len)
{
    char *copy = pool_alloc(p, len + 1, 1);
    memcpy(copy, text, len);
    return copy;
}

char *pool_printf(pool *p, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int len = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = pool_alloc(p, (size_t)(len > 0 ? len : 0) + 1, 1);
    if (len > 0)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

void pool_free(pool *p)
{
    for (struct pool_block *block = p->blocks, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    p->blocks = NULL;
}

// Levenshtein distance of two words, at most `limit` + 1; words of more than 31 bytes are far apart.
static size_t distance(const char *a, const char *b, size_t limit)
{
    size_t row[32], a_len = strlen(a), b_len = strlen(b);
    if (a_len > 31 || b_len > 31)
        return limit + 1;
    for (size_t j = 0; j <= b_len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[b_len];
}

const char *nearest(const char *word, const char *const *candidates, size_t count)
{
    size_t limit = strlen(word) / 3 ? strlen(word) / 3 : 1;
    const char *found = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t d = distance(word, candidates[i], limit);
        if (d > limit || (found && d == limit))
            continue;
        found = candidates[i];
        limit = d;
    }
    return found;
}
