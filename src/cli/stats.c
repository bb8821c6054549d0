// SPDX-License-Identifier: MIT
// stats.c: see stats.h. Comes in: times and counts. Goes out: one line on standard error.
#include "cli/stats.h"

#include <stdio.h>
#include <time.h>

uint64_t stats_now(const stats *s)
{
    struct timespec t = {0};
    if (s->on)
        clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

void stats_add(stats *s, const quoth_analyser *analyser)
{
    uint64_t time;
    const char *name;
    for (size_t i = 0; i + 1 < STATS_STAGES && (name = quoth_analyser_stage(analyser, i, &time)) != NULL; i++) {
        s->stages[i].name = name;
        s->stages[i].time += time;
    }
}

static double seconds(uint64_t nanoseconds) { return (double)nanoseconds / 1e9; }

void stats_print(const stats *s)
{
    if (!s->on)
        return;
    double passed = seconds(stats_now(s) - s->begun);
    fprintf(stderr, "{\"articles\": %zu, \"bytes\": %llu, \"rows\": %zu, \"seconds\": %.6f, \"mb_per_second\": %.3f, ",
            s->articles, (unsigned long long)s->bytes, s->rows, passed,
            passed > 0 ? (double)s->bytes / 1e6 / passed : 0);
    fprintf(stderr, "\"stages\": {\"read\": %.6f", seconds(s->reading));
    for (size_t i = 0; s->stages[i].name; i++)
        fprintf(stderr, ", \"%s\": %.6f", s->stages[i].name, seconds(s->stages[i].time));
    fprintf(stderr, ", \"write\": %.6f}}\n", seconds(s->writing));
}
