// Colours of terminal output; empty strings where colours are off. Value type.
#pragma once

#include <string_view>

#include "tracklint/finding.h"

namespace tracklint::reporters {

struct Style {
  bool on = false;

  [[nodiscard]] std::string_view reset() const { return on ? "\x1b[0m" : ""; }
  [[nodiscard]] std::string_view bold() const { return on ? "\x1b[1m" : ""; }
  [[nodiscard]] std::string_view dim() const { return on ? "\x1b[2m" : ""; }
  [[nodiscard]] std::string_view red() const { return on ? "\x1b[1;31m" : ""; }
  [[nodiscard]] std::string_view yellow() const { return on ? "\x1b[1;33m" : ""; }
  [[nodiscard]] std::string_view green() const { return on ? "\x1b[1;32m" : ""; }
  [[nodiscard]] std::string_view blue() const { return on ? "\x1b[1;34m" : ""; }
  [[nodiscard]] std::string_view cyan() const { return on ? "\x1b[36m" : ""; }
  [[nodiscard]] std::string_view of(Severity severity) const {
    if (severity == Severity::kError) return red();
    return severity == Severity::kWarning ? yellow() : blue();
  }
};

}  // namespace tracklint::reporters
