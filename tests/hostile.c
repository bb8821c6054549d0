// SPDX-License-Identifier: MIT
// hostile.c: texts that nobody writes but somebody sends: each has to be read within a time limit, and to give good rows.
// Besides, four times the text may take at most LINEAR_FACTOR times as long (where it takes long at all).
// Arguments: SECONDS for each text, at most; PARTS, for slow builds: texts of one part in so many, not compared (1: whole
// ones); then names of cases (none: all).
#include "support.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MEGABYTE = 1 << 20, LINEAR_FACTOR = 10 };
static const double SHORT = 0.25; // seconds that are too few to compare

// ---- texts ----

typedef struct text {
    char *bytes;
    size_t len, room;
} text;

static void put(text *t, const void *bytes, size_t len)
{
    if (t->len + len > t->room) {
        t->room = (t->len + len) * 2;
        t->bytes = realloc(t->bytes, t->room);
        if (!t->bytes)
            abort();
    }
    memcpy(t->bytes + t->len, bytes, len);
    t->len += len;
}

static void puts_text(text *t, const char *string) { put(t, string, strlen(string)); }

static void repeat(text *t, const char *string, size_t size)
{
    while (t->len < size)
        puts_text(t, string);
}

// xorshift (Marsaglia 2003): the same text on every machine.
static uint32_t random_next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void open_curly(text *t, size_t size) { repeat(t, "“", size); }
static void open_curly_words(text *t, size_t size) { repeat(t, "“We will not go, ", size); }
static void open_single(text *t, size_t size) { repeat(t, " ‘a", size); }
static void straight(text *t, size_t size) { repeat(t, "\"", size); }
static void straight_words(text *t, size_t size) { repeat(t, "\"no\" he said, ", size); }
static void reopened(text *t, size_t size) { repeat(t, "“We go on and on.\n\n", size); }
static void one_sentence(text *t, size_t size) { repeat(t, "and the mayor of the town said that she would pay, ", size); }
static void no_punctuation(text *t, size_t size) { repeat(t, "officials said people told reporters ", size); }
static void no_space(text *t, size_t size) { repeat(t, "abcdefghij", size); }
static void no_space_wide(text *t, size_t size) { repeat(t, "引用符号", size); }
static void hyphens(text *t, size_t size) { repeat(t, "well-", size); }
static void apostrophes(text *t, size_t size) { repeat(t, "a'", size); }
static void dots(text *t, size_t size) { repeat(t, "U.S.", size); }
static void combining(text *t, size_t size) { repeat(t, "\xCC\x81", size); }
static void commas(text *t, size_t size) { repeat(t, ", ", size); }
static void colons(text *t, size_t size) { repeat(t, "SMITH: Yes.\n", size); }
static void lines(text *t, size_t size) { repeat(t, "\n", size); }
static void short_lines(text *t, size_t size) { repeat(t, "a\n\n", size); }
static void byte_order_marks(text *t, size_t size) { repeat(t, "\xEF\xBB\xBF", size); }
static void says(text *t, size_t size) { repeat(t, "said ", size); }
static void according(text *t, size_t size) { repeat(t, "according to ", size); }
static void capitals(text *t, size_t size) { repeat(t, "Maria Lopez ", size); }
static void pronouns(text *t, size_t size) { repeat(t, "He said he said she said. ", size); }
static void links(text *t, size_t size) { repeat(t, "http://a.b/@", size); }
static void brackets(text *t, size_t size) { repeat(t, "(", size); }

static void nested(text *t, size_t size)
{
    while (t->len < size / 2)
        puts_text(t, "“he said, ‘");
    while (t->len < size)
        puts_text(t, "’”");
}

static void zeros(text *t, size_t size)
{
    static const char sentence[] = "“No,\0” said Ann\0 Lopez. ";
    while (t->len < size)
        put(t, sentence, sizeof sentence - 1);
}

static void random_bytes(text *t, size_t size)
{
    uint32_t state = 2463534242u;
    while (t->len < size) {
        uint32_t word = random_next(&state);
        put(t, &word, sizeof word);
    }
}

static void utf16(text *t, size_t size)
{
    put(t, "\xFF\xFE", 2);
    random_bytes(t, size);
}

// Pieces that mean something here, in any order.
static void random_words(text *t, size_t size)
{
    static const char *const words[] = {"“", "”", "\"", "‘", "’", " said ", " Maria Lopez ", ", ", ". ", "\n\n", " he ",
                                        " that ", " the mayor ", " according to ", ": ", " — ", " not ", " told ", "(",
                                        ")", " of ", " the ", " who ", " had ", " told reporters ", " spokesman "};
    uint32_t state = 88675123u;
    while (t->len < size)
        puts_text(t, words[random_next(&state) % (sizeof words / sizeof *words)]);
}

// 100,000 names, all different, some sharing a part: “Ab Lopez17”.
static void names(text *t, size_t size)
{
    char name[96];
    for (size_t i = 0; t->len < size; i++) {
        snprintf(name, sizeof name, "“No,” said %c%c%c Lo%c%c%c%c.\n", (int)('A' + i % 26), (int)('a' + i / 26 % 26),
                 (int)('a' + i / 3 % 7), (int)('a' + i % 25), (int)('a' + i / 25 % 25), (int)('a' + i / 625 % 25),
                 (int)('a' + i / 15625 % 25));
        puts_text(t, name);
    }
}

