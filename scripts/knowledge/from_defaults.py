"""data/defaults.json: what get_params() of a fresh estimator gives, in its order, from the installed releases."""
import importlib
import inspect

# Estimators beyond scikit-learn's own whose get_params() follows its conventions.
OTHERS = {
    "xgboost": ("XGBClassifier", "XGBRegressor", "XGBRanker", "XGBRFClassifier", "XGBRFRegressor"),
    "lightgbm": ("LGBMClassifier", "LGBMRegressor", "LGBMRanker"),
}


def text_of(value):
    """The value as Python writes it, or "?" where it is no plain constant."""
    if value is None or isinstance(value, (bool, int)):
        return repr(value)
    if isinstance(value, float):
        return repr(value) if value == value and abs(value) != float("inf") else "?"
    if isinstance(value, str) and all(c.isalnum() or c in "_-.:/" for c in value):
        return repr(value)
    return "?"


def params_of(cls):
    try:
        return cls().get_params(deep=False)
    except TypeError:  # wraps something that must be given
        signature = inspect.signature(cls).parameters.values()
        return {p.name: "\0" if p.default is p.empty else p.default for p in signature if p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)}


def classes():
    from sklearn.utils.discovery import all_estimators

    from from_sklearn import public_path

    for _, cls in all_estimators():
        yield public_path(cls), cls
    for library, names in OTHERS.items():
        module = importlib.import_module(library)
        for name in names:
            yield f"{library}.{name}", getattr(module, name)


def build():
    entries = {}
    for path, cls in classes():
        words = [f"{name}={text_of(value)}" for name, value in params_of(cls).items()]
        if words:
            entries[path] = " ".join(words)
    return {"defaults.json": entries}
