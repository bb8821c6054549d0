// SPDX-License-Identifier: MIT
// test_rule_errors.c: wrong rule files, each with the whole message that they must give. A case is a right file in
// which one place is replaced, or a file of its own. (YAML errors: test_yaml_tree.c; errors inside a step:
// test_step.c.)
#include "rules/rule_load.h"
#include "base/buf.h"

#include <check.h>
#include <string.h>

// clang-format off
#define DIRECT \
    "stage: direct\n" \
    "rules:\n" \
    "  - name: said\n" \
    "    match:\n" \
    "      - content: quotation\n" \
    "      - comma?\n" \
    "      - cue: said-verb\n" \
    "      - speaker: person\n" \
    "    gives: {type: direct}\n" \
    "    finds: ['{content: \"No,\"} {cue: said} {speaker: Lopez}.']\n" \
    "    ignores: ['\"No,\" says the sign.']\n"

#define NAMES \
    "stage: names\n" \
    "rules:\n" \
    "  - name: name\n" \
    "    match: [capitalised]\n" \
    "    gives: {item: person}\n" \
    "    finds: ['{item: Lopez} left.']\n" \
    "    ignores: ['It left.']\n"

#define BLOCKS \
    "stage: blocks\n" \
    "rules:\n" \
    "  - name: byline\n" \
    "    match: [block-start, word \"by\", 'any{1,6}', block-end]\n" \
    "    gives: {block: byline}\n" \
    "    where: {words: \"1-9\"}\n" \
    "    finds: ['By Maria Lopez']\n" \
    "    ignores: ['No.']\n"

typedef struct wrong_file {
    const char *name;
    const char *base;      // the file
    const char *from, *to; // what is replaced in it; NULL: nothing
    const char *message;   // all messages
} wrong_file;

