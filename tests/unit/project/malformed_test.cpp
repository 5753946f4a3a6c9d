// Every file of a project that is malformed is an issue with its line; what else it says is still read.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/project/read_project.h"
#include "tests/unit/link/scratch_repo.h"

namespace tracklint::project {
namespace {

using test::ScratchRepo;

struct Malformed {
  std::string_view path;
  std::string_view text;
  std::string_view lines;  ///< of the issues, with a blank between; empty: none
  std::string_view names;  ///< of the dependencies that are read all the same
};

std::string Lines(const Project& project, std::string_view path) {
  std::string out;
  for (const ProjectIssue& issue : project.issues) {
    if (issue.where.path == path) out += (out.empty() ? "" : " ") + std::to_string(issue.where.line);
  }
  return out;
}
std::string Names(const Project& project) {
  std::string out;
  for (const Dependency& dependency : project.dependencies) out += (out.empty() ? "" : " ") + dependency.name;
  return out;
}
void ExpectAll(const std::vector<Malformed>& cases) {
  for (const Malformed& one : cases) {
    SCOPED_TRACE(std::string(one.path) + ":\n" + std::string(one.text));
    ScratchRepo repo;
    repo.add(one.path, one.text);
    const Project project = ReadProject(repo.discover());
    EXPECT_EQ(Lines(project, one.path), one.lines);
    EXPECT_EQ(Names(project), one.names);
  }
}

TEST(Malformed, Pyproject) {
  ExpectAll({
      {"pyproject.toml", "[dependency-groups]\na = [\"numpy\",\n {include-group = \"gone\"}]\n", "3", "numpy"},
      {"pyproject.toml",
       "[dependency-groups]\na = [{include-group = \"B_b\"}]\nb-b = [{include-group = \"a\"}, \"numpy\"]\n", "2 3",
       "numpy"},
      {"pyproject.toml", "[dependency-groups]\na = [{include-group = \"b\"}]\nb = [\"numpy\"]\n", "", "numpy"},
      {"pyproject.toml", "[dependency-groups]\na = [{other = \"b\"}]\nb = [\"numpy\"]\n", "2", "numpy"},
      {"pyproject.toml", "[project]\nrequires-python = \"banana\"\ndependencies = [\"numpy\"]\n", "2", "numpy"},
      {"pyproject.toml", "[project]\nrequires-python = 3.9\ndependencies = [\"numpy\", {a = 1}]\n", "2 3", "numpy"},
      {"pyproject.toml", "[project]\nrequires-python = \">=3.9,<4\"\ndependencies = [\"numpy\"]\n", "", "numpy"},
      {"pyproject.toml", "[tool.poetry.dependencies]\npython = \"^3.9\"\nnumpy = \"^^1\"\npandas = \"^2\"\n", "3",
       "numpy pandas"},
      {"pyproject.toml",
       "[tool.poetry.dependencies]\npython = \"~3.9 || >=3.11,<3.13\"\na = \"*\"\nb = \">=1 <2\"\nc = \"1.*\"\nd = "
       "\"~=1.2\"\ne = \">= 1.0, != 1.5.*\"\nf = {version = \"^1.0.0-beta.2\", extras = [\"x\"]}\ng = \"2.0+cu118\"\n",
       "", "a b c d e f g"},
      {"Pipfile", "[packages]\nnumpy = \"=>3\"\npandas = \"*\"\nscipy = \"==1.2\"\n", "2", "numpy pandas scipy"},
  });
}

TEST(Malformed, Setup) {
  ExpectAll({
      {"setup.cfg", "[options]\ninstall_requires =\n  numpy\n  scipy==\n  pandas\npython_requires = three\n", "4 6",
       "numpy pandas"},
      {"setup.cfg", "[options]\ninstall_requires = numpy; pandas>=1\n[options.extras_require]\nx = %(y)s\n", "",
       "numpy pandas"},
      {"setup.py",
       "from setuptools import setup\nsetup(\n  install_requires=[\n    'numpy',\n    'scipy >= ',\n    'a==%s' % v,\n "
       "   f'b=={v}',\n    'c ' + v, 'pandas'],\n  python_requires='three')\n",
       "5 9", "numpy pandas"},
      {"setup.py",
       "from setuptools import setup\nreqs = [l for l in open('requirements.txt').read().split('\\n') if l != '#=']\n"
       "setup(install_requires=reqs + ['numpy'], extras_require={'a': ['scipy'], 'all': get(['#'])})\n",
       "", "scipy"},
      {"setup.py", "from setuptools import setup\nsetup(\n  install_requires=['numpy',\n  'scipy'\n", "3",
       "numpy scipy"},
  });
}

TEST(Malformed, Conda) {
  ExpectAll({
      {"environment.yml", "name: x\ndependencies: mlflow\n", "2", ""},
      {"conf/env.yaml", "service: x\ndependencies: mlflow\n", "", ""},
      {"environment.yml", "dependencies:\n  - {a: b}\n  - numpy\n  - [c]\n", "2 4", "numpy"},
      {"conda.yaml", "- numpy\n- scipy\n", "1", ""},
      {"environment.yml", "dependencies:\n  - pip:\n    - numpy\n    - {a: b}\n    - scipy ==\n  - pandas\n", "4 5",
       "numpy pandas"},
      {"environment.yml", "dependencies:\n  - pip: {a: b}\n  - pandas\n", "2", "pandas"},
      {"python_env.yaml", "python: {a: b}\ndependencies:\n  - numpy\n", "1", "numpy"},
      {"python_env.yaml", "python: 3.11\ndependencies: {a: b}\n", "2", ""},
  });
}

TEST(Malformed, Locks) {
  ExpectAll({
      {"uv.lock", "version = 1\npackage=3\n", "2", ""},
      {"uv.lock",
       "version = 1\n[[package]]\nname = \"numpy\"\n[[package]]\nname = \"scipy\"\nversion = \"1.2\"\n[[package]]\n"
       "name = \"me\"\nsource = { editable = \".\" }\n",
       "3", "scipy"},
      {"poetry.lock", "[[package]]\nname = \"numpy\"\nversion = \"1\"\n[[package]]\nname = \"scipy\"\n", "5", "numpy"},
      {"Pipfile.lock", "[]\n", "1", ""},
      {"Pipfile.lock", "{\"default\": [],\n \"develop\": {\"numpy\": {\"version\": \"==1\"}}}\n", "1", "numpy"},
      {"conda-lock.yml", "version: 1\npackage: 3\n", "2", ""},
      {"conda-lock.yml", "version: 1\npackage:\n- name: numpy\n  version: 1.2.0\n- name: scipy\n  version: '2\n", "6",
       "numpy scipy"},
      {"conda-lock.yml", "version: 1\npackage:\n- name: numpy\n  version: '1.2.0'\n  dependencies: {a: [\n", "6",
       "numpy"},
  });
}

TEST(Malformed, Images) {
  ExpectAll({
      {"Dockerfile", "RUN pip install numpy==1\n", "1", "numpy"},
      {"Dockerfile", "ARG A=1\n", "1", ""},
      {"Dockerfile", "FROM a:1\nRNU x\nRUN pip install numpy==1\n", "2", "numpy"},
      {"Dockerfile", "FROM a:1\nRUN cat <<EOF\nx\n", "2 3", ""},
      {"Dockerfile", "FROM a:1\nRUN pip install numpy= \\\n  # why\n\n  'scipy<<2' pandas>=1 $X {a}\n", "2 5",
       "pandas"},
      {"Dockerfile",
       "# syntax=docker/dockerfile:1\nARG V=3.11\nFROM python:${V} AS base\nRUN <<A bash && cat <<-\"B\"\npip install "
       "numpy==1\nA\nx\nB\nCOPY <<EOF /x\nnot an instruction\nEOF\nRUN echo \"<<C\" && cat <<< x && echo $((1<<2))\n"
       "run pip install scipy==1\n",
       "", "numpy scipy"},
      {"Dockerfile.j2", "{% for x in y %}\nRUN x\n", "", ""},
      {"docker-compose.yml", "services:\n  a: [\n", "3", ""},
      {"docker-compose.yml", "version: '3'\nservices: 3\n", "2", ""},
      {"docker-compose.yml", "x-a: &a\n  environment: {A: b}\nservices:\n  a:\n    <<: *a\n    image: x:1\n  b: {}\n",
       "", ""},
      {"k8s/job.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  image: [x\n---\na: b\n", "5", ""},
      {"k8s/job.yaml", "apiVersion: v1\nkind: Pod\nspec:\n  image: {{ .Values.image }}\n", "", ""},
      {"k8s/job.yaml", "apiVersion: v1\nkind: Pod\n---\nkind: Pod\nspec:\n  image: x:1\n", "", ""},
  });
}

TEST(Malformed, PythonVersions) {
  ExpectAll({
      {"runtime.txt", "python-three\n", "1", ""},
      {"runtime.txt", "banana\n", "1", ""},
      {"runtime.txt", "epoch 1: 3.2 s\nepoch 2: 3.1 s\n", "", ""},
      {"runtime.txt", "python-3.11.9\n", "", ""},
      {".python-version", "# ours\n??? \n", "2", ""},
      {".python-version", "3.11\n", "", ""},
      {".python-version", "my-env\n", "", ""},
      {".python-version", "pypy3.9-7.3.9/envs/x\n", "", ""},
  });
}

TEST(Malformed, OtherYaml) {
  ExpectAll({
      {"dvc.yaml", "stages: 3\n", "1", ""},
      {"data.csv.dvc", "outs: data.csv\n", "1", ""},
      {"dvc.lock", "schema: '2.0'\nstages: [a]\n", "2", ""},
      {"params.yaml", "train:\n  lr: [0.1\n", "3", ""},
      {"conf/base/catalog.yml", "a: {type: b\n", "2", ""},
      {"conf/base/mlflow.yml", "server: [\n", "2", ""},
      {"configs/model/big.yaml", "a: b\n c: d\n", "2", ""},
      {"configs/model/big.yaml", "lr: ${oc.env:X}\n_target_: a.B\n---\nb: !tag c\n", "", ""},
      {"conf/base/catalog.yml", "{% for x in y %}\n a: {{ x }\n", "", ""},
      {".github/workflows/ci.yml", "on: push\njobs:\n  a: {b: ${{ x }}\n", "3", ""},
      {".github/workflows/ci.yml", "on: push\njobs:\n  a:\n    name: ${{ x }}\n", "", ""},
  });
}

TEST(MalformedProject, OfAFileThatIsAllWrongTheMistakesAreCounted) {
  std::string text = "FROM python:3.11\n";
  for (int i = 0; i < 1000; ++i) text += "NOTHING " + std::to_string(i) + "\n";
  ScratchRepo repo;
  repo.add("Dockerfile", text).add("sub/Dockerfile", text);
  const Project project = ReadProject(repo.discover());
  ASSERT_EQ(project.issues.size(), 2 * 101U);
  EXPECT_EQ(std::ranges::count(project.issues, "900 further mistakes are not listed", &ProjectIssue::message), 2);
}

TEST(MalformedProject, ForCodeOnlyWhatItIsJudgedByIsLookedAt) {
  ScratchRepo repo;
  repo.add(".github/workflows/ci.yml", "a: {b\n")
      .add("params.yaml", "a: {b\n")
      .add("conda.yaml", "dependencies: {b\n")
      .add("requirements.txt", "numpy===\n");
  const auto told = [&](ProjectDetail detail) {
    std::string paths;
    for (const ProjectIssue& issue : ReadProject(repo.discover(), GitState{}, 1, detail).issues)
      paths += issue.where.path + " ";
    return paths;
  };
  EXPECT_EQ(told(ProjectDetail::kAll), ".github/workflows/ci.yml conda.yaml params.yaml requirements.txt ");
  EXPECT_EQ(told(ProjectDetail::kForCode), "conda.yaml requirements.txt ");
}

// Found by fuzzing: yaml-cpp stayed at one token for ever.
TEST(MalformedProject, DocumentsThatNeverEnd) {
  constexpr std::string_view kText = ",: a\n  - name: b\n";
  ExpectAll({{.path = "params.yaml", .text = kText, .lines = "1", .names = ""}});
  ScratchRepo repo;
  repo.add("k8s/deployment.yaml", std::string(kText) + "---\nkind: Job\n");
  EXPECT_TRUE(ReadProject(repo.discover()).images.empty());
}

}  // namespace
}  // namespace tracklint::project
