#include "reproduce/compare_files.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "reproduce/artifact_files.h"
#include "reproduce/compare_words.h"
#include "reproduce/json_text.h"
#include "reproduce/zip_members.h"

namespace tracklint::reproduce {
namespace {

constexpr std::uint64_t kMaxCompared = std::uint64_t{64} << 20;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f'); }
bool IsWord(char c) { return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// The numeral at `at`: `-1.5e-3`; 0 when there is none.
std::size_t NumeralAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (end < text.size() && (text[end] == '-' || text[end] == '+')) ++end;
  const std::size_t first = end;
  while (end < text.size() && (IsDigit(text[end]) || text[end] == '.')) ++end;
  if (end == first || std::none_of(text.begin() + static_cast<std::ptrdiff_t>(first),
                                   text.begin() + static_cast<std::ptrdiff_t>(end), IsDigit))
    return 0;
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t exponent = end + 1;
    if (exponent < text.size() && (text[exponent] == '-' || text[exponent] == '+')) ++exponent;
    if (exponent < text.size() && IsDigit(text[exponent])) {
      while (exponent < text.size() && IsDigit(text[exponent])) ++exponent;
      end = exponent;
    }
  }
  return end - at;
}

/// Two versions of one thing, compared part by part.
class Parts {
 public:
  Parts(const RunContext& of_a, const RunContext& of_b, const CompareOptions& options)
      : of_a_(of_a), of_b_(of_b), options_(options) {}

  [[nodiscard]] ValueVerdict result() const { return {worst_, relative_, note_}; }

  void Bytes(FileType type, std::string_view a, std::string_view b) {
    if (a == b) return;
    switch (type) {
      case FileType::kCsv: return Tables(a, b);
      case FileType::kJson: return Json(a, b);
      case FileType::kJsonLines:
      case FileType::kYaml:
      case FileType::kText: return Text(a, b);
      case FileType::kRendering: return Rendering(a, b);
      case FileType::kZip: return Archives(a, b);
      case FileType::kBinary: return Opaque(a, b);
    }
  }

 private:
  void Add(Verdict verdict, const std::string& note = {}, double relative = 0) {
    relative_ = std::max(relative_, relative);
    if (verdict == Verdict::kIdentical) return;
    if (Worse(worst_, verdict) == worst_ && worst_ != Verdict::kIdentical) return;
    worst_ = verdict;
    note_ = note;
  }

  /// Numbers by value, everything else letter by letter, after what belongs to the runs is masked.
  void Text(std::string_view a, std::string_view b) {
    const Masked masked_a = Mask(a, of_a_);
    const Masked masked_b = Mask(b, of_b_);
    std::string_view left = masked_a.text;
    std::string_view right = masked_b.text;
    std::size_t i = 0;
    std::size_t j = 0;
    int line = 1;
    Verdict numbers = Verdict::kIdentical;
    while (i < left.size() || j < right.size()) {
      if (i < left.size() && left[i] == '\r') {
        ++i;
        continue;
      }
      if (j < right.size() && right[j] == '\r') {
        ++j;
        continue;
      }
      const bool begins = (i == 0 || !IsWord(left[i - 1])) && (j == 0 || !IsWord(right[j - 1]));
      const std::size_t numeral_a = begins ? NumeralAt(left, i) : 0;
      const std::size_t numeral_b = begins ? NumeralAt(right, j) : 0;
      if (numeral_a > 0 && numeral_b > 0) {
        const std::string_view word_a = left.substr(i, numeral_a);
        const std::string_view word_b = right.substr(j, numeral_b);
        double value_a = 0;
        double value_b = 0;
        if (word_a != word_b) {
          if (!ReadNumber(word_a, value_a) || !ReadNumber(word_b, value_b)) return Different(line);
          ValueVerdict verdict = CompareNumbers(value_a, value_b, options_);
          if (verdict.verdict != Verdict::kIdentical && SaysDuration(left, i, numeral_a))
            verdict = {Verdict::kDuration, 0, {}};
          if (verdict.verdict == Verdict::kDiffers) return Different(line);
          numbers = Worse(numbers, verdict.verdict);
          relative_ = std::max(relative_, verdict.relative);
        }
        i += numeral_a;
        j += numeral_b;
        continue;
      }
      if (i >= left.size() || j >= right.size() || left[i] != right[j]) return Different(line);
      if (left[i] == '\n') ++line;
      ++i;
      ++j;
    }
    Add(numbers, numbers == Verdict::kClose ? "numbers in it are close" : "durations in it");
    if (masked_a.clock && masked_a.text == masked_b.text) Add(Verdict::kClock, "moments of the runs in it");
    if (masked_a.identity) Add(Verdict::kIdentity, "ids or paths in it");
  }

