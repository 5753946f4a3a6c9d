#include "analyzer/link/text_scan.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

#include "analyzer/base/find_either.h"

namespace tracklint::link {
namespace {

constexpr std::string_view kImport = "import";

bool IsWord(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || u == '_' || u >= 0x80;
}

/// Where `needle` may begin at or behind `from`, in steps of whole blocks: a block holds its first and its last character
/// at the right distance. The loop over a block has no branches, so that the compiler makes it a few vector operations;
/// memmem takes several times as long. `fold`: bits that letters are compared without.
template <unsigned char kFold>
std::size_t FindFolded(std::string_view text, std::string_view needle, std::size_t from) {
  constexpr std::size_t kBlock = 64;
  const std::size_t n = needle.size();
  if (n == 0 || text.size() < n) return n == 0 ? from : std::string_view::npos;
  const auto fold = [](char c) { return static_cast<unsigned char>(static_cast<unsigned char>(c) | kFold); };
  const unsigned char first = fold(needle.front());
  const unsigned char last = fold(needle.back());
  const std::size_t end = text.size() - n + 1;  // of the places where it may begin
  const auto is_here = [&](std::size_t at) {
    for (std::size_t k = 0; k < n; ++k) {
      if (fold(text[at + k]) != fold(needle[k])) return false;
    }
    return true;
  };
  std::size_t at = from;
  for (; at + kBlock <= end; at += kBlock) {
    const char* const begins = text.data() + at;
    const char* const ends = begins + n - 1;
    unsigned char any = 0;
    for (std::size_t k = 0; k < kBlock; ++k)
      any |= static_cast<unsigned char>(static_cast<unsigned>(fold(begins[k]) == first) &
                                        static_cast<unsigned>(fold(ends[k]) == last));
    if (any == 0) continue;
    for (std::size_t k = 0; k < kBlock; ++k) {
      if (fold(begins[k]) == first && is_here(at + k)) return at + k;
    }
  }
  for (; at < end; ++at) {
    if (is_here(at)) return at;
  }
  return std::string_view::npos;
}

std::size_t Find(std::string_view text, std::string_view needle, std::size_t from) {
  return FindFolded<0>(text, needle, from);
}
bool Contains(std::string_view text, std::string_view needle) {
  return Find(text, needle, 0) != std::string_view::npos;
}

/// Reads forward over the words of an import statement.
class Reader {
 public:
  Reader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  void step() { ++at_; }

