// The members of a ZIP archive (APPNOTE 6.3, without ZIP64 and encryption), for comparing archives whose only
// difference may be the times they hold. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tracklint::reproduce {

struct ZipMember {
  std::string name;
  std::uint32_t crc = 0;
  std::uint64_t size = 0;         ///< unpacked
  std::string_view stored_bytes;  ///< of a member that is not compressed; views the archive
};

/// In the order of the central directory; nullopt when it is no archive or a damaged one.
[[nodiscard]] std::optional<std::vector<ZipMember>> ZipMembers(std::string_view archive);

}  // namespace tracklint::reproduce
