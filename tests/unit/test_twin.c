// SPDX-License-Identifier: MIT
// test_twin.c: the bit-parallel matcher against its slow twin (tests/slow_match.h): on random rules over random
// items, and on the corpus with the English rules. Random numbers begin from fixed seeds: a failure comes again.
#include "analysis.h"
#include "match/block_rules.h"
#include "slow_match.h"
#include "text/block.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef QUOTH_SOURCE_DIR
#error "QUOTH_SOURCE_DIR comes from the build"
#endif

Suite *suite_twin(void);

// ---- comparing ----

typedef struct comparison {
    const rule_set *set;
    const program_set *programs;
    vocab *vocab;
    classes *classes;
    run_state *run;
    size_t matches, gave_up;
} comparison;

static void check_captures(const rule *r, size_t at, const capture_set *fast, const capture_set *slow)
{
    ck_assert_msg(fast->count == slow->count, "rule %s at %zu: %zu captures, slowly %zu", r->name, at, fast->count,
                  slow->count);
    for (size_t i = 0; i < fast->count; i++) {
        const capture_span *a = &fast->spans[i], *b = &slow->spans[i];
        ck_assert_msg(a->capture == b->capture && a->first == b->first && a->end == b->end,
                      "rule %s at %zu: %s [%u, %u), slowly %s [%u, %u)", r->name, at, capture_name(a->capture),
                      a->first, a->end, capture_name(b->capture), b->first, b->end);
    }
}

static void check_contexts(const comparison *c, const rule *r, const rule_program *p, const item_list *items,
                           uint32_t first, uint32_t end)
{
    if (p->unless_before && first > 0)
        ck_assert_msg(run_context_before(c->classes, p->unless_before, items, first - 1) ==
                          slow_match_before(c->set, &r->unless_before, c->vocab, items, first - 1),
                      "rule %s: unless-before at %u", r->name, first);
    if (p->unless_after)
        ck_assert_msg(run_context_after(c->classes, p->unless_after, items, end) ==
                          slow_match_behind(c->set, &r->unless_after, c->vocab, items, end),
                      "rule %s: unless-after at %u", r->name, end);
}

static void compare(comparison *c, const rule *r, const item_list *items, size_t at)
{
    const rule_program *p = &c->programs->programs[r - c->set->rules];
    slow_match slow;
    bool fast = run_program(c->run, c->classes, &p->match, items, at);
    bool found = slow_match_at(&slow, c->set, r, c->vocab, items, at);
    ck_assert_msg(fast == found, "rule %s at %zu: %d, slowly %d", r->name, at, fast, found);
    if (!fast)
        return;
    uint32_t first = (uint32_t)at - c->run->behind, end = (uint32_t)at + c->run->ahead + 1;
    ck_assert_msg(first == slow.first && end == slow.end, "rule %s at %zu: [%u, %u), slowly [%u, %u)", r->name, at,
                  first, end, slow.first, slow.end);
    c->matches++;
    check_contexts(c, r, p, items, first, end);
    if (slow.gave_up) {
        c->gave_up++;
        return;
    }
    capture_set captures;
    captures_find(&captures, c->run, &p->match, at);
    check_captures(r, at, &captures, &slow.captures);
}

// ---- random rules ----

enum { LETTERS = 5, TESTS = 12, RULES = 20, ITEMS = 40, ROUNDS = 120 };

typedef struct maker {
    arena *arena;
    uint64_t seed;
    predicates *predicates;
    predicate_id letters[LETTERS];
    rule_set set;
} maker;

// Splitmix64 (Steele, Lea, Flood 2014).
static unsigned below(maker *m, unsigned n)
{
    uint64_t z = m->seed += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (unsigned)((z ^ z >> 31) % n);
}

static void random_test(maker *m, test *t, size_t words)
{
    *t = (test){.wanted = ARENA_ARRAY(m->arena, uint64_t, words),
                .refused = ARENA_ARRAY(m->arena, uint64_t, words),
                .text = "random"};
    unsigned kind = below(m, 10);
    t->loop = kind == 0;
    t->any = kind <= 2;
    if (t->any)
        bits_set(t->refused, PREDICATE_SENTENCE_END);
    if (t->loop && below(m, 2))
        bits_set(t->refused, PREDICATE_ITEM_CLAUSE_END);
    if (t->loop)
        return;
    for (int i = 0; i < LETTERS; i++)
        if (below(m, 3) == 0)
            bits_set(t->any || below(m, 4) == 0 ? t->refused : t->wanted, m->letters[i]);
    if (!t->any && below(m, 8) == 0)
        bits_set(t->wanted, PREDICATE_SENTENCE_END);
    if (!t->any)
        bits_set(t->wanted, m->letters[below(m, LETTERS)]);
}

