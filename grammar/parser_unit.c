/* The parser core, the Python grammar and our walk as one unit, so that the lexer of the core is inlined into the
   generated one (cmake/Grammar.cmake). The grammar's scanner stays apart: it allocates through the C library. */
// clang-format off
#include "tree-sitter/vendor/tree-sitter/lib/src/lib.c"
#include "tree_walk.c"
#include "tree-sitter-python/src/parser.c"
