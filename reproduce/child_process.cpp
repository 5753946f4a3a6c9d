#include "reproduce/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX wants it declared by who uses it

namespace tracklint::reproduce {
namespace {

/// A pipe whose ends close with it.
class Pipe {
 public:
  Pipe() {
    if (pipe(ends_.data()) != 0) ends_ = {-1, -1};
    for (const int end : ends_) {
      if (end >= 0) fcntl(end, F_SETFD, FD_CLOEXEC);
    }
  }
  ~Pipe() {
    Close(0);
    Close(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  [[nodiscard]] bool ok() const { return ends_[0] >= 0; }
  [[nodiscard]] int end(std::size_t which) const { return ends_[which]; }
  void Close(std::size_t which) {
    if (ends_[which] >= 0) close(ends_[which]);
    ends_[which] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

/// Feeds and empties the pipes until the child has closed both of its outputs.
void Converse(Pipe& in, Pipe& out, Pipe& err, const std::string& input, ChildOutput& output) {
  std::size_t written = 0;
  std::array<char, 1 << 14> buffer{};
  fcntl(in.end(1), F_SETFL, O_NONBLOCK);
  if (input.empty()) in.Close(1);
  while (out.end(0) >= 0 || err.end(0) >= 0) {
    std::array<pollfd, 3> waits{{{in.end(1), POLLOUT, 0}, {out.end(0), POLLIN, 0}, {err.end(0), POLLIN, 0}}};
    if (poll(waits.data(), waits.size(), -1) < 0) {
      if (errno == EINTR) continue;
      return;
    }
    if (in.end(1) >= 0 && waits[0].revents != 0) {
      const ssize_t count = write(in.end(1), input.data() + written, input.size() - written);
      if (count > 0) written += static_cast<std::size_t>(count);
      if (written == input.size() || (count < 0 && errno != EAGAIN && errno != EINTR)) in.Close(1);
    }
    const std::array<std::pair<Pipe*, std::string*>, 2> readers{{{&out, &output.out}, {&err, &output.err}}};
    for (std::size_t i = 0; i < readers.size(); ++i) {
      if (readers[i].first->end(0) < 0 || waits[i + 1].revents == 0) continue;
      const ssize_t count = read(readers[i].first->end(0), buffer.data(), buffer.size());
      if (count > 0)
        readers[i].second->append(buffer.data(), static_cast<std::size_t>(count));
      else if (count == 0 || errno != EINTR)
        readers[i].first->Close(0);
    }
  }
}

}  // namespace

Result<ChildOutput> RunChild(const std::vector<std::string>& arguments, const std::string& input) {
  Pipe in;
  Pipe out;
  Pipe err;
  if (!in.ok() || !out.ok() || !err.ok()) return Error{"no pipe can be made to " + arguments.front()};
  std::vector<char*> words;
  words.reserve(arguments.size() + 1);
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.end(0), 0);
  posix_spawn_file_actions_adddup2(&actions, out.end(1), 1);
  posix_spawn_file_actions_adddup2(&actions, err.end(1), 2);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, arguments.front().c_str(), &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    return Error{failed == ENOENT ? "the program " + arguments.front() + " is not installed"
                                  : "the program " + arguments.front() + " cannot be started"};
  }
  in.Close(0);
  out.Close(1);
  err.Close(1);
  ChildOutput output;
  // A child that ends early must not end us by a signal when we go on writing.
  struct sigaction ignore {};
  struct sigaction before {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, &before);
  Converse(in, out, err, input, output);
  sigaction(SIGPIPE, &before, nullptr);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  output.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return output;
}

}  // namespace tracklint::reproduce
