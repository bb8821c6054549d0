// SPDX-License-Identifier: MIT
// cmd_schema.c: `quoth schema`: the JSON Schema of a row.
#include "cli/command.h"
#include "cli/support.h"

#include <stdio.h>

int run_schema(const arguments *args)
{
    if (args->operand_count) {
        say("schema takes no operand");
        return STATUS_USAGE;
    }
    fputs(quoth_row_schema(), stdout);
    return finish_standard(STATUS_OK);
}
