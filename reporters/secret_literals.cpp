#include "reporters/secret_literals.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "analyzer/knowledge/knowledge.h"
#include "reporters/python_tokens.h"
#include "reporters/secret_values.h"

namespace tracklint::reporters {
namespace {

using knowledge::TextRange;
using Kind = PythonToken::Kind;

/// Numbers of fewer digits are identifiers of words, ports, dates.
constexpr std::size_t kShortestNumber = 9;

constexpr std::size_t kDeepest = 1000;
constexpr std::size_t kMostTargets = 100;  ///< of one assignment

bool IsKeyword(std::string_view name) {
  constexpr std::array<std::string_view, 22> kKeywords = {
      "and", "as", "assert", "await",  "case", "class", "def", "del",    "elif",  "else", "except",
      "for", "if", "in",     "lambda", "is",   "not",   "or",  "return", "while", "with", "yield"};
  return std::ranges::find(kKeywords, name) != kKeywords.end();
}
/// What begins the first line of a block: its `:` annotates nothing.
bool BeginsBlock(std::string_view name) {
  constexpr std::array<std::string_view, 12> kBlocks = {"if",  "elif", "else",   "for",  "while", "with",
                                                        "try", "def",  "except", "case", "class", "finally"};
  return std::ranges::find(kBlocks, name) != kBlocks.end();
}

/// What stands between two brackets, or a statement.
struct Level {
  enum class Form : std::uint8_t { kStatement, kCall, kGroup, kSubscript, kList, kBraces };
  Form form = Form::kStatement;
  bool all = false;       ///< every literal here is given to the name of a secret
  bool value = false;     ///< the present element is
  bool compared = false;  ///< the present operand is compared with one
  bool random = false;    ///< of a call in such a value: only what looks like a key
  bool named = false;     ///< an argument before was the name of a secret
  bool next = false;      ///< the next element of a list is given to an option
  bool block = false;
  bool first = true;           ///< nothing has been read of the element
  std::string_view last;       ///< name of the last operand; of a literal its text
  std::string_view annotated;  ///< name before `:`
  std::string_view secret;     ///< a name of a secret that stands here
  std::vector<bool> targets;   ///< of a statement, by its commas: the name of a secret
  std::vector<bool> given;     ///< the same once `=` was read
  std::size_t element = 0;     ///< of what they are given
  bool keyword = false;        ///< of a call: the present argument has a name
  bool of_set = false;         ///< braces that a secret is compared with
  bool has_literal = false;    ///< the last operand is a literal
  PythonToken literal;         ///< that one
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text), tokens_(text) {}

  SecretLiterals Find() {
    levels_.emplace_back();
    for (PythonToken token = tokens_.Next(); token.kind != Kind::kEnd; token = tokens_.Next()) {
      switch (token.kind) {
        case Kind::kName: Name(token); break;
        case Kind::kNumber: Number(token); break;
        case Kind::kString: String(token); break;
        case Kind::kComment: Inside(token.begin, token.end, true); continue;
        case Kind::kNewline:
          if (levels_.size() == 1) levels_.back() = Level();
          continue;
        default: Operator(token); break;
      }
      before_ = token;
    }
    std::vector<TextRange> forms = knowledge::FindForms(text_);
    ranges_.insert(ranges_.end(), forms.begin(), forms.end());
    return {knowledge::Merged(std::move(ranges_)), std::move(values_)};
  }

 private:
  [[nodiscard]] std::string_view Of(const PythonToken& token) const {
    return text_.substr(token.begin, token.end - token.begin);
  }
  Level& Here() { return levels_.back(); }

  bool IsSecret(std::string_view name) {
    if (name.empty()) return false;
    const auto [known, is_new] = known_.try_emplace(name, false);
    if (is_new) known->second = knowledge::IsSecretName(name);
    return known->second;
  }
  bool IsGiven(std::string_view name) { return IsSecret(name) || knowledge::TakesCredentials(name); }

  /// Known credentials within a comment or a literal.
  void Inside(std::size_t begin, std::size_t end, bool is_prose) {
    const std::string_view text = text_.substr(begin, end - begin);
    for (const TextRange& range : knowledge::FindSecrets(text)) {
      ranges_.push_back({begin + range.begin, begin + range.end});
      if (is_prose) continue;
      const std::string_view found = text.substr(range.begin, range.end - range.begin);
      const std::size_t colon = found.find(':');
      AddValues(colon == std::string_view::npos ? found : found.substr(colon + 1), values_);
    }
  }

