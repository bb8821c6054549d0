// SPDX-License-Identifier: MIT
// extraction.h: inputs -> table, by one or several threads, always in the order of the inputs.
#ifndef QUOTH_CLI_EXTRACTION_H
#define QUOTH_CLI_EXTRACTION_H

#include "cli/filter.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/stats.h"

// What has to be done; not changed while it is, but for the stats.
typedef struct extraction {
    const quoth_rules *rules;
    const input_list *inputs;
    const filter *filter;
    quoth_writer *writer; // NULL: print blocks, or explain
    output *output;
    stats *stats;
    quoth_unit unit;
    size_t jobs; // at least 1
    bool explain;
    int width; // of explanations
    bool quiet;
    bool show_progress;
} extraction;

// Analyses all inputs and hands their rows to the writer. Returns how many inputs could not be read; stops early when
// the output cannot be written or a signal came.
size_t extraction_run(const extraction *e);

#endif
