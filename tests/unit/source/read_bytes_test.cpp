#include <cstddef>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "analyzer/source/read.h"
#include "tests/unit/link/scratch_repo.h"

namespace tracklint::source {
namespace {

TEST(ReadBytes, OneBufferServesManyFiles) {
  test::ScratchRepo repo;
  const std::string many(100000, 'm');
  repo.add("long.py", many).add("short.py", "a = 1\n").add("empty.py", "");
  const auto at = [&](std::string_view name) { return (repo.root() / name).string(); };
  std::string buffer;
  EXPECT_EQ(ReadBytes(at("short.py"), kReadLimit, buffer).value(), "a = 1\n");
  EXPECT_EQ(ReadBytes(at("long.py"), kReadLimit, buffer).value(), many);
  const std::size_t grown = buffer.size();
  EXPECT_EQ(ReadBytes(at("empty.py"), kReadLimit, buffer).value(), "");
  EXPECT_EQ(ReadBytes(at("short.py"), kReadLimit, buffer).value(), "a = 1\n");
  EXPECT_EQ(buffer.size(), grown);
  EXPECT_FALSE(ReadBytes(at("long.py"), 1000, buffer).ok());
  EXPECT_FALSE(ReadBytes(at("none.py"), kReadLimit, buffer).ok());
  EXPECT_EQ(ReadBytes(at("long.py")).value(), many);
}

}  // namespace
}  // namespace tracklint::source
