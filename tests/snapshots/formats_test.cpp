// Every format of a report against its golden file. New ones are written with TRACKLINT_BLESS=1.
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "reporters/facts_writer.h"
#include "reporters/reporters.h"
#include "reporters/score_json.h"
#include "reporters/score_text.h"
#include "tests/support/golden.h"
#include "tests/support/sample_report.h"
#include "tracklint/version.h"

namespace tracklint::tests {
namespace {

std::string Write(const Report& report, std::string_view format, bool color = false) {
  ReporterOptions options;
  options.version = kVersion;
  options.show_score = true;
  options.color = color;
  std::ostringstream out;
  reporters::FindReporter(format)->write(report, options, out);
  return out.str();
}

class Format : public ::testing::TestWithParam<std::string> {};

TEST_P(Format, IsAsBefore) {
  const auto sample = MakeSample();
  ASSERT_EQ(sample->report.findings.size(), 5U);
  EXPECT_EQ(CompareGolden("report." + GetParam(), Write(sample->report, GetParam())), "");
}

TEST_P(Format, WhenClean) {
  const auto sample = MakeSample();
  sample->report.findings.clear();
  sample->report.suppressed.clear();
  sample->report.errors.clear();
  EXPECT_EQ(CompareGolden("clean." + GetParam(), Write(sample->report, GetParam())), "");
}

TEST_P(Format, PassesNoControlCharacters) {
  const auto sample = MakeSample();
  for (char c : Write(sample->report, GetParam())) {
    const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\n';
    EXPECT_FALSE(control || c == '\x7f') << static_cast<int>(c);
  }
}

TEST_P(Format, IsTheSameEachTime) {
  const auto sample = MakeSample();
  EXPECT_EQ(Write(sample->report, GetParam()), Write(MakeSample()->report, GetParam()));
}

std::vector<std::string> Names() {
  std::vector<std::string> names;
  for (std::string_view name : reporters::ReporterNames()) names.emplace_back(name);
  return names;
}
std::string WithoutDash(const ::testing::TestParamInfo<std::string>& format) {
  std::string name = format.param;
  std::erase(name, '-');
  return name;
}
INSTANTIATE_TEST_SUITE_P(All, Format, ::testing::ValuesIn(Names()), WithoutDash);

TEST(JsonFormats, AreJson) {
  const auto sample = MakeSample();
  for (const char* format : {"json", "sarif", "gitlab", "rdjson"})
    EXPECT_FALSE(nlohmann::json::parse(Write(sample->report, format), nullptr, false).is_discarded()) << format;
  std::istringstream lines(Write(sample->report, "json-lines"));
  for (std::string line; std::getline(lines, line);)
    EXPECT_FALSE(nlohmann::json::parse(line, nullptr, false).is_discarded()) << line;
}

TEST(FullFormat, InColor) { EXPECT_EQ(CompareGolden("color.full", Write(MakeSample()->report, "full", true)), ""); }

TEST(FullFormat, SaysNothingWhenCleanAndQuiet) {
  const auto sample = MakeSample();
  sample->report.findings.clear();
  ReporterOptions options;
  options.quiet = true;
  std::ostringstream out;
  reporters::FullReporter().write(sample->report, options, out);
  EXPECT_EQ(out.str(), "");
}

TEST(FactsFormats, AreAsBefore) {
  const auto sample = MakeSample();
  const std::string json = reporters::FactsJson(sample->facts, sample->project, sample->sources, kVersion);
  EXPECT_FALSE(nlohmann::json::parse(json, nullptr, false).is_discarded());
  EXPECT_EQ(json.find("secret"), std::string::npos);
  EXPECT_EQ(CompareGolden("facts.json", json), "");
  EXPECT_EQ(CompareGolden("facts.text", reporters::FactsText(sample->facts, sample->project, sample->sources, false)),
            "");
}

TEST(ScoreFormats, AreAsBefore) {
  const auto sample = MakeSample();
  EXPECT_EQ(
      CompareGolden("score.json", reporters::ScoreDocument(*sample->report.score, sample->sources, ".", kVersion)), "");
  EXPECT_EQ(CompareGolden("score.text", reporters::ScoreText(*sample->report.score, sample->sources, false)), "");
}

}  // namespace
}  // namespace tracklint::tests
