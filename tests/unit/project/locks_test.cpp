// Locks: what they cover, when they are stale.
#include <string>

#include <gtest/gtest.h>

#include "analyzer/project/read_project.h"
#include "tests/unit/link/scratch_repo.h"

namespace tracklint::project {
namespace {

using test::ScratchRepo;

Project Read(const ScratchRepo& repo) { return ReadProject(repo.discover()); }
/// "lock", "lock STALE" or "-" of a file.
std::string Lock(const Project& project, std::string_view path) {
  for (const DependencySource& source : project.sources) {
    if (source.path != path) continue;
    if (source.locked_by_other) return source.lock;
    return source.lock_is_stale ? source.lock + " STALE" : "-";
  }
  return "no such source";
}

constexpr std::string_view kPoetry =
    "[tool.poetry.dependencies]\npython = \"^3.9\"\nnumpy = \"^1.2\"\nmlflow = \"^2.0\"\n";

TEST(Locks, PoetryCoversOrIsStale) {
  ScratchRepo repo;
  repo.add("pyproject.toml", kPoetry)
      .add("poetry.lock",
           "[[package]]\nname = \"numpy\"\nversion = \"1.26.4\"\n\n[package.dependencies]\nname = "
           "\"x\"\n\n[[package]]\nname = \"mlflow\"\n"
           "version = \"2.9.2\"\n\n[metadata]\npython-versions = \"^3.9\"\n");
  Project project = Read(repo);
  EXPECT_EQ(Lock(project, "pyproject.toml"), "poetry.lock");
  EXPECT_EQ(project.mlflow_version, "2.9.2");
  repo.add("poetry.lock", "[[package]]\nname = \"numpy\"\nversion = \"1.26.4\"\n");
  EXPECT_EQ(Lock(Read(repo), "pyproject.toml"), "poetry.lock STALE");
  repo.add("poetry.lock",
           "[[package]]\nname = \"numpy\"\nversion = \"2.0\"\n[[package]]\nname = \"mlflow\"\nversion = \"2.9.2\"\n");
  EXPECT_EQ(Lock(Read(repo), "pyproject.toml"), "poetry.lock STALE");
  repo.add("poetry.lock", "<<<<<<< HEAD\n[[package]]\n");
  project = Read(repo);
  EXPECT_EQ(Lock(project, "pyproject.toml"), "-");
  ASSERT_EQ(project.issues.size(), 1U);
  EXPECT_EQ(project.issues[0].where.path, "poetry.lock");
}

TEST(Locks, CutOffHeaderIsAnIssueWithItsLine) {
  for (const char* name : {"poetry.lock", "uv.lock", "pdm.lock"}) {
    ScratchRepo repo;
    repo.add("requirements.txt", "mlflow==2.9.2\n").add(name, "[[package]]\nname = \"numpy\"\n\n[[package\n");
    const Project project = Read(repo);
    ASSERT_EQ(project.issues.size(), 1U) << name;
    EXPECT_EQ(project.issues[0].where.path, name);
    EXPECT_EQ(project.issues[0].where.line, 4U) << name;
    EXPECT_EQ(project.mlflow_version, "2.9.2") << name;
  }
}

TEST(Locks, UvWorkspace) {
  ScratchRepo repo;
  repo.add("pkg/pyproject.toml", "[project]\ndependencies = [\"numpy>=1\"]\n")
      .add("other/pyproject.toml", "[project]\ndependencies = [\"scipy\"]\n");
  repo.add("uv.lock",
           "version = 1\nrequires-python = \">=3.10\"\n\n[[package]]\nname = \"numpy\"\nversion = \"1.26.0\"\nsource = "
           "{ registry = \"x\" }\n\n"
           "[[package]]\nname = \"numpy\"\nversion = \"2.0.0\"\n\n[[package]]\nname = \"pkg\"\nversion = "
           "\"0.1\"\nsource = { editable = \"pkg\" }\n");
  const Project project = Read(repo);
  EXPECT_EQ(Lock(project, "pkg/pyproject.toml"), "uv.lock");
  EXPECT_EQ(Lock(project, "other/pyproject.toml"), "-");
  std::string locked;
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.kind == DependencyFile::kLock)
      locked += dependency.name + "=" + dependency.pinned.value_or("") + " ";
  }
  EXPECT_EQ(locked, "numpy=1.26.0 ");
  EXPECT_EQ(project.python_version, ">=3.10");
}