  /// `train time: 0.52`, `took 1.5 s`, `[00:12<00:03, 8.1it/s]`.
  static bool SaysDuration(std::string_view text, std::size_t at, std::size_t length) {
    const std::size_t end = at + length;
    const auto digit = [&](std::size_t i) { return i < text.size() && IsDigit(text[i]); };
    if ((at > 1 && text[at - 1] == ':' && digit(at - 2)) || (end < text.size() && text[end] == ':' && digit(end + 1)))
      return true;
    std::size_t unit = end;
    if (unit < text.size() && text[unit] == ' ') ++unit;
    std::size_t unit_end = unit;
    while (unit_end < text.size() && (IsWord(text[unit_end]) || text[unit_end] == '/')) ++unit_end;
    if (IsDurationUnit(text.substr(unit, unit_end - unit))) return true;
    constexpr std::size_t kLongestName = 40;
    std::size_t name_end = at;
    while (name_end > 0 && std::string_view(" \t:=\"'").find(text[name_end - 1]) != std::string_view::npos) --name_end;
    std::size_t name = name_end;
    while (name > 0 && name_end - name < kLongestName && (IsWord(text[name - 1]) || text[name - 1] == ' ')) --name;
    return NamesDuration(text.substr(name, name_end - name));
  }

  /// What is drawn for people also shows what is no result, so a difference of it proves nothing.
  void Rendering(std::string_view a, std::string_view b) {
    Parts inner(of_a_, of_b_, options_);
    inner.Text(a, b);
    const ValueVerdict seen = inner.result();
    if (seen.verdict == Verdict::kDiffers)
      Add(Verdict::kBytes, "a page or drawing for people " + seen.note);
    else
      Add(seen.verdict, seen.note, seen.relative);
  }

  void Different(int line) { Add(Verdict::kDiffers, "differs from line " + std::to_string(line) + " on"); }

  void Value(std::string_view name, std::string_view a, std::string_view b, const std::string& where) {
    if (a == b) return;
    const Verdict as_text = CompareTexts(name, a, b, of_a_, of_b_).verdict;
    double value_a = 0;
    double value_b = 0;
    if (as_text == Verdict::kClock || !ReadNumber(a, value_a) || !ReadNumber(b, value_b)) return Add(as_text, where);
    const ValueVerdict verdict = CompareNumbers(value_a, value_b, options_);
    if (verdict.verdict != Verdict::kIdentical && NamesDuration(name)) return Add(Verdict::kDuration, where);
    Add(verdict.verdict, where, verdict.relative);
  }

  void Tables(std::string_view a, std::string_view b) {
    const Table left = ReadTable(a);
    const Table right = ReadTable(b);
    if (left.size() != right.size())
      return Add(Verdict::kDiffers, std::to_string(left.size()) + " rows against " + std::to_string(right.size()));
    for (std::size_t row = 0; row < left.size(); ++row) {
      if (left[row].size() != right[row].size())
        return Add(Verdict::kDiffers, "row " + std::to_string(row + 1) + " has another number of columns");
      for (std::size_t column = 0; column < left[row].size(); ++column) {
        const std::string name = column < left.front().size() ? left.front()[column] : std::string();
        Value(name, left[row][column], right[row][column],
              "row " + std::to_string(row + 1) + ", column " + std::to_string(column + 1));
      }
    }
  }

