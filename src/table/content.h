// SPDX-License-Identifier: MIT
// content.h: the content of an attribution (tokens, marks included) -> the words that a row shows.
#ifndef QUOTH_TABLE_CONTENT_H
#define QUOTH_TABLE_CONTENT_H

#include "base/buf.h"
#include "match/attribution.h"

// The content without its outer quotation marks and without the comma before a closing one.
typedef struct content {
    token_span parts[ATTRIBUTION_SPANS]; // none is empty
    bool marked[ATTRIBUTION_SPANS];      // its outer marks were taken off
    size_t count;                        // 0 only if the attribution has no tokens at all
} content;

content content_of(const page *p, vocab *v, const attribution *source);
// Appends the parts, joined by one space; line breaks become one space, NUL becomes U+FFFD, and the mark that opens
// each further paragraph of one quotation is left out.
void content_print(buf *out, const page *p, const content *c);
// Appends the text of some tokens in the same way.
void tokens_print(buf *out, const page *p, token_span span);

#endif
