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

// True if the stop behind a word of letters is a token of its own: the word is no abbreviation and no initial.
static bool leaves_stop(tokeniser *k, type_id type, uint32_t start, uint32_t stop)
{
    return stop - start > 1 && stands_apart(k->text.bytes + stop) &&
           !(tokeniser_note(k, type, start, stop) & NOTE_ABBREVIATION);
}

typedef struct plain_word {
    uint64_t front, back; // as in type_slot
    uint32_t len;         // 0: no word, or a long one
} plain_word;

static inline plain_word read_letters(const char *at)
{
    uint64_t front = bytes_load8(at), ends = bytes_no_letters(front);
    if (ends)
        return (plain_word){front & bytes_mask_before(ends), 0, bytes_before(ends)};
    uint64_t back = bytes_load8(at + 8);
    ends = bytes_no_letters(back);
    return (plain_word){front, ends ? back & bytes_mask_before(ends) : 0, ends ? 8 + bytes_before(ends) : 0};
}

// The word or sign at `at`; len 0 if it is none that is plain.
static inline plain_word read_sign(const char *at)
{
    unsigned char c = (unsigned char)*at;
    return (plain_word){c, 0, PLAIN[c] & T || (c == '.' && stands_apart(at))};
}

void tokeniser_read_plain(tokeniser *k)
{
    const char *bytes = k->text.bytes;
    uint32_t at = k->at, end = k->text.end < k->plain_end ? k->text.end : k->plain_end;
    unsigned flags = k->space ? TOKEN_SPACE_BEFORE : 0;
    token *out = k->tokens.items + k->tokens.len, *out_end = k->tokens.items + k->tokens.room;
    while (at < end && out < out_end) {
        unsigned char c = (unsigned char)bytes[at];
        if (PLAIN[c] & S) {
            flags = TOKEN_SPACE_BEFORE;
            at++;
            continue;
        }
        plain_word w = read_letters(bytes + at);
        bool sign = !w.len;
        if (sign && !(w = read_sign(bytes + at)).len)
            break;
        type_id type = vocab_short_type(k->vocab, w.front, w.back, bytes + at, w.len);
        if (sign)
            flags |= PLAIN[c] & Q || c == '.' ? TOKEN_MAY_STOP : 0;
        else if (!ends_word(bytes + at + w.len) && !(bytes[at + w.len] == '.' && leaves_stop(k, type, at, at + w.len)))
            break;
        *out++ = (token){at, w.len, type, (uint16_t)flags};
        at += w.len;
        flags = 0;
    }
    k->at = at;
    k->space = flags != 0;
    k->tokens.len = (size_t)(out - k->tokens.items);
}
