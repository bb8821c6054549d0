// SPDX-License-Identifier: MIT
// test_predicate.c: names, word lists, regular expressions, phrases, shapes.
#include "base/bytes.h"
#include "words/phrase.h"
#include "words/predicate_table.h"
#include "words/stopped.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_predicate(void);

static arena *memory;
static predicates *set;
static quoth_error *errors;
static predicate_scratch *scratch;
static uint64_t bits[PREDICATE_MAX / 64];

static void setup(void)
{
    memory = arena_new(NULL, NULL);
    set = predicates_new(memory);
    errors = quoth_error_new();
    scratch = NULL;
}

static void teardown(void)
{
    predicate_scratch_free(scratch);
    predicates_free(set);
    quoth_error_free(errors);
    arena_free(memory);
}

// Adds a list; the text may be gone afterwards.
static quoth_status add_list(const char *name, const char *text)
{
    char *copy = malloc(strlen(text) + 1);
    strcpy(copy, text);
    source_file file = {"list.txt", copy, strlen(text)};
    quoth_status status = predicates_add_list(set, name, &file, errors);
    memset(copy, 'x', strlen(text));
    free(copy);
    return status;
}

static predicate_id add_regex(const char *pattern)
{
    predicate_id id = PREDICATE_NONE;
    ck_assert_int_eq(predicates_add_regex(&id, set, pattern, strlen(pattern), (place){0}, errors), QUOTH_OK);
    return id;
}

static void freeze(void)
{
    predicates_freeze(set);
    scratch = predicate_scratch_new(set);
}

// Judges a copy of exactly the word.
static bool judge(const char *word, predicate_id id)
{
    size_t len = strlen(word);
    char *copy = malloc(len ? len : 1);
    memcpy(copy, word, len);
    memset(bits, 0xFF, sizeof bits);
    predicates_judge(set, scratch, copy, len, bits);
    free(copy);
    return bits_has(bits, id);
}

static void expect_in(const char *list, const char *word, bool in)
{
    ck_assert_msg(judge(word, predicates_find(set, list)) == in, "%s in %s", word, list);
}

START_TEST(builtins_are_numbered_in_order)
{
    ck_assert_uint_eq(predicates_count(set), PREDICATE_BUILTIN_COUNT);
    ck_assert_uint_eq(predicates_find(set, "any-word"), PREDICATE_WORD);
    ck_assert_uint_eq(predicates_find(set, "block-end"), PREDICATE_ITEM_BLOCK_END);
    ck_assert_uint_eq(predicates_find(set, "nothing"), PREDICATE_NONE);
    ck_assert_str_eq(predicates_name(set, PREDICATE_COMMA), "comma");
    ck_assert_int_eq(predicates_kind(set, PREDICATE_COMMA), PREDICATE_BUILTIN);
}
END_TEST

START_TEST(adding_twice_gives_the_same)
{
    predicate_id item = predicates_add_item(set, "weapon");
    ck_assert_uint_eq(predicates_add_item(set, "weapon"), item);
    ck_assert_uint_eq(predicates_add_item(set, "person"), PREDICATE_ITEM_PERSON);
    predicate_id word = predicates_add_word(set, "Ago", 3);
    ck_assert_uint_eq(predicates_add_word(set, "agO", 3), word);
    ck_assert_uint_eq(add_regex("a+"), add_regex("a+"));
    ck_assert_uint_ne(add_regex("a+"), add_regex("a*"));
    ck_assert_str_eq(predicates_name(set, word), "word \"ago\"");
    ck_assert_str_eq(predicates_name(set, add_regex("a+")), "/a+/");
    ck_assert_uint_eq(predicates_find(set, "word \"ago\""), PREDICATE_NONE);
    ck_assert_uint_eq(predicates_find(set, "/a+/"), PREDICATE_NONE);
    ck_assert_int_eq(add_list("stuff", "thing\n"), QUOTH_OK);
    ck_assert_uint_eq(predicates_add_item(set, "stuff"), PREDICATE_NONE);
    freeze();
    ck_assert(judge("AGO", word));
    ck_assert(!judge("agog", word));
}
END_TEST

