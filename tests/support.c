// SPDX-License-Identifier: MIT
// support.c: see support.h.
#include "support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

quoth_rules *support_rules(void)
{
    quoth_error *error = quoth_error_new();
    quoth_rules *rules = NULL;
    quoth_status status = quoth_rules_default(&rules, error);
    for (size_t i = 0; i < quoth_error_count(error); i++)
        fprintf(stderr, "%s\n", quoth_error_message(error, i));
    quoth_error_free(error);
    if (status != QUOTH_OK)
        exit(1);
    return rules;
}

// ---- files ----

static bool ends_with(const char *name, const char *ending)
{
    size_t len = strlen(name), end = ending ? strlen(ending) : 0;
    return len >= end && (end == 0 || strcmp(name + len - end, ending) == 0);
}

static bool read_file(const char *folder, const char *name, support_file *out)
{
    char path[4096];
    struct stat about;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    out->len = (size_t)about.st_size;
    out->bytes = calloc(out->len + 1, 1);
    out->name = malloc(strlen(name) + 1);
    if (!out->bytes || !out->name || fread(out->bytes, 1, out->len, in) != out->len) {
        perror(path);
        exit(1);
    }
    strcpy(out->name, name);
    fclose(in);
    return true;
}

support_file *support_folder(const char *folder, const char *ending, size_t *count)
{
    struct dirent **entries = NULL;
    int found = scandir(folder, &entries, NULL, alphasort);
    support_file *files = calloc(found > 0 ? (size_t)found : 1, sizeof *files);
    *count = 0;
    for (int i = 0; i < found; i++) {
        if (files && ends_with(entries[i]->d_name, ending) && read_file(folder, entries[i]->d_name, &files[*count]))
            ++*count;
        free(entries[i]);
    }
    free(entries);
    if (*count == 0) {
        fprintf(stderr, "%s: no files\n", folder);
        exit(1);
    }
    return files;
}

void support_folder_free(support_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(files[i].name);
        free(files[i].bytes);
    }
    free(files);
}

// ---- rows ----

static bool is_utf16(const quoth_input *input)
{
    return input->len >= 2 && (memcmp(input->bytes, "\xFF\xFE", 2) == 0 || memcmp(input->bytes, "\xFE\xFF", 2) == 0);
}

// In UTF-16 units of ill-formed UTF-8 it is an upper bound: every byte that could begin a pair of them counts.
size_t support_length(const quoth_input *input, const quoth_article *article)
{
    if (input->unit == QUOTH_CODE_POINTS)
        return article->code_points;
    if (input->unit == QUOTH_BYTES)
        return input->len;
    if (is_utf16(input))
        return (input->len + 1) / 2;
    size_t pairs = 0;
    for (size_t i = 0; i < input->len; i++)
        pairs += (unsigned char)input->bytes[i] >= 0xF0;
    return article->code_points + pairs;
}

static bool span_good(quoth_span span, size_t length) { return span.start < span.end && span.end <= length; }

static bool words_good(quoth_words words, size_t length) { return !words.text || span_good(words.span, length); }

static const char *row_fault(const quoth_row *row, size_t length)
{
    if (!row->speaker.name || !row->speaker.role || !row->quote || !row->block || !row->rule)
        return "a string is NULL";
    if (!words_good(row->mention, length))
        return "mention outside the text";
    if (!words_good(row->cue, length))
        return "cue outside the text";
    if (!row->cue.text && row->lemma)
        return "lemma without cue";
    if (row->span_count == 0)
        return "no content";
    for (size_t i = 0; i < row->span_count; i++) {
        if (!span_good(row->spans[i], length))
            return "content outside the text";
        if (i > 0 && row->spans[i].start < row->spans[i - 1].end)
            return "spans out of order";
    }
    if (!(row->confidence >= 0 && row->confidence <= 1))
        return "confidence not in 0..1";
    if (row->speaker.entity < 0 && row->speaker.name[0])
        return "a name without an entity";
    return NULL;
}

bool support_rows_good(const char *name, const quoth_input *input, const quoth_article *article)
{
    size_t length = support_length(input, article);
    for (size_t i = 0; i < article->row_count; i++) {
        const quoth_row *row = &article->rows[i];
        const char *fault = row->n == i + 1 ? row_fault(row, length) : "numbers do not count";
        if (!fault)
            continue;
        fprintf(stderr, "%s: row %zu of %zu: %s (%s)\n", name, i + 1, article->row_count, fault,
                row->rule ? row->rule : "");
        return false;
    }
    for (size_t i = 0; i < article->block_count; i++) {
        quoth_span span = article->blocks[i].span;
        if (span.start <= span.end && span.end <= length && article->blocks[i].kind)
            continue;
        fprintf(stderr, "%s: block %zu of %zu lies outside the text\n", name, i + 1, article->block_count);
        return false;
    }
    return true;
}

static bool swallow(void *context, const char *bytes, size_t len)
{
    size_t *sum = context;
    *sum += len + (len ? (unsigned char)bytes[len - 1] : 0); // reads it
    return true;
}

bool support_writes(const quoth_article *article)
{
    size_t sum = 0;
    for (size_t i = 0; quoth_format_name(i); i++) {
        quoth_writer_options options = {.format = (quoth_format)quoth_format_of(quoth_format_name(i)), .width = 100};
        quoth_writer *writer = NULL;
        if (quoth_writer_new(&writer, &options, swallow, &sum, NULL) != QUOTH_OK)
            return false;
        bool good = quoth_writer_begin(writer) == QUOTH_OK;
        for (size_t row = 0; row < article->row_count; row++)
            good &= quoth_writer_row(writer, article, &article->rows[row]) == QUOTH_OK;
        good &= quoth_writer_end(writer) == QUOTH_OK;
        quoth_writer_free(writer);
        if (!good)
            return false;
    }
    return true;
}

static bool swallow_lines(void *context, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)bytes[i] < ' ' && bytes[i] != '\n')
            return false;
    return swallow(context, bytes, len) && len && bytes[len - 1] == '\n';
}

bool support_explains(quoth_analyser *analyser, const quoth_article *article)
{
    size_t sum = 0;
    for (size_t i = 0; i < article->row_count; i++)
        if (quoth_row_explain(analyser, &article->rows[i], (int)(i % 3) * 60, swallow_lines, &sum) != QUOTH_OK)
            return false;
    return article->row_count == 0 || sum > 0;
}
