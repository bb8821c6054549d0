// SPDX-License-Identifier: MIT
// token.c: blocks -> tokens. Comes in: page.text and page.blocks. Goes out: page.tokens, each with its type, and the
// token range of each block. Which marks pair is decided in quotation.c, where sentences end in sentence.c.
#include "text/token.h"

#include "text/tokeniser.h"

#include <string.h>

enum {
    BYTES_PER_TOKEN = 5,      // of English news; only a first guess for the array
    ABBREVIATION_LONGEST = 8, // bytes; longer words are not looked up with their stop
    INCHES_LONGEST = 3        // digits: 24" is a length, 2016" is not
};

token_lists token_lists_of(const predicates *p)
{
    token_lists lists = {
        .abbreviation = predicates_find(p, "abbreviation"),
        .abbreviation_before_name = predicates_find(p, "abbreviation-before-name"),
        .clitic = predicates_find(p, "clitic"),
        .elision = predicates_find(p, "elision"),
        .sentence_starter = predicates_find(p, "sentence-starter"),
    };
    stopped_add(&lists.stopped, p, lists.abbreviation);
    stopped_add(&lists.stopped, p, lists.abbreviation_before_name);
    return lists;
}

// True if the token [start, end) ends as stops do. Not every such token is one.
static bool may_stop(scan_text t, uint32_t start, uint32_t end)
{
    char last = t.bytes[end - 1];
    return last == '.' || last == '?' || last == '!' || (end - start == 3 && (unsigned char)t.bytes[start] >= 0xE0);
}

static void grow(tokeniser *k)
{
    size_t room = k->tokens.room;
    k->words = vec_grow(k->memory, k->words, k->tokens.len, &room, sizeof *k->words);
    k->tokens.items = vec_grow(k->memory, k->tokens.items, k->tokens.len, &k->tokens.room, sizeof *k->tokens.items);
}

// Adds the token [at, end), which has the type of `text`.
static void add(tokeniser *k, uint32_t end, unsigned flags, const char *text, size_t len)
{
    if (k->space)
        flags |= TOKEN_SPACE_BEFORE;
    if (may_stop(k->text, k->at, end))
        flags |= TOKEN_MAY_STOP;
    if (k->tokens.len == k->tokens.room)
        grow(k);
    token *t = &k->tokens.items[k->tokens.len++];
    *t = (token){.start = k->at, .len = (uint16_t)(end - k->at), .flags = (uint16_t)flags};
    tokeniser_give_type(k, t, vocab_look(k->vocab, text, len));
    k->has_marks |= flags & TOKEN_MARK;
    k->at = end;
    k->space = false;
}

void tokeniser_emit(tokeniser *k, uint32_t end, unsigned flags)
{
    add(k, end, flags, k->text.bytes + k->at, end - k->at);
}

bool tokeniser_has(const tokeniser *k, class_id c, predicate_id list)
{
    return list != PREDICATE_NONE && vocab_class_has(k->vocab, c, list);
}

bool tokeniser_listed(const tokeniser *k, predicate_id list, uint32_t start, uint32_t end)
{
    if (list == PREDICATE_NONE)
        return false;
    return vocab_class_has(k->vocab, vocab_look(k->vocab, k->text.bytes + start, end - start)->class_id, list);
}

bool tokeniser_touches(const tokeniser *k) { return !k->space && k->tokens.len > k->block_start; }

bool tokeniser_behind_word(const tokeniser *k)
{
    if (k->tokens.len == k->block_start)
        return false;
    return scan_is_word(scan_peek(k->text, k->tokens.items[k->tokens.len - 1].start));
}

// First byte behind the white space at i.
static uint32_t skip_space(scan_text t, uint32_t i)
{
    uint32_t next;
    while (i < t.end) {
        char kind = scan_kind(t, i, &next);
        if (kind != CHAR_SPACE && kind != CHAR_INVISIBLE)
            break;
        i = next;
    }
    return i;
}

// True for letters with stops between: `U.S`, `p.m`, `J.R.R`.
static bool is_dotted(scan_text t, uint32_t start, uint32_t end)
{
    uint32_t letters = 0, next;
    for (uint32_t i = start; i < end; i = next + 1) {
        if (scan_kind(t, i, &next) != CHAR_LETTER || (next < end && t.bytes[next] != '.'))
            return false;
        letters++;
    }
    return letters >= 2;
}

