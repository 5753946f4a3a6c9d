#include "analyzer/engine/fix.h"

#include <algorithm>
#include <utility>

#include "analyzer/source/edit.h"
#include "analyzer/source/read.h"
#include "analyzer/syntax/recovery.h"

namespace tracklint::engine {
namespace {

/// Rounds in which a rule may report as much after its fixes as before: one finding can hide the next one.
constexpr int kMostStalledRounds = 3;

struct Planned {
  const Finding* finding = nullptr;
  const Fix* fix = nullptr;
  std::string key;
};

/// Whole lines put between two others: several of them can stand at one place.
bool IsLineInsertion(const Edit& edit) {
  return edit.span.begin == edit.span.end && (edit.text.starts_with('\n') || edit.text.ends_with('\n'));
}

bool SameEdit(const Edit& a, const Edit& b) { return a.span == b.span && a.text == b.text; }

bool Collide(const Edit& a, const Edit& b) {
  if (a.span.file != b.span.file) return false;
  if (a.span == b.span && IsLineInsertion(a) && IsLineInsertion(b)) return false;
  if (a.span.begin == b.span.begin) return true;
  const Edit& first = a.span.begin < b.span.begin ? a : b;
  const Edit& second = a.span.begin < b.span.begin ? b : a;
  return first.span.end > second.span.begin;
}

/// The accepted edits of one file in order of their place; edits at one place in the order of acceptance.
class FileEdits {
 public:
  [[nodiscard]] bool Takes(const Edit& edit) const {
    return std::ranges::none_of(edits_, [&](const Edit& other) { return Collide(edit, other); });
  }
  void Add(const Edit& edit) {
    const auto at = std::ranges::upper_bound(edits_, edit.span.begin, {}, [](const Edit& e) { return e.span.begin; });
    edits_.insert(at, edit);
  }
  [[nodiscard]] std::vector<source::TextEdit> texts() const {
    std::vector<source::TextEdit> texts;
    for (const Edit& edit : edits_) texts.push_back({edit.span.begin, edit.span.end, edit.text});
    return texts;
  }
  [[nodiscard]] bool empty() const { return edits_.empty(); }

 private:
  std::vector<Edit> edits_;
};
using AllEdits = std::map<FileId, FileEdits>;

bool AddFix(const Fix& fix, AllEdits& all) {
  for (std::size_t i = 0; i < fix.edits.size(); ++i) {
    const auto file = all.find(fix.edits[i].span.file);
    if (file != all.end() && !file->second.Takes(fix.edits[i])) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (Collide(fix.edits[i], fix.edits[j])) return false;
    }
  }
  for (const Edit& edit : fix.edits) all[edit.span.file].Add(edit);
  return true;
}

std::size_t CountErrors(std::string_view text, const std::vector<Cell>& cells, bool notebook) {
  syntax::Parser parser;
  std::size_t errors = 0;
  const auto part = [&](std::uint32_t begin, std::uint32_t end) {
    for (const syntax::SyntaxTree& tree : syntax::ParsePart(parser, text, begin, end))
      errors += tree.root() == nullptr ? 1 : tree.errors().size();
  };
  if (notebook) {
    for (const Cell& cell : cells) part(cell.begin, cell.end);
  } else {
    part(0, static_cast<std::uint32_t>(text.size()));
  }
  return errors;
}

/// The bytes after the edits, unless they break the syntax.
Result<std::string> Edited(const SourceFile& file, const std::string& bytes, const FileEdits& edits) {
  Result<std::string> edited = source::ApplyEdits(file, bytes, edits.texts());
  if (!edited.ok()) return edited;
  const Result<SourceFile::Data> again = source::ReadSource(file.path(), file.absolute(), edited.value());
  if (!again.ok()) return again.error();
  const bool notebook = file.is_notebook();
  if (CountErrors(again.value().text, again.value().cells, notebook) > CountErrors(file.text(), file.cells(), notebook))
    return Error{"the code would no longer parse"};
  return edited;
}

/// What a fix is, whatever line it stands on by now.
std::string KeyOf(const Finding& finding, const Fix& fix) {
  std::string key =
      std::string(finding.rule) + '\0' + finding.path + '\0' + finding.subject + '\0' + finding.fingerprint;
  for (const Edit& edit : fix.edits) key += '\0' + edit.text;
  return key;
}

std::string RuleAndPath(const Finding& finding) { return std::string(finding.rule) + " " + finding.path; }

class Round {
 public:
  Round(const FixRound& round, FixState& state) : round_(round), state_(state) {}

