// SPDX-License-Identifier: MIT
// output.h: where the table goes: standard output, or a file that appears under its name when all is written.
#ifndef QUOTH_CLI_OUTPUT_H
#define QUOTH_CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

enum { OUTPUT_ROOM = 65536 };

typedef struct output {
    int descriptor;
    char *path;       // the file at the end, or NULL: written where it stands
    char *temporary;  // what is written to until then, or NULL
    const char *name; // for messages
    int error;        // errno of a failed write, 0: none
    bool open;
    size_t len;
    char bytes[OUTPUT_ROOM]; // complete rows
} output;

// Opens a file beside `path` (NULL or "-": standard output). A path that is there and no regular file (a device, a
// pipe) is written directly. False after a message.
bool output_open(output *out, const char *path);
// A quoth_write function; context is the output. What goes to the system in one piece are whole calls.
bool output_write(void *context, const char *bytes, size_t len);
// Hands what is left to the system; false if anything could not be written.
bool output_flush(output *out);
// Ends the writing; `keep` false takes the temporary file away. False if the output is not complete; says why, except
// for a broken pipe.
bool output_close(output *out, bool keep);

#endif
