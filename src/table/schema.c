// SPDX-License-Identifier: MIT
// schema.c: columns.h expanded into a JSON Schema. Goes out: one static string. Holds the brackets of the schema, no
// column of its own.
#include "table/schema.h"
#include "table/columns.h"

#define SCHEMA_TEXT     "\"type\": \"string\""
#define SCHEMA_OPTIONAL "\"type\": [\"string\", \"null\"]"
#define SCHEMA_COUNT    "\"type\": \"integer\", \"minimum\": 0"
#define SCHEMA_FRACTION "\"type\": \"number\", \"minimum\": 0, \"maximum\": 1"
#define SCHEMA_TYPE     "\"enum\": [\"direct\", \"mixed\", \"indirect\"]"
#define SCHEMA_KIND     "\"enum\": [\"unknown\", \"person\", \"organisation\", \"group\", \"unnamed\", \"document\"]"
#define SCHEMA_SPANS                                                                                                   \
    "\"type\": \"array\", \"minItems\": 1, \"items\": {\"type\": \"object\", \"required\": [\"start\", \"end\"],\n"    \
    "   \"properties\": {\"start\": {" SCHEMA_COUNT "}, \"end\": {" SCHEMA_COUNT "}}}"

#define PROPERTY(id, name, group, key, part, value, width, expression, about)                                          \
    "  \"" key "\": {" SCHEMA_##value ", \"description\": \"" about "\"},\n"
#define LAST_PROPERTY(id, name, group, key, part, value, width, expression, about)                                     \
    "  \"" key "\": {" SCHEMA_##value ", \"description\": \"" about "\"}"
#define KEY(id, name, group, key, part, value, width, expression, about)      "\"" key "\", "
#define LAST_KEY(id, name, group, key, part, value, width, expression, about) "\"" key "\""

#define OPEN(key, type) " \"" key "\": {\"type\": " type ", \"additionalProperties\": false,\n  \"required\": ["
#define PROPERTIES      "],\n  \"properties\": {\n"
#define CLOSE           "}}"

// ISO C promises string literals of 4,095 bytes only, so the parts are joined as arrays in a structure.
#define ARTICLE_PART                                                                                                   \
    OPEN("article", "\"object\"")                                                                                      \
    COLUMNS_ARTICLE(KEY, LAST_KEY) PROPERTIES COLUMNS_ARTICLE(PROPERTY, LAST_PROPERTY) CLOSE ",\n"
#define MENTION_PART                                                                                                   \
    OPEN("mention", "[\"object\", \"null\"]")                                                                          \
    COLUMNS_MENTION(KEY, LAST_KEY) PROPERTIES COLUMNS_MENTION(PROPERTY, LAST_PROPERTY) CLOSE
#define SPEAKER_PART                                                                                                   \
    OPEN("speaker", "\"object\"")                                                                                      \
    COLUMNS_SPEAKER(KEY) "\"mention\"" PROPERTIES COLUMNS_SPEAKER(PROPERTY)                                            \
    MENTION_PART CLOSE ",\n"
#define CUE_PART                                                                                                       \
    OPEN("cue", "[\"object\", \"null\"]")                                                                              \
    COLUMNS_CUE(KEY, LAST_KEY) PROPERTIES COLUMNS_CUE(PROPERTY, LAST_PROPERTY) CLOSE ",\n"
#define QUOTE_PART                                                                                                     \
    OPEN("quote", "\"object\"")                                                                                        \
    COLUMNS_QUOTE(KEY, LAST_KEY) PROPERTIES COLUMNS_QUOTE(PROPERTY, LAST_PROPERTY) CLOSE ",\n"

#define HEAD                                                                                                           \
    "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n \"title\": \"quoth row\", \"type\": "           \
    "\"object\","                                                                                                      \
    " \"additionalProperties\": false,\n \"required\": [\"article\", " COLUMNS_NUMBER(                                 \
        KEY) "\"speaker\", \"cue\", " COLUMNS_TYPE(KEY) "\"quote\", " COLUMNS_LAST(KEY,                                \
                                                                                   LAST_KEY) "],\n \"properties\": "   \
                                                                                             "{\n"
#define FIRST_HALF HEAD ARTICLE_PART COLUMNS_NUMBER(PROPERTY) SPEAKER_PART
#define SECOND_HALF                                                                                                    \
    CUE_PART COLUMNS_TYPE(PROPERTY)                                                                                    \
    QUOTE_PART COLUMNS_LAST(PROPERTY, LAST_PROPERTY) "}}\n"

static const struct {
    char first[sizeof(FIRST_HALF) - 1]; // without its NUL
    char second[sizeof(SECOND_HALF)];
} schema = {FIRST_HALF, SECOND_HALF};

const char *quoth_row_schema(void) { return (const char *)&schema; }
