// What GitHub code scanning asks of SARIF, beyond the golden file.
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "reporters/reporters.h"
#include "tests/support/sample_report.h"

namespace tracklint::reporters {
namespace {

using nlohmann::json;

json Write(const Report& report, bool suppressed = false) {
  ReporterOptions options;
  options.version = "1.2.3";
  options.sarif_suppressed = suppressed;
  std::ostringstream out;
  SarifReporter().write(report, options, out);
  return json::parse(out.str());
}

TEST(Sarif, HoldsWhatGithubRequires) {
  const auto sample = tests::MakeSample();
  const json document = Write(sample->report);
  EXPECT_EQ(document["version"], "2.1.0");
  EXPECT_TRUE(document.contains("$schema"));
  const json& run = document["runs"][0];
  EXPECT_EQ(run["columnKind"], "utf16CodeUnits");
  EXPECT_EQ(run["automationDetails"]["id"], "tracklint/");
  EXPECT_TRUE(run["properties"].contains("tracklintScore"));
  for (const json& rule : run["tool"]["driver"]["rules"]) {
    for (const char* key : {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration"})
      EXPECT_TRUE(rule.contains(key)) << key;
    EXPECT_LE(rule["fullDescription"]["text"].get<std::string>().size(), 1024U);
    EXPECT_TRUE(rule["help"].contains("markdown"));
    EXPECT_LE(rule["properties"]["tags"].size(), 20U);
    EXPECT_EQ(rule["properties"].contains("security-severity"), rule["id"] == "MLF903");
  }
  for (const json& result : run["results"]) {
    EXPECT_FALSE(result["message"]["text"].get<std::string>().empty());
    const json& place = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    for (const char* key : {"startLine", "startColumn", "endLine", "endColumn"})
      EXPECT_GE(place["region"][key].get<int>(), 1);
    EXPECT_EQ(place["region"]["startLine"], place["region"]["endLine"]);
    EXPECT_TRUE(result["partialFingerprints"].contains("primaryLocationLineHash"));
    EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
  }
}

TEST(Sarif, WorstFirstAndWithoutSuppressed) {
  const auto sample = tests::MakeSample();
  const json plain = Write(sample->report);
  EXPECT_EQ(plain["runs"][0]["results"].size(), 5U);
  EXPECT_EQ(plain["runs"][0]["results"][0]["level"], "error");
  EXPECT_EQ(plain["runs"][0]["results"][4]["level"], "note");
  const json all = Write(sample->report, true);
  EXPECT_EQ(all["runs"][0]["results"].size(), 6U);
  EXPECT_EQ(all["runs"][0]["results"][5]["suppressions"][0]["kind"], "inSource");
}

TEST(Sarif, NotebookRegionsAreRaw) {
  const auto sample = tests::MakeSample();
  const json document = Write(sample->report);
  bool seen = false;
  for (const json& result : document["runs"][0]["results"]) {
    const json& place = result["locations"][0]["physicalLocation"];
    if (place["artifactLocation"]["uri"] != "nb.ipynb") continue;
    seen = true;
    EXPECT_EQ(place["region"]["startLine"], 4);  // of the JSON
    EXPECT_EQ(result["locations"][0]["logicalLocations"][0]["name"], "cell 2");
    EXPECT_NE(result["message"]["text"].get<std::string>().find("cell 2"), std::string::npos);
  }
  EXPECT_TRUE(seen);
}

TEST(Sarif, CutsTheLeastSevereAndSaysSo) {
  const auto sample = tests::MakeSample();
  const Finding first = sample->report.findings[0];
  Finding worst = first;
  worst.severity = Severity::kError;
  sample->report.findings.assign(25'001, first);
  sample->report.findings.push_back(worst);
  const json document = Write(sample->report);
  const json& run = document["runs"][0];
  EXPECT_EQ(run["results"].size(), 25'000U);
  EXPECT_EQ(run["results"][0]["level"], "error");
  EXPECT_NE(run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].get<std::string>().find(
                "2 further results"),
            std::string::npos);
}

}  // namespace
}  // namespace tracklint::reporters
