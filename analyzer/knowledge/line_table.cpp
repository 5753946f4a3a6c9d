#include "analyzer/knowledge/line_table.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <string>

#include "analyzer/knowledge/embedded.h"

namespace tracklint::knowledge {
namespace {

constexpr auto kNone = std::string_view::npos;

/// The entry on one line; nothing when the line is not of the form "key": value.
std::optional<TableEntry> ParseLine(std::string_view line) {
  if (line.size() < 4 || line.front() != '"') {
    return std::nullopt;
  }
  const std::size_t close = line.find('"', 1);
  if (close == kNone || close + 1 >= line.size() || line[close + 1] != ':') {
    return std::nullopt;
  }
  std::string_view value = line.substr(close + 2);
  while (!value.empty() && (value.back() == ',' || value.back() == '\r')) {
    value.remove_suffix(1);
  }
  while (!value.empty() && value.front() == ' ') {
    value.remove_prefix(1);
  }
  return TableEntry{line.substr(1, close - 1), value};
}

/// Lines of the catalogues are long, and string_view's own rfind goes byte by byte.
std::size_t LastNewline(std::string_view text) {
#ifdef __linux__
  const void* found = memrchr(text.data(), '\n', text.size());
  return found == nullptr ? kNone : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
#else
  return text.rfind('\n');
#endif
}

// What FindAgain was asked, in parts that are locked apart.
constexpr std::size_t kShards = 16;
constexpr std::size_t kMostAnswers = 4096;  // of one part
template <typename Text>
struct BasicQuestion {
  const char* table;
  Text key;
};
using Question = BasicQuestion<std::string_view>;
using OwnQuestion = BasicQuestion<std::string>;
struct QuestionHash {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
  template <typename Text>
  std::size_t operator()(const BasicQuestion<Text>& question) const {
    return std::hash<std::string_view>{}(question.key) ^ std::hash<const char*>{}(question.table);
  }
};
struct SameQuestion {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard's name
  template <typename A, typename B>
  bool operator()(const BasicQuestion<A>& a, const BasicQuestion<B>& b) const {
    return a.table == b.table && a.key == b.key;
  }
};
struct Answers {
  std::shared_mutex mutex;
  std::unordered_map<OwnQuestion, std::optional<TableEntry>, QuestionHash, SameQuestion> entries;
};

}  // namespace

LineTable::LineTable(std::string_view bytes) {
  const std::size_t first = bytes.starts_with('"') ? 0 : bytes.find("\n\"");
  const std::size_t last = bytes.rfind("\n}");
  if (first == kNone || last == kNone || last <= first) {
    return;
  }
  const std::size_t begin = first == 0 ? 0 : first + 1;
  body_ = bytes.substr(begin, last - begin);
}

std::optional<TableEntry> LineTable::Find(std::string_view key) const {
  std::size_t low = 0;
  std::size_t high = body_.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::size_t before = LastNewline(body_.substr(low, middle - low));
    const std::size_t begin = before == kNone ? low : low + before + 1;
    const std::size_t newline = body_.find('\n', begin);
    const std::size_t end = newline == kNone ? body_.size() : newline;
    const auto entry = ParseLine(body_.substr(begin, end - begin));
    if (!entry) {
      return std::nullopt;
    }
    const int order = entry->key.compare(key);
    if (order == 0) {
      return entry;
    }
    if (order < 0) {
      low = end == body_.size() ? end : end + 1;
    } else {
      high = begin;
    }
  }
  return std::nullopt;
}

std::optional<TableEntry> LineTable::FindAgain(std::string_view key) const {
  static std::array<Answers, kShards> shards;
  const Question question{body_.data(), key};
  Answers& answers = shards[QuestionHash{}(question) / 64 % kShards];
  {
    const std::shared_lock lock(answers.mutex);
    if (const auto known = answers.entries.find(question); known != answers.entries.end()) return known->second;
  }
  const std::optional<TableEntry> found = Find(key);
  const std::unique_lock lock(answers.mutex);
  if (answers.entries.size() >= kMostAnswers) answers.entries.clear();
  answers.entries.emplace(OwnQuestion{body_.data(), std::string(key)}, found);
  return found;
}

std::vector<TableEntry> LineTable::Entries() const {
  std::vector<TableEntry> entries;
  for (const std::string_view line : SplitWords(body_, '\n')) {
    if (const auto entry = ParseLine(line)) {
      entries.push_back(*entry);
    }
  }
  return entries;
}

LineTable OpenTable(std::string_view file) { return LineTable(EmbeddedFile(file)); }

std::vector<Field> ParseFields(std::string_view object) {
  std::vector<Field> fields;
  std::size_t at = object.find('"');
  while (at != kNone) {
    const std::size_t name_end = object.find('"', at + 1);
    if (name_end == kNone || name_end + 2 >= object.size() || object[name_end + 1] != ':') {
      break;
    }
    Field field{object.substr(at + 1, name_end - at - 1), {}};
    std::size_t begin = name_end + 2;
    while (begin < object.size() && object[begin] == ' ') {
      ++begin;
    }
    std::size_t end = kNone;
    if (begin < object.size() && object[begin] == '"') {
      end = object.find('"', begin + 1);
      field.value = end == kNone ? object.substr(begin + 1) : object.substr(begin + 1, end - begin - 1);
    } else {
      end = object.find_first_of(",}", begin);
      field.value = end == kNone ? object.substr(begin) : object.substr(begin, end - begin);
    }
    fields.push_back(field);
    at = end == kNone ? kNone : object.find('"', end + 1);
  }
  return fields;
}

std::string_view Unquoted(std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    return value.substr(1, value.size() - 2);
  }
  return value;
}

std::vector<std::string_view> SplitWords(std::string_view text, char separator) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    if (end > begin) {
      words.push_back(text.substr(begin, end - begin));
    }
    begin = end + 1;
  }
  return words;
}

}  // namespace tracklint::knowledge
