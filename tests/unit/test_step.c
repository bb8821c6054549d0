// SPDX-License-Identifier: MIT
// test_step.c: the step language: what a line says, and the message with its column for each way to get it wrong.
#include "rules/step.h"

#include "base/buf.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

typedef struct wrong_step {
    const char *line; // as YAML, behind "- "
    const char *message;
} wrong_step;

// clang-format off
static const wrong_step WRONG[] = {
    {"comma*",
     "s.yaml:1:8: repeats without an upper bound are not allowed; write {m,n}\n"
     "- comma*\n"
     "       ^"},
    {"comma{1,}",
     "s.yaml:1:11: a repeat needs an upper bound: {m,n}\n"
     "- comma{1,}\n"
     "          ^"},
    {"comma{0,21}",
     "s.yaml:1:11: a step repeats at most 20 times\n"
     "- comma{0,21}\n"
     "          ^"},
    {"comma{0}",
     "s.yaml:1:8: a step that occurs 0 times tests nothing\n"
     "- comma{0}\n"
     "       ^"},
    {"comma{3,2}",
     "s.yaml:1:8: the lower bound is above the upper one\n"
     "- comma{3,2}\n"
     "       ^"},
    {"comma{2",
     "s.yaml:1:10: a '}' is expected here\n"
     "- comma{2\n"
     "         ^"},
    {"comma?{2}",
     "s.yaml:1:9: nothing is expected behind the step\n"
     "- comma?{2}\n"
     "        ^"},
    {"comma ?",
     "s.yaml:1:9: nothing is expected behind the step\n"
     "- comma ?\n"
     "        ^"},
    {"comma but dash",
     "s.yaml:1:13: after 'but' a 'not' is expected\n"
     "- comma but dash\n"
     "            ^"},
    {"comma or",
     "s.yaml:1:11: a test is expected here\n"
     "- comma or\n"
     "          ^"},
    {"comma or not dash",
     "s.yaml:1:12: a test is expected here\n"
     "- comma or not dash\n"
     "           ^"},
    {"word said",
     "s.yaml:1:8: after 'word' a word in double quotes is expected\n"
     "- word said\n"
     "       ^"},
    {"word \"said",
     "s.yaml:1:8: this double quote is never closed\n"
     "- word \"said\n"
     "       ^"},
    {"word \"was said\"",
     "s.yaml:1:12: 'word' takes one word; an entry of several words belongs into a word list\n"
     "- word \"was said\"\n"
     "           ^"},
    {"'\"said\"'",
     "s.yaml:1:4: a word in quotes needs 'word' before it\n"
     "- '\"said\"'\n"
     "   ^"},
    {"/said",
     "s.yaml:1:3: this regular expression is never closed\n"
     "- /said\n"
     "  ^"},
    {"\"comma or \\\"x\\\"\"",
     "s.yaml:1:13: a word in quotes needs 'word' before it\n"
     "- \"comma or \\\"x\\\"\"\n"
     "            ^"},
    {"\"comma or\n  dash or\n  kolon{\"",
     "s.yaml:3:9: a number is expected here\n"
     "  kolon{\"\n"
     "        ^"},
    {"'word \"don''t\" or word don''t'",
     "s.yaml:1:26: after 'word' a word in double quotes is expected\n"
     "- 'word \"don''t\" or word don''t'\n"
     "                         ^"},
};
// clang-format on

typedef struct parsed {
    arena *arena;
    quoth_error *errors;
    char text[512];
    source_file file;
    step_line line;
    bool ok;
} parsed;

static void parse(parsed *p, const char *line, bool capture)
{
    tree_node *tree = NULL;
    p->arena = arena_new(NULL, NULL);
    p->errors = quoth_error_new();
    snprintf(p->text, sizeof p->text, "- %s\n", line);
    p->file = (source_file){"s.yaml", p->text, strlen(p->text)};
    ck_assert_int_eq(tree_read(&tree, p->arena, &p->file, NULL, p->errors), QUOTH_OK);
    ck_assert_uint_eq(tree->count, 1);
    p->ok = step_parse(&p->line, p->arena, tree->first, capture, p->errors);
    ck_assert(p->ok == (quoth_error_count(p->errors) == 0));
}

static void clear(parsed *p)
{
    quoth_error_free(p->errors);
    arena_free(p->arena);
}

START_TEST(test_wrong)
{
    parsed p;
    parse(&p, WRONG[_i].line, true);
    ck_assert_msg(!p.ok, "%s", WRONG[_i].line);
    ck_assert_uint_eq(quoth_error_count(p.errors), 1);
    ck_assert_str_eq(quoth_error_message(p.errors, 0), WRONG[_i].message);
    clear(&p);
}
END_TEST

