// SPDX-License-Identifier: MIT
// name_table.h: what people/ knows of the vocabulary: the lists that its classes stand in, and the words of its types
// as numbers that can be compared (folded, without full stops). One for each vocabulary, kept from article to article.
#ifndef QUOTH_PEOPLE_NAME_TABLE_H
#define QUOTH_PEOPLE_NAME_TABLE_H

#include "rules/rule.h"
#include "text/page.h"

// What is known of a class beside its features: bits of its meaning behind theirs.
enum {
    FACT_WORD = FEATURE_COUNT, // carries a name or a description: no punctuation, no clitic
    FACT_LOWER,
    FACT_ALL_CAPS,
    FACT_COMMA,
    FACT_COLON,
    FACT_OPEN_BRACKET,
    FACT_CLOSE_BRACKET,
    FACT_CLITIC,
    FACT_SHORT_TITLE, // an abbreviation that stands before names
    FACT_TELLS,       // a word of descriptions: neither article nor preposition
    FACT_ENDS_NOUN,   // comma, bracket, preposition, relative: ends the part of a description in which its noun stands
    FACT_COUNT
};
_Static_assert(FACT_COUNT <= 64, "what is known of a class takes one word");

#define MEANS(fact) (UINT64_C(1) << (fact))

typedef struct type_words {
    uint32_t word; // id; 0: not asked yet
    uint32_t lemma : 31;
    uint32_t plural_form : 1; // of a noun that the lists give in the singular
} type_words;

// What the lists say of the tokens of a page. Far fewer classes than types: what they mean stays in the nearest cache.
typedef struct token_facts {
    const token *tokens;
    const uint64_t *means;   // by class: a bit for each feature and fact
    const type_words *words; // by type
} token_facts;

static inline uint64_t token_meaning(const token_facts *f, uint32_t at) { return f->means[f->tokens[at].class_id]; }

// Whether a token has a feature or fact.
static inline bool token_means(const token_facts *f, uint32_t at, unsigned fact)
{
    return token_meaning(f, at) >> fact & 1;
}

static inline bool token_is_word(const token_facts *f, uint32_t at) { return token_means(f, at, FACT_WORD); }

// A text as names are compared.
typedef struct folded_text {
    const char *text; // folded, no full stops
    uint32_t len;
    uint32_t hash;
} folded_text;

typedef struct name_table name_table;

// What is asked for every mention several times, so without a call: a name_table begins with this.
typedef struct name_view {
    token_facts facts; // of the page in hand
    const page *page;
    arena *arena;                          // of the article
    struct description *spare, *spare_end; // room in it (name.c)
} name_view;

static inline const name_view *name_table_view(const name_table *t) { return (const name_view *)(const void *)t; }
static inline const token_facts *name_table_facts(const name_table *t) { return &name_table_view(t)->facts; }
static inline const page *name_table_page(const name_table *t) { return name_table_view(t)->page; }
static inline arena *name_table_arena(const name_table *t) { return name_table_view(t)->arena; }

name_table *name_table_new(const rule_set *rules, vocab *v);
void name_table_free(name_table *t);
// The page that tokens are asked of from now on, its types from the table's vocabulary. What is made for its mentions
// goes to `a`. Before it, nothing may be asked.
void name_table_begin(name_table *t, arena *a, const page *p);
const vocab *name_table_vocab(const name_table *t);

// Finds out the words of a token whose type was not asked before.
void name_learn(name_table *t, uint32_t at);
static inline const type_words *name_words(name_table *t, uint32_t at)
{
    const token_facts *f = name_table_facts(t);
    const type_words *known = &f->words[f->tokens[at].type];
    if (__builtin_expect(!known->word, 0))
        name_learn(t, at);
    return known;
}
// Id (from 1) of a token's folded text without full stops: `U.S.` and `US` are one word.
static inline uint32_t name_word(name_table *t, uint32_t at) { return name_words(t, at)->word; }
// Id of the canonical form that the word lists give for it (`Sen.`, `senators` -> `senator`), else name_word.
static inline uint32_t name_lemma(name_table *t, uint32_t at) { return name_words(t, at)->lemma; }
// Id of any text; at most 120 bytes count. Ids last until the next name_table_begin.
uint32_t name_word_of(name_table *t, const char *text, size_t len);
// Any text in the article's arena, for what only one article says: the table does not grow with it.
folded_text name_folded(const name_table *t, const char *text, size_t len);
bool name_texts_agree(const folded_text *a, const folded_text *b);
// A number of 56 bits that is the same for texts of the same word, whatever the article. Of acronyms it is made without
// the word, which would have to be looked for in memory that is seldom in a cache.
uint64_t name_key_of(name_table *t, const char *text, size_t len);
// The same of a token.
uint64_t name_key_at(name_table *t, uint32_t at);
// Whether one of the two is the initial of the other (or they are equal).
bool name_words_agree(const name_table *t, uint32_t a, uint32_t b);

#endif
