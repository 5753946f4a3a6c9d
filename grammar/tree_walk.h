/* A walk over a parsed tree in document order, without the bookkeeping of TSTreeCursor and TSNode: rows and columns,
   ways back, a look at the parents for each question. It reads the core's own structures, which the lock file pins;
   tests/unit/syntax/tree_walk_test.cpp compares it with the public cursor. */
#ifndef TRACKLINT_TREE_WALK_H_
#define TRACKLINT_TREE_WALK_H_

#include <stdbool.h>
#include <stdint.h>
#include <tree_sitter/api.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  TSSymbol symbol; /* as ts_node_symbol says it */
  TSFieldId field; /* of the node in its parent; 0: none */
  uint32_t depth;  /* of the root: 0 */
  uint32_t begin;  /* bytes */
  uint32_t end;
  bool is_named;
  bool is_missing;
  bool has_error;
} TracklintNode;

typedef struct TracklintWalk TracklintWalk;

/* Stands before the root; NULL without memory. Belongs to the tree. */
TracklintWalk* tracklint_walk_new(const TSTree* tree);
void tracklint_walk_delete(TracklintWalk* walk);

/* The next visible node, or false at the end (or without memory). `inside`: the children of the last one come next,
   else what follows it. */
bool tracklint_walk_next(TracklintWalk* walk, bool inside, TracklintNode* node);

/* What the last node is called, as ts_node_type says it. */
const char* tracklint_walk_type(const TracklintWalk* walk);

#ifdef __cplusplus
}
#endif

#endif /* TRACKLINT_TREE_WALK_H_ */
