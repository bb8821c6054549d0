// SPDX-License-Identifier: MIT
// main.c: the smallest program of the library; prints `speaker: quote` for a sentence. Built against an installed
// quoth.
#include <quoth.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    static const char text[] = "“We will appeal the ruling next week,” said Maria Lopez.\n";
    quoth_rules *rules = NULL;
    if (quoth_rules_default(&rules, NULL) != QUOTH_OK)
        return 1;
    quoth_analyser *analyser = quoth_analyser_new(rules);
    const quoth_input input = {.bytes = text, .len = strlen(text), .id = "example"};
    const quoth_article *article = quoth_analyse(analyser, &input);
    for (size_t i = 0; i < article->row_count; i++)
        printf("%s: %s\n", article->rows[i].speaker.name, article->rows[i].quote);
    quoth_analyser_free(analyser);
    quoth_rules_free(rules);
    return 0;
}
