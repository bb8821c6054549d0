// SPDX-License-Identifier: MIT
// test_buf.c: the growing byte buffer.
#include "base/buf.h"

#include <check.h>
#include <string.h>

Suite *suite_buf(void);

START_TEST(appends_of_every_kind)
{
    buf b = {0};
    buf_puts(&b, "a");
    buf_putc(&b, 'b');
    buf_put(&b, "c\0d", 3);
    buf_printf(&b, "%03d%s", 7, "!");
    buf_put(&b, NULL, 0);
    ck_assert_uint_eq(b.len, 9);
    ck_assert_mem_eq(b.bytes, "abc\0d007!", 10);
    buf_free(&b);
    ck_assert_ptr_null(b.bytes);
    ck_assert_uint_eq(b.len, 0);
}
END_TEST

START_TEST(empty_call_makes_a_string)
{
    buf b = {0};
    buf_clear(&b);
    ck_assert_str_eq(b.bytes, "");
    buf_free(&b);
    buf_puts(&b, "");
    ck_assert_str_eq(b.bytes, "");
    buf_free(&b);
    buf_printf(&b, "%s", "");
    ck_assert_str_eq(b.bytes, "");
    buf_free(&b);
}
END_TEST

START_TEST(clear_keeps_the_room)
{
    buf b = {0};
    for (int i = 0; i < 1000; i++)
        buf_putc(&b, 'x');
    size_t room = b.room;
    buf_clear(&b);
    ck_assert_uint_eq(b.len, 0);
    ck_assert_str_eq(b.bytes, "");
    ck_assert_uint_eq(b.room, room);
    buf_free(&b);
}
END_TEST

// Every length around the sizes at which the buffer grows.
START_TEST(printf_at_every_edge)
{
    char text[300];
    memset(text, 'y', sizeof text);
    for (int before = 0; before < 140; before++) {
        for (int len = 0; len < 140; len += 3) {
            buf b = {0};
            buf_put(&b, text, (size_t)before);
            buf_printf(&b, "%.*s", len, text);
            ck_assert_uint_eq(b.len, (size_t)(before + len));
            ck_assert_uint_eq(strlen(b.bytes), b.len);
            ck_assert_mem_eq(b.bytes, text, b.len);
            buf_free(&b);
        }
    }
}
END_TEST

Suite *suite_buf(void)
{
    Suite *suite = suite_create("buf");
    TCase *tests = tcase_create("buf");
    tcase_add_test(tests, appends_of_every_kind);
    tcase_add_test(tests, empty_call_makes_a_string);
    tcase_add_test(tests, clear_keeps_the_room);
    tcase_add_test(tests, printf_at_every_edge);
    suite_add_tcase(suite, tests);
    return suite;
}
