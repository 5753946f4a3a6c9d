#include "corpus/kind.h"

#include <gtest/gtest.h>

namespace tracklint::corpus {
namespace {

TEST(CorpusKind, NamesPackagingAndRunsDecide) {
  Project packaged;
  packaged.files = {"pyproject.toml", "src/lib.py"};
  Facts nothing;
  Facts runs;
  Entry entry;
  entry.runs.emplace_back();
  runs.entries.push_back(entry);
  EXPECT_EQ(KindOf("ann/mlops-zoomcamp", packaged, runs), Kind::kCourse);
  EXPECT_EQ(KindOf("ann/MLOps-Template", packaged, runs), Kind::kTemplate);
  EXPECT_EQ(KindOf("ann/churn", packaged, nothing), Kind::kLibrary);
  EXPECT_EQ(KindOf("ann/churn", packaged, runs), Kind::kApplication);
  EXPECT_EQ(KindOf("ann/churn", Project{}, nothing), Kind::kApplication);
  runs.entries[0].kind = Entry::Kind::kFunction;  // a helper that others call is what libraries have
  EXPECT_EQ(KindOf("ann/churn", packaged, runs), Kind::kLibrary);
}

}  // namespace
}  // namespace tracklint::corpus
