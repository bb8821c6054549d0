// SPDX-License-Identifier: MIT
// sentence.c: where sentences end. Comes in: tokens with paired quotation marks. Goes out: TOKEN_ENDS_SENTENCE and
// TOKEN_STARTS_SENTENCE. A stop ends a sentence unless what follows shows that it goes on; the marks and brackets
// that close behind the stop belong to the sentence. Linear: looks at each token a bounded number of times.
#include "text/sentence.h"

typedef enum stop_kind {
    STOP_NONE,
    STOP_FULL,        // . and the stops of other scripts
    STOP_ASKS,        // ? !
    STOP_DOTS,        // ... and the ellipsis
    STOP_ABBREVIATION // a word with its own stop: U.S., Mr.
} stop_kind;

// What the first character behind a stop says.
typedef enum follower {
    FOLLOWER_END,   // nothing: the block ends
    FOLLOWER_JOINS, // comma, colon, closing bracket: the sentence goes on
    FOLLOWER_DASH,
    FOLLOWER_LOWER,
    FOLLOWER_UPPER, // or a letter without case
    FOLLOWER_DIGIT,
    FOLLOWER_SIGN // $ @ # and other signs
} follower;

typedef struct marker {
    const page *page;
    const vocab *vocab;
    const token_lists *lists;
    uint32_t start; // first token of the sentence
    uint32_t end;   // of the block
} marker;

static token *token_at(const marker *m, uint32_t i) { return &m->page->tokens[i]; }

static const char *text_at(const marker *m, uint32_t i) { return m->page->text.bytes + token_at(m, i)->start; }

static int32_t first_of(const marker *m, uint32_t i)
{
    size_t at = 0;
    return utf8_next(text_at(m, i), token_at(m, i)->len, &at);
}

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80; }

static stop_kind stop_of(const marker *m, uint32_t i)
{
    const char *text = text_at(m, i);
    uint32_t len = token_at(m, i)->len;
    char last = text[len - 1];
    if (last == '.') {
        if (len == 1)
            return STOP_FULL;
        return is_letter(text[0]) ? STOP_ABBREVIATION : STOP_DOTS;
    }
    if (len == 1)
        return last == '?' || last == '!' ? STOP_ASKS : STOP_NONE;
    if (len != 3 || (unsigned char)text[0] < 0xE2)
        return STOP_NONE;
    switch (first_of(m, i)) {
    case 0x2026:
        return STOP_DOTS;
    case 0x3002:
    case 0xFF0E:
    case 0x0964:
        return STOP_FULL;
    case 0xFF01:
    case 0xFF1F:
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return STOP_ASKS;
    default:
        return STOP_NONE;
    }
}

static bool is_close_bracket(const marker *m, uint32_t i)
{
    char c = text_at(m, i)[0];
    return token_at(m, i)->len == 1 && (c == ')' || c == ']' || c == '}');
}

static bool is_open_bracket(const marker *m, uint32_t i)
{
    char c = text_at(m, i)[0];
    return token_at(m, i)->len == 1 && (c == '(' || c == '[' || c == '{');
}

// True if token i closes something behind a stop: a paired mark (French sets it off by a space), a bracket, a stray
// mark that touches the stop.
static bool closes(const marker *m, uint32_t i)
{
    if (i >= m->end)
        return false;
    const token *t = token_at(m, i);
    if (t->flags & TOKEN_CLOSES)
        return true;
    if (t->flags & (TOKEN_SPACE_BEFORE | TOKEN_OPENS))
        return false;
    return (t->flags & TOKEN_MARK) || is_close_bracket(m, i);
}

// True for an apostrophe that is a token of its own and no mark.
static bool is_apostrophe(const marker *m, uint32_t i)
{
    int32_t c = first_of(m, i);
    uint32_t len = token_at(m, i)->len;
    return !(token_at(m, i)->flags & TOKEN_MARK) && ((c == '\'' && len == 1) || (c == 0x2019 && len == 3));
}

static follower follower_at(const marker *m, uint32_t i)
{
    if (i >= m->end)
        return FOLLOWER_END;
    if (is_apostrophe(m, i)) {
        if (!(token_at(m, i)->flags & TOKEN_SPACE_BEFORE)) // a possessive behind U.S.
            return FOLLOWER_JOINS;
        if (++i >= m->end)
            return FOLLOWER_END;
    }
    int32_t c = first_of(m, i);
    unsigned class = utf8_class(c);
    if (class & UTF8_LOWER)
        return FOLLOWER_LOWER;
    if (class & UTF8_LETTER)
        return FOLLOWER_UPPER;
    if (class & UTF8_DIGIT)
        return FOLLOWER_DIGIT;
    if (c == ',' || c == ';' || c == ':' || c == ')' || c == ']' || c == '}' || c == '%' || c == '/')
        return FOLLOWER_JOINS;
    if (c == '-' || (c >= 0x2010 && c <= 0x2015))
        return FOLLOWER_DASH;
    if (c == '\'' || c == 0x2019) // an elided word, a decade, or a clitic
        return token_at(m, i)->flags & TOKEN_SPACE_BEFORE ? FOLLOWER_UPPER : FOLLOWER_JOINS;
    return FOLLOWER_SIGN;
}

static bool listed(const marker *m, predicate_id list, uint32_t i)
{
    if (list == PREDICATE_NONE || i >= m->end)
        return false;
    return vocab_class_has(m->vocab, token_at(m, i)->class_id, list);
}

