"""data/calls/sklearn.json from the installed scikit-learn, its measured randomness and the word lists below."""
import inspect
import importlib
import json
import pathlib

MEASURED = pathlib.Path(__file__).parent / "measured" / "sklearn_randomness.json"

# RULES: random means more than tie-breaking. These permute features only to break ties unless a setting samples.
TIES = {
    "DecisionTreeClassifier": "splitter='random';max_features!=None", "DecisionTreeRegressor": "splitter='random';max_features!=None|1.0",
    "GradientBoostingClassifier": "subsample!=1.0|1;max_features!=None;n_iter_no_change!=None",
    "GradientBoostingRegressor": "subsample!=1.0|1;max_features!=None;n_iter_no_change!=None",
    "HistGradientBoostingClassifier": "early_stopping=True;max_features!=1.0", "HistGradientBoostingRegressor": "early_stopping=True;max_features!=1.0",
    "ExtraTreeClassifier": "always", "ExtraTreeRegressor": "always", "AdaBoostClassifier": "", "AdaBoostRegressor": "always",
}
# What small data cannot show: sampling that starts above a size, a split inside, convergence to one optimum.
KNOWN = {
    "LogisticRegression": "solver='sag'|'saga';solver='liblinear'&dual=True",
    "LogisticRegressionCV": "solver='sag'|'saga';solver='liblinear'&dual=True",
    "RANSACRegressor": "always", "TSNE": "always", "ClassifierChain": "order='random'", "RegressorChain": "order='random'",
    "PCA": "svd_solver='randomized'", "TruncatedSVD": "algorithm!='arpack'|unset", "KernelPCA": "eigen_solver='randomized'",
    "FactorAnalysis": "", "TunedThresholdClassifierCV": "", "PatchExtractor": "max_patches!=None", "TargetEncoder": "shuffle!=False|unset",
    "GaussianProcessClassifier": "n_restarts_optimizer!=0", "GaussianProcessRegressor": "n_restarts_optimizer!=0",
    "KBinsDiscretizer": "", "QuantileTransformer": "", "MDS": "always", "BernoulliRBM": "always",
}
FIXED_SEED = {"Perceptron"}  # random_state=0 by default
NUMERIC = {"subsample": "subsample!=1.0|1", "max_features": "max_features!=None|1.0", "max_samples": "max_samples!=None|1.0",
           "n_iter_no_change": "n_iter_no_change!=None", "early_stopping": "early_stopping=True", "n_restarts_optimizer": "n_restarts_optimizer!=0"}

# metric function -> key; "-" means lower is better; an empty key: no single number.
METRICS = {
    "accuracy_score": "accuracy", "auc": "auc", "average_precision_score": "average_precision", "balanced_accuracy_score": "balanced_accuracy",
    "brier_score_loss": "-brier", "class_likelihood_ratios": "", "classification_report": "", "cohen_kappa_score": "cohen_kappa",
    "confusion_matrix": "", "confusion_matrix_at_thresholds": "", "metric_at_thresholds": "", "d2_brier_score": "d2_brier", "d2_log_loss_score": "d2_log_loss", "dcg_score": "dcg", "det_curve": "", "f1_score": "f1",
    "fbeta_score": "fbeta", "hamming_loss": "-hamming_loss", "hinge_loss": "-hinge_loss", "jaccard_score": "jaccard", "log_loss": "-log_loss",
    "matthews_corrcoef": "mcc", "multilabel_confusion_matrix": "", "ndcg_score": "ndcg", "precision_recall_curve": "",
    "precision_recall_fscore_support": "", "precision_score": "precision", "recall_score": "recall", "roc_auc_score": "roc_auc", "roc_curve": "",
    "top_k_accuracy_score": "top_k_accuracy", "zero_one_loss": "-zero_one_loss", "coverage_error": "-coverage_error",
    "label_ranking_average_precision_score": "lrap", "label_ranking_loss": "-label_ranking_loss",
    "d2_absolute_error_score": "d2_absolute_error", "d2_pinball_score": "d2_pinball", "d2_tweedie_score": "d2_tweedie",
    "explained_variance_score": "explained_variance", "max_error": "-max_error", "mean_absolute_error": "-mae",
    "mean_absolute_percentage_error": "-mape", "mean_gamma_deviance": "-gamma_deviance", "mean_pinball_loss": "-pinball_loss",
    "mean_poisson_deviance": "-poisson_deviance", "mean_squared_error": "-mse", "mean_squared_log_error": "-msle",
    "mean_tweedie_deviance": "-tweedie_deviance", "median_absolute_error": "-medae", "r2_score": "r2",
    "root_mean_squared_error": "-rmse", "root_mean_squared_log_error": "-rmsle",
    "adjusted_mutual_info_score": "ami", "adjusted_rand_score": "ari", "calinski_harabasz_score": "calinski_harabasz",
    "completeness_score": "completeness", "consensus_score": "consensus", "davies_bouldin_score": "-davies_bouldin",
    "fowlkes_mallows_score": "fowlkes_mallows", "homogeneity_completeness_v_measure": "", "homogeneity_score": "homogeneity",
    "mutual_info_score": "mutual_info", "normalized_mutual_info_score": "nmi", "pair_confusion_matrix": "", "contingency_matrix": "",
    "rand_score": "rand", "silhouette_samples": "", "silhouette_score": "silhouette", "v_measure_score": "v_measure",
    # gone from recent releases
    "jaccard_similarity_score": "jaccard", "calinski_harabaz_score": "calinski_harabasz",
}
VARIANTS = {"mean_squared_error": "squared=False:rmse", "mean_squared_log_error": "squared=False:rmsle"}
METRIC_DATA = "y_true y_pred y_score y_prob y_proba y_type y_pred_decision labels sample_weight X labels_true labels_pred x y a b"

