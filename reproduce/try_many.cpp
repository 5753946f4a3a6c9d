#include "reproduce/try_many.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "reproduce/supervise.h"

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kHeading =
    "repo,commit,entry,python,level,level_as_is,cause,cause_as_is,runs,cpu_seconds,score,score_level";
/// What stays of an attempt.
constexpr std::string_view kStays[] = {"report.json", "report.txt", "row.csv", "error.txt", "commit", "logs"};

double Since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::string ReadText(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// `owner/name` → `0007-owner_name`: unique by its number, and no path.
std::string FolderName(std::size_t number, std::string_view name) {
  std::string safe;
  for (const char c : name) safe += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' ? c : '_';
  constexpr std::size_t kMost = 80;
  return fmt::format("{:04}-{}", number + 1, safe.substr(0, kMost));
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c == '\n' || c == '\r' ? ' ' : c;
  }
  return out + "\"";
}

/// The second line of a row, its first cell (a path of this machine) replaced by the name.
std::optional<std::string> NamedRow(const std::string& text, const std::string& name) {
  const std::size_t line = text.find('\n');
  if (line == std::string::npos || std::string_view(text).substr(0, line) != kHeading) return std::nullopt;
  std::string_view row = std::string_view(text).substr(line + 1);
  if (row.empty() || row.back() != '\n') return std::nullopt;
  row.remove_suffix(1);
  // The cell is quoted; a quote in it is doubled.
  std::size_t at = 1;
  while (at < row.size() && (row[at] != '"' || (at + 1 < row.size() && row[at + 1] == '"')))
    at += row[at] == '"' ? 2U : 1U;
  if (!row.starts_with('"') || at >= row.size()) return std::nullopt;
  return Quoted(name) + std::string(row.substr(at + 1));
}

/// The step in a row, for people: its fifth cell. Entries may hold commas in quotes.
std::string LevelOf(std::string_view row) {
  bool quoted = false;
  std::size_t cell = 0;
  std::string level;
  for (const char c : row) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted) {
      ++cell;
      continue;
    }
    if (cell == 4) level += c;
  }
  return level;
}

/// "tracklint: error: no entry …" → "no entry …".
std::string LastLine(std::string_view output) {
  while (!output.empty() && output.back() == '\n') output.remove_suffix(1);
  output = output.substr(output.rfind('\n') + 1);
  for (const std::string_view prefix : {"tracklint: ", "error: "}) {
    if (output.starts_with(prefix)) output.remove_prefix(prefix.size());
  }
  return std::string(output);
}

class Many {
 public:
  Many(const std::vector<Candidate>& candidates, const ManyOptions& options)
      : candidates_(candidates), options_(options), begin_(Clock::now()) {}

  Result<ManyAttempts> all() {
    out_.table = fmt::format("{},error\n", kHeading);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      const fs::path folder = fs::path(options_.folder) / FolderName(i, candidates_[i].name);
      const bool kept = done_before(candidates_[i], folder);
      if (!kept) {
        if (Since(begin_) >= options_.budget_seconds) {
          ++out_.left;
          continue;
        }
        if (std::optional<Error> trouble = attempt(candidates_[i], folder)) return *trouble;
      }
      add(candidates_[i], folder, i, kept);
    }
    return std::move(out_);
  }

 private:
  static bool done_before(const Candidate& candidate, const fs::path& folder) {
    std::error_code ignored;
    return (fs::exists(folder / "row.csv", ignored) || fs::exists(folder / "error.txt", ignored)) &&
           ReadText(folder / "commit") == candidate.commit;
  }

  /// Leaves row.csv, or error.txt, or nothing where the budget ended it.
  std::optional<Error> attempt(const Candidate& candidate, const fs::path& folder) {
    std::error_code trouble;
    fs::remove_all(folder, trouble);
    fs::create_directories(folder, trouble);
    if (trouble) return Error{folder.string() + ": " + trouble.message()};
    std::vector<std::string> command{options_.program, "reproduce"};
    command.push_back(candidate.commit.empty() ? candidate.repository : candidate.repository + "@" + candidate.commit);
    command.insert(command.end(), {"--run", "--output-dir", folder.string()});
    command.insert(command.end(), options_.words.begin(), options_.words.end());
    Limits limits;
    // The attempt limits its own steps; this is for one that does not end.
    const double left = options_.budget_seconds - Since(begin_);
    limits.seconds = options_.attempt_seconds > 0 ? std::min(options_.attempt_seconds, left) : left;
    limits.memory_bytes = std::uint64_t{1} << 50U;
    limits.processes = 1U << 20U;
    const Result<Watched> ran = Supervise(command, limits);
    if (!ran.ok()) return ran.error();
    const bool out_of_budget = ran.value().stopped == "time" && limits.seconds == left;
    std::string problem;
    if (!NamedRow(ReadText(folder / "row.csv"), candidate.name) && !out_of_budget) {
      problem = ran.value().stopped.empty() ? LastLine(ran.value().output)
                                            : fmt::format("ended after {:.0f} seconds", limits.seconds);
      if (problem.empty()) problem = fmt::format("ended with code {}", ran.value().exit_code);
      std::ofstream(folder / "error.txt", std::ios::binary) << problem;
    }
    if (!out_of_budget) std::ofstream(folder / "commit", std::ios::binary) << candidate.commit;
    Tidy(folder);
    return std::nullopt;
  }

  static void Tidy(const fs::path& folder) {
    std::vector<fs::path> gone;
    std::error_code trouble;
    for (fs::directory_iterator at(folder, trouble), end; !trouble && at != end; at.increment(trouble)) {
      if (std::ranges::find(kStays, at->path().filename().string()) == std::end(kStays)) gone.push_back(at->path());
    }
    for (const fs::path& path : gone) fs::remove_all(path, trouble);
  }

  void add(const Candidate& candidate, const fs::path& folder, std::size_t index, bool kept) {
    const std::optional<std::string> row = NamedRow(ReadText(folder / "row.csv"), candidate.name);
    const std::string problem = row ? std::string() : ReadText(folder / "error.txt");
    if (!row && problem.empty()) {
      ++out_.left;  // the budget ended it
      return;
    }
    ++(kept ? out_.kept : out_.tried);
    if (row)
      out_.table += *row + ",\n";
    else
      out_.table += fmt::format("{},{},,,,,,,,,,,{}\n", Quoted(candidate.name), candidate.commit, Quoted(problem));
    if (options_.progress)
      options_.progress(index + 1, candidates_.size(), candidate.name, row ? LevelOf(*row) : problem);
  }

  const std::vector<Candidate>& candidates_;
  const ManyOptions& options_;
  Clock::time_point begin_;
  ManyAttempts out_;
};

}  // namespace

Result<ManyAttempts> TryMany(const std::vector<Candidate>& candidates, const ManyOptions& options) {
  std::error_code trouble;
  fs::create_directories(options.folder, trouble);
  if (!fs::is_directory(options.folder, trouble)) return Error{options.folder + ": cannot be made"};
  return Many(candidates, options).all();
}

}  // namespace tracklint::reproduce
