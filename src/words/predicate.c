// SPDX-License-Identifier: MIT
// predicate.c: the numbered predicates. Comes in: while loading names, lists,
// words, regular expressions; then token texts. Goes out: bit sets, canonical
// forms, phrases. Nothing in a frozen set is written, so threads share it.
#define PCRE2_CODE_UNIT_WIDTH 8

#include "words/predicate.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "words/hash.h"
#include "words/predicate_table.h"
#include "words/shape.h"
#include "words/suffix.h"

#include <assert.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

enum {
    MATCH_LIMIT = 20000, // steps of one regular expression on one word
    MATCH_HEAP = 1024    // KiB
};

// A set of bytes.
typedef struct byte_set {
    uint64_t bits[4];
} byte_set;

typedef struct regex {
    pcre2_code *code;
    predicate_id id;
    bool compiled;   // to machine code
    int needed_byte; // stands in every word that matches; -1: not known
    byte_set first;  // bytes with which a word that matches may begin
} regex;

struct predicates {
    predicate_table table; // its lexicon when frozen, the rest always
    arena *memory;
    VEC(regex) regexes;
    VEC(suffix) suffixes;                     // of the regular expressions that need no machine
    uint64_t expressions[PREDICATE_MAX / 64]; // the bits of all regular expressions
    bool frozen;
    // What the table points to while it grows.
    VEC(predicate_info) infos;
    uint16_t *names;
    lexicon lexicon;
};

struct predicate_scratch {
    pcre2_match_data *data;
    pcre2_match_context *context;
};

// The slot that holds a name, or the free one where it belongs. Names of words
// and regular expressions are kept with their quotes, so they cannot be taken
// for others.
static size_t find_name(const predicates *p, const char *name, size_t len)
{
    const predicate_table *t = &p->table;
    size_t at = hash_text(name, len, 0) & (PREDICATE_NAME_SLOTS - 1);
    for (; t->names[at]; at = (at + 1) & (PREDICATE_NAME_SLOTS - 1)) {
        const predicate_info *info = &t->infos[t->names[at] - 1];
        if (info->len == len && hash_same(info->name, name, len))
            break;
    }
    return at;
}

// The predicate of this name; a new one of this kind if there is none;
// PREDICATE_NONE when there are too many. The name must stay alive.
static predicate_id intern(predicates *p, const char *name, size_t len, predicate_kind kind)
{
    assert(!p->frozen);
    size_t at = find_name(p, name, len);
    if (p->names[at])
        return (predicate_id)(p->names[at] - 1);
    if (p->infos.len == PREDICATE_MAX)
        return PREDICATE_NONE;
    predicate_info info = {name, len, kind};
    vec_push(p->memory, &p->infos, info);
    p->names[at] = (uint16_t)p->infos.len;
    p->table.infos = p->infos.items;
    p->table.count = p->infos.len;
    return (predicate_id)(p->infos.len - 1);
}

predicates *predicates_new(arena *a)
{
    static const char *const BUILTINS[] = {
#define X(name, text) text,
        PREDICATE_BUILTINS(X)
#undef X
    };
    predicates *p = ARENA_NEW(a, predicates);
    p->memory = a;
    p->table.names = p->names = ARENA_ARRAY(a, uint16_t, PREDICATE_NAME_SLOTS);
    lexicon_init(&p->lexicon, a);
    for (size_t i = 0; i < PREDICATE_BUILTIN_COUNT; i++)
        intern(p, BUILTINS[i], strlen(BUILTINS[i]), PREDICATE_BUILTIN);
    return p;
}

void predicates_free(predicates *p)
{
    for (size_t i = 0; p && i < p->regexes.len; i++)
        pcre2_code_free(p->regexes.items[i].code);
}

predicate_id predicates_find(const predicates *p, const char *name)
{
    size_t at = find_name(p, name, strlen(name));
    if (!p->table.names[at])
        return PREDICATE_NONE;
    predicate_id id = (predicate_id)(p->table.names[at] - 1);
    predicate_kind kind = p->table.infos[id].kind;
    return kind == PREDICATE_IS_WORD || kind == PREDICATE_REGEX ? PREDICATE_NONE : id;
}

predicate_id predicates_add_item(predicates *p, const char *name)
{
    size_t len = strlen(name);
    predicate_id id = intern(p, arena_copy(p->memory, name, len), len, PREDICATE_ITEM);
    if (id == PREDICATE_NONE || p->infos.items[id].kind == PREDICATE_ITEM ||
        p->infos.items[id].kind == PREDICATE_BUILTIN)
        return id;
    return PREDICATE_NONE;
}

