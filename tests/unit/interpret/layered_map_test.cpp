// Copies see what was there when they were made, and nothing of what others add.
#include "analyzer/interpret/layered_map.h"

#include <cstdint>

#include <gtest/gtest.h>

namespace tracklint::interpret {
namespace {

TEST(LayeredMap, CopiesShareWhatWasThere) {
  LayeredMap<int, int> first;
  first.insert(1, 10);
  LayeredMap<int, int> second(first);
  first.insert(2, 20);
  second.insert(2, 21);
  EXPECT_EQ(*first.find(1), 10);
  EXPECT_EQ(*second.find(1), 10);
  EXPECT_EQ(*first.find(2), 20);
  EXPECT_EQ(*second.find(2), 21);
  EXPECT_EQ(second.find(3), nullptr);
}

void ExpectAll(const LayeredMap<int, int>& map, int last) {
  for (int key = 0; key <= last; ++key) {
    ASSERT_NE(map.find(key), nullptr) << key;
    EXPECT_EQ(*map.find(key), key * 10);
  }
  EXPECT_EQ(map.find(last + 1), nullptr);
}

/// Copies of copies, each with an entry of its own.
void Descend(LayeredMap<int, int>& map, int key, int last) {
  map.insert(key, key * 10);
  ExpectAll(map, key);
  if (key == last) return;
  LayeredMap<int, int> copy(map);
  Descend(copy, key + 1, last);
  ExpectAll(map, key);
}

TEST(LayeredMap, ManyGenerationsLoseNothing) {
  LayeredMap<int, int> map;
  Descend(map, 0, 20);
}

TEST(LayeredMap, HoldsManyEntries) {
  LayeredMap<std::uint64_t, int> map;
  for (int i = 0; i < 10'000; ++i) map.insert((std::uint64_t{7} << 32U) | static_cast<std::uint64_t>(i), i);
  const LayeredMap<std::uint64_t, int> copy(map);
  for (int i = 0; i < 10'000; ++i) {
    const int* const found = copy.find((std::uint64_t{7} << 32U) | static_cast<std::uint64_t>(i));
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(*found, i);
  }
  EXPECT_EQ(copy.find(5), nullptr);
}

}  // namespace
}  // namespace tracklint::interpret
