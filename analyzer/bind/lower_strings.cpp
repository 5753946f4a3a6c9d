// String literals: plain, bytes, f-strings and implicit concatenation of them.
#include "analyzer/bind/lowering.h"

namespace tracklint::bind {

std::uint32_t Lowering::add_string(std::string value) {
  tree_.strings.push_back(std::move(value));
  return static_cast<std::uint32_t>(tree_.strings.size() - 1);
}

ExprId Lowering::string(const Node& node) {
  const StringPrefix prefix = ReadStringPrefix(text(node));
  const std::uint32_t begin = node.begin + prefix.length;
  const std::uint32_t end = node.end - prefix.quotes;
  if (prefix.quotes == 0 || begin > end || prefix.is_template) return unknown(node);
  const DecodeOptions decode{prefix.raw, prefix.bytes, prefix.format};
  if (prefix.format) {
    const std::size_t mark = pending_parts_.size();
    string_parts(node, begin, end, decode, mark);
    return finish_fstring(node, mark);
  }
  std::string value;
  DecodeString(text_.substr(begin, end - begin), decode, value);
  Expr e = blank(prefix.bytes ? ExprKind::kBytes : ExprKind::kString, node);
  e.extra = add_string(std::move(value));
  return add(e);
}

ExprId Lowering::concatenated(const Node& node) {
  bool format = false;
  std::size_t bytes = 0;
  std::size_t count = 0;
  for (const Node& c : node.children()) {
    const StringPrefix prefix = ReadStringPrefix(text(c));
    if (c.kind != Kind::kString || prefix.quotes == 0 || prefix.is_template || c.is_broken() ||
        c.begin + prefix.length + prefix.quotes > c.end) {
      return unknown(node);
    }
    ++count;
    format = format || prefix.format;
    if (prefix.bytes) ++bytes;
  }
  if (bytes != 0 && bytes != count) return unknown(node);
  const std::size_t mark = pending_parts_.size();
  std::string joined;
  for (const Node& c : node.children()) {
    const StringPrefix prefix = ReadStringPrefix(text(c));
    const DecodeOptions decode{prefix.raw, prefix.bytes, prefix.format};
    const std::uint32_t begin = c.begin + prefix.length;
    const std::uint32_t end = c.end - prefix.quotes;
    if (prefix.format) {
      if (!joined.empty()) text_part(std::exchange(joined, {}), mark);
      string_parts(c, begin, end, decode, mark);
    } else {
      DecodeString(text_.substr(begin, end - begin), decode, joined);
    }
  }
  if (format) {
    if (!joined.empty()) text_part(std::move(joined), mark);
    return finish_fstring(node, mark);
  }
  Expr e = blank(bytes != 0 ? ExprKind::kBytes : ExprKind::kString, node);
  e.extra = add_string(std::move(joined));
  return add(e);
}

ExprId Lowering::finish_fstring(const Node& node, std::size_t mark) {
  Expr e = blank(ExprKind::kFString, node);
  e.items = take(pending_parts_, mark, tree_.fparts);
  return add(e);
}

void Lowering::text_part(std::string decoded, std::size_t mark) {
  if (decoded.empty()) return;
  if (pending_parts_.size() > mark && pending_parts_.back().is_text) {
    tree_.strings[pending_parts_.back().text] += decoded;
    return;
  }
  FPart part;
  part.text = add_string(std::move(decoded));
  pending_parts_.push_back(part);
}

void Lowering::string_parts(const Node& node, std::uint32_t begin, std::uint32_t end, const DecodeOptions& decode,
                            std::size_t mark) {
  std::uint32_t at = begin;
  const auto text_until = [&](std::uint32_t stop) {
    if (stop <= at) return;
    std::string decoded;
    DecodeString(text_.substr(at, stop - at), decode, decoded);
    text_part(std::move(decoded), mark);
  };
  for (const Node& c : node.children()) {
    if (c.kind != Kind::kInterpolation && c.kind != Kind::kFormatExpression) continue;
    text_until(c.begin);
    interpolation(c, decode, mark);
    at = c.end;
  }
  text_until(end);
}

void Lowering::interpolation(const Node& node, const DecodeOptions& decode, std::size_t mark) {
  const Node* value = node.child(Field::kExpression);
  const Node* conversion = node.child(Kind::kTypeConversion);
  const Node* spec = node.child(Kind::kFormatSpecifier);
  const Node* equal = node.child(Kind::kEqual);
  FPart part;
  part.is_text = false;
  if (conversion != nullptr && conversion->end == conversion->begin + 2) part.conversion = text_[conversion->begin + 1];
  if (value == nullptr || node.is_broken()) {
    part.value = unknown(node);
    pending_parts_.push_back(part);
    return;
  }
  if (equal != nullptr) {
    const std::uint32_t end = conversion != nullptr ? conversion->begin : spec != nullptr ? spec->begin : node.end - 1;
    text_part(std::string(text_.substr(node.begin + 1, end - node.begin - 1)), mark);
    part.self_documenting = true;
    if (conversion == nullptr && spec == nullptr) part.conversion = 'r';
  }
  const Node* target = value->kind == Kind::kNamedExpression ? value->child(Field::kName) : nullptr;
  if (target != nullptr) {
    // f"{x:=5}" is `x` with the format "=5": an assignment here needs parentheses.
    part.value = expr(*target);
    const std::size_t colon = text_.find(':', target->end);
    const auto begin = static_cast<std::uint32_t>(colon + 1);
    Expr e = blank(ExprKind::kUnknown, node);
    e.begin = begin;
    e.end = node.end - 1;
    const std::string_view raw = text_.substr(begin, e.end - begin);
    if (raw.find('{') == std::string_view::npos) {
      e.kind = ExprKind::kString;
      e.extra = add_string(std::string(raw));
    }
    part.spec = add(e);
  } else {
    part.value = expr(*value);
    if (spec != nullptr) part.spec = format_spec(*spec, decode);
  }
  pending_parts_.push_back(part);
}

ExprId Lowering::format_spec(const Node& node, const DecodeOptions& decode) {
  if (nesting_ >= kMaxExpressionNesting) return unknown(node);
  const std::size_t mark = pending_parts_.size();
  ++nesting_;
  string_parts(node, node.begin + 1, node.end, decode, mark);
  --nesting_;
  Expr e = blank(ExprKind::kString, node);
  e.begin = node.begin + 1;
  const std::size_t count = pending_parts_.size() - mark;
  if (count == 0) {
    e.extra = add_string({});
  } else if (count == 1 && pending_parts_.back().is_text) {
    e.extra = pending_parts_.back().text;
    pending_parts_.pop_back();
  } else {
    e.kind = ExprKind::kFString;
    e.items = take(pending_parts_, mark, tree_.fparts);
  }
  return add(e);
}

}  // namespace tracklint::bind
