#include <string>

#include <gtest/gtest.h>

#include "corpus/record.h"

namespace tracklint::corpus {
namespace {

TEST(RecordLine, HoldsNothingThatATerminalObeys) {
  const std::string name = "a\x1b\x7f\xc2\x9b\xe2\x80\x8b\xe2\x80\xae##[error]\xc3\xa9.py";
  const Record record = {{"repo", name}, {"error", nullptr}};
  const std::string line = RecordLine(record);
  EXPECT_NE(line.find(R"(a\u001b\u007f\u009b\u200b\u202e#\u0023[error])"
                      "\xc3\xa9.py"),
            std::string::npos)
      << line;
  EXPECT_EQ(Record::parse(line), record);
}

}  // namespace
}  // namespace tracklint::corpus
