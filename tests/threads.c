// SPDX-License-Identifier: MIT
// threads.c: four threads share one set of rules, each with an analyser of its own, and read all articles of a
// folder, each beginning at another one. Every thread has to write what one thread alone writes. Run under
// ThreadSanitizer too. Arguments: FOLDER.
#include "support.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREAD_COUNT = 4, ROUNDS = 3 };

typedef struct job {
    const quoth_rules *rules;
    const support_file *files;
    size_t count, first; // first: article to begin with
    uint64_t *sums;      // by article: of its rows as JSONL; the last round's
    bool same;           // every round gave the same
} job;

// FNV-1a (Fowler, Noll, Vo).
static bool add_sum(void *context, const char *bytes, size_t len)
{
    uint64_t *sum = context;
    for (size_t i = 0; i < len; i++)
        *sum = (*sum ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    return true;
}

static uint64_t sum_rows(const quoth_article *article)
{
    uint64_t sum = UINT64_C(14695981039346656037);
    quoth_writer_options options = {.format = QUOTH_JSONL};
    quoth_writer *writer = NULL;
    if (quoth_writer_new(&writer, &options, add_sum, &sum, NULL) != QUOTH_OK)
        abort();
    quoth_writer_begin(writer);
    for (size_t i = 0; i < article->row_count; i++)
        quoth_writer_row(writer, article, &article->rows[i]);
    quoth_writer_end(writer);
    quoth_writer_free(writer);
    return sum;
}

static void *read_all(void *context)
{
    job *j = context;
    quoth_analyser *analyser = quoth_analyser_new(j->rules);
    for (size_t n = 0; n < j->count * ROUNDS; n++) {
        size_t i = (j->first + n) % j->count;
        quoth_input input = {.bytes = j->files[i].bytes, .len = j->files[i].len, .id = j->files[i].name};
        uint64_t sum = sum_rows(quoth_analyse(analyser, &input));
        j->same &= n < j->count || sum == j->sums[i];
        j->sums[i] = sum;
    }
    quoth_analyser_free(analyser);
    return NULL;
}

static job job_new(const quoth_rules *rules, const support_file *files, size_t count, size_t first)
{
    job j = {.rules = rules, .files = files, .count = count, .first = first, .same = true};
    j.sums = calloc(count, sizeof *j.sums);
    if (!j.sums)
        abort();
    return j;
}

static bool equals(const job *alone, const job *j)
{
    bool good = j->same;
    for (size_t i = 0; i < j->count; i++) {
        if (j->sums[i] == alone->sums[i])
            continue;
        printf("%s: other rows than alone\n", j->files[i].name);
        good = false;
    }
    return good;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: threads FOLDER\n");
        return 2;
    }
    size_t count = 0, failed = 0;
    support_file *files = support_folder(argv[1], ".txt", &count);
    quoth_rules *rules = support_rules();
    job alone = job_new(rules, files, count, 0), jobs[THREAD_COUNT];
    pthread_t threads[THREAD_COUNT];
    read_all(&alone);
    for (size_t i = 0; i < THREAD_COUNT; i++) {
        jobs[i] = job_new(rules, files, count, i * count / THREAD_COUNT);
        if (pthread_create(&threads[i], NULL, read_all, &jobs[i]))
            abort();
    }
    for (size_t i = 0; i < THREAD_COUNT; i++) {
        pthread_join(threads[i], NULL);
        failed += !equals(&alone, &jobs[i]);
        free(jobs[i].sums);
    }
    failed += !alone.same;
    free(alone.sums);
    quoth_rules_free(rules);
    support_folder_free(files, count);
    printf("%zu passed, %zu failed\n", THREAD_COUNT + 1 - failed, failed);
    return failed ? 1 : 0;
}
