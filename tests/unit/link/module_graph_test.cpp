#include "analyzer/link/module_graph.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/source/read.h"
#include "tests/unit/link/scratch_repo.h"

namespace tracklint::link {
namespace {

using test::ScratchRepo;

struct Linked {
  SourceSet sources;
  std::vector<FileIssue> issues;
  ModuleGraph graph;

  explicit Linked(const discover::Discovery& found, int jobs = 0, bool tests = false) {
    graph = BuildModuleGraph(found, sources, issues, {.jobs = jobs, .tests = tests});
  }
  [[nodiscard]] std::string InScope() const {
    std::string out;
    for (const Module& module : graph.modules()) {
      EXPECT_EQ(module.in_scope, module.record != nullptr) << module.path;
      if (module.in_scope) out += (out.empty() ? "" : " ") + module.path;
    }
    return out;
  }
};

TEST(BuildModuleGraph, ScopeFollowsImportsBothWays) {
  ScratchRepo repo;
  repo.add("tracker.py", "import mlflow\nfrom keys import NAME\n")
      .add("keys.py", "NAME = 'a'\n")
      .add("main.py", "import tracker\nimport data\n")
      .add("data.py", "from pkg.read import load\n")
      .add("pkg/__init__.py", "")
      .add("pkg/read.py", "def load(): pass\n")
      .add("pkg/other.py", "x = 1\n")
      .add("far.py", "import json\n");
  const Linked linked(repo.discover());
  EXPECT_EQ(linked.InScope(), "data.py keys.py main.py pkg/__init__.py pkg/read.py tracker.py");
  EXPECT_TRUE(linked.graph.module(linked.graph.find_path("tracker.py")).mentions_mlflow);
  EXPECT_FALSE(linked.graph.module(linked.graph.find_path("main.py")).mentions_mlflow);
  EXPECT_EQ(linked.sources.size(), 6U);
  EXPECT_EQ(linked.sources.file(FileId{0}).path(), "data.py");
}

TEST(BuildModuleGraph, OwnCodeOfMlflowIsALibrary) {
  for (const std::string root : {"", "src/", "third_party/mlflow/"}) {
    ScratchRepo repo;
    repo.add(root + "mlflow/__init__.py", "from mlflow.tracking import fluent\n")
        .add(root + "mlflow/version.py", "VERSION = '3.1.0'\n")
        .add(root + "mlflow/tracking/__init__.py", "import mlflow\n")
        .add(root + "mlflow/tracking/fluent.py", "import mlflow\n")
        .add("examples/train.py", "import mlflow\nimport mlflow.tracking.fluent\n");
    const Linked linked(repo.discover());
    EXPECT_EQ(linked.InScope(), "examples/train.py") << root;
    const ModuleId train = linked.graph.find_path("examples/train.py");
    EXPECT_EQ(linked.graph.resolve(train, 0, "mlflow"), kNoModule) << root;
    EXPECT_EQ(linked.graph.resolve(train, 0, "mlflow.tracking"), kNoModule) << root;
  }
}

TEST(BuildModuleGraph, FolderNamedMlflowIsNotYetMlflow) {
  ScratchRepo repo;
  repo.add("mlflow/train.py", "import mlflow\n")
      .add("mlflow/tracking/fluent.py", "import mlflow\n")  // no package
      .add("my_mlflow/__init__.py", "import mlflow\n")
      .add("my_mlflow/tracking/fluent.py", "import mlflow\n");
  EXPECT_EQ(Linked(repo.discover()).InScope(),
            "mlflow/tracking/fluent.py mlflow/train.py my_mlflow/__init__.py my_mlflow/tracking/fluent.py");
}

TEST(BuildModuleGraph, TestsAreReadForCredentialsAlone) {
  ScratchRepo repo;
  repo.add("train.py", "import mlflow\n")
      .add("only_tested.py", "x = 1\n")
      .add("tests/test_train.py", "import mlflow\nimport only_tested\nimport train\n")
      .add("tests/helper.py", "import mlflow\n")
      .add("conftest.py", "import mlflow\n")
      .add("test_beside.py", "import pytest\nimport mlflow\n")
      .add("test_of_strength.py", "import mlflow\n")  // by its name alone it may be a program
      .add("test_login.py", "import pytest\nimport mlflow\nmlflow_tracking_password = 'x'\n")
      .add("tests/test_server.py", "import mlflow\nmlflow.set_tracking_uri('https://me:x@example.org')\n");
  EXPECT_EQ(Linked(repo.discover()).InScope(), "test_login.py test_of_strength.py tests/test_server.py train.py");
  EXPECT_EQ(Linked(repo.discover(), 0, true).InScope(),
            "conftest.py only_tested.py test_beside.py test_login.py test_of_strength.py tests/helper.py "
            "tests/test_server.py tests/test_train.py train.py");
}

TEST(BuildModuleGraph, CodeThatIsUsedIsNoIdleTest) {
  ScratchRepo repo;
  repo.add("train.py", "import mlflow\nfrom tests.data import load\n")
      .add("tests/__init__.py", "")
      .add("tests/data.py", "from tests.more import x\ndef load(): pass\n")
      .add("tests/more.py", "x = 1\n")
      .add("tests/test_data.py", "import tests.data\n");
  EXPECT_EQ(Linked(repo.discover()).InScope(), "tests/__init__.py tests/data.py tests/more.py train.py");
}

TEST(BuildModuleGraph, WhatAProgramTakesFromTestsIsNoTest) {
  ScratchRepo repo;
  repo.add("train.py", "from tests.util import tracker\ntracker.log_metric('a', 1)\n")
      .add("tests/test_a.py", "import mlflow\n")
      .add("tests/util.py", "import mlflow\ntracker = mlflow\n");
  EXPECT_EQ(Linked(repo.discover()).InScope(), "tests/util.py train.py");
}

TEST(BuildModuleGraph, NothingMentionedNothingParsed) {
  ScratchRepo repo;
  repo.add("a.py", "import b\n").add("b.py", "x = (\n");
  const Linked linked(repo.discover());
  EXPECT_EQ(linked.InScope(), "");
  EXPECT_EQ(linked.sources.size(), 0U);
  EXPECT_TRUE(linked.issues.empty());
}

TEST(BuildModuleGraph, OfSomeTargetsOnlyWhatTheyImport) {
  ScratchRepo repo;
  repo.add("asked.py", "import helper\n")
      .add("helper.py", "import mlflow\nfrom pkg import base\n")
      .add("pkg/__init__.py", "")
      .add("pkg/base.py", "x = 1\n")
      .add("program.py", "import mlflow\nimport asked\n")
      .add("other.py", "import mlflow\n");
  discover::Discovery found = repo.discover();
  found.targets = {"asked.py"};
  const Linked linked(found);
  EXPECT_EQ(linked.InScope(), "asked.py helper.py pkg/__init__.py pkg/base.py");
  EXPECT_TRUE(linked.graph.module(linked.graph.find_path("asked.py")).reaches_mlflow);

  repo.add("pkg/base.py", "from hydra.utils import instantiate\n");  // may run any module
  found = repo.discover();
  found.targets = {"asked.py"};
  EXPECT_EQ(Linked(found).InScope(), "asked.py helper.py other.py pkg/__init__.py pkg/base.py program.py");

  found.targets = {"pkg/base.py"};
  EXPECT_EQ(Linked(found).InScope(), "asked.py helper.py other.py pkg/__init__.py pkg/base.py program.py");
}

TEST(BuildModuleGraph, SomeTargetsFarFromMlflow) {
  ScratchRepo repo;
  repo.add("far.py", "import json\n").add("train.py", "import mlflow\n");
  discover::Discovery found = repo.discover();
  found.targets = {"far.py"};
  const Linked linked(found);
  EXPECT_EQ(linked.InScope(), "");
  EXPECT_EQ(linked.sources.size(), 0U);
}

TEST(BuildModuleGraph, SyntaxIssuesOfTargetsOnly) {
  ScratchRepo repo;
  repo.add("a.py", "import mlflow\nx = = 1\n").add("b.py", "import mlflow\ny = = 1\n");
  discover::Discovery found = repo.discover();
  found.targets = {"a.py"};
  const Linked linked(found);
  ASSERT_FALSE(linked.issues.empty());
  for (const FileIssue& issue : linked.issues) {
    EXPECT_EQ(issue.path, "a.py");
    EXPECT_TRUE(issue.span.valid());
    EXPECT_FALSE(issue.unreadable);
  }
}

TEST(BuildModuleGraph, UnreadableFiles) {
  ScratchRepo repo;
  repo.add("named.ipynb", "{ not json").add("quiet.ipynb", "{ not json").add("loud.ipynb", "{ \"mlflow\": not json");
  discover::Discovery found = repo.discover();
  for (discover::FileRef& file : found.files) file.named = file.path == "named.ipynb";
  const Linked linked(found);
  ASSERT_EQ(linked.issues.size(), 2U);
  EXPECT_EQ(linked.issues[0].path, "loud.ipynb");
  EXPECT_TRUE(linked.issues[0].unreadable);
  EXPECT_FALSE(linked.issues[0].message.empty());
  EXPECT_EQ(linked.issues[1].path, "named.ipynb");
}

std::string Wide(std::string_view text, std::size_t zeros) {
  std::string wide;
  for (const char c : text) wide.append(1, c).append(zeros, '\0');
  return wide;
}

TEST(BuildModuleGraph, WhatMayBeAboutMlflowAndCannotBeReadIsTold) {
  ScratchRepo repo;
  const std::string much(source::kReadLimit, '#');
  repo.add("a.py", Wide("import mlflow\n", 1)).add("b.py", Wide("import mlflow\n", 3));
  repo.add("c.ipynb", Wide(R"({"cells": [], "a": "mlflow"})", 1)).add("d.py", "import mlflow\n" + much);
  repo.add("far.py", "x = 1\n" + much).add("wide.py", Wide("x = 1\n", 1));
  const Linked linked(repo.discover());
  std::string told;
  for (const FileIssue& issue : linked.issues) told += issue.path + (issue.unreadable ? " " : "? ");
  EXPECT_EQ(told, "a.py b.py c.ipynb d.py ");
}

// Python takes letters of two bytes behind a mark: such a file is linked as any other.
TEST(BuildModuleGraph, ImportsOfWideLettersBehindAMark) {
  ScratchRepo repo;
  repo.add("a.py", "\xFF\xFE" + Wide("import mlflow\nimport util\n", 1)).add("util.py", "x = 1\n");
  const Linked linked(repo.discover());
  EXPECT_TRUE(linked.issues.empty());
  EXPECT_EQ(linked.InScope(), "a.py util.py");
}

TEST(BuildModuleGraph, NotebooksByTheirCodeOnly) {
  ScratchRepo repo;
  const auto notebook = [](std::string_view source, std::string_view output) {
    return R"({"cells": [{"cell_type": "code", "execution_count": 1, "metadata": {}, "source": [")" +
           std::string(source) + R"("], "outputs": [{"output_type": "stream", "name": "stdout", "text": [")" +
           std::string(output) + R"("]}]}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})";
  };
  repo.add("output.ipynb", notebook("print(1)", "mlflow"))
      .add("code.ipynb", notebook("import mlflow", ""))
      .add("uses.ipynb", notebook("from tracker import log\\n", ""))
      .add("tracker.py", "import mlflow\n")
      .add("runs.ipynb", notebook("%run ./tracker.py", ""));
  const Linked linked(repo.discover());
  EXPECT_EQ(linked.InScope(), "code.ipynb runs.ipynb tracker.py uses.ipynb");
}

