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
  if (list.IsNull()) return;
  if (!list.IsSequence()) return draft.Issue(PlaceOf(file.path, list), "a list of requirements is expected");
  for (const YAML::Node& item : list) {
    if (item.IsNull()) continue;
    if (!item.IsScalar()) {
      draft.Issue(PlaceOf(file.path, item), "a requirement is a text");
      continue;
    }
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

/// The file is for conda by its name, whatever it holds; `env.yaml` may be anything.
bool IsNamedForConda(std::string_view path) {
  const std::string name = LowerAscii(NameOf(path));
  const std::string_view stem = std::string_view(name).substr(0, name.rfind('.'));
  return stem == "environment" || stem == "conda" || stem == "conda_env" || stem == "conda-env";
}

/// What is wrong with a file that has not the shape of a conda environment but claims to be one.
void ReportShape(Draft& draft, const FileText& file, const YAML::Node& root) {
  if (!root.IsMap()) {
    if (IsNamedForConda(file.path) && root.IsDefined() && !root.IsNull())
      draft.Issue(PlaceOf(file.path, root), "a conda environment is a mapping");
    return;
  }
  const YAML::Node dependencies = Member(root, "dependencies");
  const bool channels = Member(root, "channels").IsDefined();
  if (dependencies.IsDefined()) {
    if (channels || IsNamedForConda(file.path))
      draft.Issue(PlaceOf(file.path, dependencies), "the dependencies of a conda environment are a list");
  } else if (channels) {
    draft.IssueAt(file.path, 1, "a conda environment without a list \"dependencies\"");
  }
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
  const bool templated = IsTemplated(file.text);
  // Many files are called env.yaml; only those with dependencies are read to the end.
  if (file.text.find("dependencies") == std::string::npos && file.text.find("channels") == std::string::npos &&
      !IsNamedForConda(file.path))
    return;
  const std::optional<YAML::Node> root = ParseYaml(draft, file, !templated);
  if (root && Member(*root, "python").IsDefined() && !Member(*root, "channels").IsDefined())
    return ReadPythonEnv(draft, file);
  if (!root || !IsCondaShape(*root)) {
    if (root && !templated) ReportShape(draft, file, *root);
    return;
  }
  draft.Source(file.path, DependencyFile::kConda).sets_environment = !IsSideRequirement(file.path);
  const YAML::Node dependencies = Member(*root, "dependencies");
  const bool exported = dependencies.IsSequence() && IsExport(*root, dependencies);
  for (const YAML::Node& item : dependencies) {
    if (item.IsMap()) {
      const YAML::Node pip = Member(item, "pip");
      ReadPipSection(draft, file, pip, DependencyFile::kConda, false);
      if (!pip.IsDefined()) draft.Issue(PlaceOf(file.path, item), "only `pip:` may hold a list of its own");
      continue;
    }
    if (item.IsNull()) continue;
    if (!item.IsScalar()) {
      draft.Issue(PlaceOf(file.path, item), "a dependency is a text");
      continue;
    }
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
  else if (python.IsDefined() && !python.IsNull())
    draft.Issue(PlaceOf(file.path, python), "the Python version is a text");
  ReadPipSection(draft, file, Member(*root, "build_dependencies"), DependencyFile::kPythonEnv, true);
  ReadPipSection(draft, file, Member(*root, "dependencies"), DependencyFile::kPythonEnv, false);
}

namespace {

/// A value that the line opens and does not close: then only the YAML parser can say whether the file is whole.
bool IsOpenValue(std::string_view entry) {
  const std::size_t colon = entry.find(": ");
  std::string_view value = colon == std::string_view::npos ? entry : Trim(entry.substr(colon + 2));
  if (value.empty()) return false;
  const char first = value.front();
  const char last = value.back();
  if (first == '"' || first == '\'') return value.size() < 2 || last != first;
  return (first == '[' && last != ']') || (first == '{' && last != '}');
}

}  // namespace

// The locks are long and written by machines: a scan of their lines is enough and a hundred times faster than a YAML parser.
void ReadCondaLock(Draft& draft, const FileText& file) {
  LockFile lock;
  lock.kind = LockFile::Kind::kConda;
  lock.path = file.path;
  std::string name;
  bool packages = false;
  bool open_value = false;
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
    if (text.starts_with("package:")) {
      packages = true;
      const std::string_view value = Trim(text.substr(8));
      if (!value.empty() && !value.starts_with('#') && !value.starts_with('['))
        return draft.Issue(PlaceOfText(file.path, line, value), "\"package\" is not a list");
    }
    open_value = open_value || (!is_explicit && IsOpenValue(Trim(text)));
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
  if (open_value && !ParseYaml(draft, file)) return;
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
