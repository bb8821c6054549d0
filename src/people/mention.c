// SPDX-License-Identifier: MIT
// mention.c: folded nodes -> mentions in text order, with the tokens of name and role and what the lists tell of
// gender, number and definiteness. It links nothing.
#include "people/mention.h"

#include "base/vec.h"
#include "people/name.h"

// The kind of an item, or -1. `object`: the item of object pronouns, which only some languages have.
static int kind_of(predicate_id item, predicate_id object)
{
    static const uint8_t kinds[PREDICATE_BUILTIN_COUNT] = {
        [PREDICATE_ITEM_PERSON] = MENTION_PERSON + 1,
        [PREDICATE_ITEM_PRONOUN] = MENTION_PRONOUN + 1,
        [PREDICATE_ITEM_ROLE] = MENTION_ROLE + 1,
        [PREDICATE_ITEM_GROUP] = MENTION_GROUP + 1,
        [PREDICATE_ITEM_ORGANISATION] = MENTION_ORGANISATION + 1,
        [PREDICATE_ITEM_DOCUMENT] = MENTION_DOCUMENT + 1,
        [PREDICATE_ITEM_PLACE] = MENTION_PLACE + 1,
        [PREDICATE_ITEM_NOUN_PHRASE] = MENTION_OTHER + 1,
    };
    if (item == object)
        return MENTION_PRONOUN;
    return item < PREDICATE_BUILTIN_COUNT ? kinds[item] - 1 : -1;
}

// Where no rule captured it: behind titles and lower-case words, up to a comma, bracket or clitic.
static void find_name(const token_facts *f, mention *m)
{
    const uint64_t before = MEANS(FEATURE_TITLE) | MEANS(FEATURE_ARTICLE);
    uint32_t i = m->first;
    for (; i + 1 < m->end; i++) {
        uint64_t means = token_meaning(f, i);
        bool particle = means & MEANS(FEATURE_PARTICLE);
        if (!(means & before) && (particle || !(means & MEANS(FACT_LOWER))))
            break;
    }
    m->name_first = m->name_end = i;
    while (m->name_end < m->end && token_is_word(f, m->name_end))
        m->name_end++;
}

static bool find_captured_name(const node *n, mention *m)
{
    const node_capture *name = node_captured(n, CAPTURE_NAME);
    if (!name)
        return false;
    m->name_first = name->first;
    m->name_end = name->end;
    return true;
}

static void place_person_name(const token_facts *f, const node *n, mention *m)
{
    const uint64_t behind = MEANS(FEATURE_SUFFIX) | MEANS(FACT_COMMA);
    if (!find_captured_name(n, m))
        find_name(f, m);
    m->name_end = without_clitics(f, m->name_first, m->name_end);
    while (m->name_end > m->name_first + 1 && token_meaning(f, m->name_end - 1) & behind)
        m->name_end--;
}

// Of an organisation or a place: up to a bracket.
static void place_long_name(const token_facts *f, const node *n, mention *m)
{
    if (!find_captured_name(n, m)) {
        m->name_first = m->name_end = skip_articles(f, m->first, m->end);
        while (m->name_end < m->end && !token_means(f, m->name_end, FACT_OPEN_BRACKET))
            m->name_end++;
    }
    m->name_end = without_clitics(f, m->name_first, m->name_end);
}

// Where a rule captured it.
static bool find_role(const node *n, mention *m)
{
    const node_capture *role = node_captured(n, CAPTURE_ROLE);
    if (!role)
        role = node_captured(n, CAPTURE_TITLE);
    if (!role)
        return false;
    m->role_first = role->first;
    m->role_end = role->end;
    return true;
}

