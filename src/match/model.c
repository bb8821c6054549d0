// SPDX-License-Identifier: MIT
// model.c: see model.h. Comes in: weights.yaml, features. Goes out: probabilities. The file is read line by line and
// not as YAML in general: it stands at the beginning of every run.
//
//     thresholds:
//       plain: 0.310
//     confidence:
//       plain: [[0.300, 0.412], [0.950, 0.987]]
//     features:
//       rule lemma:
//         source-said say: 1.203
#include "match/model.h"
#include "base/order.h"
#include "words/hash.h"

#include <math.h>
#include <string.h>

static const char *const case_names[MODEL_CASE_COUNT] = {
#define X(id, name) name,
    MODEL_CASES(X)
#undef X
};

const char *model_case_name(model_case c) { return case_names[c]; }

model_case model_case_of(const rule *r, bool quoted)
{
    if (r->gives.type == ROW_NONE)
        return MODEL_NOBODY;
    if (r->gives.speaker != SPEAKER_CAPTURED)
        return MODEL_CARRIED;
    return quoted ? MODEL_QUOTED : MODEL_PLAIN;
}

// ---- table ----
//
//     feature -> hash -> high bits: a bucket -> its factor
//                hash *  factor -> high bits: the slot
//
// Each bucket's factor is one with which none of its features meets another: a look-up reads one slot, without a branch
// that would be guessed wrong for each third feature.

model *model_new(arena *a, feature_parts *parts, size_t count)
{
    model *m = ARENA_NEW(a, model);
    m->arena = a;
    m->parts = parts ? parts : feature_parts_new(a, NULL);
    m->set = arena_take(a, count * sizeof *m->set);
    model_seal(m);
    return m;
}

void model_set(model *m, feature f, float weight) { m->set[m->set_count++] = (model_slot){f, weight}; }

static uint64_t hash_of(feature f) { return f * HASH_SECOND; }

static uint64_t bucket_of(const model *m, feature f) { return hash_of(f) >> m->bucket_shift; }

static model_slot *slot_of(const model *m, feature f)
{
    uint64_t hash = hash_of(f);
    return &m->slots[hash * m->factors[hash >> m->bucket_shift] >> m->shift];
}

// Places a bucket with the factor that it has now, or nothing of it. Of one feature the later weight stays.
static bool fits(model *m, const model_slot *first, const model_slot *end)
{
    for (const model_slot *s = first; s < end; s++) {
        model_slot *slot = slot_of(m, s->feature);
        if (slot->feature && slot->feature != s->feature) {
            while (s-- > first)
                slot_of(m, s->feature)->feature = 0;
            return false;
        }
        *slot = *s;
    }
    return true;
}

static bool place_buckets(model *m, const model_slot *s, const model_slot *end)
{
    while (s < end) {
        uint64_t bucket = bucket_of(m, s->feature);
        const model_slot *first = s;
        unsigned factor = 1;
        while (s < end && bucket_of(m, s->feature) == bucket)
            s++;
        for (m->factors[bucket] = 1; !fits(m, first, s); m->factors[bucket] = (uint16_t)factor)
            if ((factor += 2) > UINT16_MAX)
                return false;
    }
    return true;
}

static model_slot *sort_by_bucket(const model *m)
{
    order_key *keys = arena_take(m->arena, m->set_count * sizeof *keys);
    model_slot *sorted = arena_take(m->arena, m->set_count * sizeof *sorted);
    for (size_t i = 0; i < m->set_count; i++)
        keys[i] = (order_key){bucket_of(m, m->set[i].feature), i};
    order_sort(m->arena, keys, m->set_count);
    for (size_t i = 0; i < m->set_count; i++)
        sorted[i] = m->set[keys[i].low];
    return sorted;
}

// A bucket has two features or so and half of the slots stay free: few factors are tried for each.
void model_seal(model *m)
{
    unsigned bits = 4;
    while ((size_t)2 << bits < 3 * m->set_count)
        bits++;
    m->bucket_shift = 64 - (bits - 2);
    m->factors = ARENA_ARRAY(m->arena, uint16_t, (size_t)1 << (bits - 2));
    const model_slot *sorted = sort_by_bucket(m);
    do {
        m->slots = ARENA_ARRAY(m->arena, model_slot, (size_t)1 << bits);
        m->shift = 64 - bits++;
    } while (!place_buckets(m, sorted, sorted + m->set_count));
    m->count = 0;
    for (size_t i = 0; i < (size_t)1 << (64 - m->shift); i++)
        m->count += m->slots[i].feature != 0;
}

