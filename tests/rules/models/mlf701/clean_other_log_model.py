import comet_ml
import mlflow

experiment = comet_ml.Experiment()
experiment.log_model("model", "model.pkl")
mlflow.set_experiment("a")
