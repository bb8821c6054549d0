// SPDX-License-Identifier: MIT
// columns.h: the one list of columns. The head of CSV and TSV, the keys of JSON, the schema, the columns of the
// terminal table and the documentation are expanded from it. Comes in: an article and a row. Goes out: one value.
// Prints nothing.
//
//     X(ID, name, group, key, PART or MAIN, VALUE, width, expression, about)
//
// name is the column of CSV; group and key are the place in JSON. A PART stands in CSV only on request; in JSON it
// comes with the MAIN column of its group. width is what the terminal table likes to give it (0: all that is left).
// The expression sees `article` and `row`. In a list of two macros, L takes the last column of a group (no comma
// behind it).
#ifndef QUOTH_TABLE_COLUMNS_H
#define QUOTH_TABLE_COLUMNS_H

#include "quoth.h"

#define COLUMNS_ARTICLE(X, L)                                                                                          \
    X(ARTICLE, "article", ARTICLE, "id", MAIN, TEXT, 16, article->id, "file name without its ending")                  \
    X(TITLE, "title", ARTICLE, "title", MAIN, OPTIONAL, 24, article->title, "title, where the input gives it")         \
    X(OUTLET, "outlet", ARTICLE, "outlet", MAIN, OPTIONAL, 14, article->outlet, "who published it")                    \
    X(PUBLISHED, "published", ARTICLE, "published", MAIN, OPTIONAL, 10, article->published, "when, ISO 8601")          \
    L(URL, "url", ARTICLE, "url", MAIN, OPTIONAL, 24, article->url, "where it was published")

#define COLUMNS_NUMBER(X) X(N, "n", ROW, "n", MAIN, COUNT, 3, row->n, "number of the row in the article, in text order")

#define COLUMNS_SPEAKER(X)                                                                                             \
    X(SPEAKER, "speaker", SPEAKER, "name", MAIN, TEXT, 22, row->speaker.name,                                          \
      "fullest name of the speaker in the article, empty when nobody is named")                                        \
    X(SPEAKER_KIND, "speaker_kind", SPEAKER, "kind", MAIN, KIND, 12, quoth_kind_name(row->speaker.kind),               \
      "what the speaker is")                                                                                           \
    X(ROLE, "role", SPEAKER, "role", MAIN, OPTIONAL, 18, row->speaker.role, "office, where the article gives one")

#define COLUMNS_MENTION(X, L)                                                                                          \
    X(MENTION, "mention", MENTION, "text", MAIN, TEXT, 18, row->mention.text,                                          \
      "words that name the speaker for this row")                                                                      \
    X(MENTION_START, "mention_start", MENTION, "start", PART, COUNT, 7, row->mention.span.start, "where they begin")   \
    L(MENTION_END, "mention_end", MENTION, "end", PART, COUNT, 7, row->mention.span.end, "where they end")

#define COLUMNS_CUE(X, L)                                                                                              \
    X(CUE, "cue", CUE, "text", MAIN, TEXT, 12, row->cue.text, "words that link speaker and quotation")                 \
    X(CUE_START, "cue_start", CUE, "start", PART, COUNT, 7, row->cue.span.start, "where they begin")                   \
    X(CUE_END, "cue_end", CUE, "end", PART, COUNT, 7, row->cue.span.end, "where they end")                             \
    L(CUE_LEMMA, "cue_lemma", CUE, "lemma", PART, TEXT, 10, row->lemma, "dictionary form")

#define COLUMNS_TYPE(X)                                                                                                \
    X(TYPE, "type", ROW, "type", MAIN, TYPE, 8, quoth_type_name(row->type),                                            \
      "all, a part, or none of the quotation stands in quotation marks")

#define COLUMNS_QUOTE(X, L)                                                                                            \
    X(QUOTE, "quote", QUOTE, "text", MAIN, TEXT, 0, row->quote, "the words, without outer quotation marks")            \
    L(QUOTE_SPANS, "quote_spans", QUOTE, "spans", PART, SPANS, 14, 0, "where they stand (CSV: 12-40;55-70)")

#define COLUMNS_LAST(X, L)                                                                                             \
    X(BLOCK, "block", ROW, "block", MAIN, TEXT, 10, row->block, "part of the page: headline, body, ...")               \
    X(CONFIDENCE, "confidence", ROW, "confidence", MAIN, FRACTION, 10, row->confidence,                                \
      "0 to 1: of rows at 0.9, nine in ten are right")                                                                 \
    L(RULE, "rule", ROW, "rule", MAIN, TEXT, 24, row->rule, "rule and step that decided")

#define COLUMNS_WHO(X)  COLUMNS_ARTICLE(X, X) COLUMNS_NUMBER(X) COLUMNS_SPEAKER(X) COLUMNS_MENTION(X, X)
#define COLUMNS_WHAT(X) COLUMNS_CUE(X, X) COLUMNS_TYPE(X) COLUMNS_QUOTE(X, X) COLUMNS_LAST(X, X)
#define COLUMNS(X)      COLUMNS_WHO(X) COLUMNS_WHAT(X)

// Objects of JSON: X(ID, key, parent, is there one in this row). A row without one has null.
#define COLUMN_GROUPS(X)                                                                                               \
    X(ROW, "", ROW, true)                                                                                              \
    X(ARTICLE, "article", ROW, true)                                                                                   \
    X(SPEAKER, "speaker", ROW, true)                                                                                   \
    X(MENTION, "mention", SPEAKER, row->mention.text != NULL)                                                          \
    X(CUE, "cue", ROW, row->cue.text != NULL)                                                                          \
    X(QUOTE, "quote", ROW, true)

typedef enum column_id {
#define X(id, ...) COLUMN_##id,
    COLUMNS(X)
#undef X
        COLUMN_COUNT
} column_id;

typedef enum column_group {
#define X(id, ...) GROUP_##id,
    COLUMN_GROUPS(X)
#undef X
        GROUP_COUNT
} column_group;

typedef enum column_kind {
    COLUMN_IS_TEXT,     // text, never absent while its group is there
    COLUMN_IS_OPTIONAL, // text, empty where not known
    COLUMN_IS_COUNT,
    COLUMN_IS_FRACTION, // 0..1
    COLUMN_IS_SPANS,
    COLUMN_IS_TYPE, // text: a quoth_type
    COLUMN_IS_KIND  // text: a quoth_kind
} column_kind;

typedef struct column {
    const char *name, *key, *about;
    column_group group;
    column_kind kind;
    bool part; // PART, see above
    int width; // of the terminal table, in columns; 0: the rest
} column;

const column *column_of(column_id id);
const char *column_group_key(column_group group);
column_group column_group_parent(column_group group);
// The groups that are there, as bits: 1 << column_group.
unsigned column_groups_of(const quoth_row *row);
bool column_is_absent(column_id id, const quoth_row *row);

// The value of a column of that kind; a text is never NULL. Spans are those of the row.
const char *column_text(column_id id, const quoth_article *article, const quoth_row *row);
uint32_t column_number(column_id id, const quoth_article *article, const quoth_row *row);
double column_fraction(column_id id, const quoth_article *article, const quoth_row *row);

#endif
