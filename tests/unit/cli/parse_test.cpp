// The command line.
#include <gtest/gtest.h>

#include "cli/options.h"

namespace tracklint::cli {
namespace {

Options Read(const std::vector<std::string>& arguments) {
  const Parsed parsed = ParseArguments(arguments);
  EXPECT_FALSE(parsed.done) << parsed.err;
  return parsed.options;
}

TEST(Parse, CheckIsTheDefaultCommand) {
  EXPECT_EQ(Read({"src"}).command, Command::kCheck);
  EXPECT_EQ(Read({"src"}).paths, std::vector<std::string>{"src"});
  EXPECT_EQ(Read({"--select", "ALL", "src"}).command, Command::kCheck);
  EXPECT_EQ(Read({"check", "src"}).paths, std::vector<std::string>{"src"});
  EXPECT_EQ(Read({"score", "."}).command, Command::kScore);
}

TEST(Parse, ListsTakeCommasAndDoNotSwallowPaths) {
  const Options options =
      Read({"check", "--select", "MLF1,MLF201", "--select", "MLF3", "--ignore", "MLF105", "src", "other"});
  EXPECT_EQ(options.select, (std::vector<std::string>{"MLF1", "MLF201", "MLF3"}));
  EXPECT_EQ(options.ignore, std::vector<std::string>{"MLF105"});
  EXPECT_EQ(options.paths, (std::vector<std::string>{"src", "other"}));
}

TEST(Parse, OptionsOfTheScripts) {
  const Options options = Read({"check", "--isolated", "--no-cache", "--exit-zero", "--target-mlflow", "3.17.2",
                                "--select", "ALL", "--output-format", "json", "."});
  EXPECT_TRUE(options.isolated);
  EXPECT_TRUE(options.exit_zero);
  EXPECT_EQ(options.target_mlflow, "3.17.2");
  EXPECT_EQ(options.output_format, "json");
  EXPECT_EQ(options.paths, std::vector<std::string>{"."});
  for (const char* command : {"facts", "score"})
    EXPECT_EQ(Read({command, "--isolated", "--no-cache", "--output-format", "json", "--target-mlflow", "2.9",
                    "--select", "MLF2", "--exit-zero", "a.py"})
                  .output_format,
              "json");
}

TEST(Parse, HelpAndVersion) {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{}, {"--help"}, {"help"}, {"check", "--help"}, {"--version"}}) {
    const Parsed parsed = ParseArguments(arguments);
    EXPECT_TRUE(parsed.done);
    EXPECT_EQ(parsed.exit_code, 0);
    EXPECT_FALSE(parsed.out.empty());
  }
}

TEST(Parse, WrongUsageIsTwo) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"check", "--no-such"},
                                                    {"check", "--output-format", "yaml"},
                                                    {"score", "--min-score", "200"},
                                                    {"score", "--min-score", "nan"},
                                                    {"check", "--fail-on", "never"}}) {
    const Parsed parsed = ParseArguments(arguments);
    EXPECT_TRUE(parsed.done);
    EXPECT_EQ(parsed.exit_code, 2);
    EXPECT_FALSE(parsed.err.empty());
  }
}

TEST(Parse, ErrorsAreVisible) {
  const std::string odd = "\x1b]0;x\a";
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"check", "--" + odd},
                                                    {"check", "--jobs", odd},
                                                    {"check", "--output-format", odd},
                                                    {"check", "--fail-on", odd + "\n::error::x"}}) {
    const std::string err = ParseArguments(arguments).err;
    EXPECT_EQ(err.find_first_of("\x1b\a"), std::string::npos) << err;
    EXPECT_EQ(err.find("\n::"), std::string::npos) << err;
    EXPECT_EQ(err.back(), '\n');
  }
  EXPECT_EQ(ParseArguments({"check", "--jobs", "https://u:hunter2@h"}).err.find("hunter2"), std::string::npos);
}

TEST(ServerOf, TakesItsOptions) {
  const Parsed parsed = ParseArguments(
      {"server", "--stdio", "--preview", "--isolated", "--config", "a.toml", "--config", "preview=true"});
  ASSERT_FALSE(parsed.done) << parsed.err;
  EXPECT_EQ(parsed.options.command, Command::kServer);
  EXPECT_TRUE(parsed.options.stdio && parsed.options.preview && parsed.options.isolated);
  EXPECT_EQ(parsed.options.config, (std::vector<std::string>{"a.toml", "preview=true"}));
  EXPECT_EQ(ParseArguments({"server", "--fix"}).exit_code, 2);
}

}  // namespace
}  // namespace tracklint::cli