enum {
    IS_GENDERED = MENTION_IS_MALE | MENTION_IS_FEMALE,
    SAME_BITS =
        IS_GENDERED | MENTION_IS_PLURAL | MENTION_IS_FIRST | MENTION_IS_SECOND | MENTION_IS_NEUTER | MENTION_IS_RELATIVE
};
_Static_assert(MEANS(FEATURE_MALE) == MENTION_IS_MALE && MEANS(FEATURE_FEMALE) == MENTION_IS_FEMALE &&
                   MEANS(FEATURE_PLURAL) == MENTION_IS_PLURAL && MEANS(FEATURE_FIRST_PERSON) == MENTION_IS_FIRST &&
                   MEANS(FEATURE_SECOND_PERSON) == MENTION_IS_SECOND && MEANS(FEATURE_NEUTER) == MENTION_IS_NEUTER &&
                   MEANS(FEATURE_RELATIVE) == MENTION_IS_RELATIVE,
               "features that are flags have the same bits");

// Who may be both is neither.
static unsigned one_gender(uint64_t flags)
{
    return (unsigned)((flags & IS_GENDERED) == IS_GENDERED ? flags & ~(uint64_t)IS_GENDERED : flags);
}

static unsigned gender_of(const token_facts *f, uint32_t i) { return one_gender(token_meaning(f, i) & IS_GENDERED); }

// Title, else given name, else the noun of the role: the first that tells. A word alone may as well be a surname or a
// place (`Clinton`, `Florida` are given names too).
static unsigned person_gender(const token_facts *f, name_table *t, mention *m)
{
    unsigned gender = 0;
    for (uint32_t i = m->first; i < m->name_first && !gender; i++)
        gender = token_means(f, i, FEATURE_TITLE) ? gender_of(f, i) : 0;
    if (!gender && m->name_first + 1 < m->name_end && token_means(f, m->name_first, FEATURE_GIVEN_NAME))
        gender = gender_of(f, m->name_first);
    if (!gender && m->role_first < m->role_end)
        gender = gender_of(f, mention_role(t, m)->head_token);
    return gender;
}

static unsigned pronoun_flags(const token_facts *f, const node *n)
{
    uint64_t means = token_meaning(f, n->head >= n->first && n->head < n->end ? n->head : n->first);
    return one_gender(means & SAME_BITS) | (means & MEANS(FEATURE_POSSESSIVE) ? MENTION_IS_POSSESSIVE : 0) |
           (means & MEANS(FEATURE_INDEFINITE) ? MENTION_IS_INDEFINITE : 0);
}

static unsigned article_flags(const token_facts *f, const mention *m)
{
    uint64_t means = token_meaning(f, m->first);
    if (means & (MEANS(FEATURE_DEFINITE) | MEANS(FEATURE_POSSESSIVE)))
        return MENTION_IS_DEFINITE;
    return means & MEANS(FEATURE_INDEFINITE) ? MENTION_IS_INDEFINITE : 0;
}

static void make_person(const token_facts *f, name_table *t, const node *n, mention *m)
{
    place_person_name(f, n, m);
    if (!find_role(n, m)) {
        m->role_first = m->role_end = m->first;
        if (m->name_first > m->first && m->name_first < m->name_end)
            m->role_end = m->name_first;
    }
    m->flags = article_flags(f, m) | person_gender(f, t, m);
}

static void make_organisation(const token_facts *f, const node *n, mention *m)
{
    place_long_name(f, n, m);
    if (!find_role(n, m))
        m->role_first = m->role_end = m->first;
    m->flags = article_flags(f, m) | MENTION_IS_NEUTER;
}

// One that is told by what it is, not by a name.
static void make_described(const token_facts *f, name_table *t, const node *n, mention *m)
{
    if (find_captured_name(n, m))
        m->name_end = without_clitics(f, m->name_first, m->name_end);
    else
        m->name_first = m->name_end = m->first;
    if (!find_role(n, m)) {
        m->role_first = m->first;
        m->role_end = m->kind == MENTION_ROLE ? without_clitics(f, m->first, m->end) : m->first;
    }
    m->flags = article_flags(f, m);
    if (m->kind == MENTION_DOCUMENT) {
        m->flags |= MENTION_IS_NEUTER;
        return;
    }
    const description *d = mention_about(t, m, m->first, m->end);
    if (m->kind == MENTION_GROUP || d->plural)
        m->flags |= MENTION_IS_PLURAL;
    if (m->kind == MENTION_ROLE)
        m->flags |= gender_of(f, d->head_token);
}

