#include "analyzer/link/record_memo.h"

#include <map>
#include <string>

#include <gtest/gtest.h>

#include "analyzer/discover/discover.h"
#include "analyzer/link/module_graph.h"
#include "tests/support/temp_dir.h"

namespace tracklint::link {
namespace {

using Records = std::map<std::string, const bind::ModuleRecord*>;

Records Analyse(const tests::TempDir& dir, RecordMemo& memo) {
  discover::Options options;
  options.paths = {dir.str()};
  const auto found = discover::Discover(options);
  EXPECT_TRUE(found.ok());
  SourceSet sources;
  std::vector<FileIssue> issues;
  const ModuleGraph graph = BuildModuleGraph(found.value(), sources, issues, {.memo = &memo});
  Records records;
  for (const Module& module : graph.modules()) {
    if (module.record == nullptr) continue;
    EXPECT_EQ(module.record->file, module.file);
    records[module.path] = module.record.get();
  }
  return records;
}

TEST(RecordMemo, OnlyWhatChangedIsLoweredAgain) {
  const tests::TempDir dir;
  dir.write("a.py", "import mlflow\n");
  dir.write("b.py", "import mlflow\nx = 1\n");
  RecordMemo memo;
  const Records first = Analyse(dir, memo);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(Analyse(dir, memo), first);
  dir.write("b.py", "import mlflow\nx = 2\n");
  const Records second = Analyse(dir, memo);
  EXPECT_EQ(second.at("a.py"), first.at("a.py"));
  EXPECT_NE(second.at("b.py"), first.at("b.py"));
}

TEST(RecordMemo, AFileThatMovedInTheListIsAnother) {
  const tests::TempDir dir;
  dir.write("b.py", "import mlflow\n");
  RecordMemo memo;
  Analyse(dir, memo);
  dir.write("a.py", "import mlflow\n");
  EXPECT_EQ(Analyse(dir, memo).size(), 2U);  // their numbers are checked above
}

}  // namespace
}  // namespace tracklint::link
