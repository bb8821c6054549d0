// SPDX-License-Identifier: MIT
// cmd_eval.c: `quoth eval`: analyses the texts of a gold folder and prints how well. What counts as right: score.h.
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/score.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// All that one evaluation owns.
typedef struct evaluation {
    gold_set gold;
    name_words names;
    pool pool;
    score score;
    quoth_rules *rules;
} evaluation;

// The file of an option, or one of that name in the gold folder or in ./corpus.
static const char *data_file(pool *p, const arguments *args, option_id id, const char *name)
{
    if (args->value[id])
        return args->value[id];
    const char *beside = pool_printf(p, "%s/%s", args->value[OPTION_GOLD], name);
    return access(beside, R_OK) == 0 ? beside : pool_printf(p, "corpus/%s", name);
}

static int compare_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool read_speech_cues(evaluation *e, const char *path)
{
    size_t len = 0;
    char *text = file_read(&e->pool, path, &len);
    if (!text) {
        say("%s: %s (--speech-cues says where the list is)", path, strerror(errno));
        return false;
    }
    const char **words = pool_alloc(&e->pool, len / 2 + 2, sizeof *words);
    for (char *line = text; *line;) {
        size_t size = strcspn(line, "\r\n");
        bool more = line[size] != '\0';
        line[size] = '\0';
        if (size && line[0] != '#')
            words[e->score.speech_count++] = line;
        line += size + more;
    }
    qsort(words, e->score.speech_count, sizeof *words, compare_text);
    e->score.speech = words;
    return true;
}

static bool prepare(evaluation *e, const arguments *args)
{
    long errors = 0;
    const char *only = args->value[OPTION_ONLY];
    if (!args->value[OPTION_GOLD] || args->operand_count) {
        say("%s", args->operand_count ? "eval takes no operand; --gold names the folder" : "eval needs --gold FOLDER");
        return false;
    }
    if (args->value[OPTION_ERRORS] && !option_number(args, OPTION_ERRORS, 0, 1000000, &errors))
        return false;
    e->score.most_wrong = (size_t)errors;
    if (!name_words_read(&e->names, data_file(&e->pool, args, OPTION_TITLES, "eval-titles.txt")) ||
        !read_speech_cues(e, data_file(&e->pool, args, OPTION_SPEECH_CUES, "speech-cues.txt")))
        return false;
    if (!gold_read(&e->gold, args->value[OPTION_GOLD], only ? only : "") || !load_rules(args, &e->rules))
        return false;
    e->score.names = &e->names;
    e->score.has_speakers = e->gold.has_speakers;
    return true;
}

static void analyse(evaluation *e)
{
    quoth_analyser *analyser = quoth_analyser_new(e->rules);
    for (size_t i = 0; i < e->gold.count && !interrupt_signal(); i++) {
        const gold_article *g = &e->gold.articles[i];
        quoth_input input = {.bytes = g->bytes, .len = g->len, .id = g->name};
        const quoth_article *article = quoth_analyse(analyser, &input);
        score_add(&e->score, g, article->rows, article->row_count);
    }
    score_sort(&e->score);
    quoth_analyser_free(analyser);
}

// What calibration starts from: of the rows of each rule, how many are right.
static bool write_confidence(const score *s, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) {
        say("%s: cannot be written: %s", path, strerror(errno));
        return false;
    }
    fprintf(file, "# Made by quoth eval --write-confidence: rows that are right, rows. Articles: %zu.\nrules:\n",
            s->articles);
    for (size_t i = 0; i < s->rules.count; i++)
        fprintf(file, "  %s: [%zu, %zu]\n", s->rules.items[i].name, s->rules.items[i].right, s->rules.items[i].rows);
    bool failed = ferror(file) != 0;
    if (fclose(file) == 0 && !failed)
        return true;
    say("%s: cannot be written: %s", path, strerror(errno));
    return false;
}

static int evaluate(evaluation *e, const arguments *args)
{
    const char *path = args->value[OPTION_WRITE_CONFIDENCE];
    bool per_rule = args->value[OPTION_PER_RULE] != NULL;
    analyse(e);
    if (interrupt_signal())
        return STATUS_SIGNAL + interrupt_signal();
    if (args->value[OPTION_JSON])
        score_print_json(&e->score, per_rule);
    else
        score_print(&e->score, per_rule);
    return finish_standard(!path || write_confidence(&e->score, path) ? STATUS_OK : STATUS_UNREAD);
}

int run_eval(const arguments *args)
{
    evaluation e = {.rules = NULL};
    int status = prepare(&e, args) ? evaluate(&e, args) : STATUS_USAGE;
    quoth_rules_free(e.rules);
    score_free(&e.score);
    gold_free(&e.gold);
    name_words_free(&e.names);
    pool_free(&e.pool);
    return status;
}
