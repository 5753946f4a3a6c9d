#include "analyzer/syntax/syntax_tree.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <tree_sitter/api.h>
#include <tree_sitter/tree-sitter-python.h>
#include <tree_walk.h>

#include "analyzer/base/step_timer.h"
#include "analyzer/syntax/indentation.h"
#include "analyzer/syntax/long_comments.h"
#include "analyzer/syntax/parser_memory.h"

namespace tracklint::syntax {
namespace {

// What tree-sitter's numbers mean here, resolved by name once per process.
class Grammar {
 public:
  static const Grammar& Get() {
    static const Grammar kGrammar;
    return kGrammar;
  }

  [[nodiscard]] const TSLanguage* language() const { return language_; }
  [[nodiscard]] Kind kind(TSSymbol symbol) const {
    return symbol < kinds_.size() ? kinds_[symbol] : Kind::kError;  // the error symbol is the largest number
  }
  [[nodiscard]] Field field(TSFieldId id) const { return id < fields_.size() ? fields_[id] : Field::kNoField; }

 private:
  struct KindName {
    Kind kind;
    std::string_view name;
  };
  struct FieldName {
    Field field;
    std::string_view name;
  };
#define X(enumerator, text) {Kind::enumerator, text},
  static constexpr KindName kNamed[] = {TRACKLINT_NAMED_KINDS(X)};
  static constexpr KindName kTokens[] = {TRACKLINT_TOKEN_KINDS(X)};
#undef X
#define X(enumerator, text) {Field::enumerator, text},
  static constexpr FieldName kFields[] = {TRACKLINT_FIELDS(X)};
#undef X

  template <std::size_t kCount>
  static Kind Find(const KindName (&table)[kCount], std::string_view name) {
    const auto* found =
        std::find_if(std::begin(table), std::end(table), [&](const KindName& k) { return k.name == name; });
    return found == std::end(table) ? Kind::kOther : found->kind;
  }

  Grammar() : language_(tree_sitter_python()) {
    const std::uint32_t symbols = ts_language_symbol_count(language_);
    kinds_.assign(symbols, Kind::kOther);
    for (std::uint32_t i = 0; i < symbols; ++i) {
      const auto symbol = static_cast<TSSymbol>(i);
      const TSSymbolType type = ts_language_symbol_type(language_, symbol);
      const std::string_view name = ts_language_symbol_name(language_, symbol);
      if (type == TSSymbolTypeRegular) {
        kinds_[i] = Find(kNamed, name);
      } else if (type == TSSymbolTypeAnonymous) {
        kinds_[i] = Find(kTokens, name);
      }
    }
    fields_.assign(ts_language_field_count(language_) + 1, Field::kNoField);
    for (const FieldName& f : kFields) {
      const TSFieldId id =
          ts_language_field_id_for_name(language_, f.name.data(), static_cast<std::uint32_t>(f.name.size()));
      if (id != 0) fields_[id] = f.field;
    }
  }

  const TSLanguage* language_;
  std::vector<Kind> kinds_;
  std::vector<Field> fields_;
};

struct WalkDeleter {
  void operator()(TracklintWalk* walk) const { tracklint_walk_delete(walk); }
};

TSParser* NewParser() {
  [[maybe_unused]] static const bool kOnce = (UseParserMemory(), true);
  return ts_parser_new();
}

// Each costs a few hundred bytes before the facts are known; code has one for every four or five bytes.
constexpr std::uint32_t kMostNodes = 2'000'000;

// What one parse may cost. The counts grow with the text; they only stop texts that make the parser
// try exponentially many readings, or its scanner look ahead over the same text again and again.
struct Budget {
  static constexpr std::uint32_t kPiece = 8192;  // bytes handed out at once
  static constexpr std::uint64_t kFirstSteps = 20'000;
  static constexpr std::uint64_t kFirstAllocated = 64ULL << 20U;
  static constexpr std::uint64_t kMostAllocated = 512ULL << 20U;
  std::uint64_t steps_left;      // of a hundred parser operations; usual: 1 per 25 bytes
  std::uint64_t reads_left;      // usual: a few per piece
  std::uint64_t most_allocated;  // usual: 30 for each byte of the text
  RecoveryBudget& recovery;
  std::uint64_t errors = ErrorsOfParsers();  // before the part that `recovery` knows of
  std::uint64_t before_error = AllocatedByParsers();
  bool broken = false;
  bool exceeded = false;

