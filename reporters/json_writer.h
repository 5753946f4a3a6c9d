// Writes JSON text step by step into one string or a stream: always valid, always the same bytes for the same calls.
// Bytes that are not UTF-8 become U+FFFD. One writer, one thread.
//
// Containers may be opened `inline`: then everything in them stays on one line.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tracklint::reporters {

class JsonWriter {
 public:
  enum class Layout : std::uint8_t { kLines, kInline };

  explicit JsonWriter(Layout layout = Layout::kLines) : layout_(layout) {}
  /// Passes its text on to `sink` piece by piece, so that a big document is never in memory as a whole. The last piece
  /// goes with finish(); str() and take() are of no use then.
  explicit JsonWriter(std::ostream& sink, Layout layout = Layout::kLines) : layout_(layout), sink_(&sink) {}
  void finish();

  JsonWriter& object(Layout layout = Layout::kLines) { return open('{', '}', layout); }
  JsonWriter& array(Layout layout = Layout::kLines) { return open('[', ']', layout); }
  /// Closes the innermost container.
  JsonWriter& end();
  JsonWriter& key(std::string_view name);

  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::int64_t value);
  JsonWriter& number(double value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& text_or_null(std::string_view value) { return value.empty() ? null() : text(value); }

  /// key and value in one call
  JsonWriter& field(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonWriter& field(std::string_view name, const char* value) { return key(name).text(value); }
  JsonWriter& field(std::string_view name, bool value) { return key(name).boolean(value); }
  template <typename Integer>
  requires std::is_integral_v<Integer> JsonWriter& field(std::string_view name, Integer value) {
    return key(name).number(static_cast<std::int64_t>(value));
  }
  JsonWriter& field(std::string_view name, double value) { return key(name).number(value); }

  [[nodiscard]] const std::string& str() const { return out_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  struct Level {
    char close;
    bool in_line;
    bool empty = true;
  };
  JsonWriter& open(char begin, char close, Layout layout);
  void before_value();
  void separate();
  void new_line();

  Layout layout_;
  std::ostream* sink_ = nullptr;
  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

/// Appends `value` as a JSON string with its quotes.
void AppendJsonString(std::string& out, std::string_view value);

}  // namespace tracklint::reporters
