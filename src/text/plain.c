// SPDX-License-Identifier: MIT
// plain.c: the plain part of a text: words of ASCII letters, signs and stops that stand apart whatever is around them,
// spaces. Comes in: the tokeniser. Goes out: tokens, up to the first place that needs a closer look (token.c). It cuts
// as token.c would, only sooner: eight bytes at a time, and what ends a word is one look into a table.
#include "text/tokeniser.h"

#include "base/bytes.h"

// What is rare shall not take registers from what is common.
#define KEPT_APART __attribute__((noinline))

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

// True if the stop behind a word of letters is a token of its own unless the word is an abbreviation: it is no initial
// and no `www`.
static bool may_leave_stop(const char *word, uint32_t len)
{
    bool may_link = len == 3 && (*word | 0x20) == 'w';
    return len > 1 && !may_link && stands_apart(word + len);
}

// True for a word of letters that ends there although no sign follows that ends every word: before a dash or a curly
// mark, or before a stop that no list of abbreviations can know. `front`: as in type_slot.
static KEPT_APART bool ends_plainly(const tokeniser *k, const char *word, uint32_t len, uint64_t front)
{
    if (word[len] != '.')
        return ends_word(word + len);
    return may_leave_stop(word, len) && (len > sizeof front || !stopped_may_have(&k->lists->stopped, front));
}

// The first letters at `at` as in type_slot; returns how many, or 0 for none and for VOCAB_KEY and more. Without a
// branch: whether a word is longer than eight letters cannot be foretold.
static inline uint32_t read_letters(const char *at, uint64_t *front, uint64_t *back)
{
    static const char KEPT[2 * VOCAB_KEY + 1] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
    uint32_t len = bytes_letters(at) % VOCAB_KEY;
    const char *kept = KEPT + VOCAB_KEY - len;
    *front = bytes_load8(at) & bytes_load8(kept);
    *back = bytes_load8(at + 8) & bytes_load8(kept + 8);
    return len;
}

static void give_types(const tokeniser *k, const waiting_word *w, size_t count)
{
    token *tokens = k->tokens.items;
    for (const waiting_word *end = w + count; w < end; w++) {
        token *t = &tokens[w->token];
        tokeniser_give_type(k, t,
                            vocab_look_at(k->vocab, w->slot, w->front, w->back, k->text.bytes + t->start, t->len));
    }
}

void tokeniser_give_types(tokeniser *k)
{
    give_types(k, k->waiting[!k->group], k->older_count);
    give_types(k, k->waiting[k->group], k->waiting_count);
    k->older_count = k->waiting_count = 0;
}

// Begins a new group of words that wait; those of the group before the last one have waited long enough.
static KEPT_APART waiting_word *turn_groups(tokeniser *k)
{
    k->group = !k->group;
    give_types(k, k->waiting[k->group], k->older_count);
    k->older_count = WAITING_GROUP;
    return k->waiting[k->group];
}

