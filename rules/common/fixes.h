// Builders of fixes that several rules share. A builder that cannot give a right fix gives none.
//
// One FixMaker per check of a rule; the syntax of the files it is asked about is kept for the other rules of the run.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rules/common/code.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

class FixMaker {
 public:
  using Node = syntax::Node;

  explicit FixMaker(Pass& pass)
      : facts_(pass.facts()),
        codes_(pass.shared().get<CodeCache>([&] { return std::make_shared<CodeCache>(pass.sources()); })) {}

  [[nodiscard]] const CodeOf& code(FileId file) { return codes_.of(file); }

  /// `name=value` at the end of a call, or in place of an explicit None.
  [[nodiscard]] std::optional<Edit> with_argument(Span call, std::string_view name, std::string_view value);

  /// A line `mlflow.log_param("key", value)` where it runs once in the run; `value` stands at `where` (an expression, an
  /// argument or an entry of a dictionary). Nothing where the value cannot be repeated or the place is not sure.
  [[nodiscard]] std::optional<Edit> log_param(const Run& run, std::string_view key, Span where);
  /// A line at the beginning of a run, as `mlflow.` + `call`. `uses`: the name that must be bound there; empty: none.
  [[nodiscard]] std::optional<Edit> at_start(const Run& run, std::string_view call, std::string_view uses = {});
  /// The run of this entry that a value of it is to be logged in: run number `wanted` if code of ours can log into it,
  /// else one in which a training counts, else the only one there is; null when there is none.
  [[nodiscard]] static const Run* loggable_run(const Entry& entry, Index wanted = kNoIndex);

  /// An unsafe fix of one edit, or nothing.
  [[nodiscard]] static std::vector<Fix> unsafe(std::string message, std::optional<Edit> edit);

 private:
  /// Other scripts start their runs by the same line: what is right for one is false for another.
  [[nodiscard]] bool started_by_others(const Run& run) const;
  /// This run, or another that the same line starts, may have the key already.
  [[nodiscard]] bool may_hold(const Run& run, std::string_view key) const;

  /// What the runs that one line starts have in common.
  struct Started {
    std::size_t entries = 0;          ///< that start runs there
    bool unknown_keys = false;        ///< a parameter's key is not known
    std::set<std::string_view> keys;  ///< of parameters
  };
  [[nodiscard]] const Started& started_at(Span where) const;

  const Facts& facts_;
  mutable std::optional<std::map<Span, Started>> started_;  ///< collected when first asked for
  CodeCache& codes_;
};

/// A key that can stand between double quotes as it is.
[[nodiscard]] bool IsPlainKey(std::string_view key);
/// Our own code opens the run, so that it can log into it by fluent calls.
[[nodiscard]] bool IsFluentRun(const Run& run);
/// The keyword that seeds a random consumer; empty when it takes none.
[[nodiscard]] std::string_view SeedParameter(std::string_view consumer);
/// The edit that seeds a random use, whose call stands at `use.where`.
[[nodiscard]] std::vector<Fix> SeedFix(FixMaker& make, const Entry& entry, const RandomUse& use);

}  // namespace tracklint::rules
