#include "rules/common/requirements.h"

#include <optional>
#include <set>

#include "analyzer/project/install_command.h"
#include "analyzer/project/requirement_line.h"
#include "analyzer/project/text.h"
#include "rules/common/text.h"

namespace tracklint::rules {
namespace {

/// What pip makes of the text; nothing for options, local folders and what it cannot read.
std::optional<Dependency> Parsed(std::string_view requirement) {
  requirement = project::Trim(requirement.substr(0, requirement.find(" #")));
  if (requirement.empty() || requirement.front() == '-') return std::nullopt;
  Result<std::optional<Dependency>> parsed = project::ParsePipRequirement(requirement);
  if (!parsed.ok()) return std::nullopt;
  return std::move(parsed).value();
}

/// A magic or a command as shell text: a line that is only partly known names its interpreter by a hole.
std::string AsShell(std::string_view command) {
  std::string text(command);
  for (const std::string_view hole : {"{sys.executable}", "$PYTHON", "*", "…"}) {
    if (text.starts_with(hole)) text.replace(0, hole.size(), "python");
  }
  return text;
}

/// The packages that pip is asked for by name or address.
std::vector<std::string> PipInstalls(std::string_view command) {
  std::vector<std::string> packages;
  for (const project::InstallCommand& install : project::FindInstallCommands(AsShell(command))) {
    if (install.tool != project::InstallCommand::Tool::kPip) continue;
    for (const project::Word& word : install.packages) packages.push_back(word.text);
  }
  return packages;
}

}  // namespace

std::string RequirementName(std::string_view requirement) {
  const std::string_view text = project::Trim(requirement);
  if (text.starts_with('.') || text.starts_with('/') || text.starts_with('~')) return {};  // a file or folder
  const std::optional<Dependency> parsed = Parsed(requirement);
  return parsed ? project::NormalizeName(parsed->name) : std::string();
}

bool IsExactRequirement(std::string_view requirement) {
  const std::optional<Dependency> parsed = Parsed(requirement);
  return parsed && parsed->exact;
}

std::vector<std::string> UnpinnedInstalls(std::string_view command) {
  std::vector<std::string> unpinned;
  const std::vector<std::string> packages = PipInstalls(command);
  std::set<std::string> pinned;  // pip joins what one command says of a package: `mlflow==3.1.4 mlflow[extras]`
  for (const std::string& package : packages) {
    const std::optional<Dependency> parsed = Parsed(package);
    if (parsed && parsed->exact) pinned.insert(project::NormalizeName(parsed->name));
  }
  for (const std::string& package : packages) {
    if (package.find_first_of("{$*") != std::string::npos) {
      // Filled in when it runs; `pandas==2.*` is a literal star.
      if (package.find("==") == std::string::npos || package.find_first_of("{$") != std::string::npos) continue;
    }
    const std::optional<Dependency> parsed = Parsed(package);
    if (!parsed || parsed->exact || parsed->name.empty()) continue;
    const std::string name = project::NormalizeName(parsed->name);
    if (IsOneOf(name, {"pip", "setuptools", "wheel"}) || pinned.contains(name)) continue;
    unpinned.push_back(package);
  }
  return unpinned;
}

std::vector<std::string> InstalledNames(std::string_view command) {
  std::vector<std::string> names;
  for (const project::InstallCommand& install : project::FindInstallCommands(AsShell(command))) {
    for (const project::Word& word : install.packages) {
      std::optional<Dependency> parsed = install.tool == project::InstallCommand::Tool::kConda
                                             ? project::ParseCondaRequirement(word.text, false)
                                             : Parsed(word.text);
      if (parsed && !parsed->name.empty()) names.push_back(project::NormalizeName(parsed->name));
    }
  }
  return names;
}

}  // namespace tracklint::rules
