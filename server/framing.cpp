#include "server/framing.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace tracklint::server {
namespace {

constexpr std::string_view kName = "content-length:";
/// No header is as long as this; what is can only be garbage.
constexpr std::size_t kMostHeaderBytes = 4096;

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace

/// True at the empty line that ends a header with a length.
bool Framer::Header(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.empty()) return length_.has_value();
  if (line.size() > kMostHeaderBytes) line = line.substr(line.size() - kMostHeaderBytes);
  const std::size_t name = Lower(line).rfind(kName);
  if (name == std::string::npos) return false;
  std::string_view number = line.substr(name + kName.size());
  while (number.starts_with(' ') || number.starts_with('\t')) number.remove_prefix(1);
  while (number.ends_with(' ') || number.ends_with('\t')) number.remove_suffix(1);
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), length);
  length_.reset();
  if (error == std::errc() && end == number.data() + number.size()) length_ = length;
  return false;
}

void Framer::Compact() {
  buffer_.erase(0, at_);
  at_ = 0;
}

std::optional<std::string> Framer::Next() {
  while (true) {
    if (skip_ > 0) {
      const std::size_t here = std::min(skip_, buffer_.size() - at_);
      at_ += here;
      skip_ -= here;
      if (skip_ > 0) {
        Compact();
        return std::nullopt;
      }
    }
    if (in_body_) {
      if (buffer_.size() - at_ < *length_) {
        Compact();
        return std::nullopt;
      }
      std::string message = buffer_.substr(at_, *length_);
      at_ += *length_;
      in_body_ = false;
      length_.reset();
      return message;
    }
    const std::size_t end = buffer_.find('\n', at_);
    if (end == std::string::npos) {
      if (buffer_.size() - at_ > 2 * kMostHeaderBytes) at_ = buffer_.size() - kMostHeaderBytes;
      Compact();
      return std::nullopt;
    }
    const bool complete = Header(std::string_view(buffer_).substr(at_, end - at_));
    at_ = end + 1;
    if (!complete) continue;
    if (*length_ > most_) {
      ++dropped_;
      skip_ = *length_;
      length_.reset();
    } else {
      in_body_ = true;
    }
  }
}

std::string Framed(std::string_view message) {
  return "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n" + std::string(message);
}

}  // namespace tracklint::server
