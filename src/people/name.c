// SPDX-License-Identifier: MIT
// name.c: tokens -> parts of names, descriptions, texts. In: tokens of mentions and what the name table knows of them.
// It links nobody: cluster.c does.
#include "people/name.h"

#include <string.h>

static void add_word(name_parts *parts, uint32_t id)
{
    if (parts->count == NAME_WORDS) {
        memmove(parts->words, parts->words + 1, (NAME_WORDS - 1) * sizeof *parts->words);
        parts->count--;
    }
    parts->words[parts->count++] = id;
}

const name_parts *name_parts_of(name_table *t, uint32_t first, uint32_t end)
{
    const token_facts *f = name_table_facts(t);
    name_parts *parts = arena_take(name_table_arena(t), sizeof *parts);
    parts->count = 0;
    parts->suffix = 0;
    bool nickname = false;
    for (uint32_t i = first; i < end; i++) {
        uint64_t means = token_meaning(f, i);
        if (f->tokens[i].flags & TOKEN_MARK)
            nickname = !nickname;
        else if (nickname || !(means & MEANS(FACT_WORD)))
            continue;
        else if (parts->count > 0 && means & MEANS(FEATURE_SUFFIX))
            parts->suffix = name_word(t, i);
        else
            add_word(parts, name_word(t, i));
    }
    return parts;
}

static bool surname_holds(const name_parts *shorter, const name_parts *longer)
{
    unsigned from = 0; // all words of the shorter one in the same order
    for (unsigned i = 0; i < shorter->count; i++) {
        while (from < longer->count && longer->words[from] != shorter->words[i])
            from++;
        if (from++ >= longer->count)
            return false;
    }
    return true;
}

bool name_parts_agree(const name_table *t, const name_parts *a, const name_parts *b)
{
    return a->suffix == b->suffix && name_parts_agree_in_words(t, a, b);
}

bool name_parts_agree_in_words(const name_table *t, const name_parts *a, const name_parts *b)
{
    if (a->count == 0 || b->count == 0)
        return false;
    if (a->words[a->count - 1] != b->words[b->count - 1])
        return false;
    if (a->count == 1 || b->count == 1)
        return true;
    const name_parts *shorter = a->count <= b->count ? a : b, *longer = shorter == a ? b : a;
    if (!name_words_agree(t, a->words[0], b->words[0]))
        return shorter->count < longer->count && longer->count - shorter->count <= 2 && surname_holds(shorter, longer);
    if (shorter->count == 2)
        return true;
    return name_words_agree(t, a->words[1], b->words[1]) || surname_holds(shorter, longer);
}

// What description_of needs once in a while, and then begins anew. Not inlined, so that else it saves no registers.
static __attribute__((noinline)) const description *take_room(name_table *t, uint32_t first, uint32_t end)
{
    enum { AT_ONCE = 128 };
    name_view *v = (name_view *)(void *)t;
    v->spare = arena_take(v->arena, AT_ONCE * sizeof *v->spare);
    v->spare_end = v->spare + AT_ONCE;
    return description_of(t, first, end);
}
static __attribute__((noinline)) const description *learn(name_table *t, uint32_t at, uint32_t first, uint32_t end)
{
    name_learn(t, at);
    return description_of(t, first, end);
}

const description *description_of(name_table *t, uint32_t first, uint32_t end)
{
    name_view *v = (name_view *)(void *)t;
    const token_facts f = v->facts;
    description *d = v->spare;
    if (d == v->spare_end)
        return take_room(t, first, end);
    uint32_t head_token = first, head = 0, count = 0;
    uint64_t said = 0; // by all words
    bool noun = true, plural = false;
    for (uint32_t i = skip_articles(&f, first, end); i < end && count < NAME_WORDS; i++) {
        uint64_t means = token_meaning(&f, i);
        if (means & MEANS(FACT_ENDS_NOUN) && count > 0)
            noun = false;
        if (!(means & MEANS(FACT_TELLS)))
            continue;
        const type_words *known = &f.words[f.tokens[i].type];
        if (!known->word)
            return learn(t, i, first, end);
        said |= means;
        d->words[count++] = known->lemma;
        if (noun) {
            head = known->lemma;
            head_token = i;
            plural = means >> FEATURE_PLURAL & 1 || known->plural_form;
        }
    }
    d->head = head;
    d->head_token = head_token;
    d->count = (uint8_t)count;
    d->plural = plural;
    d->former = said >> FEATURE_FORMER & 1;
    v->spare++;
    return d;
}

bool description_within(const description *small, const description *large)
{
    for (unsigned i = 0; i < small->count; i++) {
        unsigned k = 0;
        while (k < large->count && large->words[k] != small->words[i])
            k++;
        if (k == large->count)
            return false;
    }
    return true;
}

void mention_cut(mention *m, uint32_t end)
{
    m->name_end = end;
    m->parts = NULL;
}

// The length of the space character that begins at text[i], or 0.
static size_t space_at(const char *text, size_t len, size_t i)
{
    size_t next = i;
    unsigned char byte = (unsigned char)text[i];
    if (byte < 0xC0)
        return byte <= ' ';
    return utf8_class(utf8_next(text, len, &next)) & UTF8_SPACE ? next - i : 0;
}

// Whether all white space is single blanks inside; false where it is not seen at a glance.
static bool is_tidy(const char *bytes, size_t len)
{
    unsigned odd = len == 0, last = ' ';
    for (size_t i = 0; i < len; i++) {
        unsigned byte = (unsigned char)bytes[i];
        odd |= byte - ' ' >= 0xC0 - ' '; // controls, and what may begin another space
        odd |= byte + last == 2 * ' ';   // of all that is left, two blanks alone
        last = byte;
    }
    return !odd;
}

char *token_text(arena *a, const page *p, uint32_t first, uint32_t end)
{
    if (first >= end)
        return arena_copy(a, "", 0);
    const token *from = &p->tokens[first], *last = &p->tokens[end - 1];
    const char *bytes = p->text.bytes + from->start;
    size_t len = last->start + last->len - from->start, kept = 0;
    if (is_tidy(bytes, len))
        return arena_copy(a, bytes, len);
    char *text = arena_take(a, len + 1);
    for (size_t i = 0; i < len && bytes[i];) {
        size_t space = space_at(bytes, len, i);
        i += space;
        if (!space)
            text[kept++] = bytes[i++];
        else if (kept > 0 && text[kept - 1] != ' ')
            text[kept++] = ' ';
    }
    text[kept] = '\0';
    return text;
}
