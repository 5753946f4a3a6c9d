#include <algorithm>
#include <set>

#include "analyzer/facts/fold.h"
#include "analyzer/facts/seed_record.h"
#include "analyzer/knowledge/knowledge.h"
#include "analyzer/source/databricks.h"

namespace tracklint::facts {
namespace {

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) out.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= 'A' && c <= 'Z') {
      // camelCase starts a word, ABBREVIATIONS stay together
      const bool after_lower = i > 0 && text[i - 1] >= 'a' && text[i - 1] <= 'z';
      if (after_lower) flush();
      word += static_cast<char>(c + 32);
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0) {
      word += c;
    } else {
      flush();
    }
  }
  flush();
  return out;
}

std::string Join(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += w;
  return out;
}

/// Spellings of the same hyperparameter that people use for one another.
std::string Synonym(std::string joined) {
  static const std::pair<std::string_view, std::string_view> kSame[] = {{"lr", "learningrate"},
                                                                        {"eta", "learningrate"},
                                                                        {"learnrate", "learningrate"},
                                                                        {"initiallearningrate", "learningrate"},
                                                                        {"baselr", "learningrate"},
                                                                        {"epoch", "epochs"},
                                                                        {"numepochs", "epochs"},
                                                                        {"nepochs", "epochs"},
                                                                        {"maxepochs", "epochs"},
                                                                        {"numtrainepochs", "epochs"},
                                                                        {"nbepochs", "epochs"},
                                                                        {"nbepoch", "epochs"},
                                                                        {"batch", "batchsize"},
                                                                        {"bs", "batchsize"},
                                                                        {"perdevicetrainbatchsize", "batchsize"},
                                                                        {"trainbatchsize", "batchsize"},
                                                                        {"regalpha", "alphal1"},
                                                                        {"optim", "optimizer"},
                                                                        {"lossfn", "loss"},
                                                                        {"lossfunction", "loss"},
                                                                        {"criterion_", "loss"},
                                                                        {"ntrees", "nestimators"},
                                                                        {"numtrees", "nestimators"},
                                                                        {"numboostround", "nestimators"},
                                                                        {"iterations", "nestimators"},
                                                                        {"minchildweight", "minchildweight"},
                                                                        {"testsize", "testsize"},
                                                                        {"splitratio", "testsize"},
                                                                        {"testratio", "testsize"},
                                                                        {"testsplit", "testsize"},
                                                                        {"wd", "weightdecay"},
                                                                        {"dropoutrate", "dropout"},
                                                                        {"dropoutprob", "dropout"},
                                                                        {"nneighbors", "k"},
                                                                        {"nclusters", "k"},
                                                                        {"hiddendim", "hiddensize"},
                                                                        {"nlayers", "numlayers"},
                                                                        {"layers", "numlayers"}};
  for (const auto& [from, to] : kSame) {
    if (joined == from) return std::string(to);
  }
  return joined;
}

/// The key is the hyperparameter's name, spelling and synonyms aside.
bool SameName(const Text& key, std::string_view hyperparameter) {
  const std::string whole = Join(Words(key.value));
  const std::string wanted = Join(Words(hyperparameter));
  return key.is_literal() && (whole == wanted || Synonym(whole) == Synonym(wanted));
}

bool SharesOrigin(const Origins& logged, const Origins& used, bool whole_mapping) {
  for (const Origin& o : used) {
    const bool strong = o.kind == OriginKind::kLiteral || o.kind == OriginKind::kOption ||
                        (o.kind == OriginKind::kConfig && (o.id < interpret::kFileOrigin || whole_mapping));
    if (!strong) continue;
    if (std::find(logged.begin(), logged.end(), o) != logged.end()) return true;
  }
  return false;
}

bool IsFile(const Origin& o) { return o.kind == OriginKind::kConfig && o.id >= interpret::kFileOrigin; }

/// A value that the code takes as it is: a literal, or one that comes from options and entries of a configuration alone.
bool IsGiven(const Text& value, const Origins& origins) {
  return std::any_of(origins.begin(), origins.end(), [](const Origin& o) { return !IsFile(o); }) &&
         std::all_of(origins.begin(), origins.end(), [&](const Origin& o) {
           return o.kind == OriginKind::kOption || o.kind == OriginKind::kConfig ||
                  (o.kind == OriginKind::kLiteral && value.is_literal());
         });
}

