// Processor time grows with the length of the code, not faster: the exponent between sizes far apart, with room for
// a busy machine. Quadratic work would give 2.
#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "cli/cli.h"
#include "tests/support/temp_dir.h"

namespace tracklint::cli {
namespace {

constexpr int kSmall = 1'000;
constexpr int kLarge = 20'000;
constexpr double kMostExponent = 1.5;

struct Shape {
  const char* name;
  const char* before;
  const char* repeated;  ///< `%` stands for the number
  const char* after;
};

void PrintTo(const Shape& shape, std::ostream* out) { *out << shape.name; }

std::string Code(const Shape& shape, int count) {
  std::string code = shape.before;
  const std::string repeated = shape.repeated;
  for (int i = 0; i < count; ++i) {
    for (const char c : repeated) {
      if (c == '%') {
        code += std::to_string(i);
      } else {
        code += c;
      }
    }
  }
  return code + shape.after;
}

double Seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double Cost(const Shape& shape, int count, int repeats) {
  const tests::TempDir folder;
  folder.write("code.py", Code(shape, count));
  double least = 1e9;
  for (int i = 0; i < repeats; ++i) {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const double begin = Seconds();
    Run({"check", "--isolated", "--no-cache", "--jobs", "1", folder.str()}, in, out, err);
    least = std::min(least, Seconds() - begin);
  }
  return least;
}

class Growth : public testing::TestWithParam<Shape> {};

TEST_P(Growth, IsLinear) {
  const double small = Cost(GetParam(), kSmall, 3);
  const double large = Cost(GetParam(), kLarge, 1);
  const double exponent = std::log(large / small) / std::log(static_cast<double>(kLarge) / kSmall);
  EXPECT_LE(exponent, kMostExponent) << small << " s for " << kSmall << ", " << large << " s for " << kLarge;
}

constexpr std::array kShapes = {
    Shape{"logged_parameters", "import mlflow\nwith mlflow.start_run():\n    pass\n", "mlflow.log_param('p%', %)\n",
          ""},
    Shape{"runs", "import mlflow\n", "with mlflow.start_run():\n    mlflow.log_metric('m', %)\n", ""},
    Shape{"functions", "import mlflow\n", "def f%(x):\n    mlflow.log_metric('m%', x)\n", ""},
    Shape{"classes", "import mlflow\n", "class A%:\n    def f(self):\n        mlflow.log_param('p', self.x)\n", ""},
    Shape{"trainings", "import mlflow\nfrom sklearn.svm import SVC\n",
          "with mlflow.start_run():\n    SVC(C=%).fit(x, y)\n", ""},
    Shape{"functions_that_train", "import mlflow\nfrom sklearn.svm import SVC\n",
          "def f%(C=%):\n    with mlflow.start_run():\n        SVC(C=C).fit(x, y)\n", ""},
    Shape{"calls", "import mlflow\ndef f(x):\n    mlflow.log_metric('m', x)\n", "f(%)\n", ""},
    Shape{"branches", "import mlflow, sys\n", "if len(sys.argv) > %:\n    x = %\n", "mlflow.log_param('x', x)\n"},
    Shape{"keys", "import mlflow\nd = {}\n", "d['k%'] = %\n", "mlflow.log_params(d)\n"},
    Shape{"statements", "import mlflow\n", "a% = b(c, %)\n", ""},
    Shape{"broken_lines", "import mlflow\n", "a% = (b, % ]\n", ""},
    Shape{"comments", "import mlflow\n", "x = 1  # noqa: E% tracklint: ignore\n", ""},
};

INSTANTIATE_TEST_SUITE_P(Shapes, Growth, testing::ValuesIn(kShapes),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace tracklint::cli
