#include "corpus/charts.h"

#include <cstddef>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "reporters/text.h"

namespace tracklint::corpus {
namespace {

std::string Share(double value) { return fmt::format("{:.0f} %", 100 * value); }
std::string Text(const Record& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }
std::string Html(std::string_view text) { return reporters::XmlEscape(reporters::Visible(text)); }

std::string Begin(double width, double height, std::string_view label) {
  return fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\" xmlns=\"http://www.w3.org/2000/svg\">\n",
      width, height, label);
}

constexpr double kPlotWidth = 560;
constexpr double kPlotHeight = 220;
constexpr double kPlotLeft = 50;

/// An empty plot whose upright axis goes from 0 to 100.
std::string Plot(std::string_view label, std::string_view unit) {
  std::string out = Begin(kPlotLeft + kPlotWidth + 20, kPlotHeight + 40, label);
  for (const int tick : {0, 25, 50, 75, 100}) {
    const double y = 10 + kPlotHeight * (100 - tick) / 100;
    out += fmt::format(
        "<line class=\"grid\" x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{2:.1f}\" y2=\"{1:.1f}\"/><text class=\"tick\" "
        "x=\"{3:.1f}\" y=\"{4:.1f}\">{5}{6}</text>\n",
        kPlotLeft, y, kPlotLeft + kPlotWidth, kPlotLeft - 24, y + 4, tick, unit);
  }
  return out;
}
double PlotY(double of_hundred) { return 10 + kPlotHeight * (100 - of_hundred) / 100; }

}  // namespace

std::string RatesChart(const Record& rates) {
  if (rates.empty()) return {};
  constexpr double kLabel = 380;
  constexpr double kWidth = 420;
  constexpr double kRow = 24;
  const auto x = [](double share) { return kLabel + share * kWidth; };
  const std::size_t rows = rates.size();
  const double height = kRow * (static_cast<double>(rows) + 1) + 10;
  std::string out = fmt::format(
      "<svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"rates with intervals\" "
      "xmlns=\"http://www.w3.org/2000/svg\">\n",
      kLabel + kWidth + 70, height);
  for (const double tick : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    out += fmt::format(
        "<line class=\"grid\" x1=\"{0:.1f}\" y1=\"4\" x2=\"{0:.1f}\" y2=\"{1:.1f}\"/>"
        "<text class=\"tick\" x=\"{0:.1f}\" y=\"{2:.1f}\">{3:.0f} %</text>\n",
        x(tick), height - kRow, height - 8, 100 * tick);
  }
  double y = kRow / 2 + 4;
  for (const Record& rate : rates) {
    out += fmt::format("<text x=\"0\" y=\"{:.1f}\">{} {}</text>", y + 4, Html(Text(rate["id"])),
                       Html(reporters::Shorten(Text(rate["question"]), 56)));
    if (rate.contains("bounds")) {
      const double low = rate["bounds"][0].get<double>();
      const double high = rate["bounds"][1].get<double>();
      out += fmt::format("<rect class=\"band\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"12\"/>", x(low),
                         y - 6, (high - low) * kWidth);
    }
    if (!rate["rate"].is_null()) {
      const double low = rate["wilson_95"][0].get<double>();
      const double high = rate["wilson_95"][1].get<double>();
      const double share = rate["rate"].get<double>();
      out += fmt::format(
          "<line class=\"interval\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/>"
          "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/><text class=\"value\" x=\"{:.1f}\" y=\"{:.1f}\">{}</text>",
          x(low), y, x(high), y, x(share), y, kLabel + kWidth + 12, y + 4, Share(share));
    }
    out += "\n";
    y += kRow;
  }
  return out + "</svg>\n";
}

std::string GroupsChart(const Record& groups) {
  if (groups.empty()) return {};
  constexpr double kLabel = 250;
  constexpr double kWidth = 420;
  constexpr double kRow = 24;
  const auto x = [](double score) { return kLabel + score / 100 * kWidth; };
  const double height = kRow * (static_cast<double>(groups.size()) + 1) + 10;
  std::string out = Begin(kLabel + kWidth + 90, height, "scores of groups");
  for (const int tick : {0, 25, 50, 75, 100}) {
    out += fmt::format(
        "<line class=\"grid\" x1=\"{0:.1f}\" y1=\"4\" x2=\"{0:.1f}\" y2=\"{1:.1f}\"/>"
        "<text class=\"tick\" x=\"{0:.1f}\" y=\"{2:.1f}\">{3}</text>\n",
        x(tick), height - kRow, height - 8, tick);
  }
  double y = kRow / 2 + 4;
  for (const Record& group : groups) {
    const auto at = [&](const char* key) { return x(group[key].get<double>()); };
    out += fmt::format(
        "<text x=\"0\" y=\"{:.1f}\">{} {}</text><line class=\"whisker\" x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" "
        "y2=\"{:.1f}\"/>",
        y + 4, Html(Text(group["id"])), Html(Text(group["group"])), at("min"), y, at("max"), y);
    out += fmt::format(
        "<rect class=\"box\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"14\"/><line class=\"median\" "
        "x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\"/><text class=\"value\" x=\"{:.1f}\" "
        "y=\"{:.1f}\">{:.0f} (n "
        "{})</text>\n",
        at("q1"), y - 7, at("q3") - at("q1"), at("median"), y - 8, at("median"), y + 8, kLabel + kWidth + 12, y + 4,
        group["median"].get<double>(), Text(group["n"]));
    y += kRow;
  }
  return out + "</svg>\n";
}

