// SPDX-License-Identifier: MIT
// cut.c: every article of a folder, cut off at every 97th byte (also inside a character), goes through the analysis.
// Rows have to be good ones, in all three units. Arguments: FOLDER.
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CUT_STEP = 97 };

static bool analyse_cut(quoth_analyser *analyser, const support_file *file, size_t len, quoth_unit unit)
{
    // A copy of its own size, so that a sanitizer sees a read behind the end.
    char *bytes = malloc(len ? len : 1), name[512];
    if (!bytes)
        abort();
    memcpy(bytes, file->bytes, len);
    snprintf(name, sizeof name, "%s cut at %zu", file->name, len);
    quoth_input input = {.bytes = bytes, .len = len, .id = file->name, .unit = unit};
    const quoth_article *article = quoth_analyse(analyser, &input);
    bool good =
        support_rows_good(name, &input, article) && support_writes(article) && support_explains(analyser, article);
    free(bytes);
    return good;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: cut FOLDER\n");
        return 2;
    }
    size_t count = 0, passed = 0, failed = 0, cuts = 0;
    support_file *files = support_folder(argv[1], ".txt", &count);
    quoth_rules *rules = support_rules();
    quoth_analyser *analyser = quoth_analyser_new(rules);
    for (size_t i = 0; i < count; i++) {
        bool good = true;
        for (size_t len = 0; good && len <= files[i].len; len += CUT_STEP)
            good = analyse_cut(analyser, &files[i], len, (quoth_unit)(cuts++ % 3));
        passed += good;
        failed += !good;
    }
    quoth_analyser_free(analyser);
    quoth_rules_free(rules);
    support_folder_free(files, count);
    printf("%zu cuts\n%zu passed, %zu failed\n", cuts, passed, failed);
    return failed ? 1 : 0;
}
