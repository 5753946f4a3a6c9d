// environment.yml, conda.yaml, python_env.yaml and the locks of conda-lock and pixi.
#include <algorithm>
#include <optional>
#include <utility>

#include "analyzer/project/file_kinds.h"
#include "analyzer/project/pep440.h"
#include "analyzer/project/readers.h"
#include "analyzer/project/requirement_line.h"
#include "analyzer/project/secrets.h"
#include "analyzer/project/yaml_support.h"

namespace tracklint::project {
namespace {

/// Tools of the environment itself: conda asks for a bare `pip`.
bool IsInstaller(std::string_view name) { return name == "pip" || name == "setuptools" || name == "wheel"; }

/// Output of `conda env export`: every package has `=version`, with or without its build.
bool IsExport(const YAML::Node& root, const YAML::Node& dependencies) {
  if (Member(root, "prefix").IsDefined()) return true;
  std::size_t packages = 0;
  for (const YAML::Node& item : dependencies) {
    if (!item.IsScalar()) continue;
    const std::string text = item.Scalar();
    if (text.find('=') == std::string::npos || text.find_first_of("<>!~*") != std::string::npos) return false;
    ++packages;
  }
  constexpr std::size_t kManyPackages = 15;
  return packages >= kManyPackages;
}

void ReadPipSection(Draft& draft, const FileText& file, const YAML::Node& list, DependencyFile kind, bool optional) {
  if (!list.IsDefined()) return;
  if (list.IsScalar()) {
    ReadRequirementLine(draft, list.Scalar(), kind, PlaceOf(file.path, list), FolderOf(file.path), optional);
    return;
  }
  if (!list.IsSequence()) return;
  for (const YAML::Node& item : list) {
    if (!item.IsScalar()) continue;
    std::string text = item.Scalar();
    if (const std::size_t comment = text.find(" #"); comment != std::string::npos) text.resize(comment);
    ReadRequirementLine(draft, text, kind, PlaceOf(file.path, item), FolderOf(file.path), optional);
  }
}

/// ansible's requirements.yml and the like have no such shape.
bool IsCondaShape(const YAML::Node& root) {
  const YAML::Node dependencies = Member(root, "dependencies");
  return dependencies.IsDefined() && (dependencies.IsSequence() || dependencies.IsNull());
}

std::string_view CondaPythonVersion(const Dependency& python) {
  if (python.pinned) return *python.pinned;
  std::string_view text = python.specifier;
  if (text.starts_with("==")) text.remove_prefix(2);
  if (text.ends_with(".*")) text.remove_suffix(2);
  return text;
}

/// "numpy-1.26.0-py311_0.conda" in an address: name and version of a conda package.
bool FromArtifact(std::string_view address, std::string& name, std::string& version) {
  const std::string_view artifact = NameOf(Trim(address.substr(0, address.find('#'))));
  const std::size_t build = artifact.rfind('-');
  if (build == std::string_view::npos || build == 0) return false;
  const std::size_t before = artifact.rfind('-', build - 1);
  if (before == std::string_view::npos || before == 0) return false;
  name = artifact.substr(0, before);
  version = artifact.substr(before + 1, build - before - 1);
  return true;
}

}  // namespace

void ReadConda(Draft& draft, const FileText& file) {
  const bool templated = file.text.find("{{") != std::string::npos || file.text.find("{%") != std::string::npos;
  // Many files are called env.yaml; only those with dependencies are read to the end.
  if (file.text.find("dependencies") == std::string::npos && file.text.find("channels") == std::string::npos) return;
  const std::optional<YAML::Node> root = ParseYaml(draft, file, !templated);
  if (root && Member(*root, "python").IsDefined() && !Member(*root, "channels").IsDefined())
    return ReadPythonEnv(draft, file);
  if (!root || !IsCondaShape(*root)) {
    if (root && Member(*root, "channels").IsDefined() && !Member(*root, "dependencies").IsDefined()) {
      draft.IssueAt(file.path, 1, "a conda environment without a list \"dependencies\"");
    }
    return;
  }
  draft.Source(file.path, DependencyFile::kConda).sets_environment = !IsSideRequirement(file.path);
  const YAML::Node dependencies = Member(*root, "dependencies");
  const bool exported = dependencies.IsSequence() && IsExport(*root, dependencies);
  for (const YAML::Node& item : dependencies) {
    if (item.IsMap()) {
      ReadPipSection(draft, file, Member(item, "pip"), DependencyFile::kConda, false);
      continue;
    }
    if (!item.IsScalar()) continue;
    std::optional<Dependency> dependency = ParseCondaRequirement(item.Scalar(), exported);
    if (!dependency) {
      if (!Trim(item.Scalar()).empty()) draft.Issue(PlaceOf(file.path, item), "conda cannot read this dependency");
      continue;
    }
    dependency->kind = DependencyFile::kConda;
    dependency->where = PlaceOf(file.path, item);
    const std::string name = NormalizeName(dependency->name);
    if (name == "python") {
      draft.Python(kRankConda, std::string(CondaPythonVersion(*dependency)), dependency->where);
      continue;
    }
    if (IsInstaller(name) && dependency->specifier.empty()) continue;
    draft.Add(std::move(*dependency));
  }
  const YAML::Node variables = Member(*root, "variables");
  if (!variables.IsDefined() || !variables.IsMap()) return;
  for (const auto& entry : variables) {
    const std::string name = Scalar(entry.first);
    if (!name.starts_with("MLFLOW_")) continue;
    draft.project.settings.push_back({name, SafeValue(name, Scalar(entry.second)), PlaceOf(file.path, entry.first)});
  }
}

void ReadPythonEnv(Draft& draft, const FileText& file) {
  const std::optional<YAML::Node> root = ParseYaml(draft, file);
  if (!root) return;
  if (!root->IsMap()) {
    draft.IssueAt(file.path, 1, "python_env.yaml is not a mapping");
    return;
  }
  draft.Source(file.path, DependencyFile::kPythonEnv);
  const YAML::Node python = Member(*root, "python");
  if (python.IsDefined() && python.IsScalar())
    draft.Python(kRankPythonEnv, python.Scalar(), PlaceOf(file.path, python));
  ReadPipSection(draft, file, Member(*root, "build_dependencies"), DependencyFile::kPythonEnv, true);
  ReadPipSection(draft, file, Member(*root, "dependencies"), DependencyFile::kPythonEnv, false);
}

// The locks are long and written by machines: a scan of their lines is enough and a hundred times faster than a YAML parser.
void ReadCondaLock(Draft& draft, const FileText& file) {
  LockFile lock;
  lock.kind = LockFile::Kind::kConda;
  lock.path = file.path;
  std::string name;
  bool packages = false;
  const bool is_explicit = file.text.find("@EXPLICIT") != std::string::npos;  // `conda list --explicit`: addresses
  for (const Line& line : SplitLines(file.text)) {
    const std::string_view text = line.text;
    std::string version;
    if (is_explicit && text.starts_with("http") && FromArtifact(text, name, version)) {
      packages = true;
      if (name == "python") {
        draft.Python(kRankLock, version, PlaceOfText(file.path, line, version));
      } else {
        AddLocked(draft, lock, name, version, PlaceOfText(file.path, line, version));
      }
      continue;
    }
    if (text.starts_with("package:")) packages = true;
    std::string_view entry = Trim(text);
    if (entry.starts_with("- ")) entry = Trim(entry.substr(2));
    if (entry.starts_with("name:") && packages) {
      name = Unquote(Trim(entry.substr(5)));
    } else if (entry.starts_with("version:") && packages && !name.empty()) {
      version = Unquote(Trim(entry.substr(8)));
      const ProjectPlace where = PlaceOfText(file.path, line, version);
      if (name == "python") {
        draft.Python(kRankLock, version, where);
      } else {
        AddLocked(draft, lock, name, version, where);
      }
      name.clear();
    }
  }
  if (!packages) {
    draft.IssueAt(file.path, 1, "a conda lock without a list \"package\"");
    return;
  }
  draft.Source(file.path, DependencyFile::kLock);
  draft.locks.push_back(std::move(lock));
}

void ReadPixiLock(Draft& draft, const FileText& file) {
  LockFile lock;
  lock.kind = LockFile::Kind::kPixi;
  lock.path = file.path;
  std::string name;
  for (const Line& line : SplitLines(file.text)) {
    std::string_view entry = Trim(line.text);
    if (entry.starts_with("- ")) entry = Trim(entry.substr(2));
    if (entry.starts_with("conda:") || entry.starts_with("pypi:")) {
      std::string version;
      if (entry.starts_with("conda:") && FromArtifact(entry.substr(6), name, version)) {
        AddLocked(draft, lock, name, version, PlaceOfText(file.path, line, version));
      }
      name.clear();
    } else if (entry.starts_with("name:")) {
      name = Unquote(Trim(entry.substr(5)));
    } else if (entry.starts_with("version:") && !name.empty()) {
      const std::string version(Unquote(Trim(entry.substr(8))));
      AddLocked(draft, lock, name, version, PlaceOfText(file.path, line, version));
      name.clear();
    }
  }
  draft.Source(file.path, DependencyFile::kLock);
  draft.locks.push_back(std::move(lock));
}

}  // namespace tracklint::project
