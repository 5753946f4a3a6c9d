// The few file system calls that discovery needs. Thread-safe; errors are empty results.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace tracklint::discover {

/// Something has that name (a broken symbolic link too).
[[nodiscard]] bool Exists(const std::string& path);
/// The folder around an absolute path; of the root itself.
[[nodiscard]] std::string Parent(const std::string& path);
[[nodiscard]] bool IsDirectory(const std::string& path);
/// A regular file's bytes; symbolic links are not followed, as git does for its ignore files.
[[nodiscard]] std::optional<std::string> ReadSmallFile(const std::string& path, std::uint64_t limit);
/// The path without symbolic links and dots; nothing when it does not exist (errno says why).
[[nodiscard]] std::optional<std::string> Resolve(const std::string& path);
[[nodiscard]] std::optional<std::string> CurrentDirectory();

}  // namespace tracklint::discover
