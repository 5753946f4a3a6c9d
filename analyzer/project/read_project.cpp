#include "analyzer/project/read_project.h"

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

}  // namespace

Project ReadProject(const discover::Discovery& found, const std::optional<GitState>& git) {
  Draft draft(found);
  const RecordedFolders recorded(found.files);
  for (const discover::FileRef& ref : found.files) {
    const FileKind kind = KindOf(ref.path);
    const bool yaml = ref.path.ends_with(".yaml") || ref.path.ends_with(".yml");
    if ((kind == FileKind::kNone && !yaml) || recorded.Holds(ref.path)) continue;
    // One broken file must not hide the others: the libraries behind the readers throw.
    try {
      if (kind == FileKind::kNone) {
        ReadUnnamedYaml(draft, ref.path);
        continue;
      }
      if (kind == FileKind::kRequirements || kind == FileKind::kConstraints) {
        ReadRequirements(
            draft, ref.path,
            kind == FileKind::kRequirements ? DependencyFile::kRequirements : DependencyFile::kConstraints);
        continue;
      }
      if (const std::optional<FileText> file = draft.Read(ref.path, IsReported(kind))) ReadFile(draft, *file, kind);
    } catch (const std::exception& error) {
      if (IsReported(kind)) draft.IssueAt(ref.path, 1, std::string("cannot be read: ") + error.what());
    }
  }
  JudgeProject(draft);
  draft.project.git = git ? *git : ReadGitState(found.root);
  return std::move(draft.project);
}

}  // namespace tracklint::project
