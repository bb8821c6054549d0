// SPDX-License-Identifier: MIT
// cmd_extract.c: `quoth [extract]`: options -> a writer, an output and an extraction. Everything that can be wrong
// with the options or the rules is found before anything is written.
#include "cli/command.h"
#include "cli/extraction.h"
#include "cli/interrupt.h"
#include "cli/support.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDEST_AUTOMATIC = 160, MOST_JOBS = 256 };

static bool to_terminal(const arguments *args)
{
    const char *path = args->value[OPTION_OUTPUT];
    return (!path || strcmp(path, "-") == 0) && isatty(STDOUT_FILENO) == 1;
}

static void say_format(const char *name)
{
    char list[128] = "";
    for (size_t i = 0; quoth_format_name(i); i++)
        snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s", i ? ", " : "", quoth_format_name(i));
    say("unknown format '%s'; there are %s", name, list);
}

static bool choose_format(const arguments *args, quoth_format *format)
{
    const char *name = args->value[OPTION_FORMAT], *path = args->value[OPTION_OUTPUT];
    int found = to_terminal(args) ? QUOTH_TABLE : QUOTH_CSV;
    if (name) {
        found = strchr(name, '.') ? -1 : quoth_format_of(name);
        if (found < 0)
            say_format(name);
    } else if (path && strcmp(path, "-") != 0 && strncmp(path, "/dev/", 5) != 0) {
        const char *dot = strrchr(path, '.');
        found = dot ? quoth_format_of(path) : -1;
        if (found < 0)
            say("%s: its ending is no format; say which with --format", path);
    }
    *format = (quoth_format)found;
    return found >= 0;
}

static bool choose_width(const arguments *args, int *width)
{
    struct winsize window;
    const char *columns = getenv("COLUMNS");
    long number = 0;
    if (args->value[OPTION_WIDTH]) {
        if (!option_number(args, OPTION_WIDTH, 20, 10000, &number))
            return false;
        *width = (int)number;
        return true;
    }
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
        number = window.ws_col;
    else if (columns)
        number = strtol(columns, NULL, 10);
    *width = number < 20 ? 0 : number > WIDEST_AUTOMATIC ? WIDEST_AUTOMATIC : (int)number;
    return true;
}

static bool choose_colour(const arguments *args, bool *colour)
{
    enum { COLOR_AUTO, COLOR_ALWAYS };
    const char *when = args->value[OPTION_COLOR], *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
    int choice = when ? option_choice(OPTION_COLOR, when, strlen(when)) : COLOR_AUTO;
    bool dumb = terminal && strcmp(terminal, "dumb") == 0;
    *colour = choice == COLOR_ALWAYS;
    if (choice == COLOR_AUTO)
        *colour = to_terminal(args) && !(refused && refused[0]) && !dumb;
    return choice >= 0;
}

static bool choose_unit(const arguments *args, quoth_unit *unit)
{
    const char *name = args->value[OPTION_OFFSETS];
    int choice = name ? option_choice(OPTION_OFFSETS, name, strlen(name)) : QUOTH_CODE_POINTS;
    *unit = (quoth_unit)choice;
    return choice >= 0;
}

static bool choose_jobs(const arguments *args, size_t *jobs)
{
    long number = 1;
    if (args->value[OPTION_JOBS] && !option_number(args, OPTION_JOBS, 0, MOST_JOBS, &number))
        return false;
    if (number == 0)
        number = sysconf(_SC_NPROCESSORS_ONLN);
    *jobs = number < 1 ? 1 : number > MOST_JOBS ? MOST_JOBS : (size_t)number;
    return true;
}

// A mistyped command is taken for the first file; says so when there is no such file.
static void hint_at_command(const char *operand)
{
    const char *names[16];
    size_t count = 0;
    for (; command_of(count) && count < 16; count++)
        names[count] = command_of(count)->name;
    const char *near = strcmp(operand, "-") != 0 && access(operand, F_OK) != 0 ? nearest(operand, names, count) : NULL;
    if (near)
        say("there is no file '%s'; did you mean the command '%s'?", operand, near);
}

