#include "server/framing.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tracklint::server {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> All(Framer& framer) {
  std::vector<std::string> messages;
  while (std::optional<std::string> message = framer.Next()) messages.push_back(*message);
  return messages;
}

TEST(Framer, CutsWhereverTheBytesAreTorn) {
  const std::string bytes = Framed("{\"a\": \"\xC3\xA4\"}") + Framed("") + "content-length:2\nX: y\n\n[]";
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    Framer framer;
    std::vector<std::string> messages;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
      framer.Feed(std::string_view(bytes).substr(at, size));
      for (std::string& message : All(framer)) messages.push_back(std::move(message));
    }
    EXPECT_THAT(messages, ElementsAre("{\"a\": \"\xC3\xA4\"}", "", "[]")) << size;
  }
}

TEST(Framer, SkipsWhatFitsNothing) {
  Framer framer;
  framer.Feed("noise\r\n\r\nContent-Length: -1\r\n\r\nContent-Length: 1x\r\n\r\nContent-Length: \r\n\r\n");
  framer.Feed("Content-Length: 99999999999999999999999\r\n\r\n" + std::string(100000, 'q'));
  EXPECT_THAT(All(framer), ElementsAre());
  framer.Feed("more" + Framed("{}"));
  EXPECT_THAT(All(framer), ElementsAre("{}"));
}

TEST(Framer, SkipsAMessageAboveTheLimitAsAWhole) {
  Framer framer(10);
  framer.Feed(Framed(std::string(11, 'a')));
  framer.Feed(Framed(Framed("{}") + "b"));
  framer.Feed(Framed("0123456789"));
  EXPECT_THAT(All(framer), ElementsAre("0123456789"));
  EXPECT_EQ(framer.dropped(), 2U);
}

}  // namespace
}  // namespace tracklint::server