SPLITTERS = {"KFold": False, "StratifiedKFold": False, "GroupKFold": False, "StratifiedGroupKFold": False, "RepeatedKFold": None,
             "RepeatedStratifiedKFold": None, "ShuffleSplit": None, "StratifiedShuffleSplit": None, "GroupShuffleSplit": None}
OBJECTS = ("estimator", "base_estimator", "estimators", "regressor", "classifier", "steps", "transformers", "transformer_list")
SELECTORS = {"RFE", "RFECV", "SelectFromModel", "SequentialFeatureSelector"}
MORE_ESTIMATORS = {"NearestNeighbors", "KernelDensity", "GaussianMixture", "BayesianGaussianMixture", "SpectralBiclustering",
                   "SpectralCoclustering", "TransformedTargetRegressor"}
# The inner cv of these shapes the model, it is no evaluation protocol.
CV_COUNTS = {"StackingClassifier", "StackingRegressor", "CalibratedClassifierCV", "TunedThresholdClassifierCV"}
TRAINING_FUNCTIONS = {"cross_val_score": "score", "cross_validate": "score", "cross_val_predict": "", "learning_curve": "score",
                      "validation_curve": "score", "permutation_test_score": "score"}
# Names that are protocol elsewhere and a choice here, and the other way round.
HYPER = {"HashingVectorizer": "n_features", "FeatureHasher": "n_features", "SelectFromModel": "max_features", "NearestCentroid": "metric",
         "PatchExtractor": "max_patches"}
NOT_HYPER = {"RandomizedSearchCV": "n_iter", "HalvingRandomSearchCV": "n_candidates", "HalvingGridSearchCV": "", "MultiLabelBinarizer": "classes",
             "LabelBinarizer": "classes", "SimpleImputer": "missing_values add_indicator keep_empty_features",
             "OneHotEncoder": "sparse sparse_output dtype handle_unknown", "OrdinalEncoder": "dtype handle_unknown unknown_value encoded_missing_value",
             "CountVectorizer": "input encoding decode_error dtype", "TfidfVectorizer": "input encoding decode_error dtype",
             "HashingVectorizer": "input encoding decode_error dtype", "ColumnTransformer": "remainder", "KernelDensity": "",
             "KBinsDiscretizer": "dtype"}
GRIDS = ("param_grid", "param_distributions")
EXPERIMENTAL = ("sklearn.experimental.enable_halving_search_cv", "sklearn.experimental.enable_iterative_imputer")


def public_path(obj):
    """The module below which users import it: the defining module up to its first private part."""
    parts = []
    for part in obj.__module__.split("."):
        if part.startswith("_"):
            break
        parts.append(part)
    path = ".".join(parts)
    assert getattr(importlib.import_module(path), obj.__name__, None) is obj, (obj.__module__, obj.__name__)
    return f"{path}.{obj.__name__}"


def signature_names(obj):
    """Names in order. Releases before 1.0 took nearly all of them by position, so no '*' is written."""
    words = []
    for parameter in inspect.signature(obj).parameters.values():
        if parameter.kind == parameter.VAR_KEYWORD:
            words.append("**")
        elif parameter.kind == parameter.VAR_POSITIONAL:
            words.append("*")
        else:
            words.append(parameter.name)
    return " ".join(words)


def random_text(name, measured):
    if name in TIES:
        return TIES[name]
    if name in KNOWN:
        return KNOWN[name]
    record = measured.get(name)
    if not record or record["default"] is None:
        return ""
    by_parameter = {}
    for setting in record["fixed" if record["default"] else "random"]:
        parameter, value = setting.split("=", 1)
        by_parameter.setdefault(parameter, []).append(value)
    groups = []
    for parameter, values in sorted(by_parameter.items()):
        if record["default"]:
            groups.append(f"{parameter}!={'|'.join(values)}|unset")
        elif parameter in NUMERIC:
            groups.append(NUMERIC[parameter])
        else:
            groups.append(f"{parameter}={'|'.join(values)}")
    if record["default"]:
        return " & ".join(groups) if groups else "always"
    return ";".join(groups)


