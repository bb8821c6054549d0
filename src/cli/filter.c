// SPDX-License-Identifier: MIT
// filter.c: see filter.h. Comes in: options and a row. Goes out: yes or no.
#include "cli/filter.h"
#include "cli/support.h"

#include <stdlib.h>
#include <string.h>

static bool read_types(filter *f, const char *list)
{
    for (const char *at = list;; at++) {
        size_t len = strcspn(at, ",");
        int type = option_choice(OPTION_TYPE, at, len);
        if (type < 0)
            return false;
        f->types[type] = true;
        at += len;
        if (!*at)
            return true;
    }
}

// Lower-case code points, owned.
static uint32_t *lower_points(const characters *c, const char *text, size_t *len)
{
    size_t bytes = strlen(text);
    uint32_t *points = memory_grow(NULL, bytes + 1, sizeof *points);
    *len = characters_decode(points, text, bytes);
    for (size_t i = 0; i < *len; i++)
        points[i] = characters_lower(c, points[i]);
    return points;
}

bool filter_init(filter *f, const arguments *args)
{
    *f = (filter){.types = {true, true, true}};
    if (args->value[OPTION_TYPE]) {
        memset(f->types, 0, sizeof f->types);
        if (!read_types(f, args->value[OPTION_TYPE]))
            return false;
    }
    if (args->value[OPTION_MIN_CONFIDENCE] && !option_decimal(args, OPTION_MIN_CONFIDENCE, 0, 1, &f->min_confidence))
        return false;
    if (args->value[OPTION_SPEAKER]) {
        f->characters = characters_new();
        f->speaker = lower_points(f->characters, args->value[OPTION_SPEAKER], &f->speaker_len);
    }
    return true;
}

void filter_free(filter *f)
{
    free(f->speaker);
    if (f->characters)
        characters_free(f->characters);
}

// Whether the words stand in the name as whole words.
static bool has_words(const filter *f, const char *name)
{
    size_t len;
    uint32_t *points = lower_points(f->characters, name, &len);
    bool found = f->speaker_len == 0 && len == 0; // --speaker '': rows without one
    for (size_t i = 0; !found && f->speaker_len && i + f->speaker_len <= len; i++) {
        size_t end = i + f->speaker_len;
        found = memcmp(points + i, f->speaker, f->speaker_len * sizeof *points) == 0 &&
                (i == 0 || !characters_is_alnum(f->characters, points[i - 1])) &&
                (end == len || !characters_is_alnum(f->characters, points[end]));
    }
    free(points);
    return found;
}

bool filter_passes(const filter *f, const quoth_row *row)
{
    if (!f->types[row->type] || row->confidence + 1e-9 < f->min_confidence)
        return false;
    return !f->speaker || has_words(f, row->speaker.name);
}
