// SPDX-License-Identifier: MIT
// test_spec.c: runs the examples of tests/spec/*.txt through the public interface. Each example is one test with a
// time limit of its own; the form is described in tests/README.md. Messages name the file and line of the example.
#include "quoth.h"

#include <check.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef QUOTH_SOURCE_DIR
#error "QUOTH_SOURCE_DIR comes from the build"
#endif

enum { EXAMPLE_SECONDS = 5, TEXT_ROOM = 1 << 15 };

Suite *suite_spec(void);

// One fenced example: ```example or ```gap, the text, a line ---, the expected rows, ```.
typedef struct example {
    char *file;     // name without folder
    size_t line;    // of the opening fence
    bool gap;       // is known to fail
    char *text;     // of the article
    char *expected; // lines `type | speaker | cue | quote`
} example;

static struct {
    example *items;
    size_t len;
} examples;
static quoth_rules *rules;

// For what is wrong with the files themselves, found before any test runs.
static void require(bool holds, const char *file, size_t line, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "tests/spec/%s:%zu: %s\n", file, line, what);
    exit(1);
}

static char *append(char *text, const char *line)
{
    size_t len = text ? strlen(text) : 0;
    text = realloc(text, len + strlen(line) + 1);
    if (!text)
        abort();
    strcpy(text + len, line);
    return text;
}

static bool is_fence(const char *line, const char *name)
{
    size_t len = strlen(name);
    return strncmp(line, "```", 3) == 0 && strncmp(line + 3, name, len) == 0 && line[3 + len] == '\n';
}

static void add_example(const char *file, size_t line, bool gap)
{
    examples.items = realloc(examples.items, (examples.len + 1) * sizeof *examples.items);
    if (!examples.items)
        abort();
    examples.items[examples.len++] = (example){
        .file = append(NULL, file), .line = line, .gap = gap, .text = append(NULL, ""), .expected = append(NULL, "")};
}

static void read_file(const char *folder, const char *name)
{
    char path[1024], line[TEXT_ROOM];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "r");
    require(in, name, 1, "cannot be read");
    enum { PROSE, TEXT, ROWS } where = PROSE;
    for (size_t number = 1; fgets(line, sizeof line, in); number++) {
        example *last = examples.len ? &examples.items[examples.len - 1] : NULL;
        if (where == PROSE && (is_fence(line, "example") || is_fence(line, "gap"))) {
            add_example(name, number, is_fence(line, "gap"));
            where = TEXT;
        } else if (where != PROSE && is_fence(line, "")) {
            require(where == ROWS, name, number, "the example ends without a line ---");
            where = PROSE;
        } else if (where == TEXT && strcmp(line, "---\n") == 0) {
            where = ROWS;
        } else if (where == TEXT) {
            last->text = append(last->text, line);
        } else if (where == ROWS) {
            last->expected = append(last->expected, line);
        }
    }
    require(where == PROSE, name, examples.items ? examples.items[examples.len - 1].line : 1, "is not closed");
    fclose(in);
}

static int is_spec(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);
    return len > 4 && strcmp(entry->d_name + len - 4, ".txt") == 0;
}

static void read_folder(void)
{
    static const char folder[] = QUOTH_SOURCE_DIR "/tests/spec";
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_spec, alphasort);
    for (int i = 0; i < count; i++) {
        read_file(folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
}

static void free_examples(void)
{
    for (size_t i = 0; i < examples.len; i++) {
        free(examples.items[i].file);
        free(examples.items[i].text);
        free(examples.items[i].expected);
    }
    free(examples.items);
    examples.items = NULL;
    examples.len = 0;
}

static void load_rules(void)
{
    quoth_error *error = quoth_error_new();
    ck_assert_msg(quoth_rules_default(&rules, error) == QUOTH_OK, "%s", quoth_error_message(error, 0));
    quoth_error_free(error);
}

static void free_all(void)
{
    quoth_rules_free(rules);
    free_examples();
}

static char *print_rows(const quoth_article *article)
{
    char *out = append(NULL, "");
    for (size_t i = 0; i < article->row_count; i++) {
        const quoth_row *row = &article->rows[i];
        const char *parts[] = {quoth_type_name(row->type),         " | ", row->speaker.name, " | ",
                               row->cue.text ? row->cue.text : "", " | ", row->quote,        "\n"};
        for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
            out = append(out, parts[part]);
    }
    return out;
}

START_TEST(example_gives_its_rows)
{
    const example *e = &examples.items[_i];
    quoth_analyser *analyser = quoth_analyser_new(rules);
    const quoth_input input = {.bytes = e->text, .len = strlen(e->text), .id = e->file};
    char *rows = print_rows(quoth_analyse(analyser, &input));
    bool same = strcmp(rows, e->expected) == 0;
    if (e->gap)
        ck_assert_msg(!same, "tests/spec/%s:%zu: this known gap passes now: make it an example", e->file, e->line);
    else
        ck_assert_msg(same, "tests/spec/%s:%zu: expected\n%sbut it gives\n%s", e->file, e->line, e->expected, rows);
    free(rows);
    quoth_analyser_free(analyser);
}
END_TEST

Suite *suite_spec(void)
{
    Suite *s = suite_create("spec");
    TCase *t = tcase_create("examples");
    read_folder();
    tcase_set_timeout(t, EXAMPLE_SECONDS);
    tcase_add_unchecked_fixture(t, load_rules, free_all);
    tcase_add_loop_test(t, example_gives_its_rows, 0, (int)examples.len);
    suite_add_tcase(s, t);
    return s;
}
