#include "analyzer/project/pep440.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>

#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAlnum(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z'); }

std::uint64_t Number(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (value > (std::numeric_limits<std::uint64_t>::max() - digit) / 10)
      return std::numeric_limits<std::uint64_t>::max();
    value = value * 10 + digit;
  }
  return value;
}

/// Reads the lower-cased text of a version from left to right.
class VersionReader {
 public:
  explicit VersionReader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool done() const { return at_ == text_.size(); }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  std::optional<std::uint64_t> Digits() {
    const std::size_t begin = at_;
    while (IsDigit(peek())) ++at_;
    if (begin == at_) return std::nullopt;
    return Number(text_.substr(begin, at_ - begin));
  }
  bool Take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  /// `[-_.]? word [-_.]? digits?` for one of the words; the index of the word, else -1.
  template <std::size_t N>
  int Suffix(const std::array<std::string_view, N>& words, std::uint64_t& number) {
    const std::size_t back = at_;
    Separator();
    for (std::size_t i = 0; i < N; ++i) {
      if (!text_.substr(at_).starts_with(words[i])) continue;
      at_ += words[i].size();
      Separator();
      number = Digits().value_or(0);
      return static_cast<int>(i);
    }
    at_ = back;
    return -1;
  }
  bool Separator() { return Take('-') || Take('_') || Take('.'); }
  std::string_view Word() {
    const std::size_t begin = at_;
    while (IsAlnum(peek())) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  [[nodiscard]] std::size_t at() const { return at_; }
  void Back(std::size_t at) { at_ = at; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

constexpr std::array<std::string_view, 8> kPreWords = {"alpha", "a", "beta", "b", "preview", "pre", "c", "rc"};
constexpr std::array<char, 8> kPreKinds = {'a', 'a', 'b', 'b', 'c', 'c', 'c', 'c'};
constexpr std::array<std::string_view, 3> kPostWords = {"post", "rev", "r"};
constexpr std::array<std::string_view, 1> kDevWords = {"dev"};

std::strong_ordering CompareReleases(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  const std::size_t n = std::max(a.size(), b.size());
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint64_t x = i < a.size() ? a[i] : 0;
    const std::uint64_t y = i < b.size() ? b[i] : 0;
    if (x != y) return x <=> y;
  }
  return std::strong_ordering::equal;
}

/// `==1.2.*` against a version: the same epoch, and its release begins like the clause.
bool PrefixMatches(const Version& prefix, const Version& version) {
  if (prefix.epoch != version.epoch) return false;
  for (std::size_t i = 0; i < prefix.release.size(); ++i) {
    if ((i < version.release.size() ? version.release[i] : 0) != prefix.release[i]) return false;
  }
  return true;
}

}  // namespace

std::strong_ordering operator<=>(const LocalPart& a, const LocalPart& b) {
  if (a.number != b.number) return a.number ? std::strong_ordering::greater : std::strong_ordering::less;
  if (a.number) return a.value <=> b.value;
  return std::string_view(a.word) <=> std::string_view(b.word);
}

std::optional<Version> Version::Parse(std::string_view text) {
  const std::string lower = LowerAscii(Trim(text));
  VersionReader reader(lower);
  Version version;
  reader.Take('v');
  std::optional<std::uint64_t> first = reader.Digits();
  if (!first) return std::nullopt;
  if (reader.Take('!')) {
    version.epoch = *first;
    first = reader.Digits();
    if (!first) return std::nullopt;
  }
  version.release.push_back(*first);
  while (reader.peek() == '.') {
    const std::size_t back = reader.at();
    reader.Take('.');
    const std::optional<std::uint64_t> next = reader.Digits();
    if (!next) {
      reader.Back(back);
      break;
    }
    version.release.push_back(*next);
  }
  std::uint64_t number = 0;
  if (const int word = reader.Suffix(kPreWords, number); word >= 0) {
    version.pre_kind = kPreKinds[static_cast<std::size_t>(word)];
    version.pre = number;
  }
  const std::size_t back = reader.at();
  if (reader.Take('-')) {
    version.post = reader.Digits();
    if (!version.post) reader.Back(back);
  }
  if (!version.post && reader.Suffix(kPostWords, number) >= 0) version.post = number;
  if (reader.Suffix(kDevWords, number) >= 0) version.dev = number;
  if (reader.Take('+')) {
    do {
      const std::string_view word = reader.Word();
      if (word.empty()) return std::nullopt;
      LocalPart part;
      part.number = std::all_of(word.begin(), word.end(), IsDigit);
      if (part.number) {
        part.value = Number(word);
      } else {
        part.word = word;
      }
      version.local.push_back(std::move(part));
    } while (reader.Separator());
  }
  if (!reader.done()) return std::nullopt;
  return version;
}

Version Version::without_local() const {
  Version copy = *this;
  copy.local.clear();
  return copy;
}

Version Version::base() const {
  Version copy;
  copy.epoch = epoch;
  copy.release = release;
  return copy;
}

std::string Version::text() const {
  std::string out;
  if (epoch != 0) out += std::to_string(epoch) + "!";
  for (std::size_t i = 0; i < release.size(); ++i) {
    if (i > 0) out += '.';
    out += std::to_string(release[i]);
  }
  if (pre_kind != 0) {
    out += pre_kind == 'c' ? std::string("rc") : std::string(1, pre_kind);
    out += std::to_string(pre);
  }
  if (post) out += ".post" + std::to_string(*post);
  if (dev) out += ".dev" + std::to_string(*dev);
  for (std::size_t i = 0; i < local.size(); ++i) {
    out += i == 0 ? '+' : '.';
    out += local[i].number ? std::to_string(local[i].value) : local[i].word;
  }
  return out;
}

std::strong_ordering operator<=>(const Version& a, const Version& b) {
  if (a.epoch != b.epoch) return a.epoch <=> b.epoch;
  if (const auto order = CompareReleases(a.release, b.release); std::is_neq(order)) return order;
  // 1.0.dev1 < 1.0a1 < 1.0 < 1.0.post1
  const auto pre_rank = [](const Version& v) -> std::pair<int, std::uint64_t> {
    if (v.pre_kind != 0) return {v.pre_kind, v.pre};
    return {!v.post && v.dev ? 0 : 127, 0};
  };
  if (const auto order = pre_rank(a) <=> pre_rank(b); std::is_neq(order)) return order;
  if (const auto order = a.post <=> b.post; std::is_neq(order)) return order;  // none sorts first
  if (a.dev != b.dev) {
    if (!a.dev) return std::strong_ordering::greater;
    if (!b.dev) return std::strong_ordering::less;
    return *a.dev <=> *b.dev;
  }
  const std::size_t n = std::min(a.local.size(), b.local.size());
  for (std::size_t i = 0; i < n; ++i) {
    if (const auto order = a.local[i] <=> b.local[i]; std::is_neq(order)) return order;
  }
  return a.local.size() <=> b.local.size();
}

bool Clause::Admits(const Version& version_asked) const {
  const Version plain = version_asked.without_local();
  switch (op) {
    case Compare::kEqual:
      if (prefix) return PrefixMatches(version, plain);
      return version.local.empty() ? plain == version : version_asked == version;
    case Compare::kNotEqual:
      if (prefix) return !PrefixMatches(version, plain);
      return version.local.empty() ? plain != version : version_asked != version;
    case Compare::kLessEqual: return plain <= version;
    case Compare::kGreaterEqual: return plain >= version;
    case Compare::kLess: {
      Version bound = version;
      if (!bound.is_prerelease()) bound.dev = 0;  // `<1.0` leaves out 1.0rc1
      return version_asked < bound;
    }
    case Compare::kGreater: {
      Version bound = version;
      if (version.dev) {
        bound.dev = *version.dev + 1;
        return version_asked >= bound;
      }
      if (version.post) {
        bound.post = *version.post + 1;
        bound.dev = 0;
        return version_asked >= bound;
      }
      // `>1.0` leaves out 1.0.post1 and 1.0+local.
      const bool same = version_asked.epoch == version.epoch &&
                        std::is_eq(CompareReleases(version_asked.release, version.release)) &&
                        version_asked.pre_kind == version.pre_kind && version_asked.pre == version.pre;
      if (same && (!version_asked.dev || version_asked.post)) return false;
      return version_asked > version;
    }
    case Compare::kCompatible: {
      if (!(plain >= version)) return false;
      Version start = version.base();
      start.release.pop_back();
      return PrefixMatches(start, plain);
    }
    case Compare::kArbitrary: return LowerAscii(written) == LowerAscii(version_asked.text());
  }
  return false;
}

std::optional<SpecifierSet> SpecifierSet::Parse(std::string_view text) {
  struct Spelling {
    std::string_view text;
    Compare op;
  };
  constexpr std::array<Spelling, 8> kSpellings = {{{"===", Compare::kArbitrary},
                                                   {"~=", Compare::kCompatible},
                                                   {"==", Compare::kEqual},
                                                   {"!=", Compare::kNotEqual},
                                                   {"<=", Compare::kLessEqual},
                                                   {">=", Compare::kGreaterEqual},
                                                   {"<", Compare::kLess},
                                                   {">", Compare::kGreater}}};
  SpecifierSet set;
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view part = Trim(text.substr(0, comma));
    if (!part.empty()) {
      const auto* spelling = std::find_if(kSpellings.begin(), kSpellings.end(),
                                          [&](const Spelling& s) { return part.starts_with(s.text); });
      if (spelling == kSpellings.end()) return std::nullopt;
      Clause clause;
      clause.op = spelling->op;
      std::string_view version = Trim(part.substr(spelling->text.size()));
      if (clause.op == Compare::kArbitrary) {
        if (version.empty() || version.find_first_of(" \t;)") != std::string_view::npos) return std::nullopt;
        clause.written = version;
        clause.version = Version::Parse(version).value_or(Version{});
        set.clauses.push_back(std::move(clause));
      } else {
        if (version.ends_with(".*") && (clause.op == Compare::kEqual || clause.op == Compare::kNotEqual)) {
          clause.prefix = true;
          version.remove_suffix(2);
        }
        std::optional<Version> parsed = Version::Parse(version);
        if (!parsed || version.find_first_of(" \t") != std::string_view::npos) return std::nullopt;
        const bool equality = clause.op == Compare::kEqual || clause.op == Compare::kNotEqual;
        if (!parsed->local.empty() && (!equality || clause.prefix)) return std::nullopt;
        if (clause.prefix && (parsed->is_prerelease() || parsed->post)) return std::nullopt;
        if (clause.op == Compare::kCompatible && parsed->release.size() < 2) return std::nullopt;
        clause.version = std::move(*parsed);
        clause.written = version;
        set.clauses.push_back(std::move(clause));
      }
    }
    if (comma == std::string_view::npos) return set;
    text.remove_prefix(comma + 1);
  }
}

