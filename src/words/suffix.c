// SPDX-License-Identifier: MIT
// suffix.c: patterns such as `.*ing` -> ends of words. Comes in: patterns, words. Goes out: ends. What it cannot read
// is left to PCRE2 (predicate.c).
#include "words/suffix.h"

#include "base/bytes.h"

static bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

uint64_t suffix_key(const char *word, size_t len)
{
    return len >= 8 ? bytes_load8(word + len - 8) : len ? bytes_load(word, len) << 8 * (8 - len) : 0;
}

// Reads letters from *i on; false if there are too many.
static bool read_end(suffix *s, const char *pattern, size_t len, size_t *i)
{
    size_t start = *i;
    while (*i < len && is_plain(pattern[*i]))
        ++*i;
    size_t letters = *i - start;
    if (letters > SUFFIX_MOST)
        return false;
    s->letters = (uint8_t)letters;
    s->text = suffix_key(pattern + start, letters);
    s->mask = letters ? ~UINT64_C(0) << 8 * (8 - letters) : 0;
    s->len = (uint32_t)letters + (s->not_before != '\0');
    return true;
}

// `ing|ed)`: the ends of a group, up to the end of the pattern; 0 if it is no such group.
static size_t read_group(suffix *out, const char *pattern, size_t len, size_t i, predicate_id id)
{
    for (size_t count = 0; count < SUFFIX_MOST; i++) {
        out[count] = (suffix){.id = id};
        if (!read_end(&out[count], pattern, len, &i) || !out[count].letters || i == len)
            return 0;
        count++;
        if (pattern[i] == ')')
            return i + 1 == len ? count : 0;
        if (pattern[i] != '|')
            return 0;
    }
    return 0;
}

size_t suffix_read(suffix *out, const char *pattern, size_t len, predicate_id id)
{
    if (len < 3 || memcmp(pattern, ".*", 2) != 0)
        return 0;
    size_t i = 2;
    if (pattern[i] == '(')
        return read_group(out, pattern, len, i + 1, id);
    *out = (suffix){.id = id};
    if (pattern[i] == '[') {
        if (len < 6 || pattern[3] != '^' || !(is_plain(pattern[4]) || pattern[4] == '.') || pattern[5] != ']')
            return 0;
        out->not_before = pattern[4];
        i = 6;
    }
    return read_end(out, pattern, len, &i) && i == len ? 1 : 0;
}
