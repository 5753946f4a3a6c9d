#include "analyzer/engine/config.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <toml++/toml.h>

#include "analyzer/engine/selection.h"
#include "analyzer/source/read.h"

namespace tracklint::engine {
namespace {

using Shape = ConfigShape;
constexpr std::array<ConfigKey, 21> kKeys{{
    {"select", "list of rules", "rules to run instead of the default set: ids, prefixes, names or ALL", Shape::kRules},
    {"ignore", "list of rules", "rules to leave out", Shape::kRules, "[]"},
    {"extend-select", "list of rules", "rules to run besides the selected ones", Shape::kRules, "[]"},
    {"severity", "table: rule = level", "level of a rule: note, warning or error", Shape::kLevels, "{}"},
    {"per-file-ignores", "table: pattern = list of rules", "rules to leave out in some files", Shape::kRulesByPattern,
     "{}"},
    {"exclude", "list of patterns", "replaces those default excludes that may be a project's own", Shape::kPatterns},
    {"extend-exclude", "list of patterns", "files and folders to leave out", Shape::kPatterns, "[]"},
    {"respect-gitignore", "true or false", "leave out what .gitignore and .ignore name (default true)", Shape::kFlag,
     "true"},
    {"force-exclude", "true or false", "excludes hold for files given by name too", Shape::kFlag, "false"},
    {"check-tests", "true or false", "report on test code (pytest, unittest) as on any other", Shape::kFlag, "false"},
    {"target-mlflow", "version", "the MLflow release to check against, or auto (default)", Shape::kVersion, "\"auto\""},
    {"fail-on", "level", "least level of a finding that makes the exit code 1 (default note)", Shape::kLevel,
     "\"note\""},
    {"min-score", "number", "traceability score below which the exit code is 1", Shape::kScore},
    {"output-format", "name", "the format of check where the command line names none (default full)", Shape::kText,
     "\"full\""},
    {"baseline", "path", "a file with accepted findings, which are left out", Shape::kText},
    {"cache-dir", "path", "folder for results of earlier runs (default .tracklint_cache below the analysed folder)",
     Shape::kText},
    {"unsafe-fixes", "true or false", "--fix and --diff apply unsafe fixes too", Shape::kFlag, "false"},
    {"preview", "true or false", "rules that are new may run too", Shape::kFlag, "false"},
    {"wrappers", "table: own function = MLflow function", "functions of your own that log to MLflow", Shape::kTexts,
     "{}"},
    {"extend", "path", "a configuration file to take what is not said here from", Shape::kText},
    {"required-version", "versions", "versions of tracklint that may be used, such as >=0.1,<0.2", Shape::kText},
}};
constexpr std::uint64_t kConfigLimit = 1U << 20U;

/// Reads the table of one file into a Config; the first problem stops it.
class Reader {
 public:
  explicit Reader(std::string path) : path_(std::move(path)) {}

  Result<Config> Read(const toml::table& table) {
    config_.path = path_;
    for (const auto& [key, node] : table) {
      Take(std::string_view(key.str()), node);
      config_.origins[std::string(key.str())] = path_;
      if (!problem_.empty()) return Error{path_ + ":" + std::to_string(node.source().begin.line) + ": " + problem_};
    }
    return std::move(config_);
  }

