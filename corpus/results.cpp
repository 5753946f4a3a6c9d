#include "corpus/results.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <system_error>
#include <utility>

#include "corpus/case.h"
#include "corpus/groups.h"
#include "corpus/hypotheses.h"
#include "corpus/inputs.h"
#include "corpus/report.h"
#include "corpus/sections.h"
#include "corpus/statistics.h"
#include "corpus/tables.h"
#include "tracklint/version.h"

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;

/// A file that grows, complete or not there at all.
class Growing {
 public:
  explicit Growing(const fs::path& path)
      : path_(path), part_(path.string() + ".part"), out_(part_, std::ios::binary | std::ios::trunc) {}
  void add(const std::string& text) { out_ << text; }
  std::optional<Error> finish() {
    if (!out_.flush()) return Error{path_.string() + ": cannot be written"};
    out_.close();
    std::error_code trouble;
    fs::rename(part_, path_, trouble);
    if (trouble) return Error{path_.string() + ": " + trouble.message()};
    return std::nullopt;
  }

 private:
  fs::path path_;
  fs::path part_;
  std::ofstream out_;
};

/// What all records together say.
struct Overview {
  std::vector<Case> cases;
  RuleCounts rules;
  FunctionCounts functions;
};

void LookAt(const Record& record, const Outcomes& outcomes, Overview& all) {
  Case& one = all.cases.emplace_back(CaseOf(record));
  if (const auto outcome = outcomes.find(one.name); outcome != outcomes.end()) one.outcome = outcome->second;
  if (one.failed || !record.contains("findings_per_rule")) return;
  for (const auto& [rule, count] : record["findings_per_rule"].items()) {
    auto& counts = all.rules[rule];
    ++counts.first;
    counts.second += count.get<std::size_t>();
  }
}

/// Calls `use` with number and record, one after the other. Records may come from anywhere: one whose members are of
/// other kinds than they should is an Error.
std::optional<Error> ForEach(const RecordIndex& records, const std::function<void(std::size_t, const Record&)>& use) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    const Result<std::string> line = records.line(i);
    if (!line.ok()) return line.error();
    const Record record = Record::parse(line.value(), nullptr, false);
    try {
      use(i, record);
    } catch (const Record::exception& problem) {
      return Error{"the record of `" + record.value("repo", std::string()) +
                   "` is not as it should be: " + problem.what()};
    }
  }
  return std::nullopt;
}

/// Also counts who calls which function of MLflow.
std::optional<Error> WriteTables(const fs::path& folder, const RecordIndex& records, Overview& all) {
  std::vector<std::string> rules;
  for (const auto& [rule, counts] : all.rules) rules.push_back(rule);
  Tables tables(std::move(rules));
  const std::vector<std::size_t> originals = Originals(all.cases);
  Growing lines(folder / "records.jsonl");
  std::array<Growing, 5> files{Growing(folder / "repos.csv"), Growing(folder / "scopes.csv"),
                               Growing(folder / "findings.csv"), Growing(folder / "history.csv"),
                               Growing(folder / "functions.csv")};
  const auto pour = [&] {
    files[0].add(tables.take_repositories());
    files[1].add(tables.take_scopes());
    files[2].add(tables.take_findings());
    files[3].add(tables.take_history());
    files[4].add(tables.take_functions());
  };
  std::optional<Error> problem = ForEach(records, [&](std::size_t i, const Record& record) {
    lines.add(RecordLine(record));
    if (originals[i] == i && record.contains("functions")) {
      for (const Record& function : record["functions"]) ++all.functions[function.get<std::string>()];
    }
    const std::optional<std::size_t> near = all.cases[i].near_copy_of;
    tables.add(record, originals[i] == i ? std::string() : all.cases[originals[i]].name,
               near && originals[i] == i ? all.cases[*near].name : std::string());
    pour();
  });
  if (problem) return problem;
  pour();
  for (Growing& file : files) {
    if (std::optional<Error> trouble = file.finish()) return trouble;
  }
  return lines.finish();
}

