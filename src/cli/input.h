// SPDX-License-Identifier: MIT
// input.h: operands -> articles to read: files as named, folders as the .txt files below them, `-` standard input.
#ifndef QUOTH_CLI_INPUT_H
#define QUOTH_CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct input_file {
    char *path; // for opening and for messages
    char *id;   // file name without its ending, `stdin` for standard input
    bool standard;
} input_file;

typedef struct input_list {
    input_file *items; // owned
    size_t count, room;
    size_t unread; // folders that could not be read (said already)
} input_list;

// Appends what one operand stands for. A folder: its *.txt files and those of its folders, sorted by name; hidden
// ones and links to folders are left out. Nothing is read yet; a file that is not there is found out by input_read.
void inputs_add(input_list *list, const char *operand);
void inputs_free(input_list *list);

// The bytes of a file; the memory is used again for the next one. {0} is empty, free(bytes) ends it.
typedef struct input_bytes {
    char *bytes;
    size_t len, room;
} input_bytes;

// Reads a whole file (with a NUL behind its bytes that is not counted). Returns 0 or an errno: EFBIG for 2 GiB and
// more, EINTR when the user stopped it; the bytes are worth nothing then.
int input_read(const input_file *file, input_bytes *b);
// True for bytes that are hardly a text: one in ten of the first ones is a control character (UTF-16 is known by its
// byte order mark).
bool input_looks_binary(const char *bytes, size_t len);

#endif
