// Says what the steps of an analysis cost, in processor time, for `--timings`.
//
// Off unless StepTimes::Enable() was called first; a timer then costs two system calls. Timers may nest:
// the inner one's time is not counted for the outer one's step. Safe on several threads.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string>

namespace tracklint {

enum class Step : std::uint8_t {
  kDiscover,
  kProject,
  kSource,
  kSyntax,
  kBind,
  kLink,
  kInterpret,
  kFacts,
  kRules,
  kScore
};
inline constexpr std::size_t kSteps = 10;

class StepTimes {
 public:
  static void Enable() { enabled_ = true; }
  [[nodiscard]] static bool enabled() { return enabled_; }
  static void Add(Step step, std::uint64_t nanoseconds) {
    times_[static_cast<std::size_t>(step)].fetch_add(nanoseconds, std::memory_order_relaxed);
  }
  /// One line per step, and their sum.
  [[nodiscard]] static std::string Text();

 private:
  static inline bool enabled_ = false;
  static inline std::array<std::atomic<std::uint64_t>, kSteps> times_{};
};

/// Counts the processor time of this thread, from here to the end of the block, for a step.
class StepTimer {
 public:
  explicit StepTimer(Step step) : step_(step) {
    if (!StepTimes::enabled()) return;
    outer_ = current_;
    current_ = this;
    begin_ = Now();
  }
  ~StepTimer() {
    if (begin_ == 0) return;
    const std::uint64_t spent = Now() - begin_;
    StepTimes::Add(step_, spent - inner_);
    if (outer_ != nullptr) outer_->inner_ += spent;
    current_ = outer_;
  }
  StepTimer(const StepTimer&) = delete;
  StepTimer& operator=(const StepTimer&) = delete;

 private:
  static std::uint64_t Now() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U + static_cast<std::uint64_t>(now.tv_nsec) + 1;
  }
  static inline thread_local StepTimer* current_ = nullptr;

  Step step_;
  StepTimer* outer_ = nullptr;
  std::uint64_t begin_ = 0;
  std::uint64_t inner_ = 0;
};

}  // namespace tracklint
