// SPDX-License-Identifier: MIT
// lexicon.h: all entries of all word lists, found by their folded text. Private to words/ (and to scripts/embed.c,
// which writes a table as constants): others ask predicate.h.
//
// Loading has to be quick (tens of thousands of entries), so an entry is nothing but its text and one slot of 8 bytes;
// its list, canonical form and capitals are found from the text when it is hit. An entry of several words is one text
// with single spaces; its hash is made of those of its words, and the prefixes of all such entries are a set of hashes,
// which is the trie: node = hash of the words so far. (Two prefixes with one hash would only make a search go one word
// further in vain.) So a search for phrases needs no text but the hashes of the words until it finds one.
//
// A lexicon is filled and frozen; what is asked afterwards is its table, plain constant data, which is the same
// whether it was just built from a folder or stands in the program since that was built.
#ifndef QUOTH_WORDS_LEXICON_H
#define QUOTH_WORDS_LEXICON_H

#include "base/arena.h"
#include "base/vec.h"
#include "words/hash.h"
#include "words/predicate.h"

// Raw bytes of a text that is looked up or tested by a regular expression; what is longer is in no list.
#define LEXICON_LONGEST_TEXT 1024
// Bytes of a list entry, phrases included.
#define LEXICON_LONGEST_ENTRY 255
// Room for the folded or plain form of so many bytes (see utf8_fold).
#define LEXICON_FOLD_ROOM(len) (2 * (len) + 16)

// The entries of one list: for each line a newline, then the variants, each with a NUL behind it. A variant stands as
// utf8_plain writes it. So the canonical form stands behind the newline before a variant.
typedef struct lexicon_source {
    const char *text;
    uint32_t start; // its first byte in the numbering of all sources
    uint32_t len;   // bytes
    predicate_id list;
    bool bare; // `word "x"`: has no canonical form
} lexicon_source;

typedef struct lexicon_slot {
    uint32_t hash;  // lexicon_hash of the folded text; 0: free slot
    uint32_t place; // of the entry in the numbering of all sources; 0: free slot
} lexicon_slot;

// Slots that wait for lexicon_freeze.
typedef struct lexicon_batch {
    struct lexicon_batch *next;
    uint32_t count;
    lexicon_slot slots[2048];
} lexicon_batch;

// What is asked. Immutable.
typedef struct lexicon_table {
    const lexicon_source *sources;
    size_t source_count;
    const lexicon_slot *slots; // open addressing, at most half full; number of slots - 1
    size_t mask;
    const uint32_t *prefixes; // set of hashes, the same way; 0: free
    size_t prefix_mask;
} lexicon_table;

// While it is filled.
typedef struct lexicon {
    arena *memory;
    VEC(lexicon_source) sources;
    lexicon_batch *first, *last;
    VEC(uint32_t) prefix_hashes;
    size_t count; // entries
} lexicon;

// A word or a phrase as it is compared.
typedef struct lexicon_word {
    size_t folded_len, plain_len;
    uint32_t hash; // of the words so far
    bool shouted;  // has no lower-case letter: is met by entries of any capitals
    char folded[LEXICON_FOLD_ROOM(LEXICON_LONGEST_TEXT)];
    char plain[LEXICON_FOLD_ROOM(LEXICON_LONGEST_TEXT)];
} lexicon_word;

// One entry that a word meets.
typedef struct lexicon_hit {
    predicate_id list;
    const char *canonical; // NULL for `word "x"`
    size_t slot;           // to go on from
} lexicon_hit;

// The hash of one folded word, never 0; and of some words with one more behind them.
static inline uint32_t lexicon_hash(const char *folded, size_t len)
{
    uint32_t hash = hash_text(folded, len, 0);
    return hash ? hash : 1;
}
static inline uint32_t lexicon_join(uint32_t words, uint32_t word)
{
    uint32_t hash = words * UINT32_C(0x9E3779B1) + word; // both are mixed well already
    return hash ? hash : 1;
}

void lexicon_init(lexicon *x, arena *a);
// The number of the first byte of the next source; SIZE_MAX when so many more bytes are too long for the numbering.
size_t lexicon_next_start(const lexicon *x, size_t len);
// Adds the next source; its text must stay alive.
void lexicon_add_source(lexicon *x, lexicon_source source);
// Notes the hash of an entry of one word. `position`: lexicon_slot.place.
void lexicon_add(lexicon *x, uint32_t hash, uint32_t position);
// The same of an entry of one or more words, with its prefixes.
void lexicon_add_words(lexicon *x, const char *folded, size_t len, uint32_t position);
// `word "x"`, x folded and not longer than an entry.
void lexicon_add_word(lexicon *x, predicate_id list, const char *folded, size_t len);
// Builds the table; nothing is found before.
lexicon_table lexicon_freeze(lexicon *x);

// Reads the text of one list (see predicates_add_list); in word_list.c.
quoth_status lexicon_add_list(lexicon *x, predicate_id list, const source_file *file, quoth_error *e);

// Begins a word, or goes on with a space and the next one; false if it is too long to be in any list.
void lexicon_start(lexicon_word *w);
bool lexicon_read(lexicon_word *w, const char *text, size_t len);
// The entries that the word meets, those of one list in the order of the file: the first, the next; false behind the
// last.
bool lexicon_first(const lexicon_table *x, const lexicon_word *w, lexicon_hit *hit);
bool lexicon_next(const lexicon_table *x, const lexicon_word *w, lexicon_hit *hit);
// Whether some entry has this hash.
bool lexicon_has_entry(const lexicon_table *x, uint32_t hash);
// Whether some entry begins with the words of this hash and goes on.
bool lexicon_has_prefix(const lexicon_table *x, uint32_t hash);
// Whether some entry begins with two or more words of this hash or is them, quickly, and wrong only where it says yes:
// `bits` (LEXICON_FILTER_WORDS words, zeroed by the caller) is small enough to stay in the cache of a processor, which
// the tables are not: few entries have several words.
#define LEXICON_FILTER_WORDS 1024
void lexicon_filter(const lexicon_table *x, uint64_t *bits);
static inline uint64_t lexicon_filter_bits(uint32_t hash)
{
    return UINT64_C(1) << hash % 64 | UINT64_C(1) << (hash >> 26);
}
static inline bool lexicon_filter_passes(const uint64_t *bits, uint32_t hash)
{
    uint64_t wanted = lexicon_filter_bits(hash);
    return (bits[hash / 64 % LEXICON_FILTER_WORDS] & wanted) == wanted;
}

#endif