  void Name(const PythonToken& token) {
    Level& here = Here();
    const std::string_view name = Of(token);
    if (IsKeyword(name)) {
      if (here.form == Level::Form::kStatement && here.first) here.block = BeginsBlock(name);
      const bool compares = name == "in" || name == "is";
      if (compares) Compare();
      if (!compares && name != "not") here.compared = false;
      here.last = {};
      here.has_literal = compares && here.has_literal;
      if (!compares) reversed_ = false;
    } else {
      if (here.form == Level::Form::kStatement && here.first) here.block = BeginsBlock(name);
      here.last = name;
      const bool secret = (here.has_literal || here.form != Level::Form::kCall) && IsSecret(name);
      if (secret) here.secret = name;
      if (here.has_literal && reversed_ && secret) Mark(here.literal);
      if (!reversed_) here.has_literal = false;
    }
    here.first = false;
  }

  void Number(const PythonToken& token) {
    Level& here = Here();
    const std::string_view digits = Of(token);
    const bool is_secret = here.value || here.compared;
    if (is_secret && digits.size() >= kShortestNumber &&
        digits.find_first_not_of("0123456789_") == std::string_view::npos) {
      ranges_.push_back({token.begin, token.end});
      AddValues(digits, values_);
    }
    here.last = {};
    here.first = false;
  }

  void String(const PythonToken& token) {
    Level& here = Here();
    const std::string_view content = text_.substr(token.content_begin, token.content_end - token.content_begin);
    const bool is_long = token.end - token.content_end == 3;
    Inside(token.content_begin, token.content_end, is_long);
    const bool is_option = content.starts_with('-');
    // `getenv("TOKEN", "…")`: what follows the name is its value
    const bool follows = here.form == Level::Form::kCall && here.named && !is_option && !here.keyword;
    if (here.value || here.compared || follows || (here.random && LooksRandom(content))) Mark(token);
    const bool whole = here.first && !token.is_format;
    if (whole && !here.value && here.form == Level::Form::kCall && IsSecret(content)) here.named = true;
    if (whole && is_option && here.form == Level::Form::kList && IsSecret(content)) here.next = true;
    here.last = content;
    here.literal = token;
    here.has_literal = true;
    here.first = false;
  }

  void Mark(const PythonToken& token) {
    const std::string_view content = text_.substr(token.content_begin, token.content_end - token.content_begin);
    const auto piece = [&](std::size_t begin, std::size_t end) {
      const std::string_view part = text_.substr(begin, end - begin);
      if (!part.empty() && !knowledge::IsNoSecretValue(part)) ranges_.push_back({begin, end});
    };
    if (!token.is_format) {
      piece(token.content_begin, token.content_end);
    } else {  // what an f-string names in braces is no text of it
      std::size_t begin = token.content_begin;
      for (std::size_t at = begin; at < token.content_end; ++at) {
        if (text_[at] != '{') continue;
        piece(begin, at);
        at = std::min(text_.find('}', at), token.content_end);
        begin = std::min(at + 1, token.content_end);
      }
      piece(begin, token.content_end);
    }
    AddLiteralValues(content, token.is_raw, values_);
  }

  void Operator(const PythonToken& token) {
    const std::string_view text = Of(token);
    const char c = text.front();
    if (text.size() == 2) {
      if (text == "==" || text == "!=") Compare();
      if (text == ":=" || text == "+=" || text == "|=") Here().value = Here().value || IsSecret(Here().last);
    } else if (c == '(' || c == '[' || c == '{') {
      Open(c);
      return;
    } else if (c == ')' || c == ']' || c == '}') {
      Close();
    } else if (c == '=') {
      Assign();
    } else if (c == ':') {
      Colon();
    } else if (c == ',') {
      Comma();
    } else if (c == ';' && levels_.size() == 1) {
      Here() = Level();
      return;
    }
    if (c != '.' && text != "==" && text != "!=") reversed_ = false;
    if (c != ',' && c != '=' && c != ':') Here().first = false;
  }

  /// `password == "…"`, `"…" == password`.
  void Compare() {
    Level& here = Here();
    here.compared = !here.has_literal && IsSecret(here.last);
    reversed_ = here.has_literal;
  }