  using Table = std::vector<std::vector<std::string>>;
  /// RFC 4180; the separator is the one that the first line has most of.
  static Table ReadTable(std::string_view text) {
    const std::string_view header = text.substr(0, text.find('\n'));
    char separator = ',';
    for (const char other : {';', '\t'}) {
      if (std::ranges::count(header, other) > std::ranges::count(header, separator)) separator = other;
    }
    Table table;
    std::vector<std::string> row;
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (quoted) {
        if (c != '"') {
          cell += c;
        } else if (i + 1 < text.size() && text[i + 1] == '"') {
          cell += text[++i];
        } else {
          quoted = false;
        }
      } else if (c == '"' && cell.empty()) {
        quoted = true;
      } else if (c == separator) {
        row.push_back(std::exchange(cell, {}));
      } else if (c == '\n') {
        row.push_back(std::exchange(cell, {}));
        table.push_back(std::exchange(row, {}));
      } else if (c != '\r') {
        cell += c;
      }
    }
    if (!cell.empty() || !row.empty()) {
      row.push_back(std::move(cell));
      table.push_back(std::move(row));
    }
    return table;
  }

  void Json(std::string_view a, std::string_view b) {
    const std::optional<nlohmann::json> left = ParseJson(a);
    const std::optional<nlohmann::json> right = ParseJson(b);
    if (!left || !right) return Text(a, b);  // NaN and Infinity, which Python writes, are no JSON
    JsonNodes("", *left, *right);
  }

  // Depth is bounded by ParseJson.
  void JsonNodes(const std::string& path, const nlohmann::json& a, const nlohmann::json& b) {
    const std::string name = path.substr(path.rfind('.') + 1);
    if (a == b) return;
    if (a.is_object() && b.is_object()) {
      for (const auto& [key, value] : a.items()) {
        const std::string below = Below(path, key);
        const auto other = b.find(key);
        if (other == b.end())
          Add(Verdict::kDiffers, "`" + below + "` is in one only");
        else if (IsVolatileKey(key) && value.is_primitive() && other->is_primitive())
          Add(value == *other ? Verdict::kIdentical : Verdict::kIdentity, "`" + below + "`");
        else
          JsonNodes(below, value, *other);
      }
      for (const auto& [key, value] : b.items()) {
        if (!a.contains(key)) Add(Verdict::kDiffers, "`" + Below(path, key) + "` is in one only");
      }
      return;
    }
    if (a.is_array() && b.is_array()) {
      if (a.size() != b.size())
        return Add(Verdict::kDiffers,
                   "`" + path + "` has " + std::to_string(a.size()) + " elements against " + std::to_string(b.size()));
      for (std::size_t i = 0; i < a.size(); ++i) JsonNodes(path, a[i], b[i]);
      return;
    }
    if (a.is_primitive() && b.is_primitive() && a.is_string() == b.is_string())
      return Value(name, JsonScalar(a), JsonScalar(b), "`" + path + "`");
    Add(Verdict::kDiffers, "`" + path + "`");
  }
  static std::string Below(const std::string& path, const std::string& key) {
    std::string below = path;
    if (!below.empty()) below += '.';
    return below += key;
  }
  static std::string JsonScalar(const nlohmann::json& value) {
    return value.is_string() ? value.get<std::string>() : JsonText(value);
  }

