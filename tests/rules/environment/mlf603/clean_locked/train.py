import mlflow
import pandas

mlflow.set_experiment(pandas.__name__)
