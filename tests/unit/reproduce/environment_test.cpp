// Making the environment of an attempt, with a program of our own in the place of uv.
#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "reproduce/attempt_steps.h"
#include "tests/support/temp_dir.h"

namespace tracklint::reproduce {
namespace {

using tests::TempDir;

TEST(EnvironmentOf, InstallingIsLimitedByItself) {
  const TempDir directory;
  directory.write("bin/uv", "#!/bin/sh\n[ \"$1\" = venv ] || sleep 30\n");
  std::filesystem::permissions(directory.path() / "bin/uv", std::filesystem::perms::owner_all);
  std::filesystem::create_directories(directory.path() / "attempt/logs");
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): one thread
  const std::string before = path != nullptr ? path : "";
  setenv("PATH", (directory.str() + "/bin:" + before).c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  Attempt attempt;
  attempt.plan.requirements = {"mlflow"};
  attempt.plan.date = "2023-01-01";
  AttemptOptions options;
  options.limits.seconds = 600;
  options.install_seconds = 1;
  std::string python;
  EXPECT_FALSE(BuildEnvironment(attempt, directory.str() + "/attempt", options, python));
  setenv("PATH", before.c_str(), 1);  // NOLINT(concurrency-mt-unsafe)
  EXPECT_EQ(attempt.cause.name, "RESOURCE");
  EXPECT_EQ(attempt.cause.evidence, "installing was stopped: time");
}

}  // namespace
}  // namespace tracklint::reproduce
