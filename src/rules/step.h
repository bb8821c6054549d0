// SPDX-License-Identifier: MIT
// step.h: the one-line step language -> its parts. Syntax only: names are looked up by rule_steps.c.
//
//     cue: said-verb or word "told" but not /.*ing/{0,2}
//     ---  ---------    -----------         ------- ----
//     capture      wanted                   refused least, most
#ifndef QUOTH_RULES_STEP_H
#define QUOTH_RULES_STEP_H

#include "rules/yaml_tree.h"

#include <stdbool.h>

enum { STEP_NAMES = 64, STEP_MOST = 20 }; // names in one test; repeats

typedef enum atom_kind { ATOM_NAME, ATOM_WORD, ATOM_REGEX } atom_kind;

typedef struct atom {
    atom_kind kind;
    const char *text; // NUL-terminated: the name, what stands in "", what stands in //
    size_t len;
    size_t at; // byte of the line
} atom;

typedef struct step_line {
    const tree_node *node; // the line
    const char *capture;   // NULL: none
    size_t capture_at;
    const atom *wanted, *refused;
    size_t wanted_count, refused_count;
    bool negative;       // `not a`: no wanted, only refused
    uint8_t least, most; // 1, 1 without a repeat
    size_t repeat_at;    // byte of the repeat
    const char *test;    // the test as written, without capture and repeat
} step_line;

// Parses a scalar. `capture` tells whether `name:` may stand in front (it may not where the capture is the YAML key).
// On failure one error with the exact column goes to e and false comes back.
bool step_parse(step_line *out, arena *a, const tree_node *node, bool capture, quoth_error *e);

// Whether a text may be a name: small letters, digits, hyphens, a letter first, and no word of the step language.
bool step_name_valid(const char *name);

#endif
