#include "corpus/groups.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "corpus/csv_table.h"
#include "corpus/statistics.h"

namespace tracklint::corpus {
namespace {

std::optional<Spread> SpreadOf(std::string hypothesis, std::string group, std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  return Spread{std::move(hypothesis),  std::move(group),      values.size(),          values.front(),
                Quantile(values, 0.25), Quantile(values, 0.5), Quantile(values, 0.75), values.back()};
}

/// The score at a time, linear between the commits around it. REQUIRES: moments in order of time, not empty.
double At(const std::vector<Moment>& moments, double years) {
  std::size_t after = 0;
  while (after < moments.size() && moments[after].years < years) ++after;
  if (after == 0) return moments.front().low;
  if (after == moments.size()) return moments.back().low;
  const Moment& left = moments[after - 1];
  const Moment& right = moments[after];
  return left.low + (right.low - left.low) * (years - left.years) / (right.years - left.years);
}

Record SpreadRecord(const Spread& one) {
  return {{"id", one.hypothesis}, {"group", one.group},   {"n", one.n},      {"min", one.least},
          {"q1", one.lower},      {"median", one.middle}, {"q3", one.upper}, {"max", one.most}};
}

}  // namespace

double Quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

std::vector<Spread> Groups(const std::vector<const Case*>& cases) {
  const auto flag = [](const char* name, bool wanted) {
    return [name, wanted](const Case& one) { return one.flag(name) == wanted; };
  };
  const auto shared = [](bool wanted) { return [wanted](const Case& one) { return one.shared_server == wanted; }; };
  const auto of_kind = [](const char* kind) { return [kind](const Case& one) { return one.kind == kind; }; };
  struct Group {
    const char* id;
    const char* name;
    std::function<bool(const Case&)> holds;
  };
  const Group groups[] = {
      {"H2", "shared server", shared(true)},
      {"H2", "no shared server", shared(false)},
      {"H3", "autolog", flag("autolog", true)},
      {"H3", "logged by hand", [](const Case& one) { return !one.flag("autolog") && one.flag("manual_logging"); }},
      {"H5", "continuous integration", flag("continuous_integration", true)},
      {"H5", "no continuous integration", flag("continuous_integration", false)},
      {"H6", "model registry", flag("registry", true)},
      {"H6", "no registry", flag("registry", false)},
      {"H9", "application", of_kind("application")},
      {"H9", "course", of_kind("course")},
      {"H9", "library", of_kind("library")},
      {"H9", "template", of_kind("template")},
      {"H10", "lock file", flag("lock", true)},
      {"H10", "no lock file", flag("lock", false)},
      {"H10", "image", flag("image", true)},
      {"H10", "no image", flag("image", false)},
  };
  std::vector<Spread> spreads;
  for (const Group& group : groups) {
    std::vector<double> scores;
    for (const Case* one : cases) {
      if (!one->failed && one->scored && group.holds(*one)) scores.push_back(one->low);
    }
    if (std::optional<Spread> spread = SpreadOf(group.id, group.name, std::move(scores)))
      spreads.push_back(std::move(*spread));
  }
  return spreads;
}

std::vector<Year> Years(const std::vector<const Case*>& cases) {
  std::map<int, Year> years;
  constexpr int kNamed = 2;  // parameters and code version
  for (const Case* one : cases) {
    if (one->failed || !one->scored || !one->year) continue;
    Year& year = years[*one->year];
    year.year = *one->year;
    ++year.n;
    year.reached += one->level >= kNamed ? 1 : 0;
  }
  std::vector<Year> all;
  all.reserve(years.size());
  for (const auto& [number, year] : years) all.push_back(year);
  return all;
}

std::vector<Spread> OverHistory(const std::vector<const Case*>& cases) {
  std::vector<Spread> spreads;
  for (int quarter = 0; quarter <= 4; ++quarter) {
    std::vector<double> scores;
    for (const Case* one : cases) {
      if (one->failed || one->history.size() < 2) continue;
      const double first = one->history.front().years;
      const double last = one->history.back().years;
      scores.push_back(At(one->history, first + (last - first) * quarter / 4));
    }
    if (std::optional<Spread> spread = SpreadOf("H7b", fmt::format("{} %", 25 * quarter), std::move(scores)))
      spreads.push_back(std::move(*spread));
  }
  return spreads;
}

Record GroupsRecord(const std::vector<const Case*>& cases) {
  Record record{{"groups", Record::array()}, {"years", Record::array()}, {"history", Record::array()}};
  for (const Spread& one : Groups(cases)) record["groups"].push_back(SpreadRecord(one));
  for (const Year& one : Years(cases)) {
    const Interval interval = Wilson(one.reached, one.n);
    record["years"].push_back({{"year", one.year},
                               {"n", one.n},
                               {"reached_t2", one.reached},
                               {"rate", static_cast<double>(one.reached) / static_cast<double>(one.n)},
                               {"wilson_95", {interval.low, interval.high}}});
  }
  for (const Spread& one : OverHistory(cases)) record["history"].push_back(SpreadRecord(one));
  return record;
}

std::string GroupsTable(const std::vector<const Case*>& cases) {
  CsvTable table;
  for (const char* name : {"id", "group", "n", "min", "q1", "median", "q3", "max", "reached_t2"}) table.cell(name);
  table.end_row();
  const auto add = [&](const Spread& one) {
    for (const std::string& text : {one.hypothesis, one.group, std::to_string(one.n)}) table.cell(text);
    for (const double value : {one.least, one.lower, one.middle, one.upper, one.most})
      table.cell(fmt::format("{}", value));
    table.cell("");
    table.end_row();
  };
  for (const Spread& one : Groups(cases)) add(one);
  for (const Spread& one : OverHistory(cases)) add(one);
  for (const Year& one : Years(cases)) {
    for (const std::string& text : {std::string("H7a"), std::to_string(one.year), std::to_string(one.n)})
      table.cell(text);
    for (int i = 0; i < 5; ++i) table.cell("");
    table.cell(std::to_string(one.reached));
    table.end_row();
  }
  return table.take();
}

}  // namespace tracklint::corpus
