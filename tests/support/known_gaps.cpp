#include "tests/support/known_gaps.h"

#include <fstream>
#include <set>

namespace tracklint::tests {

bool IsKnownGap(const std::string& name) {
  static const std::set<std::string> kNames = [] {
    std::set<std::string> names;
    std::ifstream in(std::string(TRACKLINT_SOURCE_DIR) + "/tests/known_gaps.txt");
    for (std::string line; std::getline(in, line);) {
      if (!line.empty() && line[0] != '#') names.insert(line);
    }
    return names;
  }();
  return kNames.contains(name);
}

}  // namespace tracklint::tests
