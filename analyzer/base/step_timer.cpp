#include "analyzer/base/step_timer.h"

#include <string_view>

namespace tracklint {

std::string StepTimes::Text() {
  constexpr std::array<std::string_view, kSteps> kNames{"discover", "project",   "source", "syntax", "bind",
                                                        "link",     "interpret", "facts",  "rules",  "score"};
  std::string out = "tracklint: processor time per step, in milliseconds\n";
  const auto line = [&out](std::string_view name, std::uint64_t nanoseconds) {
    const std::uint64_t tenths = (nanoseconds + 50'000) / 100'000;
    std::string number = std::to_string(tenths / 10);
    number += '.';
    number += std::to_string(tenths % 10);
    out += "  ";
    out += name;
    out.append(12 - name.size(), ' ');
    if (number.size() < 10) out.append(10 - number.size(), ' ');
    out += number;
    out += '\n';
  };
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < kSteps; ++i) {
    const std::uint64_t time = times_[i].load(std::memory_order_relaxed);
    line(kNames[i], time);
    sum += time;
  }
  line("sum", sum);
  return out;
}

}  // namespace tracklint
