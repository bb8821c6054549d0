// SPDX-License-Identifier: MIT
// cmd_train.c: `quoth train`: annotated articles -> weights.yaml. Reads and writes; what is learned: quoth.h,
// Learning.
#include "cli/command.h"
#include "cli/gold.h"
#include "cli/support.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static void add_articles(quoth_trainer *trainer, const gold_set *gold)
{
    pool p = {NULL};
    for (size_t i = 0; i < gold->count; i++) {
        const gold_article *g = &gold->articles[i];
        quoth_input input = {.bytes = g->bytes, .len = g->len, .id = g->name};
        quoth_gold *all = pool_alloc(&p, g->count + 1, sizeof *all);
        for (size_t k = 0; k < g->count; k++) {
            const gold_attribution *a = &g->attributions[k];
            all[k] = (quoth_gold){a->content.items, a->source.items, a->content.count, a->source.count};
        }
        quoth_trainer_add(trainer, &input, all, g->count);
    }
    pool_free(&p);
}

static void print_result(const quoth_training_result *r)
{
    printf("articles          %zu\nattributions      %zu\ncandidates        %zu\nfeatures kept     %zu\n", r->articles,
           r->gold, r->candidates, r->features);
    printf("held-out articles: %zu rows, P %.3f  R %.3f  F1 %.3f, quoted P %.3f, calibration error %.3f\n", r->rows,
           r->precision, r->recall, r->f1, r->quoted_precision, r->calibration_error);
}

static bool write_file(void *context, const char *bytes, size_t len) { return fwrite(bytes, 1, len, context) == len; }

static bool write_weights(const quoth_trainer *trainer, const char *path, const char *note)
{
    FILE *file = fopen(path, "w");
    bool fine = file && quoth_trainer_write(trainer, note, write_file, file) == QUOTH_OK;
    if (file && fclose(file) != 0)
        fine = false;
    if (!fine)
        say("%s: cannot be written: %s", path, strerror(errno));
    return fine;
}

static const char *note_of(pool *p, const arguments *args, const quoth_training *how)
{
    char date[16] = "";
    time_t now = time(NULL);
    struct tm day;
    if (gmtime_r(&now, &day))
        strftime(date, sizeof date, "%Y-%m-%d", &day);
    return pool_printf(p, "Data: %s%s%s. Date: %s. Folds: %d. Seed: %lu.", args->value[OPTION_GOLD],
                       args->value[OPTION_ONLY] ? ", only " : "",
                       args->value[OPTION_ONLY] ? args->value[OPTION_ONLY] : "", date, how->folds,
                       (unsigned long)how->seed);
}

static int learn(const arguments *args, quoth_trainer *trainer, const quoth_training *how)
{
    quoth_training_result result;
    quoth_error *error = quoth_error_new();
    pool p = {NULL};
    int status = STATUS_USAGE;
    if (quoth_trainer_learn(trainer, how, &result, error) == QUOTH_OK) {
        const char *path = args->value[OPTION_OUTPUT];
        print_result(&result);
        status = !path || write_weights(trainer, path, note_of(&p, args, how)) ? STATUS_OK : STATUS_UNREAD;
    }
    say_errors(error);
    quoth_error_free(error);
    pool_free(&p);
    return status;
}

static bool read_options(const arguments *args, quoth_training *how)
{
    long folds = 10, seed = 1;
    if (!args->value[OPTION_GOLD] || args->operand_count) {
        say("%s",
            args->operand_count ? "train takes no operand; --gold names the folder" : "train needs --gold FOLDER");
        return false;
    }
    if ((args->value[OPTION_FOLDS] && !option_number(args, OPTION_FOLDS, 2, 100, &folds)) ||
        (args->value[OPTION_SEED] && !option_number(args, OPTION_SEED, 0, 1000000000, &seed)))
        return false;
    *how = (quoth_training){.folds = (int)folds, .seed = (uint64_t)seed, .without = args->value[OPTION_WITHOUT]};
    return true;
}

int run_train(const arguments *args)
{
    const char *only = args->value[OPTION_ONLY];
    quoth_training how;
    quoth_rules *rules = NULL;
    gold_set gold = {.count = 0};
    int status = STATUS_USAGE;
    if (read_options(args, &how) && gold_read(&gold, args->value[OPTION_GOLD], only ? only : "") &&
        load_rules(args, &rules)) {
        quoth_trainer *trainer = quoth_trainer_new(rules);
        add_articles(trainer, &gold);
        status = finish_standard(learn(args, trainer, &how));
        quoth_trainer_free(trainer);
    }
    quoth_rules_free(rules);
    gold_free(&gold);
    return status;
}
