// Runs a function over indexes on several threads. The caller's function writes only to its own index.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

#include "analyzer/base/step_timer.h"

namespace tracklint {

/// Calls fn(0) … fn(count - 1), each once, in any order. `jobs` <= 0 means all cores. `fn` must not throw.
/// Small counts stay on the calling thread: starting threads costs more than it saves. `step`: what the time counts for.
template <typename Fn>
void ParallelFor(std::size_t count, int jobs, Step step, const Fn& fn) {
  constexpr std::size_t kWorthAThread = 8;
  std::size_t threads = jobs > 0 ? static_cast<std::size_t>(jobs) : std::max(1U, std::thread::hardware_concurrency());
  threads = std::min(threads, (count + kWorthAThread - 1) / kWorthAThread);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    const StepTimer timer(step);
    for (std::size_t i = next.fetch_add(1, std::memory_order_relaxed); i < count;
         i = next.fetch_add(1, std::memory_order_relaxed))
      fn(i);
  };
  std::vector<std::thread> pool;
  for (std::size_t t = 1; t < threads; ++t) pool.emplace_back(work);
  work();
  for (std::thread& thread : pool) thread.join();
}

}  // namespace tracklint
