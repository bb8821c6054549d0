// SPDX-License-Identifier: MIT
// test_resolve.c: attributions -> speakers (speaker/resolve.c, carry.c).
#include "people_fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

Suite *suite_resolve(void);

static const struct {
    const char *markup;
    unsigned n;
    const char *speaker;
} rows[] = {
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > .", 0, "Anna Lopez full-name"},
    {"<p {Anna Lopez} > came . [0 “ No ” 0] , <0p {Lopez} > said .", 0, "Anna Lopez part-of-name"},
    {"<p {Anna Lopez} > came . [0 “ No ” 0] , <0n she > said .", 0, "Anna Lopez pronoun"},
    // continued: same block, next block, a chain, past furniture
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > . [1< “ Never ” 1]", 1, "Anna Lopez continued"},
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > .\n[1< “ Never 1]\n[2< “ Ever ” 2]", 2, "Anna Lopez continued"},
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > .\n# more\n[1< “ Never ” 1]", 1, "Anna Lopez continued"},
    // not over a block between, nor from an indirect one of the block before
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > .\nRain .\n[1< “ Never ” 1]", 1, "-"},
    {"<0p {Anna Lopez} > said [0 she left 0] .\n[1< “ Never ” 1]", 1, "-"},
    {"<0p {Anna Lopez} > said [0 she left 0] . [1< “ Never ” 1]", 1, "Anna Lopez continued"},
    // introduced
    {"[0> “ No ” 0] .\n[1 “ Never ” 1] , said <1p {Anna Lopez} > .", 0, "Anna Lopez introduced"},
    {"[0> “ No ” 0] .", 0, "-"},
    // a transcript: the speaker stands inside
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > .\n[1< “ <p {Ruiz} > : Never ” 1]", 1, "Ruiz speaker-line"},
    {"[0 “ No ” 0] , said <0p {Anna Lopez} > .\n[1< “ <p {Ruiz} > left : Never ” 1]", 1, "Anna Lopez continued"},
    // nobody
    {"[0 “ No ” 0] .", 0, "-"},
    {"[0 “ No ” 0] , <0n she > said .", 0, "-"},
    // first person is whoever speaks
    {"[0 “ <1n I > think [1 that it rains 1] ” 0] , said <0p {Anna Lopez} > .", 1, "Anna Lopez pronoun"},
    {"<1n I > think [1 that it rains 1] .", 1, "-"},
};

START_TEST(speakers)
{
    people_fixture *f = people_fixture_new(rows[_i].markup, true);
    const char *speaker = people_fixture_speaker(f, rows[_i].n);
    ck_assert_msg(strcmp(speaker, rows[_i].speaker) == 0, "%s\n%u: %s, not %s", rows[_i].markup, rows[_i].n, speaker,
                  rows[_i].speaker);
    people_fixture_free(f);
}
END_TEST

// No rule folded the source: its words are the speaker, or the mention inside them that it hangs on.
START_TEST(unfolded_sources)
{
    static const struct {
        const char *markup;
        uint32_t first, end;
        const char *speaker;
    } sources[] = {
        {"the small print says [0 no 0]", 0, 3, "small print description"},
        {"the angry <p {Anna Lopez} > says [0 no 0]", 0, 4, "Anna Lopez full-name"},
        {"friends of <p {Anna Lopez} > say [0 no 0]", 0, 4, "friends of Anna Lopez description"},
        {"I say [0 no 0]", 0, 1, "-"},
        {", say [0 no 0]", 0, 1, "-"},
    };
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        people_fixture *f = people_fixture_new(sources[i].markup, false);
        f->attributions.items[0].source = (token_span){sources[i].first, sources[i].end};
        resolve_input in = {.arena = f->arena,
                            .page = &f->page,
                            .rules = &f->rules,
                            .vocab = f->vocab,
                            .nodes = &f->nodes,
                            .mentions = &f->mentions,
                            .entities = &f->entities,
                            .steps = f->steps,
                            .attributions = &f->attributions};
        speakers_resolve(&in);
        ck_assert_str_eq(people_fixture_speaker(f, 0), sources[i].speaker);
        people_fixture_free(f);
    }
}
END_TEST

START_TEST(mention_of_a_continued_row)
{
    people_fixture *f = people_fixture_new("[0 “ No ” 0] , said <0p {Anna Lopez} > . [1< “ Never ” 1]", true);
    ck_assert_int_ge(f->attributions.items[1].mention, 0);
    ck_assert_int_eq(f->attributions.items[1].mention, f->attributions.items[0].mention);
    people_fixture_free(f);
}
END_TEST

Suite *suite_resolve(void)
{
    Suite *suite = suite_create("resolve");
    TCase *cases = tcase_create("resolve");
    tcase_add_loop_test(cases, speakers, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(cases, unfolded_sources);
    tcase_add_test(cases, mention_of_a_continued_row);
    suite_add_tcase(suite, cases);
    return suite;
}
