// Where a text holds a credential: the one definition of what is hidden. Pure functions.
//
// Recognised are the userinfo of an address (`https://user:password@host`, `https://token@host`), values of a query, of a
// connection string, of a header and of a command's option under the name of a secret (`?token=…`, `Pwd=…;`,
// `Authorization: Bearer …`, `--password …`), and tokens that have a form of their own (data/secret_forms.json), wherever
// they stand. Names that mean a secret are those of IsSecretName and of data/secret_places.json.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tracklint::knowledge {

/// Bytes of a text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  friend bool operator==(const TextRange&, const TextRange&) = default;
};

enum class TextKind {
  kValue,     ///< a value, a command, a line of a configuration
  kSentence,  ///< a sentence about code: `token: …` and `--token …` are words of it
};

/// The secrets of the text in order, apart from each other.
[[nodiscard]] std::vector<TextRange> FindSecrets(std::string_view text, TextKind kind = TextKind::kValue);
/// Tokens that have a form of their own alone.
[[nodiscard]] std::vector<TextRange> FindForms(std::string_view text);
/// In order, and those that touch as one.
[[nodiscard]] std::vector<TextRange> Merged(std::vector<TextRange> ranges);
/// `***` for each of them.
[[nodiscard]] std::string WithoutSecrets(std::string_view text, TextKind kind = TextKind::kValue);
/// A star for each of their bytes; line ends stay.
void StarSecrets(std::string& text, TextKind kind = TextKind::kValue);
/// Stars over one range; line ends stay.
void StarRange(std::string& text, TextRange range);

/// What stands before the `@` of the address whose "://" (or "//") ends before `begin`; empty when it has none.
/// A user alone counts as well.
[[nodiscard]] TextRange UserinfoAt(std::string_view text, std::size_t begin);

/// A reference to a value that stands elsewhere (`${TOKEN}`, `{token}`, `<your token>`, `***`), or none at all.
[[nodiscard]] bool IsNoSecretValue(std::string_view value);

/// A function or a keyword that is given credentials themselves, whatever its arguments are called: `login`, `auth`.
[[nodiscard]] bool TakesCredentials(std::string_view name);

}  // namespace tracklint::knowledge
