// Versions, specifiers, requirement lines and markers against the PyPI package `packaging`, Poetry's constraints
// against poetry-core: some thousands of generated and collected lines. Skipped where build/venv lacks them.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "analyzer/project/pep440.h"
#include "analyzer/project/pep508.h"
#include "analyzer/project/requirement_line.h"

namespace tracklint::project {
namespace {

using nlohmann::json;

/// What the referee says; empty, with a reason, where it cannot run.
std::vector<json> Referee(std::string_view module, std::string_view kind, std::string& missing) {
  const std::string python = TRACKLINT_PYTHON;
  const std::string import = "'" + python + "' -c 'import " + std::string(module) + "' 2>/dev/null";
  if (std::system(import.c_str()) != 0) {
    missing = std::string(module) + " is not installed in build/venv (./dev setup)";
    return {};
  }
  const std::string command =
      "'" + python + "' '" + TRACKLINT_SOURCE_DIR "/tests/support/packaging_referee.py' " + std::string(kind);
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  std::string text;
  std::array<char, 65536> buffer{};
  for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) text.append(buffer.data(), n);
  EXPECT_EQ(pclose(pipe), 0) << command;
  std::vector<json> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(json::parse(text.substr(at, end - at)));
    at = end + 1;
  }
  return out;
}

std::vector<MarkerEnvironment> Environments() {
  std::vector<MarkerEnvironment> out(3);
  MarkerEnvironment& windows = out[1];
  windows.implementation_version = "3.9.13";
  windows.os_name = "nt";
  windows.platform_machine = "AMD64";
  windows.platform_release = "10";
  windows.platform_system = "Windows";
  windows.platform_version = "10.0.19045";
  windows.python_full_version = "3.9.13";
  windows.python_version = "3.9";
  windows.sys_platform = "win32";
  windows.extra = "Dev_Tools";
  MarkerEnvironment& mac = out[2];
  mac.implementation_name = "pypy";
  mac.implementation_version = "7.3.12";
  mac.platform_machine = "arm64";
  mac.platform_release = "22.5.0";
  mac.platform_system = "Darwin";
  mac.platform_version = "Darwin Kernel Version 22.5.0";
  mac.python_full_version = "3.10.0rc1";
  mac.platform_python_implementation = "PyPy";
  mac.python_version = "3.10";
  mac.sys_platform = "darwin";
  mac.extra = "gpu";
  return out;
}

/// Clauses in an order and spelling that both sides agree on.
std::vector<std::string> Clauses(const std::string& specifier) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= specifier.size();) {
    const std::size_t end = std::min(specifier.find(',', at), specifier.size());
    if (end > at) out.push_back(specifier.substr(at, end - at));
    at = end + 1;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

TEST(Packaging, VersionsAndSpecifiers) {
  std::string missing;
  const std::vector<json> lines = Referee("packaging", "versions", missing);
  if (!missing.empty()) GTEST_SKIP() << missing;
  ASSERT_GT(lines.size(), 4000U);
  for (const json& line : lines) {
    const std::string kind = line.at("kind");
    if (kind == "version") {
      const std::optional<Version> version = Version::Parse(line.at("text").get<std::string>());
      EXPECT_EQ(version.has_value(), line.at("ok").get<bool>()) << line;
      if (version && line.at("ok").get<bool>()) {
        EXPECT_EQ(version->text(), line.at("canonical")) << line;
      }
    } else if (kind == "order") {
      const std::strong_ordering order = Version::Parse(line.at("a").get<std::string>()).value() <=>
                                         Version::Parse(line.at("b").get<std::string>()).value();
      EXPECT_EQ(std::is_lt(order) ? -1 : std::is_gt(order) ? 1 : 0, line.at("order").get<int>()) << line;
    } else {
      const std::optional<SpecifierSet> set = SpecifierSet::Parse(line.at("text").get<std::string>());
      EXPECT_EQ(set.has_value(), line.at("ok").get<bool>()) << line;
      if (set && line.at("ok").get<bool>()) {
        EXPECT_EQ(set->Admits(line.at("version").get<std::string>()), line.at("admits").get<bool>()) << line;
      }
    }
  }
}

TEST(Packaging, RequirementsAndMarkers) {
  std::string missing;
  const std::vector<json> lines = Referee("packaging", "requirements", missing);
  if (!missing.empty()) GTEST_SKIP() << missing;
  ASSERT_GT(lines.size(), 3000U);
  const std::vector<MarkerEnvironment> environments = Environments();
  for (const json& line : lines) {
    const Result<Requirement> parsed = Requirement::Parse(line.at("text").get<std::string>());
    EXPECT_EQ(parsed.ok(), line.at("ok").get<bool>()) << line;
    if (!parsed.ok() || !line.at("ok").get<bool>()) continue;
    const Requirement& requirement = parsed.value();
    EXPECT_EQ(requirement.name, line.at("name")) << line;
    std::vector<std::string> extras = requirement.extras;
    std::sort(extras.begin(), extras.end());
    EXPECT_EQ(json(extras), line.at("extras")) << line;
    EXPECT_EQ(requirement.url, line.at("url")) << line;
    EXPECT_EQ(json(Clauses(requirement.specifier)), line.at("clauses")) << line;
    EXPECT_EQ(requirement.marker.has_value(), line.at("marker").get<bool>()) << line;
    if (!requirement.marker) continue;
    for (std::size_t i = 0; i < environments.size(); ++i) {
      const json& holds = line.at("holds").at(i);
      if (holds.is_boolean()) {
        EXPECT_EQ(requirement.marker->Evaluate(environments[i]), holds.get<bool>()) << i << line;
      }
    }
  }
}

TEST(Packaging, PoetryConstraints) {
  std::string missing;
  const std::vector<json> lines = Referee("poetry.core", "poetry", missing);
  if (!missing.empty()) GTEST_SKIP() << missing;
  ASSERT_GT(lines.size(), 400U);
  for (const json& line : lines) {
    const std::optional<SpecifierSet> set = SpecifierSet::Parse(PoetrySpecifier(line.at("text").get<std::string>()));
    ASSERT_TRUE(set.has_value()) << line;
    for (std::size_t i = 0; i < line.at("versions").size(); ++i)
      EXPECT_EQ(set->Admits(line.at("versions").at(i).get<std::string>()), line.at("admits").at(i).get<bool>())
          << i << line;
  }
}

}  // namespace
}  // namespace tracklint::project
