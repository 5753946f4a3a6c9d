import mlflow
import numpy as np
import xgboost as xgb
from sklearn.datasets import load_diabetes

X, y = load_diabetes(return_X_y=True)
data = xgb.DMatrix(X, label=y)
base = {"objective": "reg:squarederror", "nthread": 1, "seed": 0}

mlflow.set_experiment("xgb-cv")
results = []
for depth in [1, 3]:
    params = base | {"max_depth": depth}
    with mlflow.start_run(run_name=f"depth={depth}"):
        mlflow.log_params(params)
        cv = xgb.cv(params, data, num_boost_round=5, nfold=3, metrics=["rmse", "mae"], seed=1)
        for column in cv.columns:
            mlflow.log_metric(column + "-final", cv[column].iloc[-1])
        for i, row in cv.iterrows():
            mlflow.log_metrics({"rmse": row["test-rmse-mean"], "mae": row["test-mae-mean"]}, step=i)
        results.append((depth, cv["test-rmse-mean"].min()))
mlflow.start_run(run_name="winner")
mlflow.log_param("max_depth", min(results, key=lambda r: r[1])[0])
mlflow.log_metric("rmse", np.min([r[1] for r in results]))
