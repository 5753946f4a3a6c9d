// Verdicts about single values, and what they rest on: moments, words, digests.
#include "reproduce/compare_values.h"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "reproduce/compare_words.h"
#include "reproduce/moments.h"
#include "reproduce/sha256.h"

namespace tracklint::reproduce {
namespace {

constexpr std::int64_t kStart = 1764152125000;  // 2025-11-26 10:15:25 UTC
constexpr std::int64_t kDay = 24LL * 3600 * 1000;

RunContext Context(std::int64_t start, const std::string& id, const std::string& root = {}) {
  RunContext context;
  context.start_ms = start;
  context.end_ms = start + 60000;
  context.ids = {id};
  if (!root.empty()) context.roots = {root};
  return context;
}

TEST(Sha256, VectorsOfTheStandard) {
  const auto digest = [](const std::string& text) {
    Sha256 sum;
    sum.update(text);
    return sum.hex();
  };
  EXPECT_EQ(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  Sha256 sum;
  for (int i = 0; i < 1000; ++i) sum.update(std::string(1000, 'a'));
  EXPECT_EQ(sum.hex(), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  for (std::size_t cut = 0; cut < 130; ++cut) {
    Sha256 pieces;
    const std::string text(130, 'x');
    pieces.update(std::string_view(text).substr(0, cut));
    pieces.update(std::string_view(text).substr(cut));
    EXPECT_EQ(pieces.hex(), digest(text)) << cut;
  }
}

TEST(Moments, AreFoundInManyForms) {
  const auto first = [](const std::string& text) {
    const std::vector<Moment> moments = MomentsAt(text, 0);
    return moments.empty() ? std::pair<std::size_t, std::int64_t>{0, 0}
                           : std::pair<std::size_t, std::int64_t>{moments[0].length, moments[0].time_ms};
  };
  const std::int64_t midnight = kStart / kDay * kDay;
  for (const char* text : {"2025-11-26", "2025/11/26", "2025_11_26", "20251126", "26.11.2025", "26-11-2025",
                           "26 November 2025", "Nov 26 2025", "November 26, 2025"}) {
    EXPECT_EQ(first(text), (std::pair{std::string(text).size(), midnight})) << text;
  }
  for (const char* text :
       {"2025-11-26 10:15:25", "2025-11-26T10:15:25.123456+00:00", "20251126_101525", "20251126-101525",
        "20251126101525", "2025-11-26_10-15-25", "2025-11-26T10:15:25Z", "Nov 26 10:15:25 2025", "1764152125"}) {
    EXPECT_EQ(first(text), (std::pair{std::string(text).size(), kStart})) << text;
  }
  EXPECT_EQ(first("1764152125.75").first, 13U);
  EXPECT_EQ(first("1764152125000").second, kStart);
  for (const char* text : {"2025", "0.5", "3.11.7", "2025-13-01", "2025-02-30", "12345678", "1.2.2025.4x", "abc", "May",
                           "99999999", "20251126101"}) {
    const auto [length, time] = first(text);
    EXPECT_TRUE(length == 0 || time != midnight) << text;
  }
  EXPECT_EQ(DayMs(1971, 1, 1), 365 * kDay);
  EXPECT_EQ(DayMs(2000, 2, 29), 951782400000);
  EXPECT_FALSE(DayMs(1900, 2, 29));
}

TEST(Words, Durations) {
  for (const char* name : {"train_time",
                           "train_time_seconds",
                           "mean_fit_time",
                           "std_score_time",
                           "fit_time",
                           "duration",
                           "elapsed",
                           "latency_ms",
                           "trainTime",
                           "training_time_s",
                           "time/epoch",
                           "time_to_train",
                           "inference_time_ms",
                           "samples_per_second",
                           "runtime",
                           "train_runtime",
                           "train_samples_per_second",
                           "total_time",
                           "time",
                           "seconds",
                           "epoch_time",
                           "fps",
                           "Training Time"})
    EXPECT_TRUE(NamesDuration(name)) << name;
  for (const char* name :
       {"accuracy", "time_steps", "timesteps", "time_series_length", "timeout", "n_times_column", "lr", "loss", "rmse",
        "mae", "sentiment", "runtime_limit", "time_window", "time_budget", "step", "f1", "max_iter", "estimate", ""})
    EXPECT_FALSE(NamesDuration(name)) << name;
}

TEST(Words, MachinesAndNames) {
  EXPECT_TRUE(NamesMachine("mlflow.user"));
  EXPECT_TRUE(NamesMachine("mlflow.source.git.commit"));
  EXPECT_TRUE(NamesMachine("system/cpu_utilization_percentage"));
  EXPECT_TRUE(NamesMachine("hostname"));
  EXPECT_FALSE(NamesMachine("mlflow.autologging"));
  EXPECT_FALSE(NamesMachine("estimator_name"));
  EXPECT_TRUE(IsGeneratedName("popular-auk-795"));
  EXPECT_FALSE(IsGeneratedName("baseline"));
  EXPECT_FALSE(IsGeneratedName("random-forest-v2"));
  EXPECT_FALSE(IsGeneratedName("Popular-auk-795"));
  EXPECT_EQ(FileTypeOf("a/b.CSV"), FileType::kCsv);
  EXPECT_EQ(FileTypeOf("model/MLmodel"), FileType::kYaml);
  EXPECT_EQ(FileTypeOf("weights"), FileType::kBinary);
}

TEST(Numbers, Tolerances) {
  const CompareOptions options;
  EXPECT_EQ(CompareNumbers(1, 1 + 1e-7, options).verdict, Verdict::kIdentical);
  EXPECT_EQ(CompareNumbers(1, 1.001, options).verdict, Verdict::kClose);
  EXPECT_EQ(CompareNumbers(1, 1.1, options).verdict, Verdict::kDiffers);
  EXPECT_EQ(CompareNumbers(NAN, NAN, options).verdict, Verdict::kIdentical);
  EXPECT_EQ(CompareNumbers(NAN, 1, options).verdict, Verdict::kDiffers);
  EXPECT_EQ(CompareNumbers(HUGE_VAL, HUGE_VAL, options).verdict, Verdict::kIdentical);
  EXPECT_EQ(CompareNumbers(HUGE_VAL, -HUGE_VAL, options).verdict, Verdict::kDiffers);
  EXPECT_EQ(CompareNumbers(1e-17, -3e-18, options).verdict, Verdict::kIdentical);
  EXPECT_EQ(CompareNumbers(0, 1e-3, options).verdict, Verdict::kDiffers);
  EXPECT_EQ(CompareNumbers(1e308, -1e308, options).verdict, Verdict::kDiffers);
  EXPECT_EQ(CompareNumbers(-0.0, 0.0, options).verdict, Verdict::kIdentical);
}

TEST(Texts, VerdictsOfParameters) {
  const std::string id_a(32, 'a');
  const std::string id_b(32, 'b');
  const RunContext a = Context(kStart, id_a, "/data/one");
  const RunContext b = Context(kStart + 3 * kDay, id_b, "/data/two");
  const auto verdict = [&](const char* name, const std::string& x, const std::string& y) {
    return CompareTexts(name, x, y, a, b).verdict;
  };
  EXPECT_EQ(verdict("lr", "0.1", "0.1"), Verdict::kIdentical);
  EXPECT_EQ(verdict("lr", "0.1", "0.10"), Verdict::kDiffers);
  EXPECT_EQ(verdict("lr", "0.1", "0.2"), Verdict::kDiffers);
  EXPECT_EQ(verdict("date", "2025-11-26", "2025-11-29"), Verdict::kClock);
  EXPECT_EQ(verdict("run", "exp_20251126_101525_v1", "exp_20251129_101501_v1"), Verdict::kClock);
  EXPECT_EQ(verdict("run", "exp_20251126_101525_v1", "exp_20251129_101501_v2"), Verdict::kDiffers);
  EXPECT_EQ(verdict("time", "1764152126.5", "1764411325.9"), Verdict::kClock);
  EXPECT_EQ(verdict("from", "2019-01-01", "2020-01-01"), Verdict::kDiffers) << "a date of the data";
  EXPECT_EQ(verdict("model", "<object at 0x7f0b12345678>", "<object at 0x7f0b87654321>"), Verdict::kIdentity);
  EXPECT_EQ(verdict("parent", "runs:/" + id_a + "/model", "runs:/" + id_b + "/model"), Verdict::kIdentity);
  EXPECT_EQ(verdict("hash", std::string(32, 'c'), std::string(32, 'd')), Verdict::kDiffers) << "no id of the runs";
  EXPECT_EQ(verdict("data", "/data/one/in.csv", "/data/two/in.csv"), Verdict::kIdentity);
  EXPECT_EQ(verdict("data", "/data/one/in.csv", "/data/two/out.csv"), Verdict::kDiffers);
  EXPECT_EQ(verdict("data", "/srv/v1/in.csv", "/srv/v2/in.csv"), Verdict::kDiffers);
  EXPECT_EQ(verdict("data", "/home/ann/in.csv", "/home/bob/in.csv"), Verdict::kIdentity);
  EXPECT_EQ(verdict("hostname", "one", "two"), Verdict::kIdentity);
  EXPECT_EQ(verdict("train_time", "1.25", "1.5"), Verdict::kDuration);
  EXPECT_EQ(verdict("train_time", "0:00:12.25", "0:00:13.5"), Verdict::kDuration);
  EXPECT_EQ(verdict("time", "10", "20"), Verdict::kDiffers) << "whole numbers are settings";
  EXPECT_EQ(verdict("id", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "0e984725-c51c-4bf4-9960-e1c80e27aba0"),
            Verdict::kIdentity);
}

TEST(Texts, RunsOfOneDayAgreeFalselyOnDates) {
  const RunContext a = Context(kStart, "x");
  const RunContext b = Context(kStart + 3600000, "y");
  EXPECT_EQ(CompareTexts("date", "2025-11-26", "2025-11-26", a, b).verdict, Verdict::kClock);
  EXPECT_EQ(CompareTexts("date", "2019-11-26", "2019-11-26", a, b).verdict, Verdict::kIdentical);
}

TEST(CompareTexts, NamesThatMlflowMadeUpAndShortenedIdsAreIdentity) {
  RecordedRun a;
  a.id = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
  a.name = "fearless-mare-697";
  RecordedRun b;
  b.id = "f9e8d7c6b5a493827160f5e4d3c2b1a0";
  b.name = "unequaled-mole-706";
  const auto verdict = [&](const char* left, const char* right) {
    return CompareTexts("note", left, right, ContextOf(a), ContextOf(b)).verdict;
  };
  EXPECT_EQ(verdict("run fearless-mare-697", "run unequaled-mole-706"), Verdict::kIdentity);
  EXPECT_EQ(verdict("0a1b", "f9e8"), Verdict::kIdentity);
  EXPECT_EQ(verdict("0a1", "f9e"), Verdict::kDiffers) << "too short to be sure";
  EXPECT_EQ(verdict("model-small-12", "model-large-12"), Verdict::kDiffers) << "looks alike, and is nobody's name";
  EXPECT_TRUE(IsGeneratedName("fearless-mare-697"));
  for (const char* name : {"fearless-mare", "Fearless-mare-1", "a-b-", "resnet-50-2", "a-mare-12345", ""})
    EXPECT_FALSE(IsGeneratedName(name)) << name;
}

}  // namespace
}  // namespace tracklint::reproduce
