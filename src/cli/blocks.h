// SPDX-License-Identifier: MIT
// blocks.h: how each block of a page was taken, for people who write block rules.
#ifndef QUOTH_CLI_BLOCKS_H
#define QUOTH_CLI_BLOCKS_H

#include "cli/output.h"
#include "quoth.h"

// Prints a heading and one line for each block: kind, rule, first words. The article's offsets count bytes of
// `bytes`. False when the output takes no more.
bool blocks_print(output *out, const quoth_article *article, const char *bytes, size_t len);

#endif
