// SPDX-License-Identifier: MIT
// test_utf8.c: decoding and repair, offsets, classes, folding.
#include "base/utf8.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_utf8(void);

#define BAD "\xEF\xBF\xBD" // U+FFFD

static arena *memory;

static void setup(void) { memory = arena_new(NULL, NULL); }

static void teardown(void) { arena_free(memory); }

// Decodes a copy of exactly `len` bytes, so that a sanitizer sees every read beyond.
static decoded decode(const char *bytes, size_t len)
{
    char *copy = arena_alloc(memory, len);
    if (len)
        memcpy(copy, bytes, len);
    return utf8_decode(memory, copy, len);
}

typedef struct repair_case {
    const char *in;
    const char *out;
    size_t repairs;
} repair_case;

// Counts are those of Python's bytes.decode(errors='replace'), which follows Unicode's recommended practice.
static const repair_case REPAIRS[] = {
    {"plain", "plain", 0},
    {"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "é€😀", 0},
    {"a\x80z", "a" BAD "z", 1},
    {"\xC0\xAF", BAD BAD, 2},                 // overlong: no lead byte
    {"\xE0\x80\xAF", BAD BAD BAD, 3},         // overlong: second byte out of range
    {"\xED\xA0\x80", BAD BAD BAD, 3},         // surrogate
    {"\xF4\x90\x80\x80", BAD BAD BAD BAD, 4}, // beyond U+10FFFF
    {"\xE2\x82", BAD, 1},                     // cut off
    {"\xE2\x82z", BAD "z", 1},
    {"\xF0\x9F\x98"
     "a\xF0\x9F",
     BAD "a" BAD, 2},
    {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
     "A",
     BAD BAD BAD BAD "A", 4}, // Unicode 15, table 3-11
    {"\xFF\x41", BAD "A", 1},
    {"0123456789012345678901234567890123456789\xE9t\xE9", "0123456789012345678901234567890123456789" BAD "t" BAD, 2},
    {"\xEF\xBB\xBFx", "\xEF\xBB\xBFx", 0}, // the byte order mark stays
};

START_TEST(ill_formed_parts_are_replaced)
{
    const repair_case *c = &REPAIRS[_i];
    decoded d = decode(c->in, strlen(c->in));
    ck_assert_uint_eq(d.len, strlen(c->out));
    ck_assert_mem_eq(d.bytes, c->out, d.len);
    ck_assert_uint_eq(d.repairs, c->repairs);
    for (size_t i = 0; i < d.repairs; i++)
        ck_assert_mem_eq(d.bytes + d.repair_at[i], BAD, 3);
}
END_TEST

START_TEST(valid_input_is_not_copied)
{
    const char *text = "d\xC3\xA9j\xC3\xA0 vu";
    decoded d = utf8_decode(memory, text, strlen(text));
    ck_assert_ptr_eq(d.bytes, text);
    ck_assert(!d.ascii);
    d = utf8_decode(memory, "a\0b", 3);
    ck_assert(d.ascii);
    ck_assert_uint_eq(d.len, 3);
    d = utf8_decode(memory, NULL, 0);
    ck_assert_uint_eq(d.len, 0);
    ck_assert_ptr_nonnull(d.bytes);
}
END_TEST

// A bad byte at each place around the strides of the fast path.
START_TEST(one_bad_byte_anywhere)
{
    char text[100];
    for (size_t len = 1; len < sizeof text; len++) {
        for (size_t at = 0; at < len; at++) {
            memset(text, 'a', len);
            text[at] = (char)0x80;
            decoded d = decode(text, len);
            ck_assert_uint_eq(d.repairs, 1);
            ck_assert_uint_eq(d.repair_at[0], at);
            ck_assert_uint_eq(d.len, len + 2);
            ck_assert(!d.ascii);
        }
    }
}
END_TEST

static void expect_utf16(const char *bytes, size_t len, text_encoding encoding, const char *wanted, size_t repairs)
{
    decoded d = decode(bytes, len);
    ck_assert_int_eq(d.encoding, encoding);
    ck_assert_uint_eq(d.repairs, repairs);
    ck_assert_uint_eq(d.len, strlen(wanted));
    ck_assert_mem_eq(d.bytes, wanted, d.len);
}

#define MARK "\xEF\xBB\xBF"

START_TEST(utf16_by_byte_order_mark)
{
    expect_utf16("\xFF\xFE"
                 "A\0\xAC\x20\x3D\xD8\x00\xDE",
                 10, TEXT_UTF16LE, MARK "A€😀", 0);
    expect_utf16("\xFE\xFF"
                 "\0A\x20\xAC\xD8\x3D\xDE\x00",
                 10, TEXT_UTF16BE, MARK "A€😀", 0);
    expect_utf16("\xFE\xFF", 2, TEXT_UTF16BE, MARK, 0);
}
END_TEST

START_TEST(utf16_that_is_broken)
{
    expect_utf16("\xFF\xFE"
                 "\x3D\xD8"
                 "A\0",
                 6, TEXT_UTF16LE, MARK BAD "A", 1); // high alone
    expect_utf16("\xFF\xFE"
                 "\x00\xDE"
                 "A\0",
                 6, TEXT_UTF16LE, MARK BAD "A", 1); // low alone
    expect_utf16("\xFF\xFE"
                 "\x3D\xD8\x3D\xD8\x00\xDE",
                 8, TEXT_UTF16LE, MARK BAD "😀", 1); // high twice
    expect_utf16("\xFE\xFF"
                 "\xD8\x3D",
                 4, TEXT_UTF16BE, MARK BAD, 1); // cut in a pair
    expect_utf16("\xFF\xFE"
                 "A\0B",
                 5, TEXT_UTF16LE, MARK "A" BAD, 1); // odd length
}
END_TEST

// All three units by walking, for texts longer than the distance of checkpoints.
static void check_offsets(const char *input, size_t len)
{
    decoded d = decode(input, len);
    offsets *o = offsets_new(memory, &d);
    uint32_t code_points = 0, units = 0, source = 0;
    size_t repair = 0;
    for (size_t i = 0;;) {
        ck_assert_uint_eq(offsets_code_point(o, (uint32_t)i), code_points);
        ck_assert_uint_eq(offsets_utf16(o, (uint32_t)i), units);
        ck_assert_uint_eq(offsets_source(o, (uint32_t)i), source);
        if (i >= d.len)
            break;
        size_t start = i;
        int32_t c = utf8_next(d.bytes, d.len, &i);
        uint32_t size = c > 0xFFFF ? 2 : 1;
        code_points++;
        units += size;
        if (repair < d.repairs && d.repair_at[repair] == start)
            source += d.repair_size[repair++];
        else
            source += d.encoding == TEXT_UTF8 ? (uint32_t)(i - start) : 2 * size;
    }
    ck_assert_uint_eq(source, len);
    ck_assert_uint_eq(offsets_source(o, UINT32_MAX), len);
    ck_assert_uint_eq(offsets_code_point(o, UINT32_MAX), code_points);
    ck_assert_uint_eq(utf8_count(d.bytes, d.len), code_points);
}

START_TEST(offsets_in_every_unit)
{
    static const char *const PIECES[] = {"ascii text ", "é", "“", "😀", "\x80", "\xE2\x82", "\xF0\x9F\x98", "\n"};
    char text[3000];
    for (unsigned seed = 1; seed < 40; seed++) {
        size_t len = 0, wanted = seed * 60;
        unsigned state = seed;
        while (len < wanted) {
            state = state * 1103515245u + 12345u;
            const char *piece = PIECES[state >> 16 & 7];
            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        check_offsets(text, len);
    }
    memset(text, 'a', sizeof text);
    for (size_t at = 60; at + 4 < 200; at += 67) // one of them begins at the last of 64 bytes
        memcpy(text + at, "😀", 4);
    for (size_t len = 56; len < 200; len++)
        if (len < 60 || (len - 60) % 67 == 0 || (len - 60) % 67 > 3) // not within one of them
            check_offsets(text, len);
    check_offsets("only ascii", 10);
    check_offsets("", 0);
}
END_TEST

START_TEST(offsets_of_utf16)
{
    char text[2003] = "\xFF\xFE";
    for (size_t i = 2; i < 2002; i += 8)
        memcpy(text + i, "\x3D\xD8\x00\xDE\x1C\x20\x00\xDE", 8); // a pair, a curly mark, a lone half
    check_offsets(text, 2002);
    text[2002] = 'x';
    check_offsets(text, 2003);
}
END_TEST

START_TEST(columns_on_a_terminal)
{
    ck_assert_uint_eq(utf8_columns("abc", 3), 3);
    ck_assert_uint_eq(utf8_columns("日本", 6), 4);
    ck_assert_uint_eq(utf8_columns("e\xCC\x81", 3), 1);
    ck_assert_uint_eq(utf8_columns("\t\n", 2), 0);
}
END_TEST

START_TEST(classes_of_code_points)
{
    static const struct {
        int32_t c;
        unsigned class;
    } CASES[] = {
        {'a', UTF8_LETTER | UTF8_LOWER},
        {'Z', UTF8_LETTER | UTF8_UPPER},
        {'0', UTF8_DIGIT},
        {' ', UTF8_SPACE},
        {'\n', UTF8_SPACE},
        {'\0', 0},
        {0x7F, 0},
        {'-', UTF8_PUNCT},
        {'$', UTF8_SYMBOL},
        {'@', UTF8_PUNCT},
        {0xE9, UTF8_LETTER | UTF8_LOWER},
        {0x1C5, UTF8_LETTER | UTF8_UPPER},
        {0x5D0, UTF8_LETTER},
        {0x661, UTF8_DIGIT},
        {0xA0, UTF8_SPACE},
        {0x2009, UTF8_SPACE},
        {0x85, UTF8_SPACE},
        {0x301, UTF8_MARK},
        {0xAD, UTF8_INVISIBLE},
        {0x200B, UTF8_INVISIBLE},
        {0xFEFF, UTF8_INVISIBLE},
        {0x202E, UTF8_INVISIBLE},
        {0xFE0F, UTF8_MARK | UTF8_INVISIBLE},
        {0x201C, UTF8_PUNCT},
        {0x20AC, UTF8_SYMBOL},
        {0x1F600, UTF8_SYMBOL},
        {0x10FFFF, 0},
        {0x85 + 1, 0},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        ck_assert_msg(utf8_class(CASES[i].c) == CASES[i].class, "U+%04X is %u", (unsigned)CASES[i].c,
                      utf8_class(CASES[i].c));
}
END_TEST

// Folds a copy of exactly the word, into exactly the room that is promised.
static void expect_form(size_t form(char *, size_t, const char *, size_t), const char *word, const char *wanted)
{
    size_t len = strlen(word), room = 2 * len + 16;
    char *copy = malloc(len ? len : 1), *out = malloc(room);
    memcpy(copy, word, len);
    size_t out_len = form(out, room, copy, len);
    ck_assert_msg(out_len == strlen(wanted) && memcmp(out, wanted, out_len) == 0, "%s became %.*s, not %s", word,
                  (int)out_len, out, wanted);
    free(copy);
    free(out);
}

START_TEST(folding)
{
    expect_form(utf8_fold, "", "");
    expect_form(utf8_fold, "McDonald-SMITH3", "mcdonald-smith3");
    expect_form(utf8_fold, "don\xE2\x80\x99T", "don't");
    expect_form(utf8_fold, "don`t", "don't");
    expect_form(utf8_fold, "ÉTÉ", "été");
    expect_form(utf8_fold, "E\xCC\x81TE\xCC\x81", "été"); // decomposed; the mark composes with an ASCII letter
    expect_form(utf8_fold, "in\xC2\xADter\xE2\x80\x8Bna\xEF\xBB\xBFtional", "international");
    expect_form(utf8_fold, "ΟΔΟΣ", "οδοσ");
    expect_form(utf8_fold, "οδος", "οδοσ");
    expect_form(utf8_fold, "МОСКВА", "москва");
    expect_form(utf8_fold, "\xC8\xBA\xC8\xBA", "\xE2\xB1\xA5\xE2\xB1\xA5"); // longer in lower case
    expect_form(utf8_fold, "a\xCC\xA3\xCC\x82", "ậ");                       // two marks
    expect_form(utf8_fold, "a\xCC\x82\xCC\xA3", "ậ");                       // in the other order
    expect_form(utf8_fold, "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "한");
}
END_TEST

START_TEST(plain_form_keeps_capitals)
{
    expect_form(utf8_plain, "O\xE2\x80\x99Neill", "O'Neill");
    expect_form(utf8_plain,
                "E\xCC\x81T\xC2\xAD"
                "E",
                "ÉTE");
    expect_form(utf8_plain, "ΟΔΟΣ", "ΟΔΟΣ");
}
END_TEST

// Words that nobody writes: long runs of marks (ordering them must not take quadratic time), growth beyond the room.
START_TEST(folding_of_hostile_words)
{
    size_t len = 400000, room = 2 * len + 16;
    char *word = malloc(len), *out = malloc(room);
    for (size_t i = 0; i < len; i += 4)
        memcpy(word + i, i % 8 ? "\xCC\x81\xCC\xA3" : "\xCC\xA3\xCC\x81", 4);
    size_t marks = utf8_fold(out, room, word, len);
    ck_assert_uint_le(marks, room);
    ck_assert_uint_eq(utf8_count(out, marks), len / 2);
    for (size_t i = 0; i < len; i += 4)
        memcpy(word + i, "\xF0\x9D\x85\xA0", 4); // U+1D160 becomes three code points in NFC
    size_t grown = utf8_fold(out, room, word, len);
    ck_assert_uint_le(grown, room);
    ck_assert_uint_eq(utf8_decode(memory, out, grown).repairs, 0);
    ck_assert_uint_le(utf8_fold(out, 3, "abcdef", 6), 3);
    free(word);
    free(out);
}
END_TEST

Suite *suite_utf8(void)
{
    Suite *suite = suite_create("utf8");
    TCase *tests = tcase_create("utf8");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, ill_formed_parts_are_replaced, 0, sizeof REPAIRS / sizeof *REPAIRS);
    tcase_add_test(tests, valid_input_is_not_copied);
    tcase_add_test(tests, one_bad_byte_anywhere);
    tcase_add_test(tests, utf16_by_byte_order_mark);
    tcase_add_test(tests, utf16_that_is_broken);
    tcase_add_test(tests, offsets_in_every_unit);
    tcase_add_test(tests, offsets_of_utf16);
    tcase_add_test(tests, columns_on_a_terminal);
    tcase_add_test(tests, classes_of_code_points);
    tcase_add_test(tests, folding);
    tcase_add_test(tests, plain_form_keeps_capitals);
    tcase_add_test(tests, folding_of_hostile_words);
    suite_add_tcase(suite, tests);
    return suite;
}
