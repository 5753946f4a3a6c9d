import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]


def train(alpha):
    with mlflow.start_run():
        mlflow.log_param("alpha", alpha)
        model = Ridge(alpha=alpha).fit(x, y)
        mlflow.sklearn.log_model(model, name="model", input_example=x)
    return model


def evaluate(model):
    return r2_score(y, model.predict(x))


# MLF301 names the evaluation, for both runs
first = train(1.0)
print(evaluate(first))
second = train(2.0)
print(evaluate(second))
