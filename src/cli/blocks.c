// SPDX-License-Identifier: MIT
// blocks.c: see blocks.h. Comes in: an article and its bytes. Goes out: lines of text without control characters.
#include "cli/blocks.h"

#include <stdio.h>

enum { SHOWN = 60 }; // bytes of a block

// Copies the first words of a block; characters that are not shown whole are left out.
static void copy_words(char *out, const char *bytes, size_t len)
{
    size_t end = len < SHOWN ? len : SHOWN;
    while (end < len && end && ((unsigned char)bytes[end] & 0xC0) == 0x80)
        end--;
    for (size_t i = 0; i < end; i++) {
        unsigned char c = (unsigned char)bytes[i];
        out[i] =
            c < 0x20 || c == 0x7F || (c == 0xC2 && i + 1 < end && (unsigned char)bytes[i + 1] < 0xA0) ? ' ' : bytes[i];
        if (c == 0xC2 && out[i] == ' ')
            out[++i] = ' ';
    }
    out[end] = '\0';
}

bool blocks_print(output *out, const quoth_article *article, const char *bytes, size_t len)
{
    char line[512], words[SHOWN + 1];
    int size = snprintf(line, sizeof line, "%.400s\n", article->id);
    bool fine = output_write(out, line, (size_t)size);
    for (size_t i = 0; i < article->block_count && fine; i++) {
        const quoth_block *b = &article->blocks[i];
        size_t end = b->span.end < len ? b->span.end : len, start = b->span.start < end ? b->span.start : end;
        copy_words(words, bytes + start, end - start);
        size = snprintf(line, sizeof line, "  %-11s %-28.100s %s%s\n", b->kind, b->rule[0] ? b->rule : "-", words,
                        end - start > SHOWN ? "..." : "");
        fine = output_write(out, line, (size_t)size);
    }
    return fine;
}
