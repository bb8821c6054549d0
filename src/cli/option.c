// SPDX-License-Identifier: MIT
// option.c: command line -> values, by the GNU conventions: --long=value, --long value, unambiguous beginnings of
// long names, -o value, -ovalue, -qo value, `--` ends options, `-` is an operand. Acts on nothing.
#include "cli/option.h"
#include "cli/support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const option_info options[] = {
#define X(id, name, letter, argument, commands, values, about)                                                         \
    [OPTION_##id] = {name, letter, argument, commands, values, about},
    OPTIONS(X)
#undef X
};

const option_info *option_of(option_id id) { return &options[id]; }

static void say_unknown(const char *name, unsigned command)
{
    const char *names[OPTION_COUNT];
    size_t count = 0;
    for (option_id id = 0; id < OPTION_COUNT; id++)
        if (options[id].commands & command)
            names[count++] = options[id].name;
    const char *near = nearest(name, names, count);
    if (near)
        say("unknown option '--%s'; did you mean '--%s'?", name, near);
    else
        say("unknown option '--%s'; 'quoth --help' lists them", name);
}

static void say_ambiguous(const char *name, unsigned command)
{
    char list[512] = "";
    for (option_id id = 0; id < OPTION_COUNT; id++)
        if ((options[id].commands & command) && strncmp(options[id].name, name, strlen(name)) == 0)
            snprintf(list + strlen(list), sizeof list - strlen(list), " --%s", options[id].name);
    say("option '--%s' is ambiguous; it could be%s", name, list);
}

// The option with this name or, if there is only one, with a name that begins so; -1 after a message.
static int find_long(const char *name, unsigned command)
{
    int found = -1, count = 0;
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        if (!(options[id].commands & command) || strncmp(options[id].name, name, strlen(name)) != 0)
            continue;
        if (strcmp(options[id].name, name) == 0)
            return (int)id;
        found = (int)id;
        count++;
    }
    if (count == 1)
        return found;
    if (count == 0)
        say_unknown(name, command);
    else
        say_ambiguous(name, command);
    return -1;
}

static int find_letter(char letter, unsigned command)
{
    for (option_id id = 0; id < OPTION_COUNT; id++)
        if (options[id].letter == letter && (options[id].commands & command))
            return (int)id;
    say("unknown option '-%c'; 'quoth --help' lists them", letter);
    return -1;
}

// Where the reading stands.
typedef struct reading {
    arguments *out;
    char **argv;
    int count, i;
    unsigned command;
} reading;

// Takes `value`, or the next word where the option needs one and has none.
static bool set(reading *r, option_id id, const char *value)
{
    const option_info *o = &options[id];
    if (!o->argument) {
        if (value)
            say("option '--%s' takes no argument", o->name);
        r->out->value[id] = "";
        return !value;
    }
    if (!value && r->i + 1 < r->count)
        value = r->argv[++r->i];
    if (!value)
        say("option '--%s' needs an argument: %s", o->name, o->argument);
    r->out->value[id] = value;
    return value != NULL;
}

static bool read_long(reading *r, const char *word)
{
    const char *equals = strchr(word, '=');
    char *name = text_copy(word, equals ? (size_t)(equals - word) : strlen(word));
    int id = find_long(name, r->command);
    free(name);
    return id >= 0 && set(r, (option_id)id, equals ? equals + 1 : NULL);
}

static bool read_letters(reading *r, const char *letters)
{
    for (; *letters; letters++) {
        int id = find_letter(*letters, r->command);
        if (id < 0)
            return false;
        if (options[id].argument)
            return set(r, (option_id)id, letters[1] ? letters + 1 : NULL);
        if (!set(r, (option_id)id, NULL))
            return false;
    }
    return true;
}

bool arguments_parse(arguments *out, int count, char **argv, unsigned command)
{
    *out = (arguments){.operands = memory_grow(NULL, (size_t)count + 1, sizeof *out->operands)};
    reading r = {out, argv, count, 0, command};
    bool fine = true, ended = false;
    for (; r.i < count && fine && !out->value[OPTION_HELP] && !out->value[OPTION_VERSION]; r.i++) {
        const char *word = argv[r.i];
        if (ended || word[0] != '-' || word[1] == '\0')
            out->operands[out->operand_count++] = word;
        else if (strcmp(word, "--") == 0)
            ended = true;
        else
            fine = word[1] == '-' ? read_long(&r, word + 2) : read_letters(&r, word + 1);
    }
    return fine;
}

void arguments_free(arguments *a)
{
    free(a->operands);
    a->operands = NULL;
}

bool option_number(const arguments *a, option_id id, long least, long most, long *number)
{
    const char *text = a->value[id];
    char *end = NULL;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (end == text || *end || errno || value < least || value > most) {
        say("option '--%s' needs a whole number from %ld to %ld, not '%s'", options[id].name, least, most, text);
        return false;
    }
    *number = value;
    return true;
}

bool option_decimal(const arguments *a, option_id id, double least, double most, double *number)
{
    const char *text = a->value[id];
    char *end = NULL;
    double value = strtod(text, &end);
    if (end == text || *end || !(value >= least && value <= most)) {
        say("option '--%s' needs a number from %g to %g, not '%s'", options[id].name, least, most, text);
        return false;
    }
    *number = value;
    return true;
}

int option_choice(option_id id, const char *word, size_t len)
{
    int i = 0;
    for (const char *at = options[id].values; *at; i++) {
        size_t size = strcspn(at, " ");
        if (size == len && memcmp(at, word, len) == 0)
            return i;
        at += size;
        at += strspn(at, " ");
    }
    say("option '--%s' takes %s; not '%.*s'", options[id].name, options[id].values, (int)len, word);
    return -1;
}

enum { HELP_WIDTH = 80, HELP_INDENT = 28 };

// Prints text from column HELP_INDENT on, broken at spaces.
static void print_wrapped(const char *text)
{
    size_t column = HELP_INDENT;
    while (*text) {
        size_t size = strcspn(text, " ");
        if (column + size > HELP_WIDTH && column > HELP_INDENT) {
            printf("\n%*s", HELP_INDENT, "");
            column = HELP_INDENT;
        }
        printf("%.*s", (int)size, text);
        column += size;
        text += size;
        if (*text == ' ') {
            text++;
            if (column + strcspn(text, " ") + 1 <= HELP_WIDTH)
                putchar(' ');
            column++;
        }
    }
    putchar('\n');
}

void options_print(unsigned command)
{
    for (option_id id = 0; id < OPTION_COUNT; id++) {
        const option_info *o = &options[id];
        if (!(o->commands & command))
            continue;
        char left[64], letter[8] = "    ";
        if (o->letter)
            snprintf(letter, sizeof letter, "-%c, ", o->letter);
        snprintf(left, sizeof left, "  %s--%s%s%s", letter, o->name, o->argument ? " " : "",
                 o->argument ? o->argument : "");
        printf("%-*s", HELP_INDENT, left);
        if (strlen(left) >= HELP_INDENT)
            printf("\n%*s", HELP_INDENT, "");
        print_wrapped(o->about);
    }
}
