#include "corpus/results.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "corpus/hypotheses.h"
#include "corpus/report.h"
#include "corpus/statistics.h"
#include "corpus/tables.h"
#include "tracklint/version.h"

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;

Result<std::vector<Record>> ReadRecords(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return Error{file.string() + ": cannot be read"};
  std::vector<Record> records;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    Record record = Record::parse(line, nullptr, false);
    if (!record.is_object() || !record.contains("repo") || !record["repo"].is_string() || !record.contains("error"))
      return Error{file.string() + ":" + std::to_string(number) + ": no record"};
    records.push_back(std::move(record));
  }
  return records;
}

/// Shard k of n holds the inputs k, k + n, k + 2n, …
std::vector<Record> Interleaved(std::vector<std::vector<Record>> shards) {
  std::vector<Record> merged;
  std::size_t most = 0;
  for (const std::vector<Record>& shard : shards) most = std::max(most, shard.size());
  for (std::size_t i = 0; i < most; ++i) {
    for (std::vector<Record>& shard : shards) {
      if (i < shard.size()) merged.push_back(std::move(shard[i]));
    }
  }
  return merged;
}

Result<std::vector<Record>> InOrder(std::vector<Record> records, const std::vector<Input>& order) {
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < order.size(); ++i) places.emplace(order[i].name, i);
  std::vector<Record> sorted(order.size());
  for (Record& record : records) {
    const auto name = record["repo"].get<std::string>();
    const auto place = places.find(name);
    if (place == places.end()) return Error{"`" + name + "` has a record and is not in the list of repositories"};
    if (!sorted[place->second].is_null()) return Error{"`" + name + "` has two records"};
    sorted[place->second] = std::move(record);
  }
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (sorted[i].is_null()) sorted[i] = ErrorRecord(order[i], "no part of the run has a record of it");
  }
  return sorted;
}

}  // namespace

std::optional<Error> WriteWhole(const std::string& path, const std::string& text) {
  const std::string part = path + ".part";
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out << text;
    if (!out.flush()) return Error{path + ": cannot be written"};
  }
  std::error_code trouble;
  fs::rename(part, path, trouble);
  if (trouble) return Error{path + ": " + trouble.message()};
  return std::nullopt;
}

std::optional<Error> WriteResults(const std::string& folder, const std::vector<Record>& records) {
  std::string lines;
  for (const Record& record : records) lines += RecordLine(record);
  const Record summary = Summary(records, kVersion);
  const std::pair<const char*, std::string> files[] = {
      {"records.jsonl", std::move(lines)},
      {"repos.csv", RepositoryTable(records)},
      {"scopes.csv", ScopeTable(records)},
      {"findings.csv", FindingTable(records)},
      {"hypotheses.csv", HypothesesTable(TestHypotheses(records))},
      {"summary.json", summary.dump(2) + "\n"},
      {"report.md", MarkdownReport(records, summary)},
      {"report.html", HtmlReport(records, summary)},
  };
  for (const auto& [name, text] : files) {
    if (std::optional<Error> trouble = WriteWhole((fs::path(folder) / name).string(), text)) return trouble;
  }
  return std::nullopt;
}

Result<Totals> MergeParts(const std::vector<std::string>& parts, const std::string& output,
                          const std::optional<std::vector<Input>>& order) {
  std::vector<std::vector<Record>> shards;
  std::vector<Record> merged;
  for (const std::string& part : parts) {
    std::error_code trouble;
    const bool file = fs::is_regular_file(part, trouble);
    Result<std::vector<Record>> records = ReadRecords(file ? fs::path(part) : fs::path(part) / "records.jsonl");
    if (!records.ok()) return records.error();
    if (file)
      std::ranges::move(records.value(), std::back_inserter(merged));
    else
      shards.push_back(std::move(records).value());
  }
  if (!shards.empty() && !merged.empty()) return Error{"folders of shards and files of records cannot be mixed"};
  if (!shards.empty()) merged = Interleaved(std::move(shards));
  if (order) {
    Result<std::vector<Record>> sorted = InOrder(std::move(merged), *order);
    if (!sorted.ok()) return sorted.error();
    merged = std::move(sorted).value();
  }
  Totals totals;
  totals.repositories = merged.size();
  totals.errors = static_cast<std::size_t>(
      std::ranges::count_if(merged, [](const Record& record) { return !record["error"].is_null(); }));
  std::error_code trouble;
  fs::create_directories(output, trouble);
  if (!fs::is_directory(output, trouble)) return Error{output + ": cannot be made"};
  if (std::optional<Error> problem = WriteResults(output, merged)) return *problem;
  return totals;
}

}  // namespace tracklint::corpus
