#include "corpus/groups.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "analyzer/score/compute_score.h"
#include "corpus/csv_table.h"
#include "corpus/statistics.h"

namespace tracklint::corpus {
namespace {

std::optional<Spread> SpreadOf(std::string hypothesis, std::string group, std::string measure,
                               std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  return Spread{std::move(hypothesis),  std::move(group),      std::move(measure),     values.size(), values.front(),
                Quantile(values, 0.25), Quantile(values, 0.5), Quantile(values, 0.75), values.back()};
}

/// How much is said of a share whose answers come in clusters.
Record ShareRecord(const char* id, const char* question, const std::vector<ClusterPair>& clusters, std::size_t group) {
  std::vector<Cluster> having;
  double yes = 0;
  double n = 0;
  for (const ClusterPair& cluster : clusters) {
    if (!(cluster.n[group] > 0)) continue;
    having.push_back({cluster.yes[group], cluster.n[group]});
    yes += cluster.yes[group];
    n += cluster.n[group];
  }
  Record record{{"id", id}, {"question", question}, {"n", n}, {"yes", yes}, {"unknown", 0}, {"rate", nullptr}};
  if (!(n > 0)) return record;
  const Interval interval = ClusteredWilson(having).interval;
  record["rate"] = yes / n;
  record["wilson_95"] = {interval.low, interval.high};
  return record;
}

constexpr std::array<const char*, 5> kOutside{"lock", "image", "mlproject", "dvc", "hydra"};

/// How many repositories keep just these records outside MLflow: the most frequent combination first.
Record Overlap(const std::vector<const Case*>& cases) {
  std::array<std::size_t, 1U << kOutside.size()> counts{};
  for (const Case* one : cases) {
    if (one->failed || !one->scored) continue;
    std::size_t mask = 0;
    for (std::size_t i = 0; i < kOutside.size(); ++i) mask |= one->flag(kOutside[i]) ? std::size_t{1} << i : 0;
    ++counts[mask];
  }
  std::vector<std::size_t> masks;
  for (std::size_t mask = 0; mask < counts.size(); ++mask) {
    if (counts[mask] > 0) masks.push_back(mask);
  }
  std::ranges::stable_sort(masks, [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  Record overlap = Record::array();
  for (const std::size_t mask : masks) {
    Record& row = overlap.emplace_back(Record{{"n", counts[mask]}});
    for (std::size_t i = 0; i < kOutside.size(); ++i) row[kOutside[i]] = (mask >> i & 1U) != 0;
  }
  return overlap;
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
  return {{"id", one.hypothesis}, {"group", one.group}, {"measure", one.measure},
          {"n", one.n},           {"min", one.least},   {"q1", one.lower},
          {"median", one.middle}, {"q3", one.upper},    {"max", one.most}};
}

}  // namespace

double Quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  if (below + 1 >= sorted.size()) return sorted.back();
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

double RecordedFacets(const Case& scored) {
  return static_cast<double>(std::ranges::count_if(scored.facets, &FacetCase::recorded));
}

double WithoutCentralisation(const Case& scored) {
  double sum = 0;
  double weights = 0;
  for (std::size_t i = 0; i < kFacetCount; ++i) {
    if (static_cast<Facet>(i) == Facet::kCentralisation || !scored.facets[i].applicable) continue;
    sum += score::kTraceWeights[i] * scored.facets[i].low;
    weights += score::kTraceWeights[i];
  }
  return weights > 0 ? 100 * sum / weights : 0;
}

std::vector<Spread> Groups(const std::vector<const Case*>& cases) {
  const auto flag = [](const char* name, bool wanted) {
    return [name, wanted](const Case& one) { return one.flag(name) == wanted; };
  };
  const auto shared = [](bool wanted) { return [wanted](const Case& one) { return one.shared_server == wanted; }; };
  const auto of_kind = [](const char* kind) { return [kind](const Case& one) { return one.kind == kind; }; };
  const auto came = [](int level) { return [level](const Case& one) { return one.outcome == level; }; };
  const auto stars = [](double from, double below) {
    return [from, below](const Case& one) { return one.stars && *one.stars >= from && *one.stars < below; };
  };
  struct Group {
    const char* id;
    const char* name;
    std::function<bool(const Case&)> holds;
    double (*value)(const Case&) = [](const Case& one) { return one.low; };
    const char* measure = "score";
  };
  const auto facets = [](const Case& one) { return 100 * RecordedFacets(one) / static_cast<double>(kFacetCount); };
  constexpr const char* kShare = "facets recorded, %";
  constexpr const char* kWithout = "score without centralisation";
  constexpr double kMost = 1e12;
  const Group groups[] = {
      {"H2", "shared server", shared(true), WithoutCentralisation, kWithout},
      {"H2", "no shared server", shared(false), WithoutCentralisation, kWithout},
      {"H3", "autolog", flag("autolog", true), facets, kShare},
      {"H3", "logged by hand", [](const Case& one) { return !one.flag("autolog") && one.flag("manual_logging"); },
       facets, kShare},
      {"H4", "E0 no environment", came(0)},
      {"H4", "E1 does not start", came(1)},
      {"H4", "E2 stops", came(2)},
      {"H4", "E3 stores no run", came(3)},
      {"H4", "E4 differs", came(4)},
      {"H4", "E5 repeats", came(5)},
      {"H4", "E6 as recorded", came(6)},
      {"H5", "continuous integration", flag("continuous_integration", true)},
      {"H5", "no continuous integration", flag("continuous_integration", false)},
      {"H6", "model registry", flag("registry", true)},
      {"H6", "no registry", flag("registry", false)},
      {"H8", "no star", stars(0, 1)},
      {"H8", "1 to 9 stars", stars(1, 10)},
      {"H8", "10 to 99 stars", stars(10, 100)},
      {"H8", "100 to 999 stars", stars(100, 1000)},
      {"H8", "1000 stars or more", stars(1000, kMost)},
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
      if (!one->failed && one->scored && group.holds(*one)) scores.push_back(group.value(*one));
    }
    if (std::optional<Spread> spread = SpreadOf(group.id, group.name, group.measure, std::move(scores)))
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
    if (std::optional<Spread> spread = SpreadOf("H7b", fmt::format("{} %", 25 * quarter), "score", std::move(scores)))
      spreads.push_back(std::move(*spread));
  }
  return spreads;
}

std::vector<ClusterPair> ScopesByOwner(const std::vector<const Case*>& cases) {
  std::map<std::string_view, ClusterPair> owners;
  for (const Case* one : cases) {
    if (one->failed || !one->scored) continue;
    ClusterPair& owner = owners[one->owner()];
    for (std::size_t group = 0; group < 2; ++group) {
      const std::array<std::uint32_t, 2>& counts = group == 0 ? one->notebooks : one->scripts;
      owner.yes[group] += counts[0];
      owner.n[group] += counts[0] + counts[1];
    }
  }
  std::vector<ClusterPair> all;
  all.reserve(owners.size());
  for (const auto& [name, counts] : owners) all.push_back(counts);
  return all;
}

std::vector<Pairs> KeptAndRecorded(const std::vector<const Case*>& cases) {
  std::vector<Pairs> all;
  for (const auto& [kept, facet] :
       {std::pair{"pinned", Facet::kDependencies}, std::pair{"python_version", Facet::kEnvironment}}) {
    Pairs& pairs = all.emplace_back();
    pairs.facet = facet;
    for (const Case* one : cases) {
      if (one->failed || !one->scored) continue;
      const bool in_repository = one->flag(kept);
      const bool in_run = one->facet(facet).recorded();
      ++(in_repository ? (in_run ? pairs.both : pairs.only_kept) : (in_run ? pairs.only_recorded : pairs.neither));
    }
  }
  return all;
}

Record GroupsRecord(const std::vector<const Case*>& cases) {
  Record record{{"groups", Record::array()},
                {"years", Record::array()},
                {"history", Record::array()},
                {"pairs", Record::array()},
                {"scopes", Record::array()}};
  for (const Pairs& one : KeptAndRecorded(cases)) {
    record["pairs"].push_back({{"facet", std::string(ToString(one.facet))},
                               {"both", one.both},
                               {"only_kept", one.only_kept},
                               {"only_recorded", one.only_recorded},
                               {"neither", one.neither}});
  }
  const std::vector<ClusterPair> scopes = ScopesByOwner(cases);
  record["scopes"].push_back(ShareRecord("H3b", "notebooks: scopes that record the code version", scopes, 0));
  record["scopes"].push_back(ShareRecord("H3b", "scripts: scopes that record the code version", scopes, 1));
  record["overlap"] = Overlap(cases);
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
  for (const char* name : {"id", "group", "measure", "n", "min", "q1", "median", "q3", "max", "reached_t2"})
    table.cell(name);
  table.end_row();
  const auto add = [&](const Spread& one) {
    for (const std::string& text : {one.hypothesis, one.group, one.measure, std::to_string(one.n)}) table.cell(text);
    for (const double value : {one.least, one.lower, one.middle, one.upper, one.most})
      table.cell(fmt::format("{}", value));
    table.cell("");
    table.end_row();
  };
  for (const Spread& one : Groups(cases)) add(one);
  for (const Spread& one : OverHistory(cases)) add(one);
  for (const Year& one : Years(cases)) {
    for (const std::string& text :
         {std::string("H7a"), std::to_string(one.year), std::string("level T2"), std::to_string(one.n)})
      table.cell(text);
    for (int i = 0; i < 5; ++i) table.cell("");
    table.cell(std::to_string(one.reached));
    table.end_row();
  }
  return table.take();
}

}  // namespace tracklint::corpus
