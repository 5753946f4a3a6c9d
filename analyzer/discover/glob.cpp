#include "analyzer/discover/glob.h"

#include <array>
#include <bit>

namespace tracklint::discover {
namespace {

constexpr std::size_t kMaxTokens = 4095;
constexpr std::string_view kSpecials = "*?[\\";

/// POSIX classes in the C locale.
bool InNamedClass(std::string_view name, unsigned byte, bool& known) {
  const bool lower = byte >= 'a' && byte <= 'z';
  const bool upper = byte >= 'A' && byte <= 'Z';
  const bool digit = byte >= '0' && byte <= '9';
  const bool graph = byte > 0x20 && byte < 0x7F;
  known = true;
  if (name == "alnum") return lower || upper || digit;
  if (name == "alpha") return lower || upper;
  if (name == "blank") return byte == ' ' || byte == '\t';
  if (name == "cntrl") return byte < 0x20 || byte == 0x7F;
  if (name == "digit") return digit;
  if (name == "graph") return graph;
  if (name == "lower") return lower;
  if (name == "print") return graph || byte == ' ';
  if (name == "punct") return graph && !lower && !upper && !digit;
  if (name == "space") return byte == ' ' || (byte >= 9 && byte <= 13);
  if (name == "upper") return upper;
  if (name == "xdigit") return digit || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F');
  known = false;
  return false;
}

/// Set of token positions, with only as many words in use as the pattern needs.
class States {
 public:
  explicit States(std::size_t count) : words_(count / 64 + 1) { Clear(); }
  void Clear() {
    for (std::size_t i = 0; i < words_; ++i) bits_[i] = 0;
  }
  void Add(std::size_t state) { bits_[state / 64] |= std::uint64_t{1} << (state % 64); }
  [[nodiscard]] bool Holds(std::size_t state) const { return ((bits_[state / 64] >> (state % 64)) & 1U) != 0; }
  [[nodiscard]] std::size_t words() const { return words_; }
  [[nodiscard]] std::uint64_t word(std::size_t index) const { return bits_[index]; }

 private:
  std::array<std::uint64_t, kMaxTokens / 64 + 1> bits_;
  std::size_t words_;
};

}  // namespace

std::optional<std::size_t> Glob::ParseClass(std::string_view pattern, std::size_t at, ByteSet& set) {
  ++at;  // the bracket
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  unsigned previous = 0;  // begin of a possible range; 0: none
  for (bool first = true; first || at >= pattern.size() || pattern[at] != ']'; first = false) {
    if (at >= pattern.size()) return std::nullopt;
    unsigned byte = static_cast<unsigned char>(pattern[at]);
    if (byte == '-' && previous != 0 && at + 1 < pattern.size() && pattern[at + 1] != ']') {
      if (pattern[++at] == '\\' && ++at >= pattern.size()) return std::nullopt;
      byte = static_cast<unsigned char>(pattern[at]);
      for (unsigned value = previous; value <= byte; ++value) set.set(value);
      previous = 0;
    } else if (byte == '[' && at + 1 < pattern.size() && pattern[at + 1] == ':') {
      const std::size_t close = pattern.find(']', at + 2);
      if (close == std::string_view::npos) return std::nullopt;
      if (close >= at + 3 && pattern[close - 1] == ':') {
        const std::string_view name = pattern.substr(at + 2, close - at - 3);
        bool known = false;
        for (unsigned value = 0; value < 256; ++value) {
          if (InNamedClass(name, value, known)) set.set(value);
        }
        if (!known) return std::nullopt;
        at = close;
        previous = 0;
      } else {
        set.set(byte);
        previous = byte;
      }
    } else {
      if (byte == '\\') {
        if (++at >= pattern.size()) return std::nullopt;
        byte = static_cast<unsigned char>(pattern[at]);
      }
      set.set(byte);
      previous = byte;
    }
    ++at;
  }
  if (negated) set.flip();
  set.reset('/');
  return at;
}

std::optional<Glob> Glob::Compile(std::string_view pattern) {
  Glob glob;
  glob.prefix_ = pattern.substr(0, pattern.find_first_of(kSpecials));
  // As git does, what follows the literal prefix counts as the pattern's begin (`a**/b` is `a` + `**/b`).
  pattern.remove_prefix(glob.prefix_.size());
  if (pattern.starts_with('*') && pattern.size() > 1 && pattern.find_first_of(kSpecials, 1) == std::string_view::npos) {
    glob.star_suffix_ = true;
    glob.suffix_ = pattern.substr(1);
    return glob;
  }
  if (pattern.size() > kMaxTokens) return std::nullopt;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    switch (const char c = pattern[at]; c) {
      case '?': glob.tokens_.push_back({Op::kAny}); break;
      case '\\':
        if (++at >= pattern.size()) return std::nullopt;
        glob.tokens_.push_back({Op::kByte, pattern[at]});
        break;
      case '[': {
        ByteSet set;
        const std::optional<std::size_t> close = ParseClass(pattern, at, set);
        if (!close) return std::nullopt;
        glob.tokens_.push_back({Op::kClass, '\0', static_cast<std::uint32_t>(glob.sets_.size())});
        glob.sets_.push_back(set);
        at = *close;
        break;
      }
      case '*': {
        const std::size_t first = at;
        while (at + 1 < pattern.size() && pattern[at + 1] == '*') ++at;
        const std::string_view rest = pattern.substr(at + 1);
        const bool bounded =
            (first == 0 || pattern[first - 1] == '/') && (rest.empty() || rest[0] == '/' || rest.starts_with("\\/"));
        if (at == first || !bounded) {
          glob.tokens_.push_back({Op::kStar});
        } else if (rest.starts_with('/')) {
          glob.tokens_.push_back({Op::kDirectories});
          ++at;
        } else {
          glob.tokens_.push_back({Op::kStarStar});
        }
        break;
      }
      default: glob.tokens_.push_back({Op::kByte, c});
    }
  }
  for (const Token& token : glob.tokens_) {
    if (token.op == Op::kByte) glob.needed_ |= BytesOf({&token.byte, 1});
  }
  return glob;
}

