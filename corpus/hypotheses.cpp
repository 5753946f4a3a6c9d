#include "corpus/hypotheses.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "corpus/csv_table.h"
#include "corpus/effect_intervals.h"
#include "corpus/groups.h"
#include "corpus/hypothesis_tests.h"
#include "tracklint/score.h"

namespace tracklint::corpus {
namespace {

constexpr std::array<Facet, 4> kChain{Facet::kCode, Facet::kParameters, Facet::kEnvironment, Facet::kDependencies};
constexpr std::array<const char*, 4> kKinds{"application", "course", "library", "template"};

using Cases = std::vector<const Case*>;

Cases Scored(const Cases& cases) {
  Cases out;
  for (const Case* one : cases) {
    if (!one->failed && one->scored) out.push_back(one);
  }
  return out;
}

Hypothesis Compare(std::string id, std::string question, const Sample& yes, const Sample& no) {
  Hypothesis out{std::move(id), std::move(question), "Mann-Whitney"};
  const TestResult result = MannWhitney(yes, no);
  out.n = yes.empty() || no.empty() ? 0 : yes.size() + no.size();  // nothing to compare with
  out.groups = fmt::format("yes {}, no {}", yes.size(), no.size());
  out.statistic = result.statistic;
  out.p = result.p;
  out.effect = "Cliff's delta";
  out.size = CliffsDelta(yes, no);
  out.interval = CliffsDeltaInterval(yes, no);
  return out;
}

Hypothesis SharedServer(const Cases& cases) {
  Sample yes;
  Sample no;
  for (const Case* one : cases) {
    if (one->shared_server) (*one->shared_server ? yes : no).push_back(WithoutCentralisation(*one));
  }
  return Compare("H2", "a shared tracking server goes with a higher score (without the facet centralisation)", yes, no);
}

Hypothesis Autolog(const Cases& cases) {
  Sample yes;
  Sample no;
  for (const Case* one : cases) {
    if (one->flag("autolog"))
      yes.push_back(RecordedFacets(*one));
    else if (one->flag("manual_logging"))
      no.push_back(RecordedFacets(*one));
  }
  return Compare("H3a", "users of autolog record more facets than those who log by hand", yes, no);
}

/// Scopes of notebooks and of scripts: is the code version recorded? Those of one owner are alike.
Hypothesis Notebooks(const Cases& cases) {
  const std::vector<ClusterPair> owners = ScopesByOwner(cases);
  std::array<double, 2> yes{};
  std::array<double, 2> n{};
  for (const ClusterPair& owner : owners) {
    for (std::size_t i = 0; i < 2; ++i) {
      yes[i] += owner.yes[i];
      n[i] += owner.n[i];
    }
  }
  Hypothesis out{"H3b", "notebooks record the code version less often than scripts", "regression, owners as clusters"};
  const Difference result = ClusteredDifference(owners);
  out.n = n[0] > 0 && n[1] > 0 ? static_cast<std::size_t>(n[0] + n[1]) : 0;
  out.groups =
      fmt::format("notebook scopes {} of {}, other scopes {} of {}, owners {}", yes[0], n[0], yes[1], n[1],
                  std::ranges::count_if(owners, [](const ClusterPair& one) { return one.n[0] + one.n[1] > 0; }));
  out.statistic = result.t;
  out.p = result.p;
  out.effect = "difference of shares";
  out.size = result.size;
  out.interval = result.interval;
  return out;
}

/// Kept in the repository against recorded in the run, pair by pair.
Hypothesis ComparePairs(const Pairs& pairs) {
  const std::string_view facet = ToString(pairs.facet);
  Hypothesis out{fmt::format("H1i-{}", facet),
                 fmt::format("{}: kept in the repository as often as recorded in the run", facet), "McNemar"};
  const TestResult result = McNemar(pairs.only_kept, pairs.only_recorded);
  out.n = pairs.both + pairs.only_kept + pairs.only_recorded + pairs.neither;
  out.groups = fmt::format("kept only {}, recorded only {}, both {}", pairs.only_kept, pairs.only_recorded, pairs.both);
  out.statistic = result.statistic;
  out.p = result.p;
  out.effect = "difference of shares";
  out.size = out.n == 0 ? 0
                        : (static_cast<double>(pairs.only_kept) - static_cast<double>(pairs.only_recorded)) /
                              static_cast<double>(out.n);
  out.interval = PairedDifferenceInterval(pairs.only_kept, pairs.only_recorded, out.n);
  return out;
}

Hypothesis FacetsDiffer(const Cases& cases) {
  std::vector<std::vector<bool>> rows;
  for (const Case* one : cases) {
    std::vector<bool>& row = rows.emplace_back();
    for (const Facet facet : kChain) row.push_back(one->facet(facet).recorded());
  }
  Hypothesis out{"H1", "code version, parameters, environment and dependencies are recorded equally often",
                 "Cochran Q"};
  const TestResult result = CochranQ(rows);
  out.n = rows.size();
  std::array<std::size_t, kChain.size()> yes{};
  for (const std::vector<bool>& row : rows) {
    for (std::size_t i = 0; i < yes.size(); ++i) yes[i] += row[i] ? 1 : 0;
  }
  for (std::size_t i = 0; i < yes.size(); ++i)
    out.groups += fmt::format("{}{} {}", i == 0 ? "" : ", ", ToString(kChain[i]), yes[i]);
  out.statistic = result.statistic;
  out.p = result.p;
  out.effect = "eta squared";  // Q of its most (Serlin, Carr and Marascuilo 1982)
  out.size = rows.empty() ? 0 : result.statistic / static_cast<double>(rows.size() * (kChain.size() - 1));
  return out;
}

Sample ScoresOf(const Cases& cases, std::string_view kind) {
  Sample scores;
  for (const Case* one : cases) {
    if (one->kind == kind) scores.push_back(one->low);
  }
  return scores;
}

Hypothesis Kinds(const Cases& cases) {
  std::vector<Sample> groups;
  Hypothesis out{"H9", "the score differs between kinds of repositories", "Kruskal-Wallis"};
  for (const char* kind : kKinds) {
    const Sample scores = ScoresOf(cases, kind);
    if (scores.empty()) continue;
    out.groups += fmt::format("{}{} {}", out.groups.empty() ? "" : ", ", kind, scores.size());
    out.n += scores.size();
    groups.push_back(scores);
  }
  const TestResult result = KruskalWallis(groups);
  out.statistic = result.statistic;
  out.p = result.p;
  out.effect = "epsilon squared";
  out.size = out.n > 1 ? result.statistic / (static_cast<double>(out.n) - 1) : 0;
  return out;
}

/// Every two kinds against each other.
void AddPairsOfKinds(const Cases& cases, std::vector<Hypothesis>& out) {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    for (std::size_t j = i + 1; j < kKinds.size(); ++j) {
      Hypothesis& pair = out.emplace_back(Compare(fmt::format("H9-{}-{}", kKinds[i], kKinds[j]),
                                                  fmt::format("the score of kind {} and kind {}", kKinds[i], kKinds[j]),
                                                  ScoresOf(cases, kKinds[i]), ScoresOf(cases, kKinds[j])));
      pair.groups = fmt::format("{} {}, {} {}", kKinds[i], ScoresOf(cases, kKinds[i]).size(), kKinds[j],
                                ScoresOf(cases, kKinds[j]).size());
    }
  }
}

Hypothesis Correlated(std::string id, std::string question, const Sample& x, const Sample& y) {
  Hypothesis out{std::move(id), std::move(question), "Spearman"};
  const TestResult result = Spearman(x, y);
  out.n = x.size();
  out.groups = fmt::format("pairs {}", x.size());
  out.statistic = result.statistic;
  out.p = result.p;
  out.effect = "rho";
  out.size = result.statistic;
  out.interval = SpearmanInterval(result.statistic, out.n);
  return out;
}

void AddTrend(const Trend& trend, std::string measure, Hypothesis& out) {
  out.effect = std::move(measure);
  out.size = trend.slope;
  out.interval = trend.interval;
}

/// How far attempts to reproduce came against the score and the level.
void AddOutcomes(const Cases& cases, std::vector<Hypothesis>& out) {
  Sample scores;
  Sample levels;
  Sample reached;
  constexpr std::size_t kLevels = 5;
  std::vector<std::uint64_t> stored(kLevels, 0);
  std::vector<std::uint64_t> tried(kLevels, 0);
  constexpr int kStored = 4;  // a run was stored
  for (const Case* one : cases) {
    if (!one->outcome) continue;
    scores.push_back(one->low);
    levels.push_back(one->level);
    reached.push_back(*one->outcome);
    const auto level = std::min(static_cast<std::size_t>(std::max(one->level, 0)), kLevels - 1);
    ++tried[level];
    stored[level] += *one->outcome >= kStored ? 1 : 0;
  }
  out.push_back(Correlated("H4a", "the higher the score, the further an attempt to reproduce comes", scores, reached));
  out.push_back(Correlated("H4b", "the higher the level, the further an attempt to reproduce comes", levels, reached));
  Hypothesis trend{"H4c", "the higher the level, the more attempts store a run", "Cochran-Armitage"};
  const TestResult result = CochranArmitage(stored, tried, {0, 1, 2, 3, 4});
  trend.n = scores.size();
  for (std::size_t i = 0; i < kLevels; ++i)
    trend.groups += fmt::format("{}T{} {} of {}", i == 0 ? "" : ", ", i, stored[i], tried[i]);
  trend.statistic = result.statistic;
  trend.p = result.p;
  AddTrend(LinearTrend(stored, tried, {0, 1, 2, 3, 4}), "share a level", trend);
  out.push_back(std::move(trend));
}

/// Over the years of the commits that were looked at.
Hypothesis OverYears(const Cases& cases) {
  Hypothesis out{"H7a", "the later the commit, the more repositories record parameters and code version (level T2)",
                 "Cochran-Armitage"};
  std::vector<std::uint64_t> hits;
  std::vector<std::uint64_t> n;
  Sample scores;
  for (const Year& year : Years(cases)) {
    out.n += year.n;
    hits.push_back(year.reached);
    n.push_back(year.n);
    scores.push_back(year.year);
    out.groups += fmt::format("{}{}: {} of {}", out.groups.empty() ? "" : ", ", year.year, year.reached, year.n);
  }
  const TestResult result = CochranArmitage(hits, n, scores);
  out.statistic = result.statistic;
  out.p = result.p;
  AddTrend(LinearTrend(hits, n, scores), "share a year", out);
  return out;
}

/// Within repositories: does the score rise from commit to commit?
Hypothesis Slopes(const Cases& cases) {
  Hypothesis out{"H7b", "the score of a repository rises over its history", "sign test of slopes"};
  Sample slopes;
  std::uint64_t up = 0;
  std::uint64_t down = 0;
  for (const Case* one : cases) {
    Sample x;
    Sample y;
    for (const Moment& moment : one->history) {
      x.push_back(moment.years);
      y.push_back(moment.low);
    }
    const std::optional<double> slope = Slope(x, y);
    if (!slope) continue;
    slopes.push_back(*slope);
    up += *slope > 0 ? 1 : 0;
    down += *slope < 0 ? 1 : 0;
  }
  const TestResult result = McNemar(up, down);
  out.n = slopes.size();
  out.groups = fmt::format("up {}, down {}, level {}", up, down, slopes.size() - up - down);
  out.statistic = static_cast<double>(up);
  out.p = result.p;
  out.effect = "median slope, points a year";
  out.size = Median(slopes);
  out.interval = MedianInterval(std::move(slopes));
  return out;
}

Hypothesis Stars(const Cases& cases) {
  Sample stars;
  Sample scores;
  for (const Case* one : cases) {
    if (!one->stars) continue;
    stars.push_back(*one->stars);
    scores.push_back(one->low);
  }
  return Correlated("H8", "repositories with more stars have a higher score", stars, scores);
}

}  // namespace

