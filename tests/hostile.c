// SPDX-License-Identifier: MIT
// hostile.c: texts that nobody writes but somebody sends: each has to be read within a time limit, and to give good
// rows. Besides, four times the text may take at most LINEAR_FACTOR times as long (where it takes long at all).
// Arguments: SECONDS for each text, at most; PARTS, for slow builds: texts of one part in so many, not compared (1:
// whole ones); then names of cases (none: all).
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
    static const char *const words[] = {"“",
                                        "”",
                                        "\"",
                                        "‘",
                                        "’",
                                        " said ",
                                        " Maria Lopez ",
                                        ", ",
                                        ". ",
                                        "\n\n",
                                        " he ",
                                        " that ",
                                        " the mayor ",
                                        " according to ",
                                        ": ",
                                        " — ",
                                        " not ",
                                        " told ",
                                        "(",
                                        ")",
                                        " of ",
                                        " the ",
                                        " who ",
                                        " had ",
                                        " told reporters ",
                                        " spokesman "};
    uint32_t state = 88675123u;
    while (t->len < size)
        puts_text(t, words[random_next(&state) % (sizeof words / sizeof *words)]);
}

// 100,000 names, all different, many sharing a part.
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
    const char *piece; // that the text repeats, or NULL:
    void (*make)(text *t, size_t size);
    size_t size; // bytes
} cases[] = {
    {"open-curly", "“", NULL, 300000},
    {"open-curly-words", "“We will not go, ", NULL, 2 * MEGABYTE},
    {"open-single", " ‘a", NULL, 500000},
    {"straight", "\"", NULL, 100000},
    {"straight-words", "\"no\" he said, ", NULL, MEGABYTE},
    {"reopened", "“We go on and on.\n\n", NULL, MEGABYTE},
    {"nested", NULL, nested, MEGABYTE},
    {"one-sentence", "and the mayor of the town said that she would pay, ", NULL, 5 * MEGABYTE},
    {"no-punctuation", "officials said people told reporters ", NULL, 5 * MEGABYTE},
    {"no-space", "abcdefghij", NULL, MEGABYTE},
    {"no-space-wide", "引用符号", NULL, MEGABYTE},
    {"hyphens", "well-", NULL, MEGABYTE},
    {"apostrophes", "a'", NULL, MEGABYTE},
    {"dots", "U.S.", NULL, MEGABYTE},
    {"combining", "\xCC\x81", NULL, MEGABYTE},
    {"commas", ", ", NULL, MEGABYTE},
    {"colons", "SMITH: Yes.\n", NULL, MEGABYTE},
    {"lines", "\n", NULL, MEGABYTE},
    {"short-lines", "a\n\n", NULL, MEGABYTE},
    {"byte-order-marks", "\xEF\xBB\xBF", NULL, MEGABYTE},
    {"says", "said ", NULL, MEGABYTE},
    {"according", "according to ", NULL, MEGABYTE},
    {"capitals", "Maria Lopez ", NULL, MEGABYTE},
    {"pronouns", "He said he said she said. ", NULL, MEGABYTE},
    {"links", "http://a.b/@", NULL, MEGABYTE},
    {"brackets", "(", NULL, MEGABYTE},
    {"zeros", NULL, zeros, MEGABYTE},
    {"random-bytes", NULL, random_bytes, MEGABYTE},
    {"utf-16", NULL, utf16, MEGABYTE},
    {"random-words", NULL, random_words, 2 * MEGABYTE},
    {"names", NULL, names, 2600000},
    {"namesakes", NULL, namesakes, MEGABYTE},
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
    if (cases[i].piece)
        repeat(&t, cases[i].piece, size);
    else
        cases[i].make(&t, size);
    t.bytes = realloc(t.bytes, t.len); // no room behind the end: a sanitizer sees a read there
    quoth_analyser *analyser = quoth_analyser_new(rules);
    quoth_input input = {.bytes = t.bytes, .len = t.len, .id = cases[i].name, .unit = (quoth_unit)(i % 3)};
    double start = now();
    const quoth_article *article = quoth_analyse(analyser, &input);
    double seconds = now() - start;
    if (!support_rows_good(cases[i].name, &input, article) || !support_writes(article) ||
        !support_explains(analyser, article))
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
