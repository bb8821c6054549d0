// SPDX-License-Identifier: MIT
// cmd_rules.c: `quoth rules`: check, test, list, explain, dump: for people who write rules. Decides nothing about
// rules.
#include "cli/command.h"
#include "cli/input.h"
#include "cli/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What an action works on.
typedef struct rules_call {
    const quoth_rules *rules;
    const arguments *args; // operands[0] is the action
    quoth_error *error;
} rules_call;

static const char *operand(const rules_call *c, size_t i)
{
    return i < c->args->operand_count ? c->args->operands[i] : NULL;
}

static int status_of(const rules_call *c, quoth_status status)
{
    say_errors(c->error);
    return status == QUOTH_OK || status == QUOTH_E_STOPPED ? STATUS_OK : STATUS_USAGE;
}

static int check(const rules_call *c)
{
    (void)c;
    puts("The rules are well formed; 'quoth rules test' runs their examples.");
    return STATUS_OK;
}

static int test(const rules_call *c)
{
    quoth_rules_result result = {0};
    quoth_status status = quoth_rules_test(c->rules, operand(c, 1), &result, c->error);
    if (status == QUOTH_E_OPTION)
        return status_of(c, status);
    say_errors(c->error);
    printf("%zu rules, %zu examples, %zu failed; %zu known gaps, %zu of them pass\n", result.rules, result.examples,
           result.failed, result.wants, result.wants_passed);
    return result.failed || result.wants_passed ? STATUS_UNREAD : STATUS_OK;
}

static int list(const rules_call *c) { return status_of(c, quoth_rules_list(c->rules, write_standard, NULL)); }

static int explain(const rules_call *c)
{
    input_list inputs = {0};
    input_bytes text = {0};
    inputs_add(&inputs, operand(c, 2));
    int error = inputs.count == 1 ? input_read(&inputs.items[0], &text) : 0, status = STATUS_UNREAD;
    if (inputs.count != 1)
        say("%s: not one file", operand(c, 2));
    else if (error)
        say("%s: %s", operand(c, 2), strerror(error));
    else
        status = status_of(
            c, quoth_rules_explain(c->rules, operand(c, 1), text.bytes, text.len, write_standard, NULL, c->error));
    free(text.bytes);
    inputs_free(&inputs);
    return status;
}

static int dump(const rules_call *c)
{
    return status_of(c, quoth_rules_dump(c->rules, operand(c, 1), write_standard, NULL, c->error));
}

static const struct action {
    const char *name;
    size_t least, most; // operands behind it
    int (*run)(const rules_call *);
    const char *usage;
} actions[] = {
    {"check", 0, 0, check, "rules check"},     {"test", 0, 1, test, "rules test [NAME]"},
    {"list", 0, 0, list, "rules list"},        {"explain", 2, 2, explain, "rules explain NAME FILE"},
    {"dump", 0, 1, dump, "rules dump [NAME]"},
};
enum { ACTION_COUNT = sizeof actions / sizeof actions[0] };

static const struct action *find(const char *name)
{
    const char *names[ACTION_COUNT];
    for (size_t i = 0; i < ACTION_COUNT; i++) {
        names[i] = actions[i].name;
        if (strcmp(name, names[i]) == 0)
            return &actions[i];
    }
    const char *near = nearest(name, names, ACTION_COUNT);
    if (near)
        say("unknown action 'rules %s'; did you mean '%s'?", name, near);
    else
        say("unknown action 'rules %s'; there are check, test, list, explain, dump", name);
    return NULL;
}

int run_rules(const arguments *args)
{
    if (args->operand_count == 0) {
        say("rules needs an action: check, test, list, explain or dump");
        return STATUS_USAGE;
    }
    const struct action *action = find(args->operands[0]);
    if (!action)
        return STATUS_USAGE;
    size_t given = args->operand_count - 1;
    if (given < action->least || given > action->most) {
        say("usage: quoth %s", action->usage);
        return STATUS_USAGE;
    }
    quoth_rules *rules = NULL;
    if (!load_rules(args, &rules))
        return STATUS_USAGE;
    rules_call call = {rules, args, quoth_error_new()};
    int status = action->run(&call);
    quoth_error_free(call.error);
    quoth_rules_free(rules);
    return finish_standard(status);
}
