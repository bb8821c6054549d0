// SPDX-License-Identifier: MIT
// schema.h: the JSON Schema (2020-12) of a row of JSON, expanded from the list of columns when this is compiled.
#ifndef QUOTH_TABLE_SCHEMA_H
#define QUOTH_TABLE_SCHEMA_H

#include "quoth.h" // quoth_row_schema

#endif
