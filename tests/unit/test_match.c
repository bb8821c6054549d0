// SPDX-License-Identifier: MIT
// test_match.c: src/match by small rule sets written here: programs, runs, captures, folding, choice, blocks, traces.
// That the bit-parallel run agrees with the obvious one is in test_twin.c.
#include "analysis.h"
#include "finding.h"
#include "match/block_rules.h"
#include "match/trace.h"
#include "rules_fixture.h"

#include <check.h>
#include <string.h>

Suite *suite_match(void);

typedef struct fixture {
    quoth_rules rules;
    quoth_analyser *analyser;
    analysis done;
    buf text;
} fixture;

#define STAGES                                                                                                         \
    "stages:\n"                                                                                                        \
    "  - {name: blocks, does: blocks}\n"                                                                               \
    "  - {name: names, does: folds}\n"                                                                                 \
    "  - {name: more, does: folds}\n"                                                                                  \
    "  - {name: quotations, does: folds-quotations}\n"                                                                 \
    "  - {name: sure, does: attributes}\n"                                                                             \
    "  - {name: unsure, does: attributes}\n"

static const char names_rules[] =
    "stage: names\n"
    "rules:\n"
    "  - {name: two, match: [given, capitalised], anchor: given, gives: {item: person}}\n"
    "  - name: tailed\n"
    "    match: ['item: given', word \"of\", capitalised]\n"
    "    anchor: item\n"
    "    gives: {item: person}\n"
    "  - {name: place, match: [word \"Rome\"], anchor: word \"Rome\", gives: {item: place}}\n";
static const char more_rules[] = "stage: more\n"
                                 "rules:\n"
                                 "  - name: titled\n"
                                 "    match: ['title: title{1,2}', 'head: person']\n"
                                 "    anchor: head\n"
                                 "    unless-before: [word \"not\"]\n"
                                 "    unless-after: ['comma?', word \"who\"]\n"
                                 "    gives: {item: role}\n";
static const char sure_rules[] =
    "stage: sure\n"
    "rules:\n"
    "  - name: quoted\n"
    "    match: ['content: quotation', 'comma?', 'cue: say', 'speaker: person or role']\n"
    "    anchor: cue\n"
    "    gives: {type: direct}\n"
    "  - name: split\n"
    "    match: ['content: quotation', 'comma?', 'cue: say', 'speaker: person', comma, 'content: quotation']\n"
    "    anchor: cue\n"
    "    gives: {type: direct}\n"
    "  - name: nobody\n"
    "    match: ['content: quotation', word \"sign\"]\n"
    "    anchor: content\n"
    "    gives: {type: none}\n";
static const char unsure_rules[] =
    "stage: unsure\n"
    "rules:\n"
    "  - name: that\n"
    "    match: ['speaker: person', 'cue: say', 'content: word \"that\"', 'content: clause']\n"
    "    anchor: cue\n"
    "    gives: {type: indirect}\n"
    "  - name: before\n"
    "    match: ['speaker: person', 'cue: say', 'comma?', 'content: quotation']\n"
    "    anchor: cue\n"
    "    gives: {type: direct}\n"
    "  - name: bare\n"
    "    match: ['content: quotation']\n"
    "    anchor: content\n"
    "    gives: {type: direct, speaker: nobody}\n";
static const char block_rules[] = "stage: blocks\n"
                                  "rules:\n"
                                  "  - name: by\n"
                                  "    match: [block-start, word \"by\", 'any{1,4}', block-end]\n"
                                  "    anchor: word \"by\"\n"
                                  "    where: {zone: [head], words: \"2-4\", ends-sentence: no}\n"
                                  "    gives: {block: byline}\n"
                                  "  - name: first\n"
                                  "    match: [block-start, 'any{1,9}', block-end]\n"
                                  "    anchor: block-start\n"
                                  "    where: {zone: [head], seen: {headline: no}}\n"
                                  "    gives: {block: headline}\n"
                                  "  - name: second\n"
                                  "    match: [block-start]\n"
                                  "    anchor: block-start\n"
                                  "    where: {after: [headline], words: \"1-5\"}\n"
                                  "    gives: {block: standfirst}\n"
                                  "  - name: rest\n"
                                  "    match: [block-start, word \"share\"]\n"
                                  "    anchor: block-start\n"
                                  "    gives: {block: furniture, through: end}\n";

