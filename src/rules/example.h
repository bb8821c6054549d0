// SPDX-License-Identifier: MIT
// example.h: an example with captures in braces -> its text and the captures as bytes of that text.
#ifndef QUOTH_RULES_EXAMPLE_H
#define QUOTH_RULES_EXAMPLE_H

#include "rules/rule.h"
#include "rules/yaml_tree.h"

#include <stdbool.h>

// Reads `{cue: said} {speaker: Lopez}`. Captures may stand inside each other: `{item: {title: Mr.} {name: Lopez}}`;
// `{{` and, outside of inner captures, `}}` are literal braces. On failure one error goes to e and false comes back.
bool example_read(example *out, arena *a, const tree_node *node, example_kind kind, quoth_error *e);

#endif