  /// Blanks and escaped line ends; inside parentheses also line ends and comments.
  void SkipBlank(bool lines) {
    while (!done()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\f' || (lines && (c == '\n' || c == '\r'))) {
        ++at_;
      } else if (c == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '\n' || text_[at_ + 1] == '\r')) {
        at_ += 2;
        if (peek() == '\n') ++at_;
      } else if (lines && c == '#') {
        while (!done() && text_[at_] != '\n') ++at_;
      } else {
        return;
      }
    }
  }
  std::string_view Word() {
    const std::size_t begin = at_;
    while (!done() && IsWord(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  /// `a.b.c`, blanks around the dots allowed.
  std::string Dotted() {
    std::string out(Word());
    while (!out.empty()) {
      const std::size_t back = at_;
      SkipBlank(false);
      if (peek() != '.') {
        at_ = back;
        break;
      }
      step();
      SkipBlank(false);
      const std::string_view word = Word();
      if (word.empty()) break;
      out += '.';
      out += word;
    }
    return out;
  }
  void SkipAlias(bool lines) {
    SkipBlank(lines);
    if (text_.substr(at_, 2) == "as" && (at_ + 2 >= text_.size() || !IsWord(text_[at_ + 2]))) {
      at_ += 2;
      SkipBlank(lines);
      Word();
      SkipBlank(lines);
    }
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

/// Reads backwards from the word `import`.
class Backward {
 public:
  Backward(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  void SkipBlank() {
    while (at_ > 0) {
      const char c = text_[at_ - 1];
      if (c == ' ' || c == '\t') {
        --at_;
      } else if (c == '\n' && at_ > 1 &&
                 (text_[at_ - 2] == '\\' || (text_[at_ - 2] == '\r' && at_ > 2 && text_[at_ - 3] == '\\'))) {
        at_ -= text_[at_ - 2] == '\\' ? 2 : 3;
      } else {
        return;
      }
    }
  }
  /// A statement may begin here.
  [[nodiscard]] bool AtStatement() const {
    if (at_ == 0) return true;
    const char c = text_[at_ - 1];
    return c == '\n' || c == '\r' || c == ';' || c == ':';
  }
  /// The text of `[.\w\s]*` before this place, back to the word `from` (which is consumed); false when there is none.
  bool ReadModule(std::string& module, std::uint16_t& level) {
    constexpr std::size_t kMaxModule = 200;  // keeps hostile text linear
    std::string reversed;
    bool blank = true;  // whether what stands right of the cursor ends a word
    while (at_ > 0 && reversed.size() < kMaxModule) {
      const std::size_t before = at_;
      SkipBlank();
      if (at_ != before) blank = true;
      if (at_ == 0) return false;
      const char c = text_[at_ - 1];
      if (blank && at_ >= 4 && text_.substr(at_ - 4, 4) == "from" && (at_ == 4 || !IsWord(text_[at_ - 5]))) {
        at_ -= 4;
        level = 0;
        while (!reversed.empty() && reversed.back() == '.') {
          ++level;
          reversed.pop_back();
        }
        module.assign(reversed.rbegin(), reversed.rend());
        return level > 0 || !module.empty();
      }
      if (c != '.' && !IsWord(c)) return false;
      if (c == '.') {
        reversed += c;
        --at_;
        blank = true;  // `from.x`
        continue;
      }
      if (blank && !reversed.empty() && reversed.back() != '.') return false;  // two words without a dot
      while (at_ > 0 && IsWord(text_[at_ - 1]) && reversed.size() < kMaxModule) {
        reversed += text_[at_ - 1];
        --at_;
      }
      blank = false;
    }
    return false;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

void ReadNames(Reader& reader, std::vector<std::string>& names) {
  reader.SkipBlank(false);
  if (reader.peek() == '*') {
    names.emplace_back("*");
    reader.step();
    return;
  }
  const bool lines = reader.peek() == '(';
  if (lines) reader.step();
  constexpr std::size_t kMaxNames = 4096;
  while (!reader.done() && names.size() < kMaxNames) {
    reader.SkipBlank(lines);
    const std::string_view word = reader.Word();
    if (!word.empty()) {
      names.emplace_back(word);
      reader.SkipAlias(lines);
    } else if (reader.peek() != ',') {
      return;
    }
    if (reader.peek() != ',') return;
    reader.step();
  }
}

/// `import a.b as c, d`
void ReadModules(Reader& reader, std::vector<TextImport>& out) {
  while (!reader.done()) {
    reader.SkipBlank(false);
    std::string module = reader.Dotted();
    if (module.empty()) return;
    out.push_back({0, std::move(module), {}});
    reader.SkipAlias(false);
    if (reader.peek() != ',') return;
    reader.step();
  }
}

/// `import_module("a.b")` and `__import__("a.b")`: `reader` stands behind the word. `f"a.{…}"` may be any module of a.
void ReadDynamic(Reader& reader, std::vector<TextImport>& out) {
  reader.SkipBlank(false);
  if (reader.peek() != '(') return;
  reader.step();
  reader.SkipBlank(true);
  const bool formatted = reader.peek() == 'f';
  if (formatted) reader.step();
  const char quote = reader.peek();
  if (quote != '"' && quote != '\'') return;
  reader.step();
  TextImport import;
  while (reader.peek() == '.') {
    ++import.level;
    reader.step();
  }
  import.module = reader.Dotted();
  if (formatted && reader.peek() == '{') {
    while (import.module.ends_with(".")) import.module.pop_back();
    import.names.emplace_back(kAnyModule);
    if (!import.module.empty()) out.push_back(std::move(import));
    return;
  }
  if (reader.peek() == quote && (!import.module.empty() || import.level > 0)) out.push_back(std::move(import));
}

void ScanImports(std::string_view text, std::vector<TextImport>& out) {
  for (std::size_t at = Find(text, kImport, 0); at != std::string_view::npos;
       at = Find(text, kImport, at + kImport.size())) {
    Reader reader(text, at + kImport.size());
    if (at > 0 && IsWord(text[at - 1])) {
      if (at >= 2 && text.substr(at - 2, 2) == "__" && reader.Word() == "__") ReadDynamic(reader, out);
      continue;
    }
    const char next = reader.peek();
    if (next == '_') {
      if (reader.Word() == "_module") ReadDynamic(reader, out);
      continue;
    }
    if (IsWord(next)) continue;
    Backward back(text, at);
    back.SkipBlank();
    if (back.AtStatement()) {
      ReadModules(reader, out);
      continue;
    }
    TextImport import;
    if (!back.ReadModule(import.module, import.level)) continue;
    back.SkipBlank();
    if (!back.AtStatement()) continue;
    ReadNames(reader, import.names);
    if (!import.names.empty()) out.push_back(std::move(import));
  }
}

/// The argument of `%run`, which ends at `begin`.
void ReadRunLine(std::string_view text, std::size_t begin, std::vector<std::string>& out) {
  if (begin >= text.size() || (text[begin] != ' ' && text[begin] != '\t')) return;
  while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
  while (begin + 2 < text.size() && text[begin] == '-') {  // options: -i, -n
    while (begin < text.size() && text[begin] != ' ' && text[begin] != '\n') ++begin;
    while (begin < text.size() && text[begin] == ' ') ++begin;
  }
  if (begin >= text.size()) return;
  const char quote = text[begin] == '"' || text[begin] == '\'' ? text[begin] : '\0';
  if (quote != '\0') ++begin;
  std::size_t end = begin;
  while (end < text.size() && text[end] != '\n' && text[end] != '\r' &&
         (quote != '\0' ? text[end] != quote : (text[end] != ' ' && text[end] != '\t' && text[end] != '$'))) {
    ++end;
  }
  if (end > begin) out.emplace_back(text.substr(begin, end - begin));
}

/// `%cd` and `%run`.
void ScanMagics(std::string_view text, TextScan& scan) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    const std::string_view word = text.substr(at + 1, 3);
    if (word.starts_with("cd")) scan.changes_path = true;
    if (word == "run") ReadRunLine(text, at + 4, scan.run_files);
  }
}

/// The argument of `runpy.run_path("train.py")`, whose parenthesis ends at `begin`.
void ReadRunPath(std::string_view text, std::size_t begin, std::vector<std::string>& out) {
  if (begin >= text.size() || (text[begin] != '"' && text[begin] != '\'')) return;
  const std::size_t end = text.find(text[begin], begin + 1);
  if (end == std::string_view::npos || end - begin > 256) return;
  if (end > begin + 1) out.emplace_back(text.substr(begin + 1, end - begin - 1));
}

/// `sys.path` and `run_path(`: both hold one word, so one search finds them.
void ScanPaths(std::string_view text, TextScan& scan) {
  constexpr std::string_view kPath = "path";
  for (std::size_t at = Find(text, kPath, 0); at != std::string_view::npos; at = Find(text, kPath, at + kPath.size())) {
    const std::string_view before = text.substr(0, at);
    const std::size_t end = at + kPath.size();
    if (before.ends_with("sys.")) scan.changes_path = true;
    if (before.ends_with("run_") && end < text.size() && text[end] == '(') ReadRunPath(text, end + 1, scan.run_files);
  }
}

/// `chdir` and `addsitedir`.
void ScanFolders(std::string_view text, TextScan& scan) {
  constexpr std::string_view kFolder = "dir";
  for (std::size_t at = Find(text, kFolder, 0); at != std::string_view::npos && !scan.changes_path;
       at = Find(text, kFolder, at + kFolder.size())) {
    const std::string_view before = text.substr(0, at);
    scan.changes_path = before.ends_with("ch") || before.ends_with("addsite");
  }
}

/// What runs modules that no import statement names: configuration files do.
constexpr std::array<std::string_view, 3> kLoaders = {"hydra", "omegaconf", "kedro"};
constexpr std::array<std::string_view, 3> kProjectCalls = {"mlflow.projects", "mlflow.run(", "projects.run("};

bool LoadsByName(std::string_view text, const TextScan& scan) {
  const bool loader = std::ranges::any_of(scan.imports, [](const TextImport& import) {
    const std::string_view top = std::string_view(import.module).substr(0, import.module.find('.'));
    return import.level == 0 && std::ranges::find(kLoaders, top) != kLoaders.end();
  });
  if (loader || !scan.mentions_mlflow) return loader;
  return std::ranges::any_of(kProjectCalls, [&](std::string_view call) { return Contains(text, call); });
}

}  // namespace

bool ContainsIgnoringCase(std::string_view text, std::string_view needle) {
  constexpr unsigned char kCase = 0x20;  // letters only: other characters would be taken for each other
  return FindFolded<kCase>(text, needle, 0) != std::string_view::npos;
}

TextScan ScanText(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  TextScan scan;
  scan.mentions_mlflow = ContainsIgnoringCase(text, "mlflow");
  ScanImports(text, scan.imports);
  scan.loads_by_name = LoadsByName(text, scan);
  ScanMagics(text, scan);
  ScanPaths(text, scan);
  ScanFolders(text, scan);
  return scan;
}

std::string JsonStringsAsLines(std::string_view json) {
  std::string out;
  out.reserve(json.size() / 2);
  std::size_t at = 0;
  while (at < json.size()) {
    const void* open = std::memchr(json.data() + at, '"', json.size() - at);
    if (open == nullptr) break;
    at = static_cast<std::size_t>(static_cast<const char*>(open) - json.data()) + 1;
    while (at < json.size() && json[at] != '"') {
      const std::size_t stop = FindEither(json, '"', '\\', at);
      out.append(json, at, stop - at);
      if (stop == json.size()) return out;
      at = stop;
      if (json[at] == '"') break;
      const char escaped = at + 1 < json.size() ? json[at + 1] : '\0';
      if (escaped == 'n' || escaped == 'r') {
        out += '\n';
      } else if (escaped == 't') {
        out += '\t';
      } else if (escaped == '"' || escaped == '\\' || escaped == '/') {
        out += escaped;
      }
      at += 2;
    }
    ++at;
    if (!out.empty() && out.back() != '\n') out += '\n';
  }
  return out;
}

}  // namespace tracklint::link