static fixture setup(void)
{
#define FILE_OF(name, text)                                                                                            \
    {                                                                                                                  \
        name, text, sizeof text - 1                                                                                    \
    }
    static const rule_file files[] = {FILE_OF("blocks.yaml", block_rules),
                                      FILE_OF("more.yaml", more_rules),
                                      FILE_OF("names.yaml", names_rules),
                                      FILE_OF("stages.yaml", STAGES),
                                      FILE_OF("sure.yaml", sure_rules),
                                      FILE_OF("unsure.yaml", unsure_rules),
                                      FILE_OF("words/given.txt", "Ann\nBob\nEve\n"),
                                      FILE_OF("words/say.txt", "say|said|says\n"),
                                      FILE_OF("words/title.txt", "Doctor\nmayor\n")};
#undef FILE_OF
    fixture f = {0};
    rules_fixture_load(&f.rules, files, sizeof files / sizeof *files);
    return f;
}

// The analyser points to the rules: they must have their final place.
static void start(fixture *f)
{
    *f = setup();
    f->analyser = quoth_analyser_new(&f->rules);
}

static void finish(fixture *f)
{
    quoth_analyser_free(f->analyser);
    rules_fixture_clear(&f->rules);
    buf_free(&f->text);
}

static const rule *rule_of(const fixture *f, const char *name)
{
    for (size_t i = 0; i < f->rules.set->rule_count; i++)
        if (strcmp(f->rules.set->rules[i].name, name) == 0)
            return &f->rules.set->rules[i];
    ck_abort_msg("no rule %s", name);
}

static const rule_program *program_of(const fixture *f, const char *name)
{
    return &f->rules.programs->programs[rule_of(f, name)->order];
}

// What the rules of a stage found in a text, one a line: `rule {capture: text} ...`.
static const char *found(fixture *f, const char *stage_name, analysis_mode mode, const char *text)
{
    const rule_set *set = f->rules.set;
    size_t stage = 0;
    while (strcmp(set->stages[stage].name, stage_name) != 0)
        stage++;
    finding_analyse(f->analyser, stage, true, mode, text, strlen(text), &f->done);
    finding_list list = findings_of(f->analyser->arena, set, set->stages[stage].does, &f->done);
    buf_clear(&f->text);
    for (size_t i = 0; i < list.len; i++) {
        buf_printf(&f->text, "%s%s ", i ? "\n" : "", list.items[i].rule ? list.items[i].rule->name : "-");
        finding_print(&f->text, &list.items[i], &f->done.page);
    }
    return f->text.bytes;
}

#define CHECK_FOUND(stage, text, expected) ck_assert_str_eq(found(&f, stage, ANALYSIS_BODY, text), expected)

// ---- programs ----

START_TEST(program_of_optional_and_repeated_steps)
{
    fixture f;
    start(&f);
    const program *p = &program_of(&f, "titled")->match; // title{1,2} person: 0 1? 2
    ck_assert_uint_eq(p->count, 3);
    ck_assert_uint_eq(p->first, 1);
    ck_assert_uint_eq(p->last, 4);
    ck_assert_uint_eq(p->follow[0], 2 | 4);
    ck_assert_uint_eq(p->follow[1], 4);
    ck_assert_uint_eq(p->follow[2], 0);
    ck_assert_uint_eq(p->before[2], 1 | 2);
    ck_assert_uint_eq(p->anchor, 2);
    ck_assert_uint_eq(p->captures[1], 1u << CAPTURE_TITLE);
    const program *after = program_of(&f, "titled")->unless_after; // comma? who
    ck_assert_uint_eq(after->first, 1 | 2);
    ck_assert_uint_eq(after->last, 2);
    finish(&f);
}
END_TEST

