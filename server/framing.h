// Messages cut out of a byte stream: `Content-Length: N`, an empty line, N bytes.
//
// Bytes that fit nothing are skipped up to the next header, and a message above the limit is skipped as a whole, so
// that one bad message does not end the session. No I/O; one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tracklint::server {

inline constexpr std::size_t kMostMessageBytes = std::size_t{64} * 1024 * 1024;

class Framer {
 public:
  explicit Framer(std::size_t most = kMostMessageBytes) : most_(most) {}

  void Feed(std::string_view bytes) { buffer_.append(bytes); }
  /// The next complete message; nothing while bytes are missing.
  [[nodiscard]] std::optional<std::string> Next();
  /// Messages that were longer than the limit.
  [[nodiscard]] std::size_t dropped() const { return dropped_; }

 private:
  bool Header(std::string_view line);
  void Compact();

  std::size_t most_;
  std::string buffer_;
  std::size_t at_ = 0;    ///< bytes of the buffer that are done
  std::size_t skip_ = 0;  ///< bytes to come that are to be skipped
  std::optional<std::size_t> length_;
  bool in_body_ = false;
  std::size_t dropped_ = 0;
};

/// A message with its header.
[[nodiscard]] std::string Framed(std::string_view message);

}  // namespace tracklint::server