std::uint64_t Glob::BytesOf(std::string_view text) {
  std::uint64_t bytes = 0;
  for (const char c : text) bytes |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64U);
  return bytes;
}

bool Glob::Matches(std::string_view text, std::uint64_t bytes) const {
  if ((needed_ & ~bytes) != 0 || !text.starts_with(prefix_)) return false;
  text.remove_prefix(prefix_.size());
  if (star_suffix_) {
    // `*` matches no slash, so the suffix must hold all that are left.
    return text.size() >= suffix_.size() && text.ends_with(suffix_) &&
           text.substr(0, text.size() - suffix_.size()).find('/') == std::string_view::npos;
  }
  return tokens_.empty() ? text.empty() : MatchesTokens(text);
}

bool Glob::MatchesTokens(std::string_view text) const {
  const std::size_t end = tokens_.size();
  // Enters a state, and the next one where the token may match nothing.
  const auto enter = [&](States& states, std::size_t state) {
    while (true) {
      states.Add(state);
      if (state == end || (tokens_[state].op != Op::kStar && tokens_[state].op != Op::kStarStar &&
                           tokens_[state].op != Op::kDirectories))
        return;
      ++state;
    }
  };
  States current(end + 1);
  States next(end + 1);
  enter(current, 0);
  for (const char c : text) {
    next.Clear();
    bool any = false;
    for (std::size_t word = 0; word < current.words(); ++word) {
      for (std::uint64_t bits = current.word(word); bits != 0; bits &= bits - 1) {
        const std::size_t state = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
        if (state == end) continue;
        const Token& token = tokens_[state];
        bool advance = false;
        bool stay = false;
        switch (token.op) {
          case Op::kByte: advance = c == token.byte; break;
          case Op::kAny: advance = c != '/'; break;
          case Op::kClass: advance = sets_[token.set].test(static_cast<unsigned char>(c)); break;
          case Op::kStar: stay = c != '/'; break;
          case Op::kStarStar: stay = true; break;
          case Op::kDirectories:
            next.Add(state);  // goes on, but its end is only behind a slash
            any = true;
            advance = c == '/';
            break;
        }
        if (stay) enter(next, state);
        if (advance) enter(next, state + 1);
        any = any || stay || advance;
      }
    }
    if (!any) return false;
    std::swap(current, next);
  }
  return current.Holds(end);
}

}  // namespace tracklint::discover
