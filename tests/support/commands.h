// Whole commands run inside a test, with what they print.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "cli/cli.h"

namespace tracklint::tests {

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
  friend bool operator==(const Ran&, const Ran&) = default;
};

inline Ran Do(const std::vector<std::string>& arguments, const std::string& input = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int code = cli::Run(arguments, in, out, err);
  return {code, out.str(), err.str()};
}

}  // namespace tracklint::tests
