// SPDX-License-Identifier: MIT
// json.c: rows -> JSON and JSONL. Comes in: rows. Goes out: complete objects in valid UTF-8. Changes no text.
#include "table/json.h"
#include "base/utf8.h"
#include "table/json_plan.h"
#include "table/number.h"
#include "table/scan.h"

// Bytes at most: behind the text of a string (a block, an escape, two marks), of one span.
enum { SLACK = 32, SPAN_ROOM = 48 };

// Where the next byte goes is handed from one function to the next. There is always room for what has a known size:
// `fixed` bytes are asked for before the first piece and again with each string.
#define PUT(to, literal) ((char *)memcpy((to), literal, sizeof(literal) - 1) + sizeof(literal) - 1)

static char *put_escape(char *to, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    *to++ = '\\';
    if (c == '"' || c == '\\' || c == '\n' || c == '\t') {
        *to++ = (char)(c == '\n' ? 'n' : c == '\t' ? 't' : c);
        return to;
    }
    to = PUT(to, "u00");
    *to++ = hex[c >> 4];
    *to++ = hex[c & 0xF];
    return to;
}

// Copies 4 to JSON_SHORT bytes in two halves that may overlap; false if not all of them are plain.
static inline bool copy_short(char *to, const char *text, size_t len)
{
    if (len >= SCAN_BLOCK) {
        size_t last = len - SCAN_BLOCK;
        memcpy(to, text, SCAN_BLOCK);
        memcpy(to + last, text + last, SCAN_BLOCK);
        return scan_plain_block(text) + scan_plain_block(text + last) == 2 * SCAN_BLOCK;
    }
    if (len >= 8) {
        uint64_t left = bytes_load8(text), right = bytes_load8(text + len - 8);
        memcpy(to, &left, 8);
        memcpy(to + len - 8, &right, 8);
        return scan_plain_words(left, right);
    }
    memcpy(to, text, 4);
    memcpy(to + len - 4, text + len - 4, 4);
    return scan_plain_word(scan_load_short(text, len));
}

// Copies the plain bytes at the front; returns how many. A block more may be written.
static inline size_t copy_plain(char *to, const char *text, size_t len)
{
    size_t i = 0;
    while (len - i >= SCAN_BLOCK) {
        memcpy(to + i, text + i, SCAN_BLOCK);
        size_t plain = scan_plain_block(text + i);
        i += plain;
        if (plain < SCAN_BLOCK)
            return i;
    }
    if (i) { // the last block once more from its end
        size_t last = len - SCAN_BLOCK;
        memcpy(to + last, text + last, SCAN_BLOCK);
        return last + scan_plain_block(text + last);
    }
    for (; i < len && scan_is_plain((unsigned char)text[i]); i++)
        to[i] = text[i];
    return i;
}

static char *put_sequence(char *to, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        to[i] = text[i];
    return to + size;
}

// The text of a string without its marks; NULL where it is no valid UTF-8.
static char *put_valid(buf *out, char *to, const char *text, size_t len, size_t fixed)
{
    for (;;) {
        out->len = (size_t)(to - out->bytes);
        to = writer_room(out, len + SLACK + fixed);
        for (;;) {
            size_t plain = copy_plain(to, text, len), size;
            to += plain;
            text += plain;
            len -= plain;
            if (!len)
                return to;
            if ((unsigned char)*text < 0x80)
                break;
            if ((size = utf8_sequence(text, len)) == 0)
                return NULL;
            to = put_sequence(to, text, size);
            text += size;
            len -= size;
        }
        to = put_escape(to, (unsigned char)*text++);
        len--;
    }
}

static char *put_long(quoth_writer *w, char *to, const char *text, size_t len, size_t fixed)
{
    size_t begin = (size_t)(to - w->out.bytes);
    char *behind = put_valid(&w->out, to, text, len, fixed);
    if (behind)
        return behind;
    text = writer_text(w, text, &len);
    return put_valid(&w->out, w->out.bytes + begin, text, len, fixed);
}

static inline char *put_text(quoth_writer *w, char *to, const char *text, size_t fixed)
{
    size_t len = strlen(text);
    if (len >= 4 && len <= JSON_SHORT && copy_short(to, text, len))
        return to + len;
    return put_long(w, to, text, len, fixed);
}

static char *put_optional(quoth_writer *w, char *to, const char *text, size_t fixed)
{
    if (!text[0])
        return PUT(to, "null");
    to = PUT(to, "\"");
    to = put_text(w, to, text, fixed);
    return PUT(to, "\"");
}

static char *put_spans(char *to, const quoth_row *row)
{
    to = PUT(to, "[");
    for (size_t i = 0; i < row->span_count; i++) {
        if (i)
            to = PUT(to, ", ");
        to = PUT(to, "{\"start\": ");
        to = number_print(to, row->spans[i].start);
        to = PUT(to, ", \"end\": ");
        to = number_print(to, row->spans[i].end);
        to = PUT(to, "}");
    }
    return PUT(to, "]");
}

// Text of a plan, in whole pieces.
static inline char *put_pieces(char *to, const char *text, size_t len)
{
    char *end = to + len;
    do {
        memcpy(to, text, JSON_PIECE);
        to += JSON_PIECE;
        text += JSON_PIECE;
    } while (to < end);
    return end;
}

static void put_row(quoth_writer *w, const json_plan *plan, const quoth_article *article, const quoth_row *row)
{
    size_t fixed = plan->room + 2 + row->span_count * SPAN_ROOM;
    char *to = writer_room(&w->out, fixed);
    const char *text = plan->text;
    for (size_t i = 0; i < plan->count; i++) {
        json_step step = plan->steps[i];
        column_id id = (column_id)step.column;
        to = put_pieces(to, text, step.len);
        text += step.len;
        switch ((column_kind)step.kind) {
        case COLUMN_IS_COUNT:
            to = number_print(to, column_number(id, article, row));
            break;
        case COLUMN_IS_FRACTION:
            to = fraction_print(to, column_fraction(id, article, row));
            break;
        case COLUMN_IS_SPANS:
            to = put_spans(to, row);
            break;
        case COLUMN_IS_OPTIONAL:
            to = put_optional(w, to, column_text(id, article, row), fixed);
            break;
        case COLUMN_IS_TEXT:
        case COLUMN_IS_TYPE:
        case COLUMN_IS_KIND:
            to = put_text(w, to, column_text(id, article, row), fixed);
            break;
        }
    }
    to = put_pieces(to, text, plan->end_len);
    w->out.len = (size_t)(to - w->out.bytes);
}

static void put_object(quoth_writer *w, const quoth_article *article, const quoth_row *row)
{
    unsigned groups = column_groups_of(row);
    if (!w->plans[groups])
        w->plans[groups] = json_plan_new(w->home, w->selected, groups);
    put_row(w, w->plans[groups], article, row);
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
