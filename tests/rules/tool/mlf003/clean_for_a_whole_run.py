import mlflow
from sklearn.linear_model import Ridge

mlflow.set_tracking_uri("https://mlflow.example.org")
mlflow.set_experiment("a")
with mlflow.start_run(run_name="a"):  # tracklint: ignore[MLF302, MLF703]
    mlflow.log_param("alpha", 0.5)
    Ridge(alpha=0.5).fit([[1.0], [2.0]], [1, 2])