  void Open(char bracket) {
    if (levels_.size() >= kDeepest) {
      ++deeper_;
      return;
    }
    Level& outer = Here();
    const bool operand = (before_.kind == Kind::kName && !IsKeyword(Of(before_))) || before_.kind == Kind::kString ||
                         (before_.kind == Kind::kOperator && (Of(before_) == ")" || Of(before_) == "]"));
    Level level;
    const bool secret = outer.value || outer.compared;
    if (bracket == '(' && operand) {
      level.form = Level::Form::kCall;
      level.all = before_.kind == Kind::kName && knowledge::TakesCredentials(Of(before_));
      level.random = secret || outer.random;
    } else if (bracket == '[' && operand) {
      level.form = Level::Form::kSubscript;
    } else {
      level.form = bracket == '(' ? Level::Form::kGroup : bracket == '[' ? Level::Form::kList : Level::Form::kBraces;
      const bool several = outer.given.size() > 1 && outer.element == 0;  // `user, password = (…, …)`
      level.all = secret || (several && outer.first && AnyGiven(outer));
      level.random = outer.random;
      level.of_set = bracket == '{' && outer.compared;
    }
    level.value = level.form == Level::Form::kBraces ? level.of_set : level.all;
    outer.first = false;
    levels_.push_back(std::move(level));
  }

  static bool AnyGiven(const Level& level) { return std::ranges::find(level.given, true) != level.given.end(); }

  void Close() {
    if (deeper_ > 0) {
      --deeper_;
      return;
    }
    if (levels_.size() == 1) return;
    const Level closed = std::move(levels_.back());
    levels_.pop_back();
    Level& here = Here();
    if (closed.form == Level::Form::kSubscript) {
      if (closed.has_literal) here.last = closed.last;
    } else {
      here.last = closed.form == Level::Form::kGroup ? closed.secret : std::string_view();
    }
    here.has_literal = false;
  }

  void Assign() {
    Level& here = Here();
    if (here.form != Level::Form::kStatement) {
      const bool fallback = (here.named || here.random) && (here.last == "default" || here.last == "value");
      here.value = here.all || fallback || IsGiven(here.last) || IsGiven(here.annotated);
      here.keyword = true;
    } else {
      // the names of each `=` of a chain take the same value
      here.targets.push_back(IsSecret(here.last) || IsSecret(here.annotated));
      if (here.given.size() < here.targets.size()) here.given.resize(here.targets.size());
      for (std::size_t i = 0; i < here.given.size(); ++i)
        here.given[i] = here.given[i] || here.targets[std::min(i, here.targets.size() - 1)];
      here.value = here.given.front();
      here.targets.clear();
      here.element = 0;
      here.first = true;
    }
    here.annotated = {};
    here.last = {};
    here.has_literal = false;
  }

  void Colon() {
    Level& here = Here();
    if (here.form == Level::Form::kBraces) {
      here.value = here.all || IsSecret(here.last);
    } else if (here.form == Level::Form::kStatement && here.block) {
      here = Level();
    } else if (here.form != Level::Form::kSubscript && here.given.empty()) {
      here.annotated = here.has_literal ? std::string_view() : here.last;
      here.value = here.all;
    }
  }

  void Comma() {
    Level& here = Here();
    here.compared = false;
    if (here.form == Level::Form::kStatement) {
      if (here.targets.size() < kMostTargets) here.targets.push_back(IsSecret(here.last));
      ++here.element;
      if (here.given.size() > 1) here.value = here.element < here.given.size() && here.given[here.element];
    } else {
      here.value = here.form == Level::Form::kBraces ? here.of_set : here.all || here.next;
      here.next = false;
      here.keyword = false;
    }
    here.annotated = {};
    here.last = {};
    here.has_literal = false;
    here.first = true;
  }

  std::string_view text_;
  PythonTokens tokens_;
  PythonToken before_;
  bool reversed_ = false;  ///< a comparison began with a literal
  std::vector<Level> levels_;
  std::size_t deeper_ = 0;  ///< brackets below kDeepest: read as one level
  std::vector<TextRange> ranges_;
  std::vector<std::string> values_;
  std::unordered_map<std::string_view, bool> known_;
};

}  // namespace

SecretLiterals FindSecretLiterals(std::string_view code) { return Scanner(code).Find(); }

}  // namespace tracklint::reporters
