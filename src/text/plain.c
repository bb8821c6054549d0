// SPDX-License-Identifier: MIT
// plain.c: the plain part of a text: words of ASCII letters, signs and stops that stand apart whatever is around them,
// spaces. Comes in: the tokeniser. Goes out: tokens, up to the first place that needs a closer look (token.c). It cuts
// as token.c would, only sooner: eight bytes at a time, and what ends a word is one look into a table.
#include "text/tokeniser.h"

#include "base/bytes.h"

enum { JOINED_LONGEST = 256 }; // bytes of a word with hyphens; longer ones get a closer look

// What a byte is here.
enum {
    S = TOKEN_SPACE_BEFORE, // white space
    E = 2,                  // ends a word of letters
    T = 4,                  // a sign that is a token of its own
    Q = 8,                  // ... and asks or exclaims
    M = TOKEN_MARK,         // ... and is a quotation mark
    L = 32,                 // a letter
    D = 64,                 // a digit
    ES = E | S,
    ET = E | T,
    EQ = E | T | Q,
    EM = E | T | M
};
// clang-format off
static const uint8_t PLAIN[256] = {
    ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES,
    ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES,
    ES, EQ, EM,  E, ET, ET,  T,  0, ET, ET, ET, ET, ET,  0,  0, ET,
     D,  D,  D,  D,  D,  D,  D,  D,  D,  D,  T, ET, ET, ET, ET, EQ,
     0,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,
     L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L, ET, ET, ET, ET,  0,
     E,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,
     L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L, ET, ET, ET, ET, ES,
};
// clang-format on

static inline unsigned plain_at(const char *at) { return PLAIN[(unsigned char)*at]; }

// True for what stands behind a word of letters and does not go on with it: also dashes, double curly marks and the
// ellipsis, of three bytes.
static inline bool ends_word(const char *at)
{
    if (plain_at(at) & E)
        return true;
    if (at[0] != '\xE2' || at[1] != '\x80')
        return false;
    unsigned char c = (unsigned char)at[2];
    return c == 0x93 || c == 0x94 || c == 0x9C || c == 0x9D || c == 0xA6;
}

// True if the character behind a stop shows that the stop ends no more than a word or sentence: `. . .` does not.
static inline bool stands_apart(const char *stop)
{
    return ends_word(stop + 1) && !(stop[2] == '.' && plain_at(stop + 1) & S);
}

// True if the stop behind a word of letters is a token of its own: the word is no abbreviation, initial or `www`.
static bool leaves_stop(const tokeniser *k, type_id type, const char *word, uint32_t len)
{
    bool may_link = len == 3 && (*word | 0x20) == 'w';
    return len > 1 && !may_link && stands_apart(word + len) &&
           !(tokeniser_note(k, type, word, len) & NOTE_ABBREVIATION);
}

// The first letters at `at` as in type_slot; returns how many, or 0 for none and for more than VOCAB_KEY.
static inline uint32_t read_letters(const char *at, uint64_t *front, uint64_t *back)
{
    uint64_t word = bytes_load8(at), ends = bytes_no_letters(word);
    *back = 0;
    if (ends) {
        *front = word & bytes_mask_before(ends);
        return bytes_before(ends);
    }
    *front = word;
    word = bytes_load8(at + 8);
    ends = bytes_no_letters(word);
    *back = word & bytes_mask_before(ends);
    return ends ? 8 + bytes_before(ends) : 0;
}