/// Both values are given, not both known, and have no source in common (but the file of both entries).
bool FromOtherSources(const Param& logged, const Text& value, const Origins& used) {
  if (logged.value.is_literal() && value.is_literal()) return false;
  return IsGiven(logged.value, logged.origins) && IsGiven(value, used) &&
         std::none_of(used.begin(), used.end(), [&](const Origin& o) {
           return !IsFile(o) && std::find(logged.origins.begin(), logged.origins.end(), o) != logged.origins.end();
         });
}

bool UnknownMappingOf(const Run& run, const std::vector<Index>& beside) {
  // a mapping with unknown keys, of unknown origin, was logged: anything may be in it, but what is given beside it
  const bool all_beside = std::all_of(run.open_mappings.begin(), run.open_mappings.end(), [&](Index mapping) {
    return std::find(beside.begin(), beside.end(), mapping) != beside.end();
  });
  if (!run.open_mappings.empty() && all_beside) return false;
  for (const Param& p : run.params) {
    if (p.key.is_unknown() && p.writer == Writer::kExplicit) return true;
  }
  return run.params_open;
}

/// A text long enough to be recognised is recorded whatever its key: `base = "distilbert-base-uncased"`.
bool SaysAll(const Text& recorded, const Text& value) {
  constexpr std::size_t kTelling = 10;
  if (!recorded.is_literal() || !value.is_literal() || recorded.value != value.value) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return value.value.size() >= kTelling && std::any_of(value.value.begin(), value.value.end(), letter);
}

/// The value is recorded in the run, under the name or by itself.
Tri Covered(const Run& run, std::string_view name, const Text& value, const Origins& origins,
            std::optional<Index>* differs, const std::vector<Index>& beside = {}) {
  Tri out = Tri::kNo;
  for (Index i = 0; i < run.params.size(); ++i) {
    const Param& p = run.params[i];
    const bool named = KeyNames(p.key, name);
    const bool shared = SharesOrigin(p.origins, origins, p.type == ValueType::kMapping || p.key.is_unknown());
    const bool other_literal = p.value.is_literal() && value.is_literal() && p.value.value != value.value && !shared;
    const bool automatic = p.writer == Writer::kAutolog;
    const bool other_source = !automatic && FromOtherSources(p, value, origins);
    if (named && (other_literal || other_source)) {
      // under a longer name, or written by autolog, it may be that of another part: no claim, and no record of this one
      if (differs != nullptr && !automatic && SameName(p.key, name)) *differs = i;
      continue;
    }
    if (named || shared || SaysAll(p.value, value)) return Tri::kYes;
    if (p.key.kind == Text::Kind::kPattern && p.writer == Writer::kExplicit) {
      // `{model}_{k}`: the hole may be the name
      const std::vector<std::string> pieces = Words(p.key.value);
      const std::string joined = Join(Words(name));
      const bool possible =
          p.key.value.ends_with("*") || p.key.value.starts_with("*") || Join(pieces).find(joined) != std::string::npos;
      if (possible) out = Tri::kUnknown;
    }
  }
  if (differs != nullptr && differs->has_value()) return Tri::kNo;
  for (const Artifact& a : run.artifacts) {
    if (SharesOrigin(a.origins, origins, true)) return Tri::kYes;
  }
  for (const Tag& t : run.tags) {
    if (KeyNames(t.key, name) || SharesOrigin(t.origins, origins, false)) return Tri::kYes;
  }
  for (const LoggedModel& m : run.models) {
    for (const Param& p : m.params) {
      const bool other = p.value.is_literal() && value.is_literal() && p.value.value != value.value;
      if ((KeyNames(p.key, name) && !other) || SharesOrigin(p.origins, origins, p.type == ValueType::kMapping))
        return Tri::kYes;
    }
    if (m.params_open) out = Tri::kUnknown;
  }
  if (out == Tri::kNo && UnknownMappingOf(run, beside)) return Tri::kUnknown;
  return out;
}

