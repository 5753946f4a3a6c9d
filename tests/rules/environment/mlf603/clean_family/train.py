import mlflow
import zarquon

mlflow.set_experiment("a")
mlflow.log_param("n", zarquon.N)
