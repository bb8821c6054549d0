// SPDX-License-Identifier: MIT
// finding.h: what rules found in an analysed text, in one form for rows, items and blocks: a rule and its captures as
// bytes. Private to examples.c, explain.c and dump.c.
#ifndef QUOTH_FINDING_H
#define QUOTH_FINDING_H

#include "analysis.h"
#include "base/buf.h"

enum { FINDING_SPANS = 16 };

typedef struct finding {
    const rule *rule;                  // NULL: a block that no rule decided
    example_span spans[FINDING_SPANS]; // bytes of page.text, by capture; a block is its capture `item`
    size_t count;
} finding;

typedef struct finding_list {
    finding *items;
    size_t len, room;
} finding_list;

// Makes the analyser ready for a new text and analyses it as far as `stage` needs: a block stage ends with the
// blocks, a folding stage before (through == false) or behind its own folds, an attributing one with the speakers.
void finding_analyse(quoth_analyser *r, size_t stage, bool through, analysis_mode mode, const char *text, size_t len,
                     analysis *out);
// Everything that the rules of stages of this kind found, in text order (items: in the order in which they were
// made).
finding_list findings_of(arena *a, const rule_set *set, stage_does does, const analysis *done);
// What a match would give if it won, in the form of findings_of().
finding finding_of_match(const rule *r, stage_does does, const capture_set *captures, uint32_t first, uint32_t end,
                         const item_list *items, const page *p);
bool finding_equals(const finding *a, const finding *b);
// `{content: "We will appeal,"} {cue: said} {speaker: Maria Lopez}`, as examples are written; long spans are
// shortened in the middle.
void finding_print(buf *out, const finding *f, const page *p);
void span_print(buf *out, const example_span *s, const page *p);
// The text of bytes [start, end), at most about `most` code points of it, line ends and control characters as spaces.
void excerpt_print(buf *out, const page *p, uint32_t start, uint32_t end, size_t most);

// The rule of a name (`said` or `direct/said`); NULL with a message and "did you mean" when there is none.
const rule *rule_named(const rule_set *set, const char *name, quoth_error *e);

#endif
