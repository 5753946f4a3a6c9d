// A Kedro project while one of its pipelines runs.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

struct Interpreter::KedroProject {
  std::string root;  ///< with a trailing slash, or empty
  std::string package;
  std::string source = "src";
  ModuleId settings = link::kNoModule;
  ModuleId registry = link::kNoModule;
  Value parameters = nullptr;  ///< dict
  Value catalog = nullptr;     ///< dict of data set descriptions
  Value mlflow = nullptr;      ///< mlflow.yml
  std::vector<Value> hooks;
  std::map<std::string, Value> data;  ///< what was saved under which name
  Value pipeline = nullptr;
  Span where;
};

}  // namespace tracklint::interpret
