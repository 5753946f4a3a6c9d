// Data inside a folder that DVC describes as one output.
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "tests/support/temp_dir.h"

namespace tracklint::cli {
namespace {

nlohmann::json ReadsOf(const tests::TempDir& dir) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const std::vector<std::string> arguments{"facts",      dir.path().string(), "--isolated",
                                           "--no-cache", "--output-format",   "json"};
  EXPECT_EQ(Run(arguments, in, out, err), 0) << err.str();
  return nlohmann::json::parse(out.str())["entries"][0]["reads"];
}

TEST(DvcFolder, HoldsTheFilesBelowIt) {
  tests::TempDir dir;
  dir.write("data.dvc", "outs:\n- md5: 0123456789abcdef0123456789abcdef.dir\n  nfiles: 2\n  path: data\n");
  dir.write("jobs/train.py",
            "import mlflow\nimport pandas as pd\nfrom sklearn.linear_model import Ridge\n"
            "inside = pd.read_csv('../data/processed/train.csv')\n"
            "outside = pd.read_csv('../database/train.csv')\n"
            "with mlflow.start_run():\n    Ridge().fit(inside, outside)\n");
  const nlohmann::json reads = ReadsOf(dir);
  ASSERT_EQ(reads.size(), 2U);
  EXPECT_EQ(reads[0]["tracked"], "dvc");
  EXPECT_NE(reads[1]["tracked"], "dvc");
}

}  // namespace
}  // namespace tracklint::cli