// Begins to fetch what is known of a word.
static inline waiting_word fetch(const vocab *v, uint64_t front, uint64_t back, size_t number)
{
    size_t slot = vocab_slot(vocab_view_of(v), front, back);
    __builtin_prefetch(&vocab_view_of(v)->slots[slot]);
    return (waiting_word){front, back, (uint32_t)slot, (uint32_t)number};
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

// Where cutting goes on; at NULL: what stands here needs a closer look.
typedef struct place_behind {
    const char *at;
    token *out;
} place_behind;

static inline token *put(const tokeniser *k, token *out, const char *at, const char *end, unsigned flags)
{
    *out = (token){(uint32_t)(at - k->text.bytes), (uint16_t)(end - at), (uint16_t)flags, 0, 0};
    return out + 1;
}

static inline token *put_typed(const tokeniser *k, token *out, const char *at, const char *end, const type_slot *type,
                               unsigned flags)
{
    put(k, out, at, end, flags);
    tokeniser_give_type(k, out, type);
    return out + 1;
}

// The slot of a text behind which so many bytes stand as are read of a plain word.
static inline const type_slot *look(const tokeniser *k, const char *at, uint32_t len)
{
    if (len > VOCAB_KEY)
        return vocab_look(k->vocab, at, len);
    bool is_long = len > 8;
    uint64_t front = bytes_load8(at) & (is_long ? UINT64_MAX : UINT64_MAX >> (64 - 8 * len));
    uint64_t back = is_long ? bytes_load8(at + 8) & UINT64_MAX >> (128 - 8 * len) : 0;
    return vocab_look_short(k->vocab, front, back, at, len);
}

// Cuts the word at `at` that goes on behind its first letters, its clitic apart.
static place_behind cut_joined(tokeniser *k, token *out, const char *at, const char *letters_end, unsigned flags)
{
    const char *limit = k->text.bytes + k->plain_end, *apostrophe;
    const char *end = read_joined(letters_end, limit - at > JOINED_LONGEST ? at + JOINED_LONGEST : limit, &apostrophe);
    if (!end)
        return (place_behind){NULL, out};
    type_slot clitic = {0};
    if (apostrophe)
        clitic = *look(k, apostrophe, (uint32_t)(end - apostrophe));
    bool apart = apostrophe && tokeniser_has(k, clitic.class_id, k->lists->clitic);
    const char *word_end = apart ? apostrophe : end;
    out = put_typed(k, out, at, word_end, look(k, at, (uint32_t)(word_end - at)), flags);
    return (place_behind){end, apart ? put_typed(k, out, apostrophe, end, &clitic, 0) : out};
}

// Cuts the word of letters at `at` that has a stop behind it or goes on.
static KEPT_APART place_behind cut_word(tokeniser *k, token *out, const char *at, uint32_t len, unsigned flags)
{
    const char *end = at + len;
    if (*end != '.')
        return cut_joined(k, out, at, end, flags);
    if (!may_leave_stop(at, len))
        return (place_behind){NULL, out};
    const type_slot *type = look(k, at, len);
    if (tokeniser_note(k, type->number - 1, at, len) & NOTE_ABBREVIATION)
        return (place_behind){NULL, out};
    return (place_behind){end, put_typed(k, out, at, end, type, flags)};
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

// Cuts the number, mark or sign at `at` that is a token of its own whatever is around it.
static KEPT_APART place_behind cut_sign(tokeniser *k, token *out, const char *at, unsigned flags)
{
    unsigned plain = plain_at(at), mark = plain & M;
    uint32_t len = 0;
    if (plain & T || (*at == '.' && stands_apart(at)))
        len = 1;
    else if (plain & D)
        len = read_digits(at);
    else if (memcmp(at, "\xE2\x80\x9C", 3) == 0 || memcmp(at, "\xE2\x80\x9D", 3) == 0)
        len = 3, mark = TOKEN_MARK;
    if (!len)
        return (place_behind){NULL, out};
    k->has_marks |= mark != 0;
    k->double_open ^= *at == '"';
    flags |= mark | (plain & Q || *at == '.' ? TOKEN_MAY_STOP : 0);
    return (place_behind){at + len, put_typed(k, out, at, at + len, look(k, at, len), flags)};
}

void tokeniser_read_plain(tokeniser *k)
{
    const char *bytes = k->text.bytes, *end = bytes + (k->text.end < k->plain_end ? k->text.end : k->plain_end);
    const char *at = bytes + k->at;
    unsigned flags = k->space;
    token *out = k->tokens.items + k->tokens.len, *out_end = k->tokens.items + k->tokens.room - 1; // two at a time
    waiting_word *group = k->waiting[k->group];
    size_t waiting = k->waiting_count;
    while (at < end && out < out_end) {
        uint64_t front, back;
        uint32_t len = read_letters(at, &front, &back);
        place_behind behind = {at + len, out};
        if (len && (plain_at(behind.at) & E || ends_plainly(k, at, len, front))) {
            group[waiting++] = fetch(k->vocab, front, back, (size_t)(out - k->tokens.items));
            behind.out = put(k, out, at, behind.at, flags);
            if (waiting == WAITING_GROUP) {
                group = turn_groups(k);
                waiting = 0;
            }
        } else if (len) {
            behind = cut_word(k, out, at, len, flags);
        } else if (!(plain_at(at) & S)) {
            behind = cut_sign(k, out, at, flags);
        }
        if (!behind.at)
            break;
        at = behind.at;
        out = behind.out;
        flags = plain_at(at) & S;
        if (flags)
            at++;
    }
    k->at = (uint32_t)(at - bytes);
    k->space = flags & S;
    k->tokens.len = (size_t)(out - k->tokens.items);
    k->waiting_count = waiting;
}
