// SPDX-License-Identifier: MIT
// yaml_tree.c: see yaml_tree.h. libyaml events come in; it does no I/O and looks at no key but those to skip.
#include "rules/yaml_tree.h"
#include "rules/name_map.h"

#include <string.h>
#include <yaml.h>

enum {
    DEEPEST = 40,  // lists and maps inside each other; a rule needs about ten
    MANY_KEYS = 16 // in a larger map duplicate keys are found by hashing
};

typedef struct frame {
    tree_node *node;
    tree_node *last; // its last entry
    const char *key; // a key that waits for its value
    size_t key_len;
    place key_where;
    name_map keys;
} frame;

typedef struct builder {
    arena *arena;
    const source_file *file;
    quoth_error *errors;
    bool failed, stop;
    size_t documents;
    tree_node *root;
    frame stack[DEEPEST];
    size_t depth;
} builder;

static place place_of(const builder *b, yaml_mark_t mark)
{
    return (place){b->file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

static void refuse(builder *b, place where, const char *message)
{
    error_at(b->errors, where, "%s", message);
    b->failed = true;
}

static void refuse_and_stop(builder *b, place where, const char *message)
{
    refuse(b, where, message);
    b->stop = true;
}

static bool same(const char *a, size_t a_len, const char *b, size_t b_len)
{
    return a_len == b_len && !memcmp(a, b, a_len);
}

static bool is_duplicate(builder *b, frame *f, const char *key, size_t len)
{
    if (f->node->count < MANY_KEYS) {
        for (const tree_node *n = f->node->first; n; n = n->next)
            if (same(n->key, strlen(n->key), key, len))
                return true;
        return false;
    }
    if (f->node->count == MANY_KEYS)
        for (tree_node *n = f->node->first; n; n = n->next)
            name_map_put(b->arena, &f->keys, n->key, strlen(n->key), n);
    return name_map_put(b->arena, &f->keys, key, len, f) != NULL;
}

static void take_key(builder *b, frame *f, const char *text, size_t len, place where)
{
    f->key = text;
    f->key_len = len;
    f->key_where = where;
    if (is_duplicate(b, f, text, len)) {
        error_at(b->errors, where, "the key '%s' stands here twice", text);
        b->failed = true;
    }
}

// Hangs a node into the list or map that is open.
static void attach(builder *b, tree_node *node)
{
    if (!b->depth) {
        b->root = node;
        return;
    }
    frame *f = &b->stack[b->depth - 1];
    node->key = f->key;
    node->key_where = f->key_where;
    f->key = NULL;
    if (f->last)
        f->last->next = node;
    else
        f->node->first = node;
    f->last = node;
    f->node->count++;
}

static bool wants_key(const builder *b)
{
    return b->depth && b->stack[b->depth - 1].node->kind == TREE_MAP && !b->stack[b->depth - 1].key;
}

static tree_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return TREE_SINGLE;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return TREE_DOUBLE;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE:
        return TREE_BLOCK;
    default:
        return TREE_PLAIN;
    }
}

static void refuse_properties(builder *b, place where, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor)
        refuse(b, where, "YAML anchors are not allowed here");
    if (tag)
        refuse(b, where, "YAML tags are not allowed here");
}

static void take_scalar(builder *b, const yaml_event_t *event)
{
    place where = place_of(b, event->start_mark);
    refuse_properties(b, where, event->data.scalar.anchor, event->data.scalar.tag);
    size_t len = event->data.scalar.length;
    const char *text = arena_copy(b->arena, (const char *)event->data.scalar.value, len);
    tree_style style = style_of(event->data.scalar.style);
    if (style == TREE_SINGLE || style == TREE_DOUBLE)
        where.column++;
    if (memchr(text, 0, len)) {
        refuse(b, where, "a NUL character is not allowed");
        len = strlen(text);
    }
    if (wants_key(b)) {
        take_key(b, &b->stack[b->depth - 1], text, len, where);
        return;
    }
    tree_node *node = ARENA_NEW(b->arena, tree_node);
    *node = (tree_node){.kind = TREE_SCALAR, .style = style, .text = text, .len = len, .where = where};
    attach(b, node);
}

