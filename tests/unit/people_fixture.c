// SPDX-License-Identifier: MIT
// people_fixture.c: see people_fixture.h. Has word lists of its own, a few words each, so that these tests say what
// the code does with lists and not what the English ones hold.
#include "people_fixture.h"

#include "base/vec.h"
#include "speaker/pronoun.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *words;
    feature_id features[3];
} lists[] = {
    {"title-male", "Mr.\nLord\n", {FEATURE_MALE}},
    {"title-female", "Mrs.|Mrs\nMs.\n", {FEATURE_FEMALE}},
    {"title", "Mr.\nMrs.|Mrs\nMs.\nLord\nSenator|Senators|Sen.\nPresident\nMayor\nJudge\nDr.\n", {FEATURE_TITLE}},
    {"abbreviation-before-name", "Mr.\nMrs.\nMrs\nMs.\nSen.\nDr.\n", {FEATURE_COUNT}},
    {"given-male", "Bill\nJohn\nDonald\nCarlos\nMartin\n", {FEATURE_MALE, FEATURE_GIVEN_NAME}},
    {"given-female", "Hillary\nMaria\nAnna\nIvanka\nMelania\n", {FEATURE_FEMALE, FEATURE_GIVEN_NAME}},
    {"pronoun-male", "he\nhim\nhis\n", {FEATURE_MALE}},
    {"pronoun-female", "she\nher\nhers\n", {FEATURE_FEMALE}},
    {"pronoun-plural", "they\nthem\ntheir\n", {FEATURE_PLURAL}},
    {"pronoun-first", "I\nwe\nmy\n", {FEATURE_FIRST_PERSON}},
    {"pronoun-second", "you\n", {FEATURE_SECOND_PERSON}},
    {"pronoun-neuter", "it\nits\n", {FEATURE_NEUTER}},
    {"pronoun-relative", "who\nwhich\nwhose\n", {FEATURE_RELATIVE}},
    {"possessive", "his\nher\ntheir\nits\nmy\n", {FEATURE_POSSESSIVE}},
    {"particle", "de\nvon\nvan\n", {FEATURE_PARTICLE}},
    {"suffix", "Jr.\nIII\nInc.\n", {FEATURE_SUFFIX}},
    {"article", "the\na\nan\n", {FEATURE_ARTICLE}},
    {"definite", "the\nthis\n", {FEATURE_DEFINITE}},
    {"indefinite", "a\nan\nanother\n", {FEATURE_INDEFINITE}},
    {"role-noun",
     "secretary\nsenator|senators\nmayor|mayors\npresident\nofficial|officials\nspokesman|spokesmen\nspokeswoman\n"
     "lawyer|lawyers\nsource|sources\ndirector\n",
     {FEATURE_PERSON_NOUN}},
    {"role-male", "spokesman\n", {FEATURE_MALE}},
    {"role-female", "spokeswoman\n", {FEATURE_FEMALE}},
    {"group-noun", "voters\nteachers\npolice\n", {FEATURE_GROUP_NOUN, FEATURE_PLURAL}},
    {"organisation-noun", "ministry\ncompany\nagency\ncourt\nenergy\npost\ncommission\n", {FEATURE_ORGANISATION_NOUN}},
    {"document-noun", "report|reports\nletter\n", {FEATURE_DOCUMENT_NOUN}},
    {"government", "Moscow\nMexico\n", {FEATURE_GOVERNMENT}},
    {"conjunction", "and\nor\n", {FEATURE_CONJUNCTION}},
    {"preposition", "of\nby\nfor\nat\nin\non\n", {FEATURE_PREPOSITION}},
    {"former", "former\n", {FEATURE_FORMER}},
    {"clitic", "'s\n’s\n", {FEATURE_COUNT}},
};
enum { LIST_COUNT = sizeof lists / sizeof *lists };

static rule continues = {.name = "continues", .gives = {.type = ROW_DIRECT}};

