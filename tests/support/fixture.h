// The fixtures of rules: which there are, and running them as a project of their own.
//
// A fixture is a script, a notebook or a directory under tests/rules/<family>/<mlfnnn>/. It is copied into an
// empty git repository and committed there, so that nothing around it matters.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "analyzer/engine/analysis.h"
#include "analyzer/engine/run_rules.h"
#include "tests/support/expectations.h"
#include "tests/support/temp_dir.h"

namespace tracklint::tests {

struct Fixture {
  std::string rule;  ///< MLF101
  std::string name;  ///< mlf101/clean_nested
  std::filesystem::path path;
  [[nodiscard]] bool clean() const;  ///< expects nothing
};

/// How the test framework prints it.
inline void PrintTo(const Fixture& fixture, std::ostream* out) { *out << fixture.name; }

/// All of them, sorted.
[[nodiscard]] std::vector<Fixture> FindFixtures();
[[nodiscard]] std::vector<Expectation> ExpectationsOf(const Fixture& fixture);

/// An analysis of a temporary project with the findings of some rules.
struct Checked {
  std::unique_ptr<TempDir> directory;
  std::unique_ptr<engine::Analysis> analysis;
  engine::RunResult result;
  std::string problem;  ///< why there is no analysis
};
/// Analyses `directory` as a root; `codes`: rules to run, empty: every rule.
[[nodiscard]] Checked CheckDirectory(std::unique_ptr<TempDir> directory, const std::vector<std::string>& codes);
/// Makes a git repository of the directory and commits everything in it; what went wrong, or "".
[[nodiscard]] std::string CommitAll(const TempDir& directory);

/// 1-based line of a finding in its file, in notebooks in its cell.
[[nodiscard]] std::uint32_t LineOf(const engine::Analysis& analysis, const Finding& finding);

/// What is missing and what is surplus; empty when the fixture holds.
[[nodiscard]] std::string RunFixture(const Fixture& fixture);

}  // namespace tracklint::tests
