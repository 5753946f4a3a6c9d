// One output format. A Reporter writes a Report to a stream; it analyses nothing and keeps no state
// between reports.
#pragma once

#include <iosfwd>
#include <string>

#include "tracklint/report.h"

namespace tracklint {

struct ReporterOptions {
  bool color = false;
  bool show_score = false;
  bool quiet = false;  ///< findings only: no summary, nothing when clean
  bool sarif_suppressed = false;
  std::string version;
};

class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void write(const Report& report, const ReporterOptions& options, std::ostream& out) const = 0;
};

}  // namespace tracklint
