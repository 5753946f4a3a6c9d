#include "reproduce/moments.h"

#include <algorithm>
#include <array>
#include <string>

namespace tracklint::reproduce {
namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Reads pieces of a text from left to right.
class Scanner {
 public:
  Scanner(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  void back(std::size_t at) { at_ = at; }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] std::size_t digits() const {
    std::size_t count = 0;
    while (at_ + count < text_.size() && IsDigit(text_[at_ + count])) ++count;
    return count;
  }
  /// A number of exactly so many digits (longer runs are allowed to go on).
  std::optional<int> number(std::size_t count) {
    if (digits() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + (text_[at_ + i] - '0');
    at_ += count;
    return value;
  }
  bool any_of(std::string_view characters) {
    if (at_ >= text_.size() || characters.find(text_[at_]) == std::string_view::npos) return false;
    ++at_;
    return true;
  }
  /// 1 … 12 for a written month.
  std::optional<int> month() {
    constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
    std::size_t count = 0;
    std::string word;
    while (at_ + count < text_.size() && IsLetter(text_[at_ + count]) && count < 10)
      word += static_cast<char>(text_[at_ + count++] | 0x20);
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
      if (word != kMonths[i] && word != kMonths[i].substr(0, 3)) continue;
      at_ += count;
      return static_cast<int>(i) + 1;
    }
    return std::nullopt;
  }