  Budget(std::uint64_t bytes, RecoveryBudget& whole)
      : steps_left(kFirstSteps + bytes / 2),
        reads_left(2'000 + bytes / kPiece * 64),
        most_allocated(AllocatedByParsers() + std::min(kMostAllocated, kFirstAllocated + bytes * 400)),
        recovery(whole) {
    recovery.bytes += bytes;
  }

  void note_errors() {
    const std::uint64_t met = ErrorsOfParsers();
    const std::uint64_t now = AllocatedByParsers();
    if (met != errors || broken) recovery.allocated += now - before_error;
    broken = broken || met != errors;
    recovery.errors += met - errors;
    errors = met;
    before_error = now;
  }

  static bool Spend(TSParseState* state) {
    auto* budget = static_cast<Budget*>(state->payload);
    budget->note_errors();
    if (budget->steps_left == 0 || AllocatedByParsers() > budget->most_allocated ||
        (budget->broken && budget->recovery.exceeded()))
      budget->exceeded = true;
    if (!budget->exceeded) --budget->steps_left;
    return budget->exceeded;
  }
};

struct Input {
  std::string_view text;
  Budget& budget;

  static const char* Read(void* payload, std::uint32_t offset, TSPoint /*position*/, std::uint32_t* length) {
    auto* input = static_cast<Input*>(payload);
    if (input->budget.reads_left == 0) input->budget.exceeded = true;
    if (offset >= input->text.size() || input->budget.exceeded) {
      *length = 0;
      return "";
    }
    --input->budget.reads_left;
    *length = std::min(Budget::kPiece, static_cast<std::uint32_t>(input->text.size()) - offset);
    return input->text.data() + offset;
  }
};

bool HidesChildren(Kind kind) {
  return kind == Kind::kStringContent || kind == Kind::kNotIn || kind == Kind::kIsNot || kind == Kind::kImportPrefix;
}

// Copies the tree below `cursor` in document order.
class Flattener {
 public:
  Flattener(std::uint32_t offset, std::vector<Node>& nodes, std::vector<CommentRange>& comments,
            std::vector<ParseError>& errors)
      : offset_(offset), nodes_(nodes), comments_(comments), errors_(errors), grammar_(Grammar::Get()) {}

  void run(const TSTree& tree) {
    const std::unique_ptr<TracklintWalk, WalkDeleter> walk(tracklint_walk_new(&tree));
    TracklintNode from{};
    bool inside = false;
    while (walk != nullptr && tracklint_walk_next(walk.get(), inside, &from)) {
      close(from.depth);
      inside = add(from, walk.get()) && !HidesChildren(nodes_.back().kind);
      if (inside) open_.push_back(static_cast<std::uint32_t>(nodes_.size() - 1));
    }
    close(0);
  }

 private:
  /// What is deeper is complete.
  void close(std::size_t depth) {
    while (open_.size() > depth) {
      nodes_[open_.back()].size = static_cast<std::uint32_t>(nodes_.size()) - open_.back();
      open_.pop_back();
    }
  }

  bool add(const TracklintNode& from, const TracklintWalk* walk) {
    const Kind kind = grammar_.kind(from.symbol);
    const std::uint32_t begin = from.begin + offset_;
    const std::uint32_t end = from.end + offset_;
    if (kind == Kind::kComment) {
      comments_.push_back({begin, end});
      return false;
    }
    if (from.is_missing) errors_.push_back({begin, end, tracklint_walk_type(walk)});
    if (kind == Kind::kError) errors_.push_back({begin, end, {}});
    if (kind == Kind::kOther) return false;
    Node& node = nodes_.emplace_back();
    node.kind = kind;
    node.field = grammar_.field(from.field);
    node.is_named = from.is_named;
    node.is_missing = from.is_missing;
    node.has_error = from.has_error;
    node.begin = begin;
    node.end = end;
    return true;
  }

  std::uint32_t offset_;
  std::vector<Node>& nodes_;
  std::vector<CommentRange>& comments_;
  std::vector<ParseError>& errors_;
  const Grammar& grammar_;
  std::vector<std::uint32_t> open_;
};

}  // namespace

namespace {

/// Where a line ends in an import that nothing carries on to the next one: the grammar takes it for a blank.
/// An import holds neither strings nor nested brackets. npos when there is none.
std::size_t BrokenImport(std::string_view text) {
  bool comment = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '(') return std::string_view::npos;
    if (c == '#') comment = true;
    if (c != '\n') continue;
    const std::size_t last = at > 0 && text[at - 1] == '\r' ? at - 1 : at;
    if (comment || last == 0 || text[last - 1] != '\\') return at;
  }
  return std::string_view::npos;
}

/// What the parser is shown where it does not see long comments; empty: everything. Rows and columns are not used.
std::vector<TSRange> AroundLongComments(const std::vector<CommentRange>& comments, std::size_t size) {
  std::vector<TSRange> seen;
  std::uint32_t at = 0;
  for (const CommentRange& c : comments) {
    if (c.end - c.begin < kLongComment) continue;
    seen.push_back({{0, at}, {0, c.begin}, at, c.begin});
    at = c.end;
  }
  if (!seen.empty()) seen.push_back({{0, at}, {0, UINT32_MAX}, at, static_cast<std::uint32_t>(size)});
  return seen;
}

}  // namespace

