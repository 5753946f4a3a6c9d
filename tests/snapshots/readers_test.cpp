// The golden reports, read back by what other people read them with (tests/snapshots/read_formats.py).
#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace tracklint::tests {
namespace {

TEST(Formats, AreReadByTheirConsumers) {
  const std::filesystem::path root(TRACKLINT_SOURCE_DIR);
  // The pinned packages where ./dev setup could install them; the script names the readers that are missing.
  const std::filesystem::path python = std::filesystem::exists(TRACKLINT_PYTHON) ? TRACKLINT_PYTHON : "python3";
  const std::string command = "'" + python.string() + "' '" + (root / "tests/snapshots/read_formats.py").string() +
                              "' '" + (root / "tests/snapshots").string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);  // NOLINT(cert-env33-c): a fixed command
}

}  // namespace
}  // namespace tracklint::tests
