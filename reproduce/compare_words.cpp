#include "reproduce/compare_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analyzer/knowledge/line_table.h"

namespace tracklint::reproduce {
namespace {

using WordSet = std::unordered_set<std::string_view>;

WordSet Load(std::string_view key) {
  static const knowledge::LineTable kTable = knowledge::OpenTable("recorded_values.json");
  const auto entry = kTable.Find(key);
  if (!entry) return {};
  const std::vector<std::string_view> words = knowledge::SplitWords(knowledge::Unquoted(entry->value));
  return {words.begin(), words.end()};
}

bool IsLower(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

/// "trainTime_sec", "train/time sec" → train, time, sec.
std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size() && i < 256; ++i) {
    const char c = name[i];
    const bool hump = IsUpper(c) && i > 0 && IsLower(name[i - 1]);
    if ((hump || !(IsLower(c) || IsUpper(c))) && !words.back().empty()) words.emplace_back();
    if (IsUpper(c))
      words.back() += static_cast<char>(c - 'A' + 'a');
    else if (IsLower(c))
      words.back() += c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

/// Words `begin` to `end` with `_` between.
std::string Joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) text += (i == begin ? "" : "_") + words[i];
  return text;
}

}  // namespace

FileType FileTypeOf(std::string_view path) {
  static const std::unordered_map<std::string_view, FileType> kTypes = [] {
    std::unordered_map<std::string_view, FileType> all;
    constexpr std::array<std::pair<std::string_view, FileType>, 7> kLists{{{"file.csv", FileType::kCsv},
                                                                           {"file.json", FileType::kJson},
                                                                           {"file.jsonl", FileType::kJsonLines},
                                                                           {"file.rendering", FileType::kRendering},
                                                                           {"file.text", FileType::kText},
                                                                           {"file.yaml", FileType::kYaml},
                                                                           {"file.zip", FileType::kZip}}};
    for (const auto& [key, type] : kLists) {
      for (const std::string_view ending : Load(key)) all.emplace(ending, type);
    }
    return all;
  }();
  const std::string_view name = path.substr(path.rfind('/') + 1);
  if (name == "MLmodel") return FileType::kYaml;
  std::string ending(name.substr(std::min(name.size(), name.rfind('.') + 1)));
  std::ranges::transform(ending, ending.begin(),
                         [](char c) { return IsUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto found = kTypes.find(ending);
  return found == kTypes.end() ? FileType::kBinary : found->second;
}

bool NamesDuration(std::string_view name) {
  static const WordSet kAfter = Load("duration.after");
  static const WordSet kExcluded = Load("duration.not");
  static const WordSet kPhrases = Load("duration.phrase");
  static const WordSet kUnits = Load("duration.unit");
  static const WordSet kWhole = Load("duration.whole");
  static const WordSet kTime = Load("duration.word");
  const std::vector<std::string> words = WordsOf(name);
  if (words.empty()) return false;
  if (std::ranges::any_of(words, [&](const std::string& word) { return kExcluded.contains(word); })) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (kWhole.contains(words[i]) || kPhrases.contains(words[i])) return true;
    if (i + 1 < words.size() && kPhrases.contains(Joined(words, i, i + 2))) return true;
    if (!kTime.contains(words[i])) continue;
    const auto rest = words.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    if (std::all_of(rest, words.end(),
                    [&](const std::string& word) { return kAfter.contains(word) || kUnits.contains(word); }))
      return true;
  }
  return kUnits.contains(words.back());
}

bool IsDurationUnit(std::string_view word) {
  static const WordSet kUnits = Load("duration.unit");
  static const WordSet kPhrases = Load("duration.phrase");
  const std::vector<std::string> words = WordsOf(word);
  return word == "s" || kUnits.contains(word) || (!words.empty() && kPhrases.contains(Joined(words, 0, words.size())));
}

bool NamesMachine(std::string_view name) {
  static const WordSet kNames = Load("machine.name");
  static const WordSet kCompared = Load("tag.compared");
  if (name.starts_with("system/")) return true;
  if (name.starts_with("mlflow.")) return !kCompared.contains(name);
  const std::vector<std::string> words = WordsOf(name);
  return kNames.contains(Joined(words, 0, words.size()));
}

bool IsGeneratedName(std::string_view name) {
  const std::size_t first = name.find('-');
  const std::size_t second = first == std::string_view::npos ? first : name.find('-', first + 1);
  if (second == std::string_view::npos || first == 0 || second == first + 1) return false;
  const std::string_view number = name.substr(second + 1);
  const auto letters = [](std::string_view word) {
    return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  };
  return letters(name.substr(0, first)) && letters(name.substr(first + 1, second - first - 1)) && !number.empty() &&
         number.size() <= 4 && std::ranges::all_of(number, IsDigit);
}

bool IsVolatileKey(std::string_view key) {
  static const WordSet kModel = Load("model.volatile");
  static const WordSet kObject = Load("object.volatile");
  return kModel.contains(key) || kObject.contains(key);
}

const std::vector<std::string_view>& PersonalFolders() {
  static const std::vector<std::string_view> kFolders = [] {
    const WordSet words = Load("place.parent");
    std::vector<std::string_view> sorted(words.begin(), words.end());
    std::ranges::sort(sorted);
    return sorted;
  }();
  return kFolders;
}

}  // namespace tracklint::reproduce
