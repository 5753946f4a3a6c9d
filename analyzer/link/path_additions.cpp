#include "analyzer/link/path_additions.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace tracklint::link {
namespace {

constexpr int kMaxDepth = 24;

bool IsWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// A path expression's value: a text that is relative to the root, to the working directory, or absolute.
struct PathText {
  enum class Base : std::uint8_t { kRoot, kWorking, kAbsolute };
  Base base = Base::kWorking;
  std::string text;
};

/// Python's os.path.join of what is known.
PathText Join(PathText left, const PathText& right) {
  if (right.base != PathText::Base::kWorking) return right;
  if (right.text.empty()) return left;
  if (!left.text.empty() && left.text.back() != '/') left.text += '/';
  left.text += right.text;
  return left;
}

PathText Parent(PathText path) {
  while (!path.text.empty() && path.text.back() == '/') path.text.pop_back();
  const std::size_t slash = path.text.rfind('/');
  const std::string_view last = std::string_view(path.text).substr(slash == std::string::npos ? 0 : slash + 1);
  if (last == ".." || last.empty() || last == ".") {
    path.text += path.text.empty() ? ".." : "/..";  // normalised later
    return path;
  }
  path.text.resize(slash == std::string::npos ? 0 : slash);
  return path;
}

/// Evaluates one expression at a place of the text. Recursion is bounded by `depth`.
class Evaluator {
 public:
  Evaluator(std::string_view text, const PathContext& context) : text_(text), context_(context) {}

