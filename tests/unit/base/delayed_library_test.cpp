#include "analyzer/base/delayed_library.h"

#include <cstddef>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace tracklint {
namespace {

std::string WhyNot(const char* file, const char* function) {
  try {
    (void)FindInLibrary(file, function);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "found";
}

TEST(FindInLibrary, NamesWhatIsMissing) {
  const std::string library = WhyNot("libthere_is_none.so.9", "f");
  EXPECT_NE(library.find("libthere_is_none.so.9"), std::string::npos) << library;
  const std::string function = WhyNot("libm.so.6", "there_is_none");
  EXPECT_NE(function.find("there_is_none"), std::string::npos) << function;
  EXPECT_EQ(WhyNot("libm.so.6", "cos"), "found");
}

TEST(DelayedFunction, IsCalledAndHasAnAddress) {
  constexpr DelayedFunction<"libm.so.6", "cos", double(double)> kCos;
  EXPECT_EQ(kCos(0.0), 1.0);
  double (*const address)(double) = kCos;
  EXPECT_EQ(address(0.0), 1.0);
}

}  // namespace
}  // namespace tracklint
