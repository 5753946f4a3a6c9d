#include "rules/common/versions.h"

#include <algorithm>
#include <vector>

namespace tracklint::rules {
namespace {

struct Parsed {
  std::vector<long> release;
  int stage = 3;   // dev 0 < a, b, rc 1 < (rc ends) 2 < final 3 < post 4
  int letter = 0;  // a 0, b 1, rc 2
  long number = 0;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool TakeNumber(std::string_view& text, long& number) {
  if (text.empty() || !IsDigit(text.front())) return false;
  number = 0;
  std::size_t digits = 0;
  while (!text.empty() && IsDigit(text.front())) {
    if (++digits > 9) return false;
    number = number * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  return true;
}

void SkipSeparator(std::string_view& text) {
  if (!text.empty() && (text.front() == '.' || text.front() == '-' || text.front() == '_')) text.remove_prefix(1);
}

bool TakeWord(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

std::optional<Parsed> Parse(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.starts_with("v")) text.remove_prefix(1);
  Parsed parsed;
  long number = 0;
  if (!TakeNumber(text, number)) return std::nullopt;
  parsed.release.push_back(number);
  while (text.size() > 1 && text.front() == '.' && IsDigit(text[1])) {
    text.remove_prefix(1);
    if (!TakeNumber(text, number)) return std::nullopt;
    parsed.release.push_back(number);
  }
  while (parsed.release.size() > 1 && parsed.release.back() == 0) parsed.release.pop_back();
  if (text.empty()) return parsed;
  SkipSeparator(text);
  if (TakeWord(text, "dev")) {
    parsed.stage = 0;
  } else if (TakeWord(text, "post")) {
    parsed.stage = 4;
  } else if (TakeWord(text, "alpha") || TakeWord(text, "a")) {
    parsed.stage = 1;
  } else if (TakeWord(text, "beta") || TakeWord(text, "b")) {
    parsed.stage = 1;
    parsed.letter = 1;
  } else if (TakeWord(text, "rc") || TakeWord(text, "c")) {
    parsed.stage = 1;
    parsed.letter = 2;
  } else {
    return std::nullopt;
  }
  SkipSeparator(text);
  TakeNumber(text, parsed.number);
  return text.empty() ? std::optional(parsed) : std::nullopt;
}

int Sign(long difference) { return difference < 0 ? -1 : difference > 0 ? 1 : 0; }

int Compare(const Parsed& a, const Parsed& b) {
  const std::size_t size = std::max(a.release.size(), b.release.size());
  for (std::size_t i = 0; i < size; ++i) {
    const long x = i < a.release.size() ? a.release[i] : 0;
    const long y = i < b.release.size() ? b.release[i] : 0;
    if (x != y) return Sign(x - y);
  }
  if (a.stage != b.stage) return Sign(a.stage - b.stage);
  if (a.letter != b.letter) return Sign(a.letter - b.letter);
  return Sign(a.number - b.number);
}

/// The first `parts` numbers of both releases are equal.
bool SamePrefix(const Parsed& a, const Parsed& b, std::size_t parts) {
  for (std::size_t i = 0; i < parts; ++i) {
    if ((i < a.release.size() ? a.release[i] : 0) != (i < b.release.size() ? b.release[i] : 0)) return false;
  }
  return true;
}

std::size_t PartsOf(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '.')) + 1;
}

std::optional<bool> SatisfiesOne(const Parsed& version, std::string_view clause) {
  while (!clause.empty() && clause.front() == ' ') clause.remove_prefix(1);
  while (!clause.empty() && clause.back() == ' ') clause.remove_suffix(1);
  std::string_view op;
  for (const std::string_view candidate : {"===", "==", "!=", "<=", ">=", "~=", "<", ">", "="}) {
    if (clause.starts_with(candidate)) {
      op = candidate;
      break;
    }
  }
  if (op.empty()) return std::nullopt;
  std::string_view text = clause.substr(op.size());
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  const bool wild = text.ends_with(".*") || (op == "=" && !text.ends_with("*"));  // conda: =1.2 is 1.2.*
  if (text.ends_with(".*")) text.remove_suffix(2);
  const std::optional<Parsed> other = Parse(text);
  if (!other) return std::nullopt;
  if (wild && (op == "==" || op == "!=" || op == "="))
    return SamePrefix(version, *other, PartsOf(text)) == (op != "!=");
  const int order = Compare(version, *other);
  if (op == "==" || op == "===" || op == "=") return order == 0;
  if (op == "!=") return order != 0;
  if (op == "<=") return order <= 0;
  if (op == ">=") return order >= 0;
  if (op == "<") return order < 0;
  if (op == ">") return order > 0;
  if (PartsOf(text) < 2) return std::nullopt;
  return order >= 0 && SamePrefix(version, *other, PartsOf(text) - 1);
}

}  // namespace

std::optional<int> CompareVersions(std::string_view a, std::string_view b) {
  const std::optional<Parsed> x = Parse(a);
  const std::optional<Parsed> y = Parse(b);
  if (!x || !y) return std::nullopt;
  return Compare(*x, *y);
}

std::optional<bool> Satisfies(std::string_view version, std::string_view specifier) {
  const std::optional<Parsed> parsed = Parse(version);
  if (!parsed) return std::nullopt;
  bool all = true;
  while (!specifier.empty()) {
    const std::size_t comma = std::min(specifier.find(','), specifier.size());
    const std::optional<bool> one = SatisfiesOne(*parsed, specifier.substr(0, comma));
    if (!one) return std::nullopt;
    all = all && *one;
    specifier.remove_prefix(std::min(comma + 1, specifier.size()));
  }
  return all;
}

std::optional<MlflowVersion> ParseMlflowVersion(std::string_view text) {
  const std::optional<Parsed> parsed = Parse(text);
  if (!parsed) return std::nullopt;
  const auto part = [&](std::size_t i) {
    return i < parsed->release.size() ? static_cast<int>(parsed->release[i]) : 0;
  };
  return MlflowVersion{part(0), part(1), part(2)};
}

std::string ToString(MlflowVersion version) {
  return std::to_string(version.major) + "." + std::to_string(version.minor) + "." + std::to_string(version.patch);
}

bool AdmitsOnlyFrom(const Project& project, MlflowVersion version) {
  if (!project.mlflow_version) return false;
  const std::optional<MlflowVersion> lowest = ParseMlflowVersion(*project.mlflow_version);
  return lowest && *lowest >= version;
}

}  // namespace tracklint::rules
