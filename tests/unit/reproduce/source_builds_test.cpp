// What the installer's explanations say of packages that have no wheel.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "reproduce/attempt_steps.h"

namespace tracklint::reproduce {
namespace {

constexpr const char* kOutput =
    "error: No solution found when resolving dependencies\n"
    "  cause: Because all versions of one-package have no usable wheels and tool==1.0 depends on one-package>=2,<3 "
    "and\n"
    "you require tool==1.0, we can conclude that your requirements are unsatisfiable.\n\n"
    "hint: Wheels are required for `one-package` because building from source is disabled for all packages\n"
    "hint: Wheels are required for `other` because building from source is disabled for all packages\n"
    "hint: Wheels are required for `other` because building from source is disabled for all packages\n";

TEST(SourceBuilds, ReadsTheNamesOnce) {
  EXPECT_EQ(NamesWithoutWheels(kOutput), (std::vector<std::string>{"one-package", "other"}));
  EXPECT_TRUE(NamesWithoutWheels("").empty());
  EXPECT_EQ(NamesWithoutWheels("Wheels are required for `open"), std::vector<std::string>{"open"});
}

TEST(SourceBuilds, ReadsTheVersionsThatAreWanted) {
  EXPECT_EQ(SpecifiersShownFor(kOutput, "one-package"), std::vector<std::string>{">=2,<3"});
  EXPECT_TRUE(SpecifiersShownFor(kOutput, "other").empty());
  EXPECT_EQ(SpecifiersShownFor("a depends on b>=1, and c depends on b<2. d depends on b>=1 e", "b"),
            (std::vector<std::string>{">=1", "<2"}));
  EXPECT_TRUE(SpecifiersShownFor("a depends on bc>=1 and", "b").empty());
}

}  // namespace
}  // namespace tracklint::reproduce
