// Tables of pandas, as far as code logs from them: the columns of a DataFrame and what a cell of each looks like; a row
// or another Series by its labels. Everything else about them is data without structure.
//
// The structure stands in hidden attributes of the library object: `__columns__` and `__labels__` hold dicts.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

namespace {

constexpr std::size_t kMaxColumns = 64;
constexpr std::size_t kMaxRows = 64;

bool Among(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

/// The structure of a table that took several ways: those of all of them in one.
Value Interpreter::one_dict(Value v) {
  if (v == nullptr || IsObject(v)) return v;
  if (v->kind != Kind::kUnion) return nullptr;
  Value all = make_dict();
  for (Value item : v->items) {
    if (!IsObject(item)) return nullptr;
    dict_update(all->obj, item, {});
  }
  return all;
}

Value Interpreter::frame_columns(Value v) {
  if (!IsObject(v) || obj(v).kind != ObjKind::kLibrary) return nullptr;
  return one_dict(get_library_attr(v, "__columns__"));
}

Value Interpreter::series_labels(Value v) {
  if (!IsObject(v) || obj(v).kind != ObjKind::kLibrary) return nullptr;
  return one_dict(get_library_attr(v, "__labels__"));
}

Value Interpreter::make_frame(Value columns, Provenance prov) {
  Value frame = library_instance("pandas.DataFrame");
  edit(frame->obj).type = ValueType::kData;
  edit(frame->obj).prov = prov;
  set_hidden_attr(frame, "__columns__", columns);
  return frame;
}

/// A Series with known labels (a row, a mean of each column).
Value Interpreter::make_series(Value labels, Provenance prov) {
  Value series = library_instance("pandas.Series");
  edit(series->obj).type = ValueType::kData;
  edit(series->obj).prov = prov;
  set_hidden_attr(series, "__labels__", labels);
  return series;
}

/// A column: many cells that look alike.
Value Interpreter::make_column(Value cell, Provenance prov) {
  Value series = library_instance("pandas.Series");
  edit(series->obj).type = ValueType::kData;
  edit(series->obj).prov = arena_.join(prov, prov_of(cell));
  set_hidden_attr(series, "__cell__", cell);
  return series;
}

/// The columns of a table that is made of a mapping of columns or of a list of rows; null when they are not known.
Value Interpreter::columns_of(Value data, Value names) {
  if (data == nullptr) return nullptr;
  if (Value have = frame_columns(data); have != nullptr) return copy_object(have, 1);
  if (IsObject(data) && obj(data).kind == ObjKind::kDict) {
    Value columns = make_dict({}, obj(data).open, obj(data).prov);
    for (const DictItem& item : Object(obj(data)).entries) {
      const bool sequence = item.value->kind == Kind::kTuple || IsObject(item.value);
      dict_set(columns->obj, item.key, sequence ? element_of(item.value) : item.value, item.where, item.maybe);
    }
    return columns;
  }
  const bool list = data->kind == Kind::kTuple || (IsObject(data) && obj(data).kind == ObjKind::kList);
  if (!list) return nullptr;
  std::vector<Value> rows = data->kind == Kind::kTuple ? data->items : obj(data).items;
  const bool open = data->kind == Kind::kTuple ? data->b : obj(data).open;
  if (rows.empty()) return nullptr;
  if (rows.size() > kMaxRows) rows.resize(kMaxRows);
  std::vector<Value> alternatives;
  for (Value row : rows) {
    if (row->kind == Kind::kUnion) {
      alternatives.insert(alternatives.end(), row->items.begin(), row->items.end());
    } else {
      alternatives.push_back(row);
    }
  }
  Value columns = make_dict();
  const auto listed = names == nullptr ? std::nullopt : known_items(names, kMaxColumns);
  for (Value row : alternatives) {
    if (Value labels = series_labels(row); labels != nullptr) row = labels;
    if (IsObject(row) && obj(row).kind == ObjKind::kDict) {
      for (const DictItem& item : Object(obj(row)).entries) {
        Value have = nullptr;
        for (const DictItem& c : obj(columns).entries) {
          if (SameValue(c.key, item.key)) have = c.value;
        }
        dict_set(columns->obj, item.key, have == nullptr ? item.value : JoinValues(have, item.value, arena_),
                 item.where, have == nullptr && item.maybe);
      }
      if (obj(row).open) edit(columns->obj).open = true;
      continue;
    }
    const auto cells = row->kind == Kind::kStr ? std::nullopt : known_items(row, kMaxColumns);
    if (!cells.has_value() || !listed.has_value() || cells->size() != listed->size()) return nullptr;
    for (std::size_t i = 0; i < cells->size(); ++i) {
      Value have = dict_get(columns->obj, (*listed)[i]);
      dict_set(columns->obj, (*listed)[i], have == nullptr ? (*cells)[i] : JoinValues(have, (*cells)[i], arena_), {});
    }
  }
  (void)open;
  return columns;
}

/// pandas.DataFrame(…), from_dict, from_records; pandas.Series({…}).
Value Interpreter::pandas_table(Call& call) {
  const knowledge::CallInfo* info = knowledge::Find(call.name);
  const bool series = call.name == "pandas.Series";
  Value data = arg(call, 0, "data");
  Value orient = named(call.args, "orient");
  Value names = named(call.args, "columns");
  if (names == nullptr && !series && call.args.positional.size() > 2) names = call.args.positional[2].value;
  Value made = info != nullptr ? ml_call(*info, call) : call_generic(call);
  if (!IsObject(made) || obj(made).kind != ObjKind::kLibrary) return made;
  if (series) {
    if (data != nullptr && IsObject(data) && obj(data).kind == ObjKind::kDict)
      set_hidden_attr(made, "__labels__", copy_object(data, 0));
    return made;
  }
  if (orient != nullptr && orient->kind == Kind::kStr && orient->s == "index" && data != nullptr && IsObject(data)) {
    std::vector<Value> rows;
    for (const DictItem& item : Object(obj(data)).entries) rows.push_back(item.value);
    data = make_list(std::move(rows));
  }
  if (Value columns = columns_of(data, names); columns != nullptr) set_hidden_attr(made, "__columns__", columns);
  return made;
}

/// A row of the table, or one of its aggregates: the cell of every column.
Value Interpreter::frame_row(Value frame, bool aggregate) {
  Value columns = frame_columns(frame);
  Value labels = make_dict({}, obj(columns).open, obj(columns).prov);
  for (const DictItem& item : Object(obj(columns)).entries) {
    Value cell = item.value;
    if (aggregate) {
      if (cell->kind == Kind::kStr || (IsObject(cell) && obj(cell).kind == ObjKind::kDict)) continue;
      cell = arena_.unknown(prov_of(cell), ValueType::kNumber);
    } else if (IsConst(cell)) {
      cell = arena_.unknown(cell->prov, type_of(cell));
    }
    dict_set(labels->obj, item.key, cell, item.where, item.maybe);
  }
  return make_series(labels, obj(frame).prov);
}

Value Interpreter::frame_attr(Value self, std::string_view name) {
  if (Value columns = frame_columns(self); columns != nullptr) {
    if (name == "columns") {
      std::vector<Value> keys;
      for (const DictItem& item : obj(columns).entries) keys.push_back(item.key);
      return arena_.tuple(std::move(keys), obj(columns).open, obj(columns).prov);
    }
    if (Among(name, {"loc", "iloc", "at", "iat"})) {
      Value indexer = library_instance("pandas.core.indexing." + std::string(name));
      set_hidden_attr(indexer, "__frame__", self);
      return indexer;
    }
    for (const DictItem& item : Object(obj(columns)).entries) {
      if (item.key->kind == Kind::kStr && item.key->s == name) return make_column(item.value, obj(self).prov);
    }
    return nullptr;
  }
  if (Value labels = series_labels(self); labels != nullptr) {
    if (name == "index") return dict_keys(labels);
    if (name == "loc" || name == "at") return labels;
    for (const DictItem& item : obj(labels).entries) {
      if (item.key->kind == Kind::kStr && item.key->s == name) return item.value;
    }
    return nullptr;
  }
  if (Value cell = get_library_attr(self, "__cell__"); cell != nullptr) {
    if (Among(name, {"values", "array"})) return make_list({cell}, true, obj(self).prov);
    if (Among(name, {"iloc", "loc", "iat", "at"})) return make_list({cell}, true, obj(self).prov);
  }
  return nullptr;
}

Value Interpreter::dict_keys(Value dict) {
  std::vector<Value> keys;
  for (const DictItem& item : obj(dict).entries) keys.push_back(item.key);
  return arena_.tuple(std::move(keys), obj(dict).open, obj(dict).prov);
}

Value Interpreter::frame_index(Value self, Value key) {
  if (Value frame = get_library_attr(self, "__frame__"); frame != nullptr && frame_columns(frame) != nullptr) {
    if (key->kind == Kind::kTuple && key->items.size() == 2) {
      Value columns = frame_columns(frame);
      Value cell = dict_get(columns->obj, key->items[1]);
      return cell == nullptr ? arena_.unknown(obj(frame).prov) : cell;
    }
    const bool several = key->kind == Kind::kTuple || type_of(key) == ValueType::kData || IsObject(key);
    return several ? make_frame(frame_columns(frame), obj(frame).prov) : frame_row(frame, false);
  }
  if (Value columns = frame_columns(self); columns != nullptr) {
    if (key->kind == Kind::kStr || key->kind == Kind::kText) {
      Value cell = dict_get(columns->obj, key);
      return make_column(cell == nullptr ? arena_.unknown(obj(self).prov) : cell, obj(self).prov);
    }
    const bool list = IsObject(key) && obj(key).kind == ObjKind::kList;
    if (const auto names = list ? known_items(key, kMaxColumns) : std::nullopt) {
      Value kept = make_dict();
      for (Value name : *names) {
        Value cell = dict_get(columns->obj, name);
        dict_set(kept->obj, name, cell == nullptr ? arena_.unknown(obj(self).prov) : cell, {});
      }
      return make_frame(kept, obj(self).prov);
    }
    if (type_of(key) == ValueType::kData || key->kind == Kind::kUnknown)
      return make_frame(columns, arena_.join(obj(self).prov, prov_of(key)));  // a mask
    return nullptr;
  }
  if (Value labels = series_labels(self); labels != nullptr) return dict_get(labels->obj, key);
  if (Value cell = get_library_attr(self, "__cell__"); cell != nullptr && key->kind != Kind::kTuple)
    return type_of(key) == ValueType::kData ? self : cell;
  return nullptr;
}

/// Methods whose results have a structure again; null: none of them.
Value Interpreter::frame_method(Value self, std::string_view method, Call& call) {
  const Provenance prov = obj(self).prov;
  if (Value columns = frame_columns(self); columns != nullptr) {
    if (method == "iterrows")
      return arena_.tuple({arena_.tuple({arena_.unknown(prov), frame_row(self, false)})}, true, prov);
    if (method == "itertuples") return arena_.tuple({frame_row(self, false)}, true, prov);
    if (method == "items") {
      std::vector<Value> pairs;
      for (const DictItem& item : Object(obj(columns)).entries)
        pairs.push_back(arena_.tuple({item.key, make_column(item.value, prov)}));
      return arena_.tuple(std::move(pairs), obj(columns).open, prov);
    }
    if (method == "keys") return dict_keys(columns);
    if (Among(method, {"mean", "std", "min", "max", "median", "sum", "var", "agg", "aggregate"}))
      return frame_row(self, true);
    if (method == "to_dict") {
      Value orient = arg(call, 0, "orient");
      const std::string how = orient != nullptr && orient->kind == Kind::kStr ? orient->s : "dict";
      Value row = series_labels(frame_row(self, false));
      if (how == "records") return make_list({row}, true, prov);
      Value out = make_dict({}, how == "index", prov);
      if (how == "list") {
        for (const DictItem& item : Object(obj(row)).entries)
          dict_set(out->obj, item.key, make_list({item.value}, true, prov), item.where);
      } else if (how == "index") {
        dict_set(out->obj, arena_.unknown(prov), row, {});
      } else {
        for (const DictItem& item : Object(obj(row)).entries) {
          Value inner = make_dict();
          dict_set(inner->obj, arena_.unknown(prov), item.value, item.where);
          dict_set(out->obj, item.key, inner, item.where);
        }
      }
      return out;
    }
    const bool same = Among(method, {"set_index", "reset_index", "sort_values", "sort_index", "head", "tail", "copy",
                                     "round", "fillna", "dropna", "query", "nlargest", "nsmallest", "drop_duplicates",
                                     "assign", "drop", "rename", "astype", "convert_dtypes"});
    if (!same) return nullptr;
    Value changed = copy_object(columns, 0);
    const auto drop = [&](Value names) {
      if (names == nullptr) return;
      std::vector<Value> listed{names};
      if (names->kind != Kind::kStr) listed = known_items(names, kMaxColumns).value_or(std::vector<Value>{});
      std::erase_if(edit(changed->obj).entries, [&](const DictItem& item) {
        return std::any_of(listed.begin(), listed.end(), [&](Value v) { return SameValue(v, item.key); });
      });
    };
    if (method == "set_index") drop(arg(call, 0, "keys"));
    if (method == "drop") drop(named(call.args, "columns"));
    if (method == "assign") {
      for (const Argument& a : call.args.keyword) {
        Value v = IsCallableKind(a.value) ? arena_.unknown(prov) : a.value;
        dict_set(changed->obj, arena_.str(std::string(names_.text(a.name))), v, a.where);
      }
    }
    if (method == "rename") {
      if (Value map = named(call.args, "columns"); map != nullptr && IsObject(map)) {
        for (DictItem& item : edit(changed->obj).entries) {
          for (const DictItem& to : obj(map).entries) {
            if (SameValue(to.key, item.key)) {
              item.key = to.value;
              break;
            }
          }
        }
      }
    }
    Value in_place = named(call.args, "inplace");
    if (in_place != nullptr && truth(in_place) == Tri::kYes) {
      set_hidden_attr(self, "__columns__", changed);
      return arena_.none();
    }
    return make_frame(changed, prov);
  }
  if (Value labels = series_labels(self); labels != nullptr) {
    if (Among(method, {"items", "keys", "get"})) return dict_method(labels, method, call);
    if (method == "to_dict") return copy_object(labels, 0);
    if (Among(method, {"round", "copy", "fillna", "dropna", "astype", "sort_values"})) return self;
    if (method == "_asdict") return copy_object(labels, 0);
    return nullptr;
  }
  if (Value cell = get_library_attr(self, "__cell__"); cell != nullptr) {
    if (Among(method, {"tolist", "to_list", "unique", "to_numpy"})) return make_list({cell}, true, prov);
    if (Among(method, {"item", "iloc"})) return cell;
  }
  return nullptr;
}

/// df["new"] = values
void Interpreter::set_frame_column(Value self, Value key, Value v) {
  Value columns = frame_columns(self);
  if (columns == nullptr) return;
  Value changed = copy_object(columns, 0);
  const bool sequence = v->kind == Kind::kTuple || (IsObject(v) && obj(v).kind == ObjKind::kList);
  Value cell = sequence ? element_of(v) : v;
  if (IsObject(v)) {
    if (Value inner = get_library_attr(v, "__cell__"); inner != nullptr) cell = inner;
  }
  dict_set(changed->obj, key, cell, {});
  set_hidden_attr(self, "__columns__", changed);
}

}  // namespace tracklint::interpret