predicate_id predicates_add_word(predicates *p, const char *word, size_t len)
{
    char folded[LEXICON_FOLD_ROOM(LEXICON_LONGEST_ENTRY)];
    if (!len || len > LEXICON_LONGEST_ENTRY)
        return PREDICATE_NONE;
    size_t folded_len = utf8_fold(folded, sizeof folded, word, len);
    char *name = arena_printf(p->memory, "word \"%.*s\"", (int)folded_len, folded);
    size_t known = p->infos.len;
    predicate_id id = intern(p, name, strlen(name), PREDICATE_IS_WORD);
    if (p->infos.len == known)
        return id;
    lexicon_add_word(&p->lexicon, id, folded, folded_len);
    return id;
}

static quoth_status refuse_regex(place where, int code, size_t offset, quoth_error *e)
{
    PCRE2_UCHAR message[256];
    pcre2_get_error_message(code, message, sizeof message);
    where.column += where.column ? (uint32_t)offset : 0;
    error_at(e, where, "regular expression: %s (at character %zu)", (const char *)message, offset + 1);
    return QUOTH_E_RULES;
}

static bool set_has(const byte_set *s, unsigned byte) { return s->bits[byte >> 6] >> (byte & 63) & 1; }

static void set_add(byte_set *s, unsigned byte) { s->bits[byte >> 6] |= UINT64_C(1) << (byte & 63); }

// True for a pattern whose alternatives all begin with a digit, which PCRE2 does not tell: behind each bar there is
// one.
static bool begins_with_digit(const char *pattern, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (i && pattern[i - 1] != '|')
            continue;
        if (len - i < 3 || memcmp(pattern + i, "\\d", 2) != 0 || strchr("?*", pattern[i + 2]))
            return false;
        if (pattern[i + 2] == '{' && (len - i < 4 || pattern[i + 3] < '1' || pattern[i + 3] > '9'))
            return false;
    }
    return true;
}

