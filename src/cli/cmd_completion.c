// SPDX-License-Identifier: MIT
// cmd_completion.c: `quoth completion SHELL`: the tables of commands, options, formats and columns as a script.
#include "cli/command.h"
#include "cli/support.h"

#include <stdio.h>
#include <string.h>

// Prints the values that an option may have.
static void each_value(option_id id, const char *separator)
{
    if (id == OPTION_FORMAT)
        for (size_t i = 0; quoth_format_name(i); i++)
            printf("%s%s", i ? separator : "", quoth_format_name(i));
    else if (id == OPTION_COLUMNS)
        for (size_t i = 0; quoth_column_name(i); i++)
            printf("%s%s", i ? separator : "", quoth_column_name(i));
    else if (option_of(id)->values)
        fputs(option_of(id)->values, stdout);
}

static bool has_values(option_id id) { return id == OPTION_FORMAT || id == OPTION_COLUMNS || option_of(id)->values; }

static void print_option_names(unsigned bit)
{
    for (option_id id = 0; id < OPTION_COUNT; id++)
        if (option_of(id)->commands & bit)
            printf("--%s ", option_of(id)->name);
}

static void print_bash(void)
{
    puts("# bash completion for quoth, made by `quoth completion bash`\n_quoth() {\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=\n    COMPREPLY=()\n"
         "    case $before in");
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        if (!has_values(id))
            continue;
        printf("    --%s", option_of(id)->name);
        if (option_of(id)->letter)
            printf("|-%c", option_of(id)->letter);
        fputs(") words='", stdout);
        each_value(id, " ");
        puts("' ;;");
    }
    puts("    esac\n    if [[ -z $words && $word == -* ]]; then\n        case ${COMP_WORDS[1]} in");
    for (size_t i = 1; command_of(i); i++) {
        printf("        %s) words='", command_of(i)->name);
        print_option_names(command_of(i)->bit);
        puts("' ;;");
    }
    fputs("        *) words='", stdout);
    print_option_names(FOR_EXTRACT);
    fputs("' ;;\n        esac\n    fi\n    if [[ -n $words ]]; then\n        COMPREPLY=($(compgen -W \"$words\" -- "
          "\"$word\"))\n        return\n    fi\n    [[ $COMP_CWORD == 1 ]] && COMPREPLY=($(compgen -W '",
          stdout);
    for (size_t i = 0; command_of(i); i++)
        printf("%s%s", i ? " " : "", command_of(i)->name);
    puts("' -- \"$word\"))\n    COMPREPLY+=($(compgen -f -- \"$word\"))\n}\ncomplete -o filenames -F _quoth quoth");
}

// Text inside '...' of a shell: it must have no apostrophe, so a curly one takes its place.
static void print_quoted(const char *text, const char *also)
{
    for (; *text; text++)
        if (*text == '\'')
            fputs("’", stdout);
        else if (strchr(also, *text))
            printf("\\%c", *text);
        else
            putchar(*text);
}

static bool takes_file(option_id id)
{
    const char *argument = option_of(id)->argument;
    return argument && (strcmp(argument, "FILE") == 0 || strcmp(argument, "FOLDER") == 0);
}

static void print_zsh(void)
{
    puts("#compdef quoth\n# zsh completion for quoth, made by `quoth completion zsh`\n_arguments -s \\");
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        const option_info *o = option_of(id);
        printf("  '--%s%s[", o->name, o->argument ? "=" : "");
        print_quoted(o->about, "[]:");
        putchar(']');
        if (o->argument)
            printf(":%s:", o->argument);
        if (has_values(id)) {
            putchar('(');
            each_value(id, " ");
            putchar(')');
        } else if (takes_file(id))
            fputs("_files", stdout);
        puts("' \\");
    }
    fputs("  '1: :_alternative \"commands\\:command\\:(", stdout);
    for (size_t i = 0; command_of(i); i++)
        printf("%s%s", i ? " " : "", command_of(i)->name);
    puts(")\" \"files\\:file\\:_files\"' \\\n  '*:file:_files'");
}

static void print_fish(void)
{
    puts("# fish completion for quoth, made by `quoth completion fish`");
    for (size_t i = 0; command_of(i); i++) {
        printf("complete -c quoth -n __fish_use_subcommand -a %s -d '", command_of(i)->name);
        print_quoted(command_of(i)->about, "");
        puts("'");
    }
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        const option_info *o = option_of(id);
        printf("complete -c quoth -l %s", o->name);
        if (o->letter)
            printf(" -s %c", o->letter);
        if (o->argument)
            fputs(takes_file(id) ? " -r -F" : " -x", stdout);
        if (has_values(id)) {
            fputs(" -a '", stdout);
            each_value(id, " ");
            putchar('\'');
        }
        fputs(" -d '", stdout);
        print_quoted(o->about, "");
        puts("'");
    }
}

int run_completion(const arguments *args)
{
    static const struct shell {
        const char *name;
        void (*print)(void);
    } shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};
    for (size_t i = 0; args->operand_count == 1 && i < sizeof shells / sizeof shells[0]; i++)
        if (strcmp(shells[i].name, args->operands[0]) == 0) {
            shells[i].print();
            return finish_standard(STATUS_OK);
        }
    say("usage: quoth completion bash | zsh | fish");
    return STATUS_USAGE;
}