  std::optional<PathText> At(std::size_t at, int depth) {
    at_ = at;
    return Sum(depth);
  }
  /// Where the last evaluation stopped.
  [[nodiscard]] std::size_t at() const { return at_; }
  void SkipBlank() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (std::isspace(static_cast<unsigned char>(c)) != 0 || c == '\\') {
        ++at_;
      } else {
        return;
      }
    }
  }
  [[nodiscard]] char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(char c) {
    SkipBlank();
    if (Peek() != c) return false;
    ++at_;
    return true;
  }

 private:
  /// primary (('/' | '+') primary)*
  std::optional<PathText> Sum(int depth) {
    std::optional<PathText> left = Postfix(depth);
    while (left) {
      const std::size_t back = at_;
      SkipSameLine();
      const char op = Peek();
      if (op != '/' && op != '+') {
        at_ = back;
        break;
      }
      ++at_;
      const std::optional<PathText> right = Postfix(depth);
      if (!right) return std::nullopt;
      if (op == '/') {
        left = Join(std::move(*left), *right);
      } else {
        left->text += right->text;
      }
    }
    return left;
  }
  void SkipSameLine() {
    while (Peek() == ' ' || Peek() == '\t') ++at_;
  }
  std::string_view DottedName() {
    const std::size_t begin = at_;
    while (IsWord(Peek()) || Peek() == '.') ++at_;
    return text_.substr(begin, at_ - begin);
  }
  std::optional<PathText> Postfix(int depth) {
    constexpr int kMaxSteps = 512;  // per file: names may refer to each other
    if (depth <= 0 || ++steps_ > kMaxSteps) return std::nullopt;
    SkipBlank();
    std::optional<PathText> value = Primary(depth);
    while (value) {
      if (Peek() == '.') {
        ++at_;
        const std::string_view name = Identifier();
        if (name == "parent") {
          value = Parent(std::move(*value));
        } else if (name == "parents") {
          if (!Take('[')) return std::nullopt;
          SkipBlank();
          int up = 0;
          if (std::isdigit(static_cast<unsigned char>(Peek())) == 0) return std::nullopt;
          while (std::isdigit(static_cast<unsigned char>(Peek())) != 0)
            up = std::min(99, up * 10 + (text_[at_++] - '0'));
          if (!Take(']')) return std::nullopt;
          for (int i = 0; i <= up; ++i) value = Parent(std::move(*value));
        } else if (name == "joinpath") {
          if (!Take('(')) return std::nullopt;
          value = JoinArguments(std::move(value), depth);
        } else if (name == "resolve" || name == "absolute" || name == "as_posix" || name == "expanduser" ||
                   name == "strip") {
          if (!Take('(') || !Take(')')) return std::nullopt;
        } else {
          return std::nullopt;
        }
      } else {
        break;
      }
    }
    return value;
  }
  std::string_view Identifier() {
    const std::size_t begin = at_;
    while (IsWord(Peek())) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  /// The rest of `(a, b, …)` joined on to `value`.
  std::optional<PathText> JoinArguments(std::optional<PathText> value, int depth) {
    while (!Take(')')) {
      std::optional<PathText> next = Sum(depth - 1);
      if (!next) return std::nullopt;
      value = value ? Join(std::move(*value), *next) : std::move(*next);
      SkipBlank();
      if (Peek() == ',') {
        ++at_;
      } else if (Peek() != ')') {
        return std::nullopt;
      }
    }
    return value;
  }
  std::optional<PathText> Primary(int depth) {
    const char c = Peek();
    if (c == '(') {
      ++at_;
      std::optional<PathText> inner = Sum(depth - 1);
      if (!Take(')')) return std::nullopt;
      return inner;
    }
    if (c == '"' || c == '\'') return Literal(false, depth);
    if (!IsWord(c) || std::isdigit(static_cast<unsigned char>(c)) != 0) return std::nullopt;
    if (at_ + 1 < text_.size() && (text_[at_ + 1] == '"' || text_[at_ + 1] == '\'')) {
      ++at_;
      return Literal(c == 'f' || c == 'F', depth);
    }
    const std::size_t begin = at_;
    const std::string_view full = DottedName();
    if (Peek() == '(') {
      ++at_;
      return Call(full, depth);
    }
    // A name, perhaps with .parent behind it: keep only the name here.
    if (full == "os.pardir" || full == "os.path.pardir") return PathText{PathText::Base::kWorking, ".."};
    if (full == "os.curdir") return PathText{PathText::Base::kWorking, "."};
    if (full == "os.sep" || full == "os.path.sep") return PathText{PathText::Base::kWorking, "/"};
    const std::string_view name = full.substr(0, full.find('.'));
    at_ = begin + name.size();
    if (name == "__file__" || name == "__vsc_ipynb_file__")
      return PathText{PathText::Base::kRoot, std::string(context_.file)};
    return Variable(name, depth);
  }
  /// `f(` has been read, where f may end in a method of a path (`Path(x).resolve` is handled by Postfix).
  std::optional<PathText> Call(std::string_view name, int depth) {
    const auto is = [&](std::string_view other) { return name == other; };
    if (is("os.getcwd") || is("getcwd") || is("Path.cwd") || is("pathlib.Path.cwd") || is("os.getcwdb")) {
      if (!Take(')')) return std::nullopt;
      return PathText{PathText::Base::kWorking, "."};
    }
    const std::size_t dot = name.rfind('.');
    const std::string_view last = dot == std::string_view::npos ? name : name.substr(dot + 1);
    const std::string_view owner = dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
    const bool path_function =
        owner.empty() || owner == "os.path" || owner == "osp" || owner == "path" || owner == "os" || owner == "pathlib";
    if (path_function && last == "dirname") {
      std::optional<PathText> value = JoinArguments(std::nullopt, depth);
      if (!value) return std::nullopt;
      return Parent(std::move(*value));
    }
    constexpr std::array<std::string_view, 12> kSame = {"join",       "abspath",   "realpath",      "normpath",
                                                        "expanduser", "str",       "fspath",        "Path",
                                                        "PurePath",   "PosixPath", "PurePosixPath", "relpath"};
    if (path_function && std::find(kSame.begin(), kSame.end(), last) != kSame.end()) {
      if (last == "Path" && Take(')')) return PathText{PathText::Base::kWorking, "."};
      return JoinArguments(std::nullopt, depth);
    }
    // name.parent.resolve(): begin again at the bare variable and let Postfix do the rest.
    if (!owner.empty() && name.find('.') != std::string_view::npos) {
      const std::string_view variable = name.substr(0, name.find('.'));
      at_ = at_ - 1 - name.size() + variable.size();
      if (variable == "__file__") return PathText{PathText::Base::kRoot, std::string(context_.file)};
      return Variable(variable, depth);
    }
    return std::nullopt;
  }
  std::optional<PathText> Literal(bool formatted, int depth) {
    const char quote = text_[at_++];
    PathText out;
    while (at_ < text_.size() && text_[at_] != quote) {
      const char c = text_[at_];
      if (c == '\n') return std::nullopt;
      if (formatted && c == '{') {
        ++at_;
        const std::optional<PathText> hole = Sum(depth - 1);
        if (!hole || !Take('}') || !out.text.empty()) return std::nullopt;  // a hole elsewhere than in front is no path
        out = *hole;
        continue;
      }
      if (c == '\\') {
        out.text += '/';  // a Windows separator, written \\ or raw
        at_ += at_ + 1 < text_.size() && text_[at_ + 1] == '\\' ? 2U : 1U;
        continue;
      }
      out.text += c;
      ++at_;
    }
    if (at_ >= text_.size()) return std::nullopt;
    ++at_;
    if (!out.text.empty() && out.text.front() == '/' && out.base == PathText::Base::kWorking)
      out.base = PathText::Base::kAbsolute;
    return out;
  }
  /// A variable assigned at the beginning of a line somewhere in the file: the first such assignment.
  std::optional<PathText> Variable(std::string_view name, int depth) {
    if (name.empty()) return std::nullopt;
    const std::size_t back = at_;
    for (std::size_t hit = text_.find(name); hit != std::string_view::npos; hit = text_.find(name, hit + name.size())) {
      if (hit > 0 && text_[hit - 1] != '\n' && text_[hit - 1] != ' ' && text_[hit - 1] != '\t') continue;
      std::size_t at = hit + name.size();
      while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
      if (at + 1 >= text_.size() || text_[at] != '=' || text_[at + 1] == '=') continue;
      at_ = at + 1;
      std::optional<PathText> value = Sum(depth / 2);
      at_ = back;
      return value;
    }
    return std::nullopt;
  }

  std::string_view text_;
  const PathContext& context_;
  std::size_t at_ = 0;
  int steps_ = 0;
};