bool SpecifierSet::Admits(const Version& version) const {
  return std::all_of(clauses.begin(), clauses.end(), [&](const Clause& clause) { return clause.Admits(version); });
}

bool SpecifierSet::Admits(std::string_view version) const {
  const std::optional<Version> parsed = Version::Parse(version);
  if (parsed) return Admits(*parsed);
  return std::all_of(clauses.begin(), clauses.end(), [&](const Clause& clause) {
    return clause.op == Compare::kArbitrary && LowerAscii(clause.written) == LowerAscii(version);
  });
}

std::optional<std::string> SpecifierSet::Pinned() const {
  for (const Clause& clause : clauses) {
    if (clause.op == Compare::kArbitrary || (clause.op == Compare::kEqual && !clause.prefix)) return clause.written;
  }
  return std::nullopt;
}

std::optional<std::string> SpecifierSet::Lowest() const {
  if (std::optional<std::string> pinned = Pinned()) return pinned;
  const Clause* best = nullptr;
  for (const Clause& clause : clauses) {
    const bool lower = clause.op == Compare::kGreaterEqual || clause.op == Compare::kCompatible ||
                       clause.op == Compare::kGreater || (clause.op == Compare::kEqual && clause.prefix);
    if (lower && (best == nullptr || clause.version > best->version)) best = &clause;
  }
  if (best != nullptr) return best->version.text();
  for (const Clause& clause : clauses) {
    if (clause.op == Compare::kLessEqual && (best == nullptr || clause.version < best->version)) best = &clause;
    if (clause.op == Compare::kLess && (best == nullptr || clause.version < best->version)) best = &clause;
  }
  if (best == nullptr) return std::nullopt;
  if (best->op == Compare::kLessEqual) return best->version.text();
  // `<3` → 2.0, `<2.10` → 2.0: the series below the bound.
  std::uint64_t major = best->version.release.front();
  const bool at_start = std::all_of(best->version.release.begin() + 1, best->version.release.end(),
                                    [](std::uint64_t n) { return n == 0; });
  if (at_start) {
    if (major == 0) return std::nullopt;
    --major;
  }
  return std::to_string(major) + ".0";
}

}  // namespace tracklint::project
