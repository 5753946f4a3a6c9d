#include "analyzer/project/pep508.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

bool IsAlnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsNameChar(char c) { return IsAlnum(c) || c == '.' || c == '_' || c == '-'; }
bool IsWordChar(char c) { return IsAlnum(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

constexpr std::array<std::string_view, 19> kVariables = {"python_version",
                                                         "python_full_version",
                                                         "os_name",
                                                         "os.name",
                                                         "sys_platform",
                                                         "sys.platform",
                                                         "platform_release",
                                                         "platform_system",
                                                         "platform_version",
                                                         "platform.version",
                                                         "platform_machine",
                                                         "platform.machine",
                                                         "platform_python_implementation",
                                                         "platform.python_implementation",
                                                         "python_implementation",
                                                         "implementation_name",
                                                         "implementation_version",
                                                         "extra",
                                                         "extras"};

class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const { return done() ? '\0' : text_[at_]; }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] std::size_t at() const { return at_; }
  void Step(std::size_t n = 1) { at_ += n; }
  bool SkipBlank() {
    const std::size_t begin = at_;
    while (peek() == ' ' || peek() == '\t') ++at_;
    return at_ != begin;
  }
  bool Take(char c) {
    if (peek() != c || done()) return false;
    ++at_;
    return true;
  }
  /// A name that begins and ends in a letter or digit (an underscore may end it).
  std::string_view Identifier() {
    if (!IsAlnum(peek())) return {};
    std::size_t end = at_;
    while (end < text_.size() && IsNameChar(text_[end])) ++end;
    while (end > at_ && !IsWordChar(text_[end - 1])) --end;
    const std::string_view word = text_.substr(at_, end - at_);
    at_ = end;
    return word;
  }
  /// A keyword with a word boundary behind it.
  bool TakeWord(std::string_view word) {
    if (!rest().starts_with(word)) return false;
    if (at_ + word.size() < text_.size() && IsWordChar(text_[at_ + word.size()])) return false;
    at_ += word.size();
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

std::string_view Variable(const MarkerEnvironment& environment, std::string_view name) {
  if (name == "python_version") return environment.python_version;
  if (name == "python_full_version") return environment.python_full_version;
  if (name == "os_name") return environment.os_name;
  if (name == "sys_platform") return environment.sys_platform;
  if (name == "platform_release") return environment.platform_release;
  if (name == "platform_system") return environment.platform_system;
  if (name == "platform_version") return environment.platform_version;
  if (name == "platform_machine") return environment.platform_machine;
  if (name == "platform_python_implementation") return environment.platform_python_implementation;
  if (name == "implementation_name") return environment.implementation_name;
  if (name == "implementation_version") return environment.implementation_version;
  return environment.extra;
}

bool ComparesVersions(std::string_view variable) {
  return variable == "python_version" || variable == "python_full_version" || variable == "implementation_version" ||
         variable == "platform_release";
}

}  // namespace

/// marker: atom (("and" | "or") atom)*, `and` binds tighter; the depth of parentheses is bounded.
class MarkerParser {
 public:
  explicit MarkerParser(std::string_view text) : cursor_(text) {}

  Result<Marker> Parse() {
    if (!Or(0)) return Error{error_};
    cursor_.SkipBlank();
    if (!cursor_.done()) return Error{"unexpected text in the marker: \"" + std::string(cursor_.rest()) + "\""};
    return std::move(marker_);
  }

 private:
  using Node = Marker::Node;
  using Kind = Marker::Kind;
  static constexpr int kMaxDepth = 64;

  bool Fail(std::string message) {
    if (error_.empty()) error_ = std::move(message);
    return false;
  }
  std::uint32_t Last() const { return static_cast<std::uint32_t>(marker_.nodes_.size() - 1); }
  bool Chain(int depth, Kind kind, std::string_view word) {
    std::vector<std::uint32_t> children;
    do {
      if (!(kind == Kind::kOr ? Chain(depth, Kind::kAnd, "and") : Atom(depth))) return false;
      children.push_back(Last());
      cursor_.SkipBlank();
    } while (cursor_.TakeWord(word));
    if (children.size() > 1) {
      Node node;
      node.kind = kind;
      node.children = std::move(children);
      marker_.nodes_.push_back(std::move(node));
    }
    return true;
  }
  bool Or(int depth) { return Chain(depth, Kind::kOr, "or"); }

  bool Atom(int depth) {
    if (depth > kMaxDepth) return Fail("the marker is nested too deeply");
    cursor_.SkipBlank();
    if (cursor_.Take('(')) {
      if (!Or(depth + 1)) return false;
      cursor_.SkipBlank();
      return cursor_.Take(')') || Fail("a parenthesis of the marker is not closed");
    }
    Node node;
    if (!Operand(node.left, node.left_is_variable)) return false;
    cursor_.SkipBlank();
    if (!Operator(node.op)) return false;
    cursor_.SkipBlank();
    if (!Operand(node.right, node.right_is_variable)) return false;
    marker_.nodes_.push_back(std::move(node));
    return true;
  }
  bool Operand(std::string& out, bool& is_variable) {
    const char quote = cursor_.peek();
    if (quote == '"' || quote == '\'') {
      cursor_.Step();
      const std::size_t end = cursor_.rest().find(quote);
      if (end == std::string_view::npos) return Fail("a text of the marker is not closed");
      out = cursor_.rest().substr(0, end);
      cursor_.Step(end + 1);
      is_variable = false;
      return true;
    }
    for (const std::string_view name : kVariables) {
      if (!cursor_.TakeWord(name)) continue;
      out = name;
      std::replace(out.begin(), out.end(), '.', '_');
      if (out == "python_implementation") out = "platform_python_implementation";
      is_variable = true;
      return true;
    }
    return Fail("a marker variable or a quoted text is expected at \"" + std::string(cursor_.rest().substr(0, 30)) +
                "\"");
  }
  bool Operator(std::string& out) {
    if (cursor_.TakeWord("in")) {
      out = "in";
      return true;
    }
    if (cursor_.TakeWord("not")) {
      if (!cursor_.SkipBlank() || !cursor_.TakeWord("in")) return Fail("'in' is expected after 'not'");
      out = "not in";
      return true;
    }
    for (const std::string_view op : {"===", "==", "~=", "!=", "<=", ">=", "<", ">"}) {
      if (!cursor_.rest().starts_with(op)) continue;
      out = op;
      cursor_.Step(op.size());
      return true;
    }
    return Fail("a comparison is expected in the marker");
  }

  Cursor cursor_;
  Marker marker_;
  std::string error_;
};

Result<Marker> Marker::Parse(std::string_view text) { return MarkerParser(text).Parse(); }

bool Marker::EvaluateComparison(const Node& node, const MarkerEnvironment& environment) {
  std::string left(node.left_is_variable ? Variable(environment, node.left) : std::string_view(node.left));
  std::string right(!node.left_is_variable && node.right_is_variable ? Variable(environment, node.right)
                                                                     : std::string_view(node.right));
  const std::string& key = node.left_is_variable ? node.left : node.right;
  if (key == "extra") {
    left = NormalizeName(left);
    right = NormalizeName(right);
  }
  if (ComparesVersions(key)) {
    const std::optional<SpecifierSet> set = SpecifierSet::Parse(node.op + right);
    if (set && !set->clauses.empty()) return set->Admits(left);
  }
  if (node.op == "in") return right.find(left) != std::string::npos;
  if (node.op == "not in") return right.find(left) == std::string::npos;
  if (node.op == "==" || node.op == "<=" || node.op == ">=") return left == right;  // texts have no order
  if (node.op == "!=") return left != right;
  return false;
}

bool Marker::EvaluateNode(std::uint32_t index, const MarkerEnvironment& environment) const {
  const Node& node = nodes_[index];  // the parser bounds the depth
  const auto evaluate = [&](std::uint32_t child) { return EvaluateNode(child, environment); };
  switch (node.kind) {
    case Kind::kCompare: return EvaluateComparison(node, environment);
    case Kind::kAnd: return std::all_of(node.children.begin(), node.children.end(), evaluate);
    case Kind::kOr: return std::any_of(node.children.begin(), node.children.end(), evaluate);
  }
  return false;
}

bool Marker::Evaluate(const MarkerEnvironment& environment) const {
  return nodes_.empty() || EvaluateNode(static_cast<std::uint32_t>(nodes_.size() - 1), environment);
}

namespace {

bool ReadExtras(Cursor& cursor, std::vector<std::string>& extras) {
  if (!cursor.Take('[')) return true;
  cursor.SkipBlank();
  if (cursor.Take(']')) return true;
  while (true) {
    cursor.SkipBlank();
    const std::string_view extra = cursor.Identifier();
    if (extra.empty()) return false;
    extras.emplace_back(extra);
    cursor.SkipBlank();
    if (cursor.Take(']')) return true;
    if (!cursor.Take(',')) return false;
  }
}

/// Clauses up to `;`, `)` or the end. Blanks inside are dropped.
bool ReadClauses(Cursor& cursor, std::string& out) {
  constexpr std::string_view kOperators = "=<>!~";
  while (kOperators.find(cursor.peek()) != std::string_view::npos && !cursor.done()) {
    std::string op;
    while (kOperators.find(cursor.peek()) != std::string_view::npos && !cursor.done()) {
      op += cursor.peek();
      cursor.Step();
    }
    cursor.SkipBlank();
    const std::string_view rest = cursor.rest();
    const std::size_t end = std::min(rest.find_first_of(" \t;),"), rest.size());
    if (end == 0) return false;
    if (!out.empty()) out += ',';
    out += op;
    out += rest.substr(0, end);
    cursor.Step(end);
    cursor.SkipBlank();
    if (!cursor.Take(',')) return true;
    cursor.SkipBlank();
  }
  return true;
}

}  // namespace

Result<Requirement> Requirement::Parse(std::string_view text) {
  Cursor cursor(text);
  Requirement out;
  cursor.SkipBlank();
  out.name = cursor.Identifier();
  if (out.name.empty()) return Error{"a package name is expected"};
  cursor.SkipBlank();
  if (!ReadExtras(cursor, out.extras))
    return Error{"the extras of " + out.name + " are not a list of names in brackets"};
  cursor.SkipBlank();
  if (cursor.Take('@')) {
    cursor.SkipBlank();
    const std::string_view rest = cursor.rest();
    const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
    if (end == 0) return Error{"a URL is expected after @"};
    out.url = rest.substr(0, end);
    cursor.Step(end);
    cursor.SkipBlank();
  } else {
    const bool parenthesis = cursor.Take('(');
    cursor.SkipBlank();
    if (!ReadClauses(cursor, out.specifier)) return Error{"a version is missing after a comparison"};
    cursor.SkipBlank();
    if (parenthesis && !cursor.Take(')')) return Error{"a parenthesis is not closed"};
    std::optional<SpecifierSet> versions = SpecifierSet::Parse(out.specifier);
    if (!versions) return Error{"\"" + out.specifier + "\" is no valid version specifier"};
    out.versions = std::move(*versions);
    cursor.SkipBlank();
  }
  if (cursor.done()) return out;
  if (!cursor.Take(';')) return Error{"unexpected text \"" + std::string(cursor.rest()) + "\""};
  out.marker_text = Trim(cursor.rest());
  Result<Marker> marker = Marker::Parse(cursor.rest());
  if (!marker.ok()) return marker.error();
  out.marker = std::move(marker).value();
  return out;
}

}  // namespace tracklint::project
