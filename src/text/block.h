// SPDX-License-Identifier: MIT
// block.h: decoded text -> blocks (paragraphs, headings, lines of furniture). Knows line ends and lengths, no words.
#ifndef QUOTH_TEXT_BLOCK_H
#define QUOTH_TEXT_BLOCK_H

#include "text/page.h"

// Fills page->blocks from page->text. LF, CRLF, lone CR, U+2028, U+2029, form feed and NUL lines end a line. An empty
// line ends a block. Consecutive lines are blocks of their own, except where the text is hard-wrapped (lines of about
// equal length below 100 columns whose sentences run over the line ends): then they are joined.
void page_split_blocks(arena *a, page *p);

#endif
