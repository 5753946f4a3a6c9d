// MetricFromKey, IsSecretName, Plays and RepositoryKind: what people's own names mean.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <vector>

#include "analyzer/knowledge/knowledge.h"
#include "analyzer/knowledge/line_table.h"

namespace tracklint::knowledge {
namespace {

constexpr std::size_t kLongestName = 128;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// "val_RMSE", "valRmse", "val/rmse", "Val RMSE" → val, rmse.
std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool letter = IsUpper(c) || IsLower(c) || IsDigit(c);
    const bool hump = IsUpper(c) && i > 0 &&
                      (IsLower(name[i - 1]) || (IsDigit(name[i - 1]) && i + 1 < name.size() && IsLower(name[i + 1])));
    if ((!letter || hump) && !words.back().empty()) {
      words.emplace_back();
    }
    if (letter) {
      words.back().push_back(IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c);
    }
  }
  if (words.back().empty()) {
    words.pop_back();
  }
  return words;
}

std::string Join(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string joined;
  for (std::size_t i = begin; i < end; ++i) {
    joined.append(i == begin ? "" : "_").append(words[i]);
  }
  return joined;
}

/// The kind a word has in a word list ("neutral", "spoils", a metric's key …); empty when it is not listed.
std::string_view Lookup(const LineTable& table, std::string_view word) {
  const auto entry = table.Find(word);
  return entry ? Unquoted(entry->value) : std::string_view{};
}

bool AllDigits(std::string_view word) { return word.find_first_not_of("0123456789") == std::string_view::npos; }

}  // namespace

std::string_view RepositoryKind(std::string_view name) {
  static const std::vector<TableEntry> kKinds = OpenTable("repository_kinds.json").Entries();
  for (const TableEntry& kind : kKinds) {
    for (const std::string_view word : SplitWords(Unquoted(kind.value))) {
      if (name.find(word) != std::string_view::npos) return kind.key;
    }
  }
  return {};
}

std::string_view MetricFromKey(std::string_view key) {
  static const LineTable kMetrics = OpenTable("metric_words.json");
  if (key.empty() || key.size() > kLongestName) {
    return {};
  }
  const std::vector<std::string> words = WordsOf(key);
  // The longest run of words that names a metric; two that do not overlap are no single metric.
  std::string_view found;
  std::size_t found_begin = 0;
  std::size_t found_end = 0;
  for (std::size_t length = words.size(); length > 0 && found.empty(); --length) {
    for (std::size_t begin = 0; begin + length <= words.size(); ++begin) {
      const std::string_view meaning = Lookup(kMetrics, Join(words, begin, begin + length));
      if (meaning.empty() || meaning.front() == '#') {
        continue;
      }
      if (!found.empty()) {
        return {};
      }
      found = meaning;
      found_begin = begin;
      found_end = begin + length;
    }
  }
  for (std::size_t i = 0; i < words.size() && !found.empty(); ++i) {
    if (i >= found_begin && i < found_end) {
      continue;
    }
    const std::string_view meaning = Lookup(kMetrics, words[i]);
    const bool neutral = meaning == "#neutral" || AllDigits(words[i]);
    // Before the metric any name may stand (a model, a data set, a class); after it only words that change nothing.
    if (!neutral && (i >= found_end || !meaning.empty())) {
      return {};
    }
  }
  return found;
}

bool IsSecretName(std::string_view name) {
  static const LineTable kSecrets = OpenTable("secret_words.json");
  if (name.empty() || name.size() > kLongestName) {
    return false;
  }
  const std::vector<std::string> words = WordsOf(name);
  constexpr std::size_t kLongestRun = 3;
  // The last words decide: "db_password", "DATABRICKS_TOKEN", "aws_secret_access_key"; not "token_count".
  for (std::size_t length = std::min(kLongestRun, words.size()); length > 0; --length) {
    const std::string_view meaning = Lookup(kSecrets, Join(words, words.size() - length, words.size()));
    if (!meaning.empty()) {
      return meaning == "secret";
    }
  }
  return false;
}

namespace {

const LineTable& Credentials() {
  static const LineTable kCredentials = OpenTable("credentials.json");
  return kCredentials;
}

}  // namespace

const std::vector<std::string>& CredentialNames() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const TableEntry& entry : Credentials().Entries()) {
      std::string& name = names.emplace_back(entry.key);
      std::ranges::transform(name, name.begin(),
                             [](char c) { return IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
    }
    return names;
  }();
  return kNames;
}

std::optional<std::size_t> CredentialLength(std::string_view name) {
  const auto entry = Credentials().Find(name);
  if (!entry) return std::nullopt;
  std::size_t length = 0;
  for (const char digit : Unquoted(entry->value)) length = length * 10 + static_cast<std::size_t>(digit - '0');
  return length;
}

std::vector<std::string_view> LoggerWords(std::string_view key) {
  static const LineTable kLoggers = OpenTable("loggers.json");
  const auto entry = kLoggers.Find(key);
  return entry.has_value() ? SplitWords(Unquoted(entry->value)) : std::vector<std::string_view>{};
}

bool Plays(std::string_view name, Role role) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(Role::kArrays) + 1> kNames{
      "fit",      "data",          "part",    "weights",      "same",        "tracks", "dimension", "failure",
      "unscored", "native",        "branch",  "small",        "operational", "writes", "report",    "choice",
      "predicts", "repeats",       "path",    "sets",         "seeds",       "walks",  "prepares",  "fit_measures",
      "asks",     "data_builders", "unpacks", "self_seeding", "wrapper",     "arrays"};
  static_assert(!kNames.back().empty(), "each role has its name, in the order of the enumeration");
  static const auto kRoles = [&] {
    std::array<std::unordered_set<std::string_view>, kNames.size()> words;
    const LineTable table = OpenTable("roles.json");
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      if (const auto entry = table.Find(kNames[i])) {
        for (const std::string_view word : SplitWords(Unquoted(entry->value))) {
          words[i].insert(word);
        }
      }
    }
    return words;
  }();
  return kRoles[static_cast<std::size_t>(role)].contains(name);
}

bool HasWordOf(std::string_view name, Role role) {
  const std::vector<std::string> words = WordsOf(name);
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return Plays(word, role); });
}

bool IsReportFile(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || path.find('/', dot) != std::string_view::npos) {
    return false;
  }
  const std::vector<std::string> ending = WordsOf(path.substr(dot + 1));
  return ending.size() == 1 && Plays(ending.front(), Role::kReport);
}

}  // namespace tracklint::knowledge
