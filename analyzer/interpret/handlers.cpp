// Which function of Python and its standard library is interpreted by which handler.
#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

const std::unordered_map<std::string_view, Interpreter::Handler>& Interpreter::handlers() {
  static const std::unordered_map<std::string_view, Handler> kTable = [] {
    std::unordered_map<std::string_view, Handler> t;
    const auto add = [&](std::initializer_list<std::string_view> names, Handler h) {
      for (const std::string_view n : names) t.emplace(n, h);
    };
    add({"builtins.print", "pprint.pprint", "rich.print", "click.echo", "typer.echo", "click.secho", "typer.secho"},
        &Interpreter::py_print);
    add({"builtins.len"}, &Interpreter::py_len);
    add({"builtins.range"}, &Interpreter::py_range);
    add({"builtins.enumerate"}, &Interpreter::py_enumerate);
    add({"builtins.zip"}, &Interpreter::py_zip);
    add({"builtins.map"}, &Interpreter::py_map);
    add({"builtins.filter"}, &Interpreter::py_filter);
    add({"builtins.sorted"}, &Interpreter::py_sorted);
    add({"builtins.reversed"}, &Interpreter::py_reversed);
    add({"builtins.list"}, &Interpreter::py_list);
    add({"builtins.tuple"}, &Interpreter::py_tuple);
    add({"builtins.set", "builtins.frozenset"}, &Interpreter::py_set);
    add({"builtins.dict", "collections.OrderedDict"}, &Interpreter::py_dict);
    add({"builtins.str"}, &Interpreter::py_str);
    add({"builtins.format"}, &Interpreter::py_format);
    add({"builtins.repr", "builtins.ascii"}, &Interpreter::py_repr);
    add({"builtins.int"}, &Interpreter::py_int);
    add({"builtins.float"}, &Interpreter::py_float);
    add({"builtins.bool"}, &Interpreter::py_bool);
    add({"builtins.abs", "builtins.round", "builtins.pow", "builtins.divmod", "builtins.sum"}, &Interpreter::py_number);
    add({"builtins.min", "builtins.max"}, &Interpreter::py_min_max);
    add({"builtins.any", "builtins.all"}, &Interpreter::py_any_all);
    add({"builtins.isinstance", "builtins.issubclass"}, &Interpreter::py_isinstance);
    add({"builtins.hasattr"}, &Interpreter::py_hasattr);
    add({"builtins.getattr"}, &Interpreter::py_getattr);
    add({"builtins.setattr"}, &Interpreter::py_setattr);
    add({"builtins.type"}, &Interpreter::py_type);
    add({"builtins.vars", "builtins.locals", "builtins.globals"}, &Interpreter::py_vars);
    add({"builtins.iter", "builtins.memoryview", "typing.cast"}, &Interpreter::py_identity);
    add({"builtins.next"}, &Interpreter::py_next);
    add({"builtins.exit", "builtins.quit", "sys.exit", "os._exit", "os.abort"}, &Interpreter::py_exit);
    add({"builtins.open", "io.open", "codecs.open", "gzip.open"}, &Interpreter::py_open);
    add({"builtins.__import__", "importlib.import_module"}, &Interpreter::py_import);
    add({"functools.partial", "functools.partialmethod"}, &Interpreter::std_partial);
    add({"functools.wraps", "functools.lru_cache", "functools.cache"}, &Interpreter::std_wraps);
    add({"functools.reduce"}, &Interpreter::std_reduce);
    add({"itertools.product"}, &Interpreter::std_product);
    add({"itertools.chain", "itertools.chain.from_iterable"}, &Interpreter::std_chain);
    add({"itertools.islice", "itertools.cycle", "itertools.count", "itertools.repeat", "tqdm.tqdm", "tqdm.auto.tqdm",
         "tqdm.notebook.tqdm", "tqdm.trange", "tqdm.auto.trange", "rich.progress.track",
         "concurrent.futures.as_completed", "tqdm.std.tqdm", "tqdm.autonotebook.tqdm"},
        &Interpreter::std_element);
    add({"copy.copy", "copy.deepcopy", "sklearn.clone", "sklearn.base.clone"}, &Interpreter::std_copy);
    add({"joblib.delayed", "sklearn.utils.parallel.delayed", "sklearn.utils.fixes.delayed"},
        &Interpreter::joblib_delayed);
    add({"joblib.Parallel", "sklearn.utils.parallel.Parallel", "joblib.parallel.Parallel"},
        &Interpreter::joblib_parallel);
    add({"click.get_current_context", "click.globals.get_current_context"}, &Interpreter::click_current_context);
    add({"dataclasses.asdict", "attrs.asdict", "attr.asdict"}, &Interpreter::std_asdict);
    add({"dataclasses.astuple", "attrs.astuple", "attr.astuple"}, &Interpreter::std_astuple);
    add({"dataclasses.is_dataclass"}, &Interpreter::std_is_dataclass);
    add({"dataclasses.replace", "attrs.evolve", "attr.evolve"}, &Interpreter::std_replace);
    add({"dataclasses.fields", "attrs.fields", "attr.fields"}, &Interpreter::std_fields);
    add({"types.SimpleNamespace", "argparse.Namespace"}, &Interpreter::std_namespace);
    add({"collections.defaultdict", "collections.ChainMap"}, &Interpreter::std_defaultdict);
    add({"collections.Counter"}, &Interpreter::std_counter);
    add({"collections.namedtuple"}, &Interpreter::std_namedtuple);
    add({"inspect.signature"}, &Interpreter::std_signature);
    add({"os.getenv", "os.environ.get", "os.environ.__getitem__", "decouple.config", "environ.get"},
        &Interpreter::os_getenv);
    add({"os.environ.setdefault", "os.environ.update", "os.environ.pop", "os.environ.copy", "os.environ.items"},
        &Interpreter::os_environ_method);
    add({"os.putenv"}, &Interpreter::os_putenv);
    add({"os.path.join", "posixpath.join"}, &Interpreter::os_join);
    add({"glob.glob", "glob.iglob"}, &Interpreter::std_glob);
    add({"os.path.dirname", "os.path.basename"}, &Interpreter::os_dirname);
    add({"os.path.abspath", "os.path.realpath", "os.path.normpath", "os.path.expanduser", "os.fspath",
         "os.path.expandvars"},
        &Interpreter::os_same);
    add({"os.path.splitext"}, &Interpreter::os_splitext);
    add({"os.path.exists", "os.path.isfile", "os.path.isdir"}, &Interpreter::os_exists);
    add({"pandas.DataFrame", "pandas.DataFrame.from_dict", "pandas.DataFrame.from_records", "pandas.Series"},
        &Interpreter::pandas_table);
    add({"builtins.object.__new__"}, &Interpreter::std_new);
    add({"re.sub"}, &Interpreter::re_sub);
    add({"functools.update_wrapper"}, &Interpreter::std_update_wrapper);
    add({"contextlib.suppress"}, &Interpreter::std_suppress);
    add({"os.getcwd", "pathlib.Path.cwd"}, &Interpreter::os_cwd);
    add({"pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath"}, &Interpreter::std_path);
    add({"time.time", "time.perf_counter", "time.monotonic", "time.strftime", "time.time_ns", "time.ctime",
         "time.process_time", "datetime.datetime.now", "datetime.datetime.utcnow", "datetime.date.today",
         "datetime.datetime.today", "uuid.uuid4", "uuid.uuid1"},
        &Interpreter::std_clock);
    add({"threading.Thread", "threading.Timer", "multiprocessing.Process"}, &Interpreter::std_thread);
    add({"asyncio.to_thread", "_thread.start_new_thread"}, &Interpreter::std_run_in_thread);
    add({"atexit.register"}, &Interpreter::std_atexit);
    add({"gc.collect", "os.makedirs", "os.mkdir", "os.remove", "shutil.rmtree", "time.sleep", "warnings.filterwarnings",
         "warnings.simplefilter", "logging.basicConfig", "matplotlib.use", "sys.path.append", "sys.path.insert",
         "signal.signal"},
        &Interpreter::std_none);
    add({"types.MappingProxyType", "box.Box", "box.ConfigBox", "easydict.EasyDict", "munch.Munch", "munch.munchify",
         "ml_collections.ConfigDict", "addict.Dict"},
        &Interpreter::std_mapping);
    add({"logging.info", "logging.debug", "logging.warning", "logging.error", "logging.critical", "loguru.logger.info",
         "loguru.logger.debug", "loguru.logger.success", "loguru.logger.warning"},
        &Interpreter::std_logging);
    add({"argparse.ArgumentParser", "configargparse.ArgumentParser", "configargparse.ArgParser",
         "jsonargparse.ArgumentParser"},
        &Interpreter::std_parser);
    add({"typer.run", "fire.Fire", "absl.app.run"}, &Interpreter::cli_run);
    add({"absl.flags.DEFINE_string", "absl.flags.DEFINE_integer", "absl.flags.DEFINE_float", "absl.flags.DEFINE_bool",
         "absl.flags.DEFINE_boolean", "absl.flags.DEFINE_enum", "absl.flags.DEFINE_list",
         "absl.flags.DEFINE_multi_string"},
        &Interpreter::absl_define);
    add({"yaml.safe_load", "yaml.load", "yaml.full_load", "yaml.unsafe_load", "json.load", "json.loads", "toml.load",
         "toml.loads", "tomllib.load", "tomllib.loads", "tomli.load", "tomli.loads", "omegaconf.OmegaConf.load",
         "hydra.utils.to_absolute_path_load", "dvc.api.params_show"},
        &Interpreter::config_load);
    add({"configparser.ConfigParser", "configparser.RawConfigParser"}, &Interpreter::config_parse);
    add({"json.dump", "yaml.dump", "yaml.safe_dump", "toml.dump", "pickle.dump_config"}, &Interpreter::json_dump);
    add({"json.dumps"}, &Interpreter::json_dumps);
    add({"dagshub.init"}, &Interpreter::dagshub_init);
    add({"torch.use_deterministic_algorithms"}, &Interpreter::torch_deterministic);
    add({"dotenv.load_dotenv", "dotenv.main.load_dotenv"}, &Interpreter::dotenv_load);
    add({"omegaconf.OmegaConf.to_container", "omegaconf.OmegaConf.create", "omegaconf.OmegaConf.to_object",
         "omegaconf.OmegaConf.merge", "omegaconf.OmegaConf.structured", "omegaconf.OmegaConf.to_yaml",
         "omegaconf.OmegaConf.from_cli"},
        &Interpreter::omega_container);
    add({"hydra.utils.instantiate", "hydra.utils.call"}, &Interpreter::hydra_instantiate);
    add({"numpy.round", "numpy.around", "math.sqrt", "math.exp", "math.log", "math.ceil", "math.floor"},
        &Interpreter::std_number);
    add({"os.system", "subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output",
         "subprocess.Popen"},
        &Interpreter::std_shell);
    add({"sklearn.model_selection.ParameterGrid", "sklearn.model_selection.ParameterSampler"},
        &Interpreter::parameter_grid);
    add({"runpy.run_path"}, &Interpreter::std_runpy);
    add({"hydra.initialize", "hydra.initialize_config_dir"}, &Interpreter::hydra_initialize);
    add({"hydra.compose"}, &Interpreter::hydra_compose);
    add({"kedro.pipeline.node", "kedro.pipeline.Node", "kedro.pipeline.node.node", "kedro.pipeline.node.Node"},
        &Interpreter::kedro_node);
    add({"kedro.pipeline.Pipeline", "kedro.pipeline.pipeline", "kedro.pipeline.modular_pipeline.pipeline",
         "kedro.pipeline.pipeline.Pipeline", "kedro.modular_pipeline.pipeline"},
        &Interpreter::kedro_pipeline);
    add({"kedro.framework.project.find_pipelines"}, &Interpreter::kedro_find_pipelines);
    add({"kedro.framework.session.KedroSession.create", "kedro.framework.session.session.KedroSession.create",
         "kedro.framework.cli.utils.find_run_command"},
        &Interpreter::kedro_session);
    add({"databricks.dbutils.widgets.text", "databricks.dbutils.widgets.dropdown",
         "databricks.dbutils.widgets.combobox", "databricks.dbutils.widgets.multiselect"},
        &Interpreter::widget_define);
    add({"databricks.dbutils.widgets.get", "databricks.dbutils.widgets.getArgument"}, &Interpreter::widget_get);
    add({"dotenv.dotenv_values", "dotenv.main.dotenv_values"}, &Interpreter::dotenv_values);
    add({"dotenv.find_dotenv", "dotenv.main.find_dotenv"}, &Interpreter::dotenv_find);
    add({"hyperopt.space_eval"}, &Interpreter::space_eval);
    add({"threading.Thread.start"}, &Interpreter::std_none);
    return t;
  }();
  return kTable;
}