float model_weight(const model *m, feature f)
{
    const model_slot *s = slot_of(m, f);
    uint64_t differs = s->feature ^ f; // in less than 64 bits: below 0 only when 1 is taken from nothing
    uint32_t bits;
    memcpy(&bits, &s->weight, sizeof bits);
    bits &= (uint32_t)((int64_t)(differs - 1) >> 63);
    float weight;
    memcpy(&weight, &bits, sizeof weight);
    return weight;
}

float model_probability(const model *m, const feature_vector *v)
{
    float sum = 0;
    for (size_t i = 0; i < v->len; i++)
        sum += model_weight(m, v->items[i]);
    return 1 / (1 + expf(-sum));
}

float model_confidence(const model *m, model_case c, float p)
{
    const model_curve *curve = &m->curves[c];
    const model_point *at = curve->points, *end = at + curve->count;
    if (!curve->count)
        return p;
    while (at < end && at->probability < p)
        at++;
    if (at == curve->points)
        return at->confidence;
    if (at == end)
        return at[-1].confidence;
    float share = (p - at[-1].probability) / (at->probability - at[-1].probability);
    return at[-1].confidence + share * (at->confidence - at[-1].confidence);
}

// ---- reading ----

typedef enum section { SECTION_NONE, SECTION_THRESHOLDS, SECTION_CONFIDENCE, SECTION_FEATURES, SECTION_COUNT } section;
static const char *const section_names[SECTION_COUNT] = {"", "thresholds", "confidence", "features"};

typedef struct reader {
    const source_file *file;
    quoth_error *error;
    model *model;
    section section;
    feature_group group; // GROUP_COUNT: none yet
    const char *line;    // its beginning
    uint32_t number;     // of the line
} reader;

static bool fail(const reader *r, const char *at, const char *message)
{
    error_at(r->error, (place){r->file, r->number, (uint32_t)utf8_count(r->line, (size_t)(at - r->line)) + 1}, "%s",
             message);
    return false;
}

// A number such as -1.203; *at moves behind it.
static bool read_number(const char **at, const char *end, float *out)
{
    const char *p = *at;
    bool minus = p < end && *p == '-';
    float value = 0, unit = 1;
    p += minus;
    const char *digits = p;
    for (; p < end && *p >= '0' && *p <= '9' && p - digits < 6; p++)
        value = value * 10 + (float)(*p - '0');
    if (p == digits)
        return false;
    if (p < end && *p == '.')
        for (p++; p < end && *p >= '0' && *p <= '9'; p++)
            value += (float)(*p - '0') * (unit /= 10);
    *out = minus ? -value : value;
    *at = p;
    return true;
}

static bool skip(const char **at, const char *end, char c)
{
    while (*at < end && **at == ' ')
        ++*at;
    if (*at == end || **at != c)
        return false;
    ++*at;
    return true;
}

static bool read_fraction(const char **at, const char *end, float *out)
{
    while (*at < end && **at == ' ')
        ++*at;
    return read_number(at, end, out) && *out >= 0 && *out <= 1;
}

// [[0.300, 0.412], [0.950, 0.987]]
static bool read_curve(reader *r, const char *at, const char *end, model_curve *out)
{
    if (!skip(&at, end, '['))
        return fail(r, at, "a list of points is expected, as [[0.300, 0.412], [0.950, 0.987]]");
    do {
        model_point p = {0, 0};
        if (!skip(&at, end, '[') || !read_fraction(&at, end, &p.probability) || !skip(&at, end, ',') ||
            !read_fraction(&at, end, &p.confidence) || !skip(&at, end, ']'))
            return fail(r, at, "a point is two numbers from 0 to 1, as [0.300, 0.412]");
        if (out->count == MODEL_POINTS || (out->count && p.probability <= out->points[out->count - 1].probability))
            return fail(r, at, "the first numbers of up to 24 points rise");
        out->points[out->count++] = p;
    } while (skip(&at, end, ','));
    return skip(&at, end, ']') && at == end ? true : fail(r, at, "',' or ']' is expected");
}

static int find_case(const char *name, size_t len)
{
    for (int c = 0; c < MODEL_CASE_COUNT; c++)
        if (strlen(case_names[c]) == len && memcmp(case_names[c], name, len) == 0)
            return c;
    return -1;
}

