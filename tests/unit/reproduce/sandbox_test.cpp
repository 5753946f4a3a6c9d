// What foreign code cannot do: each property with a program that tries.
#include "reproduce/sandbox.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/temp_dir.h"

namespace tracklint::reproduce {
namespace {

class SandboxOf : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::optional<std::string> trouble = SandboxTrouble()) GTEST_SKIP() << *trouble;
  }

  Watched Run(const std::string& code, Limits limits = {}, bool network = false) {
    Sandbox sandbox;
    sandbox.network = network;
    std::filesystem::create_directories(directory_.path() / "work");
    sandbox.writable = (directory_.path() / "work").string();
    sandbox.folder = sandbox.writable;
    sandbox.environment = {{"PATH", "/usr/bin:/bin"}};
    directory_.write("work/program.py", code);
    limits.seconds = std::min(limits.seconds, 30.0);
    const Result<Watched> ran =
        Supervise(SandboxedCommand(sandbox, limits, {"/usr/bin/python3", "program.py"}), limits, sandbox.writable);
    EXPECT_TRUE(ran.ok());
    return ran.ok() ? ran.value() : Watched{};
  }

  tests::TempDir directory_;
};

TEST_F(SandboxOf, OrdinaryProgramsRunAndWriteInTheirFolder) {
  const Watched ran = Run("open('out.txt', 'w').write('x'); import tempfile; tempfile.mkdtemp(); print('done')");
  EXPECT_EQ(ran.exit_code, 0) << ran.output;
  EXPECT_EQ(ran.output, "done\n");
  EXPECT_EQ(tests::ReadFile(directory_.path() / "work" / "out.txt"), "x");
}

TEST_F(SandboxOf, NoNetwork) {
  const Watched ran =
      Run("import socket\ns = socket.socket()\ns.settimeout(5)\n"
          "try:\n  s.connect(('192.0.2.1', 80))\nexcept OSError as e:\n  print('no:', e.errno)\n");
  EXPECT_EQ(ran.output, "no: 101\n");  // ENETUNREACH
}

TEST_F(SandboxOf, NothingOfTheHomeAndTheRestOfTheDisk) {
  directory_.write("secret.txt", "treasure");
  const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe)
  const std::string looked = "[" + std::string("'") + directory_.str() + "/secret.txt', '" +
                             (home != nullptr ? home : "/root") +
                             "', '/etc/shadow', '/var/log', '/proc/1/root/etc/shadow']";
  const Watched ran = Run("import os\nfor path in " + looked +
                          ":\n  try:\n    print(path, os.listdir(path) if os.path.isdir(path) else open(path).read())\n"
                          "  except OSError: pass\nprint(os.path.expanduser('~'))");
  EXPECT_EQ(ran.output, "/home/experiment\n");
}

TEST_F(SandboxOf, NoWritesOutside) {
  const Watched ran = Run("for path in ['/usr/x', '/etc/x', '" + directory_.str() +
                          "/x', '/x']:\n  try:\n    open(path, 'w')\n  except OSError: pass\nprint('tried')");
  EXPECT_EQ(ran.output, "tried\n");
  std::error_code error;
  EXPECT_FALSE(std::filesystem::exists(directory_.path() / "x", error));
  EXPECT_FALSE(std::filesystem::exists("/usr/x", error));
}

TEST_F(SandboxOf, LinksLeadNowhere) {
  directory_.write("secret.txt", "treasure");
  std::filesystem::create_directories(directory_.path() / "work");
  std::filesystem::create_symlink(directory_.path() / "secret.txt", directory_.path() / "work" / "link");
  const Watched ran = Run("try:\n  print(open('link').read())\nexcept OSError:\n  print('nothing')");
  EXPECT_EQ(ran.output, "nothing\n");
}

TEST_F(SandboxOf, EndlessProgramsEnd) {
  Limits limits;
  limits.seconds = 1;
  const Watched ran = Run("import subprocess\nsubprocess.Popen(['sleep', '1000'])\nwhile True: pass", limits);
  EXPECT_EQ(ran.stopped, "time");
  EXPECT_LT(ran.wall_seconds, 15);
  EXPECT_GT(ran.cpu_seconds, 0.1);
}

TEST_F(SandboxOf, MemoryIsLimited) {
  Limits limits;
  limits.memory_bytes = std::uint64_t{200} << 20;
  const Watched ran = Run("x = []\nwhile True: x.append(bytearray(1 << 22))", limits);
  EXPECT_TRUE(ran.stopped == "memory" || ran.output.find("MemoryError") != std::string::npos) << ran.output;
}

TEST_F(SandboxOf, ForkBombsEnd) {
  Limits limits;
  limits.processes = 40;
  limits.seconds = 20;
  const Watched ran =
      Run("import os, time\nfor i in range(200):\n  if os.fork() == 0:\n    time.sleep(100)\ntime.sleep(100)", limits);
  EXPECT_EQ(ran.stopped, "processes");
  EXPECT_LT(ran.wall_seconds, 15);
}

TEST_F(SandboxOf, TheDiskIsNotFilled) {
  Limits limits;
  limits.disk_bytes = std::uint64_t{20} << 20;
  const Watched ran =
      Run("import time\nfor i in range(1000):\n  with open(f'f{i}', 'wb') as f: f.write(b'x' * (1 << 20))\n  "
          "time.sleep(0.02)",
          limits);
  EXPECT_EQ(ran.stopped, "disk");
}

TEST_F(SandboxOf, MuchOutputIsKeptInPart) {
  const Watched ran = Run("for i in range(200000): print('line', i)");
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_LT(ran.output.size(), 1U << 20U);
  EXPECT_TRUE(ran.output.starts_with("line 0\n"));
  EXPECT_TRUE(ran.output.ends_with("line 199999\n"));
}

}  // namespace
}  // namespace tracklint::reproduce