static const wrong_file WRONG[] = {
    {"root_is_a_list", "- a\n", NULL, NULL,
         "t.yaml:1:1: a rule file begins with a key, as 'rules:'\n"
         "- a\n"
         "^"},
    {"unknown_file_key", DIRECT, "rules:", "rulse:",
         "t.yaml:2:1: unknown key 'rulse'; did you mean 'rules'?\n"
         "rulse:\n"
         "^"},
    {"unknown_rule_key", DIRECT, "match:", "mach:",
         "t.yaml:4:5: unknown key 'mach'; did you mean 'match'?\n"
         "    mach:\n"
         "    ^\n"
         "t.yaml:3:5: the rule 'said' has no 'match'\n"
         "  - name: said\n"
         "    ^"},
    {"unknown_stage", DIRECT, "stage: direct", "stage: dircet",
         "t.yaml:1:8: unknown stage 'dircet'; did you mean 'direct'?\n"
         "stage: dircet\n"
         "       ^"},
    {"no_stage", "rules: []\n", NULL, NULL,
         "t.yaml:1:1: a file with rules says of which 'stage' they are\n"
         "rules: []\n"
         "^"},
    {"stage_without_rules", DIRECT, "stage: direct", "stage: quotations",
         "t.yaml:1:8: the stage 'quotations' folds quotations and has no rules\n"
         "stage: quotations\n"
         "       ^"},
    {"stages_twice", "stages: []\n", NULL, NULL,
         "t.yaml:1:1: the stages stand in stages.yaml already\n"
         "stages: []\n"
         "^"},
    {"rule_without_name", DIRECT, "name: said", "about: x",
         "t.yaml:3:5: a rule needs a 'name'\n"
         "  - about: x\n"
         "    ^"},
    {"rule_name", DIRECT, "name: said", "name: Said",
         "t.yaml:3:11: 'Said' cannot be the name of a rule: small letters, digits, hyphens\n"
         "  - name: Said\n"
         "          ^"},
    {"rule_twice", "stage: direct\n"
         "rules:\n"
         "  - name: said\n"
         "    match:\n"
         "      - content: quotation\n"
         "      - comma?\n"
         "      - cue: said-verb\n"
         "      - speaker: person\n"
         "    gives: {type: direct}\n"
         "    finds: ['{content: \"No,\"} {cue: said} {speaker: Lopez}.']\n"
         "    ignores: ['\"No,\" says the sign.']\n"
         "  - name: said\n"
         "    match:\n"
         "      - content: quotation\n"
         "      - comma?\n"
         "      - cue: said-verb\n"
         "      - speaker: person\n"
         "    gives: {type: direct}\n"
         "    finds: ['{content: \"No,\"} {cue: said} {speaker: Lopez}.']\n"
         "    ignores: ['\"No,\" says the sign.']\n", NULL, NULL,
         "t.yaml:12:11: the rule 'said' is defined twice; the first stands in t.yaml:3\n"
         "  - name: said\n"
         "          ^"},
    {"rule_is_no_map", "stage: direct\n"
         "rules: [said]\n", NULL, NULL,
         "t.yaml:2:9: a rule ('- name: ...') is expected\n"
         "rules: [said]\n"
         "        ^"},
    {"no_match", DIRECT, "    match:\n"
         "      - content: quotation\n"
         "      - comma?\n"
         "      - cue: said-verb\n"
         "      - speaker: person\n", "",
         "t.yaml:3:5: the rule 'said' has no 'match'\n"
         "  - name: said\n"
         "    ^"},
    {"empty_match", "stage: names\n"
         "rules:\n"
         "  - {name: a, match: [], gives: {item: person}, finds: [a], ignores: [b]}\n", NULL, NULL,
         "t.yaml:3:15: 'match' needs a list of steps\n"
         "  - {name: a, match: [], gives: {item: person}, finds: [a], ignores: [b]}\n"
         "              ^"},
    {"unknown_test", DIRECT, "comma?", "coma?",
         "t.yaml:6:9: unknown test 'coma'; did you mean 'comma'?\n"
         "      - coma?\n"
         "        ^"},
    {"unknown_test_inside", DIRECT, "comma?", "cue: said-verb or word \"é\" or manned{0,2}",
         "t.yaml:6:39: unknown test 'manned'; did you mean 'manner'?\n"
         "      - cue: said-verb or word \"é\" or manned{0,2}\n"
         "                                      ^"},
    {"unknown_capture", DIRECT, "comma?", "kue: comma",
         "t.yaml:6:9: unknown capture 'kue'; did you mean 'cue'?\n"
         "      - kue: comma\n"
         "        ^"},
    {"unknown_capture_in_line", DIRECT, "comma?", "\"kue: comma\"",
         "t.yaml:6:10: unknown capture 'kue'; did you mean 'cue'?\n"
         "      - \"kue: comma\"\n"
         "         ^"},
    {"two_keys", DIRECT, "- cue: said-verb\n"
         "      - speaker", "- cue: said-verb\n"
         "        speaker",
         "t.yaml:8:9: one step is 'test' or 'capture: test'; begin the next one with '- '\n"
         "        speaker: person\n"
         "        ^"},
    {"regex_wrong", DIRECT, "comma?", "cue: said-verb or /sa(id/?",
         "t.yaml:6:33: regular expression: missing closing parenthesis (at character 6)\n"
         "      - cue: said-verb or /sa(id/?\n"
         "                                ^"},
    {"any_joined", DIRECT, "comma?", "comma or any",
         "t.yaml:6:18: 'any' can only stand before 'but not'\n"
         "      - comma or any\n"
         "                 ^"},
    {"clause_joined", DIRECT, "comma?", "clause or comma",
         "t.yaml:6:9: 'clause' and 'stretch' cannot be joined with other tests\n"
         "      - clause or comma\n"
         "        ^"},
    {"clause_refused", DIRECT, "comma?", "not clause",
         "t.yaml:6:13: 'clause' and 'stretch' cannot be joined with other tests\n"
         "      - not clause\n"
         "            ^"},
    {"clause_repeated", DIRECT, "comma?", "clause{2}",
         "t.yaml:6:15: 'clause' and 'stretch' repeat by themselves; only '?' may stand behind\n"
         "      - clause{2}\n"
         "              ^"},
    {"either_one_branch", DIRECT, "comma?", "either: [[comma]]",
         "t.yaml:6:17: 'either' needs two branches or more: [[a], [b, c]]\n"
         "      - either: [[comma]]\n"
         "                ^"},
    {"either_scalars", DIRECT, "comma?", "either: [comma, dash]",
         "t.yaml:6:18: a branch is a list of steps in brackets\n"
         "      - either: [comma, dash]\n"
         "                 ^\n"
         "t.yaml:6:25: a branch is a list of steps in brackets\n"
         "      - either: [comma, dash]\n"
         "                        ^"},
    {"either_empty_twice", DIRECT, "comma?", "either: [[], [comma], []]",
         "t.yaml:6:31: two branches are empty; one is enough\n"
         "      - either: [[], [comma], []]\n"
         "                              ^"},
    {"list_as_step", DIRECT, "comma?", "[comma, dash]",
         "t.yaml:6:9: a step is one line; branches stand behind 'either:'\n"
         "      - [comma, dash]\n"
         "        ^"},
    {"capture_of_list", DIRECT, "comma?", "cue: [comma, dash]",
         "t.yaml:6:14: behind a capture one test is expected; make a shape of several steps\n"
         "      - cue: [comma, dash]\n"
         "             ^"},
    {"broken_list", DIRECT, "comma?", "broken?",
         "words/broken.txt:1:3: empty variant: remove a '|' or write a word\n"
         "a||b\n"
         "  ^"},
    {"list_named_as_shape", "shapes: {manner: [comma]}\n", NULL, NULL,
         "t.yaml:1:10: 'manner' is a word list already; a shape needs another name\n"
         "shapes: {manner: [comma]}\n"
         "         ^"},
    {"builtin_named_as_shape", "shapes: {comma: [dash]}\n", NULL, NULL,
         "t.yaml:1:10: 'comma' is a built-in already; a shape needs another name\n"
         "shapes: {comma: [dash]}\n"
         "         ^"},
    {"shape_name", "shapes: {Pause: [comma]}\n", NULL, NULL,
         "t.yaml:1:10: 'Pause' cannot be the name of a shape: small letters, digits, hyphens\n"
         "shapes: {Pause: [comma]}\n"
         "         ^"},
    {"shape_recursion", "shapes:\n"
         "  a: [comma, b?]\n"
         "  b: [c, dash]\n"
         "  c: [dash, a]\n", NULL, NULL,
         "t.yaml:2:3: the shape 'a' uses itself\n"
         "  a: [comma, b?]\n"
         "  ^"},
    {"shape_in_or", "shapes: {a: [comma, dash], b: [not a]}\n", NULL, NULL,
         "t.yaml:1:36: only a shape of names joined by 'or' can be refused\n"
         "shapes: {a: [comma, dash], b: [not a]}\n"
         "                                   ^"},
    {"shape_in_but_not", "shapes: {a: [comma, dash], b: [a or dash but not colon]}\n", NULL, NULL,
         "t.yaml:1:32: 'but not' needs single items, and this shape has several steps\n"
         "shapes: {a: [comma, dash], b: [a or dash but not colon]}\n"
         "                               ^"},
    {"item_is_a_list", NAMES, "item: person", "item: manner",
         "t.yaml:5:19: 'manner' is a word list already; an item kind needs another name\n"
         "    gives: {item: manner}\n"
         "                  ^"},
    {"item_is_no_item", NAMES, "item: person", "item: comma",
         "t.yaml:5:19: 'comma' is a built-in already; an item kind needs another name\n"
         "    gives: {item: comma}\n"
         "                  ^"},
    {"item_in_attributes", DIRECT, "type: direct", "item: person",
         "t.yaml:9:13: 'item' has no meaning in the stage 'direct'\n"
         "    gives: {item: person}\n"
         "            ^"},
    {"gives_nothing", NAMES, "item: person", "",
         "t.yaml:5:5: a rule of the stage 'names' gives 'item: ...'\n"
         "    gives: {}\n"
         "    ^"},
    {"unknown_type", DIRECT, "type: direct", "type: indrect",
         "t.yaml:9:19: unknown value 'indrect'; did you mean 'indirect'?\n"
         "    gives: {type: indrect}\n"
         "                  ^"},
    {"unknown_speaker", DIRECT, "type: direct", "type: direct, speaker: previus",
         "t.yaml:9:36: unknown value 'previus'; did you mean 'previous'?\n"
         "    gives: {type: direct, speaker: previus}\n"
         "                                   ^"},
    {"no_content", DIRECT, "content: quotation", "quotation",
         "t.yaml:4:5: the rule 'said' captures no 'content'\n"
         "    match:\n"
         "    ^"},
    {"no_speaker", DIRECT, "speaker: person", "person",
         "t.yaml:9:5: no 'speaker' is captured, so 'gives' needs 'speaker: previous', 'next' or 'nobody'\n"
         "    gives: {type: direct}\n"
         "    ^"},
    {"capture_of_other_stage", DIRECT, "comma?", "title: comma?",
         "t.yaml:6:9: 'title' cannot be captured in the stage 'direct'\n"
         "      - title: comma?\n"
         "        ^"},
    {"context_captures", DIRECT, "gives:", "unless-after: [cue: comma]\n"
         "    gives:",
         "t.yaml:9:20: 'unless-after' captures nothing, but here stands 'cue'\n"
         "    unless-after: [cue: comma]\n"
         "                   ^"},
    {"context_empty", DIRECT, "gives:", "unless-after: []\n"
         "    gives:",
         "t.yaml:9:5: 'unless-after' needs a list of steps\n"
         "    unless-after: []\n"
         "    ^"},
    {"context_optional", DIRECT, "gives:", "unless-before: [\"comma?\", \"dash{0,2}\"]\n"
         "    gives:",
         "t.yaml:9:5: all steps of 'unless-before' may be left out, so it says nothing\n"
         "    unless-before: [\"comma?\", \"dash{0,2}\"]\n"
         "    ^"},
    {"all_optional", NAMES, "[capitalised]", "[\"comma?\", {either: [[dash], []]}]",
         "t.yaml:4:5: all steps of 'match' may be left out, so it says nothing\n"
         "    match: [\"comma?\", {either: [[dash], []]}]\n"
         "    ^"},
    {"too_many_positions", NAMES, "[capitalised]",
     "[capitalised, \"comma{1,20}\", \"dash{0,20}\", \"colon{0,20}\", {head: \"any-word{0,9}\"}]",
         "t.yaml:4:71: with the step 'head: any-word{0,9}' "
         "the rule has more than 64 positions when its repeats are written out\n"
         "    match: [capitalised, \"comma{1,20}\", \"dash{0,20}\", \"colon{0,20}\", {head: \"any-word{0,9}\"}]\n"
         "                                                                      ^"},
    {"anchor_unknown", DIRECT, "match:", "anchor: said-verbs\n"
         "    match:",
         "t.yaml:4:13: the rule has no step 'said-verbs'\n"
         "    anchor: said-verbs\n"
         "            ^"},
    {"anchor_optional", DIRECT, "match:", "anchor: comma?\n"
         "    match:",
         "t.yaml:4:13: the step 'comma?' cannot be the anchor, because it may be left out\n"
         "    anchor: comma?\n"
         "            ^"},
    {"anchor_clause", DIRECT, "match:\n", "anchor: clause\n"
         "    match:\n"
         "      - clause\n",
         "t.yaml:4:13: the step 'clause' cannot be the anchor, because it is a run of items\n"
         "    anchor: clause\n"
         "            ^"},
    {"anchor_branch", NAMES, "[capitalised]", "[capitalised, {either: [[comma], [dash]]}]\n"
         "    anchor: either",
         "t.yaml:5:13: the step 'either' cannot be the anchor, because it has branches or several steps\n"
         "    anchor: either\n"
         "            ^"},
    {"no_anchor", NAMES, "[capitalised]", "[{either: [[comma], [dash]]}]",
         "t.yaml:4:5: the rule 'name' needs one step that must occur once, without branches, as its anchor\n"
         "    match: [{either: [[comma], [dash]]}]\n"
         "    ^"},
    {"sentence_end", DIRECT, "comma?", "sentence-end",
         "t.yaml:6:9: a step with 'sentence-end' needs 'within: paragraph' or 'within: article'\n"
         "      - sentence-end\n"
         "        ^"},
    {"paragraph_end", DIRECT, "match:\n", "within: paragraph\n"
         "    match:\n"
         "      - paragraph-end\n",
         "t.yaml:6:9: a step with 'paragraph-end' needs 'within: article'\n"
         "      - paragraph-end\n"
         "        ^"},
    {"unknown_within", DIRECT, "gives", "within: paragrph\n"
         "    gives",
         "t.yaml:9:13: unknown value 'paragrph'; did you mean 'paragraph'?\n"
         "    within: paragrph\n"
         "            ^"},
    {"beats_unknown", DIRECT, "gives", "beats: [sayd]\n"
         "    gives",
         "t.yaml:9:13: unknown rule 'sayd'; did you mean 'said'?\n"
         "    beats: [sayd]\n"
         "            ^"},
    {"beats_each_other", "stage: direct\n"
         "rules:\n"
         "  - name: said\n"
         "    match:\n"
         "      - content: quotation\n"
         "      - comma?\n"
         "      - cue: said-verb\n"
         "      - speaker: person\n"
         "    beats: other\n"
         "    gives: {type: direct}\n"
         "    finds: ['{content: \"No,\"} {cue: said} {speaker: Lopez}.']\n"
         "    ignores: ['\"No,\" says the sign.']\n"
         "  - name: other\n"
         "    match:\n"
         "      - content: quotation\n"
         "      - comma?\n"
         "      - cue: said-verb\n"
         "      - speaker: person\n"
         "    beats: said\n"
         "    gives: {type: direct}\n"
         "    finds: ['{content: \"No,\"} {cue: said} {speaker: Lopez}.']\n"
         "    ignores: ['\"No,\" says the sign.']\n", NULL, NULL,
         "t.yaml:19:12: the rule 'said' beats this one already\n"
         "    beats: said\n"
         "           ^"},
    {"beats_itself", DIRECT, "gives", "beats: said\n"
         "    gives",
         "t.yaml:9:12: the rule 'said' cannot beat itself\n"
         "    beats: said\n"
         "           ^"},
    {"no_finds", DIRECT, "    finds: ['{content: \"No,\"} {cue: said} {speaker: Lopez}.']\n", "",
         "t.yaml:3:11: the rule 'said' needs a 'finds' line\n"
         "  - name: said\n"
         "          ^"},
    {"no_ignores", DIRECT, "    ignores: ['\"No,\" says the sign.']\n", "",
         "t.yaml:3:11: the rule 'said' needs an 'ignores' line\n"
         "  - name: said\n"
         "          ^"},
    {"example_capture", DIRECT, "'{content: \"No,\"} {cue: said} {speaker: Lopez}.'",
     "'{content: \"No,\"} {cuee: said} Lopez.'",
         "t.yaml:10:32: unknown capture 'cuee'; did you mean 'cue'?\n"
         "    finds: ['{content: \"No,\"} {cuee: said} Lopez.']\n"
         "                               ^"},
    {"example_unclosed", DIRECT, "'{content: \"No,\"} {cue: said} {speaker: Lopez}.'", "'''No,'' {cue: said Lopez.'",
         "t.yaml:10:22: this brace is never closed\n"
         "    finds: ['''No,'' {cue: said Lopez.']\n"
         "                     ^"},
    {"example_closes_nothing", DIRECT, "'{content: \"No,\"} {cue: said} {speaker: Lopez}.'", "'No, said} Lopez.'",
         "t.yaml:10:22: this brace closes nothing; a literal brace is written }}\n"
         "    finds: ['No, said} Lopez.']\n"
         "                     ^"},
    {"example_brace", DIRECT, "'{content: \"No,\"} {cue: said} {speaker: Lopez}.'", "'No, {said} Lopez.'",
         "t.yaml:10:18: a brace begins a capture, as {cue: said}; a literal brace is written {{\n"
         "    finds: ['No, {said} Lopez.']\n"
         "                 ^"},
    {"example_empty_capture", DIRECT, "'{content: \"No,\"} {cue: said} {speaker: Lopez}.'", "'No, {cue: } Lopez.'",
         "t.yaml:10:18: the capture is empty\n"
         "    finds: ['No, {cue: } Lopez.']\n"
         "                 ^"},
    {"example_escapes", DIRECT, "'{content: \"No,\"} {cue: said} {speaker: Lopez}.'",
     "\"\\u201cNo,\\u201d\\n{cue said} Lopez.\"",
         "t.yaml:10:31: a brace begins a capture, as {cue: said}; a literal brace is written {{\n"
         "    finds: [\"\\u201cNo,\\u201d\\n{cue said} Lopez.\"]\n"
         "                              ^"},
    {"example_not_captured", DIRECT, "'{content: \"No,\"} {cue: said} {speaker: Lopez}.'", "'{listener: No}'",
         "t.yaml:10:14: the rule 'said' captures no 'listener'\n"
         "    finds: ['{listener: No}']\n"
         "             ^"},
    {"ignores_with_capture", DIRECT, "says the", "{cue: says} the",
         "t.yaml:11:16: an 'ignores' line has no captures: the rule must not match there\n"
         "    ignores: ['\"No,\" {cue: says} the sign.']\n"
         "               ^"},
    {"where_in_direct", DIRECT, "gives", "where: {words: \"1-2\"}\n"
         "    gives",
         "t.yaml:9:5: 'where' has no meaning in the stage 'direct'\n"
         "    where: {words: \"1-2\"}\n"
         "    ^"},
    {"where_zone", BLOCKS, "words: \"1-9\"", "zone: [head, tale]",
         "t.yaml:6:26: unknown zone 'tale'; there are: head, body, tail\n"
         "    where: {zone: [head, tale]}\n"
         "                         ^"},
    {"where_words", BLOCKS, "\"1-9\"", "\"9-1\"",
         "t.yaml:6:21: '9-1' is no number of words: write \"4\", \"1-12\" or \"12-\"\n"
         "    where: {words: \"9-1\"}\n"
         "                    ^"},
    {"where_yes", BLOCKS, "words: \"1-9\"", "ends-sentence: true",
         "t.yaml:6:28: yes or no is expected, not 'true'\n"
         "    where: {ends-sentence: true}\n"
         "                           ^"},
    {"where_seen", BLOCKS, "words: \"1-9\"", "seen: {headlines: no}",
         "t.yaml:6:20: unknown kind of block 'headlines'; did you mean 'headline'?\n"
         "    where: {seen: {headlines: no}}\n"
         "                   ^"},
    {"where_after", BLOCKS, "words: \"1-9\"", "after: capton",
         "t.yaml:6:20: unknown kind of block 'capton'; did you mean 'caption'?\n"
         "    where: {after: capton}\n"
         "                   ^"},
    {"where_unknown", BLOCKS, "words: \"1-9\"", "zones: head",
         "t.yaml:6:13: unknown key 'zones'; did you mean 'zone'?\n"
         "    where: {zones: head}\n"
         "            ^"},
    {"unknown_block", BLOCKS, "block: byline", "block: bylin",
         "t.yaml:5:20: unknown kind of block 'bylin'; did you mean 'byline'?\n"
         "    gives: {block: bylin}\n"
         "                   ^"},
    {"through", BLOCKS, "block: byline", "block: byline, through: and",
         "t.yaml:5:37: unknown value 'and'; did you mean 'end'?\n"
         "    gives: {block: byline, through: and}\n"
         "                                    ^"},
    {"feature_unknown", "features: {mael: manner}\n", NULL, NULL,
         "t.yaml:1:12: unknown feature 'mael'; did you mean 'male'?\n"
         "features: {mael: manner}\n"
         "           ^"},
    {"feature_list", "features: {male: maner}\n", NULL, NULL,
         "t.yaml:1:18: unknown word list 'maner'; did you mean 'manner'?\n"
         "features: {male: maner}\n"
         "                 ^"},
    {"feature_shape", "features: {male: a}\n"
         "shapes: {a: [comma]}\n", NULL, NULL,
         "t.yaml:1:18: a feature is made of word lists, and 'a' is none\n"
         "features: {male: a}\n"
         "                 ^"},
    {"feature_any", "features:\n"
         "  male: [manner, any]\n", NULL, NULL,
         "t.yaml:2:18: a feature is made of word lists, and 'any' is none\n"
         "  male: [manner, any]\n"
         "                 ^"},
};
// clang-format on