static bool read_case(reader *r, const char *name, const char *colon, const char *end)
{
    int c = find_case(name, (size_t)(colon - name));
    const char *at = colon + 1;
    if (c < 0)
        return fail(r, name, "quoted, plain, carried, nobody or inner is expected");
    if (r->section == SECTION_CONFIDENCE)
        return read_curve(r, at, end, &r->model->curves[c]);
    return read_fraction(&at, end, &r->model->thresholds[c]) && at == end
               ? true
               : fail(r, at, "a number from 0 to 1 is expected");
}

static bool read_feature(reader *r, const char *name, const char *colon, const char *end)
{
    feature_part parts[FEATURE_PARTS] = {WORD_NO_PART};
    unsigned count = 0;
    float weight = 0;
    const char *at = colon + 1;
    if (r->group == GROUP_COUNT)
        return fail(r, name, "a group of features is expected before a feature");
    for (const char *word = name; word < colon && count < FEATURE_PARTS;) {
        const char *blank = memchr(word, ' ', (size_t)(colon - word));
        size_t len = (size_t)((blank ? blank : colon) - word);
        parts[count++] = feature_parts_add(r->model->parts, word, len);
        word += len + 1;
    }
    at += at < end && *at == ' ';
    if (!read_number(&at, end, &weight) || at != end)
        return fail(r, at, "a number is expected");
    model_set(r->model, feature_of(r->group, parts[0], parts[1], parts[2]), weight);
    return true;
}

static bool read_section(reader *r, const char *colon)
{
    size_t len = (size_t)(colon - r->line);
    for (int s = SECTION_THRESHOLDS; s < SECTION_COUNT; s++)
        if (strlen(section_names[s]) == len && memcmp(r->line, section_names[s], len) == 0) {
            r->section = (section)s;
            return true;
        }
    return fail(r, r->line, "thresholds, confidence or features is expected");
}

static bool read_group(reader *r, const char *name, const char *colon)
{
    r->group = feature_group_of(name, (size_t)(colon - name));
    return r->group != GROUP_COUNT ? true : fail(r, name, "there is no such group of features");
}

// The colon that ends a key: the last one of the line for a feature, whose name may have others.
static const char *find_colon(const char *from, const char *end, bool last)
{
    if (!last)
        return memchr(from, ':', (size_t)(end - from));
    while (end > from && end[-1] != ':')
        end--;
    return end > from ? end - 1 : NULL;
}

static bool read_line(reader *r, const char *end)
{
    const char *name = r->line;
    while (name < end && *name == ' ')
        name++;
    size_t indent = (size_t)(name - r->line);
    if (name == end || *name == '#')
        return true;
    const char *colon = find_colon(name, end, indent == 4);
    if (!colon)
        return fail(r, name, "a key and ':' are expected");
    if (indent == 0)
        return read_section(r, colon);
    if (indent == 2 && (r->section == SECTION_THRESHOLDS || r->section == SECTION_CONFIDENCE))
        return read_case(r, name, colon, end);
    if (indent == 2 && r->section == SECTION_FEATURES)
        return read_group(r, name, colon);
    if (indent == 4 && r->section == SECTION_FEATURES)
        return read_feature(r, name, colon, end);
    return fail(r, name, "this is not indented as a file of weights is");
}

static size_t count_lines(const source_file *file)
{
    size_t count = 1;
    for (const char *at = file->text, *end = at + file->len; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        count++;
    return count;
}

quoth_status model_read(model **out, arena *a, const source_file *file, quoth_error *e)
{
    reader r = {.file = file,
                .error = e,
                .model = model_new(a, NULL, count_lines(file)),
                .group = GROUP_COUNT,
                .line = file->text};
    r.model->thresholds[MODEL_INNER] = -1;
    const char *end = file->text + file->len;
    for (; r.line < end; r.line++) {
        const char *stop = memchr(r.line, '\n', (size_t)(end - r.line));
        const char *line_end = stop ? stop : end;
        r.number++;
        if (!read_line(&r, line_end > r.line && line_end[-1] == '\r' ? line_end - 1 : line_end))
            return QUOTH_E_RULES;
        r.line = line_end;
    }
    if (r.model->thresholds[MODEL_INNER] < 0) // a file that does not tell such rows apart
        r.model->thresholds[MODEL_INNER] = r.model->thresholds[MODEL_QUOTED];
    model_seal(r.model);
    *out = r.model;
    return QUOTH_OK;
}
