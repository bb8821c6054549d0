// SPDX-License-Identifier: MIT
// embed_rules.c: a checked rule set -> the C source of a rule_snapshot. Numbers and texts only; what has addresses
// (steps, rules, tests) is not const, because the loader fills the same structures, but nothing writes to it.
#include "embed.h"

#include "words/predicate_table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { PER_LINE = 8 };

// Lists of steps and of branches that have been written, by address: shapes are shared.
typedef struct writer {
    FILE *out;
    const rule_set *set;
    const rule_file *files; // that it was made of
    const void **written;
    size_t count, room;
} writer;

// ---- the words

static void write_sources(FILE *out, const lexicon_table *t)
{
    for (size_t i = 0; i < t->source_count; i++) {
        fprintf(out, "static const char words%zu[] =\n    ", i);
        embed_string(out, t->sources[i].text, t->sources[i].len);
        fputs(";\n", out);
    }
    fputs("static const lexicon_source word_sources[] = {\n", out);
    for (size_t i = 0; i < t->source_count; i++) {
        const lexicon_source *s = &t->sources[i];
        fprintf(out, "    {words%zu, %u, %u, %u, %d},\n", i, s->start, s->len, s->list, s->bare);
    }
    fputs("};\n", out);
}

static void write_slots(FILE *out, const lexicon_table *t)
{
    fprintf(out, "static const lexicon_slot slots[%zu] = {", t->mask + 1);
    for (size_t i = 0; i <= t->mask; i++)
        fprintf(out, "%s{%u, %u},", i % PER_LINE ? "" : "\n    ", t->slots[i].place ? t->slots[i].hash : 0,
                t->slots[i].place);
    fprintf(out, "\n};\nstatic const uint32_t prefixes[%zu] = {", t->prefix_mask + 1);
    for (size_t i = 0; i <= t->prefix_mask; i++)
        fprintf(out, "%s%u,", i % PER_LINE ? "" : "\n    ", t->prefixes[i]);
    fputs("\n};\n", out);
}

static void write_predicates(FILE *out, const predicate_table *t)
{
    fputs("static const predicate_info predicate_infos[] = {\n", out);
    for (size_t i = 0; i < t->count; i++) {
        fputs("    {", out);
        embed_string(out, t->infos[i].name, t->infos[i].len);
        fprintf(out, ", %zu, %d},\n", t->infos[i].len, (int)t->infos[i].kind);
    }
    fprintf(out, "};\nstatic const uint16_t predicate_names[%d] = {", PREDICATE_NAME_SLOTS);
    for (size_t i = 0; i < PREDICATE_NAME_SLOTS; i++)
        fprintf(out, "%s%u,", i % (2 * PER_LINE) ? "" : "\n    ", t->names[i]);
    fputs("\n};\n", out);
}

// ---- steps

// The number of an address that has been written, or SIZE_MAX.
static size_t find(const writer *w, const void *address)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->written[i] == address)
            return i;
    return SIZE_MAX;
}

static size_t add(writer *w, const void *address)
{
    if (w->count == w->room) {
        w->room = w->room ? 2 * w->room : 256;
        w->written = memory_resize(w->written, w->room * sizeof *w->written);
    }
    w->written[w->count] = address;
    return w->count++;
}

static size_t write_steps(writer *w, const step_list *list);

// Branches of a step, which has some. Returns the number in their name.
static size_t write_branches(writer *w, const step *s)
{
    size_t known = find(w, s->branches);
    if (known != SIZE_MAX)
        return known;
    for (size_t i = 0; i < s->branch_count; i++)
        if (s->branches[i].count)
            write_steps(w, &s->branches[i]);
    size_t number = add(w, s->branches);
    fprintf(w->out, "static step_list branches%zu[] = {", number);
    for (size_t i = 0; i < s->branch_count; i++) {
        const step_list *b = &s->branches[i];
        if (b->count)
            fprintf(w->out, "%s{steps%zu, %zu}", i ? ", " : "", find(w, b->steps), b->count);
        else
            fprintf(w->out, "%s{0, 0}", i ? ", " : "");
    }
    fputs("};\n", w->out);
    return number;
}