static step_list random_list(maker *m, unsigned depth, unsigned least, unsigned most);

static step random_step(maker *m, unsigned depth)
{
    static const uint8_t repeats[][2] = {{1, 1}, {1, 1}, {1, 1}, {0, 1}, {0, 1}, {0, 2}, {1, 2}, {2, 2}, {1, 3}};
    const uint8_t *repeat = repeats[below(m, sizeof repeats / sizeof *repeats)];
    step s = {.kind = STEP_TEST,
              .test = (uint16_t)below(m, TESTS),
              .capture = CAPTURE_NONE,
              .least = repeat[0],
              .most = repeat[1],
              .text = "random"};
    if (below(m, 2))
        s.capture = (int8_t)below(m, CAPTURE_COUNT);
    if (!depth || below(m, 4))
        return s;
    s.kind = below(m, 2) ? STEP_EITHER : STEP_GROUP;
    s.branch_count = s.kind == STEP_GROUP ? 1 : 1 + below(m, 3);
    s.branches = ARENA_ARRAY(m->arena, step_list, s.branch_count + 1);
    for (size_t b = 0; b < s.branch_count; b++)
        s.branches[b] = random_list(m, depth - 1, b ? 0 : 1, 3);
    return s;
}

static step_list random_list(maker *m, unsigned depth, unsigned least, unsigned most)
{
    step_list out = {.count = least + below(m, most - least + 1)};
    out.steps = ARENA_ARRAY(m->arena, step, out.count + 1);
    for (size_t i = 0; i < out.count; i++)
        out.steps[i] = random_step(m, depth);
    return out;
}

static size_t positions(const step_list *list)
{
    size_t all = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t one = list->steps[i].kind == STEP_TEST;
        for (size_t b = 0; b < list->steps[i].branch_count; b++)
            one += positions(&list->steps[i].branches[b]);
        all += one * list->steps[i].most;
    }
    return all;
}

static void random_rule(maker *m, rule *r)
{
    do {
        *r = (rule){.name = "random", .match = random_list(m, 2, 1, 7)};
        r->anchor = below(m, (unsigned)r->match.count);
        step *anchor = &r->match.steps[r->anchor];
        *anchor = (step){.kind = STEP_TEST,
                         .test = (uint16_t)below(m, TESTS),
                         .capture = anchor->capture,
                         .least = 1,
                         .most = 1,
                         .text = "anchor"};
        r->unless_before = random_list(m, 1, 0, 2);
        r->unless_after = random_list(m, 1, 0, 2);
    } while (positions(&r->match) > PROGRAM_POSITIONS || m->set.tests[r->match.steps[r->anchor].test].loop);
}

static void make_rules(maker *m)
{
    static const char *const letters[LETTERS] = {"a", "b", "c", "d", "e"};
    m->predicates = predicates_new(m->arena);
    for (int i = 0; i < LETTERS; i++)
        m->letters[i] = predicates_add_word(m->predicates, letters[i], 1);
    predicates_freeze(m->predicates);
    m->set = (rule_set){
        .arena = m->arena, .predicates = m->predicates, .test_count = TESTS, .rule_count = RULES, .stage_count = 1};
    m->set.tests = ARENA_ARRAY(m->arena, test, TESTS);
    m->set.rules = ARENA_ARRAY(m->arena, rule, RULES);
    m->set.stages = ARENA_ARRAY(m->arena, stage, 1);
    uint16_t *all = ARENA_ARRAY(m->arena, uint16_t, RULES);
    for (size_t i = 0; i < TESTS; i++)
        random_test(m, &m->set.tests[i], predicates_words(m->predicates));
    m->set.tests[0].loop = false; // so that there is always an anchor
    for (uint16_t i = 0; i < RULES; i++) {
        random_rule(m, &m->set.rules[i]);
        all[i] = i;
    }
    m->set.stages[0] = (stage){.name = "all", .does = STAGE_ATTRIBUTES, .rules = all, .rule_count = RULES};
}

// Items with one or two letters; now and then a clause or a sentence ends.
static item_list random_items(maker *m, vocab *v)
{
    item_list out = {.items = ARENA_ARRAY(m->arena, item, ITEMS), .len = 1 + below(m, ITEMS)};
    for (uint32_t i = 0; i < out.len; i++) {
        uint64_t *bits = ARENA_ARRAY(m->arena, uint64_t, predicates_words(m->predicates));
        bits_set(bits, m->letters[below(m, LETTERS)]);
        bits_set(bits, m->letters[below(m, LETTERS)]);
        if (below(m, 12) == 0)
            bits_set(bits, PREDICATE_SENTENCE_END);
        else if (below(m, 12) == 0)
            bits_set(bits, PREDICATE_ITEM_CLAUSE_END);
        out.items[i] = (item){i, i + 1, vocab_class(v, bits), -1};
    }
    return out;
}

