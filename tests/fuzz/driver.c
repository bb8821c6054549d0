// SPDX-License-Identifier: MIT
// driver.c: stands where libFuzzer would: gives a fuzz target every file of a seeds folder, whole and cut at a few
// places, as an ordinary test that needs no clang. Arguments: FOLDER.
#include "../support.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DRIVER_CUTS = 16 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// A copy of its own size, so that a sanitizer sees a read behind the end.
static void run(const char *bytes, size_t len)
{
    uint8_t *copy = malloc(len ? len : 1);
    if (!copy)
        abort();
    memcpy(copy, bytes, len);
    LLVMFuzzerTestOneInput(copy, len);
    free(copy);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return 2;
    }
    size_t count = 0;
    support_file *files = support_folder(argv[1], NULL, &count);
    for (size_t i = 0; i < count; i++) {
        printf("%s\n", files[i].name);
        fflush(stdout); // a crash comes behind the name of its seed
        for (size_t cut = 0; cut <= DRIVER_CUTS; cut++)
            run(files[i].bytes, files[i].len * cut / DRIVER_CUTS);
    }
    support_folder_free(files, count);
    printf("%zu passed, 0 failed\n", count);
    return 0;
}
