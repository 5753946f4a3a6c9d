#include "analyzer/source/magics.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "analyzer/source/line_scanner.h"
#include "analyzer/source/utf8.h"

namespace tracklint::source {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

/// Cell magics whose body is Python. All others are skipped.
constexpr std::array<std::string_view, 26> kPythonCellMagics{
    "time",    "timeit",  "capture",  "prun",       "memit",   "mprun", "lprun",        "local",          "debug",
    "px",      "autopx",  "snakeviz", "scalene",    "pyspark", "wandb", "pyinstrument", "heat",           "notify",
    "ipytest", "python3", "python",   "run_pytest", "pytest",  "mypy",  "with_globals", "ignore_warnings"};
/// Languages that Databricks marks by a line magic at the head of the cell.
constexpr std::array<std::string_view, 7> kLanguageCells{"md", "scala", "sh", "r", "R", "fs", "html"};
/// Line magics that run the rest of the line as Python, with the option letters that take a value.
struct TimedMagic {
  std::string_view name;
  std::string_view valued;
};
constexpr std::array<TimedMagic, 6> kTimedMagics{
    {{"time", ""}, {"timeit", "nrp"}, {"prun", "lsTD"}, {"memit", "rti"}, {"mprun", "fT"}, {"lprun", "fmTDu"}}};
constexpr std::array<std::string_view, 10> kCompound{"if",  "for",   "while", "with",  "try",
                                                     "def", "class", "async", "match", "@"};
/// Shell words that IPython runs without a `%` (automagic), as people leave them in notebooks.
constexpr std::array<std::string_view, 10> kAutomagic{"pip",   "conda", "mamba", "cd", "ls",
                                                      "mkdir", "rm",    "cp",    "mv", "cat"};
constexpr std::array<std::string_view, 8> kOperatorWords{"in", "is", "and", "or", "not", "if", "for", "else"};

constexpr bool IsWordChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view Word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && IsWordChar(text[end])) ++end;
  return text.substr(0, end);
}

