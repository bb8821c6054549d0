// SPDX-License-Identifier: MIT
// explain_speaker.c: how the speaker of a row was found. Comes in: the step of the attribution and what the steps wrote
// down. Goes out: sentences. Decides nothing.
#include "explain_row.h"

enum { OPTIONS_SHOWN = 4, LOOK_BACK = 64 };

static const char *name_of(teller *t, int32_t who)
{
    entity *e = &t->e->done.entities.items[who];
    entity_write(t->e->analyser->arena, &t->e->done.mentions, e);
    return e->name;
}

static const mention *mention_of(const teller *t, int32_t i) { return &t->e->done.mentions.items[i]; }

static void put_mention(teller *t, const mention *m) { tell_words(t, (token_span){m->first, m->end}); }

static void put_place(teller *t, const mention *m) { buf_printf(&t->text, "line %u", explain_line(t->e, m->first)); }

// ` Maria Lopez, whom line 3 calls “port director Maria Lopez”.`: where an entity has its name from.
static void put_entity(teller *t, int32_t who, const mention *but)
{
    const mention *best = mention_of(t, (int32_t)t->e->done.entities.items[who].best);
    buf_puts(&t->text, name_of(t, who));
    if (best != but) {
        buf_puts(&t->text, ", in ");
        put_place(t, best);
        buf_puts(&t->text, " ");
        put_mention(t, best);
    }
    buf_puts(&t->text, ".");
}

// ---- pronouns ----