START_TEST(lower_case_entries_match_in_any_case)
{
    ck_assert_int_eq(add_list("say", "# verbs\n\n  say | says|said\r\nétat|won\xE2\x80\x99t\n"), QUOTH_OK);
    freeze();
    static const char *const IN[] = {
        "say", "Says", "SAID", "sAiD", "sa\u00ADid", "ÉTAT", "E\xCC\x81tat", "won't", "won\xE2\x80\x99t", "WON'T"};
    for (size_t i = 0; i < sizeof IN / sizeof *IN; i++)
        expect_in("say", IN[i], true);
    static const char *const OUT[] = {"sayd", "sa", "", "etat", "wont", "# verbs", "verbs", "say|says", " say "};
    for (size_t i = 0; i < sizeof OUT / sizeof *OUT; i++)
        expect_in("say", OUT[i], false);
}
END_TEST

START_TEST(entries_with_a_capital_ask_for_it)
{
    ck_assert_int_eq(add_list("name", "March|Will\nMcCain\nAP\nÉlysée\niPhone\nO\xE2\x80\x99Neill\nI\n"), QUOTH_OK);
    freeze();
    static const char *const IN[] = {
        "March",  "MARCH",  "McCain",  "MCCAIN",  "AP", "Élysée", "ÉLYSÉE", "E\u0301lyse\u0301e",
        "iPhone", "IPHONE", "O'Neill", "O'NEILL", "I"};
    for (size_t i = 0; i < sizeof IN / sizeof *IN; i++)
        expect_in("name", IN[i], true);
    static const char *const OUT[] = {"march", "will", "Mccain", "mccain", "Ap", "ap", "élysée", "Iphone", "i"};
    for (size_t i = 0; i < sizeof OUT / sizeof *OUT; i++)
        expect_in("name", OUT[i], false);
}
END_TEST

START_TEST(one_word_in_many_lists)
{
    ck_assert_int_eq(add_list("b-list", "report|reports\n"), QUOTH_OK);
    ck_assert_int_eq(add_list("a-list", "Reports\nrecord|reports\nsecond|reports\n"), QUOTH_OK);
    predicate_id word = predicates_add_word(set, "reports", 7);
    freeze();
    predicate_id a = predicates_find(set, "a-list"), b = predicates_find(set, "b-list");
    ck_assert(judge("reports", a) && bits_has(bits, b) && bits_has(bits, word));
    ck_assert_str_eq(predicates_lemma(set, "reports", 7, NULL), "record");
    ck_assert_str_eq(predicates_lemma(set, "Reports", 7, NULL), "Reports");
    uint64_t among[PREDICATE_MAX / 64] = {0};
    ck_assert_ptr_null(predicates_lemma(set, "reports", 7, among));
    bits_set(among, b);
    ck_assert_str_eq(predicates_lemma(set, "REPORTS", 7, among), "report");
    bits_set(among, word);
    bits_clear(among, b);
    ck_assert_ptr_null(predicates_lemma(set, "reports", 7, among));
    ck_assert_ptr_null(predicates_lemma(set, "unknown", 7, NULL));
    ck_assert_ptr_null(predicates_lemma(set, "", 0, NULL));
}
END_TEST

// Words of the longest phrase that the types begin with; *class: its class.
static size_t longest_phrase(vocab *v, const type_id *words, size_t count, class_id *class)
{
    size_t longest = 0;
    if (!count || !vocab_class_has(v, vocab_type_class(v, words[0]), PREDICATE_PHRASE_START))
        return 0;
    phrase_walk walk = phrases_start(words[0], vocab_type_word(v, words[0]));
    for (size_t i = 1; i < count; i++) {
        const phrase_node *n = phrases_step(vocab_phrases(v), v, &walk, words[i], vocab_type_word(v, words[i]));
        if (n && n->class_id != VOCAB_NO_CLASS) {
            longest = i + 1;
            *class = n->class_id;
        }
        if (!n || !n->goes_on)
            break;
    }
    ck_assert(!longest ||
              phrases_may_begin(vocab_phrases(v), vocab_type_word(v, words[0]), vocab_type_word(v, words[1])));
    return longest;
}

// Number of words of the phrase that the text (words by single spaces) begins with; `bits`: of its class.
static size_t phrase(const char *text)
{
    vocab *v = vocab_new(set);
    type_id words[20];
    size_t count = 0;
    class_id class = VOCAB_NO_CLASS, again = VOCAB_NO_CLASS;
    for (const char *at = text; *at; count++) {
        size_t len = strcspn(at, " ");
        words[count] = vocab_type(v, at, len);
        at += len + (at[len] == ' ');
    }
    size_t taken = longest_phrase(v, words, count, &class);
    ck_assert_uint_eq(longest_phrase(v, words, count, &again), taken);
    ck_assert_uint_eq(again, class);
    memset(bits, 0, sizeof bits);
    if (taken)
        memcpy(bits, vocab_class_bits(v, class), predicates_words(set) * sizeof *bits);
    vocab_free(v);
    return taken;
}

