#include "analyzer/project/read_project.h"

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/base/parallel.h"
#include "analyzer/project/draft.h"
#include "analyzer/project/file_kinds.h"
#include "analyzer/project/git_state.h"
#include "analyzer/project/judge.h"
#include "analyzer/project/readers.h"

namespace tracklint::project {
namespace {

/// A Kubernetes object by its contents: names and folders of manifests are anything.
bool LooksLikeManifest(const FileText& file) {
  bool version = false;
  bool kind = false;
  for (const Line& line : SplitLines(file.text)) {
    version = version || line.text.starts_with("apiVersion:");
    kind = kind || line.text.starts_with("kind:");
    if (version && kind) return true;
  }
  return false;
}

void ReadFile(Draft& draft, const FileText& file, FileKind kind) {
  switch (kind) {
    case FileKind::kConda: return ReadConda(draft, file);
    case FileKind::kPythonEnv: return ReadPythonEnv(draft, file);
    case FileKind::kPipfile: return ReadPipfile(draft, file);
    case FileKind::kPyproject: return ReadPyproject(draft, file);
    case FileKind::kSetupCfg: return ReadSetupCfg(draft, file);
    case FileKind::kSetupPy: return ReadSetupPy(draft, file);
    case FileKind::kPixi: return ReadPixi(draft, file);
    case FileKind::kPoetryLock: return ReadTomlLock(draft, file, LockFile::Kind::kPoetry);
    case FileKind::kUvLock: return ReadTomlLock(draft, file, LockFile::Kind::kUv);
    case FileKind::kPdmLock: return ReadTomlLock(draft, file, LockFile::Kind::kPdm);
    case FileKind::kPipfileLock: return ReadPipfileLock(draft, file);
    case FileKind::kCondaLock: return ReadCondaLock(draft, file);
    case FileKind::kPixiLock: return ReadPixiLock(draft, file);
    case FileKind::kDockerfile: return ReadDockerfile(draft, file);
    case FileKind::kCompose: return ReadCompose(draft, file);
    case FileKind::kManifest: return ReadManifest(draft, file);
    case FileKind::kPythonVersion:
    case FileKind::kRuntimeTxt:
    case FileKind::kToolVersions: return ReadPythonVersion(draft, file);
    case FileKind::kDotEnv: return ReadDotEnv(draft, file);
    case FileKind::kWorkflow: return ReadWorkflow(draft, file);
    case FileKind::kDvcFile: return ReadDvcFile(draft, file);
    case FileKind::kDvcYaml: return ReadDvcYaml(draft, file);
    case FileKind::kDvcLock: return ReadDvcLock(draft, file);
    case FileKind::kKedroMlflow: return ReadKedroMlflow(draft, file);
    case FileKind::kConfiguration:
      if (LooksLikeManifest(file)) return ReadManifest(draft, file);
      return CheckYaml(draft, file);
    case FileKind::kNotebook: return ReadNotebookCommands(draft, file);
    case FileKind::kEditor: return ReadCommands(draft, file);
    case FileKind::kMlproject: ReadMlproject(draft, file); return ReadCommands(draft, file);
    case FileKind::kReadme:
      ReadCommands(draft, file);
      ReadMakeTargets(draft, file);
      ReadPythonOfProse(draft, file);
      return ReadInstallCommands(draft, file, EnvironmentUse::By::kReadme);
    case FileKind::kShell:
    case FileKind::kMakefile:
      ReadCommands(draft, file);
      return ReadInstallCommands(draft, file, EnvironmentUse::By::kAutomation);
    case FileKind::kNone:
    case FileKind::kRequirements:
    case FileKind::kConstraints: return;
  }
}

void ReadUnnamedYaml(Draft& draft, const std::string& path) {
  constexpr std::size_t kMaxManifest = std::size_t{256} << 10U;
  const std::optional<FileText> file = draft.Read(path, false, kMaxManifest);
  if (file && LooksLikeManifest(*file)) ReadManifest(draft, *file);
}

/// Files whose absence of sense is worth an issue; the others are read if they can be.
bool IsReported(FileKind kind) {
  return kind != FileKind::kReadme && kind != FileKind::kShell && kind != FileKind::kEditor &&
         kind != FileKind::kManifest && kind != FileKind::kConfiguration && kind != FileKind::kNotebook &&
         kind != FileKind::kKedroMlflow && kind != FileKind::kNone;
}

/// Its readers look at this file only, and at nothing that was read before.
bool StandsAlone(FileKind kind) {
  switch (kind) {
    case FileKind::kNone:
    case FileKind::kConfiguration:
    case FileKind::kManifest:
    case FileKind::kPoetryLock:
    case FileKind::kUvLock:
    case FileKind::kPdmLock:
    case FileKind::kPipfileLock:
    case FileKind::kCondaLock:
    case FileKind::kPixiLock:
    case FileKind::kDvcFile:
    case FileKind::kDvcYaml:
    case FileKind::kDvcLock:
    case FileKind::kKedroMlflow: return true;
    default: return false;
  }
}

struct Task {
  const std::string* path;
  FileKind kind;
  std::unique_ptr<Draft> read;  ///< what the file holds, once it was read beside others
};

void ReadTask(Draft& draft, const Task& task) {
  const std::string& path = *task.path;
  // One broken file must not hide the others: the libraries behind the readers throw.
  try {
    if (task.kind == FileKind::kNone) return ReadUnnamedYaml(draft, path);
    if (task.kind == FileKind::kRequirements || task.kind == FileKind::kConstraints)
      return ReadRequirements(
          draft, path,
          task.kind == FileKind::kRequirements ? DependencyFile::kRequirements : DependencyFile::kConstraints);
    if (const std::optional<FileText> file = draft.Read(path, IsReported(task.kind))) ReadFile(draft, *file, task.kind);
  } catch (const std::exception& error) {
    if (IsReported(task.kind)) draft.IssueAt(path, 1, std::string("cannot be read: ") + error.what());
  }
}

}  // namespace

Project ReadProject(const discover::Discovery& found, const std::optional<GitState>& git, int jobs,
                    ProjectDetail detail) {
  Draft draft(found);
  draft.checks_syntax = detail == ProjectDetail::kAll;
  const RecordedFolders recorded(found.files);
  std::vector<Task> tasks;
  std::vector<Task*> apart;
  for (const discover::FileRef& ref : found.files) {
    const FileKind kind = KindOf(ref.path);
    const bool yaml = ref.path.ends_with(".yaml") || ref.path.ends_with(".yml");
    if ((kind != FileKind::kNone || yaml) && !recorded.Holds(ref.path)) tasks.push_back({&ref.path, kind, nullptr});
  }
  for (Task& task : tasks) {
    if (StandsAlone(task.kind)) apart.push_back(&task);
  }
  ParallelFor(apart.size(), jobs, Step::kProject, [&](std::size_t i) {
    Task& task = *apart[i];
    task.read = std::make_unique<Draft>(found, Draft::OneFile());
    task.read->checks_syntax = draft.checks_syntax;
    ReadTask(*task.read, task);
  });
  for (Task& task : tasks) {
    if (task.read == nullptr) {
      ReadTask(draft, task);
    } else {
      draft.Take(std::move(*task.read));
      task.read.reset();
    }
  }
  draft.CountOmitted();
  JudgeProject(draft);
  draft.project.git = git ? *git : ReadGitState(found.root);
  return std::move(draft.project);
}

}  // namespace tracklint::project
