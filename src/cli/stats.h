// SPDX-License-Identifier: MIT
// stats.h: how much an extraction did and where its time went, for --stats.
#ifndef QUOTH_CLI_STATS_H
#define QUOTH_CLI_STATS_H

#include "quoth.h"

enum { STATS_STAGES = 32 }; // of an analyser, at most

// Times are nanoseconds; those of reading, writing and the stages are sums over the threads.
typedef struct stats {
    bool on; // without it nothing is measured
    uint64_t begun;
    uint64_t bytes;
    size_t articles, rows;
    uint64_t reading, writing;
    struct {
        const char *name;
        uint64_t time;
    } stages[STATS_STAGES]; // the last one has no name
} stats;

// The time now; 0 when nothing is measured.
uint64_t stats_now(const stats *s);
// Adds what an analyser measured.
void stats_add(stats *s, const quoth_analyser *analyser);
// Prints all on standard error, as one JSON object in one line, if it was measured.
void stats_print(const stats *s);

#endif