static bool choose_inputs(const arguments *args, input_list *inputs)
{
    if (args->operand_count == 0) {
        if (isatty(STDIN_FILENO) == 1) {
            say("no file given; 'quoth --help' says how it is used, '-' reads standard input");
            return false;
        }
        inputs_add(inputs, "-");
    } else {
        hint_at_command(args->operands[0]);
    }
    for (size_t i = 0; i < args->operand_count; i++) {
        size_t before = inputs->count, unread = inputs->unread;
        inputs_add(inputs, args->operands[i]);
        if (inputs->count == before && inputs->unread == unread && !args->value[OPTION_QUIET])
            say("%s: no .txt files in it", args->operands[i]);
    }
    return true;
}

// All that one run owns.
typedef struct run {
    extraction work;
    filter filter;
    input_list inputs;
    quoth_rules *rules;
    quoth_writer *writer;
    output output;
    stats stats;
} run;

static bool make_writer(run *r, const arguments *args)
{
    quoth_writer_options options = {.columns = args->value[OPTION_COLUMNS], .bom = args->value[OPTION_BOM] != NULL};
    if (!choose_format(args, &options.format) || !choose_width(args, &options.width) ||
        !choose_colour(args, &options.colour))
        return false;
    quoth_error *error = quoth_error_new();
    bool fine = quoth_writer_new(&r->writer, &options, output_write, &r->output, error) == QUOTH_OK;
    for (size_t i = 0; i < quoth_error_count(error); i++)
        say("%s", quoth_error_message(error, i));
    quoth_error_free(error);
    return fine;
}

// Options that say what a table looks like have nothing to say about an explanation.
static bool fits_explain(const arguments *args)
{
    static const option_id others[] = {OPTION_FORMAT, OPTION_COLUMNS, OPTION_BLOCKS, OPTION_BOM};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (args->value[others[i]]) {
            say("option '--explain' prints text: it cannot be had with '--%s'", option_of(others[i])->name);
            return false;
        }
    return true;
}

static bool prepare(run *r, const arguments *args)
{
    extraction *e = &r->work;
    if (!filter_init(&r->filter, args) || !choose_unit(args, &e->unit) || !choose_jobs(args, &e->jobs))
        return false;
    e->explain = args->value[OPTION_EXPLAIN] != NULL;
    bool blocks = args->value[OPTION_BLOCKS] != NULL;
    if (e->explain && (!fits_explain(args) || !choose_width(args, &e->width)))
        return false;
    if ((!blocks && !e->explain && !make_writer(r, args)) || !load_rules(args, &r->rules))
        return false;
    if (!choose_inputs(args, &r->inputs) || !output_open(&r->output, args->value[OPTION_OUTPUT]))
        return false;
    e->rules = r->rules;
    e->inputs = &r->inputs;
    e->filter = &r->filter;
    e->writer = r->writer;
    e->output = &r->output;
    e->stats = &r->stats;
    r->stats.on = args->value[OPTION_STATS] != NULL;
    e->quiet = args->value[OPTION_QUIET] != NULL;
    e->show_progress = !e->quiet && !to_terminal(args);
    return true;
}

static int extract(run *r)
{
    bool begun = !r->writer || quoth_writer_begin(r->writer) == QUOTH_OK;
    size_t unread = r->inputs.unread + (begun ? extraction_run(&r->work) : 0);
    if (r->writer)
        quoth_writer_end(r->writer);
    int signal = interrupt_signal();
    bool written = output_close(&r->output, signal == 0);
    if (signal)
        return STATUS_SIGNAL + signal;
    if (!written)
        return r->output.error == EPIPE ? STATUS_BROKEN_PIPE : STATUS_UNREAD;
    return unread ? STATUS_UNREAD : STATUS_OK;
}

int run_extract(const arguments *args)
{
    run *r = memory_grow(NULL, 1, sizeof *r); // too large for the stack of a thread
    memset(r, 0, sizeof *r);
    int status = prepare(r, args) ? extract(r) : STATUS_USAGE;
    quoth_writer_free(r->writer);
    quoth_rules_free(r->rules);
    inputs_free(&r->inputs);
    filter_free(&r->filter);
    free(r);
    return status;
}
