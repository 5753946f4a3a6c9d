// Fixes: what parsed still parses, no fix has to be taken back, and fixed files have nothing left to fix. With safe fixes
// and with all of them.
#include <algorithm>
#include <array>

#include "tests/fuzz/support/checked.h"

namespace tracklint::fuzz {
namespace {

std::size_t ErrorsIn(const SourceSet& sources) {
  std::size_t errors = 0;
  for (std::size_t i = 0; i < sources.size(); ++i)
    errors += SyntaxErrors(sources.file(FileId{static_cast<std::uint32_t>(i)}));
  return errors;
}

/// Rules whose fixes do not settle yet: a second `--fix --unsafe-fixes` still finds something. A rule goes from here once
/// they do. MLF301: metrics of a name that hides `mlflow`.
constexpr std::array<std::string_view, 1> kUnsettled = {"MLF301"};

struct Fixed {
  engine::FixState state;
  std::size_t errors_before = 0;
  std::size_t errors_after = 0;
};

Fixed FixAll(std::vector<InMemory>& files, bool unsafe) {
  cli::Options options = OptionsFor(files);
  options.fix = true;
  options.unsafe_fixes = unsafe;
  std::unique_ptr<cli::Session> session = CheckAll(options);
  Fixed fixed;
  fixed.errors_before = ErrorsIn(session->analysis.sources());
  const std::optional<Error> problem = cli::FixFindings(options, session, fixed.state);
  Require(!problem, "fixing goes on:", problem ? problem->message : "");
  RequireFindings(session->report);
  fixed.errors_after = ErrorsIn(session->analysis.sources());
  for (InMemory& file : files) {
    const auto changed = fixed.state.changed.find(file.path);
    if (changed != fixed.state.changed.end()) file.bytes = changed->second;
  }
  return fixed;
}

void FixTwice(std::vector<InMemory> files, bool unsafe) {
  const Fixed first = FixAll(files, unsafe);
  Require(first.errors_after <= first.errors_before, "what parsed still parses");
  // In a file that does not parse, a fix may lead from one error to another.
  if (first.errors_before > 0) return;
  const std::string dropped = first.state.errors.empty() ? std::string() : first.state.errors[0].message;
  Require(dropped.empty(), "no fix is taken back:", dropped);
  if (first.state.round >= engine::kMostFixRounds || first.state.fixed == 0) return;
  const Fixed second = FixAll(files, unsafe);
  for (const auto& [rule, count] : second.state.fixed_rules) {
    if (std::ranges::find(kUnsettled, rule) == kUnsettled.end())
      Require(false, unsafe ? "nothing is left to fix (unsafe), but:" : "nothing is left to fix, but:", rule);
  }
}

}  // namespace
}  // namespace tracklint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  const std::vector<fuzz::InMemory> files = fuzz::FilesOf(fuzz::Text(bytes, size));
  fuzz::FixTwice(files, false);
  fuzz::FixTwice(files, true);
  return 0;
}
