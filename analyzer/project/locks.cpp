// poetry.lock, uv.lock, pdm.lock and Pipfile.lock.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "analyzer/project/readers.h"
#include "analyzer/project/toml_support.h"

namespace tracklint::project {

void AddLocked(Draft& draft, LockFile& lock, const std::string& name, const std::string& version,
               const ProjectPlace& where, bool optional) {
  Dependency dependency;
  dependency.name = NormalizeName(name);
  std::vector<std::string>& versions = lock.versions[dependency.name];
  if (std::find(versions.begin(), versions.end(), version) != versions.end()) return;
  versions.push_back(version);
  if (versions.size() > 1) return;  // a fork for another platform or Python: no second statement
  dependency.written = name + (version.empty() ? "" : " " + version);
  dependency.specifier = version.empty() ? std::string() : "==" + version;
  if (!version.empty()) dependency.pinned = version;
  dependency.exact = true;
  dependency.optional = optional;
  dependency.kind = DependencyFile::kLock;
  dependency.where = where;
  draft.Add(std::move(dependency));
}

namespace {

/// `key = "value"` at the beginning of a line.
bool KeyValue(std::string_view line, std::string_view key, std::string_view& value) {
  if (!line.starts_with(key)) return false;
  std::string_view rest = Trim(line.substr(key.size()));
  if (!rest.starts_with('=')) return false;
  value = Unquote(Trim(rest.substr(1)));
  return true;
}

/// uv lists the project itself and its workspace, from a folder.
bool IsOwnSource(std::string_view line) {
  std::string_view source;
  if (!KeyValue(line, "source", source)) return false;
  return source.find("virtual") != std::string_view::npos || source.find("editable") != std::string_view::npos ||
         source.find("directory") != std::string_view::npos;
}

struct LockedPackage {
  std::string name;
  std::string version;
  Line line;
  bool own = false;
  bool elsewhere = false;  ///< from a folder, an address or a repository: the version may be left out
};

}  // namespace

// Written by machines, one key a line, up to megabytes: scanned by lines, which is far faster than a TOML parser.
void ReadTomlLock(Draft& draft, const FileText& file, LockFile::Kind kind) {
  LockFile lock;
  lock.kind = kind;
  lock.path = file.path;
  std::optional<LockedPackage> open;
  std::vector<ProjectIssue> incomplete;  // said only of a file that is whole
  const auto finish = [&] {
    if (open && open->version.empty() && !open->elsewhere)
      incomplete.push_back({PlaceOfText(file.path, open->line, {}), "a locked package without a version"});
    else if (open && open->name.empty())
      incomplete.push_back({PlaceOfText(file.path, open->line, {}), "a locked package without a name"});
    else if (open && !open->own)
      AddLocked(draft, lock, open->name, open->version, PlaceOfText(file.path, open->line, {}));
    open.reset();
  };
  bool header = false;  // something a lock of this kind begins with
  const std::string_view python_key = kind == LockFile::Kind::kUv    ? "requires-python"
                                      : kind == LockFile::Kind::kPdm ? "requires_python"
                                                                     : "python-versions";
  std::string_view section;
  for (const Line& line : SplitLines(file.text)) {
    const std::string_view text = line.text;
    if (text.starts_with("<<<<<<< ") || text.starts_with(">>>>>>> ")) {
      draft.Issue(PlaceOfText(file.path, line, {}), "an unresolved merge conflict");
      return;
    }
    std::string_view value;
    if (text.starts_with('[')) {
      finish();
      section = Trim(text);
      if (!section.ends_with(']') && !ParseToml(draft, file)) return;  // cut off: the parser says where
      header = true;
      if (section == "[[package]]") open = LockedPackage{{}, {}, line, false, false};
    } else if (open) {
      if (KeyValue(text, "name", value)) {
        open->name = value;
        open->line = line;
      } else if (KeyValue(text, "version", value)) {
        open->version = value;
      } else if (KeyValue(text, "source", value)) {
        open->own = IsOwnSource(text);
        open->elsewhere = value.find("registry") == std::string_view::npos;
      } else if (KeyValue(text, "path", value) || KeyValue(text, "git", value) || KeyValue(text, "url", value)) {
        open->elsewhere = true;  // PDM
      }
    } else if (KeyValue(text, python_key, value)) {
      draft.Python(kRankLock, std::string(value), PlaceOfText(file.path, line, value));
    }
    if (section.empty() && KeyValue(text, "package", value) && !value.starts_with('[')) {
      draft.Issue(PlaceOfText(file.path, line, value), "\"package\" is not a list of tables");
      return;
    }
    header = header || KeyValue(text, "version", value) || KeyValue(text, "package", value);
  }
  finish();
  for (ProjectIssue& issue : incomplete) draft.Issue(std::move(issue.where), std::move(issue.message));
  if (!header) {  // not what it claims to be: the parser says where
    if (ParseToml(draft, file) && !Trim(file.text).empty()) draft.IssueAt(file.path, 1, "a lock file without packages");
    return;
  }
  draft.Source(file.path, DependencyFile::kLock);
  draft.locks.push_back(std::move(lock));
}

void ReadPipfileLock(Draft& draft, const FileText& file) {
  nlohmann::json root;
  try {
    root = nlohmann::json::parse(file.text);
  } catch (const nlohmann::json::parse_error& error) {
    draft.IssueAt(file.path, LineOfOffset(file.text, error.byte == 0 ? 0 : error.byte - 1), "not valid JSON");
    return;
  }
  if (!root.is_object()) return draft.IssueAt(file.path, 1, "not an object with the sections of a lock");
  LockFile lock;
  lock.kind = LockFile::Kind::kPipfile;
  lock.path = file.path;
  // Positions: the keys stand in the file in the order of the sections, mostly sorted. Names that stand there in other
  // words (escapes) are not found: after so many nothing more is looked for.
  constexpr int kMostMissed = 64;
  int missed = 0;
  std::size_t at = 0;
  std::size_t line_begin = 0;
  ProjectPlace where;
  where.path = file.path;
  for (const char* section : {"default", "develop"}) {
    const auto packages = root.find(section);
    if (packages == root.end()) continue;
    if (!packages->is_object()) {
      draft.IssueAt(file.path, LineOfOffset(file.text, file.text.find("\"" + std::string(section) + "\"")),
                    "\"" + std::string(section) + "\" is not an object");
      continue;
    }
    for (const auto& [name, details] : packages->items()) {
      if (!details.is_object()) continue;
      const std::string key = "\"" + name + "\"";
      const std::size_t hit = missed > kMostMissed ? std::string::npos : file.text.find(key, at);
      if (hit != std::string::npos) {
        for (; at < hit; ++at) {
          if (file.text[at] != '\n') continue;
          ++where.line;
          line_begin = at + 1;
        }
        where.column = static_cast<std::uint32_t>(at - line_begin + 1);
        where.end_column = where.column + static_cast<std::uint32_t>(key.size());
      } else {
        ++missed;
      }
      const auto written = details.find("version");
      std::string version =
          written != details.end() && written->is_string() ? written->get<std::string>() : std::string();
      if (version.starts_with("==")) version.erase(0, 2);
      AddLocked(draft, lock, name, version, where, std::string_view(section) == "develop");
    }
  }
  draft.Source(file.path, DependencyFile::kLock);
  draft.locks.push_back(std::move(lock));
}

}  // namespace tracklint::project