std::string PairsChart(const Record& pairs) {
  constexpr double kLabel = 130;
  constexpr double kWidth = 560;
  constexpr double kRow = 60;
  constexpr std::pair<const char*, const char*> kParts[] = {
      {"both", "both"}, {"only_kept", "kept only"}, {"only_recorded", "recorded only"}, {"neither", "neither"}};
  const auto total = [&](const Record& one) {
    double n = 0;
    for (const auto& [key, words] : kParts) n += one[key].get<double>();
    return n;
  };
  if (pairs.empty() || !(total(pairs.front()) > 0)) return {};
  std::string out = Begin(kLabel + kWidth + 10, kRow * static_cast<double>(pairs.size()) + 10, "kept and recorded");
  double y = 4;
  for (const Record& one : pairs) {
    out += fmt::format("<text x=\"0\" y=\"{:.1f}\">{}</text>", y + 15, Html(Text(one["facet"])));
    double x = kLabel;
    bool lower = false;  // every second word, so that those of narrow parts do not meet
    for (const auto& [key, words] : kParts) {
      const double width = kWidth * one[key].get<double>() / total(one);
      if (!(width > 0)) continue;
      // Recorded in the run: filled. The words stand below where the part is too narrow for them.
      const bool filled = std::string_view(key) == "both" || std::string_view(key) == "only_recorded";
      out += fmt::format(
          "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"20\"/><text class=\"tick\" "
          "x=\"{:.1f}\" y=\"{:.1f}\">{} {}</text>\n",
          filled ? "box" : "frame", x, y, width, x + width / 2, y + (lower ? 48 : 34), words, Text(one[key]));
      lower = !lower;
      x += width;
    }
    y += kRow;
  }
  return out + "</svg>\n";
}

std::string OverlapChart(const Record& overlap) {
  if (overlap.empty()) return {};
  constexpr const char* kNames[] = {"lock", "image", "mlproject", "dvc", "hydra"};
  constexpr double kColumn = 64;
  constexpr double kRow = 22;
  constexpr double kLeft = 5 * kColumn + 20;
  constexpr double kWidth = 360;
  const double height = kRow * (static_cast<double>(overlap.size()) + 1) + 10;
  std::string out = Begin(kLeft + kWidth + 60, height, "records outside MLflow that are kept together");
  double x = kColumn / 2;
  for (const char* name : kNames) {
    out += fmt::format("<text class=\"tick\" x=\"{:.1f}\" y=\"14\">{}</text>", x, name);
    x += kColumn;
  }
  const double most = overlap.front()["n"].get<double>();
  double y = kRow + 8;
  for (const Record& row : overlap) {
    x = kColumn / 2;
    for (const char* name : kNames) {
      out += fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\"/>",
                         row[name].get<bool>() ? "dot" : "frame", x, y);
      x += kColumn;
    }
    const double n = row["n"].get<double>();
    out += fmt::format(
        "<rect class=\"box\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"12\"/><text class=\"value\" "
        "x=\"{:.1f}\" "
        "y=\"{:.1f}\">{}</text>\n",
        kLeft, y - 6, kWidth * n / most, kLeft + kWidth * n / most + 6, y + 4, Text(row["n"]));
    y += kRow;
  }
  return out + "</svg>\n";
}

std::string YearsChart(const Record& years) {
  if (years.size() < 2) return {};
  std::string out = Plot("share of level T2 by year", " %");
  const int first = years.front()["year"].get<int>();
  const int span = years.back()["year"].get<int>() - first;
  for (const Record& year : years) {
    const double x = kPlotLeft + 20 + (kPlotWidth - 40) * (year["year"].get<int>() - first) / span;
    out += fmt::format(
        "<line class=\"interval\" x1=\"{0:.1f}\" y1=\"{1:.1f}\" x2=\"{0:.1f}\" y2=\"{2:.1f}\"/><circle cx=\"{0:.1f}\" "
        "cy=\"{3:.1f}\" r=\"4\"/><text class=\"tick\" x=\"{0:.1f}\" y=\"{4:.1f}\">{5} (n {6})</text>\n",
        x, PlotY(100 * year["wilson_95"][0].get<double>()), PlotY(100 * year["wilson_95"][1].get<double>()),
        PlotY(100 * year["rate"].get<double>()), kPlotHeight + 30, Text(year["year"]), Text(year["n"]));
  }
  return out + "</svg>\n";
}

std::string HistoryChart(const Record& history) {
  if (history.size() < 2) return {};
  std::string out = Plot("scores over the histories", "");
  const double step = (kPlotWidth - 40) / static_cast<double>(history.size() - 1);
  std::string upper;
  std::string lower;
  std::string middle;
  std::string marks;
  double x = kPlotLeft + 20;
  for (const Record& one : history) {
    const auto y = [&](const char* key) { return PlotY(one[key].get<double>()); };
    upper += fmt::format("{:.1f},{:.1f} ", x, y("q3"));
    lower.insert(0, fmt::format("{:.1f},{:.1f} ", x, y("q1")));
    middle += fmt::format("{:.1f},{:.1f} ", x, y("median"));
    marks += fmt::format(
        "<circle cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"4\"/><text class=\"tick\" x=\"{0:.1f}\" y=\"{2:.1f}\">{3}</text>\n",
        x, y("median"), kPlotHeight + 30, Html(Text(one["group"])));
    x += step;
  }
  return out +
         fmt::format("<polygon class=\"band\" points=\"{}{}\"/><polyline class=\"line\" points=\"{}\"/>\n", upper,
                     lower, middle) +
         marks + "</svg>\n";
}

}  // namespace tracklint::corpus
