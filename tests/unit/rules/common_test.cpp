// The predicates of rules/common.
#include <gtest/gtest.h>

#include "rules/common/coverage.h"
#include "rules/common/mlproject.h"
#include "rules/common/paths.h"
#include "rules/common/requirements.h"
#include "rules/common/stores.h"
#include "rules/common/text.h"
#include "rules/common/versions.h"

namespace tracklint::rules {
namespace {

using Strings = std::vector<std::string>;

TEST(Text, ShowsPatternsAndHidesCredentials) {
  EXPECT_EQ(Show(Text::Pattern("fold_*_\\*")), "fold_…_*");
  EXPECT_EQ(Code("http://anna:hunter2@host:5000/x"), "`http://…@host:5000/x`");
  EXPECT_EQ(Show(Text::Literal("https://host/a@b")), "https://host/a@b");
  EXPECT_EQ(CodeAssignment("alpha", Text::Literal("0.5")), "`alpha=0.5`");
  EXPECT_EQ(CodeAssignment("alpha", Text{}), "`alpha`");
  EXPECT_EQ(CodeList({"a", "b", "c"}), "`a`, `b` and `c`");
  EXPECT_EQ(CodeList({"a", "b", "c", "d", "e", "f", "g"}), "`a`, `b`, `c`, `d` and 3 more");
  EXPECT_EQ(Pieces(Text::Pattern("a*b*")), (Strings{"a", "b", ""}));
  EXPECT_EQ(WordsOf("trainF1_macro-avg.x2"), (Strings{"train", "f1", "macro", "avg", "x2"}));
}

TEST(Stores, AreToldApart) {
  const auto store = [](const char* uri) { return StoreOf(Text::Literal(uri)); };
  EXPECT_EQ(store("http://localhost:5000"), Store::kLoopback);
  EXPECT_EQ(store("http://127.0.0.1"), Store::kLoopback);
  EXPECT_EQ(store("https://10.0.0.7:5000/x"), Store::kAddress);
  EXPECT_EQ(store("https://mlflow.example.org"), Store::kShared);
  EXPECT_EQ(store("https://u:p@mlflow.example.org"), Store::kShared);
  EXPECT_EQ(store("databricks://profile"), Store::kShared);
  EXPECT_EQ(store("databricks"), Store::kShared);
  EXPECT_EQ(store("sqlite:///mlflow.db"), Store::kSqlite);
  EXPECT_EQ(store("file:./mlruns"), Store::kFiles);
  EXPECT_EQ(store("mlruns"), Store::kFiles);
  EXPECT_EQ(store("C:\\mlruns"), Store::kFiles);
  EXPECT_EQ(store(""), Store::kFiles);
  EXPECT_EQ(StoreOf(Text::Pattern("http://*:5000")), Store::kUnknown);
  EXPECT_EQ(StoreOf(Text::Pattern("http://localhost:*")), Store::kLoopback);
  EXPECT_EQ(StoreOf(Text::Pattern("file://*")), Store::kFiles);
  EXPECT_EQ(StoreOf(Text::Pattern("http://local*")), Store::kUnknown);
  EXPECT_EQ(StoreOf(Text{}), Store::kUnknown);
}

TEST(Paths, OfOneMachine) {
  for (const char* path :
       {"/home/anna/x.csv", "C:\\data\\x.csv", "D:/x.csv", "/Users/anna/x", "/content/drive/MyDrive/x", "/mnt/nas/x",
        "/root/x.pt", "file:///home/anna/x", "\\\\server\\share\\x"})
    EXPECT_TRUE(IsMachinePath(path)) << path;
  for (const char* path : {"data/x.csv", "/tmp/x", "/app/x", "/opt/ml/x", "/dbfs/x", "/kaggle/input/x", "~/x",
                           "s3://b/home/a/x", "/home/jovyan/x", "/home", "", "https://e.org/home/a"})
    EXPECT_FALSE(IsMachinePath(path)) << path;
}

TEST(Requirements, NamesAndPins) {
  EXPECT_EQ(RequirementName("Scikit_Learn[all]>=1"), "scikit-learn");
  EXPECT_EQ(RequirementName("pkg @ git+https://github.com/o/p.git@abc"), "pkg");
  EXPECT_EQ(RequirementName("-r base.txt"), "");
  EXPECT_EQ(RequirementName("./wheels/a-1.0.whl"), "");
  EXPECT_TRUE(IsExactRequirement("a==1.2"));
  EXPECT_TRUE(IsExactRequirement("a==1.2 ; python_version > '3.9'"));
  EXPECT_TRUE(IsExactRequirement("git+https://github.com/o/p.git@v1.2#egg=p"));
  EXPECT_FALSE(IsExactRequirement("git+https://github.com/o/p.git@main"));
  EXPECT_FALSE(IsExactRequirement("git+https://github.com/o/p.git"));
  EXPECT_FALSE(IsExactRequirement("a==1.*"));
  EXPECT_FALSE(IsExactRequirement("a>=1"));
  EXPECT_FALSE(IsExactRequirement("a"));
}

TEST(Requirements, InstallCommands) {
  EXPECT_EQ(UnpinnedInstalls("!pip install mlflow"), Strings{"mlflow"});
  EXPECT_EQ(UnpinnedInstalls("%pip install -q 'pandas>=2' sklearn==1 -r x.txt"), Strings{"pandas>=2"});
  EXPECT_EQ(UnpinnedInstalls("! pip3 install -U xgboost"), Strings{"xgboost"});
  EXPECT_EQ(UnpinnedInstalls("!python -m pip install lightgbm~=4.0"), Strings{"lightgbm~=4.0"});
  EXPECT_EQ(UnpinnedInstalls("!pip install git+https://github.com/o/p.git"), Strings{"git+https://github.com/o/p.git"});
  EXPECT_EQ(UnpinnedInstalls("* -m pip install shap"), Strings{"shap"});
  for (const char* command :
       {"!pip install mlflow==3.1", "!pip install -r requirements.txt", "!pip install -e .", "!pip install .",
        "!pip install -U pip", "!pip list", "!echo pip install a", "!apt-get install graphviz",
        "!pip install mlflow=={version}", "!pip install ./a-1.0-py3-none-any.whl", "!pip install mlflow==3.1 # pandas",
        "!ls && pip"}) {
    EXPECT_EQ(UnpinnedInstalls(command), Strings{}) << command;
  }
}

TEST(Versions, Order) {
  EXPECT_EQ(CompareVersions("1.0", "1.0.0"), 0);
  EXPECT_EQ(CompareVersions("1.9", "1.10"), -1);
  EXPECT_EQ(CompareVersions("2.0rc1", "2.0"), -1);
  EXPECT_EQ(CompareVersions("2.0.post1", "2.0"), 1);
  EXPECT_EQ(CompareVersions("2.0.dev1", "2.0a1"), -1);
  EXPECT_FALSE(CompareVersions("1.0+cpu", "1.0").has_value());
  EXPECT_EQ(Satisfies("2.3.1", ">=2,<3"), true);
  EXPECT_EQ(Satisfies("2.3.1", ">=3"), false);
  EXPECT_EQ(Satisfies("1.7.0", "==1.7.*"), true);
  EXPECT_EQ(Satisfies("1.7.1", "=1.7"), true);
  EXPECT_EQ(Satisfies("1.7.1", "~=1.6"), true);
  EXPECT_EQ(Satisfies("2.0", "~=1.6"), false);
  EXPECT_FALSE(Satisfies("2.0", ">=abc").has_value());
}

TEST(Mlproject, Commands) {
  EXPECT_EQ(Placeholders("python a.py --x {x} {y:d} ${HOME} {{z}} {x}"), (Strings{"x", "y"}));
  EXPECT_EQ(ScriptOf("python src/train.py --a 1"), "src/train.py");
  EXPECT_EQ(ScriptOf("python -m pkg.train"), "");
  EXPECT_EQ(ScriptOf("python {script}"), "");
  EXPECT_EQ(OptionsInCommand("python a.py --max-depth={d} --lr {l} -v {f}"), (Strings{"max-depth", "lr"}));
  EXPECT_EQ(PathFrom("a/b", "../c/./d.py"), "a/c/d.py");
}

TEST(Options, Operational) {
  for (const char* name :
       {"data_path", "output-dir", "n_jobs", "device", "run_name", "random_state", "seed", "verbose", "csv"})
    EXPECT_TRUE(IsOperationalOption(name)) << name;
  for (const char* name :
       {"epochs", "bs", "bpe", "lr", "max_depth", "hidden_size", "test_size", "model", "trees", "out_channels"})
    EXPECT_FALSE(IsOperationalOption(name)) << name;
}

}  // namespace
}  // namespace tracklint::rules
