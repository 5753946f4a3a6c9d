// A repository that takes its process down, or never ends, is one record; the others are examined.
#include "corpus/workers.h"

#include <csignal>
#include <map>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/support/temp_dir.h"

namespace tracklint::corpus {
namespace {

Record Behave(const Input& input, const std::string&) {
  if (input.name == "crash") std::raise(SIGSEGV);
  if (input.name == "leave") _exit(3);
  if (input.name == "throw") throw std::runtime_error("out of something");
  if (input.name == "hang") pause();
  return {{"repo", input.name}, {"error", nullptr}, {"long", std::string(input.unreadable, 'x')}};
}

TEST(CorpusWorkers, OneBadRepositoryIsOneRecord) {
  const tests::TempDir dir;
  Workers workers({2, Behave, 1.0, dir.str()});
  std::map<std::string, std::string> errors;
  std::size_t given = 0;
  const char* names[] = {"a", "crash", "b", "leave", "hang", "throw", "c", "crash", "d"};
  std::size_t answered = 0;
  while (answered < std::size(names)) {
    while (workers.idle() && given < std::size(names)) {
      workers.start(given, {names[given], "/p", "", "", false, 1'000'000});
      ++given;
    }
    bool readable = false;
    for (const Answer& answer : workers.wait(-1, readable)) {
      ++answered;
      const Record record = Record::parse(answer.line);
      EXPECT_EQ(record["repo"], names[answer.index]);
      errors[record["repo"]] = record["error"].is_null() ? "" : record["error"].get<std::string>();
      EXPECT_EQ(record.contains("long") ? record["long"].get<std::string>().size() : 1'000'000U, 1'000'000U);
    }
  }
  EXPECT_EQ(errors, (std::map<std::string, std::string>{{"a", ""},
                                                        {"b", ""},
                                                        {"c", ""},
                                                        {"d", ""},
                                                        {"crash", "the analysis was ended by signal 11"},
                                                        {"leave", "the analysis ended without an answer"},
                                                        {"hang", "not finished within 1 s"},
                                                        {"throw", "internal error: out of something"}}));
}

TEST(CorpusWorkers, NamesHoldWhatTheyLike) {
  const tests::TempDir dir;
  Workers workers({1,
                   [](const Input& input, const std::string&) {
                     return Record{{"repo", std::to_string(input.name.size()) + input.path}, {"error", input.error}};
                   },
                   0, dir.str()});
  workers.start(0, {std::string("a\0\n b", 5), "p q\n1 2", "", "e\xff"});
  bool readable = false;
  const auto answers = workers.wait(-1, readable);
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(Record::parse(answers[0].line)["repo"], "5p q\n1 2");
}

}  // namespace
}  // namespace tracklint::corpus
