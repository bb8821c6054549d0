// SPDX-License-Identifier: MIT
// rule_read.c: the keys of one rule -> a rule. What only the whole rule can tell is left to rule_check.c.
#include "rules/example.h"
#include "rules/loader.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum {
    FOR_BLOCKS = 1,
    FOR_FOLDS = 2,
    FOR_ATTRIBUTES = 4,
    FOR_MATCHES = FOR_FOLDS | FOR_ATTRIBUTES,
    FOR_ALL = FOR_MATCHES | FOR_BLOCKS
};

// A key, the stages whose rules may have it, and what reads its value. False: there were errors.
typedef struct key {
    const char *name;
    unsigned stages;
    bool (*read)(loader *l, rule_draft *d, const tree_node *node);
} key;

static unsigned stage_bit(const loader *l, const rule_draft *d)
{
    switch (l->set->stages[d->rule->stage].does) {
    case STAGE_BLOCKS:
        return FOR_BLOCKS;
    case STAGE_ATTRIBUTES:
        return FOR_ATTRIBUTES;
    default:
        return FOR_FOLDS;
    }
}

static void refuse_key(loader *l, const rule_draft *d, const tree_node *node, const key *keys, size_t count)
{
    const char *names[16];
    for (size_t i = 0; i < count; i++)
        names[i] = keys[i].name;
    if (name_index(node->key, names, count) == count)
        error_unknown(l->errors, node->key_where, "key", node->key, names, count);
    else
        error_at(l->errors, node->key_where, "'%s' has no meaning in the stage '%s'", node->key,
                 l->set->stages[d->rule->stage].name);
}

static bool read_keys(loader *l, rule_draft *d, const tree_node *map, const key *keys, size_t count)
{
    bool ok = true;
    if (map->kind != TREE_MAP) {
        error_at(l->errors, map->key ? map->key_where : map->where, "'key: value' is expected%s%s",
                 map->key ? " under " : "", map->key ? map->key : "");
        return false;
    }
    for (const tree_node *n = map->first; n && !loader_full(l); n = n->next) {
        const key *k = keys;
        while (k < keys + count && strcmp(k->name, n->key))
            k++;
        if (k < keys + count && k->stages & stage_bit(l, d)) {
            ok &= k->read(l, d, n);
        } else {
            refuse_key(l, d, n, keys, count);
            ok = false;
        }
    }
    return ok;
}

// The index of a word among the names, or -1 after an error.
static int read_choice(loader *l, const tree_node *node, const char *const *names, size_t count)
{
    if (!scalar_of(l, node, "one word"))
        return -1;
    size_t i = name_index(node->text, names, count);
    if (i < count)
        return (int)i;
    error_unknown(l->errors, node->where, "value", node->text, names, count);
    return -1;
}

static bool ignore(loader *l, rule_draft *d, const tree_node *node) // read in the first pass
{
    (void)l, (void)d, (void)node;
    return true;
}

static bool read_about(loader *l, rule_draft *d, const tree_node *node)
{
    d->rule->about = scalar_of(l, node, "a sentence");
    return d->rule->about != NULL;
}

static bool read_anchor(loader *l, rule_draft *d, const tree_node *node)
{
    d->anchor = node;
    return scalar_of(l, node, "a capture or a step") != NULL;
}

static bool read_match(loader *l, rule_draft *d, const tree_node *node) { return steps_read(l, node, &d->rule->match); }

static bool read_unless_before(loader *l, rule_draft *d, const tree_node *node)
{
    return steps_read(l, node, &d->rule->unless_before);
}

static bool read_unless_after(loader *l, rule_draft *d, const tree_node *node)
{
    return steps_read(l, node, &d->rule->unless_after);
}

static bool read_within(loader *l, rule_draft *d, const tree_node *node)
{
    static const char *const NAMES[] = {"sentence", "paragraph", "article"};
    int i = read_choice(l, node, NAMES, COUNT(NAMES));
    d->rule->within = i < 0 ? WITHIN_SENTENCE : (rule_within)i;
    return i >= 0;
}

static bool read_beats(loader *l, rule_draft *d, const tree_node *node)
{
    (void)l;
    d->beats = node;
    return true;
}

static bool read_item(loader *l, rule_draft *d, const tree_node *node)
{
    (void)l, (void)node;
    return d->rule->gives.item != PREDICATE_NONE; // declared and reported in the first pass
}

static bool read_type(loader *l, rule_draft *d, const tree_node *node)
{
    static const char *const NAMES[] = {"none", "direct", "mixed", "indirect"};
    int i = read_choice(l, node, NAMES, COUNT(NAMES));
    d->rule->gives.type = i < 0 ? ROW_NONE : (row_type)i;
    return i >= 0;
}

