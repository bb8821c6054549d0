// SPDX-License-Identifier: MIT
// characters.h: code points, as far as names have to be compared and gold texts to be read. The C library's tables,
// of a UTF-8 locale of our own; the program's locale is left alone.
#ifndef QUOTH_CLI_CHARACTERS_H
#define QUOTH_CLI_CHARACTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct characters characters;

characters *characters_new(void);
void characters_free(characters *c);

// Decodes UTF-8 into at most len code points and returns their number; an ill-formed part becomes one U+FFFD.
size_t characters_decode(uint32_t *points, const char *bytes, size_t len);
bool characters_is_alnum(const characters *c, uint32_t point); // letters, digits, other numbers
bool characters_is_space(uint32_t point);
uint32_t characters_lower(const characters *c, uint32_t point);

#endif
