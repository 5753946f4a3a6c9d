#include "analyzer/bind/names.h"

#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace tracklint::bind {
namespace {

TEST(Names, InternsOnce) {
  Names names;
  const NameId a = names.intern("a");
  EXPECT_EQ(names.intern(std::string("a")), a);
  EXPECT_NE(names.intern("b"), a);
  EXPECT_EQ(names.text(a), "a");
  EXPECT_EQ(names.find("a"), a);
  EXPECT_EQ(names.find("c"), kNoName);
  EXPECT_EQ(names.text(kNoName), "");
}

TEST(Names, FromManyThreads) {
  Names names;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&names] {
      for (int i = 0; i < 500; ++i) {
        const std::string text = "n" + std::to_string(i);
        EXPECT_EQ(names.text(names.intern(text)), text);
      }
    });
  }
  for (std::thread& t : threads) t.join();
  for (int i = 0; i < 500; ++i) {
    const std::string text = "n" + std::to_string(i);
    EXPECT_EQ(names.text(names.find(text)), text);
  }
}

}  // namespace
}  // namespace tracklint::bind