 private:
  void Take(std::string_view key, const toml::node& node) {
    if (key == "select")
      Strings(key, node, config_.select);
    else if (key == "ignore")
      Strings(key, node, config_.ignore);
    else if (key == "extend-select")
      Strings(key, node, config_.extend_select);
    else if (key == "exclude")
      Strings(key, node, config_.exclude);
    else if (key == "extend-exclude")
      Strings(key, node, config_.extend_exclude);
    else if (key == "respect-gitignore")
      Flag(key, node, config_.respect_gitignore);
    else if (key == "force-exclude")
      Flag(key, node, config_.force_exclude);
    else if (key == "check-tests")
      Flag(key, node, config_.check_tests);
    else if (key == "target-mlflow")
      TakeTarget(node);
    else if (key == "fail-on")
      TakeFailOn(node);
    else if (key == "min-score")
      TakeMinScore(node);
    else if (key == "per-file-ignores")
      TakePerFile(node);
    else if (key == "severity")
      TakeSeverity(node);
    else if (key == "wrappers")
      TakeWrappers(node);
    else if (key == "required-version")
      config_.required_version = Text(key, node);
    else if (key == "output-format")
      config_.output_format = Text(key, node);
    else if (key == "baseline")
      config_.baseline = (std::filesystem::path(path_).parent_path() / Text(key, node)).lexically_normal().string();
    else if (key == "cache-dir")
      config_.cache_dir = (std::filesystem::path(path_).parent_path() / Text(key, node)).lexically_normal().string();
    else if (key == "unsafe-fixes")
      Flag(key, node, config_.unsafe_fixes);
    else if (key == "preview")
      Flag(key, node, config_.preview);
    else if (key == "extend")
      static_cast<void>(Text(key, node));
    else
      Unknown(key);
  }

  void Unknown(std::string_view key) {
    problem_ = "unknown key `" + std::string(key) + "`";
    std::vector<std::string_view> names;
    names.reserve(kKeys.size());
    for (const ConfigKey& known : kKeys) names.push_back(known.name);
    const std::string_view nearest = Nearest(key, names);
    if (!nearest.empty()) problem_ += "; did you mean `" + std::string(nearest) + "`?";
  }
  void Wrong(std::string_view key, std::string_view wanted) {
    problem_ = "`" + std::string(key) + "` must be " + std::string(wanted);
  }

  std::string Text(std::string_view key, const toml::node& node) {
    const auto value = node.value_exact<std::string>();
    if (!value) Wrong(key, "a string");
    return value.value_or("");
  }
  void Flag(std::string_view key, const toml::node& node, bool& out) {
    const auto value = node.value_exact<bool>();
    if (!value) return Wrong(key, "true or false");
    out = *value;
  }
  void Strings(std::string_view key, const toml::node& node, std::vector<std::string>& out) {
    const toml::array* array = node.as_array();
    if (array == nullptr) return Wrong(key, "a list of strings");
    for (const toml::node& item : *array) {
      const auto value = item.value_exact<std::string>();
      if (!value) return Wrong(key, "a list of strings");
      out.push_back(*value);
    }
  }
  void TakeTarget(const toml::node& node) {
    const std::string text = Text("target-mlflow", node);
    if (!problem_.empty()) return;
    if (text != "auto" && !ParseVersion(text)) return Wrong("target-mlflow", "a version such as \"3.17\", or \"auto\"");
    config_.target_mlflow = text;
  }
  void TakeFailOn(const toml::node& node) {
    const std::string text = Text("fail-on", node);
    if (!problem_.empty()) return;
    if (!ParseSeverity(text)) return Wrong("fail-on", "\"note\", \"warning\" or \"error\"");
    config_.fail_on = text;
  }
  void TakeMinScore(const toml::node& node) {
    const auto value = node.value<double>();
    if (!value || *value < 0 || *value > 100) return Wrong("min-score", "a number from 0 to 100");
    config_.min_score = *value;
  }
  void TakePerFile(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return Wrong("per-file-ignores", "a table of pattern = [rules]");
    for (const auto& [pattern, codes] : *table) {
      PerFileIgnore entry;
      entry.pattern = std::string(pattern.str());
      Strings("per-file-ignores", codes, entry.codes);
      config_.per_file_ignores.push_back(std::move(entry));
    }
  }
  void TakeSeverity(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return Wrong("severity", "a table of rule = level");
    for (const auto& [rule, level] : *table) {
      const auto severity = ParseSeverity(level.value_or(std::string()));
      if (!severity) return Wrong("severity." + std::string(rule.str()), "\"note\", \"warning\" or \"error\"");
      config_.severity.emplace_back(std::string(rule.str()), *severity);
    }
  }
  void TakeWrappers(const toml::node& node) {
    const toml::table* table = node.as_table();
    if (table == nullptr) return Wrong("wrappers", "a table of own function = MLflow function");
    for (const auto& [own, function] : *table) {
      const auto value = function.value_exact<std::string>();
      if (!value) return Wrong("wrappers." + std::string(own.str()), "a string");
      config_.wrappers[std::string(own.str())] = *value;
    }
  }

