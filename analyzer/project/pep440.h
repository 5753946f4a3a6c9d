// Versions and version specifiers of Python packages, as PEP 440 defines them.
//
// Value types and pure functions; equal to the PyPI package `packaging` where a test compares them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tracklint::project {

/// A part of a local version: a number or a word.
struct LocalPart {
  bool number = false;
  std::uint64_t value = 0;
  std::string word;
  friend std::strong_ordering operator<=>(const LocalPart& a, const LocalPart& b);
  friend bool operator==(const LocalPart& a, const LocalPart& b) { return std::is_eq(a <=> b); }
};

class Version {
 public:
  /// Case, leading `v`, spelling variants and blanks around it as PEP 440 allows; nullopt when it is no version.
  [[nodiscard]] static std::optional<Version> Parse(std::string_view text);

  std::uint64_t epoch = 0;
  std::vector<std::uint64_t> release;  ///< never empty; numbers beyond 64 bits are the largest one
  char pre_kind = 0;                   ///< 'a', 'b', 'c' (rc) or 0
  std::uint64_t pre = 0;
  std::optional<std::uint64_t> post;
  std::optional<std::uint64_t> dev;
  std::vector<LocalPart> local;

  [[nodiscard]] bool is_prerelease() const { return pre_kind != 0 || dev.has_value(); }
  [[nodiscard]] Version without_local() const;
  /// Epoch and release only.
  [[nodiscard]] Version base() const;
  /// The canonical spelling.
  [[nodiscard]] std::string text() const;

  friend std::strong_ordering operator<=>(const Version& a, const Version& b);
  friend bool operator==(const Version& a, const Version& b) { return std::is_eq(a <=> b); }
};

enum class Compare : std::uint8_t {
  kCompatible,
  kEqual,
  kNotEqual,
  kLessEqual,
  kGreaterEqual,
  kLess,
  kGreater,
  kArbitrary
};

/// One clause: `>=1.2`, `==1.*`.
struct Clause {
  Compare op = Compare::kEqual;
  bool prefix = false;  ///< `.*`
  Version version;
  std::string written;  ///< the version as written, without `.*`

  [[nodiscard]] bool Admits(const Version& version_asked) const;
};

/// Comma-separated clauses, all of which must hold. Empty: everything. Pre-releases are admitted like releases.
class SpecifierSet {
 public:
  [[nodiscard]] static std::optional<SpecifierSet> Parse(std::string_view text);

  std::vector<Clause> clauses;

  [[nodiscard]] bool Admits(const Version& version) const;
  [[nodiscard]] bool Admits(std::string_view version) const;
  /// The one version that is admitted (`==` without star, `===`), as written.
  [[nodiscard]] std::optional<std::string> Pinned() const;
  /// The lowest version admitted, where a lower bound says so; of only an upper bound, a version just below it.
  [[nodiscard]] std::optional<std::string> Lowest() const;
};

}  // namespace tracklint::project