std::vector<Hypothesis> TestHypotheses(const std::vector<const Case*>& cases) {
  const Cases scored = Scored(cases);
  std::vector<Hypothesis> out{FacetsDiffer(scored)};
  for (const Pairs& pairs : KeptAndRecorded(scored)) out.push_back(ComparePairs(pairs));
  out.push_back(SharedServer(scored));
  out.push_back(Autolog(scored));
  out.push_back(Notebooks(scored));
  AddOutcomes(scored, out);
  out.push_back(OverYears(scored));
  out.push_back(Slopes(scored));
  out.push_back(Stars(scored));
  out.push_back(Kinds(scored));
  AddPairsOfKinds(scored, out);
  // Only what could be tested belongs to the family.
  std::vector<double> p;
  for (const Hypothesis& one : out) {
    if (one.n > 0) p.push_back(one.p);
  }
  const std::vector<double> adjusted = Holm(p);
  auto next = adjusted.begin();
  for (Hypothesis& one : out) {
    if (one.n > 0) one.adjusted = *next++;
  }
  return out;
}

Record HypothesesRecord(const std::vector<Hypothesis>& hypotheses) {
  Record all = Record::array();
  for (const Hypothesis& one : hypotheses) {
    Record record{{"id", one.id},         {"question", one.question},   {"test", one.test}, {"n", one.n},
                  {"groups", one.groups}, {"statistic", one.statistic}, {"p", one.p},       {"p_holm", one.adjusted}};
    if (!one.effect.empty()) {
      record["effect"] = {{"measure", one.effect}, {"size", one.size}};
      if (one.interval) {
        record["effect"]["low"] = one.interval->low;
        record["effect"]["high"] = one.interval->high;
      }
    }
    all.push_back(std::move(record));
  }
  return all;
}

