import mlflow
from sklearn.metrics import r2_score


def train(model, x, y):
    with mlflow.start_run():  # expect: MLF703
        model.fit(x, y)
        mlflow.log_metric("r2", r2_score(y, model.predict(x)))


def train_and_keep(model, x, y):
    with mlflow.start_run():
        model.fit(x, y)
        mlflow.log_metric("r2", r2_score(y, model.predict(x)))
        mlflow.sklearn.log_model(model, name="model", input_example=x)


def prepare(encoder, x, y):
    with mlflow.start_run():
        encoder.fit(x, y)
        mlflow.log_metric("columns", encoder.transform(x).shape[1])


def train_with(trainer, x):
    with mlflow.start_run():
        trainer.fit(x)
        mlflow.log_metric("loss", trainer.score(x))
