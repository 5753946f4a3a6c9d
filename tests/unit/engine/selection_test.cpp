// Which rules a selection means.
#include "analyzer/engine/selection.h"

#include <array>

#include <gtest/gtest.h>

namespace tracklint::engine {
namespace {

void Nothing(Pass& /*pass*/) {}
constexpr Rule k101{{.id = "MLF101", .name = "run-never-ended"}, &Nothing};
constexpr Rule k105{{.id = "MLF105", .name = "unnamed-run", .on = false}, &Nothing};
constexpr Rule k201{{.id = "MLF201", .name = "unlogged-hyperparameter"}, &Nothing};
constexpr std::array<const Rule*, 3> kAll{&k101, &k105, &k201};

std::string Chosen(const Selection& selection) {
  const auto rules = SelectRules(kAll, selection);
  if (!rules.ok()) return rules.error().message;
  std::string ids;
  for (const Rule* rule : rules.value()) ids += std::string(rule->meta.id) + " ";
  return ids;
}

TEST(Selection, DefaultSetIsWhatIsOn) { EXPECT_EQ(Chosen({}), "MLF101 MLF201 "); }

TEST(Selection, PreviewRulesRunOnlyWhenAsked) {
  static constexpr Rule kNew{{.id = "MLF299", .name = "brand-new", .preview = true}, &Nothing};
  const std::array<const Rule*, 2> rules{&k201, &kNew};
  EXPECT_EQ(SelectRules(rules, {}).value().size(), 1U);
  EXPECT_EQ(SelectRules(rules, {.select = {"ALL"}}).value().size(), 1U);
  EXPECT_EQ(SelectRules(rules, {.select = {"ALL"}, .preview = true}).value().size(), 2U);
  const auto refused = SelectRules(rules, {.select = {"MLF299"}});
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().message.find("--preview"), std::string::npos);
}

TEST(Selection, TakesIdsPrefixesNamesAndAll) {
  EXPECT_EQ(Chosen({.select = {"ALL"}}), "MLF101 MLF105 MLF201 ");
  EXPECT_EQ(Chosen({.select = {"mlf1"}}), "MLF101 MLF105 ");
  EXPECT_EQ(Chosen({.select = {"unlogged-hyperparameter"}}), "MLF201 ");
  EXPECT_EQ(Chosen({.select = {"MLF"}}), "MLF101 MLF105 MLF201 ");
}

TEST(Selection, TheMoreSpecificWins) {
  EXPECT_EQ(Chosen({.select = {"ALL"}, .ignore = {"MLF1"}}), "MLF201 ");
  EXPECT_EQ(Chosen({.select = {"MLF101"}, .ignore = {"MLF1"}}), "MLF101 ");
  EXPECT_EQ(Chosen({.select = {"MLF1"}, .ignore = {"MLF1"}}), "");
  EXPECT_EQ(Chosen({.ignore = {"MLF1"}, .extend_select = {"MLF105"}}), "MLF105 MLF201 ");
}

TEST(Selection, NamesTheNearest) {
  EXPECT_EQ(Chosen({.select = {"MLF2O1"}}), "unknown rule `MLF2O1`; did you mean `MLF201`?");
  EXPECT_EQ(Chosen({.select = {"unlogged-hyperparameters"}}),
            "unknown rule `unlogged-hyperparameters`; did you mean `unlogged-hyperparameter`?");
  EXPECT_EQ(Chosen({.ignore = {"something-else-entirely-different"}}),
            "unknown rule `something-else-entirely-different`");
}

}  // namespace
}  // namespace tracklint::engine
