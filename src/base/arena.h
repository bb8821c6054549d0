// SPDX-License-Identifier: MIT
// arena.h: memory of one lifetime. Everything that one article (or one rule set) needs is allocated here and
// freed or reset as a whole. Comes in: sizes. Goes out: zeroed, 16-byte aligned memory that never moves.
// With -DQUOTH_ARENA_MALLOC=ON each block is a malloc of its own, so that valgrind and ASan see every overrun.
#ifndef QUOTH_BASE_ARENA_H
#define QUOTH_BASE_ARENA_H

#include <stddef.h>

typedef struct arena arena;

// Called when memory is exhausted; must not return (the default prints one line and aborts).
typedef void (*arena_oom)(size_t size, void *context);

// A new, empty arena. `oom` may be NULL for the default.
arena *arena_new(arena_oom oom, void *context);
// Frees the arena and all that was allocated in it. NULL is allowed.
void arena_free(arena *a);
// Forgets all allocations but keeps (up to `keep` bytes of) the memory for the next article.
void arena_reset(arena *a, size_t keep);
// `size` zeroed bytes; size 0 gives a valid pointer. Never NULL.
void *arena_alloc(arena *a, size_t size);
// The same, not zeroed: for those who write all of it.
void *arena_take(arena *a, size_t size);
// `size` bytes, not zeroed, that begin with the `old` ones of `memory`: the same place if nothing was allocated since
// and there is room, else a copy.
void *arena_extend(arena *a, void *memory, size_t old, size_t size);
// Like arena_alloc for `count` elements, with an overflow check.
void *arena_calloc(arena *a, size_t count, size_t size);
// A copy of `len` bytes with a NUL behind them.
char *arena_copy(arena *a, const char *bytes, size_t len);
// printf into the arena.
char *arena_printf(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Bytes in use since the last reset.
size_t arena_used(const arena *a);

// For the few things that grow outside an arena (buf, error, vocab): realloc that never returns NULL, and what it calls
// when memory is exhausted: prints one line and aborts.
void *memory_resize(void *old, size_t size);
_Noreturn void memory_exhausted(size_t size);

#define ARENA_NEW(a, type)          ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, count) ((type *)arena_calloc((a), (count), sizeof(type)))

#endif
