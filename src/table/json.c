// SPDX-License-Identifier: MIT
// json.c: rows -> JSON and JSONL. Comes in: rows. Goes out: complete objects in valid UTF-8. Changes no text.
#include "table/json.h"

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

static void put_string(quoth_writer *w, const char *text)
{
    buf *out = &w->out;
    size_t len;
    text = writer_text(w, text, &len);
    buf_putc(out, '"');
    for (size_t i = 0; i < len;) {
        size_t from = i;
        while (i < len && is_plain((unsigned char)text[i]))
            i++;
        buf_put(out, text + from, i - from);
        if (i < len)
            put_escape(out, (unsigned char)text[i++]);
    }
    buf_putc(out, '"');
}

static void put_spans(buf *out, const column_value *value)
{
    buf_putc(out, '[');
    for (size_t i = 0; i < value->span_count; i++) {
        buf_puts(out, i ? ", {\"start\": " : "{\"start\": ");
        buf_number(out, value->spans[i].start);
        buf_puts(out, ", \"end\": ");
        buf_number(out, value->spans[i].end);
        buf_putc(out, '}');
    }
    buf_putc(out, ']');
}

static void put_value(quoth_writer *w, column_kind kind, const column_value *value)
{
    switch (kind) {
    case COLUMN_IS_COUNT:
        buf_number(&w->out, value->count);
        break;
    case COLUMN_IS_FRACTION:
        writer_fraction(&w->out, value->fraction);
        break;
    case COLUMN_IS_SPANS:
        put_spans(&w->out, value);
        break;
    case COLUMN_IS_OPTIONAL:
        if (!value->text[0]) {
            buf_puts(&w->out, "null");
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

static void put_key(quoth_writer *w, json_object *o, const char *key)
{
    buf_puts(&w->out, o->empty ? "\"" : ", \"");
    buf_puts(&w->out, key);
    buf_puts(&w->out, "\": ");
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
        buf_putc(&w->out, '}');
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
    put_key(w, o, column_group_key(group));
    buf_putc(&w->out, '{');
    o->open = group;
    o->empty = true;
}

static void put_object(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    json_object o = {.open = GROUP_ROW, .empty = true};
    buf_putc(&w->out, '{');
    for (column_id id = 0; id < COLUMN_COUNT; id++) {
        const column *c = column_of(id);
        if (!w->selected[id] || o.done[c->group])
            continue;
        column_value value = column_value_of(id, article, row);
        column_group group = value.absent ? column_group_parent(c->group) : c->group;
        close_until(w, &o, group);
        open_group(w, &o, group);
        if (value.absent) {
            put_key(w, &o, column_group_key(c->group));
            buf_puts(&w->out, "null");
            o.done[c->group] = true;
            continue;
        }
        put_key(w, &o, c->key);
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
