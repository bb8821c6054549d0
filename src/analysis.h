// SPDX-License-Identifier: MIT
// analysis.h: the pipeline, bytes -> attributions with speakers, as rules' examples and explain need it too. Private to
// quoth.c, examples.c and explain.c.
#ifndef QUOTH_ANALYSIS_H
#define QUOTH_ANALYSIS_H

#include "match/choose.h"
#include "speaker/resolve.h"

#define ANALYSIS_STAGES(X)                                                                                             \
    X(DECODE, "decode")                                                                                                \
    X(BLOCKS, "blocks")                                                                                                \
    X(TOKENS, "tokens")                                                                                                \
    X(QUOTATIONS, "quotations")                                                                                        \
    X(SENTENCES, "sentences")                                                                                          \
    X(FOLDS, "folds")                                                                                                  \
    X(ATTRIBUTIONS, "attributions")                                                                                    \
    X(MENTIONS, "mentions")                                                                                            \
    X(SPEAKERS, "speakers")                                                                                            \
    X(ROWS, "rows")
typedef enum analysis_stage {
#define X(name, text) ANALYSIS_##name,
    ANALYSIS_STAGES(X)
#undef X
        ANALYSIS_STAGE_COUNT
} analysis_stage;

struct quoth_rules {
    arena *arena;
    rule_set *set;
    program_set *programs;
    struct model *model; // weights.yaml; NULL: there is none, or examples are run, which ask what rules find alone
    const char *folder;  // where it was read from; NULL: embedded
};

struct quoth_analyser {
    const struct quoth_rules *rules;
    arena *arena; // of the article
    vocab *vocab;
    matcher *matcher;
    name_table *names;
    struct row_memory *row_memory;
    quoth_article article;
    struct explanation *explanation; // of the article, from the first row on that is explained (explain_row.c)
    struct quoth_rules *whole;       // the rules with what they are about, once they were asked for (explain_row.c)
    struct analysis *done;           // of the article
    bool timed;
    uint64_t nanoseconds[ANALYSIS_STAGE_COUNT];
};

typedef struct analysis {
    page page;
    item_list items;
    node_list nodes;
    attribution_list attributions;
    mention_list mentions;
    link_step *steps;
    entity_list entities;
    // what came of every candidate and every pronoun, for who asks before analysis_attribute; NULL: nobody
    competition *competition;
    struct pronoun_log *pronouns;
} analysis;

// Loads the rules again with their examples (they are left out when a program starts), without weights.
quoth_status rules_load_whole(quoth_rules **out, const quoth_rules *like, quoth_error *e);

// What classes of block an analysis looks for: real pages, or one text whose blocks are all body (examples).
typedef enum analysis_mode { ANALYSIS_PAGE, ANALYSIS_BODY } analysis_mode;

// The page up to its sentences, in the analyser's arena.
void analysis_read(quoth_analyser *r, const char *bytes, size_t len, analysis_mode mode, analysis *out);
// The folding stages before `stop` (rule_set.stage_count: all).
void analysis_fold(quoth_analyser *r, analysis *out, size_t stop);
// All of it but the attributions: the arena reset, the page read, all folds.
void analysis_begin(quoth_analyser *r, const char *bytes, size_t len, analysis *out);
// Attributions, mentions, speakers.
void analysis_attribute(quoth_analyser *r, analysis *out);

#endif
