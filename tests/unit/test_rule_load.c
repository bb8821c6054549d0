// SPDX-License-Identifier: MIT
// test_rule_load.c: right rule files and what they become; limits of a load. (Messages: test_rule_errors.c.)
#include "base/buf.h"
#include "rules/rule_load.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define STAGES                                                                                                         \
    "stages:\n"                                                                                                        \
    "  - {name: blocks, does: blocks}\n"                                                                               \
    "  - {name: names, does: folds}\n"                                                                                 \
    "  - {name: quotations, does: folds-quotations}\n"                                                                 \
    "  - {name: direct, does: attributes}\n"                                                                           \
    "  - {name: loose, does: attributes}\n"

// Loads a file t.yaml with stages and some word lists; fails the test with the messages if it is wrong.
static rule_set *load(const char *text, bool examples)
{
    rule_file files[] = {
        {"words/said-verb.txt", "say|says|said\n", 14},
        {"words/manner.txt", "quietly\n", 8},
        {"words/clitic.txt", "'s\n", 3},
        {"words/unused.txt", "a||b\n", 5}, // not even read
        {"t.yaml", text, strlen(text)},
        {"stages.yaml", STAGES, sizeof STAGES - 1},
    };
    quoth_error *e = quoth_error_new();
    rule_set *set = NULL;
    quoth_status status = rule_set_load(&set, "xx", files, sizeof files / sizeof *files, examples, e);
    ck_assert_msg(status == QUOTH_OK, "%s", quoth_error_message(e, 0) ? quoth_error_message(e, 0) : "no message");
    ck_assert_uint_eq(quoth_error_count(e), 0);
    quoth_error_free(e);
    return set;
}

// A file with one folding rule that has this match.
static rule_set *load_match(const char *match, const char *more)
{
    buf text = {0};
    buf_printf(&text,
               "stage: names\nrules:\n  - name: r\n    match:\n%s    gives: {item: thing}\n    finds: [a]\n"
               "    ignores: [b]\n%s",
               match, more);
    rule_set *set = load(text.bytes, true);
    buf_free(&text);
    return set;
}

static const test *test_of(const rule_set *set, const step *s)
{
    ck_assert_int_eq(s->kind, STEP_TEST);
    return &set->tests[s->test];
}

// Names of a bit set, each behind a space, in the order of their numbers.
static void put_names(buf *out, const rule_set *set, const uint64_t *bits)
{
    for (size_t i = 0; i < predicates_count(set->predicates); i++)
        if (bits_has(bits, (predicate_id)i))
            buf_printf(out, " %s", predicates_name(set->predicates, (predicate_id)i));
}

// "any loop + wanted - refused"
static void assert_test(const rule_set *set, const step *s, const char *expected)
{
    const test *t = test_of(set, s);
    buf found = {0};
    buf_printf(&found, "%s%s+", t->any ? "any " : "", t->loop ? "loop " : "");
    put_names(&found, set, t->wanted);
    buf_puts(&found, " -");
    put_names(&found, set, t->refused);
    ck_assert_str_eq(found.bytes, expected);
    buf_free(&found);
}

