// Our walk over tree-sitter's trees says what the public cursor says.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <tree_sitter/api.h>
#include <tree_sitter/tree-sitter-python.h>
#include <tree_walk.h>

namespace tracklint::syntax {
namespace {

class Tree {
 public:
  explicit Tree(std::string_view text) : parser_(ts_parser_new()) {
    ts_parser_set_language(parser_, tree_sitter_python());
    tree_ = ts_parser_parse_string(parser_, nullptr, text.data(), static_cast<std::uint32_t>(text.size()));
  }
  ~Tree() {
    ts_tree_delete(tree_);
    ts_parser_delete(parser_);
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  [[nodiscard]] const TSTree* get() const { return tree_; }

 private:
  TSParser* parser_;
  TSTree* tree_;
};

std::string Line(std::uint32_t depth, TSSymbol symbol, const char* type, TSFieldId field, std::uint32_t begin,
                 std::uint32_t end, bool named, bool missing, bool error) {
  std::string line = std::to_string(depth) + " " + std::to_string(symbol) + " " + type + " " + std::to_string(field);
  line += " [" + std::to_string(begin) + ", " + std::to_string(end) + ")";
  if (named) line += " named";
  if (missing) line += " missing";
  if (error) line += " error";
  return line;
}

std::vector<std::string> ByWalk(const TSTree* tree, bool inside = true) {
  std::vector<std::string> lines;
  TracklintWalk* walk = tracklint_walk_new(tree);
  TracklintNode node;
  bool into = true;
  while (tracklint_walk_next(walk, into, &node)) {
    lines.push_back(Line(node.depth, node.symbol, tracklint_walk_type(walk), node.field, node.begin, node.end,
                         node.is_named, node.is_missing, node.has_error));
    into = inside || node.depth == 0;
  }
  tracklint_walk_delete(walk);
  return lines;
}

std::vector<std::string> ByCursor(const TSTree* tree, bool inside = true) {
  std::vector<std::string> lines;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
  for (bool more = true; more;) {
    const TSNode node = ts_tree_cursor_current_node(&cursor);
    const std::uint32_t depth = ts_tree_cursor_current_depth(&cursor);
    lines.push_back(Line(depth, ts_node_symbol(node), ts_node_type(node), ts_tree_cursor_current_field_id(&cursor),
                         ts_node_start_byte(node), ts_node_end_byte(node), ts_node_is_named(node),
                         ts_node_is_missing(node), ts_node_has_error(node)));
    if ((inside || depth == 0) && ts_tree_cursor_goto_first_child(&cursor)) continue;
    while (!ts_tree_cursor_goto_next_sibling(&cursor)) {
      more = ts_tree_cursor_goto_parent(&cursor);
      if (!more) break;
    }
  }
  ts_tree_cursor_delete(&cursor);
  return lines;
}

TEST(TreeWalk, SaysWhatTheCursorSays) {
  for (const std::string_view text :
       {"", "\n\n# only a comment\n", "a = f(b)\nc\n", "  indented\n", "x = 1  # behind\n\n\n",
        "@d\nasync def f(a: int = 1, *b, c, **d) -> str:\n    '''Text'''\n    return a if b else c\n",
        "class C(B, metaclass=M):\n    x: int = 0\n    def f(self): pass\n",
        "match p:\n    case {'a': [1, *r], **k} if r: pass\n    case A(b=1) | None: pass\n",
        "f'{a!r:>{w}} {{}} {b=}' rb'\\x00' \"\"\"long\n\n\"\"\"\n", "print >>f, x\nexec 'a' in b\n",
        "try:\n  a\nexcept* E as e:\n  b\nelse: c\nfinally: d\n",
        "with (open(a) as b, c): x = [i for i in y if (z := i)]\n", "a not in b is not c\nlambda *a, **k: (yield)\n",
        "for a in : pass\n", "a = = b\n", "def f(:\n  x\nclass\n", "((((\n", "é = '\xE2\x82\xAC'  # ü\nä.ö[ß]\n"}) {
    const Tree tree(text);
    EXPECT_EQ(ByWalk(tree.get()), ByCursor(tree.get())) << text;
    EXPECT_EQ(ByWalk(tree.get(), false), ByCursor(tree.get(), false)) << text;
  }
}

TEST(TreeWalk, SaysWhatTheCursorSaysOfFiles) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TRACKLINT_SOURCE_DIR "/tests/rules")) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const Tree tree(text);
    ASSERT_EQ(ByWalk(tree.get()), ByCursor(tree.get())) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 100U);
}

}  // namespace
}  // namespace tracklint::syntax
