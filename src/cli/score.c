// SPDX-License-Identifier: MIT
// score.c: see score.h. Comes in: gold and rows of one article at a time. Goes out: counts. Prints nothing.
#include "cli/score.h"
#include "cli/passages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_MATCH SIZE_MAX

// A row as the score sees it.
typedef struct predicted {
    const quoth_row *row;
    spans source, cue, content;
    size_t match; // gold attribution, or NO_MATCH
    double overlap;
} predicted;

// One article while it is scored.
typedef struct sheet {
    score *s;
    pool pool;
    const characters *characters;
    const gold_article *article;
    predicted *rows;
    size_t row_count;
    size_t *gold_match; // row of each gold attribution, or NO_MATCH
    double *gold_overlap;
} sheet;

static spans span_of(pool *p, const quoth_words *words)
{
    spans out = {pool_alloc(p, 1, sizeof(quoth_span)), words->text != NULL};
    out.items[0] = words->span;
    return out;
}

static void read_rows(sheet *t, const quoth_row *rows)
{
    t->rows = pool_alloc(&t->pool, t->row_count + 1, sizeof *t->rows);
    for (size_t i = 0; i < t->row_count; i++) {
        const quoth_row *row = &rows[i];
        predicted *p = &t->rows[i];
        *p = (predicted){row, span_of(&t->pool, &row->mention), span_of(&t->pool, &row->cue), {0}, NO_MATCH, 0};
        p->content = (spans){pool_alloc(&t->pool, row->span_count + 1, sizeof(quoth_span)), row->span_count};
        if (row->span_count)
            memcpy(p->content.items, row->spans, row->span_count * sizeof *row->spans);
        spans_sort(&p->content);
    }
}

// ---- passages in quotation marks ----

// The gold attribution that has at least half of the passage and most of it, or NULL.
static const gold_attribution *gold_of(const sheet *t, spans passage)
{
    const gold_attribution *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < t->article->count; i++) {
        size_t common = spans_common(passage, t->article->attributions[i].content);
        if (common > most) {
            most = common;
            best = &t->article->attributions[i];
        }
    }
    return 2 * most >= spans_size(passage) ? best : NULL;
}

static const predicted *row_of(const sheet *t, spans passage)
{
    const predicted *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < t->row_count; i++) {
        size_t common = spans_common(passage, t->rows[i].content);
        if (common > most) {
            most = common;
            best = &t->rows[i];
        }
    }
    return 2 * most >= spans_size(passage) ? best : NULL;
}

static bool names_somebody(const sheet *t, const gold_attribution *g)
{
    return g && g->who && g->who[0] && strcmp(g->who, "NONE") != 0 && !name_is_neutral(t->s->names, g->who);
}

static void count(tally *t, bool in_gold, bool said, bool right)
{
    t->gold += in_gold;
    t->predicted += said;
    t->right_gold += right;
    t->right_predicted += right;
}

// UTF-8 of some code points, line breaks as spaces.
static char *encode(pool *p, const uint32_t *points, size_t count_points)
{
    char *out = pool_alloc(p, count_points * 4 + 1, 1);
    size_t at = 0;
    for (size_t i = 0; i < count_points; i++) {
        uint32_t c = points[i] < 0x20 || points[i] == 0x7F ? ' ' : points[i];
        if (c < 0x80) {
            out[at++] = (char)c;
            continue;
        }
        int more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
        out[at++] = (char)((0xF0 << (3 - more) & 0xFF) | c >> (6 * more));
        while (more--)
            out[at++] = (char)(0x80 | (c >> (6 * more) & 0x3F));
    }
    return out;
}

