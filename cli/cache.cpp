#include "cli/cache.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <limits>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include "analyzer/discover/discover.h"
#include "analyzer/engine/fingerprint.h"
#include "analyzer/engine/fix.h"
#include "analyzer/project/git_state.h"
#include "analyzer/source/read.h"
#include "cli/narrow.h"
#include "cli/recording.h"
#include "cli/session.h"
#include "tracklint/version.h"

namespace tracklint::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kMagic = "tracklint-result/1\n";
constexpr std::size_t kMostEntries = 64;
constexpr std::uint64_t kEntryLimit = std::uint64_t{64} << 20U;
constexpr std::time_t kFresh = 2;  ///< seconds within which the times of a file do not tell that it has changed
constexpr std::time_t kNeverFresh =
    std::numeric_limits<std::time_t>::max();                   ///< for files that nobody edits: by times alone
constexpr auto kWorthKeeping = std::chrono::milliseconds(50);  ///< what is faster is done again

/// Parts that cannot run together: each with its length.
class Key {
 public:
  void Add(std::string_view part) {
    text_ += std::to_string(part.size());
    text_ += ':';
    text_ += part;
  }
  void Add(std::uint64_t number) {
    text_ += std::to_string(number);
    text_ += ';';
  }
  [[nodiscard]] std::string Hash() const { return engine::HashText(text_); }

 private:
  std::string text_;
};

std::uint64_t Nanoseconds(const timespec& time) {
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(time.tv_nsec);
}

void AddContent(const std::string& path, Key& key) {
  const Result<std::string> bytes = source::ReadBytes(path, source::kReadLimit);
  key.Add(bytes.ok() ? engine::HashText(bytes.value()) : std::string("unreadable"));
}

/// `stamp` takes which file stands at the path and when it last changed, to tell that it was replaced and put back.
void AddFile(const std::string& path, std::time_t now, Key& key, Key& stamp) {
  key.Add(path);
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) {
    key.Add("absent");
    stamp.Add("absent");
    return;
  }
  const auto number = static_cast<std::uint64_t>(info.st_ino);
  const std::uint64_t modified = Nanoseconds(info.st_mtim);
  const std::uint64_t changed = Nanoseconds(info.st_ctim);
  for (const std::uint64_t part : {number, modified, changed}) stamp.Add(part);
  if (info.st_ctim.tv_sec >= now - kFresh || info.st_mtim.tv_sec >= now - kFresh) {
    AddContent(path, key);
    return;
  }
  for (const std::uint64_t part :
       {static_cast<std::uint64_t>(info.st_size), number, static_cast<std::uint64_t>(info.st_mode), modified, changed})
    key.Add(part);
}

void AddGit(const std::string& root, Key& key) {
  const GitState state = project::ReadGitState(root, project::GitDetail::kCommit);
  key.Add(static_cast<std::uint64_t>(state.work_tree) | static_cast<std::uint64_t>(state.has_commit) << 1U);
  key.Add(state.commit);
  for (const std::string& path : state.tracked) key.Add(path);
}

bool MayBeCached(const Options& o) {
  return !o.no_cache && !o.fix && !o.diff && !o.add_ignore && !o.write_baseline && !o.watch && !o.timings &&
         !o.changed_since && !o.stdin_filename;
}

/// What is known before the analysis: the files, and the key of the result.
struct Looked {
  std::shared_ptr<const discover::Discovery> found;
  std::string folder;
  bool asked_for = false;  ///< the folder was named: everything is kept there
  std::string key;
  std::string stamp;  ///< of the files themselves: differs where a content came back in between
};

std::string FolderOf(const Options& options, const engine::Config& config, const std::string& root) {
  if (!options.cache_dir.empty()) return options.cache_dir;
  const char* variable = std::getenv("TRACKLINT_CACHE_DIR");  // NOLINT(concurrency-mt-unsafe): no thread runs yet
  if (variable != nullptr && *variable != '\0') return variable;
  return config.cache_dir.value_or(root + "/.tracklint_cache");
}

