#include "analyzer/interpret/heap.h"

#include <algorithm>

namespace tracklint::interpret {
namespace {

constexpr std::size_t kMaxAlternatives = 4;

void AddAlternative(std::vector<Value>& out, Value v) {
  if (v->kind == Kind::kUnion) {
    for (Value item : v->items) AddAlternative(out, item);
    return;
  }
  for (Value have : out) {
    if (SameValue(have, v)) return;
  }
  out.push_back(v);
}

Value JoinNullable(Value a, Value b, Arena& arena) {
  if (a == nullptr) return b;
  if (b == nullptr) return a;
  return JoinValues(a, b, arena);
}

void JoinObjects(Object& a, const Object& b, bool b_exceptional, Arena& arena) {
  a.open = a.open || b.open;
  a.many = a.many || b.many;
  a.prov = arena.join(a.prov, b.prov);
  if (a.kind == ObjKind::kEnv) {
    if (a.items.size() < b.items.size()) a.items.resize(b.items.size(), nullptr);
    for (std::size_t i = 0; i < b.items.size(); ++i) a.items[i] = JoinNullable(a.items[i], b.items[i], arena);
  } else {
    const std::size_t common = std::min(a.items.size(), b.items.size());
    for (std::size_t i = 0; i < common; ++i) a.items[i] = JoinNullable(a.items[i], b.items[i], arena);
    if (a.items.size() != b.items.size()) {
      if (a.items.size() < b.items.size())
        a.items.insert(a.items.end(), b.items.begin() + static_cast<std::ptrdiff_t>(common), b.items.end());
      if (!b_exceptional) a.open = true;
    }
  }
  for (DictItem& item : a.entries) {
    const auto other =
        std::find_if(b.entries.begin(), b.entries.end(), [&](const DictItem& o) { return SameValue(o.key, item.key); });
    if (other == b.entries.end()) {
      item.maybe = item.maybe || !b_exceptional;
    } else {
      item.value = JoinValues(item.value, other->value, arena);
      item.maybe = item.maybe || (other->maybe && !b_exceptional);
    }
  }
  for (const DictItem& item : b.entries) {
    if (std::none_of(a.entries.begin(), a.entries.end(),
                     [&](const DictItem& o) { return SameValue(o.key, item.key); })) {
      a.entries.push_back(item);
      a.entries.back().maybe = true;
    }
  }
  for (Attribute& item : a.attrs) {
    const auto other =
        std::find_if(b.attrs.begin(), b.attrs.end(), [&](const Attribute& o) { return o.name == item.name; });
    if (other == b.attrs.end()) {
      item.maybe = item.maybe || !b_exceptional;
    } else {
      item.value = JoinValues(item.value, other->value, arena);
      item.maybe = item.maybe || (other->maybe && !b_exceptional);
    }
  }
  for (const Attribute& item : b.attrs) {
    if (std::none_of(a.attrs.begin(), a.attrs.end(), [&](const Attribute& o) { return o.name == item.name; })) {
      a.attrs.push_back(item);
      a.attrs.back().maybe = true;
    }
  }
  for (const Index t : b.trainings) {
    if (std::find(a.trainings.begin(), a.trainings.end(), t) == a.trainings.end()) a.trainings.push_back(t);
  }
  if (a.run != b.run && a.run == kNoIndex) a.run = b.run;
}

Tri JoinTri(Tri a, Tri b) { return a == b ? a : Tri::kUnknown; }

void JoinSetting(Setting& a, const Setting& b, bool b_exceptional) {
  if (a.state == b.state && a.value == b.value) return;
  if (b_exceptional && a.state == Setting::State::kSet) return;
  if (a.state == Setting::State::kSet && b.state == Setting::State::kSet) {
    if (a.value != b.value) a.value = Text{};
    return;
  }
  if (b.state == Setting::State::kSet && a.state == Setting::State::kUnset) a = b;
  if (a.state != b.state) a.state = Setting::State::kUnknown;
}

/// Joins lists of run items; `same` says when two items are the same one.
template <typename T, typename Same>
void JoinItems(std::vector<T>& a, const std::vector<T>& b, bool b_exceptional, Same same) {
  std::vector<bool> used(b.size(), false);
  for (std::size_t i = 0; i < a.size(); ++i) {
    bool found = false;
    // items are appended in order on both sides, so the same position is tried first
    for (std::size_t k = 0; k < b.size() && !found; ++k) {
      const std::size_t at = (i + k) % b.size();
      if (used[at] || !same(a[i], b[at])) continue;
      used[at] = true;
      found = true;
      if (b[at].certainty == Certainty::kMaybe && !b_exceptional) a[i].certainty = Certainty::kMaybe;
    }
    if (!found && !b_exceptional) a[i].certainty = Certainty::kMaybe;
  }
  for (std::size_t k = 0; k < b.size(); ++k) {
    if (used[k]) continue;
    a.push_back(b[k]);
    a.back().certainty = Certainty::kMaybe;
  }
}

void JoinRuns(RunState& a, const RunState& b, bool b_exceptional) {
  a.maybe = a.maybe || b.maybe;
  a.many = a.many || b.many;
  if (!b_exceptional) a.ended = JoinTri(a.ended, b.ended);
  Run& x = a.run;
  const Run& y = b.run;
  const auto same_key = [](const auto& p, const auto& q) {
    return p.key == q.key && p.call == q.call && p.value == q.value;
  };
  JoinItems(x.params, y.params, b_exceptional, same_key);
  for (Metric& m : x.metrics) {
    for (const Metric& o : y.metrics) {
      if (o.key == m.key && o.call == m.call) m.repeated = m.repeated || o.repeated;
    }
  }
  JoinItems(x.metrics, y.metrics, b_exceptional,
            [](const Metric& p, const Metric& q) { return p.key == q.key && p.call == q.call; });
  JoinItems(x.tags, y.tags, b_exceptional, same_key);
  JoinItems(x.models, y.models, b_exceptional,
            [](const LoggedModel& p, const LoggedModel& q) { return p.where == q.where && p.name == q.name; });
  JoinItems(x.datasets, y.datasets, b_exceptional,
            [](const DatasetInput& p, const DatasetInput& q) { return p.where == q.where; });
  JoinItems(x.artifacts, y.artifacts, b_exceptional,
            [](const Artifact& p, const Artifact& q) { return p.where == q.where && p.path == q.path; });
  x.params_open = x.params_open || y.params_open;
  x.open_mappings.insert(x.open_mappings.end(), y.open_mappings.begin(), y.open_mappings.end());
  std::sort(x.open_mappings.begin(), x.open_mappings.end());
  x.open_mappings.erase(std::unique(x.open_mappings.begin(), x.open_mappings.end()), x.open_mappings.end());
  x.metrics_open = x.metrics_open || y.metrics_open;
  x.tags_open = x.tags_open || y.tags_open;
  x.models_open = x.models_open || y.models_open;
  x.datasets_open = x.datasets_open || y.datasets_open;
  x.artifacts_open = x.artifacts_open || y.artifacts_open;
  x.loops_back = x.loops_back || y.loops_back;
  if (!x.first_use.valid()) x.first_use = y.first_use;
}

void JoinTracking(Tracking& a, const Tracking& b, bool b_exceptional, Arena& arena) {
  // stacks: common prefix stays, the rest becomes maybe
  std::size_t common = 0;
  while (common < a.active.size() && common < b.active.size() && a.active[common].run == b.active[common].run) {
    a.active[common].maybe = a.active[common].maybe || b.active[common].maybe;
    ++common;
  }
  if (!b_exceptional) {
    for (std::size_t i = common; i < a.active.size(); ++i) a.active[i].maybe = true;
  }
  if (!b_exceptional || a.active.size() == common) {
    for (std::size_t i = common; i < b.active.size(); ++i) {
      if (b_exceptional) break;
      a.active.push_back(b.active[i]);
      a.active.back().maybe = true;
    }
  }
  JoinSetting(a.experiment, b.experiment, b_exceptional);
  JoinSetting(a.tracking_uri, b.tracking_uri, b_exceptional);
  JoinSetting(a.registry_uri, b.registry_uri, b_exceptional);
  for (AutologFlag& flag : a.autolog) {
    const auto other =
        std::find_if(b.autolog.begin(), b.autolog.end(), [&](const AutologFlag& o) { return o.flavor == flag.flavor; });
    if (other != b.autolog.end()) {
      if (!b_exceptional) flag.enabled = JoinTri(flag.enabled, other->enabled);
    } else if (!b_exceptional && flag.enabled == Tri::kYes) {
      flag.enabled = Tri::kUnknown;
    }
  }
  for (const AutologFlag& flag : b.autolog) {
    if (std::none_of(a.autolog.begin(), a.autolog.end(),
                     [&](const AutologFlag& o) { return o.flavor == flag.flavor; })) {
      a.autolog.push_back(flag);
      if (flag.enabled == Tri::kYes) a.autolog.back().enabled = Tri::kUnknown;
    }
  }
  for (auto& [library, seed] : a.seeds) {
    const auto other = b.seeds.find(library);
    if (other == b.seeds.end()) {
      seed.maybe = seed.maybe || !b_exceptional;
    } else {
      seed.maybe = seed.maybe || (other->second.maybe && !b_exceptional);
    }
  }
  for (const auto& [library, seed] : b.seeds) a.seeds.try_emplace(library, SeedState{seed.seed, true});
  // a variable that only one path sets may hold anything on the other
  const auto unset = [&] {
    return arena.unknown(arena.prov({OriginKind::kEnvironment, 0}), ValueType::kString, "environment");
  };
  for (auto& [name, value] : a.environment) {
    if (!b.environment.contains(name) && !b_exceptional) value = JoinValues(value, unset(), arena);
  }
  for (const auto& [name, value] : b.environment) {
    auto [it, fresh] = a.environment.try_emplace(name, value);
    it->second = JoinValues(it->second, fresh ? unset() : value, arena);
  }
  if (a.last_run == kNoIndex) a.last_run = b.last_run;
  a.run_ended_before = b_exceptional ? a.run_ended_before : a.run_ended_before && b.run_ended_before;
}

}  // namespace

Value JoinValues(Value a, Value b, Arena& arena) {
  if (a == b) return a;
  if (SameValue(a, b)) return arena.with_prov(a, b->prov);
  if (a->kind == Kind::kUnknown && b->kind == Kind::kUnknown)
    return arena.unknown(arena.join(a->prov, b->prov), a->type == b->type ? a->type : ValueType::kUnknown);
  if (a->kind == Kind::kTuple && b->kind == Kind::kTuple && a->items.size() == b->items.size() && !a->b && !b->b) {
    std::vector<Value> items;
    items.reserve(a->items.size());
    for (std::size_t i = 0; i < a->items.size(); ++i) items.push_back(JoinValues(a->items[i], b->items[i], arena));
    return arena.tuple(std::move(items), false, arena.join(a->prov, b->prov));
  }
  std::vector<Value> out;
  AddAlternative(out, a);
  AddAlternative(out, b);
  const Provenance prov = arena.join(a->prov, b->prov);
  if (out.size() == 1) return arena.with_prov(out[0], prov);
  if (out.size() > kMaxAlternatives) {
    Provenance all = prov;
    for (Value v : out) all = arena.join(all, v->prov);
    return arena.unknown(all);
  }
  ValueData* v = arena.make(Kind::kUnion);
  v->items = std::move(out);
  v->prov = prov;
  return v;
}

void JoinInto(State& a, const State& b, bool b_exceptional, Arena& arena) {
  a.objects.merge(b.objects,
                  [&](ObjId, Object& mine, const Object& other) { JoinObjects(mine, other, b_exceptional, arena); });
  if (a.runs.size() < b.runs.size()) a.runs.resize(b.runs.size());
  for (std::size_t i = 0; i < a.runs.size(); ++i) {
    const bool there = i < b.runs.size() && static_cast<bool>(b.runs[i]);
    if (!a.runs[i]) {
      if (there) {
        a.runs[i] = b.runs[i];
        a.runs[i].edit().maybe = true;
      }
    } else if (!there) {
      if (!b_exceptional && !a.runs[i]->maybe) a.runs[i].edit().maybe = true;
    } else if (!a.runs[i].same(b.runs[i])) {
      const Run& run = b.runs[i]->run;
      arena.add_work(run.params.size() + run.metrics.size() + run.tags.size() + run.artifacts.size());
      JoinRuns(a.runs[i].edit(), *b.runs[i], b_exceptional);
    }
  }
  if (!a.tracking.same(b.tracking)) {
    JoinTracking(a.tracking.edit(), *b.tracking, b_exceptional, arena);
    // `start_run(run_id=…)` on one way, a new run on the other: what follows is told of the new one
    std::vector<ActiveRun>& active = a.tracking.edit().active;
    const std::size_t last = active.size();
    const auto resumed = [&](const ActiveRun& one) {
      return one.run < a.runs.size() && a.runs[one.run] && a.runs[one.run]->run.resumed;
    };
    if (last > 1 && active[last - 1].maybe && active[last - 2].maybe && resumed(active[last - 1]) &&
        !resumed(active[last - 2]))
      std::swap(active[last - 1], active[last - 2]);
  }
  if (!b_exceptional) a.maybe = a.maybe || b.maybe;
}

}  // namespace tracklint::interpret
