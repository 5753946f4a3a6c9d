// Dependency specifiers and environment markers, as PEP 508 defines them.
//
// Value types and pure functions; equal to the PyPI package `packaging` where a test compares them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/project/pep440.h"
#include "tracklint/result.h"

namespace tracklint::project {

/// What markers are evaluated against.
struct MarkerEnvironment {
  std::string implementation_name = "cpython";
  std::string implementation_version = "3.11.0";
  std::string os_name = "posix";
  std::string platform_machine = "x86_64";
  std::string platform_release = "6.1.0";
  std::string platform_system = "Linux";
  std::string platform_version;
  std::string python_full_version = "3.11.0";
  std::string platform_python_implementation = "CPython";
  std::string python_version = "3.11";
  std::string sys_platform = "linux";
  std::string extra;
};

class Marker {
 public:
  [[nodiscard]] static Result<Marker> Parse(std::string_view text);

  /// False as well when the comparison has no meaning (`sys_platform ~= "linux"`).
  [[nodiscard]] bool Evaluate(const MarkerEnvironment& environment) const;

 private:
  friend class MarkerParser;
  enum class Kind : std::uint8_t { kCompare, kAnd, kOr };
  struct Node {
    Kind kind = Kind::kCompare;
    std::string left;  ///< a variable's name, or a text
    std::string right;
    bool left_is_variable = false;
    bool right_is_variable = false;
    std::string op;
    std::vector<std::uint32_t> children;
  };
  [[nodiscard]] bool EvaluateNode(std::uint32_t index, const MarkerEnvironment& environment) const;
  [[nodiscard]] static bool EvaluateComparison(const Node& node, const MarkerEnvironment& environment);

  std::vector<Node> nodes_;  ///< children stand before their parent; the last one is the root
};

struct Requirement {
  std::string name;  ///< as written
  std::vector<std::string> extras;
  std::string specifier;  ///< as written, without blanks
  SpecifierSet versions;
  std::string url;
  std::string marker_text;
  std::optional<Marker> marker;

  /// `name[extra] (>=1,<2) ; marker` or `name @ url ; marker`.
  [[nodiscard]] static Result<Requirement> Parse(std::string_view text);
};

}  // namespace tracklint::project