static void make_pronoun(const token_facts *f, const node *n, mention *m)
{
    m->name_first = m->name_end = m->role_first = m->role_end = m->first;
    m->flags = pronoun_flags(f, n);
}

static void make(const token_facts *f, name_table *t, const node *n, mention *m)
{
    switch (m->kind) {
    case MENTION_PERSON:
        make_person(f, t, n, m);
        break;
    case MENTION_PRONOUN:
        make_pronoun(f, n, m);
        break;
    case MENTION_ORGANISATION:
    case MENTION_PLACE:
        make_organisation(f, n, m);
        break;
    default:
        make_described(f, t, n, m);
    }
}

// A node around a name with its role, bracket or relative clause is what the name inside is.
static void inherit(const token_facts *f, name_table *t, const node *n, const mention *core, mention *m)
{
    m->flags = core->flags;
    m->name_first = core->name_first;
    m->name_end = core->name_end;
    if (!find_role(n, m)) {
        m->role_first = core->role_first;
        m->role_end = core->role_end;
        m->role = core->role;
    } else if (core->kind == MENTION_PERSON && !(m->flags & IS_GENDERED)) {
        m->flags |= gender_of(f, mention_role(t, m)->head_token);
    }
    m->kind = core->kind;
}

// Whether child is the one whose name its parent bears.
static bool is_core(const node *parent, const node *child)
{
    const node_capture *name = node_captured(parent, CAPTURE_NAME);
    if (name)
        return child->first == name->first && child->end == name->end;
    return parent->kind == PREDICATE_ITEM_PERSON && child->first == parent->first;
}

static node possessive_at(const page *p, uint32_t i)
{
    return (node){.kind = PREDICATE_ITEM_PRONOUN,
                  .first = i,
                  .end = i + 1,
                  .head = i,
                  .parent = -1,
                  .class_id = p->tokens[i].class_id,
                  .rule = UINT16_MAX,
                  .mention = -1};
}

// The first possessive token from `i` on, or `end`.
static uint32_t next_possessive(const token_facts *f, uint32_t i, uint32_t end)
{
    const uint64_t *means = f->means;
    if (i == end)
        return end;
    const token *k = f->tokens + i, *last = f->tokens + end;
    while (last - k >= 4 &&
           !((means[k[0].class_id] | means[k[1].class_id] | means[k[2].class_id] | means[k[3].class_id]) &
             MEANS(FEATURE_POSSESSIVE)))
        k += 4; // few tokens are any
    while (k < last && !(means[k->class_id] & MEANS(FEATURE_POSSESSIVE)))
        k++;
    return (uint32_t)(k - f->tokens);
}

// Possessive pronouns stand inside noun phrases, so no rule folds them: each becomes a node of its own.
static void add_possessives(arena *a, const page *p, const name_table *names, node_list *nodes)
{
    const token_facts *f = name_table_facts(names);
    for (uint32_t b = 0; b < p->block_count; b++) {
        const block *in = &p->blocks[b];
        if (in->kind == BLOCK_FURNITURE)
            continue;
        uint32_t i = next_possessive(f, in->first_token, in->end_token);
        for (; i < in->end_token; i = next_possessive(f, i + 1, in->end_token))
            vec_push(a, nodes, possessive_at(p, i));
    }
}

// The nodes that are mentions, by the tokens where they begin.
//
//     begins: a bit for each token     chains: token -> node + 1 -> next: node + 1 ...     longest first
typedef struct node_order {
    uint64_t *begins;
    uint32_t *chains; // set where the bit is
    uint32_t *next;
} node_order;

