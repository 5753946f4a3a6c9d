// Notebooks that run other files in their own name space (`%run ./Common`), and Databricks widgets.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "tracklint/source_file.h"

namespace tracklint::interpret {

namespace {

constexpr int kMaxRunDepth = 8;

bool IsRunMagic(const MagicLine& magic) {
  const std::size_t at = magic.text.find_first_not_of(" \t");
  return at != std::string::npos && magic.text.compare(at, 4, "%run") == 0 && magic.text.size() > at + 4 &&
         (magic.text[at + 4] == ' ' || magic.text[at + 4] == '\t');
}

/// The file that `%run -i "path" arguments` names.
std::string RunTarget(std::string_view line) {
  std::size_t at = line.find("%run") + 4;
  while (at < line.size()) {
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
    if (at >= line.size()) break;
    const char quote = line[at] == '"' || line[at] == '\'' ? line[at] : ' ';
    const std::size_t begin = quote == ' ' ? at : at + 1;
    std::size_t end = begin;
    while (end < line.size() && line[end] != quote && line[end] != '\n' && !(quote == ' ' && line[end] == '\t')) ++end;
    if (line[begin] != '-') return std::string(line.substr(begin, end - begin));
    at = end + 1;
  }
  return {};
}

}  // namespace

/// The statements of a module, and between them the files that its `%run` lines execute.
void Interpreter::exec_module(const bind::ModuleRecord& record) {
  std::vector<const MagicLine*> runs;
  for (const MagicLine& magic : graph_.sources().file(record.file).magics()) {
    if (IsRunMagic(magic)) runs.push_back(&magic);
  }
  if (runs.empty()) return exec_block(record.tree.body);
  std::sort(runs.begin(), runs.end(),
            [](const MagicLine* a, const MagicLine* b) { return a->span.begin < b->span.begin; });
  std::size_t next = 0;
  const bind::Range body = record.tree.body;
  for (std::uint32_t i = body.begin; i < body.end && live_; ++i) {
    const bind::Stmt& stmt = tree().at(tree().blocks[i]);
    for (; next < runs.size() && runs[next]->span.begin < stmt.begin; ++next)
      run_magic(runs[next]->text, runs[next]->span);
    exec_block({i, i + 1});
  }
  for (; next < runs.size() && live_; ++next) run_magic(runs[next]->text, runs[next]->span);
}

/// Cells were often run in another order than they stand in: a name that no cell above binds, and that a later one
/// imports, is what that import gives. Executes the import.
bool Interpreter::import_of_later_cell(NameId name) {
  if (frame_->module != main_module_ || frame_->env != module_env(main_module_)) return false;
  if (!later_imports_) {
    later_imports_.emplace();
    const SourceFile& file = graph_.sources().file(frame_->record->file);
    if (file.is_notebook() || file.kind() == SourceKind::kDatabricks) {
      for (std::uint32_t i = tree().body.begin; i < tree().body.end; ++i) {
        const bind::Stmt& stmt = tree().at(tree().blocks[i]);
        if (stmt.kind != bind::StmtKind::kImport && stmt.kind != bind::StmtKind::kImportFrom) continue;
        for (std::uint32_t item = stmt.items.begin; item < stmt.items.end; ++item)
          later_imports_->try_emplace(tree().imports[item].bound, i);
      }
    }
  }
  const auto found = later_imports_->find(name);
  if (found == later_imports_->end()) return false;
  exec_block({found->second, found->second + 1});
  return true;
}

/// Executes another file; both have one name space.
void Interpreter::run_magic(std::string_view line, Span where) {
  const ModuleId caller = frame_->module;
  const ModuleId target = graph_.resolve_run(caller, RunTarget(line));
  if (target == link::kNoModule || target == caller || import_depth_ > kMaxRunDepth ||
      graph_.module(target).record == nullptr) {
    unresolved("import", where, "the file that %run names is not known");
    return;
  }
  const bind::Scope& ours = graph_.module(caller).record->tree.scopes[0];
  const bind::Scope& theirs = graph_.module(target).record->tree.scopes[0];
  const auto copy = [&](ObjId from, const bind::Scope& from_scope, ObjId to, const bind::Scope& to_scope) {
    const std::vector<Value> values = obj(from).items;
    for (std::size_t i = 0; i < from_scope.slots.size() && i < values.size(); ++i) {
      if (values[i] == nullptr || from_scope.hidden[i]) continue;
      const std::uint32_t slot = to_scope.find(from_scope.slots[i]);
      if (slot == bind::Scope::kNoSlot) continue;
      Object& env = edit(to);
      if (env.items.size() <= slot) env.items.resize(slot + 1, nullptr);
      env.items[slot] = values[i];
    }
  };
  const ObjId ours_env = module_env(caller);
  const std::function<void(ObjId)> seed = [&](ObjId env) { copy(ours_env, ours, env, theirs); };
  const ModuleId main = std::exchange(main_module_, target);
  module_objects_.erase(static_cast<std::uint32_t>(target));
  before_module_ = &seed;
  import_module(target);
  before_module_ = nullptr;
  main_module_ = main;
  const auto made = module_objects_.find(static_cast<std::uint32_t>(target));
  if (made != module_objects_.end() && s_.has(made->second)) copy(made->second, theirs, ours_env, ours);
  const auto star = star_sources_.find(static_cast<std::uint32_t>(target));
  if (star != star_sources_.end()) {
    const auto more = star->second;
    auto& mine = star_sources_[static_cast<std::uint32_t>(caller)];
    mine.insert(mine.end(), more.begin(), more.end());
  }
}

/// dbutils.widgets.text("name", "default"), .dropdown, .combobox, .multiselect: what `get` gives is a text.
Value Interpreter::widget_define(Call& call) {
  Value name = arg(call, 0, "name");
  if (name == nullptr || name->kind != Kind::kStr) return arena_.none();
  Value fallback = arg(call, 1, "defaultValue");
  std::optional<Text> text;
  if (fallback != nullptr) text = text_of(fallback);
  Value v = option(name->s, std::move(text), "widget", call.where, ValueType::kString);
  const NameId id = names_.intern(name->s);
  std::erase_if(widgets_, [&](const Attribute& a) { return a.name == id; });
  widgets_.push_back({id, v, false});
  return arena_.none();
}

Value Interpreter::widget_get(Call& call) {
  Value name = arg(call, 0, "name");
  if (name != nullptr && name->kind == Kind::kStr) {
    for (const Attribute& a : widgets_) {
      if (names_.text(a.name) == name->s) return a.value;
    }
    return option(name->s, std::nullopt, "widget", call.where, ValueType::kString);
  }
  return arena_.unknown(arena_.prov({OriginKind::kOption, argv_option()}), ValueType::kString);
}

}  // namespace tracklint::interpret