// One capital before a stop: an initial if a name follows (`J. R. Doe`), not if a new sentence does (`Plan B. It
// ...`).
static bool is_initial(const tokeniser *k, uint32_t start, uint32_t end)
{
    scan_text t = k->text;
    uint32_t next, name = skip_space(t, end + 1);
    if (name == end + 1 || name >= t.end)
        return false;
    if (scan_kind(t, start, &next) != CHAR_LETTER || next != end || !scan_is_upper(t, start))
        return false;
    if (scan_is_lower(t, name))
        return true;
    if (!scan_is_upper(t, name))
        return false;
    uint32_t name_end = scan_word(t, name).end;
    scan_kind(t, name, &next);
    if (next == name_end && next < t.end && t.bytes[next] == '.')
        return true;
    return !tokeniser_listed(k, k->lists->sentence_starter, name, name_end);
}

// True if a listed abbreviation is more likely the word itself at the end of its sentence: `No. We never met.`
static bool is_whole_sentence(const tokeniser *k, uint32_t start, uint32_t end)
{
    if (!tokeniser_listed(k, k->lists->sentence_starter, start, end))
        return false;
    uint32_t next = skip_space(k->text, end + 1);
    return scan_peek(k->text, next) != CHAR_DIGIT && !scan_is_lower(k->text, next);
}

unsigned tokeniser_note(const tokeniser *k, type_id type, const char *word, size_t len)
{
    uint8_t *note = vocab_type_note(k->vocab, type);
    if (*note)
        return *note;
    const predicates *p = vocab_predicates(k->vocab);
    *note = NOTE_JUDGED;
    if (len <= ABBREVIATION_LONGEST && (predicates_listed(p, word, len + 1, k->lists->abbreviation_before_name) ||
                                        predicates_listed(p, word, len + 1, k->lists->abbreviation)))
        *note |= NOTE_ABBREVIATION;
    return *note;
}

// True if the stop at `end` belongs to the word [start, end).
static bool keeps_stop(const tokeniser *k, uint32_t start, uint32_t end)
{
    if (end >= k->text.end || k->text.bytes[end] != '.' || scan_dots(k->text, end))
        return false;
    if (is_dotted(k->text, start, end))
        return true;
    if (end - start > ABBREVIATION_LONGEST)
        return false;
    const char *word = k->text.bytes + start;
    if (tokeniser_note(k, vocab_type(k->vocab, word, end - start), word, end - start) & NOTE_ABBREVIATION)
        return !is_whole_sentence(k, start, end);
    return is_initial(k, start, end);
}

static bool is_digit_at(scan_text t, uint32_t i) { return t.bytes[i] >= '0' && t.bytes[i] <= '9'; }

// True if the token before is a number of feet: the 6' of `6' 2"`.
static bool behind_feet(const tokeniser *k)
{
    if (k->tokens.len == k->block_start)
        return false;
    const token *t = &k->tokens.items[k->tokens.len - 1];
    return t->len > 1 && k->text.bytes[t->start + t->len - 1] == '\'' && is_digit_at(k->text, t->start);
}

// Behind the mark at w.end where it is a prime (6'2", 24" of snow), else w.end. A mark that could close an
// open quotation is none, except where feet go before.
static uint32_t take_prime(const tokeniser *k, word_extent w)
{
    scan_text t = k->text;
    if (w.end >= t.end || !is_digit_at(t, w.end - 1))
        return w.end;
    char mark = t.bytes[w.end];
    bool doubled = mark == '\'' && w.end + 1 < t.end && t.bytes[w.end + 1] == '\'';
    if (doubled)
        return w.feet ? w.end + 2 : w.end;
    if (w.feet && w.end + 3 <= t.end && memcmp(t.bytes + w.end, "\xE2\x80\x9D", 3) == 0)
        return w.end + 3; // 6’2”
    if ((mark != '"' && mark != '\'') || scan_is_word(scan_peek(t, w.end + 1)))
        return w.end;
    bool short_number = w.end - k->at <= INCHES_LONGEST && !w.apostrophe;
    bool open = mark == '"' ? k->double_open : k->single_open;
    if ((short_number && !open) || (mark == '"' && (w.feet || behind_feet(k))))
        return w.end + 1;
    return w.end;
}