START_TEST(test_whole_rule)
{
    rule_set *set = load("stage: direct\n"
                         "rules:\n"
                         "  - name: loser\n"
                         "    match: [content: quotation, cue: said-verb]\n"
                         "    gives: {type: none}\n"
                         "    finds: ['{content: \"No\"} {cue: said}']\n"
                         "    ignores: [x]\n"
                         "  - name: winner\n"
                         "    about: A sentence.\n"
                         "    anchor: cue\n"
                         "    match:\n"
                         "      - content: quotation\n"
                         "      - comma?\n"
                         "      - cue: said-verb\n"
                         "      - manner{0,2}\n"
                         "    unless-before: [word \"Not\"]\n"
                         "    unless-after: [sentence-end]\n"
                         "    within: paragraph\n"
                         "    gives: {type: mixed, speaker: previous}\n"
                         "    beats: [loser]\n"
                         "    finds:\n"
                         "      - '{content: \"No,\"} he {{ {cue: said} }}.'\n"
                         "    ignores:\n"
                         "      - \"x\\ny\"\n"
                         "    wants: ['{content: A}']\n",
                         true);
    ck_assert_uint_eq(set->rule_count, 2);
    const rule *r = &set->rules[1];
    ck_assert_str_eq(r->name, "winner");
    ck_assert_str_eq(r->about, "A sentence.");
    ck_assert_uint_eq(r->stage, 3);
    ck_assert_uint_eq(r->order, 1);
    ck_assert_uint_eq(r->where.line, 8);
    ck_assert_uint_eq(r->where.column, 11);
    ck_assert_uint_eq(r->match.count, 4);
    ck_assert_uint_eq(r->anchor, 2);
    ck_assert_int_eq(r->match.steps[2].capture, CAPTURE_CUE);
    ck_assert_str_eq(r->match.steps[2].text, "cue: said-verb");
    ck_assert_uint_eq(r->match.steps[1].least, 0);
    ck_assert_uint_eq(r->match.steps[1].most, 1);
    ck_assert_uint_eq(r->match.steps[3].least, 0);
    ck_assert_uint_eq(r->match.steps[3].most, 2);
    ck_assert_uint_eq(r->unless_before.count, 1);
    ck_assert_uint_eq(r->unless_after.count, 1);
    ck_assert_int_eq(r->within, WITHIN_PARAGRAPH);
    ck_assert_int_eq(r->gives.type, ROW_MIXED);
    ck_assert_int_eq(r->gives.speaker, SPEAKER_PREVIOUS);
    ck_assert_uint_eq(r->gives.item, PREDICATE_NONE);
    ck_assert_int_eq(r->gives.block, -1);
    ck_assert_uint_eq(r->beats_count, 1);
    ck_assert_uint_eq(r->beats[0], 0);
    ck_assert_uint_eq(r->example_count, 3);
    ck_assert_str_eq(r->examples[0].text, "\"No,\" he { said }.");
    ck_assert_uint_eq(r->examples[0].span_count, 2);
    ck_assert_int_eq(r->examples[0].spans[1].capture, CAPTURE_CUE);
    ck_assert_uint_eq(r->examples[0].spans[1].start, 11);
    ck_assert_uint_eq(r->examples[0].spans[1].end, 15);
    ck_assert_int_eq(r->examples[1].kind, EXAMPLE_IGNORES);
    ck_assert_str_eq(r->examples[1].text, "x\ny");
    ck_assert_int_eq(r->examples[2].kind, EXAMPLE_WANTS);
    ck_assert_uint_eq(set->stages[3].rule_count, 2);
    ck_assert_uint_eq(set->stages[3].rules[1], 1);
    ck_assert_uint_eq(set->stages[2].rule_count, 0);
    // Equal tests are one.
    ck_assert_uint_eq(r->match.steps[2].test, set->rules[0].match.steps[1].test);
    rule_set_free(set);
}
END_TEST

static const struct {
    const char *step, *test;
} TESTS[] = {
    {"comma or dash", "+ comma dash -"},
    {"comma but not said-verb or /.*s/", "+ comma - said-verb /.*s/"},
    {"not comma", "any + - comma sentence-start sentence-end paragraph-end block-start block-end"},
    {"any", "any + - sentence-start sentence-end paragraph-end block-start block-end"},
    {"any but not dash", "any + - dash sentence-start sentence-end paragraph-end block-start block-end"},
    {"clause?", "any loop + - sentence-start sentence-end paragraph-end clause-end block-start block-end"},
    {"stretch", "any loop + - sentence-start sentence-end paragraph-end block-start block-end"},
    {"word \"Said\" or word \"'s\"", "+ word \"said\" word \"'s\" -"},
    {"thing or comma", "+ comma thing -"},              // an item kind that a rule gives
    {"pause or said-verb", "+ comma dash said-verb -"}, // a plain shape goes into the test
    {"strict", "+ capitalised - initial"},
    {"strict but not all-caps", "+ capitalised - all-caps initial"},
    {"not pause", "any + - comma dash sentence-start sentence-end paragraph-end block-start block-end"},
};

#define SHAPES                                                                                                         \
    "shapes:\n  pause: [comma or dash]\n  strict: [capitalised but not initial]\n  two: [pause?, said-verb]\n"         \
    "  idle: ['any{1,20}']\n"

