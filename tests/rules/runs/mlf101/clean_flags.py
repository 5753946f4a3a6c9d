import mlflow
from sklearn.linear_model import Ridge


def tracked(x, y, use):
    if use:
        mlflow.start_run()
    model = Ridge(alpha=1.0).fit(x, y)
    if use:
        mlflow.log_metric("r2", model.score(x, y))
        mlflow.end_run()
    return model


def tracked_or_not(x, y):
    use = True
    try:
        mlflow.set_experiment("flags")
    except Exception:
        use = False
    if use:
        mlflow.start_run()
    model = Ridge(alpha=1.0).fit(x, y)
    if use:
        mlflow.log_metric("r2", model.score(x, y))
        mlflow.end_run()
    return model


def until_done(x, y):
    mlflow.start_run()
    done = False
    rounds = 0
    while not done:
        model = Ridge(alpha=1.0).fit(x, y)
        rounds += 1
        done = rounds > 3 or model.score(x, y) > 0.9
    mlflow.log_metric("rounds", rounds)
    mlflow.end_run()


def tracked_carefully(x, y, use):
    if use:
        try:
            mlflow.start_run()
        except Exception as error:
            print(error)
    model = Ridge(alpha=1.0).fit(x, y)
    if use:
        try:
            mlflow.log_metric("r2", model.score(x, y))
            mlflow.end_run()
        except Exception as error:
            print(error)
