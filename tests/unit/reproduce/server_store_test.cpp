// Tracking servers: what is said when they do not answer. (tests/reproduce/real_stores.py reads a real one.)
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reproduce/child_process.h"
#include "reproduce/http_client.h"
#include "reproduce/run_store.h"

namespace tracklint::reproduce {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ServerStore, NoAnswerIsSaidWithoutCredentials) {
  const Result<RunStore> read = ReadRunStore("http://somebody:password@127.0.0.1:9/mlflow/");
  ASSERT_FALSE(read.ok());
  EXPECT_THAT(read.error().message, HasSubstr("http://127.0.0.1:9/mlflow"));
  EXPECT_THAT(read.error().message, Not(HasSubstr("password")));
  EXPECT_THAT(read.error().message, Not(HasSubstr("somebody")));
}

TEST(ServerStore, AddressesAreShownWithoutCredentials) {
  EXPECT_EQ(HttpClient("https://user:p%40ss@host:8/a/").shown(), "https://host:8/a");
  EXPECT_EQ(HttpClient("https://host/@a").shown(), "https://host/@a");
  EXPECT_EQ(QueryValue("a b&c=é/%"), "a%20b%26c%3D%C3%A9%2F%25");
}

TEST(ChildProcess, FeedsAndReadsWhatIsLong) {
  const std::string text(1 << 20, 'x');
  const Result<ChildOutput> ran = RunChild({"cat"}, text);
  ASSERT_TRUE(ran.ok());
  EXPECT_EQ(ran.value().exit_code, 0);
  EXPECT_EQ(ran.value().out, text);
  EXPECT_EQ(RunChild({"true"}, text).value().exit_code, 0) << "a child that reads nothing";
  EXPECT_EQ(RunChild({"sh", "-c", "kill -9 $$"}, "").value().exit_code, 128 + 9);
  const Result<ChildOutput> none = RunChild({"no-such-program-here"}, "");
  ASSERT_FALSE(none.ok());
  EXPECT_THAT(none.error().message, HasSubstr("no-such-program-here is not installed"));
}

}  // namespace
}  // namespace tracklint::reproduce
