#include "corpus/hypotheses.h"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "analyzer/score/compute_score.h"
#include "corpus/csv_table.h"
#include "corpus/hypothesis_tests.h"
#include "corpus/statistics.h"
#include "tracklint/score.h"

namespace tracklint::corpus {
namespace {

constexpr std::array<const char*, 4> kChain{"code", "parameters", "environment", "dependencies"};

using Records = std::vector<const Record*>;

Records Scored(const std::vector<Record>& records) {
  Records out;
  for (const Record& record : records) {
    if (record["error"].is_null() && record["scored"].get<bool>()) out.push_back(&record);
  }
  return out;
}

double Low(const Record& scored, const char* facet) { return scored["facets"][facet]["low"].get<double>(); }
bool Recorded(const Record& scored, const char* facet) { return Low(scored, facet) >= kRecorded; }

double RecordedFacets(const Record& scored) {
  double count = 0;
  for (std::size_t i = 0; i < kFacetCount; ++i)
    count += Recorded(scored, ToString(static_cast<Facet>(i)).data()) ? 1 : 0;
  return count;
}

/// The score without the facet that says where runs go: the mean credit of the others, of 100.
double WithoutCentralisation(const Record& scored) {
  double sum = 0;
  double weights = 0;
  for (std::size_t i = 0; i < kFacetCount; ++i) {
    const auto facet = static_cast<Facet>(i);
    const char* const name = ToString(facet).data();
    if (facet == Facet::kCentralisation || scored["facets"][name]["status"] == "not-applicable") continue;
    sum += score::kTraceWeights[i] * Low(scored, name);
    weights += score::kTraceWeights[i];
  }
  return weights > 0 ? 100 * sum / weights : 0;
}

Hypothesis Compare(std::string id, std::string question, const Sample& yes, const Sample& no) {
  Hypothesis out{std::move(id), std::move(question), "Mann-Whitney"};
  const TestResult result = MannWhitney(yes, no);
  out.n = yes.size() + no.size();
  out.groups = fmt::format("yes {}, no {}", yes.size(), no.size());
  out.statistic = result.statistic;
  out.p = result.p;
  out.effect = "Cliff's delta";
  out.size = CliffsDelta(yes, no);
  return out;
}

Hypothesis SharedServer(const Records& records) {
  Sample yes;
  Sample no;
  for (const Record* record : records) {
    const Record& shared = (*record)["shared_server"];
    if (shared.is_null()) continue;
    (shared.get<bool>() ? yes : no).push_back(WithoutCentralisation(*record));
  }
  return Compare("H2", "a shared tracking server goes with a higher score (without the facet centralisation)", yes, no);
}

Hypothesis Autolog(const Records& records) {
  Sample yes;
  Sample no;
  for (const Record* record : records) {
    const Record& habits = (*record)["habits"];
    if (habits["autolog"].get<bool>())
      yes.push_back(RecordedFacets(*record));
    else if (habits["manual_logging"].get<bool>())
      no.push_back(RecordedFacets(*record));
  }
  return Compare("H3a", "users of autolog record more facets than those who log by hand", yes, no);
}

/// Scopes of notebooks and of scripts: is the code version recorded?
Hypothesis Notebooks(const Records& records) {
  Table2x2 table{};
  for (const Record* record : records) {
    for (const Record& scope : (*record)["scopes"]) {
      if (!scope["scored"].get<bool>()) continue;
      const std::string kind = scope["entry_kind"].get<std::string>();
      const bool notebook = kind == "notebook" || kind == "databricks";
      ++table[notebook ? 0 : 1][Recorded(scope, "code") ? 0 : 1];
    }
  }
  Hypothesis out{"H3b", "notebooks record the code version less often than scripts", "Fisher"};
  const TestResult result = FisherExact(table);
  out.n = table[0][0] + table[0][1] + table[1][0] + table[1][1];
  out.groups = fmt::format("notebook scopes {} of {}, other scopes {} of {}", table[0][0], table[0][0] + table[0][1],
                           table[1][0], table[1][0] + table[1][1]);
  out.statistic = result.statistic;
  out.p = result.p;
  out.effect = "odds ratio";
  out.size = result.statistic;
  return out;
}

/// Kept in the repository against recorded in the run, pair by pair.
Hypothesis KeptAndRecorded(const Records& records, const char* id, const char* kept, const char* facet) {
  std::uint64_t only_kept = 0;
  std::uint64_t only_recorded = 0;
  std::uint64_t both = 0;
  for (const Record* record : records) {
    const bool in_repository = (*record)["kept"][kept].get<bool>();
    const bool in_run = Recorded(*record, facet);
    only_kept += in_repository && !in_run ? 1 : 0;
    only_recorded += !in_repository && in_run ? 1 : 0;
    both += in_repository && in_run ? 1 : 0;
  }
  Hypothesis out{id, fmt::format("{}: kept in the repository as often as recorded in the run", facet), "McNemar"};
  const TestResult result = McNemar(only_kept, only_recorded);
  out.n = records.size();
  out.groups = fmt::format("kept only {}, recorded only {}, both {}", only_kept, only_recorded, both);
  out.statistic = result.statistic;
  out.p = result.p;
  out.effect = "difference of shares";
  out.size = records.empty() ? 0
                             : (static_cast<double>(only_kept) - static_cast<double>(only_recorded)) /
                                   static_cast<double>(records.size());
  return out;
}

Hypothesis FacetsDiffer(const Records& records) {
  std::vector<std::vector<bool>> rows;
  for (const Record* record : records) {
    std::vector<bool>& row = rows.emplace_back();
    for (const char* facet : kChain) row.push_back(Recorded(*record, facet));
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
    out.groups += fmt::format("{}{} {}", i == 0 ? "" : ", ", kChain[i], yes[i]);
  out.statistic = result.statistic;
  out.p = result.p;
  return out;
}

Hypothesis Kinds(const Records& records) {
  std::map<std::string, Sample> by_kind;
  for (const Record* record : records)
    by_kind[(*record)["kind"].get<std::string>()].push_back((*record)["low"].get<double>());
  std::vector<Sample> groups;
  Hypothesis out{"H9", "the score differs between kinds of repositories", "Kruskal-Wallis"};
  for (const auto& [kind, scores] : by_kind) {
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

}  // namespace

std::vector<Hypothesis> TestHypotheses(const std::vector<Record>& records) {
  const Records scored = Scored(records);
  std::vector<Hypothesis> out{
      FacetsDiffer(scored),
      KeptAndRecorded(scored, "H1i-dependencies", "pinned", "dependencies"),
      KeptAndRecorded(scored, "H1i-environment", "python_version", "environment"),
      SharedServer(scored),
      Autolog(scored),
      Notebooks(scored),
      Kinds(scored),
  };
  std::vector<double> p;
  p.reserve(out.size());
  for (const Hypothesis& one : out) p.push_back(one.p);
  const std::vector<double> adjusted = Holm(p);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].adjusted = adjusted[i];
  return out;
}

Record HypothesesRecord(const std::vector<Hypothesis>& hypotheses) {
  Record all = Record::array();
  for (const Hypothesis& one : hypotheses) {
    Record record{{"id", one.id},         {"question", one.question},   {"test", one.test}, {"n", one.n},
                  {"groups", one.groups}, {"statistic", one.statistic}, {"p", one.p},       {"p_holm", one.adjusted}};
    if (!one.effect.empty()) record["effect"] = {{"measure", one.effect}, {"size", one.size}};
    all.push_back(std::move(record));
  }
  return all;
}

std::string HypothesesTable(const std::vector<Hypothesis>& hypotheses) {
  CsvTable table;
  for (const char* name : {"id", "question", "test", "n", "groups", "statistic", "p", "p_holm", "effect", "size"})
    table.cell(name);
  table.end_row();
  for (const Hypothesis& one : hypotheses) {
    for (const std::string& text :
         {one.id, one.question, one.test, std::to_string(one.n), one.groups, fmt::format("{}", one.statistic),
          fmt::format("{}", one.p), fmt::format("{}", one.adjusted), one.effect,
          one.effect.empty() ? std::string() : fmt::format("{}", one.size)})
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
      "Repositories of one owner are not independent; intervals and tests treat them as if they were.",
  };
}

}  // namespace tracklint::corpus
