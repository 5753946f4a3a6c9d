// Names of the facts' enumerations, and what must not be shown of their texts.
#include <algorithm>
#include <cstddef>

#include "analyzer/knowledge/knowledge.h"
#include "reporters/facts_writer.h"

namespace tracklint::reporters {

std::string_view ToString(Entry::Kind kind) {
  switch (kind) {
    case Entry::Kind::kScript: return "script";
    case Entry::Kind::kNotebook: return "notebook";
    case Entry::Kind::kDatabricks: return "databricks";
    case Entry::Kind::kFunction: return "function";
  }
  return "script";
}
std::string_view ToString(RunKind kind) {
  switch (kind) {
    case RunKind::kWith: return "with";
    case RunKind::kBare: return "bare";
    case RunKind::kImplicit: return "implicit";
    case RunKind::kClient: return "client";
    case RunKind::kAutolog: return "autolog";
    case RunKind::kLogger: return "logger";
  }
  return "with";
}
std::string_view ToString(Ended ended) {
  switch (ended) {
    case Ended::kYes: return "yes";
    case Ended::kAtExit: return "at-exit";
    case Ended::kNo: return "no";
    case Ended::kUnknown: return "unknown";
  }
  return "unknown";
}
std::string_view ToString(Multiplicity multiplicity) {
  switch (multiplicity) {
    case Multiplicity::kOne: return "one";
    case Multiplicity::kMany: return "many";
    case Multiplicity::kMaybe: return "maybe";
  }
  return "one";
}
std::string_view ToString(Writer writer) {
  switch (writer) {
    case Writer::kExplicit: return "explicit";
    case Writer::kAutolog: return "autolog";
    case Writer::kLogger: return "logger";
  }
  return "explicit";
}
std::string_view ToString(Certainty certainty) { return certainty == Certainty::kSurely ? "surely" : "maybe"; }
std::string_view ToString(Signature signature) {
  switch (signature) {
    case Signature::kExplicit: return "explicit";
    case Signature::kExample: return "example";
    case Signature::kInferred: return "inferred";
    case Signature::kNone: return "none";
    case Signature::kUnknown: return "unknown";
  }
  return "unknown";
}
std::string_view ToString(DependencyFile kind) {
  switch (kind) {
    case DependencyFile::kRequirements: return "requirements";
    case DependencyFile::kConstraints: return "constraints";
    case DependencyFile::kConda: return "conda";
    case DependencyFile::kPythonEnv: return "python_env";
    case DependencyFile::kPipfile: return "pipfile";
    case DependencyFile::kPyproject: return "pyproject";
    case DependencyFile::kSetup: return "setup";
    case DependencyFile::kLock: return "lock";
    case DependencyFile::kDockerfile: return "dockerfile";
  }
  return "requirements";
}

Text Showable(const Text& key, const Text& value) {
  return !key.is_unknown() && knowledge::IsSecretName(key.value) ? Text{} : value;
}

std::string SafeCommand(std::string_view command) {
  constexpr std::string_view kBetween = " \t\r\n=";
  std::string out;
  bool hide = false;  // the last name was that of a secret
  for (std::size_t at = 0; at < command.size();) {
    if (kBetween.find(command[at]) != std::string_view::npos) {
      out += command[at++];
      continue;
    }
    const std::size_t end = std::min(command.find_first_of(kBetween, at), command.size());
    const std::string_view word = command.substr(at, end - at);
    const bool is_option = word.starts_with('-');
    const bool is_value = hide && !is_option && word.find_first_of("{$") == std::string_view::npos;
    out += is_value ? std::string_view("***") : word;
    std::string_view name = word;
    while (name.starts_with('-')) name.remove_prefix(1);
    // `--password x`, `--password=x`, `PASSWORD=x`: a word that ends in a blank is a name only as an option.
    const bool is_name = is_option || (end < command.size() && command[end] == '=');
    hide = !is_value && is_name && knowledge::IsSecretName(name);
    at = end;
  }
  return WithoutCredentials(out);
}

std::string WithoutCredentials(std::string_view text) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t scheme = text.find("://"); scheme != std::string_view::npos; scheme = text.find("://", from)) {
    const std::size_t authority = scheme + 3;
    const std::size_t end = text.find_first_of("/?# \t\n\"'", authority);
    const std::string_view host = text.substr(authority, end == std::string_view::npos ? end : end - authority);
    const std::size_t at = host.rfind('@');
    out += text.substr(from, authority - from);
    if (at != std::string_view::npos && host.substr(0, at).find(':') != std::string_view::npos)
      out += "***" + std::string(host.substr(at));
    else
      out += host;
    from = authority + host.size();
  }
  out += text.substr(from);
  return out;
}

}  // namespace tracklint::reporters
