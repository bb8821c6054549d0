// SPDX-License-Identifier: MIT
// gold.c: see gold.h. Comes in: files. Goes out: articles in memory. Compares nothing.
#include "cli/gold.h"
#include "cli/input.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

char *file_read(pool *p, const char *path, size_t *len)
{
    input_bytes text = {0};
    input_file file = {.path = pool_copy(p, path, strlen(path))};
    int error = input_read(&file, &text);
    char *copy = error ? NULL : pool_copy(p, text.bytes, text.len);
    *len = error ? 0 : text.len;
    free(text.bytes);
    errno = error;
    return copy;
}

static int compare_spans(const void *left, const void *right)
{
    const quoth_span *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->end < b->end ? -1 : a->end > b->end;
}

void spans_sort(spans *s)
{
    if (s->count)
        qsort(s->items, s->count, sizeof *s->items, compare_spans);
}

// Cuts the next piece off *rest at one of the separators (a NUL is written there); NULL at the end.
static char *cut(char **rest, const char *separators)
{
    if (!*rest)
        return NULL;
    char *piece = *rest, *end = piece + strcspn(piece, separators);
    *rest = *end ? end + 1 : NULL;
    *end = '\0';
    return piece;
}

// A text-bound annotation: T1.
typedef struct bound {
    const char *id;
    spans spans;
} bound;

// What one .ann file has, while it is read.
typedef struct annotation {
    pool *pool;
    bound *bounds;
    size_t bound_count;
    gold_article *article;
} annotation;

static bool is_id(const char *text, char letter)
{
    return text[0] == letter && text[1] && strspn(text + 1, "0123456789") == strlen(text + 1);
}

// "Source 12 40;55 70"
static void read_bound(annotation *a, const char *id, char *where)
{
    bound b = {.id = id};
    char *places = strchr(where, ' '), *rest = places ? places + 1 : NULL;
    b.spans.items = pool_alloc(a->pool, strlen(where) / 2 + 1, sizeof *b.spans.items);
    for (char *piece; (piece = cut(&rest, ";")) != NULL;) {
        char *middle = NULL;
        unsigned long start = strtoul(piece, &middle, 10), end = strtoul(middle, NULL, 10);
        b.spans.items[b.spans.count++] = (quoth_span){(uint32_t)start, (uint32_t)end};
    }
    a->bounds[a->bound_count++] = b;
}

// Appends the spans of T-something; the last one of that id counts.
static void append(annotation *a, spans *out, const char *id)
{
    for (size_t i = a->bound_count; i-- > 0;) {
        const spans *found = &a->bounds[i].spans;
        if (strcmp(a->bounds[i].id, id) != 0)
            continue;
        quoth_span *items = pool_alloc(a->pool, out->count + found->count + 1, sizeof *items);
        if (out->count)
            memcpy(items, out->items, out->count * sizeof *items);
        memcpy(items + out->count, found->items, found->count * sizeof *items);
        out->items = items;
        out->count += found->count;
        return;
    }
}

// "Attribution:T4 Content:T3 Cue:T2 Source:T1 Source2:T9"
static void read_event(annotation *a, const char *id, char *roles)
{
    gold_attribution *g = &a->article->attributions[a->article->count++];
    *g = (gold_attribution){.id = id};
    for (char *rest = roles, *pair; (pair = cut(&rest, " \r")) != NULL;) {
        char *value = strchr(pair, ':');
        if (!value)
            continue;
        *value++ = '\0';
        pair[strcspn(pair, "0123456789")] = '\0';
        spans *out = strcmp(pair, "Source") == 0    ? &g->source
                     : strcmp(pair, "Cue") == 0     ? &g->cue
                     : strcmp(pair, "Content") == 0 ? &g->content
                                                    : NULL;
        if (out)
            append(a, out, value);
    }
    spans_sort(&g->source);
    spans_sort(&g->cue);
    spans_sort(&g->content);
}

