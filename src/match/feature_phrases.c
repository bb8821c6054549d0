// SPDX-License-Identifier: MIT
// feature_phrases.c: see feature_phrases.h. A phrase belongs to a group and, where the group says several things, to
// some of the fixed words among the parts.
//
//     {}        the last part as it is: say, source-said
//     {item}    ... as what stands somewhere: a comma, a person, `that`
//     {ending}  ... as the end of a word: ends in `ed`
//     {token}   ... as a word of which perhaps only the end is known
//     {n item}  ... as a number of things: no items, one item, five or six items
#include "match/feature_phrases.h"

#include <string.h>

// ---- facts ----

// The group that says the same without the rule or the lemma that is the first part.
static feature_group plain_group(feature_group g)
{
    static const uint8_t same[GROUP_COUNT] = {
        [GROUP_RULE_LEMMA] = GROUP_LEMMA,    [GROUP_RULE_LIST] = GROUP_LIST,
        [GROUP_LEMMA_FORM] = GROUP_CUE_FORM, [GROUP_RULE_SOURCE] = GROUP_SOURCE,
        [GROUP_LEMMA_SOURCE] = GROUP_SOURCE, [GROUP_RULE_FIRST] = GROUP_CONTENT_FIRST,
        [GROUP_LEMMA_MARKS] = GROUP_MARKS};
    return same[g] ? (feature_group)same[g] : g;
}

static unsigned count_parts(feature f)
{
    unsigned count = 0;
    while (count < FEATURE_PARTS && feature_part_in(f, count))
        count++;
    return count;
}

feature feature_fact(feature f)
{
    feature_group g = feature_group_in(f), plain = plain_group(g);
    unsigned count = count_parts(f);
    bool weighed = plain != g || (g == GROUP_SOURCE_NEAR && count == 3) || (g == GROUP_INSIDE && count == 2);
    if (!weighed)
        return f;
    feature_part a = feature_part_in(f, 1), b = feature_part_in(f, 2);
    return feature_of(plain, a, b, 0);
}

// ---- phrases ----

typedef struct phrase {
    uint8_t group;
    uint8_t parts[2]; // the fixed words with which the parts begin; 0: any
    const char *text; // NULL: not told
} phrase;

