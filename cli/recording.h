// What a command writes, taken down while it is written, so that it can be written again.
//
// A Recording belongs to one run of a command, on one thread.
#pragma once

#include <cstddef>
#include <ostream>
#include <streambuf>
#include <string>
#include <vector>

namespace tracklint::cli {

struct Recording {
  static constexpr std::size_t kLimit = std::size_t{16} << 20U;  ///< bytes of everything together

  struct File {
    std::string path;
    std::string bytes;
  };
  int exit_code = 0;
  std::string out;
  std::string err;
  std::vector<File> files;
  std::size_t taken = 0;
  bool overflow = false;  ///< more was written than is kept: the recording is of no use
};

/// A stream that passes everything on and takes it down.
class Tee : private std::streambuf {
 public:
  Tee(std::ostream& target, std::string& record, Recording& recording)
      : target_(target), record_(record), recording_(recording), stream_(this) {}

  [[nodiscard]] std::ostream& stream() { return stream_; }

 private:
  int_type overflow(int_type c) override {
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    const char byte = traits_type::to_char_type(c);
    return xsputn(&byte, 1) == 1 ? c : traits_type::eof();
  }
  std::streamsize xsputn(const char* bytes, std::streamsize count) override {
    recording_.taken += static_cast<std::size_t>(count);
    if (recording_.taken > Recording::kLimit) {
      recording_.overflow = true;
      record_.clear();
    } else {
      record_.append(bytes, static_cast<std::size_t>(count));
    }
    target_.write(bytes, count);
    return target_ ? count : 0;
  }
  int sync() override {
    target_.flush();
    return target_ ? 0 : -1;
  }

  std::ostream& target_;
  std::string& record_;
  Recording& recording_;
  std::ostream stream_;
};

}  // namespace tracklint::cli