// Twelve positions of one test each, any behind any: as many sets and kinds of classes as there are numbers below 4096.
START_TEST(automaton_forgets_when_it_is_full)
{
    enum { POSITIONS = 12, ALL = (1 << POSITIONS) - 1, STEPS = 20000 };
    arena *a = arena_new(NULL, NULL);
    program *p = ARENA_NEW(a, program);
    uint8_t *columns = ARENA_ARRAY(a, uint8_t, ALL + 1);
    automaton x;
    p->count = POSITIONS;
    p->first = p->last = 1;
    for (uint16_t i = 0; i < POSITIONS; i++) {
        p->follow[i] = p->before[i] = ALL;
        p->test[i] = i;
    }
    automaton_begin(&x, a, p);
    uint8_t state = AUTOMATON_START;
    uint64_t accepts = 1;
    for (int i = 0; i < STEPS; i++) {
        accepts = (accepts * 1105 + 577) & ALL;
        const automaton_state *from = &x.sides[PROGRAM_BEHIND].states[state];
        state = from->next[columns[accepts]];
        if (state == AUTOMATON_UNKNOWN)
            state = automaton_step(&x, a, PROGRAM_BEHIND, from->set, &accepts, &columns[accepts]);
        ck_assert_uint_eq(x.sides[PROGRAM_BEHIND].states[state].set, accepts);
        if (state == AUTOMATON_DEAD)
            state = AUTOMATON_START;
    }
    ck_assert_uint_lt(arena_used(a), 1 << 20);
    arena_free(a);
}
END_TEST

START_TEST(program_of_a_clause_repeats_itself)
{
    fixture f;
    start(&f);
    const program *p = &program_of(&f, "that")->match; // person say that clause
    ck_assert_uint_eq(p->count, 4);
    ck_assert_uint_eq(p->follow[3], 8);
    ck_assert_uint_eq(p->last, 8);
    finish(&f);
}
END_TEST

START_TEST(each_program_has_a_column_of_its_own)
{
    fixture f;
    start(&f);
    const program_set *set = f.rules.programs;
    ck_assert_uint_eq(set->count, f.rules.set->rule_count + 2); // two contexts
    ck_assert_uint_ne(program_of(&f, "titled")->match.index, program_of(&f, "titled")->unless_before->index);
    ck_assert_ptr_null(program_of(&f, "two")->unless_before);
    finish(&f);
}
END_TEST

// ---- folding ----

START_TEST(fold_makes_items)
{
    fixture f;
    start(&f);
    CHECK_FOUND("names", "Then Ann Lee left.", "two {item: Ann Lee}");
    CHECK_FOUND("names", "Ann", "");
    CHECK_FOUND("names", "Ann\n\nLee", ""); // no match leaves its sentence unless it says so
    CHECK_FOUND("names", "Rome", "place {item: Rome}");
    finish(&f);
}
END_TEST

START_TEST(fold_prefers_the_longer_item_to_the_longer_match)
{
    fixture f;
    start(&f);
    CHECK_FOUND("names", "Ann Bob of Rome", "two {item: Ann Bob}\nplace {item: Rome}");
    CHECK_FOUND("names", "Bob of Rome", "tailed {item: Bob}\nplace {item: Rome}"); // what is not `item` stays free
    CHECK_FOUND("names", "Ann Bob Eve", "two {item: Ann Bob}");                    // the earlier of equal ones
    CHECK_FOUND("names", "Ann Bob Eve Lee", "two {item: Ann Bob}\ntwo {item: Eve Lee}");
    finish(&f);
}
END_TEST

