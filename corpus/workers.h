// Processes that examine one repository each at a time. A repository that crashes the analysis, takes too long or all
// memory costs its process, never the run: its record is an error and a new process takes the place.
//
// The owner must have no other threads while there are workers. Unread answers are lost with the object.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "corpus/record.h"

namespace tracklint::corpus {

struct WorkerOptions {
  std::size_t count = 1;
  /// What a process does with an input; the folder, for what has to be unpacked, need not exist and is removed after it.
  std::function<Record(const Input&, const std::string&)> examine;
  double seconds = 0;   ///< for one repository; 0: no limit
  std::string scratch;  ///< a folder that exists
};

struct Answer {
  std::size_t index = 0;
  Input input;
  std::string line;  ///< the record, with its line end
  double seconds = 0;
  long peak_kib = 0;  ///< resident, of the process so far
};

class Workers {
 public:
  explicit Workers(WorkerOptions options);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  [[nodiscard]] std::size_t busy() const;
  [[nodiscard]] bool idle() const { return busy() < workers_.size(); }
  /// REQUIRES: idle().
  void start(std::size_t index, const Input& input);
  /// Waits for an answer, or for `other` (-1: none) to have something to read: then `readable` is true.
  [[nodiscard]] std::vector<Answer> wait(int other, bool& readable);

 private:
  using Clock = std::chrono::steady_clock;
  struct Worker {
    pid_t process = -1;
    int channel = -1;
    bool busy = false;
    std::size_t index = 0;
    Input input;
    Clock::time_point begin;
    std::string answer;
    std::string scratch;
  };

  void spawn(Worker& worker);
  [[noreturn]] void serve(int channel, const std::string& scratch) const;
  /// Ends the process; its exit status.
  static int end(Worker& worker, bool kill_it);
  Answer failed(Worker& worker, const std::string& what);
  [[nodiscard]] int milliseconds_left() const;
  void read_from(Worker& worker, std::vector<Answer>& answers);

  WorkerOptions options_;
  std::vector<Worker> workers_;
};

}  // namespace tracklint::corpus
