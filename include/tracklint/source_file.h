// One analysed file: decoded text, line index, notebook cells. Immutable after construction and
// therefore safe to share between threads. SourceSet owns the files and hands out FileIds.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tracklint/span.h"

namespace tracklint {

enum class SourceKind : std::uint8_t { kScript, kNotebook, kDatabricks, kPercent };

/// A code cell of a notebook (or of a Databricks/percent script). `begin`/`end` delimit its code in
/// SourceFile::text(). `number` counts all cells of the document from 1, code or not.
struct Cell {
  std::uint32_t number = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::int64_t execution_count = -1;  ///< saved count; -1 when the notebook holds none
};

/// A line of a notebook that is not Python (`%pip install x`, `!ls`): neutralised in text() by
/// characters that keep every byte offset, kept here as it was written.
struct MagicLine {
  Span span;
  std::string text;
};

/// Raw position in the file on disk (for notebooks: the line and column inside the JSON), 1-based;
/// columns count UTF-16 units as SARIF's default columnKind wants.
struct RawPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t end_line = 1;
  std::uint32_t end_column = 1;
};

class SourceFile {
 public:
  /// Everything a reader of bytes must provide; see analyzer/source.
  struct Data {
    std::string path;      ///< relative to the analysed root, with '/'
    std::string absolute;  ///< resolved path on disk; empty for text without a file
    SourceKind kind = SourceKind::kScript;
    std::string text;  ///< UTF-8, LF line ends, notebooks: code cells joined by a newline
    std::string
        raw;  ///< bytes as on disk when they differ from text (notebooks, CRLF, BOM, other encodings); else empty
    std::vector<Cell> cells;
    std::vector<MagicLine> magics;
    std::vector<std::uint32_t>
        raw_offsets;  ///< for each line of text: byte offset of its first byte in the raw file (empty when raw is empty)
  };

  SourceFile(FileId id, Data data);

  [[nodiscard]] FileId id() const { return id_; }
  [[nodiscard]] const std::string& path() const { return data_.path; }
  [[nodiscard]] const std::string& absolute() const { return data_.absolute; }
  [[nodiscard]] SourceKind kind() const { return data_.kind; }
  [[nodiscard]] std::string_view text() const { return data_.text; }
  [[nodiscard]] std::string_view raw() const {
    return data_.raw.empty() ? std::string_view(data_.text) : std::string_view(data_.raw);
  }
  [[nodiscard]] bool is_notebook() const { return data_.kind == SourceKind::kNotebook; }
  [[nodiscard]] const std::vector<Cell>& cells() const { return data_.cells; }
  [[nodiscard]] const std::vector<MagicLine>& magics() const { return data_.magics; }
  [[nodiscard]] std::string_view slice(Span span) const;

  /// Line, column and cell of a span. Offsets beyond the text are clamped.
  [[nodiscard]] Place place(Span span) const;
  /// Position in the raw bytes, as SARIF and other per-file formats need it.
  [[nodiscard]] RawPlace raw_place(Span span) const;
  /// The whole line (without its line end) that holds `offset`.
  [[nodiscard]] std::string_view line_at(std::uint32_t offset) const;
  /// 0-based index of the line of text() that holds `offset`.
  [[nodiscard]] std::uint32_t line_index(std::uint32_t offset) const;
  /// Byte offset where line `index` (0-based) of text() begins.
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t index) const;
  [[nodiscard]] std::uint32_t line_count() const { return static_cast<std::uint32_t>(lines_.size()); }

 private:
  /// Line (1-based) and UTF-16 units before a byte of the raw text.
  struct RawMark {
    std::uint32_t line = 1;
    std::uint32_t units = 0;
  };
  [[nodiscard]] RawMark raw_position(std::size_t offset) const;

  FileId id_;
  Data data_;
  std::vector<std::uint32_t> lines_;  ///< begin of every line
  std::vector<RawMark> raw_marks_;  ///< of notebooks: at every so many bytes, so that no place is counted from the top
};

/// The files of one analysis. Not thread-safe while files are added; const access is.
class SourceSet {
 public:
  const SourceFile& add(SourceFile::Data data);
  [[nodiscard]] const SourceFile& file(FileId id) const { return *files_[static_cast<std::size_t>(id)]; }
  [[nodiscard]] std::size_t size() const { return files_.size(); }
  [[nodiscard]] const SourceFile* find(std::string_view path) const;

 private:
  std::deque<std::unique_ptr<SourceFile>> files_;
  std::unordered_map<std::string_view, FileId> by_path_;  ///< keys point into the files' own paths
};

}  // namespace tracklint