/// Reports of earlier runs that this one replaces.
std::set<std::string> OutputFiles(const Options& options) {
  std::set<std::string> files;
  const auto add = [&files](const std::string& path) {
    std::error_code error;
    const fs::path absolute = fs::weakly_canonical(path, error);
    if (!error) files.insert(absolute.string());
  };
  if (!options.output_file.empty()) add(options.output_file);
  for (const std::string& pair : options.outputs) add(pair.substr(pair.find('=') + 1));
  return files;
}

/// Nothing where the command will report an error itself.
/// Files that changed shortly before `now` are told apart by content.
std::optional<Looked> Look(const Options& options, const Streams& streams, std::time_t now) {
  const Result<engine::Config> config = ResolveConfig(options);
  if (!config.ok()) return std::nullopt;
  Result<discover::Discovery> found = engine::DiscoverFiles(AnalysisOptionsOf(options, config.value()));
  if (!found.ok()) return std::nullopt;
  Looked looked;
  looked.found = std::make_shared<const discover::Discovery>(std::move(found).value());
  const discover::Discovery& files = *looked.found;
  looked.folder = FolderOf(options, config.value(), files.root);
  looked.asked_for = looked.folder != files.root + "/.tracklint_cache";

  Key key;
  Key stamp;
  key.Add(kMagic);
  key.Add(kVersion);
  AddFile("/proc/self/exe", kNeverFresh, key, stamp);
  std::error_code error;
  key.Add(fs::current_path(error).string());
  key.Add(options.arguments.size());
  for (const std::string& argument : options.arguments) key.Add(argument);
  key.Add(static_cast<std::uint64_t>(UseColor(options.color, streams.terminal, false)));
  key.Add(config.value().path);
  for (const std::string& path : config.value().files) AddFile(path, now, key, stamp);
  if (const std::string baseline = BaselinePath(options, config.value()); !baseline.empty())
    AddFile(baseline, now, key, stamp);
  AddGit(files.root, key);
  key.Add(files.root);
  key.Add(files.files.size());
  const std::set<std::string> written = OutputFiles(options);
  for (const discover::FileRef& file : files.files) {
    key.Add(file.path);
    if (!written.contains(file.absolute)) AddFile(file.absolute, now, key, stamp);
  }
  for (const std::string& target : files.targets) key.Add(target);
  for (const discover::Issue& issue : files.issues) {
    key.Add(issue.path);
    key.Add(issue.message);
  }
  looked.key = key.Hash();
  looked.stamp = stamp.Hash();
  return looked;
}

std::string EntryPath(const Looked& looked) {
  return looked.folder + "/" + std::string(kVersion) + "/" + looked.key + ".bin";
}

void AddText(std::string_view text, std::string& out) {
  out += std::to_string(text.size());
  out += '\n';
  out += text;
}

std::string Encode(const Recording& recording) {
  std::string body;
  AddText(std::to_string(recording.exit_code), body);
  AddText(recording.out, body);
  AddText(recording.err, body);
  AddText(std::to_string(recording.files.size()), body);
  for (const Recording::File& file : recording.files) {
    AddText(file.path, body);
    AddText(file.bytes, body);
  }
  return std::string(kMagic) + engine::HashText(body) + "\n" + body;
}

/// Reads what AddText wrote; `good` tells whether everything was there.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}

  std::string Text() {
    const std::uint64_t size = Digits('\n');
    if (!good || size > rest_.size()) {
      good = false;
      return {};
    }
    std::string text(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return text;
  }
  std::uint64_t Number() {
    const std::string text = Text();
    std::uint64_t value = 0;
    good = good && !text.empty() && text.size() < 10;
    for (const char c : text) {
      good = good && c >= '0' && c <= '9';
      value = value * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return good ? value : 0;
  }
  [[nodiscard]] bool AtEnd() const { return rest_.empty(); }
  bool good = true;

 private:
  std::uint64_t Digits(char end) {
    std::uint64_t value = 0;
    std::size_t at = 0;
    for (; at < rest_.size() && at < 10 && rest_[at] >= '0' && rest_[at] <= '9'; ++at)
      value = value * 10 + static_cast<std::uint64_t>(rest_[at] - '0');
    if (at == 0 || at >= rest_.size() || rest_[at] != end) {
      good = false;
      return 0;
    }
    rest_.remove_prefix(at + 1);
    return value;
  }

  std::string_view rest_;
};

std::optional<Recording> Decode(std::string_view bytes) {
  constexpr std::size_t kHash = 33;  // with the line end
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + kHash) return std::nullopt;
  const std::string_view body = bytes.substr(kMagic.size() + kHash);
  if (bytes.substr(kMagic.size(), kHash - 1) != engine::HashText(body)) return std::nullopt;
  Decoder decoder(body);
  Recording recording;
  recording.exit_code = static_cast<int>(decoder.Number());
  recording.out = decoder.Text();
  recording.err = decoder.Text();
  const std::uint64_t count = decoder.Number();
  for (std::uint64_t i = 0; decoder.good && i < count; ++i) {
    Recording::File file;
    file.path = decoder.Text();
    file.bytes = decoder.Text();
    recording.files.push_back(std::move(file));
  }
  if (!decoder.good || !decoder.AtEnd()) return std::nullopt;
  return recording;
}

