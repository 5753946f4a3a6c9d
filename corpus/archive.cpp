#include "corpus/archive.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <system_error>
#include <vector>

#include "corpus/libarchive.h"

namespace tracklint::corpus {
namespace {

struct Closer {
  void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, Closer>;

Error Broken(archive* reader) {
  const char* words = archive_error_string(reader);
  return Error{std::string("the archive cannot be read: ") + (words != nullptr ? words : "it is damaged")};
}

/// Opens with those filters and formats alone that run no other program.
Result<Reader> OpenArchive(const std::string& path) {
  std::error_code trouble;
  if (std::filesystem::exists(path, trouble)) {
    if (!std::filesystem::is_regular_file(path, trouble))
      return Error{"the archive cannot be read: it is no regular file"};
    // What the kernel shows as files has no size, and reading it may wait for ever.
    if (std::filesystem::file_size(path, trouble) == 0) return Error{"the archive cannot be read: it is empty"};
  }
  Reader reader(archive_read_new());
  if (!reader) return Error{"out of memory"};
  using Support = int (*)(archive*);
  for (const Support support : std::initializer_list<Support>{
           archive_read_support_filter_gzip, archive_read_support_filter_bzip2, archive_read_support_filter_xz,
           archive_read_support_filter_zstd, archive_read_support_filter_compress, archive_read_support_format_tar,
           archive_read_support_format_zip, archive_read_support_format_7zip, archive_read_support_format_cpio}) {
    // Without its library a filter would run a program: then it is not offered.
    const Reader probe(archive_read_new());
    if (probe && support(probe.get()) == ARCHIVE_OK) support(reader.get());
  }
  constexpr std::size_t kBlock = 1U << 16U;
  if (archive_read_open_filename(reader.get(), path.c_str(), kBlock) != ARCHIVE_OK) return Broken(reader.get());
  return reader;
}

/// What was unpacked so far against what is allowed.
class Meter {
 public:
  Meter(const std::string& path, const ArchiveLimits& limits) : limits_(limits) {
    std::error_code trouble;
    const auto size = std::filesystem::file_size(path, trouble);
    packed_ = trouble ? 0 : size;
  }
  std::optional<Error> add(std::uint64_t bytes) {
    unpacked_ += bytes;
    if (unpacked_ > limits_.bytes)
      return Error{"the archive unpacks to more than " + std::to_string(limits_.bytes >> 20U) + " MiB"};
    if (unpacked_ > limits_.free && unpacked_ / limits_.ratio > packed_)
      return Error{"the archive unpacks to more than " + std::to_string(limits_.ratio) + " times its size"};
    return std::nullopt;
  }

 private:
  ArchiveLimits limits_;
  std::uint64_t packed_ = 0;
  std::uint64_t unpacked_ = 0;
};

std::string_view Path(archive_entry* entry) {
  const char* path = archive_entry_pathname(entry);
  if (path == nullptr) path = archive_entry_pathname_utf8(entry);
  std::string_view kept = path != nullptr ? path : "";
  while (kept.starts_with("./")) kept.remove_prefix(2);
  return kept;
}

/// The folder that is around every entry, with its slash; empty when there is none.
class Shell {
 public:
  void add(std::string_view path, bool is_folder) {
    while (path.ends_with('/')) path.remove_suffix(1);
    if (path.empty() || path == ".") return;
    const std::size_t slash = path.find('/');
    const std::string_view top = path.substr(0, slash);
    if (slash == std::string_view::npos && !is_folder) broken_ = true;
    if (top == ".." || (!top_.empty() && top_ != top)) broken_ = true;
    if (top_.empty()) top_ = top;
  }
  [[nodiscard]] std::string prefix() const { return broken_ || top_.empty() ? std::string() : top_ + "/"; }

