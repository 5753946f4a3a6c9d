def baseline_params():
    return {"objective": "binary", "verbosity": -1, "num_threads": 1}


def suggest(trial):
    params = baseline_params()
    params["num_leaves"] = trial.suggest_int("num_leaves", 4, 16)
    params["learning_rate"] = trial.suggest_float("learning_rate", 0.05, 0.3, log=True)
    params["boosting"] = trial.suggest_categorical("boosting", ["gbdt", "dart"])
    for name in ("lambda_l1", "lambda_l2"):
        params[name] = trial.suggest_float(name, 1e-3, 1.0, log=True)
    return params
