#include "analyzer/link/path_additions.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tracklint::link {
namespace {

std::string Show(const std::vector<std::string>& paths) {
  std::string out;
  for (const std::string& path : paths) out += (out.empty() ? "" : " ") + (path.empty() ? std::string("<root>") : path);
  return out;
}
std::string Additions(std::string_view text, bool notebook = false) {
  return Show(PathAdditions(text, {"a/b/train.py", "/home/me/project", notebook}));
}

struct PathCase {
  std::string_view text;
  std::string_view expected;
};
class PathForms : public testing::TestWithParam<PathCase> {};
TEST_P(PathForms, Gives) { EXPECT_EQ(Additions(GetParam().text), GetParam().expected) << GetParam().text; }
INSTANTIATE_TEST_SUITE_P(
    Forms, PathForms,
    testing::Values(
        PathCase{"sys.path.append('../x')", "a/x"}, PathCase{"sys.path.append('x')", "a/b/x x"},
        PathCase{"sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..'))", "a"},
        PathCase{"sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(__file__), '..', 'lib')))", "a/lib"},
        PathCase{"sys.path.append(str(Path(__file__).parent.parent))", "a"},
        PathCase{"sys.path.append(str(Path(__file__).resolve().parents[2] / 'src'))", "src"},
        PathCase{"sys.path.append(Path(__file__).parent.joinpath('x', 'y').as_posix())", "a/b/x/y"},
        PathCase{"ROOT = pathlib.Path(__file__).resolve().parents[1]\nsys.path.append(str(ROOT / \"src\"))", "a/src"},
        PathCase{"HERE = os.path.dirname(os.path.realpath(__file__))\nsys.path.append(HERE + '/../../lib')", "lib"},
        PathCase{"root = '..'\nsys.path.append(f'{root}/x')", "a/x"},
        PathCase{"sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))",
                 "<root>"},
        PathCase{"sys.path.append(os.path.dirname(os.getcwd()))", "a"},
        PathCase{"sys.path.append('/home/me/project/tools')", "tools"},
        PathCase{"sys.path.append('/content/drive')", ""}, PathCase{"sys.path.append('../../..')", ""},
        PathCase{"sys.path.append(os.environ['X'])", ""}, PathCase{"sys.path.append(unknown)", ""},
        PathCase{"x = x\nsys.path.append(x)", ""}, PathCase{"sys.path.extend(['../x', \"../y\"])", "a/x a/y"},
        PathCase{"sys.path += ['../x']", "a/x"}, PathCase{"site.addsitedir('../x')", "a/x"},
        PathCase{"sys.path.append(r'..\\x')", "a/x"}, PathCase{"sys.path.append(Path().resolve().parent)", "a"},
        PathCase{"sys.path.append(", ""}, PathCase{"sys.path.append('x", ""},
        PathCase{"sys.path.append(os.path.join(os.pardir, 'x'))", "a/x"},
        PathCase{"sys.path.append((\n  '../x'  # why\n))", "a/x"}));

TEST(PathAdditions, NotebooksStartFromTheirFolder) {
  EXPECT_EQ(Additions("sys.path.append('src')", true), "a/b/src");
  EXPECT_EQ(Additions("%cd ..\n", true), "a");
  EXPECT_EQ(Additions("os.chdir('../..')", true), "<root>");
}

TEST(PathAdditions, NamesThatReferToEachOtherEnd) {
  std::string text;
  for (int i = 0; i < 30; ++i) {
    const std::string next = "v" + std::to_string(i + 1);
    text += "v" + std::to_string(i) + " = " + next + " + " + next + " + " + next + "\n";
  }
  EXPECT_EQ(Additions(text + "sys.path.append(v0)"), "");
  EXPECT_EQ(Additions("sys.path.append(" + std::string(100000, '(')), "");
}

TEST(JoinBelowRoot, Normalises) {
  std::string out;
  EXPECT_TRUE(JoinBelowRoot("a/b", "./../c//d/.", out));
  EXPECT_EQ(out, "a/c/d");
  EXPECT_TRUE(JoinBelowRoot("a", "..", out));
  EXPECT_EQ(out, "");
  EXPECT_FALSE(JoinBelowRoot("a", "../..", out));
}

}  // namespace
}  // namespace tracklint::link
