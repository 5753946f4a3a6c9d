#include "analyzer/facts/producers.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/knowledge/knowledge.h"
#include "analyzer/source/read.h"

namespace tracklint::facts {

namespace {

constexpr std::uint64_t kLargestFile = 4ULL * 1024 * 1024;
constexpr std::size_t kLeastName = 4;
constexpr std::size_t kMaxNames = 64;
/// Lines of a call above the one that names the file.
constexpr int kLinesOfCall = 2;

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsWordChar(char c) { return IsLetter(c) || (c >= '0' && c <= '9') || c == '_'; }

bool IsProgramText(std::string_view path) {
  static constexpr std::array<std::string_view, 6> kEndings{".py", ".pyw", ".ipynb", ".sh", "Makefile", "makefile"};
  return std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view end) { return path.ends_with(end); });
}

/// `visit` gets every identifier of the line until it returns true.
template <typename Visit>
bool AnyIdentifier(std::string_view line, Visit visit) {
  for (std::size_t at = 0; at < line.size();) {
    if (!IsWordChar(line[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && IsWordChar(line[end])) ++end;
    if (visit(line.substr(at, end - at))) return true;
    at = end;
  }
  return false;
}

/// The name stands there by itself, not within a longer word: `train` in "train.csv", not in "trainer".
bool Names(std::string_view line, std::string_view name) {
  for (std::size_t at = line.find(name); at != std::string_view::npos; at = line.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !IsLetter(line[at - 1])) && (end == line.size() || !IsLetter(line[end]))) return true;
  }
  return false;
}

bool Writes(std::string_view line) {
  return AnyIdentifier(line, [](std::string_view word) {
    return knowledge::Plays(word, knowledge::Role::kWrites) || knowledge::HasWordOf(word, knowledge::Role::kWrites);
  });
}

/// The last folder of a path: "raw" of "data/raw/rows.csv".
std::string_view FolderName(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  path = path.substr(0, slash);
  return path.substr(path.rfind('/') + 1);
}

/// The text unpacks an archive, and names that folder: what is in the archive cannot be seen.
bool MayUnpackInto(std::string_view text, std::string_view folder) {
  return !folder.empty() && text.find(folder) != std::string_view::npos &&
         AnyIdentifier(text, [](std::string_view word) { return knowledge::Plays(word, knowledge::Role::kUnpacks); }) &&
         AnyIdentifier(text, [&](std::string_view word) { return word == folder; });
}

/// `NAME = "…data_name…"` and `self.NAME = Path("…") / "…data_name…"`: the name; empty where no path is put together.
std::string_view Assigned(std::string_view line, std::string_view data_name) {
  const std::size_t sign = line.find('=');
  if (sign == std::string_view::npos || sign == 0 || line.substr(sign, 2) == "==") return {};
  const std::string_view value = line.substr(sign, line.rfind(data_name) - std::min(line.rfind(data_name), sign));
  const bool quoted = value.find_first_of("'\"") != std::string_view::npos;
  if (!quoted || value.find("read") != std::string_view::npos || value.find("load") != std::string_view::npos)
    return {};
  std::size_t end = sign;
  while (end > 0 && line[end - 1] == ' ') --end;
  std::size_t begin = end;
  while (begin > 0 && IsWordChar(line[begin - 1])) --begin;
  return line.substr(begin, end - begin);
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace

std::string_view DataName(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  std::string_view name = path.substr(path.find_last_of("/\\") + 1);
  const std::size_t dot = name.rfind('.');
  if (dot != std::string_view::npos && dot > 0) name = name.substr(0, dot);
  while (!name.empty() && !IsLetter(name.front())) name.remove_prefix(1);
  while (!name.empty() && !IsLetter(name.back())) name.remove_suffix(1);
  return name.size() >= kLeastName ? name : std::string_view{};
}

bool MayMake(std::string_view text, std::string_view data_name) {
  if (data_name.empty() || text.find(data_name) == std::string_view::npos) return false;
  const std::vector<std::string_view> lines = Lines(text);
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!Names(lines[i], data_name)) continue;
    if (Writes(lines[i])) return true;
    for (int above = 1; above <= kLinesOfCall && above <= static_cast<int>(i); ++above) {
      const std::string_view line = lines[i - static_cast<std::size_t>(above)];
      const std::size_t last = line.find_last_not_of(" \r\t");
      const bool goes_on = last != std::string_view::npos && (line[last] == '(' || line[last] == ',');
      if (!goes_on) break;
      if (Writes(line)) return true;
    }
    if (const std::string_view name = Assigned(lines[i], data_name); !name.empty() && names.size() < kMaxNames)
      names.push_back(name);
  }
  if (names.empty()) return false;
  return std::any_of(lines.begin(), lines.end(), [&](std::string_view line) {
    return Writes(line) && AnyIdentifier(line, [&](std::string_view word) {
             return std::find(names.begin(), names.end(), word) != names.end();
           });
  });
}

void FindProducers(Facts& facts, const SourceSet& sources, const discover::Discovery& discovery) {
  std::vector<std::pair<DataRead*, std::string_view>> wanted;
  for (Entry& entry : facts.entries) {
    for (DataRead& read : entry.reads) {
      if (read.tracked != DataRead::Tracked::kNo || read.built_in || read.remote || !read.source.is_literal()) continue;
      if (const std::string_view name = DataName(read.source.value); !name.empty()) wanted.emplace_back(&read, name);
    }
  }
  if (wanted.empty()) return;
  for (const discover::FileRef& file : discovery.files) {
    if (!IsProgramText(file.path) || file.size > kLargestFile) continue;
    std::string bytes;
    if (const auto unsaved = discovery.unsaved.find(file.path); unsaved != discovery.unsaved.end()) {
      bytes = unsaved->second;
    } else if (Result<std::string> read = source::ReadBytes(file.absolute, kLargestFile); read.ok()) {
      bytes = std::move(read).value();
    }
    for (auto& [read, name] : wanted) {
      if (read->made_elsewhere || sources.file(read->where.file).path() == file.path) continue;
      read->made_elsewhere = MayMake(bytes, name) || MayUnpackInto(bytes, FolderName(read->source.value));
    }
  }
}

}  // namespace tracklint::facts
