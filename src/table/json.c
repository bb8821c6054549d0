// SPDX-License-Identifier: MIT
// json.c: rows -> JSON and JSONL. Comes in: rows. Goes out: complete objects in valid UTF-8. Changes no text.
#include "table/json.h"
#include "table/scan.h"

// Keys with what stands around them; the comma is left out at the beginning of an object. KEY_ROOM bytes are copied
// whatever the length, which is faster.
enum { KEY_ROOM = 24, COMMA = 2 };

typedef struct json_text {
    char bytes[COMMA + KEY_ROOM];
    size_t len;
} json_text;
#define JSON_TEXT(literal)                                                                                             \
    {                                                                                                                  \
        literal, sizeof(literal) - 1                                                                                   \
    }

static const json_text column_keys[] = {
#define X(id, name, group, key, part, value, width, expression, about) [COLUMN_##id] = JSON_TEXT(", \"" key "\": "),
    COLUMNS(X)
#undef X
};

static const json_text group_openings[] = {
#define X(id, key, parent, present) [GROUP_##id] = JSON_TEXT(", \"" key "\": {"),
    COLUMN_GROUPS(X)
#undef X
};

static const json_text group_absences[] = {
#define X(id, key, parent, present) [GROUP_##id] = JSON_TEXT(", \"" key "\": null"),
    COLUMN_GROUPS(X)
#undef X
};

static inline void put(buf *out, const char *bytes, size_t len)
{
    memcpy(writer_room(out, len), bytes, len);
    out->len += len;
}

#define PUT(out, literal) put(out, literal, sizeof(literal) - 1)

static void put_number(buf *out, uint32_t number)
{
    char digits[10];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    put(out, digits + at, sizeof digits - at);
}

// Bytes that stand in a string as they are.
static bool is_plain(unsigned char c) { return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F; }

static void put_escape(buf *out, unsigned char c)
{
    if (c == '"')
        buf_puts(out, "\\\"");
    else if (c == '\\')
        buf_puts(out, "\\\\");
    else if (c == '\n')
        buf_puts(out, "\\n");
    else if (c == '\t')
        buf_puts(out, "\\t");
    else
        buf_printf(out, "\\u%04x", c);
}

static bool has_special(const char *eight)
{
    uint64_t word = scan_load(eight);
    return scan_below(word, 0x20) | scan_equal(word, '"') | scan_equal(word, '\\') | scan_equal(word, 0x7F);
}

// The first byte from i on that does not stand as it is, or `end`.
static size_t skip_plain(const char *text, size_t i, size_t end)
{
    if (end - i >= 8) {
        while (i + 8 <= end && !has_special(text + i))
            i += 8;
        if (i + 8 > end && !has_special(text + end - 8))
            return end;
    }
    while (i < end && is_plain((unsigned char)text[i]))
        i++;
    return i;
}

static void put_string(quoth_writer *w, const char *text)
{
    buf *out = &w->out;
    size_t len;
    text = writer_text(w, text, &len);
    PUT(out, "\"");
    for (size_t i = 0; i < len;) {
        size_t from = i;
        i = skip_plain(text, i, len);
        put(out, text + from, i - from);
        if (i < len)
            put_escape(out, (unsigned char)text[i++]);
    }
    PUT(out, "\"");
}

static void put_spans(buf *out, const column_value *value)
{
    PUT(out, "[");
    for (size_t i = 0; i < value->span_count; i++) {
        if (i)
            PUT(out, ", ");
        PUT(out, "{\"start\": ");
        put_number(out, value->spans[i].start);
        PUT(out, ", \"end\": ");
        put_number(out, value->spans[i].end);
        PUT(out, "}");
    }
    PUT(out, "]");
}

static void put_value(quoth_writer *w, column_kind kind, const column_value *value)
{
    switch (kind) {
    case COLUMN_IS_COUNT:
        put_number(&w->out, value->count);
        break;
    case COLUMN_IS_FRACTION:
        writer_fraction(&w->out, value->fraction);
        break;
    case COLUMN_IS_SPANS:
        put_spans(&w->out, value);
        break;
    case COLUMN_IS_OPTIONAL:
        if (!value->text[0]) {
            PUT(&w->out, "null");
            break;
        }
        put_string(w, value->text);
        break;
    case COLUMN_IS_TEXT:
    case COLUMN_IS_TYPE:
    case COLUMN_IS_KIND:
        put_string(w, value->text);
        break;
    }
}

// Where the printing of one object stands.
typedef struct json_object {
    column_group open;      // innermost object
    bool empty;             // nothing stands in it yet
    bool done[GROUP_COUNT]; // null was written for it
} json_object;

static void put_key(quoth_writer *w, json_object *o, const json_text *key)
{
    size_t comma = o->empty ? COMMA : 0;
    memcpy(writer_room(&w->out, KEY_ROOM), key->bytes + comma, KEY_ROOM);
    w->out.len += key->len - comma;
    o->empty = false;
}

static bool within(column_group inner, column_group outer)
{
    while (inner != outer && inner != GROUP_ROW)
        inner = column_group_parent(inner);
    return inner == outer;
}

static void close_until(quoth_writer *w, json_object *o, column_group group)
{
    while (!within(group, o->open)) {
        PUT(&w->out, "}");
        o->open = column_group_parent(o->open);
        o->empty = false;
    }
}

// Opens `group`, which is present, inside what is open. Groups nest two deep at most.
static void open_group(quoth_writer *w, json_object *o, column_group group)
{
    if (group == o->open)
        return;
    open_group(w, o, column_group_parent(group));
    put_key(w, o, &group_openings[group]);
    o->open = group;
    o->empty = true;
}

static void put_object(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    json_object o = {.open = GROUP_ROW, .empty = true};
    PUT(&w->out, "{");
    for (column_id id = 0; id < COLUMN_COUNT; id++) {
        const column *c = column_of(id);
        if (!w->selected[id] || o.done[c->group])
            continue;
        column_value value = column_value_of(id, article, row);
        column_group group = value.absent ? column_group_parent(c->group) : c->group;
        close_until(w, &o, group);
        open_group(w, &o, group);
        if (value.absent) {
            put_key(w, &o, &group_absences[c->group]);
            o.done[c->group] = true;
            continue;
        }
        put_key(w, &o, &column_keys[id]);
        put_value(w, c->kind, &value);
    }
    close_until(w, &o, GROUP_ROW);
    buf_putc(&w->out, '}');
}

void json_begin(quoth_writer *w) { buf_putc(&w->out, '['); }

void json_row(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    buf_puts(&w->out, w->rows ? ",\n" : "\n");
    put_object(w, article, row);
}

void json_end(quoth_writer *w) { buf_puts(&w->out, w->rows ? "\n]\n" : "]\n"); }

void jsonl_begin(quoth_writer *w) { (void)w; }

void jsonl_row(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    put_object(w, article, row);
    buf_putc(&w->out, '\n');
}

void jsonl_end(quoth_writer *w) { (void)w; }
