// SPDX-License-Identifier: MIT
// word_list.c: the text of one word list -> entries of the lexicon. Comes in: lines `canonical|variant|variant`, `#`
// comment lines, blank lines. Goes out: a source of the lexicon; messages with their place. One pass; the common
// entry, a lower-case ASCII word, is copied and hashed and that is all.
#include "words/lexicon.h"

#include "base/utf8.h"

#include <string.h>

typedef struct reader {
    lexicon *lexicon;
    const source_file *file;
    const char *text; // valid UTF-8
    size_t len;
    size_t at; // in text
    uint32_t line;
    size_t line_start;
    char *out; // text of the source
    size_t out_len;
    uint32_t out_start; // its place in the lexicon
    size_t out_room;
    size_t failures;
    quoth_error *error;
} reader;

enum { MOST_FAILURES = 20 }; // messages about one list

// What a byte says of the variant that it stands in, as bits.
enum {
    U = 1, // an ASCII capital
    O = 2, // a blank, a control character, a grave accent, anything but ASCII
    E = 4  // ends a variant
};
// clang-format off
static const unsigned char KINDS[256] = {
    O, O, O, O, O, O, O, O, O, O, E, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    O, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, 0, 0, 0, 0, 0,
    O, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, E, 0, 0, O,
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
    O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O, O,
};
// clang-format on

typedef struct variant {
    size_t start, end;
    unsigned kinds; // of its bytes: U and O
} variant;

static void fail(reader *r, size_t at, const char *message)
{
    if (r->failures++ >= MOST_FAILURES)
        return;
    size_t column = utf8_count(r->text + r->line_start, at - r->line_start) + 1;
    error_at(r->error, (place){r->file, r->line, (uint32_t)column}, "%s", message);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The variant at r->at; moves behind it, to the bar or the end of the line.
static variant scan(reader *r)
{
    variant v = {.start = r->at};
    size_t i = r->at;
    for (; i < r->len; i++) {
        unsigned kind = KINDS[(unsigned char)r->text[i]];
        if (kind & E)
            break;
        v.kinds |= kind;
    }
    v.end = r->at = i;
    return v;
}

// Writes blanks as one space, none at the ends, and returns the new length.
static size_t squeeze(char *text, size_t len)
{
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        char c = is_blank(text[i]) ? ' ' : text[i];
        if (c != ' ' || (kept && text[kept - 1] != ' '))
            text[kept++] = c;
    }
    return kept && text[kept - 1] == ' ' ? kept - 1 : kept;
}

// A trimmed variant that needs Unicode or has several words.
static void add_odd(reader *r, const char *text, size_t len)
{
    char plain[LEXICON_FOLD_ROOM(LEXICON_LONGEST_ENTRY)], folded[LEXICON_FOLD_ROOM(sizeof plain)];
    size_t plain_len = squeeze(plain, utf8_plain(plain, sizeof plain, text, len));
    if (!plain_len || plain_len + 2 > r->out_room - r->out_len) {
        fail(r, (size_t)(text - r->text), "nothing that can be seen, or nothing but signs that become longer");
        return;
    }
    size_t folded_len = utf8_fold(folded, sizeof folded, plain, plain_len);
    memcpy(r->out + r->out_len, plain, plain_len);
    lexicon_add_words(r->lexicon, folded, folded_len, r->out_start + (uint32_t)r->out_len);
    r->out_len += plain_len;
}

// A variant of ASCII letters, digits and signs.
static void add_simple(reader *r, const char *text, size_t len, bool upper)
{
    char folded[LEXICON_FOLD_ROOM(LEXICON_LONGEST_ENTRY)];
    char *kept = r->out + r->out_len;
    memcpy(kept, text, len);
    if (upper)
        utf8_fold(folded, sizeof folded, text, len);
    lexicon_add(r->lexicon, lexicon_hash(upper ? folded : kept, len), r->out_start + (uint32_t)r->out_len);
    r->out_len += len;
}

static void add_variant(reader *r, variant v)
{
    bool odd = v.kinds & O;
    while (odd && v.start < v.end && is_blank(r->text[v.start]))
        v.start++;
    while (odd && v.end > v.start && is_blank(r->text[v.end - 1]))
        v.end--;
    size_t len = v.end - v.start;
    if (!len || (odd && memchr(r->text + v.start, '\0', len))) {
        fail(r, v.end, len ? "a NUL character in a word list" : "empty variant: remove a '|' or write a word");
        return;
    }
    if (len > LEXICON_LONGEST_ENTRY) {
        fail(r, v.start, "this entry is too long for a word list");
        return;
    }
    if (odd)
        add_odd(r, r->text + v.start, len);
    else
        add_simple(r, r->text + v.start, len, v.kinds & U);
    r->out[r->out_len++] = '\0';
}

// The line at r->at; moves behind it.
static void read_line(reader *r)
{
    r->line_start = r->line == 1 ? 0 : r->at; // a byte order mark is a column
    while (r->at < r->len && is_blank(r->text[r->at]))
        r->at++;
    if (r->at == r->len || r->text[r->at] == '\n' || r->text[r->at] == '#') {
        const char *end = memchr(r->text + r->at, '\n', r->len - r->at);
        r->at = end ? (size_t)(end - r->text) + 1 : r->len;
        return;
    }
    r->out[r->out_len++] = '\n';
    for (;;) {
        add_variant(r, scan(r));
        if (r->at >= r->len || r->text[r->at++] == '\n')
            return;
    }
}

// The first line that is not UTF-8, for the message.
static uint32_t find_bad_line(const decoded *d)
{
    uint32_t line = 1;
    for (size_t i = 0; d->encoding == TEXT_UTF8 && i < d->repair_at[0]; i++)
        line += d->bytes[i] == '\n';
    return line;
}

quoth_status lexicon_add_list(lexicon *x, predicate_id list, const source_file *file, quoth_error *e)
{
    decoded d = utf8_decode(x->memory, file->text, file->len);
    if (d.encoding != TEXT_UTF8 || d.repairs) {
        error_at(e, (place){file, find_bad_line(&d), 0}, "this word list is not valid UTF-8");
        return QUOTH_E_RULES;
    }
    // A line grows by one byte; composed letters may take up to twice their bytes.
    size_t room = d.len > SIZE_MAX / 4 ? SIZE_MAX : d.len * (d.ascii ? 3 : 4) / 2 + 64;
    size_t start = lexicon_next_start(x, room);
    if (start == SIZE_MAX) {
        error_at(e, (place){.file = file}, "the word lists are too long");
        return QUOTH_E_RULES;
    }
    reader r = {.lexicon = x, .file = file, .text = d.bytes, .len = d.len, .line = 1, .error = e};
    r.out = arena_alloc(x->memory, room);
    r.out_room = room;
    r.out_start = (uint32_t)start;
    if (d.len >= 3 && memcmp(d.bytes, "\xEF\xBB\xBF", 3) == 0)
        r.at = 3;
    for (; r.at < r.len; r.line++)
        read_line(&r);
    lexicon_add_source(x, (lexicon_source){r.out, r.out_start, (uint32_t)r.out_len, list, false});
    return r.failures ? QUOTH_E_RULES : QUOTH_OK;
}
