// ComparisonText and ComparisonJson.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>

#include "reporters/json_writer.h"
#include "reporters/text.h"
#include "reproduce/compare.h"

namespace tracklint::reproduce {
namespace {

using reporters::Shorten;
using reporters::Visible;

std::string Relative(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.2g", value);
  return buffer.data();
}

std::string Titled(const std::string& id, const std::string& name) {
  return Visible(id) + (name.empty() ? "" : " (" + Visible(Shorten(name, 60)) + ")");
}

std::string_view Meaning(Verdict verdict) {
  switch (verdict) {
    case Verdict::kIdentical: return "identical";
    case Verdict::kClose: return "close";
    case Verdict::kDuration: return "a duration";
    case Verdict::kClock: return "a moment of the run";
    case Verdict::kIdentity: return "an id, path or name of the machine";
    case Verdict::kBytes: return "other bytes";
    case Verdict::kUnknown: return "not comparable";
    case Verdict::kDiffers: return "DIFFERS";
    case Verdict::kOnlyA: return "ONLY IN A";
    case Verdict::kOnlyB: return "ONLY IN B";
  }
  return {};
}

std::string Values(const Compared& item) {
  constexpr std::size_t kWidth = 60;
  if (item.verdict == Verdict::kOnlyA) return Visible(Shorten(item.a, kWidth));
  if (item.verdict == Verdict::kOnlyB) return Visible(Shorten(item.b, kWidth));
  if (item.a == item.b) return Visible(Shorten(item.a, kWidth));
  return Visible(Shorten(item.a, kWidth)) + " | " + Visible(Shorten(item.b, kWidth));
}

std::array<std::size_t, kVerdicts> Count(const RunComparison& pair) {
  std::array<std::size_t, kVerdicts> counts{};
  for (const Compared& item : pair.items) ++counts[static_cast<std::size_t>(item.verdict)];
  return counts;
}

std::string PairText(const RunComparison& pair, const CompareOptions& options) {
  std::string text = "A: " + Titled(pair.id_a, pair.name_a) + "\nB: " + Titled(pair.id_b, pair.name_b) + "\n";
  for (const Compared& item : pair.items) {
    if (item.verdict == Verdict::kIdentical && item.note.empty()) continue;
    text += "  " + std::string(ToString(item.aspect)) + " " + Visible(item.name) + ": " + Values(item) + "  " +
            std::string(Meaning(item.verdict));
    if (item.relative > 0 && std::isfinite(item.relative)) text += " (relative " + Relative(item.relative) + ")";
    if (!item.note.empty()) text += "; " + Visible(Shorten(item.note, 240));
    text += "\n";
  }
  const auto counts = Count(pair);
  std::string summary;
  for (std::size_t i = 0; i < kVerdicts; ++i) {
    if (counts[i] == 0) continue;
    summary += (summary.empty() ? "" : ", ") + std::to_string(counts[i]) + " " +
               std::string(ToString(static_cast<Verdict>(i)));
  }
  for (const std::string& note : pair.notes) text += "  note: " + Visible(note) + "\n";
  text += "  " + summary + "\n";
  const bool bytes = counts[static_cast<std::size_t>(Verdict::kBytes)] > 0;
  text += pair.agree ? (pair.worst == Verdict::kClose ? "  the runs agree: all numbers are close" : "  the runs agree")
                     : "  the runs differ";
  if (pair.agree && bytes) text += ", but for bytes that cannot be looked into (--strict counts them)";
  if (!pair.agree && options.strict && bytes) text += " (bytes count: --strict)";
  return text + "\n";
}

void WritePair(reporters::JsonWriter& json, const RunComparison& pair) {
  const auto number = [&](double value) { std::isfinite(value) ? json.number(value) : json.null(); };
  json.object();
  json.key("a")
      .object(reporters::JsonWriter::Layout::kInline)
      .field("run_id", pair.id_a)
      .field("name", pair.name_a)
      .end();
  json.key("b")
      .object(reporters::JsonWriter::Layout::kInline)
      .field("run_id", pair.id_b)
      .field("name", pair.name_b)
      .end();
  json.field("agree", pair.agree).field("closeness", pair.agree ? ToString(pair.worst) : std::string_view("differs"));
  json.key("counts").object(reporters::JsonWriter::Layout::kInline);
  const auto counts = Count(pair);
  for (std::size_t i = 0; i < kVerdicts; ++i) json.field(ToString(static_cast<Verdict>(i)), counts[i]);
  json.end();
  json.key("notes").array();
  for (const std::string& note : pair.notes) json.text(note);
  json.end();
  json.key("items").array();
  for (const Compared& item : pair.items) {
    json.object(reporters::JsonWriter::Layout::kInline)
        .field("aspect", ToString(item.aspect))
        .field("name", item.name)
        .field("verdict", ToString(item.verdict));
    if (item.verdict == Verdict::kOnlyB)
      json.key("a").null();
    else
      json.field("a", item.a);
    if (item.verdict == Verdict::kOnlyA)
      json.key("b").null();
    else
      json.field("b", item.b);
    json.key("relative");
    number(item.relative);
    json.key("note").text_or_null(item.note).end();
  }
  json.end().end();
}

}  // namespace

std::string ComparisonText(const StoreComparison& comparison, const CompareOptions& options) {
  std::string text;
  for (const RunComparison& pair : comparison.pairs) text += (text.empty() ? "" : "\n") + PairText(pair, options);
  if (comparison.pairs.size() == 1 && comparison.only_a.empty() && comparison.only_b.empty()) return text;
  text += text.empty() ? "" : "\n";
  for (const std::string& id : comparison.only_a) text += "only in A: run " + Visible(id) + "\n";
  for (const std::string& id : comparison.only_b) text += "only in B: run " + Visible(id) + "\n";
  const auto agreeing = static_cast<std::size_t>(std::ranges::count(comparison.pairs, true, &RunComparison::agree));
  text += std::to_string(agreeing) + " of " + reporters::Plural(comparison.pairs.size(), "pair") + " of runs agree; " +
          std::to_string(comparison.only_a.size()) + " only in A, " + std::to_string(comparison.only_b.size()) +
          " only in B\n";
  return text;
}

std::string ComparisonJson(const StoreComparison& comparison, const CompareOptions& options) {
  reporters::JsonWriter json;
  json.object().field("schema", "tracklint-compare/1").field("agree", comparison.agree);
  json.field("rtol", options.rtol).field("close_rtol", options.close_rtol).field("strict", options.strict);
  json.key("pairs").array();
  for (const RunComparison& pair : comparison.pairs) WritePair(json, pair);
  json.end();
  const auto texts = [&](std::string_view name, const std::vector<std::string>& values) {
    json.key(name).array();
    for (const std::string& value : values) json.text(value);
    json.end();
  };
  texts("only_a", comparison.only_a);
  texts("only_b", comparison.only_b);
  texts("problems", comparison.problems);
  return json.end().take() + "\n";
}

}  // namespace tracklint::reproduce