static void keep_wrong(sheet *t, quoth_span passage, const gold_attribution *g, const predicted *row)
{
    enum { SHOWN = 70 };
    score *s = t->s;
    if (s->wrong_count == s->most_wrong)
        return;
    size_t len = passage.end - passage.start;
    const char *body = encode(&t->pool, t->article->points + passage.start, len < SHOWN ? len : SHOWN);
    const char *line =
        pool_printf(&t->pool, "  %s @%u gold='%s' got='%s' “%s”", t->article->name, (unsigned)passage.start,
                    g && g->who ? g->who : "", row ? row->row->speaker.name : "", body);
    s->wrong = memory_grow(s->wrong, s->wrong_count + 1, sizeof *s->wrong);
    s->wrong[s->wrong_count++].text = text_copy(line, strlen(line));
}

static void score_passage(sheet *t, quoth_span passage)
{
    spans one = {&passage, 1};
    score *s = t->s;
    const gold_attribution *g = gold_of(t, one);
    const predicted *row = row_of(t, one);
    bool known = names_somebody(t, g), neutral = g && g->who && name_is_neutral(s->names, g->who);
    bool says = row && (row->row->speaker.name[0] || row->source.count);
    bool has_source = g && g->source.count;
    bool right_mention = has_source && says && spans_common(g->source, row->source) > 0;
    bool right_entity = known && says && name_is_same(s->names, row->row->speaker.name, g);
    count(&s->mention, has_source, says, right_mention);
    count(&s->entity, known, says && !neutral, right_entity);
    if ((known || says) && !right_entity && !neutral)
        keep_wrong(t, passage, g, row);
}

static void score_passages(sheet *t)
{
    spans passages = passages_find(&t->pool, t->article);
    for (size_t i = 0; i < passages.count; i++)
        score_passage(t, passages.items[i]);
}

// ---- whole attributions, one to one by overlap of content ----

typedef struct candidate {
    double overlap; // intersection over union
    size_t gold, row;
} candidate;

// Best first; equal ones as the scorer in Python sorts them.
static int compare_candidates(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->overlap != b->overlap)
        return a->overlap > b->overlap ? -1 : 1;
    if (a->gold != b->gold)
        return a->gold > b->gold ? -1 : 1;
    return a->row > b->row ? -1 : a->row < b->row;
}

static candidate *collect(sheet *t, size_t *found)
{
    size_t room = 64;
    candidate *out = memory_grow(NULL, room, sizeof *out);
    *found = 0;
    for (size_t i = 0; i < t->article->count; i++)
        for (size_t j = 0; j < t->row_count; j++) {
            spans a = t->article->attributions[i].content, b = t->rows[j].content;
            size_t common = spans_common(a, b);
            if (!common)
                continue;
            if (*found == room)
                out = memory_grow(out, room *= 2, sizeof *out);
            double whole = (double)spans_size(a) + (double)spans_size(b) - (double)common;
            out[(*found)++] = (candidate){(double)common / whole, i, j};
        }
    return out;
}

static void match(sheet *t)
{
    size_t found;
    candidate *candidates = collect(t, &found);
    qsort(candidates, found, sizeof *candidates, compare_candidates);
    t->gold_match = pool_alloc(&t->pool, t->article->count + 1, sizeof *t->gold_match);
    t->gold_overlap = pool_alloc(&t->pool, t->article->count + 1, sizeof *t->gold_overlap);
    for (size_t i = 0; i < t->article->count; i++)
        t->gold_match[i] = NO_MATCH;
    for (size_t k = 0; k < found; k++) {
        const candidate *c = &candidates[k];
        if (t->gold_match[c->gold] != NO_MATCH || t->rows[c->row].match != NO_MATCH)
            continue;
        t->gold_match[c->gold] = c->row;
        t->gold_overlap[c->gold] = t->rows[c->row].overlap = c->overlap;
        t->rows[c->row].match = c->gold;
    }
    free(candidates);
}

static bool is_good(const sheet *t, size_t gold_index, size_t row, double overlap)
{
    const gold_attribution *g = &t->article->attributions[gold_index];
    return overlap >= 0.5 && (g->source.count == 0 || spans_common(g->source, t->rows[row].source) > 0);
}

static int compare_text(const void *left, const void *right) { return strcmp(left, *(const char *const *)right); }

