// Names of the facts' enumerations, and what must not be shown of their texts.
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

}  // namespace tracklint::reporters