/// The text ends in something that holds data: tables, arrays, a folder; not a plot, a model or a report.
bool IsDataFile(const std::optional<Text>& path) {
  if (!path.has_value() || path->is_unknown()) return false;
  const std::string& text = path->value;
  const std::string name = text.substr(text.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return false;
  std::string end = name.substr(dot + 1);
  std::transform(end.begin(), end.end(), end.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  static const std::set<std::string_view> kData{"csv", "tsv",   "parquet", "feather", "arrow", "orc", "avro", "npy",
                                                "npz", "jsonl", "xls",     "xlsx",    "zip",   "tar", "dvc"};
  return kData.contains(end);
}

bool Has(const Origins& origins, OriginKind kind) {
  return std::any_of(origins.begin(), origins.end(), [&](const Origin& o) { return o.kind == kind; });
}

/// A key that says which state of something it was.
bool NamesVersion(const Text& key) {
  if (key.is_unknown()) return false;
  static const std::set<std::string_view> kWords{"hash",     "md5",     "sha",         "sha1",      "sha256", "digest",
                                                 "checksum", "version", "fingerprint", "signature", "etag"};
  const std::vector<std::string> words = Words(key.value);
  return std::any_of(words.begin(), words.end(), [](const std::string& w) { return kWords.contains(w); });
}

/// log_artifacts of a folder that is not known: the data or its configuration may be in it.
bool LogsUnknownFolder(const Run& run, const Entry& entry) {
  return std::any_of(run.artifacts.begin(), run.artifacts.end(), [&](const Artifact& a) {
    return (!a.path.has_value() || a.path->is_unknown()) &&
           std::any_of(entry.calls.begin(), entry.calls.end(),
                       [&](const ApiCall& c) { return c.where == a.where && c.function.ends_with("log_artifacts"); });
  });
}

/// A file of Hydra's output folder holds the whole configuration.
bool IsHydraConfig(const std::optional<Text>& path) {
  return path.has_value() && path->value.find(".hydra") != std::string::npos;
}

/// The run names the data that was read: its path, a hash of it, the file itself or the configuration that names it.
bool HasDataTrace(const Run& run, const Entry& entry, const std::vector<Index>& reads) {
  const auto logs_table = [&](const Artifact& a) {
    return a.content && std::any_of(entry.calls.begin(), entry.calls.end(), [&](const ApiCall& c) {
             return c.where == a.where && c.function.ends_with("log_table");
           });
  };
  for (const Index r : reads) {
    if (r >= entry.reads.size()) continue;
    const DataRead& read = entry.reads[r];
    const Origin whole{OriginKind::kRead, r};
    const auto derived = [&](const Origins& origins) {
      return std::find(origins.begin(), origins.end(), whole) != origins.end();
    };
    const auto same_path = [&](const Origins& origins, const Text& value) {
      if (!read.source.is_unknown() && read.source == value) return true;
      if (derived(origins)) return false;  // made from the content, it only inherits where that came from
      for (const Origin& o : read.origins) {
        const bool strong = o.kind == OriginKind::kLiteral || o.kind == OriginKind::kOption ||
                            o.kind == OriginKind::kEnvironment ||
                            (o.kind == OriginKind::kConfig && o.id < interpret::kFileOrigin);
        if (strong && std::find(origins.begin(), origins.end(), o) != origins.end()) return true;
      }
      return false;
    };
    for (const Param& p : run.params) {
      // a project's parameters reach the script as options of the same name
      const bool option_named = p.writer == Writer::kLogger && p.key.is_literal() &&
                                std::any_of(read.origins.begin(), read.origins.end(), [&](const Origin& o) {
                                  return o.kind == OriginKind::kOption && o.id < entry.arguments.size() &&
                                         SameName(p.key, entry.arguments[o.id].name);
                                });
      if (option_named) return true;
      if (same_path(p.origins, p.value) || (derived(p.origins) && NamesVersion(p.key))) return true;
    }
    for (const Tag& t : run.tags) {
      if (same_path(t.origins, t.value) || (derived(t.origins) && NamesVersion(t.key))) return true;
    }
    for (const Artifact& a : run.artifacts) {
      if (same_path(a.origins, a.path.value_or(Text{}))) return true;
      const bool configured = std::any_of(read.origins.begin(), read.origins.end(), [&](const Origin& o) {
        return o.kind == OriginKind::kOption && o.id < entry.arguments.size() &&
               entry.arguments[o.id].source == "hydra";
      });
      if (configured && IsHydraConfig(a.path)) return true;
      // the data itself, not what a model made of it
      const bool result = Has(a.origins, OriginKind::kTraining) || Has(a.origins, OriginKind::kEvaluation);
      if (derived(a.origins) && !result && (a.content ? logs_table(a) : IsDataFile(a.path))) return true;
      for (const Origin& o : read.origins) {
        if (o.kind == OriginKind::kConfig && o.id >= interpret::kFileOrigin &&
            std::find(a.origins.begin(), a.origins.end(), o) != a.origins.end())
          return true;
      }
    }
  }
  return false;
}

/// A key that says where the data is or which it was.
bool NamesData(const Text& key) {
  if (key.is_unknown()) return false;
  const std::vector<std::string> words = Words(key.value);
  static const std::set<std::string_view> kData{"data",      "dataset",     "datasets", "datafile", "csv",
                                                "trainfile", "dataversion", "datahash", "datapath", "datasetname"};
  static const std::set<std::string_view> kWhat{"path",   "version", "hash", "file",     "name",
                                                "source", "uri",     "url",  "md5",      "sha256",
                                                "id",     "digest",  "dir",  "revision", "location"};
  bool data = false;
  bool what = words.size() == 1;
  for (const std::string& w : words) {
    data = data || kData.contains(w);
    what = what || kWhat.contains(w);
  }
  if (words.size() == 1) return kData.contains(words[0]);
  return data && what;
}

}  // namespace

bool KeyNames(const Text& key, std::string_view hyperparameter) {
  if (!key.is_literal()) return false;
  const std::vector<std::string> k = Words(key.value);
  const std::vector<std::string> h = Words(hyperparameter);
  if (k.empty() || h.empty()) return false;
  const std::string wanted = Join(h);
  const std::string whole = Join(k);
  if (whole == wanted || Synonym(whole) == Synonym(wanted)) return true;
  // a prefix or suffix word: rf_n_estimators, model.max_depth, C_value
  for (std::size_t cut = 1; cut < k.size(); ++cut) {
    const std::string tail = Join({k.begin() + static_cast<std::ptrdiff_t>(cut), k.end()});
    const std::string head = Join({k.begin(), k.end() - static_cast<std::ptrdiff_t>(cut)});
    if (tail == wanted || head == wanted || Synonym(tail) == Synonym(wanted)) return true;
  }
  // the hyperparameter itself carries a step name: svc__C, model__max_depth
  for (std::size_t cut = 1; cut < h.size() && h.size() - cut >= 1; ++cut) {
    const std::string tail = Join({h.begin() + static_cast<std::ptrdiff_t>(cut), h.end()});
    if (tail == whole && (tail.size() > 2 || cut + 1 == h.size()) &&
        hyperparameter.find("__") != std::string_view::npos)
      return true;
  }
  return false;
}

namespace {

/// The path, or a folder or pattern of it, among sorted paths.
bool Holds(const std::vector<std::string>& sorted, const std::string& path) {
  if (path.empty()) return false;
  if (std::binary_search(sorted.begin(), sorted.end(), path)) return true;
  const std::string below = path.ends_with('/') ? path : path + "/";
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), below);
  return at != sorted.end() && at->starts_with(below);
}

