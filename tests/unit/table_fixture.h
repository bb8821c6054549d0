// SPDX-License-Identifier: MIT
// table_fixture.h: rows made by hand and a writer that keeps what it is given, for test_csv, test_json, test_table.
#ifndef TABLE_FIXTURE_H
#define TABLE_FIXTURE_H

#include "quoth.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

typedef struct written {
    char bytes[16384];
    size_t len;
    size_t calls;
    size_t most_calls; // says stop at this one; 0: never
} written;

static inline bool keep(void *context, const char *bytes, size_t len)
{
    written *w = context;
    ck_assert_uint_gt(len, 0);
    ck_assert_uint_lt(w->len + len, sizeof w->bytes);
    memcpy(w->bytes + w->len, bytes, len);
    w->len += len;
    w->bytes[w->len] = '\0';
    w->calls++;
    return w->calls != w->most_calls;
}

// A row with everything in it.
static inline quoth_row full_row(void)
{
    static const quoth_span spans[] = {{12, 40}, {55, 70}};
    return (quoth_row){.n = 1,
                       .type = QUOTH_DIRECT,
                       .speaker = {"Maria Lopez", "mayor of Tellano", QUOTH_PERSON, 0},
                       .mention = {"Ms Lopez", {46, 54}},
                       .cue = {"said", {41, 45}},
                       .lemma = "say",
                       .quote = "We will appeal. We always do.",
                       .spans = spans,
                       .span_count = 2,
                       .block = "body",
                       .confidence = 0.9,
                       .rule = "direct/quotation-said-person full-name"};
}

// A row that has only its words.
static inline quoth_row bare_row(uint32_t n, const char *quote)
{
    static const quoth_span span = {3, 9};
    return (quoth_row){.n = n,
                       .type = QUOTH_INDIRECT,
                       .speaker = {"", "", QUOTH_UNKNOWN, -1},
                       .quote = quote,
                       .spans = &span,
                       .span_count = 1,
                       .block = "body",
                       .rule = "r/x"};
}

static inline quoth_article article_named(const char *id)
{
    return (quoth_article){.id = id, .title = "", .outlet = "", .published = "", .url = ""};
}

static inline quoth_writer *writer_of(written *out, quoth_writer_options options)
{
    quoth_writer *w = NULL;
    *out = (written){.most_calls = out->most_calls};
    ck_assert_int_eq(quoth_writer_new(&w, &options, keep, out, NULL), QUOTH_OK);
    ck_assert_int_eq(quoth_writer_begin(w), QUOTH_OK);
    return w;
}

// Writes one article's rows and compares all that came out.
static inline void expect_table(quoth_writer_options options, const quoth_article *article, const quoth_row *rows,
                                size_t count, const char *wanted)
{
    written out = {.most_calls = 0};
    quoth_writer *w = writer_of(&out, options);
    for (size_t i = 0; i < count; i++)
        ck_assert_int_eq(quoth_writer_row(w, article, &rows[i]), QUOTH_OK);
    ck_assert_int_eq(quoth_writer_end(w), QUOTH_OK);
    quoth_writer_free(w);
    ck_assert_str_eq(out.bytes, wanted);
}

#endif
