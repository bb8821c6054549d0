// SPDX-License-Identifier: MIT
// names.h: names fixed in the code (captures, features) <-> numbers, and the message for unknown ones.
#ifndef QUOTH_RULES_NAMES_H
#define QUOTH_RULES_NAMES_H

#include "rules/rule.h"

// CAPTURE_NONE if there is no such capture.
int capture_of(const char *name);
// FEATURE_COUNT if there is no such feature.
feature_id feature_of(const char *name);

// The index of a name, or `count`.
size_t name_index(const char *name, const char *const *names, size_t count);
// "unknown WHAT 'NAME'", then the nearest name if one is near ("; did you mean 'X'?"), else all if they are few.
void error_unknown(quoth_error *e, place where, const char *what, const char *name, const char *const *names,
                   size_t count);
void error_unknown_capture(quoth_error *e, place where, const char *name);
void error_unknown_feature(quoth_error *e, place where, const char *name);

#endif
