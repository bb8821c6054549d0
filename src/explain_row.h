// SPDX-License-Identifier: MIT
// explain_row.h: what it takes to explain the rows of one article, and how the text is laid out. Private to
// explain_row.c, explain_speaker.c and explain_text.c.
#ifndef QUOTH_EXPLAIN_ROW_H
#define QUOTH_EXPLAIN_ROW_H

#include "analysis.h"
#include "base/buf.h"
#include "speaker/pronoun.h"
#include "table/row.h"

#define EXPLAIN_NONE UINT32_MAX

// The article once more, with what became of its candidates and pronouns. In the article's arena.
typedef struct explanation {
    quoth_analyser *analyser;
    analysis done;
    competition competition;
    pronoun_log pronouns;
    feature_input features; // of the candidates; only with a model
    fact_shares shares;     // only with a model
    row_place *places;      // by n - 1
    size_t row_count;
    uint32_t *rows;    // by attribution: n, 0: no row
    uint32_t *winners; // by attribution: the candidate that it was made of, EXPLAIN_NONE: none
    uint32_t *lines;   // by line: the byte with which it begins
    size_t line_count;
} explanation;

// A paragraph is collected in `text` and then laid out in lines of the terminal.
typedef struct teller {
    explanation *e;
    arena *lines; // until the next blank line
    buf text, out;
    size_t width;
    quoth_write write;
    void *context;
    bool stopped;
} teller;

// ---- explain_text.c ----

// Finds where lines begin.
void explain_lines(explanation *e);
// The number of a token's line.
unsigned explain_line(const explanation *e, uint32_t token);
// Prints “the words”, about 90 code points of them at most.
void tell_words(teller *t, token_span words);
// Prints the paragraph with so many spaces before its first line and before the others, and begins a new one.
void tell_end(teller *t, size_t first, size_t others);
void tell_blank(teller *t);

// ---- explain_speaker.c ----

// Which step found the speaker of an attribution, and who else it could have been.
void tell_speaker(teller *t, size_t attribution);

#endif
