// SPDX-License-Identifier: MIT
// support.h: what every command needs: messages, memory, exit statuses.
#ifndef QUOTH_CLI_SUPPORT_H
#define QUOTH_CLI_SUPPORT_H

#include "quoth.h"

enum {
    STATUS_OK = 0,
    STATUS_UNREAD = 1,       // some input could not be read, some example failed, or output could not be written
    STATUS_USAGE = 2,        // wrong usage or wrong rules; nothing was written
    STATUS_SIGNAL = 128,     // + number of the signal
    STATUS_BROKEN_PIPE = 141 // as if ended by SIGPIPE
};

// "quoth: message" on standard error; control characters in it become `?`.
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));
// All messages of an error, as they are (they name their files).
void say_errors(const quoth_error *error);

// realloc that never returns NULL.
void *memory_grow(void *old, size_t count, size_t size);
char *text_copy(const char *text, size_t len);

// Many small allocations that end together. {0} is an empty pool.
typedef struct pool {
    struct pool_block *blocks;
} pool;
void *pool_alloc(pool *p, size_t count, size_t size); // zeroed
char *pool_copy(pool *p, const char *text, size_t len);
char *pool_printf(pool *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
void pool_free(pool *p);

// The candidate that a mistyped word probably means, or NULL.
const char *nearest(const char *word, const char *const *candidates, size_t count);

#endif
