// Any bytes as an archive of a repository: whatever it holds stays inside the folder it is unpacked into, within the
// limits, and no link leads out.
#include <filesystem>
#include <fstream>

#include "corpus/archive.h"
#include "corpus/tree_writer.h"
#include "reproduce/zip_members.h"
#include "tests/fuzz/support/fuzz.h"

namespace tracklint::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr corpus::TreeLimits kTree{.files = 200, .bytes = 1U << 20U, .path = 300, .depth = 20};
constexpr corpus::ArchiveLimits kArchive{.bytes = 8U << 20U, .ratio = 50, .free = 1U << 20U};

void RequireInside(const fs::path& folder) {
  std::size_t files = 0;
  std::uintmax_t bytes = 0;
  for (auto at = fs::recursive_directory_iterator(folder); at != fs::recursive_directory_iterator(); ++at) {
    const fs::path path = at->path().lexically_relative(folder);
    Require(path.native().size() <= kTree.path, "paths are as short as the limit says");
    Require(static_cast<std::size_t>(at.depth()) <= kTree.depth, "folders are as deep as the limit says");
    Require(path.filename() != ".git", "nothing goes into .git");
    if (at->is_symlink()) {
      const fs::path target = (at->path().parent_path() / fs::read_symlink(at->path())).lexically_normal();
      const fs::path relative = target.lexically_relative(folder);
      Require(!relative.empty() && *relative.begin() != "..", "links stay inside:", path.native());
      const fs::path real = fs::weakly_canonical(at->path());
      Require(real.native().starts_with(fs::canonical(folder).native()),
              "links lead to what is inside:", path.native());
      ++files;
    } else if (at->is_regular_file()) {
      ++files;
      if (corpus::TreeWriter::IsRead(path.native(), at->file_size())) bytes += at->file_size();
      Require((at->status().permissions() & fs::perms::set_uid) == fs::perms::none, "no file runs as another user");
    } else {
      Require(at->is_directory(), "there are files, folders and links only");
    }
  }
  Require(files <= kTree.files, "as many files as the limit says");
  Require(bytes <= kTree.bytes, "as many bytes as the limit says");
}

}  // namespace
}  // namespace tracklint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  namespace fs = std::filesystem;
  const fs::path file = fuzz::Folder().path() / "archive";
  const fs::path around = fuzz::Folder().path() / "around";
  const fs::path folder = around / "in";
  std::ofstream(file, std::ios::binary) << fuzz::Text(bytes, size);
  fs::create_directories(folder);
  {
    corpus::TreeWriter out(folder.string(), fuzz::kTree);
    const std::optional<Error> problem = corpus::UnpackArchive(file.string(), out, fuzz::kArchive);
    fuzz::Require(!problem || !problem->message.empty(), "an error says what is wrong");
  }
  fuzz::RequireInside(folder);
  fuzz::Require(std::distance(fs::directory_iterator(around), fs::directory_iterator()) == 1, "nothing lies beside it");
  fs::remove_all(around);
  const std::string_view archive = fuzz::Text(bytes, size);
  if (const auto members = reproduce::ZipMembers(archive)) {
    for (const reproduce::ZipMember& member : *members) {
      const auto inside = [&](const char* at) { return at >= archive.data() && at <= archive.data() + archive.size(); };
      fuzz::Require(member.stored_bytes.empty() || (inside(member.stored_bytes.data()) &&
                                                    inside(member.stored_bytes.data() + member.stored_bytes.size())),
                    "the bytes of a member are those of its archive");
    }
  }
  return 0;
}
