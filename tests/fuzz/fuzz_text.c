// SPDX-License-Identifier: MIT
// fuzz_text.c: any bytes as an article, through the analysis, every writer and the explanation of every row. The first
// byte chooses the unit of the offsets. A row that is not good ends it.
#include "../support.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static quoth_rules *rules; // loaded once; lives as long as the program

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    if (!rules)
        rules = support_rules();
    quoth_analyser *analyser = quoth_analyser_new(rules);
    quoth_input input = {
        .bytes = (const char *)data + 1, .len = size - 1, .id = "fuzz", .unit = (quoth_unit)(data[0] % 3)};
    const quoth_article *article = quoth_analyse(analyser, &input);
    if (!support_rows_good("fuzz", &input, article) || !support_writes(article) || !support_explains(analyser, article))
        abort();
    quoth_analyser_free(analyser);
    return 0;
}
