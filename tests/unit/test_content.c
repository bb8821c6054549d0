// SPDX-License-Identifier: MIT
// test_content.c: what a row shows of a content: outer marks, commas, several parts, further paragraphs, line breaks.
#include "table/content.h"
#include "text_page.h"

Suite *suite_content(void);

enum { MOST_PARTS = 4 };

// The token that begins at a byte.
static uint32_t token_at(const page *p, size_t byte)
{
    for (size_t i = 0; i < p->token_count; i++)
        if (p->tokens[i].start >= byte)
            return (uint32_t)i;
    return (uint32_t)p->token_count;
}

// `marked` has the parts of the content in { and }; compares the text that a row shows with `wanted`.
static void expect(const char *marked, const char *wanted)
{
    char text[1024];
    size_t len = 0, starts[MOST_PARTS], ends[MOST_PARTS], count = 0;
    for (const char *c = marked; *c; c++) {
        if (*c == '{')
            starts[count] = len;
        else if (*c == '}')
            ends[count++] = len;
        else
            text[len++] = *c;
    }
    fixture f = fixture_new();
    page p = {.text = utf8_decode(f.memory, text, len)};
    page_split_blocks(f.memory, &p);
    page_tokenise(f.memory, &p, f.vocab, &f.lists);
    page_pair_quotations(f.memory, &p, f.vocab, &f.lists);
    attribution a = {.content_count = (uint8_t)count};
    for (size_t i = 0; i < count; i++)
        a.content[i] = (token_span){token_at(&p, starts[i]), token_at(&p, ends[i])};
    content c = content_of(&p, f.vocab, &a);
    content_print(&f.out, &p, &c);
    ck_assert_str_eq(f.out.len ? f.out.bytes : "", wanted);
    fixture_free(&f);
}

START_TEST(outer_marks_and_the_comma_are_left_out)
{
    expect("{\"We will appeal,\"} he said.", "We will appeal");
    expect("{“We will appeal.”} He said.", "We will appeal.");
    expect("{“We will appeal}” he said.", "We will appeal");
    expect("He said: {“Will we appeal?”}", "Will we appeal?");
    expect("{“We will appeal,} he said.", "We will appeal");
    expect("{“We will appeal”,} he said.", "We will appeal");
    expect("He said {“we will appeal”.}", "we will appeal");
    expect("{‘We will,’} he said.", "We will");
}
END_TEST

START_TEST(inner_marks_stay)
{
    expect("He said {it was “a disaster” for all}.", "it was “a disaster” for all");
    expect("He said {“a disaster” had come}.", "“a disaster” had come");
    expect("He said {that it was “a disaster”}.", "that it was “a disaster”");
    expect("{“He said ‘never,’ and left,”} she said.", "He said ‘never,’ and left");
    expect("He saw {“one” and “two”}.", "“one” and “two”");
}
END_TEST

START_TEST(parts_are_joined_by_one_space)
{
    expect("{“We will,”} he said, {“win.”}", "We will win.");
    expect("{“We will,} he said, {win.”}", "We will win.");
    expect("{“We will,”} he said, adding {that “all” is lost}.", "We will that “all” is lost");
}
END_TEST

START_TEST(further_paragraphs_lose_their_opening_mark)
{
    expect("{“First words here are long enough.\n\n“Second words here are too.”} He left.",
           "First words here are long enough. Second words here are too.");
    expect("{“First words here are long enough.\n\n}{“Second words here are too.”} He left.",
           "First words here are long enough. Second words here are too.");
}
END_TEST

START_TEST(white_space)
{
    expect("He said {that\n  it\trains}.", "that it rains");
    expect("He said {that  it\xC2\xA0rains}.", "that  it\xC2\xA0rains");
}
END_TEST

START_TEST(nothing_but_marks)
{
    expect("{“”} he said.", "“”");
    expect("{“,”} he said.", ",");
    expect("{,} he said.", ",");
    expect("He said nothing.", "");
}
END_TEST

Suite *suite_content(void)
{
    Suite *s = suite_create("content");
    TCase *t = tcase_create("content");
    tcase_add_test(t, outer_marks_and_the_comma_are_left_out);
    tcase_add_test(t, inner_marks_stay);
    tcase_add_test(t, parts_are_joined_by_one_space);
    tcase_add_test(t, further_paragraphs_lose_their_opening_mark);
    tcase_add_test(t, white_space);
    tcase_add_test(t, nothing_but_marks);
    suite_add_tcase(s, t);
    return s;
}