/// The path is one of `sorted`, or lies in a folder that is: DVC describes a folder as one output.
bool HoldsOrLiesIn(const std::vector<std::string>& sorted, const std::string& path) {
  if (Holds(sorted, path)) return true;
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    if (std::binary_search(sorted.begin(), sorted.end(), path.substr(0, slash))) return true;
  }
  return false;
}

/// The spellings under which a path written in an entry may stand in the repository.
std::vector<std::string> Spellings(std::string path, const std::string& entry) {
  while (path.starts_with("./")) path.erase(0, 2);
  std::vector<std::string> out;
  std::string folder = entry.substr(0, entry.rfind('/') == std::string::npos ? 0 : entry.rfind('/'));
  std::string rest = path;
  while (rest.starts_with("../")) {
    rest.erase(0, 3);
    folder = folder.substr(0, folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/'));
  }
  out.push_back(rest);
  if (!folder.empty()) out.push_back(folder + "/" + rest);
  return out;
}

/// What the data of a run's trainings, or of its evaluations where it trains nothing, was read from.
std::vector<Index> ReadsOf(const Entry& entry, const Run& run) {
  std::vector<Index> reads;
  for (const Index t : run.trainings) {
    const std::vector<Index>& more = entry.trainings[t].reads;
    reads.insert(reads.end(), more.begin(), more.end());
  }
  if (!reads.empty()) return reads;
  for (const Index e : run.evaluations) {
    const std::vector<Index>& more = entry.evaluations[e].reads;
    reads.insert(reads.end(), more.begin(), more.end());
  }
  return reads;
}

/// The recorded seed is that of a model: autolog wrote it, it comes from where an estimator of the run has its own, or
/// it bears the name and the value that this one was given.
bool IsSeedOfModel(const Entry& entry, Index run, const Param& param) {
  if (param.writer == Writer::kAutolog) return true;
  return std::any_of(entry.randoms.begin(), entry.randoms.end(), [&](const RandomUse& use) {
    const bool model = use.kind == RandomUse::Kind::kEstimator || use.kind == RandomUse::Kind::kTraining;
    const bool here =
        use.run == run || (use.training < entry.trainings.size() && entry.trainings[use.training].run == run);
    const bool same = KeyNames(param.key, "random_state") && use.seed.has_value() && use.seed->is_literal() &&
                      *use.seed == param.value;
    return model && here && (same || SharesOrigin(param.origins, use.seed_origins, param.type == ValueType::kMapping));
  });
}

}  // namespace

