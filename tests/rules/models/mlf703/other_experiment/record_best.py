import mlflow
import pandas as pd
from mlflow.tracking import MlflowClient
from sklearn.linear_model import Ridge

SEARCH = "ridge-search"
mlflow.set_experiment("ridge-best")
client = MlflowClient()
experiment = client.get_experiment_by_name(SEARCH)
best = client.search_runs(experiment.experiment_id, order_by=["metrics.loss ASC"], max_results=1)[0]
data = pd.read_csv("train.csv")
with mlflow.start_run():
    model = Ridge(alpha=float(best.data.params["alpha"])).fit(data[["a"]], data["y"])
    mlflow.log_params(model.get_params())
    mlflow.sklearn.log_model(model, name="ridge")
