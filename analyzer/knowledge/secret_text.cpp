#include "analyzer/knowledge/secret_text.h"

#include <algorithm>
#include <utility>

#include "analyzer/knowledge/knowledge.h"
#include "analyzer/knowledge/line_table.h"
#include "analyzer/knowledge/secret_forms.h"

namespace tracklint::knowledge {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kBlanks = " \t\r\n";

bool IsLetterOrDigit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool IsNamePart(char c) { return IsLetterOrDigit(c) || c == '_' || c == '-' || c == '.'; }
bool IsBlank(char c) { return kBlanks.find(c) != kNone; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string Lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool IsListed(std::string_view list, std::string_view name) {
  static const LineTable kPlaces = OpenTable("secret_places.json");
  const auto entry = kPlaces.Find(list);
  if (!entry) return false;
  const std::vector<std::string_view> words = SplitWords(Unquoted(entry->value));
  return std::ranges::find(words, name) != words.end();
}

/// A number that ends where a path may begin: the port of a host.
bool IsPort(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789");
  return end != 0 && (end == kNone || std::string_view("/?#,;)]}\"'`> \t\r\n").find(text[end]) != kNone);
}

constexpr std::size_t kLongestUserinfo = 1024;

/// Passwords of people hold what an address must not: then the last `@` before the next address ends them.
TextRange LooseUserinfo(std::string_view text, std::size_t begin, std::size_t colon) {
  if (colon + 1 >= text.size() || IsBlank(text[colon + 1]) || IsPort(text.substr(colon + 1))) return {};
  std::string_view rest = text.substr(begin, kLongestUserinfo);
  rest = rest.substr(0, rest.find("://"));
  const std::size_t at = rest.rfind('@');
  return at == kNone || begin + at <= colon ? TextRange{} : TextRange{begin, begin + at};
}

class Finder {
 public:
  Finder(std::string_view text, TextKind kind) : text_(text), kind_(kind) {}

  std::vector<TextRange> Find() {
    Addresses();
    Pairs();
    if (kind_ == TextKind::kValue) Options();
    Bearers();
    AddSecretForms(text_, found_);
    return Merged(std::move(found_));
  }

 private:
  void Add(std::size_t begin, std::size_t end) {
    if (begin < end) found_.push_back({begin, end});
  }

  void Addresses() {
    for (std::size_t at = text_.find("//"); at != kNone; at = text_.find("//", at + 2)) {
      const TextRange userinfo = UserinfoAt(text_, at + 2);
      if (userinfo.begin == userinfo.end) continue;
      const std::string_view written = text_.substr(userinfo.begin, userinfo.end - userinfo.begin);
      if (written.find(':') == kNone && !IsWebAddress(at)) continue;
      if (!IsNoSecretValue(written)) Add(userinfo.begin, userinfo.end);
    }
  }

  /// Elsewhere a name before the `@` is a user or a container (`ssh://git@…`, `abfss://data@…`).
  [[nodiscard]] bool IsWebAddress(std::size_t slashes) const {
    if (slashes == 0 || text_[slashes - 1] != ':') return false;
    const std::size_t end = slashes - 1;
    std::size_t begin = end;
    while (begin > 0 && IsLetterOrDigit(text_[begin - 1])) --begin;
    return IsListed("web", Lower(text_.substr(begin, end - begin)));
  }

  /// `name=value`, `name: value`, `"name": "value"`.
  void Pairs() {
    for (std::size_t at = text_.find_first_of("=:"); at != kNone; at = text_.find_first_of("=:", at + 1)) {
      const bool equals = text_[at] == '=';
      if (equals && at + 1 < text_.size() && text_[at + 1] == '=') {
        ++at;  // a comparison, a pinned version
        continue;
      }
      std::size_t value = at + 1;
      while (value < text_.size() && (text_[value] == ' ' || text_[value] == '\t')) ++value;
      const bool is_quoted = value < text_.size() && (text_[value] == '"' || text_[value] == '\'');
      if (!equals && !is_quoted && (kind_ == TextKind::kSentence || value == at + 1)) continue;
      if (kind_ == TextKind::kSentence && value != at + 1 && !is_quoted) continue;
      const TextRange name = NameBefore(at);
      if (name.begin == name.end || !IsSecretAt(name, equals)) continue;
      at = std::max(at, AddValue(value, is_quoted));
    }
  }

  [[nodiscard]] TextRange NameBefore(std::size_t at) const {
    std::size_t end = at;
    while (end > 0 && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
    while (end > 0 && std::string_view("\"'])").find(text_[end - 1]) != kNone) --end;
    std::size_t begin = end;
    while (begin > 0 && IsNamePart(text_[begin - 1])) --begin;
    return {begin, end};
  }

  [[nodiscard]] bool IsSecretAt(TextRange range, bool equals) const {
    const std::string_view name = text_.substr(range.begin, range.end - range.begin);
    if (IsSecretName(name)) return true;
    const bool in_query = equals && range.begin > 0 && std::string_view("?&#").find(text_[range.begin - 1]) != kNone;
    return in_query && IsListed("query", Lower(name));
  }

  /// The last byte of the value.
  std::size_t AddValue(std::size_t begin, bool is_quoted) {
    if (begin >= text_.size()) return begin;
    if (is_quoted) {
      const std::size_t end = std::min(text_.find(text_[begin], begin + 1), text_.size());
      if (!IsNoSecretValue(text_.substr(begin + 1, end - begin - 1))) Add(begin + 1, end);
      return end;
    }
    std::size_t end = EndOfWord(begin);
    std::string_view value = text_.substr(begin, end - begin);
    if (IsListed("schemes", Lower(value)) && end + 1 < text_.size() && text_[end] == ' ') {
      begin = end + 1;
      end = EndOfWord(begin);
      value = text_.substr(begin, end - begin);
    }
    // `password=args.password` of a sentence: a name
    if (kind_ == TextKind::kSentence && IsSecretName(value)) return end - 1;
    if (!IsNoSecretValue(value)) Add(begin, end);
    return end - 1;
  }

  [[nodiscard]] std::size_t EndOfWord(std::size_t begin) const {
    return std::min(text_.find_first_of(" \t\r\n;&\"'`", begin), text_.size());
  }

  /// `--password value`, `-u user:password`; with `=` it is a pair.
  void Options() {
    for (std::size_t at = text_.find('-'); at != kNone; at = text_.find('-', at + 1)) {
      if (at > 0 && !IsBlank(text_[at - 1])) continue;
      std::size_t end = at;
      while (end < text_.size() && IsNamePart(text_[end])) ++end;
      if (end >= text_.size() || !IsBlank(text_[end])) continue;
      const std::string_view option = text_.substr(at, end - at);
      const std::size_t value = text_.find_first_not_of(kBlanks, end);
      if (value == kNone || text_[value] == '-') continue;
      if (option.starts_with("--") && IsSecretName(option)) {
        AddValue(value, text_[value] == '"' || text_[value] == '\'');
      } else if (IsListed("users", option)) {
        const std::size_t colon = text_.substr(0, EndOfWord(value)).find(':', value);
        if (colon != kNone) AddValue(colon + 1, false);
      }
    }
  }

  /// `Bearer <token>` without a name before it.
  void Bearers() {
    constexpr std::size_t kLeast = 8;
    constexpr std::string_view kWord = "earer ";
    for (std::size_t at = text_.find(kWord); at != kNone; at = text_.find(kWord, at + 1)) {
      const std::size_t begin = at + kWord.size();
      const std::size_t end = EndOfWord(begin);
      const std::string_view value = text_.substr(begin, end - begin);
      if (value.size() >= kLeast && std::ranges::any_of(value, IsDigit) && !IsNoSecretValue(value)) Add(begin, end);
    }
  }

  std::string_view text_;
  TextKind kind_;
  std::vector<TextRange> found_;
};

}  // namespace

TextRange UserinfoAt(std::string_view text, std::size_t begin) {
  if (begin >= text.size() || text[begin] == '[') return {};
  const std::size_t end = std::min(text.find_first_of("/?# \t\r\n\"'`<>", begin), text.size());
  const std::size_t at = text.substr(begin, end - begin).rfind('@');
  if (at != kNone) return {begin, begin + at};
  const std::size_t colon = text.substr(begin, end - begin).find(':');
  return colon == kNone ? TextRange{} : LooseUserinfo(text, begin, begin + colon);
}

bool IsNoSecretValue(std::string_view value) {
  if (value.empty() || value.find_first_not_of("*:") == kNone) return true;
  if (value.starts_with("{{") || value.starts_with("${") || value.starts_with("$(") || value.starts_with("%("))
    return true;
  if (value.front() == '<' && value.back() == '>') return true;
  if (value.front() == '{' && value.find('}') != kNone) return true;
  if (value.front() == '$') return value.substr(1).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == kNone;
  return IsListed("none", Lower(value));
}

bool TakesCredentials(std::string_view name) { return IsListed("takes", Lower(name)); }

std::vector<TextRange> FindSecrets(std::string_view text, TextKind kind) {
  // Whatever is found has one of these.
  constexpr std::size_t kShortestForm = 12;
  if (text.size() < kShortestForm && text.find_first_of("=:@/ ") == kNone) return {};
  return Finder(text, kind).Find();
}

std::vector<TextRange> FindForms(std::string_view text) {
  std::vector<TextRange> found;
  AddSecretForms(text, found);
  return Merged(std::move(found));
}

std::vector<TextRange> Merged(std::vector<TextRange> ranges) {
  std::ranges::sort(ranges, {}, &TextRange::begin);
  std::vector<TextRange> out;
  for (const TextRange& range : ranges) {
    if (!out.empty() && range.begin <= out.back().end)
      out.back().end = std::max(out.back().end, range.end);
    else
      out.push_back(range);
  }
  return out;
}

std::string WithoutSecrets(std::string_view text, TextKind kind) {
  std::string out;
  std::size_t from = 0;
  for (const TextRange& range : FindSecrets(text, kind)) {
    out += text.substr(from, range.begin - from);
    out += "***";
    from = range.end;
  }
  out += text.substr(from);
  return out;
}

void StarRange(std::string& text, TextRange range) {
  for (std::size_t i = range.begin; i < range.end && i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') text[i] = '*';
  }
}

void StarSecrets(std::string& text, TextKind kind) {
  for (const TextRange& range : FindSecrets(text, kind)) StarRange(text, range);
}

}  // namespace tracklint::knowledge