  std::string path_;
  std::string problem_;
  Config config_;
};

/// The settings of a parsed file; null when a pyproject.toml holds none.
const toml::table* Settings(const toml::table& document, bool is_pyproject) {
  return is_pyproject ? document["tool"]["tracklint"].as_table() : &document;
}

struct Parsed {
  toml::table document;
  std::string problem;
};

Parsed ParseToml(const std::string& text, const std::string& path) {
  Parsed parsed;
  try {
    parsed.document = toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    const auto line = error.source().begin.line;
    parsed.problem = path + ":" + std::to_string(line) + ": " + std::string(error.description());
  }
  return parsed;
}

bool IsPyproject(const std::string& path) { return std::filesystem::path(path).filename() == "pyproject.toml"; }

bool HoldsSettings(const std::string& path) {
  const Result<std::string> text = source::ReadBytes(path, kConfigLimit);
  if (!text.ok() || text.value().find("tracklint") == std::string::npos) return false;
  const Parsed parsed = ParseToml(text.value(), path);
  // A broken file that speaks of tracklint is taken, so that its error is told instead of hidden.
  return !parsed.problem.empty() || Settings(parsed.document, true) != nullptr;
}

}  // namespace

std::optional<Severity> ParseSeverity(std::string_view text) {
  if (text == "note") return Severity::kNote;
  if (text == "warning") return Severity::kWarning;
  if (text == "error") return Severity::kError;
  return std::nullopt;
}

std::optional<MlflowVersion> ParseVersion(std::string_view text) {
  MlflowVersion version{0, 0, 0};
  std::array<int*, 3> parts{&version.major, &version.minor, &version.patch};
  std::size_t count = 0;
  while (count < parts.size()) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *parts[count]);
    if (error != std::errc() || *parts[count] < 0) return std::nullopt;
    ++count;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) break;
    if (text.front() != '.' || count == parts.size()) return std::nullopt;
    text.remove_prefix(1);
  }
  if (count < 2) return std::nullopt;
  return version;
}

void Inherit(Config& file, const Config& base) {
  const auto unsaid = [&](const char* key) { return !file.origins.contains(key); };
  if (unsaid("respect-gitignore")) file.respect_gitignore = base.respect_gitignore;
  if (unsaid("force-exclude")) file.force_exclude = base.force_exclude;
  if (unsaid("check-tests")) file.check_tests = base.check_tests;
  if (unsaid("unsafe-fixes")) file.unsafe_fixes = base.unsafe_fixes;
  if (unsaid("preview")) file.preview = base.preview;
  if (!file.output_format) file.output_format = base.output_format;
  if (!file.baseline) file.baseline = base.baseline;
  if (!file.cache_dir) file.cache_dir = base.cache_dir;
  if (file.files.empty()) file.files = base.files;
  const auto list = [](std::vector<std::string>& mine, const std::vector<std::string>& theirs) {
    if (mine.empty()) mine = theirs;
  };
  list(file.select, base.select);
  list(file.ignore, base.ignore);
  list(file.extend_select, base.extend_select);
  list(file.exclude, base.exclude);
  list(file.extend_exclude, base.extend_exclude);
  if (!file.target_mlflow) file.target_mlflow = base.target_mlflow;
  if (file.required_version.empty()) file.required_version = base.required_version;
  if (!file.fail_on) file.fail_on = base.fail_on;
  if (!file.min_score) file.min_score = base.min_score;
  file.severity.insert(file.severity.begin(), base.severity.begin(), base.severity.end());
  file.per_file_ignores.insert(file.per_file_ignores.begin(), base.per_file_ignores.begin(),
                               base.per_file_ignores.end());
  for (const auto& [own, function] : base.wrappers) file.wrappers.emplace(own, function);
  for (const auto& [key, origin] : base.origins) file.origins.emplace(key, origin);
}

