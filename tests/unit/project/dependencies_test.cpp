// What the dependency files of small repositories say.
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "analyzer/project/read_project.h"
#include "tests/unit/link/scratch_repo.h"

namespace tracklint::project {
namespace {

using test::ScratchRepo;

/// "name[specifier]!" — ! for exact, ? for optional — of all dependencies that do not come from a lock.
std::string Names(const Project& project, std::string_view path = {}) {
  std::string out;
  for (const Dependency& dependency : project.dependencies) {
    if (dependency.kind == DependencyFile::kLock || (!path.empty() && dependency.where.path != path)) continue;
    if (!out.empty()) out += ' ';
    out += dependency.name + "[" + dependency.specifier + "]" + (dependency.exact ? "!" : "") +
           (dependency.optional ? "?" : "");
  }
  return out;
}
std::string Issues(const Project& project) {
  std::string out;
  for (const ProjectIssue& issue : project.issues) {
    out += (out.empty() ? "" : " ") + issue.where.path + ":" + std::to_string(issue.where.line);
  }
  return out;
}
const DependencySource* Source(const Project& project, std::string_view path) {
  for (const DependencySource& source : project.sources) {
    if (source.path == path) return &source;
  }
  return nullptr;
}
Project Read(const ScratchRepo& repo) { return ReadProject(repo.discover()); }

TEST(Requirements, LinesOptionsAndContinuations) {
  ScratchRepo repo;
  repo.add("requirements.txt",
           "# comment\n--index-url https://u:p@host/simple\n-i https://x\n--pre\nnumpy==1.2  # why\n"
           "pandas>=1,\\\n  <2 ; python_version > '3.8'\n\nScikit_Learn[extra]\nhttps://x.org/a-1.0-py3-none-any.whl\n"
           "hashed==2.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n-e .\n-e "
           "git+https://g.org/o/tool@main#egg=tool\n{{ cookiecutter.x }}\n");
  const Project project = Read(repo);
  EXPECT_EQ(Names(project), "numpy[==1.2]! pandas[>=1,<2] scikit-learn[] a[==1.0]! hashed[==2.0]! tool[]");
  EXPECT_EQ(Issues(project), "");
  EXPECT_EQ(project.dependencies[1].where.line, 6U);
  EXPECT_EQ(project.dependencies[1].marker, "python_version > '3.8'");
  EXPECT_EQ(project.dependencies[0].where.column, 1U);
  EXPECT_EQ(project.dependencies[0].where.end_column, 11U);
}

TEST(Requirements, IncludesWithCyclesAndConstraints) {
  ScratchRepo repo;
  repo.add("requirements.txt", "-r reqs/base.in\n-c constraints.txt\nscipy\n")
      .add("reqs/base.in", "--requirement=../requirements.txt\nnumpy>=1\n");
  repo.add("constraints.txt", "numpy==1.26.4\nunused==1\n");
  const Project project = Read(repo);
  EXPECT_EQ(Names(project), "numpy[==1.26.4]! unused[==1]! numpy[>=1]! scipy[]");
  EXPECT_EQ(Issues(project), "");
  EXPECT_EQ(Source(project, "constraints.txt")->kind, DependencyFile::kConstraints);
  EXPECT_FALSE(Source(project, "constraints.txt")->sets_environment);
  EXPECT_TRUE(Source(project, "reqs/base.in")->sets_environment);
}

TEST(Requirements, MalformedLinesAreIssues) {
  ScratchRepo repo;
  repo.add("requirements.txt", "numpy\npandas 1.2\n-r gone.txt\n-c gone-too.txt\nscipy==\nlocal_folder\n")
      .add("local_folder/setup.py", "");
  const Project project = Read(repo);
  EXPECT_EQ(Names(project), "numpy[] local-folder[]");
  EXPECT_EQ(Issues(project), "requirements.txt:2 requirements.txt:3 requirements.txt:4 requirements.txt:5");
}

TEST(Requirements, Encodings) {
  ScratchRepo repo;
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string_view("numpy==1.2\r\npandas\r\n")) {
    utf16 += c;
    utf16 += '\0';
  }
  repo.add("a/requirements.txt", utf16)
      .add("b/requirements.txt", "\xEF\xBB\xBFnumpy==1.3\n")
      .add("c/requirements.txt", utf16.substr(2));
  repo.add("d/requirements.txt", std::string_view("numpy\0\x01\x02==1\n", 12));
  const Project project = Read(repo);
  EXPECT_EQ(Names(project), "numpy[==1.2]! pandas[] numpy[==1.3]! numpy[==1.2]! pandas[]");
  EXPECT_EQ(Issues(project), "d/requirements.txt:1");
}

TEST(Requirements, CondaListIntoAFile) {
  ScratchRepo repo;
  repo.add("requirements.txt",
           "# This file may be used to create an environment using:\n# $ conda create --name <env> --file <this "
           "file>\nnumpy=1.2=py37_0\npython=3.7.0=h1\n");
  EXPECT_EQ(Names(Read(repo)), "numpy[==1.2]!");
}

TEST(Requirements, SideFilesDoNotSetTheEnvironment) {
  ScratchRepo repo;
  repo.add("requirements.txt", "a==1\n").add("requirements-dev.txt", "b\n").add("docs/requirements.txt", "c\n");
  const Project project = Read(repo);
  EXPECT_TRUE(Source(project, "requirements.txt")->sets_environment);
  EXPECT_FALSE(Source(project, "requirements-dev.txt")->sets_environment);
  EXPECT_FALSE(Source(project, "docs/requirements.txt")->sets_environment);
  ScratchRepo alone;
  alone.add("requirements-dev.txt", "b\n");
  EXPECT_TRUE(Source(Read(alone), "requirements-dev.txt")->sets_environment);
}

TEST(Environment, TheFileThatReadmeNamesWins) {
  ScratchRepo repo;
  repo.add("requirements.txt", "a==1\n")
      .add("environment.yml", "dependencies:\n  - b\n")
      .add("setup.py", "setup(install_requires=['c'])\n");
  repo.add("README.md", "## Install\n```\n$ pip install -r requirements.txt\n```\n").add("sub/requirements.txt", "d\n");
  const Project project = Read(repo);
  EXPECT_TRUE(Source(project, "requirements.txt")->sets_environment);
  EXPECT_FALSE(Source(project, "environment.yml")->sets_environment);
  EXPECT_FALSE(Source(project, "setup.py")->sets_environment);
  EXPECT_TRUE(Source(project, "sub/requirements.txt")->sets_environment);
  ScratchRepo conda;
  conda.add("requirements.txt", "a==1\n")
      .add("environment.yml", "dependencies:\n  - b\n")
      .add("README.md", "Run `conda env create -f environment.yml`.\n");
  EXPECT_FALSE(Source(Read(conda), "requirements.txt")->sets_environment);
}

TEST(Conda, EnvironmentWithPipSection) {
  ScratchRepo repo;
  repo.add("environment.yml",
           "name: x\nchannels: [conda-forge]\ndependencies:\n  - python=3.9\n  - numpy=1.21\n  - pip\n  - "
           "conda-forge::scipy==1.7.0\n"
           "  - pip:\n    - mlflow==2.9.2\n    - -r more.txt\nvariables:\n  MLFLOW_TRACKING_URI: http://u:p@server\n");
  repo.add("more.txt", "xgboost\n");
  const Project project = Read(repo);
  EXPECT_EQ(Names(project), "numpy[==1.21.*] scipy[==1.7.0]! mlflow[==2.9.2]! xgboost[]");
  EXPECT_EQ(project.python_version, "3.9");
  EXPECT_EQ(project.python_version_where->line, 4U);
  EXPECT_EQ(project.mlflow_version, "2.9.2");
  ASSERT_NE(project.setting("MLFLOW_TRACKING_URI"), nullptr);
  EXPECT_EQ(project.setting("MLFLOW_TRACKING_URI")->value, "http://server");
  EXPECT_EQ(project.dependencies[0].where.line, 5U);
}

TEST(Conda, MalformedYamlHasALine) {
  ScratchRepo repo;
  repo.add("conda.yaml", "dependencies:\n  - a\n bad: [\n")
      .add("python_env.yaml",
           "python: '3.9.1'\nbuild_dependencies:\n  - pip==23\ndependencies:\n  - -r requirements.txt\n");
  repo.add("requirements.txt", "a==1\n");
  const Project project = Read(repo);
  ASSERT_EQ(project.issues.size(), 1U);
  EXPECT_EQ(project.issues[0].where.path, "conda.yaml");
  EXPECT_GT(project.issues[0].where.line, 1U);
  EXPECT_EQ(Names(project), "pip[==23]!? a[==1]!");
  EXPECT_EQ(project.python_version, "3.9.1");
}

TEST(Pyproject, ValuesOfTheWrongKindAreIssuesWithTheirLine) {
  for (const auto& [name, text] : {
           std::pair{"pyproject.toml", "[project]\ndependencies = \"mlflow\"\n"},
           std::pair{"pyproject.toml", "[project]\ndependencies = [1, \"scipy\"]\n"},
           std::pair{"pyproject.toml", "[dependency-groups]\ndev = 3\n"},
           std::pair{"pyproject.toml", "[tool.uv]\ndev-dependencies = \"mlflow\"\n"},
           std::pair{"pyproject.toml", "[tool.poetry.dependencies]\nmlflow = 3\nscipy = \"1.0\"\n"},
           std::pair{"Pipfile", "[packages]\nmlflow = 3\n"},
       }) {
    ScratchRepo repo;
    repo.add(name, text).add("requirements.txt", "numpy==1.26.4\n");
    const Project project = Read(repo);
    ASSERT_EQ(project.issues.size(), 1U) << text;
    EXPECT_EQ(project.issues[0].where.path, name);
    EXPECT_EQ(project.issues[0].where.line, 2U) << text;
    EXPECT_TRUE(Names(project).find("numpy[==1.26.4]!") != std::string::npos) << text;
  }
}

TEST(Pyproject, Pep621GroupsAndSources) {
  ScratchRepo repo;
  repo.add("pyproject.toml",
           "[project]\nrequires-python = \">=3.10\"\ndependencies = [\n  \"numpy==1.2\",\n  \"mlflow>=2.3\",\n  "
           "\"mine\",\n  \"fork\",\n  \"bad ==\"\n]\n"
           "[project.optional-dependencies]\ngpu = [\"torch\"]\n[dependency-groups]\ndev = [\"pytest\", {include-group "
           "= \"x\"}]\n"
           "[tool.uv]\ndev-dependencies = [\"ruff\"]\n[tool.uv.sources]\nmine = {workspace = true}\nfork = {git = "
           "\"https://x\", rev = \"0123456789abcdef\"}\n");
  const Project project = Read(repo);
  EXPECT_EQ(Names(project), "numpy[==1.2]! mlflow[>=2.3] fork[]! torch[]? pytest[]? ruff[]?");
  EXPECT_EQ(Issues(project), "pyproject.toml:8 pyproject.toml:13");
  EXPECT_EQ(project.mlflow_version, "2.3");
  EXPECT_EQ(project.python_version, ">=3.10");
  EXPECT_EQ(project.dependencies[0].where.line, 4U);
  EXPECT_EQ(project.dependencies[0].where.column, 3U);
}

TEST(Pyproject, Poetry) {
  ScratchRepo repo;
  repo.add("pyproject.toml",
           "[tool.poetry.dependencies]\npython = \"^3.9\"\nnumpy = \"1.2.3\"\npandas = {version = \"^1.0\", optional = "
           "true}\n"
           "here = {path = \"../x\"}\nfork = {git = \"https://u:p@x/y\", tag = \"v1\"}\n"
           "[tool.poetry.group.dev.dependencies]\npytest = \"*\"\n[tool.poetry.group.train.dependencies]\ntorch = "
           "\"2.0.0\"\n");
  const Project project = Read(repo);
  EXPECT_EQ(Names(project), "numpy[==1.2.3]! pandas[>=1.0,<2.0]? fork[]! pytest[]? torch[==2.0.0]!");
  EXPECT_EQ(project.python_version, "^3.9");
}

TEST(Pyproject, ToolsOnlyDeclareNothing) {
  ScratchRepo repo;
  repo.add("pyproject.toml", "[tool.black]\nline-length = 100\n");
  EXPECT_TRUE(Read(repo).sources.empty());
  ScratchRepo broken;
  broken.add("pyproject.toml", "[project]\nname = \n");
  EXPECT_EQ(Issues(Read(broken)), "pyproject.toml:2");
}

TEST(Setup, LiteralListsOnly) {
  ScratchRepo repo;
  repo.add("setup.py",
           "from setuptools import setup\nREQ = [\n  'numpy==1.2',  # x\n  \"pandas\",\n]\n"
           "setup(name='x', install_requires=REQ, extras_require={'dev': ['pytest'], 'gpu': [\"torch==2.0\"]}, "
           "python_requires='>=3.8')\n");
  const Project project = Read(repo);
  EXPECT_EQ(Names(project), "numpy[==1.2]! pandas[] pytest[]? torch[==2.0]!?");
  EXPECT_EQ(project.python_version, ">=3.8");
  EXPECT_EQ(project.dependencies[1].where.line, 4U);
  ScratchRepo reads;
  reads
      .add("setup.py",
           "from setuptools import setup\ndef get(p): return "
           "open(p).read().split()\nsetup(install_requires=get('requirements.txt'))\n")
      .add("requirements.txt", "a==1\n");
  EXPECT_EQ(Names(Read(reads)), "a[==1]!");
  ScratchRepo cfg;
  cfg.add("setup.cfg",
          "[metadata]\nname = x\n[options]\npython_requires = >=3.7\ninstall_requires =\n    numpy==1.2\n    pandas; "
          "python_version>'3.8'\n[options.extras_require]\ndev =\n    pytest\n");
  EXPECT_EQ(Names(Read(cfg)), "numpy[==1.2]! pandas[] pytest[]?");
}

TEST(Pipfile, PackagesAndPython) {
  ScratchRepo repo;
  repo.add("Pipfile",
           "[packages]\nnumpy = \"*\"\npandas = \"==1.2\"\nlocal = {path = \".\", editable = "
           "true}\n[dev-packages]\npytest = {version = \">=7\"}\n[requires]\npython_version = \"3.9\"\n");
  const Project project = Read(repo);
  EXPECT_EQ(Names(project), "numpy[] pandas[==1.2]! pytest[>=7]?");
  EXPECT_EQ(project.python_version, "3.9");
}

}  // namespace
}  // namespace tracklint::project
