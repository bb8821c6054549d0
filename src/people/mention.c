// SPDX-License-Identifier: MIT
// mention.c: folded nodes -> mentions in text order, with the tokens of name and role and what the lists tell of
// gender, number and definiteness. It links nothing.
#include "people/mention.h"

#include "base/vec.h"
#include "people/name.h"

static int kind_of(predicate_id item)
{
    switch (item) {
    case PREDICATE_ITEM_PERSON:
        return MENTION_PERSON;
    case PREDICATE_ITEM_PRONOUN:
        return MENTION_PRONOUN;
    case PREDICATE_ITEM_ROLE:
        return MENTION_ROLE;
    case PREDICATE_ITEM_GROUP:
        return MENTION_GROUP;
    case PREDICATE_ITEM_ORGANISATION:
        return MENTION_ORGANISATION;
    case PREDICATE_ITEM_DOCUMENT:
        return MENTION_DOCUMENT;
    case PREDICATE_ITEM_PLACE:
        return MENTION_PLACE;
    case PREDICATE_ITEM_NOUN_PHRASE:
        return MENTION_OTHER;
    default:
        return -1;
    }
}

static bool is_captured(const node *n, capture_id id) { return n->captures[id].first < n->captures[id].end; }

static uint32_t without_clitics(const token_facts *f, uint32_t first, uint32_t end)
{
    while (end > first + 1 && token_is(f, end - 1, f->rules->lists.clitic))
        end--;
    return end;
}

// Where no rule captured it: behind titles and lower-case words, up to a comma, bracket or clitic.
static void find_name(const token_facts *f, mention *m)
{
    uint32_t i = m->first;
    for (; i + 1 < m->end; i++) {
        bool particle = token_means(f, i, FEATURE_PARTICLE);
        if (!token_means(f, i, FEATURE_TITLE) && !token_means(f, i, FEATURE_ARTICLE) &&
            (particle || !token_is(f, i, PREDICATE_LOWER)))
            break;
    }
    m->name_first = m->name_end = i;
    while (m->name_end < m->end && token_is_word(f, m->name_end))
        m->name_end++;
}

static void place_name(const token_facts *f, const node *n, mention *m)
{
    bool captured = is_captured(n, CAPTURE_NAME);
    if (captured) {
        m->name_first = n->captures[CAPTURE_NAME].first;
        m->name_end = n->captures[CAPTURE_NAME].end;
    } else if (m->kind == MENTION_PERSON) {
        find_name(f, m);
    } else if (m->kind == MENTION_ORGANISATION || m->kind == MENTION_PLACE) {
        m->name_first = m->name_end = skip_articles(f, m->first, m->end);
        while (m->name_end < m->end && !token_is(f, m->name_end, PREDICATE_OPEN_BRACKET))
            m->name_end++;
    } else {
        m->name_first = m->name_end = m->first;
        return;
    }
    m->name_end = without_clitics(f, m->name_first, m->name_end);
    if (m->kind != MENTION_PERSON)
        return;
    while (m->name_end > m->name_first + 1 &&
           (token_means(f, m->name_end - 1, FEATURE_SUFFIX) || token_is(f, m->name_end - 1, PREDICATE_COMMA)))
        m->name_end--;
}

static void place_role(const token_facts *f, const node *n, mention *m)
{
    m->role_first = m->role_end = m->first;
    if (is_captured(n, CAPTURE_ROLE)) {
        m->role_first = n->captures[CAPTURE_ROLE].first;
        m->role_end = n->captures[CAPTURE_ROLE].end;
    } else if (is_captured(n, CAPTURE_TITLE)) {
        m->role_first = n->captures[CAPTURE_TITLE].first;
        m->role_end = n->captures[CAPTURE_TITLE].end;
    } else if (m->kind == MENTION_PERSON && m->name_first > m->first && m->name_first < m->name_end) {
        m->role_end = m->name_first;
    } else if (m->kind == MENTION_ROLE) {
        m->role_end = without_clitics(f, m->first, m->end);
    }
}

static unsigned gender_of(const token_facts *f, uint32_t i)
{
    unsigned male = token_means(f, i, FEATURE_MALE) ? MENTION_IS_MALE : 0;
    unsigned female = token_means(f, i, FEATURE_FEMALE) ? MENTION_IS_FEMALE : 0;
    return male && female ? 0 : male | female;
}

