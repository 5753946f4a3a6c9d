"""A sweep over numpy values; names with formats; the best by a sorted list."""
import mlflow
import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

X, y = load_diabetes(return_X_y=True)
X_tr, X_te, y_tr, y_te = train_test_split(X, y, random_state=9)
mlflow.set_experiment("linspace")
history = []
for alpha in np.linspace(0.1, 1.0, 4):
    with mlflow.start_run(run_name="ridge_{:.2f}".format(alpha)) as run:
        model = Ridge(alpha=alpha).fit(X_tr, y_tr)
        mlflow.log_params({"alpha": alpha, "log10_alpha": round(float(np.log10(alpha)), 2)})
        error = float(np.abs(model.predict(X_te) - y_te).mean())
        mlflow.log_metric("mae", error)
        history.append({"run_id": run.info.run_id, "alpha": alpha, "mae": error})
history.sort(key=lambda h: h["mae"])
best, *others = history
mlflow.log_metric("is_best", 1, run_id=best["run_id"])
for rank, other in enumerate(others, start=2):
    mlflow.MlflowClient().set_tag(other["run_id"], "rank", rank)
