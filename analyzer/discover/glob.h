// One pattern of git's ignore language, compiled; matching is iterative and linear in the text.
//
// Works on bytes, as git does: names need not be UTF-8. Immutable, thread-safe.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracklint::discover {

/// `?`, `*`, `[…]`, `\x`, and `**` next to slashes. `*`, `?` and classes never match a slash.
class Glob {
 public:
  /// Nothing when the pattern can match no text (an open class, a trailing backslash).
  static std::optional<Glob> Compile(std::string_view pattern);

  [[nodiscard]] bool Matches(std::string_view text) const { return Matches(text, BytesOf(text)); }
  /// The same where many patterns meet one text: `bytes` are BytesOf(text).
  [[nodiscard]] bool Matches(std::string_view text, std::uint64_t bytes) const;
  /// Which bytes a text holds, those alike in their last six bits taken together.
  [[nodiscard]] static std::uint64_t BytesOf(std::string_view text);

 private:
  enum class Op : std::uint8_t { kByte, kAny, kClass, kStar, kStarStar, kDirectories };
  struct Token {
    Op op;
    char byte = '\0';
    std::uint32_t set = 0;  ///< kClass: index in sets_
  };
  using ByteSet = std::bitset<256>;

  static std::optional<std::size_t> ParseClass(std::string_view pattern, std::size_t at, ByteSet& set);
  [[nodiscard]] bool MatchesTokens(std::string_view text) const;

  std::string prefix_;  ///< literal bytes in front of the tokens
  std::string suffix_;  ///< with `star_suffix_`: what follows the only `*`
  bool star_suffix_ = false;
  std::vector<Token> tokens_;
  std::vector<ByteSet> sets_;
  std::uint64_t needed_ = 0;  ///< bytes that every text holds that matches; as BytesOf gives them
};

}  // namespace tracklint::discover
