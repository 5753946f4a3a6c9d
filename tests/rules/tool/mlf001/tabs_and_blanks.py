# expect-file: MLF001
import mlflow

with mlflow.start_run():
	mlflow.log_param("alpha", 0.5)
        mlflow.log_param("depth", 3)
