// SPDX-License-Identifier: MIT
// block_rules.h: the rules of the stage that `does: blocks` decide what each block of a page is.
#ifndef QUOTH_MATCH_BLOCK_RULES_H
#define QUOTH_MATCH_BLOCK_RULES_H

#include "match/block_index.h"

enum { BLOCK_ITEMS = 200 }; // long blocks are prose; only their beginning is asked for

// What `where` asks of a block.
typedef struct block_facts {
    uint32_t words;
    bool ends_sentence;
    uint8_t zone;
    uint64_t marks; // of all its tokens, see block_index.h
} block_facts;

// Of every block, for the rules of one stage.
block_facts *blocks_facts(block_index *x, arena *a, const page *p);
// The first condition of `where` that does not hold ("zone", "words", ...), or NULL. `seen`: kinds of the blocks
// before, as bits; `before`: kind of the block before, or -1.
const char *block_where_fails(const block_where *w, const block_facts *f, uint16_t seen, int before);

// Sets kind and rule of every block: the first rule in file order that matches and whose `where` holds; none: body.
// Zones: the body reaches from the first to the last block of prose (at least 22 words that end a
// sentence); a page without prose is all body. A little prose far behind the rest, as in long teasers, is tail.
void blocks_classify(matcher *m, arena *a, page *p);

#endif
