// What is entered, and in which module its parts are read.
#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "analyzer/engine/analysis.h"
#include "tests/support/temp_dir.h"

namespace tracklint {
namespace {

/// The names of all parameters that the project may record, sorted.
std::vector<std::string> RecordedParams(const tests::TempDir& project) {
  engine::AnalysisOptions options;
  options.paths = {project.str()};
  options.jobs = 1;
  const Result<engine::Analysis> done = engine::Analyze(options);
  EXPECT_TRUE(done.ok());
  std::vector<std::string> names;
  if (!done.ok()) return names;
  for (const Entry& entry : done.value().facts().entries) {
    for (const Run& run : entry.runs) {
      for (const Param& param : run.params) names.push_back(param.key.value);
    }
  }
  std::ranges::sort(names);
  return names;
}

// An inherited constructor stands in another module: its annotations and defaults are expressions of that one, and
// their numbers mean something else (or nothing) here.
TEST(Entries, AnInheritedConstructorIsReadInItsOwnModule) {
  const tests::TempDir project;
  std::string base = "class Base:\n    def __init__(self";
  for (int i = 0; i < 60; ++i) base += ", a" + std::to_string(i) + ": str = \"x\"";
  base += "):\n        self.a = a0\n";
  std::string derived = "import mlflow\nfrom base import Base\nunused = lambda: [";
  for (int i = 0; i < 60; ++i) derived += "mlflow.log_param(\"never\", 1), ";
  derived += "]\nclass Derived(Base):\n    def run(self):\n        mlflow.log_param(\"mode\", self.a)\n";
  project.write("base.py", base);
  project.write("derived.py", derived);
  EXPECT_EQ(RecordedParams(project), std::vector<std::string>{"mode"});
}

// What several entries import first is interpreted once; none of them sees what another one did with it.
TEST(Entries, ASharedFirstImportIsTheSameForEveryEntry) {
  const std::string entry = "'''Text.'''\nimport os\nfrom pkg.settings import options\nimport mlflow\n";
  const std::vector<std::string> entries = {
      entry + "options['a'] = 1\ndef run():\n    mlflow.log_params(options)\n",
      entry + "def run():\n    options['b'] = 1\n    mlflow.log_params(options)\n",
      entry + "def run(more):\n    mlflow.log_params(options)\n    options['c'] = more\n",
      entry + "options['d'] = 2\nif __name__ == '__main__':\n    mlflow.log_params(options)\n",
  };
  const auto add_package = [](const tests::TempDir& project) {
    project.write("pkg/__init__.py", "from pkg.settings import options\noptions['made'] = 'by the package'\n");
    project.write("pkg/settings.py", "options = {'given': 1}\n");
  };
  const tests::TempDir together;
  add_package(together);
  std::vector<std::string> expected;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string name = "entry" + std::to_string(i) + ".py";
    together.write(name, entries[i]);
    const tests::TempDir alone;
    add_package(alone);
    alone.write(name, entries[i]);
    const std::vector<std::string> params = RecordedParams(alone);
    EXPECT_GE(params.size(), 2U);
    expected.insert(expected.end(), params.begin(), params.end());
  }
  std::ranges::sort(expected);
  EXPECT_EQ(RecordedParams(together), expected);
}

// The first budget of an entry ends a few steps behind the import, or within it: each step before it counts, and what is
// recorded is the same where an assignment in place of an import keeps the entries from sharing.
TEST(Entries, ASharedFirstImportMayUseUpTheBudget) {
  const auto recorded = [](const std::string& first, int statements) {
    const std::string entry = first + "from pkg.settings import options\nimport mlflow\n";
    const std::string last = "if __name__ == '__main__':\n    mlflow.log_params(options)\n";
    const tests::TempDir project;
    std::string settings = "options = {'given': 1}\n";
    for (int i = 0; i < statements; ++i) settings += "x = 1\n";
    project.write("pkg/__init__.py", "from pkg.settings import options\noptions['made'] = 'by the package'\n");
    project.write("pkg/settings.py", settings);
    project.write("a.py", entry + "def run():\n    options['a'] = 1\n    mlflow.log_params(options)\n");
    project.write("b.py", "import re, sys\n" + entry + "options['b'] = 2\n" + last);
    project.write("c.py", "import re\nimport sys\n" + entry + "import json\noptions['c'] = 3\n" + last);
    project.write("d.py", entry + "options['d'] = 4\n" + last);
    return RecordedParams(project);
  };
  for (const int statements : {19'900, 19'980, 19'982, 19'984, 19'986, 19'988, 19'990, 19'992, 19'994, 20'100})
    EXPECT_EQ(recorded("import os\n", statements), recorded("os = 1\n", statements)) << statements;
}

}  // namespace
}  // namespace tracklint
