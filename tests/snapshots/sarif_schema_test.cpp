// The golden SARIF files against the JSON schema of SARIF 2.1.0, with the Python package and the schema
// that ./dev setup pins. Skipped where they are not installed.
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
  const std::filesystem::path schema =
      root / "build/validator/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json";
  if (!std::filesystem::exists(schema)) GTEST_SKIP() << "./dev setup has installed no SARIF validator";
  for (const char* name : {"report.sarif", "clean.sarif"}) {
    const std::string command = "'" + python.string() + "' '" + (folder / "check_schema.py").string() + "' '" +
                                schema.string() + "' '" + (folder / name).string() + "'";
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c): a fixed command
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << name;
  }
}

}  // namespace
}  // namespace tracklint::tests
