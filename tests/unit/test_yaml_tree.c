// SPDX-License-Identifier: MIT
// test_yaml_tree.c: trees and their places; what is refused, with the whole message.
#include "rules/yaml_tree.h"

#include "base/buf.h"

#include <check.h>
#include <string.h>

typedef struct wrong_yaml {
    const char *text, *messages;
} wrong_yaml;

// clang-format off
static const wrong_yaml WRONG[] = {
    {"a: [b\n"
     "c: d\n",
     "y.yaml:2:2: no valid YAML: while parsing a flow sequence, did not find expected ',' or ']'\n"
     "c: d\n"
     " ^"},
    {"a:\n"
     "\t- b\n",
     "y.yaml:2:1: no valid YAML: while scanning for the next token, found character that cannot start any token\n"
     "\t- b\n"
     "^"},
    {"a: \"b\xFF" "\"\n",
     "y.yaml:1:6: no valid YAML: invalid leading UTF-8 octet\n"
     "a: \"b\xEF" "\xBF" "\xBD" "\"\n"
     "     ^"},
    {"\xC3" "\xA9" ": [x: {y: z]\n",
     "y.yaml:1:13: no valid YAML: while parsing a flow mapping, did not find expected ',' or '}'\n"
     "\xC3" "\xA9" ": [x: {y: z]\n"
     "            ^"},
    {"a: {b: &x c}\n",
     "y.yaml:1:8: YAML anchors are not allowed here\n"
     "a: {b: &x c}\n"
     "       ^"},
    {"a: [b, *x]\n",
     "y.yaml:1:8: YAML aliases are not allowed here\n"
     "a: [b, *x]\n"
     "       ^"},
    {"a: !!str b\n",
     "y.yaml:1:4: YAML tags are not allowed here\n"
     "a: !!str b\n"
     "   ^"},
    {"a: &x !t [b]\n",
     "y.yaml:1:4: YAML anchors are not allowed here\n"
     "a: &x !t [b]\n"
     "   ^\n"
     "y.yaml:1:4: YAML tags are not allowed here\n"
     "a: &x !t [b]\n"
     "   ^"},
    {"a: b\n"
     "c: d\n"
     "\"a\": e\n",
     "y.yaml:3:2: the key 'a' stands here twice\n"
     "\"a\": e\n"
     " ^"},
    {"a: b\n"
     "---\n"
     "a: b\n",
     "y.yaml:2:1: one file holds one YAML document\n"
     "---\n"
     "^"},
    {"? [a]\n"
     ": b\n",
     "y.yaml:1:3: a key must be one word\n"
     "? [a]\n"
     "  ^"},
    {"? *x\n"
     ": b\n",
     "y.yaml:1:3: YAML aliases are not allowed here\n"
     "? *x\n"
     "  ^"},
    {"a: \"b\\0c\"\n",
     "y.yaml:1:5: a NUL character is not allowed\n"
     "a: \"b\\0c\"\n"
     "    ^"},
    {"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - a\n",
     "y.yaml:1:81: lists and maps are nested too deeply\n"
     "- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - a\n"
     "                                                                                ^"},
};
// clang-format on

typedef struct reading {
    arena *arena;
    quoth_error *errors;
    source_file file;
    tree_node *tree;
    quoth_status status;
} reading;

static void read_text(reading *r, const char *text, size_t len, const char *const *skip)
{
    *r = (reading){.arena = arena_new(NULL, NULL), .errors = quoth_error_new(), .file = {"y.yaml", text, len}};
    r->status = tree_read(&r->tree, r->arena, &r->file, skip, r->errors);
    ck_assert((r->status == QUOTH_OK) == (quoth_error_count(r->errors) == 0));
}

static void clear(reading *r)
{
    quoth_error_free(r->errors);
    arena_free(r->arena);
}

START_TEST(test_wrong)
{
    reading r;
    buf messages = {0};
    read_text(&r, WRONG[_i].text, strlen(WRONG[_i].text), NULL);
    for (size_t i = 0; i < quoth_error_count(r.errors); i++)
        buf_printf(&messages, "%s%s", i ? "\n" : "", quoth_error_message(r.errors, i));
    ck_assert_int_eq(r.status, QUOTH_E_RULES);
    ck_assert_str_eq(messages.bytes, WRONG[_i].messages);
    buf_free(&messages);
    clear(&r);
}
END_TEST

// In large maps duplicate keys are found in another way than in small ones.
START_TEST(test_large_map)
{
    buf text = {0};
    reading r;
    for (int i = 0; i < 40; i++)
        buf_printf(&text, "k%d: x\n", i);
    read_text(&r, text.bytes, text.len, NULL);
    ck_assert_uint_eq(r.tree->count, 40);
    clear(&r);
    buf_puts(&text, "k3: y\nk39: z\n");
    read_text(&r, text.bytes, text.len, NULL);
    ck_assert_uint_eq(quoth_error_count(r.errors), 2);
    ck_assert_str_eq(quoth_error_message(r.errors, 0), "y.yaml:41:1: the key 'k3' stands here twice\nk3: y\n^");
    ck_assert_str_eq(quoth_error_message(r.errors, 1), "y.yaml:42:1: the key 'k39' stands here twice\nk39: z\n^");
    clear(&r);
    buf_free(&text);
}
END_TEST

static void assert_place(place where, unsigned line, unsigned column)
{
    ck_assert_uint_eq(where.line, line);
    ck_assert_uint_eq(where.column, column);
}