// The first that fits is taken. The part that a text names with {} is none of the fixed words.
static const phrase phrases[] = {
    {GROUP_BIAS, {0}, NULL},
    {GROUP_RULE, {0}, "the rule itself"},
    {GROUP_LEMMA, {WORD_NONE}, "it has no cue"},
    {GROUP_LEMMA, {WORD_UNKNOWN}, "the cue stands in no list"},
    {GROUP_LEMMA, {0}, "the cue `{}`"},
    {GROUP_LIST, {0}, "the cue is in the list `{}`"},
    {GROUP_CUE_FORM, {0}, "the cue {ending}"},
    {GROUP_CUE_WITH, {WORD_SEVERAL}, "the cue has several words"},
    {GROUP_CUE_WITH, {WORD_ALONE}, "the cue is one word"},
    {GROUP_CUE_WITH, {0}, "the cue has the word `{}`"},
    {GROUP_CUE_NEAR, {WORD_BEFORE}, "before the cue stands {item}"},
    {GROUP_CUE_NEAR, {WORD_AFTER}, "behind the cue stands {item}"},
    {GROUP_SOURCE, {WORD_NONE}, "it names nobody itself"},
    {GROUP_SOURCE, {WORD_WORD}, "the source is a plain word"},
    {GROUP_SOURCE, {WORD_ITEMS}, "the source has {n item}"},
    {GROUP_SOURCE, {0}, "the source is {item}"},
    {GROUP_SOURCE_LIST, {WORD_BEGIN}, "the source begins with a word that is `{}`"},
    {GROUP_SOURCE_LIST, {0}, "the source is `{}`"},
    {GROUP_SOURCE_NEAR, {WORD_BEFORE}, "before the source stands {item}"},
    {GROUP_SOURCE_NEAR, {WORD_AFTER}, "behind the source stands {item}"},
    {GROUP_DISTANCE, {WORD_CUE_SOURCE, WORD_BEHIND}, "{n item} between the cue and the source behind it"},
    {GROUP_DISTANCE, {WORD_CUE_SOURCE, WORD_BEFORE}, "{n item} between the source and the cue behind it"},
    {GROUP_DISTANCE, {WORD_CUE_CONTENT, WORD_BEHIND}, "{n item} between the cue and the quote behind it"},
    {GROUP_DISTANCE, {WORD_CUE_CONTENT, WORD_BEFORE}, "{n item} between the quote and the cue behind it"},
    {GROUP_CONTENT, {WORD_COMMAS}, "{n comma} in the quote"},
    {GROUP_CONTENT, {WORD_SENTENCE_ENDS}, "{n sentence end} in the quote"},
    {GROUP_CONTENT, {WORD_CUES}, "{n other cue} in the quote"},
    {GROUP_CONTENT_FIRST, {WORD_THEN}, "second in the quote stands {item}"},
    {GROUP_CONTENT_FIRST, {WORD_BEFORE}, "before the quote stands {item}"},
    {GROUP_CONTENT_FIRST, {0}, "the quote begins with {item}"},
    {GROUP_CONTENT_END, {WORD_LAST}, "the quote ends with {item}"},
    {GROUP_CONTENT_END, {WORD_BEHIND}, "behind the quote stands {item}"},
    {GROUP_LENGTH, {0}, "the quote has {n word}"},
    {GROUP_MARKS, {WORD_NONE}, "no quotation marks in the quote"},
    {GROUP_MARKS, {WORD_WHOLE}, "the quote is all in quotation marks"},
    {GROUP_MARKS, {WORD_BOTH}, "the quote begins and ends with a quotation"},
    {GROUP_MARKS, {WORD_STARTS}, "the quote begins with a quotation"},
    {GROUP_MARKS, {WORD_ENDS}, "the quote ends with a quotation"},
    {GROUP_MARKS, {WORD_INSIDE}, "a quotation in the middle of the quote"},
    {GROUP_MARKS, {0}, "the quote begins with {item}"},
    {GROUP_QUOTED, {WORD_ITEMS}, "{n word} in quotation marks"},
    {GROUP_QUOTED, {WORD_BEFORE}, "before the quotation marks stands {token}"},
    {GROUP_QUOTED, {WORD_AFTER}, "behind the quotation marks stands {token}"},
    {GROUP_QUOTED, {WORD_TITLE}, "the words in marks look like a title"},
    {GROUP_QUOTED, {WORD_CAPITAL}, "some word in marks has a capital"},
    {GROUP_QUOTED, {0}, "no word in marks has a capital"},
    {GROUP_BLOCK, {0}, "it stands in the {}"},
    {GROUP_INSIDE, {WORD_NOTHING}, "it stands in nobody else’s words"},
    {GROUP_INSIDE, {0}, "it may stand in what `{}` finds"},
    {GROUP_RIVALS, {WORD_CUE, WORD_LONGER}, "rivals at its cue have longer quotes"},
    {GROUP_RIVALS, {WORD_CUE, WORD_NO_LONGER}, "no rival at its cue has a longer quote"},
    {GROUP_RIVALS, {WORD_CONTENT, WORD_LONGER}, "rivals that begin there have longer quotes"},
    {GROUP_RIVALS, {WORD_CONTENT, WORD_NO_LONGER}, "no rival that begins there has a longer quote"},
    {GROUP_RIVALS, {WORD_CUE}, "{n rival} at its cue"},
    {GROUP_RIVALS, {WORD_CONTENT}, "{n rival} from its first word on"},
};

static bool fits(const phrase *p, feature f, unsigned count)
{
    unsigned fixed = 0;
    while (fixed < 2 && p->parts[fixed])
        if (feature_part_in(f, fixed) != p->parts[fixed])
            return false;
        else
            fixed++;
    return count > fixed || (p->text && !strchr(p->text, '{'));
}

static const phrase *find(feature f)
{
    unsigned count = count_parts(f);
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (phrases[i].group == feature_group_in(f) && fits(&phrases[i], f, count))
            return &phrases[i];
    return NULL;
}

// ---- parts ----