static void make_rules(people_fixture *f)
{
    predicates *p = predicates_new(f->arena);
    predicate_id ids[LIST_COUNT];
    for (size_t i = 0; i < LIST_COUNT; i++) {
        source_file file = {lists[i].name, lists[i].words, strlen(lists[i].words)};
        ck_assert_int_eq(predicates_add_list(p, lists[i].name, &file, NULL), QUOTH_OK);
        ids[i] = predicates_find(p, lists[i].name);
    }
    predicates_freeze(p);
    f->rules = (rule_set){.arena = f->arena, .predicates = p, .lists = token_lists_of(p), .language = "test"};
    for (int k = 0; k < FEATURE_COUNT; k++)
        f->rules.features[k] = ARENA_ARRAY(f->arena, uint64_t, predicates_words(p));
    for (size_t i = 0; i < LIST_COUNT; i++)
        for (size_t k = 0; k < 3; k++)
            if ((k == 0 || lists[i].features[k] != FEATURE_MALE) && lists[i].features[k] != FEATURE_COUNT)
                bits_set(f->rules.features[lists[i].features[k]], ids[i]);
    f->vocab = vocab_new(p);
    f->names = name_table_new(&f->rules, f->vocab);
}

typedef struct reader {
    people_fixture *f;
    const char *markup;
    char *clean; // the markup's words in their places, spaces elsewhere
    VEC(token) tokens;
    VEC(block) blocks;
    VEC(quotation) quotations;
    uint32_t open[64]; // nodes that are not closed yet
    unsigned depth;
    bool starts;
} reader;

static predicate_id kind_of(char letter)
{
    switch (letter) {
    case 'p':
        return PREDICATE_ITEM_PERSON;
    case 'r':
        return PREDICATE_ITEM_ROLE;
    case 'o':
        return PREDICATE_ITEM_ORGANISATION;
    case 'g':
        return PREDICATE_ITEM_GROUP;
    case 'd':
        return PREDICATE_ITEM_DOCUMENT;
    case 'n':
        return PREDICATE_ITEM_PRONOUN;
    case 'l':
        return PREDICATE_ITEM_PLACE;
    default:
        return PREDICATE_ITEM_NOUN_PHRASE;
    }
}

static attribution *attribution_of(reader *r, unsigned n)
{
    while (r->f->attributions.len <= n) {
        attribution blank = {.rule = &continues, .source_node = -1, .mention = -1, .entity = -1};
        vec_push(r->f->arena, &r->f->attributions, blank);
    }
    return &r->f->attributions.items[n];
}

static void begin_node(reader *r, const char *mark)
{
    uint32_t at = (uint32_t)r->tokens.len;
    bool source = mark[0] >= '0' && mark[0] <= '9';
    node n = {.kind = kind_of(mark[source]),
              .first = at,
              .end = at,
              .head = at,
              .parent = -1,
              .mention = -1,
              .captures = ARENA_ARRAY(r->f->arena, node_capture, CAPTURE_COUNT)};
    r->open[r->depth++] = (uint32_t)r->f->nodes.len;
    vec_push(r->f->arena, &r->f->nodes, n);
    if (source) {
        attribution *a = attribution_of(r, (unsigned)(mark[0] - '0'));
        a->source.first = at;
        a->source_node = (int32_t)r->f->nodes.len - 1;
    }
}

static void end_node(reader *r)
{
    uint32_t i = r->open[--r->depth], end = (uint32_t)r->tokens.len;
    node *n = &r->f->nodes.items[i];
    n->end = end;
    n->head = end - 1;
    for (size_t k = 0; k < r->f->attributions.len; k++)
        if (r->f->attributions.items[k].source_node == (int32_t)i)
            r->f->attributions.items[k].source.end = end;
}

static void toggle(reader *r, capture_id id, bool begins)
{
    node *n = &r->f->nodes.items[r->open[r->depth - 1]];
    node_capture *c = (node_capture *)n->captures + __builtin_popcount(n->captured);
    if (begins) {
        *c = (node_capture){.capture = id, .first = (uint32_t)r->tokens.len};
        return;
    }
    c->end = (uint32_t)r->tokens.len;
    n->captured |= (uint16_t)(1u << id);
}

static void begin_content(reader *r, const char *mark)
{
    attribution *a = attribution_of(r, (unsigned)(mark[0] - '0'));
    a->content[a->content_count].first = (uint32_t)r->tokens.len;
    a->block = (uint32_t)r->blocks.len - 1;
    a->type = ROW_INDIRECT;
    a->from = mark[1] == '<' ? SPEAKER_PREVIOUS : mark[1] == '>' ? SPEAKER_NEXT : SPEAKER_CAPTURED;
}

