// The command line of tracklint as a library: main only passes its arguments on.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace tracklint::cli {

/// Runs one command; `arguments` without the program's name. Returns the exit code. Results go to `out`, all else to
/// `err`. Exceptions of the standard library (out of memory) are reported, not passed on.
int Run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace tracklint::cli
