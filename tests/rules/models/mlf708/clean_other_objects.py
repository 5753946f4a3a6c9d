import mlflow
import wandb

run = wandb.init()
run.log_model("model.pkl", "name")
mlflow.set_experiment("a")
