// SPDX-License-Identifier: MIT
// phrase.h: which types together are an entry of several words. Beside a vocabulary and kept as long as it: the texts
// of a phrase are compared with the lists when it is first seen, later the numbers of its types are enough.
#ifndef QUOTH_WORDS_PHRASE_H
#define QUOTH_WORDS_PHRASE_H

#include "words/lexicon.h"
#include "words/vocab.h"

enum { PHRASE_WORDS = 8 }; // longer entries are never met

// The first words of some entries, or all words of some: a node of the trie of types.
typedef struct phrase_node {
    uint32_t before;   // the first type; for a third word and later ones PHRASE_DEEPER and the node of those before
    type_id type;      // of the last word
    class_id class_id; // of an entry that ends here, else VOCAB_NO_CLASS
    bool goes_on;      // some entry has more words
} phrase_node;

typedef struct phrases {
    const predicates *predicates;
    const lexicon_table *lexicon; // theirs
    phrase_node *nodes;
    uint32_t *slots; // open addressing by the hash of the words, at most half full: node + 1; 0: free
    size_t len, room, mask;
    size_t questions;
    uint64_t *filter; // of the lexicon; NULL until so many questions were asked that it is worth it
} phrases;

phrases *phrases_new(const predicates *p);
void phrases_free(phrases *f);
// With the types that it knew.
void phrases_forget(phrases *f);

// phrases_may_begin while there is no filter.
bool phrases_ask(phrases *f, uint32_t first, uint32_t second);

// False if no entry begins with words of this hash; true while there is no filter.
static inline bool phrases_pass(const phrases *f, uint32_t hash)
{
    return !f->filter || lexicon_filter_passes(f->filter, hash);
}

// phrases_may_begin without a question: true while there is no filter.
static inline bool phrases_filter_passes(const phrases *f, uint32_t first, uint32_t second)
{
    return phrases_pass(f, lexicon_join(first, second));
}

// Whether an entry may begin with two words of these hashes. Quick: false is the answer for nearly all pairs.
static inline bool phrases_may_begin(phrases *f, uint32_t first, uint32_t second)
{
    return f->filter ? phrases_filter_passes(f, first, second) : phrases_ask(f, first, second);
}

// A walk through the trie: begins at the type of a PHRASE_START, ends at a node that does not go on.
typedef struct phrase_walk {
    uint32_t before, hash; // see phrase_node; of the words so far
} phrase_walk;

// `word` is the vocab_type_word of the type, here and in phrases_step.
static inline phrase_walk phrases_start(type_id first, uint32_t word) { return (phrase_walk){first, word}; }

// The node that the next word leads to, which lasts until the next step; NULL: no entry begins so. The class of a
// phrase has the lists of the entry, and the letter shapes and regular expressions of its first word (`pointing out`).
const phrase_node *phrases_step(phrases *f, vocab *v, phrase_walk *walk, type_id next, uint32_t word);

#endif
