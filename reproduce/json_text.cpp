#include "reproduce/json_text.h"

#include <utility>

namespace tracklint::reproduce {

std::optional<nlohmann::json> ParseJson(std::string_view text) {
  constexpr int kMaxDepth = 200;
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > kMaxDepth) return std::nullopt;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  nlohmann::json value = nlohmann::json::parse(text, nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return value;
}

std::string JsonText(const nlohmann::json& value) {
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string JsonMember(const nlohmann::json& object, std::string_view key) {
  if (!object.is_object()) return {};
  const auto found = object.find(std::string(key));
  if (found == object.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : JsonText(*found);
}

}  // namespace tracklint::reproduce