 private:
  std::string_view text_;
  std::size_t at_;
};

/// `10:15:00.123`, `10-15-00`, `101500`, with an offset; 0 and nothing taken when there is none.
std::int64_t TimeOfDay(Scanner& in) {
  const std::size_t begin = in.at();
  const std::size_t run = in.digits();
  const auto hour = in.number(2);
  if (!hour || *hour > 23 || (run != 2 && run != 4 && run != 6)) {
    in.back(begin);
    return 0;
  }
  const bool separated = run == 2;
  if (separated && !in.any_of(":-_.h")) {
    in.back(begin);
    return 0;
  }
  const auto minute = in.number(2);
  if (!minute || *minute > 59) {
    in.back(begin);
    return 0;
  }
  std::int64_t time = *hour * kHour + *minute * kMinute;
  const std::size_t before = in.at();
  if ((separated ? in.any_of(":-_.m") : run == 6) && in.digits() >= 2) {
    const auto second = in.number(2);
    if (second && *second <= 60) {
      time += *second * kSecond;
      const std::size_t point = in.at();
      if (in.any_of(".,:") && in.digits() > 0) {
        while (in.number(1)) {
        }
      } else {
        in.back(point);
      }
    } else {
      in.back(before);
    }
  } else {
    in.back(before);
  }
  // The offset from universal time does not matter: a moment is held against a run with a day's tolerance.
  const std::size_t offset = in.at();
  if (in.any_of("Z")) return time;
  if (in.any_of("+-") && in.number(2) && (in.any_of(":") || in.digits() >= 2) && in.number(2)) return time;
  in.back(offset);
  return time;
}

std::optional<Moment> Finish(Scanner& in, std::size_t begin, std::optional<std::int64_t> day) {
  if (!day) return std::nullopt;
  const std::size_t after_day = in.at();
  std::int64_t time = 0;
  if (in.any_of("T") || in.any_of(" _-,.")) {
    in.any_of(" ");
    const std::size_t start = in.at();
    time = TimeOfDay(in);
    if (in.at() == start) in.back(after_day);
  }
  return Moment{in.at() - begin, *day + time};
}

/// 2026-11-26, 2026/11/26, 20261126.
std::optional<Moment> YearFirst(std::string_view text, std::size_t at) {
  Scanner in(text, at);
  const std::size_t run = in.digits();
  if (run != 4 && run != 8 && run != 12 && run != 14) return std::nullopt;
  const auto year = in.number(4);
  const char separator = in.peek();
  if (run == 4 && !in.any_of("-/._")) return std::nullopt;
  const auto month = in.number(run == 4 && in.digits() == 1 ? 1 : 2);
  if (!month || (run == 4 && (in.peek() != separator || !in.any_of("-/._")))) return std::nullopt;
  const auto day = in.number(run == 4 && in.digits() == 1 ? 1 : 2);
  if (!day) return std::nullopt;
  const auto date = DayMs(*year, *month, *day);
  if (!date) return std::nullopt;
  if (run <= 8) return Finish(in, at, date);
  const std::int64_t time = TimeOfDay(in);
  return Moment{in.at() - at, *date + time};
}

/// 26.11.2026, 11/26/2026, 26-11-2026.
std::optional<Moment> YearLast(std::string_view text, std::size_t at, bool day_first) {
  Scanner in(text, at);
  if (in.digits() == 0 || in.digits() > 2) return std::nullopt;
  const auto first = in.number(in.digits());
  const char separator = in.peek();
  if (!in.any_of("-/._") || in.digits() == 0 || in.digits() > 2) return std::nullopt;
  const auto second = in.number(in.digits());
  if (in.peek() != separator || !in.any_of("-/._") || in.digits() != 4) return std::nullopt;
  const auto year = in.number(4);
  return Finish(in, at, day_first ? DayMs(*year, *second, *first) : DayMs(*year, *first, *second));
}

/// Nov 26 10:15:00 2026, November 26, 2026, 26 Nov 2026.
std::optional<Moment> WrittenMonth(std::string_view text, std::size_t at) {
  Scanner in(text, at);
  std::optional<int> day;
  if (in.digits() == 1 || in.digits() == 2) {
    day = in.number(in.digits());
    if (!in.any_of(" -_")) in.any_of(".");
    in.any_of(" ");
  }
  const auto month = in.month();
  if (!month) return std::nullopt;
  while (in.any_of(" ._-")) {
  }
  if (!day) {
    if (in.digits() != 1 && in.digits() != 2) return std::nullopt;
    day = in.number(in.digits());
    while (in.any_of(" ,_-")) {
    }
  }
  std::int64_t time = 0;
  if (in.digits() == 2) {
    time = TimeOfDay(in);
    while (in.any_of(" ,_-")) {
    }
  }
  if (in.digits() != 4) return std::nullopt;
  const auto year = in.number(4);
  const auto date = DayMs(*year, *month, *day);
  if (!date) return std::nullopt;
  return Finish(in, at, *date + time);
}

/// 1700000000, 1700000000.25, 1700000000123 …
std::optional<Moment> Epoch(std::string_view text, std::size_t at) {
  Scanner in(text, at);
  const std::size_t run = in.digits();
  if (run != 10 && run != 13 && run != 16 && run != 19) return std::nullopt;
  std::int64_t value = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(run, 13); ++i) value = value * 10 + (text[at + i] - '0');
  if (run == 10) value *= kSecond;
  std::size_t end = at + run;
  if (end + 1 < text.size() && text[end] == '.' && IsDigit(text[end + 1])) {
    ++end;
    while (end < text.size() && IsDigit(text[end])) ++end;
  }
  return Moment{end - at, value};
}

}  // namespace

std::optional<std::int64_t> DayMs(int year, int month, int day) {
  constexpr std::array<int, 12> kLength{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1971 || year > 2200 || month < 1 || month > 12 || day < 1 ||
      day > kLength[static_cast<std::size_t>(month - 1)])
    return std::nullopt;
  // Days from civil: years begin in March, so that the leap day is their last.
  const int y = month <= 2 ? year - 1 : year;
  const int era = y / 400;
  const int of_era = y - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
  return days * kDay;
}

std::vector<Moment> MomentsAt(std::string_view text, std::size_t at) {
  std::vector<Moment> moments;
  const auto take = [&](const std::optional<Moment>& moment) {
    if (moment) moments.push_back(*moment);
  };
  if (at >= text.size()) return moments;
  if (IsDigit(text[at])) {
    take(YearFirst(text, at));
    take(YearLast(text, at, true));
    take(YearLast(text, at, false));
    take(Epoch(text, at));
  }
  if (IsDigit(text[at]) || IsLetter(text[at])) take(WrittenMonth(text, at));
  return moments;
}

}  // namespace tracklint::reproduce
