// SPDX-License-Identifier: MIT
// arena.c: chained blocks, allocated from the front. Comes in: sizes. Goes out: zeroed memory that never moves. It
// does not free single allocations.
//
//     arena -> current -> older -> older          each block: | head | used ... | free ... |
//           -> spare -> spare                     spare: kept by arena_reset for the next article
//
// Fresh blocks come zeroed from calloc; `dirty` remembers how far a kept block was written, so that only reused bytes
// are cleared again. With QUOTH_ARENA_MALLOC every allocation is a block of exactly its size and none is kept.
#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGN = 16, FIRST_ROOM = 32 * 1024, LARGEST_ROOM = 1024 * 1024 };

typedef struct block {
    struct block *next;
    size_t room;  // bytes behind the head
    size_t used;  // of these, handed out
    size_t dirty; // of these, maybe not zero
} block;

_Static_assert(sizeof(block) % ALIGN == 0, "memory behind the head must be aligned");

struct arena {
    block *current; // the first of the blocks in use; NULL: none yet
    block *spare;
    size_t next_room; // of the next ordinary block
    size_t used;
    arena_oom oom;
    void *context;
};

void memory_exhausted(size_t size)
{
    fprintf(stderr, "quoth: out of memory (%zu bytes wanted)\n", size);
    abort();
}

void *memory_resize(void *old, size_t size)
{
    void *memory = realloc(old, size ? size : 1);
    if (!memory)
        memory_exhausted(size);
    return memory;
}

static _Noreturn void exhaust(const arena *a, size_t size)
{
    if (a->oom)
        a->oom(size, a->context);
    memory_exhausted(size);
}

arena *arena_new(arena_oom oom, void *context)
{
    arena *a = calloc(1, sizeof *a);
    if (!a) {
        if (oom)
            oom(sizeof *a, context);
        memory_exhausted(sizeof *a);
    }
    *a = (arena){.next_room = FIRST_ROOM, .oom = oom, .context = context};
    return a;
}

static void free_chain(block *b)
{
    while (b) {
        block *next = b->next;
        free(b);
        b = next;
    }
}

void arena_free(arena *a)
{
    if (!a)
        return;
    free_chain(a->current);
    free_chain(a->spare);
    free(a);
}

// The blocks of a chain in the other order as long as `keep` bytes allow; frees the others.
static block *keep_chain(block *b, size_t *keep)
{
    block *kept = NULL;
    while (b) {
        block *next = b->next;
        if (b->room <= *keep) {
            *keep -= b->room;
            b->used = 0;
            b->next = kept;
            kept = b;
        } else {
            free(b);
        }
        b = next;
    }
    return kept;
}

// The blocks used last, oldest first, stand before the spare ones: what the caches still hold is used again.
void arena_reset(arena *a, size_t keep)
{
#ifdef QUOTH_ARENA_MALLOC
    keep = 0;
#endif
    block *spare = a->spare, **end = &a->spare;
    a->spare = keep_chain(a->current, &keep);
    while (*end)
        end = &(*end)->next;
    *end = keep_chain(spare, &keep);
    a->current = NULL;
    a->used = 0;
    a->next_room = FIRST_ROOM;
}

// How large the next block has to be for `size` bytes.
static size_t choose_room(arena *a, size_t size)
{
#ifdef QUOTH_ARENA_MALLOC
    (void)a;
    return size;
#else
    if (size > a->next_room / 4)
        return size;
    size_t room = a->next_room;
    if (a->next_room < LARGEST_ROOM)
        a->next_room *= 2;
    return room;
#endif
}

static block *fresh_block(arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        exhaust(a, size);
    size_t room = choose_room(a, size);
    block *b = calloc(1, sizeof *b + room);
    if (!b)
        exhaust(a, size);
    b->room = room;
    return b;
}

// Takes a spare block with room for `size` bytes out of the chain; NULL if none of the first few is large enough.
static block *take_spare(arena *a, size_t size)
{
    block **link = &a->spare;
    for (int tries = 0; *link && tries < 16; tries++, link = &(*link)->next) {
        block *b = *link;
        if (b->room >= size) {
            *link = b->next;
            return b;
        }
    }
    return NULL;
}

// A block with at least `size` free bytes, linked into the chain. It becomes the current one unless the one that was
// has more left: a large allocation does not waste what is free.
static block *add_block(arena *a, size_t size)
{
    block *b = take_spare(a, size);
    if (!b)
        b = fresh_block(a, size);
    block *c = a->current;
    if (c && c->room - c->used > b->room - size) {
        b->next = c->next;
        c->next = b;
    } else {
        b->next = c;
        a->current = b;
    }
    return b;
}

// Hands out `size` bytes. `zero`: clears those that were written before.
static inline void *hand_out(arena *a, size_t size, bool zero)
{
#ifdef QUOTH_ARENA_MALLOC
    block *b = add_block(a, size);
#else
    if (size > SIZE_MAX - ALIGN)
        exhaust(a, size);
    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    block *b = a->current;
    if (!b || b->room - b->used < size)
        b = add_block(a, size);
#endif
    char *memory = (char *)(b + 1) + b->used;
    if (zero && b->used < b->dirty)
        memset(memory, 0, size < b->dirty - b->used ? size : b->dirty - b->used);
    b->used += size;
    if (b->dirty < b->used)
        b->dirty = b->used;
    a->used += size;
    return memory;
}

void *arena_alloc(arena *a, size_t size) { return hand_out(a, size, true); }

void *arena_take(arena *a, size_t size) { return hand_out(a, size, false); }

void *arena_extend(arena *a, void *memory, size_t old, size_t size)
{
#ifndef QUOTH_ARENA_MALLOC
    block *b = a->current;
    size_t aligned = (old + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (memory && old && aligned <= size && (char *)memory + aligned == (char *)(b + 1) + b->used &&
        size - aligned <= b->room - b->used) {
        hand_out(a, size - aligned, false);
        return memory;
    }
#endif
    void *copy = arena_take(a, size);
    if (old)
        memcpy(copy, memory, old);
    return copy;
}

void *arena_calloc(arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        exhaust(a, SIZE_MAX);
    return arena_alloc(a, count * size);
}

char *arena_copy(arena *a, const char *bytes, size_t len)
{
    if (len == SIZE_MAX)
        exhaust(a, len);
    char *copy = arena_take(a, len + 1);
    if (len)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}

char *arena_printf(arena *a, const char *format, ...)
{
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int len = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = arena_alloc(a, len < 0 ? 1 : (size_t)len + 1);
    if (len > 0)
        vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return text;
}

size_t arena_used(const arena *a) { return a->used; }