/// Says nothing and gives up where a file cannot be written: the command will say it.
bool Replay(const Recording& recording, const Streams& streams) {
  for (const Recording::File& file : recording.files) {
    if (WriteText(file.path, file.bytes, streams.out)) return false;
  }
  streams.out << recording.out;
  streams.out.flush();
  streams.err << recording.err;
  return true;
}

/// Keeps the newest entries of all versions.
void Prune(const fs::path& folder) {
  struct Found {
    fs::file_time_type time;
    fs::path path;
  };
  std::vector<Found> entries;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".bin") entries.push_back({at->last_write_time(error), at->path()});
    if (entries.size() > 100 * kMostEntries) break;
  }
  if (entries.size() <= kMostEntries) return;
  std::ranges::sort(entries, [](const Found& a, const Found& b) { return a.time > b.time; });
  for (std::size_t i = kMostEntries; i < entries.size(); ++i) fs::remove(entries[i].path, error);
}

void WriteIfAbsent(const fs::path& path, std::string_view text) {
  std::error_code error;
  if (!fs::exists(path, error)) static_cast<void>(engine::WriteAtomically(path.string(), text));
}

void Keep(const Looked& looked, const Recording& recording) {
  const fs::path entry = EntryPath(looked);
  std::error_code error;
  fs::create_directories(entry.parent_path(), error);
  if (error) return;
  WriteIfAbsent(fs::path(looked.folder) / ".gitignore", "# Made by tracklint.\n*\n");
  WriteIfAbsent(fs::path(looked.folder) / "CACHEDIR.TAG",
                "Signature: 8a477f597d28d172789f06886806bc55\n# Results of tracklint; may be removed at any time.\n");
  if (!engine::WriteAtomically(entry.string(), Encode(recording))) Prune(looked.folder);
}

}  // namespace

int Cached(const Options& options, Streams streams, int (*command)(const Options&, Streams)) {
  if (!MayBeCached(options)) return command(options, streams);
  const std::time_t now = std::time(nullptr);
  const std::optional<Looked> looked = Look(options, streams, now);
  if (!looked) return command(options, streams);
  if (const Result<std::string> bytes = source::ReadBytes(EntryPath(*looked), kEntryLimit); bytes.ok()) {
    const std::optional<Recording> kept = Decode(bytes.value());
    if (kept && Replay(*kept, streams)) return kept->exit_code;
  }
  const Clock::time_point begin = Clock::now();
  Options known = options;
  known.found = looked->found;
  Recording recording;
  Tee out(streams.out, recording.out, recording);
  Tee err(streams.err, recording.err, recording);
  recording.exit_code = command(known, {out.stream(), err.stream(), streams.terminal, &recording});
  out.stream().flush();
  if (recording.exit_code == kExitTrouble || recording.overflow ||
      (!looked->asked_for && Clock::now() - begin < kWorthKeeping))
    return recording.exit_code;
  // What changed under way was read before or after: nobody knows, not even where it was put back.
  const std::optional<Looked> after = Look(options, streams, now);
  if (after && after->key == looked->key && after->stamp == looked->stamp) Keep(*looked, recording);
  return recording.exit_code;
}

}  // namespace tracklint::cli
