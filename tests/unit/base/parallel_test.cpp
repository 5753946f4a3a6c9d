#include "analyzer/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace tracklint {
namespace {

TEST(ParallelFor, CallsEachIndexOnce) {
  for (const int jobs : {1, 3}) {
    std::vector<int> calls(1000, 0);
    ParallelFor(calls.size(), jobs, Step::kLink, [&](std::size_t i) { ++calls[i]; });
    EXPECT_EQ(std::accumulate(calls.begin(), calls.end(), 0), 1000);
    EXPECT_EQ(*std::max_element(calls.begin(), calls.end()), 1);
  }
}

TEST(ParallelFor, ThrowsWhatAThreadThrew) {
  for (const int jobs : {1, 4}) {
    std::atomic<std::size_t> calls{0};
    std::string said;
    try {
      ParallelFor(100000, jobs, Step::kLink, [&](std::size_t i) {
        ++calls;
        if (i == 5) throw std::runtime_error("the sixth");
        if (jobs > 1) std::this_thread::sleep_for(std::chrono::microseconds(10));  // time to hear of it
      });
    } catch (const std::runtime_error& error) {
      said = error.what();
    }
    EXPECT_EQ(said, "the sixth");
    EXPECT_LT(calls, 100000U);
  }
}

TEST(MadeOnce, IsMadeByTheFirstThatAsks) {
  MadeOnce<std::vector<int>> made;
  std::atomic<int> times{0};
  ParallelFor(100, 4, Step::kLink, [&](std::size_t) {
    const std::vector<int>& value = made.get([&] {
      ++times;
      return std::vector<int>{1, 2};
    });
    EXPECT_EQ(value.size(), 2U);
  });
  EXPECT_EQ(times, 1);
}

}  // namespace
}  // namespace tracklint