static const rule_file BASE[] = {
#define BASE_FILE(name, text)                                                                                          \
    {                                                                                                                  \
        name, text, sizeof(text) - 1                                                                                   \
    }
    BASE_FILE("stages.yaml", "stages:\n"
                             "  - {name: blocks, does: blocks}\n"
                             "  - {name: names, does: folds}\n"
                             "  - {name: quotations, does: folds-quotations}\n"
                             "  - {name: direct, does: attributes}\n"),
    BASE_FILE("words/said-verb.txt", "say|says|said\n"), BASE_FILE("words/manner.txt", "quietly\n"),
    BASE_FILE("words/broken.txt", "a||b\n"), // used by one case only
};

enum { BASE_COUNT = sizeof BASE / sizeof *BASE };

// The base text with one place replaced.
static void put_case(buf *out, const wrong_file *w)
{
    const char *at = w->from ? strstr(w->base, w->from) : NULL;
    buf_clear(out);
    ck_assert_msg(!w->from || at, "%s: the place to replace is not there", w->name);
    if (!at) {
        buf_puts(out, w->base);
        return;
    }
    buf_put(out, w->base, (size_t)(at - w->base));
    buf_puts(out, w->to);
    buf_puts(out, at + strlen(w->from));
}

// All messages of a load, one after the other.
static quoth_status load(const char *text, size_t len, buf *messages)
{
    rule_file files[BASE_COUNT + 1];
    quoth_error *e = quoth_error_new();
    rule_set *set = NULL;
    memcpy(files, BASE, sizeof BASE);
    files[BASE_COUNT] = (rule_file){"t.yaml", text, len};
    quoth_status status = rule_set_load(&set, "xx", files, BASE_COUNT + 1, true, e);
    ck_assert((status == QUOTH_OK) == (set != NULL));
    buf_clear(messages);
    for (size_t i = 0; i < quoth_error_count(e); i++) {
        buf_puts(messages, i ? "\n" : "");
        buf_puts(messages, quoth_error_message(e, i));
    }
    rule_set_free(set);
    quoth_error_free(e);
    return status;
}

