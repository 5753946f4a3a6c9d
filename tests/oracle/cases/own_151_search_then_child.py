"""Searches earlier runs, picks the best and continues below it."""
import mlflow
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_score

X, y = load_diabetes(return_X_y=True)
EXPERIMENT = mlflow.set_experiment("ridge-search")


def sweep(alphas):
    for alpha in alphas:
        with mlflow.start_run(run_name=f"alpha={alpha}", tags={"phase": "sweep"}):
            scores = cross_val_score(Ridge(alpha=alpha), X, y, cv=4, scoring="r2")
            mlflow.log_params({"alpha": alpha, "cv": 4})
            mlflow.log_metrics({"r2_mean": scores.mean(), "r2_min": scores.min()})


def best_run():
    return mlflow.search_runs(
        [EXPERIMENT.experiment_id], filter_string="tags.phase = 'sweep'", order_by=["metrics.r2_mean DESC"], max_results=1
    ).iloc[0]


sweep([0.01, 0.1, 1.0])
best = best_run()
with mlflow.start_run(run_name="final", tags={"phase": "final", "from": best["run_id"]}) as final:
    alpha = float(best["params.alpha"])
    mlflow.log_param("alpha", alpha)
    model = Ridge(alpha=alpha).fit(X, y)
    mlflow.log_metric("train_r2", model.score(X, y))
    with mlflow.start_run(run_name="coefficients", nested=True):
        for name, value in zip(load_diabetes().feature_names, model.coef_):
            mlflow.log_metric(f"coef_{name}", value)
