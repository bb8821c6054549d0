// SPDX-License-Identifier: MIT
// predicate.h: everything that rules can ask about one item, numbered: word lists, word "x", /regex/, shapes of
// letters, item kinds. Filled while rules are loaded, then frozen and shared by all threads.
#ifndef QUOTH_WORDS_PREDICATE_H
#define QUOTH_WORDS_PREDICATE_H

#include "base/arena.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint16_t predicate_id;

// Predicates that every set has, numbered from 0 in this order. The first part is judged from the text of a token,
// the second is set on items by the stages that build them (text/, match/).
#define PREDICATE_BUILTINS(X)                                                                                          \
    /* judged from a token's text */                                                                                   \
    X(WORD, "any-word")           /* has a letter */                                                                   \
    X(CAPITALISED, "capitalised") /* first letter upper case (also iPhone-like inner capitals: no) */                  \
    X(ALL_CAPS, "all-caps")       /* two or more letters, all upper case */                                            \
    X(LOWER, "lower-case")        /* first letter lower case */                                                        \
    X(INITIAL, "initial")         /* one upper-case letter with or without a full stop; J.R. too */                    \
    X(NUMBER, "number")           /* begins with a digit */                                                            \
    X(HYPHENATED, "hyphenated")                                                                                        \
    X(HANDLE, "handle") /* @name */                                                                                    \
    X(HASHTAG, "hashtag")                                                                                              \
    X(LINK, "link") /* URL or e-mail address */                                                                        \
    X(COMMA, "comma")                                                                                                  \
    X(COLON, "colon")                                                                                                  \
    X(SEMICOLON, "semicolon")                                                                                          \
    X(DASH, "dash") /* - -- en and em dash, standing free */                                                           \
    X(FULL_STOP, "full-stop")                                                                                          \
    X(QUESTION, "question-mark")                                                                                       \
    X(EXCLAMATION, "exclamation-mark")                                                                                 \
    X(ELLIPSIS, "ellipsis")                                                                                            \
    X(OPEN_BRACKET, "open-bracket")                                                                                    \
    X(CLOSE_BRACKET, "close-bracket")                                                                                  \
    X(SLASH, "slash")                                                                                                  \
    X(SYMBOL, "symbol")                                                                                                \
    X(MARK, "mark")                 /* a quotation mark (only seen where it is unpaired) */                            \
    X(PHRASE_START, "phrase-start") /* a word that begins an entry of several words of some list */                    \
    /* set on items */                                                                                                 \
    X(SENTENCE_START, "sentence-start")         /* empty item before the first word of a sentence */                   \
    X(SENTENCE_END, "sentence-end")             /* the stop, or an empty item where a sentence ends without one */     \
    X(PARAGRAPH_END, "paragraph-end")           /* empty item after each block */                                      \
    X(QUOTATION, "quotation")                   /* a paired quotation, marks included, as one item */                  \
    X(QUOTATION_COMMA, "quotation-comma")       /* its last character before the closing mark is a comma */            \
    X(QUOTATION_STOP, "quotation-stop")         /* ... . ? ! or an ellipsis */                                         \
    X(QUOTATION_QUESTION, "quotation-question") /* ... ? or ! (then it is a quotation-stop too) */                     \
    X(QUOTATION_OPEN, "quotation-bare")         /* ... none of these */                                                \
    X(QUOTATION_UPPER, "quotation-upper")       /* begins with an upper-case letter */                                 \
    X(QUOTATION_LOWER, "quotation-lower")                                                                              \
    X(QUOTATION_SHORT, "quotation-short") /* up to three words */                                                      \
    X(QUOTATION_LONG, "quotation-long")   /* six words or more */                                                      \
    X(QUOTATION_UNCLOSED, "quotation-unclosed")                                                                        \
    X(QUOTATION_REOPENED, "quotation-reopened") /* goes on from the unclosed one of the block before */                \
    X(QUOTATION_BLOCK, "quotation-block")       /* nothing else stands in its block */                                 \
    X(ITEM_PERSON, "person")                                                                                           \
    X(ITEM_PRONOUN, "pronoun")                                                                                         \
    X(ITEM_ORGANISATION, "organisation")                                                                               \
    X(ITEM_GROUP, "group")                                                                                             \
    X(ITEM_ROLE, "role") /* a person named by function: `the mayor`, `a senior official` */                            \
    X(ITEM_DOCUMENT, "document")                                                                                       \
    X(ITEM_PLACE, "place")                                                                                             \
    X(ITEM_TIME, "time")                                                                                               \
    X(ITEM_NOUN_PHRASE, "noun-phrase") /* any other noun phrase */                                                     \
    X(ITEM_CLAUSE_END, "clause-end")   /* a place where an indirect content ends */                                    \
    X(ITEM_BLOCK_START, "block-start")                                                                                 \
    X(ITEM_BLOCK_END, "block-end")

