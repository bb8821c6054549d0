// SPDX-License-Identifier: MIT
// sentence.h: marks the tokens behind which a sentence ends.
#ifndef QUOTH_TEXT_SENTENCE_H
#define QUOTH_TEXT_SENTENCE_H

#include "text/token.h"

// Sets TOKEN_ENDS_SENTENCE and TOKEN_STARTS_SENTENCE, after quotations are paired. A stop inside closing marks ends the
// outer sentence with the mark (`"We won."` + upper case) unless the outer sentence goes on (lower case, dash, comma).
// Sentences inside a quotation are marked too (inner ends carry the flag on the stop, the outer one on the closing
// mark). `?` and `!` before a closing mark end the outer sentence only if the block ends there or the next word is
// upper case and not followed by more of the same sentence - what follows is left to rules: such an end is set as well,
// and rules say `within: paragraph`. Every block ends a sentence. TOKEN_STARTS_SENTENCE stands on the first token of
// each sentence, an opening mark included; the first word of a quotation inside a sentence does not carry it. A token
// that closes something (`."`, `.)`) never starts one.
void page_mark_sentences(page *p, vocab *v, const token_lists *lists);

#endif