static bool read_speaker(loader *l, rule_draft *d, const tree_node *node)
{
    static const char *const NAMES[] = {"previous", "next", "nobody"};
    int i = read_choice(l, node, NAMES, COUNT(NAMES));
    d->rule->gives.speaker = (speaker_from)(i + 1);
    return i >= 0;
}

static int read_block_kind(loader *l, const char *name, place where)
{
    const char *names[BLOCK_KIND_COUNT];
    int kind = block_kind_of(name);
    if (kind >= 0)
        return kind;
    for (int i = 0; i < BLOCK_KIND_COUNT; i++)
        names[i] = block_kind_name((block_kind)i);
    error_unknown(l->errors, where, "kind of block", name, names, BLOCK_KIND_COUNT);
    return -1;
}

static bool read_block(loader *l, rule_draft *d, const tree_node *node)
{
    if (scalar_of(l, node, "a kind of block"))
        d->rule->gives.block = read_block_kind(l, node->text, node->where);
    return d->rule->gives.block >= 0;
}

static bool read_through(loader *l, rule_draft *d, const tree_node *node)
{
    static const char *const NAMES[] = {"end"};
    d->rule->gives.through_end = read_choice(l, node, NAMES, COUNT(NAMES)) == 0;
    return d->rule->gives.through_end;
}

static bool read_inherits(loader *l, rule_draft *d, const tree_node *node)
{
    static const char *const NAMES[] = {"nothing"};
    d->rule->gives.inherits_nothing = read_choice(l, node, NAMES, COUNT(NAMES)) == 0;
    return d->rule->gives.inherits_nothing;
}

static bool read_joins(loader *l, rule_draft *d, const tree_node *node)
{
    static const char *const NAMES[] = {"previous"};
    d->rule->gives.joins = read_choice(l, node, NAMES, COUNT(NAMES)) == 0;
    return d->rule->gives.joins;
}

// What a rule of this stage must give.
static bool check_given(loader *l, rule_draft *d, const tree_node *node)
{
    unsigned bit = stage_bit(l, d);
    const char *wanted = bit == FOR_BLOCKS ? "block" : bit == FOR_FOLDS ? "item" : "type";
    if (tree_find(node, wanted))
        return true;
    error_at(l->errors, node->key_where, "a rule of the stage '%s' gives '%s: ...'",
             l->set->stages[d->rule->stage].name, wanted);
    return false;
}

static bool read_gives(loader *l, rule_draft *d, const tree_node *node)
{
    static const key KEYS[] = {{"item", FOR_FOLDS, read_item},
                               {"type", FOR_ATTRIBUTES, read_type},
                               {"speaker", FOR_ATTRIBUTES, read_speaker},
                               {"joins", FOR_ATTRIBUTES, read_joins},
                               {"inherits", FOR_FOLDS, read_inherits},
                               {"block", FOR_BLOCKS, read_block},
                               {"through", FOR_BLOCKS, read_through}};
    return read_keys(l, d, node, KEYS, COUNT(KEYS)) && check_given(l, d, node);
}

static bool add_zone(loader *l, const tree_node *name, void *context)
{
    static const char *const NAMES[] = {"head", "body", "tail"};
    size_t i = name_index(name->text, NAMES, COUNT(NAMES));
    if (i == COUNT(NAMES)) {
        error_unknown(l->errors, name->where, "zone", name->text, NAMES, COUNT(NAMES));
        return false;
    }
    ((rule *)context)->block.zones |= (uint8_t)(1u << i); // ZONE_HEAD, ZONE_BODY, ZONE_TAIL
    return true;
}

static bool read_zone(loader *l, rule_draft *d, const tree_node *node)
{
    return names_each(l, node, "a zone", add_zone, d->rule);
}

// A number of words; the cursor moves behind it. False if there is none.
static bool take_words(const char **at, uint16_t *out)
{
    unsigned value = 0;
    const char *start = *at;
    for (; **at >= '0' && **at <= '9'; ++*at)
        value = value > UINT16_MAX ? value : value * 10 + (unsigned)(**at - '0');
    *out = value > UINT16_MAX ? UINT16_MAX : (uint16_t)value;
    return *at > start;
}

// "4" exactly, "1-12" from to, "12-" at least.
static bool read_words(loader *l, rule_draft *d, const tree_node *node)
{
    block_where *w = &d->rule->block;
    const char *at = scalar_of(l, node, "a number of words, as 1-12,");
    if (!at)
        return false;
    bool ok = take_words(&at, &w->least_words);
    w->most_words = w->least_words;
    if (ok && *at == '-') {
        at++;
        if (!take_words(&at, &w->most_words))
            w->most_words = UINT16_MAX;
    }
    if (ok && !*at && w->least_words <= w->most_words)
        return true;
    error_at(l->errors, node->where, "'%s' is no number of words: write \"4\", \"1-12\" or \"12-\"", node->text);
    return false;
}

