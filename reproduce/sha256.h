// SHA-256 (FIPS 180-4), for telling files apart. One object, one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tracklint::reproduce {

class Sha256 {
 public:
  void update(std::string_view bytes);
  /// The digest as 64 hexadecimal digits. The object is used up then.
  [[nodiscard]] std::string hex();

 private:
  void block(const unsigned char* bytes);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> rest_{};
  std::size_t held_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace tracklint::reproduce