// What stands behind a stop: the token after the marks and brackets that open there.
typedef struct prospect {
    uint32_t next; // first token behind those
    follower kind;
    bool quoted, bracketed; // marks, brackets opened before it
    bool closed;            // marks or brackets closed behind the stop
} prospect;

static prospect look_behind_stop(const marker *m, uint32_t stop, uint32_t last)
{
    prospect p = {.next = last + 1, .closed = last > stop};
    for (; p.next < m->end; p.next++) {
        if (token_at(m, p.next)->flags & TOKEN_MARK)
            p.quoted = true;
        else if (is_open_bracket(m, p.next))
            p.bracketed = true;
        else
            break;
    }
    p.kind = follower_at(m, p.next);
    return p;
}

// True if an abbreviation also ends its sentence. Only a word that often begins one, or an opening mark, shows it.
static bool abbreviation_ends(const marker *m, uint32_t stop, const prospect *p)
{
    if (p->kind != FOLLOWER_UPPER)
        return false;
    if (listed(m, m->lists->abbreviation_before_name, stop) && !p->closed)
        return false;
    if (listed(m, m->lists->sentence_starter, p->next))
        return true;
    return p->quoted && !p->closed && token_at(m, stop)->len > 2;
}

// `....` and `. . . .`: a stop and an ellipsis.
static bool has_fourth_dot(const marker *m, uint32_t i)
{
    uint32_t len = token_at(m, i)->len;
    return len > 3 && (text_at(m, i)[3] == '.' || len > 5);
}

static bool dots_end(const marker *m, uint32_t stop, const prospect *p)
{
    if (p->kind != FOLLOWER_UPPER)
        return false;
    if (stop == m->start || token_at(m, stop - 1)->flags & TOKEN_OPENS) // "... Council members"
        return false;
    return p->quoted || p->closed || has_fourth_dot(m, stop) || listed(m, m->lists->sentence_starter, p->next);
}

// True if the sentence of the stop ends, for what is closed behind it at `last` and what follows.
static bool sentence_ends(const marker *m, stop_kind kind, uint32_t stop, uint32_t last)
{
    prospect p = look_behind_stop(m, stop, last);
    if (p.kind == FOLLOWER_END)
        return true;
    if (p.kind == FOLLOWER_JOINS || (p.kind == FOLLOWER_DASH && p.closed))
        return false;
    if (kind == STOP_ABBREVIATION)
        return abbreviation_ends(m, stop, &p);
    if (kind == STOP_DOTS)
        return dots_end(m, stop, &p);
    if (p.kind == FOLLOWER_DASH)
        return follower_at(m, p.next + 1) == FOLLOWER_UPPER;
    if (p.kind == FOLLOWER_LOWER)
        return kind == STOP_FULL && p.quoted && !p.closed;
    // `1. Bring water.` is one sentence.
    return !(kind == STOP_FULL && last == stop && stop == m->start + 1 && follower_at(m, m->start) == FOLLOWER_DIGIT);
}

// Ends the sentence behind token i; the next one starts there unless something still closes.
static void end_sentence(marker *m, uint32_t i)
{
    token_at(m, i)->flags |= TOKEN_ENDS_SENTENCE;
    if (i + 1 < m->end && !closes(m, i + 1)) {
        m->start = i + 1;
        token_at(m, i + 1)->flags |= TOKEN_STARTS_SENTENCE;
    }
}

// Decides about the stop at i and returns the last token that was looked at.
static uint32_t mark_stop(marker *m, stop_kind kind, uint32_t i)
{
    uint32_t last = i;
    while (closes(m, last + 1))
        last++;
    // `?!` and `!...`: the last of several stops decides.
    if (last == i && i + 1 < m->end && !(token_at(m, i + 1)->flags & TOKEN_SPACE_BEFORE) &&
        stop_of(m, i + 1) != STOP_NONE && stop_of(m, i + 1) != STOP_ABBREVIATION)
        return i;
    bool ends = sentence_ends(m, kind, i, last);
    bool inside = last > i && token_at(m, i + 1)->flags & TOKEN_CLOSES;
    if (inside && (ends || kind != STOP_ABBREVIATION))
        token_at(m, i)->flags |= TOKEN_ENDS_SENTENCE;
    if (ends)
        end_sentence(m, last);
    return last;
}

static void mark_block(marker *m, const block *b)
{
    if (b->first_token == b->end_token)
        return;
    m->start = b->first_token;
    m->end = b->end_token;
    token_at(m, b->first_token)->flags |= TOKEN_STARTS_SENTENCE;
    for (uint32_t i = b->first_token;; i++) {
        i = page_find_flag(m->page, i, b->end_token, TOKEN_MAY_STOP);
        if (i >= b->end_token)
            break;
        stop_kind kind = stop_of(m, i);
        if (kind != STOP_NONE)
            i = mark_stop(m, kind, i);
    }
    token_at(m, b->end_token - 1)->flags |= TOKEN_ENDS_SENTENCE;
}

void page_mark_sentences(page *p, vocab *v, const token_lists *lists)
{
    marker m = {.page = p, .vocab = v, .lists = lists};
    for (size_t i = 0; i < p->block_count; i++)
        mark_block(&m, &p->blocks[i]);
}