// Title, else given name, else the noun of the role: the first that tells. A word alone may as well be a surname or a
// place (`Clinton`, `Florida` are given names too).
static unsigned person_gender(const token_facts *f, name_table *t, const mention *m)
{
    unsigned gender = 0;
    for (uint32_t i = m->first; i < m->name_first && !gender; i++)
        gender = token_means(f, i, FEATURE_TITLE) ? gender_of(f, i) : 0;
    if (!gender && m->name_first + 1 < m->name_end && token_means(f, m->name_first, FEATURE_GIVEN_NAME))
        gender = gender_of(f, m->name_first);
    if (!gender && m->role_first < m->role_end)
        gender = gender_of(f, description_of(t, m->role_first, m->role_end).head_token);
    return gender;
}

static unsigned pronoun_flags(const token_facts *f, const node *n)
{
    static const struct {
        feature_id feature;
        unsigned flag;
    } map[] = {{FEATURE_PLURAL, MENTION_IS_PLURAL},        {FEATURE_FIRST_PERSON, MENTION_IS_FIRST},
               {FEATURE_SECOND_PERSON, MENTION_IS_SECOND}, {FEATURE_NEUTER, MENTION_IS_NEUTER},
               {FEATURE_RELATIVE, MENTION_IS_RELATIVE},    {FEATURE_POSSESSIVE, MENTION_IS_POSSESSIVE},
               {FEATURE_INDEFINITE, MENTION_IS_INDEFINITE}};
    uint32_t head = n->head >= n->first && n->head < n->end ? n->head : n->first;
    unsigned flags = gender_of(f, head);
    for (size_t i = 0; i < sizeof map / sizeof *map; i++)
        if (token_means(f, head, map[i].feature))
            flags |= map[i].flag;
    return flags;
}

static unsigned flags_of(const token_facts *f, name_table *t, const node *n, mention *m)
{
    if (m->kind == MENTION_PRONOUN)
        return pronoun_flags(f, n);
    unsigned flags = 0;
    if (token_means(f, m->first, FEATURE_DEFINITE) || token_means(f, m->first, FEATURE_POSSESSIVE))
        flags |= MENTION_IS_DEFINITE;
    else if (token_means(f, m->first, FEATURE_INDEFINITE))
        flags |= MENTION_IS_INDEFINITE;
    if (m->kind == MENTION_PERSON)
        return flags | person_gender(f, t, m);
    if (m->kind == MENTION_ORGANISATION || m->kind == MENTION_PLACE || m->kind == MENTION_DOCUMENT)
        return flags | MENTION_IS_NEUTER;
    const description *d = mention_about(t, m, m->first, m->end);
    if (m->kind == MENTION_GROUP || d->plural)
        flags |= MENTION_IS_PLURAL;
    if (m->kind == MENTION_ROLE)
        flags |= gender_of(f, d->head_token);
    return flags;
}

// A node around a name with its role, bracket or relative clause is what the name inside is.
static void inherit(const token_facts *f, name_table *t, const node *n, const mention *core, mention *m)
{
    bool told = is_captured(n, CAPTURE_ROLE) || is_captured(n, CAPTURE_TITLE);
    m->kind = core->kind;
    m->flags = core->flags;
    m->name_first = core->name_first;
    m->name_end = core->name_end;
    if (!told) {
        m->role_first = core->role_first;
        m->role_end = core->role_end;
    } else if (m->kind == MENTION_PERSON && !(m->flags & (MENTION_IS_MALE | MENTION_IS_FEMALE))) {
        m->flags |= gender_of(f, description_of(t, m->role_first, m->role_end).head_token);
    }
}

// Whether child is the one whose name its parent bears.
static bool is_core(const node *parent, const node *child)
{
    if (is_captured(parent, CAPTURE_NAME))
        return child->first == parent->captures[CAPTURE_NAME].first && child->end == parent->captures[CAPTURE_NAME].end;
    return parent->kind == PREDICATE_ITEM_PERSON && child->first == parent->first;
}

static int32_t quotation_around(const page *p, uint32_t at)
{
    size_t low = 0, high = p->quotation_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (p->quotations[middle].open < at)
            low = middle + 1;
        else
            high = middle;
    }
    int32_t q = (int32_t)low - 1;
    while (q >= 0 && p->quotations[q].close <= at)
        q = p->quotations[q].parent;
    return q;
}