static void read_word(tokeniser *k)
{
    uint32_t link = scan_link(k->text, k->at);
    if (link) {
        tokeniser_emit(k, link, 0);
        return;
    }
    word_extent w = scan_word(k->text, k->at);
    uint32_t end = w.end;
    if (end < k->text.end && k->text.bytes[end] == '.') {
        if (keeps_stop(k, k->at, end))
            end++;
    } else {
        end = take_prime(k, w);
    }
    if (w.apostrophe && tokeniser_listed(k, k->lists->clitic, w.apostrophe, end))
        tokeniser_emit(k, w.apostrophe, 0);
    tokeniser_emit(k, end, 0);
}

static void read_mark(tokeniser *k, uint32_t next)
{
    if (k->text.bytes[k->at] == '"')
        k->double_open = !k->double_open;
    tokeniser_emit(k, next, TOKEN_MARK);
}

static void read_backtick(tokeniser *k)
{
    bool doubled = k->at + 1 < k->text.end && k->text.bytes[k->at + 1] == '`';
    tokeniser_emit(k, k->at + 1 + doubled, TOKEN_MARK);
}

static void read_dot(tokeniser *k)
{
    uint32_t dots = scan_dots(k->text, k->at);
    if (dots) // `. . .` gets the type of `...`, so that rules and lists need to know one of them only
        add(k, dots, 0, "...", 3);
    else if (k->space && scan_peek(k->text, k->at + 1) == CHAR_DIGIT) // .38
        tokeniser_emit(k, scan_word(k->text, k->at).end, 0);
    else
        tokeniser_emit(k, k->at + 1, 0);
}

static void read_hyphens(tokeniser *k)
{
    uint32_t end = k->at;
    while (end < k->text.end && k->text.bytes[end] == '-' && end - k->at < WORD_LONGEST)
        end++;
    if (end == k->at) // U+2010, U+2011
        scan_kind(k->text, k->at, &end);
    tokeniser_emit(k, end, 0);
}

// Signs: @handles and #tags, else one character.
static void read_sign(tokeniser *k, uint32_t next)
{
    char sign = k->text.bytes[k->at];
    char behind = scan_peek(k->text, next);
    if ((sign == '@' && scan_is_word(behind)) || (sign == '#' && behind == CHAR_LETTER))
        next = scan_word(k->text, k->at).end;
    tokeniser_emit(k, next, 0);
}

static void read_block(tokeniser *k)
{
    uint32_t next;
    for (tokeniser_read_plain(k); k->at < k->text.end; tokeniser_read_plain(k)) {
        char kind = scan_kind(k->text, k->at, &next);
        switch (kind) {
        case CHAR_SPACE:
            k->space = true;
            k->at = next;
            break;
        case CHAR_INVISIBLE:
            k->at = next;
            break;
        case CHAR_LETTER:
        case CHAR_DIGIT:
            read_word(k);
            break;
        case CHAR_APOSTROPHE:
            tokeniser_read_apostrophes(k);
            break;
        case CHAR_MARK:
        case CHAR_PRIME:
            read_mark(k, next);
            break;
        case CHAR_BACKTICK:
            read_backtick(k);
            break;
        case CHAR_DOT:
            read_dot(k);
            break;
        case CHAR_HYPHEN:
            read_hyphens(k);
            break;
        default:
            read_sign(k, next);
        }
    }
}

void page_tokenise(arena *a, page *p, vocab *v, const token_lists *lists)
{
    tokeniser k = {.memory = a, .vocab = v, .lists = lists, .text = {.bytes = p->text.bytes}};
    k.plain_end = p->text.len > PLAIN_READS ? (uint32_t)p->text.len - PLAIN_READS : 0;
    k.tokens.room = p->text.len / BYTES_PER_TOKEN + 64;
    k.tokens.items = arena_take(a, k.tokens.room * sizeof *k.tokens.items); // written before it is read
    k.words = arena_take(a, k.tokens.room * sizeof *k.words);
    for (size_t i = 0; i < p->block_count; i++) {
        block *b = &p->blocks[i];
        k.text.end = b->end;
        k.at = b->start;
        k.space = true;
        k.double_open = k.single_open = false;
        k.block_start = k.tokens.len;
        b->first_token = (uint32_t)k.tokens.len;
        k.has_marks = false;
        read_block(&k);
        b->has_marks = k.has_marks;
        b->end_token = (uint32_t)k.tokens.len;
    }
    tokeniser_give_types(&k);
    p->tokens = k.tokens.items;
    p->words = k.words;
    p->token_count = k.tokens.len;
}