  bool Do() {
    Select();
    if (accepted_.empty()) return false;
    std::map<FileId, std::string> results;
    if (!Write(edits_, results)) {
      // Some fix cannot be written: one after the other, to find out which.
      std::vector<Planned> all = std::move(accepted_);
      accepted_.clear();
      edits_.clear();
      results.clear();
      for (Planned& planned : all) {
        AllEdits tentative = edits_;
        std::map<FileId, std::string> written;
        if (AddFix(*planned.fix, tentative) && Write(tentative, written)) {
          edits_ = std::move(tentative);
          results = std::move(written);
          accepted_.push_back(std::move(planned));
        } else {
          state_.errors.push_back(
              {planned.finding->path, "the fix of " + std::string(planned.finding->rule) + " in line " +
                                          std::to_string(planned.finding->place.line) + " was left out: " + problem_});
        }
      }
    }
    for (const Planned& planned : accepted_) {
      ++state_.fixed;
      ++state_.fixed_rules[std::string(planned.finding->rule)];
    }
    for (auto& [id, bytes] : results) {
      const SourceFile& file = round_.sources->file(id);
      state_.original.try_emplace(file.path(), before_[id]);
      state_.changed[file.path()] = std::move(bytes);
    }
    return !accepted_.empty();
  }

 private:
  void Select() {
    ++state_.round;
    // A rule whose fixes do not make its findings fewer would go on for ever.
    std::map<std::string, std::size_t> left;
    for (const Finding& finding : *round_.findings) {
      if (ApplicableFix(finding, round_.unsafe) != nullptr) ++left[RuleAndPath(finding)];
    }
    const auto spent = [&](const Finding& finding) {
      const auto before = state_.attempts.find(RuleAndPath(finding));
      return before != state_.attempts.end() && left[before->first] >= before->second.findings &&
             before->second.stalled >= kMostStalledRounds;
    };
    for (const Finding& finding : *round_.findings) {
      const Fix* fix = ApplicableFix(finding, round_.unsafe);
      if (fix == nullptr || fix->edits.empty() || spent(finding)) continue;
      const bool allowed = std::ranges::all_of(fix->edits, [&](const Edit& edit) {
        return edit.span.valid() && (!round_.may_change || round_.may_change(edit.span.file));
      });
      if (!allowed) continue;
      // Two findings that the same edits mend.
      const bool done = std::ranges::any_of(
          accepted_, [&](const Planned& other) { return std::ranges::equal(other.fix->edits, fix->edits, SameEdit); });
      std::string key = KeyOf(finding, *fix);
      if (done || state_.tried.contains(key) || !AddFix(*fix, edits_)) continue;
      state_.tried.insert(key);
      accepted_.push_back({&finding, fix, std::move(key)});
    }
    for (const Planned& planned : accepted_) {
      const std::string key = RuleAndPath(*planned.finding);
      FixAttempt& attempt = state_.attempts[key];
      if (attempt.round == state_.round) continue;
      attempt.stalled = left[key] >= attempt.findings && attempt.round > 0 ? attempt.stalled + 1 : 0;
      attempt.findings = left[key];
      attempt.round = state_.round;
    }
  }

  bool Write(const AllEdits& edits, std::map<FileId, std::string>& results) {
    for (const auto& [id, file_edits] : edits) {
      const SourceFile& file = round_.sources->file(id);
      if (!before_.contains(id)) {
        Result<std::string> bytes = round_.bytes_of(file);
        if (!bytes.ok()) {
          problem_ = bytes.error().message;
          return false;
        }
        before_[id] = std::move(bytes).value();
      }
      Result<std::string> edited = Edited(file, before_[id], file_edits);
      if (!edited.ok()) {
        problem_ = edited.error().message;
        return false;
      }
      results[id] = std::move(edited).value();
    }
    return true;
  }

  const FixRound& round_;
  FixState& state_;
  std::vector<Planned> accepted_;
  AllEdits edits_;
  std::map<FileId, std::string> before_;
  std::string problem_;
};

}  // namespace

const Fix* ApplicableFix(const Finding& finding, bool unsafe) {
  const auto of = [&](Applicability kind) -> const Fix* {
    const auto fix = std::ranges::find(finding.fixes, kind, &Fix::applicability);
    return fix == finding.fixes.end() ? nullptr : &*fix;
  };
  const Fix* safe = of(Applicability::kSafe);
  return safe != nullptr || !unsafe ? safe : of(Applicability::kUnsafe);
}

FixableCounts CountFixable(const std::vector<Finding>& findings) {
  FixableCounts counts;
  for (const Finding& finding : findings) {
    if (ApplicableFix(finding, false) != nullptr)
      ++counts.safe;
    else if (ApplicableFix(finding, true) != nullptr)
      ++counts.unsafe;
  }
  return counts;
}

bool ApplyFixRound(const FixRound& round, FixState& state) { return Round(round, state).Do(); }

}  // namespace tracklint::engine
