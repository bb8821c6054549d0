// SPDX-License-Identifier: MIT
// attribution.h: what the rules propose and, after the choice, what the article says who said.
#ifndef QUOTH_MATCH_ATTRIBUTION_H
#define QUOTH_MATCH_ATTRIBUTION_H

#include "match/node.h"

#define ATTRIBUTION_SPANS 8

typedef struct token_span {
    uint32_t first, end;
} token_span;

typedef struct attribution {
    const rule *rule;
    row_type type;
    token_span content[ATTRIBUTION_SPANS];       // tokens, with quotation marks where the content has them
    const rule *content_rule[ATTRIBUTION_SPANS]; // who gave it: `rule`, or one that `joins: previous`
    uint8_t content_count;
    uint32_t text_first; // token with which the row's own text begins: behind the capture `opening` (`that`)
    token_span cue;      // first == end: none
    token_span source;   // tokens of the capture `speaker`; first == end: none
    int32_t source_node; // node that covers exactly (or best) the source, or -1
    token_span listener; // first == end: none
    speaker_from from;   // where to take the speaker from when the source is empty
    uint32_t block;
    // filled by speaker/
    int32_t mention;  // mention that names the speaker of this row (maybe an earlier one), or -1
    int32_t entity;   // or -1: nobody
    uint8_t step;     // link_step that decided
    float confidence; // 0..1
} attribution;

typedef struct attribution_list {
    attribution *items;
    size_t len, room;
} attribution_list;

#endif
