#include "reproduce/supervise.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX wants it declared by who uses it

namespace tracklint::reproduce {
namespace {

constexpr std::size_t kHead = 64 << 10;
constexpr std::size_t kTail = 256 << 10;
constexpr int kLookMilliseconds = 100;

using Clock = std::chrono::steady_clock;

double Since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// Keeps the beginning and the end.
class Kept {
 public:
  void Add(std::string_view text) {
    const std::size_t room = kHead - std::min(kHead, head_.size());
    head_ += text.substr(0, room);
    tail_ += text.substr(std::min(room, text.size()));
    if (tail_.size() > 2 * kTail) {
      tail_.erase(0, tail_.size() - kTail);
      cut_ = true;
    }
  }
  [[nodiscard]] std::string Text() const { return head_ + (cut_ ? "\n[…]\n" : "") + tail_; }

 private:
  std::string head_;
  std::string tail_;
  bool cut_ = false;
};

struct Usage {
  std::size_t processes = 0;
  std::uint64_t bytes = 0;
  std::uint64_t ticks = 0;  ///< processor time, of children that have ended too
};

struct Process {
  long id = 0;
  long parent = 0;
  std::uint64_t pages = 0;  ///< resident
  std::uint64_t ticks = 0;  ///< its own and of the children it waited for
};

/// Fields 4, 14 to 17 and 24 of /proc/PID/stat.
bool ReadStat(const std::filesystem::path& folder, Process& process) {
  // Not a stream: reading fails when the process ends meanwhile.
  const int file = open((folder / "stat").c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  std::array<char, 1024> buffer{};
  const ssize_t size = read(file, buffer.data(), buffer.size());
  close(file);
  const std::string text(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  const std::size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) return false;
  std::string_view rest = std::string_view(text).substr(name_end + 1);
  for (int field = 3; !rest.empty() && field <= 24; ++field) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const std::string_view word = rest.substr(0, rest.find(' '));
    std::uint64_t number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    if (field == 4) process.parent = static_cast<long>(number);
    if (field >= 14 && field <= 17) process.ticks += number;
    if (field == 24) process.pages = number;
    rest.remove_prefix(word.size());
  }
  return true;
}

Usage UsageOf(pid_t root) {
  std::multimap<long, Process> children;
  std::error_code error;
  for (std::filesystem::directory_iterator at("/proc", error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    Process process;
    std::from_chars(name.data(), name.data() + name.size(), process.id);
    if (ReadStat(at->path(), process)) children.emplace(process.parent, process);
  }
  Usage usage;
  std::vector<long> work{root};
  const auto page = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  while (!work.empty()) {
    const auto [begin, end] = children.equal_range(work.back());
    work.pop_back();
    for (auto at = begin; at != end; ++at) {
      ++usage.processes;
      usage.bytes += at->second.pages * page;
      usage.ticks += at->second.ticks;
      work.push_back(at->second.id);
    }
  }
  return usage;
}

/// Space taken below a folder; links are not followed.
std::uint64_t SpaceOf(const std::string& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  std::filesystem::recursive_directory_iterator at(folder, std::filesystem::directory_options::skip_permission_denied,
                                                   error);
  for (const std::filesystem::recursive_directory_iterator end; !error && at != end; at.increment(error)) {
    struct stat status {};
    if (lstat(at->path().c_str(), &status) == 0) bytes += static_cast<std::uint64_t>(status.st_blocks) * 512;
  }
  return bytes;
}

std::string Exceeded(pid_t child, const Limits& limits, const std::string& folder, Clock::time_point begin,
                     Clock::time_point& next_disk, std::uint64_t& ticks) {
  if (Since(begin) > limits.seconds) return "time";
  const Usage usage = UsageOf(child);
  ticks = std::max(ticks, usage.ticks);
  if (usage.processes > limits.processes) return "processes";
  if (usage.bytes > limits.memory_bytes) return "memory";
  if (!folder.empty() && Clock::now() >= next_disk) {
    const Clock::time_point looked = Clock::now();
    if (SpaceOf(folder) > limits.disk_bytes) return "disk";
    next_disk = Clock::now() + std::max<Clock::duration>(std::chrono::milliseconds(300), 10 * (Clock::now() - looked));
  }
  return {};
}

}  // namespace

Result<Watched> Supervise(const std::vector<std::string>& arguments, const Limits& limits, const std::string& folder) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return Error{"no pipe can be made to " + arguments.front()};
  std::vector<char*> words;
  words.reserve(arguments.size() + 1);
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
  posix_spawn_file_actions_adddup2(&actions, ends[1], 2);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  pid_t child = 0;
  const Clock::time_point begin = Clock::now();
  const int failed = posix_spawnp(&child, words.front(), &actions, &attributes, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  close(ends[1]);
  if (failed != 0) {
    close(ends[0]);
    return Error{"the program " + arguments.front() + (failed == ENOENT ? " is not installed" : " cannot be started")};
  }
  Watched watched;
  Kept kept;
  std::array<char, 1 << 14> buffer{};
  Clock::time_point next_look = begin + std::chrono::milliseconds(kLookMilliseconds);
  Clock::time_point next_disk = next_look;
  std::uint64_t ticks = 0;
  bool open = true;
  bool ended = false;
  int status = 0;
  struct rusage used {};
  while (!ended || open) {
    pollfd wait{open ? ends[0] : -1, POLLIN, 0};
    if (poll(&wait, 1, ended ? 0 : kLookMilliseconds) > 0) {
      const ssize_t count = read(ends[0], buffer.data(), buffer.size());
      if (count > 0)
        kept.Add({buffer.data(), static_cast<std::size_t>(count)});
      else if (count == 0 || errno != EINTR)
        open = false;
    } else if (ended) {
      break;  // a process it left behind holds the pipe
    }
    if (!ended && wait4(child, &status, WNOHANG, &used) == child) ended = true;
    if (!ended && Clock::now() >= next_look) {
      if (watched.stopped.empty()) watched.stopped = Exceeded(child, limits, folder, begin, next_disk, ticks);
      if (!watched.stopped.empty()) {
        kill(-child, SIGKILL);
        kill(child, SIGKILL);
      }
      next_look = Clock::now() + std::chrono::milliseconds(kLookMilliseconds);
    }
  }
  kill(-child, SIGKILL);
  close(ends[0]);
  watched.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  watched.output = kept.Text();
  watched.wall_seconds = Since(begin);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  // A sandbox does not hand on what its processes used: then what was seen of them counts.
  watched.cpu_seconds = std::max(seconds(used.ru_utime) + seconds(used.ru_stime),
                                 static_cast<double>(ticks) / static_cast<double>(sysconf(_SC_CLK_TCK)));
  return watched;
}

}  // namespace tracklint::reproduce
