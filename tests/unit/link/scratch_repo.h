// A repository in a temporary folder, for tests of layers that read files. Removed with the object.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include <unistd.h>

#include "analyzer/discover/discover.h"

namespace tracklint::test {

class ScratchRepo {
 public:
  explicit ScratchRepo(std::string_view name = "repo") {
    std::string pattern = (std::filesystem::temp_directory_path() / "tracklint-XXXXXX").string();
    base_ = mkdtemp(pattern.data());
    root_ = base_ / name;
    std::filesystem::create_directories(root_);
  }
  ~ScratchRepo() {
    std::error_code ignored;
    std::filesystem::remove_all(base_, ignored);
  }
  ScratchRepo(const ScratchRepo&) = delete;
  ScratchRepo& operator=(const ScratchRepo&) = delete;

  ScratchRepo& add(std::string_view path, std::string_view content) {
    const std::filesystem::path file = root_ / path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return *this;
  }
  [[nodiscard]] const std::filesystem::path& root() const { return root_; }

  /// Every file, all of them asked about; `.git` is left out.
  [[nodiscard]] discover::Discovery discover() const {
    discover::Discovery found;
    found.root = root_.string();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root_)) {
      const std::string path = entry.path().lexically_relative(root_).generic_string();
      if (!entry.is_regular_file() || path.starts_with(".git/")) continue;
      discover::FileRef file;
      file.path = path;
      file.absolute = entry.path().string();
      file.size = entry.file_size();
      found.files.push_back(file);
      if (path.ends_with(".py") || path.ends_with(".ipynb")) found.targets.push_back(path);
    }
    std::sort(found.files.begin(), found.files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    std::sort(found.targets.begin(), found.targets.end());
    return found;
  }

 private:
  std::filesystem::path base_;
  std::filesystem::path root_;
};

}  // namespace tracklint::test
