// No value of a credential is in any output: of no format, no command, wherever it stands.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "reporters/reporters.h"
#include "tests/support/commands.h"
#include "tests/support/temp_dir.h"

namespace tracklint::cli {
namespace {

constexpr const char* kSecret = "hunter2secret";

void WriteProject(const tests::TempDir& dir) {
  dir.write("train.py",
            "import os\nimport mlflow\n"
            "mlflow.set_tracking_uri('https://anna:hunter2secret@mlflow.example.com')\n"
            "os.environ['MLFLOW_TRACKING_PASSWORD'] = 'hunter2secret'\n"
            "API_KEY = \"hunter2secret\"\ndb_password = 'hunter2secret'\nTOKEN = 'hunter2secret'\n"
            "with mlflow.start_run():\n"
            "    mlflow.log_param('api_key', 'hunter2secret'); mlflow.log_param('a@b', 1)\n"
            "    mlflow.log_param('db', 'postgres://u:hunter2secret@db/x')\n"
            "    mlflow.log_params({'password': 'hunter2secret', 'c@d': 'postgres://u:hunter2secret@h'})\n"
            "    mlflow.set_tag('token', 'hunter2secret')\n"
            "    mlflow.log_metric(db_password, 'text')\n"
            "    mlflow.log_param('p@q', os.environ['MLFLOW_TRACKING_PASSWORD'])\n");
  dir.write("nb.ipynb",
            R"__({"cells":[{"cell_type":"code","execution_count":1,"metadata":{},"outputs":[],"source":[)__"
            R"__("import mlflow\n","import os\n","os.environ['OPENAI_API_KEY'] = 'sk-hunter2secret-0001'\n",)__"
            R"__("mlflow.log_param('a@b', 1); password = 'hunter2secret'"]}],)__"
            R"__("metadata":{},"nbformat":4,"nbformat_minor":5})__");
  dir.write("requirements.txt", "mlflow==2.9\nprivate @ https://bob:hunter2secret@host/x.whl\n");
  dir.write(".env", "MLFLOW_TRACKING_PASSWORD=hunter2secret\n");
}

std::string Everything(const std::vector<std::string>& arguments) {
  const tests::Ran ran = tests::Do(arguments);
  return ran.out + ran.err;
}

TEST(Secrets, AreInNoOutput) {
  const tests::TempDir dir;
  WriteProject(dir);
  for (const std::string_view format : reporters::ReporterNames()) {
    const std::string text = Everything(
        {"check", dir.str(), "--isolated", "--no-cache", "--select", "ALL", "--output-format", std::string(format)});
    EXPECT_EQ(text.find(kSecret), std::string::npos) << format << "\n" << text;
    EXPECT_FALSE(text.empty());
  }
  for (const char* command : {"facts", "score"}) {
    for (const char* format : {"text", "json"}) {
      const std::string text = Everything({command, dir.str(), "--isolated", "--no-cache", "--output-format", format});
      EXPECT_EQ(text.find(kSecret), std::string::npos) << command << " " << format;
    }
  }
}

// A fix that would copy one is not offered; a diff shows none in the lines around a change.
TEST(Secrets, AreInNoFixAndNoDiff) {
  const tests::TempDir dir;
  dir.write("train.py",
            "import mlflow\nfrom sklearn.svm import SVC\ntoken = 'hunter2secret'\n"
            "with mlflow.start_run():\n    m = SVC(C=2, kernel='hunter2secret')\n    m.fit(x, y)\n"
            "    mlflow.log_metric('acc', 1)\n");
  for (const char* format : {"json", "json-lines", "sarif"}) {
    const std::string text =
        Everything({"check", dir.str(), "--isolated", "--no-cache", "--select", "ALL", "--output-format", format});
    EXPECT_EQ(text.find(kSecret), std::string::npos) << text;
    EXPECT_NE(text.find("MLF201"), std::string::npos) << text;
  }
  const std::string diff =
      Everything({"check", dir.str(), "--isolated", "--no-cache", "--unsafe-fixes", "--diff", "--select", "ALL"});
  EXPECT_EQ(diff.find(kSecret), std::string::npos) << diff;
  EXPECT_NE(diff.find("@@"), std::string::npos) << diff;
}

// The `@` of an address is no REPO@COMMIT, and what git says of it names no password.
TEST(Secrets, OfARepositoryAreNotShown) {
  const std::string text = Everything({"reproduce", "https://anna:hunter2secret@127.0.0.1:1/x"});
  EXPECT_EQ(text.find(kSecret), std::string::npos) << text;
  EXPECT_NE(text.find("127.0.0.1"), std::string::npos) << text;
}

TEST(Secrets, AreFound) {
  const tests::TempDir dir;
  WriteProject(dir);
  const std::string text = Everything(
      {"check", dir.str(), "--isolated", "--no-cache", "--select", "MLF903,MLF904", "--output-format", "concise"});
  for (const char* place : {"train.py:3:", "train.py:4:", "nb.ipynb:cell 1:3:"})
    EXPECT_NE(text.find(place), std::string::npos) << place << "\n" << text;
}

// Messages are cut: not within a credential, so that its begin would be shown.
TEST(Secrets, AreNotShownInPartWhereAMessageIsCut) {
  const tests::TempDir dir;
  for (std::size_t before = 900; before < 1000; before += 3) {
    const std::string key = "'" + std::string(before, 'x') + "' + password";
    dir.write("a.py", "import mlflow\npassword = 'hunter2secret'\nwith mlflow.start_run():\n    mlflow.log_param(" +
                          key + ", 1)\n    mlflow.log_param(" + key + ", 2)\n");
    const std::string out =
        Everything({"check", "--no-cache", "--select", "MLF205", "--output-format", "json", dir.str()});
    EXPECT_NE(out.find("MLF205"), std::string::npos);
    for (const char* part : {"hunter2secret", "hunter2", "xhun"})
      EXPECT_EQ(out.find(part), std::string::npos) << before;
  }
}

}  // namespace
}  // namespace tracklint::cli