START_TEST(random_rules_match_alike)
{
    size_t matches = 0, gave_up = 0;
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        maker m = {.arena = arena_new(NULL, NULL), .seed = seed};
        make_rules(&m);
        vocab *v = vocab_new(m.predicates);
        program_set *programs = program_set_new(m.arena, &m.set);
        classes known;
        classes_init(&known, programs, v);
        run_state run;
        comparison c = {.set = &m.set, .programs = programs, .vocab = v, .classes = &known, .run = &run};
        item_list items = random_items(&m, v);
        for (size_t i = 0; i < RULES; i++)
            for (size_t at = 0; at < items.len; at++)
                compare(&c, &m.set.rules[i], &items, at);
        matches += c.matches;
        gave_up += c.gave_up;
        classes_clear(&known);
        vocab_free(v);
        predicates_free(m.predicates);
        arena_free(m.arena);
    }
    ck_assert_uint_gt(matches, 5000); // else the test compares nothing with nothing
    ck_assert_uint_lt(gave_up * 100, matches);
}
END_TEST

// ---- the corpus ----

enum { FILES = 6, FILE_ROOM = 1 << 20 };

static size_t read_text(const char *folder, const char *name, char *out)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "rb");
    ck_assert_msg(in, "cannot read %s", path);
    size_t len = fread(out, 1, FILE_ROOM, in);
    fclose(in);
    return len;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void compare_stage(comparison *c, const stage *s, const item_list *items)
{
    for (size_t k = 0; k < s->rule_count; k++)
        for (size_t at = 0; at < items->len; at++)
            compare(c, &c->set->rules[s->rules[k]], items, at);
}

static void compare_text(comparison *c, quoth_analyser *r, const char *text, size_t len)
{
    analysis done = {0};
    arena_reset(r->arena, SIZE_MAX);
    analysis_read(r, text, len, ANALYSIS_PAGE, &done);
    for (size_t s = 0; s < c->set->stage_count; s++) {
        stage_does does = c->set->stages[s].does;
        if (does != STAGE_FOLDS && does != STAGE_ATTRIBUTES)
            continue;
        done.nodes = (node_list){0};
        analysis_fold(r, &done, does == STAGE_FOLDS ? s : c->set->stage_count);
        compare_stage(c, &c->set->stages[s], &done.items);
    }
}

START_TEST(corpus_matches_alike)
{
    static char text[FILE_ROOM];
    const char *folder = QUOTH_SOURCE_DIR "/corpus/text";
    char *names[512];
    size_t count = 0;
    DIR *d = opendir(folder);
    ck_assert_msg(d, "cannot read %s", folder);
    for (struct dirent *entry; (entry = readdir(d)) && count < 512;)
        if (strstr(entry->d_name, ".txt"))
            names[count++] = strdup(entry->d_name);
    closedir(d);
    qsort(names, count, sizeof *names, by_name);
    quoth_rules *rules = NULL;
    quoth_error *e = quoth_error_new();
    ck_assert_msg(quoth_rules_default(&rules, e) == QUOTH_OK, "%s", quoth_error_message(e, 0));
    quoth_analyser *r = quoth_analyser_new(rules);
    comparison c = {.set = rules->set,
                    .programs = rules->programs,
                    .vocab = r->vocab,
                    .classes = &r->matcher->classes,
                    .run = &r->matcher->run};
    for (size_t i = 0; i < count; i += 1 + count / FILES)
        compare_text(&c, r, text, read_text(folder, names[i], text));
    ck_assert_uint_gt(c.matches, 500);
    ck_assert_uint_lt(c.gave_up * 100, c.matches);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    quoth_analyser_free(r);
    quoth_rules_free(rules);
    quoth_error_free(e);
}
END_TEST

// ---- kinds of blocks ----

enum { PAGES = 300, PAGE_ROOM = 1 << 14 };