Outcome Interpreter::take() {
  // a run that is still open when the entry ends is ended at exit by MLflow (not in notebooks, threads)
  if (live_) {
    for (const ActiveRun& a : s_.tracking->active) {
      if (!s_.has_run(a.run)) continue;
      RunState& state = s_.edit_run(a.run);
      if (state.run.kind == RunKind::kBare || state.run.kind == RunKind::kImplicit) state.run.ended = Ended::kAtExit;
    }
  }
  for (Index i = 0; i < s_.runs.size(); ++i) {
    if (!s_.has_run(i)) {
      out_.entry.runs.emplace_back();  // keeps indexes; dropped by facts
      out_.entry.runs.back().where = Span{};
      continue;
    }
    const RunState& state = s_.run(i);
    Run run = state.run;
    if (state.ended == Tri::kYes) {
      run.ended = Ended::kYes;
    } else if (run.ended != Ended::kAtExit) {
      run.ended = state.ended == Tri::kNo ? Ended::kNo : Ended::kUnknown;
    }
    if (run.kind == RunKind::kAutolog) run.ended = Ended::kYes;
    if (state.maybe) {
      run.certainty = Certainty::kMaybe;
      if (run.multiplicity == Multiplicity::kOne) run.multiplicity = Multiplicity::kMaybe;
    }
    if (state.many) run.multiplicity = Multiplicity::kMany;
    out_.entry.runs.push_back(std::move(run));
  }
  if (out_.entry.torch_deterministic == Tri::kUnknown) out_.entry.torch_deterministic = Tri::kNo;
  out_.saved_models = std::move(saved_models_);
  out_.dotenv_unknown = dotenv_unknown_;
  out_.steps = steps_;
  return std::move(out_);
}

}  // namespace tracklint::interpret
