// The golden SARIF files against the JSON schema of SARIF 2.1.0, with the Python package that ./dev setup pins.
// Skipped where that is not installed.
#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>

namespace tracklint::tests {
namespace {

TEST(SarifSchema, GoldenFilesAreValid) {
  const std::filesystem::path root(TRACKLINT_SOURCE_DIR);
  const std::filesystem::path python = root / "build/venv/bin/python";
  if (!std::filesystem::exists(python)) GTEST_SKIP() << "./dev setup has installed no Python checks";
  const std::filesystem::path folder = root / "tests/snapshots";
  if (!std::filesystem::exists(folder / "sarif-2.1.0.json"))
    GTEST_SKIP() << "the schema is not part of this repository";
  for (const char* name : {"report.sarif", "clean.sarif"}) {
    const std::string command = "'" + python.string() + "' '" + (folder / "check_schema.py").string() + "' '" +
                                (folder / "sarif-2.1.0.json").string() + "' '" + (folder / name).string() + "'";
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): a fixed command
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << name;
  }
}

}  // namespace
}  // namespace tracklint::tests
