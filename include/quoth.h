/* SPDX-License-Identifier: MIT */
/* quoth.h: the whole public interface of libquoth, in reading order.
 *
 *     quoth_error *error = quoth_error_new();
 *     quoth_rules *rules = NULL;
 *     if (quoth_rules_default(&rules, error) != QUOTH_OK) ...
 *     quoth_analyser *analyser = quoth_analyser_new(rules);
 *     quoth_input input = {.bytes = text, .len = len, .id = "article"};
 *     const quoth_article *article = quoth_analyse(analyser, &input);
 *     for (size_t i = 0; i < article->row_count; i++)
 *         puts(article->rows[i].speaker.name);
 *
 * Rules are immutable once loaded and may be shared by any number of threads; an analyser belongs to one thread at a
 * time. The library never prints, never exits, has no global state. Text never fails: any bytes give a table. Only
 * rules, options and files can be wrong, and say so through a quoth_error. Out of memory calls a handler that aborts.
 */
#ifndef QUOTH_H
#define QUOTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define QUOTH_API __attribute__((visibility("default")))
#else
#define QUOTH_API
#endif

/* ---- Errors -------------------------------------------------------------------------------------------------- */

typedef enum quoth_status {
    QUOTH_OK = 0,
    QUOTH_E_RULES = -1,  /* a rule file or word list is wrong; the error has every message */
    QUOTH_E_IO = -2,     /* a file or folder could not be read or written */
    QUOTH_E_OPTION = -3, /* a name given by the caller (format, column, rule ...) does not exist */
    QUOTH_E_STOPPED = -4 /* the caller's write function asked to stop */
} quoth_status;

/* A list of messages. Functions that can fail add to it; NULL may be passed where no message is wanted. */
typedef struct quoth_error quoth_error;

/* A new empty list; the caller frees it. */
QUOTH_API quoth_error *quoth_error_new(void);
QUOTH_API void quoth_error_free(quoth_error *error);
QUOTH_API void quoth_error_clear(quoth_error *error);
/* Number of messages; message i (0-based) as text of one or more lines without final newline: "FILE:LINE:COLUMN: what",
 * and where known the source line and a caret. Owned by the error, valid until it is cleared or freed. */
QUOTH_API size_t quoth_error_count(const quoth_error *error);
QUOTH_API const char *quoth_error_message(const quoth_error *error, size_t i);

/* ---- Rules --------------------------------------------------------------------------------------------------- */

typedef struct quoth_rules quoth_rules;

/* The embedded English rules. Costs a few milliseconds. The caller frees *rules. */
QUOTH_API quoth_status quoth_rules_default(quoth_rules **rules, quoth_error *error);
/* The rules of a folder such as rules/en. QUOTH_E_IO if it cannot be read, QUOTH_E_RULES if it is wrong. */
QUOTH_API quoth_status quoth_rules_load(quoth_rules **rules, const char *folder, quoth_error *error);
/* Frees the rules; analysers made of them must be freed before. NULL is allowed. */
QUOTH_API void quoth_rules_free(quoth_rules *rules);

/* A function that takes output; returns false to stop. */
typedef bool (*quoth_write)(void *context, const char *bytes, size_t len);

/* What was run and how it came out. */
typedef struct quoth_rules_result {
    size_t rules, examples, failed; /* failed: `finds` and `ignores` that did not hold */
    size_t wants, wants_passed;     /* known gaps; one that passes has to be moved and counts as failed */
} quoth_rules_result;

/* Runs all examples (or those of one rule: name, NULL for all); each failure is a message with its place in error. For
 * each `unless-` context it also checks that an `ignores` line fails without it. QUOTH_E_OPTION for an unknown name. */
QUOTH_API quoth_status quoth_rules_test(const quoth_rules *rules, const char *name, quoth_rules_result *result,
                                        quoth_error *error);
/* A table of stage, rule, examples, what it is about: one line each. */
QUOTH_API quoth_status quoth_rules_list(const quoth_rules *rules, quoth_write write, void *context);
/* Why a rule matches or does not match a text: for each sentence with its anchor the items, their classes, the furthest
 * step reached and what the next item lacked. QUOTH_E_OPTION with "did you mean" for an unknown name. */
QUOTH_API quoth_status quoth_rules_explain(const quoth_rules *rules, const char *name, const char *text, size_t len,
                                           quoth_write write, void *context, quoth_error *error);
/* The compiled form of a rule (NULL: all): positions, tests, follow sets. */
QUOTH_API quoth_status quoth_rules_dump(const quoth_rules *rules, const char *name, quoth_write write, void *context,
                                        quoth_error *error);

