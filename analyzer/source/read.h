// Bytes to SourceFile::Data: encodings, notebooks, magics, cells.
//
// Pure functions apart from ReadBytes, which reads one file; thread-safe. Messages of Errors do not
// repeat the path, which the caller knows and reports beside them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tracklint/result.h"
#include "tracklint/source_file.h"

namespace tracklint::source {

inline constexpr std::uint64_t kReadLimit = 20ULL * 1024 * 1024;

/// The bytes of a regular file of at most `limit` bytes.
[[nodiscard]] Result<std::string> ReadBytes(const std::string& absolute, std::uint64_t limit = kReadLimit);
/// The same, in a buffer that is used again and again: it only grows, and the answer is a part of it.
[[nodiscard]] Result<std::string_view> ReadBytes(const std::string& absolute, std::uint64_t limit, std::string& buffer);
/// The first `most` bytes of a regular file, or all of a smaller one.
[[nodiscard]] Result<std::string> ReadBegin(const std::string& absolute, std::uint64_t most);

/// Decodes a file by its name: `.ipynb` is a notebook, everything else Python.
///
/// Magics are neutralised in text without moving a byte (analyzer/source/magics.h) and kept in
/// magics: `text` as written, in Databricks and Jupytext comments without the comment sign, with all
/// its lines where it has several (continued lines, a `%%bash` cell). A notebook of another
/// language than Python has no cells.
[[nodiscard]] Result<SourceFile::Data> ReadSource(std::string path_relative, std::string absolute, std::string bytes);

}  // namespace tracklint::source