// 0, 1, or -1 after an error.
static int8_t read_yes(loader *l, const tree_node *node)
{
    static const char *const NAMES[] = {"no", "yes"};
    if (!scalar_of(l, node, "yes or no"))
        return -1;
    size_t i = name_index(node->text, NAMES, COUNT(NAMES));
    if (i == COUNT(NAMES))
        error_at(l->errors, node->where, "yes or no is expected, not '%s'", node->text);
    return i == COUNT(NAMES) ? -1 : (int8_t)i;
}

static bool read_ends_sentence(loader *l, rule_draft *d, const tree_node *node)
{
    return (d->rule->block.ends_sentence = read_yes(l, node)) >= 0;
}

static bool read_seen(loader *l, rule_draft *d, const tree_node *node)
{
    bool ok = node->kind == TREE_MAP;
    if (!ok)
        error_at(l->errors, node->key_where, "'seen' needs kinds of blocks: {headline: no}");
    for (const tree_node *n = node->first; ok && n && !loader_full(l); n = n->next) {
        int kind = read_block_kind(l, n->key, n->key_where);
        ok = kind >= 0 && (d->rule->block.seen[kind] = read_yes(l, n)) >= 0;
    }
    return ok;
}

static bool add_after(loader *l, const tree_node *name, void *context)
{
    int kind = read_block_kind(l, name->text, name->where);
    if (kind >= 0)
        ((rule *)context)->block.after |= (uint16_t)(1u << kind);
    return kind >= 0;
}

static bool read_after(loader *l, rule_draft *d, const tree_node *node)
{
    return names_each(l, node, "a kind of block", add_after, d->rule);
}

static bool read_where(loader *l, rule_draft *d, const tree_node *node)
{
    static const key KEYS[] = {{"zone", FOR_ALL, read_zone},
                               {"words", FOR_ALL, read_words},
                               {"ends-sentence", FOR_ALL, read_ends_sentence},
                               {"seen", FOR_ALL, read_seen},
                               {"after", FOR_ALL, read_after}};
    return read_keys(l, d, node, KEYS, COUNT(KEYS));
}

// Reads one list of examples behind those that the rule has.
static bool add_examples(loader *l, rule_draft *d, const tree_node *node, example_kind kind)
{
    rule *r = d->rule;
    if (!l->examples)
        return true;
    if (node->kind != TREE_LIST) {
        error_at(l->errors, node->key_where, "'%s' needs a list of examples", node->key);
        return false;
    }
    bool ok = true;
    example *all = ARENA_ARRAY(l->arena, example, r->example_count + node->count);
    if (r->example_count)
        memcpy(all, r->examples, r->example_count * sizeof *all);
    r->examples = all;
    for (const tree_node *n = node->first; n && !loader_full(l); n = n->next) {
        if (example_read(&all[r->example_count], l->arena, n, kind, l->errors))
            r->example_count++;
        else
            ok = false;
    }
    return ok;
}

static bool read_finds(loader *l, rule_draft *d, const tree_node *node)
{
    return add_examples(l, d, node, EXAMPLE_FINDS);
}

static bool read_ignores(loader *l, rule_draft *d, const tree_node *node)
{
    return add_examples(l, d, node, EXAMPLE_IGNORES);
}

static bool read_wants(loader *l, rule_draft *d, const tree_node *node)
{
    return add_examples(l, d, node, EXAMPLE_WANTS);
}

static bool require(loader *l, const rule_draft *d, const char *name)
{
    if (tree_find(d->node, name))
        return true;
    error_at(l->errors, d->node->where, "the rule '%s' has no '%s'", d->rule->name, name);
    return false;
}

void rule_read(loader *l, rule_draft *d)
{
    static const key KEYS[] = {{"name", FOR_ALL, ignore},
                               {"about", FOR_ALL, read_about},
                               {"anchor", FOR_ALL, read_anchor},
                               {"match", FOR_ALL, read_match},
                               {"unless-before", FOR_ALL, read_unless_before},
                               {"unless-after", FOR_ALL, read_unless_after},
                               {"within", FOR_MATCHES, read_within},
                               {"gives", FOR_ALL, read_gives},
                               {"where", FOR_BLOCKS, read_where},
                               {"beats", FOR_MATCHES, read_beats},
                               {"finds", FOR_ALL, read_finds},
                               {"ignores", FOR_ALL, read_ignores},
                               {"wants", FOR_ALL, read_wants}};
    rule *r = d->rule;
    r->gives.block = -1;
    r->block.ends_sentence = -1;
    r->block.most_words = UINT16_MAX;
    memset(r->block.seen, -1, sizeof r->block.seen);
    bool ok = read_keys(l, d, d->node, KEYS, COUNT(KEYS));
    ok &= require(l, d, "match");
    ok &= require(l, d, "gives");
    d->broken |= !ok;
}
