/* Parses the files it is given and walks their trees, as tracklint does: what it does most is counted for the compiler
   (cmake/Grammar.cmake). A file that cannot be read is left out. */
#include <stdio.h>
#include <stdlib.h>
#include <tree_sitter/api.h>

#include "tree_walk.h"

const TSLanguage* tree_sitter_python(void);

typedef struct {
  char* bytes;
  uint32_t size;
} Text;

static const char* Read(void* payload, uint32_t offset, TSPoint position, uint32_t* length) {
  static const uint32_t kPiece = 8192;
  const Text* text = payload;
  (void)position;
  if (offset >= text->size) {
    *length = 0;
    return "";
  }
  *length = text->size - offset < kPiece ? text->size - offset : kPiece;
  return text->bytes + offset;
}

static bool GoOn(TSParseState* state) {
  (void)state;
  return false;
}

static Text Load(const char* path) {
  Text text = {NULL, 0};
  FILE* file = fopen(path, "rb");
  if (file == NULL) return text;
  if (fseek(file, 0, SEEK_END) == 0) {
    const long size = ftell(file);
    rewind(file);
    if (size > 0) text.bytes = malloc((size_t)size);
    if (text.bytes != NULL) text.size = (uint32_t)fread(text.bytes, 1, (size_t)size, file);
  }
  fclose(file);
  return text;
}

int main(int count, char** paths) {
  TSParser* parser = ts_parser_new();
  unsigned long nodes = 0;
  ts_parser_set_language(parser, tree_sitter_python());
  for (int i = 1; i < count; ++i) {
    Text text = Load(paths[i]);
    const TSInput input = {&text, Read, TSInputEncodingUTF8, NULL};
    const TSParseOptions options = {NULL, GoOn};
    TSTree* tree = ts_parser_parse_with_options(parser, NULL, input, options);
    TracklintWalk* walk = tree != NULL ? tracklint_walk_new(tree) : NULL;
    TracklintNode node;
    while (walk != NULL && tracklint_walk_next(walk, true, &node)) ++nodes;
    if (walk != NULL) tracklint_walk_delete(walk);
    if (tree != NULL) ts_tree_delete(tree);
    free(text.bytes);
  }
  ts_parser_delete(parser);
  printf("%lu nodes\n", nodes);
  return nodes > 0 ? 0 : 1;
}
