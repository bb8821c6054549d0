// SPDX-License-Identifier: MIT
// suites.h: the unit tests, sorted. SUITE(name) is tests/unit/test_<name>.c with `Suite *suite_<name>(void)`. This is the
// one list: main.c expands it and tests/CMakeLists.txt reads the names, so keep one SUITE a line.
SUITE(arena)
SUITE(block)
SUITE(buf)
SUITE(cluster)
SUITE(error)
SUITE(predicate)
SUITE(pronoun)
SUITE(resolve)
SUITE(spec)
SUITE(token)
SUITE(utf8)
SUITE(vocab)
