// SPDX-License-Identifier: MIT
// names.c: see names.h.
#include "rules/names.h"

#include <stdio.h>
#include <string.h>

static const char *const CAPTURE_NAMES[] = {
#define X(name, text) text,
    CAPTURES(X)
#undef X
};

static const char *const FEATURE_NAMES[] = {
#define X(name, text) text,
    FEATURES(X)
#undef X
};

const char *capture_name(int id) { return id >= 0 && id < CAPTURE_COUNT ? CAPTURE_NAMES[id] : ""; }

const char *feature_name(feature_id id) { return id < FEATURE_COUNT ? FEATURE_NAMES[id] : ""; }

size_t name_index(const char *name, const char *const *names, size_t count)
{
    size_t i = 0;
    while (i < count && strcmp(names[i], name))
        i++;
    return i;
}

int capture_of(const char *name)
{
    size_t i = name_index(name, CAPTURE_NAMES, CAPTURE_COUNT);
    return i < CAPTURE_COUNT ? (int)i : CAPTURE_NONE;
}

feature_id feature_of(const char *name) { return (feature_id)name_index(name, FEATURE_NAMES, FEATURE_COUNT); }

// "a, b, c" into out, if all fit.
static bool join(char *out, size_t room, const char *const *names, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        int n = snprintf(out + len, room - len, "%s%s", i ? ", " : "", names[i]);
        if (n < 0 || (size_t)n >= room - len)
            return false;
        len += (size_t)n;
    }
    return count > 0;
}

void error_unknown(quoth_error *e, place where, const char *what, const char *name, const char *const *names,
                   size_t count)
{
    char all[80];
    const char *near = suggest(name, names, count);
    if (near)
        error_at(e, where, "unknown %s '%s'; did you mean '%s'?", what, name, near);
    else if (join(all, sizeof all, names, count))
        error_at(e, where, "unknown %s '%s'; there are: %s", what, name, all);
    else
        error_at(e, where, "unknown %s '%s'", what, name);
}

void error_unknown_capture(quoth_error *e, place where, const char *name)
{
    error_unknown(e, where, "capture", name, CAPTURE_NAMES, CAPTURE_COUNT);
}

void error_unknown_feature(quoth_error *e, place where, const char *name)
{
    error_unknown(e, where, "feature", name, FEATURE_NAMES, FEATURE_COUNT);
}
