// One table of comma-separated values (RFC 4180, LF line ends), cell by cell.
//
// Owns its text; one thread at a time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/record.h"
#include "reporters/text.h"

namespace tracklint::corpus {

class CsvTable {
 public:
  void cell(std::string_view given) {
    const bool unsafe = HasControls(given);
    const std::string visible = unsafe ? reporters::Visible(given) : std::string();
    const std::string_view text = unsafe ? std::string_view(visible) : given;
    if (!first_) out_ += ',';
    first_ = false;
    // A leading = + - @ or tab would be a formula in a spreadsheet; names and paths may begin so.
    const bool formula = !text.empty() && std::string_view("=+-@\t").find(text.front()) != std::string_view::npos &&
                         text.find_first_not_of("+-0123456789.e") != std::string_view::npos;
    if (!formula && text.find_first_of(",\"\n\r") == std::string_view::npos) {
      out_ += text;
      return;
    }
    out_ += '"';
    if (formula) out_ += '\'';
    for (const char c : text) {
      if (c == '"') out_ += '"';
      out_ += c;
    }
    out_ += '"';
  }
  void cell(const Record& record, const char* key) {
    if (!record.is_object() || !record.contains(key) || record[key].is_null())
      cell("");
    else if (record[key].is_string())
      cell(record[key].get_ref<const std::string&>());
    else
      cell(record[key].dump());
  }
  void end_row() {
    out_ += '\n';
    first_ = true;
  }
  /// What was added since the last time.
  std::string take() { return std::exchange(out_, {}); }

 private:
  /// What a terminal or the log of a service would obey.
  [[nodiscard]] static bool HasControls(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const reporters::CodePoint point = reporters::DecodeUtf8(text, at);
      if (!point.valid || (reporters::IsUnsafeToShow(point.value) && point.value != '\t') ||
          reporters::IsCommandMark(text, at))
        return true;
      at += point.size;
    }
    return false;
  }

  std::string out_;
  bool first_ = true;
};

}  // namespace tracklint::corpus
