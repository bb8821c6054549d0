// SPDX-License-Identifier: MIT
// plain.c: the plain part of a text: words of ASCII letters, signs and stops that stand apart whatever is around them,
// spaces. Comes in: the tokeniser. Goes out: tokens, up to the first place that needs a closer look (token.c). It cuts
// as token.c would, only sooner: eight bytes at a time, and what ends a word is one look into a table.
#include "text/tokeniser.h"

#include "base/bytes.h"

// What an ASCII character is here.
enum {
    S = 1, // white space
    E = 2, // ends a word of letters
    T = 4, // a sign that is a token of its own
    Q = 8, // ... and asks or exclaims
    ES = E | S,
    ET = E | T,
    EQ = E | T | Q
};
// clang-format off
static const uint8_t PLAIN[256] = {
    ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES,
    ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES, ES,
    ES, EQ,  E,  E, ET, ET,  T,  0, ET, ET, ET, ET, ET,  0,  0, ET,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  T, ET, ET, ET, ET, EQ,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0, ET, ET, ET, ET,  0,
     E,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0, ET, ET, ET, ET, ES,
};
// clang-format on

// True for what stands behind a word of letters and does not go on with it: also dashes, double curly marks and the
// ellipsis, of three bytes.
static inline bool ends_word(const char *at)
{
    if (PLAIN[(unsigned char)*at] & E)
        return true;
    if (at[0] != '\xE2' || at[1] != '\x80')
        return false;
    unsigned char c = (unsigned char)at[2];
    return c == 0x93 || c == 0x94 || c == 0x9C || c == 0x9D || c == 0xA6;
}

// True if the character behind a stop shows that the stop ends no more than a word or sentence: `. . .` does not.
static inline bool stands_apart(const char *stop)
{
    return ends_word(stop + 1) && !(stop[2] == '.' && PLAIN[(unsigned char)stop[1]] & S);
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

void tokeniser_read_plain(tokeniser *k)
{
    const char *bytes = k->text.bytes, *end = bytes + (k->text.end < k->plain_end ? k->text.end : k->plain_end);
    const char *at = bytes + k->at;
    unsigned space = k->space;
    token *out = k->tokens.items + k->tokens.len, *out_end = k->tokens.items + k->tokens.room;
    while (at < end && out < out_end) {
        uint64_t front, back;
        uint32_t len = read_letters(at, &front, &back);
        unsigned flags = space, c = (unsigned char)*at;
        type_id type;
        if (len) {
            type = vocab_short_type(k->vocab, front, back, at, len);
            if (!ends_word(at + len) && !(at[len] == '.' && leaves_stop(k, type, at, len)))
                break;
        } else if (PLAIN[c] & T || (c == '.' && stands_apart(at))) {
            len = 1;
            type = vocab_short_type(k->vocab, c, 0, at, 1);
            flags |= PLAIN[c] & Q || c == '.' ? TOKEN_MAY_STOP : 0;
        } else if (PLAIN[c] & S) {
            space = TOKEN_SPACE_BEFORE;
            at++;
            continue;
        } else {
            break;
        }
        *out++ = (token){(uint32_t)(at - bytes), len, type, (uint16_t)flags};
        at += len;
        space = PLAIN[(unsigned char)*at] & S;
        at += space;
    }
    k->at = (uint32_t)(at - bytes);
    k->space = space != 0;
    k->tokens.len = (size_t)(out - k->tokens.items);
}