  /// Of bytes that mean nothing to us, only texts in them can be looked into: pickled classes of a script bear ids of
  /// hexadecimal digits, and the path of the script.
  void Opaque(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return Add(Verdict::kBytes, "the format cannot be looked into");
    const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
    std::size_t different = 0;
    bool explained = true;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i] == b[i]) continue;
      ++different;
      if (!explained) continue;
      std::size_t begin = i;
      std::size_t end = i;
      while (begin > 0 && printable(a[begin - 1]) && printable(b[begin - 1])) --begin;
      while (end < a.size() && printable(a[end]) && printable(b[end])) ++end;
      explained = end > i && SameButForIds(a.substr(begin, end - begin), b.substr(begin, end - begin));
      if (!explained) continue;
      different += static_cast<std::size_t>(std::count_if(a.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                                          a.begin() + static_cast<std::ptrdiff_t>(end),
                                                          [&, at = i](char c) mutable { return c != b[++at]; }));
      i = end - 1;
    }
    if (explained) return Add(Verdict::kIdentity, "only ids or paths in it differ");
    Add(Verdict::kBytes, std::to_string(different) + " of " + std::to_string(a.size()) +
                             " bytes differ, and the format cannot be looked into");
  }
  bool SameButForIds(std::string_view a, std::string_view b) const {
    return WithoutLongHex(Mask(a, of_a_).text) == WithoutLongHex(Mask(b, of_b_).text);
  }
  static std::string WithoutLongHex(std::string_view text) {
    constexpr std::size_t kIdDigits = 32;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      while (end < text.size() && IsHex(text[end])) ++end;
      if (end - i >= kIdDigits)
        out += '0';
      else
        out += text.substr(i, std::max<std::size_t>(end - i, 1));
      i = std::max(end, i + 1);
    }
    return out;
  }

  /// Archives hold the times of their members, and some writers name members after the addresses of objects.
  void Archives(std::string_view a, std::string_view b) {
    std::optional<std::vector<ZipMember>> left = ZipMembers(a);
    std::optional<std::vector<ZipMember>> right = ZipMembers(b);
    if (!left || !right) return Add(Verdict::kBytes, "not a readable archive");
    if (left->size() != right->size())
      return Add(Verdict::kBytes, std::to_string(left->size()) + " members against " + std::to_string(right->size()));
    const auto order = [](std::vector<ZipMember>& members) {
      for (ZipMember& member : members) member.name = WithoutAddresses(member.name);
      std::ranges::sort(members, [](const ZipMember& x, const ZipMember& y) {
        return x.name != y.name ? x.name < y.name : x.crc < y.crc;
      });
    };
    order(*left);
    order(*right);
    for (std::size_t i = 0; i < left->size(); ++i) {
      const ZipMember& x = (*left)[i];
      const ZipMember& y = (*right)[i];
      if (x.name != y.name) return Add(Verdict::kBytes, "member " + x.name + " is in one only");
      if (x.crc == y.crc && x.size == y.size) continue;
      const FileType type = FileTypeOf(x.name);
      const bool readable = x.stored_bytes.size() == x.size && y.stored_bytes.size() == y.size;
      if (!readable || type == FileType::kZip || type == FileType::kBinary) {
        Add(Verdict::kBytes, "member " + x.name + " differs");
        continue;
      }
      Bytes(type, WithoutAddresses(x.stored_bytes), WithoutAddresses(y.stored_bytes));
    }
    if (worst_ == Verdict::kIdentical) note_ = "the members are the same, only their times differ";
  }
  /// Runs of twelve digits and more: what id() gives.
  static std::string WithoutAddresses(std::string_view text) {
    constexpr std::size_t kDigits = 12;
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      while (end < text.size() && IsDigit(text[end])) ++end;
      const bool fraction = i > 0 && text[i - 1] == '.';
      if (end - i >= kDigits && !fraction)
        out += '0';
      else
        out += text.substr(i, std::max<std::size_t>(end - i, 1));
      i = std::max(end, i + 1);
    }
    return out;
  }

  const RunContext& of_a_;
  const RunContext& of_b_;
  const CompareOptions& options_;
  Verdict worst_ = Verdict::kIdentical;
  double relative_ = 0;
  std::string note_;
};

}  // namespace

ValueVerdict CompareFiles(const StoredFile& a, const StoredFile& b, const RunContext& of_a, const RunContext& of_b,
                          const CompareOptions& options) {
  if (!a.sha256.empty() && a.sha256 == b.sha256) return {};
  if (a.location.empty() || b.location.empty()) return {Verdict::kUnknown, 0, "its bytes could not be read"};
  if (a.size > kMaxCompared || b.size > kMaxCompared) {
    if (a.size != b.size || (!a.sha256.empty() && !b.sha256.empty()))
      return {Verdict::kBytes, 0, "too large to look into"};
    return {Verdict::kUnknown, 0, "too large to be read"};
  }
  const std::optional<std::string> left = ReadBytes(a.location, kMaxCompared);
  const std::optional<std::string> right = ReadBytes(b.location, kMaxCompared);
  if (!left || !right) return {Verdict::kUnknown, 0, "its bytes could not be read"};
  Parts parts(of_a, of_b, options);
  parts.Bytes(a.type, *left, *right);
  return parts.result();
}

}  // namespace tracklint::reproduce
