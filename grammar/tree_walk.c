#include "tree_walk.h"

#include "language.h"
#include "subtree.h"
#include "tree.h"

/* The children of one subtree, and which of them comes next. */
typedef struct {
  const Subtree* children;
  uint32_t count;
  uint32_t at;
  uint32_t structural;     /* number among those that are no extras */
  uint32_t position;       /* where the child before ends */
  const TSSymbol* aliases; /* by structural number; NULL: none */
  const TSFieldMapEntry* fields;
  const TSFieldMapEntry* fields_end;
  TSFieldId field; /* of all that have none of their own: that of the hidden subtree */
  bool is_hidden;
} Level;

struct TracklintWalk {
  const TSTree* tree;
  Level* levels;
  uint32_t size;
  uint32_t capacity;
  uint32_t depth; /* of the children on the innermost level */
  bool has_begun;
  Subtree last; /* what the last node stands for */
  uint32_t last_begin;
  TSSymbol last_symbol;
};

TracklintWalk* tracklint_walk_new(const TSTree* tree) {
  TracklintWalk* walk = ts_calloc(1, sizeof(TracklintWalk));
  if (walk != NULL) walk->tree = tree;
  return walk;
}

void tracklint_walk_delete(TracklintWalk* walk) {
  if (walk == NULL) return;
  ts_free(walk->levels);
  ts_free(walk);
}

static bool Enter(TracklintWalk* walk, Subtree subtree, uint32_t begin, TSFieldId field, bool is_hidden) {
  if (walk->size == walk->capacity) {
    const uint32_t capacity = walk->capacity == 0 ? 64 : walk->capacity * 2;
    Level* levels = ts_realloc(walk->levels, capacity * sizeof(Level));
    if (levels == NULL) return false;
    walk->levels = levels;
    walk->capacity = capacity;
  }
  const TSLanguage* language = walk->tree->language;
  const uint32_t production = subtree.ptr->production_id;
  Level* level = &walk->levels[walk->size++];
  level->children = ts_subtree_children(subtree);
  level->count = subtree.ptr->child_count;
  level->at = 0;
  level->structural = 0;
  level->position = begin;
  level->aliases = ts_language_alias_sequence(language, production);
  ts_language_field_map(language, production, &level->fields, &level->fields_end);
  level->field = field;
  level->is_hidden = is_hidden;
  return true;
}

static void Describe(TracklintWalk* walk, TracklintNode* node, Subtree subtree, TSSymbol alias) {
  const TSLanguage* language = walk->tree->language;
  const TSSymbol symbol = alias != 0 ? alias : ts_subtree_symbol(subtree);
  node->symbol = ts_language_public_symbol(language, symbol);
  node->is_named = alias != 0 ? ts_language_symbol_metadata(language, alias).named : ts_subtree_named(subtree);
  node->is_missing = ts_subtree_missing(subtree);
  node->has_error = ts_subtree_error_cost(subtree) > 0;
  node->end = node->begin + ts_subtree_size(subtree).bytes;
  node->depth = walk->depth;
  walk->last = subtree;
  walk->last_symbol = symbol;
  walk->last_begin = node->begin;
}

static TSFieldId FieldOf(const Level* level) {
  for (const TSFieldMapEntry* entry = level->fields; entry < level->fields_end; ++entry) {
    if (!entry->inherited && entry->child_index == level->structural) return entry->field_id;
  }
  return level->field;
}

bool tracklint_walk_next(TracklintWalk* walk, bool inside, TracklintNode* node) {
  if (!walk->has_begun) {
    walk->has_begun = true;
    node->field = 0;
    node->begin = ts_subtree_padding(walk->tree->root).bytes;
    Describe(walk, node, walk->tree->root, 0);
    return true;
  }
  if (inside && ts_subtree_child_count(walk->last) > 0) {
    if (!Enter(walk, walk->last, walk->last_begin, 0, false)) return false;
    ++walk->depth;
  }
  while (walk->size > 0) {
    Level* level = &walk->levels[walk->size - 1];
    if (level->at == level->count) {
      if (!level->is_hidden) --walk->depth;
      --walk->size;
      continue;
    }
    const Subtree child = level->children[level->at];
    /* The first child begins where its parent does: the space before it is the parent's. */
    const uint32_t begin = level->position + (level->at == 0 ? 0 : ts_subtree_padding(child).bytes);
    TSSymbol alias = 0;
    TSFieldId field = 0;
    if (!ts_subtree_extra(child)) {
      if (level->aliases != NULL) alias = level->aliases[level->structural];
      field = FieldOf(level);
      ++level->structural;
    }
    level->position = begin + ts_subtree_size(child).bytes;
    ++level->at;
    if (alias != 0 || ts_subtree_visible(child)) {
      node->begin = begin;
      node->field = field;
      Describe(walk, node, child, alias);
      return true;
    }
    if (ts_subtree_visible_child_count(child) > 0 && !Enter(walk, child, begin, field, true)) return false;
  }
  return false;
}

const char* tracklint_walk_type(const TracklintWalk* walk) {
  return ts_language_symbol_name(walk->tree->language, walk->last_symbol);
}
