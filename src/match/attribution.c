// SPDX-License-Identifier: MIT
// attribution.c: a candidate -> an attribution: items become tokens. Decides nothing.
#include "match/choose.h"

static token_span tokens_of(const item_list *items, const capture_span *s)
{
    if (!s)
        return (token_span){0, 0};
    return (token_span){items->items[s->first].first, items->items[s->end - 1].end};
}

// The node of the only item of a capture, or of its last item that has one and names the span best: the first.
static int32_t node_of(const item_list *items, const capture_span *s)
{
    for (uint32_t i = s ? s->first : 0; s && i < s->end; i++)
        if (items->items[i].node >= 0)
            return items->items[i].node;
    return -1;
}

bool tokens_have_quotation(const page *p, token_span s)
{
    for (uint32_t i = s.first; i < s.end; i++)
        if (p->tokens[i].flags & TOKEN_OPENS)
            return true;
    return false;
}

uint32_t page_block_of(const page *p, uint32_t token)
{
    size_t low = 0, high = p->block_count;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (p->blocks[middle].first_token <= token)
            low = middle;
        else
            high = middle;
    }
    return (uint32_t)low;
}

attribution attribution_of(const candidate *c, const rule *r, const page *p, const item_list *items)
{
    attribution out = {.rule = r, .type = r->gives.type, .from = r->gives.speaker, .mention = -1, .entity = -1};
    const capture_span *first[CAPTURE_COUNT] = {NULL}; // of each capture
    for (const capture_span *s = c->captures.spans, *end = s + c->captures.count; s < end; s++) {
        first[s->capture] = first[s->capture] ? first[s->capture] : s;
        if (s->capture == CAPTURE_CONTENT && out.content_count < ATTRIBUTION_SPANS) {
            out.content_rule[out.content_count] = r;
            out.content[out.content_count++] = tokens_of(items, s);
        }
    }
    out.text_first = out.content[0].first;
    const capture_span *opening = first[CAPTURE_OPENING];
    if (opening && out.content_count && items->items[opening->end - 1].end == out.content[0].first)
        out.content[0].first = items->items[opening->first].first;
    out.cue = tokens_of(items, first[CAPTURE_CUE]);
    out.listener = tokens_of(items, first[CAPTURE_LISTENER]);
    out.source = tokens_of(items, first[CAPTURE_SPEAKER]);
    out.source_node = node_of(items, first[CAPTURE_SPEAKER]);
    out.block = page_block_of(p, out.content[0].first);
    return out;
}
