// SPDX-License-Identifier: MIT
// command.h: one command, as main.c's table has it.
#ifndef QUOTH_CLI_COMMAND_H
#define QUOTH_CLI_COMMAND_H

#include "cli/option.h"
#include "quoth.h"

typedef struct command {
    const char *name;
    unsigned bit;                      // FOR_...
    int (*run)(const arguments *args); // returns the exit status
    const char *synopsis;              // lines, behind "quoth "
    const char *about;
} command;

// The commands in order; NULL behind the last one.
const command *command_of(size_t i);

int run_extract(const arguments *args);
int run_eval(const arguments *args);
int run_train(const arguments *args);
int run_rules(const arguments *args);
int run_schema(const arguments *args);
int run_completion(const arguments *args);

// The rules that --rules and --language ask for; false after a message.
bool load_rules(const arguments *args, quoth_rules **rules);
// Writes bytes to standard output in a quoth_write manner; the context is not used.
bool write_standard(void *context, const char *bytes, size_t len);
// Flushes standard output at the end of a command; `status` unless that failed.
int finish_standard(int status);

#endif
