// SPDX-License-Identifier: MIT
// main.c: the table of commands. Comes in: argv. Goes out: the exit status. What a command does is in its own file.
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/support.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const command commands[] = {
    {"extract", FOR_EXTRACT, run_extract, "[extract] [OPTIONS] [FILE | FOLDER | -]...",
     "Reads news articles and writes the table of who said what."},
    {"eval", FOR_EVAL, run_eval, "eval --gold FOLDER [OPTIONS]", "Compares the rows with a gold annotation."},
    {"train", FOR_TRAIN, run_train, "train --gold FOLDER [OPTIONS] -o weights.yaml",
     "Learns from a gold annotation which matches of the rules are right."},
    {"rules", FOR_RULES, run_rules, "rules check | test [NAME] | list | explain NAME FILE | dump [NAME]",
     "For people who write rules."},
    {"schema", FOR_SCHEMA, run_schema, "schema", "Prints the JSON Schema of a row."},
    {"completion", FOR_COMPLETION, run_completion, "completion bash | zsh | fish",
     "Prints a script that completes quoth's options in a shell."},
};
enum { COMMAND_COUNT = sizeof commands / sizeof commands[0] };

const command *command_of(size_t i) { return i < COMMAND_COUNT ? &commands[i] : NULL; }

bool load_rules(const arguments *args, quoth_rules **rules)
{
    const char *folder = args->value[OPTION_RULES], *language = args->value[OPTION_LANGUAGE];
    if (language && !folder && option_choice(OPTION_LANGUAGE, language, strlen(language)) < 0) {
        say("rules for other languages are read with --rules FOLDER");
        return false;
    }
    quoth_error *error = quoth_error_new();
    quoth_status status = folder ? quoth_rules_load(rules, folder, error) : quoth_rules_default(rules, error);
    say_errors(error);
    quoth_error_free(error);
    if (status != QUOTH_OK)
        say("the rules%s%s cannot be used", folder ? " of " : "", folder ? folder : "");
    return status == QUOTH_OK;
}

bool write_standard(void *context, const char *bytes, size_t len)
{
    (void)context;
    return fwrite(bytes, 1, len, stdout) == len;
}

int finish_standard(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    if (errno == EPIPE)
        return STATUS_BROKEN_PIPE;
    say("standard output: cannot be written: %s", strerror(errno));
    return STATUS_UNREAD;
}

static void print_columns(void)
{
    puts("\nColumns:");
    for (size_t i = 0; quoth_column_name(i); i++)
        printf("  %-14s %s\n", quoth_column_name(i), quoth_column_about(i));
}

// Help about one command; about the first one also the list of all.
static int print_help(const command *of)
{
    if (of == commands)
        for (size_t i = 0; i < COMMAND_COUNT; i++)
            printf("%s quoth %s\n", i ? "      " : "Usage:", commands[i].synopsis);
    else
        printf("Usage: quoth %s\n", of->synopsis);
    printf("\n%s%s\n\nOptions:\n", of->about,
           of == commands
               ? "\nFolders are searched for .txt files; - is standard input. 'quoth COMMAND --help' tells more\n"
                 "about a command."
               : "");
    options_print(of->bit);
    if (of->bit == FOR_EXTRACT) {
        print_columns();
        puts("\nExit status: 0 all inputs were read, 1 some could not be, 2 wrong usage or wrong rules.");
    }
    return finish_standard(STATUS_OK);
}

static const command *find(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    return NULL;
}

int main(int argc, char **argv)
{
    const command *named = argc > 1 ? find(argv[1]) : NULL, *chosen = named ? named : &commands[0];
    int skip = argc < 1 ? 0 : named ? 2 : 1, status = STATUS_USAGE;
    arguments args;
    interrupt_watch();
    bool fine = arguments_parse(&args, argc - skip, argv + skip, chosen->bit);
    if (fine && args.value[OPTION_HELP])
        status = print_help(chosen);
    else if (fine && args.value[OPTION_VERSION]) {
        printf("quoth %s\n", quoth_version());
        status = finish_standard(STATUS_OK);
    } else if (fine)
        status = chosen->run(&args);
    arguments_free(&args);
    return status;
}