TEST(BuildModuleGraph, FrameworksChosenInConfiguration) {
  ScratchRepo with;
  with.add("model.py", "import lightning as L\nimport helper\n").add("helper.py", "").add("web.py", "import flask\n");
  EXPECT_EQ(Linked(with.discover()).InScope(), "");
  with.add("mlruns/0/meta.yaml", "artifact_uri: mlflow\n");
  EXPECT_EQ(Linked(with.discover()).InScope(), "");
  with.add("configs/logger.yaml", "_target_: lightning.pytorch.loggers.MLFlowLogger\n");
  const Linked linked(with.discover());
  EXPECT_EQ(linked.InScope(), "helper.py model.py");
  EXPECT_FALSE(linked.graph.module(linked.graph.find_path("model.py")).mentions_mlflow);
}

TEST(BuildModuleGraph, ResolvesWithAdditionsToThePath) {
  ScratchRepo repo;
  repo.add("one/common.py", "x = 1\n").add("two/common.py", "x = 2\n");
  repo.add(
      "jobs/train.py",
      "import os, sys, mlflow\nsys.path.append(os.path.join(os.path.dirname(__file__), '..', 'two'))\nimport common\n");
  const Linked linked(repo.discover());
  const ModuleId train = linked.graph.find_path("jobs/train.py");
  EXPECT_EQ(linked.graph.extra_roots(train), std::vector<std::string>{"two"});
  for (int again = 0; again < 2; ++again) {
    EXPECT_EQ(linked.graph.resolve(train, 0, "common"), linked.graph.find_path("two/common.py"));
    EXPECT_EQ(linked.graph.resolve(train, 0, "mlflow"), kNoModule);
    EXPECT_TRUE(linked.graph.is_namespace(train, 0, "one"));
  }
  EXPECT_EQ(linked.graph.find_path("none.py"), kNoModule);
}

TEST(BuildModuleGraph, SameWithAnyNumberOfThreads) {
  ScratchRepo repo;
  for (int i = 0; i < 60; ++i) {
    repo.add("m" + std::to_string(i) + ".py",
             (i % 7 == 0 ? "import mlflow\n" : "") + std::string("import m") + std::to_string((i * 3) % 60) + "\n");
  }
  const Linked one(repo.discover(), 1);
  const Linked many(repo.discover(), 8);
  ASSERT_EQ(one.graph.modules().size(), many.graph.modules().size());
  EXPECT_EQ(one.InScope(), many.InScope());
  for (std::size_t i = 0; i < one.graph.modules().size(); ++i)
    EXPECT_EQ(one.graph.modules()[i].file, many.graph.modules()[i].file);
}

}  // namespace
}  // namespace tracklint::link
