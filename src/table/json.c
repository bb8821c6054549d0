// SPDX-License-Identifier: MIT
// json.c: rows -> JSON and JSONL. Comes in: rows. Goes out: complete objects in valid UTF-8. Changes no text.
#include "table/json.h"
#include "base/utf8.h"
#include "table/json_plan.h"
#include "table/scan.h"

// Most that is written at once without a look at the room: a block, an escape, two quotation marks.
enum { SLACK = 32 };

static inline void put(buf *out, const char *bytes, size_t len)
{
    memcpy(writer_room(out, len), bytes, len);
    out->len += len;
}

#define PUT(out, literal) put(out, literal, sizeof(literal) - 1)

static char *write_escape(char *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    *to++ = '\\';
    if (c == '"' || c == '\\' || c == '\n' || c == '\t') {
        *to++ = (char)(c == '\n' ? 'n' : c == '\t' ? 't' : c);
        return to;
    }
    memcpy(to, "u00", 3);
    to[3] = hex[c >> 4];
    to[4] = hex[c & 0xF];
    return to + 5;
}

// Copies the plain bytes at the front; returns how many. A block more may be written.
static inline size_t copy_plain(char *to, const char *text, size_t len)
{
    size_t i = 0;
    for (; len - i >= SCAN_BLOCK; i += SCAN_BLOCK) {
        memcpy(to + i, text + i, SCAN_BLOCK);
        size_t plain = scan_plain_block(text + i);
        if (plain < SCAN_BLOCK)
            return i + plain;
    }
    if (len - i >= 8 && scan_plain_word(scan_load(text + i))) {
        memcpy(to + i, text + i, 8);
        i += 8;
    }
    for (; i < len && scan_is_plain((unsigned char)text[i]); i++)
        to[i] = text[i];
    return i;
}

// The text of a string without its marks; false where it is no valid UTF-8.
static bool put_valid(buf *out, const char *text, size_t len)
{
    char *to = writer_room(out, len + SLACK);
    for (size_t i = 0;;) {
        size_t plain = copy_plain(to, text + i, len - i), size = 0;
        to += plain;
        i += plain;
        if (i == len)
            break;
        if ((unsigned char)text[i] >= 0x80) {
            size = utf8_sequence(text + i, len - i);
            if (!size)
                return false;
            for (size_t k = 0; k < size; k++)
                *to++ = text[i++];
            continue;
        }
        out->len = (size_t)(write_escape(to, (unsigned char)text[i++]) - out->bytes);
        to = writer_room(out, len - i + SLACK);
    }
    out->len = (size_t)(to - out->bytes);
    return true;
}

static void put_text(quoth_writer *w, const char *text)
{
    size_t len = strlen(text), begin = w->out.len;
    if (put_valid(&w->out, text, len))
        return;
    w->out.len = begin;
    text = writer_text(w, text, &len);
    put_valid(&w->out, text, len);
}

static void put_optional(quoth_writer *w, const char *text)
{
    if (!text[0]) {
        PUT(&w->out, "null");
        return;
    }
    PUT(&w->out, "\"");
    put_text(w, text);
    PUT(&w->out, "\"");
}

static void put_spans(buf *out, const quoth_row *row)
{
    PUT(out, "[");
    for (size_t i = 0; i < row->span_count; i++) {
        if (i)
            PUT(out, ", ");
        PUT(out, "{\"start\": ");
        writer_number(out, row->spans[i].start);
        PUT(out, ", \"end\": ");
        writer_number(out, row->spans[i].end);
        PUT(out, "}");
    }
    PUT(out, "]");
}

static void put_value(quoth_writer *w, json_step step, const quoth_article *article, const quoth_row *row)
{
    column_id id = (column_id)step.column;
    switch ((column_kind)step.kind) {
    case COLUMN_IS_COUNT:
        writer_number(&w->out, column_number(id, article, row));
        break;
    case COLUMN_IS_FRACTION:
        writer_fraction(&w->out, column_fraction(id, article, row));
        break;
    case COLUMN_IS_SPANS:
        put_spans(&w->out, row);
        break;
    case COLUMN_IS_OPTIONAL:
        put_optional(w, column_text(id, article, row));
        break;
    case COLUMN_IS_TEXT:
    case COLUMN_IS_TYPE:
    case COLUMN_IS_KIND:
        put_text(w, column_text(id, article, row));
        break;
    }
}

// Text of a plan, in whole pieces.
static inline void put_pieces(buf *out, const char *text, size_t len)
{
    char *to = writer_room(out, len + JSON_PIECE);
    for (size_t i = 0; i < len; i += JSON_PIECE)
        memcpy(to + i, text + i, JSON_PIECE);
    out->len += len;
}

static void put_object(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    unsigned groups = column_groups_of(row);
    if (!w->plans[groups])
        w->plans[groups] = json_plan_new(w->home, w->selected, groups);
    const json_plan *plan = w->plans[groups];
    const char *text = plan->text;
    for (size_t i = 0; i < plan->count; i++) {
        json_step step = plan->steps[i];
        put_pieces(&w->out, text, step.len);
        text += step.len;
        put_value(w, step, article, row);
    }
    put_pieces(&w->out, text, plan->end_len);
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
