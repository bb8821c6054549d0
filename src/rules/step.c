// SPDX-License-Identifier: MIT
// step.c: see step.h.
#include "rules/step.h"

#include <string.h>

typedef struct reader {
    const tree_node *node;
    const char *text;
    size_t at;
    arena *arena;
    quoth_error *errors;
} reader;

static bool is_small(char c) { return c >= 'a' && c <= 'z'; }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_name_char(char c) { return is_small(c) || is_digit(c) || c == '-'; }

static bool is_keyword(const char *name, size_t len)
{
    static const char *const KEYWORDS[] = {"or", "not", "but", "word", "either"};
    for (size_t i = 0; i < sizeof KEYWORDS / sizeof *KEYWORDS; i++)
        if (strlen(KEYWORDS[i]) == len && !memcmp(KEYWORDS[i], name, len))
            return true;
    return false;
}

bool step_name_valid(const char *name)
{
    size_t len = 0;
    while (is_name_char(name[len]))
        len++;
    return is_small(*name) && !name[len] && !is_keyword(name, len);
}

static bool fail(const reader *r, size_t at, const char *message)
{
    error_at(r->errors, tree_place(r->node, at), "%s", message);
    return false;
}

static void skip_blanks(reader *r)
{
    while (r->text[r->at] == ' ' || r->text[r->at] == '\t')
        r->at++;
}

// The length of the name at the cursor, 0 if there is none.
static size_t name_length(const reader *r)
{
    size_t len = 0;
    if (is_small(r->text[r->at]))
        while (is_name_char(r->text[r->at + len]))
            len++;
    return len;
}

static bool take_keyword(reader *r, const char *keyword)
{
    size_t len = strlen(keyword);
    if (name_length(r) != len || memcmp(r->text + r->at, keyword, len))
        return false;
    r->at += len;
    skip_blanks(r);
    return true;
}

// What stands up to the closing character; the cursor is on the opening one.
static bool take_delimited(reader *r, atom *out, atom_kind kind, char close, const char *unclosed)
{
    size_t start = ++r->at;
    for (; r->text[r->at] && r->text[r->at] != close; r->at++)
        if (kind == ATOM_REGEX && r->text[r->at] == '\\' && r->text[r->at + 1])
            r->at++;
    if (!r->text[r->at])
        return fail(r, start - 1, unclosed);
    size_t len = r->at++ - start;
    *out = (atom){kind, arena_copy(r->arena, r->text + start, len), len, start};
    return len || fail(r, start, kind == ATOM_WORD ? "the word is empty" : "the regular expression is empty");
}

static bool take_word(reader *r, atom *out)
{
    if (r->text[r->at] != '"')
        return fail(r, r->at, "after 'word' a word in double quotes is expected");
    if (!take_delimited(r, out, ATOM_WORD, '"', "this double quote is never closed"))
        return false;
    const char *blank = strpbrk(out->text, " \t\n");
    return !blank || fail(r, out->at + (size_t)(blank - out->text),
                          "'word' takes one word; an entry of several words belongs into a word list");
}

static bool take_atom(reader *r, atom *out)
{
    size_t at = r->at, len = name_length(r);
    if (r->text[at] == '/')
        return take_delimited(r, out, ATOM_REGEX, '/', "this regular expression is never closed");
    if (take_keyword(r, "word"))
        return take_word(r, out);
    if (!len)
        return fail(r, at, r->text[at] == '"' ? "a word in quotes needs 'word' before it" : "a test is expected here");
    if (is_keyword(r->text + at, len))
        return fail(r, at, "a test is expected here");
    *out = (atom){ATOM_NAME, arena_copy(r->arena, r->text + at, len), len, at};
    r->at += len;
    return true;
}

