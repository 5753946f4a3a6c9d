// Causes from what programs print: every cause that a text can show.
#include "reproduce/causes.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "reproduce/plan.h"

namespace tracklint::reproduce {
namespace {

TEST(CauseOfRun, NamesWhatThePrintedErrorSays) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"ModuleNotFoundError: No module named 'yaml'", "DEP_UNDECLARED"},
      {"ImportError: cannot import name 'plot_roc_curve' from 'sklearn.metrics'", "API_REMOVED"},
      {"AttributeError: module 'numpy' has no attribute 'bool'", "API_REMOVED"},
      {"TypeError: fit() got an unexpected keyword argument 'eval_metric'", "API_REMOVED"},
      {"FileNotFoundError: [Errno 2] No such file or directory: 'data/train.csv'", "DATA_MISSING"},
      {"FileNotFoundError: [Errno 2] No such file or directory: 'C:\\\\Users\\\\me\\\\a.csv'", "PATH_ABSOLUTE"},
      {"FileNotFoundError: [Errno 2] No such file or directory: '/home/me/a.csv'", "PATH_ABSOLUTE"},
      {"train.py: error: the following arguments are required: --data", "ARGS_REQUIRED"},
      {"mlflow.exceptions.MlflowException: API request to http://h:5000/api failed", "TRACKING_UNREACHABLE"},
      {"botocore.exceptions.NoCredentialsError: Unable to locate credentials", "CREDENTIALS"},
      {"urllib.error.URLError: <urlopen error [Errno -3] Temporary failure in name resolution>", "NETWORK"},
      {"RuntimeError: Found no NVIDIA driver on your system.", "GPU"},
      {"MemoryError: Unable to allocate 8 GiB", "RESOURCE"},
      {"ValueError: could not convert string to float: 'a'", "CODE_ERROR"},
      {"KeyError: 'price'", "CODE_ERROR"}};
  for (const auto& [line, cause] : cases) {
    const Cause found = CauseOfRun("some output\nTraceback (most recent call last):\n" + line + "\n", "train.py", "/w");
    EXPECT_EQ(found.name, cause) << line;
    EXPECT_EQ(found.evidence, line);
  }
}

TEST(CauseOfRun, VersionsThatDoNotGoTogetherAreAConflict) {
  for (const char* line :
       {"ValueError: numpy.dtype size changed, may indicate binary incompatibility. Expected 96",
        "TypeError: Descriptors cannot be created directly.", "ImportError: /env/lib/x.so: undefined symbol: _ZN3c10"})
    EXPECT_EQ(CauseOfRun(std::string(line) + "\n", "train.py", "/w").name, "DEP_CONFLICT") << line;
}

TEST(CauseOfRun, NamesWhoRefusesAnArgument) {
  EXPECT_EQ(RefusingCallee("TypeError: Loader.__init__() got an unexpected keyword argument 'path'"), "Loader");
  EXPECT_EQ(RefusingCallee("TypeError: fit() got an unexpected keyword argument 'eval_metric'"), "fit");
  EXPECT_EQ(RefusingCallee("TypeError: pkg.Model.fit() got an unexpected keyword argument 'x'"), "fit");
  EXPECT_EQ(RefusingCallee("KeyError: 'price'"), "");
}

TEST(CauseOfRun, KnowsWhetherTheEntryWasStillImporting) {
  const std::string head =
      "Traceback (most recent call last):\n  File \"/w/repo/src/train.py\", line 3, in <module>\n    ";
  const std::string tail = "\nModuleNotFoundError: No module named 'yaml'\n";
  EXPECT_TRUE(CauseOfRun(head + "import yaml" + tail, "src/train.py", "/w").importing);
  EXPECT_FALSE(CauseOfRun(head + "main()" + tail, "src/train.py", "/w").importing);
}

TEST(CauseOfInstall, NamesWhatTheInstallerSays) {
  EXPECT_EQ(CauseOfInstall("error: x\n  cause: Because a==1 has no wheels with a matching platform tag").name,
            "DEP_NO_WHEEL");
  EXPECT_EQ(CauseOfInstall("  cause: Because you require a==1 and a==2, your requirements are unsatisfiable.").name,
            "DEP_CONFLICT");
  EXPECT_EQ(CauseOfInstall("error: Failed to fetch: `https://x.invalid/a`").name, "NETWORK");
}

TEST(CauseOfRun, TakesColoursOff) { EXPECT_EQ(WithoutEscapes("\x1b[1;31mKeyError\x1b[0m: 1"), "KeyError: 1"); }

TEST(ChooseInterpreter, ExactNearestAdmittedOrOfTheTime) {
  const std::vector<Interpreter> here{{3, 8, "a"}, {3, 9, "b"}, {3, 11, "c"}, {3, 12, "d"}};
  std::string why;
  EXPECT_EQ(ChooseInterpreter("3.9.7", "2024-01-01", here, why).minor, 9);
  EXPECT_EQ(ChooseInterpreter("3.6", "2024-01-01", here, why).minor, 8);
  EXPECT_NE(why.find("nearest"), std::string::npos);
  EXPECT_EQ(ChooseInterpreter(">=3.8,<3.10", "2026-01-01", here, why).minor, 9);
  EXPECT_EQ(ChooseInterpreter("", "2025-04-24", here, why).minor, 11);
  EXPECT_EQ(ChooseInterpreter("", "2021-08-04", here, why).minor, 8);
}

TEST(ChooseRequirements, NearestFileLocksAdditionsAndForeignSystems) {
  Project project;
  const auto add = [&](const std::string& path, DependencyFile kind, const std::string& name,
                       const std::string& specifier) {
    Dependency one;
    one.name = name;
    one.written = name + specifier;
    one.specifier = specifier;
    one.kind = kind;
    if (specifier.starts_with("==")) one.pinned = specifier.substr(2);
    one.where.path = path;
    project.dependencies.push_back(one);
  };
  add("requirements.txt", DependencyFile::kRequirements, "flask", "");
  add("src/requirements.txt", DependencyFile::kRequirements, "pandas", ">=1");
  add("src/requirements.txt", DependencyFile::kRequirements, "pywin32", "==310");
  add("src/lock.txt", DependencyFile::kLock, "pandas", "==1.5.3");
  project.sources = {{"requirements.txt", DependencyFile::kRequirements},
                     {"src/requirements.txt", DependencyFile::kRequirements, true, true, "src/lock.txt"}};
  Plan plan;
  ChooseRequirements(project, "src/train.py", "", plan);
  EXPECT_EQ(plan.requirements, (std::vector<std::string>{"pandas>=1", "mlflow"}));
  EXPECT_EQ(plan.constraints, std::vector<std::string>{"pandas==1.5.3"});
  EXPECT_EQ(plan.additions.size(), 2U);  // pywin32 left out, mlflow added
}

}  // namespace
}  // namespace tracklint::reproduce
