// SPDX-License-Identifier: MIT
// input.c: see input.h. Comes in: operands. Goes out: bytes. Decodes nothing.
#define _DEFAULT_SOURCE // d_type of a name in a folder
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

// A name in a folder and what the folder says of it.
typedef struct entry {
    char *name;
    unsigned char type; // DT_..., DT_UNKNOWN where the file system does not tell
} entry;

typedef struct entry_list {
    entry *items;
    size_t count, room;
} entry_list;

static int compare_names(const void *left, const void *right)
{
    return strcmp(((const entry *)left)->name, ((const entry *)right)->name);
}

static bool is_text(const char *name)
{
    size_t len = strlen(name);
    return len > 4 && strcmp(name + len - 4, ".txt") == 0;
}

// Reads all names but hidden ones and files that are no texts, sorted by bytes; false if the folder cannot be read.
static bool read_entries(const char *folder, entry_list *list)
{
    DIR *open_folder = opendir(folder);
    if (!open_folder)
        return false;
    struct dirent *found;
    while ((found = readdir(open_folder)) != NULL) {
        if (found->d_name[0] == '.' || (found->d_type == DT_REG && !is_text(found->d_name)))
            continue;
        if (list->count == list->room) {
            list->room = list->room ? list->room * 2 : 64;
            list->items = memory_grow(list->items, list->room, sizeof *list->items);
        }
        list->items[list->count++] = (entry){text_copy(found->d_name, strlen(found->d_name)), found->d_type};
    }
    closedir(open_folder);
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_names);
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

// The system is asked only for what the folder did not say.
static void add_entry(input_list *list, const char *path, unsigned char type)
{
    struct stat about;
    if (type == DT_UNKNOWN && lstat(path, &about) == 0)
        type = S_ISDIR(about.st_mode)   ? DT_DIR
               : S_ISREG(about.st_mode) ? DT_REG
               : S_ISLNK(about.st_mode) ? DT_LNK
                                        : DT_UNKNOWN;
    if (type == DT_LNK && is_text(path) && stat(path, &about) == 0 && S_ISREG(about.st_mode))
        type = DT_REG;
    if (type == DT_DIR)
        walk(list, path);
    else if (type == DT_REG && is_text(path))
        add_file(list, path);
}

static void walk(input_list *list, const char *folder)
{
    entry_list entries = {0};
    if (!read_entries(folder, &entries)) {
        say("%s: %s", folder, strerror(errno));
        list->unread++;
    }
    for (size_t i = 0; i < entries.count; i++) {
        char *path = join(folder, entries.items[i].name);
        add_entry(list, path, entries.items[i].type);
        free(path);
        free(entries.items[i].name);
    }
    free(entries.items);
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

// More than this is not kept for the next file.
enum { KEPT_ROOM = 16 << 20 };

static void make_room(input_bytes *b, size_t room)
{
    if (b->room >= room)
        return;
    b->room = room;
    b->bytes = memory_grow(b->bytes, room, 1);
}

static int read_all(int descriptor, input_bytes *b)
{
    size_t expected = expected_size(descriptor);
    make_room(b, expected + 4096);
    for (;;) {
        ssize_t got = read(descriptor, b->bytes + b->len, b->room - b->len - 1);
        if (got < 0 && errno == EINTR && !interrupt_signal())
            continue;
        if (got < 0)
            return errno;
        if (got == 0)
            break;
        b->len += (size_t)got;
        if (b->len >= INT32_MAX)
            return EFBIG;
        if (b->len == expected) // all of a regular file
            break;
        if (b->room - b->len < 2)
            make_room(b, b->room * 2);
    }
    b->bytes[b->len] = '\0';
    return 0;
}

int input_read(const input_file *file, input_bytes *b)
{
    if (b->room > KEPT_ROOM) {
        free(b->bytes);
        *b = (input_bytes){0};
    }
    b->len = 0;
    int descriptor = file->standard ? STDIN_FILENO : open(file->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return errno;
    int error = read_all(descriptor, b);
    if (!file->standard)
        close(descriptor);
    return error;
}

static bool is_control(unsigned char c) { return (c < 0x20 && !(c >= '\t' && c <= '\r')) || c == 0x7F; }

bool input_looks_binary(const char *bytes, size_t len)
{
    enum { LOOKED_AT = 8192, PART = 240 }; // the count of one part has room in a byte
    size_t control = 0, end = len < LOOKED_AT ? len : LOOKED_AT;
    if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return false;
    for (size_t i = 0; i < end;) {
        unsigned char part = 0;
        for (size_t stop = end - i < PART ? end : i + PART; i < stop; i++)
            part = (unsigned char)(part + is_control((unsigned char)bytes[i]));
        control += part;
    }
    return control * 10 > end;
}