def estimators(measured):
    from sklearn.utils.discovery import all_estimators
    for name, cls in all_estimators():
        bases = {b.__name__ for b in cls.__mro__}
        names = inspect.signature(cls).parameters
        wrapped = next((p for p in OBJECTS if p in names), "")
        if name.endswith("SearchCV"):
            effect = "search"
        elif name in SELECTORS:
            effect = "transformer"
        elif wrapped:
            effect = "meta"
        elif (bases & {"ClassifierMixin", "RegressorMixin", "ClusterMixin", "OutlierMixin"} and name != "FeatureAgglomeration") or name in MORE_ESTIMATORS:
            effect = "estimator"
        else:
            effect = "transformer"
        takes_seed = "random_state" in names
        random = random_text(name, measured) if takes_seed else ""
        if effect == "search" and takes_seed:
            random = "always" if "Randomized" in name or name == "HalvingRandomSearchCV" else ""
        if name in ("StackingClassifier", "StackingRegressor", "VotingClassifier", "VotingRegressor"):
            wrapped = "estimators"
        yield public_path(cls), {
            "effect": effect, "params": signature_names(cls), "seed": "random_state" if takes_seed else "",
            "object": wrapped, "random": "" if name in FIXED_SEED else random, "seed_fixed": name in FIXED_SEED,
            "hyper": "cv" if name in CV_COUNTS else HYPER.get(name, ""), "not": NOT_HYPER.get(name, ""),
            "mapping": next((g for g in GRIDS if g in names), "") if effect == "search" else ""}


def functions():
    import sklearn.datasets
    import sklearn.metrics
    import sklearn.metrics.cluster
    import sklearn.model_selection
    import sklearn.utils
    for module in (sklearn.metrics, sklearn.metrics.cluster):
        for name in sorted(set(dir(module)) & set(METRICS)):
            yield f"{module.__name__}.{name}", metric(name, signature_names(getattr(module, name)))
    for name in METRICS:
        if not hasattr(sklearn.metrics, name):
            yield f"sklearn.metrics.{name}", metric(name, "")
    for name, flag_default in SPLITTERS.items():
        record = {"effect": "split", "params": signature_names(getattr(sklearn.model_selection, name)), "seed": "random_state"}
        if flag_default is None:
            record["random"] = "always"
        else:
            record.update({"flag": "shuffle", "random": "shuffle=True"})
        yield f"sklearn.model_selection.{name}", record
    yield "sklearn.model_selection.train_test_split", {
        "effect": "split", "params": "* test_size train_size random_state shuffle stratify", "not": "stratify", "seed": "random_state",
        "flag": "shuffle", "flag_default": True, "random": "shuffle!=False|unset"}
    yield "sklearn.utils.shuffle", {"effect": "split", "params": "* random_state n_samples", "seed": "random_state", "random": "always"}
    yield "sklearn.utils.resample", {"effect": "split", "params": "* replace n_samples random_state stratify sample_weight", "not": "stratify",
                                     "seed": "random_state", "random": "always"}
    for name, key in TRAINING_FUNCTIONS.items():
        yield f"sklearn.model_selection.{name}", {"effect": "train", "params": signature_names(getattr(sklearn.model_selection, name)),
                                                  "object": "estimator", "key": key}
    for name in sorted(dir(sklearn.datasets)):
        obj = getattr(sklearn.datasets, name)
        if not callable(obj) or not name.startswith(("load_", "fetch_", "make_")):
            continue
        names = inspect.signature(obj).parameters
        if name in ("load_files", "load_svmlight_file", "load_svmlight_files"):
            yield f"sklearn.datasets.{name}", {"effect": "read", "params": signature_names(obj), "source": next(iter(names))}
        else:
            seeded = name.startswith("make_") and "random_state" in names
            yield f"sklearn.datasets.{name}", {"effect": "builtin_data", "params": signature_names(obj),
                                               "seed": "random_state" if "random_state" in names else "", "random": "always" if seeded else ""}
    for path, wrapped in (("sklearn.pipeline.make_pipeline", "*"), ("sklearn.pipeline.make_union", "*"),
                          ("sklearn.compose.make_column_transformer", "*")):
        module, name = path.rsplit(".", 1)
        yield path, {"effect": "meta", "params": signature_names(getattr(importlib.import_module(module), name)), "object": wrapped,
                     "returns": {"make_pipeline": "sklearn.pipeline.Pipeline", "make_union": "sklearn.pipeline.FeatureUnion",
                                 "make_column_transformer": "sklearn.compose.ColumnTransformer"}[name]}


def metric(name, params):
    key = METRICS[name]
    return {"effect": "metric", "params": params, "not": METRIC_DATA, "key": key.lstrip("-"), "lower_is_better": key.startswith("-"),
            "variants": VARIANTS.get(name, "")}


def add_older(entries, older):
    """Arguments that an older release had (base_estimator, normalize, squared) after those of today."""
    for name, entry in entries.items():
        words = older.parameters(name) or []
        today = entry["params"].split()
        if today and "**" not in today:
            entry["params"] = " ".join(today + [w for w in words if w not in today and not w.startswith("*")])


def build(older):
    for module in EXPERIMENTAL:
        importlib.import_module(module)
    measured = json.loads(MEASURED.read_text(encoding="utf-8"))
    entries = dict(functions())
    entries.update(estimators(measured))
    add_older(entries, older)
    return entries
