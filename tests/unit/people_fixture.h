// SPDX-License-Identifier: MIT
// people_fixture.h: a marked-up text -> page, nodes, attributions, as if rules had folded it, for the tests of
// people/ and speaker/. Words come in with spaces around them; the marks are
//
//     <p Mrs. {Hillary Clinton} , ~the US secretary of state~ >   a person, its captures name and role (~+ ... ~-
//     around
//                                                         a role that is a mention itself)
//     kinds: p person, r role, o organisation, g group, d document, n pronoun, l place, x noun phrase
//     <0p {Clinton} >    the source of attribution 0 (one digit)
//     [0 ... 0]          content of attribution 0, quoted when it begins with “
//     [1< ... 1]         content of attribution 1, which takes the speaker before; [1> the one behind
//     “ ”                a quotation (not nested); . ? ! end a sentence; a line end ends a block
//     #                  before a block: it is furniture
#ifndef QUOTH_TESTS_PEOPLE_FIXTURE_H
#define QUOTH_TESTS_PEOPLE_FIXTURE_H

#include "speaker/resolve.h"

typedef struct people_fixture {
    arena *arena;
    rule_set rules;
    vocab *vocab;
    name_table *names;
    page page;
    node_list nodes;
    attribution_list attributions;
    mention_list mentions;
    entity_list entities;
    link_step *steps;
} people_fixture;

// Reads the markup and clusters its mentions; with `resolve` the speakers too.
people_fixture *people_fixture_new(const char *markup, bool resolve);
void people_fixture_free(people_fixture *f);

// Name of the entity of the n-th mention (from 0) with exactly this text; "-" when it is linked to nobody, "?" when
// there is no such mention.
const char *people_fixture_who(const people_fixture *f, const char *text, unsigned n);
// How that mention was linked.
const char *people_fixture_how(const people_fixture *f, const char *text, unsigned n);
// The role of its entity, "-" for none.
const char *people_fixture_role(const people_fixture *f, const char *text, unsigned n);
// The entity of attribution n and how it was found: `Hillary Clinton continued`; "-" for nobody.
const char *people_fixture_speaker(const people_fixture *f, unsigned n);

#endif
