#include "reproduce/compare_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <optional>

#include "reproduce/artifact_files.h"
#include "reproduce/compare_words.h"
#include "reproduce/moments.h"

namespace tracklint::reproduce {
namespace {

constexpr double kNothing = 1e-12;
constexpr std::int64_t kDayMs = 24LL * 3600 * 1000;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsWord(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A date has no offset and a run may take days: a day and a half around it.
bool OfRun(std::int64_t time_ms, const RunContext& run) {
  if (run.start_ms <= 0) return false;
  const std::int64_t end = std::max(run.end_ms, run.start_ms);
  return time_ms >= run.start_ms - 3 * kDayMs / 2 && time_ms <= end + 3 * kDayMs / 2;
}

/// 8-4-4-4-12 hexadecimal digits.
std::size_t UuidAt(std::string_view text, std::size_t at) {
  constexpr std::array<std::size_t, 5> kGroups{8, 4, 4, 4, 12};
  std::size_t i = at;
  for (std::size_t group = 0; group < kGroups.size(); ++group) {
    if (group > 0) {
      if (i >= text.size() || text[i] != '-') return 0;
      ++i;
    }
    for (std::size_t digit = 0; digit < kGroups[group]; ++digit, ++i) {
      if (i >= text.size() || !IsHex(text[i])) return 0;
    }
  }
  return i - at;
}

/// `0x7f2b3c4d5e6f`, as Python prints where an object lies.
std::size_t AddressAt(std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with("0x")) return 0;
  std::size_t end = at + 2;
  while (end < text.size() && IsHex(text[end])) ++end;
  return end - at >= 10 ? end - at : 0;
}

/// Where the component of a path that begins at `at` ends.
std::size_t PartEnd(std::string_view text, std::size_t at) {
  while (at < text.size() && (IsWord(text[at]) || text[at] == '_' || text[at] == '-' || text[at] == '.')) ++at;
  return at;
}

/// `/home/name`, `C:\Users\name` and the like: parts of paths that name a user or one process.
std::size_t PlaceAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with(":\\Users\\")) return PartEnd(text, at + 8) - at;
  for (const std::string_view parent : PersonalFolders()) {
    if (!rest.starts_with(parent)) continue;
    const std::size_t end = PartEnd(text, at + parent.size());
    return end > at + parent.size() ? end - at : 0;
  }
  return 0;
}

template <typename Texts>
std::size_t OneOfAt(std::string_view text, std::size_t at, const Texts& texts) {
  for (const std::string& known : texts) {
    if (text.substr(at).starts_with(known)) return known.size();
  }
  return 0;
}

/// A value that is the beginning of the run's own id, as people shorten it.
bool BeginsAnId(std::string_view value, const RunContext& run) {
  constexpr std::size_t kLeast = 4;
  return value.size() >= kLeast &&
         std::ranges::any_of(run.ids, [&](const std::string& id) { return std::string_view(id).starts_with(value); });
}

}  // namespace

RunContext ContextOf(const RecordedRun& run) {
  RunContext context;
  context.start_ms = run.start_ms.value_or(0);
  context.end_ms = run.end_ms.value_or(0);
  context.ids.push_back(run.id);
  context.ids.push_back(run.parent_id);
  if (IsGeneratedName(run.name)) context.ids.push_back(run.name);
  for (const LoggedModel& model : run.models) context.ids.push_back(model.id);
  std::erase_if(context.ids, [](const std::string& id) { return id.size() < 8; });
  // Where artifacts lie: the folder that holds mlruns (or mlartifacts), or the experiment's.
  if (const std::optional<std::string> artifacts = LocalPath(run.artifact_uri); artifacts && !artifacts->empty()) {
    for (const char* store : {"/mlruns/", "/mlartifacts/"}) {
      const std::size_t at = artifacts->find(store);
      if (at != std::string::npos && at > 1) context.roots.push_back(artifacts->substr(0, at));
    }
  }
  if (run.source_name.starts_with("/")) {
    const std::string folder = run.source_name.substr(0, run.source_name.rfind('/'));
    if (folder.size() > 1) context.roots.push_back(folder);
  }
  std::ranges::sort(context.roots, [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  return context;
}

bool ReadNumber(std::string_view text, double& value) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.empty() || text.size() > 64) return false;
  const char first =
      text.front() == '-' || text.front() == '+' ? text[std::min<std::size_t>(1, text.size() - 1)] : text.front();
  if (!IsDigit(first) && first != '.' && first != 'n' && first != 'N' && first != 'i' && first != 'I') return false;
  if (text.find_first_of("xXpP") != std::string_view::npos) return false;
  const std::string copy(text);
  char* end = nullptr;
  value = std::strtod(copy.c_str(), &end);
  return end == copy.c_str() + copy.size();
}