START_TEST(fold_contexts_refuse)
{
    fixture f;
    start(&f);
    const char *names = "two {item: Ann Lee}";
    CHECK_FOUND("more", "See mayor Ann Lee",
                "two {item: Ann Lee}\ntitled {item: mayor Ann Lee} {head: Ann Lee} {title: mayor}");
    CHECK_FOUND("more", "mayor Doctor Ann Lee.",
                "two {item: Ann Lee}\ntitled {item: mayor Doctor Ann Lee} {head: Ann Lee} {title: mayor Doctor}");
    CHECK_FOUND("more", "not mayor Ann Lee.", names);
    CHECK_FOUND("more", "mayor Ann Lee who", names);
    CHECK_FOUND("more", "mayor Ann Lee, who", names);
    rule_program *titled = &f.rules.programs->programs[rule_of(&f, "titled")->order];
    titled->unless_before = titled->unless_after = NULL;
    CHECK_FOUND("more", "mayor Ann Lee, who",
                "two {item: Ann Lee}\ntitled {item: mayor Ann Lee} {head: Ann Lee} {title: mayor}");
    finish(&f);
}
END_TEST

START_TEST(fold_inherits_lists_but_no_kind)
{
    fixture f;
    start(&f);
    const char text[] = "mayor Ann Bob left";
    found(&f, "more", ANALYSIS_BODY, text);
    const node *person = &f.done.nodes.items[0], *role = &f.done.nodes.items[1];
    predicate_id given = predicates_find(f.rules.set->predicates, "given");
    ck_assert(vocab_class_has(f.analyser->vocab, person->class_id, given)); // of its last item, Bob
    ck_assert(vocab_class_has(f.analyser->vocab, person->class_id, PREDICATE_ITEM_PERSON));
    ck_assert(vocab_class_has(f.analyser->vocab, role->class_id, given));
    ck_assert(vocab_class_has(f.analyser->vocab, role->class_id, PREDICATE_ITEM_ROLE));
    ck_assert(!vocab_class_has(f.analyser->vocab, role->class_id, PREDICATE_ITEM_PERSON));
    ck_assert_int_eq(person->parent, 1);
    ck_assert_int_eq(role->parent, -1);
    ck_assert_uint_eq(role->head, 2);
    finish(&f);
}
END_TEST

START_TEST(fold_goes_block_by_block)
{
    fixture f;
    start(&f);
    CHECK_FOUND("more", "Ann Lee and Bob Lee.\n\nNothing.\n\nmayor Eve Lee. Ann\n\nLee",
                "two {item: Ann Lee}\ntwo {item: Bob Lee}\ntwo {item: Eve Lee}\n"
                "titled {item: mayor Eve Lee} {head: Eve Lee} {title: mayor}");
    finish(&f);
}
END_TEST

// ---- choice ----

START_TEST(choice_of_rows)
{
    fixture f;
    start(&f);
    CHECK_FOUND("unsure", "\"We won,\" said Ann Lee.", "quoted {content: \"We won,\"} {cue: said} {speaker: Ann Lee}");
    // the longer match of one stage
    CHECK_FOUND("unsure", "\"We won,\" said Ann Lee, \"and well.\"",
                "split {content: \"We won,\"} {content: \"and well.\"} {cue: said} {speaker: Ann Lee}");
    // the earlier stage; the later one still gets what is free
    CHECK_FOUND("unsure", "Ann Lee said, \"No,\" said Bob Lee. \"Oh!\"",
                "quoted {content: \"No,\"} {cue: said} {speaker: Bob Lee}\nbare {content: \"Oh!\"}");
    finish(&f);
}
END_TEST

START_TEST(choice_claims_words_for_nobody)
{
    fixture f;
    start(&f);
    CHECK_FOUND("unsure", "The \"No entry\" sign fell.", "nobody {content: \"No entry\"}");
    ck_assert_int_eq(f.done.attributions.items[0].type, ROW_NONE);
    finish(&f);
}
END_TEST

