// SPDX-License-Identifier: MIT
// yaml_tree.h: a YAML file -> a tree of scalars, lists and maps, each with its place. Refuses what rule files do not
// need: anchors, aliases, tags, duplicate keys, several documents. Knows nothing of rules.
#ifndef QUOTH_RULES_YAML_TREE_H
#define QUOTH_RULES_YAML_TREE_H

#include "base/arena.h"
#include "base/error.h"

typedef enum tree_kind { TREE_SCALAR, TREE_LIST, TREE_MAP } tree_kind;
typedef enum tree_style { TREE_PLAIN, TREE_SINGLE, TREE_DOUBLE, TREE_BLOCK } tree_style;

typedef struct tree_node {
    tree_kind kind;
    tree_style style;        // of a scalar: how it is quoted
    const char *text;        // of a scalar; NUL-terminated, no NUL inside
    size_t len;              // its bytes
    place where;             // scalar: its first character (behind the opening quote); list, map: its beginning
    struct tree_node *first; // entries of a list or map, in order
    struct tree_node *next;  // in the same list or map
    size_t count;            // entries
    const char *key;         // in a map: this entry's key
    place key_where;
} tree_node;

// Reads one file; *out is NULL for an empty one. Errors go to e, with places in `file`; QUOTH_E_RULES if any. `skip`
// (may be NULL) is a NULL-terminated list of keys: block lists that begin on a line of their own with such a key are
// left out before parsing (faster by their share of the file); wrong YAML inside them is then not noticed.
quoth_status tree_read(tree_node **out, arena *a, const source_file *file, const char *const *skip, quoth_error *e);
// The entry of a map under `key`, or NULL (also if it is no map).
const tree_node *tree_find(const tree_node *map, const char *key);
// The place of byte `offset` of a scalar's text, escapes and folded lines taken into account.
place tree_place(const tree_node *scalar, size_t offset);

#endif
