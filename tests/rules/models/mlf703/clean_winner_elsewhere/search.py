import mlflow
import pandas as pd
from hyperopt import fmin, hp, tpe
from sklearn.linear_model import Ridge

mlflow.set_experiment("ridge-search")
data = pd.read_csv("train.csv")


def objective(params):
    with mlflow.start_run():
        mlflow.log_params(params)
        model = Ridge(**params).fit(data[["a"]], data["y"])
        loss = -model.score(data[["a"]], data["y"])
        mlflow.log_metric("loss", loss)
    return loss


fmin(fn=objective, space={"alpha": hp.uniform("alpha", 0, 1)}, algo=tpe.suggest, max_evals=20)
