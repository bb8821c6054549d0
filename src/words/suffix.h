// SPDX-License-Identifier: MIT
// suffix.h: regular expressions that only ask how a word ends, tested without a regular-expression machine. Private to
// words/.
#ifndef QUOTH_WORDS_SUFFIX_H
#define QUOTH_WORDS_SUFFIX_H

#include "words/predicate.h"

// One end: `.*ing` is one, `.*(ing|ed)` two, `.*[^s]s` one with a letter that must not stand before.
typedef struct suffix {
    uint64_t text;   // its bytes, the last one uppermost, zeros below
    uint64_t mask;   // all bits of these
    uint32_t len;    // bytes of a word that it takes at least
    uint8_t letters; // bytes of the text
    char not_before; // NUL: anything may stand before
    predicate_id id;
} suffix;

enum { SUFFIX_MOST = 8 }; // ends of one expression, and letters of one end

// Reads a pattern of the form `.*` + end, `.*(` + ends with bars between + `)`, `.*[^` + character + `]` + end (or
// nothing), where ends are ASCII letters and digits. Returns how many ends it has; 0 if it is anything else.
size_t suffix_read(suffix *out, const char *pattern, size_t len, predicate_id id);

// The last eight bytes of a word, the last one uppermost, zeros below.
uint64_t suffix_key(const char *word, size_t len);
// Whether the word ends so, like the pattern on the whole word. `line`: place behind the last line feed in it (0:
// none), which a dot does not match.
static inline bool suffix_fits(const suffix *s, uint64_t key, const char *word, size_t len, size_t line)
{
    if ((key & s->mask) != s->text || len < s->len || (line && line <= len - s->len))
        return false;
    return !s->not_before || word[len - s->letters - 1] != s->not_before;
}

#endif