/* ---- Analysing ----------------------------------------------------------------------------------------------- */

/* What offsets count. */
typedef enum quoth_unit {
    QUOTH_CODE_POINTS, /* of the input as decoded; an ill-formed place counts as one (U+FFFD) */
    QUOTH_BYTES,       /* of the input as given */
    QUOTH_UTF16        /* UTF-16 code units of the input as decoded */
} quoth_unit;

typedef struct quoth_input {
    const char *bytes; /* UTF-8, or UTF-16 with a byte order mark; anything else is repaired. Not changed; must stay
                          alive while the article is used. At most 2 GiB - 1 are read. */
    size_t len;
    const char *id; /* the rest is copied into the rows; NULL: not known */
    const char *title, *outlet, *published, *url;
    quoth_unit unit;
} quoth_input;

/* A place in the text, in the input's unit; end is behind the last one. */
typedef struct quoth_span {
    uint32_t start, end;
} quoth_span;

/* Words at a place. text is NULL when there are none, else NUL-terminated UTF-8 (an embedded NUL is written U+FFFD). */
typedef struct quoth_words {
    const char *text;
    quoth_span span;
} quoth_words;

typedef enum quoth_type { QUOTH_DIRECT, QUOTH_MIXED, QUOTH_INDIRECT } quoth_type;
typedef enum quoth_kind {
    QUOTH_UNKNOWN,
    QUOTH_PERSON,
    QUOTH_ORGANISATION,
    QUOTH_GROUP,
    QUOTH_UNNAMED,
    QUOTH_DOCUMENT
} quoth_kind;
/* "direct", "person", ...: static strings. */
QUOTH_API const char *quoth_type_name(quoth_type type);
QUOTH_API const char *quoth_kind_name(quoth_kind kind);

/* Who said it: the entity in this article. */
typedef struct quoth_speaker {
    const char *name; /* fullest name without title, or an unnamed speaker's fullest description without leading
                         article; "" when nobody is named */
    const char *role; /* "" when the article gives none */
    quoth_kind kind;
    int32_t entity; /* the same number for the same speaker in this article, -1 for nobody */
} quoth_speaker;

/* One quotation. Strings are NUL-terminated UTF-8 and never NULL unless said. */
typedef struct quoth_row {
    uint32_t n; /* from 1, in text order */
    quoth_type type;
    quoth_speaker speaker;
    quoth_words mention; /* words that name the speaker for this row, maybe in an earlier sentence */
    quoth_words cue;
    const char *lemma; /* the cue's dictionary form; NULL without a cue */
    const char *quote; /* content without its outer quotation marks and the comma before a closing one; the parts of a
                          discontinuous content joined by " ... " never, by one space */
    const quoth_span *spans;
    size_t span_count;
    const char *block; /* "headline", "body", ... */
    double confidence; /* 0..1 */
    const char *rule;  /* "stage/rule" and, after a space, the speaker step: "direct/quotation-said-person full-name" */
} quoth_row;

/* A block of the page and what it was taken for. */
typedef struct quoth_block {
    quoth_span span;
    const char *kind; /* "body", "furniture", ... */
    const char *rule; /* rule that decided it, "" for none */
} quoth_block;

typedef struct quoth_article {
    const char *id, *title, *outlet, *published, *url; /* "" when not known */
    const quoth_row *rows;
    size_t row_count;
    const quoth_block *blocks;
    size_t block_count;
    size_t repairs; /* ill-formed places that became U+FFFD */
    size_t code_points, tokens;
} quoth_article;

/* State of one thread: vocabulary and arena, reused from article to article. */
typedef struct quoth_analyser quoth_analyser;

QUOTH_API quoth_analyser *quoth_analyser_new(const quoth_rules *rules);
QUOTH_API void quoth_analyser_free(quoth_analyser *analyser);
/* Reads one article. Never fails. The result belongs to the analyser and is valid until its next call. Time is linear
 * in input->len. */
QUOTH_API const quoth_article *quoth_analyse(quoth_analyser *analyser, const quoth_input *input);

/* Says in words how a row of the article that was analysed last came about: the rule that found it, those that
 * competed for its words or its cue and why they lost, what spoke for and against each, how the speaker was found.
 * Lines have `width` columns (0: 80); a blank line ends each part. `write` is called several times, always with whole
 * lines without control characters. The first row of an article that is explained costs as much again as finding its
 * rows. QUOTH_E_STOPPED once `write` returned false, QUOTH_E_OPTION if it is no row of the article. */
QUOTH_API quoth_status quoth_row_explain(quoth_analyser *analyser, const quoth_row *row, int width, quoth_write write,
                                         void *context);

