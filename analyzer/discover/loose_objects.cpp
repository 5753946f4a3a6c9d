#include "analyzer/discover/loose_objects.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <zlib.h>

#include "analyzer/discover/git_owned.h"

namespace tracklint::discover {
namespace {

namespace fs = std::filesystem;

constexpr int kBelowAlternates = 5;

/// One folder `objects`. libgit2 takes it as a git_odb_backend, so that comes first.
struct Loose {
  git_odb_backend parent;
  fs::path folder;
};

const Loose& Of(const git_odb_backend* backend) {
  return *reinterpret_cast<const Loose*>(backend);  // NOLINT(*-reinterpret-cast): the first member
}

std::string Hex(const git_oid& id) {
  std::array<char, GIT_OID_HEXSZ + 1> text{};
  git_oid_tostr(text.data(), text.size(), &id);
  return text.data();
}

int Damaged() {
  git_error_set_str(GIT_ERROR_ODB, "a loose object is damaged");
  return GIT_ERROR;
}

std::optional<std::string> Bytes(const Loose& loose, const git_oid& id) {
  const std::string hex = Hex(id);
  std::ifstream file(loose.folder / hex.substr(0, 2) / hex.substr(2), std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

struct Header {
  git_object_t type = GIT_OBJECT_INVALID;
  std::size_t size = 0;    ///< of the object
  std::size_t length = 0;  ///< of the header, with its final zero
};

/// `tree 33` and a zero, before the object itself.
std::optional<Header> ParseHeader(std::string_view text) {
  const std::size_t blank = text.find(' ');
  const std::size_t end = text.find('\0');
  if (blank == std::string_view::npos || end == std::string_view::npos || blank > end) return std::nullopt;
  Header header;
  header.length = end + 1;
  header.type = git_object_string2type(std::string(text.substr(0, blank)).c_str());
  const std::string_view number = text.substr(blank + 1, end - blank - 1);
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), header.size);
  if (error != std::errc() || stop != number.data() + number.size()) return std::nullopt;
  if (header.type != GIT_OBJECT_COMMIT && header.type != GIT_OBJECT_TREE && header.type != GIT_OBJECT_BLOB &&
      header.type != GIT_OBJECT_TAG)
    return std::nullopt;
  return header;
}

class Inflater {
 public:
  explicit Inflater(std::string& bytes) {
    stream_.next_in = reinterpret_cast<Bytef*>(bytes.data());  // NOLINT(*-reinterpret-cast): so zlib's bytes are
    stream_.avail_in = static_cast<uInt>(bytes.size());
    ready_ = inflateInit(&stream_) == Z_OK;
  }
  ~Inflater() {
    if (ready_) inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  /// Fills as much of `to` as there is; how much that was. Nothing when the stream is damaged or ends early.
  std::optional<std::size_t> fill(char* to, std::size_t size) {
    if (!ready_) return std::nullopt;
    stream_.next_out = reinterpret_cast<Bytef*>(to);  // NOLINT(*-reinterpret-cast)
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out > 0 && !ended_) {
      const int state = inflate(&stream_, Z_NO_FLUSH);
      ended_ = state == Z_STREAM_END;
      if (state != Z_OK && !ended_) return std::nullopt;  // Z_BUF_ERROR: nothing is left to read
    }
    return size - stream_.avail_out;
  }
  /// Nothing comes after what was filled.
  [[nodiscard]] bool finish() {
    char more = 0;
    const std::optional<std::size_t> count = ended_ ? std::optional<std::size_t>(0) : fill(&more, 1);
    return count && *count == 0 && ended_;
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
  bool ended_ = false;
};

/// The header, and the object where `data` is given.
int ReadObject(git_odb_backend* backend, const git_oid& id, Header& header, void** data) {
  std::optional<std::string> bytes = Bytes(Of(backend), id);
  if (!bytes) return GIT_ENOTFOUND;
  constexpr std::size_t kMostBytes = std::size_t{1} << 31U;
  if (bytes->size() >= kMostBytes) return Damaged();
  Inflater inflater(*bytes);
  std::array<char, 64> head{};
  const std::optional<std::size_t> read = inflater.fill(head.data(), head.size());
  if (!read) return Damaged();
  const std::optional<Header> parsed = ParseHeader({head.data(), *read});
  // No stream unpacks to more than this: what claims it would only take memory.
  constexpr std::size_t kMostRatio = 1040;
  if (!parsed || parsed->size >= kMostBytes || parsed->size / kMostRatio > bytes->size()) return Damaged();
  header = *parsed;
  if (data == nullptr) return GIT_OK;
  const std::size_t early = *read - header.length;
  if (early > header.size) return Damaged();
  char* const object = static_cast<char*>(git_odb_backend_data_alloc(backend, header.size + 1));
  if (object == nullptr) return GIT_ERROR;
  std::memcpy(object, head.data() + header.length, early);
  object[header.size] = '\0';
  const std::optional<std::size_t> rest = inflater.fill(object + early, header.size - early);
  if (!rest || *rest != header.size - early || !inflater.finish()) {
    git_odb_backend_data_free(backend, object);
    return Damaged();
  }
  *data = object;
  return GIT_OK;
}

/// The one object whose id begins with `length` digits of `begin`.
int FindPrefix(git_oid* found, git_odb_backend* backend, const git_oid* begin, std::size_t length) {
  const std::string prefix = Hex(*begin).substr(0, length);
  if (prefix.size() < 2) return GIT_EAMBIGUOUS;
  std::size_t count = 0;
  std::error_code error;
  for (fs::directory_iterator at(Of(backend).folder / prefix.substr(0, 2), error), end; !error && at != end;
       at.increment(error)) {
    const std::string hex = prefix.substr(0, 2) + at->path().filename().string();
    if (hex.size() != GIT_OID_HEXSZ || !hex.starts_with(prefix) || git_oid_fromstr(found, hex.c_str()) != 0) continue;
    if (++count > 1) return GIT_EAMBIGUOUS;
    git_oid_fromstr(found, hex.c_str());
  }
  return count == 1 ? GIT_OK : GIT_ENOTFOUND;
}

// What libgit2 calls.
int Read(void** data, std::size_t* size, git_object_t* type, git_odb_backend* backend, const git_oid* id) {
  Header header;
  const int result = ReadObject(backend, *id, header, data);
  *size = header.size;
  *type = header.type;
  return result;
}
int ReadPrefix(git_oid* found, void** data, std::size_t* size, git_object_t* type, git_odb_backend* backend,
               const git_oid* begin, std::size_t length) {
  if (length >= GIT_OID_HEXSZ)
    *found = *begin;
  else if (const int result = FindPrefix(found, backend, begin, length); result != GIT_OK)
    return result;
  return Read(data, size, type, backend, found);
}
int ReadHeader(std::size_t* size, git_object_t* type, git_odb_backend* backend, const git_oid* id) {
  Header header;
  const int result = ReadObject(backend, *id, header, nullptr);
  *size = header.size;
  *type = header.type;
  return result;
}
int Exists(git_odb_backend* backend, const git_oid* id) {
  const std::string hex = Hex(*id);
  std::error_code error;
  return fs::is_regular_file(Of(backend).folder / hex.substr(0, 2) / hex.substr(2), error) ? 1 : 0;
}
void Free(git_odb_backend* backend) {
  delete reinterpret_cast<Loose*>(backend);  // NOLINT(*-reinterpret-cast, *-owning-memory): libgit2 owned it
}

bool AddLoose(git_odb* objects, const fs::path& folder, bool alternate) {
  auto loose = std::make_unique<Loose>();
  if (git_odb_init_backend(&loose->parent, GIT_ODB_BACKEND_VERSION) != 0) return false;
  loose->folder = folder;
  loose->parent.read = Read;
  loose->parent.read_prefix = ReadPrefix;
  loose->parent.read_header = ReadHeader;
  loose->parent.exists = Exists;
  loose->parent.exists_prefix = FindPrefix;
  loose->parent.free = Free;
  const int added =
      alternate ? git_odb_add_alternate(objects, &loose->parent, 1) : git_odb_add_backend(objects, &loose->parent, 1);
  if (added != 0) return false;
  static_cast<void>(loose.release());
  return true;
}

bool AddPacks(git_odb* objects, const fs::path& folder, bool alternate) {
  git_odb_backend* packs = nullptr;
  if (git_odb_backend_pack(&packs, folder.c_str()) != 0) return false;
  const int added = alternate ? git_odb_add_alternate(objects, packs, 2) : git_odb_add_backend(objects, packs, 2);
  if (added != 0 && packs->free != nullptr) packs->free(packs);
  return added == 0;
}

/// The folder, and those that it says hold more.
bool AddFolder(git_odb* objects, const fs::path& folder, int depth) {
  if (!AddLoose(objects, folder, depth > 0) || !AddPacks(objects, folder, depth > 0)) return false;
  std::ifstream alternates(folder / "info" / "alternates");
  for (std::string line; depth < kBelowAlternates && std::getline(alternates, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::error_code error;
    const fs::path other = (folder / line).lexically_normal();
    if (fs::is_directory(other, error) && !AddFolder(objects, other, depth + 1)) return false;
  }
  return true;
}

}  // namespace

bool ReadLooseObjects(git_repository* repository) {
  git_odb* raw = nullptr;
  if (git_odb_new(&raw) != 0) return false;
  const GitOwned<git_odb, git_odb_free> objects(raw);
  const char* common = git_repository_commondir(repository);
  return common != nullptr && AddFolder(objects.get(), fs::path(common) / "objects", 0) &&
         git_repository_set_odb(repository, objects.get()) == 0;
}

}  // namespace tracklint::discover