START_TEST(longest_phrase_wins)
{
    ck_assert_int_eq(add_list("prep", "in\nin front\nin  front\tof\nin front of the house\n"), QUOTH_OK);
    ck_assert_int_eq(add_list("body", "White House|white  houses\nUnited Nations\nin front of\n"), QUOTH_OK);
    freeze();
    predicate_id prep = predicates_find(set, "prep"), body = predicates_find(set, "body");
    ck_assert(judge("in", PREDICATE_PHRASE_START) && bits_has(bits, prep));
    ck_assert(judge("White", PREDICATE_PHRASE_START) && !bits_has(bits, body));
    ck_assert(!judge("front", PREDICATE_PHRASE_START));
    ck_assert_uint_eq(phrase("in front of the car"), 3);
    ck_assert(bits_has(bits, prep) && bits_has(bits, body));
    ck_assert_uint_eq(phrase("In Front row"), 2);
    ck_assert(bits_has(bits, prep) && !bits_has(bits, body));
    ck_assert_uint_eq(phrase("in front of the house now"), 5);
    ck_assert_uint_eq(phrase("in the"), 0);
    ck_assert(!bits_has(bits, prep));
    ck_assert_uint_eq(phrase("in"), 0);
    ck_assert_uint_eq(phrase(""), 0);
    ck_assert_uint_eq(phrase("White House"), 2);
    ck_assert_uint_eq(phrase("WHITE HOUSE"), 2);
    ck_assert_uint_eq(phrase("White house"), 0);
    ck_assert_uint_eq(phrase("white houses"), 2);
    ck_assert_uint_eq(phrase("UNITED Nations"), 0);
    ck_assert_uint_eq(phrase("Uni\xC2\xADted Nations"), 2);
    ck_assert_str_eq(predicates_lemma(set, "White Houses", 12, NULL), "White House");
    ck_assert_str_eq(predicates_lemma(set, "in\n front", 9, NULL), "in front");
}
END_TEST

static uint32_t hash_of(const char *word)
{
    uint64_t unused[PREDICATE_MAX / 64];
    return predicates_judge(set, scratch, word, strlen(word), unused);
}

// Whether the filter of phrases lets these two words pass.
static bool pair_passes(const uint64_t *filter, const char *first, const char *second)
{
    return lexicon_filter_passes(filter, lexicon_join(hash_of(first), hash_of(second)));
}

START_TEST(filter_knows_beginnings)
{
    static uint64_t filter[LEXICON_FILTER_WORDS];
    add_list("prep", "in\nin  front\tof\nbehind|in front of the house\n\n\xC3\x89tat Major\n");
    add_list("none", "# nothing\n");
    freeze();
    memset(filter, 0, sizeof filter);
    lexicon_filter(&predicates_table(set)->lexicon, filter);
    ck_assert(pair_passes(filter, "in", "front"));
    ck_assert(pair_passes(filter, "IN", "Front"));
    ck_assert(pair_passes(filter, "\xC3\x89tat", "Major"));
    uint32_t three = lexicon_join(lexicon_join(hash_of("in"), hash_of("front")), hash_of("of"));
    ck_assert(lexicon_filter_passes(filter, three));
    ck_assert(lexicon_filter_passes(filter, lexicon_join(three, hash_of("the"))));
    ck_assert(!lexicon_filter_passes(filter, lexicon_join(three, hash_of("that"))));
    ck_assert(!pair_passes(filter, "front", "of"));
    ck_assert(!pair_passes(filter, "behind", "in"));
}
END_TEST

START_TEST(words_with_stops)
{
    stopped_words stopped = {0};
    add_list("short", "Mr.|mister\nversus|vs.\nU.S.\nno. 1\nvan der.\nabcdefgh.\nabcdefghi.\n.\n\xC3\xA9t.\n");
    freeze();
    stopped_add(&stopped, set, PREDICATE_NONE);
    stopped_add(&stopped, set, predicates_find(set, "short"));
    static const char *const HELD[] = {"Mr", "MR", "mr", "vs", "abcdefgh"};
    for (size_t i = 0; i < sizeof HELD / sizeof *HELD; i++)
        ck_assert_msg(stopped_may_have(&stopped, bytes_load(HELD[i], strlen(HELD[i]))), "%s", HELD[i]);
    size_t count = 0;
    for (size_t i = 0; i < STOPPED_BITS / 64; i++)
        count += (size_t)__builtin_popcountll(stopped.bits[i]);
    ck_assert_uint_eq(count, 3);
}
END_TEST

