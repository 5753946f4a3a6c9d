import mlflow
from sklearn.linear_model import Ridge


def train(x, y):
    with mlflow.start_run(run_name="ridge"):
        model = Ridge(alpha=1.0).fit(x, y)
        mlflow.log_param("alpha", 1.0)

    score = model.score(x, y)
    mlflow.log_metrics({"r2": score})  # expect: MLF108
    return model


train([[1.0], [2.0]], [1, 2])