static void write_step(writer *w, const step *s)
{
    fprintf(w->out, "    {.kind = %d, .test = %u, .capture = %d, .least = %u, .most = %u, .text = ", (int)s->kind,
            s->test, s->capture, s->least, s->most);
    embed_string(w->out, s->text, strlen(s->text));
    if (s->branch_count)
        fprintf(w->out, ", .branches = branches%zu, .branch_count = %zu", find(w, s->branches), s->branch_count);
    fputs("},\n", w->out);
}

// A list that is not empty, after all that it uses. Returns the number in its name.
static size_t write_steps(writer *w, const step_list *list)
{
    size_t known = find(w, list->steps);
    if (known != SIZE_MAX)
        return known;
    for (size_t i = 0; i < list->count; i++)
        if (list->steps[i].branch_count)
            write_branches(w, &list->steps[i]);
    size_t number = add(w, list->steps);
    fprintf(w->out, "static step steps%zu[] = {\n", number);
    for (size_t i = 0; i < list->count; i++)
        write_step(w, &list->steps[i]);
    fputs("};\n", w->out);
    return number;
}

// ---- rules

// The bit sets of all tests, then of all features.
static void write_bits(const writer *w)
{
    const rule_set *set = w->set;
    size_t words = predicates_words(set->predicates), n = 0;
    fputs("static uint64_t bits[] = {", w->out);
    for (size_t i = 0; i < 2 * set->test_count + FEATURE_COUNT; i++) {
        const test *t = &set->tests[i / 2 < set->test_count ? i / 2 : 0];
        const uint64_t *b = i >= 2 * set->test_count ? set->features[i - 2 * set->test_count]
                            : i % 2                  ? t->refused
                                                     : t->wanted;
        for (size_t k = 0; k < words; k++, n++)
            fprintf(w->out, "%s0x%llx,", n % PER_LINE ? "" : "\n    ", (unsigned long long)b[k]);
    }
    fputs("\n};\n", w->out);
}

static void write_tests(const writer *w)
{
    size_t words = predicates_words(w->set->predicates);
    fputs("static test tests[] = {\n", w->out);
    for (size_t i = 0; i < w->set->test_count; i++) {
        const test *t = &w->set->tests[i];
        fprintf(w->out, "    {bits + %zu, bits + %zu, %d, %d, ", 2 * i * words, (2 * i + 1) * words, t->any, t->loop);
        embed_string(w->out, t->text, strlen(t->text));
        fputs("},\n", w->out);
    }
    fputs("};\n", w->out);
}

static void write_list(const writer *w, const char *name, const step_list *list)
{
    if (list->count)
        fprintf(w->out, ", .%s = {steps%zu, %zu}", name, find(w, list->steps), list->count);
}

static void write_block(FILE *out, const block_where *b)
{
    fprintf(out, ",\n     .block = {%u, %u, %u, %d, {", b->zones, b->least_words, b->most_words, b->ends_sentence);
    for (size_t i = 0; i < BLOCK_KIND_COUNT; i++)
        fprintf(out, "%s%d", i ? ", " : "", b->seen[i]);
    fprintf(out, "}, %u}", b->after);
}

// The index of a rule's file in `sources`, which has the order of the files.
static size_t file_of(const writer *w, const rule *r)
{
    size_t i = 0;
    while (i + 1 < w->set->file_count && w->files[i].text != r->where.file->text)
        i++;
    return i;
}

static void write_rule(const writer *w, const rule *r, size_t i)
{
    const gives *g = &r->gives;
    fprintf(w->out, "    {.name = \"%s\", .stage = %u, .order = %u, .where = {sources + %zu, %u, %u}, .anchor = %zu",
            r->name, r->stage, r->order, file_of(w, r), r->where.line, r->where.column, r->anchor);
    write_list(w, "match", &r->match);
    write_list(w, "unless_before", &r->unless_before);
    write_list(w, "unless_after", &r->unless_after);
    fprintf(w->out, ",\n     .within = %d, .gives = {%u, %d, %d, %d, %d, %d, %d}", (int)r->within, g->item,
            g->inherits_nothing, (int)g->type, (int)g->speaker, g->joins, g->block, g->through_end);
    write_block(w->out, &r->block);
    if (r->beats_count)
        fprintf(w->out, ", .beats = beats%zu, .beats_count = %zu", i, r->beats_count);
    fputs("},\n", w->out);
}

