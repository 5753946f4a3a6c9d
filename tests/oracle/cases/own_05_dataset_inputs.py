import mlflow
import mlflow.data
import numpy as np
import pandas as pd
from mlflow.data.pandas_dataset import PandasDataset
from sklearn.linear_model import HuberRegressor

rng = np.random.RandomState(5)
frame = pd.DataFrame({"sqm": rng.uniform(30, 150, 90), "floor": rng.randint(0, 9, 90)})
frame["rent"] = 12 * frame.sqm + 20 * frame.floor + rng.normal(0, 30, 90)
frame.to_csv("rents.csv", index=False)

train, valid = frame.iloc[:60], frame.iloc[60:]
train_ds: PandasDataset = mlflow.data.from_pandas(train, source="rents.csv", name="rents-train", targets="rent")
valid_ds = mlflow.data.from_pandas(valid, source="rents.csv", name="rents-valid", targets="rent")
probe = mlflow.data.from_numpy(np.ones((3, 2)))

mlflow.set_experiment("rents")
with mlflow.start_run():
    mlflow.log_input(train_ds, context="training")
    mlflow.log_input(valid_ds, context="validation")
    mlflow.log_input(probe)
    mlflow.log_input(train_ds, context="again")  # same digest: MLflow keeps the first context
    est = HuberRegressor(max_iter=500, alpha=0.01)
    est.fit(train[["sqm", "floor"]], train["rent"])
    mlflow.log_params({"estimator": type(est).__name__, "alpha": est.alpha})
    mlflow.log_metric("valid_r2", est.score(valid[["sqm", "floor"]], valid["rent"]), dataset=valid_ds)