/// The figures of the report and the numbers behind them; what an earlier run left there and this one has not goes.
std::optional<Error> WriteFigures(const fs::path& folder, const Record& summary) {
  std::error_code trouble;
  fs::create_directories(folder, trouble);
  if (!fs::is_directory(folder, trouble)) return Error{folder.string() + ": cannot be made"};
  std::set<std::string> written;
  for (const Section& section : Sections(summary)) {
    for (const SectionFigure& figure : section.figures) {
      const std::string name = figure.name + ".svg";
      if (std::optional<Error> problem = WriteWhole((folder / name).string(), StandaloneFigure(figure.svg)))
        return problem;
      written.insert(name);
    }
    const std::string name = section.id + ".csv";
    if (std::optional<Error> problem = WriteWhole((folder / name).string(), section.table)) return problem;
    written.insert(name);
  }
  std::vector<fs::path> stale;
  for (fs::directory_iterator at(folder, trouble), end; !trouble && at != end; at.increment(trouble)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('H') && (name.ends_with(".svg") || name.ends_with(".csv")) && !written.contains(name))
      stale.push_back(at->path());
  }
  for (const fs::path& path : stale) fs::remove(path, trouble);
  return std::nullopt;
}

/// Shard k of n holds the inputs k, k + n, k + 2n, …
std::vector<RecordIndex::Place> Interleaved(const std::vector<std::vector<RecordIndex::Place>>& shards) {
  std::vector<RecordIndex::Place> merged;
  std::size_t most = 0;
  for (const auto& shard : shards) most = std::max(most, shard.size());
  for (std::size_t i = 0; i < most; ++i) {
    for (const auto& shard : shards) {
      if (i < shard.size()) merged.push_back(shard[i]);
    }
  }
  return merged;
}

/// Records in the order of a list.
class Sorter {
 public:
  explicit Sorter(const std::vector<Input>& order) : order_(order), found_(order.size()) {
    for (std::size_t i = 0; i < order.size(); ++i) places_.emplace(order[i].name, i);
  }
  void add(const std::string& name, RecordIndex::Place place) {
    const auto found = places_.find(name);
    if (found == places_.end())
      trouble_ = "`" + name + "` has a record and is not in the list of repositories";
    else if (found_[found->second])
      trouble_ = "`" + name + "` has two records";
    else
      found_[found->second] = place;
  }
  /// Records of what has none go to a file beside the results.
  Result<std::vector<RecordIndex::Place>> sorted(RecordIndex& records, const fs::path& lacking) {
    if (!trouble_.empty()) return Error{trouble_};
    std::string lines;
    std::vector<std::pair<std::size_t, std::size_t>> written;  // of which input, where
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (found_[i]) continue;
      written.emplace_back(i, lines.size());
      lines += RecordLine(ErrorRecord(order_[i], "no part of the run has a record of it"));
    }
    lacking_ = written.size();
    if (lacking_ > 0) {
      if (std::optional<Error> trouble = WriteWhole(lacking.string(), lines)) return *trouble;
      const Result<std::uint32_t> file = records.open(lacking.string());
      if (!file.ok()) return file.error();
      for (std::size_t k = 0; k < written.size(); ++k) {
        const std::size_t end = k + 1 < written.size() ? written[k + 1].second : lines.size();
        found_[written[k].first] = {file.value(), static_cast<std::uint32_t>(end - written[k].second),
                                    written[k].second};
      }
    }
    std::vector<RecordIndex::Place> all;
    for (const auto& place : found_) all.push_back(*place);
    return all;
  }
  [[nodiscard]] std::size_t lacking() const { return lacking_; }

 private:
  const std::vector<Input>& order_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::optional<RecordIndex::Place>> found_;
  std::string trouble_;
  std::size_t lacking_ = 0;
};

}  // namespace

std::optional<Error> WriteWhole(const std::string& path, const std::string& text) {
  Growing file(path);
  file.add(text);
  return file.finish();
}

