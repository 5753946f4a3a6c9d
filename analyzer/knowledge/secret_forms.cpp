#include "analyzer/knowledge/secret_forms.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "analyzer/knowledge/line_table.h"

namespace tracklint::knowledge {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// A prefix and what follows it: at least so many characters of letters, digits and `more`.
struct Form {
  std::string_view prefix;
  std::size_t least = 0;
  bool capitals = false;  ///< no small letters
  std::string_view more;
};

std::vector<Form> ReadForms() {
  std::vector<Form> forms;
  for (const TableEntry& entry : OpenTable("secret_forms.json").Entries()) {
    const std::vector<std::string_view> words = SplitWords(Unquoted(entry.value));
    if (words.size() != 2) continue;
    Form form;
    form.prefix = entry.key;
    for (const char digit : words[0]) form.least = form.least * 10 + static_cast<std::size_t>(digit - '0');
    form.capitals = words[1] == "capitals";
    form.more = words[1] == "word" ? "_" : words[1] == "dashed" ? "_-" : words[1] == "dotted" ? "_-." : "";
    forms.push_back(form);
  }
  return forms;
}

/// Forms by the first byte of their prefixes.
const std::vector<Form>& FormsOf(char first) {
  static const auto kForms = [] {
    std::array<std::vector<Form>, 256> table;
    for (const Form& form : ReadForms()) table[static_cast<unsigned char>(form.prefix.front())].push_back(form);
    return table;
  }();
  return kForms[static_cast<unsigned char>(first)];
}

/// What has no digit up to here is no token.
constexpr std::size_t kLongestName = 256;

/// Where the token that begins at `begin` ends; `begin` when there is none. Without a digit it is a name.
std::size_t EndOf(std::string_view text, std::size_t begin, const Form& form) {
  if (!text.substr(begin).starts_with(form.prefix)) return begin;
  bool has_digit = false;
  std::size_t end = begin + form.prefix.size();
  for (; end < text.size(); ++end) {
    const char c = text[end];
    const bool fits = IsUpper(c) || IsDigit(c) || (!form.capitals && (IsLower(c) || form.more.find(c) != kNone));
    if (!fits || (!has_digit && end - begin > kLongestName)) break;
    has_digit = has_digit || IsDigit(c);
  }
  return has_digit && end - begin >= form.prefix.size() + form.least ? end : begin;
}

void AddPrivateKeys(std::string_view text, std::vector<TextRange>& found) {
  constexpr std::string_view kBegin = "-----BEGIN ";
  constexpr std::string_view kKey = "PRIVATE KEY-----";
  for (std::size_t at = text.find(kBegin); at != kNone; at = text.find(kBegin, at + 1)) {
    const std::size_t label = at + kBegin.size();
    const std::size_t dashes = text.find("-----", label);
    if (dashes == kNone) return;
    const std::size_t head = dashes + 5;
    if (!text.substr(label, head - label).ends_with(kKey)) continue;
    const std::size_t end = std::min(text.find("-----END", head), text.size());
    if (head < end) found.push_back({head, end});
    at = end - 1;
  }
}

}  // namespace

void AddSecretForms(std::string_view text, std::vector<TextRange>& found) {
  bool inside = false;  // of a word
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool word = IsUpper(c) || IsLower(c) || IsDigit(c);
    if (word && !inside) {
      for (const Form& form : FormsOf(c)) {
        const std::size_t end = EndOf(text, at, form);
        if (end == at) continue;
        found.push_back({at, end});
        at = end - 1;
        break;
      }
    }
    inside = word;
  }
  AddPrivateKeys(text, found);
}

}  // namespace tracklint::knowledge