const Node* Node::child(Field wanted) const {
  for (const Node& c : children()) {
    if (c.field == wanted) return &c;
  }
  return nullptr;
}

const Node* Node::child(Kind wanted) const {
  for (const Node& c : children()) {
    if (c.kind == wanted) return &c;
  }
  return nullptr;
}

const Node* Node::first_named_child() const {
  for (const Node& c : children()) {
    if (c.is_named) return &c;
  }
  return nullptr;
}

bool Node::is_broken() const {
  if (!has_error) return false;
  if (is_error() || is_missing) return true;
  for (const Node& c : children()) {
    if (c.is_error() || (c.is_missing && c.is_named)) return true;
  }
  return false;
}

bool RecoveryBudget::exceeded() const {
  // Where code is only broken, a file has less than twenty, and what follows them costs 30 to 130 for each byte.
  static constexpr std::uint64_t kFirstErrors = 100;
  static constexpr std::uint64_t kMostErrors = 20'000;
  static constexpr std::uint64_t kFirstBehindErrors = 4ULL << 20U;
  return errors > std::min(kMostErrors, kFirstErrors + bytes / 100) || allocated > kFirstBehindErrors + bytes * 200;
}

void Parser::Deleter::operator()(TSParser* parser) const { ts_parser_delete(parser); }
void Parser::Deleter::operator()(TSTree* tree) const { ts_tree_delete(tree); }

Parser::Parser() : parser_(NewParser()) { ts_parser_set_language(parser_.get(), Grammar::Get().language()); }
Parser::~Parser() {
  // Its blocks go with the others of the thread, all at once.
  if constexpr (kParserMemoryIsPooled) static_cast<void>(tree_.release());
}

SyntaxTree Parser::parse(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  const StepTimer timer(Step::kSyntax);
  SyntaxTree result;
  result.begin_ = begin;
  result.end_ = end;
  std::string_view part = text.substr(begin, end - begin);
  if (const std::size_t sane = EndOfSaneIndentation(part); sane < part.size()) {
    result.errors_.push_back({begin + static_cast<std::uint32_t>(sane), end, {}});
    part = part.substr(0, sane);
  }
  std::vector<CommentRange> blanked;
  const std::string without = BlankLongComments(part, blanked);
  Budget budget(part.size(), recovery_);
  Input input{blanked.empty() ? part : std::string_view(without), budget};
  tree_.reset();
  ts_parser_reset(parser_.get());
  const std::vector<TSRange> seen = AroundLongComments(blanked, part.size());
  ts_parser_set_included_ranges(parser_.get(), seen.data(), static_cast<std::uint32_t>(seen.size()));
  tree_.reset(ts_parser_parse_with_options(parser_.get(), nullptr, {&input, &Input::Read, TSInputEncodingUTF8, nullptr},
                                           {&budget, &Budget::Spend}));
  budget.note_errors();
  if (!tree_ || budget.exceeded) return result;
  const TSNode root = ts_tree_root_node(tree_.get());
  if (ts_node_descendant_count(root) > kMostNodes) return result;
  result.nodes_.reserve(ts_node_descendant_count(root) * std::size_t{3} / 4);
  Flattener(begin, result.nodes_, result.comments_, result.errors_).run(*tree_);
  for (Node& node : result.nodes_) {
    if (node.kind != Kind::kImportStatement && node.kind != Kind::kImportFromStatement) continue;
    const std::size_t broken = BrokenImport(text.substr(node.begin, node.end - node.begin));
    if (broken == std::string_view::npos) continue;
    result.errors_.push_back({node.begin, node.end, {}});
    node.has_error = true;
    result.nodes_.front().has_error = true;
  }
  if (!blanked.empty()) add_comments(result, std::move(blanked), begin);
  if (!result.nodes_.empty()) {
    // The root begins at the first token and ends with the last; what surrounds it belongs to it.
    Node& top = result.nodes_.front();
    top.begin = begin;
    top.end = end;
  }
  return result;
}

// Puts blanked comments back, but for those that turn out to lie in a string.
void Parser::add_comments(SyntaxTree& tree, std::vector<CommentRange> blanked, std::uint32_t offset) {
  std::size_t at = 0;
  const auto keep_until = [&](std::uint32_t stop) {
    for (; at < blanked.size() && blanked[at].begin + offset < stop; ++at) {
      tree.comments_.push_back({blanked[at].begin + offset, blanked[at].end + offset});
    }
  };
  for (const Node& node : tree.nodes_) {
    if (node.kind != Kind::kString) continue;
    keep_until(node.begin);
    while (at < blanked.size() && blanked[at].begin + offset < node.end) ++at;
  }
  keep_until(offset + (blanked.empty() ? 0 : blanked.back().end));
  std::sort(tree.comments_.begin(), tree.comments_.end(),
            [](const CommentRange& a, const CommentRange& b) { return a.begin < b.begin; });
}

}  // namespace tracklint::syntax
