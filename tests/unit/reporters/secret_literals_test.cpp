#include "reporters/secret_literals.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace tracklint::reporters {
namespace {

std::string Starred(std::string_view code) {
  std::string text(code);
  for (const knowledge::TextRange& range : FindSecretLiterals(code).ranges) knowledge::StarRange(text, range);
  return text;
}

TEST(SecretLiterals, InEveryWayOfGivingAValue) {
  for (const std::string_view code : {
           "password = 'hunter2'",
           "password: str = 'hunter2'",
           "self.password = b'hunter2'",
           "os.environ['X_TOKEN'] = 'hunter2'",
           "x = password = y = 'hunter2'",
           "if (password := 'hunter2'): pass",
           "password = 'a' + 'hunter2'",
           "password = ('a'\n  'hunter2')",
           "password = os.environ.get('PASSWORD') or 'hunter2'",
           "password = os.getenv('PASSWORD', 'hunter2')",
           "password = 'hunter2' if x else 'hunter2'",
           "password = '%shunter2' % 1",
           "password = f'{a}hunter2{b}'",
           "passwords = ['hunter2', 'hunter2b']",
           "password = '''\nhunter2\n'''",
           "user, password = 'u', 'hunter2'",
           "user, password = ('u', 'hunter2')",
           "(user, password) = 'u', 'hunter2'",
           "if password == 'hunter2': pass",
           "if 'hunter2' == self.password: pass",
           "if password in ('hunter2', 'b'): pass",
           "connect(\n password=\n 'hunter2', x=1)",
           "connect(password='hunter2' user='x')",
           "cfg = {'db': [{'password': 'hunter2'}]}",
           "credentials = {'user': 'hunter2'}",
           "d.setdefault('password', 'hunter2')",
           "setattr(x, 'token', 'hunter2')",
           "def f(password='hunter2', x=1): pass",
           "def f(password: str = 'hunter2', x=1): pass",
           "f = lambda token='hunter2': 1",
           "p.add_argument('--token', default='hunter2')",
           "subprocess.run(['mlflow', '--password', 'hunter2'])",
           "requests.get('h', auth=('u', 'hunter2'))",
           "wandb.login('hunter2')",
           "password = 'hunter2\nx = 1",
           "if x: password = 'hunter2'",
           "password = r'\\dhunter2'",
           "# password = 'hunter2'",
           "x = 'https://u:hunter2@h'",
           "x = json.loads('{\"password\": \"hunter2\"}')",
       }) {
    EXPECT_EQ(Starred(code).find("hunter2"), std::string::npos) << code << "\n" << Starred(code);
  }
}

TEST(SecretLiterals, LeavesOtherLiterals) {
  for (const std::string_view code : {
           "password = os.environ['DB_PASSWORD']",
           "token = get('https://host')",
           "secret = dbutils.secrets.get(scope='x', key='y')",
           "pad_token = '[PAD]'",
           "x = 'hunter2'",
           "log('password', end='x')",
           "password, x = f(), 'hunter2'",
           "f(password=p, x='hunter2')",
           "password = p\nx = 'hunter2'",
           "password = p; x = 'hunter2'",
           "password = None",
           "{'password': p, 'x': 'hunter2'}",
           "if password == p and x == 'hunter2': pass",
           "if password: x = 'hunter2'",
           "df[['token', 'label']]",
           "token = 50256",
       }) {
    EXPECT_EQ(Starred(code), code);
  }
  EXPECT_EQ(Starred("user, password = 'anna', 'hunter2'"), "user, password = 'anna', '*******'");
  EXPECT_EQ(Starred("password = f'{a}x{b}'"), "password = f'{a}*{b}'");
}

TEST(SecretLiterals, ValuesThatAreKnownAgain) {
  const auto has = [](std::string_view code, std::string_view value) {
    const SecretLiterals found = FindSecretLiterals(code);
    return std::ranges::find(found.values, value) != found.values.end();
  };
  EXPECT_TRUE(has("password = 'hunter2secret'", "hunter2secret"));
  EXPECT_TRUE(has("password = '\\x41\\thunter2secret'", "A\thunter2secret"));
  EXPECT_TRUE(has("password = f'abc{1}hunter2secret'", "hunter2secret"));
  EXPECT_TRUE(has("password = '%shunter2secret' % 1", "hunter2secret"));
  EXPECT_TRUE(has("password = '''\nhunter2secret\n'''", "hunter2secret"));
  EXPECT_TRUE(has("x = 'https://u:hunter2secret@h'", "hunter2secret"));
  EXPECT_TRUE(has("password = 9182736455463728", "9182736455463728"));
  EXPECT_FALSE(has("password = 'admin'", "admin"));
  EXPECT_FALSE(has("token = 'my_api_token'", "my_api_token"));
}

TEST(SecretLiterals, TakesTimeInStepWithTheText) {
  for (const std::string_view piece :
       {"(", "a,", "a, b =", "token=", "password = 'a1b2c3d4e5'\n", "f'{", "'", "[{(", "x: "}) {
    std::string text;
    while (text.size() < 400'000) text += piece;
    EXPECT_LE(FindSecretLiterals(text).ranges.size(), text.size()) << piece;
  }
}

TEST(SecretLiterals, AnyTextIsRead) {
  for (const std::string_view code :
       {"", ")", "'", "\"\"\"", "f'{", "=", "password =", "((((", "}])", ",", ":", "'a' ==", "\\"})
    EXPECT_TRUE(FindSecretLiterals(code).values.empty()) << code;
}

}  // namespace
}  // namespace tracklint::reporters
