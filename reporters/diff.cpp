#include "reporters/diff.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "reporters/style.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

constexpr std::size_t kContext = 3;
constexpr std::size_t kMostSteps = 2000;  ///< edit steps searched; the trace takes the square of it

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

/// ' ' kept, '-' only before, '+' only after.
struct Step {
  char kind;
  std::string_view line;
};
using Steps = std::vector<Step>;

/// Myers' greedy algorithm; false when the texts are too different.
bool Shortest(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b, Steps& out) {
  const auto n = static_cast<std::ptrdiff_t>(a.size());
  const auto m = static_cast<std::ptrdiff_t>(b.size());
  const std::ptrdiff_t most = std::min<std::ptrdiff_t>(n + m, kMostSteps);
  std::vector<std::ptrdiff_t> reach(static_cast<std::size_t>(2 * most + 3), 0);
  const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& { return reach[static_cast<std::size_t>(k + most + 1)]; };
  std::vector<std::vector<std::ptrdiff_t>> trace;
  std::ptrdiff_t found = -1;
  for (std::ptrdiff_t d = 0; d <= most && found < 0; ++d) {
    trace.emplace_back(reach.begin() + (most + 1 - d - 1), reach.begin() + (most + 1 + d + 2));
    for (std::ptrdiff_t k = -d; k <= d; k += 2) {
      std::ptrdiff_t x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      while (x < n && x - k < m && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)]) ++x;
      at(k) = x;
      if (x >= n && x - k >= m) {
        found = d;
        break;
      }
    }
  }
  if (found < 0) return false;
  Steps reversed;
  std::ptrdiff_t x = n;
  std::ptrdiff_t y = m;
  for (std::ptrdiff_t d = found; d > 0; --d) {
    const auto& before = trace[static_cast<std::size_t>(d)];
    const auto old = [&](std::ptrdiff_t k) { return before[static_cast<std::size_t>(k + d + 1)]; };
    const std::ptrdiff_t k = x - y;
    const std::ptrdiff_t previous = k == -d || (k != d && old(k - 1) < old(k + 1)) ? k + 1 : k - 1;
    const std::ptrdiff_t px = old(previous);
    const std::ptrdiff_t py = px - previous;
    for (; x > px && y > py; --x, --y) reversed.push_back({' ', a[static_cast<std::size_t>(x - 1)]});
    if (x > px)
      reversed.push_back({'-', a[static_cast<std::size_t>(--x)]});
    else if (y > py)
      reversed.push_back({'+', b[static_cast<std::size_t>(--y)]});
  }
  for (; x > 0 && y > 0; --x, --y) reversed.push_back({' ', a[static_cast<std::size_t>(x - 1)]});
  out.insert(out.end(), reversed.rbegin(), reversed.rend());
  return true;
}

Steps Compare(std::vector<std::string_view> a, std::vector<std::string_view> b) {
  std::size_t prefix = 0;
  while (prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix]) ++prefix;
  std::size_t suffix = 0;
  while (suffix < a.size() - prefix && suffix < b.size() - prefix &&
         a[a.size() - 1 - suffix] == b[b.size() - 1 - suffix])
    ++suffix;
  Steps steps;
  for (std::size_t i = 0; i < prefix; ++i) steps.push_back({' ', a[i]});
  const std::vector<std::string_view> tail(a.end() - static_cast<std::ptrdiff_t>(suffix), a.end());
  a = {a.begin() + static_cast<std::ptrdiff_t>(prefix), a.end() - static_cast<std::ptrdiff_t>(suffix)};
  b = {b.begin() + static_cast<std::ptrdiff_t>(prefix), b.end() - static_cast<std::ptrdiff_t>(suffix)};
  if (!Shortest(a, b, steps)) {
    for (std::string_view line : a) steps.push_back({'-', line});
    for (std::string_view line : b) steps.push_back({'+', line});
  }
  for (std::string_view line : tail) steps.push_back({' ', line});
  return steps;
}

std::string Range(std::size_t begin, std::size_t count) {
  const std::string first = std::to_string(count == 0 ? begin : begin + 1);
  return count == 1 ? first : first + "," + std::to_string(count);
}

}  // namespace

std::string UnifiedDiff(std::string_view before, std::string_view after, std::string_view name, DiffOptions options) {
  if (before == after) return {};
  const Style style{options.color};
  const Steps steps = Compare(Lines(before), Lines(after));
  const std::string shown = QuotedName(name);
  std::string out = std::string(style.bold()) + "--- " + shown + "\n+++ " + shown + std::string(style.reset()) + "\n";
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  for (std::size_t i = 0; i < steps.size();) {
    if (steps[i].kind == ' ') {
      ++old_line, ++new_line, ++i;
      continue;
    }
    const std::size_t lead = std::min(kContext, i);
    std::size_t end = i;  // behind the last change of this hunk
    for (std::size_t j = i; j < steps.size() && j <= end + 2 * kContext; ++j) {
      if (steps[j].kind != ' ') end = j + 1;
    }
    const std::size_t stop = std::min(end + kContext, steps.size());
    std::size_t first = i - lead;
    std::size_t olds = 0;
    std::size_t news = 0;
    for (std::size_t j = first; j < stop; ++j) {
      olds += steps[j].kind != '+' ? 1U : 0U;
      news += steps[j].kind != '-' ? 1U : 0U;
    }
    out += std::string(style.blue()) + "@@ -" + Range(old_line - lead, olds) + " +" + Range(new_line - lead, news) +
           " @@" + std::string(style.reset()) + "\n";
    for (; first < stop; ++first) {
      const Step& step = steps[first];
      std::string_view line = step.line;
      const bool ended = line.ends_with('\n');
      if (ended) line.remove_suffix(1);
      const std::string_view color = step.kind == '+' ? style.green() : step.kind == '-' ? style.red() : "";
      out += color;
      out += step.kind;
      out += options.visible || (options.log && HoldsCommand(line)) ? Visible(line) : std::string(line);
      if (!color.empty()) out += style.reset();
      out += '\n';
      if (!ended) out += "\\ No newline at end of file\n";
    }
    for (; i < stop; ++i) {
      old_line += steps[i].kind != '+' ? 1U : 0U;
      new_line += steps[i].kind != '-' ? 1U : 0U;
    }
  }
  return out;
}

}  // namespace tracklint::reporters