// The first entry of the log about a pronoun.
static size_t first_option(const pronoun_log *log, uint32_t pronoun)
{
    size_t low = 0, high = log->len;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (log->items[middle].pronoun < pronoun)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

// The best of the options that are one entity; those before `i` were looked at.
static bool is_best(const teller *t, const pronoun_log *log, size_t from, size_t i)
{
    const pronoun_option *o = &log->items[i];
    int32_t who = mention_of(t, (int32_t)o->mention)->entity;
    for (size_t k = from; k < log->len && log->items[k].pronoun == o->pronoun; k++) {
        const pronoun_option *other = &log->items[k];
        if (k == i || mention_of(t, (int32_t)other->mention)->entity != who)
            continue;
        bool better = other->verdict != o->verdict ? other->verdict < o->verdict : other->worth > o->worth;
        bool same = other->verdict == o->verdict && other->worth == o->worth;
        if (better || (same && k < i))
            return false;
    }
    return true;
}

static void put_option(teller *t, const pronoun_option *o, int worth)
{
    const mention *m = mention_of(t, (int32_t)o->mention);
    buf_printf(&t->text, "%s (", name_of(t, m->entity));
    put_place(t, m);
    buf_puts(&t->text, "): ");
    if (o->verdict == PRONOUN_MISFIT)
        buf_puts(&t->text, "of another gender or number");
    else if (o->verdict == PRONOUN_UNSEEN)
        buf_puts(&t->text, "in a quotation in which the pronoun does not stand");
    else if (worth > o->worth)
        buf_printf(&t->text, "less near or less in the foreground (%d points to %d)", (int)o->worth, worth);
    else
        buf_puts(&t->text, "too far away");
}

// Who was looked at for a pronoun and not taken.
static void tell_passed_over(teller *t, uint32_t pronoun, int32_t taken, size_t chosen)
{
    const pronoun_log *log = &t->e->pronouns;
    size_t from = first_option(log, pronoun), shown = 0, more = 0;
    int worth = chosen < log->len ? log->items[chosen].worth : INT16_MIN;
    for (size_t i = from; i < log->len && log->items[i].pronoun == pronoun; i++) {
        if (mention_of(t, (int32_t)log->items[i].mention)->entity == taken || !is_best(t, log, from, i))
            continue;
        if (shown == OPTIONS_SHOWN) {
            more++;
            continue;
        }
        buf_puts(&t->text, shown++ ? "; " : "Passed over: ");
        put_option(t, &log->items[i], worth);
    }
    if (!shown)
        return;
    if (more)
        buf_printf(&t->text, "; and %zu more", more);
    buf_puts(&t->text, ".");
    tell_end(t, 4, 6);
}

static void tell_pronoun(teller *t, int32_t i, int32_t who)
{
    const mention *m = mention_of(t, i);
    const pronoun_log *log = &t->e->pronouns;
    size_t from = first_option(log, (uint32_t)i), chosen = SIZE_MAX;
    for (size_t k = from; k < log->len && log->items[k].pronoun == (uint32_t)i; k++)
        if (mention_of(t, (int32_t)log->items[k].mention)->entity == who && is_best(t, log, from, k))
            chosen = k;
    put_mention(t, m);
    if (m->flags & MENTION_IS_FIRST)
        buf_printf(&t->text, " is whoever says the words around it: %s.", name_of(t, who));
    else if (m->flags & MENTION_IS_RELATIVE)
        buf_printf(&t->text, " stands directly behind %s.", name_of(t, who));
    else
        buf_printf(&t->text, " was taken for %s", name_of(t, who));
    if (!(m->flags & (MENTION_IS_FIRST | MENTION_IS_RELATIVE))) {
        if (chosen < log->len) {
            const mention *last = mention_of(t, (int32_t)log->items[chosen].mention);
            buf_puts(&t->text, ", in ");
            put_place(t, last);
            buf_puts(&t->text, " ");
            put_mention(t, last);
        }
        buf_puts(&t->text, ".");
    }
    tell_end(t, 4, 6);
    tell_passed_over(t, (uint32_t)i, who, chosen);
}

// ---- names ----

static void tell_link(teller *t, int32_t i, int32_t who, link_step step)
{
    const mention *m = mention_of(t, i);
    const entity *e = &t->e->done.entities.items[who];
    if (step == LINK_PRONOUN) {
        tell_pronoun(t, i, who);
        return;
    }
    put_mention(t, m);
    switch (step) {
    case LINK_FULL_NAME:
        buf_puts(&t->text, " gives the name in full: ");
        break;
    case LINK_PART_OF_NAME:
        buf_puts(&t->text, " is a part of a name: ");
        break;
    case LINK_ROLE:
        buf_puts(&t->text, " is what somebody is who has a name: ");
        break;
    case LINK_ORGANISATION:
        buf_puts(&t->text, " names an organisation or place: ");
        break;
    case LINK_SPEAKER_LINE:
        buf_puts(&t->text, " stands before a colon where the words begin, as in a transcript: ");
        break;
    default:
        buf_puts(&t->text, mention_of(t, (int32_t)e->best) == m ? " gives no name; it is all that is known: "
                                                                : " gives no name; it goes with: ");
    }
    put_entity(t, who, m);
    tell_end(t, 4, 6);
}

// ---- speakers of other rows ----

// The row from which an attribution has its speaker; 0: not known.
static uint32_t lender(const explanation *e, size_t i)
{
    const attribution_list *list = &e->done.attributions;
    const attribution *a = &list->items[i];
    bool back = a->step == LINK_CONTINUED;
    for (size_t k = 1; k <= LOOK_BACK && (back ? k <= i : i + k < list->len); k++) {
        const attribution *b = &list->items[back ? i - k : i + k];
        if (b->entity == a->entity && b->mention == a->mention)
            return e->rows[b - list->items];
    }
    return 0;
}

static void tell_lender(teller *t, size_t i)
{
    const attribution *a = &t->e->done.attributions.items[i];
    uint32_t n = lender(t->e, i);
    buf_printf(&t->text, "The rule names nobody; the speaker is that of the quotation %s",
               a->step == LINK_CONTINUED ? "before" : "behind it");
    if (n)
        buf_printf(&t->text, " (row %u)", (unsigned)n);
    buf_puts(&t->text, ".");
    tell_end(t, 4, 6);
}

static void tell_nobody(teller *t, const attribution *a)
{
    if (a->source.first < a->source.end) {
        tell_words(t, a->source);
        buf_puts(&t->text, " could not be put down to anybody.");
    } else
        buf_puts(&t->text, "The rule names nobody, and no row beside it lends its speaker.");
    tell_end(t, 4, 6);
    if (a->mention >= 0)
        tell_passed_over(t, (uint32_t)a->mention, -1, SIZE_MAX);
}

void tell_speaker(teller *t, size_t i)
{
    const attribution *a = &t->e->done.attributions.items[i];
    bool carried = a->step == LINK_CONTINUED || a->step == LINK_INTRODUCED;
    buf_printf(&t->text, "The speaker: %s", a->entity < 0 ? "nobody is named" : name_of(t, a->entity));
    if (a->step != LINK_NONE)
        buf_printf(&t->text, " (step %s)", link_step_name((link_step)a->step));
    tell_end(t, 2, 4);
    if (carried)
        tell_lender(t, i);
    if (a->entity < 0) {
        tell_nobody(t, a);
    } else if (a->mention >= 0) {
        tell_link(t, a->mention, a->entity, carried ? t->e->done.steps[a->mention] : (link_step)a->step);
    } else if (!carried) {
        tell_words(t, a->source);
        buf_puts(&t->text, " is all that the article calls the speaker here.");
        tell_end(t, 4, 6);
    }
    tell_blank(t);
}
