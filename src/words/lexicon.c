// SPDX-License-Identifier: MIT
// lexicon.c: the hash of folded entries, and how a token's text is compared with one. Comes in: texts of entries,
// token texts. Goes out: hits. It knows no file format (word_list.c) and no predicate.
#include "words/lexicon.h"

#include "base/utf8.h"
#include <string.h>

void lexicon_init(lexicon *x, arena *a) { *x = (lexicon){.memory = a}; }

size_t lexicon_next_start(const lexicon *x, size_t len)
{
    size_t start = 0;
    if (x->sources.len) {
        const lexicon_source *last = &x->sources.items[x->sources.len - 1];
        start = last->start + (size_t)last->len;
    }
    return len > UINT32_MAX - start ? SIZE_MAX : start;
}

void lexicon_add_source(lexicon *x, lexicon_source source) { vec_push(x->memory, &x->sources, source); }

void lexicon_add(lexicon *x, uint32_t hash, uint32_t position)
{
    if (!x->last || x->last->count == sizeof x->last->slots / sizeof *x->last->slots) {
        lexicon_batch *batch = ARENA_NEW(x->memory, lexicon_batch);
        if (x->last)
            x->last->next = batch;
        else
            x->first = batch;
        x->last = batch;
    }
    x->last->slots[x->last->count++] = (lexicon_slot){hash, position};
    x->count++;
}

void lexicon_add_words(lexicon *x, const char *folded, size_t len, uint32_t position)
{
    uint32_t hash = 0;
    for (size_t i = 0; i <= len;) {
        const char *space = memchr(folded + i, ' ', len - i);
        size_t end = space ? (size_t)(space - folded) : len;
        uint32_t word = lexicon_hash(folded + i, end - i);
        hash = i ? lexicon_join(hash, word) : word;
        if (space)
            vec_push(x->memory, &x->prefix_hashes, hash);
        i = end + 1;
    }
    lexicon_add(x, hash, position);
}

void lexicon_add_word(lexicon *x, predicate_id list, const char *folded, size_t len)
{
    size_t start = lexicon_next_start(x, len + 2);
    if (start == SIZE_MAX)
        return;
    char *text = arena_alloc(x->memory, len + 2);
    text[0] = '\n';
    memcpy(text + 1, folded, len);
    lexicon_add_source(x, (lexicon_source){text, (uint32_t)start, (uint32_t)len + 2, list, true});
    lexicon_add_words(x, folded, len, (uint32_t)start + 1);
}

// The size of a table for so many entries, less one.
static size_t choose_mask(size_t count)
{
    size_t size = 16;
    while (size < count * 2)
        size *= 2;
    return size - 1;
}

static const lexicon_slot *build_slots(const lexicon *x, size_t mask)
{
    lexicon_slot *slots = ARENA_ARRAY(x->memory, lexicon_slot, mask + 1);
    // Zero already; but a fresh page that is read first and written then faults twice, and this is most of the time.
    memset(slots, 0, (mask + 1) * sizeof *slots);
    for (const lexicon_batch *batch = x->first; batch; batch = batch->next) {
        for (uint32_t i = 0; i < batch->count; i++) {
            size_t at = batch->slots[i].hash & mask;
            while (slots[at].hash)
                at = (at + 1) & mask;
            slots[at] = batch->slots[i];
        }
    }
    return slots;
}

static const uint32_t *build_prefixes(const lexicon *x, size_t mask)
{
    uint32_t *prefixes = ARENA_ARRAY(x->memory, uint32_t, mask + 1);
    for (size_t i = 0; i < x->prefix_hashes.len; i++) {
        uint32_t hash = x->prefix_hashes.items[i];
        size_t at = hash & mask;
        while (prefixes[at] && prefixes[at] != hash)
            at = (at + 1) & mask;
        prefixes[at] = hash;
    }
    return prefixes;
}

lexicon_table lexicon_freeze(lexicon *x)
{
    lexicon_table t = {.sources = x->sources.items, .source_count = x->sources.len};
    t.mask = choose_mask(x->count);
    t.slots = build_slots(x, t.mask);
    t.prefix_mask = choose_mask(x->prefix_hashes.len);
    t.prefixes = build_prefixes(x, t.prefix_mask);
    return t;
}

