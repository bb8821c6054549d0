// SPDX-License-Identifier: MIT
// input.c: see input.h. Comes in: operands. Goes out: bytes. Decodes nothing.
#include "cli/input.h"
#include "cli/interrupt.h"
#include "cli/support.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void add(input_list *list, const char *path, const char *id, size_t id_len, bool standard)
{
    if (list->count == list->room) {
        list->room = list->room ? list->room * 2 : 16;
        list->items = memory_grow(list->items, list->room, sizeof *list->items);
    }
    list->items[list->count++] = (input_file){text_copy(path, strlen(path)), text_copy(id, id_len), standard};
}

static void add_file(input_list *list, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');
    add(list, path, name, dot && dot > name ? (size_t)(dot - name) : strlen(name), false);
}

// Names in one folder.
typedef struct name_list {
    char **items;
    size_t count, room;
} name_list;

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

// Reads all names but hidden ones, sorted by bytes; false if the folder cannot be read.
static bool read_names(const char *folder, name_list *names)
{
    DIR *open_folder = opendir(folder);
    if (!open_folder)
        return false;
    struct dirent *entry;
    while ((entry = readdir(open_folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        if (names->count == names->room) {
            names->room = names->room ? names->room * 2 : 64;
            names->items = memory_grow(names->items, names->room, sizeof *names->items);
        }
        names->items[names->count++] = text_copy(entry->d_name, strlen(entry->d_name));
    }
    closedir(open_folder);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return true;
}

static char *join(const char *folder, const char *name)
{
    size_t folder_len = strlen(folder), name_len = strlen(name);
    bool slash = folder_len && folder[folder_len - 1] != '/';
    char *path = memory_grow(NULL, folder_len + slash + name_len + 1, 1);
    memcpy(path, folder, folder_len);
    if (slash)
        path[folder_len] = '/';
    memcpy(path + folder_len + slash, name, name_len + 1);
    return path;
}

static void walk(input_list *list, const char *folder);

static void add_entry(input_list *list, const char *path)
{
    struct stat about;
    size_t len = strlen(path);
    bool text = len > 4 && strcmp(path + len - 4, ".txt") == 0;
    if (lstat(path, &about) != 0)
        return;
    if (S_ISDIR(about.st_mode))
        walk(list, path);
    else if (text && (S_ISREG(about.st_mode) || (stat(path, &about) == 0 && S_ISREG(about.st_mode))))
        add_file(list, path);
}

static void walk(input_list *list, const char *folder)
{
    name_list names = {0};
    if (!read_names(folder, &names)) {
        say("%s: %s", folder, strerror(errno));
        list->unread++;
    }
    for (size_t i = 0; i < names.count; i++) {
        char *path = join(folder, names.items[i]);
        add_entry(list, path);
        free(path);
        free(names.items[i]);
    }
    free(names.items);
}

void inputs_add(input_list *list, const char *operand)
{
    struct stat about;
    if (strcmp(operand, "-") == 0)
        add(list, "-", "stdin", 5, true);
    else if (stat(operand, &about) == 0 && S_ISDIR(about.st_mode))
        walk(list, operand);
    else
        add_file(list, operand);
}

void inputs_free(input_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].path);
        free(list->items[i].id);
    }
    free(list->items);
    *list = (input_list){0};
}

// What is known of the size before reading; 0 if nothing is.
static size_t expected_size(int descriptor)
{
    struct stat about;
    if (fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode) || about.st_size < 0 || about.st_size > INT32_MAX)
        return 0;
    return (size_t)about.st_size;
}

static int read_all(int descriptor, char **bytes, size_t *len)
{
    size_t expected = expected_size(descriptor), room = expected + 4096;
    *bytes = memory_grow(NULL, room, 1);
    *len = 0;
    for (;;) {
        ssize_t got = read(descriptor, *bytes + *len, room - *len - 1);
        if (got < 0 && errno == EINTR && !interrupt_signal())
            continue;
        if (got < 0)
            return errno;
        if (got == 0)
            break;
        *len += (size_t)got;
        if (*len >= INT32_MAX)
            return EFBIG;
        if (*len == expected) // all of a regular file
            break;
        if (room - *len < 2) {
            room *= 2;
            *bytes = memory_grow(*bytes, room, 1);
        }
    }
    (*bytes)[*len] = '\0';
    return 0;
}

int input_read(const input_file *file, char **bytes, size_t *len)
{
    *bytes = NULL;
    *len = 0;
    int descriptor = file->standard ? STDIN_FILENO : open(file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return errno;
    int error = read_all(descriptor, bytes, len);
    if (!file->standard)
        close(descriptor);
    if (error) {
        free(*bytes);
        *bytes = NULL;
    }
    return error;
}

bool input_looks_binary(const char *bytes, size_t len)
{
    enum { LOOKED_AT = 8192 };
    const unsigned char *b = (const unsigned char *)bytes;
    size_t control = 0, end = len < LOOKED_AT ? len : LOOKED_AT;
    if (len >= 2 && ((b[0] == 0xFF && b[1] == 0xFE) || (b[0] == 0xFE && b[1] == 0xFF)))
        return false;
    for (size_t i = 0; i < end; i++)
        control += (b[i] < 0x20 && !(b[i] >= '\t' && b[i] <= '\r')) || b[i] == 0x7F;
    return control * 10 > end;
}
