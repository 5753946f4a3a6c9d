// Credentials that stand in the analysed code: their values are shown nowhere, neither where they are written nor where
// they are used, copied or recorded.
//
// Built once for a report; read-only afterwards.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tracklint/facts.h"
#include "tracklint/source_file.h"

namespace tracklint::reporters {

class Hidden {
 public:
  /// Either may be null: then only what looks like a credential is hidden.
  Hidden(const Facts* facts, const SourceSet* sources);

  /// The text with `***` for passwords in addresses and for known credentials.
  [[nodiscard]] std::string Without(std::string_view text) const;
  /// Puts stars over passwords in addresses, known credentials, and literals that a line of code gives to the name of
  /// one (`db_password = "…"`, `"token": "…"`). The line keeps its length.
  void Star(std::string& line) const;

 private:
  std::vector<std::string> values_;  ///< the longest first
};

}  // namespace tracklint::reporters