class Collector {
 public:
  explicit Collector(const PathContext& context) : context_(context) {
    const std::size_t slash = context.file.rfind('/');
    folder_ = slash == std::string_view::npos ? std::string_view() : context.file.substr(0, slash);
  }
  void Add(const PathText& path) {
    switch (path.base) {
      case PathText::Base::kRoot: AddFrom({}, path.text); break;
      case PathText::Base::kWorking:
        AddFrom(folder_, path.text);
        if (!context_.notebook) AddFrom({}, path.text);
        break;
      case PathText::Base::kAbsolute:
        if (!context_.root.empty() && path.text.starts_with(context_.root) &&
            (path.text.size() == context_.root.size() || path.text[context_.root.size()] == '/')) {
          AddFrom({}, std::string_view(path.text).substr(context_.root.size()));
        }
        break;
    }
  }
  std::vector<std::string> Take() { return std::move(out_); }

 private:
  void AddFrom(std::string_view base, std::string_view relative) {
    std::string path;
    if (JoinBelowRoot(base, relative, path) && std::find(out_.begin(), out_.end(), path) == out_.end())
      out_.push_back(std::move(path));
  }
  const PathContext& context_;
  std::string_view folder_;
  std::vector<std::string> out_;
};

}  // namespace

bool JoinBelowRoot(std::string_view base, std::string_view relative, std::string& out) {
  out.assign(base);
  std::size_t at = 0;
  while (at <= relative.size()) {
    const std::size_t slash = std::min(relative.find('/', at), relative.size());
    const std::string_view part = relative.substr(at, slash - at);
    at = slash + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      if (out.empty()) return false;
      const std::size_t cut = out.rfind('/');
      out.resize(cut == std::string::npos ? 0 : cut);
      continue;
    }
    if (!out.empty()) out += '/';
    out += part;
  }
  return true;
}

std::vector<std::string> PathAdditions(std::string_view text, const PathContext& context) {
  Collector collector(context);
  Evaluator evaluator(text, context);
  struct Form {
    std::string_view call;
    bool skips_first;  // insert(0, path)
    bool list;
  };
  constexpr std::array<Form, 7> kForms = {{{"sys.path.append(", false, false},
                                           {"sys.path.insert(", true, false},
                                           {"sys.path.extend(", false, true},
                                           {"sys.path +=", false, true},
                                           {"addsitedir(", false, false},
                                           {"os.chdir(", false, false},
                                           {"%cd ", false, false}}};
  for (const Form& form : kForms) {
    for (std::size_t hit = text.find(form.call); hit != std::string_view::npos;
         hit = text.find(form.call, hit + form.call.size())) {
      std::size_t at = hit + form.call.size();
      if (form.call.front() == '%') {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view written = text.substr(at, end - at);
        while (!written.empty() &&
               (written.back() == ' ' || written.back() == '\r' || written.back() == '"' || written.back() == '\''))
          written.remove_suffix(1);
        while (!written.empty() && (written.front() == ' ' || written.front() == '"' || written.front() == '\''))
          written.remove_prefix(1);
        if (!written.empty() && written.front() != '~' && written.front() != '-') {
          collector.Add(
              {written.front() == '/' ? PathText::Base::kAbsolute : PathText::Base::kWorking, std::string(written)});
        }
        continue;
      }
      if (form.skips_first) {
        at = text.find(',', at);
        if (at == std::string_view::npos) break;
        ++at;
      }
      if (form.list) {
        at = text.find_first_not_of(" \t\n", at);
        if (at == std::string_view::npos || (text[at] != '[' && text[at] != '(')) continue;
        ++at;
      }
      for (int item = 0; item < 16; ++item) {
        const std::optional<PathText> value = evaluator.At(at, kMaxDepth);
        if (!value) break;
        collector.Add(*value);
        if (!form.list || !evaluator.Take(',')) break;
        at = evaluator.at();
      }
    }
  }
  return collector.Take();
}

}  // namespace tracklint::link
