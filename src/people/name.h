// SPDX-License-Identifier: MIT
// name.h: tokens of mentions -> words that can be compared (folded, without full stops), parts of a name, and texts
// for names and roles. One table lives for one article.
#ifndef QUOTH_PEOPLE_NAME_H
#define QUOTH_PEOPLE_NAME_H

#include "people/mention.h"

#define NAME_WORDS 8 // of a longer name the last ones, of a longer description the first ones

typedef struct name_table name_table;

// What the lists say of the tokens of a page, worked out once.
typedef struct token_facts {
    const page *page;
    const rule_set *rules;
    vocab *vocab;
    const uint32_t *means; // of each token: a bit for each feature, and TOKEN_IS_WORD
} token_facts;

#define TOKEN_IS_WORD (UINT32_C(1) << 31)
_Static_assert(FEATURE_COUNT < 30, "a token's features and what else is known of it take one word");

// Whether a token stands in a list of the feature.
static inline bool token_means(const token_facts *f, uint32_t at, feature_id feature)
{
    return f->means[at] >> feature & 1;
}

// Whether a token has a predicate; false for PREDICATE_NONE.
static inline bool token_is(const token_facts *f, uint32_t at, predicate_id predicate)
{
    return predicate != PREDICATE_NONE &&
           vocab_class_has(f->vocab, vocab_type_class(f->vocab, f->page->tokens[at].type), predicate);
}

// Whether it is a word that carries a name or a description: no punctuation, no clitic.
static inline bool token_is_word(const token_facts *f, uint32_t at) { return f->means[at] & TOKEN_IS_WORD; }

typedef struct name_parts {
    uint32_t words[NAME_WORDS]; // ids of words: given names, then the surname
    uint8_t count;
    uint32_t suffix; // id of `Jr.`, `III` ..., 0: none
} name_parts;

// What a role or description says: its words without articles and prepositions, and the noun that it hangs on.
typedef struct description {
    uint32_t words[NAME_WORDS];
    uint8_t count;
    uint32_t head; // 0: no word at all
    uint32_t head_token;
    bool plural;
    bool former; // says that somebody is it no more
} description;

name_table *name_table_new(arena *a, const page *p, const rule_set *rules, vocab *v);
const token_facts *name_table_facts(const name_table *t);
// Id (from 1) of a token's folded text without full stops: `U.S.` and `US` are one word.
uint32_t name_word(name_table *t, uint32_t at);
// Id of the canonical form that the word lists give for it (`Sen.`, `senators` -> `senator`), else name_word.
uint32_t name_lemma(name_table *t, uint32_t at);
// Id of any text; at most 120 bytes count.
uint32_t name_word_of(name_table *t, const char *text, size_t len);
// Whether one of the two is the initial of the other (or they are equal).
bool name_words_agree(const name_table *t, uint32_t a, uint32_t b);

name_parts name_parts_of(name_table *t, uint32_t first, uint32_t end);
// Whether the two can be one person: `Hillary Clinton`, `H. Rodham Clinton`; never with different suffixes.
bool name_parts_agree(const name_table *t, const name_parts *a, const name_parts *b);
description description_of(name_table *t, uint32_t first, uint32_t end);
// The same for [first, end) of a mention, which remembers it.
const description *mention_about(name_table *t, mention *m, uint32_t first, uint32_t end);
// The parts of a mention's name; remembered until mention_cut.
const name_parts *mention_parts(name_table *t, mention *m);
// The name ends at `end`.
void mention_cut(mention *m, uint32_t end);
// Whether every word of `small` stands in `large`.
bool description_within(const description *small, const description *large);

// First token that is no article.
uint32_t skip_articles(const token_facts *f, uint32_t first, uint32_t end);
// The tokens' text, white space made one space.
char *token_text(arena *a, const page *p, uint32_t first, uint32_t end);

#endif