Result<Outcomes> ReadOutcomes(const std::string& path) {
  Outcomes outcomes;
  std::string fault;
  const std::optional<Error> trouble =
      ReadTable(path, {"repo", "level"}, [&](std::size_t line, const std::vector<std::string>& fields) {
        const std::string& text = fields[1];
        if (text.empty()) return;  // could not be tried
        const std::string digits = text.starts_with('E') ? text.substr(1) : text;
        if (digits.size() != 1 || digits[0] < '0' || digits[0] > '6') {
          if (fault.empty()) fault = path + ":" + std::to_string(line) + ": level is E0 to E6, not `" + text + "`";
          return;
        }
        int& reached = outcomes[fields[0]];
        reached = std::max(reached, digits[0] - '0');
      });
  if (trouble) return *trouble;
  if (!fault.empty()) return Error{fault};
  return outcomes;
}

std::optional<Error> WriteResults(const std::string& folder, const RecordIndex& records, const Outcomes& outcomes) {
  Overview all;
  all.cases.reserve(records.size());
  if (std::optional<Error> problem =
          ForEach(records, [&](std::size_t, const Record& record) { LookAt(record, outcomes, all); }))
    return problem;
  MarkNearCopies(all.cases);
  const fs::path place = folder;
  if (std::optional<Error> trouble = WriteTables(place, records, all)) return trouble;
  const Record summary = Summary(all.cases, all.rules, all.functions, kVersion);
  const std::vector<const Case*> distinct = Distinct(all.cases);
  const std::pair<const char*, std::string> files[] = {
      {"rates.csv", RatesTable(distinct)},
      {"groups.csv", GroupsTable(distinct)},
      {"hypotheses.csv", HypothesesTable(TestHypotheses(distinct))},
      {"summary.json", summary.dump(2) + "\n"},
      {"report.md", MarkdownReport(summary)},
      {"report.html", HtmlReport(summary)},
  };
  for (const auto& [name, text] : files) {
    if (std::optional<Error> trouble = WriteWhole((place / name).string(), text)) return trouble;
  }
  return WriteFigures(place / "figures", summary);
}

Result<Totals> MergeParts(const std::vector<std::string>& parts, const std::string& output,
                          const std::optional<std::vector<Input>>& order, const Outcomes& outcomes) {
  std::error_code trouble;
  fs::create_directories(output, trouble);
  if (!fs::is_directory(output, trouble)) return Error{output + ": cannot be made"};
  RecordIndex records;
  std::vector<std::vector<RecordIndex::Place>> shards;
  std::vector<RecordIndex::Place> merged;
  std::optional<Sorter> sorter;
  if (order) sorter.emplace(*order);
  Totals totals;
  bool folders = false;
  bool files = false;
  for (const std::string& part : parts) {
    const bool file = fs::is_regular_file(part, trouble);
    (file ? files : folders) = true;
    const std::string path = file ? part : (fs::path(part) / "records.jsonl").string();
    const Result<std::uint32_t> number = records.open(path);
    if (!number.ok()) return number.error();
    std::vector<RecordIndex::Place> found;
    const auto read = records.scan(number.value(), path, false, [&](RecordIndex::Place at, const Record& record) {
      totals.errors += record["error"].is_null() ? 0 : 1;
      if (sorter) sorter->add(record["repo"].get<std::string>(), at);
      found.push_back(at);
    });
    if (!read.ok()) return read.error();
    if (file)
      merged.insert(merged.end(), found.begin(), found.end());
    else
      shards.push_back(std::move(found));
  }
  if (folders && files) return Error{"folders of shards and files of records cannot be mixed"};
  if (folders) merged = Interleaved(shards);
  if (sorter) {
    Result<std::vector<RecordIndex::Place>> sorted = sorter->sorted(records, fs::path(output) / "lacking.jsonl");
    if (!sorted.ok()) return sorted.error();
    merged = std::move(sorted).value();
    totals.errors += sorter->lacking();
  }
  for (const RecordIndex::Place place : merged) records.push(place);
  totals.repositories = merged.size();
  if (std::optional<Error> problem = WriteResults(output, records, outcomes)) return *problem;
  fs::remove(fs::path(output) / "lacking.jsonl", trouble);
  return totals;
}

}  // namespace tracklint::corpus
