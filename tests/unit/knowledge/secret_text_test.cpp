#include "analyzer/knowledge/secret_text.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace tracklint::knowledge {
namespace {

TEST(FindSecrets, OfAddresses) {
  const std::vector<std::pair<std::string_view, std::string_view>> expected = {
      {"https://u:hunter2@h/x", "https://***@h/x"},
      {"https://u:a@hunter2@h/x", "https://***@h/x"},
      {"https://hunter2@h/x", "https://***@h/x"},
      {"git+https://hunter2@h/x", "git+https://***@h/x"},
      {"https://u:ab/hunter2@h/x", "https://***@h/x"},
      {"https://u:ab#hunter2@h/x", "https://***@h/x"},
      {"https://u:ab?hunter2@h/x", "https://***@h/x"},
      {"https://u:ab'hunter2@h/x", "https://***@h/x"},
      {"https://u:ab hunter2@h/x", "https://***@h/x"},
      {"https://u:ab\nhunter2@h/x", "https://***@h/x"},
      {"s3://KEY:ab/hunter2@bucket/x and https://h/a@b", "s3://***@bucket/x and https://h/a@b"},
      {"//u:hunter2@h", "//***@h"},
      {"https://h/x?token=hunter2", "https://h/x?token=***"},
      {"https://h/x?sv=1&sig=hunter2&b=1", "https://h/x?sv=1&sig=***&b=1"},
      {"https://h/x#access_token=hunter2", "https://h/x#access_token=***"},
      {"postgresql://h/db?user=u&password=hunter2", "postgresql://h/db?user=u&password=***"},
      {"https://p/?next=https://u:hunter2@h", "https://p/?next=https://***@h"},
  };
  for (const auto& [text, shown] : expected) EXPECT_EQ(WithoutSecrets(text), shown);
}

TEST(FindSecrets, NotWhatOnlyLooksLikeOne) {
  for (const std::string_view text :
       {"https://h:8080/a@b", "http://[::1]:5000/a@b", "ssh://git@github.com/x",
        "abfss://data@account.dfs.core.windows.net/x", "https://h/x?page=2&sort_key=a", "git@github.com:a/b",
        "token: see https://h", "mlflow==2.1", "https://${TOKEN}@h", "https://{user}:{password}@h",
        "password=${PASSWORD}", "a == b", "https://h", "pad_token=x", "--token-count 7"}) {
    if (text.starts_with("token:")) {
      EXPECT_EQ(WithoutSecrets(text, TextKind::kSentence), text);
    } else {
      EXPECT_EQ(WithoutSecrets(text), text);
    }
  }
  EXPECT_EQ(WithoutSecrets("`SVC(token=args.token)`: `token` is no parameter", TextKind::kSentence),
            "`SVC(token=args.token)`: `token` is no parameter");
}

TEST(FindSecrets, OfConnectionStringsHeadersAndCommands) {
  const std::vector<std::pair<std::string_view, std::string_view>> expected = {
      {"host=h user=u password=hunter2", "host=h user=u password=***"},
      {"Server=h;Uid=u;Pwd=hunter2;", "Server=h;Uid=u;Pwd=***;"},
      {"AccountName=a;AccountKey=hunter2==;EndpointSuffix=x", "AccountName=a;AccountKey=***;EndpointSuffix=x"},
      {"Authorization: Bearer hunter2", "Authorization: Bearer ***"},
      {"curl -H 'Authorization: Bearer hunter2' h", "curl -H 'Authorization: Bearer ***' h"},
      {"Bearer hunter2-secret", "Bearer ***"},
      {R"({"password": "hunter2", "a": 1})", R"({"password": "***", "a": 1})"},
      {"python a.py --password hunter2 --lr 0.1", "python a.py --password *** --lr 0.1"},
      {"API_KEY=hunter2 python a.py --token=hunter2", "API_KEY=*** python a.py --token=***"},
      {"python a.py --password {password} --token $TOKEN", "python a.py --password {password} --token $TOKEN"},
      {"mlflow ui --backend-store-uri postgresql://u:hunter2@h/x",
       "mlflow ui --backend-store-uri postgresql://***@h/x"},
      {"curl -u anna:hunter2 https://h", "curl -u anna:*** https://h"},
      {"password hunter2  --password", "password hunter2  --password"},
  };
  for (const auto& [text, shown] : expected) EXPECT_EQ(WithoutSecrets(text), shown);
}

TEST(FindSecrets, OfTokensThatHaveAForm) {
  for (const std::string_view token :
       {"AKIAQW8ZSECRETVALUE5", "ghp_Qw8ZsEcReTvAlUe55Qw8Z", "github_pat_11ABCDEFG0_abcdefghijklm",
        "dapiQw8ZsEcReTvAlUe55", "xoxb-Qw8ZsEcReTvAlUe55", "sk-Qw8ZsEcReTvAlUe55", "hf_Qw8ZsEcReTvAlUe55",
        "eyJhbGciOiJIUzI1NiJ9.abc.def"}) {
    for (const TextKind kind : {TextKind::kValue, TextKind::kSentence})
      EXPECT_EQ(WithoutSecrets("a `" + std::string(token) + "` b", kind), "a `***` b");
  }
  EXPECT_EQ(WithoutSecrets("-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----"),
            "-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----");
  for (const std::string_view name : {"sk-learn-contrib-metrics", "hf_model_large_v2", "AKIA", "ghp_short", "dapi",
                                      "eyJ", "myAKIAQW8ZSECRETVALUE5x"}) {
    EXPECT_EQ(WithoutSecrets(name), name);
  }
}

TEST(FindSecrets, TakesTimeInStepWithTheText) {
  for (const std::string_view piece :
       {"token=", "a:b//", "//a:b", "sk-proj-", "eyJ.", "ghp_", "a=", "'=", " -u", "://", "-----BEGIN "}) {
    std::string text;
    while (text.size() < 400'000) text += piece;
    EXPECT_LE(FindSecrets(text).size(), text.size()) << piece;
  }
}

TEST(StarSecrets, KeepsLengthAndLines) {
  std::string text = "https://u:a\nb@h";
  StarSecrets(text);
  EXPECT_EQ(text, "https://***\n*@h");
}

}  // namespace
}  // namespace tracklint::knowledge
