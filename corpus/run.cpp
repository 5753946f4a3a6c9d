#include "corpus/run.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <system_error>
#include <thread>

#include "corpus/hypotheses.h"
#include "corpus/report.h"
#include "corpus/statistics.h"
#include "corpus/tables.h"
#include "tracklint/version.h"

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;

/// Records of an earlier run by repository. A last line that a kill cut off is dropped.
std::map<std::string, Record> Earlier(const fs::path& file) {
  std::map<std::string, Record> records;
  std::ifstream in(file, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    Record record = Record::parse(line, nullptr, false);
    if (record.is_object() && record.contains("repo") && record["repo"].is_string()) {
      std::string name = record["repo"].get<std::string>();
      records.insert_or_assign(std::move(name), std::move(record));
    }
  }
  return records;
}

std::string Line(const Record& record) { return record.dump(-1, ' ', false, Record::error_handler_t::replace) + "\n"; }

/// Written beside the file and moved over it: never half a file.
std::optional<Error> Write(const fs::path& path, const std::string& text) {
  const fs::path part = path.string() + ".part";
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out << text;
    if (!out.flush()) return Error{path.string() + ": cannot be written"};
  }
  std::error_code trouble;
  fs::rename(part, path, trouble);
  if (trouble) return Error{path.string() + ": " + trouble.message()};
  return std::nullopt;
}

/// Everything that is made from the records, which `lines` are, one each.
std::optional<Error> WriteResults(const fs::path& folder, const std::vector<Record>& records,
                                  const std::string& lines) {
  const Record summary = Summary(records, kVersion);
  const std::pair<const char*, std::string> files[] = {
      {"records.jsonl", lines},
      {"repos.csv", RepositoryTable(records)},
      {"scopes.csv", ScopeTable(records)},
      {"findings.csv", FindingTable(records)},
      {"hypotheses.csv", HypothesesTable(TestHypotheses(records))},
      {"summary.json", summary.dump(2) + "\n"},
      {"report.md", MarkdownReport(records, summary)},
      {"report.html", HtmlReport(records, summary)},
  };
  for (const auto& [name, text] : files) {
    if (std::optional<Error> trouble = Write(folder / name, text)) return trouble;
  }
  return std::nullopt;
}

class Run {
 public:
  explicit Run(const RunOptions& options) : options_(options), folder_(options.output) {}

  Result<Totals> all() {
    if (std::optional<Error> trouble = prepare()) return *trouble;
    examine();
    if (failed_) return Error{(folder_ / "records.jsonl").string() + ": cannot be written"};
    if (std::optional<Error> trouble = finish()) return *trouble;
    return totals_;
  }

 private:
  std::optional<Error> prepare() {
    std::error_code trouble;
    fs::create_directories(folder_, trouble);
    if (!fs::is_directory(folder_, trouble)) return Error{folder_.string() + ": cannot be made"};
    const fs::path file = folder_ / "records.jsonl";
    for (std::size_t i = options_.shard - 1; i < options_.inputs.size(); i += options_.shards) mine_.push_back(i);
    records_.resize(mine_.size());
    if (fs::exists(file, trouble)) {
      if (!options_.resume)
        return Error{file.string() + " exists: go on with --resume, or choose another output folder"};
      std::map<std::string, Record> earlier = Earlier(file);
      std::string kept;
      for (std::size_t i = 0; i < mine_.size(); ++i) {
        const auto found = earlier.find(options_.inputs[mine_[i]].name);
        if (found == earlier.end()) continue;
        kept += Line(found->second);
        records_[i] = std::move(found->second);
        ++totals_.resumed;
      }
      if (std::optional<Error> problem = Write(file, kept)) return problem;
    }
    log_.open(file, std::ios::binary | std::ios::app);
    times_.open(folder_ / "timings.csv", std::ios::binary | (options_.resume ? std::ios::app : std::ios::trunc));
    if (!log_ || !times_) return Error{file.string() + ": cannot be written"};
    if (times_.tellp() == 0) times_ << "repo,seconds\n";
    return std::nullopt;
  }

