// SPDX-License-Identifier: MIT
// extraction.c: see extraction.h. Each thread takes the next input, reads and analyses it with an analyser of its own
// and then waits for its turn to write: the output is the same for any number of threads, and no row is copied.
#include "cli/extraction.h"
#include "cli/blocks.h"
#include "cli/interrupt.h"
#include "cli/support.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// What the threads share. `lock` guards all below it, and the writer.
typedef struct shared {
    const extraction *work;
    pthread_mutex_t lock;
    pthread_cond_t turn_changed;
    size_t next; // input that nobody took yet
    size_t turn; // input whose rows are written next
    size_t unread;
    bool stop;
    progress progress;
} shared;

// One input on its way through a thread.
typedef struct job {
    size_t index;
    const input_file *file;
    input_bytes text; // the memory of one article after another
    uint64_t reading; // time, if it is measured
    int error;        // errno of reading, 0: none
    quoth_analyser *analyser;
    const quoth_article *article;
} job;

static bool take(shared *s, job *j)
{
    pthread_mutex_lock(&s->lock);
    s->stop |= interrupt_signal() != 0;
    bool more = !s->stop && s->next < s->work->inputs->count;
    if (more)
        *j =
            (job){.index = s->next, .file = &s->work->inputs->items[s->next], .text = j->text, .analyser = j->analyser};
    s->next += more;
    pthread_mutex_unlock(&s->lock);
    return more;
}

static void analyse(const extraction *work, job *j)
{
    uint64_t begun = stats_now(work->stats);
    j->error = input_read(j->file, &j->text);
    j->reading = stats_now(work->stats) - begun;
    if (j->error)
        return;
    quoth_input input = {.bytes = j->text.bytes, .len = j->text.len, .id = j->file->id};
    input.unit = work->writer ? work->unit : QUOTH_BYTES; // blocks are shown from the bytes
    j->article = quoth_analyse(j->analyser, &input);
}

static void note(shared *s, const job *j)
{
    if (s->work->quiet)
        return;
    size_t repairs = j->article->repairs;
    bool binary = input_looks_binary(j->text.bytes, j->text.len);
    if (!repairs && !binary)
        return;
    progress_clear(&s->progress);
    if (binary)
        say("%s: looks like a binary file; read as text all the same", j->file->path);
    if (repairs)
        say("%s: %zu %s not valid UTF-8; read as U+FFFD", j->file->path, repairs,
            repairs == 1 ? "place is" : "places are");
}

static quoth_status write_row(const extraction *work, const job *j, const quoth_row *row)
{
    if (work->explain)
        return quoth_row_explain(j->analyser, row, work->width, output_write, work->output);
    return quoth_writer_row(work->writer, j->article, row);
}

static void write_rows(shared *s, const job *j)
{
    const extraction *work = s->work;
    if (!work->writer && !work->explain) {
        s->stop |= !blocks_print(work->output, j->article, j->text.bytes, j->text.len);
        return;
    }
    for (size_t i = 0; i < j->article->row_count && !s->stop; i++) {
        const quoth_row *row = &j->article->rows[i];
        if (filter_passes(work->filter, row)) {
            s->stop |= write_row(work, j, row) != QUOTH_OK;
            work->stats->rows++;
        }
        s->stop |= interrupt_signal() != 0;
    }
}

static void report_unread(shared *s, const job *j)
{
    if (j->error == EINTR && interrupt_signal())
        return;
    progress_clear(&s->progress);
    say("%s: %s", j->file->path, j->error == EFBIG ? "larger than 2 GiB" : strerror(j->error));
    s->unread++;
}

static void write_article(shared *s, const job *j)
{
    stats *counted = s->work->stats;
    uint64_t begun = stats_now(counted);
    note(s, j);
    write_rows(s, j);
    counted->writing += stats_now(counted) - begun;
    counted->reading += j->reading;
    counted->bytes += j->text.len;
    counted->articles++;
}

static void write_in_turn(shared *s, const job *j)
{
    pthread_mutex_lock(&s->lock);
    while (s->turn != j->index)
        pthread_cond_wait(&s->turn_changed, &s->lock);
    if (!s->stop && j->error)
        report_unread(s, j);
    else if (!s->stop)
        write_article(s, j);
    s->turn++;
    progress_show(&s->progress, s->turn);
    pthread_cond_broadcast(&s->turn_changed);
    pthread_mutex_unlock(&s->lock);
}

static void *work_through(void *context)
{
    shared *s = context;
    quoth_analyser *analyser = quoth_analyser_new(s->work->rules);
    quoth_analyser_time(analyser, s->work->stats->on);
    job j = {.analyser = analyser};
    while (take(s, &j)) {
        analyse(s->work, &j);
        write_in_turn(s, &j);
    }
    free(j.text.bytes);
    pthread_mutex_lock(&s->lock);
    stats_add(s->work->stats, analyser);
    pthread_mutex_unlock(&s->lock);
    quoth_analyser_free(analyser);
    return NULL;
}

size_t extraction_run(const extraction *e)
{
    shared s = {.work = e, .progress = progress_new(e->inputs->count, e->show_progress)};
    e->stats->begun = stats_now(e->stats);
    size_t wanted = e->jobs < e->inputs->count ? e->jobs : e->inputs->count, helpers = 0;
    pthread_t *threads = memory_grow(NULL, wanted + 1, sizeof *threads);
    pthread_mutex_init(&s.lock, NULL);
    pthread_cond_init(&s.turn_changed, NULL);
    while (helpers + 1 < wanted && pthread_create(&threads[helpers], NULL, work_through, &s) == 0)
        helpers++;
    work_through(&s);
    while (helpers)
        pthread_join(threads[--helpers], NULL);
    progress_clear(&s.progress);
    pthread_cond_destroy(&s.turn_changed);
    pthread_mutex_destroy(&s.lock);
    free(threads);
    stats_print(e->stats);
    return s.unread;
}