// Nodes come inner ones first, and of equal ones the one folded later encloses: nearly each one is its chain's first.
static void add_to_order(node_order *o, const node *all, uint32_t i)
{
    const node *n = &all[i];
    uint64_t bit = UINT64_C(1) << n->first % 64;
    if (!(o->begins[n->first / 64] & bit)) {
        o->begins[n->first / 64] |= bit;
        o->chains[n->first] = 0;
    }
    uint32_t *link = &o->chains[n->first];
    while (*link && all[*link - 1].end > n->end)
        link = &o->next[*link - 1];
    o->next[i] = *link;
    *link = i + 1;
}

// The words of a mention's tokens will be asked soon, and most are in no near cache.
static void fetch_words(const token_facts *f, const node *n)
{
    enum { MOST = 8 };
    uint32_t end = n->end - n->first < MOST ? n->end : n->first + MOST;
    for (uint32_t i = n->first; i < end; i++)
        __builtin_prefetch(&f->words[f->tokens[i].type]);
}

// The mentions in text order, each with its node, kind and tokens. A node that is none gets -1.
static mention_list list_mentions(arena *a, size_t token_count, name_table *names, node_list *nodes)
{
    size_t words = (token_count + 63) / 64, count = 0;
    node_order o = {ARENA_ARRAY(a, uint64_t, words), arena_take(a, token_count * sizeof *o.chains),
                    arena_take(a, nodes->len * sizeof *o.next)};
    predicate_id object = predicates_find(vocab_predicates(name_table_vocab(names)), "object-pronoun");
    node *all = nodes->items;
    const token_facts *f = name_table_facts(names);
    for (uint32_t i = 0; i < nodes->len; i++) {
        all[i].mention = kind_of(all[i].kind, object); // until its place is known
        if (all[i].first >= all[i].end)
            all[i].mention = -1;
        if (all[i].mention < 0)
            continue;
        fetch_words(f, &all[i]);
        add_to_order(&o, all, i);
        count++;
    }
    mention_list list = {arena_take(a, count * sizeof *list.items), count, count, names};
    mention *m = list.items;
    for (size_t w = 0; w < words; w++)
        for (uint64_t left = o.begins[w]; left; left &= left - 1)
            for (uint32_t i = o.chains[w * 64 + (size_t)__builtin_ctzll(left)]; i; i = o.next[i - 1], m++) {
                node *n = &all[i - 1];
                *m = (mention){i - 1, (mention_kind)n->mention, .first = n->first, .end = n->end, .entity = -1};
                n->mention = (int32_t)(m - list.items);
            }
    return list;
}

// In the order of the nodes: a core is made before the node around it.
static void make_all(arena *a, const node_list *nodes, mention_list *list)
{
    name_table *names = list->names;
    const token_facts f = *name_table_facts(names);
    uint32_t *cores = ARENA_ARRAY(a, uint32_t, nodes->len); // of each node: mention + 1
    const node *all = nodes->items;
    for (uint32_t i = 0; i < nodes->len; i++) {
        const node *n = &all[i];
        if (n->mention < 0)
            continue;
        mention *m = &list->items[n->mention];
        if (cores[i] && m->kind == MENTION_PERSON)
            inherit(&f, names, n, &list->items[cores[i] - 1], m);
        else
            make(&f, names, n, m);
        if (n->parent > (int32_t)i && (size_t)n->parent < nodes->len && is_core(&all[n->parent], n))
            cores[n->parent] = (uint32_t)n->mention + 1;
    }
}

mention_list mentions_collect(arena *a, const page *p, name_table *names, node_list *nodes)
{
    name_table_begin(names, a, p);
    add_possessives(a, p, names, nodes);
    mention_list list = list_mentions(a, p->token_count, names, nodes);
    make_all(a, nodes, &list);
    return list;
}
