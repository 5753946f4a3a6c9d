#include "analyzer/project/pep508.h"

#include <string>

#include <gtest/gtest.h>

namespace tracklint::project {
namespace {

/// name|extras|specifier|url|marker (T, F, - for none), or ! when it is invalid.
std::string Show(std::string_view text) {
  const Result<Requirement> parsed = Requirement::Parse(text);
  if (!parsed.ok()) return "!";
  const Requirement& requirement = parsed.value();
  std::string out = requirement.name + "|";
  for (const std::string& extra : requirement.extras) out += extra + ",";
  out += "|" + requirement.specifier + "|" + requirement.url + "|";
  out += !requirement.marker ? "-" : requirement.marker->Evaluate({}) ? "T" : "F";
  return out;
}

struct RequirementCase {
  std::string_view text;
  std::string_view expected;
};
class RequirementForms : public testing::TestWithParam<RequirementCase> {};
TEST_P(RequirementForms, Parses) { EXPECT_EQ(Show(GetParam().text), GetParam().expected) << GetParam().text; }
INSTANTIATE_TEST_SUITE_P(
    All, RequirementForms,
    testing::Values(RequirementCase{"numpy", "numpy||||-"}, RequirementCase{"  Foo.Bar_baz  ", "Foo.Bar_baz||||-"},
                    RequirementCase{"a[b,c-d] >=1, <2", "a|b,c-d,|>=1,<2||-"},
                    RequirementCase{"a (==1.0)", "a||==1.0||-"}, RequirementCase{"a[]==1", "a||==1||-"},
                    RequirementCase{"a@ https://x/y.whl", "a|||https://x/y.whl|-"},
                    RequirementCase{"a @ git+https://x/y@abc ; os_name=='posix'", "a|||git+https://x/y@abc|T"},
                    RequirementCase{"a;python_version<'3.8'", "a||||F"}, RequirementCase{"a>=1,", "a||>=1||-"},
                    RequirementCase{"-a", "!"}, RequirementCase{"a==", "!"}, RequirementCase{"a 1.0", "!"},
                    RequirementCase{"a==1.0 b", "!"}, RequirementCase{"a;", "!"}, RequirementCase{"a[b c]", "!"},
                    RequirementCase{"a (==1", "!"}, RequirementCase{"", "!"}, RequirementCase{"a @ ", "!"},
                    RequirementCase{"a=1.0", "!"}, RequirementCase{"a==1.0;x=='y'", "!"}));

struct MarkerCase {
  std::string_view text;
  std::string_view expected;
};
class MarkerForms : public testing::TestWithParam<MarkerCase> {};
TEST_P(MarkerForms, Evaluates) {
  const Result<Marker> marker = Marker::Parse(GetParam().text);
  EXPECT_EQ(!marker.ok() ? "!" : marker.value().Evaluate({}) ? "T" : "F", GetParam().expected) << GetParam().text;
}
INSTANTIATE_TEST_SUITE_P(
    All, MarkerForms,
    testing::Values(MarkerCase{"python_version >= '3.10'", "T"}, MarkerCase{"python_version < '3.9'", "F"},
                    MarkerCase{"'3.9' < python_version", "T"}, MarkerCase{"python_version in '3.10 3.11'", "T"},
                    MarkerCase{"python_version not in '3.10 3.11'", "F"},
                    MarkerCase{"sys_platform == 'win32' or sys_platform == 'linux'", "T"},
                    MarkerCase{"sys_platform == 'win32' or sys_platform == 'linux' and python_version < '3'", "F"},
                    MarkerCase{"(sys_platform == 'win32' or sys_platform == 'linux') and os.name == \"posix\"", "T"},
                    MarkerCase{"platform.python_implementation == 'CPython'", "T"}, MarkerCase{"extra == 'dev'", "F"},
                    MarkerCase{"sys_platform ~= 'linux'", "F"}, MarkerCase{"python_full_version ~= '3.11.0'", "T"},
                    MarkerCase{"unknown == 'x'", "!"}, MarkerCase{"os_name", "!"}, MarkerCase{"os_name == 'x", "!"},
                    MarkerCase{"(os_name == 'x'", "!"}, MarkerCase{"os_name == 'x' extra", "!"}));

TEST(Marker, DepthIsBounded) { EXPECT_FALSE(Marker::Parse(std::string(100000, '(')).ok()); }

}  // namespace
}  // namespace tracklint::project
