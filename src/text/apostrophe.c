// SPDX-License-Identifier: MIT
// apostrophe.c: what a run of apostrophes begins: a clitic ('s), an elided word ('em, 'n'), a decade ('90s), a single
// mark, doubled marks (''). Comes in: the tokeniser before the run. Goes out: one or more tokens. A single mark is
// only a candidate here; quotation.c decides whether it pairs or is a possessive (officials').
#include "text/tokeniser.h"

enum { LOOK_AHEAD = 300 }; // bytes in which a quotation that begins with an elided word has to close

// True if from i on (behind an apostrophe) a single mark closes before another opens or a double mark comes: then the
// apostrophe before i opens a quotation. `s' a` is taken for a possessive.
static bool closes_ahead(scan_text t, uint32_t i)
{
    uint32_t end = t.end - i > LOOK_AHEAD ? i + LOOK_AHEAD : t.end;
    char before = CHAR_SPACE, last = ' ';
    for (uint32_t next; i < end; i = next) {
        char kind = scan_kind(t, i, &next);
        if (kind == CHAR_MARK)
            return false;
        if (kind == CHAR_APOSTROPHE) {
            char behind = scan_peek(t, next);
            if (before == CHAR_SPACE && scan_is_word(behind))
                return false;
            bool possessive = last == 's' && behind == CHAR_SPACE && next < t.end;
            if (before != CHAR_SPACE && !scan_is_word(behind) && !possessive)
                return true;
        }
        before = kind;
        last = t.bytes[i];
    }
    return false;
}

// End of an elided word at k->at with its final apostrophe, if it has one ('n'); 0 if the list knows none.
static uint32_t find_elision(const tokeniser *k, uint32_t word)
{
    uint32_t end = scan_letters(k->text, word), next;
    if (end - word > WORD_LONGEST)
        return 0;
    if (end < k->text.end && scan_kind(k->text, end, &next) == CHAR_APOSTROPHE &&
        !scan_is_word(scan_peek(k->text, next)) && tokeniser_listed(k, k->lists->elision, k->at, next))
        return next;
    uint32_t whole = scan_word(k->text, word).end; // 'tisn't
    if (whole != end && tokeniser_listed(k, k->lists->elision, k->at, whole))
        return whole;
    return tokeniser_listed(k, k->lists->elision, k->at, end) ? end : 0;
}

// End of `'90s` or `'08`, 0 for anything else. *plural tells which.
static uint32_t find_decade(scan_text t, uint32_t digits, bool *plural)
{
    uint32_t end = digits;
    while (end < t.end && t.bytes[end] >= '0' && t.bytes[end] <= '9' && end - digits < 3)
        end++;
    if (end - digits != 2)
        return 0;
    *plural = end < t.end && t.bytes[end] == 's';
    end += *plural;
    return scan_is_word(scan_peek(t, end)) ? 0 : end;
}

// End of the word with a leading apostrophe that begins at k->at, 0 if the apostrophe is a mark there.
static uint32_t find_elided(const tokeniser *k, uint32_t next)
{
    scan_text t = k->text;
    int32_t glyph = scan_code_point(t, k->at);
    bool plural = false;
    uint32_t decade = find_decade(t, next, &plural);
    if (decade) {
        if (plural || glyph == 0x2019)
            return decade;
        return !tokeniser_behind_word(k) && !k->single_open && closes_ahead(t, next) ? 0 : decade;
    }
    uint32_t end = find_elision(k, next);
    if (end == 0 || glyph == 0x2019 || k->single_open || end > scan_letters(t, next))
        return end;
    return closes_ahead(t, end) ? 0 : end;
}

static void read_one(tokeniser *k, uint32_t next)
{
    bool word_behind = scan_is_word(scan_peek(k->text, next));
    if (word_behind && tokeniser_touches(k)) {
        uint32_t end = scan_letters(k->text, next);
        if (end - next <= WORD_LONGEST && tokeniser_listed(k, k->lists->clitic, k->at, end)) { // U.S.'s, Yahoo!'s
            tokeniser_emit(k, end, 0);
            return;
        }
    }
    if (word_behind) {
        uint32_t end = find_elided(k, next);
        if (end) {
            tokeniser_emit(k, end, 0);
            return;
        }
        k->single_open = true;
    } else if (!k->space) {
        k->single_open = false;
    }
    tokeniser_emit(k, next, TOKEN_MARK);
}

// End of the run of the apostrophe at k->at, in characters that are the same.
static uint32_t run_end(const tokeniser *k)
{
    int32_t glyph = scan_code_point(k->text, k->at);
    uint32_t i = k->at, next;
    while (i < k->text.end && scan_code_point(k->text, i) == glyph) {
        scan_kind(k->text, i, &next);
        i = next;
    }
    return i;
}

// Doubled marks of a run: `''We`, `it,''`; three are a single one inside doubled ones: `'''Sir` and `it,'''`.
static void read_run(tokeniser *k, uint32_t end, uint32_t size)
{
    uint32_t count = (end - k->at) / size;
    bool opens = scan_is_word(scan_peek(k->text, end)) && !tokeniser_touches(k);
    if (count % 2 && !opens) {
        tokeniser_emit(k, k->at + size, TOKEN_MARK);
        count--;
    }
    for (; count >= 2; count -= 2)
        tokeniser_emit(k, k->at + 2 * size, TOKEN_MARK);
    if (count)
        read_one(k, k->at + size);
}

void tokeniser_read_apostrophes(tokeniser *k)
{
    uint32_t next, end = run_end(k);
    scan_kind(k->text, k->at, &next);
    if (end == next)
        read_one(k, next);
    else
        read_run(k, end, next - k->at);
}