static void end_content(reader *r, char digit)
{
    attribution *a = attribution_of(r, (unsigned)(digit - '0'));
    a->content[a->content_count].end = (uint32_t)r->tokens.len;
    if (r->tokens.items[a->content[a->content_count].first].flags & TOKEN_MARK)
        a->type = ROW_DIRECT;
    a->content_count++;
}

static void add_mark(reader *r, token *k, bool opens)
{
    k->flags |= TOKEN_MARK | (opens ? TOKEN_OPENS : TOKEN_CLOSES);
    quotation q = {.open = (uint32_t)r->tokens.len, .close = UINT32_MAX, .parent = -1};
    if (opens)
        vec_push(r->f->arena, &r->quotations, q);
    else
        r->quotations.items[r->quotations.len - 1].close = (uint32_t)r->tokens.len;
}

static void add_token(reader *r, const char *text, size_t len)
{
    token k = {.start = (uint32_t)(text - r->markup), .len = (uint16_t)len, .flags = TOKEN_SPACE_BEFORE};
    k.type = vocab_type(r->f->vocab, text, len);
    k.class_id = vocab_type_class(r->f->vocab, k.type);
    memcpy(r->clean + k.start, text, len);
    bool opens = len == 3 && memcmp(text, "“", 3) == 0, closes = len == 3 && memcmp(text, "”", 3) == 0;
    if (opens || closes)
        add_mark(r, &k, opens);
    else if (r->starts) {
        k.flags |= TOKEN_STARTS_SENTENCE;
        r->starts = false;
    }
    if (len == 1 && strchr(".?!", *text)) {
        k.flags |= TOKEN_ENDS_SENTENCE;
        r->starts = true;
    }
    vec_push(r->f->arena, &r->tokens, k);
    r->blocks.items[r->blocks.len - 1].end_token = (uint32_t)r->tokens.len;
}

static void begin_block(reader *r)
{
    uint32_t at = (uint32_t)r->tokens.len;
    block b = {.first_token = at, .end_token = at, .kind = BLOCK_BODY, .blank_before = true};
    if (at > 0)
        r->tokens.items[at - 1].flags |= TOKEN_ENDS_SENTENCE;
    vec_push(r->f->arena, &r->blocks, b);
    r->starts = true;
}

// One piece between spaces: marks of the markup around at most one word.
static void read_piece(reader *r, const char *s, size_t len)
{
    while (len > 0 && (*s == '{' || (*s == '~' && len > 1 && s[1] != ' '))) {
        toggle(r, *s == '{' ? CAPTURE_NAME : CAPTURE_ROLE, true);
        s++;
        len--;
    }
    size_t word = len;
    while (word > 0 && (s[word - 1] == '}' || s[word - 1] == '~'))
        word--;
    if (word > 0)
        add_token(r, s, word);
    for (size_t i = word; i < len; i++)
        toggle(r, s[i] == '}' ? CAPTURE_NAME : CAPTURE_ROLE, false);
}

static void read_mark(reader *r, const char *s, size_t len)
{
    if (*s == '<')
        begin_node(r, s + 1);
    else if (*s == '>')
        end_node(r);
    else if (*s == '[')
        begin_content(r, s + 1);
    else if (len == 2 && *s == '~' && (s[1] == '+' || s[1] == '-'))
        toggle(r, CAPTURE_ROLE, s[1] == '+');
    else if (*s == '#')
        r->blocks.items[r->blocks.len - 1].kind = BLOCK_FURNITURE;
    else if (len == 2 && s[1] == ']')
        end_content(r, *s);
    else
        read_piece(r, s, len);
}

static void read(people_fixture *f, const char *markup)
{
    size_t whole = strlen(markup);
    reader r = {.f = f, .markup = markup, .clean = arena_copy(f->arena, markup, whole)};
    memset(r.clean, ' ', whole);
    begin_block(&r);
    for (const char *s = markup; *s;) {
        size_t len = strcspn(s, " \n");
        if (len > 0)
            read_mark(&r, s, len);
        s += len;
        if (*s == '\n')
            begin_block(&r);
        s += *s != '\0';
    }
    f->page.text = utf8_decode(f->arena, r.clean, whole);
    f->page.tokens = r.tokens.items;
    f->page.token_count = r.tokens.len;
    f->page.blocks = r.blocks.items;
    f->page.block_count = r.blocks.len;
    f->page.quotations = r.quotations.items;
    f->page.quotation_count = r.quotations.len;
}