// a or b or c
static bool take_names(reader *r, const atom **out, size_t *count)
{
    atom names[STEP_NAMES];
    *count = 0;
    do {
        if (*count == STEP_NAMES)
            return fail(r, r->at, "more than 64 names in one test; make a word list or a shape of them");
        if (!take_atom(r, &names[*count]))
            return false;
        ++*count;
        size_t end = r->at;
        skip_blanks(r);
        if (!take_keyword(r, "or")) {
            r->at = name_length(r) ? r->at : end; // a repeat stands directly behind its test
            break;
        }
    } while (true);
    atom *copy = ARENA_ARRAY(r->arena, atom, *count);
    memcpy(copy, names, *count * sizeof *copy);
    *out = copy;
    return true;
}

static bool take_test(reader *r, step_line *out)
{
    if (take_keyword(r, "not")) {
        out->negative = true;
        return take_names(r, &out->refused, &out->refused_count);
    }
    if (!take_names(r, &out->wanted, &out->wanted_count))
        return false;
    if (!take_keyword(r, "but"))
        return true;
    if (!take_keyword(r, "not"))
        return fail(r, r->at, "after 'but' a 'not' is expected");
    return take_names(r, &out->refused, &out->refused_count);
}

// A number up to STEP_MOST.
static bool take_number(reader *r, uint8_t *out)
{
    size_t at = r->at;
    unsigned value = 0;
    if (!is_digit(r->text[at]))
        return fail(r, at, "a number is expected here");
    for (; is_digit(r->text[r->at]); r->at++)
        value = value > STEP_MOST ? value : value * 10 + (unsigned)(r->text[r->at] - '0');
    if (value > STEP_MOST)
        return fail(r, at, "a step repeats at most 20 times");
    *out = (uint8_t)value;
    return true;
}

static bool take_braces(reader *r, step_line *out)
{
    r->at++;
    skip_blanks(r);
    if (!take_number(r, &out->least))
        return false;
    out->most = out->least;
    skip_blanks(r);
    if (r->text[r->at] == ',') {
        r->at++;
        skip_blanks(r);
        if (r->text[r->at] == '}')
            return fail(r, r->at, "a repeat needs an upper bound: {m,n}");
        if (!take_number(r, &out->most))
            return false;
        skip_blanks(r);
    }
    if (r->text[r->at] != '}')
        return fail(r, r->at, "a '}' is expected here");
    r->at++;
    if (!out->most)
        return fail(r, out->repeat_at, "a step that occurs 0 times tests nothing");
    return out->least <= out->most || fail(r, out->repeat_at, "the lower bound is above the upper one");
}

static bool take_repeat(reader *r, step_line *out)
{
    out->least = out->most = 1;
    out->repeat_at = r->at;
    char c = r->text[r->at];
    if (c == '{')
        return take_braces(r, out);
    if (c == '*' || c == '+')
        return fail(r, r->at, "repeats without an upper bound are not allowed; write {m,n}");
    if (c == '?') {
        out->least = 0;
        r->at++;
    }
    return true;
}

static void take_capture(reader *r, step_line *out)
{
    size_t at = r->at, len = name_length(r);
    if (!len || r->text[at + len] != ':')
        return;
    out->capture = arena_copy(r->arena, r->text + at, len);
    out->capture_at = at;
    r->at += len + 1;
    skip_blanks(r);
}

bool step_parse(step_line *out, arena *a, const tree_node *node, bool capture, quoth_error *e)
{
    reader r = {.node = node, .text = node->text, .arena = a, .errors = e};
    *out = (step_line){.node = node};
    skip_blanks(&r);
    if (!r.text[r.at])
        return fail(&r, r.at, "a step is expected here");
    if (capture)
        take_capture(&r, out);
    size_t start = r.at;
    if (!take_test(&r, out))
        return false;
    out->test = arena_copy(a, r.text + start, r.at - start);
    if (!take_repeat(&r, out))
        return false;
    skip_blanks(&r);
    return !r.text[r.at] || fail(&r, r.at, "nothing is expected behind the step");
}