START_TEST(test_tree)
{
    static const char TEXT[] = "# comment\n"
                               "\xC3\xA9: [a, 'b c', \"d\"]\n"
                               "map:\n"
                               "  - x: 1\n"
                               "    y:\n"
                               "  - |\n"
                               "    text\n";
    reading r;
    read_text(&r, TEXT, sizeof TEXT - 1, NULL);
    const tree_node *list = r.tree->first;
    ck_assert_int_eq(r.tree->kind, TREE_MAP);
    ck_assert_str_eq(list->key, "\xC3\xA9");
    assert_place(list->key_where, 2, 1);
    assert_place(list->where, 2, 4);
    ck_assert_uint_eq(list->count, 3);
    assert_place(list->first->where, 2, 5);
    assert_place(list->first->next->where, 2, 9); // behind the quote
    ck_assert_str_eq(list->first->next->text, "b c");
    ck_assert_int_eq(list->first->next->style, TREE_SINGLE);
    ck_assert_int_eq(list->first->next->next->style, TREE_DOUBLE);
    ck_assert_ptr_null(list->first->next->next->next);
    const tree_node *map = tree_find(r.tree, "map");
    ck_assert_uint_eq(map->count, 2);
    assert_place(tree_find(map->first, "x")->where, 4, 8);
    ck_assert_uint_eq(tree_find(map->first, "y")->len, 0);
    ck_assert_ptr_null(tree_find(map->first, "z"));
    ck_assert_ptr_null(tree_find(map, "x"));
    ck_assert_ptr_null(tree_find(NULL, "x"));
    ck_assert_str_eq(map->first->next->text, "text\n");
    ck_assert_int_eq(map->first->next->style, TREE_BLOCK);
    clear(&r);
}
END_TEST

// A scalar, a byte of its text, and the place of that byte in the file.
static const struct {
    const char *yaml;
    size_t offset;
    unsigned line, column;
} PLACES[] = {
    {"- abc", 2, 1, 5},
    {"- '\xC3\xA9\xE2\x82\xACx'", 5, 1, 6}, // columns are code points
    {"- 'a''b'", 2, 1, 7},                  // '' is one
    {"- \"a\\\"b\"", 2, 1, 7},
    {"- \"\\u201Cb\"", 3, 1, 10}, // six columns, three bytes
    {"- \"\\U0001F600b\"", 4, 1, 14},
    {"- \"\\x41b\"", 1, 1, 8},
    {"- \"\\_b\"", 2, 1, 6},       // U+00A0
    {"- \"\\Lb\"", 3, 1, 6},       // U+2028
    {"- \"a\\\n   bc\"", 2, 2, 5}, // a line that goes on
    {"- a\n  b", 2, 2, 3},         // folded: "a b"
    {"- 'a  \n\n\n  b'", 3, 4, 3}, // "a\n\nb"
    {"- a b", 99, 1, 3},           // behind the end: the beginning
    {"- |\n  abc", 2, 1, 3},       // block scalars: where they begin
};

START_TEST(test_places)
{
    reading r;
    read_text(&r, PLACES[_i].yaml, strlen(PLACES[_i].yaml), NULL);
    ck_assert_ptr_nonnull(r.tree);
    place where = tree_place(r.tree->first, PLACES[_i].offset);
    ck_assert_msg(where.line == PLACES[_i].line && where.column == PLACES[_i].column, "%s: %u:%u", PLACES[_i].yaml,
                  (unsigned)where.line, (unsigned)where.column);
    clear(&r);
}
END_TEST

START_TEST(test_empty)
{
    static const char *const TEXTS[] = {"", "\n\n", "# only a comment\n", "---\n...\n"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        reading r;
        read_text(&r, TEXTS[i], strlen(TEXTS[i]), NULL);
        ck_assert_int_eq(r.status, QUOTH_OK);
        ck_assert(!r.tree || (r.tree->kind == TREE_SCALAR && !r.tree->len));
        clear(&r);
    }
}
END_TEST

static const char *const SKIP[] = {"finds", "wants", NULL};

START_TEST(test_skip)
{
    static const char TEXT[] = "a:\n"
                               "  finds:\n"
                               "    - '{x'\n"
                               "\n"
                               "    - y\n"
                               "  b: 1\n"
                               "  wants:\n"
                               "  - z\n"
                               "  - [: wrong\n"
                               "  findsx: 2\n"
                               "  c: 3";
    reading r;
    read_text(&r, TEXT, sizeof TEXT - 1, SKIP);
    const tree_node *a = tree_find(r.tree, "a");
    ck_assert_uint_eq(a->count, 3);
    assert_place(tree_find(a, "b")->where, 6, 6);
    assert_place(tree_find(a, "findsx")->where, 10, 11);
    ck_assert_str_eq(tree_find(a, "c")->text, "3");
    clear(&r);
}
END_TEST

// What only looks like a key is read as it stands.
START_TEST(test_skip_in_text)
{
    static const char TEXT[] = "a: \"one\n"
                               "  finds: two\"\n"
                               "b: 1\n";
    reading r;
    read_text(&r, TEXT, sizeof TEXT - 1, SKIP);
    ck_assert_str_eq(tree_find(r.tree, "a")->text, "one finds: two");
    ck_assert_str_eq(tree_find(r.tree, "b")->text, "1");
    clear(&r);
}
END_TEST

Suite *suite_yaml_tree(void);
Suite *suite_yaml_tree(void)
{
    Suite *s = suite_create("yaml_tree");
    TCase *c = tcase_create("trees");
    tcase_add_loop_test(c, test_wrong, 0, (int)(sizeof WRONG / sizeof *WRONG));
    tcase_add_test(c, test_large_map);
    tcase_add_test(c, test_tree);
    tcase_add_loop_test(c, test_places, 0, (int)(sizeof PLACES / sizeof *PLACES));
    tcase_add_test(c, test_empty);
    tcase_add_test(c, test_skip);
    tcase_add_test(c, test_skip_in_text);
    suite_add_tcase(s, c);
    return s;
}