  void examine() {
    std::size_t threads =
        options_.jobs > 0 ? static_cast<std::size_t>(options_.jobs) : std::max(1U, std::thread::hardware_concurrency());
    threads = std::clamp<std::size_t>(threads, 1, std::max<std::size_t>(mine_.size(), 1));
    done_ = totals_.resumed;
    std::vector<std::thread> pool;
    for (std::size_t t = 1; t < threads; ++t) pool.emplace_back([this] { work(); });
    work();
    for (std::thread& thread : pool) thread.join();
  }

  /// One repository never ends the run of the others: what it throws (out of memory above all) is its error.
  [[nodiscard]] Record examined(const Input& input) const {
    std::string what;
    try {
      return Examine(input, options_.record);
    } catch (const std::exception& error) {
      what = error.what();
    }
    return {{"schema", "tracklint-corpus/1"},
            {"repo", input.name},
            {"commit", input.commit},
            {"error", "internal error: " + what}};
  }

  void work() {
    for (std::size_t i = next_.fetch_add(1); i < mine_.size(); i = next_.fetch_add(1)) {
      if (!records_[i].is_null()) continue;
      const Input& input = options_.inputs[mine_[i]];
      const auto begin = std::chrono::steady_clock::now();
      Record record = examined(input);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
      const std::scoped_lock lock(mutex_);
      log_ << Line(record) << std::flush;
      times_ << '"' << input.name << "\"," << took.count() << "\n" << std::flush;
      failed_ = failed_ || !log_;
      ++done_;
      if (options_.progress) options_.progress(done_, mine_.size(), record);
      records_[i] = std::move(record);
    }
  }

  std::optional<Error> finish() {
    log_.close();
    std::string lines;
    for (Record& record : records_) {
      lines += Line(record);
      record = Record::parse(Line(record));  // bytes that are no UTF-8 are replaced the same way everywhere
      totals_.errors += record["error"].is_null() ? 0 : 1;
    }
    totals_.repositories = records_.size();
    return WriteResults(folder_, records_, lines);
  }

  const RunOptions& options_;
  fs::path folder_;
  std::vector<std::size_t> mine_;  ///< indexes of the inputs of this shard
  std::vector<Record> records_;    ///< one for each of them
  std::ofstream log_;
  std::ofstream times_;
  std::mutex mutex_;
  std::atomic<std::size_t> next_{0};
  std::size_t done_ = 0;
  bool failed_ = false;
  Totals totals_;
};

}  // namespace

Result<Totals> RunCorpus(const RunOptions& options) { return Run(options).all(); }

Result<Totals> MergeShards(const std::vector<std::string>& folders, const std::string& output) {
  std::vector<std::vector<Record>> shards;
  std::size_t most = 0;
  std::size_t all = 0;
  for (const std::string& folder : folders) {
    const fs::path file = fs::path(folder) / "records.jsonl";
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{file.string() + ": cannot be read"};
    std::vector<Record>& records = shards.emplace_back();
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      Record record = Record::parse(line, nullptr, false);
      if (!record.is_object() || !record.contains("repo"))
        return Error{file.string() + ":" + std::to_string(number) + ": no record"};
      records.push_back(std::move(record));
    }
    most = std::max(most, records.size());
    all += records.size();
  }
  // Shard k of n holds the inputs k, k + n, k + 2n, …
  Totals totals;
  std::vector<Record> merged;
  std::string lines;
  for (std::size_t i = 0; i < most; ++i) {
    for (std::vector<Record>& shard : shards) {
      if (i >= shard.size()) continue;
      totals.errors += shard[i]["error"].is_null() ? 0 : 1;
      lines += Line(shard[i]);
      merged.push_back(std::move(shard[i]));
    }
  }
  totals.repositories = all;
  std::error_code trouble;
  fs::create_directories(output, trouble);
  if (!fs::is_directory(output, trouble)) return Error{output + ": cannot be made"};
  if (std::optional<Error> problem = WriteResults(output, merged, lines)) return *problem;
  return totals;
}

}  // namespace tracklint::corpus
