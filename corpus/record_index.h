// Records on disk by their places: files of one record a line, read one at a time in any order.
//
// Move-only; one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/record.h"
#include "tracklint/result.h"

namespace tracklint::corpus {

class RecordIndex {
 public:
  struct Place {
    std::uint32_t file = 0;
    std::uint32_t length = 0;  ///< with the line end
    std::uint64_t offset = 0;
  };

  RecordIndex() = default;
  ~RecordIndex();
  RecordIndex(RecordIndex&& other) noexcept;
  RecordIndex& operator=(RecordIndex&& other) noexcept;
  RecordIndex(const RecordIndex&) = delete;
  RecordIndex& operator=(const RecordIndex&) = delete;

  /// Opens a file; its number.
  [[nodiscard]] Result<std::uint32_t> open(const std::string& path);
  /// Calls `use` with every complete line that is a record; the first one that is none is an Error, or, `lenient`, ends
  /// it. Gives the number of bytes read.
  [[nodiscard]] Result<std::uint64_t> scan(std::uint32_t file, const std::string& path, bool lenient,
                                           const std::function<void(Place, Record)>& use) const;

  /// The records, in their order.
  void push(Place place) { places_.push_back(place); }
  [[nodiscard]] std::size_t size() const { return places_.size(); }
  [[nodiscard]] Result<std::string> line(std::size_t i) const;

 private:
  std::vector<int> files_;
  std::vector<Place> places_;
};

}  // namespace tracklint::corpus
