#include "corpus/workers.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <exception>
#include <locale>
#include <numeric>
#include <sstream>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <fcntl.h>
#include <sys/prctl.h>
#endif

#include "corpus/workspace.h"

namespace tracklint::corpus {
namespace {

#ifdef MSG_NOSIGNAL
constexpr int kQuietly = MSG_NOSIGNAL;
#else
constexpr int kQuietly = 0;
#endif

bool WriteAll(int channel, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = send(channel, bytes.data(), bytes.size(), kQuietly);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

/// A head of lengths, then the bytes: names and paths hold whatever they like.
std::string Request(const Input& input) {
  return fmt::format("{} {} {} {} {} {} {}\n", input.name.size(), input.path.size(), input.commit.size(),
                     input.error.size(), input.unpacked ? 1 : 0, input.unreadable, input.stars.value_or(-1)) +
         input.name + input.path + input.commit + input.error;
}

/// Takes a whole request from the front of the buffer; false while it is not complete.
bool TakeRequest(std::string& buffer, Input& input) {
  const std::size_t head = buffer.find('\n');
  if (head == std::string::npos) return false;
  std::istringstream numbers(buffer.substr(0, head));
  std::array<std::size_t, 4> sizes{};
  for (std::size_t& size : sizes) numbers >> size;
  int stars = -1;
  numbers >> input.unpacked >> input.unreadable >> stars;
  if (stars >= 0) input.stars = stars;
  std::size_t at = head + 1;
  if (buffer.size() - at < std::accumulate(sizes.begin(), sizes.end(), std::size_t{0})) return false;
  const std::array<std::string*, 4> fields{&input.name, &input.path, &input.commit, &input.error};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    *fields[i] = buffer.substr(at, sizes[i]);
    at += sizes[i];
  }
  buffer.erase(0, at);
  return true;
}

long PeakKib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
  return usage.ru_maxrss / 1024;
#else
  return usage.ru_maxrss;
#endif
}

/// Dies with its owner, and before it where memory runs out.
void BelongToOwner(pid_t owner) {
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != owner) _exit(0);
  const int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score >= 0) {
    if (write(score, "500", 3) < 0) errno = 0;  // not allowed: then it has the owner's rank
    close(score);
  }
#else
  (void)owner;
#endif
}

}  // namespace

Workers::Workers(WorkerOptions options)
    : options_(std::move(options)), workers_(std::max<std::size_t>(options_.count, 1)) {
  for (std::size_t i = 0; i < workers_.size(); ++i) workers_[i].scratch = options_.scratch + "/" + std::to_string(i);
}

Workers::~Workers() {
  for (Worker& worker : workers_) {
    if (worker.process > 0) end(worker, true);
  }
}

std::size_t Workers::busy() const { return static_cast<std::size_t>(std::ranges::count_if(workers_, &Worker::busy)); }

void Workers::spawn(Worker& worker) {
  std::array<int, 2> ends{-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0) return;
  std::fflush(nullptr);
  const pid_t owner = getpid();
  const pid_t process = fork();
  if (process == 0) {
    close(ends[0]);
    for (const Worker& other : workers_) {
      if (other.channel >= 0) close(other.channel);
    }
    BelongToOwner(owner);
    serve(ends[1], worker.scratch);
  }
  close(ends[1]);
  if (process < 0) {
    close(ends[0]);
    return;
  }
  worker.process = process;
  worker.channel = ends[0];
}

void Workers::serve(int channel, const std::string& scratch) const {
  std::string buffer;
  std::array<char, 1U << 14U> block{};
  for (;;) {
    Input input;
    if (!TakeRequest(buffer, input)) {
      const ssize_t count = read(channel, block.data(), block.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) _exit(0);
      buffer.append(block.data(), static_cast<std::size_t>(count));
      continue;
    }
    const auto begin = Clock::now();
    std::string line;
    try {
      line = RecordLine(options_.examine(input, scratch));
    } catch (const std::exception& error) {
      line = RecordLine(ErrorRecord(input, std::string("internal error: ") + error.what()));
    }
    RemoveFolder(scratch);
    const std::chrono::duration<double> took = Clock::now() - begin;
    if (!WriteAll(channel, fmt::format("{} {}\n", took.count(), PeakKib()) + line)) _exit(0);
  }
}

