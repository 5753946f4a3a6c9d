#include "tracklint/requirement.h"

#include <utility>

#include "analyzer/project/pep440.h"
#include "analyzer/project/requirement_line.h"
#include "analyzer/project/text.h"

namespace tracklint {

std::optional<RequirementInfo> ParseRequirement(std::string_view text) {
  text = project::Trim(text);
  if (text.empty() || text.front() == '-' || text.front() == '#') return std::nullopt;
  Result<std::optional<Dependency>> parsed = project::ParsePipRequirement(text);
  if (!parsed.ok()) return std::nullopt;
  std::optional<Dependency> dependency = std::move(parsed).value();
  if (!dependency) return std::nullopt;
  return RequirementInfo{project::NormalizeName(dependency->name), std::move(dependency->specifier),
                         std::move(dependency->pinned), dependency->exact, std::move(dependency->marker)};
}

bool SpecifierAdmits(std::string_view specifier, std::string_view version) {
  const std::optional<project::SpecifierSet> set = project::SpecifierSet::Parse(specifier);
  return !set || set->Admits(version);
}

bool SameVersion(std::string_view a, std::string_view b) {
  std::optional<project::Version> x = project::Version::Parse(a);
  std::optional<project::Version> y = project::Version::Parse(b);
  if (!x || !y) return project::Trim(a) == project::Trim(b);
  if (x->local.empty() != y->local.empty()) {
    x->local.clear();
    y->local.clear();
  }
  return *x == *y;
}

}  // namespace tracklint
