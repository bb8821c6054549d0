// SPDX-License-Identifier: MIT
// test_item.c: the items that rules see, above all what is behind a quotation. No rules: a set without any.
#include "base/buf.h"
#include "rules_fixture.h"

#include <check.h>
#include <string.h>

Suite *suite_item(void);

static quoth_rules rules;
static quoth_analyser *analyser;
static analysis done;
static buf out;

static void set_up(void)
{
    static const char stages[] = "stages:\n"
                                 "  - {name: quotations, does: folds-quotations}\n"
                                 "  - {name: rows, does: attributes}\n";
    static const char rows[] = "stage: rows\n"
                               "rules:\n"
                               "  - {name: said, match: ['content: quotation', comma, 'cue: say', 'speaker: any'], "
                               "anchor: cue, gives: {type: direct}}\n";
    const rule_file files[] = {{"rows.yaml", rows, sizeof rows - 1},
                               {"stages.yaml", stages, sizeof stages - 1},
                               {"words/say.txt", "say|said\n", 9}};
    rules_fixture_load(&rules, files, sizeof files / sizeof *files);
    analyser = quoth_analyser_new(&rules);
    out = (buf){0};
}

static void tear_down(void)
{
    quoth_analyser_free(analyser);
    rules_fixture_clear(&rules);
    buf_free(&out);
}

static void analyse(const char *text)
{
    analysis_begin(analyser, text, strlen(text), &done);
    analysis_attribute(analyser, &done);
}

static bool is(const item *at, predicate_id what) { return vocab_class_has(analyser->vocab, at->class_id, what); }

static bool is_edge(const item *at)
{
    return is(at, PREDICATE_SENTENCE_START) || is(at, PREDICATE_SENTENCE_END) || is(at, PREDICATE_PARAGRAPH_END);
}

// Items as the attributing stages see them, without edges: `[words]`, `<,>` for an empty comma, `<>` for others.
static const char *seen(const char *text)
{
    analyse(text);
    const token *tokens = done.page.tokens;
    buf_clear(&out);
    buf_puts(&out, "");
    for (size_t i = 0; i < done.items.len; i++) {
        const item *at = &done.items.items[i];
        if (is_edge(at))
            continue;
        if (at->first == at->end) {
            buf_puts(&out, is(at, PREDICATE_COMMA) ? "<,>" : "<>");
            continue;
        }
        const token *first = &tokens[at->first], *last = &tokens[at->end - 1];
        buf_printf(&out, "[%.*s]", (int)(last->start + last->len - first->start), done.page.text.bytes + first->start);
    }
    return out.bytes;
}

#define CHECK_SEEN(text, expected) ck_assert_str_eq(seen(text), expected)

START_TEST(quotations_are_items)
{
    CHECK_SEEN("So \"we won\" and “no.”", "[So][\"we won\"][and][“no.”]");
    CHECK_SEEN("\"He said ‘no’ to it\" fell.", "[\"He said ‘no’ to it\"][fell]");
}
END_TEST

START_TEST(comma_inside_marks_stands_behind_them)
{
    CHECK_SEEN("\"We won,\" said Ann.", "[\"We won,\"]<,>[said][Ann]");
    CHECK_SEEN("So “we won,” ‘maybe,’ and \"so.\"", "[So][“we won,”]<,>[‘maybe,’]<,>[and][\"so.\"]");
    CHECK_SEEN("One.\n\n\"We won,\"\n\nTwo.", "[One][\"We won,\"]<,>[Two]");
}
END_TEST

START_TEST(other_quotations_have_no_comma)
{
    CHECK_SEEN("\"We won\", said Ann.", "[\"We won\"][,][said][Ann]"); // its own, behind the marks
    CHECK_SEEN("\"We, too\" said Ann.", "[\"We, too\"][said][Ann]");   // not the last sign
    CHECK_SEEN("\"We won!\" said Ann.", "[\"We won!\"][said][Ann]");
    CHECK_SEEN("\"We won.\" So said Ann.", "[\"We won.\"][So][said][Ann]");
    CHECK_SEEN("We won, said Ann.", "[We][won][,][said][Ann]");
    CHECK_SEEN("\"He said ‘no,’ and left\" fell.", "[\"He said ‘no,’ and left\"][fell]"); // part of another
}
END_TEST

START_TEST(comma_inside_marks_has_no_tokens)
{
    analyse("\"We won,\" said Ann.");
    const item *quoted = done.items.items;
    while (!is(quoted, PREDICATE_QUOTATION_COMMA))
        quoted++;
    const item *comma = quoted + 1, *cue = quoted + 2;
    ck_assert(is(comma, PREDICATE_COMMA));
    ck_assert(!is(comma, PREDICATE_QUOTATION) && !is(comma, PREDICATE_QUOTATION_COMMA));
    ck_assert_uint_eq(quoted->end - quoted->first, 5); // marks, words, comma
    ck_assert_uint_eq(comma->first, quoted->end);
    ck_assert_uint_eq(comma->end, quoted->end);
    ck_assert_uint_eq(cue->first, quoted->end);
    ck_assert_int_ge(quoted->node, 0);
    ck_assert_int_eq(comma->node, -1);
}
END_TEST

// A step `comma` takes it, and what is captured is the same as without.
START_TEST(rules_take_the_comma_inside_marks)
{
    for (int i = 0; i < 2; i++) {
        analyse(i ? "\"We won\", said Ann." : "\"We won,\" said Ann.");
        ck_assert_uint_eq(done.attributions.len, 1);
        const attribution *row = &done.attributions.items[0];
        ck_assert_uint_eq(row->content[0].first, 0);
        ck_assert_uint_eq(row->content[0].end, i ? 4 : 5);
        ck_assert_uint_eq(row->cue.first, 5);
        ck_assert_uint_eq(row->cue.end, 6);
    }
    analyse("\"We won\" said Ann.");
    ck_assert_uint_eq(done.attributions.len, 0);
}
END_TEST

Suite *suite_item(void)
{
    Suite *s = suite_create("item");
    TCase *t = tcase_create("item");
    tcase_add_checked_fixture(t, set_up, tear_down);
    tcase_add_test(t, quotations_are_items);
    tcase_add_test(t, comma_inside_marks_stands_behind_them);
    tcase_add_test(t, other_quotations_have_no_comma);
    tcase_add_test(t, comma_inside_marks_has_no_tokens);
    tcase_add_test(t, rules_take_the_comma_inside_marks);
    suite_add_tcase(s, t);
    return s;
}