enum {
#define X(name, text) PREDICATE_##name,
    PREDICATE_BUILTINS(X)
#undef X
        PREDICATE_BUILTIN_COUNT
};
#define PREDICATE_NONE ((predicate_id)0xFFFF)
#define PREDICATE_MAX  1024 // more is an error of the rule set

typedef enum predicate_kind {
    PREDICATE_BUILTIN, // from the table above
    PREDICATE_LIST,    // a word list
    PREDICATE_IS_WORD, // word "x"
    PREDICATE_REGEX,   // /x/, matches the whole word
    PREDICATE_ITEM     // an item kind that a rule file declared by `gives: {item: x}`
} predicate_kind;

typedef struct predicates predicates;

predicates *predicates_new(arena *a);
// Compiled regular expressions are not arena memory.
void predicates_free(predicates *p);

// Finds a name among built-ins, lists and item kinds; PREDICATE_NONE if there is none.
predicate_id predicates_find(const predicates *p, const char *name);
// Declares an item kind (idempotent; returns the built-in if it is one; PREDICATE_NONE if a list has the name or there
// are too many predicates).
predicate_id predicates_add_item(predicates *p, const char *name);
// word "x": x folded, one word. Idempotent. PREDICATE_NONE if it is empty, longer than 255 bytes or one too many.
predicate_id predicates_add_word(predicates *p, const char *word, size_t len);
// /x/: PCRE2, UTF, caseless off, anchored at both ends, JIT where available, match limit set. Idempotent.
quoth_status predicates_add_regex(predicate_id *out, predicates *p, const char *pattern, size_t len, place where,
                                  quoth_error *e);
// Adds one word list. `text` (the content of NAME.txt) is copied. Format: lines `canonical|variant|variant`, `#`
// comments. A lower-case word matches in any case, a word with a capital only that spelling or ALL CAPS; an entry of
// several words becomes a phrase. Errors: empty variant, list named like a built-in, too many predicates.
quoth_status predicates_add_list(predicates *p, const char *name, const source_file *file, quoth_error *e);
// After this nothing can be added. Builds the hash of folded words and the trie of phrases.
void predicates_freeze(predicates *p);

size_t predicates_count(const predicates *p);
size_t predicates_words(const predicates *p);                      // 64-bit words that one bit set takes
const char *predicates_name(const predicates *p, predicate_id id); // `said-verb`, `word "x"`, `/x/`
// The bits of all regular expressions (predicates_words() words).
const uint64_t *predicates_expressions(const predicates *p);
predicate_kind predicates_kind(const predicates *p, predicate_id id);

// Scratch for judging: one per thread, holds PCRE2 match data.
typedef struct predicate_scratch predicate_scratch;
predicate_scratch *predicate_scratch_new(const predicates *p);
void predicate_scratch_free(predicate_scratch *s);

// Sets in bits (predicates_words() words, zeroed here) all that is known of a token's text (valid UTF-8). Everything is
// judged from its plain form (utf8_plain). Words of more than 1024 bytes have a shape only: no list, no regex. A token
// without letter or digit has exactly one of the signs from comma to mark (`?!` two); the bits of case are not set for
// handles, hashtags and links, nor by a letter behind a digit (`4th`).
// Returns the hash by which lexicon.h knows the word.
uint32_t predicates_judge(const predicates *p, predicate_scratch *s, const char *word, size_t len, uint64_t *bits);

// Whether a word stands in a list. What predicates_judge says too, but without regular expressions and shapes.
bool predicates_listed(const predicates *p, const char *word, size_t len, predicate_id list);

// The canonical form of the entry that `word` (or words with blanks between: a phrase) stands in (in the first list, by
// name, whose bit is in `among`; NULL: any list), or NULL. Lives as long as p.
const char *predicates_lemma(const predicates *p, const char *word, size_t len, const uint64_t *among);

// Phrases: entries of several words. Whether some entry is exactly these words, which are token texts; sets the bits of
// the lists it stands in (bits is zeroed here).
typedef struct word_text {
    const char *text;
    uint32_t len;
} word_text;
bool predicates_entry(const predicates *p, const word_text *words, size_t count, uint64_t *bits);

static inline bool bits_has(const uint64_t *bits, predicate_id id) { return bits[id >> 6] >> (id & 63) & 1; }
static inline void bits_set(uint64_t *bits, predicate_id id) { bits[id >> 6] |= UINT64_C(1) << (id & 63); }
static inline void bits_clear(uint64_t *bits, predicate_id id) { bits[id >> 6] &= ~(UINT64_C(1) << (id & 63)); }

#endif
