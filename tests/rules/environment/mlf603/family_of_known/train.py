import mlflow
import pandas  # expect: MLF603 "pandas"

mlflow.set_experiment("a")
mlflow.log_param("n", pandas.__version__)
