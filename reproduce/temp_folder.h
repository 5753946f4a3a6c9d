// A folder of one's own among the temporary files, removed with the object.
#pragma once

#include <cstdlib>  // mkdtemp, of POSIX
#include <filesystem>
#include <string>
#include <system_error>

namespace tracklint::reproduce {

class TempFolder {
 public:
  TempFolder() {
    std::error_code error;
    std::string pattern = (std::filesystem::temp_directory_path(error) / "tracklint-XXXXXX").string();
    if (!error && mkdtemp(pattern.data()) != nullptr) path_ = pattern;
  }
  ~TempFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  /// Empty when no folder could be made.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tracklint::reproduce
