#include "analyzer/discover/pack_files.h"

#include <array>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace tracklint::discover {
namespace {

constexpr std::uint64_t kFanOut = 1024;
constexpr std::uint64_t kHash = 20;

std::uint64_t Number(std::string_view bytes) {
  std::uint64_t out = 0;
  for (const char c : bytes) out = out << 8U | static_cast<unsigned char>(c);
  return out;
}

class File {
 public:
  explicit File(const std::filesystem::path& path) : stream_(path, std::ios::binary) {
    std::error_code error;
    size_ = std::filesystem::file_size(path, error);
    if (error) size_ = 0;
  }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// So many bytes at `at`; empty where the file has fewer.
  std::string read(std::uint64_t at, std::size_t count) {
    std::string out(count, '\0');
    if (at > size_ || size_ - at < count || !stream_.seekg(static_cast<std::streamoff>(at)) ||
        !stream_.read(out.data(), static_cast<std::streamsize>(count)))
      return {};
    return out;
  }

 private:
  std::ifstream stream_;
  std::uint64_t size_ = 0;
};

/// The number of objects by the table of their first bytes; nothing where it does not ascend.
std::optional<std::uint64_t> ObjectsOf(File& file, std::uint64_t fan_out) {
  const std::string table = file.read(fan_out, kFanOut);
  if (table.empty()) return std::nullopt;
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < kFanOut; i += 4) {
    const std::uint64_t here = Number(std::string_view(table).substr(i, 4));
    if (here < last) return std::nullopt;
    last = here;
  }
  return last;
}

bool IsSoundIndex(File& file) {
  const bool second = file.read(0, 4) == "\377tOc";
  const std::uint64_t fan_out = second ? 8 : 0;
  const auto objects = ObjectsOf(file, fan_out);
  const std::uint64_t each = second ? kHash + 8 : kHash + 4;
  return objects.has_value() && file.size() >= fan_out + kFanOut + *objects * each + 2 * kHash;
}

/// Files of chunks: a table of names and offsets behind a head of so many bytes.
bool IsSoundChunkFile(File& file, std::uint64_t head, std::uint64_t each) {
  constexpr std::uint64_t kRow = 12;
  const std::string counts = file.read(6, 1);
  if (counts.empty()) return false;
  const std::uint64_t chunks = Number(counts);
  std::uint64_t last = head + (chunks + 1) * kRow;
  std::optional<std::uint64_t> fan_out;
  for (std::uint64_t i = 0; i <= chunks; ++i) {
    const std::string row = file.read(head + i * kRow, kRow);
    if (row.empty()) return false;
    const std::uint64_t offset = Number(std::string_view(row).substr(4));
    if (offset < last || offset > file.size()) return false;
    if (row.starts_with("OIDF")) fan_out = offset;
    last = offset;
  }
  const auto objects = fan_out.has_value() ? ObjectsOf(file, *fan_out) : std::nullopt;
  return objects.has_value() && file.size() >= *objects * each;
}

}  // namespace

bool IsSoundPackFile(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const bool index = path.extension() == ".idx";
  const bool packs = name == "multi-pack-index";
  const bool graph = name == "commit-graph";
  if (!index && !packs && !graph) return true;
  File file(path);
  if (index) return IsSoundIndex(file);
  return packs ? IsSoundChunkFile(file, 12, kHash + 8) : IsSoundChunkFile(file, 8, kHash + 36);
}

}  // namespace tracklint::discover
