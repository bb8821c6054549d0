// SPDX-License-Identifier: MIT
// passages.h: what the score sees in a text: spans and their overlap, passages in quotation marks, words.
#ifndef QUOTH_CLI_PASSAGES_H
#define QUOTH_CLI_PASSAGES_H

#include "cli/gold.h"

size_t spans_size(spans s);
// Code points that both have.
size_t spans_common(spans a, spans b);
// Equal after blanks and punctuation at the ends of each span are taken off.
bool spans_same(const characters *c, const gold_article *article, spans a, spans b);

// Passages in double quotation marks, paragraph by paragraph, without the marks, in the pool.
spans passages_find(pool *p, const gold_article *article);

// The next word or mark at or behind *i; its place is returned, *i moves behind it; point_count at the end.
size_t word_next(const characters *c, const gold_article *article, size_t *i);

// What the marks in a content make it.
quoth_type content_type(pool *p, const characters *c, const gold_article *article, spans content);

#endif
