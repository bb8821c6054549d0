// SPDX-License-Identifier: MIT
// quoth.c: the public functions of include/quoth.h that load rules and analyse. Nothing is decided here.
#include "analysis.h"
#include "embedded.h"
#include "match/model.h"
#include "rules/rule_load.h"
#include "table/row.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#ifndef QUOTH_VERSION
#error "QUOTH_VERSION comes from the build"
#endif

const char *quoth_version(void) { return QUOTH_VERSION; }

// ---- rules ----

static quoth_rules *wrap(arena *a, rule_set *set, const char *folder)
{
    quoth_rules *out = ARENA_NEW(a, quoth_rules);
    out->arena = a;
    out->set = set;
    out->programs = program_set_new(a, set);
    out->folder = folder ? arena_copy(a, folder, strlen(folder)) : NULL;
    return out;
}

static quoth_status load(quoth_rules **out, arena *a, const char *language, const rule_file *files, size_t count,
                         bool examples, const char *folder, quoth_error *e)
{
    rule_set *set = NULL;
    quoth_status status = rule_set_load(&set, language, files, count, examples, e);
    if (status != QUOTH_OK) {
        arena_free(a);
        return status;
    }
    *out = wrap(a, set, folder);
    return QUOTH_OK;
}

// The weights among the files of a rule folder, if it has some; frees the rules when they are wrong.
static quoth_status load_weights(quoth_rules **rules, const rule_file *files, size_t count, quoth_error *e)
{
    quoth_rules *r = *rules;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(files[i].name, MODEL_FILE) != 0)
            continue;
        source_file file = {files[i].name, files[i].text, files[i].len};
        quoth_status status = model_read(&r->model, r->arena, &file, e);
        if (status == QUOTH_OK)
            continue;
        quoth_rules_free(r);
        *rules = NULL;
        return status;
    }
    return QUOTH_OK;
}

static quoth_status load_folder(quoth_rules **out, const char *folder, bool weights, quoth_error *e)
{
    arena *a = arena_new(NULL, NULL);
    rule_file *files = NULL;
    size_t count = 0;
    quoth_status status = rule_folder_read(a, folder, &files, &count, e);
    if (status != QUOTH_OK) {
        arena_free(a);
        return status;
    }
    status = load(out, a, folder, files, count, true, folder, e);
    return status == QUOTH_OK && weights ? load_weights(out, files, count, e) : status;
}

quoth_status quoth_rules_default(quoth_rules **rules, quoth_error *error)
{
    *rules = wrap(arena_new(NULL, NULL), rule_set_of_snapshot(&embedded_snapshot), NULL);
    return load_weights(rules, embedded_files, embedded_file_count, error);
}

// A folder's examples are checked for their form too: whoever passes one is probably writing it.
quoth_status quoth_rules_load(quoth_rules **rules, const char *folder, quoth_error *error)
{
    return load_folder(rules, folder, true, error);
}

quoth_status rules_load_whole(quoth_rules **out, const quoth_rules *like, quoth_error *e)
{
    if (like->folder)
        return load_folder(out, like->folder, false, e);
    return load(out, arena_new(NULL, NULL), like->set->language, embedded_files, embedded_file_count, true, NULL, e);
}

void quoth_rules_free(quoth_rules *rules)
{
    if (!rules)
        return;
    rule_set_free(rules->set);
    arena_free(rules->arena);
}

// ---- analysing ----

quoth_analyser *quoth_analyser_new(const quoth_rules *rules)
{
    vocab *v = vocab_new(rules->set->predicates);
    matcher *m = matcher_new(rules->programs, v);
    quoth_analyser *out = calloc(1, sizeof *out);
    if (!out)
        abort();
    matcher_use_model(m, rules->model);
    *out = (quoth_analyser){.rules = rules,
                            .arena = arena_new(NULL, NULL),
                            .vocab = v,
                            .matcher = m,
                            .names = name_table_new(rules->set, v)};
    out->row_memory = row_memory_new(rules->set);
    return out;
}

void quoth_analyser_free(quoth_analyser *analyser)
{
    if (!analyser)
        return;
    name_table_free(analyser->names);
    row_memory_free(analyser->row_memory);
    matcher_free(analyser->matcher);
    vocab_free(analyser->vocab);
    arena_free(analyser->arena);
    quoth_rules_free(analyser->whole);
    free(analyser);
}

static const char *copy(arena *a, const char *text) { return text ? arena_copy(a, text, strlen(text)) : ""; }

static void fill_head(quoth_analyser *r, const quoth_input *input, const analysis *done)
{
    r->article = (quoth_article){.id = copy(r->arena, input->id),
                                 .title = copy(r->arena, input->title),
                                 .outlet = copy(r->arena, input->outlet),
                                 .published = copy(r->arena, input->published),
                                 .url = copy(r->arena, input->url),
                                 .repairs = done->page.text.repairs,
                                 .tokens = done->page.token_count};
}

const quoth_article *quoth_analyse(quoth_analyser *analyser, const quoth_input *input)
{
    analysis done;
    analysis_begin(analyser, input->bytes, input->len, &done);
    analysis_attribute(analyser, &done);
    fill_head(analyser, input, &done);
    resolve_input in = {.arena = analyser->arena,
                        .page = &done.page,
                        .rules = analyser->rules->set,
                        .vocab = analyser->vocab,
                        .nodes = &done.nodes,
                        .mentions = &done.mentions,
                        .entities = &done.entities,
                        .steps = done.steps,
                        .attributions = &done.attributions};
    struct timespec before = {0}, after = {0};
    if (analyser->timed)
        clock_gettime(CLOCK_MONOTONIC, &before);
    rows_make(&analyser->article, input, &in, analyser->row_memory);
    if (analyser->timed) {
        clock_gettime(CLOCK_MONOTONIC, &after);
        analyser->nanoseconds[ANALYSIS_ROWS] +=
            (uint64_t)(after.tv_sec - before.tv_sec) * 1000000000u + (uint64_t)after.tv_nsec - (uint64_t)before.tv_nsec;
    }
    analyser->explanation = NULL;
    analyser->done = arena_take(analyser->arena, sizeof done);
    *analyser->done = done;
    return &analyser->article;
}

void quoth_analyser_time(quoth_analyser *analyser, bool on) { analyser->timed = on; }

const char *quoth_analyser_stage(const quoth_analyser *analyser, size_t i, uint64_t *nanoseconds)
{
    static const char *const names[] = {
#define X(name, text) text,
        ANALYSIS_STAGES(X)
#undef X
    };
    if (i >= ANALYSIS_STAGE_COUNT)
        return NULL;
    if (nanoseconds)
        *nanoseconds = analyser->nanoseconds[i];
    return names[i];
}