// What a word must have to match, so that most words need no match at all. Patterns with options of their own, such as
// (?i), are left alone.
static void find_needs(regex *r, const char *pattern, size_t len, uint32_t options)
{
    uint32_t type = 0, unit = 0;
    const uint8_t *starts = NULL;
    int code;
    size_t offset;
    r->needed_byte = -1;
    memset(&r->first, 0xFF, sizeof r->first);
    for (size_t i = 0; i + 1 < len; i++)
        if (pattern[i] == '(' && (pattern[i + 1] == '?' || pattern[i + 1] == '*'))
            return;
    pcre2_pattern_info(r->code, PCRE2_INFO_LASTCODETYPE, &type);
    pcre2_pattern_info(r->code, PCRE2_INFO_LASTCODEUNIT, &unit);
    r->needed_byte = type == 1 ? (int)unit : -1;
    // PCRE2 finds out how a match begins only where it may have to look for it.
    pcre2_code *free_code = pcre2_compile((PCRE2_SPTR)pattern, len, options & ~PCRE2_ANCHORED, &code, &offset, NULL);
    if (!free_code)
        return;
    pcre2_pattern_info(free_code, PCRE2_INFO_FIRSTCODETYPE, &type);
    pcre2_pattern_info(free_code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    pcre2_pattern_info(free_code, PCRE2_INFO_FIRSTBITMAP, &starts);
    if (starts || type == 1)
        memset(&r->first, 0, sizeof r->first);
    if (type == 1)
        set_add(&r->first, unit);
    for (unsigned byte = 0; starts && byte < 256; byte++)
        if (starts[byte / 8] >> byte % 8 & 1)
            set_add(&r->first, byte);
    if (!starts && type != 1 && begins_with_digit(pattern, len))
        r->first = (byte_set){{UINT64_C(0x3FF) << '0', 0, UINT64_MAX, UINT64_MAX}};
    pcre2_code_free(free_code);
}

// Compiles a regular expression; false with PCRE2's error code and its place in
// the pattern.
static bool compile(predicates *p, const char *pattern, size_t len, predicate_id id, int *code, size_t *offset)
{
    suffix ends[SUFFIX_MOST];
    size_t count = suffix_read(ends, pattern, len, id);
    for (size_t i = 0; i < count; i++)
        vec_push(p->memory, &p->suffixes, ends[i]);
    bits_set(p->expressions, id);
    if (count)
        return true;
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_NEVER_BACKSLASH_C;
    regex r = {.code = pcre2_compile((PCRE2_SPTR)pattern, len, options, code, offset, NULL), .id = id};
    if (!r.code)
        return false;
    r.compiled = pcre2_jit_compile(r.code, PCRE2_JIT_COMPLETE) == 0; // else the interpreter runs
    find_needs(&r, pattern, len, options);
    vec_push(p->memory, &p->regexes, r);
    return true;
}

quoth_status predicates_add_regex(predicate_id *out, predicates *p, const char *pattern, size_t len, place where,
                                  quoth_error *e)
{
    char *name = arena_alloc(p->memory, len + 3);
    name[0] = name[len + 1] = '/';
    memcpy(name + 1, pattern, len);
    size_t known = p->infos.len;
    *out = intern(p, name, len + 2, PREDICATE_REGEX);
    if (*out == PREDICATE_NONE) {
        error_at(e, where, "more than %d lists, words, regular expressions and items", PREDICATE_MAX);
        return QUOTH_E_RULES;
    }
    if (p->infos.len == known)
        return QUOTH_OK;
    int code;
    size_t offset;
    if (!compile(p, pattern, len, *out, &code, &offset))
        return refuse_regex(where, code, utf8_count(pattern, offset < len ? offset : len), e);
    return QUOTH_OK;
}

quoth_status predicates_add_list(predicates *p, const char *name, const source_file *file, quoth_error *e)
{
    place where = {.file = file};
    size_t len = strlen(name), known = p->infos.len;
    predicate_id id = intern(p, arena_copy(p->memory, name, len), len, PREDICATE_LIST);
    if (id == PREDICATE_NONE) {
        error_at(e, where, "more than %d lists, words, regular expressions and items", PREDICATE_MAX);
        return QUOTH_E_RULES;
    }
    if (p->infos.len == known) {
        const char *what = id < PREDICATE_BUILTIN_COUNT ? "a built-in" : "another list or item";
        error_at(e, where, "the word list '%s' has the name of %s", name, what);
        return QUOTH_E_RULES;
    }
    return lexicon_add_list(&p->lexicon, id, file, e);
}

void predicates_freeze(predicates *p)
{
    p->table.lexicon = lexicon_freeze(&p->lexicon);
    p->frozen = true;
}

const predicate_table *predicates_table(const predicates *p) { return &p->table; }

predicates *predicates_of_table(arena *a, const predicate_table *table)
{
    predicates *p = ARENA_NEW(a, predicates);
    *p = (predicates){.table = *table, .memory = a, .frozen = true};
    for (size_t i = PREDICATE_BUILTIN_COUNT; i < table->count; i++) {
        const predicate_info *info = &table->infos[i];
        int code;
        size_t offset;
        if (info->kind == PREDICATE_REGEX) // between its slashes; was compiled
                                           // before, so it can be
            compile(p, info->name + 1, info->len - 2, (predicate_id)i, &code, &offset);
    }
    return p;
}

const uint64_t *predicates_expressions(const predicates *p) { return p->expressions; }

size_t predicates_count(const predicates *p) { return p->table.count; }

size_t predicates_words(const predicates *p) { return (p->table.count + 63) / 64; }

const char *predicates_name(const predicates *p, predicate_id id) { return p->table.infos[id].name; }

predicate_kind predicates_kind(const predicates *p, predicate_id id) { return p->table.infos[id].kind; }

predicate_scratch *predicate_scratch_new(const predicates *p)
{
    (void)p;
    predicate_scratch *s = memory_resize(NULL, sizeof *s);
    s->data = pcre2_match_data_create(1, NULL);
    s->context = pcre2_match_context_create(NULL);
    if (!s->data || !s->context)
        memory_exhausted(sizeof *s);
    pcre2_set_match_limit(s->context, MATCH_LIMIT);
    pcre2_set_depth_limit(s->context, MATCH_LIMIT);
    pcre2_set_heap_limit(s->context, MATCH_HEAP);
    return s;
}

void predicate_scratch_free(predicate_scratch *s)
{
    if (!s)
        return;
    pcre2_match_data_free(s->data);
    pcre2_match_context_free(s->context);
    free(s);
}

static bool matches(const regex *r, predicate_scratch *s, const lexicon_word *w, const byte_set *bytes)
{
    PCRE2_SPTR text = (PCRE2_SPTR)w->plain;
    if (r->needed_byte >= 0 && !set_has(bytes, (unsigned)r->needed_byte))
        return false;
    if (w->plain_len && !set_has(&r->first, text[0]))
        return false;
    if (r->compiled)
        return pcre2_jit_match(r->code, text, w->plain_len, 0, 0, s->data, s->context) >= 0;
    return pcre2_match(r->code, text, w->plain_len, 0, PCRE2_NO_UTF_CHECK, s->data, s->context) >= 0;
}

static void judge_suffixes(const predicates *p, const lexicon_word *w, size_t line, uint64_t *bits)
{
    uint64_t key = suffix_key(w->plain, w->plain_len);
    for (size_t i = 0; i < p->suffixes.len; i++) {
        const suffix *s = &p->suffixes.items[i];
        if (suffix_fits(s, key, w->plain, w->plain_len, line))
            bits_set(bits, s->id);
    }
}

static void judge_regexes(const predicates *p, predicate_scratch *s, const lexicon_word *w, uint64_t *bits)
{
    byte_set bytes = {{0}};
    size_t line = 0;
    for (size_t i = 0; i < w->plain_len; i++) {
        set_add(&bytes, (unsigned char)w->plain[i]);
        line = w->plain[i] == '\n' ? i + 1 : line;
    }
    judge_suffixes(p, w, line, bits);
    for (size_t i = 0; i < p->regexes.len; i++) {
        const regex *r = &p->regexes.items[i];
        if (matches(r, s, w, &bytes))
            bits_set(bits, r->id);
    }
}

static void judge_lists(const lexicon_table *x, const lexicon_word *w, uint64_t *bits)
{
    lexicon_hit hit;
    for (bool found = lexicon_first(x, w, &hit); found; found = lexicon_next(x, w, &hit))
        bits_set(bits, hit.list);
    if (lexicon_has_prefix(x, w->hash))
        bits_set(bits, PREDICATE_PHRASE_START);
}

uint32_t predicates_judge(const predicates *p, predicate_scratch *s, const char *word, size_t len, uint64_t *bits)
{
    lexicon_word w;
    memset(bits, 0, predicates_words(p) * sizeof *bits);
    lexicon_start(&w);
    if (!lexicon_read(&w, word, len)) {
        shape_judge(word, len, bits);
        return 0;
    }
    // The marks as they stand, words without soft hyphens and with composed
    // letters.
    shape_judge(w.plain, w.plain_len, bits);
    judge_lists(&p->table.lexicon, &w, bits);
    judge_regexes(p, s, &w, bits);
    return w.hash;
}

bool predicates_listed(const predicates *p, const char *word, size_t len, predicate_id list)
{
    lexicon_word w;
    lexicon_hit hit;
    lexicon_start(&w);
    if (list == PREDICATE_NONE || !lexicon_read(&w, word, len))
        return false;
    bool found = lexicon_first(&p->table.lexicon, &w, &hit);
    while (found && hit.list != list)
        found = lexicon_next(&p->table.lexicon, &w, &hit);
    return found;
}

// Reads a text of one or more words; false if it is too long for an entry.
static bool read_words(lexicon_word *w, const char *text, size_t len)
{
    lexicon_start(w);
    for (size_t i = 0; i < len;) {
        size_t end = i;
        while (end < len && !strchr(" \t\r\n", text[end]))
            end++;
        if (end > i && !lexicon_read(w, text + i, end - i))
            return false;
        i = end + 1;
    }
    return w->plain_len > 0;
}

const char *predicates_lemma(const predicates *p, const char *word, size_t len, const uint64_t *among)
{
    const char *best = NULL, *best_list = NULL;
    lexicon_word w;
    lexicon_hit hit;
    if (len > LEXICON_LONGEST_TEXT || !read_words(&w, word, len))
        return NULL;
    for (bool found = lexicon_first(&p->table.lexicon, &w, &hit); found;
         found = lexicon_next(&p->table.lexicon, &w, &hit)) {
        const char *list = predicates_name(p, hit.list);
        if (!hit.canonical || (among && !bits_has(among, hit.list)))
            continue;
        if (!best || strcmp(list, best_list) < 0) {
            best = hit.canonical;
            best_list = list;
        }
    }
    return best;
}

// Reads words up to count; false if they are too long for an entry.
static bool read_phrase(lexicon_word *w, const word_text *words, size_t count)
{
    lexicon_start(w);
    for (size_t i = 0; i < count; i++)
        if (!lexicon_read(w, words[i].text, words[i].len))
            return false;
    return true;
}

bool predicates_entry(const predicates *p, const word_text *words, size_t count, uint64_t *bits)
{
    const lexicon_table *x = &p->table.lexicon;
    lexicon_word w;
    lexicon_hit hit;
    memset(bits, 0, predicates_words(p) * sizeof *bits);
    if (!read_phrase(&w, words, count) || !lexicon_first(x, &w, &hit))
        return false;
    do
        bits_set(bits, hit.list);
    while (lexicon_next(x, &w, &hit));
    return true;
}
