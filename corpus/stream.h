// Repositories from a stream of JSON objects, one a line (NDJSON), read as they come.
//
//   {"repo": NAME, "path": FILE, "content": TEXT}   one file; consecutive lines of a name are one repository
//   {"repo": NAME, "archive": FILE}                 an archive on disk
//   {"repo": NAME, "folder": DIRECTORY}             a folder or git repository on disk
//
// Every form takes "commit"; for files the first line that has one counts. A repository ends where another name, the end
// of the stream or a line of another form comes. A name that comes again later, and a line that cannot be understood,
// are inputs of their own, named `line N`, with the error: so every input gives exactly one record. The order is that of
// the first lines.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "corpus/record.h"
#include "corpus/tree_writer.h"

namespace tracklint::corpus {

/// Longer lines are not kept.
inline constexpr std::size_t kLongestLine = 256ULL << 20U;

/// Reads a file descriptor without waiting: whoever owns the loop asks the descriptor first. One thread at a time.
class StreamFeed {
 public:
  /// Files are written below `scratch`.
  StreamFeed(int descriptor, std::string scratch) : descriptor_(descriptor), scratch_(std::move(scratch)) {}

  [[nodiscard]] int descriptor() const { return descriptor_; }
  /// Reads once (up to a block) and takes what is complete.
  void pump();
  /// Nothing more will come.
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] std::size_t waiting() const { return ready_.size(); }
  /// The next repository that is complete.
  [[nodiscard]] std::optional<Input> next();

 private:
  struct Open {
    Input input;
    std::string folder;  ///< that holds the root
    std::unique_ptr<TreeWriter> out;
    std::string trouble;
  };

  void line(std::string_view text);
  void file(const nlohmann::json& object, std::string name);
  void whole(const nlohmann::json& object, std::string name, const char* key);
  void begin(std::string name);
  void finish();
  void fault(const std::string& what);
  void too_long();
  [[nodiscard]] bool is_new(const std::string& name);

  int descriptor_;
  std::string scratch_;
  std::string buffer_;
  std::size_t scanned_ = 0;
  bool skipping_ = false;  ///< the rest of a line that is too long
  bool ended_ = false;
  std::size_t line_ = 0;
  std::size_t folders_ = 0;
  std::optional<Open> open_;
  std::optional<std::string> refused_;  ///< a name that came again: its lines are one fault
  std::deque<Input> ready_;
  std::deque<Input> behind_;  ///< lines not understood within the open repository
  std::unordered_set<std::string> names_;
};

}  // namespace tracklint::corpus