 private:
  std::string top_;
  bool broken_ = false;
};

/// Calls `use` for every entry until it gives an Error.
template <typename Use>
std::optional<Error> EachEntry(const std::string& path, const TreeLimits& limits, const Use& use) {
  Result<Reader> opened = OpenArchive(path);
  if (!opened.ok()) return opened.error();
  archive* const reader = opened.value().get();
  for (std::size_t count = 0;; ++count) {
    archive_entry* entry = nullptr;
    const int state = archive_read_next_header(reader, &entry);
    if (state == ARCHIVE_EOF) return std::nullopt;
    if (state != ARCHIVE_OK && state != ARCHIVE_WARN) return Broken(reader);
    if (count > 2 * limits.files) return Error{"the archive has too many entries"};
    if (std::optional<Error> trouble = use(reader, entry)) return trouble;
  }
}

std::optional<Error> Skip(archive* reader, Meter& meter) {
  const void* block = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  for (;;) {
    const int state = archive_read_data_block(reader, &block, &size, &offset);
    if (state == ARCHIVE_EOF) return std::nullopt;
    if (state != ARCHIVE_OK && state != ARCHIVE_WARN) return Broken(reader);
    if (std::optional<Error> trouble = meter.add(size)) return trouble;
  }
}

Result<std::string> Contents(archive* reader, std::uint64_t size, Meter& meter) {
  std::string bytes;
  std::array<char, 1U << 16U> block{};
  for (;;) {
    const la_ssize_t got = archive_read_data(reader, block.data(), block.size());
    if (got == 0) return bytes;
    if (got < 0) return Broken(reader);
    if (std::optional<Error> trouble = meter.add(static_cast<std::uint64_t>(got))) return *trouble;
    bytes.append(block.data(), static_cast<std::size_t>(got));
    if (bytes.size() > size) return Error{"the archive says a wrong size of a file"};
  }
}

}  // namespace

std::optional<Error> UnpackArchive(const std::string& path, TreeWriter& out, ArchiveLimits limits) {
  const TreeLimits tree;
  Shell shell;
  Meter first(path, limits);
  if (std::optional<Error> trouble = EachEntry(path, tree, [&](archive* reader, archive_entry* entry) {
        shell.add(Path(entry), archive_entry_filetype(entry) == AE_IFDIR);
        return Skip(reader, first);
      }))
    return trouble;
  const std::string prefix = shell.prefix();
  Meter second(path, limits);
  std::optional<Error> trouble =
      EachEntry(path, tree, [&](archive* reader, archive_entry* entry) -> std::optional<Error> {
        std::string_view name = Path(entry);
        if (name.size() < prefix.size()) return std::nullopt;
        name.remove_prefix(prefix.size());
        const auto type = archive_entry_filetype(entry);
        const char* const link = archive_entry_symlink(entry);
        const bool plain = type == AE_IFREG && archive_entry_hardlink(entry) == nullptr;
        if (name.starts_with(".git/") || (!plain && type != AE_IFLNK)) return Skip(reader, second);
        const std::string kept = out.accept(name);
        if (kept.empty()) return Skip(reader, second);
        if (type == AE_IFLNK) {
          if (link != nullptr) out.link(kept, link);
        } else if (archive_entry_is_encrypted(entry) != 0) {
          out.leave_out();
        } else {
          const bool known = archive_entry_size_is_set(entry) != 0;
          const auto size = known ? static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0)) : 0;
          if (!TreeWriter::IsRead(kept, size)) {
            out.hole(kept, size);
            if (out.problem().empty()) return Skip(reader, second);
          } else {
            constexpr std::uint64_t kUnknown = 32ULL << 20U;
            const Result<std::string> bytes = Contents(reader, known ? size : kUnknown, second);
            if (!bytes.ok()) return bytes.error();
            out.file(kept, bytes.value());
          }
        }
        if (!out.problem().empty()) return Error{out.problem()};
        return std::nullopt;
      });
  if (!trouble) out.finish();
  return trouble;
}

}  // namespace tracklint::corpus