std::string HypothesesTable(const std::vector<Hypothesis>& hypotheses) {
  CsvTable table;
  for (const char* name :
       {"id", "question", "test", "n", "groups", "statistic", "p", "p_holm", "effect", "size", "size_low", "size_high"})
    table.cell(name);
  table.end_row();
  for (const Hypothesis& one : hypotheses) {
    for (const std::string& text :
         {one.id, one.question, one.test, std::to_string(one.n), one.groups, fmt::format("{}", one.statistic),
          fmt::format("{}", one.p), fmt::format("{}", one.adjusted), one.effect,
          one.effect.empty() ? std::string() : fmt::format("{}", one.size),
          one.interval ? fmt::format("{}", one.interval->low) : std::string(),
          one.interval ? fmt::format("{}", one.interval->high) : std::string()})
      table.cell(text);
    table.end_row();
  }
  return table.take();
}

std::vector<std::string> Threats() {
  return {
      "A logging call in the code is not a run that happened; the analysis says what a run would record.",
      "Configuration from outside (variables, servers, widgets) is invisible: it counts as unknown.",
      "Public repositories are no random sample of MLflow's users; courses and examples are a kind of their own.",
      "Files that cannot be parsed are counted, and what they record is missing.",
      "MLflow's interface has changed over the years: a repository is judged against the release that it asks for.",
      "Repositories of one owner are not independent: intervals take owners as clusters too, tests do not.",
      "In tests an undecided facet counts as not recorded, unlike in the rates.",
      "H3b compares training scopes: those of an owner may depend on each other, but large repositories weigh more.",
      "The groups of H5, H6 and H10 are shown, not tested: no difference between them was a hypothesis.",
      "The interval of an effect holds for that effect alone; only the p values are corrected for the family.",
      "The kind of a repository is guessed from names and packaging; no rate is corrected for wrong guesses.",
      "The analysis errs as well; no rate is corrected for that.",
      "Near copies (half of the files equal or more) count as their own; the part without them shows what that means.",
  };
}

}  // namespace tracklint::corpus
