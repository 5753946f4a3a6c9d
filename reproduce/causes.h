// Why an attempt stopped, from what the programs printed. Pure functions over a table.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tracklint::reproduce {

struct Cause {
  std::string name;        ///< DEP_UNDECLARED …; empty: none
  std::string evidence;    ///< the line that shows it
  bool importing = false;  ///< the entry was still importing
};

/// What the installer printed when it gave up.
[[nodiscard]] Cause CauseOfInstall(std::string_view output);
/// What the entry printed before it ended with an error; `entry` as in the traceback.
[[nodiscard]] Cause CauseOfRun(std::string_view output, const std::string& entry, const std::string& root);
/// Of "TypeError: Name.__init__() got an unexpected keyword argument …" the function or class; empty for others.
[[nodiscard]] std::string_view RefusingCallee(std::string_view evidence);
/// Ids of rules that foretell a cause.
[[nodiscard]] std::vector<std::string_view> RulesFor(std::string_view cause);
/// Text without colours and other escapes of a terminal.
[[nodiscard]] std::string WithoutEscapes(std::string_view text);

}  // namespace tracklint::reproduce
