// SPDX-License-Identifier: MIT
// progress.c: see progress.h. Goes out: one line on standard error that is written over again and again.
#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

progress progress_new(size_t total, bool allowed)
{
    return (progress){.shown = allowed && total > 1 && isatty(STDERR_FILENO) == 1, .total = total};
}

void progress_show(progress *p, size_t done)
{
    struct timespec now;
    if (!p->shown || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return;
    double passed = (double)(now.tv_sec - p->last.tv_sec) + (double)(now.tv_nsec - p->last.tv_nsec) / 1e9;
    if (passed < 0.1)
        return;
    p->last = now;
    p->on_screen = true;
    fprintf(stderr, "\r%zu of %zu articles", done, p->total);
}

void progress_clear(progress *p)
{
    if (p->on_screen)
        fputs("\r\033[K", stderr);
    p->on_screen = false;
}
