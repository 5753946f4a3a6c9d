// Seeds and random consumers.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using knowledge::CallInfo;

void Interpreter::add_seed(const CallInfo& info, Call& call) {
  Value v = argument_named(call, info, info.seed_param);
  if (v == nullptr && !call.args.positional.empty()) v = call.args.positional[0].value;
  Seed seed;
  seed.library = std::string(info.library);
  seed.where = call.where;
  seed.certainty = certainty();
  seed.order = next_order();
  if (v != nullptr) {
    seed.value = text_of(v);
    if (const Provenance prov = prov_of(v); prov != nullptr) seed.origins = *prov;
  }
  Index id = kNoIndex;
  for (Index i = 0; i < out_.entry.seeds.size(); ++i) {
    if (out_.entry.seeds[i].where == seed.where) id = i;
  }
  if (id == kNoIndex) {
    id = static_cast<Index>(out_.entry.seeds.size());
    out_.entry.seeds.push_back(std::move(seed));
  }
  const bool unset = v == nullptr || v->kind == Kind::kNone;
  if (unset && info.library != "*") return;
  s_.tracking.edit().seeds[std::string(info.library)] = SeedState{id, false};
}

/// LightningCLI seeds everything before it makes module and data, unless it is told not to; the value stands nowhere.
void Interpreter::seed_by_lightning(Call& call) {
  Value wanted = named(call.args, "seed_everything_default");
  if (wanted != nullptr && truth(wanted) == Tri::kNo) return;
  Seed seed;
  seed.library = "*";
  seed.certainty = certainty();
  seed.order = next_order();
  if (wanted != nullptr && wanted->kind == Kind::kInt) {
    seed.value = text_of(wanted);
    seed.where = call.where;
  }
  const Index id = static_cast<Index>(out_.entry.seeds.size());
  out_.entry.seeds.push_back(std::move(seed));
  s_.tracking.edit().seeds["*"] = SeedState{id, false};
}

std::optional<Index> Interpreter::governing_seed(std::string_view library) {
  if (library == "-") return std::nullopt;  // it draws its own entropy
  const auto& seeds = s_.tracking->seeds;
  for (const std::string_view name : {library, std::string_view("*")}) {
    const auto it = seeds.find(std::string(name));
    if (it != seeds.end()) return it->second.seed;
  }
  return std::nullopt;
}

void Interpreter::add_random(RandomUse::Kind kind, const CallInfo& info, const Call& call, Value seed_override) {
  RandomUse use;
  use.consumer = std::string(info.name);
  use.library = std::string(knowledge::SeedLibrary(info.library));
  use.kind = kind;
  use.where = call.where;
  use.order = next_order();
  use.certainty = certainty();
  if (!s_.tracking->active.empty()) use.run = s_.tracking->active.back().run;
  Value seed = seed_override != nullptr ? seed_override : argument_named(call, info, info.seed_param);
  if (info.needs_flag) {
    Value flag = argument_named(call, info, info.flag);
    const Tri shuffles = flag == nullptr ? (info.flag_default ? Tri::kYes : Tri::kNo) : truth(flag);
    if (shuffles == Tri::kNo) {
      use.seeded = Tri::kYes;
      use.covered = Tri::kYes;
      last_random_ = add_random_use(std::move(use), true);
      return;
    }
    if (shuffles == Tri::kUnknown) use.certainty = Certainty::kMaybe;
  }
  if (seed != nullptr && seed->kind != Kind::kNone) {
    use.seed = text_of(seed);
    use.seeded = seed->kind == Kind::kUnion || (seed->kind == Kind::kUnknown && is_optional_parameter(seed))
                     ? Tri::kUnknown
                     : Tri::kYes;
    use.seed_where = argument_place(call, info, info.seed_param);
    if (const Provenance prov = prov_of(seed); prov != nullptr) use.seed_origins = *prov;
  } else if (call.args.open_keyword) {
    use.seeded = Tri::kUnknown;
  } else {
    use.seeded = Tri::kNo;
    if (const auto governed = governing_seed(use.library); governed.has_value()) {
      use.governed_by = governed;
      use.seeded = Tri::kYes;
    }
  }
  last_random_ = add_random_use(std::move(use), false);
}

Index Interpreter::add_random_use(RandomUse use, bool not_random) {
  if (not_random) {
    // not random with these arguments: kept apart so that data can still name its split
    return kNoIndex - 1;
  }
  for (Index i = 0; i < out_.entry.randoms.size(); ++i) {
    RandomUse& other = out_.entry.randoms[i];
    if (other.where == use.where && other.consumer == use.consumer && other.run == use.run) {
      if (other.seeded != use.seeded) other.seeded = Tri::kUnknown;
      return i;
    }
  }
  out_.entry.randoms.push_back(std::move(use));
  return static_cast<Index>(out_.entry.randoms.size() - 1);
}

}  // namespace tracklint::interpret
