// Credentials in the source, and secrets that a run would record. Values are never kept, only names and places.
#include <algorithm>
#include <array>
#include <optional>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

namespace {

std::string Lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return out;
}

std::string Upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  return out;
}

bool IsPlaceholder(const std::string& value) {
  constexpr std::array<std::string_view, 11> kWords = {"your",      "xxx",         "...",          "changeme",
                                                       "change_me", "placeholder", "dummy",        "insert",
                                                       "replace",   "todo",        "password_here"};
  const std::string lower = Lower(value);
  if (value.size() < 3 || value.front() == '<' || value.front() == '$' || value.front() == '{') return true;
  if (lower.find_first_not_of("*x-.") == std::string::npos || lower == "none" || lower == "null") return true;
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

bool HasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool Has(Provenance prov, OriginKind kind) {
  return prov != nullptr && std::any_of(prov->begin(), prov->end(), [&](const Origin& o) { return o.kind == kind; });
}

}  // namespace

Provenance Interpreter::without_secrets(Provenance prov) {
  if (!Has(prov, OriginKind::kSecret) && !Has(prov, OriginKind::kEnvironment)) return prov;
  const Index environment = config_id("env:*");
  Provenance out = nullptr;
  for (const Origin& o : *prov) {
    const bool whole_environment = o.kind == OriginKind::kEnvironment && o.id == environment;
    if (o.kind != OriginKind::kSecret && !whole_environment) out = arena_.join(out, arena_.prov(o));
  }
  return out;
}

/// A literal of the code given to the name of a credential: variable, environment variable or keyword.
void Interpreter::note_secret_assignment(std::string_view name, Value v, Span where) {
  if (v->kind != Kind::kStr) return;
  const std::optional<std::size_t> least = knowledge::CredentialLength(Upper(name));
  // keys that a service makes hold digits; what is shorter than any real one, or only the name again, stands for one
  if (!least || v->s.size() < *least || (*least > 1 && !HasDigit(v->s)) || Upper(v->s) == Upper(name) ||
      IsPlaceholder(v->s))
    return;
  // a default read from the environment is no literal of the code
  if (Has(v->prov, OriginKind::kSecret) || Has(v->prov, OriginKind::kEnvironment)) return;
  secret(SecretUse::Kind::kAssignedLiteral, v->where.valid() ? v->where : where, Upper(name));
}

void Interpreter::note_environment_literal(const std::string& name, Value v, Span where) {
  if (name == "MLFLOW_TRACKING_INSECURE_TLS" && v->kind == Kind::kStr) {
    const std::string value = Lower(v->s);
    if (value == "true" || value == "1") secret(SecretUse::Kind::kTlsOff, where, name);
  }
  note_secret_assignment(name, v, where);
}

/// The value, or a part of it, is a secret: read from a secret's variable, asked for, an option named like one, or the
/// whole environment. A flag or a number derived from one is none.
void Interpreter::check_secret_record(const Text& key, Value v, Span where) {
  const ValueType type = type_of(v);
  if (type == ValueType::kBool || type == ValueType::kNumber || type == ValueType::kNone) return;
  // a literal under the name of a secret
  if (v->kind == Kind::kStr && key.is_literal() && knowledge::IsSecretName(key.value) && !IsPlaceholder(v->s) &&
      v->s.find_first_of(" []<>") == std::string::npos)
    return secret(SecretUse::Kind::kRecorded, where, key.value);
  const Provenance prov = prov_of(v, 2);
  if (prov == nullptr) return;
  std::string name = key.is_literal() ? key.value : std::string("value");
  const Index environment = config_id("env:*");
  for (const Origin& o : *prov) {
    bool secret_origin = o.kind == OriginKind::kSecret;
    if (o.kind == OriginKind::kEnvironment && o.id == environment) {
      secret_origin = true;
      name = "the environment";
    }
    if (o.kind == OriginKind::kOption && o.id < out_.entry.arguments.size() &&
        knowledge::IsSecretName(out_.entry.arguments[o.id].name)) {
      secret_origin = true;
      name = out_.entry.arguments[o.id].name;
    }
    if (!secret_origin) continue;
    secret(SecretUse::Kind::kRecorded, where, name);
    return;
  }
}

}  // namespace tracklint::interpret