// line, then "capture|n:wanted ...|refused ...|least,most|test"
static const struct {
    const char *line, *parts;
} RIGHT[] = {
    {"comma", "-|n:comma||1,1|comma"},
    {"comma?", "-|n:comma||0,1|comma"},
    {"comma{3}", "-|n:comma||3,3|comma"},
    {"comma{0,20}", "-|n:comma||0,20|comma"},
    {"comma{ 1 , 2 }", "-|n:comma||1,2|comma"},
    {"'cue: said-verb'", "cue|n:said-verb||1,1|said-verb"},
    {"'cue:said-verb'", "cue|n:said-verb||1,1|said-verb"},
    {"a or  b2 or c{1,2}", "-|n:a n:b2 n:c||1,2|a or  b2 or c"},
    {"not a or b", "-||n:a n:b|1,1|not a or b"},
    {"a but not b or c?", "-|n:a|n:b n:c|0,1|a but not b or c"},
    {"word \"said\"?", "-|w:said||0,1|word \"said\""},
    {"word \"'s\"", "-|w:'s||1,1|word \"'s\""},
    {"word \"\xC3\xA9t\xC3\xA9\" or a", "-|w:\xC3\xA9t\xC3\xA9 n:a||1,1|word \"\xC3\xA9t\xC3\xA9\" or a"},
    {"/[a-z]{2}\\/?x/{0,2}", "-|r:[a-z]{2}\\/?x||0,2|/[a-z]{2}\\/?x/"},
    {"a but not /x|y/ or word \"z\"", "-|n:a|r:x|y w:z|1,1|a but not /x|y/ or word \"z\""},
    {"order or nothing or button or wording",
     "-|n:order n:nothing n:button n:wording||1,1|order or nothing or button or wording"},
};

static void put_atoms(buf *out, const atom *atoms, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s%c:%s", i ? " " : "", "nwr"[atoms[i].kind], atoms[i].text);
    buf_putc(out, '|');
}

START_TEST(test_right)
{
    parsed p;
    buf found = {0};
    parse(&p, RIGHT[_i].line, true);
    ck_assert_msg(p.ok, "%s", quoth_error_message(p.errors, 0));
    buf_printf(&found, "%s|", p.line.capture ? p.line.capture : "-");
    put_atoms(&found, p.line.wanted, p.line.wanted_count);
    put_atoms(&found, p.line.refused, p.line.refused_count);
    buf_printf(&found, "%d,%d|%s", p.line.least, p.line.most, p.line.test);
    ck_assert_str_eq(found.bytes, RIGHT[_i].parts);
    ck_assert(p.line.negative == !p.line.wanted_count);
    buf_free(&found);
    clear(&p);
}
END_TEST

// Behind a capture that is the YAML key no second one may stand.
START_TEST(test_no_capture)
{
    parsed p;
    parse(&p, "'cue: comma'", false);
    ck_assert_str_eq(quoth_error_message(p.errors, 0), "s.yaml:1:7: nothing is expected behind the step\n"
                                                       "- 'cue: comma'\n"
                                                       "      ^");
    clear(&p);
}
END_TEST

START_TEST(test_too_many_names)
{
    parsed p;
    char line[512] = "a";
    for (int i = 0; i < 64; i++)
        strcat(line, " or a");
    parse(&p, line, true);
    const char *message = quoth_error_message(p.errors, 0);
    ck_assert(
        !strncmp(message, "s.yaml:1:323: more than 64 names in one test; make a word list or a shape of them\n", 82));
    clear(&p);
    line[strlen(line) - 5] = 0;
    parse(&p, line, true);
    ck_assert_uint_eq(p.line.wanted_count, 64);
    clear(&p);
}
END_TEST

START_TEST(test_names)
{
    static const char *const RIGHT_NAMES[] = {"a", "said-verb", "b2", "order"};
    static const char *const WRONG_NAMES[] = {"",   "A",    "2b",     "-a",       "a b", "a_b",
                                              "or", "word", "either", "\xC3\xA9", "a:"};
    for (size_t i = 0; i < sizeof RIGHT_NAMES / sizeof *RIGHT_NAMES; i++)
        ck_assert_msg(step_name_valid(RIGHT_NAMES[i]), "%s", RIGHT_NAMES[i]);
    for (size_t i = 0; i < sizeof WRONG_NAMES / sizeof *WRONG_NAMES; i++)
        ck_assert_msg(!step_name_valid(WRONG_NAMES[i]), "%s", WRONG_NAMES[i]);
}
END_TEST

Suite *suite_step(void);
Suite *suite_step(void)
{
    Suite *s = suite_create("step");
    TCase *c = tcase_create("lines");
    tcase_add_loop_test(c, test_wrong, 0, (int)(sizeof WRONG / sizeof *WRONG));
    tcase_add_loop_test(c, test_right, 0, (int)(sizeof RIGHT / sizeof *RIGHT));
    tcase_add_test(c, test_no_capture);
    tcase_add_test(c, test_too_many_names);
    tcase_add_test(c, test_names);
    suite_add_tcase(s, c);
    return s;
}
