import mlflow
from mlflow import start_run as begin


def train(alpha):
    with mlflow.start_run():  # expect: MLF105
        mlflow.log_param("alpha", alpha)


train(0.1)

with mlflow.start_run(experiment_id="3"):  # expect: MLF105
    mlflow.log_param("alpha", 1)

with mlflow.start_run(tags={"team": "credit"}):  # expect: MLF105
    mlflow.log_param("alpha", 2)

with begin():  # expect: MLF105
    with begin(nested=True):  # expect: MLF105
        mlflow.log_param("alpha", 3)

mlflow.start_run(description="second try")  # expect: MLF105
mlflow.end_run()

for fold in range(3):
    with mlflow.start_run(log_system_metrics=True):  # expect: MLF105
        mlflow.set_tag("fold", fold)

with mlflow.start_run(run_name=None):  # expect: MLF105
    mlflow.log_param("x", 1)