static bool is_speech_word(const score *s, const char *word)
{
    return s->speech_count && bsearch(word, s->speech, s->speech_count, sizeof *s->speech, compare_text);
}

// Whether a word of the cue (a run of ASCII letters) is one of speech.
static bool is_speech(const sheet *t, spans cue)
{
    enum { LONGEST = 63 };
    for (size_t i = 0; i < cue.count; i++) {
        char word[LONGEST + 1];
        size_t len = 0, end = cue.items[i].end < t->article->point_count ? cue.items[i].end : t->article->point_count;
        for (size_t k = cue.items[i].start; k <= end; k++) {
            uint32_t c = k < end ? t->article->points[k] | 0x20 : 0;
            if (c >= 'a' && c <= 'z') {
                word[len] = (char)c;
                len += len < LONGEST;
                continue;
            }
            word[len] = '\0';
            if (len && is_speech_word(t->s, word))
                return true;
            len = 0;
        }
    }
    return false;
}

static void add_gold_spans(sheet *t, const gold_attribution *g, const predicted *row)
{
    const spans of_gold[SPAN_PARTS] = {g->cue, g->source, g->content};
    for (int k = 0; k < SPAN_PARTS; k++) {
        tally *exact = &t->s->exact[k], *overlap = &t->s->overlap[k];
        exact->gold += of_gold[k].count > 0;
        overlap->gold += spans_size(of_gold[k]);
        if (!row)
            continue;
        const spans of_row[SPAN_PARTS] = {row->cue, row->source, row->content};
        bool right = of_gold[k].count && spans_same(t->characters, t->article, of_gold[k], of_row[k]);
        size_t common = spans_common(of_gold[k], of_row[k]);
        exact->right_gold += right;
        exact->right_predicted += right;
        overlap->right_gold += common;
        overlap->right_predicted += common;
    }
}

static void score_gold(sheet *t)
{
    score *s = t->s;
    for (size_t i = 0; i < t->article->count; i++) {
        const gold_attribution *g = &t->article->attributions[i];
        size_t j = t->gold_match[i];
        bool right = j != NO_MATCH && is_good(t, i, j, t->gold_overlap[i]), speech = is_speech(t, g->cue);
        s->all.gold++;
        s->all.right_gold += right;
        s->speech_rows.gold += speech;
        s->speech_rows.right_gold += right && speech;
        quoth_type type = content_type(&t->pool, t->characters, t->article, g->content);
        s->type_gold[type]++;
        s->type_right[type] += right;
        add_gold_spans(t, g, j == NO_MATCH ? NULL : &t->rows[j]);
    }
}

// Counts one row under a name.
static void count_part(part_list *list, const char *name, size_t len, bool right)
{
    part_tally *found = NULL;
    for (size_t i = 0; i < list->count && !found; i++)
        if (strlen(list->items[i].name) == len && memcmp(list->items[i].name, name, len) == 0)
            found = &list->items[i];
    if (!found) {
        if (list->count == list->room) {
            list->room = list->room ? list->room * 2 : 32;
            list->items = memory_grow(list->items, list->room, sizeof *list->items);
        }
        found = &list->items[list->count++];
        *found = (part_tally){.name = text_copy(name, len)};
    }
    found->rows++;
    found->right += right;
}

static void score_rule(sheet *t, const predicted *p, bool right)
{
    const char *rule = p->row->rule, *space = strchr(rule, ' ');
    count_part(&t->s->rules, rule, space ? (size_t)(space - rule) : strlen(rule), right);
    const gold_attribution *g = p->match == NO_MATCH ? NULL : &t->article->attributions[p->match];
    if (!names_somebody(t, g))
        return;
    const char *step = space ? space + 1 : "none";
    count_part(&t->s->steps, step, strlen(step), name_is_same(t->s->names, p->row->speaker.name, g));
}

static void count_confidence(score *s, double confidence, bool right)
{
    confidence_bin *bin = &s->bins[confidence < 1 ? (int)(confidence * CONFIDENCE_BINS) : CONFIDENCE_BINS - 1];
    bin->rows++;
    bin->right += right;
    bin->sum += confidence;
}