int Workers::end(Worker& worker, bool kill_it) {
  close(std::exchange(worker.channel, -1));
  const pid_t process = std::exchange(worker.process, -1);
  if (kill_it) kill(process, SIGKILL);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

Answer Workers::failed(Worker& worker, const std::string& what) {
  RemoveFolder(worker.scratch);
  worker.busy = false;
  worker.answer.clear();
  const std::chrono::duration<double> took = Clock::now() - worker.begin;
  std::string line = RecordLine(ErrorRecord(worker.input, what));
  return {worker.index, std::move(worker.input), std::move(line), took.count(), 0};
}

void Workers::start(std::size_t index, const Input& input) {
  Worker& worker = *std::ranges::find(workers_, false, &Worker::busy);
  worker.busy = true;
  worker.index = index;
  worker.input = input;
  worker.begin = Clock::now();
  worker.answer.clear();
  if (worker.process < 0) spawn(worker);
  // A worker that died while it had nothing to do.
  if (worker.process > 0 && !WriteAll(worker.channel, Request(input))) {
    end(worker, true);
    spawn(worker);
    if (worker.process > 0) WriteAll(worker.channel, Request(input));
  }
}

int Workers::milliseconds_left() const {
  double least = 3600;
  for (const Worker& worker : workers_) {
    if (!worker.busy || options_.seconds <= 0) continue;
    const std::chrono::duration<double> past = Clock::now() - worker.begin;
    least = std::min(least, options_.seconds - past.count());
  }
  return static_cast<int>(std::ceil(std::max(least, 0.0) * 1000));
}

void Workers::read_from(Worker& worker, std::vector<Answer>& answers) {
  std::array<char, 1U << 16U> block{};
  const ssize_t count = read(worker.channel, block.data(), block.size());
  if (count < 0 && errno == EINTR) return;
  if (count <= 0) {
    const int status = end(worker, false);
    answers.push_back(failed(worker, WIFSIGNALED(status)
                                         ? fmt::format("the analysis was ended by signal {}", WTERMSIG(status))
                                         : std::string("the analysis ended without an answer")));
    return;
  }
  worker.answer.append(block.data(), static_cast<std::size_t>(count));
  const std::size_t head = worker.answer.find('\n');
  if (head == std::string::npos || head + 1 == worker.answer.size() || worker.answer.back() != '\n') return;
  Answer answer{worker.index, std::move(worker.input), worker.answer.substr(head + 1)};
  std::istringstream figures(worker.answer.substr(0, head));
  figures.imbue(std::locale::classic());
  figures >> answer.seconds >> answer.peak_kib;
  worker.busy = false;
  worker.answer.clear();
  answers.push_back(std::move(answer));
}

std::vector<Answer> Workers::wait(int other, bool& readable) {
  std::vector<Answer> answers;
  std::vector<pollfd> asked;
  std::vector<Worker*> whose;
  for (Worker& worker : workers_) {
    if (!worker.busy) continue;
    if (worker.process < 0) {
      answers.push_back(failed(worker, "no process can be started"));
      continue;
    }
    asked.push_back({worker.channel, POLLIN, 0});
    whose.push_back(&worker);
  }
  readable = false;
  if (!answers.empty()) return answers;
  if (other >= 0) asked.push_back({other, POLLIN, 0});
  const int ready = poll(asked.data(), static_cast<nfds_t>(asked.size()), milliseconds_left());
  if (ready > 0) {
    readable = other >= 0 && asked.back().revents != 0;
    for (std::size_t i = 0; i < whose.size(); ++i) {
      if (asked[i].revents != 0) read_from(*whose[i], answers);
    }
  }
  for (Worker* worker : whose) {
    const std::chrono::duration<double> past = Clock::now() - worker->begin;
    if (!worker->busy || options_.seconds <= 0 || past.count() < options_.seconds) continue;
    end(*worker, true);
    answers.push_back(failed(*worker, fmt::format("not finished within {} s", options_.seconds)));
  }
  return answers;
}

}  // namespace tracklint::corpus