std::span<const ConfigKey> ConfigKeys() { return kKeys; }

std::optional<bool> VersionSatisfies(std::string_view version, std::string_view wanted) {
  const std::optional<MlflowVersion> have = ParseVersion(version);
  if (!have) return std::nullopt;
  while (!wanted.empty()) {
    const std::size_t comma = wanted.find(',');
    std::string_view part = wanted.substr(0, comma);
    wanted.remove_prefix(comma == std::string_view::npos ? wanted.size() : comma + 1);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    const std::size_t digits = part.find_first_of("0123456789");
    const std::string_view sign = part.substr(0, digits);
    const std::optional<MlflowVersion> bound =
        digits == std::string_view::npos ? std::nullopt : ParseVersion(part.substr(digits));
    if (!bound) return std::nullopt;
    bool holds = false;
    if (sign.empty() || sign == "==")
      holds = *have == *bound;
    else if (sign == ">=")
      holds = *have >= *bound;
    else if (sign == "<=")
      holds = *have <= *bound;
    else if (sign == ">")
      holds = *have > *bound;
    else if (sign == "<")
      holds = *have < *bound;
    else if (sign == "!=")
      holds = *have != *bound;
    else
      return std::nullopt;
    if (!holds) return false;
  }
  return true;
}

std::string FindConfig(const std::string& directory) {
  std::filesystem::path at(directory);
  while (true) {
    for (const char* name : {".tracklint.toml", "tracklint.toml"}) {
      std::error_code error;
      if (std::filesystem::is_regular_file(at / name, error)) return (at / name).string();
    }
    std::string pyproject = (at / "pyproject.toml").string();
    std::error_code error;
    if (std::filesystem::is_regular_file(pyproject, error) && HoldsSettings(pyproject)) return pyproject;
    if (!at.has_relative_path() || at.parent_path() == at) return {};
    at = at.parent_path();
  }
}

Result<Config> ParseConfig(const std::string& text, const std::string& path, bool is_pyproject) {
  const Parsed parsed = ParseToml(text, path);
  if (!parsed.problem.empty()) return Error{parsed.problem};
  const toml::table* settings = Settings(parsed.document, is_pyproject);
  if (settings == nullptr) {
    Config none;
    none.path = path;
    return none;
  }
  return Reader(path).Read(*settings);
}

Result<Config> ReadConfig(const std::string& path) {
  constexpr int kDeepest = 8;
  Config result;
  std::vector<std::string> files;
  std::string next = path;
  for (int depth = 0; !next.empty(); ++depth) {
    if (depth == kDeepest) return Error{path + ": `extend` goes in circles or too deep"};
    files.push_back(next);
    const Result<std::string> text = source::ReadBytes(next, kConfigLimit);
    if (!text.ok()) return Error{next + ": " + text.error().message};
    Result<Config> read = ParseConfig(text.value(), next, IsPyproject(next));
    if (!read.ok()) return read.error();
    if (depth == 0)
      result = read.value();
    else
      Inherit(result, read.value());
    const Parsed parsed = ParseToml(text.value(), next);
    const toml::table* settings = Settings(parsed.document, IsPyproject(next));
    const std::string base = settings == nullptr ? std::string() : (*settings)["extend"].value_or(std::string());
    next =
        base.empty() ? std::string() : (std::filesystem::path(next).parent_path() / base).lexically_normal().string();
  }
  result.files = std::move(files);
  return result;
}

}  // namespace tracklint::engine
