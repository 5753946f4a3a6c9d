import mlflow
import wandb

wandb.log({"a": 1})
mlflow.set_experiment("a")