static size_t count_lines(const char *text)
{
    size_t lines = 1;
    for (; (text = strchr(text, '\n')) != NULL; text++)
        lines++;
    return lines;
}

// Two passes, since an event may stand before the spans that it names.
static void read_annotation(pool *p, gold_article *article, const char *text)
{
    size_t lines = count_lines(text);
    annotation a = {p, pool_alloc(p, lines, sizeof(bound)), 0, article};
    article->attributions = pool_alloc(p, lines, sizeof *article->attributions);
    for (char kind = 'T';; kind = 'E') {
        char *rest = pool_copy(p, text, strlen(text));
        for (char *line; (line = cut(&rest, "\n")) != NULL;) {
            char *fields = line, *id = cut(&fields, "\t"), *what = cut(&fields, "\t");
            if (!what || !is_id(id, kind))
                continue;
            if (kind == 'T')
                read_bound(&a, id, what);
            else
                read_event(&a, id, what);
        }
        if (kind == 'E')
            return;
    }
}

// Names in a folder, sorted by bytes; NULL if it cannot be read.
static char **list(pool *p, const char *folder, size_t *count)
{
    struct dirent **entries = NULL;
    int found = scandir(folder, &entries, NULL, NULL);
    if (found < 0)
        return NULL;
    char **names = pool_alloc(p, (size_t)found + 1, sizeof *names);
    for (int i = 0; i < found; i++) {
        names[i] = pool_copy(p, entries[i]->d_name, strlen(entries[i]->d_name));
        free(entries[i]);
    }
    free(entries);
    *count = (size_t)found;
    return names;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static char **list_sorted(pool *p, const char *folder, size_t *count)
{
    char **names = list(p, folder, count);
    if (names)
        qsort(names, *count, sizeof *names, compare_names);
    return names;
}

// The first annotation of an article: NAME_????.ann, where ? is one character.
static const char *find_annotation(char **names, size_t count, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < count; i++) {
        uint32_t points[16];
        const char *tail = strncmp(names[i], name, len) == 0 && names[i][len] == '_' ? names[i] + len + 1 : "";
        size_t tail_len = strlen(tail);
        if (tail_len > 4 && tail_len <= 16 && strcmp(tail + tail_len - 4, ".ann") == 0 &&
            characters_decode(points, tail, tail_len - 4) == 4)
            return names[i];
    }
    return NULL;
}

// A line of speakers.tsv, its fields "" where they are missing.
typedef struct speaker_line {
    const char *article, *id, *who, *kind;
    char *aliases; // separated by ;
} speaker_line;

typedef struct speaker_table {
    speaker_line *lines;
    size_t count;
} speaker_table;

static speaker_table read_speakers(pool *p, const char *folder)
{
    size_t len = 0;
    char *rest = file_read(p, pool_printf(p, "%s/speakers.tsv", folder), &len);
    speaker_table t = {.count = 0};
    if (!rest)
        return t;
    t.lines = pool_alloc(p, count_lines(rest), sizeof *t.lines);
    for (char *line; (line = cut(&rest, "\n")) != NULL;) {
        char *fields[5];
        char empty[] = "";
        for (size_t i = 0; i < 5; i++) {
            char *field = cut(&line, "\t");
            fields[i] = field ? field : pool_copy(p, empty, 0);
        }
        t.lines[t.count++] = (speaker_line){fields[0], fields[1], fields[2], fields[3], fields[4]};
    }
    return t;
}

static const char *trimmed(pool *p, const char *text, size_t len)
{
    while (len && strchr(" \r", text[len - 1]))
        len--;
    for (; len && *text == ' '; text++)
        len--;
    return pool_copy(p, text, len);
}

