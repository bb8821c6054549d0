// SPDX-License-Identifier: MIT
// quotation.h: tokens -> paired quotation marks. Knows marks of all Latin-script traditions and no words.
#ifndef QUOTH_TEXT_QUOTATION_H
#define QUOTH_TEXT_QUOTATION_H

#include "text/token.h"

// Fills page->quotations and the TOKEN_OPENS/TOKEN_CLOSES flags: curly, straight, guillemets (both directions),
// low-high, ``..'', single marks as outer level (where the article uses them so), nested levels, marks of the wrong
// direction. Furniture blocks are paired too but never carry into others. A quotation that is not closed ends with its
// block; if the next body block begins with an opening mark of the same kind, that one is `reopened`. One bad mark
// costs its own block at most. Linear in the number of tokens, any nesting depth (levels beyond 8 are flattened).
void page_pair_quotations(arena *a, page *p, vocab *v, const token_lists *lists);

#endif
