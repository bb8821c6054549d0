// SPDX-License-Identifier: MIT
// row.c: see row.h. Comes in: the finished analysis. Goes out: public rows in the article's arena. Decides nothing.
#include "table/row.h"
#include "table/content.h"

#include <stdlib.h>
#include <string.h>

// What making the rows of one article needs.
typedef struct row_maker {
    arena *arena;
    const resolve_input *in;
    const page *page;
    const offsets *offsets;
    quoth_unit unit;
    row_memory *memory;
    buf *work;
} row_maker;

_Static_assert((int)ENTITY_PERSON == (int)QUOTH_PERSON && (int)ENTITY_DOCUMENT == (int)QUOTH_DOCUMENT,
               "entity_kind and quoth_kind have the same order");

const char *quoth_type_name(quoth_type type)
{
    static const char *const names[] = {"direct", "mixed", "indirect"};
    return (size_t)type < sizeof names / sizeof names[0] ? names[type] : "";
}

const char *quoth_kind_name(quoth_kind kind)
{
    static const char *const names[] = {"unknown", "person", "organisation", "group", "unnamed", "document"};
    return (size_t)kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

static uint32_t position(const row_maker *m, uint32_t byte)
{
    switch (m->unit) {
    case QUOTH_BYTES:
        return offsets_source(m->offsets, byte);
    case QUOTH_UTF16:
        return offsets_utf16(m->offsets, byte);
    case QUOTH_CODE_POINTS:
        break;
    }
    return offsets_code_point(m->offsets, byte);
}

static quoth_span span_of(const row_maker *m, token_span tokens)
{
    const token *first = &m->page->tokens[tokens.first], *last = &m->page->tokens[tokens.end - 1];
    return (quoth_span){position(m, first->start), position(m, last->start + last->len)};
}

static quoth_words words_of(row_maker *m, token_span tokens)
{
    if (tokens.first >= tokens.end)
        return (quoth_words){.text = NULL};
    return (quoth_words){tokens_text(m->arena, m->work, m->page, tokens), span_of(m, tokens)};
}

static const char *fold(row_maker *m, const char *text, size_t len)
{
    size_t room = 2 * len + 16;
    char *out = arena_alloc(m->arena, room + 1);
    out[utf8_fold(out, room, text, len)] = '\0';
    return out;
}

static const char *verb_lemma(row_maker *m, const token *t)
{
    const char *text = m->page->text.bytes + t->start, *lemma = row_memory_lemma(m->memory, text, t->len);
    return lemma ? lemma : fold(m, text, t->len);
}

// The dictionary form of the cue: its last word that is a verb of speech, else all of it.
static const char *lemma_of(row_maker *m, token_span cue, const quoth_words *words)
{
    const rule_set *rules = m->in->rules;
    const uint64_t *speech = rules->features[FEATURE_SPEECH_VERB];
    vocab *v = m->in->vocab;
    for (uint32_t i = cue.end; speech && i-- > cue.first;) {
        const token *t = &m->page->tokens[i];
        const uint64_t *bits = vocab_class_bits(v, vocab_type_class(v, t->type));
        if (bits_meet(bits, speech, predicates_words(rules->predicates)))
            return verb_lemma(m, t);
    }
    return words->text ? fold(m, words->text, strlen(words->text)) : NULL;
}

static quoth_speaker speaker_of(const row_maker *m, const attribution *a)
{
    quoth_speaker none = {.name = "", .role = "", .kind = QUOTH_UNKNOWN, .entity = -1};
    if (a->entity < 0)
        return none;
    const entity *e = &m->in->entities->items[a->entity];
    return (quoth_speaker){e->name ? e->name : "", e->role ? e->role : "", (quoth_kind)e->kind, a->entity};
}

// The mention that named the speaker; where none was made of it, the words that the rule took for one.
static quoth_words mention_of(row_maker *m, const attribution *a)
{
    if (a->mention < 0)
        return words_of(m, a->source);
    const mention *named = &m->in->mentions->items[a->mention];
    return words_of(m, (token_span){named->first, named->end});
}

static void fill_content(row_maker *m, quoth_row *row, const attribution *a)
{
    content c = content_of(m->page, m->in->vocab, a);
    quoth_span *spans = arena_take(m->arena, (c.count ? c.count : 1) * sizeof *spans);
    for (size_t i = 0; i < c.count; i++)
        spans[i] = span_of(m, c.parts[i]);
    if (a->text_first > c.parts[0].first && a->text_first < c.parts[0].end)
        c.parts[0].first = a->text_first;
    row->quote = content_text(m->arena, m->work, m->page, &c);
    row->spans = spans;
    row->span_count = c.count;
}

static quoth_row make(row_maker *m, const attribution *a)
{
    quoth_row row = {.speaker = speaker_of(m, a), .mention = mention_of(m, a), .cue = words_of(m, a->cue)};
    row.type = (quoth_type)(a->type - ROW_DIRECT);
    row.lemma = row.cue.text ? lemma_of(m, a->cue, &row.cue) : NULL;
    row.block = block_kind_name((block_kind)m->page->blocks[a->block].kind);
    row.confidence = a->confidence > 1 ? 1 : a->confidence > 0 ? (double)a->confidence : 0;
    row.rule = row_memory_rule(m->memory, a->rule, (link_step)a->step);
    fill_content(m, &row, a);
    return row;
}

static int compare_places(const void *left, const void *right)
{
    const row_place *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->attribution < b->attribution ? -1 : a->attribution > b->attribution;
}

size_t rows_order(const attribution_list *list, row_place *places)
{
    size_t count = 0;
    bool sorted = true;
    for (size_t i = 0; i < list->len; i++) {
        const attribution *a = &list->items[i];
        if (a->type == ROW_NONE || a->content_count == 0 || a->content[0].first >= a->content[0].end)
            continue;
        places[count] = (row_place){a->content[0].first, i};
        sorted &= count == 0 || places[count - 1].first <= places[count].first;
        count++;
    }
    if (!sorted)
        qsort(places, count, sizeof *places, compare_places);
    return count;
}

static void fill_rows(row_maker *m, quoth_article *article)
{
    const attribution_list *list = m->in->attributions;
    row_place *places = arena_take(m->arena, list->len * sizeof *places);
    size_t count = rows_order(list, places);
    quoth_row *rows = arena_take(m->arena, count * sizeof *rows);
    for (size_t i = 0; i < count; i++) {
        rows[i] = make(m, &list->items[places[i].attribution]);
        rows[i].n = (uint32_t)i + 1;
    }
    article->rows = rows;
    article->row_count = count;
}

static void fill_blocks(row_maker *m, quoth_article *article)
{
    const page *p = m->page;
    quoth_block *blocks = arena_take(m->arena, p->block_count * sizeof *blocks);
    for (size_t i = 0; i < p->block_count; i++) {
        const block *b = &p->blocks[i];
        blocks[i] = (quoth_block){
            {position(m, b->start), position(m, b->end)}, block_kind_name((block_kind)b->kind), b->rule ? b->rule : ""};
    }
    article->blocks = blocks;
    article->block_count = p->block_count;
}

void rows_make(quoth_article *article, const quoth_input *input, const resolve_input *analysis, row_memory *memory)
{
    row_maker m = {.arena = analysis->arena, .in = analysis, .page = analysis->page, .unit = input->unit};
    m.memory = memory;
    m.work = row_memory_work(memory);
    m.offsets = offsets_new(m.arena, &m.page->text);
    article->code_points = offsets_code_point(m.offsets, UINT32_MAX);
    fill_rows(&m, article);
    fill_blocks(&m, article);
}
