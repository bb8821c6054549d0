// SPDX-License-Identifier: MIT
// same_name.c: see same_name.h. Comes in: two names. Goes out: yes or no.
#include "cli/same_name.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool name_words_read(name_words *n, const char *path)
{
    size_t len = 0;
    *n = (name_words){.characters = characters_new()};
    char *text = file_read(&n->pool, path, &len);
    if (!text) {
        say("%s: %s", path, strerror(errno));
        return false;
    }
    n->words = pool_alloc(&n->pool, len / 2 + 2, sizeof *n->words);
    for (char *line = text; *line;) {
        size_t size = strcspn(line, "\r\n");
        bool more = line[size] != '\0';
        line[size] = '\0';
        if (size && line[0] != '#')
            n->words[n->count++] = line;
        line += size + more;
    }
    return true;
}

void name_words_free(name_words *n)
{
    pool_free(&n->pool);
    if (n->characters)
        characters_free(n->characters);
}

bool name_is_neutral(const name_words *n, const char *name)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->words[i][0] >= 'A' && n->words[i][0] <= 'Z' && strcmp(n->words[i], name) == 0)
            return true;
    return false;
}

// A name as its words in lower case.
typedef struct word {
    const uint32_t *points;
    size_t len;
} word;

typedef struct name {
    word *words;
    size_t count;
} name;

static bool same_word(word a, word b)
{
    return a.len == b.len && memcmp(a.points, b.points, a.len * sizeof *a.points) == 0;
}

static uint32_t *decode(pool *p, const char *text, size_t *len)
{
    size_t bytes = strlen(text);
    uint32_t *points = pool_alloc(p, bytes + 1, sizeof *points);
    *len = characters_decode(points, text, bytes);
    return points;
}

// Takes every occurrence of an ending ('s) out of the name.
static size_t take_out(uint32_t *points, size_t len, const uint32_t *ending, size_t ending_len)
{
    size_t out = 0;
    for (size_t i = 0; i < len;) {
        if (i + ending_len <= len && memcmp(points + i, ending, ending_len * sizeof *points) == 0)
            i += ending_len;
        else
            points[out++] = points[i++];
    }
    return out;
}

static bool begins_with_apostrophe(const char *text) { return text[0] == '\'' || strncmp(text, "’", strlen("’")) == 0; }

static name split(pool *p, const name_words *n, const char *text)
{
    size_t len;
    uint32_t *points = decode(p, text, &len);
    for (size_t i = 0; i < len; i++)
        points[i] = characters_lower(n->characters, points[i]);
    for (size_t i = 0; i < n->count; i++)
        if (begins_with_apostrophe(n->words[i])) {
            size_t ending_len;
            const uint32_t *ending = decode(p, n->words[i], &ending_len);
            len = take_out(points, len, ending, ending_len);
        }
    name out = {pool_alloc(p, len / 2 + 1, sizeof(word)), 0};
    for (size_t i = 0; i < len;) {
        size_t start = i;
        while (i < len && characters_is_alnum(n->characters, points[i]))
            i++;
        if (i > start)
            out.words[out.count++] = (word){points + start, i - start};
        else
            i++;
    }
    return out;
}

static bool is_title(pool *p, const name_words *n, word w)
{
    for (size_t i = 0; i < n->count; i++) {
        word title;
        title.points = decode(p, n->words[i], &title.len);
        if (same_word(w, title))
            return true;
    }
    return false;
}

static name without_titles(pool *p, const name_words *n, name from)
{
    name out = {pool_alloc(p, from.count + 1, sizeof(word)), 0};
    for (size_t i = 0; i < from.count; i++)
        if (!is_title(p, n, from.words[i]))
            out.words[out.count++] = from.words[i];
    return out;
}

static bool same_words(name a, name b)
{
    bool same = a.count == b.count;
    for (size_t i = 0; same && i < a.count; i++)
        same = same_word(a.words[i], b.words[i]);
    return same;
}

static bool has(name list, size_t count, word w)
{
    for (size_t i = 0; i < count; i++)
        if (same_word(list.words[i], w))
            return true;
    return false;
}

static size_t count_distinct(name list)
{
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        count += !has(list, i, list.words[i]);
    return count;
}

// Distinct words of a that b has too.
static size_t count_common(name a, name b)
{
    size_t count = 0;
    for (size_t i = 0; i < a.count; i++)
        count += !has(a, i, a.words[i]) && has(b, b.count, a.words[i]);
    return count;
}

static bool same_person(name a, name b)
{
    if (a.count > b.count) {
        name swap = a;
        a = b;
        b = swap;
    }
    return same_word(a.words[a.count - 1], b.words[b.count - 1]) && count_common(a, b) == count_distinct(a);
}

static bool same_form(pool *p, const name_words *n, name predicted, const char *candidate)
{
    name c = split(p, n, candidate);
    if (c.count == 0 || predicted.count == 0)
        return false;
    if (same_words(predicted, c))
        return true;
    name bare = without_titles(p, n, predicted);
    return bare.count && same_words(bare, without_titles(p, n, c));
}

static bool compare(pool *p, const name_words *n, const char *text, const gold_attribution *annotated)
{
    name predicted = split(p, n, text);
    if (same_form(p, n, predicted, annotated->who))
        return true;
    for (size_t i = 0; i < annotated->alias_count; i++)
        if (same_form(p, n, predicted, annotated->aliases[i]))
            return true;
    name a = without_titles(p, n, predicted), b = without_titles(p, n, split(p, n, annotated->who));
    if (a.count == 0 || b.count == 0)
        return false;
    if (strcmp(annotated->kind, "person") == 0)
        return same_person(a, b);
    size_t common = count_common(a, b);
    return common && 2.0 * (double)common / (double)(count_distinct(a) + count_distinct(b)) >= 0.6;
}

bool name_is_same(const name_words *n, const char *text, const gold_attribution *annotated)
{
    pool p = {0};
    bool same = text && text[0] && annotated->who && compare(&p, n, text, annotated);
    pool_free(&p);
    return same;
}
