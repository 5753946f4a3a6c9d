#include "analyzer/project/git_files.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "analyzer/project/text.h"
#include "analyzer/source/read.h"

namespace tracklint::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxIndex = std::size_t{256} << 20U;
constexpr std::size_t kMaxSmall = std::size_t{16} << 20U;

std::optional<std::string> ReadSmall(const fs::path& path, std::size_t limit = kMaxSmall) {
  Result<std::string> bytes = source::ReadBytes(path.string(), limit);
  if (!bytes.ok()) return std::nullopt;
  return std::move(bytes).value();
}

bool IsHash(std::string_view text) {
  return text.size() == 40 && std::all_of(text.begin(), text.end(),
                                          [](char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; });
}

/// The folder that holds HEAD and index, for the nearest `.git` at the root or above.
struct Located {
  fs::path top;
  fs::path git;
};
std::optional<Located> Locate(const fs::path& root) {
  std::error_code error;
  for (fs::path at = root;; at = at.parent_path()) {
    const fs::path dot_git = at / ".git";
    if (fs::is_directory(dot_git, error)) {
      if (fs::exists(dot_git / "HEAD", error)) return Located{at, dot_git};
    } else if (fs::is_regular_file(dot_git, error)) {  // submodules and linked work trees
      const std::optional<std::string> text = ReadSmall(dot_git);
      if (text && text->starts_with("gitdir:")) {
        const fs::path target =
            (at / fs::path(std::string(Trim(std::string_view(*text).substr(7))))).lexically_normal();
        if (fs::exists(target / "HEAD", error)) return Located{at, target};
      }
    }
    if (at == at.parent_path()) return std::nullopt;
  }
}

/// Where references are kept: a linked work tree shares those of its repository.
fs::path CommonFolder(const fs::path& git) {
  const std::optional<std::string> text = ReadSmall(git / "commondir");
  if (!text) return git;
  return (git / fs::path(std::string(Trim(*text)))).lexically_normal();
}

std::string ResolveReference(const fs::path& git, const fs::path& common, std::string name) {
  for (int hops = 0; hops < 5; ++hops) {
    std::optional<std::string> text = ReadSmall(name == "HEAD" ? git / name : common / name);
    if (!text && name != "HEAD") text = ReadSmall(git / name);
    if (!text) break;
    const std::string_view value = Trim(*text);
    if (IsHash(value)) return std::string(value);
    if (!value.starts_with("ref:")) return {};
    name = Trim(value.substr(4));
    if (name.find("..") != std::string::npos || name.starts_with('/')) return {};
  }
  const std::optional<std::string> packed = ReadSmall(common / "packed-refs");
  if (!packed) return {};
  for (const Line& line : SplitLines(*packed)) {
    if (line.text.size() > 41 && line.text.substr(41) == name && IsHash(line.text.substr(0, 40)))
      return std::string(line.text.substr(0, 40));
  }
  return {};
}

/// Big-endian numbers of an index file.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
  [[nodiscard]] bool Has(std::size_t n) const { return at_ <= bytes_.size() && bytes_.size() - at_ >= n; }
  std::uint32_t U32() {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes_[at_++]);
    return value;
  }
  std::uint32_t U16() {
    const auto high = static_cast<unsigned char>(bytes_[at_]);
    const auto low = static_cast<unsigned char>(bytes_[at_ + 1]);
    at_ += 2;
    return static_cast<std::uint32_t>(high << 8U | low);
  }
  std::string_view Text(std::size_t n) {
    const std::string_view text = bytes_.substr(at_, n);
    at_ += n;
    return text;
  }
  /// Up to a zero byte, which is consumed; false when there is none.
  bool ZeroEnded(std::string_view& out) {
    const std::size_t end = bytes_.find('\0', at_);
    if (end == std::string_view::npos) return false;
    out = bytes_.substr(at_, end - at_);
    at_ = end + 1;
    return true;
  }
  /// The number of bytes to drop from the previous path, in version 4.
  bool Variable(std::size_t& out) {
    out = 0;
    for (int i = 0; Has(1); ++i) {
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      out = (i == 0 ? 0 : (out + 1) << 7U) | (byte & 0x7FU);
      if ((byte & 0x80U) == 0) return true;
      if (i > 8) return false;
    }
    return false;
  }
  [[nodiscard]] std::size_t at() const { return at_; }
  void Skip(std::size_t n) { at_ += n; }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

