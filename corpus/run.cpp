#include "corpus/run.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <ostream>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <utility>

#include "analyzer/source/read.h"
#include "corpus/csv_table.h"
#include "corpus/open_input.h"
#include "corpus/record_index.h"
#include "corpus/results.h"
#include "corpus/stream.h"
#include "corpus/workers.h"
#include "corpus/workspace.h"
#include "tracklint/version.h"

namespace tracklint::corpus {
namespace {

namespace fs = std::filesystem;

/// A record of an earlier run: where it is, and of which commit.
struct Known {
  RecordIndex::Place place;
  std::string commit;
  bool failed = false;
};

/// What the records of a folder depend on beside the repositories.
Record Settings(const RunOptions& options) {
  Record settings;
  settings["tracklint"] = kVersion;
  settings["target_mlflow"] = options.record.target_auto ? "auto"
                                                         : std::to_string(options.record.target.major) + "." +
                                                               std::to_string(options.record.target.minor);
  const HistoryPlan& plan = options.record.history;
  settings["history"] = std::string(plan.first ? "first " : "") + (plan.median ? "median " : "") +
                        (plan.last ? "last " : "") + (plan.most > 0 ? "all:" + std::to_string(plan.most) : "");
  settings["shard"] = std::to_string(options.shard) + "/" + std::to_string(options.shards);
  return settings;
}

/// An Error unless the folder's earlier run had the same settings.
std::optional<Error> CheckSettings(const fs::path& file, const Record& now) {
  const Result<std::string> bytes = source::ReadBytes(file.string());
  const Record then = bytes.ok() ? Record::parse(bytes.value(), nullptr, false) : Record();
  if (!then.is_object()) return Error{file.string() + ": cannot be read, so it cannot be told what made the records"};
  for (const auto& [key, value] : now.items()) {
    const Record before = then.contains(key) ? then[key] : Record();
    if (before != value)
      return Error{file.string() + ": the run to go on with had " + key + " " + before.dump() + ", this one has " +
                   value.dump() + ": choose another output folder"};
  }
  return std::nullopt;
}

class Run {
 public:
  explicit Run(const RunOptions& options) : options_(options), folder_(options.output) {}

  Result<Totals> all() {
    Result<Workspace> workspace = Workspace::Make();
    if (!workspace.ok()) return workspace.error();
    if (options_.records == nullptr) {
      if (std::optional<Error> trouble = prepare()) return *trouble;
    }
    if (options_.stream >= 0) feed_.emplace(options_.stream, workspace.value().path());
    examine(workspace.value().path());
    if (failed_) return Error{(folder_ / "records.jsonl").string() + ": cannot be written"};
    totals_.repositories = delivered_;
    if (options_.records != nullptr) return totals_;
    log_.close();
    for (const auto& [index, place] : places_) records_.push(place);
    if (std::optional<Error> trouble = WriteResults(folder_.string(), records_, options_.outcomes)) return *trouble;
    return totals_;
  }

 private:
  std::optional<Error> prepare() {
    std::error_code trouble;
    fs::create_directories(folder_, trouble);
    if (!fs::is_directory(folder_, trouble)) return Error{folder_.string() + ": cannot be made"};
    const fs::path file = folder_ / "records.jsonl";
    const fs::path settings = folder_ / "run.json";
    if (fs::exists(file, trouble)) {
      if (!options_.resume)
        return Error{file.string() + " exists: go on with --resume, or choose another output folder"};
      if (std::optional<Error> other = CheckSettings(settings, Settings(options_))) return other;
      if (std::optional<Error> problem = read_earlier(file)) return problem;
    } else if (std::optional<Error> problem = WriteWhole(settings.string(), Settings(options_).dump(2) + "\n")) {
      return problem;
    }
    log_.open(file, std::ios::binary | std::ios::app);
    if (!earlier_read_) {
      const Result<std::uint32_t> number = records_.open(file.string());
      if (!number.ok()) return number.error();
    }
    times_.open(folder_ / "timings.csv", std::ios::binary | (options_.resume ? std::ios::app : std::ios::trunc));
    if (!log_ || !times_) return Error{file.string() + ": cannot be written"};
    if (times_.tellp() == 0) times_ << "repo,seconds,peak_kib\n";
    return std::nullopt;
  }

  /// Finds what is there; a last line that a kill cut off is dropped.
  std::optional<Error> read_earlier(const fs::path& file) {
    const Result<std::uint32_t> number = records_.open(file.string());
    if (!number.ok()) return number.error();
    earlier_read_ = true;
    const auto read = records_.scan(number.value(), file.string(), true, [&](RecordIndex::Place at, const Record& one) {
      const Record& commit = one.contains("commit") ? one["commit"] : one["repo"];
      earlier_.insert_or_assign(
          one["repo"].get<std::string>(),
          Known{at, commit.is_string() ? commit.get<std::string>() : "", !one["error"].is_null()});
    });
    if (!read.ok()) return read.error();
    std::error_code trouble;
    fs::resize_file(file, read.value(), trouble);
    if (trouble) return Error{file.string() + ": " + trouble.message()};
    logged_ = read.value();
    return std::nullopt;
  }

