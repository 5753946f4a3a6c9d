// What a fixture says that its rules must find: `# expect: MLF101 "part of the message"`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracklint::tests {

struct Expectation {
  std::string path;        ///< relative to the fixture's root
  std::uint32_t cell = 0;  ///< notebooks: 1-based over all cells
  std::uint32_t line = 0;  ///< 1-based, in notebooks within the cell; 0: anywhere in the file
  std::string rule;
  std::string message;  ///< a part that the message must hold; may be empty
};

/// The expectations in one file. A comment behind code speaks of its line; one that stands alone speaks of the next
/// line of code. `# expect-file:` speaks of the file. Several rules are separated by commas.
[[nodiscard]] std::vector<Expectation> ReadExpectations(const std::string& path, const std::string& bytes);

/// `%pip install x` and other lines as they stand in the cells of a notebook; empty when it is not valid JSON.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::string>> NotebookCells(const std::string& bytes);

}  // namespace tracklint::tests