START_TEST(regular_expressions_match_whole_words)
{
    predicate_id ing = add_regex("[a-z]+ing"), either = add_regex("a|abc"), unicode = add_regex("\\w+"),
                 lines = add_regex("x.*");
    freeze();
    ck_assert(judge("going", ing));
    ck_assert(!judge("goings", ing) && !judge("Going", ing) && !judge("ing", ing) && !judge("going\n", ing));
    ck_assert(judge("go\xC2\xADing", ing));
    ck_assert(judge("abc", either) && judge("a", either) && !judge("ab", either));
    ck_assert(judge("élan", unicode) && !judge("é-", unicode) && !judge("", unicode));
    ck_assert(!judge("x\ny", lines));
}
END_TEST

// Patterns that only ask how a word ends are read without PCRE2; in a group that keeps nothing they are not.
START_TEST(ends_of_words_are_read_as_pcre2_would)
{
    static const char *const PATTERNS[] = {".*ing",       ".*(ing|ed)", ".*[^g]", ".*[^s]s", ".*[^.]", ".*abcdefgh",
                                           ".*abcdefghi", ".*(s|ed)x",  ".*e?d",  ".*",      ".*(a|)"};
    static const char *const WORDS[] = {
        "",   "g",     "ing",      "being",     "i\ning",  "being\n",   "\ning",      "\n",  "a\n",
        "ed", "rated", "s",        "is",        "ss",      "és",        "é",          "\ns", "x\ns",
        "a.", ".",     "abcdefgh", "xabcdefgh", "bcdefgh", "abcdefghi", "xabcdefghi", "edx", "d"};
    enum { COUNT = sizeof PATTERNS / sizeof *PATTERNS };
    predicate_id ids[COUNT][2];
    for (size_t i = 0; i < COUNT; i++) {
        char grouped[40];
        snprintf(grouped, sizeof grouped, "(?:%s)", PATTERNS[i]);
        ids[i][0] = add_regex(PATTERNS[i]);
        ids[i][1] = add_regex(grouped);
    }
    freeze();
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++)
            ck_assert_msg(judge(WORDS[k], ids[i][0]) == judge(WORDS[k], ids[i][1]), "/%s/ on '%s'", PATTERNS[i],
                          WORDS[k]);
}
END_TEST

START_TEST(first_characters_of_expressions)
{
    predicate_id digits = add_regex("\\d{1,2}:\\d\\d|\\d+am"), either = add_regex("\\d|x"), none = add_regex("\\d?x");
    freeze();
    ck_assert(judge("9:30", digits) && judge("9am", digits) &&
              judge("\xD9\xA1"
                    "am",
                    digits) &&
              !judge("am", digits));
    ck_assert(judge("x", either) && judge("7", either) && judge("x", none) && judge("7x", none));
}
END_TEST

START_TEST(regular_expression_that_explodes_ends_soon)
{
    predicate_id id = add_regex("(a|a?)+[bc]");
    freeze();
    char word[900];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    for (int i = 0; i < 50; i++)
        ck_assert(!judge(word, id));
}
END_TEST

START_TEST(wrong_regular_expression_has_a_place)
{
    source_file file = {"r.yaml", "- /a(b/\n", 8};
    predicate_id id;
    ck_assert_int_eq(predicates_add_regex(&id, set, "a(b", 3, (place){&file, 1, 4}, errors), QUOTH_E_RULES);
    ck_assert_str_eq(quoth_error_message(errors, 0),
                     "r.yaml:1:7: regular expression: missing closing parenthesis (at character 4)\n- /a(b/\n      ^");
    ck_assert_int_eq(predicates_add_regex(&id, set, "\xC3(", 2, (place){0}, errors), QUOTH_E_RULES);
}
END_TEST

