// SPDX-License-Identifier: MIT
// text_page.h: a page for the tests of src/text/: tiny word lists, all stages run, and what came out as one string.
#ifndef QUOTH_TEST_TEXT_PAGE_H
#define QUOTH_TEST_TEXT_PAGE_H

#include "base/buf.h"
#include "text/block.h"
#include "text/quotation.h"
#include "text/sentence.h"

#include <check.h>
#include <string.h>
#include <time.h>

typedef struct fixture {
    arena *memory;
    predicates *predicates;
    vocab *vocab;
    token_lists lists;
    buf out;
} fixture;

static fixture fixture_new(void)
{
    static const char *const lists[][2] = {
        {"abbreviation", "U.S.\na.m.\np.m.\nJan.\nInc.\netc.\nPh.D.\nCo.\nJr.\n"},
        {"abbreviation-before-name", "Mr.\nDr.\nSen.\nNo.\nv.\nSt.\n"},
        {"clitic", "'s\n'll\n're\n've\n'd\n'm\n"},
        {"elision", "'em\n'n'\n'n\n'til\n'round\n'cause\n'tisn't\n"},
        {"sentence-starter", "A\nBut\nHe\nI\nIt\nNo\nShe\nThe\nWe\n"},
    };
    fixture f = {.memory = arena_new(NULL, NULL)};
    f.predicates = predicates_new(f.memory);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        source_file *file = ARENA_NEW(f.memory, source_file);
        *file = (source_file){.name = lists[i][0], .text = lists[i][1], .len = strlen(lists[i][1])};
        ck_assert_int_eq(predicates_add_list(f.predicates, lists[i][0], file, NULL), QUOTH_OK);
    }
    predicates_freeze(f.predicates);
    f.vocab = vocab_new(f.predicates);
    f.lists = token_lists_of(f.predicates);
    return f;
}

static void fixture_free(fixture *f)
{
    buf_free(&f->out);
    vocab_free(f->vocab);
    predicates_free(f->predicates);
    arena_free(f->memory);
}