  void examine(const std::string& scratch) {
    const std::size_t count =
        options_.jobs > 0 ? static_cast<std::size_t>(options_.jobs) : std::max(1U, std::thread::hardware_concurrency());
    const std::size_t useful = feed_ ? count : std::min(count, std::max<std::size_t>(options_.inputs.size(), 1));
    const auto analysis = [this](const Input& input, const std::string& place) {
      return Examine(input, options_.record, place);
    };
    Workers workers({useful, analysis, options_.seconds, scratch});
    const std::size_t window = kAhead * useful;
    for (;;) {
      while (workers.idle() && read_ < delivered_in_order() + window) {
        std::optional<Input> input = next();
        if (!input) break;
        take(workers, std::move(*input));
      }
      const bool more = feed_ && !feed_->ended() && feed_->waiting() < useful;
      if (workers.busy() == 0 && !more && exhausted()) break;
      if (workers.busy() == 0 && !more) continue;
      bool readable = false;
      for (Answer& answer : workers.wait(more ? feed_->descriptor() : -1, readable)) deliver(std::move(answer));
      if (readable) feed_->pump();
    }
  }

  [[nodiscard]] bool exhausted() const {
    return feed_ ? feed_->ended() && feed_->waiting() == 0 : read_ >= options_.inputs.size();
  }
  std::optional<Input> next() {
    if (feed_) return feed_->next();
    if (read_ >= options_.inputs.size()) return std::nullopt;
    return options_.inputs[read_];
  }
  /// Records that go to a stream wait for those before them; how many may is limited.
  [[nodiscard]] std::size_t delivered_in_order() const { return options_.records != nullptr ? next_out_ : read_; }

  void take(Workers& workers, Input input) {
    const std::size_t index = read_++;
    if (index % options_.shards + 1 != options_.shard) {
      drop(input);
      if (options_.records != nullptr) {
        waiting_.emplace(index, std::string());
        emit();
      }
      return;
    }
    if (!input.error.empty()) {
      std::string line = RecordLine(ErrorRecord(input, input.error));
      deliver({index, std::move(input), std::move(line), 0, 0});
      return;
    }
    const auto known = earlier_.find(input.name);
    if (known != earlier_.end() && is_current(input, known->second)) {
      ++totals_.resumed;
      ++delivered_;
      places_.emplace(index, known->second.place);
      drop(input);
      return;
    }
    workers.start(index, input);
  }

  /// What went wrong may go right the next time; what was analysed has to be the state that is asked for.
  static bool is_current(const Input& input, const Known& known) {
    return !known.failed && !HasMoved(input, known.commit);
  }

  static void drop(const Input& input) {
    if (input.unpacked) RemoveFolder(fs::path(input.path).parent_path().string());
  }

  void deliver(Answer answer) {
    drop(answer.input);
    Record record = Record::parse(answer.line, nullptr, false);
    if (!record.is_object()) {
      answer.line = RecordLine(ErrorRecord(answer.input, "the analysis gave no record"));
      record = Record::parse(answer.line);
    }
    ++delivered_;
    totals_.errors += record["error"].is_null() ? 0 : 1;
    const std::size_t all = feed_ ? 0 : (options_.inputs.size() + options_.shards - options_.shard) / options_.shards;
    if (options_.progress) options_.progress(delivered_, all, record);
    if (options_.records != nullptr) {
      waiting_.emplace(answer.index, std::move(answer.line));
      emit();
      return;
    }
    log_ << answer.line << std::flush;
    CsvTable row;
    row.cell(answer.input.name);
    row.cell(std::to_string(answer.seconds));
    row.cell(std::to_string(answer.peak_kib));
    row.end_row();
    times_ << row.take() << std::flush;
    failed_ = failed_ || !log_;
    places_.emplace(answer.index, RecordIndex::Place{0, static_cast<std::uint32_t>(answer.line.size()), logged_});
    logged_ += answer.line.size();
  }

  void emit() {
    for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_out_;
         first = waiting_.erase(first)) {
      if (!first->second.empty()) *options_.records << first->second << std::flush;
      ++next_out_;
    }
  }

  static constexpr std::size_t kAhead = 64;

  const RunOptions& options_;
  fs::path folder_;
  std::optional<StreamFeed> feed_;
  std::unordered_map<std::string, Known> earlier_;
  bool earlier_read_ = false;
  RecordIndex records_;                               ///< its first file is the log
  std::map<std::size_t, RecordIndex::Place> places_;  ///< by input
  std::uint64_t logged_ = 0;                          ///< bytes
  std::map<std::size_t, std::string> waiting_;        ///< lines that wait for those before them
  std::size_t next_out_ = 0;
  std::size_t read_ = 0;  ///< inputs taken
  std::size_t delivered_ = 0;
  std::ofstream log_;
  std::ofstream times_;
  bool failed_ = false;
  Totals totals_;
};

}  // namespace

Result<Totals> RunCorpus(const RunOptions& options) { return Run(options).all(); }

}  // namespace tracklint::corpus