START_TEST(errors_of_lists)
{
    ck_assert_int_eq(add_list("one", "a|b\n\nsay||says\n|x\ny|"), QUOTH_E_RULES);
    ck_assert_uint_eq(quoth_error_count(errors), 3);
    ck_assert_ptr_nonnull(strstr(quoth_error_message(errors, 0), "list.txt:3:5: empty variant"));
    ck_assert_ptr_nonnull(strstr(quoth_error_message(errors, 1), "list.txt:4:1: empty variant"));
    ck_assert_ptr_nonnull(strstr(quoth_error_message(errors, 2), "list.txt:5:3: empty variant"));
    quoth_error_clear(errors);
    ck_assert_int_eq(add_list("comma", "x\n"), QUOTH_E_RULES);
    ck_assert_ptr_nonnull(strstr(quoth_error_message(errors, 0), "'comma' has the name of a built-in"));
    ck_assert_int_eq(add_list("one", "x\n"), QUOTH_E_RULES);
    ck_assert_int_eq(add_list("bytes", "x\ny\xFF\n"), QUOTH_E_RULES);
    ck_assert_str_eq(quoth_error_message(errors, 2), "list.txt:2: this word list is not valid UTF-8");
    ck_assert_int_eq(add_list("unseen", "\xC2\xAD|x\n"), QUOTH_E_RULES);
    char text[400];
    memset(text, 'w', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    ck_assert_int_eq(add_list("long", text), QUOTH_E_RULES);
    ck_assert_int_eq(add_list("empty", ""), QUOTH_OK);
    ck_assert_int_eq(add_list("comments", "# a|\n#"), QUOTH_OK);
}
END_TEST

START_TEST(too_many_predicates)
{
    char name[20];
    for (size_t i = PREDICATE_BUILTIN_COUNT; i < PREDICATE_MAX; i++) {
        snprintf(name, sizeof name, "w%zu", i);
        ck_assert_uint_eq(predicates_add_word(set, name, strlen(name)), i);
    }
    ck_assert_uint_eq(predicates_add_word(set, "more", 4), PREDICATE_NONE);
    ck_assert_uint_eq(predicates_add_item(set, "more"), PREDICATE_NONE);
    ck_assert_int_eq(add_list("more", "x\n"), QUOTH_E_RULES);
    predicate_id id;
    ck_assert_int_eq(predicates_add_regex(&id, set, "x", 1, (place){0}, errors), QUOTH_E_RULES);
    ck_assert_uint_eq(predicates_add_item(set, "person"), PREDICATE_ITEM_PERSON);
    freeze();
    ck_assert(judge("W1023", 1023));
}
END_TEST

// Every list entry is found, nothing else is: many words, both hash tables grown.
START_TEST(large_list)
{
    char *text = malloc(20000 * 40);
    size_t len = 0;
    for (int i = 0; i < 20000; i++)
        len += (size_t)sprintf(text + len, "w%dx|v%d|p%d q%d\n", i, i, i % 100, i);
    ck_assert_int_eq(add_list("large", text), QUOTH_OK);
    free(text);
    freeze();
    predicate_id id = predicates_find(set, "large");
    char word[40];
    for (int i = 0; i < 20000; i += 7) {
        snprintf(word, sizeof word, "W%dX", i);
        ck_assert(judge(word, id));
        snprintf(word, sizeof word, "v%dx", i);
        ck_assert(!judge(word, id));
        snprintf(word, sizeof word, "p%d q%d", i % 100, i);
        ck_assert_uint_eq(phrase(word), 2);
        snprintf(word, sizeof word, "v%d", i);
        const char *lemma = predicates_lemma(set, word, strlen(word), NULL);
        snprintf(word, sizeof word, "w%dx", i);
        ck_assert_str_eq(lemma, word);
    }
}
END_TEST

// The built-in bits that a text has, as names.
static void expect_shape(const char *text, const char *wanted)
{
    char found[300] = "";
    judge(text, PREDICATE_WORD);
    for (predicate_id id = 0; id < PREDICATE_BUILTIN_COUNT; id++) {
        if (!bits_has(bits, id))
            continue;
        if (*found)
            strcat(found, " ");
        strcat(found, predicates_name(set, id));
    }
    ck_assert_msg(strcmp(found, wanted) == 0, "%s is '%s', not '%s'", text, found, wanted);
}

START_TEST(shapes_of_words)
{
    freeze();
    expect_shape("said", "any-word lower-case");
    expect_shape("Said", "any-word capitalised");
    expect_shape("iPhone", "any-word lower-case");
    expect_shape("McCain", "any-word capitalised");
    expect_shape("NATO", "any-word capitalised all-caps");
    expect_shape("ÉTÉ", "any-word capitalised all-caps");
    expect_shape("E\xCC\x81", "any-word capitalised initial");
    expect_shape("I", "any-word capitalised initial");
    expect_shape("J.", "any-word capitalised initial");
    expect_shape("J.R.", "any-word capitalised all-caps initial");
    expect_shape("J.-P.", "any-word capitalised all-caps initial");
    expect_shape("Jr.", "any-word capitalised");
    expect_shape("a.m.", "any-word lower-case");
    expect_shape("'Twas", "any-word capitalised");
    expect_shape("al-Qaeda", "any-word lower-case hyphenated");
    expect_shape("well\xE2\x80\x90known", "any-word lower-case hyphenated");
    expect_shape("pre-", "any-word lower-case");
    expect_shape("שלום", "any-word");
    expect_shape("1,000", "number");
    expect_shape("4.5bn", "any-word number");
    expect_shape("2-1", "number hyphenated");
    expect_shape("@NASA", "any-word handle");
    expect_shape("#MeToo", "any-word hashtag");
    expect_shape("#1", "");
    expect_shape("https://example.org/A", "any-word link");
    expect_shape("WWW.example.org", "any-word link");
    expect_shape("Jane@example.org", "any-word link");
    expect_shape("://", "symbol");
    expect_shape("Re:", "any-word capitalised");
}
END_TEST

START_TEST(shapes_of_signs)
{
    freeze();
    expect_shape("", "");
    expect_shape(",", "comma");
    expect_shape(":", "colon");
    expect_shape(";", "semicolon");
    expect_shape("-", "dash");
    expect_shape("--", "dash");
    expect_shape("—", "dash");
    expect_shape(".", "full-stop");
    expect_shape("...", "ellipsis");
    expect_shape("…", "ellipsis");
    expect_shape("?", "question-mark");
    expect_shape("!!", "exclamation-mark");
    expect_shape("?!", "question-mark exclamation-mark");
    expect_shape("?-", "symbol");
    expect_shape("(", "open-bracket");
    expect_shape("]", "close-bracket");
    expect_shape("/", "slash");
    expect_shape("$", "symbol");
    expect_shape("%", "symbol");
    expect_shape("•", "symbol");
    expect_shape("😀", "symbol");
    expect_shape("\x01", "symbol");
    expect_shape("\"", "mark");
    expect_shape("“", "mark");
    expect_shape("''", "mark");
    expect_shape("``", "mark");
    expect_shape("’", "mark");
    expect_shape("»", "mark");
    expect_shape(",,", "mark");
    expect_shape("、", "comma");
    expect_shape("？", "question-mark");
}
END_TEST

START_TEST(very_long_words_have_a_shape_only)
{
    predicate_id any = add_regex("(?s).*");
    freeze();
    size_t len = 1 << 20;
    char *word = malloc(len + 1);
    memset(word, 'A', len);
    word[len] = '\0';
    ck_assert(judge(word, PREDICATE_ALL_CAPS));
    ck_assert(!bits_has(bits, any));
    ck_assert_ptr_null(predicates_lemma(set, word, len, NULL));
    ck_assert_uint_eq(phrase(word), 0);
    free(word);
    ck_assert(judge("A", any));
}
END_TEST

Suite *suite_predicate(void)
{
    Suite *suite = suite_create("predicate");
    TCase *tests = tcase_create("predicate");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, builtins_are_numbered_in_order);
    tcase_add_test(tests, adding_twice_gives_the_same);
    tcase_add_test(tests, lower_case_entries_match_in_any_case);
    tcase_add_test(tests, entries_with_a_capital_ask_for_it);
    tcase_add_test(tests, one_word_in_many_lists);
    tcase_add_test(tests, longest_phrase_wins);
    tcase_add_test(tests, filter_knows_beginnings);
    tcase_add_test(tests, words_with_stops);
    tcase_add_test(tests, regular_expressions_match_whole_words);
    tcase_add_test(tests, ends_of_words_are_read_as_pcre2_would);
    tcase_add_test(tests, first_characters_of_expressions);
    tcase_add_test(tests, regular_expression_that_explodes_ends_soon);
    tcase_add_test(tests, wrong_regular_expression_has_a_place);
    tcase_add_test(tests, errors_of_lists);
    tcase_add_test(tests, too_many_predicates);
    tcase_add_test(tests, large_list);
    tcase_add_test(tests, shapes_of_words);
    tcase_add_test(tests, shapes_of_signs);
    tcase_add_test(tests, very_long_words_have_a_shape_only);
    suite_add_tcase(suite, tests);
    return suite;
}