// What stands there, where its name alone would say it badly.
static const char *const odd_items[PREDICATE_BUILTIN_COUNT] = {
    [PREDICATE_MARK] = "a single quotation mark",
    [PREDICATE_OPEN_BRACKET] = "a bracket that opens",
    [PREDICATE_CLOSE_BRACKET] = "a bracket that closes",
    [PREDICATE_SENTENCE_START] = "the beginning of a sentence",
    [PREDICATE_SENTENCE_END] = "the end of a sentence",
    [PREDICATE_PARAGRAPH_END] = "the end of the paragraph",
    [PREDICATE_QUOTATION_COMMA] = "a quotation that ends in a comma",
    [PREDICATE_QUOTATION_STOP] = "a quotation that ends in a stop",
    [PREDICATE_QUOTATION_QUESTION] = "a quotation that ends in a question or exclamation mark",
    [PREDICATE_QUOTATION_OPEN] = "a quotation that ends without a stop or comma",
    [PREDICATE_QUOTATION_UPPER] = "a quotation that begins with a capital",
    [PREDICATE_QUOTATION_LOWER] = "a quotation that begins with a small letter",
    [PREDICATE_QUOTATION_SHORT] = "a short quotation",
    [PREDICATE_QUOTATION_LONG] = "a long quotation",
    [PREDICATE_QUOTATION_UNCLOSED] = "a quotation that is never closed",
    [PREDICATE_QUOTATION_REOPENED] = "a quotation that goes on from the paragraph before",
    [PREDICATE_QUOTATION_BLOCK] = "a quotation with a paragraph of its own",
    [PREDICATE_ITEM_CLAUSE_END] = "the end of a clause"};

static void put_with(buf *out, const char *text, size_t len, char from, char to)
{
    for (size_t i = 0; i < len; i++)
        buf_putc(out, text[i] == from ? to : text[i]);
}

static void put_item(buf *out, feature_part part, feature_text t, const predicates *p)
{
    char name[64];
    predicate_id id = PREDICATE_NONE;
    if (part == WORD_EDGE || part == WORD_SMALL || part == WORD_CAPITAL || part == WORD_OTHER) {
        buf_puts(out, part == WORD_EDGE    ? "the end of the text"
                      : part == WORD_SMALL ? "a word in small letters"
                      : part == WORD_OTHER ? "some other sign"
                                           : "a word with a capital");
        return;
    }
    if (t.len < sizeof name) {
        memcpy(name, t.text, t.len);
        name[t.len] = '\0';
        id = predicates_find(p, name);
    }
    predicate_kind kind = id == PREDICATE_NONE ? PREDICATE_IS_WORD : predicates_kind(p, id);
    if (kind == PREDICATE_BUILTIN && odd_items[id]) {
        buf_puts(out, odd_items[id]);
    } else if (kind == PREDICATE_BUILTIN || kind == PREDICATE_ITEM) {
        buf_puts(out, strchr("aeiou", t.text[0]) ? "an " : "a ");
        put_with(out, t.text, t.len, '-', ' ');
    } else { // a lemma
        buf_putc(out, '`');
        put_with(out, t.text, t.len, '_', ' ');
        buf_putc(out, '`');
    }
}

// The last two letters, `_` for what is none.
static void put_ending(buf *out, feature_text t)
{
    size_t from = 0;
    while (from < t.len && t.text[from] == '_')
        from++;
    if (from == t.len)
        buf_puts(out, "ends in no small letter");
    else
        buf_printf(out, "ends in `%.*s`", (int)(t.len - from), t.text + from);
}

static void put_number(buf *out, feature_part n, const char *thing, size_t len)
{
    static const char *const words[] = {
        [WORD_0] = "no",        [WORD_1] = "one",         [WORD_2] = "two",         [WORD_3] = "three",
        [WORD_4] = "four",      [WORD_5] = "five or six", [WORD_7] = "7 to 9",      [WORD_10] = "10 to 14",
        [WORD_15] = "15 to 24", [WORD_25] = "25 to 39",   [WORD_40] = "40 or more",
    };
    buf_printf(out, "%s %.*s%s", n <= WORD_40 ? words[n] : "?", (int)len, thing, n == WORD_1 ? "" : "s");
}

// `what` stands in the braces.
static void put_part(buf *out, const char *what, size_t len, feature_part part, const feature_parts *parts,
                     const predicates *p)
{
    feature_text t = feature_parts_text(parts, part);
    if (len == 0)
        put_with(out, t.text, t.len, '_', ' ');
    else if (what[0] == 'n')
        put_number(out, part, what + 2, len - 2);
    else if (what[0] == 'e')
        put_ending(out, t);
    else if (what[0] == 't' && t.len == 2) {
        buf_puts(out, "a word that ");
        put_ending(out, t);
    } else
        put_item(out, part, t, p);
}

void feature_print(buf *out, feature fact, const feature_parts *parts, const predicates *p)
{
    const phrase *found = find(fact);
    unsigned count = count_parts(fact);
    for (const char *at = found ? found->text : NULL; at && *at; at++) {
        if (*at != '{') {
            buf_putc(out, *at);
            continue;
        }
        size_t len = strcspn(at, "}");
        put_part(out, at + 1, len - 1, feature_part_in(fact, count - 1), parts, p);
        at += len;
    }
}
