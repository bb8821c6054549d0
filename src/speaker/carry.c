// SPDX-License-Identifier: MIT
// carry.c: continued and introduced speech. In: attributions, those with a source resolved. Out: entity, mention and
// step of the others. It does not decide whether a quotation goes on: the rules did.
#include "speaker/carry.h"

#define CARRY_NONE UINT32_MAX

// The body block before `b`, past captions, credits, subheads and furniture.
static uint32_t block_before(const page *p, uint32_t b)
{
    for (unsigned looked = 0; b > 0 && looked < 8; looked++)
        if (p->blocks[--b].kind == BLOCK_BODY)
            return b;
    return CARRY_NONE;
}

static bool is_quoted(const attribution *a) { return a->type == ROW_DIRECT || a->type == ROW_MIXED; }

// Whether `b` may lend its speaker to `a`.
static bool lends(const resolve_input *in, const attribution *a, const attribution *b)
{
    if (b->entity < 0 || b->type == ROW_NONE)
        return false;
    if (a->block == b->block)
        return true;
    uint32_t later = a->block > b->block ? a->block : b->block, earlier = later == a->block ? b->block : a->block;
    return is_quoted(b) && block_before(in->page, later) == earlier;
}

static void take(attribution *a, const attribution *b, link_step how)
{
    a->entity = b->entity;
    a->mention = b->mention;
    a->step = (uint8_t)how;
}

static bool wants(const attribution *a, speaker_from from)
{
    return a->entity < 0 && a->from == from && a->source.first == a->source.end;
}

void speakers_carry(const resolve_input *in)
{
    attribution *all = in->attributions->items;
    size_t len = in->attributions->len;
    const attribution *last = NULL;
    for (size_t i = 0; i < len; i++) {
        if (wants(&all[i], SPEAKER_PREVIOUS) && last && lends(in, &all[i], last))
            take(&all[i], last, LINK_CONTINUED);
        if (all[i].entity >= 0 && (is_quoted(&all[i]) || !last || last->block != all[i].block))
            last = &all[i];
    }
    last = NULL;
    for (size_t i = len; i-- > 0;) {
        if (wants(&all[i], SPEAKER_NEXT) && last && lends(in, &all[i], last))
            take(&all[i], last, LINK_INTRODUCED);
        if (all[i].entity >= 0 && (is_quoted(&all[i]) || !last || last->block != all[i].block))
            last = &all[i];
    }
}
