// SPDX-License-Identifier: MIT
// score.h: rows against gold: the figures of eval/score.py, and how well each rule does.
#ifndef QUOTH_CLI_SCORE_H
#define QUOTH_CLI_SCORE_H

#include "cli/gold.h"
#include "cli/same_name.h"

// Counts behind one precision and recall; two numerators where they differ.
typedef struct tally {
    size_t right_predicted, predicted, right_gold, gold;
} tally;

// How often something was right.
typedef struct part_tally {
    char *name; // owned
    size_t rows, right;
} part_tally;

typedef struct part_list {
    part_tally *items; // owned
    size_t count, room;
} part_list;

// Rows whose confidence lies in one tenth.
typedef struct confidence_bin {
    size_t rows, right;
    double sum; // of confidences
} confidence_bin;
enum { CONFIDENCE_BINS = 10 };

// A quoted passage whose speaker is wrong.
typedef struct wrong_passage {
    char *text; // owned: the line to print
} wrong_passage;

enum { SPAN_CUE, SPAN_SOURCE, SPAN_CONTENT, SPAN_PARTS };

typedef struct score {
    const name_words *names;
    const char *const *speech; // lower-case words that make a cue one of speech, sorted
    size_t speech_count;
    size_t most_wrong; // passages to keep
    size_t articles;
    bool has_speakers;
    tally mention, entity, speech_rows, all;
    size_t type_right[3], type_gold[3]; // by quoth_type of the gold
    tally exact[SPAN_PARTS], overlap[SPAN_PARTS];
    confidence_bin bins[CONFIDENCE_BINS];
    size_t pairs[4][4];   // words by label {none, content, source, cue} in gold and rows
    part_list rules;      // rows; right: matched by half with the right source
    part_list steps;      // rows that match gold whose speaker is known; right: the right entity
    wrong_passage *wrong; // owned
    size_t wrong_count;
} score;

// Adds one article. Offsets of the rows count code points.
void score_add(score *s, const gold_article *article, const quoth_row *rows, size_t count);
// Sorts rules and steps by rows, then name.
void score_sort(score *s);
void score_free(score *s);

typedef struct figure {
    double precision, recall, f1;
} figure;
figure tally_figure(const tally *t);
// Krippendorff's alpha, word by word, over the four labels.
double score_alpha(const score *s);
// Mean distance of confidence and share of right rows over the bins (expected calibration error).
double score_calibration_error(const score *s);

// Print all figures, as lines or as one JSON object; with `per_rule` also rules and steps.
void score_print(const score *s, bool per_rule);
void score_print_json(const score *s, bool per_rule);

#endif
