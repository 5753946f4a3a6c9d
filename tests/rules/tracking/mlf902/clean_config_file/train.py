import mlflow
import yaml

config = yaml.safe_load(open("config.yaml"))
mlflow.set_tracking_uri(config["mlflow"]["uri"])