START_TEST(choice_lets_rows_nest)
{
    fixture f;
    start(&f);
    // Bob's row lies in Ann's content as a whole
    CHECK_FOUND("unsure", "Ann Lee said that Bob Lee said that it rained.",
                "that {content: that Bob Lee said that it rained} {cue: said} {speaker: Ann Lee}\n"
                "that {content: that it rained} {cue: said} {speaker: Bob Lee}");
    CHECK_FOUND("unsure", "Ann Lee said that \"it rained\" said Bob Lee on Monday.",
                "that {content: that \"it rained\" said Bob Lee on Monday} {cue: said} {speaker: Ann Lee}\n"
                "quoted {content: \"it rained\"} {cue: said} {speaker: Bob Lee}");
    ck_assert_int_eq(f.done.attributions.items[1].type, ROW_DIRECT);
    finish(&f);
}
END_TEST

// A quotation without a cue is a part of what it stands in, whoever comes first.
START_TEST(choice_nests_no_row_without_a_cue)
{
    fixture f;
    start(&f);
    CHECK_FOUND("unsure", "Ann Lee said that \"it rained\" on Bob.",
                "that {content: that \"it rained\" on Bob} {cue: said} {speaker: Ann Lee}");
    ck_assert_int_eq(f.done.attributions.items[0].type, ROW_MIXED); // indirect with a quotation in it
    CHECK_FOUND("unsure", "Ann Lee said that the \"No entry\" sign fell.", "nobody {content: \"No entry\"}");
    finish(&f);
}
END_TEST

START_TEST(one_cue_has_one_row)
{
    fixture f;
    start(&f);
    CHECK_FOUND("unsure", "\"It rained,\" said Ann Lee said that it snowed.",
                "quoted {content: \"It rained,\"} {cue: said} {speaker: Ann Lee}\n"
                "that {content: that it snowed} {cue: said} {speaker: Ann Lee}");
    CHECK_FOUND("unsure", "\"Ann Lee said that it rained.\"", "bare {content: \"Ann Lee said that it rained.\"}");
    finish(&f);
}
END_TEST

// ---- blocks ----

#define PROSE                                                                                                          \
    "The boat that left the old port in the morning came back in the evening with all of its crew and most of the "    \
    "fish that they had hoped for."

START_TEST(blocks_by_rules)
{
    fixture f;
    start(&f);
    ck_assert_str_eq(
        found(&f, "blocks", ANALYSIS_PAGE, "Boat comes back\nBy Ann Lee\n" PROSE "\nBy Ann Lee\nShare this\nBy Eve"),
        "first {item: Boat comes back}\nby {item: By Ann Lee}\n"
        "- {item: The boat that left the old port in the morning [...] hat they had hoped for.}\n"
        "- {item: By Ann Lee}\nrest {item: Share this}\nrest {item: By Eve}");
    ck_assert_int_eq(f.done.page.blocks[2].kind, BLOCK_BODY);
    ck_assert_int_eq(f.done.page.blocks[5].kind, BLOCK_FURNITURE);
    finish(&f);
}
END_TEST

START_TEST(blocks_where)
{
    fixture f;
    start(&f);
    ck_assert_str_eq(found(&f, "blocks", ANALYSIS_PAGE, "By the sea, they said.\nShort one here\n" PROSE),
                     "first {item: By the sea, they said.}\n" // `by` wants no sentence
                     "second {item: Short one here}\n"
                     "- {item: The boat that left the old port in the morning [...] hat they had hoped for.}");
    finish(&f);
}
END_TEST

