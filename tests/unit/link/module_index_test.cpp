#include "analyzer/link/module_index.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tracklint::link {
namespace {

class Tree {
 public:
  explicit Tree(std::vector<std::string> paths, std::string root = "project")
      : paths_(Sorted(std::move(paths))), index_(paths_, std::move(root)) {}

  [[nodiscard]] std::string operator()(std::string_view folder, std::string_view dotted, std::uint32_t level = 0,
                                       const std::vector<std::string>& extra = {}) const {
    const std::uint32_t found = index_.Resolve(folder, extra, level, dotted);
    return found == kNoIndex ? "-" : paths_[found];
  }
  [[nodiscard]] bool Namespace(std::string_view folder, std::string_view dotted, std::uint32_t level = 0) const {
    return index_.IsNamespace(folder, {}, level, dotted);
  }
  [[nodiscard]] std::string Run(std::string_view folder, std::string_view written) const {
    const std::uint32_t found = index_.ResolveRun(folder, written);
    return found == kNoIndex ? "-" : paths_[found];
  }

 private:
  static std::vector<std::string> Sorted(std::vector<std::string> paths) {
    std::sort(paths.begin(), paths.end());
    return paths;
  }
  std::vector<std::string> paths_;
  ModuleIndex index_;
};

TEST(ModuleIndex, RelativeImports) {
  const Tree tree({"p/__init__.py", "p/a.py", "p/q/__init__.py", "p/q/b.py"});
  EXPECT_EQ(tree("p/q", "", 1), "p/q/__init__.py");
  EXPECT_EQ(tree("p/q", "b", 1), "p/q/b.py");
  EXPECT_EQ(tree("p/q", "a", 2), "p/a.py");
  EXPECT_EQ(tree("p/q", "", 2), "p/__init__.py");
  EXPECT_EQ(tree("p/q", "p.a", 3), "p/a.py");
  EXPECT_EQ(tree("p/q", "a", 4), "-");
  EXPECT_EQ(tree("p/q", "zzz", 1), "-");
}

TEST(ModuleIndex, OwnFolderThenAncestorsThenSourceFolders) {
  const Tree tree({"helpers.py", "jobs/helpers.py", "jobs/train.py", "common.py", "src/core/__init__.py",
                   "src/core/io.py", "jobs/lib/extra.py"});
  EXPECT_EQ(tree("jobs", "helpers"), "jobs/helpers.py");
  EXPECT_EQ(tree("", "helpers"), "helpers.py");
  EXPECT_EQ(tree("jobs", "common"), "common.py");
  EXPECT_EQ(tree("jobs", "core.io"), "src/core/io.py");
  EXPECT_EQ(tree("jobs", "src.core.io"), "src/core/io.py");
  EXPECT_EQ(tree("jobs", "core"), "src/core/__init__.py");
  EXPECT_EQ(tree("jobs", "extra"), "jobs/lib/extra.py");
  EXPECT_EQ(tree("jobs", "nothing"), "-");
  EXPECT_EQ(tree("jobs", "project.common"), "common.py");
}

TEST(ModuleIndex, AdditionsToThePath) {
  const Tree tree({"a/x.py", "b/x.py", "run/main.py"});
  EXPECT_EQ(tree("run", "x"), "-");  // two candidates, equally far
  EXPECT_EQ(tree("run", "x", 0, {"b"}), "b/x.py");
}

TEST(ModuleIndex, AnywhereWhenUniqueOrNearest) {
  const Tree tree({"one/deep/tool.py", "one/main.py", "two/deep/tool.py", "three/only/here.py"});
  EXPECT_EQ(tree("", "here"), "three/only/here.py");
  EXPECT_EQ(tree("", "only.here"), "three/only/here.py");
  EXPECT_EQ(tree("one", "tool"), "one/deep/tool.py");
  EXPECT_EQ(tree("three", "tool"), "-");
}

TEST(ModuleIndex, LibrariesAreNotCapturedFromAfar) {
  const Tree tree({"tools/logging.py", "tools/run.py", "train.py", "pkg/__init__.py", "pkg/logging.py", "pkg/x.py",
                   "misc/numpy.py"});
  EXPECT_EQ(tree("", "logging"), "-");
  EXPECT_EQ(tree("tools", "logging"), "tools/logging.py");
  EXPECT_EQ(tree("pkg", "logging"), "-");
  EXPECT_EQ(tree("pkg", "logging", 1), "pkg/logging.py");
  EXPECT_EQ(tree("", "numpy"), "-");
  EXPECT_EQ(tree("misc", "numpy"), "misc/numpy.py");
  EXPECT_EQ(tree("", "pkg.logging"), "pkg/logging.py");
}

TEST(ModuleIndex, MlflowIsALibraryUnlessItsSourceIsHere) {
  const Tree folder({"mlflow/train.py", "mlflow.py", "train.py", "deep/mlflow/__init__.py"});
  EXPECT_EQ(folder("", "mlflow"), "-");
  EXPECT_EQ(folder("mlflow", "mlflow"), "-");
  EXPECT_EQ(folder("", "mlflow.train"), "-");
  EXPECT_FALSE(folder.Namespace("", "mlflow"));
  const Tree source({"src/mlflow/__init__.py", "src/mlflow/client.py", "examples/train.py"});
  EXPECT_EQ(source("examples", "mlflow"), "src/mlflow/__init__.py");
  EXPECT_EQ(source("examples", "mlflow.client"), "src/mlflow/client.py");
}

TEST(ModuleIndex, PackagesAndNamespaces) {
  const Tree tree({"a.py", "a/__init__.py", "ns/m.py", "ns/deep/n.py", "reg/__init__.py", "datasets/build.py"});
  EXPECT_EQ(tree("", "a"), "a/__init__.py");
  EXPECT_EQ(tree("", "ns"), "-");
  EXPECT_TRUE(tree.Namespace("", "ns"));
  EXPECT_TRUE(tree.Namespace("", "ns.deep"));
  EXPECT_TRUE(tree.Namespace("ns", "deep"));
  EXPECT_TRUE(tree.Namespace("ns", "deep", 1));
  EXPECT_FALSE(tree.Namespace("", "reg"));
  EXPECT_FALSE(tree.Namespace("", "a"));
  EXPECT_FALSE(tree.Namespace("", "datasets"));  // the installed library wins over a folder without __init__.py
  EXPECT_EQ(tree("", "datasets.build"), "datasets/build.py");
}

TEST(ModuleIndex, RootFolderAsPackage) {
  const Tree tree({"__init__.py", "models/net.py"}, "detector");
  EXPECT_EQ(tree("models", "detector.models.net"), "models/net.py");
  EXPECT_EQ(tree("models", "detector"), "__init__.py");
  EXPECT_EQ(tree("models", "net", 1), "models/net.py");
}

TEST(ModuleIndex, RunMagics) {
  const Tree tree({"nb/Common.py", "nb/train.py", "setup.ipynb", "utils/io.py"});
  EXPECT_EQ(tree.Run("nb", "./Common"), "nb/Common.py");
  EXPECT_EQ(tree.Run("nb", "../setup"), "setup.ipynb");
  EXPECT_EQ(tree.Run("nb", "setup.ipynb"), "setup.ipynb");
  EXPECT_EQ(tree.Run("nb", "/Repos/me/project/utils/io"), "utils/io.py");
  EXPECT_EQ(tree.Run("nb", "../../x"), "-");
}

}  // namespace
}  // namespace tracklint::link
