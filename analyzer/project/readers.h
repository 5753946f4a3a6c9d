// The readers of single project files. Each adds what it finds to the Draft; malformed input becomes a ProjectIssue.
//
// They may let exceptions of the YAML, TOML and JSON libraries out: the caller (ReadProject) turns them into issues.
#pragma once

#include <string>
#include <string_view>

#include "analyzer/project/draft.h"
#include "analyzer/project/text.h"

namespace tracklint::project {

/// requirements*.txt and constraints, with what they include. Reads `path` once per Draft.
void ReadRequirements(Draft& draft, const std::string& path, DependencyFile kind);
/// One line as a requirements file may hold it (also in conda's pip section, python_env.yaml). `folder`: what `-r` is relative to.
void ReadRequirementLine(Draft& draft, std::string_view text, DependencyFile kind, const ProjectPlace& where,
                         std::string_view folder, bool optional);

void ReadConda(Draft& draft, const FileText& file);
void ReadPythonEnv(Draft& draft, const FileText& file);
void ReadPyproject(Draft& draft, const FileText& file);
void ReadPixi(Draft& draft, const FileText& file);
void ReadPipfile(Draft& draft, const FileText& file);
void ReadSetupCfg(Draft& draft, const FileText& file);
void ReadSetupPy(Draft& draft, const FileText& file);

/// A package of a lock: into the lock's table and, with its first version, into the dependencies.
void AddLocked(Draft& draft, LockFile& lock, const std::string& name, const std::string& version,
               const ProjectPlace& where, bool optional = false);
void ReadTomlLock(Draft& draft, const FileText& file, LockFile::Kind kind);
void ReadPipfileLock(Draft& draft, const FileText& file);
void ReadCondaLock(Draft& draft, const FileText& file);
void ReadPixiLock(Draft& draft, const FileText& file);

void ReadDockerfile(Draft& draft, const FileText& file);
void ReadCompose(Draft& draft, const FileText& file);
void ReadManifest(Draft& draft, const FileText& file);
void ReadMlproject(Draft& draft, const FileText& file);

void ReadPythonVersion(Draft& draft, const FileText& file);
void ReadWorkflow(Draft& draft, const FileText& file);

void ReadDotEnv(Draft& draft, const FileText& file);
/// Settings in commands: shell, Makefile, README, CI, compose, MLproject, dvc.yaml.
void ReadCommands(Draft& draft, const FileText& file);
/// `mlflow run … --experiment-name` in the cells of a notebook.
void ReadNotebookCommands(Draft& draft, const FileText& file);
/// conf/*/mlflow.yml of kedro-mlflow: experiment and server of the runs that it opens around pipelines.
void ReadKedroMlflow(Draft& draft, const FileText& file);
/// Which environment files a README, script or CI file installs from.
void ReadInstallCommands(Draft& draft, const FileText& file, EnvironmentUse::By by);

/// The Python version that commands name: `conda create python=3.10`, `pyenv install 3.10`, `uv venv --python 3.11`.
void ReadPythonOfCommands(Draft& draft, const FileText& file);
/// The Python version that a README names in its text: "Python 3.8 or newer".
void ReadPythonOfProse(Draft& draft, const FileText& file);
/// What the Makefile beside a README installs by the targets that the README calls: README's own word.
void ReadMakeTargets(Draft& draft, const FileText& readme);

/// A YAML file of which only its form matters here: parameters, catalogues, configurations, workflows.
void CheckYaml(Draft& draft, const FileText& file);

void ReadDvcFile(Draft& draft, const FileText& file);
void ReadDvcYaml(Draft& draft, const FileText& file);
void ReadDvcLock(Draft& draft, const FileText& file);

}  // namespace tracklint::project