// Blocks of words that the English block rules know, some of them of several words in lists, in any order.
static size_t random_page(maker *m, char *out)
{
    static const char *const words[] = {
        "the",     "The",       "boats",    "were",     "late",     "Maria",     "Lopez",   "by",      "By",
        "with",    "all",       "All",      "rights",   "reserved", "Copyright", "2016",    "(c)",     "\xC2\xA9",
        "Tellano", "News",      "(",        ")",        "[",        "]",         ":",       ",",       ".",
        "?",       "-",         "|",        "12:05",    "p.m.",     "May",       "3",       "Friday",  "Updated",
        "Photo",   "photo",     "picture",  "Reuters",  "AP",       "United",    "Nations", "New",     "York",
        "Times",   "Reporting", "by",       "Editing",  "Related",  "stories",   "Share",   "Tweet",   "this",
        "Sign",    "up",        "to",       "for",      "our",      "Click",     "here",    "TELLANO", "CAPTION",
        "Most",    "read",      "comments", "Abstract", "FULL",     "TEXT",      "...",     "<tweet",  "/>",
        "*",       "#",         "White",    "House",    "left",     "above",     "follow",  "@lopez"};
    size_t len = 0;
    for (unsigned blocks = 2 + below(m, 10); blocks > 0; blocks--) {
        unsigned count = below(m, 4) ? 1 + below(m, 9) : 24 + below(m, 20);
        for (unsigned i = 0; i < count; i++)
            len += (size_t)sprintf(out + len, "%s ", words[below(m, sizeof words / sizeof *words)]);
        len += (size_t)sprintf(out + len, "%s\n", below(m, 2) ? "." : "");
    }
    return len;
}

// The rule of a block as its stage defines it: each one tried from each item.
static const rule *rule_of_block(quoth_analyser *r, const stage *s, const item_list *items, const block_facts *f,
                                 uint16_t seen, int before)
{
    matcher *m = r->matcher;
    for (size_t k = 0; k < s->rule_count; k++) {
        const rule *rule = &m->rules->rules[s->rules[k]];
        const rule_program *p = &m->programs->programs[s->rules[k]];
        for (size_t at = 0; at < items->len && !block_where_fails(&rule->block, f, seen, before); at++)
            if (run_program(&m->run, &m->classes, &p->match, items, at) &&
                run_contexts_hold(&m->classes, p, items, at - m->run.behind, at + m->run.ahead + 1))
                return rule;
    }
    return NULL;
}

static void compare_blocks(quoth_analyser *r, size_t stage, const page *p, const rule **given)
{
    const block_facts *facts = blocks_facts(block_index_of(r->matcher, stage), r->arena, p);
    const rule *all = NULL;
    item_list items = {0};
    uint16_t seen = 0;
    int before = -1;
    for (size_t i = 0; i < p->block_count; i++) {
        items_of_block(r->arena, &items, p, i, r->vocab, BLOCK_ITEMS);
        const rule *wanted =
            all ? all : rule_of_block(r, &r->rules->set->stages[stage], &items, &facts[i], seen, before);
        ck_assert_pstr_eq(p->blocks[i].rule, wanted ? wanted->name : NULL);
        if (wanted && wanted->gives.through_end)
            all = wanted;
        if (wanted)
            given[wanted - r->rules->set->rules] = wanted;
        before = p->blocks[i].kind;
        seen |= (uint16_t)(1u << before);
    }
}

START_TEST(blocks_are_classified_alike)
{
    static char text[PAGE_ROOM];
    quoth_rules *rules = NULL;
    quoth_error *e = quoth_error_new();
    ck_assert_msg(quoth_rules_default(&rules, e) == QUOTH_OK, "%s", quoth_error_message(e, 0));
    const rule_set *set = rules->set;
    quoth_analyser *r = quoth_analyser_new(rules);
    const rule **given = calloc(set->rule_count, sizeof *given);
    size_t stage = 0, count = 0;
    while (set->stages[stage].does != STAGE_BLOCKS)
        stage++;
    for (uint64_t seed = 1; seed <= PAGES; seed++) {
        maker m = {.seed = seed};
        analysis done = {0};
        arena_reset(r->arena, SIZE_MAX);
        if (seed % 50 == 0)
            matcher_trim(r->matcher, 0, 0); // as between articles of an archive
        page *p = &done.page;
        p->text = utf8_decode(r->arena, text, random_page(&m, text));
        page_split_blocks(r->arena, p);
        page_tokenise(r->arena, p, r->vocab, &set->lists);
        blocks_classify(r->matcher, r->arena, p);
        compare_blocks(r, stage, p, given);
    }
    for (size_t i = 0; i < set->rule_count; i++)
        count += given[i] != NULL;
    ck_assert_uint_gt(count, 15); // else the test compares nothing with nothing
    free(given);
    quoth_analyser_free(r);
    quoth_rules_free(rules);
    quoth_error_free(e);
}
END_TEST

Suite *suite_twin(void)
{
    Suite *s = suite_create("twin");
    TCase *t = tcase_create("twin");
    tcase_set_timeout(t, 120);
    tcase_add_test(t, random_rules_match_alike);
    tcase_add_test(t, corpus_matches_alike);
    tcase_add_test(t, blocks_are_classified_alike);
    suite_add_tcase(s, t);
    return s;
}
