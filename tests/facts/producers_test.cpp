#include "analyzer/facts/producers.h"

#include <gtest/gtest.h>

namespace tracklint::facts {
namespace {

TEST(DataName, LeavesDatesNumbersAndEndingsOut) {
  EXPECT_EQ(DataName("data/2025-05-04.org_metrics.csv"), "org_metrics");
  EXPECT_EQ(DataName("crm_features_2017-05.csv"), "crm_features");
  EXPECT_EQ(DataName("data/houses/"), "houses");
  EXPECT_EQ(DataName("a\\b\\table.parquet"), "table");
}

TEST(DataName, IsEmptyWhereLittleIsLeft) {
  EXPECT_EQ(DataName("data/2024.csv"), "");
  EXPECT_EQ(DataName("x.csv"), "");
  EXPECT_EQ(DataName(""), "");
}

TEST(MayMake, SeesAWriteOnTheLineOfTheName) {
  EXPECT_TRUE(MayMake("frame.to_csv('out/houses.csv')\n", "houses"));
  EXPECT_TRUE(MayMake("!curl -o data/houses.csv https://example.org/h", "houses"));
  EXPECT_TRUE(MayMake("self.save_table('houses', frame)", "houses"));
}

TEST(MayMake, SeesAWriteAboveWhereTheCallGoesOn) {
  EXPECT_TRUE(MayMake("store.save(\n    frame,\n    'houses',\n)\n", "houses"));
  EXPECT_FALSE(MayMake("store.save(frame)\nprint('houses')\n", "houses"));
}

TEST(MayMake, FollowsAPathThatIsAssigned) {
  EXPECT_TRUE(MayMake("OUT = 'houses.csv'\nframe.to_csv(OUT)\n", "houses"));
  EXPECT_FALSE(MayMake("frame = pd.read_csv('houses.csv')\nframe.to_csv('flats.csv')\n", "houses"));
  EXPECT_FALSE(MayMake("model = fit(houses)\nmodel.save('m')\n", "houses"));
  EXPECT_FALSE(MayMake("IN = 'houses.csv'\nframe = pd.read_csv(IN)\nother.to_csv(x)\n", "houses"));
}

TEST(MayMake, TakesNoReaderForAWriter) {
  EXPECT_FALSE(MayMake("frame = pd.read_csv('houses.csv')\n", "houses"));
  EXPECT_FALSE(MayMake("frame.to_csv('flats.csv')\n", "houses"));
  EXPECT_FALSE(MayMake("frame.to_csv('houses.csv')\n", ""));
  EXPECT_FALSE(MayMake("trainer.save_model('out')\n", "train"));
}

}  // namespace
}  // namespace tracklint::facts