TEST(Locks, PipfilePdmCondaPixi) {
  ScratchRepo repo;
  repo.add("a/Pipfile", "[packages]\nnumpy = \"*\"\n")
      .add("a/Pipfile.lock",
           "{\n  \"default\": {\n    \"numpy\": {\"version\": \"==1.2\"}\n  },\n  \"develop\": {}\n}\n");
  repo.add("b/pyproject.toml", "[project]\ndependencies = [\"numpy\"]\n")
      .add("b/pdm.lock", "[metadata]\n[[package]]\nname = \"numpy\"\nversion = \"1.2\"\n");
  repo.add("c/environment.yml", "dependencies:\n  - numpy\n")
      .add("c/conda-lock.yml",
           "version: 1\npackage:\n- name: numpy\n  version: 1.2.3\n  manager: conda\n- name: python\n  version: "
           "3.9.1\n");
  repo.add("d/pixi.toml", "[dependencies]\npython = \"3.10.*\"\nnumpy = \"*\"\n")
      .add("d/pixi.lock", "packages:\n- conda: https://x/linux-64/numpy-1.26.0-py311_0.conda\n");
  repo.add("e/Pipfile.lock", "{ broken");
  repo.add("f/environment.yml", "dependencies:\n  - numpy\n")
      .add("f/conda-linux-64.lock",
           "@EXPLICIT\nhttps://conda.anaconda.org/conda-forge/linux-64/numpy-1.26.0-py311_0.conda#abc\n");
  const Project project = Read(repo);
  EXPECT_EQ(Lock(project, "a/Pipfile"), "a/Pipfile.lock");
  EXPECT_EQ(Lock(project, "b/pyproject.toml"), "b/pdm.lock");
  EXPECT_EQ(Lock(project, "c/environment.yml"), "c/conda-lock.yml");
  EXPECT_EQ(Lock(project, "d/pixi.toml"), "d/pixi.lock");
  EXPECT_EQ(Lock(project, "f/environment.yml"), "f/conda-linux-64.lock");
  ASSERT_EQ(project.issues.size(), 1U);
  EXPECT_EQ(project.issues[0].where.path, "e/Pipfile.lock");
  for (const Dependency& dependency : project.dependencies) {
    EXPECT_TRUE(dependency.where.path != "a/Pipfile.lock" || dependency.where.line == 3) << dependency.where.line;
  }
}

TEST(Locks, CompiledRequirements) {
  ScratchRepo repo;
  repo.add("requirements.in", "numpy\nmlflow>=2\n");
  repo.add("requirements.txt",
           "#\n# This file is autogenerated by pip-compile with Python 3.11\n# by the following command:\n#\n#    "
           "pip-compile requirements.in\n#\nnumpy==1.26.4\n    # via -r requirements.in\nmlflow==2.9.2\n");
  EXPECT_EQ(Lock(Read(repo), "requirements.in"), "requirements.txt");
  repo.add("requirements.in", "numpy\nmlflow>=2\nscipy\n");
  EXPECT_EQ(Lock(Read(repo), "requirements.in"), "requirements.txt STALE");
}

TEST(Locks, ExactRequirementsCoverTheManifestBeside) {
  ScratchRepo repo;
  repo.add("requirements.txt", "numpy==1.26.4\nscipy==1.11\n")
      .add("pyproject.toml", "[project]\ndependencies = [\"numpy>=1\"]\n");
  EXPECT_EQ(Lock(Read(repo), "pyproject.toml"), "requirements.txt");
  repo.add("requirements.txt", "numpy==1.26.4\nscipy\n");
  EXPECT_EQ(Lock(Read(repo), "pyproject.toml"), "-");
  repo.add("requirements.txt", "scipy==1.11\n");
  EXPECT_EQ(Lock(Read(repo), "pyproject.toml"), "-");
}

TEST(Locks, OtherEnvironmentsAreNotCovered) {
  ScratchRepo repo;
  repo.add("uv.lock", "version = 1\n[[package]]\nname = \"numpy\"\nversion = \"1.26.0\"\n")
      .add("python_env.yaml", "dependencies:\n  - numpy\n");
  repo.add("app/requirements.txt", "numpy\n").add("requirements.txt", "numpy\n");
  const Project project = Read(repo);
  EXPECT_EQ(Lock(project, "python_env.yaml"), "-");
  EXPECT_EQ(Lock(project, "app/requirements.txt"), "-");
  EXPECT_EQ(Lock(project, "requirements.txt"), "uv.lock");
}

}  // namespace
}  // namespace tracklint::project
