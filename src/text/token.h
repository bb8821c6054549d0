// SPDX-License-Identifier: MIT
// token.h: blocks -> tokens, each looked up in the vocabulary as it is cut.
#ifndef QUOTH_TEXT_TOKEN_H
#define QUOTH_TEXT_TOKEN_H

#include "text/page.h"
#include "words/stopped.h"

// Predicates of the tokenizer that come from word lists; PREDICATE_NONE where the language has no such list.
typedef struct token_lists {
    predicate_id abbreviation;             // keeps its full stop: `U.S.`, `a.m.`; may end a sentence
    predicate_id abbreviation_before_name; // keeps it and never ends a sentence: `Mr.`, `Sen.`
    predicate_id clitic;                   // cut off behind an apostrophe: `'s`, `'ll`
    predicate_id elision;                  // begins with an apostrophe that is no mark: `'em`, `'n'`
    predicate_id sentence_starter;         // after `U.S.` shows that a new sentence began
    stopped_words stopped;                 // of the abbreviations
} token_lists;

// The list names are fixed here, not their content: "abbreviation", "abbreviation-before-name", ...
token_lists token_lists_of(const predicates *p);

// Fills page->tokens and each block's token range. Words keep inner hyphens, apostrophes, full stops (`U.S.`,
// `al-Qaeda`, `rock`, `3.5`, `$4.5bn` -> `$` `4.5bn`, URLs, @handles, #tags, e-mail). Clitics and possessive
// apostrophes are tokens of their own. Each quotation mark is a token (`` and '' too) with TOKEN_MARK; an apostrophe
// or a prime (6'2", 5″) is none. Soft hyphens, zero-width and other invisible characters stay inside the word (the
// vocabulary folds them away) or are dropped between words. A spaced ellipsis `. . .` is one token with the type of
// `...`. TOKEN_MARK on a single mark is only a proposal: page_pair_quotations takes it away from apostrophes. A word of
// more than 2048 bytes is cut. No allocation per token.
void page_tokenise(arena *a, page *p, vocab *v, const token_lists *lists);

#endif