START_TEST(test_tests)
{
    buf match = {0};
    buf_printf(&match, "      - comma\n      - '%s'\n", TESTS[_i].step);
    if (strchr(TESTS[_i].step, '\'')) {
        buf_clear(&match);
        buf_printf(&match, "      - comma\n      - %s\n", TESTS[_i].step);
    }
    rule_set *set = load_match(match.bytes, SHAPES);
    assert_test(set, &set->rules[0].match.steps[1], TESTS[_i].test);
    rule_set_free(set);
    buf_free(&match);
}
END_TEST

START_TEST(test_shapes)
{
    rule_set *set = load_match("      - comma\n"
                               "      - name: two{1,2}\n"
                               "      - strict or pause or two?\n"
                               "      - either: [[two, dash], [], [title: pause]]\n",
                               SHAPES);
    const step *s = set->rules[0].match.steps;
    ck_assert_int_eq(s[1].kind, STEP_GROUP);
    ck_assert_int_eq(s[1].capture, CAPTURE_NAME);
    ck_assert_uint_eq(s[1].most, 2);
    ck_assert_uint_eq(s[1].branch_count, 1);
    ck_assert_uint_eq(s[1].branches[0].count, 2);
    assert_test(set, &s[1].branches[0].steps[0], "+ comma dash -");
    ck_assert_uint_eq(s[1].branches[0].steps[0].least, 0);
    // Names joined with shapes that have conditions of their own become branches.
    ck_assert_int_eq(s[2].kind, STEP_EITHER);
    ck_assert_uint_eq(s[2].least, 0);
    ck_assert_uint_eq(s[2].branch_count, 3);
    assert_test(set, &s[2].branches[0].steps[0], "+ comma dash -");
    assert_test(set, &s[2].branches[1].steps[0], "+ capitalised - initial");
    ck_assert_int_eq(s[2].branches[2].steps[0].kind, STEP_GROUP);
    ck_assert_int_eq(s[3].kind, STEP_EITHER);
    ck_assert_uint_eq(s[3].branch_count, 3);
    ck_assert_uint_eq(s[3].branches[1].count, 0);
    ck_assert_int_eq(s[3].branches[2].steps[0].capture, CAPTURE_TITLE);
    rule_set_free(set);
}
END_TEST

static const struct {
    const char *match, *anchor;
    size_t index;
} ANCHORS[] = {
    {"[comma, said-verb, manner]", NULL, 1},         // the first list
    {"[comma, 'said-verb?', word \"on\"]", NULL, 2}, // that is mandatory
    {"[any, capitalised, comma]", NULL, 1},          // a name rather than any
    {"[clause, quotation-comma or quotation-stop]", NULL, 1},
    {"[any, clause]", NULL, 0},
    {"[comma, title: 'dash?', title: dash, dash]", "title", 2},
    {"[comma, title: 'dash{1,3}']", "dash", 1},
    {"[comma, title: 'dash{1,3}']", "'title: dash{1,3}'", 1},
    {"[comma, title: thing]", "thing", 1},
    {"[comma, title: plain]", "title", 1},
};

START_TEST(test_anchors)
{
    buf text = {0};
    buf_printf(&text,
               "stage: names\nshapes: {plain: [dash]}\nrules:\n  - name: r\n    match: %s\n    gives: {item: thing}\n",
               ANCHORS[_i].match);
    if (ANCHORS[_i].anchor)
        buf_printf(&text, "    anchor: %s\n", ANCHORS[_i].anchor);
    rule_set *set = load(text.bytes, false);
    ck_assert_uint_eq(set->rules[0].anchor, ANCHORS[_i].index);
    rule_set_free(set);
    buf_free(&text);
}
END_TEST

