// SPDX-License-Identifier: MIT
// stopped.c: see stopped.h. Comes in: the entries of a list. Goes out: bits.
#include "words/stopped.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "words/predicate_table.h"

#include <string.h>

// Adds the entry if it is a stop behind letters. Folded as words are when they are compared with it.
static void add_entry(stopped_words *s, const char *entry, size_t len)
{
    char folded[LEXICON_FOLD_ROOM(2 * LEXICON_LONGEST_ENTRY + 16)];
    len = utf8_fold(folded, sizeof folded, entry, len);
    if (len < 2 || len > 9 || folded[len - 1] != '.')
        return;
    uint64_t letters = bytes_load(folded, len - 1), others = bytes_no_letters(letters);
    if (others && bytes_before(others) < len - 1)
        return;
    size_t place = stopped_place(letters);
    s->bits[place / 64] |= UINT64_C(1) << place % 64;
}

void stopped_add(stopped_words *s, const predicates *p, predicate_id list)
{
    const lexicon_table *x = &predicates_table(p)->lexicon;
    for (size_t i = 0; i < x->source_count && list != PREDICATE_NONE; i++) {
        const lexicon_source *source = &x->sources[i];
        const char *end = source->text + source->len;
        for (const char *at = source->text; source->list == list && at < end;) {
            size_t len = *at == '\n' ? 0 : strlen(at); // each entry has a NUL behind it
            add_entry(s, at, len);
            at += len + 1;
        }
    }
}
