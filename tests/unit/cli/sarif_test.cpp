// SARIF of whole commands: positions in the files on disk, as viewers count them.
#include <filesystem>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/cli.h"
#include "tests/support/temp_dir.h"

namespace tracklint::cli {
namespace {

using nlohmann::json;

json Sarif(const std::string& path, const std::string& select = "MLF207") {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Run({"check", path, "--isolated", "--select", select, "--output-format", "sarif"}, in, out, err);
  EXPECT_EQ(err.str(), "");
  return json::parse(out.str(), nullptr, false)["runs"][0];
}

json Place(const json& run, std::size_t result = 0) {
  return run["results"][result]["locations"][0]["physicalLocation"];
}

/// The text of a region of one line, columns counted in UTF-16 units. REQUIRES: only letters of the basic plane and
/// four-byte ones before it.
std::string Slice(const std::string& bytes, const json& region) {
  std::istringstream lines(bytes);
  std::string line;
  for (int i = 0; i < region["startLine"].get<int>(); ++i) std::getline(lines, line);
  std::string out;
  int column = 1;
  for (std::size_t at = 0; at < line.size();) {
    const auto lead = static_cast<unsigned char>(line[at]);
    const std::size_t size = lead < 0x80U ? 1 : lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : 2;
    if (column >= region["startColumn"].get<int>() && column < region["endColumn"].get<int>())
      out += line.substr(at, size);
    column += size == 4 ? 2 : 1;
    at += size;
  }
  return out;
}

TEST(SarifOfCheck, CountsColumnsInUtf16Units) {
  const tests::TempDir dir;
  const std::string text = "import mlflow\n\nx = '\xF0\x9F\x98\x80\xC3\xA4'; mlflow.log_param('a@b', 1)\n";
  dir.write("a.py", text);
  const json place = Place(Sarif(dir.str()));
  EXPECT_EQ(place["region"]["startLine"], 3);
  EXPECT_NE(Slice(text, place["region"]).find("'a@b'"), std::string::npos) << place;
}

TEST(SarifOfCheck, PlacesInNotebooksAreThoseOfTheFile) {
  const tests::TempDir dir;
  const std::string text =
      "{\"cells\": [\n  {\"cell_type\": \"markdown\", \"source\": [\"# \xC3\xA4\"]},\n  {\"cell_type\": \"code\", "
      "\"source\": [\n    \"import mlflow\\n\",\n    \"x = \\\"\xC3\xA4\\\"; mlflow.log_param(\\\"a@b\\\", 1)\\n\"\n  "
      "]}\n], \"metadata\": {}, \"nbformat\": 4}\n";
  dir.write("n.ipynb", text);
  const json run = Sarif(dir.str());
  const json place = Place(run);
  EXPECT_EQ(place["region"]["startLine"], 5);
  EXPECT_EQ(place["region"]["endLine"], 5);
  EXPECT_NE(Slice(text, place["region"]).find("a@b"), std::string::npos) << place;
  EXPECT_EQ(run["results"][0]["locations"][0]["logicalLocations"][0]["name"], "cell 2");
  EXPECT_NE(run["results"][0]["message"]["text"].get<std::string>().find("cell 2"), std::string::npos);
}

TEST(SarifOfCheck, LineEndsDoNotChangeFingerprints) {
  const tests::TempDir lf;
  const tests::TempDir crlf;
  lf.write("a.py", "import mlflow\n\nmlflow.log_param('a@b', 1)\nmlflow.log_param('a@b', 1)\n");
  crlf.write("a.py", "import mlflow\r\n\r\nmlflow.log_param('a@b', 1)\r\nmlflow.log_param('a@b', 1)\r\n");
  const json one = Sarif(lf.str());
  const json two = Sarif(crlf.str());
  ASSERT_EQ(one["results"].size(), two["results"].size());
  std::set<std::string> hashes;
  for (std::size_t i = 0; i < one["results"].size(); ++i) {
    EXPECT_EQ(one["results"][i]["partialFingerprints"], two["results"][i]["partialFingerprints"]);
    EXPECT_EQ(Place(one, i)["region"], Place(two, i)["region"]);
    hashes.insert(one["results"][i]["partialFingerprints"].dump());
  }
  EXPECT_EQ(hashes.size(), one["results"].size());
}

TEST(SarifOfCheck, LinksAreResolvedAndAddressesRelative) {
  const tests::TempDir dir;
  dir.write("real dir/a.py", "import mlflow\n\nmlflow.log_param('a@b', 1)\n");
  std::filesystem::create_symlink("real dir/a.py", dir.path() / "link.py");
  const json run = Sarif(dir.str());
  ASSERT_EQ(run["results"].size(), 1U);
  const json place = Place(run);
  EXPECT_EQ(place["artifactLocation"]["uri"], "real%20dir/a.py");
  EXPECT_EQ(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
}

TEST(SarifOfCheck, OnlyThreeRulesAreAboutSecurity) {
  const tests::TempDir dir;
  dir.write("a.py", "x = 1\n");
  const json run = Sarif(dir.str(), "ALL");
  std::set<std::string> security;
  for (const json& rule : run["tool"]["driver"]["rules"]) {
    if (rule["properties"].contains("security-severity")) security.insert(rule["id"].get<std::string>());
    EXPECT_TRUE(rule["properties"].contains("precision"));
    EXPECT_TRUE(rule["properties"].contains("problem.severity"));
    EXPECT_LE(rule["shortDescription"]["text"].get<std::string>().size(), 1024U);
  }
  EXPECT_EQ(security, (std::set<std::string>{"MLF903", "MLF904", "MLF905"}));
  EXPECT_EQ(run["tool"]["driver"]["semanticVersion"], run["tool"]["driver"]["version"]);
}

}  // namespace
}  // namespace tracklint::cli