START_TEST(test_block_rule)
{
    rule_set *set = load("stage: blocks\n"
                         "rules:\n"
                         "  - name: tail\n"
                         "    match: [block-start, word \"by\", sentence-end]\n"
                         "    gives: {block: furniture, through: end}\n"
                         "    where: {zone: [head, tail], words: \"3-\", ends-sentence: no, seen: {headline: yes},"
                         " after: [caption, byline]}\n"
                         "    finds: [a]\n"
                         "    ignores: [b]\n"
                         "  - name: head\n"
                         "    match: [block-start]\n"
                         "    gives: {block: byline}\n"
                         "    finds: ['{item: a}']\n"
                         "    ignores: [b]\n",
                         true);
    const rule *r = &set->rules[0];
    ck_assert_int_eq(r->gives.block, BLOCK_FURNITURE);
    ck_assert(r->gives.through_end);
    ck_assert_uint_eq(r->block.zones, ZONE_HEAD | ZONE_TAIL);
    ck_assert_uint_eq(r->block.least_words, 3);
    ck_assert_uint_eq(r->block.most_words, 0xFFFF);
    ck_assert_int_eq(r->block.ends_sentence, 0);
    ck_assert_int_eq(r->block.seen[BLOCK_HEADLINE], 1);
    ck_assert_int_eq(r->block.seen[BLOCK_CAPTION], -1);
    ck_assert_uint_eq(r->block.after, 1u << BLOCK_CAPTION | 1u << BLOCK_BYLINE);
    r = &set->rules[1];
    ck_assert(!r->gives.through_end);
    ck_assert_uint_eq(r->block.zones, 0);
    ck_assert_uint_eq(r->block.most_words, 0xFFFF);
    ck_assert_int_eq(r->block.ends_sentence, -1);
    ck_assert_uint_eq(r->block.after, 0);
    rule_set_free(set);
}
END_TEST

START_TEST(test_features_and_lists)
{
    rule_set *set = load("features:\n  male: manner\n  title: [said-verb, manner, capitalised]\n", true);
    predicate_id manner = predicates_find(set->predicates, "manner");
    predicate_id said = predicates_find(set->predicates, "said-verb");
    ck_assert(bits_has(set->features[FEATURE_MALE], manner));
    ck_assert(!bits_has(set->features[FEATURE_MALE], said));
    ck_assert(bits_has(set->features[FEATURE_TITLE], said));
    ck_assert(bits_has(set->features[FEATURE_TITLE], PREDICATE_CAPITALISED));
    for (size_t i = 0; i < predicates_words(set->predicates); i++)
        ck_assert_uint_eq(set->features[FEATURE_FEMALE][i], 0);
    ck_assert_uint_eq(set->lists.clitic, predicates_find(set->predicates, "clitic"));
    ck_assert_uint_ne(set->lists.clitic, PREDICATE_NONE);
    ck_assert_uint_eq(set->lists.elision, PREDICATE_NONE);
    ck_assert_uint_eq(predicates_find(set->predicates, "unused"), PREDICATE_NONE);
    ck_assert_str_eq(set->language, "xx");
    ck_assert_uint_eq(set->file_count, 6);
    rule_set_free(set);
}
END_TEST

// Without examples the lists are left out, whatever the layout of the file.
START_TEST(test_without_examples)
{
    rule_set *set = load("stage: names\n"
                         "rules:\n"
                         "- name: one\n"
                         "  finds:\n"
                         "  - '{cue: not looked at'\n"
                         "\n"
                         "  - b\n"
                         "  match: [comma]\n"
                         "  ignores: ['{']\n"
                         "  gives: {item: thing}\n"
                         "- name: two\n"
                         "  match: [dash]\n"
                         "  gives: {item: thing}\n"
                         "  about: \"More than one line,\n"
                         "    ignores: as it is no key here\"\n"
                         "  wants:\n"
                         "    - x\n",
                         false);
    ck_assert_uint_eq(set->rule_count, 2);
    ck_assert_uint_eq(set->rules[0].example_count, 0);
    ck_assert_str_eq(set->rules[1].about, "More than one line, ignores: as it is no key here");
    ck_assert_uint_eq(set->rules[1].where.line, 11);
    rule_set_free(set);
}
END_TEST

START_TEST(test_no_stages)
{
    quoth_error *e = quoth_error_new();
    rule_set *set = NULL;
    rule_file file = {"shapes.yaml", "shapes: {}\n", 11};
    ck_assert_int_eq(rule_set_load(&set, "xx", &file, 1, true, e), QUOTH_E_RULES);
    ck_assert_uint_eq(quoth_error_count(e), 1);
    ck_assert_str_eq(quoth_error_message(e, 0), "no rule file has 'stages:'");
    quoth_error_free(e);
    ck_assert_int_eq(rule_set_load(&set, "xx", &file, 1, true, NULL), QUOTH_E_RULES);
}
END_TEST

