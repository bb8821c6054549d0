// SPDX-License-Identifier: MIT
// progress.h: one line on a terminal that says how far the work is.
#ifndef QUOTH_CLI_PROGRESS_H
#define QUOTH_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

typedef struct progress {
    bool shown;     // standard error is a terminal, there are several articles, nothing forbids it
    bool on_screen; // a line stands there now
    size_t total;
    struct timespec last;
} progress;

progress progress_new(size_t total, bool allowed);
// Says that `done` articles are done; at most ten times a second.
void progress_show(progress *p, size_t done);
// Takes the line away, before a message and at the end.
void progress_clear(progress *p);

#endif
