import mlflow


def configure():
    mlflow.set_experiment("churn")


def train():
    configure()
    with mlflow.start_run():
        mlflow.log_metric("a", 1)


for _ in range(3):
    train()
