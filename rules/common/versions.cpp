#include "rules/common/versions.h"

#include <algorithm>

#include "analyzer/project/pep440.h"

namespace tracklint::rules {

using project::SpecifierSet;
using project::Version;

std::optional<int> CompareVersions(std::string_view a, std::string_view b) {
  const std::optional<Version> x = Version::Parse(a);
  const std::optional<Version> y = Version::Parse(b);
  // `2.1.0+cu118` is a build of 2.1.0: whether the builds differ in what they compute is not known.
  if (!x || !y || x->local.empty() != y->local.empty()) return std::nullopt;
  const std::strong_ordering order = *x <=> *y;
  return std::is_lt(order) ? -1 : std::is_gt(order) ? 1 : 0;
}

std::optional<bool> Satisfies(std::string_view version, std::string_view specifier) {
  const std::optional<Version> parsed = Version::Parse(version);
  if (!parsed) return std::nullopt;
  std::string clauses(specifier);
  // conda: =1.2 is 1.2.*
  if (clauses.starts_with('=') && !clauses.starts_with("=="))
    clauses.insert(0, 1, '=').append(clauses.ends_with('*') ? "" : ".*");
  const std::optional<SpecifierSet> set = SpecifierSet::Parse(clauses);
  if (!set) return std::nullopt;
  return set->Admits(*parsed);
}

std::optional<MlflowVersion> ParseMlflowVersion(std::string_view text) {
  const std::optional<Version> parsed = Version::Parse(text);
  if (!parsed) return std::nullopt;
  const auto part = [&](std::size_t i) {
    return i < parsed->release.size() ? static_cast<int>(parsed->release[i]) : 0;
  };
  return MlflowVersion{part(0), part(1), part(2)};
}

std::string ToString(MlflowVersion version) {
  return std::to_string(version.major) + "." + std::to_string(version.minor) + "." + std::to_string(version.patch);
}

bool IsMlflowItself(const Project& project) {
  return std::any_of(project.files.begin(), project.files.end(), [](std::string_view path) {
    return path == "mlflow/__init__.py" || path == "src/mlflow/__init__.py";
  });
}

bool AdmitsOnlyFrom(const Project& project, MlflowVersion version) {
  if (!project.mlflow_version) return false;
  const std::optional<MlflowVersion> lowest = ParseMlflowVersion(*project.mlflow_version);
  return lowest && *lowest >= version;
}

}  // namespace tracklint::rules
