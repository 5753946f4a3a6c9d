// From findings to what the protocol calls diagnostics and code actions.
//
// A Translator is made for one report and the documents as they were when it was made. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "server/documents.h"
#include "server/text_document.h"
#include "tracklint/finding.h"
#include "tracklint/report.h"

namespace tracklint::server {

using Json = nlohmann::json;

struct Location {
  std::string uri;
  Range range;
};

class Translator {
 public:
  Translator(const Report& report, const Documents& documents, Encoding encoding);

  /// Where a span is, in an open text or in a file; nothing for a notebook's cell that the editor does not show.
  [[nodiscard]] std::optional<Location> Locate(Span span);
  [[nodiscard]] std::optional<Location> Locate(const Finding& finding);
  [[nodiscard]] Json Diagnostic(const Finding& finding, const Range& range, bool related);
  /// Edits as the protocol's `changes`: URI → edits. Nothing where they cannot be written.
  [[nodiscard]] std::optional<Json> Changes(const std::vector<Edit>& edits);
  /// A comment that silences a finding on its line.
  [[nodiscard]] std::optional<Json> IgnoreOnLine(const Finding& finding);

 private:
  struct Place {
    std::string uri;
    const Buffer* buffer = nullptr;  ///< null: not open
  };
  Place PlaceOf(const SourceFile& file) const;
  const TextDocument& RawOf(const SourceFile& file);
  std::optional<Location> InCell(const SourceFile& file, const Buffer& buffer, Span span) const;

  const Report& report_;
  const Documents& documents_;
  Encoding encoding_;
  std::map<std::string, std::string> open_;  ///< canonical path → URI
  std::map<FileId, TextDocument> raw_;
};

/// A text for people, as an editor shows it: no controls, no secrets.
[[nodiscard]] std::string Shown(std::string_view text);

[[nodiscard]] Json ToJson(const Position& position);
[[nodiscard]] Json ToJson(const Range& range);
[[nodiscard]] Position PositionFrom(const Json& json);
[[nodiscard]] Range RangeFrom(const Json& json);

}  // namespace tracklint::server