// One surname, ever other first names: all of them may be the one that `Lopez` means.
static void namesakes(text *t, size_t size)
{
    char name[96];
    for (size_t i = 0; t->len < size; i++) {
        snprintf(name, sizeof name, "%c%c%c%c Lopez came. Lopez said that he would go. ", (int)('A' + i % 26),
                 (int)('a' + i / 26 % 26), (int)('a' + i / 676 % 26), (int)('a' + i / 17576 % 26));
        puts_text(t, name);
    }
}

static const struct {
    const char *name;
    void (*make)(text *t, size_t size);
    size_t size; // bytes
} cases[] = {
    {"open-curly", open_curly, 300000},
    {"open-curly-words", open_curly_words, 2 * MEGABYTE},
    {"open-single", open_single, 500000},
    {"straight", straight, 100000},
    {"straight-words", straight_words, MEGABYTE},
    {"reopened", reopened, MEGABYTE},
    {"nested", nested, MEGABYTE},
    {"one-sentence", one_sentence, 5 * MEGABYTE},
    {"no-punctuation", no_punctuation, 5 * MEGABYTE},
    {"no-space", no_space, MEGABYTE},
    {"no-space-wide", no_space_wide, MEGABYTE},
    {"hyphens", hyphens, MEGABYTE},
    {"apostrophes", apostrophes, MEGABYTE},
    {"dots", dots, MEGABYTE},
    {"combining", combining, MEGABYTE},
    {"commas", commas, MEGABYTE},
    {"colons", colons, MEGABYTE},
    {"lines", lines, MEGABYTE},
    {"short-lines", short_lines, MEGABYTE},
    {"byte-order-marks", byte_order_marks, MEGABYTE},
    {"says", says, MEGABYTE},
    {"according", according, MEGABYTE},
    {"capitals", capitals, MEGABYTE},
    {"pronouns", pronouns, MEGABYTE},
    {"links", links, MEGABYTE},
    {"brackets", brackets, MEGABYTE},
    {"zeros", zeros, MEGABYTE},
    {"random-bytes", random_bytes, MEGABYTE},
    {"utf-16", utf16, MEGABYTE},
    {"random-words", random_words, 2 * MEGABYTE},
    {"names", names, 2600000},
    {"namesakes", namesakes, MEGABYTE},
};
enum { CASE_COUNT = sizeof cases / sizeof *cases };

// ---- running ----

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

// Seconds that the case takes at this size; a negative number where its rows are not good.
static double run(const quoth_rules *rules, size_t i, size_t size)
{
    text t = {0};
    cases[i].make(&t, size);
    t.bytes = realloc(t.bytes, t.len); // no room behind the end: a sanitizer sees a read there
    quoth_analyser *analyser = quoth_analyser_new(rules);
    quoth_input input = {.bytes = t.bytes, .len = t.len, .id = cases[i].name, .unit = (quoth_unit)(i % 3)};
    double start = now();
    const quoth_article *article = quoth_analyse(analyser, &input);
    double seconds = now() - start;
    if (!support_rows_good(cases[i].name, &input, article) || !support_writes(article))
        seconds = -1;
    quoth_analyser_free(analyser);
    free(t.bytes);
    return seconds;
}

static bool run_case(const quoth_rules *rules, size_t i, double limit, size_t parts)
{
    size_t size = cases[i].size / parts;
    alarm((unsigned)limit * 4 + 10); // whoever never comes back
    double quarter = run(rules, i, size / 4), whole = run(rules, i, size);
    alarm(0);
    bool good = quarter >= 0 && whole >= 0;
    const char *verdict = "";
    if (!good)
        verdict = "  FAILED: rows";
    else if (whole > limit)
        verdict = "  FAILED: too slow";
    else if (parts == 1 && whole > SHORT && whole > LINEAR_FACTOR * quarter)
        verdict = "  FAILED: not linear";
    printf("%-18s %7.3f s  %7.2f MB/s%s\n", cases[i].name, whole, (double)size / MEGABYTE / whole, verdict);
    fflush(stdout); // what never ends is the one behind the last line
    return !*verdict;
}

static bool is_wanted(const char *name, int argc, char **argv)
{
    for (int i = 3; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return true;
    return argc == 3;
}

int main(int argc, char **argv)
{
    double limit = argc > 2 ? strtod(argv[1], NULL) : 0;
    size_t parts = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
    if (limit <= 0 || parts == 0) {
        fprintf(stderr, "usage: hostile SECONDS PARTS [CASE...]\n");
        return 2;
    }
    quoth_rules *rules = support_rules();
    size_t passed = 0, failed = 0;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        if (!is_wanted(cases[i].name, argc, argv))
            continue;
        bool good = run_case(rules, i, limit, parts);
        passed += good;
        failed += !good;
    }
    quoth_rules_free(rules);
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed || !passed ? 1 : 0;
}
