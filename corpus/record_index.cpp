#include "corpus/record_index.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace tracklint::corpus {

RecordIndex::~RecordIndex() {
  for (const int file : files_) close(file);
}

RecordIndex::RecordIndex(RecordIndex&& other) noexcept
    : files_(std::exchange(other.files_, {})), places_(std::move(other.places_)) {}

RecordIndex& RecordIndex::operator=(RecordIndex&& other) noexcept {
  std::swap(files_, other.files_);
  std::swap(places_, other.places_);
  return *this;
}

Result<std::uint32_t> RecordIndex::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Error{path + ": cannot be read: " + std::generic_category().message(errno)};
  files_.push_back(file);
  return static_cast<std::uint32_t>(files_.size() - 1);
}

Result<std::uint64_t> RecordIndex::scan(std::uint32_t file, const std::string& path, bool lenient,
                                        const std::function<void(Place, Record)>& use) const {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(path, problem)) return Error{path + ": is no file"};
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{path + ": cannot be read"};
  std::uint64_t offset = 0;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    Record record = Record::parse(line, nullptr, false);
    const bool cut = in.eof();  // a last line without its end: a kill may have cut it
    if ((cut && lenient) || !record.is_object() || !record.contains("error") || !record.contains("repo") ||
        !record["repo"].is_string()) {
      if (lenient) return offset;
      return Error{path + ":" + std::to_string(number) + ": no record"};
    }
    use({file, static_cast<std::uint32_t>(line.size() + (cut ? 0 : 1)), offset}, std::move(record));
    offset += line.size() + 1;
  }
  return offset;
}

Result<std::string> RecordIndex::line(std::size_t i) const {
  const Place& place = places_[i];
  std::string text(place.length, '\0');
  for (std::size_t got = 0; got < text.size();) {
    const ssize_t count =
        pread(files_[place.file], text.data() + got, text.size() - got, static_cast<off_t>(place.offset + got));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return Error{"a record cannot be read again: " + std::generic_category().message(errno)};
    got += static_cast<std::size_t>(count);
  }
  return text;
}

}  // namespace tracklint::corpus
