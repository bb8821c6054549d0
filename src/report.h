// SPDX-License-Identifier: MIT
// report.h: what explain.c has to tell about one rule and one text, and how it is laid out. Private to explain.c.
#ifndef QUOTH_REPORT_H
#define QUOTH_REPORT_H

#include "finding.h"
#include "match/trace.h"

#define VERDICTS(X)                                                                                                    \
    X(WON, "won")                                                                                                      \
    X(LOST, "lost against others")                                                                                     \
    X(REFUSED, "refused by a context")                                                                                 \
    X(UNFINISHED, "did not match")
typedef enum verdict {
#define X(name, text) VERDICT_##name,
    VERDICTS(X)
#undef X
        VERDICT_COUNT
} verdict;

typedef struct report {
    const rule_set *set;
    const rule *rule;
    const rule_program *program;
    stage_does does;
    quoth_analyser *analyser;
    matcher *matcher;
    analysis done;
    item_list items;    // as the rule sees them
    finding_list found; // what won in the end
    uint64_t *asked;    // predicates that the rule's tests name
    size_t words;       // of a bit set
    uint32_t line, at;  // line number of byte `at`, counted on as the report goes through the text
    size_t counts[VERDICT_COUNT];
    buf out;
    quoth_write write;
    void *context;
    bool stopped;
} report;

// Hands what is printed so far to the caller's function.
void report_flush(report *r);
bool report_item_is(const report *r, uint32_t i, predicate_id id);
// The text of an item, at most about `most` code points of it; `<sentence-end>` for an empty one.
void report_item(report *r, uint32_t i, size_t most);
// `speaker: person or organisation`, at most `most` bytes.
void report_position(report *r, uint32_t position, size_t most);
// Name, place, `about`, steps and contexts of the rule.
void report_head(report *r);
// The items around a trace, one a line: its text, the step that took it, what it is; then what the next ones lacked.
void report_trace(report *r, const trace *t);
// "line 3: the sentence"; bytes, to be called in text order.
void report_place(report *r, uint32_t start, uint32_t end);
// Collects the predicates that the rule's tests name.
void report_ask(report *r);

#endif