template <std::size_t N>
bool Holds(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// One physical line: [begin, end) without its newline.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class CellPass {
 public:
  CellPass(std::string& text, std::size_t begin, std::size_t end, Dialect dialect, std::vector<MagicLine>& magics)
      : text_(text), end_(end), at_(begin), dialect_(dialect), magics_(magics) {}

  void Run() {
    if (dialect_ != Dialect::kPlain && CellMagic()) return;
    LineScanner scanner;
    while (at_ < end_) {
      const Line line = LineFrom(at_);
      const std::string_view text = View(line.begin, line.end);
      at_ = line.end + 1;
      if (scanner.fresh()) {
        const std::size_t first = text.find_first_not_of(" \t\f");
        if (first == kNone) continue;
        if (IsMagic(text.substr(first))) {
          if (!KeepTimed(line, line.begin + first, /*assigned=*/false)) {
            Neutralise(line, line.begin + first);
            continue;
          }
          scanner.Consume(View(line.begin, line.end));
          continue;
        }
        const LineScanner before = scanner;
        const LineScanner::Hits hits = scanner.Consume(text, dialect_ != Dialect::kPlain);
        if (hits.assignment != kNone) {
          scanner = before;
          if (KeepTimed(line, line.begin + hits.assignment, /*assigned=*/true)) {
            scanner.Consume(View(line.begin, line.end));
          } else {
            Neutralise(line, line.begin + hits.assignment);
          }
        } else if (hits.help && scanner.fresh()) {
          Neutralise(line, line.begin + first);
        }
        continue;
      }
      scanner.Consume(text);
    }
  }

  /// Comments out everything from `from` on.
  void Skip(std::size_t from) {
    Remember(from, end_);
    for (std::size_t at = from; at < end_;) {
      const Line line = LineFrom(at);
      if (line.end > line.begin) Put(line.begin, line.end, "#");
      at = line.end + 1;
    }
  }

 private:
  std::string_view View(std::size_t begin, std::size_t end) const {
    return std::string_view(text_).substr(begin, end - begin);
  }

  Line LineFrom(std::size_t begin) const { return {begin, std::min(text_.find('\n', begin), end_)}; }

  void Remember(std::size_t begin, std::size_t end) {
    magics_.push_back(
        {{kNoFile, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, std::string(View(begin, end))});
  }

  /// Overwrites the first bytes of [begin, end); what is left of a cut character becomes blanks.
  void Put(std::size_t begin, std::size_t end, std::string_view bytes) {
    std::size_t at = begin;
    for (const char byte : bytes) {
      if (at < end) text_[at++] = byte;
    }
    for (; at < end && IsContinuation(text_[at]); ++at) text_[at] = ' ';
  }

  /// Neutralises from `from` to the end of its line and the lines it continues on.
  void Neutralise(Line line, std::size_t from) {
    std::size_t last = line.end;
    while (last > from && text_[last - 1] == '\\' && last < end_) last = LineFrom(last + 1).end;
    Remember(from, last);
    const std::size_t first_end = line.end;
    Put(from, first_end, "0#");
    for (std::size_t at = first_end + 1; at <= last && at < end_;) {
      const Line next = LineFrom(at);
      if (next.end > next.begin) Put(next.begin, next.end, "#");
      at = next.end + 1;
    }
    at_ = last + 1;
  }

  bool IsMagic(std::string_view line) const {
    const char next = line.size() > 1 ? line[1] : '\0';
    if (line[0] == '!') return next != '=';
    if (line[0] == '%') return dialect_ != Dialect::kPlain || IsWordChar(next);
    if (dialect_ == Dialect::kPlain) return false;
    if (line[0] == '?' || line[0] == ',' || line[0] == ';' || line[0] == '/') return true;
    return dialect_ == Dialect::kJupyter && IsAutomagic(line);
  }

  static bool IsAutomagic(std::string_view line) {
    const std::string_view word = Word(line);
    if (!Holds(kAutomagic, word)) return false;
    const std::string_view rest = line.substr(word.size());
    const std::size_t next = rest.find_first_not_of(" \t");
    if (next == kNone || next == 0) return false;
    const std::string_view argument = rest.substr(next);
    if (argument[0] == '~' || argument.starts_with("..")) return true;
    return IsWordChar(argument[0]) && !Holds(kOperatorWords, Word(argument));
  }

  /// `%time f(x)`: blanks the magic and keeps the Python behind it. False when there is none.
  bool KeepTimed(Line line, std::size_t from, bool assigned) {
    const std::string_view text = View(from, line.end);
    if (!text.starts_with('%')) return false;
    const std::string_view name = Word(text.substr(1));
    const auto* const timed = std::find_if(kTimedMagics.begin(), kTimedMagics.end(),
                                           [name](const TimedMagic& magic) { return magic.name == name; });
    if (timed == kTimedMagics.end() || (assigned && name != "time")) return false;
    std::size_t at = 1 + name.size();
    if (at >= text.size() || text[at] != ' ') return false;
    while (true) {
      at = text.find_first_not_of(" \t", at);
      if (at == kNone) return false;
      if (text[at] != '-') break;
      const std::size_t option_end = std::min(text.find_first_of(" \t", at), text.size());
      const bool value_follows = option_end - at == 2 && timed->valued.find(text[at + 1]) != kNone;
      at = option_end;
      if (!value_follows) continue;
      at = text.find_first_not_of(" \t", at);
      if (at == kNone) return false;
      at = std::min(text.find_first_of(" \t", at), text.size());
    }
    // Blanks in place of such letters would move the columns of the statement; no option has them.
    if (std::ranges::any_of(text.substr(0, at), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
      return false;
    const std::string_view statement = text.substr(at);
    if (statement[0] == '#' || statement[0] == '@' || statement[0] == '!' || statement[0] == '%' ||
        Holds(kCompound, Word(statement)))
      return false;
    Remember(from, from + at);
    std::fill_n(text_.begin() + static_cast<std::ptrdiff_t>(from), at, ' ');
    if (!assigned) Put(from, line.end, "0;");
    return true;
  }

  /// The head of the cell. True when the rest of the cell is not Python and was skipped.
  bool CellMagic() {
    std::size_t at = at_;
    while (at < end_) {
      const Line line = LineFrom(at);
      const std::string_view text = View(line.begin, line.end);
      const std::size_t first = text.find_first_not_of(" \t\f");
      if (first != kNone && text[first] != '#') {
        const std::string_view head = text.substr(first);
        if (!head.starts_with('%')) return false;
        if (head.starts_with("%%")) {
          if (!Holds(kPythonCellMagics, Word(head.substr(2)))) {
            Skip(line.begin);
            return true;
          }
          Neutralise(line, line.begin + first);
          return false;
        }
        const std::string_view language = Word(head.substr(1));
        if (Holds(kLanguageCells, language) || (language == "sql" && head.find_first_not_of(" \t", 4) == kNone)) {
          Skip(line.begin);
          return true;
        }
        return false;
      }
      at = line.end + 1;
    }
    return false;
  }

  std::string& text_;
  std::size_t end_;
  std::size_t at_;
  Dialect dialect_;
  std::vector<MagicLine>& magics_;
};

}  // namespace

void NeutraliseMagics(std::string& text, std::size_t begin, std::size_t end, Dialect dialect,
                      std::vector<MagicLine>& magics) {
  CellPass(text, begin, end, dialect, magics).Run();
}

void SkipCell(std::string& text, std::size_t begin, std::size_t end, std::vector<MagicLine>& magics) {
  if (begin < end) CellPass(text, begin, end, Dialect::kIpython, magics).Skip(begin);
}

bool MayHoldMagics(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%' && text[at] != '!') continue;
    std::size_t before = at;
    while (before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\t')) --before;
    if (before == 0 || text[before - 1] == '\n') return true;
  }
  return false;
}

}  // namespace tracklint::source
