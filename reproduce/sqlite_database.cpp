#include "reproduce/sqlite_database.h"

#include <array>
#include <ctime>
#include <system_error>
#include <utility>

#include "reproduce/libsqlite.h"
#include "reproduce/temp_folder.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxValueBytes = 64 << 20;
constexpr int kStepsBetweenLooks = 100'000;
constexpr std::clock_t kMaxProcessorSeconds = 120;

/// Stops a statement when this process has used too much time: a table of a forged database may be an endless view.
int TooLong(void* begin) {
  return std::clock() - *static_cast<const std::clock_t*>(begin) > kMaxProcessorSeconds * CLOCKS_PER_SEC ? 1 : 0;
}

/// `file:` URI of SQLite: `?`, `#` and `%` would mean something.
std::string UriOf(const fs::path& file) {
  std::error_code error;
  std::string uri = "file:";
  for (const char c : fs::absolute(file, error).string()) {
    if (c == '%' || c == '?' || c == '#') {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    } else {
      uri += c;
    }
  }
  return uri;
}

bool HasContent(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error) && fs::file_size(file, error) > 0 && !error;
}

std::string Quoted(const std::string& name) {
  std::string quoted = "\"";
  for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + "\"";
}

}  // namespace

void SqliteDatabase::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

std::string SqliteDatabase::Row::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}
std::int64_t SqliteDatabase::Row::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double SqliteDatabase::Row::real(int column) const { return sqlite3_column_double(statement_, column); }
bool SqliteDatabase::Row::null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

Result<SqliteDatabase> SqliteDatabase::Open(const fs::path& file) {
  SqliteDatabase database;
  database.name_ = file.string();
  fs::path place = file;
  // What a process that died wrote last is in a journal beside the file; taking it in means writing.
  constexpr std::array<const char*, 2> kJournals{"-wal", "-journal"};
  bool copied = false;
  for (const char* ending : kJournals) {
    const fs::path journal = file.string() + ending;
    if (!HasContent(journal)) continue;
    std::error_code error;
    if (!copied) {
      auto folder = std::make_shared<TempFolder>();
      if (folder->path().empty()) return Error{file.string() + ": a journal lies beside it and no copy can be made"};
      place = folder->path() / "store.db";
      fs::copy_file(file, place, error);
      database.copy_ = std::move(folder);
      copied = true;
    }
    if (!error) fs::copy_file(journal, place.string() + ending, error);
    if (error) return Error{file.string() + ": cannot be copied: " + error.message()};
  }
  sqlite3* connection = nullptr;
  const std::string uri = UriOf(place) + (copied ? "?mode=rw" : "?immutable=1");
  const int flags = SQLITE_OPEN_URI | (copied ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY);
  const int code = sqlite3_open_v2(uri.c_str(), &connection, flags, nullptr);
  database.connection_.reset(connection);
  if (code != SQLITE_OK)
    return Error{file.string() + ": " + (connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code))};
  sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, kMaxValueBytes);

  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection, "SELECT name FROM sqlite_master WHERE type = 'table'", -1, &statement, nullptr) !=
      SQLITE_OK)
    return Error{file.string() + ": cannot be read as an SQLite database: " + sqlite3_errmsg(connection)};
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(statement)) == SQLITE_ROW) database.tables_.insert(Row(statement).text(0));
  sqlite3_finalize(statement);
  if (step != SQLITE_DONE)
    return Error{file.string() + ": cannot be read as an SQLite database: " + sqlite3_errmsg(connection)};
  return database;
}

std::set<std::string> SqliteDatabase::Columns(const std::string& table) const {
  std::set<std::string> columns;
  sqlite3_stmt* statement = nullptr;
  const std::string query = "PRAGMA table_info(" + Quoted(table) + ")";
  if (sqlite3_prepare_v2(connection_.get(), query.c_str(), -1, &statement, nullptr) != SQLITE_OK) return columns;
  while (sqlite3_step(statement) == SQLITE_ROW) columns.insert(Row(statement).text(1));
  sqlite3_finalize(statement);
  return columns;
}

std::string SqliteDatabase::Read(const std::string& table, const std::vector<std::string>& columns,
                                 const std::function<void(const Row&)>& take) const {
  if (!has(table)) return {};
  const std::set<std::string> present = Columns(table);
  std::string query = "SELECT ";
  for (std::size_t i = 0; i < columns.size(); ++i) {
    query += i > 0 ? ", " : "";
    query += present.contains(columns[i]) ? Quoted(columns[i]) : "NULL";
  }
  // Rows are read in the order they were stored; a table without row ids has only that of its key.
  query += " FROM " + Quoted(table);
  sqlite3_stmt* statement = nullptr;
  const std::string ordered = query + " ORDER BY rowid";
  if (sqlite3_prepare_v2(connection_.get(), ordered.c_str(), -1, &statement, nullptr) != SQLITE_OK &&
      sqlite3_prepare_v2(connection_.get(), query.c_str(), -1, &statement, nullptr) != SQLITE_OK)
    return name_ + ": table " + table + ": " + sqlite3_errmsg(connection_.get());
  std::clock_t begin = std::clock();
  sqlite3_progress_handler(connection_.get(), kStepsBetweenLooks, TooLong, &begin);
  int step = SQLITE_ROW;
  while ((step = sqlite3_step(statement)) == SQLITE_ROW) take(Row(statement));
  std::string problem;
  if (step != SQLITE_DONE) problem = name_ + ": table " + table + ": " + sqlite3_errmsg(connection_.get());
  sqlite3_finalize(statement);
  sqlite3_progress_handler(connection_.get(), 0, nullptr, nullptr);
  return problem;
}

}  // namespace tracklint::reproduce