// Bytes of the apostrophe at `at`, 0 if there is none.
static inline size_t apostrophe_size(const char *at)
{
    return *at == '\'' ? 1 : memcmp(at, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

// The end of a word of letters with hyphens and an apostrophe between them, from the first of these on; NULL if it
// needs a closer look.
static const char *read_joined(const char *at, const char *limit, const char **apostrophe)
{
    *apostrophe = NULL;
    while (!ends_word(at)) {
        size_t size = *at == '-' ? 1 : *apostrophe ? 0 : apostrophe_size(at);
        if (!size || !(plain_at(at + size) & L))
            return NULL;
        if (*at != '-')
            *apostrophe = at;
        at += size;
        while (at < limit && plain_at(at) & L)
            at++;
        if (at >= limit)
            return NULL;
    }
    return at;
}

// Cuts the word at `at` that goes on behind its first letters, its clitic apart. Returns the place behind it, or NULL
// where it needs a closer look.
static const char *cut_joined(tokeniser *k, token **out, const char *at, const char *letters_end)
{
    const char *bytes = k->text.bytes, *limit = bytes + k->plain_end, *apostrophe;
    const char *end = read_joined(letters_end, limit - at > JOINED_LONGEST ? at + JOINED_LONGEST : limit, &apostrophe);
    if (!end)
        return NULL;
    type_id clitic = apostrophe ? vocab_type(k->vocab, apostrophe, (size_t)(end - apostrophe)) : 0;
    bool apart = apostrophe && tokeniser_has(k, clitic, k->lists->clitic);
    uint32_t start = (uint32_t)(at - bytes), word_end = (uint32_t)((apart ? apostrophe : end) - bytes);
    type_id type = vocab_type(k->vocab, at, word_end - start);
    *(*out)++ = (token){.start = start, .len = word_end - start, .type = type};
    if (apart)
        *(*out)++ = (token){.start = word_end, .len = (uint32_t)(end - apostrophe), .type = clitic};
    return end;
}

// How many digits the number at `at` has; 0 for a number with signs or letters in it or behind it, and for a long one.
static inline uint32_t read_digits(const char *at)
{
    uint32_t len = 0;
    while (len <= 8 && plain_at(at + len) & D)
        len++;
    unsigned behind = plain_at(at + len);
    return len <= 8 && behind & E && !(behind & M) && !(plain_at(at + len + 1) & D) ? len : 0;
}

// Bytes of the number, the mark or the sign at `at` that is a token of its own, 0 if there is none; adds to its flags.
static inline uint32_t read_sign(tokeniser *k, const char *at, unsigned *flags)
{
    unsigned plain = plain_at(at);
    if (plain & T || (*at == '.' && stands_apart(at))) {
        *flags |= (plain & M) | (plain & Q || *at == '.' ? TOKEN_MAY_STOP : 0);
        k->double_open ^= *at == '"';
        return 1;
    }
    if (plain & D)
        return read_digits(at);
    if (memcmp(at, "\xE2\x80\x9C", 3) != 0 && memcmp(at, "\xE2\x80\x9D", 3) != 0)
        return 0;
    *flags |= TOKEN_MARK;
    return 3;
}

void tokeniser_read_plain(tokeniser *k)
{
    const char *bytes = k->text.bytes, *end = bytes + (k->text.end < k->plain_end ? k->text.end : k->plain_end);
    const char *at = bytes + k->at;
    unsigned flags = k->space, all = 0; // of the next token, of all
    token *out = k->tokens.items + k->tokens.len, *out_end = k->tokens.items + k->tokens.room - 1; // two at a time
    while (at < end && out < out_end) {
        uint64_t front, back;
        uint32_t len = read_letters(at, &front, &back);
        if (!len && plain_at(at) & S) {
            flags = S;
            at++;
            continue;
        }
        bool word = len > 0;
        token *t = out;
        if (word && !ends_word(at + len) && at[len] != '.') {
            const char *behind = cut_joined(k, &out, at, at + len);
            if (!behind)
                break;
            at = behind;
        } else {
            if (!word) {
                len = read_sign(k, at, &flags);
                if (!len)
                    break;
                front = bytes_load8(at) & UINT64_MAX >> (64 - 8 * len);
            }
            type_id type = vocab_short_type(k->vocab, front, back, at, len);
            if (word && at[len] == '.' && !leaves_stop(k, type, at, len))
                break;
            *out++ = (token){(uint32_t)(at - bytes), len, type, 0};
            at += len;
        }
        t->flags = (uint16_t)flags;
        all |= flags;
        flags = plain_at(at) & S;
        at += flags;
    }
    k->at = (uint32_t)(at - bytes);
    k->space = flags & S;
    k->has_marks |= (all & TOKEN_MARK) != 0;
    k->tokens.len = (size_t)(out - k->tokens.items);
}
