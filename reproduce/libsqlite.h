// SQLite, as far as tracklint calls it, opened at the first call (analyzer/base/delayed_library.h) unless it is linked.
#pragma once

#include <sqlite3.h>

#ifdef TRACKLINT_DELAYED_SQLITE  // the file of the shared library
#include "analyzer/base/delayed_library.h"

// NOLINTBEGIN(readability-identifier-naming, bugprone-macro-parentheses): the names are those of the library
#define TRACKLINT_DELAYED(name) \
  inline constexpr DelayedFunction<TRACKLINT_DELAYED_SQLITE, #name, decltype(::name)> name {}

namespace tracklint {

TRACKLINT_DELAYED(sqlite3_close_v2);
TRACKLINT_DELAYED(sqlite3_column_bytes);
TRACKLINT_DELAYED(sqlite3_column_double);
TRACKLINT_DELAYED(sqlite3_column_int64);
TRACKLINT_DELAYED(sqlite3_column_text);
TRACKLINT_DELAYED(sqlite3_column_type);
TRACKLINT_DELAYED(sqlite3_db_config);
TRACKLINT_DELAYED(sqlite3_errmsg);
TRACKLINT_DELAYED(sqlite3_errstr);
TRACKLINT_DELAYED(sqlite3_finalize);
TRACKLINT_DELAYED(sqlite3_limit);
TRACKLINT_DELAYED(sqlite3_open_v2);
TRACKLINT_DELAYED(sqlite3_prepare_v2);
TRACKLINT_DELAYED(sqlite3_progress_handler);
TRACKLINT_DELAYED(sqlite3_step);

}  // namespace tracklint

#undef TRACKLINT_DELAYED
// NOLINTEND(readability-identifier-naming, bugprone-macro-parentheses)
#endif