// Whether a text has no lower-case letter.
static bool is_shouted(const char *text, size_t len)
{
    size_t i = 0;
    for (; i < len && (unsigned char)text[i] < 0x80; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            return false;
    while (i < len)
        if (utf8_class(utf8_next(text, len, &i)) & UTF8_LOWER)
            return false;
    return true;
}

void lexicon_start(lexicon_word *w)
{
    w->folded_len = w->plain_len = 0;
    w->hash = 0;
    w->shouted = true;
}

bool lexicon_read(lexicon_word *w, const char *text, size_t len)
{
    size_t need = LEXICON_FOLD_ROOM(len);
    bool next = w->plain_len > 0;
    if (len > LEXICON_LONGEST_TEXT || need + next > sizeof w->folded - w->folded_len ||
        need + next > sizeof w->plain - w->plain_len)
        return false;
    if (next)
        w->folded[w->folded_len++] = w->plain[w->plain_len++] = ' ';
    size_t plain_len = utf8_plain(w->plain + w->plain_len, need, text, len);
    w->shouted &= is_shouted(w->plain + w->plain_len, plain_len);
    w->plain_len += plain_len;
    size_t folded_len = utf8_fold(w->folded + w->folded_len, need, text, len);
    uint32_t hash = lexicon_hash(w->folded + w->folded_len, folded_len);
    w->hash = next ? lexicon_join(w->hash, hash) : hash;
    w->folded_len += folded_len;
    return true;
}

bool lexicon_has_entry(const lexicon_table *x, uint32_t hash)
{
    size_t at = hash & x->mask;
    while (x->slots[at].hash && x->slots[at].hash != hash)
        at = (at + 1) & x->mask;
    return x->slots[at].hash != 0;
}

bool lexicon_has_prefix(const lexicon_table *x, uint32_t hash)
{
    size_t at = hash & x->prefix_mask;
    while (x->prefixes[at] && x->prefixes[at] != hash)
        at = (at + 1) & x->prefix_mask;
    return x->prefixes[at] != 0;
}

// Lets the first two words of a folded entry pass, the first three, and so on.
static void let_pass(uint64_t *bits, const char *folded, size_t len)
{
    const char *end = folded + len, *space;
    uint32_t hash = 0;
    for (const char *at = folded; at < end; at = space + 1) {
        space = memchr(at, ' ', (size_t)(end - at));
        space = space ? space : end;
        uint32_t word = lexicon_hash(at, (size_t)(space - at));
        hash = at > folded ? lexicon_join(hash, word) : word;
        if (at > folded)
            bits[hash / 64 % LEXICON_FILTER_WORDS] |= lexicon_filter_bits(hash);
    }
}

void lexicon_filter(const lexicon_table *x, uint64_t *bits)
{
    char folded[LEXICON_FOLD_ROOM(2 * LEXICON_LONGEST_ENTRY + 16)];
    for (size_t i = 0; i < x->source_count; i++) {
        const lexicon_source *s = &x->sources[i];
        const char *at = s->text, *end = at + s->len;
        while ((at = memchr(at, ' ', (size_t)(end - at))) != NULL) {
            while (at[-1] != '\n' && at[-1] != '\0') // to where the entry begins
                at--;
            size_t len = strlen(at);
            if (s->bare) // stands there folded
                let_pass(bits, at, len);
            else
                let_pass(bits, folded, utf8_fold(folded, sizeof folded, at, len));
            at += len;
        }
    }
}

// The source that this place belongs to.
static const lexicon_source *find_source(const lexicon_table *x, uint32_t position)
{
    const lexicon_source *low = x->sources;
    for (size_t count = x->source_count; count > 1;) {
        size_t half = count / 2;
        low += low[half].start <= position ? half : 0; // without a branch: no processor could foretell it
        count -= half;
    }
    return low;
}

static bool equals(const char *entry, size_t entry_len, const char *text, size_t len)
{
    return entry_len == len && hash_same(entry, text, len);
}

// An entry without capitals is met by every word with its letters; one with capitals by that spelling and by words
// without any lower-case letter.
static bool accepts(const char *entry, const lexicon_word *w)
{
    size_t len = strlen(entry);
    if (equals(entry, len, w->folded, w->folded_len) || equals(entry, len, w->plain, w->plain_len))
        return true;
    if (!w->shouted)
        return false;
    char folded[LEXICON_FOLD_ROOM(2 * LEXICON_LONGEST_ENTRY + 16)];
    return equals(folded, utf8_fold(folded, sizeof folded, entry, len), w->folded, w->folded_len);
}

// The first entry that is met from hit->slot on.
static bool search(const lexicon_table *x, const lexicon_word *w, lexicon_hit *hit)
{
    for (; x->slots[hit->slot].hash; hit->slot = (hit->slot + 1) & x->mask) {
        const lexicon_slot *slot = &x->slots[hit->slot];
        if (slot->hash != w->hash)
            continue;
        const lexicon_source *source = find_source(x, slot->place);
        const char *entry = source->text + (slot->place - source->start);
        if (!accepts(entry, w))
            continue;
        while (entry[-1] != '\n')
            entry--;
        hit->list = source->list;
        hit->canonical = source->bare ? NULL : entry;
        return true;
    }
    return false;
}

bool lexicon_first(const lexicon_table *x, const lexicon_word *w, lexicon_hit *hit)
{
    hit->slot = w->hash & x->mask;
    return search(x, w, hit);
}

bool lexicon_next(const lexicon_table *x, const lexicon_word *w, lexicon_hit *hit)
{
    hit->slot = (hit->slot + 1) & x->mask;
    return search(x, w, hit);
}
