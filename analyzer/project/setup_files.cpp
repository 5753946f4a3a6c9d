// setup.cfg, and setup.py as far as its lists are literals. Nothing is executed.
#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/project/pep440.h"
#include "analyzer/project/readers.h"
#include "analyzer/project/requirement_line.h"
#include "analyzer/project/secrets.h"

namespace tracklint::project {
namespace {

/// A text that another text is put into: `%(name)s`, `{version}`, `$VERSION`.
bool IsTemplate(std::string_view text) { return text.find_first_of("%{$") != std::string_view::npos; }

void AddRequirement(Draft& draft, std::string_view text, const ProjectPlace& where, bool optional) {
  Result<std::optional<Dependency>> parsed = ParsePipRequirement(text);
  if (!parsed.ok()) {
    if (!IsTemplate(text) && !Trim(text).empty())
      draft.Issue(where, "not a valid requirement: " + WithoutCredentials(parsed.error().message));
    return;
  }
  std::optional<Dependency> dependency = std::move(parsed).value();
  if (!dependency) return;
  dependency->kind = DependencyFile::kSetup;
  dependency->where = where;
  dependency->optional = optional;
  draft.Add(std::move(*dependency));
}

void SetupPython(Draft& draft, std::string text, ProjectPlace where) {
  if (IsTemplate(text)) return;
  if (!SpecifierSet::Parse(text)) return draft.Issue(std::move(where), "python_requires is no version specifier");
  draft.Python(kRankSetup, std::move(text), std::move(where));
}

void UseFile(Draft& draft, const std::string& by, std::string_view name) {
  const std::string path = JoinPath(FolderOf(by), name);
  if (path.empty() || !draft.Exists(path)) return;
  draft.Use(EnvironmentUse::By::kInclude, by, path);
  ReadRequirements(draft, path, DependencyFile::kRequirements);
}

// ---- setup.py ---------------------------------------------------------------------------------

/// A string literal of a Python text.
struct Literal {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Steps over Python text: knows strings and comments, nothing else.
class PythonText {
 public:
  explicit PythonText(std::string_view text) : text_(text) {}

  /// The string literal that begins at `at` (prefix letters allowed), or nullopt.
  [[nodiscard]] std::optional<Literal> StringAt(std::size_t at) const {
    std::size_t quote = at;
    while (quote < text_.size() && quote < at + 2 && std::isalpha(static_cast<unsigned char>(text_[quote])) != 0)
      ++quote;
    if (quote >= text_.size() || (text_[quote] != '"' && text_[quote] != '\'')) return std::nullopt;
    const char c = text_[quote];
    const bool triple = text_.substr(quote, 3) == std::string(3, c);
    Literal literal;
    literal.begin = at;
    std::size_t i = quote + (triple ? 3 : 1);
    for (; i < text_.size(); ++i) {
      if (text_[i] == '\\' && i + 1 < text_.size()) {
        literal.text += text_[++i];
      } else if (text_[i] == c && (!triple || text_.substr(i, 3) == std::string(3, c))) {
        literal.end = i + (triple ? 3 : 1);
        return literal;
      } else if (text_[i] == '\n' && !triple) {
        return std::nullopt;
      } else {
        literal.text += text_[i];
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] std::size_t SkipBlank(std::size_t at) const {
    while (at < text_.size()) {
      if (text_[at] == '#') {
        while (at < text_.size() && text_[at] != '\n') ++at;
      } else if (std::isspace(static_cast<unsigned char>(text_[at])) != 0 || text_[at] == '\\') {
        ++at;
      } else {
        break;
      }
    }
    return at;
  }
  /// Where `name =` stands (not `==`, not inside another word); npos when nowhere.
  [[nodiscard]] std::size_t ValueOf(std::string_view name, bool dictionary_key = false) const {
    for (std::size_t at = text_.find(name); at != std::string_view::npos; at = text_.find(name, at + 1)) {
      if (at > 0 && (std::isalnum(static_cast<unsigned char>(text_[at - 1])) != 0 || text_[at - 1] == '_')) continue;
      std::size_t next = at + name.size();
      if (next < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[next])) != 0 || text_[next] == '_'))
        continue;
      if (InComment(at)) continue;
      if (dictionary_key && next < text_.size() && (text_[next] == '"' || text_[next] == '\'')) ++next;
      next = SkipBlank(next);
      const char sign = next < text_.size() ? text_[next] : '\0';
      if ((sign == '=' && text_.substr(next, 2) != "==") || (dictionary_key && sign == ':')) return SkipBlank(next + 1);
    }
    return std::string_view::npos;
  }
  [[nodiscard]] std::string_view Identifier(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[end])) != 0 || text_[end] == '_'))
      ++end;
    return text_.substr(at, end - at);
  }
  [[nodiscard]] char At(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  [[nodiscard]] std::size_t size() const { return text_.size(); }

 private:
  [[nodiscard]] bool InComment(std::size_t at) const {
    const std::size_t line = text_.rfind('\n', at);
    const std::string_view before =
        text_.substr(line == std::string_view::npos ? 0 : line, at - (line == std::string_view::npos ? 0 : line));
    return before.find('#') != std::string_view::npos;
  }
  std::string_view text_;
};

