// SPDX-License-Identifier: MIT
// formats.c: the table of formats. A new format is one line here, one in quoth_format, and its three functions.
#include "table/csv.h"
#include "table/json.h"
#include "table/text_table.h"

#include <string.h>
#include <strings.h>

static const format formats[] = {
    [QUOTH_TABLE] = {"table", "txt", text_table_begin, text_table_row, text_table_end},
    [QUOTH_CSV] = {"csv", "csv", csv_begin, csv_row, csv_end},
    [QUOTH_TSV] = {"tsv", "tsv tab", tsv_begin, tsv_row, csv_end},
    [QUOTH_JSON] = {"json", "json", json_begin, json_row, json_end},
    [QUOTH_JSONL] = {"jsonl", "jsonl ndjson", jsonl_begin, jsonl_row, jsonl_end},
};
enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

const format *format_of(quoth_format id) { return &formats[id]; }

const char *quoth_format_name(size_t i) { return i < FORMAT_COUNT ? formats[i].name : NULL; }

static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = words; *at; at += strspn(at, " ")) {
        size_t size = strcspn(at, " ");
        if (size == len && strncasecmp(at, word, len) == 0)
            return true;
        at += size;
    }
    return false;
}

int quoth_format_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    const char *ending = dot && !strchr(dot, '/') ? dot + 1 : NULL;
    for (int i = 0; i < FORMAT_COUNT; i++)
        if (ending ? has_word(formats[i].endings, ending) : strcmp(formats[i].name, name) == 0)
            return i;
    return -1;
}
