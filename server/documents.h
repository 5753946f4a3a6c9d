// What the editor has open: texts, and notebooks whose cells are texts.
//
// Plain data and its changes; knows neither the protocol's messages nor the analysis.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "server/text_document.h"

namespace tracklint::server {

struct Cell {
  std::string uri;
  bool is_code = true;
};

/// A file, or a notebook with cells. `key` in Documents is the URI that diagnostics of files are published under.
struct Buffer {
  std::string path;  ///< canonical
  std::int64_t version = 0;
  bool is_notebook = false;
  std::vector<Cell> cells;
  nlohmann::json metadata;  ///< of a notebook
};

struct Documents {
  std::map<std::string, TextDocument> texts;      ///< by URI: files and cells
  std::map<std::string, Buffer> buffers;          ///< by URI
  std::map<std::string, std::string> cell_owner;  ///< URI of a cell → URI of its notebook

  /// The buffer that a text belongs to; null for what is not open.
  [[nodiscard]] const Buffer* BufferOf(const std::string& uri) const;
  [[nodiscard]] const std::string& BufferUri(const std::string& uri) const;
  /// The bytes of a buffer as a file would hold them.
  [[nodiscard]] std::string BytesOf(const std::string& uri, const Buffer& buffer) const;
};

/// The path without symbolic links; the path itself where there is no such file.
[[nodiscard]] std::string Canonical(const std::string& path);
/// Names of files that are analysed.
[[nodiscard]] bool IsPython(std::string_view path, std::string_view language);

}  // namespace tracklint::server
