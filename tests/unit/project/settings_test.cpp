// Settings that committed files give to MLflow, Python versions, DVC, recorded folders.
#include <string>

#include <gtest/gtest.h>

#include "analyzer/project/read_project.h"
#include "analyzer/project/secrets.h"
#include "tests/unit/link/scratch_repo.h"

namespace tracklint::project {
namespace {

using test::ScratchRepo;

Project Read(const ScratchRepo& repo) { return ReadProject(repo.discover()); }
std::string Settings(std::string_view path, std::string_view text) {
  ScratchRepo repo;
  repo.add(path, text);
  std::string out;
  for (const CommittedSetting& setting : Read(repo).settings) {
    std::string name = setting.name;
    if (name.starts_with("MLFLOW_")) name.erase(0, 7);
    out += (out.empty() ? "" : " ") + name + "=" + setting.value + "@" + std::to_string(setting.where.line);
  }
  return out;
}

struct SettingCase {
  std::string_view path;
  std::string_view text;
  std::string_view expected;
};
class SettingForms : public testing::TestWithParam<SettingCase> {};
TEST_P(SettingForms, Found) {
  EXPECT_EQ(Settings(GetParam().path, GetParam().text), GetParam().expected) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    All, SettingForms,
    testing::Values(
        SettingCase{".env", "# MLFLOW_A=1\nMLFLOW_B = \"x y\" # z\nexport MLFLOW_C=v # note\nOTHER=1\n",
                    "B=x y@2 C=v@3"},
        SettingCase{".env.example", "MLFLOW_TRACKING_URI=\nMLFLOW_TRACKING_TOKEN=abc\n",
                    "TRACKING_TOKEN=***@2 TRACKING_URI=@1"},
        SettingCase{
            "README.md",
            "Run\n`export MLFLOW_TRACKING_URI=http://host:5000` then\nMLFLOW_EXPERIMENT_NAME=demo python train.py\n",
            "TRACKING_URI=http://host:5000@2 EXPERIMENT_NAME=demo@3"},
        SettingCase{"README.md",
                    "Set $MLFLOW_TRACKING_URI, `MLFLOW_TRACKING_URI` or os.environ[\"MLFLOW_TRACKING_URI\"] = 'x'; "
                    "${MLFLOW_A}=1 MLFLOW_B == 2\n",
                    ""},
        SettingCase{"README.md", "    mlflow run . -P a=1 \\\n      --experiment-name \"My Exp\"\n",
                    "EXPERIMENT_NAME=My Exp@1"},
        SettingCase{"README.md", "the command mlflow run takes --experiment-name as option\n", ""},
        SettingCase{"README.md", "`mlflow run . --experiment-name=x`, or --experiment-id 3\n", "EXPERIMENT_NAME=x@1"},
        SettingCase{"README.md", "$env:MLFLOW_TRACKING_URI = \"http://h\"\n", "TRACKING_URI=http://h@1"},
        SettingCase{"run.sh",
                    "#!/bin/sh\n# MLFLOW_A=1\nexport MLFLOW_TRACKING_URI=\"http://u:p@h\"; x\necho MLFLOW_B=1\ndocker "
                    "run -e MLFLOW_C=$C img\n",
                    "TRACKING_URI=http://h@3 C=@5"},
        SettingCase{"Makefile", "MLFLOW_TRACKING_URI ?= http://h\nrun:\n\tMLFLOW_EXPERIMENT_NAME=x python t.py\n",
                    "TRACKING_URI=http://h@1 EXPERIMENT_NAME=x@3"},
        SettingCase{
            ".github/workflows/ci.yml",
            "env:\n  MLFLOW_TRACKING_URI: ${{ secrets.MLFLOW_TRACKING_URI }}\n  MLFLOW_EXPERIMENT_NAME: 'ci' # x\n",
            "EXPERIMENT_NAME=ci@3 TRACKING_URI=@2"},
        SettingCase{"dvc.yaml", "stages:\n  train:\n    cmd: MLFLOW_EXPERIMENT_NAME=x python t.py\n",
                    "EXPERIMENT_NAME=x@3"},
        SettingCase{".vscode/launch.json", "{\"env\": {\n \"MLFLOW_TRACKING_URI\": \"http://h\",\n}}",
                    "TRACKING_URI=http://h@2"}));

TEST(Secrets, Removed) {
  EXPECT_EQ(WithoutCredentials("https://u:p@h/x https://h2/a@b"), "https://h/x https://h2/a@b");
  EXPECT_EQ(WithoutCredentials("git+ssh://git@github.com/x"), "git+ssh://github.com/x");
  EXPECT_EQ(SafeValue("MLFLOW_TRACKING_PASSWORD", "x"), "***");
  EXPECT_EQ(SafeValue("MLFLOW_TRACKING_URI", "${{ secrets.X }}"), "");
  EXPECT_EQ(SafeValue("MLFLOW_TRACKING_URI", "${URI:-http://h}"), "http://h");
  EXPECT_EQ(SafeValue("MLFLOW_TRACKING_URI", "$URI"), "");
}

TEST(PythonVersion, BestStatementWins) {
  ScratchRepo repo;
  repo.add(".github/workflows/ci.yml",
           "jobs:\n  x:\n    steps:\n      - uses: actions/setup-python@v4\n        with:\n          python-version: "
           "['3.8', '3.9']\n");
  EXPECT_EQ(Read(repo).python_version, "3.8");
  repo.add("runtime.txt", "python-3.9.16\n");
  EXPECT_EQ(Read(repo).python_version, "3.9.16");
  EXPECT_EQ(Read(repo).python_version_where->path, "runtime.txt");
  repo.add("sub/.python-version", "3.12\n");
  EXPECT_EQ(Read(repo).python_version, "3.9.16");
  ScratchRepo none;
  none.add("requirements.txt", "a\n").add(".github/workflows/ci.yml", "python-version: ${{ matrix.python }}\n");
  EXPECT_EQ(Read(none).python_version, std::nullopt);
}

TEST(Dvc, TrackedPaths) {
  ScratchRepo repo;
  repo.add("data/raw.csv.dvc", "outs:\n- md5: abc\n  path: raw.csv\n")
      .add("dvc.yaml",
           "stages:\n  a:\n    wdir: sub\n    cmd: x\n    outs:\n      - out.csv\n      - ../model:\n          cache: "
           "false\n      - ${y}\n");
  repo.add("dvc.lock",
           "schema: '2.0'\nstages:\n  a:\n    cmd: x\n    deps:\n    - path: data/in.csv\n      md5: a\n    - path: "
           "train.py\n      md5: b\n")
      .add("bad.dvc", "outs: [\n");
  const Project project = Read(repo);
  EXPECT_EQ(project.dvc_tracked, (std::vector<std::string>{"data/in.csv", "data/raw.csv", "model", "sub/out.csv"}));
  ASSERT_EQ(project.issues.size(), 1U);
  EXPECT_EQ(project.issues[0].where.path, "bad.dvc");
}

TEST(RecordedFolders, AreNotTheProjects) {
  ScratchRepo repo;
  repo.add("mlruns/0/abc/artifacts/m/requirements.txt", "a\n")
      .add("saved/model/MLmodel", "flavors:\n")
      .add("saved/model/conda.yaml", "dependencies: [b]\n")
      .add("saved/model/python_env.yaml", "python: 3.7\n");
  repo.add("requirements.txt", "c\n");
  const Project project = Read(repo);
  ASSERT_EQ(project.dependencies.size(), 1U);
  EXPECT_EQ(project.dependencies[0].name, "c");
  EXPECT_EQ(project.python_version, std::nullopt);
  EXPECT_EQ(project.files.size(), 5U);
}

}  // namespace
}  // namespace tracklint::project