class SetupScript {
 public:
  SetupScript(Draft& draft, const FileText& file)
      : draft_(draft), file_(file), python_(file.text), lines_(SplitLines(file.text)) {}

  void Read() {
    const bool calls_setup =
        file_.text.find("setup(") != std::string::npos || file_.text.find("setuptools") != std::string::npos;
    if (!calls_setup) return;
    Value("install_requires", false);
    Value("extras_require", true);
    if (const std::size_t at = python_.ValueOf("python_requires", true); at != std::string_view::npos) {
      if (const std::optional<Literal> literal = python_.StringAt(at))
        SetupPython(draft_, literal->text, Place(*literal));
    }
    if (found_) draft_.Source(file_.path, DependencyFile::kSetup);
    if (const std::optional<std::size_t> open = Unclosed()) {
      const std::uint32_t number = LineOfOffset(file_.text, *open);
      const Line& line = lines_[number - 1];
      const auto begin = static_cast<std::size_t>(file_.text.data() + *open - line.text.data());
      draft_.Issue(PlaceInLine(file_.path, line, begin, 1), "a bracket is never closed");
    }
  }

 private:
  /// `key=[…]`, `key=NAME`, `key=read("requirements.txt")`
  void Value(std::string_view key, bool optional) {
    std::size_t at = python_.ValueOf(key, true);
    for (int hops = 0; at != std::string_view::npos && hops < 3; ++hops) {
      const char c = python_.At(at);
      if (c == '[' || c == '{' || c == '(') {
        Display(at, optional);
        return;
      }
      const std::string_view name = python_.Identifier(at);
      if (name.empty()) return;
      if (python_.At(python_.SkipBlank(at + name.size())) == '(' || name == "open") {
        if (!optional) Files();
        return;
      }
      at = python_.ValueOf(name);
      if (at == std::string_view::npos && !optional) Files();
    }
    if (at != std::string_view::npos && !optional) Files();
  }
  /// Where the innermost bracket stands that is open at the end of the script.
  [[nodiscard]] std::optional<std::size_t> Unclosed() const {
    std::vector<std::size_t> open;
    for (std::size_t at = python_.SkipBlank(0); at < python_.size(); at = python_.SkipBlank(at)) {
      const char c = python_.At(at);
      if (const std::optional<Literal> literal = python_.StringAt(at)) {
        at = literal->end;
        continue;
      }
      if (c == '[' || c == '{' || c == '(') open.push_back(at);
      if ((c == ']' || c == '}' || c == ')') && !open.empty()) open.pop_back();
      const std::size_t word = python_.Identifier(at).size();
      at += word > 0 ? word : 1;
    }
    return open.empty() ? std::nullopt : std::optional(open.back());
  }
  /// Every string in a list; in a dictionary every string that is no key.
  void Display(std::size_t at, bool optional) {
    found_ = true;
    int depth = 0;
    // An entry of the list: after `[`, `(`, `,` or `:` and before `,` or a closing bracket, with no call around it.
    char before = '\0';
    int in_call = 0;
    bool any = false;
    while (at < python_.size()) {
      at = python_.SkipBlank(at);
      const char c = python_.At(at);
      const char previous = std::exchange(before, c);
      if (c == '[' || c == '{' || c == '(') {
        ++depth;
        ++at;
        // What is called or indexed is made at run time.
        if (in_call > 0 || previous == 'w' || previous == ']' || previous == ')' || previous == '"') ++in_call;
      } else if (c == ']' || c == '}' || c == ')') {
        ++at;
        in_call = std::max(0, in_call - 1);
        if (--depth == 0) break;
      } else if (const std::optional<Literal> literal = python_.StringAt(at)) {
        before = '"';
        at = python_.SkipBlank(literal->end);
        const char next = python_.At(at);
        const bool plain = in_call == 0 && std::string_view("[(,:{").find(previous) != std::string_view::npos &&
                           (next == '\0' || std::string_view("]),}").find(next) != std::string_view::npos);
        if (plain) AddRequirement(draft_, literal->text, Place(*literal), optional);
        any = any || plain;
      } else {
        const std::size_t word = python_.Identifier(at).size();
        if (word > 0) before = 'w';
        at += word > 0 ? word : 1;
      }
    }
    if (!any && !optional) Files();  // `[line for line in open("requirements.txt")]`
  }
  /// The list is read from a file at run time: the requirement files that the script names.
  void Files() {
    for (std::size_t at = 0; at < python_.size(); ++at) {
      const char c = python_.At(at);
      if (c != '"' && c != '\'') continue;
      const std::optional<Literal> literal = python_.StringAt(at);
      if (!literal) continue;
      at = literal->end - 1;
      if (literal->text.ends_with(".txt") && literal->text.find("requirement") != std::string::npos) {
        found_ = true;
        UseFile(draft_, file_.path, literal->text);
      }
    }
  }
  [[nodiscard]] ProjectPlace Place(const Literal& literal) const {
    const std::uint32_t number = LineOfOffset(file_.text, literal.begin);
    if (number > lines_.size()) return {file_.path, number, 1, 1};
    const Line& line = lines_[number - 1];
    const auto begin = static_cast<std::size_t>(file_.text.data() + literal.begin - line.text.data());
    return PlaceInLine(file_.path, line, begin, literal.end - literal.begin);
  }

