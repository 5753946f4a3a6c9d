// A data file of analyzer/knowledge/data as a table: one entry a line, lines sorted by key.
//
//   {
//   "sklearn.linear_model.Ridge": {"effect":"estimator","params":"alpha fit_intercept"},
//   "sklearn.svm.SVC": {"effect":"estimator","params":"C kernel"}
//   }
//
// The file is plain JSON for people and tools; the program never parses it as a whole. It searches the bytes by
// bisection over lines and decodes the one entry it needs. Strings hold no escapes (the generator sees to it), so
// every view points into the embedded bytes. Immutable, safe from every thread.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tracklint::knowledge {

struct TableEntry {
  std::string_view key;
  std::string_view value;  ///< the JSON text after the colon, without the comma
};

class LineTable {
 public:
  LineTable() = default;
  /// `bytes` must outlive the table. Anything that is not an entry line at the ends is cut off.
  explicit LineTable(std::string_view bytes);

  [[nodiscard]] bool empty() const { return body_.empty(); }
  [[nodiscard]] std::optional<TableEntry> Find(std::string_view key) const;
  /// The same, remembered: code asks for the same few names again and again. Only for tables of embedded files.
  [[nodiscard]] std::optional<TableEntry> FindAgain(std::string_view key) const;
  /// All entries in order; for files that are read as a whole (word lists, patterns).
  [[nodiscard]] std::vector<TableEntry> Entries() const;

 private:
  std::string_view body_;
};

/// The table of one embedded file; empty when there is no such file.
[[nodiscard]] LineTable OpenTable(std::string_view file);

/// One member of a flat object whose values are strings or true/false ("true" as text).
struct Field {
  std::string_view name;
  std::string_view value;
};
[[nodiscard]] std::vector<Field> ParseFields(std::string_view object);
/// The text of a JSON string without its quotes; the argument itself when it is no string.
[[nodiscard]] std::string_view Unquoted(std::string_view value);
/// Words between any number of separators.
[[nodiscard]] std::vector<std::string_view> SplitWords(std::string_view text, char separator = ' ');

/// Decoded entries, made on first use and kept for the life of the program. Thread-safe.
template <typename Key, typename T>
class DecodeCache {
 public:
  template <typename Decode>
  const T* Get(const Key& key, Decode&& decode) {
    {
      const std::shared_lock lock(mutex_);
      const auto found = entries_.find(key);
      if (found != entries_.end()) {
        return found->second.get();
      }
    }
    auto made = std::make_unique<const T>(decode());
    const std::unique_lock lock(mutex_);
    return entries_.emplace(key, std::move(made)).first->second.get();
  }

 private:
  std::shared_mutex mutex_;
  std::unordered_map<Key, std::unique_ptr<const T>> entries_;
};

}  // namespace tracklint::knowledge
