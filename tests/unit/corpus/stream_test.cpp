// Repositories on a stream of JSON lines: grouped, refused, examined, written as they finish.
#include "corpus/stream.h"

#include <array>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "corpus/results.h"
#include "corpus/run.h"
#include "tests/support/temp_dir.h"

namespace tracklint::corpus {
namespace {

using tests::ReadFile;
using tests::TempDir;

constexpr const char* kTrain =
    "import mlflow\nfrom sklearn.linear_model import Ridge\n\nwith mlflow.start_run():\n"
    "    Ridge(alpha=0.5).fit([[1]], [1])\n    mlflow.log_metric(\"r2\", 0.5)\n";

std::string FileLine(const std::string& repo, const std::string& path, const std::string& content,
                     const std::string& commit = "") {
  nlohmann::json line{{"repo", repo}, {"path", path}, {"content", content}};
  if (!commit.empty()) line["commit"] = commit;
  return line.dump() + "\n";
}

std::vector<Input> Read(const std::string& text, const TempDir& dir) {
  dir.write("stream", text);
  const int descriptor = open((dir.str() + "/stream").c_str(), O_RDONLY);
  StreamFeed feed(descriptor, dir.str());
  while (!feed.ended()) feed.pump();
  close(descriptor);
  std::vector<Input> inputs;
  while (std::optional<Input> input = feed.next()) inputs.push_back(std::move(*input));
  return inputs;
}

TEST(CorpusStream, ConsecutiveLinesAreOneRepository) {
  const TempDir dir;
  const auto inputs =
      Read(FileLine("ann/one", "a.py", "1") + FileLine("ann/one", "src/b.py", "2", "c0") + "\n" +
               R"({"repo":"two","archive":"two.zip","commit":"c1"})" + "\n" + FileLine("three", "c.py", "3"),
           dir);
  ASSERT_EQ(inputs.size(), 3U);
  EXPECT_EQ(inputs[0].name, "ann/one");
  EXPECT_EQ(inputs[0].commit, "c0");
  EXPECT_EQ(ReadFile(inputs[0].path + "/a.py"), "1");
  EXPECT_EQ(ReadFile(inputs[0].path + "/src/b.py"), "2");
  EXPECT_EQ(inputs[1].path, "two.zip");
  EXPECT_EQ(inputs[1].commit, "c1");
  EXPECT_EQ(ReadFile(inputs[2].path + "/c.py"), "3");
  for (const Input& input : inputs) EXPECT_EQ(input.error, "");
}

TEST(CorpusStream, EveryInputIsOneRecordAlsoABrokenOne) {
  const TempDir dir;
  const auto inputs = Read(FileLine("one", "a.py", "1") + "{broken\n" + FileLine("one", "b.py", "2") + "[1]\n" +
                               "{\"path\":\"x\"}\n" + FileLine("two", "../../x.py", "") + FileLine("one", "c.py", "3") +
                               FileLine("one", "d.py", "4") + "{\"repo\":\"three\",\"content\":\"x\"}",
                           dir);
  std::vector<std::string> all;
  all.reserve(inputs.size());
  for (const Input& input : inputs) all.push_back(input.error.empty() ? input.name : input.error);
  EXPECT_EQ(all,
            (std::vector<std::string>{
                "one", "line 2: no JSON object", "line 4: no JSON object", "line 5: an object needs the string repo",
                "two", "line 7: the repository `one` came before; the lines of a repository must follow each other",
                "line 9: an object needs the strings path and content, or archive, or folder"}));
  EXPECT_EQ(ReadFile(inputs[0].path + "/b.py"), "2") << "a broken line is nobody's";
  EXPECT_EQ(inputs[4].unreadable, 1U);
}

std::string Records(const std::string& text, const TempDir& dir, RunOptions options = {}) {
  dir.write("stream", text);
  options.stream = open((dir.str() + "/stream").c_str(), O_RDONLY);
  std::ostringstream out;
  if (options.output.empty()) options.records = &out;
  options.jobs = 2;
  const auto totals = RunCorpus(options);
  close(options.stream);
  EXPECT_TRUE(totals.ok()) << totals.error().message;
  return out.str();
}

TEST(CorpusStream, RecordsComeInTheOrderOfTheInputs) {
  const TempDir dir;
  std::string text;
  for (int i = 0; i < 9; ++i) text += FileLine("r" + std::to_string(i), "train.py", kTrain) + (i == 4 ? "{}\n" : "");
  const std::string records = Records(text, dir);
  std::vector<std::string> names;
  std::istringstream lines(records);
  for (std::string line; std::getline(lines, line);) names.push_back(Record::parse(line)["repo"]);
  EXPECT_EQ(names, (std::vector<std::string>{"r0", "r1", "r2", "r3", "r4", "line 6", "r5", "r6", "r7", "r8"}));
  EXPECT_EQ(records, Records(text, dir)) << "the same bytes again";
}

TEST(CorpusStream, MergedRecordsAreOneRun) {
  const TempDir dir;
  std::string text;
  std::string list = "name,path\n";
  for (int i = 0; i < 6; ++i) {
    text += FileLine("r" + std::to_string(i), "train.py", kTrain, i % 2 == 0 ? "c" : "");
    list += "r" + std::to_string(i) + ",.\n";
  }
  dir.write("list.csv", list);
  RunOptions whole;
  whole.output = dir.str() + "/whole";
  Records(text, dir, whole);
  // Parts as executors would make them, in no order.
  std::vector<std::string> parts;
  for (const std::size_t shard : {3U, 1U, 2U}) {
    RunOptions part;
    part.shard = shard;
    part.shards = 3;
    dir.write("part" + std::to_string(shard) + ".jsonl", Records(text, dir, part));
    parts.push_back(dir.str() + "/part" + std::to_string(shard) + ".jsonl");
  }
  std::vector<Input> order;
  order.reserve(6);
  for (int i = 0; i < 6; ++i) order.push_back({"r" + std::to_string(i), ".", {}});
  ASSERT_TRUE(MergeParts(parts, dir.str() + "/merged", order).ok());
  for (const char* name : {"records.jsonl", "repos.csv", "summary.json", "report.html", "hypotheses.csv"})
    EXPECT_EQ(ReadFile(dir.path() / "merged" / name), ReadFile(dir.path() / "whole" / name)) << name;
  order.push_back({"r6", ".", {}});
  const auto lacking = MergeParts(parts, dir.str() + "/more", order);
  ASSERT_TRUE(lacking.ok());
  EXPECT_EQ(lacking.value().errors, 1U);
  order.erase(order.begin());
  EXPECT_FALSE(MergeParts(parts, dir.str() + "/less", order).ok()) << "a record that nobody asked for";
}

TEST(CorpusStream, ACommitMakesContentsAWorkTree) {
  const TempDir dir;
  const std::string records =
      Records(FileLine("a", "train.py", kTrain) + FileLine("b", "train.py", kTrain, "c0ffee"), dir);
  const Record without = Record::parse(records.substr(0, records.find('\n')));
  const Record with = Record::parse(records.substr(records.find('\n') + 1));
  EXPECT_EQ(without["facets"]["code"]["status"], "unknown");
  EXPECT_EQ(with["facets"]["code"]["status"], "implicit");
  EXPECT_EQ(with["commit"], "c0ffee");
}

// One repository at a time, as a caller does that waits for each answer.
TEST(CorpusStream, AnswersBeforeTheStreamEnds) {
  const TempDir dir;
  std::array<int, 2> there{};
  std::array<int, 2> back{};
  ASSERT_EQ(pipe(there.data()), 0);
  ASSERT_EQ(pipe(back.data()), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(there[1]);
    std::ofstream out("/dev/fd/" + std::to_string(back[1]));
    RunOptions options;
    options.stream = there[0];
    options.records = &out;
    options.jobs = 1;
    _exit(RunCorpus(options).ok() ? 0 : 1);
  }
  close(there[0]);
  close(back[1]);
  for (const char* line : {"{\"repo\":\"gone\",\"folder\":\"/nowhere\"}\n", "{}\n"}) {
    ASSERT_GT(write(there[1], line, std::string_view(line).size()), 0);
    std::string answer;
    for (char c = 0; read(back[0], &c, 1) == 1 && c != '\n';) answer += c;
    EXPECT_TRUE(Record::parse(answer, nullptr, false).is_object()) << answer;
  }
  close(there[1]);
  char rest = 0;
  EXPECT_EQ(read(back[0], &rest, 1), 0);
  close(back[0]);
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace tracklint::corpus
