# expect-file: MLF002
import mlflow

mlflow.set_experiment("churn")
# bis hierher und nicht weiter, gr√