static void score_rows(sheet *t)
{
    score *s = t->s;
    for (size_t j = 0; j < t->row_count; j++) {
        const predicted *p = &t->rows[j];
        bool right = p->match != NO_MATCH && is_good(t, p->match, j, p->overlap);
        s->all.predicted++;
        s->all.right_predicted += right;
        s->speech_rows.predicted++;
        s->speech_rows.right_predicted += right;
        const spans parts[SPAN_PARTS] = {p->cue, p->source, p->content};
        for (int k = 0; k < SPAN_PARTS; k++) {
            s->exact[k].predicted += parts[k].count > 0;
            s->overlap[k].predicted += spans_size(parts[k]);
        }
        score_rule(t, p, right);
        count_confidence(s, p->row->confidence, right);
    }
}

// ---- word by word ----

enum { LABEL_NONE, LABEL_CONTENT, LABEL_SOURCE, LABEL_CUE };

static void label(const sheet *t, unsigned char *labels, spans s, unsigned char code)
{
    for (size_t i = 0; i < s.count; i++) {
        size_t end = s.items[i].end < t->article->point_count ? s.items[i].end : t->article->point_count;
        if (end > s.items[i].start)
            memset(labels + s.items[i].start, code, end - s.items[i].start);
    }
}

static unsigned char *label_gold(sheet *t)
{
    unsigned char *labels = pool_alloc(&t->pool, t->article->point_count + 1, 1);
    for (int code = LABEL_CONTENT; code <= LABEL_CUE; code++)
        for (size_t i = 0; i < t->article->count; i++) {
            const gold_attribution *g = &t->article->attributions[i];
            const spans s = code == LABEL_CONTENT ? g->content : code == LABEL_SOURCE ? g->source : g->cue;
            label(t, labels, s, (unsigned char)code);
        }
    return labels;
}

static unsigned char *label_rows(sheet *t)
{
    unsigned char *labels = pool_alloc(&t->pool, t->article->point_count + 1, 1);
    for (int code = LABEL_CONTENT; code <= LABEL_CUE; code++)
        for (size_t i = 0; i < t->row_count; i++) {
            const predicted *p = &t->rows[i];
            const spans s = code == LABEL_CONTENT ? p->content : code == LABEL_SOURCE ? p->source : p->cue;
            label(t, labels, s, (unsigned char)code);
        }
    return labels;
}

static void score_words(sheet *t)
{
    const unsigned char *of_gold = label_gold(t), *of_rows = label_rows(t);
    for (size_t i = 0; i < t->article->point_count;) {
        size_t at = word_next(t->characters, t->article, &i);
        if (at < t->article->point_count)
            t->s->pairs[of_gold[at]][of_rows[at]]++;
    }
}

void score_add(score *s, const gold_article *article, const quoth_row *rows, size_t row_count)
{
    sheet t = {.s = s, .characters = s->names->characters, .article = article, .row_count = row_count};
    read_rows(&t, rows);
    score_passages(&t);
    match(&t);
    score_gold(&t);
    score_rows(&t);
    score_words(&t);
    s->articles++;
    pool_free(&t.pool);
}

static int compare_parts(const void *left, const void *right)
{
    const part_tally *a = left, *b = right;
    if (a->rows != b->rows)
        return a->rows > b->rows ? -1 : 1;
    return strcmp(a->name, b->name);
}

void score_sort(score *s)
{
    if (s->rules.count)
        qsort(s->rules.items, s->rules.count, sizeof *s->rules.items, compare_parts);
    if (s->steps.count)
        qsort(s->steps.items, s->steps.count, sizeof *s->steps.items, compare_parts);
}

static void free_parts(part_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].name);
    free(list->items);
}

void score_free(score *s)
{
    free_parts(&s->rules);
    free_parts(&s->steps);
    for (size_t i = 0; i < s->wrong_count; i++)
        free(s->wrong[i].text);
    free(s->wrong);
}
