#include "tests/support/fixture.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <utility>

#include <git2.h>

#include "analyzer/engine/selection.h"
#include "rules/registry.h"

namespace tracklint::tests {
namespace {

namespace fs = std::filesystem;

std::string Upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

bool IsSource(const fs::path& path) { return path.extension() == ".py" || path.extension() == ".ipynb"; }

std::vector<fs::path> FilesBelow(const fs::path& path) {
  if (fs::is_regular_file(path)) return {path};
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file() && entry.path().extension() != ".fixed") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string Describe(const Finding& finding, std::uint32_t line) {
  return finding.path + (finding.place.cell != 0 ? ":cell " + std::to_string(finding.place.cell) : "") + ":" +
         std::to_string(line) + ": " + std::string(finding.rule) + " " + finding.message;
}

bool Matches(const engine::Analysis& analysis, const Finding& finding, const Expectation& expectation) {
  if (finding.rule != expectation.rule || finding.path != expectation.path) return false;
  if (finding.message.find(expectation.message) == std::string::npos) return false;
  if (expectation.line == 0) return true;
  return LineOf(analysis, finding) == expectation.line &&
         (expectation.cell == 0 || finding.place.cell == expectation.cell);
}

}  // namespace

std::vector<Fixture> FindFixtures() {
  std::vector<Fixture> fixtures;
  const fs::path root = fs::path(TRACKLINT_SOURCE_DIR) / "tests" / "rules";
  for (const fs::directory_entry& family : fs::directory_iterator(root)) {
    if (!family.is_directory()) continue;
    for (const fs::directory_entry& rule : fs::directory_iterator(family.path())) {
      if (!rule.is_directory()) continue;
      for (const fs::directory_entry& entry : fs::directory_iterator(rule.path())) {
        if (!entry.is_directory() && !IsSource(entry.path())) continue;
        const std::string folder = rule.path().filename().string();
        fixtures.push_back({Upper(folder), folder + "/" + entry.path().filename().string(), entry.path()});
      }
    }
  }
  std::ranges::sort(fixtures, {}, &Fixture::name);
  return fixtures;
}

std::vector<Expectation> ExpectationsOf(const Fixture& fixture) {
  std::vector<Expectation> all;
  for (const fs::path& file : FilesBelow(fixture.path)) {
    const fs::path root = fs::is_directory(fixture.path) ? fixture.path : fixture.path.parent_path();
    for (Expectation& one : ReadExpectations(file.lexically_relative(root).string(), ReadFile(file)))
      all.push_back(std::move(one));
  }
  return all;
}

bool Fixture::clean() const { return ExpectationsOf(*this).empty(); }

std::string CommitAll(const TempDir& directory) {
  // In this process: tests commit hundreds of directories, and starting git costs more than the analysis.
  git_libgit2_init();
  git_repository* repository = nullptr;
  git_index* index = nullptr;
  git_tree* tree = nullptr;
  git_signature* author = nullptr;
  git_oid tree_id;
  git_oid commit_id;
  const bool done = git_repository_init(&repository, directory.str().c_str(), 0) == 0 &&
                    git_repository_index(&index, repository) == 0 &&
                    git_index_add_all(index, nullptr, GIT_INDEX_ADD_FORCE, nullptr, nullptr) == 0 &&
                    git_index_write(index) == 0 && git_index_write_tree(&tree_id, index) == 0 &&
                    git_tree_lookup(&tree, repository, &tree_id) == 0 &&
                    git_signature_new(&author, "t", "t@example.org", 1'700'000'000, 0) == 0 &&
                    git_commit_create_v(&commit_id, repository, "HEAD", author, author, nullptr, "t", tree, 0) == 0;
  const git_error* error = done ? nullptr : git_error_last();
  std::string problem = error == nullptr ? std::string() : error->message;
  git_signature_free(author);
  git_tree_free(tree);
  git_index_free(index);
  git_repository_free(repository);
  git_libgit2_shutdown();
  return done ? std::string() : "git: " + problem;
}

Checked CheckDirectory(std::unique_ptr<TempDir> directory, const std::vector<std::string>& codes) {
  Checked checked;
  checked.directory = std::move(directory);
  engine::AnalysisOptions options;
  options.paths = {checked.directory->str()};
  options.jobs = 1;
  Result<engine::Analysis> analysis = engine::Analyze(options);
  if (!analysis.ok()) {
    checked.problem = analysis.error().message;
    return checked;
  }
  checked.analysis = std::make_unique<engine::Analysis>(std::move(analysis).value());
  engine::RunOptions run;
  run.all = rules::AllRules();
  for (const Rule* rule : rules::AllRules()) {
    if (codes.empty() || std::ranges::find(codes, rule->meta.id) != codes.end()) run.selected.push_back(rule);
  }
  const engine::Analysis& done = *checked.analysis;
  run.is_target = [&done](FileId file) { return done.is_target(file); };
  run.is_test = [&done](FileId file) { return done.is_test(file); };
  run.project_text = [&done](const std::string& path) { return done.project_text(path); };
  checked.result = engine::RunRules(done.view(), run);
  return checked;
}

std::uint32_t LineOf(const engine::Analysis& analysis, const Finding& finding) {
  if (!finding.span.valid()) return finding.place.line;
  const SourceFile& file = analysis.sources().file(finding.span.file);
  return file.is_notebook() ? finding.place.line : file.line_index(finding.span.begin) + 1;
}

std::string RunFixture(const Fixture& fixture) {
  auto directory = std::make_unique<TempDir>();
  if (fs::is_directory(fixture.path))
    fs::copy(fixture.path, directory->path(), fs::copy_options::recursive);
  else
    fs::copy_file(fixture.path, directory->path() / fixture.path.filename());
  if (std::string problem = CommitAll(*directory); !problem.empty()) return problem;

  std::vector<Expectation> expected = ExpectationsOf(fixture);
  std::set<std::string> named{fixture.rule};
  for (const Expectation& one : expected) named.insert(one.rule);
  // An unused suppression is one of a rule that ran: all of them must run.
  const bool all_rules = named.contains(std::string(engine::kUnusedSuppressionRule));
  const Checked checked =
      CheckDirectory(std::move(directory),
                     all_rules ? std::vector<std::string>{} : std::vector<std::string>(named.begin(), named.end()));
  if (checked.analysis == nullptr) return checked.problem;

  std::string report;
  for (const Finding& finding : checked.result.findings) {
    if (!named.contains(std::string(finding.rule))) continue;
    const auto hit = std::ranges::find_if(
        expected, [&](const Expectation& one) { return Matches(*checked.analysis, finding, one); });
    if (hit != expected.end())
      expected.erase(hit);
    else
      report += "surplus: " + Describe(finding, LineOf(*checked.analysis, finding)) + "\n";
  }
  for (const Expectation& one : expected) {
    report += "missing: " + one.path + (one.cell != 0 ? ":cell " + std::to_string(one.cell) : "") +
              (one.line != 0 ? ":" + std::to_string(one.line) : "") + ": " + one.rule +
              (one.message.empty() ? "" : " with \"" + one.message + "\"") + "\n";
  }
  return report;
}

}  // namespace tracklint::tests