// ck_assert without its record of each call, which would cost more than what is tested.
#define HOLDS(test)                                                                                                    \
    do {                                                                                                               \
        if (!(test))                                                                                                   \
            ck_abort_msg("%s", #test);                                                                                 \
    } while (0)

// What holds for every page, whatever its text is.
static inline void check_page(const page *p)
{
    uint32_t token_end = 0, byte = 0;
    for (size_t i = 0; i < p->block_count; i++) {
        const block *b = &p->blocks[i];
        HOLDS(b->start >= byte);
        HOLDS(b->start < b->end);
        HOLDS(b->first_token == token_end);
        HOLDS(b->end_token >= b->first_token);
        byte = b->start;
        for (uint32_t k = b->first_token; k < b->end_token; k++) {
            HOLDS(p->tokens[k].start >= byte);
            HOLDS(p->tokens[k].len > 0);
            byte = p->tokens[k].start + p->tokens[k].len;
            HOLDS(byte <= b->end);
        }
        if (b->end_token > b->first_token) {
            HOLDS(p->tokens[b->end_token - 1].flags & TOKEN_ENDS_SENTENCE);
            HOLDS(p->tokens[b->first_token].flags & TOKEN_STARTS_SENTENCE);
            HOLDS(p->tokens[b->first_token].flags & TOKEN_SPACE_BEFORE);
        }
        byte = b->end;
        token_end = b->end_token;
    }
    HOLDS(token_end == p->token_count);
    size_t opens = 0, closes = 0, closed = 0;
    for (size_t i = 0; i < p->quotation_count; i++) {
        const quotation *q = &p->quotations[i];
        HOLDS(q->open < q->close);
        HOLDS(q->close <= p->token_count);
        HOLDS(p->tokens[q->open].flags & TOKEN_OPENS);
        HOLDS(q->unclosed || p->tokens[q->close].flags & TOKEN_CLOSES);
        closed += !q->unclosed;
        if (i > 0)
            HOLDS(q[-1].open < q->open);
        HOLDS(q->parent < (int32_t)i);
        if (q->parent < 0) {
            HOLDS(q->depth == 0);
            continue;
        }
        const quotation *parent = &p->quotations[q->parent];
        HOLDS(q->depth == parent->depth + 1);
        HOLDS(q->close < parent->close || (q->unclosed && q->close == parent->close));
    }
    for (size_t i = 0; i < p->token_count; i++) {
        opens += (p->tokens[i].flags & TOKEN_OPENS) != 0;
        closes += (p->tokens[i].flags & TOKEN_CLOSES) != 0;
        if (p->tokens[i].flags & (TOKEN_OPENS | TOKEN_CLOSES))
            HOLDS(p->tokens[i].flags & TOKEN_MARK);
    }
    HOLDS(opens == p->quotation_count);
    HOLDS(closes == closed);
}

static page run_stages(fixture *f, const char *text, size_t len)
{
    page p = {.text = utf8_decode(f->memory, text, len)};
    page_split_blocks(f->memory, &p);
    page_tokenise(f->memory, &p, f->vocab, &f->lists);
    page_pair_quotations(f->memory, &p, f->vocab, &f->lists);
    page_mark_sentences(&p, f->vocab, &f->lists);
    return p;
}

static inline page page_of_bytes(fixture *f, const char *text, size_t len)
{
    page p = run_stages(f, text, len);
    check_page(&p);
    return p;
}

static inline page page_of(fixture *f, const char *text) { return page_of_bytes(f, text, strlen(text)); }

// Runs all stages; fails if they take longer than hostile input may.
static inline page page_in_time(fixture *f, const char *text, size_t len)
{
    clock_t before = clock();
    page p = run_stages(f, text, len);
    double seconds = (double)(clock() - before) / CLOCKS_PER_SEC;
    ck_assert_double_lt(seconds, 2.0); // sanitizers and valgrind included
    check_page(&p);
    return p;
}

static inline void put_token(buf *out, const page *p, uint32_t i)
{
    buf_put(out, p->text.bytes + p->tokens[i].start, p->tokens[i].len);
}

// `one|two`: tokens; `//` between blocks.
static inline const char *tokens_of(fixture *f, const char *text)
{
    page p = page_of(f, text);
    buf_clear(&f->out);
    for (size_t i = 0; i < p.block_count; i++) {
        if (i > 0)
            buf_puts(&f->out, "//");
        for (uint32_t k = p.blocks[i].first_token; k < p.blocks[i].end_token; k++) {
            if (k > p.blocks[i].first_token)
                buf_putc(&f->out, '|');
            put_token(&f->out, &p, k);
        }
    }
    return f->out.bytes;
}

// Each quotation as `[0 words]`: depth, U unclosed, R reopened, S single marks; words with the marks.
static inline const char *quotations_of_page(fixture *f, const page *p)
{
    buf_clear(&f->out);
    buf_puts(&f->out, "");
    for (size_t i = 0; i < p->quotation_count; i++) {
        const quotation *q = &p->quotations[i];
        uint32_t last = q->unclosed ? q->close - 1 : q->close;
        uint32_t start = p->tokens[q->open].start, end = p->tokens[last].start + p->tokens[last].len;
        buf_printf(&f->out, "[%d%s%s%s ", q->depth, q->unclosed ? "U" : "", q->reopened ? "R" : "",
                   q->single ? "S" : "");
        buf_put(&f->out, p->text.bytes + start, end - start);
        buf_putc(&f->out, ']');
    }
    return f->out.bytes;
}

static inline const char *quotations_of(fixture *f, const char *text)
{
    page p = page_of(f, text);
    return quotations_of_page(f, &p);
}

// The text with `/` behind each token that ends a sentence and `^` before each that starts one, blocks by a line end.
static inline const char *sentences_of(fixture *f, const char *text)
{
    page p = page_of(f, text);
    buf_clear(&f->out);
    for (size_t i = 0; i < p.block_count; i++) {
        if (i > 0)
            buf_putc(&f->out, '\n');
        for (uint32_t k = p.blocks[i].first_token; k < p.blocks[i].end_token; k++) {
            const token *t = &p.tokens[k];
            if (k > p.blocks[i].first_token && t->flags & TOKEN_SPACE_BEFORE)
                buf_putc(&f->out, ' ');
            if (t->flags & TOKEN_STARTS_SENTENCE)
                buf_putc(&f->out, '^');
            put_token(&f->out, &p, k);
            if (t->flags & TOKEN_ENDS_SENTENCE)
                buf_putc(&f->out, '/');
        }
    }
    return f->out.bytes;
}

#endif
