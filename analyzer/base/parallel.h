// Runs a function over indexes on several threads. The caller's function writes only to its own index.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "analyzer/base/step_timer.h"

namespace tracklint {

/// The first exception of several threads, for the thread that waits for them. Thread-safe but for `rethrow`.
class FirstException {
 public:
  /// Calls `work`; false when it threw.
  template <typename Work>
  bool keep(const Work& work) {
    try {
      work();
      return true;
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (first_ == nullptr) first_ = std::current_exception();
      return false;
    }
  }
  void rethrow() const {
    if (first_ != nullptr) std::rethrow_exception(first_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr first_;
};

/// Calls fn(0) … fn(count - 1), each once, in any order. `jobs` <= 0 means all cores. What `fn` throws ends the work and
/// is thrown here. Small counts stay on the calling thread: starting threads costs more than it saves; where the system
/// gives no more threads, fewer do. `step`: what the time counts for.
template <typename Fn>
void ParallelFor(std::size_t count, int jobs, Step step, const Fn& fn) {
  constexpr std::size_t kWorthAThread = 8;
  std::size_t threads = jobs > 0 ? static_cast<std::size_t>(jobs) : std::max(1U, std::thread::hardware_concurrency());
  threads = std::min(threads, (count + kWorthAThread - 1) / kWorthAThread);
  std::atomic<std::size_t> next{0};
  FirstException thrown;
  const auto work = [&] {
    const StepTimer timer(step);
    const bool done = thrown.keep([&] {
      for (std::size_t i = next.fetch_add(1, std::memory_order_relaxed); i < count;
           i = next.fetch_add(1, std::memory_order_relaxed))
        fn(i);
    });
    if (!done) next.store(count, std::memory_order_relaxed);
  };
  std::vector<std::thread> pool;
  pool.reserve(threads);
  try {
    while (pool.size() + 1 < threads) pool.emplace_back(work);
  } catch (const std::system_error&) {  // as many as there are
  }
  work();
  for (std::thread& thread : pool) thread.join();
  thrown.rethrow();
}

/// Something that is made when it is first asked for, by whichever thread asks.
template <typename T>
class MadeOnce {
 public:
  template <typename Make>
  const T& get(const Make& make) {
    std::call_once(made_, [&] { value_ = make(); });
    return value_;
  }

 private:
  std::once_flag made_;
  T value_{};
};

}  // namespace tracklint