bool MayHoldSeed(const Entry& entry, const Run& run, const Text& value, const Origins& origins, bool of_data) {
  const auto holds = [&](const Run& held) {
    return Covered(held, "random_state", value, origins, nullptr) != Tri::kNo ||
           Covered(held, "seed", value, origins, nullptr) != Tri::kNo;
  };
  if (!holds(run) || !of_data) return holds(run);
  Index index = 0;
  while (index < entry.runs.size() && &entry.runs[index] != &run) ++index;
  Run without = run;
  std::erase_if(without.params, [&](const Param& param) {
    return !SharesOrigin(param.origins, origins, param.type == ValueType::kMapping) &&
           IsSeedOfModel(entry, index, param);
  });
  return holds(without);
}

void Cover(Entry& entry, const interpret::Outcome& outcome) {
  (void)outcome;
  const auto run_at = [&](Index i) -> const Run* { return i < entry.runs.size() ? &entry.runs[i] : nullptr; };
  for (Training& t : entry.trainings) {
    const Run* run = run_at(t.run);
    for (Hyperparameter& h : t.hyperparameters) {
      if (run == nullptr) {
        h.covered = Tri::kNo;
        continue;
      }
      if (t.autologged && h.name != "test_size") {
        h.covered = Tri::kYes;
        continue;
      }
      h.differs.reset();
      h.covered = Covered(*run, h.name, h.value, h.origins, &h.differs, h.beside);
      // autolog names the data it has seen, if not how it was split
      if (t.autologged && h.covered == Tri::kNo) h.covered = Tri::kUnknown;
      // a parent run that holds the setting for its children
      Index up = run->parent;
      for (int i = 0; i < 4 && h.covered == Tri::kNo && !h.differs.has_value() && run_at(up) != nullptr;
           ++i, up = run_at(up)->parent) {
        if (Covered(*run_at(up), h.name, h.value, h.origins, nullptr, h.beside) != Tri::kNo) h.covered = Tri::kUnknown;
      }
    }
  }
  const auto covered_anywhere = [&](const std::string& name, const Text& value, const Origins& origins) {
    Tri out = Tri::kNo;
    for (const Run& run : entry.runs) {
      const Tri t = Covered(run, name, value, origins, nullptr);
      if (t == Tri::kYes) return t;
      if (t == Tri::kUnknown) out = t;
    }
    return out;
  };
  // trained first, then `with start_run()`: what the training draws counts in the run that records it
  for (RandomUse& r : entry.randoms) {
    if (r.run != kNoIndex) continue;
    for (const Training& t : entry.trainings) {
      if (t.run != kNoIndex && t.where == r.where && r.kind == RandomUse::Kind::kTraining) r.run = t.run;
    }
  }
  for (Seed& s : entry.seeds) {
    s.covered = covered_anywhere("seed", s.value, s.origins);
    if (s.covered != Tri::kYes) {
      const Tri other = covered_anywhere("random_state", s.value, s.origins);
      if (other == Tri::kYes) s.covered = other;
    }
  }
  for (RandomUse& r : entry.randoms) {
    if (r.covered == Tri::kYes) continue;
    const Run* run = run_at(r.run);
    const Text value = r.seed.value_or(Text{});
    r.covered = run != nullptr ? Covered(*run, "random_state", value, r.seed_origins, nullptr)
                               : covered_anywhere("random_state", value, r.seed_origins);
    if (r.covered == Tri::kNo) {
      const Tri other = run != nullptr ? Covered(*run, "seed", value, r.seed_origins, nullptr)
                                       : covered_anywhere("seed", value, r.seed_origins);
      if (other != Tri::kNo) r.covered = other;
    }
    // autolog writes the estimator's own seed
    for (const Training& t : entry.trainings) {
      if (t.autologged && r.kind == RandomUse::Kind::kEstimator && t.run == r.run) r.covered = Tri::kYes;
    }
    if (r.governed_by.has_value() && *r.governed_by < entry.seeds.size())
      r.covered = entry.seeds[*r.governed_by].covered;
  }
  for (FileUse& f : entry.files) {
    if (f.logged == Tri::kYes) continue;
    f.logged = Tri::kNo;
    for (const Run& run : entry.runs) {
      for (const LoggedModel& m : run.models) {
        for (const Index t : f.trainings) {
          if (std::find(m.trainings.begin(), m.trainings.end(), t) != m.trainings.end()) f.logged = Tri::kYes;
        }
        if (m.trainings.empty() && m.writer == Writer::kExplicit && f.kind == FileUse::Kind::kSaveModel &&
            f.logged == Tri::kNo)
          f.logged = Tri::kUnknown;
      }
      for (const Artifact& a : run.artifacts) {
        if (a.path.has_value() && !a.path->is_unknown() && *a.path == f.path) f.logged = Tri::kYes;
        if (a.path.has_value() && a.path->is_literal() && f.path.is_literal() &&
            f.path.value.starts_with(a.path->value + "/"))
          f.logged = Tri::kYes;
        for (const Index t : f.trainings) {
          if (!(a.path.has_value() && !a.path->is_unknown() && knowledge::IsReportFile(a.path->value)) &&
              std::find(a.origins.begin(), a.origins.end(), Origin{OriginKind::kTraining, t}) != a.origins.end())
            f.logged = Tri::kYes;
        }
        if (a.path.has_value() && a.path->is_unknown() && f.logged == Tri::kNo) f.logged = Tri::kUnknown;
      }
    }
  }
  for (Run& run : entry.runs) {
    const std::vector<Index> reads = ReadsOf(entry, run);
    const bool unknown = run.trainings.empty() || std::any_of(run.trainings.begin(), run.trainings.end(), [&](Index t) {
                           return entry.trainings[t].data_seen == Tri::kUnknown && entry.trainings[t].reads.empty();
                         });
    if (!run.datasets.empty()) {
      run.data_recorded = Tri::kYes;
    } else if (HasDataTrace(run, entry, reads)) {
      run.data_recorded = Tri::kYes;
    } else if (std::any_of(run.params.begin(), run.params.end(), [](const Param& p) { return NamesData(p.key); }) ||
               std::any_of(run.tags.begin(), run.tags.end(), [](const Tag& t) { return NamesData(t.key); })) {
      run.data_recorded = Tri::kYes;
    } else if (run.datasets_open || LogsUnknownFolder(run, entry)) {
      run.data_recorded = Tri::kUnknown;
    } else if (reads.empty() && unknown) {
      run.data_recorded = Tri::kUnknown;
    } else {
      // an unknown mapping may name the path; one whose origin is known does not
      run.data_recorded =
          run.params_open && std::any_of(run.params.begin(), run.params.end(),
                                         [](const Param& p) { return p.key.is_unknown() && p.origins.empty(); })
              ? Tri::kUnknown
              : Tri::kNo;
    }
  }
}