/* Nanoseconds that each stage took since the analyser was made, for benchmarks: name and time of stage i; NULL behind
 * the last one. Measured only after quoth_analyser_time(analyser, true). */
QUOTH_API void quoth_analyser_time(quoth_analyser *analyser, bool on);
QUOTH_API const char *quoth_analyser_stage(const quoth_analyser *analyser, size_t i, uint64_t *nanoseconds);

/* ---- Learning ------------------------------------------------------------------------------------------------ */

/* Learns the weights of a rule folder (weights.yaml) from annotated articles: which matches of the rules are
 * attributions, and how sure that is. Without weights the order of the rules decides. */
typedef struct quoth_trainer quoth_trainer;

/* One annotated attribution: code points, sorted; source may be empty. */
typedef struct quoth_gold {
    const quoth_span *content, *source;
    size_t content_count, source_count;
} quoth_gold;

typedef struct quoth_training {
    int folds;           /* parts of a cross-validation; from it come thresholds and confidence. At least 2 */
    uint64_t seed;       /* the same seed, articles and rules give the same weights */
    const char *without; /* groups of features to leave out, with commas between; NULL: none */
} quoth_training;

/* Figures of held-out articles: an attribution is right when contents overlap by half and sources overlap. */
typedef struct quoth_training_result {
    size_t articles, gold, candidates, features, rows;
    double precision, recall, f1, quoted_precision;
    double calibration_error; /* mean distance of confidence and share of right rows, over ten bins */
} quoth_training_result;

QUOTH_API quoth_trainer *quoth_trainer_new(const quoth_rules *rules);
QUOTH_API void quoth_trainer_free(quoth_trainer *trainer);
/* Adds one article. The input's bytes must stay alive as long as the trainer; gold is copied. */
QUOTH_API void quoth_trainer_add(quoth_trainer *trainer, const quoth_input *input, const quoth_gold *gold,
                                 size_t count);
/* Learns from all articles added. QUOTH_E_OPTION for an unknown group. result may be NULL. Seconds for a thousand
 * articles. */
QUOTH_API quoth_status quoth_trainer_learn(quoth_trainer *trainer, const quoth_training *how,
                                           quoth_training_result *result, quoth_error *error);
/* Writes weights.yaml in one call; note: lines for its head. QUOTH_E_STOPPED if `write` returned false. */
QUOTH_API quoth_status quoth_trainer_write(const quoth_trainer *trainer, const char *note, quoth_write write,
                                           void *context);

/* ---- Writing tables ------------------------------------------------------------------------------------------ */

typedef enum quoth_format { QUOTH_TABLE, QUOTH_CSV, QUOTH_TSV, QUOTH_JSON, QUOTH_JSONL } quoth_format;
/* The format of a name ("csv") or of a file name's ending ("out.csv"); -1 if there is none. */
QUOTH_API int quoth_format_of(const char *name);
QUOTH_API const char *quoth_format_name(size_t i); /* NULL behind the last one */

/* Names and meanings of the columns, in order; NULL behind the last one. */
QUOTH_API const char *quoth_column_name(size_t i);
QUOTH_API const char *quoth_column_about(size_t i);

typedef struct quoth_writer_options {
    quoth_format format;
    const char *columns; /* "speaker,quote": only these, in this order; NULL: all (table: a choice that fits) */
    int width;           /* table: columns of the terminal, 0 for 80 */
    bool colour;         /* table: ANSI colours */
    bool bom;            /* csv, tsv: begin with a byte order mark */
} quoth_writer_options;

typedef struct quoth_writer quoth_writer;

/* A writer that hands complete rows to `write` (never half a row in one call). QUOTH_E_OPTION for unknown columns. */
QUOTH_API quoth_status quoth_writer_new(quoth_writer **writer, const quoth_writer_options *options, quoth_write write,
                                        void *context, quoth_error *error);
/* Head, rows, foot; QUOTH_E_STOPPED once `write` returned false. begin and end are called once each. */
QUOTH_API quoth_status quoth_writer_begin(quoth_writer *writer);
QUOTH_API quoth_status quoth_writer_row(quoth_writer *writer, const quoth_article *article, const quoth_row *row);
QUOTH_API quoth_status quoth_writer_end(quoth_writer *writer);
QUOTH_API void quoth_writer_free(quoth_writer *writer);

/* The JSON Schema (2020-12) of a JSONL row, made from the list of columns; static string. */
QUOTH_API const char *quoth_row_schema(void);

/* "0.1.0" */
QUOTH_API const char *quoth_version(void);

#ifdef __cplusplus
}
#endif
#endif