bool ReadExtensions(Bytes& bytes, GitFiles& out) {
  constexpr std::size_t kChecksum = 20;
  while (bytes.Has(kChecksum + 8)) {
    const std::string_view signature = bytes.Text(4);
    const std::size_t size = bytes.U32();
    if (!bytes.Has(size)) return false;
    const std::string_view content = bytes.Text(size);
    if (signature == "link" || signature == "sdir") return false;  // split or sparse index
    // TREE: "" 0 count ' ' subtrees '\n' …; a count of -1 means that something was staged since.
    if (signature == "TREE" && content.size() > 2 && content[0] == '\0') out.tree_is_cached = content[1] != '-';
  }
  return true;
}

}  // namespace

bool ParseGitIndex(std::string_view raw, GitFiles& out) {
  Bytes bytes(raw);
  if (!bytes.Has(12) || bytes.Text(4) != "DIRC") return false;
  const std::uint32_t version = bytes.U32();
  const std::uint32_t count = bytes.U32();
  if (version < 2 || version > 4 || count > raw.size() / 62) return false;
  out.entries.reserve(count);
  std::string path;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t begin = bytes.at();
    if (!bytes.Has(62)) return false;
    GitEntry entry;
    bytes.Skip(8);  // changed
    entry.mtime = bytes.U32();
    entry.mtime_nanoseconds = bytes.U32();
    bytes.Skip(8);  // device, inode
    entry.mode = bytes.U32();
    bytes.Skip(8);  // user, group
    entry.size = bytes.U32();
    bytes.Skip(20);  // hash
    const std::uint32_t flags = bytes.U16();
    entry.ignore_changes = (flags & 0x8000U) != 0;
    if ((flags & 0x4000U) != 0) {
      if (version < 3 || !bytes.Has(2)) return false;
      entry.ignore_changes = entry.ignore_changes || (bytes.U16() & 0x4000U) != 0;
    }
    std::size_t drop = path.size();
    if (version == 4 && (!bytes.Variable(drop) || drop > path.size())) return false;
    std::string_view rest;
    if (!bytes.ZeroEnded(rest)) return false;
    path.resize(path.size() - drop);
    path += rest;
    if (path.empty()) return false;
    if (version != 4) {  // padded to a multiple of eight, with at least one zero
      const std::size_t padding = (8 - (bytes.at() - begin) % 8) % 8;
      if (!bytes.Has(padding)) return false;
      bytes.Skip(padding);
    }
    entry.path = path;
    out.may_convert = out.may_convert || path.ends_with(".gitattributes");
    out.entries.push_back(std::move(entry));
  }
  return ReadExtensions(bytes, out);
}

GitFiles ReadGitFiles(const std::string& root) {
  GitFiles out;
  const std::optional<Located> located = Locate(fs::path(root));
  if (!located) return out;
  const fs::path common = CommonFolder(located->git);
  const std::optional<std::string> config = ReadSmall(common / "config");
  // Anything out of the ordinary is libgit2's business.
  out.status = GitFiles::Status::kUnusual;
  if (config) {
    const std::string lower = LowerAscii(*config);
    if (lower.find("objectformat") != std::string::npos || lower.find("refstorage") != std::string::npos) return out;
    std::string compact;
    std::copy_if(lower.begin(), lower.end(), std::back_inserter(compact), [](char c) { return c != ' ' && c != '\t'; });
    if (compact.find("bare=true") != std::string::npos) return out;
    out.may_convert =
        compact.find("autocrlf=true") != std::string::npos || compact.find("autocrlf=input") != std::string::npos;
    if (compact.find("worktree=") != std::string::npos && located->git.filename() == ".git") return out;
  }
  out.top = located->top.string();
  if (out.top.empty() || out.top.back() != '/') out.top += '/';
  out.commit = ResolveReference(located->git, common, "HEAD");
  const std::optional<std::string> index = ReadSmall(located->git / "index", kMaxIndex);
  if (index && !ParseGitIndex(*index, out)) return out;
  out.status = GitFiles::Status::kRead;
  return out;
}

}  // namespace tracklint::project
