// SPDX-License-Identifier: MIT
// gold.h: a folder of standoff gold (PolNeAR layout) -> articles with their annotated attributions.
//
//     text/NAME.txt   attributions/NAME_????.ann (the first by name)   speakers.tsv (may be missing)
#ifndef QUOTH_CLI_GOLD_H
#define QUOTH_CLI_GOLD_H

#include "cli/characters.h"
#include "cli/support.h"

#include <stdint.h>

typedef struct spans {
    quoth_span *items; // sorted by start, then end; code points
    size_t count;
} spans;

typedef struct gold_attribution {
    const char *id;
    spans source, cue, content;
    const char *who, *kind; // canonical name and kind of the speaker, NULL: not in speakers.tsv
    const char *const *aliases;
    size_t alias_count;
} gold_attribution;

typedef struct gold_article {
    const char *name;
    const char *bytes; // as read
    size_t len;
    uint32_t *points; // decoded
    size_t point_count;
    gold_attribution *attributions;
    size_t count;
} gold_article;

typedef struct gold_set {
    pool pool;
    gold_article *articles; // sorted by file name
    size_t count;
    bool has_speakers; // speakers.tsv names somebody of these articles
} gold_set;

// Reads the articles whose names begin with `only` ("": all). Articles without annotation are left out. False after a
// message if the folder has none or a file cannot be read.
bool gold_read(gold_set *g, const char *folder, const char *only);
void gold_free(gold_set *g);

// A whole file in the pool, with a NUL behind it; NULL if it cannot be read (errno says why).
char *file_read(pool *p, const char *path, size_t *len);
// Sorts by start, then end.
void spans_sort(spans *s);

#endif
