// SPDX-License-Identifier: MIT
// page.c: names of block kinds, and where a token's quotation stands in the list. Decides no kind.
#include "text/page.h"

#include <string.h>

static const char *const names[BLOCK_KIND_COUNT] = {
    [BLOCK_BODY] = "body",           [BLOCK_HEADLINE] = "headline", [BLOCK_STANDFIRST] = "standfirst",
    [BLOCK_BYLINE] = "byline",       [BLOCK_DATELINE] = "dateline", [BLOCK_TIMESTAMP] = "timestamp",
    [BLOCK_CAPTION] = "caption",     [BLOCK_CREDIT] = "credit",     [BLOCK_SUBHEAD] = "subhead",
    [BLOCK_FURNITURE] = "furniture",
};

const char *block_kind_name(block_kind kind) { return (unsigned)kind < BLOCK_KIND_COUNT ? names[kind] : "body"; }

int block_kind_of(const char *name)
{
    for (int i = 0; i < BLOCK_KIND_COUNT; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

const quotation *page_quotation_from(const page *p, uint32_t token)
{
    size_t low = 0, high = p->quotation_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->quotations[middle].open < token)
            low = middle + 1;
        else
            high = middle;
    }
    return p->quotations + low;
}