double RelativeDifference(double a, double b) {
  if (a == b || (std::isnan(a) && std::isnan(b))) return 0;
  if (!std::isfinite(a) || !std::isfinite(b)) return std::numeric_limits<double>::infinity();
  const double largest = std::max(std::fabs(a), std::fabs(b));
  if (largest < kNothing) return 0;
  return std::fabs(a / largest - b / largest);
}

ValueVerdict CompareNumbers(double a, double b, const CompareOptions& options) {
  const double relative = RelativeDifference(a, b);
  const Verdict verdict = relative <= options.rtol         ? Verdict::kIdentical
                          : relative <= options.close_rtol ? Verdict::kClose
                                                           : Verdict::kDiffers;
  return {verdict, relative, {}};
}

Masked Mask(std::string_view text, const RunContext& run) {
  Masked masked;
  for (std::size_t i = 0; i < text.size();) {
    const bool begins = i == 0 || !IsWord(text[i - 1]) || !IsWord(text[i]);
    std::size_t taken = 0;
    if (begins) {
      if ((taken = OneOfAt(text, i, run.ids)) > 0 || (taken = OneOfAt(text, i, run.roots)) > 0 ||
          (taken = UuidAt(text, i)) > 0 || (taken = AddressAt(text, i)) > 0 || (taken = PlaceAt(text, i)) > 0) {
        masked.identity = true;
        masked.text += "\x01";
      } else if (IsWord(text[i])) {
        for (const Moment& moment : MomentsAt(text, i)) {
          const std::size_t end = i + moment.length;
          if (!OfRun(moment.time_ms, run) || (end < text.size() && IsDigit(text[end]))) continue;
          taken = moment.length;
          masked.clock = true;
          masked.text += "\x02";
          break;
        }
      }
    }
    if (taken == 0) masked.text += text[i];
    i += std::max<std::size_t>(taken, 1);
  }
  return masked;
}

ValueVerdict CompareTexts(std::string_view name, std::string_view a, std::string_view b, const RunContext& of_a,
                          const RunContext& of_b) {
  const Masked masked_a = Mask(a, of_a);
  const Masked masked_b = Mask(b, of_b);
  if (a == b) {
    if (masked_a.clock && masked_b.clock)
      return {Verdict::kClock, 0, "both runs wrote down the same moment: on another day they would differ"};
    return {};
  }
  if (masked_a.text == masked_b.text) {
    if (masked_a.clock) return {Verdict::kClock, 0, {}};
    return {Verdict::kIdentity, 0, {}};
  }
  if (NamesMachine(name) || (BeginsAnId(a, of_a) && BeginsAnId(b, of_b))) return {Verdict::kIdentity, 0, {}};
  double number_a = 0;
  double number_b = 0;
  if (NamesDuration(name) && ReadNumber(a, number_a) && ReadNumber(b, number_b) &&
      (number_a != std::floor(number_a) || number_b != std::floor(number_b)))
    return {Verdict::kDuration, RelativeDifference(number_a, number_b), {}};
  // A duration as Python prints it: 0:00:12.345678.
  const auto clock_like = [](std::string_view text) {
    return std::ranges::count(text, ':') == 2 &&
           std::ranges::all_of(text, [](char c) { return IsDigit(c) || c == ':' || c == '.'; });
  };
  if (NamesDuration(name) && clock_like(a) && clock_like(b)) return {Verdict::kDuration, 0, {}};
  return {Verdict::kDiffers, 0, {}};
}

Verdict Worse(Verdict a, Verdict b) {
  // By how much they say against agreement.
  constexpr std::array<int, kVerdicts> kRank{0, 4, 1, 2, 3, 6, 5, 7, 7, 7};
  return kRank[static_cast<std::size_t>(a)] >= kRank[static_cast<std::size_t>(b)] ? a : b;
}

}  // namespace tracklint::reproduce
