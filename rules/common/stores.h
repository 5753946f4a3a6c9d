// What a tracking or registry address points to.
#pragma once

#include <cstdint>

#include "tracklint/facts.h"

namespace tracklint::rules {

enum class Store : std::uint8_t {
  kUnknown,   ///< not known, or not an address
  kFiles,     ///< a directory: file:…, ./mlruns, /abs, C:\…
  kSqlite,    ///< a database file on this machine
  kLoopback,  ///< a server on localhost
  kAddress,   ///< a server named by an IP address
  kShared,    ///< a named server, Databricks, a database server
};

/// The store that a tracking URI names, judged by what is surely known of it.
[[nodiscard]] Store StoreOf(const Text& uri);

}  // namespace tracklint::rules