START_TEST(where_names_the_condition_that_fails)
{
    block_where w = {.most_words = 10, .ends_sentence = -1};
    memset(w.seen, -1, sizeof w.seen);
    block_facts facts = {.words = 5, .ends_sentence = true, .zone = ZONE_BODY};
    ck_assert_ptr_null(block_where_fails(&w, &facts, 0, -1));
    w.zones = ZONE_HEAD | ZONE_TAIL;
    ck_assert_str_eq(block_where_fails(&w, &facts, 0, -1), "zone");
    w.zones = ZONE_BODY;
    w.least_words = 6;
    ck_assert_str_eq(block_where_fails(&w, &facts, 0, -1), "words");
    w.least_words = 5;
    w.ends_sentence = 0;
    ck_assert_str_eq(block_where_fails(&w, &facts, 0, -1), "ends-sentence");
    w.ends_sentence = 1;
    w.after = 1 << BLOCK_HEADLINE;
    ck_assert_str_eq(block_where_fails(&w, &facts, 0, -1), "after");
    ck_assert_str_eq(block_where_fails(&w, &facts, 0, BLOCK_BODY), "after");
    w.seen[BLOCK_HEADLINE] = 0;
    ck_assert_str_eq(block_where_fails(&w, &facts, 1 << BLOCK_HEADLINE, BLOCK_HEADLINE), "seen");
    w.seen[BLOCK_HEADLINE] = 1;
    ck_assert_ptr_null(block_where_fails(&w, &facts, 1 << BLOCK_HEADLINE, BLOCK_HEADLINE));
}
END_TEST

// ---- traces ----

// Traces a rule at its n-th anchor of a text.
static trace trace_of(fixture *f, const char *name, const char *text)
{
    const rule *r = rule_of(f, name);
    finding_analyse(f->analyser, r->stage, false, ANALYSIS_BODY, text, strlen(text), &f->done);
    trace t;
    for (size_t i = 0; i < f->done.items.len; i++)
        if (trace_run(&t, &f->analyser->matcher->run, &f->analyser->matcher->classes, &program_of(f, name)->match,
                      &f->done.items, i))
            return t;
    ck_abort_msg("no anchor of %s in %s", name, text);
}

START_TEST(trace_of_a_match)
{
    fixture f;
    start(&f);
    trace t = trace_of(&f, "quoted", "\"We won\", said Ann Lee."); // sentence-start, quotation, comma, said, person
    ck_assert(t.left && t.right);
    ck_assert_uint_eq(t.end - t.first, 4);
    ck_assert_uint_eq(t.at - t.first, 2);
    for (uint32_t i = 0; i < 4; i++)
        ck_assert_uint_eq(t.path[i], i);
    ck_assert_uint_eq(t.wanted_left | t.wanted_right, 0);
    finish(&f);
}
END_TEST

// The empty comma is taken like one behind the marks.
START_TEST(trace_of_a_comma_inside_marks)
{
    fixture f;
    start(&f);
    trace t = trace_of(&f, "quoted", "\"We won,\" said Ann Lee.");
    ck_assert(t.left && t.right);
    ck_assert_uint_eq(t.end - t.first, 4);
    CHECK_FOUND("unsure", "The \"We won,\" sign fell.", "bare {content: \"We won,\"}"); // not `nobody`
    finish(&f);
}
END_TEST

START_TEST(trace_tells_both_sides)
{
    fixture f;
    start(&f);
    trace t = trace_of(&f, "split", "Well, said Ann Lee: no.");
    ck_assert(!t.left && !t.right);
    ck_assert_uint_eq(t.first, t.at - 1);       // the comma before it
    ck_assert_uint_eq(t.end, t.at + 2);         // person too
    ck_assert_uint_eq(t.wanted_left, 1);        // the first quotation
    ck_assert_uint_eq(t.wanted_right, 1u << 4); // the comma behind
    t = trace_of(&f, "split", "said");
    ck_assert_uint_eq(t.wanted_left, 1 | 2); // a quotation, or a comma behind one
    ck_assert_uint_eq(t.wanted_right, 1u << 3);
    t = trace_of(&f, "that", "Ann Lee said that");
    ck_assert(t.left && !t.right);
    ck_assert_uint_eq(t.wanted_right, 1u << 3);
    finish(&f);
}
END_TEST