// Possessive pronouns stand inside noun phrases, so no rule folds them: each becomes a node of its own.
static void add_possessives(arena *a, const token_facts *f, node_list *nodes)
{
    const page *p = f->page;
    uint32_t b = 0;
    for (uint32_t i = 0; i < p->token_count; i++) {
        if (!token_means(f, i, FEATURE_POSSESSIVE))
            continue;
        while (b + 1 < p->block_count && i >= p->blocks[b].end_token)
            b++;
        if (p->blocks[b].kind == BLOCK_FURNITURE)
            continue;
        node n = {.kind = PREDICATE_ITEM_PRONOUN,
                  .first = i,
                  .end = i + 1,
                  .head = i,
                  .parent = -1,
                  .block = b,
                  .class_id = vocab_type_class(f->vocab, p->tokens[i].type),
                  .rule = UINT16_MAX,
                  .mention = -1};
        n.quotation = quotation_around(p, i);
        vec_push(a, nodes, n);
    }
}

static mention make(const token_facts *f, name_table *t, const node *n, uint32_t i, mention_kind kind)
{
    mention m = {.node = i, .kind = kind, .first = n->first, .end = n->end, .entity = -1};
    place_name(f, n, &m);
    place_role(f, n, &m);
    m.flags = flags_of(f, t, n, &m);
    return m;
}

// Nodes come inner ones first, so a core is made before the node around it.
static void collect(arena *a, name_table *names, const node_list *nodes, mention_list *list)
{
    const token_facts *f = name_table_facts(names);
    predicate_id object = predicates_find(f->rules->predicates, "object-pronoun");
    uint32_t *cores = ARENA_ARRAY(a, uint32_t, nodes->len); // of each node: mention + 1
    list->items = arena_take(a, nodes->len * sizeof *list->items);
    list->room = nodes->len;
    for (uint32_t i = 0; i < nodes->len; i++) {
        node *n = &nodes->items[i];
        int kind = n->kind == object ? MENTION_PRONOUN : kind_of(n->kind);
        n->mention = -1;
        if (kind < 0 || n->first >= n->end)
            continue;
        mention m = make(f, names, n, i, (mention_kind)kind);
        if (cores[i] && m.kind == MENTION_PERSON)
            inherit(f, names, n, &list->items[cores[i] - 1], &m);
        list->items[list->len++] = m;
        if (n->parent > (int32_t)i && (size_t)n->parent < nodes->len && is_core(&nodes->items[n->parent], n))
            cores[n->parent] = (uint32_t)list->len;
    }
}

// In text order, an enclosing one before those inside it, and of equal ones that folded later before. Each token has a
// chain of the mentions that begin there. They come in the order of their nodes, so nearly each one is its chain's
// first.
static void sort(arena *a, size_t token_count, mention_list *list)
{
    const mention *unsorted = list->items;
    mention *sorted = arena_take(a, list->len * sizeof *sorted);
    uint32_t *chains = ARENA_ARRAY(a, uint32_t, token_count); // mention + 1
    uint32_t *next = arena_take(a, list->len * sizeof *next); // the same
    for (uint32_t i = 0; i < list->len; i++) {
        uint32_t *link = &chains[unsorted[i].first];
        while (*link && unsorted[*link - 1].end > unsorted[i].end)
            link = &next[*link - 1];
        next[i] = *link;
        *link = i + 1;
    }
    size_t len = 0;
    for (size_t at = 0; at < token_count; at++)
        for (uint32_t i = chains[at]; i; i = next[i - 1])
            sorted[len++] = unsorted[i - 1];
    list->items = sorted;
    list->room = len;
}

mention_list mentions_collect(arena *a, const page *p, const rule_set *rules, vocab *v, node_list *nodes)
{
    mention_list list = {.names = name_table_new(a, p, rules, v)};
    add_possessives(a, name_table_facts(list.names), nodes);
    collect(a, list.names, nodes, &list);
    sort(a, p->token_count, &list);
    for (size_t i = 0; i < list.len; i++)
        nodes->items[list.items[i].node].mention = (int32_t)i;
    return list;
}
