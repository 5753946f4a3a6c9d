// The configuration of a project: [tool.tracklint] in pyproject.toml, tracklint.toml or .tracklint.toml.
// The closest file wins and nothing merges, but for an explicit `extend`. Plain data, no global state.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/engine/run_rules.h"
#include "tracklint/finding.h"
#include "tracklint/result.h"

namespace tracklint::engine {

struct Config {
  std::map<std::string, std::string> origins;  ///< key → where it was set: a path, or an option
  std::string path;                            ///< of the file; empty: none was found
  std::vector<std::string> files;              ///< every file that was read for it
  std::vector<std::string> select;
  std::vector<std::string> ignore;
  std::vector<std::string> extend_select;
  std::vector<std::string> exclude;
  std::vector<std::string> extend_exclude;
  bool respect_gitignore = true;
  bool force_exclude = false;
  bool check_tests = false;
  std::optional<std::string> target_mlflow;  ///< X.Y[.Z] or auto
  std::optional<std::string> fail_on;        ///< note | warning | error
  std::optional<double> min_score;
  std::vector<std::pair<std::string, Severity>> severity;
  std::vector<PerFileIgnore> per_file_ignores;
  std::unordered_map<std::string, std::string> wrappers;
  std::optional<std::string> output_format;
  std::optional<std::string> cache_dir;  ///< as `baseline`: found from the current folder
  std::optional<std::string> baseline;   ///< found from the current folder; written relative to the configuration's
  bool unsafe_fixes = false;
  bool preview = false;
  std::string required_version;  ///< of tracklint: `==0.1.0`, `>=0.1,<0.2`
};

/// What `file` leaves unsaid comes from `base`.
void Inherit(Config& file, const Config& base);

enum class ConfigShape : std::uint8_t {
  kRules,
  kPatterns,
  kFlag,
  kText,
  kLevel,
  kScore,
  kVersion,
  kLevels,  ///< rule → level
  kRulesByPattern,
  kTexts,  ///< name → text
};
struct ConfigKey {
  std::string_view name;
  std::string_view type;
  std::string_view about;
  ConfigShape shape = ConfigShape::kText;
  std::string_view fallback = {};  ///< the default, as JSON; empty: none
};
/// Every key of the configuration, for help texts.
[[nodiscard]] std::span<const ConfigKey> ConfigKeys();

/// Whether version `version` satisfies a list such as `>=0.1,<0.2`; nothing for a list that cannot be read.
[[nodiscard]] std::optional<bool> VersionSatisfies(std::string_view version, std::string_view wanted);

/// The file that holds for `directory` (absolute): the closest one upwards; empty when there is none.
[[nodiscard]] std::string FindConfig(const std::string& directory);

/// Reads one file and those it extends. Unknown keys and wrong types are Errors that name file, key and the nearest
/// known key.
[[nodiscard]] Result<Config> ReadConfig(const std::string& path);
/// The same from text, without `extend`. `is_pyproject`: the settings stand under [tool.tracklint].
[[nodiscard]] Result<Config> ParseConfig(const std::string& text, const std::string& path, bool is_pyproject);

[[nodiscard]] std::optional<Severity> ParseSeverity(std::string_view text);
/// `3.17` or `3.17.2`.
[[nodiscard]] std::optional<MlflowVersion> ParseVersion(std::string_view text);

}  // namespace tracklint::engine
