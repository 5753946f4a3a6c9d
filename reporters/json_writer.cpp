#include "reporters/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <ostream>

#include "reporters/text.h"

namespace tracklint::reporters {
namespace {
constexpr std::size_t kPiece = std::size_t{1} << 16U;
}  // namespace

void AppendJsonString(std::string& out, std::string_view value) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  std::size_t at = 0;
  while (at < value.size()) {
    const auto byte = static_cast<unsigned char>(value[at]);
    if (byte < 0x80) {
      ++at;
      switch (byte) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
          if (byte < 0x20 || byte == 0x7f || (byte == '#' && IsCommandMark(value, at - 1))) {
            out += "\\u00";
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 0xfU];
          } else {
            out += static_cast<char>(byte);
          }
      }
      continue;
    }
    const CodePoint point = DecodeUtf8(value, at);
    if (point.valid && IsUnsafeToShow(point.value)) {  // all of them have four digits at most
      out += "\\u";
      for (unsigned shift = 16; shift > 0; shift -= 4) out += kDigits[(point.value >> (shift - 4)) & 0xfU];
    } else if (point.valid) {
      out += value.substr(at, point.size);
    } else {
      out += kReplacement;
    }
    at += point.size;
  }
  out += '"';
}

void JsonWriter::finish() {
  sink_->write(out_.data(), static_cast<std::streamsize>(out_.size()));
  out_.clear();
}

void JsonWriter::new_line() {
  out_ += '\n';
  out_.append(2 * levels_.size(), ' ');
}

void JsonWriter::separate() {
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (!level.empty) out_ += level.in_line ? ", " : ",";
  level.empty = false;
  if (!level.in_line) new_line();
}

void JsonWriter::before_value() {
  if (after_key_)
    after_key_ = false;
  else
    separate();
}

JsonWriter& JsonWriter::open(char begin, char close, Layout layout) {
  before_value();
  out_ += begin;
  const bool in_line =
      layout == Layout::kInline || layout_ == Layout::kInline || (!levels_.empty() && levels_.back().in_line);
  levels_.push_back({close, in_line});
  return *this;
}

JsonWriter& JsonWriter::end() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty && !level.in_line) new_line();
  out_ += level.close;
  if (sink_ != nullptr && out_.size() >= kPiece) finish();
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  AppendJsonString(out_, name);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  before_value();
  AppendJsonString(out_, value);
  return *this;
}

JsonWriter& JsonWriter::number(std::int64_t value) {
  before_value();
  out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  before_value();
  std::array<char, 64> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  out_.append(buffer.data(), result.ptr);
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  before_value();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::null() {
  before_value();
  out_ += "null";
  return *this;
}

}  // namespace tracklint::reporters