/// The path that is read, where it is known: as written, or the default of the option that gives it.
std::string PathOf(const Entry& entry, const DataRead& read) {
  if (read.source.is_literal()) return read.source.value;
  const Argument* option = nullptr;
  for (const Origin& o : read.origins) {
    if (o.kind == OriginKind::kLiteral && !read.source.is_unknown()) continue;  // the rest of the path
    if (o.kind != OriginKind::kOption || o.id >= entry.arguments.size() || option != nullptr) return {};
    option = &entry.arguments[o.id];
  }
  if (option == nullptr || !option->fallback || !option->fallback->is_literal()) return {};
  if (read.source.is_unknown()) return option->fallback->value;
  // `os.path.join(args.folder, "train.pkl")`: what is left open is the option
  const std::string& pattern = read.source.value;
  const bool one_hole = pattern.find('\\') == std::string::npos && std::count(pattern.begin(), pattern.end(), '*') == 1;
  if (!one_hole) return {};
  std::string path = pattern;
  return path.replace(path.find('*'), 1, option->fallback->value);
}

void Trace(Entry& entry, const Project& project, const SourceFile& file) {
  for (DataRead& r : entry.reads) {
    if (r.built_in) continue;
    const std::string path = PathOf(entry, r);
    if (path.empty()) {
      // `data/{name}.csv`: a folder that DVC describes holds whichever it is
      if (r.source.kind != Text::Kind::kPattern || r.remote) continue;
      const std::string known = r.source.value.substr(0, r.source.value.find_first_of("*\\"));
      const std::size_t slash = known.rfind('/');
      if (slash == std::string::npos || slash == 0) continue;
      for (const std::string& s : Spellings(known.substr(0, slash), entry.path)) {
        if (HoldsOrLiesIn(project.dvc_tracked, s)) r.tracked = DataRead::Tracked::kDvc;
      }
      continue;
    }
    if (r.remote || path.starts_with("/") || path.find("://") != std::string::npos) continue;
    const std::vector<std::string> spellings = Spellings(path, entry.path);
    const auto held = [&](const std::vector<std::string>& sorted) {
      return std::any_of(spellings.begin(), spellings.end(), [&](const std::string& s) { return Holds(sorted, s); });
    };
    if (std::any_of(spellings.begin(), spellings.end(),
                    [&](const std::string& s) { return HoldsOrLiesIn(project.dvc_tracked, s); })) {
      r.tracked = DataRead::Tracked::kDvc;
    } else if (held(project.git.tracked)) {
      r.tracked = DataRead::Tracked::kGit;
    } else if (project.git.work_tree) {
      r.tracked = DataRead::Tracked::kNo;
    }
  }
  for (Run& run : entry.runs) {
    const bool tagged = std::any_of(run.tags.begin(), run.tags.end(),
                                    [](const Tag& t) {
                                      return !t.key.is_unknown() && (t.key.value.find("git") != std::string::npos ||
                                                                     t.key.value.find("commit") != std::string::npos);
                                    }) ||
                        std::any_of(run.params.begin(), run.params.end(), [](const Param& p) {
                          return !p.key.is_unknown() && (p.key.value.find("git") != std::string::npos ||
                                                         p.key.value.find("commit") != std::string::npos);
                        });
    const bool notebook_logged = std::any_of(run.artifacts.begin(), run.artifacts.end(), [](const Artifact& a) {
      return a.path.has_value() && a.path->value.ends_with(".ipynb");
    });
    if (tagged || notebook_logged || source::IsDatabricks(file)) {
      run.code_recorded = Tri::kYes;
    } else if (file.is_notebook() || run.kind == RunKind::kClient) {
      const bool unknown_tags = run.tags_open || std::any_of(run.tags.begin(), run.tags.end(),
                                                             [](const Tag& t) { return t.key.is_unknown(); });
      run.code_recorded = unknown_tags ? Tri::kUnknown : Tri::kNo;
    } else if (!project.git.work_tree) {
      run.code_recorded = Tri::kUnknown;
    } else {
      run.code_recorded = project.git.has_commit ? Tri::kYes : Tri::kNo;
    }
    // a file that git tracks is named by the commit that the run records
    if (run.data_recorded == Tri::kNo && run.code_recorded == Tri::kYes) {
      bool any = false;
      bool all = true;
      for (const Index r : ReadsOf(entry, run)) {
        const DataRead& read = entry.reads[r];
        if (read.built_in) continue;
        any = true;
        all = all && (read.tracked == DataRead::Tracked::kGit || read.tracked == DataRead::Tracked::kDvc);
      }
      if (any && all) run.data_recorded = Tri::kYes;
    }
  }
}

}  // namespace tracklint::facts
