// Corners of YAML and TOML in project files: what people may write and the formats allow.
#include <string>

#include <gtest/gtest.h>

#include "analyzer/project/read_project.h"
#include "tests/unit/link/scratch_repo.h"

namespace tracklint::project {
namespace {

using test::ScratchRepo;

/// "name[specifier]" of every dependency, and the number of issues where there are some.
std::string Said(const std::string& path, const std::string& text) {
  ScratchRepo repo;
  repo.add(path, text);
  const Project project = ReadProject(repo.discover());
  std::string out;
  for (const Dependency& dependency : project.dependencies)
    out += (out.empty() ? "" : " ") + dependency.name + "[" + dependency.specifier + "]";
  for (const ProjectIssue& issue : project.issues) out += " !" + std::to_string(issue.where.line);
  return out;
}

std::string PythonOf(const std::string& path, const std::string& text) {
  ScratchRepo repo;
  repo.add(path, text);
  return ReadProject(repo.discover()).python_version.value_or("none");
}

TEST(YamlCorners, SequencesInEveryStyle) {
  const std::string expected = "numpy[==1.26.*] scipy[]";
  for (const char* text : {
           "dependencies:\n- numpy=1.26\n- scipy\n",                                 // not indented
           "dependencies: [numpy=1.26, scipy]\n",                                    // flow
           "dependencies: [\n  numpy=1.26, # why\n  scipy,\n]\n",                    // flow over lines, last comma
           "dependencies:\r\n  - numpy=1.26\r\n  - scipy\r\n",                       // CRLF
           "\357\273\277dependencies:\n  - numpy=1.26\n  - scipy\n",                 // byte order mark
           "---\ndependencies:\n  - 'numpy=1.26'\n  - \"scipy\"\n...\n",             // markers, quotes
           "%YAML 1.2\n---\ndependencies:\n  - numpy=1.26   # pinned\n  - scipy\n",  // directive, comment
           "deps: &all\n  - numpy=1.26\n  - scipy\ndependencies: *all\n",            // anchor and alias
           "{\"dependencies\": [\"numpy=1.26\", \"scipy\"]}\n",                      // JSON is YAML
       })
    EXPECT_EQ(Said("environment.yml", text), expected) << text;
}

TEST(YamlCorners, VersionsStayText) {
  for (const char* text :
       {"dependencies: [python=3.10]\n", "dependencies: ['python=3.10']\n", "dependencies:\n- python==3.10\n"})
    EXPECT_EQ(PythonOf("environment.yml", text), "3.10") << text;
  // As a number 3.10 would be 3.1.
  EXPECT_EQ(PythonOf("python_env.yaml", "python: 3.10\n"), "3.10");
  EXPECT_EQ(PythonOf("python_env.yaml", "python: \"3.10\"\n"), "3.10");
}

TEST(TomlCorners, TablesInEveryStyle) {
  const std::string expected = "numpy[==1.26] scipy[]";
  for (
      const char* text : {
          "[project]\nname = 'x'\ndependencies = ['numpy==1.26', 'scipy']\n",
          "project.name = \"x\"\nproject.dependencies = [\"numpy==1.26\", \"scipy\"]\n",         // dotted keys
          "project = {name = \"x\", dependencies = [\"numpy==1.26\", \"scipy\"]}\n",             // inline table
          "[ project ]\nname = 'x'\ndependencies = [ # why\n  'numpy==1.26',\n  'scipy',\n]\n",  // comment, last comma
          "[project]\r\nname = 'x'\r\ndependencies = ['numpy==1.26', 'scipy']\r\n",              // CRLF
          "[\"project\"]\nname = 'x'\n\"dependencies\" = [\"\"\"numpy==1.26\"\"\", '''scipy''']\n",  // quoted keys, long strings
          "[project]\nname = 'x'\ndependencies = [\"numpy\\u003d=1.26\", \"scipy\"]\n",              // escapes
      })
    EXPECT_EQ(Said("pyproject.toml", text), expected) << text;
}

TEST(TomlCorners, WhatTheFormatForbidsIsAnIssue) {
  EXPECT_EQ(Said("pyproject.toml", "[project]\nname = 'x'\nname = 'y'\n"), " !3") << "a key twice";
  EXPECT_EQ(Said("pyproject.toml", "[project]\nname = 'x'\n[project]\n"), " !3") << "a table twice";
  EXPECT_EQ(Said("pyproject.toml", "[project]\ndependencies = ['numpy\n']\n"), " !2") << "a line end in a short string";
}

}  // namespace
}  // namespace tracklint::project
