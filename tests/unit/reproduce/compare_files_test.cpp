// Stored files whose bytes differ.
#include "reproduce/compare_files.h"

#include <cstdint>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reproduce/artifact_files.h"
#include "reproduce/compare_words.h"
#include "reproduce/zip_members.h"
#include "tests/support/temp_dir.h"

namespace tracklint::reproduce {
namespace {

using testing::HasSubstr;
using tests::TempDir;

class CompareFilesTest : public testing::Test {
 protected:
  ValueVerdict Compare(const std::string& name, const std::string& a, const std::string& b) {
    const StoredFile one = Store("one", name, a);
    const StoredFile two = Store("two", name, b);
    RunContext of_a;
    of_a.start_ms = 1764152125000;  // 2025-11-26
    of_a.ids = {std::string(32, 'a')};
    RunContext of_b;
    of_b.start_ms = 1764411325000;  // 2025-11-29
    of_b.ids = {std::string(32, 'b')};
    return CompareFiles(one, two, of_a, of_b, {});
  }
  Verdict Of(const std::string& name, const std::string& a, const std::string& b) {
    return Compare(name, a, b).verdict;
  }

 private:
  StoredFile Store(const std::string& folder, const std::string& name, const std::string& bytes) {
    dir_.write(folder + "/" + name, bytes);
    StoredFile file;
    file.path = name;
    file.location = (dir_.path() / folder / name).string();
    file.size = bytes.size();
    file.type = FileTypeOf(name);
    std::vector<std::string> problems;
    file.sha256 = DigestOf(file.location, problems);
    return file;
  }
  TempDir dir_;
};

TEST_F(CompareFilesTest, Tables) {
  EXPECT_EQ(Of("a.csv", "x,y\n1,2\n", "x,y\n1,2\n"), Verdict::kIdentical);
  EXPECT_EQ(Of("a.csv", "x,y\n1,2\n", "x,y\r\n1.0,2.00\r\n"), Verdict::kIdentical);
  EXPECT_EQ(Of("a.csv", "x,y\n1,2\n", "x,y\n1,2.01\n"), Verdict::kClose);
  EXPECT_EQ(Of("a.csv", "x,y\n1,2\n", "x,y\n1,3\n"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.csv", "x,y\n1,2\n", "x,z\n1,2\n"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.csv", "x,y\n1,2\n", "x,y\n1,2\n3,4\n"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.csv", "x,y\n\"a,b\",2\n", "x,y\n\"a,b\",2.0\n"), Verdict::kIdentical);
  EXPECT_EQ(Of("a.csv", "x,y\n,nan\n", "x,y\n,NaN\n"), Verdict::kIdentical);
  EXPECT_EQ(Of("a.csv", "param_C,mean_fit_time\n1,0.5\n", "param_C,mean_fit_time\n1,0.9\n"), Verdict::kDuration);
  EXPECT_EQ(Of("a.csv", "when,v\n2025-11-26 10:00:00,1\n", "when,v\n2025-11-29 11:00:00,1\n"), Verdict::kClock);
  EXPECT_THAT(Compare("a.csv", "x;y\n1;2\n", "x;y\n1;5\n").note, HasSubstr("row 2, column 2"));
}

TEST_F(CompareFilesTest, Json) {
  EXPECT_EQ(Of("a.json", R"({"a": 1, "b": [1, 2.5]})", R"({"b":[1.0,2.5],"a":1})"), Verdict::kIdentical);
  EXPECT_EQ(Of("a.json", R"({"a": 1})", R"({"a": 1.001})"), Verdict::kClose);
  EXPECT_EQ(Of("a.json", R"({"a": 1})", R"({"a": 2})"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.json", R"({"a": 1})", R"({"a": 1, "b": 2})"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.json", R"({"a": [1]})", R"({"a": [1, 1]})"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.json", R"({"a": "x"})", R"({"a": 1})"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.json", R"({"a": true})", R"({"a": false})"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.json", R"({"a": null})", R"({"a": 0})"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.json", R"({"fit": {"train_time": 1.5}})", R"({"fit": {"train_time": 1.75}})"), Verdict::kDuration);
  EXPECT_EQ(Of("a.json", R"({"at": "2025-11-26T10:00:00"})", R"({"at": "2025-11-29T10:00:01"})"), Verdict::kClock);
  EXPECT_EQ(Of("a.json", R"({"run_id": "1", "v": 1})", R"({"run_id": "2", "v": 1})"), Verdict::kIdentity);
  EXPECT_EQ(Of("a.json", R"({"a": NaN, "b": 1})", R"({"a": NaN, "b": 1.0})"), Verdict::kIdentical);
  EXPECT_EQ(Of("a.json", R"({"a": NaN, "b": 1})", R"({"a": NaN, "b": 2})"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.json", std::string(100000, '['), std::string(100000, '[') + "1"), Verdict::kDiffers);
}

TEST_F(CompareFilesTest, Texts) {
  EXPECT_EQ(Of("a.txt", "loss: 0.5\n", "loss: 0.50\r\n"), Verdict::kIdentical);
  EXPECT_EQ(Of("a.txt", "loss: 0.5\n", "loss: 0.501\n"), Verdict::kClose);
  EXPECT_EQ(Of("a.txt", "loss: 0.5\n", "loss: 0.6\n"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.txt", "v1\n", "v2\n"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.html", "<div id=\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\">",
               "<div id=\"0e984725-c51c-4bf4-9960-e1c80e27aba0\">"),
            Verdict::kIdentity);
  EXPECT_EQ(Of("a.log", "2025-11-26 10:00:00,123 start\n", "2025-11-29 10:00:00,456 start\n"), Verdict::kClock);
  EXPECT_EQ(Of("a.log", "train time: 0.5\nacc: 1\n", "train time: 0.9\nacc: 1\n"), Verdict::kDuration);
  EXPECT_EQ(Of("a.log", "done in 12.5s, loss 1\n", "done in 14.5s, loss 1\n"), Verdict::kDuration);
  EXPECT_EQ(Of("a.log", "10/10 [00:12<00:00, 8.1it/s]\n", "10/10 [00:14<00:00, 7.7it/s]\n"), Verdict::kDuration);
  EXPECT_EQ(Of("a.log", "done in 12.5s, loss 1\n", "done in 14.5s, loss 2\n"), Verdict::kDiffers);
  EXPECT_EQ(Of("a.html", "<td>0.5</td>", "<td>0.9</td>"), Verdict::kBytes);
  EXPECT_EQ(Of("a.html", "<td>0.5</td>", "<td>0.5000</td>"), Verdict::kIdentical);
  EXPECT_EQ(Of("a.log", "run " + std::string(32, 'a') + "\n", "run " + std::string(32, 'b') + "\n"),
            Verdict::kIdentity);
  EXPECT_THAT(Compare("a.txt", "a\nb\nc\n", "a\nb\nd\n").note, HasSubstr("line 3"));
  EXPECT_EQ(Of("weights", "abc", "abd"), Verdict::kBytes);
  EXPECT_EQ(Of("plot.png", "abc", "abd"), Verdict::kBytes);
  EXPECT_THAT(Compare("plot.png", "abcx", "abdy").note, HasSubstr("2 of 4 bytes"));
  // A pickled class: an id of its own, and the folder of the script.
  const auto pickle = [](char digit, const std::string& user) {
    return std::string("\x80\x05X ") + std::string(32, digit) + "\x94/home/" + user + "/train.py\x94\x01.";
  };
  EXPECT_EQ(Of("m.pkl", pickle('a', "ann"), pickle('b', "bob")), Verdict::kIdentity);
  EXPECT_EQ(Of("m.pkl", pickle('a', "ann"), pickle('b', "bob") + "x"), Verdict::kBytes);
  EXPECT_EQ(Of("m.pkl", pickle('a', "ann") + "weight", pickle('b', "bob") + "height"), Verdict::kBytes);
}

/// An archive of uncompressed members.
std::string Zip(const std::vector<std::pair<std::string, std::string>>& members, const std::string& time) {
  const auto crc = [](const std::string& bytes) {
    std::uint32_t value = ~0U;
    for (const char c : bytes) {
      value ^= static_cast<unsigned char>(c);
      for (int bit = 0; bit < 8; ++bit) value = (value >> 1U) ^ ((value & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~value;
  };
  const auto number = [](std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> static_cast<unsigned>(8 * i) & 0xffU);
    return text;
  };
  std::string archive;
  std::string directory;
  for (const auto& [name, bytes] : members) {
    const std::string common = number(20, 2) + number(0, 4) + time + number(crc(bytes), 4) + number(bytes.size(), 4) +
                               number(bytes.size(), 4) + number(name.size(), 2) + number(0, 2);
    directory.append("PK\x01\x02").append(number(20, 2)).append(common).append(number(0, 10));
    directory.append(number(archive.size(), 4)).append(name);
    archive.append("PK\x03\x04").append(common).append(name).append(bytes);
  }
  const std::size_t begin = archive.size();
  return archive + directory + std::string("PK\x05\x06") + number(0, 4) + number(members.size(), 2) +
         number(members.size(), 2) + number(directory.size(), 4) + number(begin, 4) + number(0, 2);
}

TEST_F(CompareFilesTest, Archives) {
  const std::string early = Zip({{"a.txt", "1"}, {"w.bin", "xyz"}}, "\x01\x02\x03\x04");
  ASSERT_TRUE(ZipMembers(early));
  EXPECT_EQ(ZipMembers(early)->size(), 2U);
  EXPECT_EQ(ZipMembers(early)->at(1).stored_bytes, "xyz");
  EXPECT_EQ(Of("m.zip", early, Zip({{"a.txt", "1"}, {"w.bin", "xyz"}}, "\x05\x02\x03\x04")), Verdict::kIdentical);
  EXPECT_EQ(Of("m.zip", early, Zip({{"a.txt", "2"}, {"w.bin", "xyz"}}, "\x01\x02\x03\x04")), Verdict::kDiffers);
  EXPECT_EQ(Of("m.zip", early, Zip({{"a.txt", "1"}, {"w.bin", "xyy"}}, "\x01\x02\x03\x04")), Verdict::kBytes);
  EXPECT_EQ(Of("m.skops",
               Zip({{"140000000000001.npy", "n"},
                    {"schema.json", R"({"__id__": 140000000000001, "file": "140000000000001.npy"})"}},
                   "abcd"),
               Zip({{"150000000000002.npy", "n"},
                    {"schema.json", R"({"__id__": 150000000000002, "file": "150000000000002.npy"})"}},
                   "abce")),
            Verdict::kIdentical);
  for (std::size_t cut = 0; cut < early.size(); ++cut) static_cast<void>(ZipMembers(early.substr(cut)));
  for (std::size_t cut = 0; cut < early.size(); ++cut) static_cast<void>(ZipMembers(early.substr(0, cut)));
  std::string damaged = early;
  for (std::size_t i = 0; i < damaged.size(); ++i) {
    damaged[i] = static_cast<char>(damaged[i] ^ 0xff);
    static_cast<void>(ZipMembers(damaged));
    damaged[i] = early[i];
  }
}

}  // namespace
}  // namespace tracklint::reproduce
