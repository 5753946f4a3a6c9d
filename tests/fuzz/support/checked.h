// Files in memory through the whole of `check`: no byte is read from or written to disk.
#pragma once

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/discover/discover.h"
#include "analyzer/engine/fix.h"
#include "analyzer/syntax/recovery.h"
#include "cli/fixing.h"
#include "cli/session.h"
#include "tests/fuzz/support/fuzz.h"

namespace tracklint::fuzz {

/// A folder that does not exist: nothing is found there but what the target puts in.
inline constexpr std::string_view kRoot = "/tracklint-fuzz";

struct InMemory {
  std::string path;  ///< below the root
  std::string bytes;
};

/// The files of an input: a script (a notebook where it begins with `{`), then modules and notebooks, each named in its
/// first line.
inline std::vector<InMemory> FilesOf(std::string_view input) {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> parts = Parts(input, kMost);
  std::vector<InMemory> files;
  const auto notebook = [](std::string_view text) { return text.starts_with('{'); };
  files.push_back({notebook(parts[0]) ? "train.ipynb" : "train.py", std::move(parts[0])});
  for (std::size_t i = 1; i < parts.size(); ++i) {
    std::string_view rest = parts[i];
    std::string name = TakeLine(rest);
    const bool plain = !name.empty() && name.size() < 40 &&
                       std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    if (!plain) name = "other" + std::to_string(i);
    const std::string path = name + (notebook(rest) ? ".ipynb" : ".py");
    if (std::ranges::none_of(files, [&](const InMemory& file) { return file.path == path; }))
      files.push_back({path, std::string(rest)});
  }
  return files;
}

inline cli::Options OptionsFor(const std::vector<InMemory>& files) {
  cli::Options options;
  options.isolated = true;
  options.no_cache = true;
  options.jobs = 1;
  options.select = {"ALL"};
  options.preview = true;
  auto found = std::make_shared<discover::Discovery>();
  found->root = kRoot;
  for (const InMemory& file : files) {
    const std::string absolute = std::string(kRoot) + "/" + file.path;
    found->files.push_back({file.path, absolute, file.bytes.size(), true});
    found->targets.push_back(file.path);
    options.paths.push_back(absolute);
    options.unsaved[absolute] = file.bytes;
  }
  std::ranges::sort(found->files, {}, &discover::FileRef::path);
  std::ranges::sort(found->targets);
  options.found = std::move(found);
  options.root = kRoot;
  return options;
}

inline std::unique_ptr<cli::Session> CheckAll(const cli::Options& options) {
  Result<std::unique_ptr<cli::Session>> opened = cli::Open(options);
  Require(opened.ok(), "the analysis begins:", opened.ok() ? "" : opened.error().message);
  std::unique_ptr<cli::Session> session = std::move(opened).value();
  const std::optional<Error> problem = cli::RunSelectedRules(options, *session);
  Require(!problem, "the rules run:", problem ? problem->message : "");
  return session;
}

inline void RequireSpan(const SourceSet& sources, Span span, std::string_view rule) {
  Require(static_cast<std::size_t>(span.file) < sources.size(), "a span names a file:", rule);
  Require(span.begin <= span.end && span.end <= sources.file(span.file).text().size(),
          "a span lies in its file:", rule);
}

/// What holds for every finding, whatever the files were.
inline void RequireFindings(const Report& report) {
  const SourceSet& sources = *report.sources;
  std::set<std::string> fingerprints;
  for (const std::vector<Finding>* list : {&report.findings, &report.suppressed}) {
    for (const Finding& finding : *list) {
      const std::string_view rule = finding.rule;
      Require(!finding.message.empty() && !finding.fingerprint.empty(), "a finding says what it is:", rule);
      Require(std::ranges::any_of(report.rules, [&](const Rule* one) { return one->meta.id == rule; }),
              "a finding is of a rule that was selected:", rule);
      if (finding.span.valid()) {
        RequireSpan(sources, finding.span, rule);
        const SourceFile& file = sources.file(finding.span.file);
        const Place place = file.place(finding.span);
        Require(file.path() == finding.path, "a finding's path is that of its span:", rule);
        Require(place.line == finding.place.line && place.column == finding.place.column &&
                    place.cell == finding.place.cell,
                "a finding's place is that of its span:", rule);
      }
      for (const RelatedLocation& related : finding.related) RequireSpan(sources, related.span, rule);
      for (const Fix& fix : finding.fixes) {
        Require(!fix.edits.empty(), "a fix edits:", rule);
        for (const Edit& edit : fix.edits) RequireSpan(sources, edit.span, rule);
      }
    }
  }
  const auto place = [](const Finding& finding) {
    return std::tuple(finding.path, finding.place.cell, finding.place.line, finding.place.column);
  };
  Require(std::ranges::is_sorted(report.findings, {}, place), "findings are in order");
}

inline std::size_t SyntaxErrors(const SourceFile& file) {
  syntax::Parser parser;
  std::size_t errors = 0;
  const auto part = [&](std::uint32_t begin, std::uint32_t end) {
    for (const syntax::SyntaxTree& tree : syntax::ParsePart(parser, file.text(), begin, end))
      errors += tree.root() == nullptr ? 1 : tree.errors().size();
  };
  if (file.is_notebook()) {
    for (const Cell& cell : file.cells()) part(cell.begin, cell.end);
  } else {
    part(0, static_cast<std::uint32_t>(file.text().size()));
  }
  return errors;
}

}  // namespace tracklint::fuzz
