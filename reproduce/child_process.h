// A program run to its end: text in, text out. Without a shell.
#pragma once

#include <string>
#include <vector>

#include "tracklint/result.h"

namespace tracklint::reproduce {

struct ChildOutput {
  int exit_code = 0;  ///< 128 + the signal's number when it was killed
  std::string out;
  std::string err;
};

/// `arguments[0]` is looked for in PATH. An Error when it cannot be started.
[[nodiscard]] Result<ChildOutput> RunChild(const std::vector<std::string>& arguments, const std::string& input);

}  // namespace tracklint::reproduce
