// An SQLite file opened for reading only, with bounds: a forged database can neither run for ever nor fill the memory.
//
// One thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tracklint::reproduce {

class SqliteDatabase {
 public:
  /// Opens the file itself where nobody else is writing to it, and a copy of it where a process that died left a
  /// journal behind. An Error names the file.
  [[nodiscard]] static Result<SqliteDatabase> Open(const std::filesystem::path& file);

  /// One row of a query: its columns by number. Valid during the call only.
  class Row {
   public:
    explicit Row(sqlite3_stmt* statement) : statement_(statement) {}
    [[nodiscard]] std::string text(int column) const;  ///< empty for NULL
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] bool null(int column) const;

   private:
    sqlite3_stmt* statement_;
  };

  [[nodiscard]] bool has(const std::string& table) const { return tables_.contains(table); }
  /// Reads `columns` of a table in the order it holds its rows. A column that the table lacks is NULL in every row; a
  /// table that is not there has no rows. An error message, empty when all went well.
  [[nodiscard]] std::string Read(const std::string& table, const std::vector<std::string>& columns,
                                 const std::function<void(const Row&)>& take) const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  [[nodiscard]] std::set<std::string> Columns(const std::string& table) const;

  std::shared_ptr<const void> copy_;  // before the connection: closed after it
  std::unique_ptr<sqlite3, Close> connection_;
  std::set<std::string> tables_;
  std::string name_;
};

}  // namespace tracklint::reproduce