  Draft& draft_;
  const FileText& file_;
  PythonText python_;
  std::vector<Line> lines_;
  bool found_ = false;
};

}  // namespace

void ReadSetupPy(Draft& draft, const FileText& file) { SetupScript(draft, file).Read(); }

void ReadSetupCfg(Draft& draft, const FileText& file) {
  std::string section;
  std::string key;
  bool declares = false;
  for (const Line& line : SplitLines(file.text)) {
    const std::string_view trimmed = Trim(line.text);
    if (trimmed.empty() || trimmed.starts_with('#') || trimmed.starts_with(';')) continue;
    const bool indented = line.text.front() == ' ' || line.text.front() == '\t';
    if (trimmed.starts_with('[') && !indented) {
      const std::size_t close = trimmed.find(']');
      if (close == std::string_view::npos) {
        draft.Issue(PlaceOfText(file.path, line, trimmed), "a section header without ]");
        return;
      }
      section = Trim(trimmed.substr(1, close - 1));
      key.clear();
      continue;
    }
    std::string_view value = trimmed;
    if (!indented) {
      const std::size_t sign = trimmed.find_first_of("=:");
      if (sign == std::string_view::npos) {
        if (section.starts_with("options"))
          draft.Issue(PlaceOfText(file.path, line, trimmed), "neither a section nor a key with a value");
        key.clear();
        continue;
      }
      key = LowerAscii(Trim(trimmed.substr(0, sign)));
      value = Trim(trimmed.substr(sign + 1));
    }
    const bool direct = section == "options" && (key == "install_requires" || key == "install-requires");
    const bool extra = section == "options.extras_require";
    if (direct || extra) {
      declares = true;
      if (value.starts_with("file:")) {
        for (const Word& name : ShellWords(value.substr(5)))
          UseFile(draft, file.path, name.text.substr(0, name.text.find(',')));
        continue;
      }
      // A list stands on its own lines or, with semicolons, on one; a semicolon may also begin a marker.
      const std::size_t comment = value.find(" #");
      value = Trim(value.substr(0, comment));
      if (value.empty()) continue;
      if (indented || ParsePipRequirement(value).ok()) {
        AddRequirement(draft, value, PlaceOfText(file.path, line, value), extra);
        continue;
      }
      // On one line setuptools divides a list at its semicolons.
      for (std::size_t at = 0; at <= value.size();) {
        const std::size_t end = std::min(value.find(';', at), value.size());
        const std::string_view entry = Trim(value.substr(at, end - at));
        if (!entry.empty()) AddRequirement(draft, entry, PlaceOfText(file.path, line, entry), extra);
        at = end + 1;
      }
    } else if (section == "options" && (key == "python_requires" || key == "python-requires") && !value.empty()) {
      SetupPython(draft, std::string(value), PlaceOfText(file.path, line, value));
    }
  }
  if (declares) draft.Source(file.path, DependencyFile::kSetup);
}

}  // namespace tracklint::project
