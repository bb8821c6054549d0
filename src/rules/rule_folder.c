// SPDX-License-Identifier: MIT
// rule_folder.c: a folder of rule files -> their contents, sorted by name. Reads *.yaml and words/*.txt, nothing
// else; judges no content.
#include "base/vec.h"
#include "rules/rule_load.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct file_list {
    rule_file *items;
    size_t len, room;
} file_list;

static quoth_status fail(quoth_error *e, const char *path)
{
    error_add(e, "%s: %s", path, strerror(errno ? errno : EIO));
    return QUOTH_E_IO;
}

static bool ends_with(const char *name, const char *ending)
{
    size_t len = strlen(name), n = strlen(ending);
    return len > n && *name != '.' && !strcmp(name + len - n, ending);
}

// The whole content of a file in the arena.
static quoth_status read_file(arena *a, const char *path, rule_file *out, quoth_error *e)
{
    errno = 0;
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return fail(e, path);
    size_t room = 16384, len = 0, got;
    char *text = arena_alloc(a, room);
    while ((got = fread(text + len, 1, room - len, stream)) > 0) {
        len += got;
        if (len < room)
            continue;
        char *larger = arena_alloc(a, room * 2);
        memcpy(larger, text, len);
        text = larger;
        room *= 2;
    }
    bool bad = ferror(stream);
    fclose(stream);
    out->text = text;
    out->len = len;
    return bad ? fail(e, path) : QUOTH_OK;
}

// Adds the files of one folder that end so; `prefix` stands before their names.
static quoth_status add_folder(arena *a, file_list *list, const char *folder, const char *prefix, const char *ending,
                               quoth_error *e)
{
    quoth_status status = QUOTH_OK;
    DIR *stream = opendir(folder);
    if (!stream)
        return fail(e, folder);
    for (struct dirent *entry; status == QUOTH_OK && (entry = readdir(stream));) {
        if (!ends_with(entry->d_name, ending))
            continue;
        rule_file file = {.name = arena_printf(a, "%s%s", prefix, entry->d_name)};
        file.path = arena_printf(a, "%s/%s", folder, entry->d_name);
        status = read_file(a, file.path, &file, e);
        vec_push(a, list, file);
    }
    closedir(stream);
    return status;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const rule_file *)a)->name, ((const rule_file *)b)->name);
}

quoth_status rule_folder_read(arena *a, const char *folder, rule_file **files, size_t *count, quoth_error *e)
{
    file_list list = {0};
    const char *words = arena_printf(a, "%s/words", folder);
    *files = NULL;
    *count = 0;
    quoth_status status = add_folder(a, &list, folder, "", ".yaml", e);
    if (status == QUOTH_OK && !list.len) {
        error_add(e, "%s: no rule files (*.yaml)", folder);
        status = QUOTH_E_IO;
    }
    DIR *stream = status == QUOTH_OK ? opendir(words) : NULL; // a language may have no word lists
    if (stream) {
        closedir(stream);
        status = add_folder(a, &list, words, "words/", ".txt", e);
    }
    if (status != QUOTH_OK)
        return status;
    qsort(list.items, list.len, sizeof *list.items, compare);
    *files = list.items;
    *count = list.len;
    return QUOTH_OK;
}