// One load shows many errors, in different rules, but not without end.
START_TEST(test_fifty)
{
    quoth_error *e = quoth_error_new();
    buf text = {0};
    rule_set *set = NULL;
    buf_puts(&text, "stages: [{name: names, does: folds}]\nstage: names\nrules:\n");
    for (int i = 0; i < 1000; i++)
        buf_printf(&text, "  - {name: r%d, match: [nothing], gives: {item: person}, finds: [a], ignores: [b]}\n", i);
    rule_file file = {"many.yaml", text.bytes, text.len};
    ck_assert_int_eq(rule_set_load(&set, "xx", &file, 1, true, e), QUOTH_E_RULES);
    ck_assert_uint_eq(quoth_error_count(e), 50);
    ck_assert_str_eq(quoth_error_message(e, 49),
                     "many.yaml:53:25: unknown test 'nothing'\n"
                     "  - {name: r49, match: [nothing], gives: {item: person}, finds: [a], ignores: [b]}\n"
                     "                        ^");
    quoth_error_free(e);
    buf_free(&text);
}
END_TEST

// A chain of shapes must not use up the stack, doublings must not take exponential time.
START_TEST(test_hostile_shapes)
{
    quoth_error *e = quoth_error_new();
    buf text = {0};
    rule_set *set = NULL;
    buf_puts(&text, "stages: [{name: names, does: folds}]\nstage: names\nrules:\n"
                    "  - {name: r, match: [comma, 'd0{1,20}'], gives: {item: person}, finds: [a], ignores: [b]}\n"
                    "shapes:\n");
    for (int i = 0; i < 15; i++)
        buf_printf(&text, "  d%d: [d%d, d%d]\n", i, i + 1, i + 1);
    buf_puts(&text, "  d15: ['comma{20}', 'dash{20}']\n");
    for (int i = 0; i < 100000; i++)
        buf_printf(&text, "  c%d: [c%d, comma]\n", i, i + 1);
    buf_puts(&text, "  c100000: [comma, dash]\n");
    rule_file file = {"many.yaml", text.bytes, text.len};
    ck_assert_int_eq(rule_set_load(&set, "xx", &file, 1, true, e), QUOTH_E_RULES);
    ck_assert_uint_ge(quoth_error_count(e), 2);
    ck_assert_str_eq(
        quoth_error_message(e, 0),
        "many.yaml:4:31: with the step 'd0{1,20}' the rule has more than 64 positions when its repeats are "
        "written out\n"
        "  - {name: r, match: [comma, 'd0{1,20}'], gives: {item: person}, finds: [a], ignores: [b]}\n"
        "                              ^");
    ck_assert_str_eq(quoth_error_message(e, 1),
                     "many.yaml:38:3: shapes that use shapes are more than 16 deep at 'c16'\n"
                     "  c16: [c17, comma]\n"
                     "  ^");
    quoth_error_free(e);
    buf_free(&text);
}
END_TEST

START_TEST(test_folder)
{
    arena *a = arena_new(NULL, NULL);
    quoth_error *e = quoth_error_new();
    rule_file *files = NULL;
    size_t count = 0;
    ck_assert_int_eq(rule_folder_read(a, "/nowhere/rules", &files, &count, e), QUOTH_E_IO);
    ck_assert_str_eq(quoth_error_message(e, 0), "/nowhere/rules: No such file or directory");
    ck_assert_int_eq(rule_folder_read(a, "/dev", &files, &count, e), QUOTH_E_IO);
    ck_assert_str_eq(quoth_error_message(e, 1), "/dev: no rule files (*.yaml)");
    quoth_error_free(e);
    arena_free(a);
}
END_TEST

Suite *suite_rule_load(void);
Suite *suite_rule_load(void)
{
    Suite *s = suite_create("rule_load");
    TCase *c = tcase_create("right");
    tcase_add_test(c, test_whole_rule);
    tcase_add_loop_test(c, test_tests, 0, (int)(sizeof TESTS / sizeof *TESTS));
    tcase_add_test(c, test_shapes);
    tcase_add_loop_test(c, test_anchors, 0, (int)(sizeof ANCHORS / sizeof *ANCHORS));
    tcase_add_test(c, test_block_rule);
    tcase_add_test(c, test_features_and_lists);
    tcase_add_test(c, test_without_examples);
    suite_add_tcase(s, c);
    c = tcase_create("limits");
    tcase_add_test(c, test_no_stages);
    tcase_add_test(c, test_fifty);
    tcase_add_test(c, test_hostile_shapes);
    tcase_add_test(c, test_folder);
    suite_add_tcase(s, c);
    return s;
}