// The reader makes outer nodes first; folding makes inner ones first, so they are turned round and given parents.
static void turn_nodes(people_fixture *f)
{
    size_t len = f->nodes.len;
    for (size_t i = 0; i < len / 2; i++) {
        node swap = f->nodes.items[i];
        f->nodes.items[i] = f->nodes.items[len - 1 - i];
        f->nodes.items[len - 1 - i] = swap;
    }
    for (size_t i = 0; i < len; i++)
        for (size_t k = i + 1; k < len && k < i + 8 && f->nodes.items[i].parent < 0; k++)
            if (f->nodes.items[k].first <= f->nodes.items[i].first && f->nodes.items[k].end >= f->nodes.items[i].end)
                f->nodes.items[i].parent = (int32_t)k;
    for (size_t i = 0; i < f->attributions.len; i++)
        if (f->attributions.items[i].source_node >= 0)
            f->attributions.items[i].source_node = (int32_t)len - 1 - f->attributions.items[i].source_node;
}

people_fixture *people_fixture_new(const char *markup, bool resolve)
{
    arena *a = arena_new(NULL, NULL);
    people_fixture *f = ARENA_NEW(a, people_fixture);
    f->arena = a;
    make_rules(f);
    read(f, markup);
    turn_nodes(f);
    f->mentions = mentions_collect(a, &f->page, f->names, &f->nodes);
    f->entities = entities_cluster(a, &f->page, &f->mentions, &f->steps);
    resolve_input in = {.arena = a,
                        .page = &f->page,
                        .rules = &f->rules,
                        .vocab = f->vocab,
                        .nodes = &f->nodes,
                        .mentions = &f->mentions,
                        .entities = &f->entities,
                        .steps = f->steps,
                        .attributions = &f->attributions};
    if (resolve) {
        pronouns_link(&in);
        speakers_resolve(&in);
    }
    for (size_t i = 0; i < f->entities.len; i++)
        entity_write(a, &f->mentions, &f->entities.items[i]);
    return f;
}

void people_fixture_free(people_fixture *f)
{
    name_table_free(f->names);
    vocab_free(f->vocab);
    predicates_free((predicates *)f->rules.predicates);
    arena_free(f->arena);
}

// Texts of tokens with one space between, markup left out.
static bool has_text(const people_fixture *f, const mention *m, const char *text)
{
    for (uint32_t i = m->first; i < m->end; i++) {
        const token *k = &f->page.tokens[i];
        if (strncmp(text, f->page.text.bytes + k->start, k->len) != 0)
            return false;
        text += k->len;
        if (i + 1 < m->end && *text++ != ' ')
            return false;
    }
    return *text == '\0';
}

static int64_t find(const people_fixture *f, const char *text, unsigned n)
{
    for (size_t i = 0; i < f->mentions.len; i++)
        if (has_text(f, &f->mentions.items[i], text) && n-- == 0)
            return (int64_t)i;
    return -1;
}

const char *people_fixture_who(const people_fixture *f, const char *text, unsigned n)
{
    int64_t i = find(f, text, n);
    if (i < 0)
        return "?";
    return f->mentions.items[i].entity < 0 ? "-" : f->entities.items[f->mentions.items[i].entity].name;
}

const char *people_fixture_how(const people_fixture *f, const char *text, unsigned n)
{
    int64_t i = find(f, text, n);
    return i < 0 ? "?" : link_step_name(f->steps[i]);
}

const char *people_fixture_role(const people_fixture *f, const char *text, unsigned n)
{
    int64_t i = find(f, text, n);
    if (i < 0 || f->mentions.items[i].entity < 0)
        return "?";
    const char *role = f->entities.items[f->mentions.items[i].entity].role;
    return role ? role : "-";
}

const char *people_fixture_speaker(const people_fixture *f, unsigned n)
{
    const attribution *a = &f->attributions.items[n];
    if (a->entity < 0)
        return "-";
    return arena_printf(f->arena, "%s %s", f->entities.items[a->entity].name, link_step_name((link_step)a->step));
}
