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
// The same as a text of its own. `work` may be used on the way.
const char *content_text(arena *a, buf *work, const page *p, const content *c);
// The text of some tokens, at least one, cleaned in the same way.
const char *tokens_text(arena *a, buf *work, const page *p, token_span span);

#endif
