// Which requirements an environment is built from.
#include <algorithm>
#include <array>
#include <string_view>

#include "reproduce/plan.h"

namespace tracklint::reproduce {
namespace {

/// conda's name → the name on the package index; "" for what is no Python package.
constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kConda{{
    {"pytorch", "torch"},
    {"pytorch-cpu", "torch"},
    {"pytorch-cuda", ""},
    {"cpuonly", ""},
    {"cudatoolkit", ""},
    {"cudnn", ""},
    {"mkl", ""},
    {"mkl-service", ""},
    {"blas", ""},
    {"libblas", ""},
    {"openblas", ""},
    {"libgcc", ""},
    {"libgcc-ng", ""},
    {"openssl", ""},
    {"ca-certificates", ""},
    {"nodejs", ""},
    {"openjdk", ""},
    {"git", ""},
    {"make", ""},
    {"gcc", ""},
    {"py-xgboost", "xgboost"},
    {"py-opencv", "opencv-python"},
    {"opencv", "opencv-python"},
    {"pytables", "tables"},
    {"msgpack-python", "msgpack"},
    {"graphviz", "graphviz"},
    {"python-graphviz", "graphviz"},
    {"tensorflow-gpu", "tensorflow"},
    {"matplotlib-base", "matplotlib"},
    {"nb-conda-kernels", ""},
}};
/// Packages that exist for Windows alone.
constexpr std::array<std::string_view, 8> kWindows{"pywin32", "pypiwin32", "pywinpty",     "pywin32-ctypes",
                                                   "wmi",     "winshell",  "wincertstore", "windows-curses"};

std::string_view FolderOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

int RankOf(DependencyFile kind) {
  switch (kind) {
    case DependencyFile::kRequirements: return 0;
    case DependencyFile::kPyproject: return 1;
    case DependencyFile::kConda: return 2;
    case DependencyFile::kPythonEnv: return 3;
    case DependencyFile::kPipfile: return 4;
    case DependencyFile::kSetup: return 5;
    case DependencyFile::kDockerfile: return 6;
    case DependencyFile::kConstraints:
    case DependencyFile::kLock: return 9;
  }
  return 9;
}

std::string LineOf(const Dependency& dependency, Plan& plan) {
  if (std::ranges::find(kWindows, dependency.name) != kWindows.end()) {
    plan.additions.push_back(dependency.written + " left out: it exists for Windows alone");
    return {};
  }
  if (dependency.kind == DependencyFile::kConda && dependency.written.find("==") == std::string::npos) {
    std::string_view name = dependency.name;
    for (const auto& [conda, pip] : kConda) {
      if (conda == name) name = pip;
    }
    if (name.empty() || name.starts_with("lib") || name.starts_with("_")) {
      plan.additions.push_back(dependency.written + " left out: no Python package");
      return {};
    }
    // The version of another package of that name may be another one.
    return std::string(name) + dependency.specifier;
  }
  if (dependency.written.find("://") != std::string::npos) return dependency.written;
  std::string extras;
  const std::size_t open = dependency.written.find('[');
  const std::size_t close = dependency.written.find(']');
  if (open != std::string::npos && close != std::string::npos && close > open &&
      open < dependency.written.find_first_of("<>=!~; "))
    extras = dependency.written.substr(open, close - open + 1);
  return dependency.name + extras + dependency.specifier + (dependency.marker.empty() ? "" : " ; " + dependency.marker);
}

}  // namespace

void ChooseRequirements(const Project& project, const std::string& entry, const std::string& preferred, Plan& plan) {
  std::vector<const DependencySource*> chosen;
  for (const DependencySource& source : project.sources) {
    if (!preferred.empty() && source.path == preferred) chosen.push_back(&source);
  }
  std::string_view folder = FolderOf(entry);
  while (chosen.empty()) {
    int best = 9;
    for (const DependencySource& source : project.sources) {
      if (source.sets_environment && FolderOf(source.path) == folder) best = std::min(best, RankOf(source.kind));
    }
    for (const DependencySource& source : project.sources) {
      if (best < 9 && source.sets_environment && FolderOf(source.path) == folder && RankOf(source.kind) == best)
        chosen.push_back(&source);
    }
    if (folder.empty()) break;
    folder = FolderOf(folder);
  }
  std::string lock;
  for (const DependencySource* source : chosen) {
    plan.sources.push_back(source->path);
    if (source->locked_by_other && !source->lock_is_stale) lock = source->lock;
    for (const Dependency& dependency : project.dependencies) {
      if (dependency.where.path != source->path || dependency.optional) continue;
      std::string line = LineOf(dependency, plan);
      if (!line.empty()) plan.requirements.push_back(std::move(line));
    }
  }
  if (!lock.empty()) {
    plan.sources.push_back(lock);
    for (const Dependency& dependency : project.dependencies) {
      if (dependency.where.path == lock && dependency.pinned)
        plan.constraints.push_back(dependency.name + "==" + *dependency.pinned);
    }
  }
  std::ranges::sort(plan.requirements);
  plan.requirements.erase(std::unique(plan.requirements.begin(), plan.requirements.end()), plan.requirements.end());
  if (plan.requirements.empty()) plan.additions.emplace_back("the repository declares no dependencies for this entry");
  const bool has_mlflow = std::ranges::any_of(plan.requirements, [](const std::string& line) {
    return line == "mlflow" || (line.starts_with("mlflow") && line.find_first_of("=<>~![ ;-") == 6);
  });
  if (!has_mlflow) {
    plan.requirements.emplace_back("mlflow");
    plan.additions.emplace_back("mlflow added: it is not declared");
  }
  if (plan.notebook) {
    for (const char* package : {"nbclient", "nbformat", "ipykernel"}) plan.requirements.emplace_back(package);
    plan.additions.emplace_back("nbclient, nbformat and ipykernel added: they execute the notebook");
  }
}

}  // namespace tracklint::reproduce
