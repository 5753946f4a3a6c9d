// Dates and times as they stand in names and values: finding them, and saying which moment they mean. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tracklint::reproduce {

struct Moment {
  std::size_t length = 0;    ///< bytes of the text it takes
  std::int64_t time_ms = 0;  ///< as if it were universal time
};

/// The moments that a text may mean from `at` on, the likeliest first (03/04/2026 is two days): ISO and its relatives (2026-11-26T10:15:00.5Z, 2026_11_26, 20261126-101500), days or
/// months first (26.11.2026, 11/26/2026 10:15), written months (Nov 26 10:15:00 2026, 26 November 2026), or seconds,
/// milli-, micro- or nanoseconds since 1970. REQUIRES: no letter or digit right before it.
[[nodiscard]] std::vector<Moment> MomentsAt(std::string_view text, std::size_t at);

/// Milliseconds since 1970 of a day of the Gregorian calendar; nullopt for no such day.
[[nodiscard]] std::optional<std::int64_t> DayMs(int year, int month, int day);

}  // namespace tracklint::reproduce
