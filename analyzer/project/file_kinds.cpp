#include "analyzer/project/file_kinds.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

bool IsYaml(std::string_view name) { return name.ends_with(".yaml") || name.ends_with(".yml"); }

/// `folder` is one of the parts of the path before its name.
bool HasFolder(std::string_view path, std::string_view folder) {
  for (std::string_view rest = FolderOf(path); !rest.empty(); rest = FolderOf(rest)) {
    if (NameOf(rest) == folder) return true;
  }
  return false;
}

/// The words of a file name: "requirements-dev_gpu.txt" → requirements, dev, gpu, txt.
bool HasWord(std::string_view name, std::string_view word) {
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t end = std::min(name.find_first_of("-_. ", at), name.size());
    if (name.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

FileKind RequirementKind(std::string_view path, std::string_view name) {
  if (!name.ends_with(".txt") && !name.ends_with(".in") && !name.ends_with(".pip")) return FileKind::kNone;
  if (name.find("constraint") != std::string_view::npos) return FileKind::kConstraints;
  for (const std::string_view word : {"requirement", "requirment", "reqs", "pip-"}) {
    if (name.find(word) != std::string_view::npos) return FileKind::kRequirements;
  }
  const std::string folder = LowerAscii(NameOf(FolderOf(path)));
  if (folder == "requirements" || folder == "reqs" || folder == "requires") return FileKind::kRequirements;
  return FileKind::kNone;
}

FileKind CondaKind(std::string_view name) {
  if (!IsYaml(name)) return FileKind::kNone;
  if (name == "conda-lock.yml" || name == "conda-lock.yaml" || name.ends_with(".conda-lock.yml"))
    return FileKind::kCondaLock;
  if (name == "python_env.yaml" || name == "python_env.yml") return FileKind::kPythonEnv;
  for (const std::string_view word : {"conda", "environment", "env"}) {
    if (HasWord(name, word)) return FileKind::kConda;
  }
  if (name.starts_with("environment") || name.starts_with("conda")) return FileKind::kConda;
  return FileKind::kNone;
}

bool IsManifest(std::string_view path, std::string_view name) {
  if (!IsYaml(name)) return false;
  for (const std::string_view folder : {"k8s", "kubernetes", "kube", "manifests", "deploy", "deployment", "deployments",
                                        "helm", "charts", "kustomize", "openshift", "argo", "kubeflow"}) {
    if (HasFolder(path, folder)) return true;
  }
  for (const std::string_view word :
       {"deployment", "cronjob", "statefulset", "daemonset", "pod", "k8s", "kubernetes"}) {
    if (HasWord(name, word)) return true;
  }
  return false;
}

}  // namespace

FileKind KindOf(std::string_view path) {
  const std::string lower = LowerAscii(NameOf(path));
  const std::string_view name = lower;
  if (name.empty()) return FileKind::kNone;
  struct Exact {
    std::string_view name;
    FileKind kind;
  };
  constexpr std::array<Exact, 22> kExact = {
      {{"pyproject.toml", FileKind::kPyproject}, {"setup.cfg", FileKind::kSetupCfg},
       {"setup.py", FileKind::kSetupPy},         {"pipfile", FileKind::kPipfile},
       {"pipfile.lock", FileKind::kPipfileLock}, {"poetry.lock", FileKind::kPoetryLock},
       {"uv.lock", FileKind::kUvLock},           {"pdm.lock", FileKind::kPdmLock},
       {"pixi.toml", FileKind::kPixi},           {"pixi.lock", FileKind::kPixiLock},
       {"mlproject", FileKind::kMlproject},      {".python-version", FileKind::kPythonVersion},
       {"runtime.txt", FileKind::kRuntimeTxt},   {".tool-versions", FileKind::kToolVersions},
       {"dvc.yaml", FileKind::kDvcYaml},         {"dvc.lock", FileKind::kDvcLock},
       {"makefile", FileKind::kMakefile},        {"justfile", FileKind::kMakefile},
       {"jenkinsfile", FileKind::kWorkflow},     {"devcontainer.json", FileKind::kEditor},
       {"taskfile.yml", FileKind::kMakefile},    {"procfile", FileKind::kMakefile}}};
  for (const Exact& exact : kExact) {
    if (name == exact.name) return exact.kind;
  }
  if (name == ".env" || name.starts_with(".env.") || (name.ends_with(".env") && name.size() > 4) ||
      name == "env.example" || name == "env.sample" || name == "sample.env" || name == "example.env") {
    return FileKind::kDotEnv;
  }
  if (name == "params.yaml" || name == "params.yml") return FileKind::kConfiguration;
  if (name == "mlflow.yml" && HasFolder(path, "conf")) return FileKind::kKedroMlflow;
  if (name.ends_with(".ipynb")) return FileKind::kNotebook;
  if (name.ends_with(".dvc") && name.size() > 4) return FileKind::kDvcFile;
  if (name.starts_with("dockerfile") || name.ends_with(".dockerfile") || name.starts_with("containerfile"))
    return FileKind::kDockerfile;
  if (name.starts_with("readme") &&
      (name.ends_with(".md") || name.ends_with(".rst") || name.ends_with(".txt") || name == "readme"))
    return FileKind::kReadme;
  if (name.ends_with(".sh") || name.ends_with(".bash") || name.ends_with(".bat") || name.ends_with(".ps1") ||
      name.ends_with(".cmd") || name.ends_with(".sbatch") || name.ends_with(".slurm")) {
    return FileKind::kShell;
  }
  if (path.starts_with(".github/workflows/") || path.find("/.github/workflows/") != std::string_view::npos ||
      path.find(".github/actions/") != std::string_view::npos || path.find(".circleci/") != std::string_view::npos) {
    return IsYaml(name) ? FileKind::kWorkflow : FileKind::kNone;
  }
  if (name == ".gitlab-ci.yml" || name == "azure-pipelines.yml" || name == ".travis.yml" ||
      name == "bitbucket-pipelines.yml" || name == "cloudbuild.yaml" || name == "cloudbuild.yml" ||
      name == "buildspec.yml" || name == "databricks.yml" || name == "cml.yaml") {
    return FileKind::kWorkflow;
  }
  if (IsYaml(name) && (name.starts_with("docker-compose") || name.starts_with("compose.") || HasWord(name, "compose")))
    return FileKind::kCompose;
  if (path.ends_with(".vscode/launch.json") || path.ends_with(".vscode/settings.json")) return FileKind::kEditor;
  if (name.starts_with("conda-") && name.ends_with(".lock")) return FileKind::kCondaLock;
  if (const FileKind kind = RequirementKind(path, name); kind != FileKind::kNone) return kind;
  if (const FileKind kind = CondaKind(name); kind != FileKind::kNone) return kind;
  if (IsManifest(path, name)) return FileKind::kManifest;
  // Kedro's catalogue and parameters, Hydra's groups.
  if (IsYaml(name) && (HasFolder(path, "conf") || HasFolder(path, "config") || HasFolder(path, "configs")))
    return FileKind::kConfiguration;
  return FileKind::kNone;
}

bool IsSideRequirement(std::string_view path) {
  constexpr std::array<std::string_view, 22> kSide = {
      "dev",           "develop", "development", "test",  "tests",  "testing", "doc",    "docs",
      "documentation", "lint",    "linting",     "style", "ci",     "build",   "typing", "precommit",
      "pre",           "checks",  "benchmark",   "extra", "extras", "optional"};
  const std::string name = LowerAscii(NameOf(path));
  for (const std::string_view word : kSide) {
    if (HasWord(name, word)) return true;
  }
  return IsSideFolder(path);
}

bool IsSideFolder(std::string_view path) {
  for (std::string_view rest = FolderOf(path); !rest.empty(); rest = FolderOf(rest)) {
    const std::string folder = LowerAscii(NameOf(rest));
    for (const std::string_view word :
         {"test", "tests", "doc", "docs", ".github", ".circleci", ".devcontainer", ".binder"}) {
      if (folder == word) return true;
    }
  }
  return false;
}

RecordedFolders::RecordedFolders(const std::vector<discover::FileRef>& files) {
  for (const discover::FileRef& file : files) {
    if (NameOf(file.path) == "MLmodel") model_folders_.push_back(FolderOf(file.path));
  }
  std::sort(model_folders_.begin(), model_folders_.end());
}

bool RecordedFolders::Holds(std::string_view path) const {
  for (std::string_view folder = FolderOf(path);; folder = FolderOf(folder)) {
    const std::string_view name = NameOf(folder);
    if (name == "mlruns" || name == "mlartifacts") return true;
    // An MLmodel at the very root says nothing about the repository: everything would be recorded.
    if (!folder.empty() && std::binary_search(model_folders_.begin(), model_folders_.end(), folder)) return true;
    if (folder.empty()) return false;
  }
}

}  // namespace tracklint::project
