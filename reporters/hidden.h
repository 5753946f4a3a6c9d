// Credentials that stand in the analysed code: their values are shown nowhere, neither where they are written nor where
// they are used, copied or recorded. What a credential is say knowledge::FindSecrets (of any text), FindSecretLiterals (of
// Python) and the facts.
//
// Built once for a report; read-only afterwards.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/knowledge/secret_text.h"
#include "tracklint/facts.h"
#include "tracklint/report.h"
#include "tracklint/source_file.h"

namespace tracklint::reporters {

class Hidden {
 public:
  /// Either may be null: then only what looks like a credential is hidden.
  Hidden(const Facts* facts, const SourceSet* sources);
  /// For what a report shows of its findings: of the sources, only those in which they stand are read; what the facts
  /// know of the others is hidden as well.
  explicit Hidden(const Report& report, int jobs = 1);

  /// The text with `***` for what looks like a credential and for known ones.
  [[nodiscard]] std::string Without(std::string_view text) const;
  /// For a sentence about code: as Without, but a short credential, which may be a word of the language, is hidden only
  /// where it stands alone.
  [[nodiscard]] std::string InSentence(std::string_view text) const;
  /// One of them stands in the text, which is Python.
  [[nodiscard]] bool Holds(std::string_view code) const;
  /// Puts stars over them in a line of a file that is not Python. The line keeps its length.
  void Star(std::string& line) const;
  /// The same in Python: in `text`, which begins at `begin` of the file.
  void StarSource(const SourceFile& file, std::uint32_t begin, std::string& text) const;
  /// The same in a text of Python that is no file of the analysis.
  void StarCode(std::string& text) const;

 private:
  void ReadFacts(const Facts& facts, const SourceSet& sources);
  void SortValues();
  void ReadCode(const SourceSet& sources, const std::vector<FileId>& files, int jobs);
  void StarValues(std::string& text) const;
  void HideCutEnd(std::string& text) const;

  std::vector<std::string> values_;                        ///< the longest first
  std::vector<std::vector<knowledge::TextRange>> ranges_;  ///< by file
};

/// The text of the file as people wrote it: the analysis reads the lines of magics with other characters, as many bytes.
[[nodiscard]] std::string AsWritten(const SourceFile& file, std::uint32_t begin, std::uint32_t end);

/// What the report must not show of its findings; made before they are, and kept by the report. `jobs` <= 0: all cores.
void FindHidden(Report& report, int jobs);
/// That one, or one made now.
[[nodiscard]] std::shared_ptr<const Hidden> HiddenOf(const Report& report);
/// Takes away the fixes that would write a credential somewhere: none is copied, nor shown in a fix's text.
void WithholdFixes(Report& report);
/// Hides the credentials of the analysed code in what its findings say. Fingerprints stay.
void HideInFindings(Report& report);
/// The same for the reasons of its score.
void HideInScore(Report& report);

}  // namespace tracklint::reporters
