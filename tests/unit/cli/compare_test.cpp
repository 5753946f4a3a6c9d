// The command compare, as it is called.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/commands.h"
#include "tests/support/file_runs.h"
#include "tests/support/temp_dir.h"

namespace tracklint::tests {
namespace {

using testing::HasSubstr;
using testing::Not;

FileRun Trial(const std::string& id, const std::string& loss) {
  FileRun run;
  run.id = id;
  run.params = {{"lr", "0.1"}};
  run.metrics = {{"loss", "1700000001000 " + loss + " 0\n"}};
  return run;
}

const std::string kFirst(32, 'a');
const std::string kSecond(32, 'b');

TEST(CompareOf, TextAndJson) {
  const TempDir dir;
  WriteRun(dir, "one", Trial(kFirst, "0.5"));
  WriteRun(dir, "two", Trial(kSecond, "0.7"));
  const Ran same = Do({"compare", dir.str() + "/one", dir.str() + "/one"});
  EXPECT_EQ(same.code, 0) << same.err;
  EXPECT_THAT(same.out, HasSubstr("the runs agree"));
  const Ran text = Do({"compare", dir.str() + "/one", dir.str() + "/two"});
  EXPECT_EQ(text.code, 1) << text.err;
  EXPECT_THAT(text.out, HasSubstr("metric loss: 0.5 | 0.7  DIFFERS (relative 0.29)"));
  EXPECT_THAT(text.out, HasSubstr("the runs differ"));
  const Ran json = Do({"compare", dir.str() + "/one", dir.str() + "/two", "--output-format", "json"});
  EXPECT_EQ(json.code, 1);
  const nlohmann::json document = nlohmann::json::parse(json.out);
  EXPECT_TRUE(document["schema"] == "tracklint-compare/1");
  EXPECT_TRUE(document["agree"] == false);
  EXPECT_TRUE(document["pairs"][0]["counts"]["differs"] == 1);
  EXPECT_TRUE(document["pairs"][0]["a"]["run_id"] == kFirst.c_str());
}

TEST(CompareOf, SecretsAreComparedAndNotShown) {
  const TempDir dir;
  FileRun run = Trial(kFirst, "0.5");
  run.params["uri"] = "https://anna:hunter2@host";
  run.params["source"] = "https://host/x?token=hunter2";
  run.params["password"] = "hunter2";
  WriteRun(dir, "one", run);
  run.params["source"] = "https://host/x?token=hunter2b";
  WriteRun(dir, "two", run);
  for (const char* format : {"text", "json"}) {
    const Ran ran = Do({"compare", dir.str() + "/one", dir.str() + "/two", "--output-format", format});
    EXPECT_EQ(ran.code, 1) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("https://host/x?token=***"));
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr("hunter2")));
  }
}

TEST(CompareOf, TolerancesAreOptions) {
  const TempDir dir;
  WriteRun(dir, "one", Trial(kFirst, "0.5"));
  WriteRun(dir, "two", Trial(kSecond, "0.502"));
  const std::string one = dir.str() + "/one";
  const std::string two = dir.str() + "/two";
  EXPECT_THAT(Do({"compare", one, two}).out, HasSubstr("close (relative 0.004)"));
  EXPECT_EQ(Do({"compare", one, two}).code, 0);
  EXPECT_EQ(Do({"compare", one, two, "--close-rtol", "0.001"}).code, 1);
  EXPECT_THAT(Do({"compare", one, two, "--rtol", "0.01"}).out, Not(HasSubstr("close")));
  EXPECT_EQ(Do({"compare", one, two, "--rtol", "2"}).code, 2);
}

TEST(CompareOf, RunsAreNamedInSeveralWays) {
  const TempDir dir;
  WriteRun(dir, "mlruns", Trial(kFirst, "0.5"));
  FileRun other = Trial(kSecond, "0.5");
  other.name = "second";
  WriteRun(dir, "mlruns", other);
  const std::string store = dir.str() + "/mlruns";
  const std::string first = store + "#" + kFirst;
  const std::string found = "B: " + kSecond;
  const std::vector<std::string> names{store + "#" + kSecond,      store + "#bbbb", store + "#second",
                                       store + "/0/" + kSecond,    kSecond,         "runs:/" + kSecond + "/model",
                                       "file://" + store + "#bbbb"};
  for (const std::string& second : names) {
    const Ran ran = Do({"compare", first, second, "--store", store});
    EXPECT_EQ(ran.code, 0) << second << ran.err;
    EXPECT_THAT(ran.out, HasSubstr(found)) << second;
  }
  const Ran none = Do({"compare", store + "#nothing", kSecond, "--store", store});
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("holds no run `nothing`"));
  EXPECT_EQ(Do({"compare", store}).code, 2);
  EXPECT_EQ(Do({"compare", store, dir.str() + "/elsewhere"}).code, 2);
}

TEST(CompareOf, StrictCountsBytes) {
  const TempDir dir;
  FileRun one = Trial(kFirst, "0.5");
  FileRun two = Trial(kSecond, "0.5");
  one.artifacts = {{"weights.bin", "abc"}};
  two.artifacts = {{"weights.bin", "abd"}};
  WriteRun(dir, "one", one);
  WriteRun(dir, "two", two);
  const Ran ran = Do({"compare", dir.str() + "/one", dir.str() + "/two"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("agree, but for bytes"));
  EXPECT_EQ(Do({"compare", dir.str() + "/one", dir.str() + "/two", "--strict"}).code, 1);
}

}  // namespace
}  // namespace tracklint::tests