static void open_node(builder *b, const yaml_event_t *event, tree_kind kind)
{
    place where = place_of(b, event->start_mark);
    if (kind == TREE_LIST)
        refuse_properties(b, where, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    else
        refuse_properties(b, where, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    if (wants_key(b)) {
        refuse_and_stop(b, where, "a key must be one word");
        return;
    }
    if (b->depth == DEEPEST) {
        refuse_and_stop(b, where, "lists and maps are nested too deeply");
        return;
    }
    tree_node *node = ARENA_NEW(b->arena, tree_node);
    *node = (tree_node){.kind = kind, .where = where};
    attach(b, node);
    b->stack[b->depth++] = (frame){.node = node};
}

static void take_alias(builder *b, const yaml_event_t *event)
{
    place where = place_of(b, event->start_mark);
    refuse(b, where, "YAML aliases are not allowed here");
    if (wants_key(b)) {
        b->stop = true;
        return;
    }
    tree_node *node = ARENA_NEW(b->arena, tree_node);
    *node = (tree_node){.kind = TREE_SCALAR, .text = "", .where = where};
    attach(b, node);
}

static void take_event(builder *b, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (b->documents++)
            refuse_and_stop(b, place_of(b, event->start_mark), "one file holds one YAML document");
        break;
    case YAML_ALIAS_EVENT:
        take_alias(b, event);
        break;
    case YAML_SCALAR_EVENT:
        take_scalar(b, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_node(b, event, TREE_LIST);
        break;
    case YAML_MAPPING_START_EVENT:
        open_node(b, event, TREE_MAP);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        b->depth--;
        break;
    case YAML_STREAM_END_EVENT:
        b->stop = true;
        break;
    default:
        break;
    }
}

// Line and column of byte `at` of a file.
static place place_of_byte(const source_file *file, size_t at)
{
    place where = {file, 1, 1};
    for (size_t i = 0; i < at && i < file->len; i++) {
        if (file->text[i] == '\n') {
            where.line++;
            where.column = 1;
        } else if ((file->text[i] & 0xC0) != 0x80) {
            where.column++;
        }
    }
    return where;
}

// libyaml's own message, which has a byte offset where the bytes are wrong and a mark otherwise.
static void report_syntax(builder *b, const yaml_parser_t *parser)
{
    place where = parser->error == YAML_READER_ERROR ? place_of_byte(b->file, parser->problem_offset)
                                                     : place_of(b, parser->problem_mark);
    const char *problem = parser->problem ? parser->problem : "cannot be read";
    if (parser->context)
        error_at(b->errors, where, "no valid YAML: %s, %s", parser->context, problem);
    else
        error_at(b->errors, where, "no valid YAML: %s", problem);
    b->failed = true;
}

static quoth_status build(tree_node **out, arena *a, const source_file *file, const char *text, size_t len,
                          quoth_error *e)
{
    builder b = {.arena = a, .file = file, .errors = e};
    yaml_parser_t parser;
    yaml_event_t event;
    *out = NULL;
    if (!yaml_parser_initialize(&parser)) {
        error_add(e, "%s: out of memory", file->name);
        return QUOTH_E_RULES;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, len);
    while (!b.stop) {
        if (!yaml_parser_parse(&parser, &event)) {
            report_syntax(&b, &parser);
            break;
        }
        take_event(&b, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    *out = b.root;
    return b.failed ? QUOTH_E_RULES : QUOTH_OK;
}

static bool begins_with_key(const char *line, size_t len, const char *const *keys)
{
    for (; *keys; keys++) {
        size_t n = strlen(*keys);
        if (len > n && line[n] == ':' && !memcmp(line, *keys, n) && (len == n + 1 || strchr(" \r", line[n + 1])))
            return true;
    }
    return false;
}

// A copy of the file in which the lines under those keys are empty; line numbers and columns stay as they are.
static const char *blank_lists(arena *a, const source_file *file, const char *const *keys, size_t *out_len)
{
    char *out = arena_alloc(a, file->len + 1);
    const char *end = file->text + file->len;
    size_t len = 0, dropped_under = SIZE_MAX; // indentation of the key whose lines are dropped
    for (const char *line = file->text, *next; line < end; line = next) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        next = stop ? stop + 1 : end;
        size_t line_len = (size_t)((stop ? stop : end) - line), indent = 0;
        while (indent < line_len && line[indent] == ' ')
            indent++;
        bool inside = dropped_under != SIZE_MAX && (indent == line_len || indent > dropped_under ||
                                                    (indent == dropped_under && line[indent] == '-'));
        if (!inside) {
            bool key = begins_with_key(line + indent, line_len - indent, keys);
            dropped_under = key ? indent : SIZE_MAX;
            inside = key;
        }
        if (!inside) {
            memcpy(out + len, line, line_len);
            len += line_len;
        }
        if (stop)
            out[len++] = '\n';
    }
    *out_len = len;
    return out;
}

quoth_status tree_read(tree_node **out, arena *a, const source_file *file, const char *const *skip, quoth_error *e)
{
    if (skip) {
        size_t len;
        const char *text = blank_lists(a, file, skip, &len);
        // What fails is read again as it stands: the lines left out may have been a part of something else.
        if (build(out, a, file, text, len, NULL) == QUOTH_OK)
            return QUOTH_OK;
    }
    return build(out, a, file, file->text, file->len, e);
}

const tree_node *tree_find(const tree_node *map, const char *key)
{
    if (!map || map->kind != TREE_MAP)
        return NULL;
    for (const tree_node *n = map->first; n; n = n->next)
        if (!strcmp(n->key, key))
            return n;
    return NULL;
}

// Walks the source of a scalar beside its text.
typedef struct walk {
    const char *text;
    size_t len;
    size_t at;     // in the source
    size_t offset; // in the scalar's text
    place where;
} walk;

static void walk_source(walk *w, size_t bytes)
{
    for (size_t i = 0; i < bytes && w->at < w->len; i++, w->at++) {
        if (w->text[w->at] == '\n') {
            w->where.line++;
            w->where.column = 1;
        } else if ((w->text[w->at] & 0xC0) != 0x80) {
            w->where.column++;
        }
    }
}

static size_t blanks_at(const walk *w)
{
    size_t n = 0;
    while (w->at + n < w->len && strchr(" \t\r", w->text[w->at + n]) && w->text[w->at + n])
        n++;
    return n;
}

// A folded line end: one is a space, n are n - 1 line feeds.
static void walk_fold(walk *w)
{
    size_t breaks = 0;
    while (w->at < w->len && w->text[w->at] == '\n') {
        breaks++;
        walk_source(w, 1);
        walk_source(w, blanks_at(w));
    }
    w->offset += breaks > 1 ? breaks - 1 : 1;
}

static void walk_escape(walk *w)
{
    char kind = w->at + 1 < w->len ? w->text[w->at + 1] : 0;
    if (kind == '\n' || kind == '\r') { // the line goes on
        walk_source(w, kind == '\r' ? 3 : 2);
        walk_source(w, blanks_at(w));
        return;
    }
    size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    unsigned long value = 0;
    for (size_t i = 0; i < digits && w->at + 2 + i < w->len; i++) {
        char c = w->text[w->at + 2 + i];
        value = value * 16 + (unsigned long)(c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
    }
    if (kind && strchr("NL_P", kind))
        value = kind == 'N' || kind == '_' ? 0x85 : 0x2028;
    walk_source(w, 2 + digits);
    w->offset += value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
}

static void walk_character(walk *w, tree_style style)
{
    char c = w->text[w->at];
    size_t blanks = blanks_at(w);
    if (w->at + blanks < w->len && w->text[w->at + blanks] == '\n') {
        walk_source(w, blanks);
        walk_fold(w);
    } else if (style == TREE_DOUBLE && c == '\\') {
        walk_escape(w);
    } else if (style == TREE_SINGLE && c == '\'') {
        walk_source(w, 2);
        w->offset++;
    } else {
        size_t bytes = 1;
        while (w->at + bytes < w->len && (w->text[w->at + bytes] & 0xC0) == 0x80)
            bytes++;
        walk_source(w, bytes);
        w->offset += bytes;
    }
}

place tree_place(const tree_node *scalar, size_t offset)
{
    const source_file *file = scalar->where.file;
    if (!file || scalar->style == TREE_BLOCK)
        return scalar->where;
    walk w = {.text = file->text, .len = file->len, .where = {file, 1, 1}};
    while (w.at < w.len && w.where.line < scalar->where.line) {
        const char *stop = memchr(w.text + w.at, '\n', w.len - w.at);
        w.at = stop ? (size_t)(stop - w.text) + 1 : w.len;
        w.where.line++;
    }
    while (w.at < w.len && w.where.column < scalar->where.column) {
        walk_source(&w, 1);
        while (w.at < w.len && (w.text[w.at] & 0xC0) == 0x80)
            w.at++;
    }
    while (w.at < w.len && w.offset < offset)
        walk_character(&w, scalar->style);
    return w.offset >= offset ? w.where : scalar->where;
}
