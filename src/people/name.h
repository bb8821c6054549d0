// SPDX-License-Identifier: MIT
// name.h: tokens of mentions -> parts of a name, what a description says, and texts for names and roles.
#ifndef QUOTH_PEOPLE_NAME_H
#define QUOTH_PEOPLE_NAME_H

#include "people/mention.h"
#include "people/name_table.h"

#define NAME_WORDS 8 // of a longer name the last ones, of a longer description the first ones

typedef struct name_parts {
    uint32_t words[NAME_WORDS]; // ids of words: given names, then the surname
    uint8_t count;
    uint32_t suffix; // id of `Jr.`, `III` ..., 0: none
} name_parts;

// What a role or description says: its words without articles and prepositions, and the noun that it hangs on.
typedef struct description {
    uint32_t words[NAME_WORDS]; // `count` of them are set
    uint32_t head;              // 0: no word at all
    uint32_t head_token;
    uint8_t count;
    bool plural;
    bool former; // says that somebody is it no more
} description;

// In the article's arena.
const name_parts *name_parts_of(name_table *t, uint32_t first, uint32_t end);
// Whether the two can be one person: `Hillary Clinton`, `H. Rodham Clinton`; never with different suffixes.
bool name_parts_agree(const name_table *t, const name_parts *a, const name_parts *b);
// The same, whatever their suffixes.
bool name_parts_agree_in_words(const name_table *t, const name_parts *a, const name_parts *b);
// In the article's arena.
const description *description_of(name_table *t, uint32_t first, uint32_t end);
// The same for [first, end) of a mention, which remembers it.
static inline const description *mention_about(name_table *t, mention *m, uint32_t first, uint32_t end)
{
    return m->about ? m->about : (m->about = description_of(t, first, end));
}
// The same for its role.
static inline const description *mention_role(name_table *t, mention *m)
{
    return m->role ? m->role : (m->role = description_of(t, m->role_first, m->role_end));
}
// The parts of a mention's name; remembered until mention_cut.
static inline const name_parts *mention_parts(name_table *t, mention *m)
{
    return m->parts ? m->parts : (m->parts = name_parts_of(t, m->name_first, m->name_end));
}
// The name ends at `end`.
void mention_cut(mention *m, uint32_t end);
// Whether every word of `small` stands in `large`.
bool description_within(const description *small, const description *large);

// First token that is no article.
static inline uint32_t skip_articles(const token_facts *f, uint32_t first, uint32_t end)
{
    while (first + 1 < end && token_means(f, first, FEATURE_ARTICLE))
        first++;
    return first;
}
// Before the clitics at the end, but for the first token.
static inline uint32_t without_clitics(const token_facts *f, uint32_t first, uint32_t end)
{
    while (end > first + 1 && token_means(f, end - 1, FACT_CLITIC))
        end--;
    return end;
}
// The tokens' text, white space made one space.
char *token_text(arena *a, const page *p, uint32_t first, uint32_t end);

#endif
