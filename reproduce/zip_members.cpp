#include "reproduce/zip_members.h"

#include <algorithm>
#include <cstddef>

namespace tracklint::reproduce {
namespace {

std::uint32_t Number(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t value = 0;
  for (std::size_t i = count; i > 0; --i) value = value << 8U | static_cast<unsigned char>(bytes[at + i - 1]);
  return value;
}

}  // namespace

std::optional<std::vector<ZipMember>> ZipMembers(std::string_view archive) {
  constexpr std::string_view kEnd("PK\x05\x06", 4);
  constexpr std::string_view kEntry("PK\x01\x02", 4);
  constexpr std::string_view kLocal("PK\x03\x04", 4);
  constexpr std::size_t kEndSize = 22;
  constexpr std::size_t kEntrySize = 46;
  constexpr std::size_t kLocalSize = 30;
  const std::size_t end = archive.rfind(kEnd);
  if (end == std::string_view::npos || end + kEndSize > archive.size()) return std::nullopt;
  const std::uint32_t count = Number(archive, end + 10, 2);
  std::size_t at = Number(archive, end + 16, 4);
  std::vector<ZipMember> members;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (at > archive.size() || archive.size() - at < kEntrySize || archive.substr(at, 4) != kEntry) return std::nullopt;
    const std::uint32_t method = Number(archive, at + 10, 2);
    const std::size_t packed = Number(archive, at + 20, 4);
    const std::size_t name = Number(archive, at + 28, 2);
    const std::size_t extra = Number(archive, at + 30, 2);
    const std::size_t comment = Number(archive, at + 32, 2);
    const std::size_t local = Number(archive, at + 42, 4);
    if (archive.size() - at - kEntrySize < name) return std::nullopt;
    ZipMember member;
    member.name = archive.substr(at + kEntrySize, name);
    member.crc = Number(archive, at + 16, 4);
    member.size = Number(archive, at + 24, 4);
    if (method == 0 && local <= archive.size() && archive.size() - local >= kLocalSize &&
        archive.substr(local, 4) == kLocal) {
      const std::size_t begin = local + kLocalSize + Number(archive, local + 26, 2) + Number(archive, local + 28, 2);
      if (begin <= archive.size() && archive.size() - begin >= packed)
        member.stored_bytes = archive.substr(begin, packed);
    }
    members.push_back(std::move(member));
    at += kEntrySize + name + extra + comment;
  }
  return members;
}

}  // namespace tracklint::reproduce