START_TEST(trace_tells_why)
{
    uint64_t wanted[1] = {2}, refused[1] = {4}, none[1] = {0}, a[1] = {2}, both[1] = {6};
    uint64_t edge[1] = {UINT64_C(1) << PREDICATE_SENTENCE_END};
    test named = {.wanted = wanted, .refused = refused}, any = {.wanted = none, .refused = edge, .any = true};
    ck_assert_int_eq(trace_why(&named, a, 1), LACK_NOTHING);
    ck_assert_int_eq(trace_why(&named, none, 1), LACK_WANTED);
    ck_assert_int_eq(trace_why(&named, both, 1), LACK_REFUSED);
    ck_assert_int_eq(trace_why(&any, none, 1), LACK_NOTHING);
    ck_assert_int_eq(trace_why(&any, edge, 1), LACK_EDGE);
}
END_TEST

START_TEST(trace_finds_the_context)
{
    fixture f;
    start(&f);
    trace t = trace_of(&f, "titled", "not mayor Ann Lee, who left");
    const rule_program *p = program_of(&f, "titled");
    uint32_t from = 0, to = 0;
    ck_assert(trace_before(&from, &f.analyser->matcher->classes, p->unless_before, &f.done.items, t.first));
    ck_assert_uint_eq(from, t.first - 1);
    ck_assert(trace_after(&to, &f.analyser->matcher->classes, p->unless_after, &f.done.items, t.end));
    ck_assert_uint_eq(to, t.end + 2);
    ck_assert(!trace_after(&to, &f.analyser->matcher->classes, p->unless_after, &f.done.items, t.first));
    finish(&f);
}
END_TEST

// ---- hostile ----

START_TEST(a_match_has_an_end)
{
    fixture f;
    start(&f);
    buf text = {0};
    buf_puts(&text, "Ann Lee said that");
    for (int i = 0; i < 3 * MATCH_LONGEST; i++)
        buf_puts(&text, " rain");
    trace t = trace_of(&f, "that", text.bytes);
    ck_assert(t.left && t.right);
    ck_assert_uint_eq(t.end - t.at, MATCH_LONGEST);
    found(&f, "unsure", ANALYSIS_BODY, text.bytes);
    ck_assert_uint_eq(f.done.attributions.len, 1);
    buf_free(&text);
    finish(&f);
}
END_TEST

Suite *suite_match(void)
{
    Suite *s = suite_create("match");
    TCase *t = tcase_create("match");
    tcase_add_test(t, program_of_optional_and_repeated_steps);
    tcase_add_test(t, automaton_forgets_when_it_is_full);
    tcase_add_test(t, program_of_a_clause_repeats_itself);
    tcase_add_test(t, each_program_has_a_column_of_its_own);
    tcase_add_test(t, fold_makes_items);
    tcase_add_test(t, fold_prefers_the_longer_item_to_the_longer_match);
    tcase_add_test(t, fold_contexts_refuse);
    tcase_add_test(t, fold_inherits_lists_but_no_kind);
    tcase_add_test(t, fold_goes_block_by_block);
    tcase_add_test(t, choice_of_rows);
    tcase_add_test(t, choice_claims_words_for_nobody);
    tcase_add_test(t, choice_lets_rows_nest);
    tcase_add_test(t, choice_nests_no_row_without_a_cue);
    tcase_add_test(t, one_cue_has_one_row);
    tcase_add_test(t, blocks_by_rules);
    tcase_add_test(t, blocks_where);
    tcase_add_test(t, where_names_the_condition_that_fails);
    tcase_add_test(t, trace_of_a_match);
    tcase_add_test(t, trace_of_a_comma_inside_marks);
    tcase_add_test(t, trace_tells_both_sides);
    tcase_add_test(t, trace_tells_why);
    tcase_add_test(t, trace_finds_the_context);
    tcase_add_test(t, a_match_has_an_end);
    suite_add_tcase(s, t);
    return s;
}