START_TEST(test_message)
{
    const wrong_file *w = &WRONG[_i];
    buf text = {0}, messages = {0};
    put_case(&text, w);
    quoth_status status = load(text.bytes, text.len, &messages);
    ck_assert_msg(!strcmp(messages.bytes, w->message), "%s: expected\n%s\nbut got\n%s", w->name, w->message,
                  messages.bytes);
    ck_assert_int_eq(status, QUOTH_E_RULES);
    buf_free(&text);
    buf_free(&messages);
}
END_TEST

// The texts in which the cases replace a place are right themselves, else a case could fail for another reason.
START_TEST(test_bases)
{
    static const char *const BASES[] = {DIRECT, NAMES, BLOCKS};
    buf messages = {0};
    quoth_status status = load(BASES[_i], strlen(BASES[_i]), &messages);
    ck_assert_str_eq(messages.bytes, "");
    ck_assert_int_eq(status, QUOTH_OK);
    buf_free(&messages);
}
END_TEST

// Random damage to a right file: no crash, and either a set or messages.
START_TEST(test_damage)
{
    static const char ALPHABET[] = "{}[]:,'\"-?|/&*!# \n\tab0\xC3\xA9\0";
    uint32_t seed = 12345u + (uint32_t)_i;
    const char *base = _i % 2 ? DIRECT : BLOCKS;
    buf text = {0}, messages = {0};
    for (int round = 0; round < 50; round++) {
        buf_clear(&text);
        buf_puts(&text, base);
        for (int change = 0; change < 3; change++) {
            seed = seed * 1664525u + 1013904223u;
            text.bytes[(seed >> 8) % text.len] = ALPHABET[(seed >> 24) % (sizeof ALPHABET - 1)];
        }
        quoth_status status = load(text.bytes, text.len, &messages);
        ck_assert((status == QUOTH_OK) == (messages.len == 0));
    }
    buf_free(&text);
    buf_free(&messages);
}
END_TEST

Suite *suite_rule_errors(void);
Suite *suite_rule_errors(void)
{
    Suite *s = suite_create("rule_errors");
    TCase *c = tcase_create("messages");
    tcase_add_loop_test(c, test_message, 0, (int)(sizeof WRONG / sizeof *WRONG));
    tcase_add_loop_test(c, test_bases, 0, 3);
    suite_add_tcase(s, c);
    c = tcase_create("damage");
    tcase_add_loop_test(c, test_damage, 0, 20);
    suite_add_tcase(s, c);
    return s;
}
