// SPDX-License-Identifier: MIT
// main.c: runs the Check suites of suites.h, or those named as arguments, and closes with `N passed, N failed`.
// Each test runs in a process of its own with a time limit; under a sanitizer all run in this one, because there
// leaks and races are judged at its end. CK_FORK=yes or no decides otherwise.
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif
#ifndef UNDER_SANITIZER
#define UNDER_SANITIZER 0
#endif

#define SUITE(name) Suite *suite_##name(void);
#include "suites.h"
#undef SUITE

static const struct {
    const char *name;
    Suite *(*make)(void);
} suites[] = {
#define SUITE(name) {#name, suite_##name},
#include "suites.h"
#undef SUITE
};
enum { SUITE_COUNT = sizeof suites / sizeof *suites };

static bool is_wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return true;
    return argc == 1;
}

int main(int argc, char **argv)
{
    SRunner *runner = srunner_create(NULL);
    size_t count = 0;
    for (size_t i = 0; i < SUITE_COUNT; i++) {
        if (!is_wanted(suites[i].name, argc, argv))
            continue;
        srunner_add_suite(runner, suites[i].make());
        count++;
    }
    if (count < (argc == 1 ? (size_t)SUITE_COUNT : (size_t)argc - 1)) {
        fprintf(stderr, "unit: no such suite; there are:");
        for (size_t i = 0; i < SUITE_COUNT; i++)
            fprintf(stderr, " %s", suites[i].name);
        fputc('\n', stderr);
        return 2;
    }
    if (UNDER_SANITIZER && !getenv("CK_FORK"))
        srunner_set_fork_status(runner, CK_NOFORK);
    srunner_run_all(runner, CK_NORMAL);
    int run = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("%d passed, %d failed\n", run - failed, failed);
    return failed == 0 && run > 0 ? 0 : 1;
}