static void write_numbers(FILE *out, const char *name, size_t i, const uint16_t *numbers, size_t count)
{
    if (!count)
        return;
    fprintf(out, "static uint16_t %s%zu[] = {", name, i);
    for (size_t k = 0; k < count; k++)
        fprintf(out, "%s%u", k ? ", " : "", numbers[k]);
    fputs("};\n", out);
}

static void write_rules(writer *w)
{
    const rule_set *set = w->set;
    for (size_t i = 0; i < set->rule_count; i++) {
        const step_list *lists[] = {&set->rules[i].match, &set->rules[i].unless_before, &set->rules[i].unless_after};
        for (size_t k = 0; k < 3; k++)
            if (lists[k]->count)
                write_steps(w, lists[k]);
        write_numbers(w->out, "beats", i, set->rules[i].beats, set->rules[i].beats_count);
    }
    fputs("static rule rules[] = {\n", w->out);
    for (size_t i = 0; i < set->rule_count; i++)
        write_rule(w, &set->rules[i], i);
    fputs("};\n", w->out);
}

static void write_stages(const writer *w)
{
    const rule_set *set = w->set;
    for (size_t i = 0; i < set->stage_count; i++)
        write_numbers(w->out, "stage_rules", i, set->stages[i].rules, set->stages[i].rule_count);
    fputs("static stage stages[] = {\n", w->out);
    for (size_t i = 0; i < set->stage_count; i++) {
        const stage *s = &set->stages[i];
        fprintf(w->out, "    {.name = \"%s\", .does = %d", s->name, (int)s->does);
        if (s->rule_count)
            fprintf(w->out, ", .rules = stage_rules%zu, .rule_count = %zu", i, s->rule_count);
        fputs("},\n", w->out);
    }
    fputs("};\n", w->out);
}

static void write_token_lists(const writer *w)
{
    const token_lists *l = &w->set->lists;
    fprintf(w->out, "    {.lists = {%u, %u, %u, %u, %u, {{", l->abbreviation, l->abbreviation_before_name, l->clitic,
            l->elision, l->sentence_starter);
    for (size_t i = 0; i < STOPPED_BITS / 64; i++)
        fprintf(w->out, "%sUINT64_C(%" PRIu64 ")", i ? ", " : "", l->stopped.bits[i]);
    fputs("}}},\n", w->out);
}

static void write_set(const writer *w, const predicate_table *t)
{
    const rule_set *set = w->set;
    size_t words = predicates_words(set->predicates);
    fputs("static const char *file_names[] = {\n", w->out);
    for (size_t i = 0; i < set->file_count; i++)
        fprintf(w->out, "    \"%s\",\n", set->file_names[i]);
    fprintf(w->out,
            "};\n\nconst rule_snapshot embedded_snapshot = {\n"
            "    {predicate_infos, %zu, predicate_names, {word_sources, %zu, slots, %zu, prefixes, %zu}},\n",
            t->count, t->lexicon.source_count, t->lexicon.mask, t->lexicon.prefix_mask);
    write_token_lists(w);
    fprintf(w->out,
            "     .language = \"%s\", .stages = stages, .stage_count = %zu,\n"
            "     .rules = rules, .rule_count = %zu, .tests = tests, .test_count = %zu,\n"
            "     .file_names = file_names, .file_count = %zu, .features = {",
            set->language, set->stage_count, set->rule_count, set->test_count, set->file_count);
    for (size_t i = 0; i < FEATURE_COUNT; i++)
        fprintf(w->out, "%sbits + %zu", i ? ", " : "", (2 * set->test_count + i) * words);
    fputs("}}};\n", w->out);
}

void embed_rules(FILE *out, const rule_set *set, const rule_file *files)
{
    const predicate_table *t = predicates_table(set->predicates);
    writer w = {.out = out, .set = set, .files = files};
    write_sources(out, &t->lexicon);
    write_slots(out, &t->lexicon);
    write_predicates(out, t);
    write_bits(&w);
    write_tests(&w);
    write_rules(&w);
    write_stages(&w);
    write_set(&w, t);
    free(w.written);
}