// Gives an attribution the names under which its speaker counts as named.
static void add_aliases(pool *p, gold_attribution *g, const speaker_table *t, const char *article)
{
    const char **aliases = NULL;
    for (size_t i = 0; i < t->count; i++) {
        const speaker_line *line = &t->lines[i];
        if (strcmp(line->article, article) != 0 || strcmp(line->who, g->who) != 0)
            continue;
        const char **more = pool_alloc(p, g->alias_count + strlen(line->aliases) / 2 + 2, sizeof *more);
        if (g->alias_count)
            memcpy(more, aliases, g->alias_count * sizeof *more);
        aliases = more;
        for (const char *at = line->aliases;; at++) {
            size_t len = strcspn(at, ";");
            const char *alias = trimmed(p, at, len);
            if (*alias)
                aliases[g->alias_count++] = alias;
            at += len;
            if (!*at)
                break;
        }
    }
    g->aliases = aliases;
}

static void name_speakers(gold_set *g, gold_article *article, const speaker_table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        const speaker_line *line = &t->lines[i];
        if (strcmp(line->article, article->name) != 0)
            continue;
        g->has_speakers = true;
        for (size_t j = 0; j < article->count; j++)
            if (strcmp(article->attributions[j].id, line->id) == 0) {
                article->attributions[j].who = line->who;
                article->attributions[j].kind = line->kind;
            }
    }
    for (size_t j = 0; j < article->count; j++)
        if (article->attributions[j].who)
            add_aliases(&g->pool, &article->attributions[j], t, article->name);
}

static bool read_article(gold_set *g, const char *folder, const char *name, const char *annotation_name)
{
    pool *p = &g->pool;
    gold_article *article = &g->articles[g->count];
    size_t len = 0;
    const char *text_path = pool_printf(p, "%s/text/%s.txt", folder, name);
    const char *path = pool_printf(p, "%s/attributions/%s", folder, annotation_name);
    *article = (gold_article){.name = name};
    article->bytes = file_read(p, text_path, &article->len);
    if (!article->bytes) {
        say("%s: %s", text_path, strerror(errno));
        return false;
    }
    char *text = file_read(p, path, &len);
    if (!text) {
        say("%s: %s", path, strerror(errno));
        return false;
    }
    article->points = pool_alloc(p, article->len + 1, sizeof *article->points);
    article->point_count = characters_decode(article->points, article->bytes, article->len);
    read_annotation(p, article, text);
    g->count++;
    return true;
}

static bool read_articles(gold_set *g, const char *folder, const char *only)
{
    pool *p = &g->pool;
    size_t text_count = 0, annotation_count = 0;
    char **texts = list_sorted(p, pool_printf(p, "%s/text", folder), &text_count);
    char **annotations = texts ? list_sorted(p, pool_printf(p, "%s/attributions", folder), &annotation_count) : NULL;
    if (!annotations) {
        say("%s/%s: %s", folder, texts ? "attributions" : "text", strerror(errno));
        return false;
    }
    g->articles = pool_alloc(p, text_count + 1, sizeof *g->articles);
    for (size_t i = 0; i < text_count; i++) {
        size_t len = strlen(texts[i]);
        if (texts[i][0] == '.' || len <= 4 || strcmp(texts[i] + len - 4, ".txt") != 0)
            continue;
        const char *name = pool_copy(p, texts[i], len - 4);
        const char *annotation_name = find_annotation(annotations, annotation_count, name);
        if (!annotation_name || strncmp(name, only, strlen(only)) != 0)
            continue;
        if (!read_article(g, folder, name, annotation_name))
            return false;
    }
    if (g->count == 0)
        say("%s: no annotated articles in it", folder);
    return g->count > 0;
}

bool gold_read(gold_set *g, const char *folder, const char *only)
{
    *g = (gold_set){.count = 0};
    if (!read_articles(g, folder, only))
        return false;
    speaker_table speakers = read_speakers(&g->pool, folder);
    for (size_t i = 0; i < g->count; i++)
        name_speakers(g, &g->articles[i], &speakers);
    return true;
}

void gold_free(gold_set *g) { pool_free(&g->pool); }
