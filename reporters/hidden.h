// Credentials that stand in the analysed code: their values are shown nowhere, neither where they are written nor where
// they are used, copied or recorded.
//
// Built once for a report; read-only afterwards.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tracklint/facts.h"
#include "tracklint/report.h"
#include "tracklint/source_file.h"

namespace tracklint::reporters {

class Hidden {
 public:
  /// Either may be null: then only what looks like a credential is hidden.
  Hidden(const Facts* facts, const SourceSet* sources);

  /// The text with `***` for passwords in addresses and for known credentials.
  [[nodiscard]] std::string Without(std::string_view text) const;
  /// For a sentence about code: as Without, but a short credential, which may be a word of the language, is hidden only
  /// where it stands alone.
  [[nodiscard]] std::string InSentence(std::string_view text) const;
  /// Puts stars over passwords in addresses, known credentials, and literals that a line of code gives to the name of
  /// one (`db_password = "…"`, `"token": "…"`). The line keeps its length.
  void Star(std::string& line) const;

 private:
  std::vector<std::string> values_;  ///< the longest first
};

/// Hides the credentials of the analysed code in what its findings say. Fingerprints stay.
void HideInFindings(Report& report);
/// The same for the reasons of its score.
void HideInScore(Report& report);

}  // namespace tracklint::reporters
