// Attempts for many repositories: a program of our own stands in for tracklint, so that every way to end is here.
#include "reproduce/try_many.h"

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace tracklint::reproduce {
namespace {

using tests::ReadFile;
using tests::TempDir;

/// Ends as the repository's name says; counts how often it was started.
constexpr const char* kProgram = R"sh(#!/bin/sh
echo "$*" >> "$0.calls"
repository=$2
while [ "$1" != --output-dir ]; do shift; done
folder=$2
case $repository in
*stuck*) sleep 30 ;;
*crash*) kill -SEGV $$ ;;
*mute*) exit 2 ;;
*broken*) echo "half a row" > "$folder/row.csv"; echo "tracklint: nothing to run" >&2; exit 2 ;;
*refuses*) echo "tracklint: warning: careful" >&2; echo "tracklint: no script, \"here\", has runs" >&2; exit 2 ;;
esac
mkdir -p "$folder/env" "$folder/logs" "$folder/repo"
echo log > "$folder/logs/try.txt"
printf 'repo,commit,entry,python,level,level_as_is,cause,cause_as_is,runs,cpu_seconds,score,score_level\n' > "$folder/row.csv"
printf '"/a/""path"", of here",c1,"a,b.py",3.10,E4,E2,NONDETERMINISM,,1,2.5,,0\n' >> "$folder/row.csv"
exit 1
)sh";

class TryManyOf : public testing::Test {
 protected:
  TryManyOf() {
    directory_.write("tool", kProgram);
    std::filesystem::permissions(directory_.path() / "tool", std::filesystem::perms::owner_all);
    options_.program = directory_.str() + "/tool";
    options_.folder = directory_.str() + "/attempts";
    options_.words = {"--timeout", "5"};
  }
  [[nodiscard]] std::size_t Calls() const {
    std::size_t calls = 0;
    for (const char c : ReadFile(directory_.path() / "tool.calls")) calls += c == '\n' ? 1 : 0;
    return calls;
  }

  TempDir directory_;
  ManyOptions options_;
};

constexpr const char* kHead =
    "repo,commit,entry,python,level,level_as_is,cause,cause_as_is,runs,cpu_seconds,score,score_level,error\n";

TEST_F(TryManyOf, EveryRepositoryIsARow) {
  std::string progress;
  options_.progress = [&](std::size_t done, std::size_t all, const std::string& name, const std::string& what) {
    progress += std::to_string(done) + "/" + std::to_string(all) + " " + name + ": " + what + "\n";
  };
  const auto all = TryMany({{"ann/good", "/r/good", "c1"},
                            {"=x", "/r/refuses", ""},
                            {"c", "/r/crash", ""},
                            {"d", "/r/mute", ""},
                            {"e", "/r/broken", "c9"}},
                           options_);
  ASSERT_TRUE(all.ok()) << all.error().message;
  EXPECT_EQ(all.value().table, std::string(kHead) +
                                   "\"ann/good\",c1,\"a,b.py\",3.10,E4,E2,NONDETERMINISM,,1,2.5,,0,\n"
                                   "\"'=x\",,,,,,,,,,,,\"no script, \"\"here\"\", has runs\"\n"
                                   "\"c\",,,,,,,,,,,,\"ended with code 139\"\n"
                                   "\"d\",,,,,,,,,,,,\"ended with code 2\"\n"
                                   "\"e\",c9,,,,,,,,,,,\"nothing to run\"\n");
  EXPECT_EQ(all.value().tried, 5U);
  EXPECT_EQ(progress.substr(0, progress.find('\n')), "1/5 ann/good: E4");
  EXPECT_EQ(ReadFile(directory_.path() / "tool.calls").substr(0, 34), "reproduce /r/good@c1 --run --outpu");
  const std::filesystem::path folder = directory_.path() / "attempts/0001-ann_good";
  EXPECT_TRUE(std::filesystem::exists(folder / "logs/try.txt"));
  EXPECT_FALSE(std::filesystem::exists(folder / "env"));
  EXPECT_FALSE(std::filesystem::exists(folder / "repo"));
}

TEST_F(TryManyOf, GoesOnAfterWhatIsThere) {
  const std::vector<Candidate> two{{"a", "/r/good", "c1"}, {"b", "/r/refuses", ""}};
  const auto first = TryMany(two, options_);
  const auto second = TryMany(two, options_);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(second.value().table, first.value().table);
  EXPECT_EQ(second.value().tried, 0U);
  EXPECT_EQ(second.value().kept, 2U);
  EXPECT_EQ(Calls(), 2U);
  const auto moved = TryMany({{"a", "/r/good", "c2"}, two[1]}, options_);
  EXPECT_EQ(moved.value().tried, 1U);
  EXPECT_EQ(Calls(), 3U);
}

TEST_F(TryManyOf, BudgetEndsWhatIsUnderWay) {
  options_.budget_seconds = 1;
  const auto all = TryMany({{"a", "/r/good", ""}, {"b", "/r/stuck", ""}, {"c", "/r/good", ""}}, options_);
  ASSERT_TRUE(all.ok());
  EXPECT_EQ(all.value().tried, 1U);
  EXPECT_EQ(all.value().left, 2U);
  EXPECT_EQ(all.value().table.find("\"b\""), std::string::npos) << "an attempt that had no time is none";
  options_.budget_seconds = 600;
  options_.attempt_seconds = 1;
  const auto later = TryMany({{"a", "/r/good", ""}, {"b", "/r/stuck", ""}, {"c", "/r/good", ""}}, options_);
  EXPECT_EQ(later.value().tried, 2U);
  EXPECT_EQ(later.value().kept, 1U);
  EXPECT_NE(later.value().table.find("\"b\",,,,,,,,,,,,\"ended after 1 seconds\"\n"), std::string::npos)
      << later.value().table;
}

TEST_F(TryManyOf, SaysWhereItCannotWrite) {
  directory_.write("attempts", "a file");
  EXPECT_EQ(TryMany({}, options_).error().message, directory_.str() + "/attempts: cannot be made");
}

}  // namespace
}  // namespace tracklint::reproduce
