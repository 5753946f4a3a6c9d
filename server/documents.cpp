#include "server/documents.h"

#include <cstddef>
#include <filesystem>
#include <system_error>

namespace tracklint::server {
namespace {

/// An editor's text is UTF-8 whatever its coding comment says of the file: the comment is made to say nothing, without
/// moving a byte.
std::string WithoutCodingComment(std::string text) {
  std::size_t begin = 0;
  for (int line = 0; line < 2 && begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t first = text.find_first_not_of(" \t\f", begin);
    if (first < end && text[first] == '#') {
      for (std::size_t at = text.find("coding", first); at < end; at = text.find("coding", at + 1)) text[at + 5] = '_';
    }
    begin = end + 1;
  }
  return text;
}

}  // namespace

const std::string& Documents::BufferUri(const std::string& uri) const {
  const auto owner = cell_owner.find(uri);
  return owner == cell_owner.end() ? uri : owner->second;
}

const Buffer* Documents::BufferOf(const std::string& uri) const {
  const auto buffer = buffers.find(BufferUri(uri));
  return buffer == buffers.end() ? nullptr : &buffer->second;
}

std::string Documents::BytesOf(const std::string& uri, const Buffer& buffer) const {
  if (!buffer.is_notebook) {
    const auto text = texts.find(uri);
    if (text == texts.end()) return {};
    return uri.ends_with(".ipynb") ? text->second.text() : WithoutCodingComment(text->second.text());
  }
  nlohmann::json cells = nlohmann::json::array();
  for (const Cell& cell : buffer.cells) {
    const auto text = texts.find(cell.uri);
    nlohmann::json one{{"cell_type", cell.is_code ? "code" : "markdown"},
                       {"metadata", nlohmann::json::object()},
                       {"source", text == texts.end() ? std::string() : text->second.text()}};
    if (cell.is_code) {
      one["execution_count"] = nullptr;
      one["outputs"] = nlohmann::json::array();
    }
    cells.push_back(std::move(one));
  }
  const nlohmann::json notebook{{"cells", std::move(cells)},
                                {"metadata", buffer.metadata.is_object() ? buffer.metadata : nlohmann::json::object()},
                                {"nbformat", 4},
                                {"nbformat_minor", 5}};
  return notebook.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string Canonical(const std::string& path) {
  std::error_code error;
  const std::filesystem::path canonical = std::filesystem::weakly_canonical(path, error);
  return error ? path : canonical.string();
}

bool IsPython(std::string_view path, std::string_view language) {
  return language == "python" || path.ends_with(".py") || path.ends_with(".pyw") || path.ends_with(".ipynb");
}

}  // namespace tracklint::server
